//! The operations: what each takes, how that is sent, and what comes back.

use serde_json::Value;

use super::{GroupId, Pages, Rule, Server, Type, TypeId};
use crate::http::{Method, Status};
use crate::media_type::StreamFormat;
use crate::source::Origin;

/// An operation that is not generated.
#[derive(Clone, Debug)]
pub(crate) struct Unasked {
    pub(crate) origin: Origin,
    pub(crate) id: String,
    pub(crate) tag: String,
    /// The headers of its answers that no operation has that is generated, or has as another type.
    pub(crate) headers: Vec<UnaskedHeader>,
    pub(crate) enums: OwnEnums,
    /// The name that the document asks for.
    pub(crate) wish: Option<String>,
}

/// Which enums an operation has of its own: where several answers, errors or bodies are possible.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnEnums {
    pub(crate) answer: bool,
    pub(crate) error: bool,
    pub(crate) body: bool,
}

impl OwnEnums {
    /// Those of an operation with these.
    pub(crate) fn of(answer: &AnswerKind, error: Option<&AnswerKind>, body: Option<&Body>) -> Self {
        let several = |kind: &AnswerKind| matches!(kind, AnswerKind::Several(_));
        Self {
            answer: several(answer),
            error: error.is_some_and(several),
            body: body.is_some_and(|body| matches!(body.kind, BodyKind::Several(_))),
        }
    }
}

/// A header that is not generated.
#[derive(Clone, Debug)]
pub(crate) struct UnaskedHeader {
    pub(crate) name: String,
    pub(crate) wish: Option<String>,
}

/// A call.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) origin: Origin,
    pub(crate) id: String,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) group: GroupId,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) answer: Answer,
    /// What comes value by value, where the operation can be asked for that.
    pub(crate) stream: Option<Stream>,
    /// What the declared error bodies are read as.
    pub(crate) error: Option<AnswerKind>,
    /// Of the statuses that these are read for, the runs of those that have none, with their last one.
    pub(crate) without_error_body: Vec<(u16, u16)>,
    /// Every declared answer, for the documentation.
    pub(crate) statuses: Vec<StatusLine>,
    /// Alternatives, each a set of schemes with scopes.
    pub(crate) security: Vec<Vec<(String, Vec<String>)>>,
    /// The operation's own server.
    pub(crate) server: Option<Server>,
    pub(crate) rate_limit: Option<String>,
    pub(crate) permissions: Vec<String>,
    pub(crate) idempotent: Option<bool>,
    /// How the list is read, where it comes in pages.
    pub(crate) pages: Option<Pages>,
    /// The path parameter that takes several values.
    pub(crate) batch: Option<Batch>,
    pub(crate) wish: Option<String>,
}

/// Several values in one path parameter.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) parameter: String,
    pub(crate) max: u64,
}

impl Operation {
    /// The enums that it has of its own.
    pub(crate) fn enums(&self) -> OwnEnums {
        OwnEnums::of(&self.answer.kind, self.error.as_ref(), self.body.as_ref())
    }

    /// The declared types that the call itself sends.
    pub(crate) fn sent(&self) -> Vec<TypeId> {
        let parameters = self.parameters.iter().flat_map(|parameter| parameter.ty.declared());
        let body = self.body.iter().flat_map(|body| body.kind.declared());
        parameters.chain(body).collect()
    }

    /// The declared types that its answers and errors are.
    pub(crate) fn received(&self) -> Vec<TypeId> {
        let bodies = self.statuses.iter().flat_map(|status| &status.bodies).map(|body| &body.kind);
        let stream = self.stream.iter().flat_map(|stream| stream.ty.declared());
        let headers = self.statuses.iter().flat_map(|status| &status.headers);
        let headers = headers.flat_map(|header| header.ty.declared());
        bodies.chain([&self.answer.kind]).flat_map(AnswerKind::declared).chain(stream).chain(headers).collect()
    }

    /// The declared types that the call names.
    pub(crate) fn mentioned(&self) -> Vec<TypeId> {
        let mut types = self.sent();
        types.extend(self.received());
        types
    }
}

/// A parameter of a call.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) origin: Origin,
    pub(crate) location: Location,
    pub(crate) wire: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    /// What the server takes when the parameter is not given; sent, where the parameter is required.
    pub(crate) default: Option<Value>,
    pub(crate) encoding: Encoding,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) rules: Vec<Rule>,
    /// What each element of a list or map is, where that has no type to say so.
    pub(crate) element: Option<String>,
    pub(crate) example: Option<Value>,
    pub(crate) wish: Option<String>,
}

impl Parameter {
    /// What the runtime sends when the caller gives nothing.
    pub(crate) fn sent_default(&self) -> Option<String> {
        self.default.as_ref().filter(|_| self.required).and_then(scalar_text)
    }

    /// Whether the caller has to give it: an argument, not a setter.
    pub(crate) fn is_argument(&self) -> bool {
        self.required && self.sent_default().is_none()
    }
}

/// A default as it stands in a URL; lists and objects have none.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// The value of `in`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How a parameter becomes text: OpenAPI 3.0, "Style Values".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Encoding {
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
}

/// The styles, and a JSON document as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

/// What a call sends.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) kind: BodyKind,
    pub(crate) required: bool,
    /// The types that this body can be sent as, the preferred one first.
    pub(crate) media_types: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) example: Option<Value>,
    /// The members of an URL-encoded form that are not written as OpenAPI does by default.
    pub(crate) members: Vec<FormMember>,
    /// What holds of the value as a whole.
    pub(crate) said: Said,
}

/// How a member of an URL-encoded form is written.
#[derive(Clone, Debug)]
pub(crate) struct FormMember {
    pub(crate) wire: String,
    pub(crate) encoding: Encoding,
}

/// The Rust side of a body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BodyKind {
    /// A value written as JSON or as a form, by the media type.
    Value(Type),
    Form(TypeId),
    /// A `multipart/form-data` body whose parts the caller names.
    OpenForm,
    Bytes,
    Text,
    /// One of several, as the caller likes, the preferred one first.
    Several(Vec<BodyChoice>),
}

/// One of the things that a body can be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BodyChoice {
    pub(crate) kind: BodyKind,
    /// The types that this one can be sent as, the usual one first.
    pub(crate) media_types: Vec<String>,
}

impl BodyKind {
    /// The declared types that the body is written from.
    fn declared(&self) -> Vec<TypeId> {
        match self {
            Self::Value(ty) => ty.declared().into_iter().collect(),
            Self::Form(id) => vec![*id],
            Self::Several(choices) => choices.iter().flat_map(|choice| choice.kind.declared()).collect(),
            Self::OpenForm | Self::Bytes | Self::Text => Vec::new(),
        }
    }
}

/// What a successful call gives.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) kind: AnswerKind,
    /// What the call accepts, the preferred type first.
    pub(crate) media_types: Vec<String>,
}

/// An answer that is read while it comes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stream {
    pub(crate) format: StreamFormat,
    pub(crate) media_type: String,
    /// The type of each value.
    pub(crate) ty: Type,
    /// The members of an event that a value is made of, where that is more than its data.
    pub(crate) members: Vec<&'static str>,
}

/// The Rust side of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AnswerKind {
    Empty,
    Value(Type),
    Bytes,
    Text,
    /// Nothing but a stream, which the call itself gives.
    Stream(Stream),
    /// One of several, by status, of which the narrowest that an answer has decides, and by media type.
    Several(Vec<Choice>),
}

/// What an answer is in some cases.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) cases: Vec<Case>,
    pub(crate) kind: AnswerKind,
}

/// When an answer is of a kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    pub(crate) status: Status,
    /// The media types that tell this kind from the preferred one of its status, which has none here.
    pub(crate) media_types: Vec<String>,
}

impl AnswerKind {
    /// The declared types that the answer is read as.
    fn declared(&self) -> Vec<TypeId> {
        match self {
            Self::Value(ty) => ty.declared(),
            Self::Stream(stream) => stream.ty.declared(),
            Self::Several(choices) => choices.iter().flat_map(|choice| choice.kind.declared()).collect(),
            Self::Empty | Self::Bytes | Self::Text => Vec::new(),
        }
    }
}

/// A declared status.
#[derive(Clone, Debug)]
pub(crate) struct StatusLine {
    pub(crate) status: Status,
    /// Whether the call gives this answer. Where no success is declared, `default` is given and an error.
    pub(crate) is_given: bool,
    /// Whether this answer is read as an error: a redirect that is not followed is one.
    pub(crate) is_error: bool,
    pub(crate) description: String,
    /// What the body is read as, the preferred kind first; none where there is no body.
    pub(crate) bodies: Vec<AnswerBody>,
    /// The types that are asked for.
    pub(crate) media_types: Vec<String>,
    pub(crate) stream: Option<Stream>,
    pub(crate) headers: Vec<HeaderLine>,
}

/// What the body of an answer is read as, for some media types.
#[derive(Clone, Debug)]
pub(crate) struct AnswerBody {
    pub(crate) kind: AnswerKind,
    pub(crate) media_types: Vec<String>,
    pub(crate) said: Said,
}

/// What a schema says of a body as a whole that has no type of its own to say so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) description: Option<String>,
    /// What each element of a list or map is.
    pub(crate) element: Option<String>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) default: Option<Value>,
}

/// A declared header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeaderLine {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) ty: Type,
    pub(crate) written: HeaderWritten,
    /// Whether every answer has it.
    pub(crate) required: bool,
    pub(crate) wish: Option<String>,
}

impl HeaderLine {
    /// Whether the two are read alike, by one constant: names of headers have no case.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let read = |line: &Self| (line.ty.clone(), line.written, line.wish.clone());
        self.name.eq_ignore_ascii_case(&other.name) && read(self) == read(other)
    }
}

/// How the values of a header are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderWritten {
    /// In the style `simple`.
    Simple,
    /// In the style `simple`, each member of an object as a pair.
    Exploded,
    /// As JSON text.
    Json,
}

//! The API as Rust will say it: shapes, not spellings. Data only; it knows no OpenAPI, no `quote` and no identifiers.
//!
//! Holds: every type is finite (boxes are placed), `Option` stands at most once around a member, the decoding of every union
//! and the encoding of every parameter and body are decided. Each item keeps its origin and its wire facts.

use serde_json::Value;

use crate::arena::{Arena, id};
use crate::source::Origin;

id! {
    /// A declared type: a struct, an enum, a union or a form.
    TypeId
}
id! {
    /// An operation.
    OperationId
}
id! {
    /// A group of operations: a tag.
    GroupId
}

/// One service.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) version: String,
    pub(crate) servers: Vec<Server>,
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) groups: Arena<GroupId, Group>,
    pub(crate) types: Arena<TypeId, TypeDeclaration>,
    pub(crate) operations: Arena<OperationId, Operation>,
}

/// A host that serves the API.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) origin: Origin,
    pub(crate) url: String,
    pub(crate) description: Option<String>,
    /// What the document calls it, if it does.
    pub(crate) name: Option<String>,
    pub(crate) variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) default: String,
    /// The values it can have, where the document limits them.
    pub(crate) values: Vec<String>,
    pub(crate) description: Option<String>,
}

/// A way to prove who calls, by the name the operations use.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) kind: SchemeKind,
}

/// Where a scheme puts its credential.
#[derive(Clone, Debug)]
pub(crate) enum SchemeKind {
    Header {
        name: String,
    },
    Query {
        name: String,
    },
    Cookie {
        name: String,
    },
    Basic,
    Bearer,
    OAuth2 {
        authorization: Option<String>,
        token: Option<String>,
        refresh: Option<String>,
    },
    OpenIdConnect {
        url: String,
    },
    /// Another HTTP authentication scheme.
    Http {
        scheme: String,
    },
}

/// Operations that a reader looks for in one place.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) tag: String,
    pub(crate) description: Option<String>,
}

/// A type that gets a name.
#[derive(Clone, Debug)]
pub(crate) struct TypeDeclaration {
    pub(crate) origin: Origin,
    pub(crate) context: Context,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) reach: Reach,
    pub(crate) shape: Shape,
    pub(crate) example: Option<Value>,
}

/// Where an item stands, told from what names it: the nearest component or operation, and the way from there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Context {
    pub(crate) owner: Owner,
    pub(crate) path: Vec<Segment>,
    /// The name that the document asks for with `x-rust-name`.
    pub(crate) wish: Option<String>,
}

/// What gives its name to everything inline below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    Component(String),
    Operation(String),
}

/// One step from an owner to an inline item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Segment {
    Member(String),
    Item,
    MapValue,
    Body,
    /// The answer with this status (`200`, `4XX`, `default`).
    Answer(String),
    Parameter(String),
    /// A variant of a union, by what tells it apart.
    Variant(String),
}

impl Context {
    /// The context of a component.
    pub(crate) fn component(name: impl Into<String>) -> Self {
        Self { owner: Owner::Component(name.into()), path: Vec::new(), wish: None }
    }

    /// The context of an operation.
    pub(crate) fn operation(id: impl Into<String>) -> Self {
        Self { owner: Owner::Operation(id.into()), path: Vec::new(), wish: None }
    }

    /// One step further.
    pub(crate) fn child(&self, segment: Segment) -> Self {
        let mut path = self.path.clone();
        path.push(segment);
        Self { owner: self.owner.clone(), path, wish: None }
    }
}

/// The directions in which values of a type travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) request: bool,
    pub(crate) answer: bool,
}

/// What a declared type is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Struct(Struct),
    StringEnum(Vec<String>),
    IntegerEnum(Vec<i64>),
    Union(Union),
    /// A `multipart/form-data` body.
    Form(Vec<Part>),
}

impl Shape {
    /// The declared types that the shape names.
    pub(crate) fn mentioned(&self) -> Vec<TypeId> {
        match self {
            Self::Struct(structure) => {
                let rest = match &structure.rest {
                    Rest::Kept => None,
                    Rest::Typed(ty) => ty.declared(),
                };
                structure.members.iter().filter_map(|member| member.ty.declared()).chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter().filter_map(|variant| variant.ty.declared()).collect(),
            Self::Form(parts) => {
                let value = |kind: &PartKind| if let PartKind::Value(ty) = kind { ty.declared() } else { None };
                parts.iter().filter_map(|part| value(&part.kind)).collect()
            }
            Self::StringEnum(_) | Self::IntegerEnum(_) => Vec::new(),
        }
    }
}

/// An object.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub(crate) members: Vec<Member>,
    pub(crate) rest: Rest,
}

/// What becomes of members that are not declared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// Kept as received.
    Kept,
    /// Values of one type.
    Typed(Type),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) origin: Origin,
    pub(crate) wire: String,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    pub(crate) access: Access,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<Value>,
    /// The scalar that `new` sets: the default of a member that the service requires.
    pub(crate) filled: Option<Value>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) wish: Option<String>,
}

/// Whether a member must be there, and whether it may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    RequiredNullable,
    Optional,
    OptionalNullable,
}

/// Which side writes a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Both,
    ReadOnly,
    WriteOnly,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Type {
    Text,
    Integer,
    Unsigned,
    Number,
    Boolean,
    DateTime,
    Date,
    Base64,
    /// Any JSON value.
    Json,
    TextOrInteger,
    TextOrNumber,
    List(Box<Type>),
    Map(Box<Type>),
    /// Null or a value, inside a list or a map.
    Nullable(Box<Type>),
    Declared(TypeId),
    /// A declared type behind a box, since it contains itself.
    Boxed(TypeId),
}

impl Type {
    /// The declared type that this one is or holds.
    pub(crate) fn declared(&self) -> Option<TypeId> {
        match self {
            Self::Declared(id) | Self::Boxed(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.declared(),
            Self::Text
            | Self::Integer
            | Self::Unsigned
            | Self::Number
            | Self::Boolean
            | Self::DateTime
            | Self::Date
            | Self::Base64
            | Self::Json
            | Self::TextOrInteger
            | Self::TextOrNumber => None,
        }
    }
}

/// A bound that `validate()` checks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    MinLength(u64),
    MaxLength(u64),
    Pattern(String),
    Minimum(serde_json::Number),
    Maximum(serde_json::Number),
    ExclusiveMinimum(serde_json::Number),
    ExclusiveMaximum(serde_json::Number),
    MultipleOf(serde_json::Number),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
}

/// One of several types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// The member that tells the variants apart; by shape where there is none.
    pub(crate) tag: Option<String>,
    pub(crate) variants: Vec<Variant>,
}

/// A possibility of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) origin: Origin,
    pub(crate) ty: Type,
    pub(crate) context: Context,
    pub(crate) test: Test,
}

/// How a variant is recognized.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// The tag has one of these values.
    Tag(Vec<String>),
    /// An object with these members, some of them with a fixed value.
    Object(Vec<(String, Option<Constant>)>),
    Array,
    Text,
    Integer,
    Number,
    Boolean,
    Any,
}

/// A value that a member always has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    Text(String),
    Integer(i64),
    Boolean(bool),
}

/// A part of a form.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) origin: Origin,
    pub(crate) wire: String,
    pub(crate) kind: PartKind,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) wish: Option<String>,
}

/// What a part carries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PartKind {
    File,
    Files,
    Value(Type),
}

/// A call.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) origin: Origin,
    pub(crate) id: String,
    /// In upper case.
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) group: GroupId,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) answer: Answer,
    /// What the declared error bodies are read as.
    pub(crate) error: Option<AnswerKind>,
    /// Every declared answer, for the documentation.
    pub(crate) statuses: Vec<StatusLine>,
    /// Alternatives, each a set of schemes with scopes.
    pub(crate) security: Vec<Vec<(String, Vec<String>)>>,
    /// The operation's own server.
    pub(crate) server: Option<Server>,
    pub(crate) rate_limit: Option<String>,
    pub(crate) permissions: Vec<String>,
    pub(crate) idempotent: Option<bool>,
    /// How further pages are asked for.
    pub(crate) pages: Option<Pages>,
    /// The path parameter that takes several values.
    pub(crate) batch: Option<Batch>,
    pub(crate) wish: Option<String>,
}

/// How a list is paged: names of query parameters, and JSON pointers into the answer.
#[derive(Clone, Debug)]
pub(crate) struct Pages {
    pub(crate) by: PagesBy,
    pub(crate) page_parameter: String,
    pub(crate) size_parameter: Option<String>,
    pub(crate) items: String,
    /// The number of pages.
    pub(crate) total: Option<String>,
}

/// What names a page.
#[derive(Clone, Debug)]
pub(crate) enum PagesBy {
    /// A token, at this place of the answer before.
    Token(String),
    /// A number; that of the current page is at this place.
    Number(String),
}

/// Several values in one path parameter.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) parameter: String,
    pub(crate) max: u64,
    pub(crate) separator: String,
}

impl Operation {
    /// The declared types that the call itself sends.
    pub(crate) fn sent(&self) -> Vec<TypeId> {
        let parameters = self.parameters.iter().filter_map(|parameter| parameter.ty.declared());
        let body = match self.body.as_ref().map(|body| &body.kind) {
            Some(BodyKind::Value(ty)) => ty.declared(),
            Some(BodyKind::Form(id)) => Some(*id),
            Some(BodyKind::Bytes | BodyKind::Text) | None => None,
        };
        parameters.chain(body).collect()
    }

    /// The declared types that its answers and errors are.
    pub(crate) fn received(&self) -> Vec<TypeId> {
        let bodies = self.statuses.iter().filter_map(|status| status.body.as_ref());
        bodies.chain([&self.answer.kind]).flat_map(AnswerKind::declared).collect()
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
    pub(crate) default: Option<String>,
    pub(crate) encoding: Encoding,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) rules: Vec<Rule>,
    pub(crate) example: Option<Value>,
    pub(crate) wish: Option<String>,
}

impl Parameter {
    /// What the runtime sends when the caller gives nothing.
    pub(crate) fn sent_default(&self) -> Option<&str> {
        self.default.as_deref().filter(|_| self.required)
    }

    /// Whether the caller has to give it: an argument, not a setter.
    pub(crate) fn is_argument(&self) -> bool {
        self.required && self.default.is_none()
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
}

/// The Rust side of a body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BodyKind {
    /// A value written as JSON or as a form, by the media type.
    Value(Type),
    Form(TypeId),
    Bytes,
    Text,
}

/// What a successful call gives.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) kind: AnswerKind,
    /// What the call accepts, the preferred type first.
    pub(crate) media_types: Vec<String>,
}

/// The Rust side of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AnswerKind {
    Empty,
    Value(Type),
    Bytes,
    Text,
    /// One of several, by status; the statuses are disjoint or go from the narrow to the wide.
    Several(Vec<Choice>),
}

/// What an answer is for some of the statuses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// `200`, `4XX` or `default`.
    pub(crate) statuses: Vec<String>,
    pub(crate) kind: AnswerKind,
}

impl AnswerKind {
    /// The declared types that the answer is read as.
    fn declared(&self) -> Vec<TypeId> {
        match self {
            Self::Value(ty) => ty.declared().into_iter().collect(),
            Self::Several(choices) => choices.iter().flat_map(|choice| choice.kind.declared()).collect(),
            Self::Empty | Self::Bytes | Self::Text => Vec::new(),
        }
    }
}

/// A declared status.
#[derive(Clone, Debug)]
pub(crate) struct StatusLine {
    /// `200`, `4XX` or `default`.
    pub(crate) status: String,
    pub(crate) description: String,
    pub(crate) body: Option<AnswerKind>,
    pub(crate) media_types: Vec<String>,
    pub(crate) headers: Vec<HeaderLine>,
}

/// A declared header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeaderLine {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) ty: Type,
    /// Whether every answer has it.
    pub(crate) required: bool,
}

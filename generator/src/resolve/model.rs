//! What `resolve` hands on: the document as one graph, in which every reference is an id.
//!
//! No `$ref` text is left, every id is valid, parameters and responses stand where they are used. The words are those
//! of OpenAPI: nothing here knows Rust.

mod constraints;
mod extensions;
mod schema;

use std::fmt;

use indexmap::IndexMap;
use serde_json::Value;

use crate::arena::{Arena, id};
use crate::dialect::Dialect;
use crate::http::{Method, Status};
use crate::package::Selection;
use crate::source::Origin;

pub(crate) use constraints::*;
pub(crate) use extensions::*;
pub(crate) use schema::*;

id! {
    /// A schema of the document.
    SchemaId
}

/// One OpenAPI document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Which specification says what it means.
    pub(crate) dialect: Dialect,
    /// `info.title`.
    pub(crate) title: String,
    /// `info.description`.
    pub(crate) description: Option<String>,
    /// `info.version`.
    pub(crate) version: String,
    /// The servers of the document, in order; empty where it names none.
    pub(crate) servers: Vec<Server>,
    /// The tags declared at the top, in order, with the ones that only operations name behind them.
    pub(crate) tags: Vec<Tag>,
    /// The declared security schemes by name.
    pub(crate) security_schemes: IndexMap<String, SecurityScheme>,
    /// The operations: by path in document order, then by method in the order of the document.
    pub(crate) operations: Vec<Operation>,
    /// Where the operations stand that were asked for, those that are refused among them.
    pub(crate) asked: Vec<Origin>,
    /// The operations that were not asked for, whose names are theirs all the same.
    pub(crate) unasked: Vec<Operation>,
    /// What the service sends by itself.
    pub(crate) webhooks: Vec<Webhook>,
    /// What of the document is generated beside what the operations need.
    pub(crate) extent: Extent,
    /// Every schema, components and inline ones alike.
    pub(crate) schemas: Arena<SchemaId, Schema>,
    /// The component schemas by name, in document order; one that is only a reference has the id of its target.
    pub(crate) components: IndexMap<String, SchemaId>,
    /// `x-rate-limits`.
    pub(crate) rate_limits: Option<RateLimits>,
}

/// How much of a document is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All schemas among the components.
    Whole,
    /// Only what the operations need.
    Needed,
}

impl Extent {
    /// The extent that a selection of operations asks for.
    pub(super) fn of(selection: &Selection) -> Self {
        match selection {
            Selection::Whole => Self::Whole,
            Selection::Operations | Selection::Some { .. } => Self::Needed,
        }
    }
}

/// A server of the document or of one operation.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) origin: Origin,
    /// The URL, with `{name}` for each variable.
    pub(crate) url: String,
    pub(crate) description: Option<String>,
    /// `x-server-name`.
    pub(crate) name: Option<String>,
    /// Variables with their default and, where the document limits them, their values.
    pub(crate) variables: IndexMap<String, ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub(crate) struct ServerVariable {
    pub(crate) default: String,
    pub(crate) values: Vec<String>,
    pub(crate) description: Option<String>,
}

/// A tag with its description.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    /// Where it is declared, or where the first operation has it.
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
}

/// How a caller proves who it is.
#[derive(Clone, Debug)]
pub(crate) enum SecurityScheme {
    /// A key in a header, the query or a cookie.
    ApiKey { location: ParameterLocation, name: String },
    /// HTTP authentication with this scheme, in lower case (`bearer`, `basic`).
    Http { scheme: String },
    /// OAuth 2, with the URLs of one of its flows.
    OAuth2(OAuth2Urls),
    /// OpenID Connect discovery.
    OpenIdConnect { url: String },
}

impl SecurityScheme {
    /// Whether the transport meets it, and no call can: a certificate (OpenAPI 3.1.1, "Security Scheme Object"), which
    /// normalise gives this name.
    pub(crate) fn is_below_calls(&self) -> bool {
        matches!(self, Self::Http { scheme } if scheme == "mutualtls")
    }
}

/// Where tokens come from, and what they can be asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct OAuth2Urls {
    pub(crate) authorization: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) refresh: Option<String>,
    /// The meaning of each scope, of all flows.
    pub(crate) scopes: IndexMap<String, String>,
}

/// One operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) origin: Origin,
    /// The operationId, made from method and path where the document has none.
    pub(crate) id: String,
    /// In upper case.
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) tags: Vec<String>,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    /// Path parameters in the order of the path's template, then query, header and cookie, each in document order.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    /// By status in document order; `default` where it stands.
    pub(crate) responses: Vec<Response>,
    /// What the service sends on behalf of it; empty where a client is generated.
    pub(crate) callbacks: Vec<Webhook>,
    /// Alternatives; the operation's own, else the document's. Empty: no security.
    pub(crate) security: Vec<SecurityRequirement>,
    /// The operation's own servers, else its path's; empty where the document's apply.
    pub(crate) servers: Vec<Server>,
    /// The values of our own `x-` vocabulary.
    pub(crate) extensions: OperationExtensions,
}

/// A request that the service makes to whoever listens: by itself, or where an operation asks for it (a callback).
#[derive(Clone, Debug)]
pub(crate) struct Webhook {
    pub(crate) origin: Origin,
    /// Where the webhook, or the callback, is listed.
    pub(crate) place: Origin,
    pub(crate) name: String,
    /// Where a callback goes; of others, the name.
    pub(crate) path: String,
    pub(crate) method: Method,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    /// Alternatives by which the service proves who it is: its own, as those of the document are for calls.
    pub(crate) security: Vec<SecurityRequirement>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    /// What the service takes as an answer.
    pub(crate) responses: Vec<Response>,
}

/// The schemes that are needed together, each with its scopes.
#[derive(Clone, Debug)]
pub(crate) struct SecurityRequirement {
    pub(crate) schemes: Vec<(String, Vec<String>)>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) origin: Origin,
    /// The component's name where the parameter is a referenced one.
    pub(crate) component: Option<String>,
    pub(crate) location: ParameterLocation,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    /// `allowEmptyValue`.
    pub(crate) may_be_empty: bool,
    pub(crate) value: ParameterValue,
    pub(crate) example: Option<Shown>,
    /// `x-rust-name`.
    pub(crate) rust_name: Option<String>,
}

/// How a parameter's value is written.
#[derive(Clone, Debug)]
pub(crate) enum ParameterValue {
    /// By style, from a schema.
    Styled { schema: SchemaId, style: Style, explode: bool, allow_reserved: bool },
    /// As a document of this media type.
    Content { schema: Option<SchemaId>, media_type: String },
}

/// The styles of OpenAPI 3.0, "Style Values".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

impl fmt::Display for Style {
    /// As a document says it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        })
    }
}

/// The body of a request.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    pub(crate) origin: Origin,
    /// The component's name where the body is a referenced one.
    pub(crate) component: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    /// At least one, in document order.
    pub(crate) content: Vec<MediaType>,
}

/// One representation of a body.
#[derive(Clone, Debug)]
pub(crate) struct MediaType {
    pub(crate) origin: Origin,
    /// As written, for example `application/json`.
    pub(crate) media_type: String,
    pub(crate) schema: Option<SchemaId>,
    /// The first example the document gives of what is sent.
    pub(crate) example: Option<Shown>,
    /// `encoding` by property: the content types of a part, and its style.
    pub(crate) encoding: IndexMap<String, Encoding>,
}

/// An example that has a value.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Where it stands among those that are given.
    pub(crate) origin: Origin,
    pub(crate) value: Value,
}

/// How one property of a form or multipart body is written.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    pub(crate) content_type: Option<String>,
    /// Whether the schema says the type, of what its text holds (`contentMediaType`).
    pub(crate) is_of_text: bool,
    pub(crate) style: Option<Style>,
    /// The key that gives it.
    pub(crate) styled_by: Option<&'static str>,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
}

/// An answer of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) origin: Origin,
    /// The component's name where the response is a referenced one.
    pub(crate) component: Option<String>,
    pub(crate) status: Status,
    pub(crate) description: String,
    pub(crate) headers: Vec<Header>,
    /// In document order; empty where there is no body.
    pub(crate) content: Vec<MediaType>,
}

/// A header of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) origin: Origin,
    /// The component's name where the header is a referenced one.
    pub(crate) component: Option<String>,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    /// Whether the members of an object are written as pairs.
    pub(crate) explode: bool,
    /// Where it is a document, of which media type.
    pub(crate) media_type: Option<String>,
    pub(crate) schema: Option<SchemaId>,
    /// `x-rust-name`.
    pub(crate) rust_name: Option<String>,
}

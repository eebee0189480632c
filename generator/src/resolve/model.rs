//! What `resolve` hands on: the document as one graph, in which every reference is an id.
//!
//! No `$ref` text is left, every id is valid, parameters and responses stand where they are used. The words are those of
//! OpenAPI: nothing here knows Rust.

use indexmap::IndexMap;
use serde_json::Value;

use crate::arena::{Arena, id};
use crate::source::Origin;

id! {
    /// A schema of the document.
    SchemaId
}

/// One OpenAPI document.
#[derive(Clone, Debug)]
pub struct Document {
    /// `info.title`.
    pub title: String,
    /// `info.description`.
    pub description: Option<String>,
    /// `info.version`.
    pub version: String,
    /// The servers of the document, in order; empty where it names none.
    pub servers: Vec<Server>,
    /// The tags declared at the top, in order, with the ones that only operations name behind them.
    pub tags: Vec<Tag>,
    /// The declared security schemes by name.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// The operations: by path in document order, then by method in the order of the document.
    pub operations: Vec<Operation>,
    /// Every schema, components and inline ones alike.
    pub schemas: Arena<SchemaId, Schema>,
    /// The component schemas by name, in document order.
    pub components: IndexMap<String, SchemaId>,
}

/// A server of the document or of one operation.
#[derive(Clone, Debug)]
pub struct Server {
    pub origin: Origin,
    /// The URL, with `{name}` for each variable.
    pub url: String,
    pub description: Option<String>,
    /// `x-server-name`.
    pub name: Option<String>,
    /// Variables with their default and, where the document limits them, their values.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    pub default: String,
    pub values: Vec<String>,
    pub description: Option<String>,
}

/// A tag with its description.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub description: Option<String>,
}

/// How a caller proves who it is.
#[derive(Clone, Debug)]
pub enum SecurityScheme {
    /// A key in a header, the query or a cookie.
    ApiKey { location: ParameterLocation, name: String },
    /// HTTP authentication with this scheme, in lower case (`bearer`, `basic`).
    Http { scheme: String },
    /// OAuth 2, with the token URL of its first flow that has one.
    OAuth2 { token_url: Option<String> },
    /// OpenID Connect discovery.
    OpenIdConnect { url: String },
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub origin: Origin,
    /// The operationId, made from method and path where the document has none.
    pub id: String,
    /// In upper case.
    pub method: Method,
    pub path: String,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    /// Path parameters in the order of the path's template, then query, header and cookie, each in document order.
    pub parameters: Vec<Parameter>,
    pub body: Option<RequestBody>,
    /// By status in document order; `default` where it stands.
    pub responses: Vec<Response>,
    /// Alternatives; the operation's own, else the document's. Empty: no security.
    pub security: Vec<SecurityRequirement>,
    /// The operation's own servers, else its path's; empty where the document's apply.
    pub servers: Vec<Server>,
    /// The values of our own `x-` vocabulary.
    pub extensions: OperationExtensions,
}

/// An HTTP method that OpenAPI 3.0 knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

/// The schemes that are needed together, each with its scopes.
#[derive(Clone, Debug)]
pub struct SecurityRequirement {
    pub schemes: Vec<(String, Vec<String>)>,
}

/// What the `x-` keys of an operation say; spec/README.md documents them.
#[derive(Clone, Debug, Default)]
pub struct OperationExtensions {
    /// `x-rate-limit`: the name of the group.
    pub rate_limit: Option<String>,
    /// `x-permissions`: the application's first, then the user's.
    pub permissions: Vec<String>,
    /// `x-idempotent`.
    pub idempotent: Option<bool>,
    /// `x-batch`.
    pub batch: Option<Batch>,
    /// `x-pagination`.
    pub pagination: Option<Pagination>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
}

/// Several ids in one path parameter.
#[derive(Clone, Debug)]
pub struct Batch {
    pub parameter: String,
    pub max: u64,
    pub separator: String,
}

/// How a list operation is paged.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub style: PaginationStyle,
    /// The query parameter that takes the page number or the token.
    pub page_parameter: String,
    /// The query parameter that takes the page's size.
    pub size_parameter: Option<String>,
    /// JSON pointer of the list in the answer.
    pub items: String,
    /// JSON pointer of the next token (style `token`) or of the current page's number (style `page`).
    pub next: String,
    /// JSON pointer of the number of pages.
    pub total_pages: Option<String>,
}

/// The two ways of paging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaginationStyle {
    Page,
    Token,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub origin: Origin,
    /// The component's name where the parameter is a referenced one.
    pub component: Option<String>,
    pub location: ParameterLocation,
    pub name: String,
    pub description: Option<String>,
    pub required: bool,
    pub deprecated: bool,
    pub value: ParameterValue,
    pub example: Option<Value>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
}

/// How a parameter's value is written.
#[derive(Clone, Debug)]
pub enum ParameterValue {
    /// By style, from a schema.
    Styled { schema: SchemaId, style: Style, explode: bool, allow_reserved: bool },
    /// As a document of this media type.
    Content { schema: Option<SchemaId>, media_type: String },
}

/// The styles of OpenAPI 3.0, "Style Values".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct RequestBody {
    pub origin: Origin,
    pub description: Option<String>,
    pub required: bool,
    /// At least one, in document order.
    pub content: Vec<MediaType>,
}

/// One representation of a body.
#[derive(Clone, Debug)]
pub struct MediaType {
    pub origin: Origin,
    /// As written, for example `application/json`.
    pub media_type: String,
    pub schema: Option<SchemaId>,
    /// The first example the document gives.
    pub example: Option<Value>,
    /// `encoding` by property: the content types of a part, and its style.
    pub encoding: IndexMap<String, Encoding>,
}

/// How one property of a form or multipart body is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    pub content_type: Option<String>,
    pub style: Option<Style>,
    pub explode: bool,
    pub allow_reserved: bool,
}

/// An answer of an operation.
#[derive(Clone, Debug)]
pub struct Response {
    pub origin: Origin,
    /// The component's name where the response is a referenced one.
    pub component: Option<String>,
    pub status: Status,
    pub description: String,
    pub headers: Vec<Header>,
    /// In document order; empty where there is no body.
    pub content: Vec<MediaType>,
}

/// The statuses that a response is declared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Code(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    Default,
}

/// A header of an answer.
#[derive(Clone, Debug)]
pub struct Header {
    pub origin: Origin,
    pub name: String,
    pub description: Option<String>,
    pub required: bool,
    pub schema: Option<SchemaId>,
}

/// A schema with everything it says itself; what its members say is behind their ids.
#[derive(Clone, Debug)]
pub struct Schema {
    pub origin: Origin,
    /// The name under `components.schemas`.
    pub component: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub example: Option<Value>,
    pub default: Option<Value>,
    pub deprecated: bool,
    pub nullable: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// `type`; none where the schema names none.
    pub kind: Option<Kind>,
    pub format: Option<String>,
    /// `enum`, without null (which is `nullable`); none where there is no such keyword.
    pub values: Option<Vec<Value>>,
    pub constraints: Constraints,
    /// In document order.
    pub properties: IndexMap<String, SchemaId>,
    pub required: Vec<String>,
    pub additional: Additional,
    pub items: Option<SchemaId>,
    pub all_of: Vec<SchemaId>,
    pub one_of: Vec<SchemaId>,
    pub any_of: Vec<SchemaId>,
    pub not: Option<SchemaId>,
    pub discriminator: Option<Discriminator>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `x-rust-type`.
    pub rust_type: Option<String>,
}

/// The types of JSON that OpenAPI 3.0 knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

/// What may stand beside the declared properties.
#[derive(Clone, Debug)]
pub enum Additional {
    /// The schema says nothing, or `true`.
    Open,
    /// `false`.
    Closed,
    /// Members of this schema.
    Of(SchemaId),
}

/// The bounds of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub multiple_of: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}

/// A lower or upper bound of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub value: serde_json::Number,
    pub exclusive: bool,
}

/// How the variants of a union are told apart by a member.
#[derive(Clone, Debug)]
pub struct Discriminator {
    pub property: String,
    /// Values and the schemas they choose; the implicit values (component names) are added where the mapping lacks them.
    pub mapping: Vec<(String, SchemaId)>,
}

//! The objects of OpenAPI 3.0.3, section 4.7, in its order, with what 3.1 adds to them.

use super::ObjectKind;
use super::Shape::{
    Choice, Count, Flag, FlagOr, Free, FreeList, List, Map, Number, One, Requirements, Text, TextMap, Texts, TextsOr,
};
use super::vocabulary::{BATCH, PAGINATION, PERMISSIONS, RATE_LIMITS};
use super::{
    Members, Object, Referable, StandIn, component, degraded, documentation, key, object, patterned, refused, required,
    unused,
};

pub(in super::super) static DOCUMENT: Object = object(
    ObjectKind::Document,
    &[
        required("openapi", Text),
        required("info", One(&INFO)),
        key("servers", List(&SERVER)),
        required("paths", One(&PATHS)),
        unused("webhooks", Map(&PATH_ITEM), "what they send becomes types; a client has nothing to answer them with"),
        documentation("jsonSchemaDialect", Text),
        key("components", One(&COMPONENTS)),
        key("security", Requirements),
        key("tags", List(&TAG)),
        documentation("externalDocs", One(&EXTERNAL_DOCUMENTATION)),
        key("x-rate-limits", One(&RATE_LIMITS)),
    ],
);

static INFO: Object = object(
    ObjectKind::Info,
    &[
        required("title", Text),
        documentation("summary", Text),
        key("description", Text),
        documentation("termsOfService", Text),
        documentation("contact", One(&CONTACT)),
        documentation("license", One(&LICENSE)),
        required("version", Text),
    ],
)
.replaced_by(StandIn::Empty);

static CONTACT: Object = object(ObjectKind::Contact, &[key("name", Text), key("url", Text), key("email", Text)]);

static LICENSE: Object =
    object(ObjectKind::License, &[required("name", Text), key("identifier", Text), key("url", Text)]);

static SERVER: Object = object(
    ObjectKind::Server,
    &[
        required("url", Text),
        key("description", Text),
        key("variables", Map(&SERVER_VARIABLE)),
        key("x-server-name", Text),
    ],
);

static SERVER_VARIABLE: Object =
    object(ObjectKind::ServerVariable, &[key("enum", Texts), required("default", Text), key("description", Text)]);

pub(in super::super) static COMPONENTS: Object = object(
    ObjectKind::Components,
    &[
        key("schemas", Map(&SCHEMA)),
        key("responses", Map(&RESPONSE)),
        key("parameters", Map(&PARAMETER)),
        key("examples", Map(&EXAMPLE)),
        key("requestBodies", Map(&REQUEST_BODY)),
        key("headers", Map(&HEADER)),
        key("securitySchemes", Map(&SECURITY_SCHEME)),
        unused("links", Map(&LINK), NO_LINKS),
        unused("callbacks", Map(&CALLBACK), NO_CALLBACKS),
        key("pathItems", Map(&PATH_ITEM)),
    ],
);

const NO_LINKS: &str = "links are not followed";
const NO_CALLBACKS: &str = "a client does not receive callbacks";

static PATHS: Object = patterned(ObjectKind::Paths, &[], Members::Paths(&PATH_ITEM)).replaced_by(StandIn::Empty);

const NEWER_METHOD: &str = "calls have the methods that OpenAPI 3.1 knows";

pub(in super::super) static PATH_ITEM: Object = Object {
    kind: ObjectKind::PathItem,
    referable: Referable::PathItem,
    members: Members::None,
    stand_in: StandIn::Nothing,
    keys: &[
        key("summary", Text),
        key("description", Text),
        key("get", One(&OPERATION)),
        key("put", One(&OPERATION)),
        key("post", One(&OPERATION)),
        key("delete", One(&OPERATION)),
        key("options", One(&OPERATION)),
        key("head", One(&OPERATION)),
        key("patch", One(&OPERATION)),
        key("trace", One(&OPERATION)),
        refused("query", One(&OPERATION), NEWER_METHOD),
        refused("additionalOperations", Map(&OPERATION), NEWER_METHOD),
        key("servers", List(&SERVER)),
        key("parameters", List(&PARAMETER)),
    ],
};

pub(in super::super) static OPERATION: Object = object(
    ObjectKind::Operation,
    &[
        key("tags", Texts),
        key("summary", Text),
        key("description", Text),
        documentation("externalDocs", One(&EXTERNAL_DOCUMENTATION)),
        key("operationId", Text),
        key("parameters", List(&PARAMETER)),
        key("requestBody", One(&REQUEST_BODY)),
        key("responses", One(&RESPONSES)),
        unused("callbacks", Map(&CALLBACK), NO_CALLBACKS),
        key("deprecated", Flag),
        key("security", Requirements),
        key("servers", List(&SERVER)),
        key("x-rate-limit", Text),
        key("x-permissions", TextsOr(&PERMISSIONS)),
        key("x-idempotent", Flag),
        key("x-batch", One(&BATCH)),
        key("x-pagination", One(&PAGINATION)),
        key("x-rust-name", Text),
    ],
);

static EXTERNAL_DOCUMENTATION: Object =
    object(ObjectKind::ExternalDocumentation, &[key("description", Text), required("url", Text)]);

pub(in super::super) static PARAMETER: Object = component(
    ObjectKind::Parameter,
    "parameters",
    &[
        required("name", Text),
        required("in", Choice(&["query", "header", "path", "cookie"])),
        key("description", Text),
        key("required", Flag),
        key("deprecated", Flag),
        key("allowEmptyValue", Flag),
        key("style", Choice(STYLES)),
        key("explode", Flag),
        key("allowReserved", Flag),
        key("schema", One(&SCHEMA)),
        key("example", Free),
        key("examples", Map(&EXAMPLE)),
        key("content", Map(&MEDIA_TYPE)),
        key("x-rust-name", Text),
    ],
);

pub(in super::super) const STYLES: &[&str] =
    &["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"];

pub(in super::super) static REQUEST_BODY: Object = component(
    ObjectKind::RequestBody,
    "requestBodies",
    &[key("description", Text), key("content", Map(&MEDIA_TYPE)), key("required", Flag)],
)
.replaced_by(StandIn::AnyBody);

pub(in super::super) static MEDIA_TYPE: Object = object(
    ObjectKind::MediaType,
    &[
        key("schema", One(&SCHEMA)),
        key("example", Free),
        key("examples", Map(&EXAMPLE)),
        key("encoding", Map(&ENCODING)),
    ],
)
.replaced_by(StandIn::Empty);

static ENCODING: Object = object(
    ObjectKind::Encoding,
    &[
        key("contentType", Text),
        unused("headers", Map(&HEADER), "a part is sent with its content type and disposition only"),
        key("style", Choice(STYLES)),
        key("explode", Flag),
        key("allowReserved", Flag),
    ],
);

static RESPONSES: Object =
    patterned(ObjectKind::Responses, &[key("default", One(&RESPONSE))], Members::Statuses(&RESPONSE))
        .replaced_by(StandIn::Empty);

pub(in super::super) static RESPONSE: Object = component(
    ObjectKind::Response,
    "responses",
    &[
        required("description", Text),
        key("headers", Map(&HEADER)),
        key("content", Map(&MEDIA_TYPE)),
        unused("links", Map(&LINK), NO_LINKS),
    ],
)
.replaced_by(StandIn::Described);

static CALLBACK: Object = Object {
    kind: ObjectKind::Callback,
    keys: &[],
    members: Members::Any(&PATH_ITEM),
    referable: Referable::Component("callbacks"),
    stand_in: StandIn::Nothing,
};

static EXAMPLE: Object = component(
    ObjectKind::Example,
    "examples",
    &[
        documentation("summary", Text),
        documentation("description", Text),
        key("value", Free),
        documentation("externalValue", Text),
    ],
);

static LINK: Object = component(
    ObjectKind::Link,
    "links",
    &[
        key("operationRef", Text),
        key("operationId", Text),
        key("parameters", Free),
        key("requestBody", Free),
        key("description", Text),
        key("server", One(&SERVER)),
    ],
);

pub(in super::super) static HEADER: Object = component(
    ObjectKind::Header,
    "headers",
    &[
        key("description", Text),
        key("required", Flag),
        documentation("deprecated", Flag),
        unused("allowEmptyValue", Flag, "a header of an answer is read as it comes"),
        key("style", Choice(&["simple"])),
        key("explode", Flag),
        unused("allowReserved", Flag, "a header of an answer is read as it comes"),
        key("schema", One(&SCHEMA)),
        documentation("example", Free),
        documentation("examples", Map(&EXAMPLE)),
        key("content", Map(&MEDIA_TYPE)),
        key("x-rust-name", Text),
    ],
);

static TAG: Object = object(
    ObjectKind::Tag,
    &[required("name", Text), key("description", Text), documentation("externalDocs", One(&EXTERNAL_DOCUMENTATION))],
);

/// The types of a schema.
pub(in super::super) const TYPES: &[&str] = TYPES_OF_3_1.split_at(6).0;

/// The same since OpenAPI 3.1; where null is written as one, the tree has an enum of null by now.
pub(in super::super) const TYPES_OF_3_1: &[&str] =
    &["string", "number", "integer", "boolean", "array", "object", "null"];

pub(in super::super) static SCHEMA: Object = component(
    ObjectKind::Schema,
    "schemas",
    &[
        key("type", Choice(TYPES)),
        key("description", Text),
        key("format", Text),
        key("properties", Map(&SCHEMA)),
        key("required", Texts),
        key("items", One(&SCHEMA)),
        key("enum", FreeList),
        key("example", Free),
        key("nullable", Flag),
        key("allOf", List(&SCHEMA)),
        key("oneOf", List(&SCHEMA)),
        key("anyOf", List(&SCHEMA)),
        key("not", One(&SCHEMA)),
        key("additionalProperties", FlagOr(&SCHEMA)),
        key("title", Text),
        key("default", Free),
        key("readOnly", Flag),
        key("writeOnly", Flag),
        key("deprecated", Flag),
        key("multipleOf", Number),
        key("maximum", Number),
        key("exclusiveMaximum", Flag),
        key("minimum", Number),
        key("exclusiveMinimum", Flag),
        key("maxLength", Count),
        key("minLength", Count),
        key("pattern", Text),
        key("maxItems", Count),
        key("minItems", Count),
        key("uniqueItems", Flag),
        key("maxProperties", Count),
        key("minProperties", Count),
        key("discriminator", One(&DISCRIMINATOR)),
        unused("xml", One(&XML), "XML is not read or written"),
        documentation("externalDocs", One(&EXTERNAL_DOCUMENTATION)),
        // JSON Schema 2020-12, as far as 3.0 has no form for it.
        documentation("$schema", Text),
        documentation("$vocabulary", Free),
        documentation("$comment", Text),
        key("$id", Text),
        key("$anchor", Text),
        key("$dynamicAnchor", Text),
        degraded(
            "$dynamicRef",
            Text,
            "where several schemas have its name, its target depends on what refers to it; any JSON value is taken",
        ),
        key("$recursiveAnchor", Flag),
        degraded("$recursiveRef", Text, "no schema around it has `$recursiveAnchor`; any JSON value is taken"),
        key("$defs", Map(&SCHEMA)),
        key("definitions", Map(&SCHEMA)),
        key("examples", Free),
        key("const", Free),
        key("prefixItems", List(&SCHEMA)),
        documentation("additionalItems", FlagOr(&SCHEMA)),
        degraded("contains", One(&SCHEMA), "elements are not looked for"),
        degraded("minContains", Count, "elements are not counted"),
        degraded("maxContains", Count, "elements are not counted"),
        degraded("unevaluatedItems", FlagOr(&SCHEMA), "elements are not told apart by what other keywords say of them"),
        unused("unevaluatedProperties", FlagOr(&SCHEMA), "read as `additionalProperties`, unless that is beside it"),
        degraded("patternProperties", Map(&SCHEMA), PATTERNS),
        degraded("propertyNames", One(&SCHEMA), "the names of members are not checked"),
        degraded("dependentRequired", Free, "what is required with another member is not checked"),
        degraded("dependentSchemas", Map(&SCHEMA), "what holds with a member is not typed; it is kept in `extra`"),
        degraded("if", One(&SCHEMA), CONDITIONAL),
        degraded("then", One(&SCHEMA), CONDITIONAL),
        degraded("else", One(&SCHEMA), CONDITIONAL),
        degraded("contentEncoding", Text, "a text in another encoding than base64 is not decoded"),
        documentation("contentMediaType", Text),
        degraded("contentSchema", One(&SCHEMA), "the text is not read; it stays a string"),
        key("x-rust-name", Text),
        key("x-rust-type", Text),
    ],
)
.replaced_by(StandIn::Empty);

const PATTERNS: &str = "read as `additionalProperties` where that says the same; else names are not told apart";
const CONDITIONAL: &str = "no Rust type depends on a value; what the branches add is kept in `extra`";

pub(in super::super) static DISCRIMINATOR: Object =
    object(ObjectKind::Discriminator, &[required("propertyName", Text), key("mapping", TextMap)]);

static XML: Object = object(
    ObjectKind::Xml,
    &[key("name", Text), key("namespace", Text), key("prefix", Text), key("attribute", Flag), key("wrapped", Flag)],
);

pub(in super::super) static SECURITY_SCHEME: Object = component(
    ObjectKind::SecurityScheme,
    "securitySchemes",
    &[
        required("type", Choice(&["apiKey", "http", "oauth2", "openIdConnect"])),
        documentation("description", Text),
        key("name", Text),
        key("in", Choice(&["query", "header", "cookie"])),
        key("scheme", Text),
        documentation("bearerFormat", Text),
        key("flows", One(&FLOWS)),
        key("openIdConnectUrl", Text),
    ],
);

static FLOWS: Object = object(
    ObjectKind::Flows,
    &[
        key("implicit", One(&IMPLICIT_FLOW)),
        key("password", One(&TOKEN_FLOW)),
        key("clientCredentials", One(&TOKEN_FLOW)),
        key("authorizationCode", One(&CODE_FLOW)),
    ],
);

static IMPLICIT_FLOW: Object = object(
    ObjectKind::Flow,
    &[required("authorizationUrl", Text), key("refreshUrl", Text), required("scopes", TextMap)],
);

static TOKEN_FLOW: Object =
    object(ObjectKind::Flow, &[required("tokenUrl", Text), key("refreshUrl", Text), required("scopes", TextMap)]);

static CODE_FLOW: Object = object(
    ObjectKind::Flow,
    &[
        required("authorizationUrl", Text),
        required("tokenUrl", Text),
        key("refreshUrl", Text),
        required("scopes", TextMap),
    ],
);

//! What becomes of each key that is read, in a sentence for users; the tables say the rest. A test holds both against
//! each other.

use super::kind::ObjectKind;

/// The keys of an object, each with what becomes of it.
type Meanings = (ObjectKind, &'static [(&'static str, &'static str)]);

/// By object and key, in the order of the tables.
pub(super) const MEANINGS: &[Meanings] = &[
    (
        ObjectKind::Document,
        &[
            ("openapi", "says how the rest is read"),
            ("info", "title, version and description of the crate or module"),
            ("servers", "the variants of `Server`; the first is the one that is called"),
            ("paths", "the operations"),
            ("components", "what references name; each schema among them is a type of its own, or an alias in place"),
            ("security", "which credentials a call carries, where its operation does not say"),
            ("tags", "the modules that operations are grouped in, with their documentation"),
        ],
    ),
    (
        ObjectKind::Info,
        &[
            ("title", "title of the documentation"),
            ("description", "documentation of the module"),
            ("version", "documentation of the module"),
        ],
    ),
    (
        ObjectKind::Server,
        &[
            ("url", "the base URL of the server"),
            ("description", "documentation of the server"),
            ("variables", "arguments of the server, filled in with their defaults"),
        ],
    ),
    (
        ObjectKind::ServerVariable,
        &[
            ("enum", "documentation of the variable"),
            ("default", "the value where the caller gives none"),
            ("description", "documentation of the variable"),
        ],
    ),
    (
        ObjectKind::Components,
        &[
            ("schemas", "types, named by their keys"),
            ("responses", "answers of the operations that name them"),
            ("parameters", "parameters of the operations that name them"),
            ("examples", "examples of what names them"),
            ("requestBodies", "bodies of the operations that name them"),
            ("headers", "headers of the answers that name them"),
            ("securitySchemes", "the credentials that the client takes"),
            ("pathItems", "operations of the paths that name them"),
        ],
    ),
    (
        ObjectKind::PathItem,
        &[
            ("summary", "documentation of the operations that have none of their own"),
            ("description", "documentation of the operations that have none of their own"),
            ("get", "an operation"),
            ("put", "an operation"),
            ("post", "an operation"),
            ("delete", "an operation"),
            ("options", "an operation"),
            ("head", "an operation, whose answers have no body"),
            ("patch", "an operation"),
            ("trace", "an operation"),
            ("servers", "the server of the operations that have none of their own"),
            ("parameters", "parameters of each operation, unless it has one of the same name and place"),
        ],
    ),
    (
        ObjectKind::Operation,
        &[
            (
                "tags",
                "the first names the module of the operation; case, blanks, hyphens and underscores make no other",
            ),
            ("summary", "first line of the documentation"),
            ("description", "documentation"),
            ("operationId", "the name of the method and of the operation's type"),
            ("parameters", "arguments where they are required and have no scalar as default, else setters"),
            ("requestBody", "the last argument where it is required, else the setter `body`"),
            ("responses", "what the call gives, and what its error says"),
            ("deprecated", "the attribute `deprecated`"),
            ("security", "which credentials the call carries, with their scopes"),
            ("servers", "the first is the server of the call"),
        ],
    ),
    (
        ObjectKind::Parameter,
        &[
            ("name", "the name on the wire; the argument or setter is named after it"),
            ("in", "where it is sent: path, query, header or cookie"),
            ("description", "documentation"),
            (
                "required",
                "an argument where it is true and the default is no scalar, else a setter; a call whose list or object \
                 has nothing to send then is an error",
            ),
            ("deprecated", "the attribute `deprecated` of the setter"),
            ("allowEmptyValue", "an empty text is sent as such; what is no text is sent with a value or not at all"),
            ("style", "how a list or object is written"),
            ("explode", "how a list or object is written"),
            (
                "allowReserved",
                "reserved characters are sent as they are, but for those that would end or change the value (`#`, `&`, \
                 `+`, `'`, `[`, `]`); in a path, as OpenAPI 3.2 has it, all that a path can hold",
            ),
            ("schema", "the type of the value"),
            (
                "example",
                "in the example of the call, or, but for numbers and flags, in the documentation of the setter",
            ),
            ("examples", "the first that has a value, as `example`"),
            ("content", "the value is sent as a document of its one media type"),
        ],
    ),
    (
        ObjectKind::RequestBody,
        &[
            ("description", "documentation"),
            ("content", "the kinds of bodies that can be sent; JSON comes first where it is offered"),
            ("required", "an argument where it is true, else a setter"),
        ],
    ),
    (
        ObjectKind::MediaType,
        &[
            ("schema", "the type of the body"),
            ("example", "in the example of the call; of an answer, or a body that may be missing, it is not carried"),
            ("examples", "the first that has a value, as `example`"),
            ("encoding", "how the members of a form are written"),
        ],
    ),
    (
        ObjectKind::Encoding,
        &[
            ("contentType", "the media type of a part"),
            ("style", "how a member of a form is written"),
            ("explode", "how a member of a form is written"),
            ("allowReserved", "how a member of a form is written"),
        ],
    ),
    (
        ObjectKind::Responses,
        &[(
            "default",
            "what `error_body` reads with every status that no other key names; the answer, too, where no success is \
             declared",
        )],
    ),
    (
        ObjectKind::Response,
        &[
            ("description", "documentation of the status"),
            ("headers", "documentation of the status"),
            ("content", "the kinds of bodies that can be read; JSON comes first where it is offered"),
        ],
    ),
    (ObjectKind::Example, &[("value", "the example")]),
    (
        ObjectKind::Header,
        &[
            ("description", "documentation"),
            ("required", "documentation"),
            ("style", "only `simple` is right here"),
            ("explode", "whether each member of an object is a pair"),
            ("schema", "the type of the value"),
            ("content", "the value is a document of its one media type"),
        ],
    ),
    (
        ObjectKind::Tag,
        &[("name", "the module of the operations that have it first"), ("description", "documentation of it")],
    ),
    (
        ObjectKind::Schema,
        &[
            (
                "type",
                "the kind of the Rust type: `String`, `i64` or `u64`, `f64` (`Number`, which keeps all digits, where \
                 integers are listed too), `bool`, a list, a struct or a map",
            ),
            ("description", "documentation"),
            (
                "format",
                "`date-time`, `date`, `byte` and `binary` have types of their own; of other texts it is documentation",
            ),
            ("properties", "the members of a struct"),
            ("required", "members that are there are no `Option`; `new` takes them as arguments"),
            ("items", "the type of the elements of a list"),
            ("enum", "an enum that keeps values it does not know; values of several types are any JSON"),
            ("example", "in the examples of the calls that send such a value"),
            ("nullable", "`Option` where the member is required, else `Nullable`, which tells null from absent"),
            ("allOf", "one struct with the members of all"),
            (
                "oneOf",
                "an enum of the variants, told apart by discriminator, constants or shape; beside members, by a tag",
            ),
            ("anyOf", "as `oneOf`: the first variant that fits is taken"),
            ("not", "degraded: no Rust type excludes values; the rest of the schema holds"),
            ("additionalProperties", "a map, or the type of what a struct keeps beside its members; `false` keeps too"),
            ("title", "documentation where there is no `description`, and the name of a variant"),
            ("default", "documentation; `new` fills in what is required, where it is a scalar"),
            ("readOnly", "the member is not written in requests"),
            ("writeOnly", "the member is not expected in answers"),
            ("deprecated", "the attribute `deprecated`"),
            ("multipleOf", "checked by `validate`"),
            ("maximum", "checked by `validate`; beyond 64 bits with a sign it makes the type `u64`"),
            ("exclusiveMaximum", "checked by `validate`"),
            ("minimum", "checked by `validate`"),
            ("exclusiveMinimum", "checked by `validate`"),
            ("maxLength", "checked by `validate`"),
            ("minLength", "checked by `validate`"),
            ("pattern", "checked by `validate`, degraded where ECMAScript does not know its syntax, and documentation"),
            ("maxItems", "checked by `validate`"),
            ("minItems", "checked by `validate`"),
            ("uniqueItems", "checked by `validate`"),
            ("maxProperties", "checked by `validate`"),
            ("minProperties", "checked by `validate`"),
            (
                "discriminator",
                "the member that tells apart the variants of `oneOf` and `anyOf`, else what is built on the schema, \
                 which a part of `allOf` may say",
            ),
            ("$id", "a place that references may name"),
            ("$anchor", "a place that references may name"),
            ("$dynamicAnchor", "a place that references may name"),
            ("$recursiveAnchor", "the schema that a `$recursiveRef` inside of it means"),
            ("$defs", "types of what references name"),
            ("definitions", "types of what references name"),
            ("examples", "the first, as `example`"),
            ("const", "as an `enum` of one value"),
            (
                "prefixItems",
                "a tuple, `Nullable` beyond `minItems`; where more may follow, an `OpenTuple`, which keeps it",
            ),
        ],
    ),
    (
        ObjectKind::Discriminator,
        &[
            ("propertyName", "the member that names the variant"),
            ("mapping", "its values; a variant that is not named there goes by the name of its component"),
        ],
    ),
    (
        ObjectKind::SecurityScheme,
        &[
            ("type", "the kind of the credential"),
            ("name", "the name of the header, cookie or query parameter"),
            ("in", "where a key is sent"),
            ("scheme", "`basic` and `bearer` have types of their own; others are sent as they are given"),
            ("flows", "where tokens come from"),
            ("openIdConnectUrl", "documentation of the scheme"),
        ],
    ),
    (
        ObjectKind::Flows,
        &[
            ("implicit", "its URLs, where there is no other flow"),
            ("password", "its URLs, where there is none of `authorizationCode` and `clientCredentials`"),
            ("clientCredentials", "its URLs, where there is no `authorizationCode`"),
            ("authorizationCode", "the URLs of the client; the scopes are those of all flows"),
        ],
    ),
    (
        ObjectKind::Flow,
        &[
            ("authorizationUrl", "where users log in"),
            ("tokenUrl", "where tokens come from"),
            ("refreshUrl", "where tokens are renewed"),
            ("scopes", "documentation of the scheme; an operation names the scopes that it needs"),
        ],
    ),
];

//! The four services, what resolve makes of each construct, and what it reports.

use insta::assert_snapshot;
use serde_json::{Number, Value, json};

use super::{
    Additional, Document, Method, Operation, PaginationStyle, ParameterLocation, ParameterValue, Schema,
    SecurityScheme, Status, Style, resolve,
};
use crate::diagnostic::{self, Diagnostics, render};
use crate::load::load;
use crate::normalise::normalise;
use crate::source::Sources;

/// Takes a document through the passes up to this one; what they report, as text.
fn resolved(text: &str) -> (Option<Document>, String) {
    let sources = Sources::new([("api.yaml", text)]);
    let mut diagnostics = Diagnostics::new();
    let document = sources.find("api.yaml").and_then(|file| {
        let tree = load(&sources, file, &mut diagnostics)?;
        let normal = normalise(tree, &sources, &mut diagnostics)?;
        resolve(&normal, &mut diagnostics)
    });
    (document, render(&diagnostics, &sources, diagnostic::Style::Plain))
}

fn with_head(rest: &str) -> String {
    ["openapi: 3.0.3\ninfo: {title: T, version: '1'}\n", rest].concat()
}

/// The document with this below its head.
fn document(rest: &str) -> Document {
    let (document, reported) = resolved(&with_head(rest));
    document.unwrap_or_else(|| panic!("refused: {reported}"))
}

/// What is reported for a document with this below its head.
fn reported(rest: &str) -> String {
    resolved(&with_head(rest)).1
}

/// What is reported for a document with these component schemas.
fn reported_of_schemas(schemas: &str) -> String {
    reported(&["paths: {}\ncomponents:\n  schemas:\n", schemas].concat())
}

/// A document with these component schemas.
fn schemas(schemas: &str) -> Document {
    document(&["paths: {}\ncomponents:\n  schemas:\n", schemas].concat())
}

fn component<'d>(document: &'d Document, name: &str) -> &'d Schema {
    &document.schemas[document.components[name]]
}

fn operation<'d>(document: &'d Document, id: &str) -> &'d Operation {
    document.operations.iter().find(|operation| operation.id == id).expect("an operation of the document above")
}

#[test]
fn takes_the_four_services() {
    for (text, operations) in [
        (include_str!("../../../spec/odin-user-services.yaml"), 6),
        (include_str!("../../../spec/ringcentral-presence.yaml"), 8),
        (include_str!("../../../spec/ringcentral-user-settings.yaml"), 16),
        (include_str!("../../../spec/zoom-phone-users.yaml"), 18),
    ] {
        let (document, reported) = resolved(text);
        let document = document.unwrap_or_else(|| panic!("refused: {reported}"));
        assert_eq!(document.operations.len(), operations, "{}", document.title);
        assert!(!reported.contains("warning["), "{reported}");
    }
}

#[test]
fn gives_each_schema_one_id() {
    let document = document(
        "
paths:
  /a:
    parameters: [{name: kind, in: query, schema: {type: string, enum: [a, b]}}]
    get: &get
      operationId: getA
      responses:
        '200': {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Alias'}}}}
    put:
      operationId: putA
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User/properties/team'}}}}
      responses: {default: {description: Any.}}
    post:
      operationId: postA
      requestBody:
        content:
          application/json: {schema: {$ref: '#/paths/~1a/parameters/0/schema'}}
          text/plain: {schema: {$ref: '#/components/schemas/With%20Space~1Slash'}}
      responses: {default: {description: Any.}}
components:
  schemas:
    Alias: {$ref: '#/components/schemas/User'}
    User: {type: object, properties: {team: {type: object}, boss: {$ref: '#/components/schemas/User'}}}
    With Space/Slash: {type: string}
",
    );
    let user = document.components["User"];
    let kind = |id: &str| match operation(&document, id).parameters[0].value {
        ParameterValue::Styled { schema, .. } => schema,
        ParameterValue::Content { .. } => panic!("styled above"),
    };
    let body =
        |id: &str, index: usize| operation(&document, id).body.as_ref().and_then(|body| body.content[index].schema);
    assert_eq!(document.components["Alias"], user);
    assert_eq!(document.schemas[user].properties["boss"], user);
    assert_eq!(document.schemas[user].component.as_deref(), Some("User"));
    assert_eq!(operation(&document, "getA").responses[0].content[0].schema, Some(user));
    assert_eq!(body("putA", 0), Some(document.schemas[user].properties["team"]));
    assert_eq!(kind("getA"), kind("putA"));
    assert_eq!(body("postA", 0), Some(kind("getA")));
    assert_eq!(body("postA", 1), Some(document.components["With Space/Slash"]));
    assert_eq!(document.schemas.len(), 4);
}

#[test]
fn reads_schemas() {
    let document = schemas(
        "
    Number: {type: integer, minimum: 0, exclusiveMinimum: true, maximum: 18446744073709551615, multipleOf: 0.1, default: null}
    Text: {type: string, minLength: 1, maxLength: 8, pattern: '^a', format: phone, nullable: true, x-rust-type: Phone}
    List: {type: array, minItems: 1, maxItems: 2, uniqueItems: true, items: {type: string}}
    Closed: {type: object, additionalProperties: false, required: [a], properties: {b: {}, a: {readOnly: true}}}
    Map: {additionalProperties: {type: integer}, minProperties: 1}
    Both: {type: object, properties: {a: {}}, oneOf: [{required: [a]}, {required: [b]}], not: {type: string}}
    Wrapped: {description: Says more., allOf: [{$ref: '#/components/schemas/Closed'}]}
",
    );
    let number = component(&document, "Number");
    let minimum = number.constraints.minimum.as_ref().expect("given above");
    assert_eq!((&minimum.value, minimum.exclusive), (&Number::from(0), true));
    assert_eq!(number.constraints.maximum.as_ref().map(|bound| &bound.value), Some(&Number::from(u64::MAX)));
    assert_eq!(number.constraints.multiple_of, Number::from_f64(0.1));
    assert_eq!(number.default, Some(Value::Null));
    let text = component(&document, "Text");
    assert_eq!((text.format.as_deref(), text.rust_type.as_deref()), (Some("phone"), Some("Phone")));
    assert_eq!((text.constraints.min_length, text.constraints.max_length), (Some(1), Some(8)));
    assert!(text.nullable && !number.nullable);
    let list = component(&document, "List");
    assert!(list.items.is_some() && list.constraints.unique_items);
    let closed = component(&document, "Closed");
    assert!(matches!(closed.additional, Additional::Closed));
    assert_eq!(closed.properties.keys().collect::<Vec<_>>(), ["b", "a"]);
    assert!(document.schemas[closed.properties["a"]].read_only);
    assert!(matches!(component(&document, "Map").additional, Additional::Of(_)));
    let both = component(&document, "Both");
    assert_eq!((both.one_of.len(), both.properties.len(), both.not.is_some()), (2, 1, true));
    let wrapped = component(&document, "Wrapped");
    assert_eq!((wrapped.all_of.as_slice(), wrapped.kind), (&[document.components["Closed"]][..], None));
}

#[test]
fn reads_enums() {
    let document = schemas(
        "
    Some: {type: string, nullable: true, enum: [b, a, '']}
    WithNull: {type: integer, enum: [2, null, 1]}
    OnlyNull: {enum: [null]}
    None: {type: string}
",
    );
    let read = |name: &str| {
        let schema = component(&document, name);
        (schema.values.clone().map(Value::from), schema.nullable)
    };
    assert_eq!(read("Some"), (Some(json!(["b", "a", ""])), true));
    assert_eq!(read("WithNull"), (Some(json!([2, 1])), true));
    assert_eq!(read("OnlyNull"), (Some(json!([])), true));
    assert_eq!(read("None"), (None, false));
}

#[test]
fn completes_discriminators() {
    let document = schemas(
        "
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cow'}]
      discriminator: {propertyName: kind, mapping: {cat: Cat, hound: '#/components/schemas/Dog', puppy: Dog}}
    Cat: {type: object}
    Dog: {type: object}
    Cow: {type: object}
",
    );
    let discriminator = component(&document, "Pet").discriminator.as_ref().expect("given above");
    let mapping: Vec<_> = discriminator.mapping.iter().map(|(value, id)| (value.as_str(), *id)).collect();
    let id = |name: &str| document.components[name];
    assert_eq!(mapping, [("cat", id("Cat")), ("hound", id("Dog")), ("puppy", id("Dog")), ("Cow", id("Cow"))]);
    assert_snapshot!(reported_of_schemas(
        "    Pet: {oneOf: [], discriminator: {propertyName: kind, mapping: {cat: Caat}}}\n    Cat: {}\n"
    ), @"
    error[E201]: there is nothing at `Caat`
     --> api.yaml:6:73
      |
    6 |     Pet: {oneOf: [], discriminator: {propertyName: kind, mapping: {cat: Caat}}}
      |                                                                         ^^^^ named here
      |
      = help: did you mean `Cat`?
    ");
}

#[test]
fn reads_parameters_in_the_order_of_the_call() {
    let document = document(
        "
paths:
  /a/{first}/b/{second}:
    get:
      operationId: getA
      parameters:
        - {name: session, in: cookie, schema: {type: string}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: filter, in: query, style: deepObject, schema: {type: object}}
        - {name: ids, in: query, explode: false, allowReserved: true, schema: {type: array, items: {type: string}}}
        - {name: raw, in: query, content: {application/json: {schema: {type: object}}}}
        - {name: second, in: path, required: true, style: label, schema: {type: string}, x-rust-name: other}
        - $ref: '#/components/parameters/First'
      responses: {default: {description: Any.}}
components:
  parameters:
    First:
      name: first
      in: path
      required: true
      schema: {type: string}
      examples: {none: {summary: Nothing.}, some: {$ref: '#/components/examples/Some'}}
  examples:
    Some: {value: ten}
",
    );
    let parameters = &operation(&document, "getA").parameters;
    let styled = |index: usize| match parameters[index].value {
        ParameterValue::Styled { style, explode, allow_reserved, .. } => (style, explode, allow_reserved),
        ParameterValue::Content { .. } => panic!("parameter {index} is styled"),
    };
    let names: Vec<_> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["first", "second", "filter", "ids", "raw", "X-Trace", "session"]);
    assert_eq!(parameters[0].component.as_deref(), Some("First"));
    assert_eq!(parameters[0].example, Some(json!("ten")));
    assert_eq!(parameters[1].rust_name.as_deref(), Some("other"));
    assert_eq!(styled(0), (Style::Simple, false, false));
    assert_eq!(styled(1), (Style::Label, false, false));
    assert_eq!(styled(2), (Style::DeepObject, false, false));
    assert_eq!(styled(3), (Style::Form, false, true));
    assert_eq!(styled(5), (Style::Simple, false, false));
    assert_eq!(styled(6), (Style::Form, true, false));
    assert_eq!(parameters[6].location, ParameterLocation::Cookie);
    assert!(
        matches!(&parameters[4].value, ParameterValue::Content { schema: Some(_), media_type } if media_type == "application/json")
    );
}

#[test]
fn reads_bodies_and_answers() {
    let document = document(
        "
paths:
  /a:
    post:
      operationId: postA
      requestBody: {$ref: '#/components/requestBodies/Form'}
      responses:
        default: {$ref: '#/components/responses/Failed'}
        4xx: {description: Client.}
        '201':
          description: Made.
          headers:
            X-Rate: {$ref: '#/components/headers/Rate'}
            X-Plain: {description: Without schema.}
          content:
            image/png: {}
            application/json: {schema: {type: object}, example: {a: 1}}
components:
  requestBodies:
    Form:
      required: true
      content:
        multipart/form-data:
          schema: {type: object, properties: {file: {type: string, format: binary}, ids: {type: array, items: {}}}}
          encoding:
            file: {contentType: image/png}
            ids: {style: spaceDelimited}
            more: {style: form, explode: false, allowReserved: true}
  headers:
    Rate: {required: true, schema: {type: integer}}
  responses:
    Failed: {description: Failed.}
",
    );
    let operation = operation(&document, "postA");
    let body = operation.body.as_ref().expect("given above");
    assert!(body.required);
    let encoding = &body.content[0].encoding;
    assert_eq!(encoding["file"].content_type.as_deref(), Some("image/png"));
    assert_eq!((encoding["file"].style, encoding["file"].explode), (None, true));
    assert_eq!((encoding["ids"].style, encoding["ids"].explode), (Some(Style::SpaceDelimited), false));
    assert_eq!((encoding["more"].explode, encoding["more"].allow_reserved), (false, true));
    let statuses: Vec<_> = operation.responses.iter().map(|response| response.status).collect();
    assert_eq!(statuses, [Status::Default, Status::Range(4), Status::Code(201)]);
    assert_eq!(operation.responses[0].component.as_deref(), Some("Failed"));
    let made = &operation.responses[2];
    let names: Vec<_> = made.headers.iter().map(|header| header.name.as_str()).collect();
    assert_eq!(names, ["X-Rate", "X-Plain"]);
    assert!(made.headers[0].required && !made.headers[1].required);
    let media_types: Vec<_> = made.content.iter().map(|content| content.media_type.as_str()).collect();
    assert_eq!(media_types, ["image/png", "application/json"]);
    assert_eq!((made.content[0].schema, &made.content[1].example), (None, &Some(json!({"a": 1}))));
}

#[test]
fn reads_what_is_around_the_operations() {
    let document = document(
        "
servers: [{url: 'https://{region}.example.com', variables: {region: {default: eu, enum: [eu, us]}}, x-server-name: Live}]
tags: [{name: B, description: Second.}]
security: [{key: []}]
paths:
  /a:
    servers: [{url: https://media.example.com}]
    put: {operationId: putA, tags: [A, B], deprecated: true, responses: {default: {description: Any.}}}
    get: {operationId: getA, security: [], responses: {default: {description: Any.}}}
    post:
      operationId: postA
      security: [{key: [], oauth: [read, write]}, {}]
      servers: [{url: https://own.example.com}]
      responses: {default: {description: Any.}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    bearer: {type: http, scheme: Bearer}
    oauth: {type: oauth2, flows: {implicit: {authorizationUrl: u, scopes: {}}, password: {tokenUrl: t, scopes: {}}}}
    connect: {type: openIdConnect, openIdConnectUrl: o}
",
    );
    let server = &document.servers[0];
    assert_eq!((server.name.as_deref(), server.variables["region"].values.len()), (Some("Live"), 2));
    assert_eq!(document.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["B", "A"]);
    let methods: Vec<_> = document.operations.iter().map(|operation| operation.method).collect();
    assert_eq!(methods, [Method::Put, Method::Get, Method::Post]);
    let [put, get, post] = &document.operations[..] else { panic!("three operations") };
    assert!(put.deprecated);
    assert_eq!(put.security[0].schemes, [("key".to_owned(), vec![])]);
    assert!(get.security.is_empty());
    assert_eq!(post.security[0].schemes[1], ("oauth".to_owned(), vec!["read".to_owned(), "write".to_owned()]));
    assert!(post.security[1].schemes.is_empty());
    assert_eq!((&*put.servers[0].url, &*post.servers[0].url), ("https://media.example.com", "https://own.example.com"));
    assert_eq!(put.servers[0].origin.pointer.as_str(), "/paths/~1a/servers/0");
    let schemes = &document.security_schemes;
    assert!(
        matches!(&schemes["key"], SecurityScheme::ApiKey { location: ParameterLocation::Header, name } if name == "X-Key")
    );
    assert!(matches!(&schemes["bearer"], SecurityScheme::Http { scheme } if scheme == "bearer"));
    assert!(matches!(&schemes["oauth"], SecurityScheme::OAuth2 { token_url: Some(url) } if url == "t"));
    assert!(matches!(&schemes["connect"], SecurityScheme::OpenIdConnect { url } if url == "o"));
}

#[test]
fn reads_our_extensions() {
    let document = document(
        "
paths:
  /a/{id}:
    get:
      operationId: getA
      x-rate-limit: Light
      x-permissions: {app: ReadAccounts, user: [One, Two]}
      x-idempotent: true
      x-rust-name: fetch
      x-batch: {parameter: id, max: 30}
      x-pagination: {style: token, request: {page: next, size: size}, response: {items: /items, next: /next}}
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: next, in: query, schema: {type: string}}
        - {name: size, in: query, schema: {type: integer}}
      responses: {default: {description: Any.}}
",
    );
    let extensions = &operation(&document, "getA").extensions;
    assert_eq!(extensions.rate_limit.as_deref(), Some("Light"));
    assert_eq!(extensions.permissions, ["ReadAccounts", "One", "Two"]);
    assert_eq!((extensions.idempotent, extensions.rust_name.as_deref()), (Some(true), Some("fetch")));
    let batch = extensions.batch.as_ref().expect("given above");
    assert_eq!((&*batch.parameter, batch.max, &*batch.separator), ("id", 30, ","));
    let pagination = extensions.pagination.as_ref().expect("given above");
    assert_eq!((pagination.style, &*pagination.page_parameter), (PaginationStyle::Token, "next"));
    assert_eq!((&*pagination.items, &*pagination.next, &pagination.total_pages), ("/items", "/next", &None));
    assert_snapshot!(reported(
        "
paths:
  /a:
    get:
      operationId: getA
      x-batch: {parameter: ids, max: 30}
      x-pagination: {style: page, request: {page: pag}, response: {items: items}}
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses: {default: {description: Any.}}
"
    ), @"
    error[E207]: the operation has no parameter `ids` there
     --> api.yaml:8:28
      |
    8 |       x-batch: {parameter: ids, max: 30}
      |                            ^^^

    error[E207]: the operation has no parameter `pag` there
     --> api.yaml:9:51
      |
    9 |       x-pagination: {style: page, request: {page: pag}, response: {items: items}}
      |                                                   ^^^
      |
      = help: did you mean `page`?

    error[E208]: `items` is no JSON pointer: a JSON pointer starts with `/`
     --> api.yaml:9:75
      |
    9 |       x-pagination: {style: page, request: {page: pag}, response: {items: items}}
      |                                                                           ^^^^^
      |
      = help: a JSON pointer looks like `/paging/totalPages`
    ");
}

#[test]
fn reports_references_that_lead_nowhere() {
    assert_snapshot!(reported(
        "
paths:
  /a:
    get:
      operationId: getA
      parameters: [{$ref: '#/components/schemas/User'}]
      responses:
        '200': {$ref: '#/components/responses/Missing'}
        '201': {description: Fine., headers: {X: {$ref: '#/components/responses/X'}}}
components:
  schemas:
    User: {type: object, properties: {a: {$ref: '#/components/schemas/Usr'}, b: {$ref: '#/info/title'}}}
    Other: {$ref: '#/components/schemas/~2'}
    Same: {$ref: '#/components/schemas/Other'}
"
    ), @"
    error[E204]: expected a `$ref` to a parameter, but `#/components/schemas/User` is a schema
     --> api.yaml:8:27
      |
    8 |       parameters: [{$ref: '#/components/schemas/User'}]
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[E201]: there is nothing at `#/components/responses/Missing`
      --> api.yaml:10:23
       |
    10 |         '200': {$ref: '#/components/responses/Missing'}
       |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ named here

    error[E201]: there is nothing at `#/components/responses/X`
      --> api.yaml:11:57
       |
    11 |         '201': {description: Fine., headers: {X: {$ref: '#/components/responses/X'}}}
       |                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ named here

    error[E201]: there is nothing at `#/components/schemas/Usr`
      --> api.yaml:14:49
       |
    14 |     User: {type: object, properties: {a: {$ref: '#/components/schemas/Usr'}, b: {$ref: '#/info/title'}}}
       |                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ named here
       |
       = help: did you mean `#/components/schemas/User`?

    error[E204]: expected a `$ref` to a schema, but `#/info/title` is something else
      --> api.yaml:14:88
       |
    14 |     User: {type: object, properties: {a: {$ref: '#/components/schemas/Usr'}, b: {$ref: '#/info/title'}}}
       |                                                                                        ^^^^^^^^^^^^^^

    error[E203]: `#/components/schemas/~2` is no reference: `~` in a JSON pointer is written `~0`
      --> api.yaml:15:19
       |
    15 |     Other: {$ref: '#/components/schemas/~2'}
       |                   ^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: references look like `#/components/schemas/Name` or `other.yaml#/components/schemas/Name`
    ");
}

#[test]
fn reports_circles() {
    assert_snapshot!(reported_of_schemas(
        "
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/C'}
    C: {$ref: '#/components/schemas/B'}
    D: {properties: {d: {$ref: '#/components/schemas/D'}}, allOf: [{items: {$ref: '#/components/schemas/D'}}]}
    E: {allOf: [{type: object}, {$ref: '#/components/schemas/F'}]}
    F: {allOf: [{allOf: [{$ref: '#/components/schemas/E'}]}]}
    G: {allOf: [{$ref: '#/components/schemas/G'}]}
"
    ), @"
    error[E202]: 2 `$ref`s name each other in a circle
     --> api.yaml:8:15
      |
    8 |     B: {$ref: '#/components/schemas/C'}
      |               ^^^^^^^^^^^^^^^^^^^^^^^^ starts here
    9 |     C: {$ref: '#/components/schemas/B'}
      |               ------------------------ and comes back from here
      |
      = help: let one of them describe something

    error[E205]: 3 schemas are made of each other by `allOf`
      --> api.yaml:11:33
       |
    11 |     E: {allOf: [{type: object}, {$ref: '#/components/schemas/F'}]}
       |                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ takes in all of the next
    12 |     F: {allOf: [{allOf: [{$ref: '#/components/schemas/E'}]}]}
       |                 -------------------------------------------
       |                 |        |
       |                 |        takes in all of the next
       |                 takes in all of the next
       |
       = help: take one of these members out; a schema may hold itself in `properties` or `items`

    error[E205]: a schema is made of itself by `allOf`
      --> api.yaml:13:17
       |
    13 |     G: {allOf: [{$ref: '#/components/schemas/G'}]}
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ takes in all of the next
       |
       = help: take one of these members out; a schema may hold itself in `properties` or `items`
    ");
}

#[test]
fn reports_where_path_and_parameters_disagree() {
    assert_snapshot!(reported(
        "
paths:
  /a/{id}/{other}:
    parameters: [{name: id, in: path, schema: {type: string}}]
    get:
      operationId: getA
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: page, in: query, schema: {type: string}}
        - {name: more, in: path, required: true, schema: {type: string}}
        - {name: Accept, in: header, schema: {type: string}}
      responses: {default: {description: Any., headers: {content-type: {schema: {type: string}}}}}
  /b/{id:
    get: {operationId: getB, responses: {default: {description: Any.}}}
"
    ), @"
    error[E301]: no parameter for the placeholder `other`
     --> api.yaml:5:3
      |
    5 |   /a/{id}/{other}:
      |   ^^^^^^^^^^^^^^^ in this path
    6 |     parameters: [{name: id, in: path, schema: {type: string}}]
    7 |     get:
      |     --- this operation does not declare it
      |
      = help: declare it as a parameter with `in: path` and `required: true`, or take it out of the path

    warning[W202]: path parameter `id` is not marked `required` but treated so
     --> api.yaml:6:18
      |
    6 |     parameters: [{name: id, in: path, schema: {type: string}}]
      |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `required: true`

    error[E303]: duplicate query parameter `page`
      --> api.yaml:11:11
       |
    10 |         - {name: page, in: query, schema: {type: integer}}
       |           ------------------------------------------------ first here
    11 |         - {name: page, in: query, schema: {type: string}}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here again
       |
       = help: remove one of the two

    error[E302]: path parameter `more` is not in the path
      --> api.yaml:12:11
       |
    12 |         - {name: more, in: path, required: true, schema: {type: string}}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ declared here
       |
      ::: api.yaml:5:3
       |
     5 |   /a/{id}/{other}:
       |   --------------- has no `{more}`
       |
       = help: write `{more}` into the path, or remove the parameter

    warning[W201]: the header `Accept` is ignored: the media types of the answers say what it holds
      --> api.yaml:13:11
       |
    13 |         - {name: Accept, in: header, schema: {type: string}}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: remove it

    warning[W201]: the header `content-type` is ignored: the media types of the answer say what it holds
      --> api.yaml:14:58
       |
    14 |       responses: {default: {description: Any., headers: {content-type: {schema: {type: string}}}}}
       |                                                          ^^^^^^^^^^^^
       |
       = help: remove it

    error[E206]: `/b/{id` is no path template: `{` without `}` after it
      --> api.yaml:15:3
       |
    15 |   /b/{id:
       |   ^^^^^^
       |
       = help: a path looks like `/users/{userId}/cars`, each placeholder once
    ");
}

#[test]
fn reports_what_operations_lack() {
    assert_snapshot!(reported(
        "
security: [{keys: []}]
paths:
  /a:
    post:
      operationId: postA
      security: [{other: []}]
      requestBody: {description: Without content.}
      parameters: [{name: a, in: query, content: {}}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
"
    ), @"
    error[E304]: unknown security scheme `keys`
     --> api.yaml:4:13
      |
    4 | security: [{keys: []}]
      |             ^^^^
      |
      = help: did you mean `key`?; schemes are declared in `components.securitySchemes`

    warning[W204]: an operation without responses gives nothing back
     --> api.yaml:7:5
      |
    7 |     post:
      |     ^^^^
      |
      = help: write `responses: {'204': {description: …}}`, or what the server answers

    error[E304]: unknown security scheme `other`
     --> api.yaml:9:19
      |
    9 |       security: [{other: []}]
      |                   ^^^^^
      |
      = help: available: `key`; schemes are declared in `components.securitySchemes`

    error[E307]: a body without `content`
      --> api.yaml:10:7
       |
    10 |       requestBody: {description: Without content.}
       |       ^^^^^^^^^^^ which media type is sent?
       |
       = help: write `content: {application/json: {schema: …}}`, or remove the body

    error[E308]: this parameter cannot be generated: its `content` has 0 media types
      --> api.yaml:11:41
       |
    11 |       parameters: [{name: a, in: query, content: {}}]
       |                                         ^^^^^^^
       |
       = help: write the one media type that the parameter is sent as
    ");
}

#[test]
fn reports_faulty_enums() {
    assert_snapshot!(reported_of_schemas(
        "
    Empty: {type: string, enum: []}
    Twice: {type: string, enum: [a, b, a]}
    Mistyped: {type: string, enum: [a, 1, true]}
"
    ), @r#"
    error[E306]: enum without values
     --> api.yaml:7:27
      |
    7 |     Empty: {type: string, enum: []}
      |                           ^^^^ nothing can be valid here
      |
      = help: list the values, or remove `enum`

    error[E305]: duplicate enum value `"a"`
     --> api.yaml:8:40
      |
    8 |     Twice: {type: string, enum: [a, b, a]}
      |                                  -     ^ here again
      |                                  |
      |                                  first here
      |
      = help: remove one of the two

    warning[W203]: the enum value `1` is not of the type of its schema
     --> api.yaml:9:40
      |
    9 |     Mistyped: {type: string, enum: [a, 1, true]}
      |                      ------ the type   ^ kept all the same
      |
      = help: quote the values of a string enum
    "#);
}

#[test]
fn follows_long_chains_without_recursion() {
    let length = 20_000;
    let alias = |index: usize| format!("    A{index}: {{$ref: '#/components/schemas/A{}'}}\n", index + 1);
    let member = |index: usize| format!("    M{index}: {{allOf: [{{$ref: '#/components/schemas/M{}'}}]}}\n", index + 1);
    let text: String = (0..length).map(|index| alias(index) + &member(index)).collect();
    let document = schemas(&format!("{text}    A{length}: {{type: string}}\n    M{length}: {{type: object}}\n"));
    assert_eq!(document.components["A0"], document.components[&format!("A{length}")]);
}

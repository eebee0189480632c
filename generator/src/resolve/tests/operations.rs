//! How operations and what is around them are read.

use std::num::NonZeroU32;

use insta::assert_snapshot;
use serde_json::json;

use super::{document, operation, reported};
use crate::http::{Method, Status};
use crate::resolve::{PaginationStyle, ParameterLocation, ParameterValue, SecurityScheme, Style};

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
    assert_eq!(parameters[0].example.as_ref().map(|shown| &shown.value), Some(&json!("ten")));
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
          example: {ids: [1]}
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
    assert_eq!(body.content[0].example.as_ref().map(|shown| &shown.value), Some(&json!({"ids": [1]})));
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
    // No call shows what an answer may be.
    assert_eq!((made.content[0].schema, made.content[1].example.is_none()), (None, true));
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
    assert!(matches!(&schemes["oauth"], SecurityScheme::OAuth2(urls) if urls.token.as_deref() == Some("t")));
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
      x-pagination: {style: token, request: {page: next, size: size, lifetime: 900}, response: {items: /items, next: /next}}
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
    assert_eq!((&*pagination.page_parameter, pagination.items.pointer.as_str()), ("next", "/items"));
    assert!(matches!(&pagination.style, PaginationStyle::Token { next, lifetime: Some(seconds) }
        if next.pointer.as_str() == "/next" && seconds.get() == 900));
}

#[test]
fn reports_what_our_extensions_name_in_vain() {
    assert_snapshot!(reported(
        "
paths:
  /a:
    get:
      operationId: getA
      x-batch: {parameter: ids, max: 30}
      x-pagination: {style: page, request: {page: pag}, response: {items: items, page: /page, more: /next}}
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
    9 |       x-pagination: {style: page, request: {page: pag}, response: {items: items, page: /page, more: /next}}
      |                                                   ^^^
      |
      = help: did you mean `page`?

    error[E208]: `items` is no JSON pointer: a JSON pointer starts with `/`
     --> api.yaml:9:75
      |
    9 |       x-pagination: {style: page, request: {page: pag}, response: {items: items, page: /page, more: /next}}
      |                                                                           ^^^^^
      |
      = help: a JSON pointer looks like `/paging/totalPages`
    ");
}

#[test]
fn reads_rate_limits() {
    let document = document(
        "
x-rate-limits:
  name: Things
  pause: 30
  groups: {LIGHT: [{calls: 5, seconds: 1, pool: daily}], Auth: []}
paths:
  /a: {get: {operationId: getA, x-rate-limit: Light, responses: {default: {description: Any.}}}}
",
    );
    let rate_limits = document.rate_limits.as_ref().expect("given above");
    assert_eq!((rate_limits.name.as_deref(), rate_limits.penalty), (Some("Things"), None));
    assert_eq!(rate_limits.pause.map(NonZeroU32::get), Some(30));
    assert_eq!(rate_limits.groups.keys().collect::<Vec<_>>(), ["LIGHT", "Auth"]);
    let quota = &rate_limits.groups["LIGHT"][0];
    assert_eq!((quota.calls.get(), quota.seconds.get(), quota.pool.as_deref()), (5, 1, Some("daily")));
}

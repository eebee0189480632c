//! What resolve reports.

use insta::assert_snapshot;

use super::{reported, reported_of_schemas};

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

    error[E205]: 3 schemas take in all of each other
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

    error[E205]: a schema takes in all of itself
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
      parameters: [{name: more, in: path, required: true, schema: {type: string}}]
      responses: {default: {description: Any.}}
  /b/{id:
    get: {operationId: getB, responses: {default: {description: Any.}}}
"
    ), @"
    warning[W107]: no parameter for the placeholder `other`, which is taken for text
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

    error[E302]: path parameter `more` is not in the path
     --> api.yaml:9:20
      |
    5 |   /a/{id}/{other}:
      |   --------------- has no `{more}`
    ...
    9 |       parameters: [{name: more, in: path, required: true, schema: {type: string}}]
      |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ declared here
      |
      = help: write `{more}` into the path, or remove the parameter

    error[E206]: `/b/{id` is no path template: `{` without `}` after it
      --> api.yaml:11:3
       |
    11 |   /b/{id:
       |   ^^^^^^
       |
       = help: a path looks like `/users/{userId}/cars`
    ");
}

#[test]
fn reports_parameters_that_are_none() {
    assert_snapshot!(reported(
        "
paths:
  /a:
    get:
      operationId: getA
      parameters:
        - {name: X-Page, in: header, schema: {type: integer}}
        - {name: x-page, in: header, schema: {type: string}}
        - {name: Accept, in: header, schema: {type: string}}
      responses: {default: {description: Any., headers: {content-type: {schema: {type: string}}}}}
"
    ), @"
    error[E303]: duplicate header parameter `x-page`
      --> api.yaml:10:11
       |
     9 |         - {name: X-Page, in: header, schema: {type: integer}}
       |           --------------------------------------------------- first here
    10 |         - {name: x-page, in: header, schema: {type: string}}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here again
       |
       = help: remove one of the two

    warning[W201]: the header `Accept` is ignored: the media types of the answers say what it holds
      --> api.yaml:11:11
       |
    11 |         - {name: Accept, in: header, schema: {type: string}}
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: remove it

    warning[W201]: the header `content-type` is ignored: the media types of the answer say what it holds
      --> api.yaml:12:58
       |
    12 |       responses: {default: {description: Any., headers: {content-type: {schema: {type: string}}}}}
       |                                                          ^^^^^^^^^^^^
       |
       = help: remove it
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

    warning[W301]: `requestBody` is not generated in full: its `content` has no media type; no body is sent
      --> api.yaml:10:7
       |
    10 |       requestBody: {description: Without content.}
       |       ^^^^^^^^^^^

    error[E308]: this parameter cannot be generated: its `content` has no media type
      --> api.yaml:11:20
       |
    11 |       parameters: [{name: a, in: query, content: {}}]
       |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write the media type that the parameter is sent as
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
    warning[W206]: enum without values
     --> api.yaml:7:27
      |
    7 |     Empty: {type: string, enum: []}
      |                           ^^^^ read as if it were not there: else nothing could be valid here
      |
      = help: list the values, or remove `enum`

    warning[W205]: duplicate enum value `"a"`
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
      |                      ------ the type   ^ kept all the same, as one where it can be
      |
      = help: quote the values of a string enum, and those of no other
    "#);
}

#[test]
fn takes_a_placeholder_for_text_where_its_parameter_is_lost() {
    assert_snapshot!(reported(
        "
paths:
  /c/{lost}:
    get:
      operationId: getC
      parameters: [{$ref: '#/components/parameters/Lost'}]
      responses: {default: {description: Any.}}
"
    ), @"
    warning[W107]: no parameter for the placeholder `lost`, which is taken for text
     --> api.yaml:5:3
      |
    5 |   /c/{lost}:
      |   ^^^^^^^^^ in this path
    6 |     get:
      |     --- this operation does not declare it
      |
      = help: declare it as a parameter with `in: path` and `required: true`, or take it out of the path

    error[E201]: there is nothing at `#/components/parameters/Lost`
     --> api.yaml:8:27
      |
    8 |       parameters: [{$ref: '#/components/parameters/Lost'}]
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ named here
    ");
}

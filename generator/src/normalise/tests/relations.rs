//! What normalise reports of keys beside each other, and of things that stand in several places.

use insta::assert_snapshot;

use super::{normalised, reported};
use crate::source::Sources;

#[test]
fn reports_what_is_ignored() {
    assert_snapshot!(reported(
        "
paths: {}
externalDocs: {url: https://example.com}
components:
  schemas:
    A: {type: string, xml: {name: a}, externalDocs: {url: https://example.com}}
    B: {$ref: '#/components/schemas/A', description: Beside it., x-beside: 1}
  callbacks: {C: {}}
"
    ), @"
    note[N101]: `externalDocs` of a document is not shown in the client
     --> api.yaml:5:1
      |
    5 | externalDocs: {url: https://example.com}
      | ^^^^^^^^^^^^

    warning[W301]: `xml` is not generated in full: XML is not read or written
     --> api.yaml:8:23
      |
    8 |     A: {type: string, xml: {name: a}, externalDocs: {url: https://example.com}}
      |                       ^^^

    note[N101]: `externalDocs` of a schema is not shown in the client
     --> api.yaml:8:39
      |
    8 |     A: {type: string, xml: {name: a}, externalDocs: {url: https://example.com}}
      |                                       ^^^^^^^^^^^^

    warning[W120]: `description` beside `$ref` is no part of OpenAPI 3.0; it is read as 3.1 reads it
     --> api.yaml:9:41
      |
    9 |     B: {$ref: '#/components/schemas/A', description: Beside it., x-beside: 1}
      |                                         ^^^^^^^^^^^
      |
      = help: write `openapi: 3.1.1`, or the same in the terms of 3.0: other tools may ignore it

    warning[W301]: `callbacks` is not generated in full: a client does not receive callbacks
      --> api.yaml:10:3
       |
    10 |   callbacks: {C: {}}
       |   ^^^^^^^^^
    ");
}

#[test]
fn reports_what_keys_demand_of_each_other() {
    assert_snapshot!(reported(
        "
paths:
  /a:
    get: {operationId: a, x-pagination: {style: token, request: {page: next}, response: {items: /a, page: /b}}}
  /b:
    get: {operationId: b, x-pagination: {style: page, request: {page: b, lifetime: 9}, response: {items: /a, page: /b}}}
components:
  parameters:
    A: {name: a, in: path, style: deepObject, required: true, schema: {type: string}}
  securitySchemes:
    B: {type: oauth2}
    C: {type: http}
"
    ), @"
    error[E108]: missing `next` in a pagination response of style token
     --> api.yaml:6:79
      |
    6 |     get: {operationId: a, x-pagination: {style: token, request: {page: next}, response: {items: /a, page: /b}}}
      |                                                                               ^^^^^^^^

    warning[W110]: unknown key `page` in a pagination response of style token is ignored
     --> api.yaml:6:101
      |
    6 |     get: {operationId: a, x-pagination: {style: token, request: {page: next}, response: {items: /a, page: /b}}}
      |                                                                                                     ^^^^
      |
      = help: known: `items`, `next`; a key of your own starts with `x-`

    warning[W110]: unknown key `lifetime` in a pagination request of style page is ignored
     --> api.yaml:8:74
      |
    8 |     get: {operationId: b, x-pagination: {style: page, request: {page: b, lifetime: 9}, response: {items: /a, page: /b}}}
      |                                                                          ^^^^^^^^
      |
      = help: known: `page`, `size`; a key of your own starts with `x-`

    error[E108]: missing `total_pages` or `more` in a pagination response of style page
     --> api.yaml:8:88
      |
    8 |     get: {operationId: b, x-pagination: {style: page, request: {page: b, lifetime: 9}, response: {items: /a, page: /b}}}
      |                                                                                        ^^^^^^^^

    error[E104]: expected one of `matrix`, `label`, `simple` in path, found the string `deepObject`
      --> api.yaml:11:35
       |
    11 |     A: {name: a, in: path, style: deepObject, required: true, schema: {type: string}}
       |                                   ^^^^^^^^^^

    error[E108]: missing `flows` in a security scheme
      --> api.yaml:13:5
       |
    13 |     B: {type: oauth2}
       |     ^

    error[E108]: missing `scheme` in a security scheme
      --> api.yaml:14:5
       |
    14 |     C: {type: http}
       |     ^
    ");
}

#[test]
fn reports_duplicate_operation_ids() {
    assert_snapshot!(reported(
        "
paths:
  /a: {get: {operationId: same, responses: {}}}
  /b: {get: {operationId: same, responses: {}}}
"
    ), @"
    warning[W102]: `same` is the operationId of another one, too: this one is called `getA`
     --> api.yaml:5:27
      |
    5 |   /a: {get: {operationId: same, responses: {}}}
      |                           ^^^^
      |
      = help: write `operationId: getA` to keep the name when the path changes

    warning[W102]: `same` is the operationId of another one, too: this one is called `getB`
     --> api.yaml:6:27
      |
    6 |   /b: {get: {operationId: same, responses: {}}}
      |                           ^^^^
      |
      = help: write `operationId: getB` to keep the name when the path changes

    warning[W109]: duplicate operationId `same`, so that names are made of method and path
     --> api.yaml:6:27
      |
    5 |   /a: {get: {operationId: same, responses: {}}}
      |                           ---- first here
    6 |   /b: {get: {operationId: same, responses: {}}}
      |                           ^^^^ here again
      |
      = help: give one of the operations another id: it becomes the name of a method
    ");
}

#[test]
fn reports_where_it_stands_in_the_other_file() {
    let main = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A: {$ref: 'common.yaml#/A'}
    B: {$ref: 'missing.yaml#/B'}
    C: {$ref: 'common.yaml#/C'}
";
    let sources = Sources::new([("api.yaml", main), ("common.yaml", "A: {type: objekt}\n")]);
    assert_snapshot!(normalised(&sources).1, @"
    error[E107]: missing file `missing.yaml` while following a `$ref`
     --> api.yaml:8:15
      |
    8 |     B: {$ref: 'missing.yaml#/B'}
      |               ^^^^^^^^^^^^^^^^^
      |
      = help: paths are relative to this file; available: `api.yaml`, `common.yaml`

    error[E201]: there is nothing at `common.yaml#/C`
     --> api.yaml:9:15
      |
    9 |     C: {$ref: 'common.yaml#/C'}
      |               ^^^^^^^^^^^^^^^^ named here

    error[E104]: expected one of `string`, `number`, `integer`, `boolean`, `array`, `object`, found the string `objekt`
     --> common.yaml:1:11
      |
    1 | A: {type: objekt}
      |           ^^^^^^
    ");
}

//! What normalise reports.

use insta::assert_snapshot;

use super::{normalised, reported};
use crate::source::Sources;

#[test]
fn knows_versions() {
    for (head, refused) in [
        ("openapi: 3.0.0", None),
        ("openapi: '3.0'", None),
        ("openapi: 3.0.3-rc1", None),
        ("openapi: 3.1.0", Some("E103")),
        ("openapi: 4.0.0", Some("E103")),
        ("openapi: 3.0", Some("E104")),
        ("openapi: three", Some("E103")),
        ("swagger: '2.0'", Some("E102")),
        ("title: T", Some("E101")),
    ] {
        let text = format!("{head}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n");
        let (normal, reported) = normalised(&Sources::new([("api.yaml", text)]));
        assert_eq!(normal.is_some(), refused.is_none(), "{head}: {reported}");
        assert!(refused.is_none_or(|code| reported.contains(code)), "{head}: {reported}");
    }
}

#[test]
fn reports_unknown_keys() {
    assert_snapshot!(reported(
        "
paths:
  /a:
    get:
      sumary: Misspelt.
      responses:
        2000: {description: No status.}
    gett: {}
  b: {}
components:
  schemas:
    A: {const: 1}
"
    ), @"
    warning[W102]: operation without operationId is called `getA`
     --> api.yaml:6:5
      |
    6 |     get:
      |     ^^^
      |
      = help: write `operationId: getA` to keep the name when the path changes

    error[E105]: unknown key `sumary` in an operation
     --> api.yaml:7:7
      |
    7 |       sumary: Misspelt.
      |       ^^^^^^
      |
      = help: did you mean `summary`?

    error[E105]: unknown key `2000` in a responses object
     --> api.yaml:9:9
      |
    9 |         2000: {description: No status.}
      |         ^^^^
      |
      = help: a status has three digits, or is a range such as `4XX`, or `default`; a key of your own starts with `x-`

    error[E105]: unknown key `gett` in a path item
      --> api.yaml:10:5
       |
    10 |     gett: {}
       |     ^^^^
       |
       = help: did you mean `get`?

    error[E105]: unknown key `b` in a paths object
      --> api.yaml:11:3
       |
    11 |   b: {}
       |   ^
       |
       = help: a path starts with `/`; a key of your own starts with `x-`

    error[E109]: `const` of a schema needs OpenAPI 3.1
      --> api.yaml:14:9
       |
    14 |     A: {const: 1}
       |         ^^^^^
       |
       = help: this document is OpenAPI 3.0, which does not know the key: write it in the terms of 3.0, or remove it
    ");
}

#[test]
fn reports_values_of_another_shape() {
    assert_snapshot!(reported(
        "
paths: {}
components:
  responses:
    A: {description: 5}
  schemas:
    B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
    C: {description: , example: null}
security: [bearer]
"
    ), @"
    error[E104]: expected a string, found the number 5
     --> api.yaml:7:22
      |
    7 |     A: {description: 5}
      |                      ^

    error[E104]: expected one of `string`, `number`, `integer`, `boolean`, `array`, `object`, found the string `objekt`
     --> api.yaml:9:15
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |               ^^^^^^

    error[E104]: expected an integer from 0 up, found the number -1
     --> api.yaml:9:34
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |                                  ^^

    error[E104]: expected a list of strings, found the string `name`
     --> api.yaml:9:48
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |                                                ^^^^

    error[E104]: expected `true` or `false`, found the string `yes`
     --> api.yaml:9:81
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |                                                                                 ^^^^^

    error[E104]: expected a mapping (schema), found nothing
     --> api.yaml:9:90
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |                                                                                          ^

    warning[W105]: `description` has no value and is read as if it were not there
      --> api.yaml:10:9
       |
    10 |     C: {description: , example: null}
       |         ^^^^^^^^^^^
       |
       = help: write a value, or remove the key

    error[E104]: expected a list of mappings from scheme to scopes, found the string `bearer`
      --> api.yaml:11:12
       |
    11 | security: [bearer]
       |            ^^^^^^
    ");
}

#[test]
fn reports_extensions_without_meaning() {
    assert_snapshot!(reported(
        "
paths: {}
x-rate-limt: light
x-other: 1
components:
  x-other: 2
  schemas:
    B: {x-rate-limit: light, x-rust-name: 5}
"
    ), @"
    warning[W101]: unknown extension `x-rate-limt` is ignored
     --> api.yaml:5:1
      |
    5 | x-rate-limt: light
      | ^^^^^^^^^^^ reported once, where it stands first
      |
      = help: did you mean `x-rate-limit`?

    warning[W101]: unknown extension `x-other` is ignored
     --> api.yaml:6:1
      |
    6 | x-other: 1
      | ^^^^^^^ reported once, where it stands first
      |
      = help: available: `x-rate-limit`, `x-permissions`, `x-idempotent`, `x-batch`, `x-pagination`, `x-server-name`, `x-rust-name`, `x-rust-type`

    warning[W103]: `x-rate-limit` has no meaning in a schema
      --> api.yaml:10:9
       |
    10 |     B: {x-rate-limit: light, x-rust-name: 5}
       |         ^^^^^^^^^^^^ reported once, where it stands first
       |
       = help: spec/README.md says where each extension stands

    error[E104]: expected a string, found the number 5
      --> api.yaml:10:43
       |
    10 |     B: {x-rate-limit: light, x-rust-name: 5}
       |                                           ^
    ");
}

#[test]
fn reports_what_is_missing() {
    assert_snapshot!(reported(
        "
components:
  parameters:
    A: {in: query}
    B: {name: b, in: query, schema: {}, content: {}}
  responses:
    C: {headers: {D: {}}}
"
    ), @"
    error[E108]: missing `paths` in a document
     --> api.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^^^^^^^^

    error[E108]: missing `name` in a parameter
     --> api.yaml:6:5
      |
    6 |     A: {in: query}
      |     ^

    warning[W106]: a parameter without `schema` takes any value
     --> api.yaml:6:5
      |
    6 |     A: {in: query}
      |     ^
      |
      = help: write `schema: {type: string}`, or what the value is

    error[E111]: `schema` and `content` exclude each other
     --> api.yaml:7:41
      |
    7 |     B: {name: b, in: query, schema: {}, content: {}}
      |                             ------      ^^^^^^^
      |
      = help: remove one of the two

    error[E108]: missing `description` in a response
     --> api.yaml:9:5
      |
    9 |     C: {headers: {D: {}}}
      |     ^

    warning[W106]: a header without `schema` takes any value
     --> api.yaml:9:19
      |
    9 |     C: {headers: {D: {}}}
      |                   ^
      |
      = help: write `schema: {type: string}`, or what the value is
    ");
}

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
  callbacks: {}
"
    ), @"
    note[N101]: `externalDocs` of a document is not shown in the client
     --> api.yaml:5:1
      |
    5 | externalDocs: {url: https://example.com}
      | ^^^^^^^^^^^^ reported once, where it stands first

    warning[W301]: `xml` is not generated in full: XML is not read or written
     --> api.yaml:8:23
      |
    8 |     A: {type: string, xml: {name: a}, externalDocs: {url: https://example.com}}
      |                       ^^^

    note[N101]: `externalDocs` of a schema is not shown in the client
     --> api.yaml:8:39
      |
    8 |     A: {type: string, xml: {name: a}, externalDocs: {url: https://example.com}}
      |                                       ^^^^^^^^^^^^ reported once, where it stands first

    warning[W104]: `description` beside `$ref` is ignored, as OpenAPI 3.0 says
     --> api.yaml:9:41
      |
    9 |     B: {$ref: '#/components/schemas/A', description: Beside it., x-beside: 1}
      |                                         ^^^^^^^^^^^
      |
      = help: for a schema write `allOf: [{$ref: …}]`, which may have keys beside it

    warning[W301]: `callbacks` is not generated in full: a client does not receive callbacks
      --> api.yaml:10:3
       |
    10 |   callbacks: {}
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
components:
  parameters:
    A: {name: a, in: path, style: form, required: true, schema: {type: string}}
  securitySchemes:
    B: {type: oauth2}
    C: {type: http}
"
    ), @"
    error[E108]: missing `next` in a pagination response
     --> api.yaml:6:79
      |
    6 |     get: {operationId: a, x-pagination: {style: token, request: {page: next}, response: {items: /a, page: /b}}}
      |                                                                               ^^^^^^^^

    error[E104]: expected one of `matrix`, `label`, `simple` in path, found the string `form`
     --> api.yaml:9:35
      |
    9 |     A: {name: a, in: path, style: form, required: true, schema: {type: string}}
      |                                   ^^^^

    error[E108]: missing `flows` in a security scheme
      --> api.yaml:11:5
       |
    11 |     B: {type: oauth2}
       |     ^

    error[E108]: missing `scheme` in a security scheme
      --> api.yaml:12:5
       |
    12 |     C: {type: http}
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
    error[E106]: duplicate operationId `same`
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

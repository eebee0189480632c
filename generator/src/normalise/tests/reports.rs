//! What normalise reports of a key or a value by itself.

use insta::assert_snapshot;

use super::{normalised, reported};
use crate::source::Sources;

#[test]
fn knows_versions() {
    for (head, refused) in [
        ("openapi: 3.0.0", None),
        ("openapi: '3.0'", None),
        ("openapi: 3.0.3-rc1", None),
        ("openapi: 3.1.0", None),
        ("openapi: 3.2.0", None),
        ("openapi: 3.3.0", Some("E103")),
        ("openapi: 4.0.0", Some("E103")),
        ("openapi: 3.0", None),
        ("openapi: [3]", Some("E104")),
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
fn refuses_paths_that_no_server_takes() {
    let path = |letters: usize| {
        format!("\npaths:\n  /{}: {{get: {{operationId: a, responses: {{}}}}}}\n", "a".repeat(letters))
    };
    assert!(!reported(&path(7_999)).contains("E105"));
    assert!(reported(&path(8_000)).contains("E105"));
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

    warning[W110]: unknown key `sumary` in an operation is ignored
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

    warning[W110]: unknown key `gett` in a path item is ignored
      --> api.yaml:10:5
       |
    10 |     gett: {}
       |     ^^^^
       |
       = help: did you mean `get`?

    warning[W111]: `b` is read with a slash before it
      --> api.yaml:11:3
       |
    11 |   b: {}
       |   ^

    warning[W120]: `const` is no part of OpenAPI 3.0; it is read as 3.1 reads it
      --> api.yaml:14:9
       |
    14 |     A: {const: 1}
       |         ^^^^^
       |
       = help: write `openapi: 3.1.1`, or the same in the terms of 3.0: other tools may ignore it
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
    warning[W111]: `description` is read as text
     --> api.yaml:7:22
      |
    7 |     A: {description: 5}
      |                      ^

    error[E104]: expected one of `string`, `number`, `integer`, `boolean`, `array`, `object`, found the string `objekt`
     --> api.yaml:9:15
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |               ^^^^^^

    warning[W111]: `minLength` is ignored: nothing counts less than zero, so that it bounds nothing
     --> api.yaml:9:34
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |                                  ^^

    warning[W111]: `required` is read as a list of one
     --> api.yaml:9:48
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |                                                ^^^^

    warning[W111]: `nullable` is read as `true`
     --> api.yaml:9:81
      |
    9 |     B: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
      |                                                                                 ^^^^^

    warning[W111]: `c` has no value and is read as any
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

    warning[W111]: `security` has names of schemes, which are read as requirements without scopes
      --> api.yaml:11:11
       |
    11 | security: [bearer]
       |           ^^^^^^^^
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
      | ^^^^^^^^^^^
      |
      = help: did you mean `x-rate-limit`?

    note[N102]: unknown extension `x-other` is ignored
     --> api.yaml:6:1
      |
    6 | x-other: 1
      | ^^^^^^^ reported once, where it stands first

    warning[W103]: `x-rate-limit` has no meaning in a schema
      --> api.yaml:10:9
       |
    10 |     B: {x-rate-limit: light, x-rust-name: 5}
       |         ^^^^^^^^^^^^
       |
       = help: spec/README.md says where each extension stands

    warning[W111]: `x-rust-name` is read as text
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
    warning[W111]: `paths` is missing, and taken to say nothing
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

    warning[W111]: `description` is missing, and taken to say nothing
     --> api.yaml:9:8
      |
    9 |     C: {headers: {D: {}}}
      |        ^^^^^^^^^^^^^^^^^^

    warning[W106]: a header without `schema` takes any value
     --> api.yaml:9:19
      |
    9 |     C: {headers: {D: {}}}
      |                   ^
      |
      = help: write `schema: {type: string}`, or what the value is
    ");
}

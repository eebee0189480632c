//! What normalise reports, and what it makes of what it takes.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Normal, normalise};
use crate::diagnostic::{Diagnostics, Style, render};
use crate::load::load;
use crate::source::{Pointer, Sources};

fn normalised(sources: &Sources) -> (Option<Normal>, String) {
    let mut diagnostics = Diagnostics::new();
    let normal = sources.find("api.yaml").and_then(|file| {
        let tree = load(sources, file, &mut diagnostics)?;
        normalise(tree, sources, &mut diagnostics)
    });
    (normal, render(&diagnostics, sources, Style::Plain))
}

/// A document of OpenAPI 3.0 with this below its head.
fn document(rest: &str) -> Sources {
    let head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";
    Sources::new([("api.yaml", [head, rest].concat())])
}

/// What is reported for a document with this below its head.
fn reported(rest: &str) -> String {
    normalised(&document(rest)).1
}

/// The document in the normal form.
fn dumped(sources: &Sources) -> Value {
    let (normal, reported) = normalised(sources);
    let normal = normal.unwrap_or_else(|| panic!("refused: {reported}"));
    serde_json::from_str(&normal.dump()).expect("a dump is JSON")
}

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
fn reports_every_key_and_shape_at_once() {
    assert_snapshot!(reported(
        "
paths:
  /a:
    get:
      sumary: Misspelt.
      x-rate-limt: light
      responses:
        '200': {description: 5, x-other: 1}
        2000: {description: No status.}
    gett: {}
  b: {}
components:
  schemas:
    A: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
    B: {const: 1, x-rate-limit: light}
    C: {description: , example: null}
security: [bearer]
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

    warning[W101]: unknown extension `x-rate-limt` is ignored
     --> api.yaml:8:7
      |
    8 |       x-rate-limt: light
      |       ^^^^^^^^^^^ reported once, where it stands first
      |
      = help: did you mean `x-rate-limit`?

    error[E104]: expected a string, found the number 5
      --> api.yaml:10:30
       |
    10 |         '200': {description: 5, x-other: 1}
       |                              ^

    warning[W101]: unknown extension `x-other` is ignored
      --> api.yaml:10:33
       |
    10 |         '200': {description: 5, x-other: 1}
       |                                 ^^^^^^^ reported once, where it stands first
       |
       = help: available: `x-rate-limit`, `x-permissions`, `x-idempotent`, `x-batch`, `x-pagination`, `x-server-name`, `x-rust-name`, `x-rust-type`

    error[E105]: unknown key `2000` in a responses object
      --> api.yaml:11:9
       |
    11 |         2000: {description: No status.}
       |         ^^^^
       |
       = help: a status has three digits, or is a range such as `4XX`, or `default`; a key of your own starts with `x-`

    error[E105]: unknown key `gett` in a path item
      --> api.yaml:12:5
       |
    12 |     gett: {}
       |     ^^^^
       |
       = help: did you mean `get`?

    error[E105]: unknown key `b` in a paths object
      --> api.yaml:13:3
       |
    13 |   b: {}
       |   ^
       |
       = help: a path starts with `/`; a key of your own starts with `x-`

    error[E104]: expected one of `string`, `number`, `integer`, `boolean`, `array`, `object`, found the string `objekt`
      --> api.yaml:16:15
       |
    16 |     A: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
       |               ^^^^^^

    error[E104]: expected an integer from 0 up, found the number -1
      --> api.yaml:16:34
       |
    16 |     A: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
       |                                  ^^

    error[E104]: expected a list of strings, found the string `name`
      --> api.yaml:16:48
       |
    16 |     A: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
       |                                                ^^^^

    error[E104]: expected `true` or `false`, found the string `yes`
      --> api.yaml:16:81
       |
    16 |     A: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
       |                                                                                 ^^^^^

    error[E104]: expected a mapping (schema), found nothing
      --> api.yaml:16:90
       |
    16 |     A: {type: objekt, minLength: -1, required: name, properties: {b: {nullable: 'yes'}, c: }}
       |                                                                                          ^

    error[E109]: `const` of a schema needs OpenAPI 3.1
      --> api.yaml:17:9
       |
    17 |     B: {const: 1, x-rate-limit: light}
       |         ^^^^^
       |
       = help: this document is OpenAPI 3.0, which does not know the key: write it in the terms of 3.0, or remove it

    warning[W103]: `x-rate-limit` has no meaning in a schema
      --> api.yaml:17:19
       |
    17 |     B: {const: 1, x-rate-limit: light}
       |                   ^^^^^^^^^^^^ reported once, where it stands first
       |
       = help: spec/README.md says where each extension stands

    warning[W105]: `description` has no value and is read as if it were not there
      --> api.yaml:18:9
       |
    18 |     C: {description: , example: null}
       |         ^^^^^^^^^^^
       |
       = help: write a value, or remove the key

    error[E104]: expected a list of mappings from scheme to scopes, found the string `bearer`
      --> api.yaml:19:12
       |
    19 | security: [bearer]
       |            ^^^^^^
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
paths: {}
components:
  parameters:
    A: {name: a, in: path, style: form, required: true, schema: {type: string}}
  securitySchemes:
    B: {type: oauth2}
    C: {type: http}
"
    ), @"
    error[E104]: expected one of `matrix`, `label`, `simple` in path, found the string `form`
     --> api.yaml:7:35
      |
    7 |     A: {name: a, in: path, style: form, required: true, schema: {type: string}}
      |                                   ^^^^

    error[E108]: missing `flows` in a security scheme
     --> api.yaml:9:5
      |
    9 |     B: {type: oauth2}
      |     ^

    error[E108]: missing `scheme` in a security scheme
      --> api.yaml:10:5
       |
    10 |     C: {type: http}
       |     ^
    ");
}

#[test]
fn pushes_down_what_paths_say() {
    let sources = document(
        "
paths:
  /a/{id}:
    summary: For both.
    servers: [{url: https://example.com}]
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: page, in: query, schema: {type: integer}}
    get:
      summary: Own.
      operationId: getA
      parameters:
        - $ref: '#/components/parameters/Page'
      responses: {default: {description: Any.}}
    delete:
      operationId: deleteA
      responses: {default: {description: Any.}}
components:
  parameters:
    Page: {name: page, in: query, schema: {type: string}}
",
    );
    let item = &dumped(&sources)["paths"]["/a/{id}"];
    assert_eq!(item["get"]["summary"], "Own.");
    assert_eq!(item["delete"]["summary"], "For both.");
    assert_eq!(item["delete"]["servers"][0]["url"], "https://example.com");
    assert_eq!(item["get"]["parameters"][0], json!({"$ref": "#/components/parameters/Page"}));
    assert_eq!(item["get"]["parameters"][1]["name"], "id");
    assert_eq!(item["get"]["parameters"].as_array().map(Vec::len), Some(2));
    assert_eq!(item["delete"]["parameters"].as_array().map(Vec::len), Some(2));
    assert_eq!(item["parameters"], Value::Null);

    let (normal, _) = normalised(&sources);
    let normal = normal.expect("dumped above");
    for (here, there) in [
        ("/paths/~1a~1{id}/get/parameters/0", "/paths/~1a~1{id}/get/parameters/0"),
        ("/paths/~1a~1{id}/get/parameters/1/schema", "/paths/~1a~1{id}/parameters/0/schema"),
        ("/paths/~1a~1{id}/delete/parameters/1", "/paths/~1a~1{id}/parameters/1"),
        ("/paths/~1a~1{id}/delete/servers/0/url", "/paths/~1a~1{id}/servers/0/url"),
    ] {
        let pointer = Pointer::parse(here).expect("a pointer");
        assert_eq!(normal.origin(&pointer).pointer.as_str(), there);
    }
}

#[test]
fn makes_operation_ids() {
    let sources = document(
        "
paths:
  /users/{userId}/cars: {get: {responses: {}}, put: {operationId: putUsersByIdCars, responses: {}}}
  /a-b: {get: {responses: {}}}
  /a/b: {get: {responses: {}}}
  /: {get: {responses: {}}}
",
    );
    let paths = &dumped(&sources)["paths"];
    for (path, id) in [
        ("/users/{userId}/cars", "getUsersByUserIdCars"),
        ("/a-b", "getAB_164ea6"),
        ("/a/b", "getAB_1ad864"),
        ("/", "get"),
    ] {
        assert_eq!(paths[path]["get"]["operationId"], id, "{path}");
    }
    assert_snapshot!(reported("paths: {'/a/{id}': {get: {responses: {}}}}"), @"
    warning[W102]: operation without operationId is called `getAById`
     --> api.yaml:3:21
      |
    3 | paths: {'/a/{id}': {get: {responses: {}}}}
      |                     ^^^
      |
      = help: write `operationId: getAById` to keep the name when the path changes
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
fn follows_references_to_path_items() {
    let sources = document(
        "
paths:
  /a: {$ref: '#/paths/~1b'}
  /b: {$ref: '#/x-items/c'}
x-items:
  c: {get: {operationId: getC, responses: {}}}
",
    );
    let paths = &dumped(&sources)["paths"];
    assert_eq!(paths["/a"]["get"]["operationId"], "getC");
    assert_eq!(paths["/b"]["get"]["operationId"], "getB");
    assert_snapshot!(normalised(&sources).1, @"
    warning[W101]: unknown extension `x-items` is ignored
     --> api.yaml:7:1
      |
    7 | x-items:
      | ^^^^^^^ reported once, where it stands first
      |
      = help: available: `x-rate-limit`, `x-permissions`, `x-idempotent`, `x-batch`, `x-pagination`, `x-server-name`, `x-rust-name`, `x-rust-type`

    warning[W102]: operation without operationId is called `getB`
     --> api.yaml:8:7
      |
    8 |   c: {get: {operationId: getC, responses: {}}}
      |       ^^^
      |
      = help: write `operationId: getB` to keep the name when the path changes
    ");
    assert_snapshot!(reported(
        "
paths:
  /a: {$ref: '#/paths/~1b'}
  /b: {$ref: '#/paths/~1a'}
  /c: {$ref: '#/paths/~1d'}
"
    ), @"
    error[E202]: 2 `$ref`s name each other in a circle
     --> api.yaml:5:14
      |
    5 |   /a: {$ref: '#/paths/~1b'}
      |              ^^^^^^^^^^^^^ starts here
    6 |   /b: {$ref: '#/paths/~1a'}
      |              ------------- and comes back from here
      |
      = help: let one of them describe something

    error[E201]: there is nothing at `#/paths/~1d`
     --> api.yaml:7:14
      |
    7 |   /c: {$ref: '#/paths/~1d'}
      |              ^^^^^^^^^^^^^ named here
    ");
}

#[test]
fn merges_other_files_in() {
    let main = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a: {$ref: 'paths/a.yaml'}
components:
  schemas:
    User: {type: string}
    Other: {$ref: 'common.yaml#/User'}
";
    let item = "
get:
  operationId: getA
  responses:
    '200': {description: Fine., content: {application/json: {schema: {$ref: '../common.yaml#/Team'}}}}
    default: {$ref: '../common.yaml#/Failed'}
";
    let common = "
User: {type: object, properties: {team: {$ref: '#/Team'}}}
Team: {type: array, items: {$ref: '#/User'}}
Failed: {description: Failed., content: {text/plain: {schema: {$ref: 'api.yaml#/components/schemas/User'}}}}
";
    let sources = Sources::new([("api.yaml", main), ("paths/a.yaml", item), ("common.yaml", common)]);
    let dump = dumped(&sources);
    assert_eq!(
        dump["components"]["schemas"],
        json!({
            "User": {"type": "string"},
            "Other": {"$ref": "#/components/schemas/User_b0d177"},
            "Team": {"type": "array", "items": {"$ref": "#/components/schemas/User_b0d177"}},
            "User_b0d177": {"type": "object", "properties": {"team": {"$ref": "#/components/schemas/Team"}}},
        })
    );
    let failed = &dump["components"]["responses"]["Failed"];
    assert_eq!(failed["content"]["text/plain"]["schema"]["$ref"], "#/components/schemas/User");
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

#[test]
fn takes_documents_as_deep_as_load_does() {
    let levels = 120;
    let schema = ["{items: ".repeat(levels), "{minLength: 1}".to_owned(), "}".repeat(levels)].concat();
    let sources = document(&format!("paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"));
    let (normal, reported) = normalised(&sources);
    assert!(normal.is_some(), "{reported}");
}

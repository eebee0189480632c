//! The normal form.

use insta::assert_snapshot;
use serde_json::json;

use super::{document, dumped, normalised, reported};
use crate::source::{Pointer, Sources};

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
    assert_eq!(item["parameters"].as_array().map(Vec::len), Some(2), "what may be referred to stays");

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
        ("/a-b", "getAB_itx90h"),
        ("/a/b", "getAB_07kuq2"),
        ("/", "get"),
    ] {
        assert_eq!(paths[path]["get"]["operationId"], id, "{path}");
    }
    assert_snapshot!(reported("paths: {'/a/{id}': {get: {responses: {}}}}"), @"
    warning[W107]: no parameter for the placeholder `id`, which is taken for text
     --> api.yaml:3:9
      |
    3 | paths: {'/a/{id}': {get: {responses: {}}}}
      |         ^^^^^^^^^   --- this operation does not declare it
      |         |
      |         in this path
      |
      = help: declare it as a parameter with `in: path` and `required: true`, or take it out of the path

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
    warning[W102]: `getC` is the operationId of another one, too: this one is called `getB`
     --> api.yaml:8:26
      |
    8 |   c: {get: {operationId: getC, responses: {}}}
      |                          ^^^^
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
    Other: {$ref: 'common.yaml#/Team'}
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
            "Other": {"type": "array", "items": {"$ref": "#/components/schemas/User_1qok5r"}},
            "User_1qok5r": {"type": "object", "properties": {"team": {"$ref": "#/components/schemas/Other"}}},
        })
    );
    let failed = &dump["components"]["responses"]["Failed"];
    assert_eq!(failed["content"]["text/plain"]["schema"]["$ref"], "#/components/schemas/User");
}

#[test]
fn mends_other_files_before_their_references_are_followed() {
    let part = "
definitions:
  Pets: {type: array, items: [{$ref: '#/components/schemas/Pet'}]}
components: {schemas: {Pet: {type: object, properties: {id: {type: string}}}}}
";
    let root = "
openapi: 3.0.3
info: {title: T, version: 1.0.0}
paths: {}
components:
  schemas:
    Pets: {$ref: 'part.yaml#/definitions/Pets'}
    Pet: {type: object, properties: {other: {type: string}}}
";
    let tree = dumped(&Sources::new([("api.yaml", root), ("part.yaml", part)]));
    let schemas = &tree["components"]["schemas"];
    let reference = schemas["Pets"]["items"]["$ref"].as_str().expect("a reference");
    let name = reference.strip_prefix("#/components/schemas/").expect("a component");
    assert_ne!(name, "Pet", "that of the document is another one");
    assert!(schemas[name]["properties"].get("id").is_some(), "{schemas:#}");
}

#[test]
fn takes_documents_as_deep_as_load_does() {
    let levels = 120;
    let schema = ["{items: ".repeat(levels), "{minLength: 1}".to_owned(), "}".repeat(levels)].concat();
    let sources = document(&format!("paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"));
    let (normal, reported) = normalised(&sources);
    assert!(normal.is_some(), "{reported}");
}

//! `cargo xtask generate`, run as people run it: a crate of its own for a document.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::xtask::{Workspace, assert_says};

/// Two tags, a component that no operation needs, and a reference to another file.
const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://api.example.com'}]
paths:
  /things:
    get:
      operationId: readThings
      tags: [things]
      responses: {'200': {description: Fine, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  /others:
    get:
      operationId: readOthers
      tags: [others]
      responses: {'200': {description: Fine, content: {application/json: {schema: {$ref: 'parts/other.yaml#/Other'}}}}}
components:
  schemas:
    Thing: {type: object, properties: {id: {type: string}}}
    Unused: {type: object, properties: {id: {type: string}}}
";

const PART: &str = "Other: {type: object, properties: {id: {$ref: '../ids.yaml#/Id'}}}\n";
const IDS: &str = "Id: {type: integer}\n";

fn workspace(name: &str, document: &str) -> Workspace {
    let files = [
        ("spec/services.toml", ""),
        ("api/things.yaml", document),
        ("api/parts/other.yaml", PART),
        ("api/ids.yaml", IDS),
        ("runtime/Cargo.toml", "[package]\nname = \"generated-client\"\n"),
    ];
    Workspace::new(name, &files)
}

/// Runs the command on the document, which is to end with this exit code; gives what it says.
fn generate(workspace: &Workspace, code: i32, arguments: &[&str]) -> String {
    let arguments = [&["generate", "--spec", "api/things.yaml", "--out", "made"], arguments].concat();
    let output = workspace.run(&arguments);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("is text");
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

fn models(workspace: &Workspace) -> String {
    let folder = workspace.path("made/src/models");
    let files = fs::read_dir(folder).expect("there are models").map(|entry| entry.expect("an entry").path());
    files.map(|path| fs::read_to_string(path).expect("is text")).collect()
}

#[test]
fn a_crate_has_all_that_its_document_says() {
    let workspace = workspace("generate_whole", DOCUMENT);
    let said = generate(&workspace, 0, &["--runtime-path", "runtime"]);
    assert_says(&said, &["Things: 2 operations, 3 types"]);
    let manifest = fs::read_to_string(workspace.path("made/Cargo.toml")).expect("there is a manifest");
    assert_says(&manifest, &["name = \"things\"", "path = \"../runtime\"", "default-features = false", "[workspace]"]);
    let models = models(&workspace);
    for model in [
        "pub struct Thing {",
        "pub struct Other {",
        "pub struct Unused {",
        "pub id: Option<i64>",
        "feature = \"all-models\"",
    ] {
        assert!(models.contains(model), "`{model}` is missing in:\n{models}");
    }
    for file in ["src/lib.rs", "src/client.rs", "src/operations/things.rs", "docs/things.md", "api/things.txt"] {
        assert!(workspace.path("made").join(file).is_file(), "{file}");
    }
}

#[test]
fn chosen_operations_bring_only_what_they_need() {
    for (name, arguments) in
        [("generate_tag", ["--tag", "things"]), ("generate_operation", ["--operation", "readThings"])]
    {
        let workspace = workspace(name, DOCUMENT);
        let said = generate(&workspace, 0, &arguments);
        assert_says(&said, &["Things: 1 operation, 1 type"]);
        let models = models(&workspace);
        assert!(models.contains("pub struct Thing {") && !models.contains("Unused"), "{models}");
    }
}

#[test]
fn chosen_operations_are_called_as_in_the_whole() {
    let alike = "  /alike: {get: {operationId: read-things, tags: [alike], responses: {'204': {description: Done}}}}\n";
    let document = DOCUMENT.replace("  /others:", &[alike, "  /others:"].concat());
    let signature = |name: &str, arguments: &[&str]| {
        let workspace = workspace(name, &document);
        generate(&workspace, 0, arguments);
        let operations = fs::read_to_string(workspace.path("made/src/operations/alike.rs")).expect("is generated");
        operations.lines().find(|line| line.contains("pub fn")).map(str::to_owned)
    };
    let whole = signature("generate_alike", &[]);
    assert!(whole.is_some());
    assert_eq!(signature("generate_alike_tag", &["--tag", "alike"]), whole);
}

#[test]
fn headers_and_modules_of_chosen_operations_are_called_as_in_the_whole() {
    let answer =
        |ty| format!("responses: {{'204': {{description: Done, headers: {{X-A: {{schema: {{type: {ty}}}}}}}}}}}");
    let one = format!("  /one: {{get: {{operationId: one, tags: [Read it], {}}}}}\n", answer("integer"));
    let other = format!("  /other: {{get: {{operationId: other, tags: [read.it], {}}}}}\n", answer("string"));
    let document = DOCUMENT.replace("  /others:", &[&one, &other, "  /others:"].concat());
    let made = |name: &str, arguments: &[&str]| {
        let workspace = workspace(name, &document);
        generate(&workspace, 0, arguments);
        let read = |path: &str| fs::read_to_string(workspace.path("made/src").join(path)).expect("is generated");
        let named = |text: String, start: &str| -> Vec<String> {
            text.lines().filter(|line| line.starts_with(start)).map(str::to_owned).collect()
        };
        (named(read("headers.rs"), "pub const"), named(read("operations/mod.rs"), "mod"))
    };
    let (headers, modules) = made("generate_headers", &[]);
    assert!(headers.len() == 2 && modules.len() > 2, "{headers:?} {modules:?}");
    let (asked, module) = made("generate_headers_tag", &["--tag", "read-it"]);
    assert!(asked.len() == 1 && module.len() == 1, "{asked:?} {module:?}");
    assert!(headers.contains(&asked[0]) && modules.contains(&module[0]), "{asked:?} {module:?}");
}

/// The enum of the errors of `read` is `ReadError`, and so would be the call of `readError`.
#[test]
fn types_of_calls_are_named_as_in_the_whole() {
    let of = |ty: &str| format!("{{description: Wrong, content: {{application/json: {{schema: {{type: {ty}}}}}}}}}");
    let answers = format!("{{'204': {{description: Done}}, '400': {}, '404': {}}}", of("string"), of("integer"));
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: Things, version: 1.0.0}}\npaths:\n  \
         /one: {{get: {{operationId: read, tags: [one], responses: {answers}}}}}\n  \
         /two: {{get: {{operationId: readError, tags: [two], responses: {{'204': {{description: Done}}}}}}}}\n"
    );
    let calls = |name: &str, arguments: &[&str]| -> BTreeSet<String> {
        let workspace = workspace(name, &document);
        generate(&workspace, 0, arguments);
        let listing = fs::read_to_string(workspace.path("made/api/things.txt")).expect("is generated");
        listing.lines().map(str::to_owned).collect()
    };
    let whole = calls("generate_calls", &[]);
    for operation in ["read", "readError"] {
        let asked = calls(&format!("generate_calls_{operation}"), &["--operation", operation]);
        assert!(!asked.is_empty() && asked.is_subset(&whole), "{operation}: {asked:#?} of {whole:#?}");
    }
}

#[test]
fn what_is_asked_for_and_not_there_is_reported() {
    let workspace = workspace("generate_unknown", DOCUMENT);
    let said = generate(&workspace, 2, &["--tag", "thing", "--operation", "readThing", "--lenient"]);
    assert!(!said.contains("left out"), "no table of what is not there: {said}");
    assert_says(&said, &["E212", "did you mean `things`?", "did you mean `readThings`?", "nothing was written"]);
    assert!(!workspace.path("made").exists());
}

#[test]
fn what_is_received_cannot_be_asked_for() {
    let hooks = "webhooks: {told: {post: {operationId: told, responses: {'204': {description: Done}}}}}\npaths:";
    let document = DOCUMENT.replacen("paths:", hooks, 1);
    let said = generate(&workspace("generate_webhook", &document), 2, &["--operation", "told"]);
    assert_says(&said, &["E212", "`told` is an operation of a webhook", "nothing was written"]);
}

#[test]
fn what_was_not_asked_for_is_no_error() {
    let wrong = "parameters: [{name: id, in: nowhere}, {name: x, in: path, required: true, schema: 5}]";
    let broken = format!("  /broken: {{get: {{operationId: broken, tags: [more], {wrong}, responses: {{}}}}}}\n");
    let dangling = "    Dangling: {properties: {id: {$ref: '#/components/schemas/Nowhere'}}}\n";
    let document = DOCUMENT
        .replace("  /others:", &[&broken, "  /others:"].concat())
        .replace("    Unused: {", &[dangling, "    Unused: {"].concat());
    let workspace = workspace("generate_unasked", &document);
    let said = generate(&workspace, 0, &["--tag", "things"]);
    assert_says(&said, &["Things: 1 operation, 1 type", "0 errors, 0 warnings"]);
    let said = generate(&workspace, 1, &["--tag", "more"]);
    assert_says(&said, &["nowhere", "nothing was written"]);
    assert!(!said.contains("Nowhere"), "{said}");
    let said = generate(&workspace, 1, &[]);
    assert_says(&said, &["nowhere", "Nowhere", "nothing was written"]);
}

#[test]
fn what_is_in_error_is_left_out_where_that_is_wanted() {
    let document = DOCUMENT.replace("#/components/schemas/Thing'", "#/components/schemas/Thingy'");
    let workspace = workspace("generate_lenient", &document);
    let said = generate(&workspace, 1, &[]);
    assert_says(&said, &["E201", "nothing was written", "--lenient"]);
    assert!(!workspace.path("made").exists());
    let said = generate(&workspace, 0, &["--lenient"]);
    assert_says(&said, &["E201", "Things: 2 operations", "1 error"]);
    let operations = fs::read_to_string(workspace.path("made/src/operations/things.rs")).expect("was written");
    assert_says(&operations, &["ReadThings => Json"]);
}

#[test]
fn what_became_of_a_document_is_told_to_programs() {
    let document = DOCUMENT.replace("#/components/schemas/Thing'", "#/components/schemas/Thingy'");
    let workspace = workspace("generate_report", &document);
    let arguments = ["generate", "--spec", "api/things.yaml", "--lenient", "--report", "json"];
    let report: Value = serde_json::from_slice(&workspace.run(&arguments).stdout).expect("is JSON, and nothing else");
    assert_eq!(report["version"], 1);
    let all = json!({ "total": 2, "generated": 2, "degraded": 0, "refused": 0, "left_out": 0 });
    assert_eq!(report["totals"]["operation"], all);
    let reason = &report["reasons"][0];
    assert_eq!((&reason["fate"], &reason["code"]), (&json!("refused"), &json!("E201")));
    let place = "things.yaml#/paths/~1things/get/responses/200/content/application~1json/schema/$ref";
    assert_eq!((&reason["place"], &reason["units"]), (&json!(place), &json!({ "keyword": 1, "response": 1 })));
    let unit = json!({ "unit": "keyword", "fate": "refused", "place": place, "reason": 0 });
    assert!(report["units"].as_array().is_some_and(|units| units.contains(&unit)), "{report:#}");
}

#[test]
fn what_became_of_a_document_is_told_to_people() {
    let document = DOCUMENT.replace("#/components/schemas/Thing'", "#/components/schemas/Thingy'");
    let workspace = workspace("generate_report_text", &document);
    let said = generate(&workspace, 0, &["--lenient", "--report", "text"]);
    let totals = "operation              2           2           0           0           0";
    assert_says(&said, &[totals, "left out", "refused\n", "E201", "things.yaml#/paths/~1things/get"]);
    assert_says(&generate(&workspace, 0, &["--lenient"]), &[totals]);
}

#[test]
fn a_crate_that_differs_is_found() {
    let workspace = workspace("generate_check", DOCUMENT);
    assert_says(&generate(&workspace, 1, &["--check"]), &["create", "src/lib.rs", "without `--check`"]);
    assert!(!workspace.path("made").exists());
    generate(&workspace, 0, &[]);
    assert_says(&generate(&workspace, 0, &["--check"]), &["Everything is up to date"]);
    fs::write(workspace.path("made/src/client.rs"), "// @generated\n").expect("can be written");
    assert_says(&generate(&workspace, 1, &["--check"]), &["update", "src/client.rs"]);
}

#[test]
fn what_is_not_machine_written_stays() {
    let workspace = workspace("generate_in_the_way", DOCUMENT);
    fs::create_dir_all(workspace.path("made/src")).expect("can be made");
    fs::write(workspace.path("made/src/lib.rs"), "//! By hand.\n").expect("can be written");
    assert_says(&generate(&workspace, 2, &[]), &["in the way", "`src/lib.rs`"]);
    assert_eq!(fs::read_to_string(workspace.path("made/src/lib.rs")).expect("is there"), "//! By hand.\n");
}

#[test]
fn a_document_may_come_from_the_standard_input() {
    let workspace = workspace("generate_stdin", DOCUMENT);
    let document = "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"T\", \"version\": \"1\"}, \"paths\": {}}";
    let output = workspace.run_with(&["generate", "--spec", "-", "--name", "from-stdin"], document);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(workspace.path("from-stdin/src/lib.rs").is_file());
}

#[test]
fn of_a_file_outside_of_the_folder_no_line_is_shown() {
    let document = DOCUMENT.replace("parts/other.yaml#/Other", "../spec/keys.yaml");
    let workspace = workspace("generate_keys", &document);
    for (text, code, told) in [("abc\n", 1, "E007"), ("token: abc\n", 0, "W110"), ("- [abc: }\n", 1, "E001")] {
        fs::write(workspace.path("spec/keys.yaml"), text).expect("is written");
        let said = generate(&workspace, code, &[]);
        assert_says(&said, &[told, "--> ../spec/keys.yaml:"]);
        assert!(!said.contains("abc"), "{said}");
    }
}

#[test]
fn a_document_without_an_end_is_no_part_of_another() {
    let document = DOCUMENT.replace("parts/other.yaml#/Other", "../../../../../../../../dev/zero#/Other");
    let workspace = workspace("generate_device", &document);
    assert_says(&generate(&workspace, 1, &[]), &["E107", "nothing was written"]);
}

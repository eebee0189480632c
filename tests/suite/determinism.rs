//! The same documents give the same bytes: whatever the order of listing, the thread, the time or the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::thread;

use generator::diagnostic::Diagnostics;
use generator::load::load;
use generator::services::Overrides;
use generator::source::Sources;
use serde_json::{Value, json};

use crate::fixture::{Fixture, all, check_each, root};

/// The files that `spec/` holds, in the order of their names.
pub(crate) fn spec_files() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("spec")).expect("the folder of the documents");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| {
            path.extension().is_some_and(|end| ["yaml", "yml", "json", "toml"].iter().any(|known| end == *known))
        })
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (format!("spec/{name}"), fs::read_to_string(&path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

/// Generates all services from files in the order they are given.
pub(crate) fn generate_all(files: Vec<(String, String)>) -> BTreeMap<String, String> {
    let sources = Sources::new(files);
    let services = sources.find("spec/services.toml").expect("spec/ has it");
    let overrides = Overrides::read(&sources, services, &mut Diagnostics::new());
    let outcome = generator::generate(&sources, &overrides);
    assert!(!outcome.diagnostics.has_errors(), "{}", crate::fixture::rendered(&outcome.diagnostics, &sources));
    outcome.files
}

#[test]
fn order_and_threads_do_not_matter() {
    let files = spec_files();
    let expected = generate_all(files.clone());
    let mut rotated = files.clone();
    rotated.rotate_left(2);
    let reversed: Vec<_> = files.iter().rev().cloned().collect();
    let twice: Vec<_> = files.iter().chain(&files).cloned().collect();
    for (what, files) in [("again", files.clone()), ("rotated", rotated), ("reversed", reversed), ("twice", twice)] {
        assert!(generate_all(files) == expected, "the output differs for the sources {what}");
    }
    let workers: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn({
                let files = files.clone();
                move || generate_all(files)
            })
        })
        .collect();
    for worker in workers {
        assert!(worker.join().expect("no panic") == expected, "the output differs beside other runs");
    }
}

#[test]
fn a_service_does_not_depend_on_its_neighbors() {
    let files = spec_files();
    let expected = generate_all(files.clone());
    let sources = Sources::new(files);
    let services = sources.find("spec/services.toml").expect("spec/ has it");
    for service in Overrides::read(&sources, services, &mut Diagnostics::new()).services {
        let alone = generator::generate(&sources, &Overrides { services: vec![service.clone()] });
        for (path, text) in alone.files.iter().filter(|(path, _)| *path != "src/generated/mod.rs") {
            assert_eq!(expected.get(path), Some(text), "{path} is another where {} is alone", service.title);
        }
    }
}

#[test]
fn output_names_neither_machine_nor_time() {
    let mut foreign = vec![root().display().to_string(), env!("CARGO_MANIFEST_DIR").to_owned()];
    for variable in ["HOME", "HOSTNAME", "USER", "TMPDIR", "CARGO_HOME"] {
        foreign.extend(std::env::var(variable).ok().filter(|value| value.len() > 4 && value.contains('/')));
    }
    foreign.extend(
        fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned()).filter(|name| name.len() > 6),
    );
    let fixtures = all("ok", "yaml");
    let of_fixtures = fixtures.iter().flat_map(|fixture| fixture.generate().outcome.files);
    for (path, text) in generate_all(spec_files()).into_iter().chain(of_fixtures) {
        assert!(!path.starts_with('/') && !path.contains(".."), "{path} leaves the crate");
        for name in &foreign {
            assert!(!text.contains(name.as_str()), "{path} names {name}");
        }
        assert!(!text.contains("\r") && text.ends_with('\n'), "{path} has lines that end otherwise");
    }
}

#[test]
fn fixtures_give_the_same_twice() {
    for fixture in all("ok", "yaml") {
        assert!(fixture.generate().outcome.files == fixture.generate().outcome.files, "{} differs", fixture.file);
    }
}

/// A document that is the same as the one of a fixture, changed as JSON.
pub(crate) fn as_json(fixture: &Fixture, change: impl FnOnce(&mut Value)) -> Fixture {
    let sources = Sources::new([(fixture.file.as_str(), fixture.text.as_str())]);
    let file = sources.find(&fixture.file).expect("the only file");
    let tree = load(&sources, file, &mut Diagnostics::new()).expect("the fixture is well-formed");
    let mut document = tree.into_value();
    change(&mut document);
    Fixture { name: fixture.name.clone(), file: fixture.file.clone(), text: document.to_string() }
}

/// The fixtures that are the same as JSON: all but the one of numbers that are text as YAML writes them.
fn same_as_json() -> Vec<Fixture> {
    all("ok", "yaml").into_iter().filter(|fixture| fixture.name != "unquoted_text").collect()
}

#[test]
fn yaml_and_json_give_the_same() {
    check_each(&same_as_json(), |fixture| {
        let from_json = as_json(fixture, |_| {}).generate();
        assert!(fixture.generate().outcome.files == from_json.outcome.files, "{} differs as JSON", fixture.file);
    });
}

/// A name depends on its own item only: what a document had keeps its place in the public API when the document grows.
#[test]
fn growth_renames_nothing() {
    check_each(&same_as_json(), |fixture| {
        let grown = as_json(fixture, |document| {
            let answer = json!({"description": "OK", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ZzAdded"}}}});
            let operation = json!({"operationId": "zzAdded", "tags": ["Zz added"], "responses": {"200": answer}});
            document["paths"]["/zz-added"] = json!({ "get": operation });
            document["components"]["schemas"]["ZzAdded"] =
                json!({"type": "object", "properties": {"id": {"type": "string"}}});
        });
        let listing = |fixture: &Fixture| {
            let files = fixture.generate().outcome.files;
            let (_, text) =
                files.into_iter().find(|(path, _)| path.starts_with("api/")).expect("every service has a listing");
            text.lines().map(str::to_owned).collect::<BTreeSet<String>>()
        };
        let (before, after) = (listing(fixture), listing(&grown));
        assert!(after.len() > before.len(), "{}: nothing was added", fixture.file);
        let lost: Vec<&String> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{}: lost {lost:#?}", fixture.file);
    });
}

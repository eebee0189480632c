//! What programs and reviewers are told of each pair of documents, both ways.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::source::Sources;
use jsonschema::Validator;
use serde_json::Value;

use super::markdown::markdown;
use super::outcome::compared;
use super::snapshot::{Snapshot, service};
use crate::generate::reading::Document;

/// The folders with a pair each.
fn pairs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/diff");
    let entries = fs::read_dir(folder).expect("the folder of the pairs");
    let mut pairs: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    pairs.sort();
    pairs
}

/// One document of a pair.
fn side(pair: &Path, name: &str) -> Snapshot {
    let Document { sources, file } = Document::read(&pair.join(name)).expect("a document of a pair");
    Snapshot { sources, services: vec![service("client", file)], files: BTreeMap::new(), folder: PathBuf::new() }
}

/// What is told of the way from one document to the other.
fn told(base: &Snapshot, head: &Snapshot, promised: &Validator) -> String {
    let outcome = compared(base, head).expect("documents of pairs can be read");
    let value = serde_json::to_value(&outcome).expect("an outcome can be written");
    let wrong: Vec<String> = promised.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{value:#}");
    let json = serde_json::to_string_pretty(&outcome).expect("an outcome can be written");
    format!("{json}\n\n{}", markdown(&outcome))
}

/// The committed schema of the JSON, which says of each field that there is.
fn promised() -> Validator {
    let text = include_str!("../../../generator/docs/diff.schema.json");
    let mut schema = serde_json::from_str(text).expect("a schema is JSON");
    close(&mut schema);
    jsonschema::validator_for(&schema).expect("a schema of JSON Schema")
}

/// Allows objects no other members than those that are described.
fn close(schema: &mut Value) {
    let Value::Object(members) = schema else { return };
    members.values_mut().for_each(close);
    if members.get("properties").is_some_and(Value::is_object) && members.contains_key("required") {
        members.insert("additionalProperties".to_owned(), false.into());
    }
}

#[test]
fn pairs_are_told_in_json_and_markdown() {
    let pairs = pairs();
    assert!(!pairs.is_empty());
    let promised = promised();
    for pair in pairs {
        let (base, head) = (side(&pair, "base.yaml"), side(&pair, "head.yaml"));
        let both = format!("{}\n--- and back ---\n\n{}", told(&base, &head, &promised), told(&head, &base, &promised));
        let name = pair.file_name().expect("a folder has a name").to_string_lossy();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../tests/snapshots/told");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(&*name, both));
    }
}

#[test]
fn what_cannot_be_read_is_told_of_each_side() {
    let side = |name, text| {
        let sources = Sources::new([(name, text)]);
        let services = sources.files().map(|file| service("client", file)).collect();
        Snapshot { sources, services, files: BTreeMap::new(), folder: PathBuf::new() }
    };
    let good = || side("good.yaml", "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n");
    let (no_version, no_mapping) = (|| side("one.yaml", "info: {}\n"), || side("other.yaml", "[]\n"));
    let told =
        |base: &Snapshot, head: &Snapshot| compared(base, head).expect_err("one of them cannot be read").to_string();
    let names = |text: &str| ["base", "one.yaml", "head", "other.yaml"].map(|name| text.contains(name));
    assert_eq!(names(&told(&no_version(), &good())), [true, true, false, false]);
    assert_eq!(names(&told(&good(), &no_mapping())), [false, false, true, true]);
    assert_eq!(names(&told(&no_version(), &no_mapping())), [true; 4]);
}

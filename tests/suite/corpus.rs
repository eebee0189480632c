//! `cargo xtask corpus` on a corpus of our own: it tells the outcomes apart, counts right, and goes on where it was.

use std::fs;

use serde_json::{Value, json};

use crate::xtask::Workspace;

/// Everything in it is generated.
const FULL: &str = r#"{"openapi": "3.0.3", "info": {"title": "Full", "version": "1"}, "servers": [{"url": "https://a.example"}],
    "paths": {"/things": {
        "get": {"operationId": "readThings", "responses": {"204": {"description": "Done"}}},
        "delete": {"operationId": "deleteThings", "responses": {"204": {"description": "Done"}}}}}}"#;

/// The reference of its second operation leads nowhere.
const REFUSED: &str = r##"{"openapi": "3.0.3", "info": {"title": "Refused", "version": "1"},
    "paths": {
        "/things": {"get": {"operationId": "readThings", "responses": {"204": {"description": "Done"}}}},
        "/parts": {"get": {"operationId": "readParts", "parameters": [{"$ref": "#/components/parameters/Missing"}],
            "responses": {"204": {"description": "Done"}}}}}}"##;

/// No document at all.
const BROKEN: &str = "{\"openapi\": ";

fn workspace(name: &str, documents: &[(&str, &str)]) -> Workspace {
    let mut files = vec![("spec/services.toml", "")];
    files.extend(documents);
    Workspace::new(name, &files)
}

fn report(workspace: &Workspace) -> Value {
    let text = fs::read_to_string(workspace.path("target/corpus/report.json")).expect("the report was written");
    serde_json::from_str(&text).expect("the report is JSON")
}

fn outcomes(report: &Value) -> Vec<(&str, &str)> {
    let documents = report["documents"].as_array().expect("is an array").iter();
    documents.map(|document| (text(&document["document"]), text(&document["outcome"]))).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("is a text")
}

#[test]
fn outcomes_are_told_apart_and_counted() {
    let documents = [("corpus/broken.json", BROKEN), ("corpus/full.json", FULL), ("corpus/some/refused.json", REFUSED)];
    let workspace = workspace("corpus", &documents);
    let output = workspace.run(&["corpus", "--from", "corpus"]);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    assert!(printed.contains("2 of 3 documents are generated, 99.8% are to be"), "{printed}");

    let report = report(&workspace);
    let expected = [("broken.json", "no-output"), ("full.json", "full"), ("some/refused.json", "with-refusals")];
    assert_eq!(outcomes(&report), expected);
    assert_eq!(report["outcomes"]["full"]["operations"], json!(2));
    assert_eq!(report["total"]["declared"], json!(4));
    let reasons: Vec<&str> =
        report["reasons"].as_array().expect("is an array").iter().map(|r| text(&r["reason"])).collect();
    assert!(reasons.iter().any(|reason| reason.starts_with("E201 ")), "{reasons:?}");
}

#[test]
fn what_was_run_is_not_run_again() {
    let workspace = workspace("corpus_again", &[("corpus/full.json", FULL)]);
    assert!(workspace.run(&["corpus", "--from", "corpus"]).status.success());
    let seconds = |report: Value| report["documents"][0]["seconds"].clone();
    let first = seconds(report(&workspace));
    assert!(workspace.run(&["corpus", "--from", "corpus"]).status.success());
    assert_eq!(seconds(report(&workspace)), first);
    assert!(workspace.run(&["corpus", "--from", "corpus", "--again"]).status.success());
    assert_ne!(seconds(report(&workspace)), first);
}

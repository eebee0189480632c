//! The four services, what resolve makes of each construct, and what it reports.

mod operations;
mod reports;
mod schemas;

use super::{Document, Operation, Schema, resolve};
use crate::accounting::Census;
use crate::diagnostic::{Diagnostics, Style, render};
use crate::load::load;
use crate::normalise::normalise;
use crate::package::Selection;
use crate::source::Sources;

/// Takes a document through the passes up to this one; what they report, as text.
fn resolved(text: &str) -> (Option<Document>, String) {
    let sources = Sources::new([("api.yaml", text)]);
    let mut diagnostics = Diagnostics::new();
    let document = sources.find("api.yaml").and_then(|file| {
        let tree = load(&sources, file, &mut diagnostics)?;
        let normal = normalise(tree, &sources, &mut Census::default(), &mut diagnostics)?;
        Some(resolve(&normal, &Selection::Whole, &mut diagnostics))
    });
    (document, render(&diagnostics, &sources, Style::Plain))
}

fn with_head(rest: &str) -> String {
    ["openapi: 3.0.3\ninfo: {title: T, version: '1'}\n", rest].concat()
}

/// The document with this below its head.
fn document(rest: &str) -> Document {
    let (document, reported) = resolved(&with_head(rest));
    document.unwrap_or_else(|| panic!("refused: {reported}"))
}

/// What is reported for a document with this below its head.
fn reported(rest: &str) -> String {
    resolved(&with_head(rest)).1
}

/// What is reported for a document with these component schemas.
fn reported_of_schemas(schemas: &str) -> String {
    reported(&["paths: {}\ncomponents:\n  schemas:\n", schemas].concat())
}

/// A document with these component schemas.
fn schemas(schemas: &str) -> Document {
    document(&["paths: {}\ncomponents:\n  schemas:\n", schemas].concat())
}

fn component<'d>(document: &'d Document, name: &str) -> &'d Schema {
    &document.schemas[document.components[name]]
}

fn operation<'d>(document: &'d Document, id: &str) -> &'d Operation {
    document.operations.iter().find(|operation| operation.id == id).expect("an operation of the document above")
}

#[test]
fn takes_the_four_services() {
    for (text, operations) in [
        (include_str!("../../../spec/odin-user-services.yaml"), 6),
        (include_str!("../../../spec/ringcentral-presence.yaml"), 8),
        (include_str!("../../../spec/ringcentral-user-settings.yaml"), 16),
        (include_str!("../../../spec/zoom-phone-users.yaml"), 18),
    ] {
        let (document, reported) = resolved(text);
        let document = document.unwrap_or_else(|| panic!("refused: {reported}"));
        assert_eq!(document.operations.len(), operations, "{}", document.title);
        assert!(!reported.contains("warning["), "{reported}");
    }
}

#[test]
fn blanks_are_no_title() {
    let resolved = resolved("openapi: 3.0.3\ninfo: {title: ' ', version: ''}\npaths: {}\n").0;
    let called = resolved.map(|document| (document.title, document.version));
    assert_eq!(called, Some(("API".to_owned(), "0".to_owned())));
}

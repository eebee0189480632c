//! What normalise reports, and what it makes of what it takes.

mod forms;
mod relations;
mod reports;

use serde_json::Value;

use super::{Normal, normalise};
use crate::accounting::Census;
use crate::diagnostic::{Diagnostics, Style, render};
use crate::load::load;
use crate::source::Sources;

fn normalised(sources: &Sources) -> (Option<Normal>, String) {
    let mut diagnostics = Diagnostics::new();
    let normal = sources.find("api.yaml").and_then(|file| {
        let tree = load(sources, file, &mut diagnostics)?;
        normalise(tree, sources, &mut Census::default(), &mut diagnostics)
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

//! Several changes in one document give the findings of each, and no others.

use generator::diagnostic::Diagnostics;
use generator::load::load;
use generator::source::Sources;
use serde_json::{Map, Value, json};

use super::{Pair, Verdict, report, verdicts};
use crate::fixture::Fixture;

/// A pair as a part of a larger document: the names of its paths, operations and schemas are its own.
struct Part {
    base: Value,
    head: Value,
    expected: Vec<Verdict>,
}

impl Part {
    /// The pairs that change nothing but paths and schemas, none of which is about the list of paths, or about the
    /// names of schemas as values.
    fn all() -> Vec<Self> {
        let is_elsewhere = |pair: &Pair| pair.name().starts_with("op-order") || pair.name().ends_with("-implied");
        let pairs = Pair::all().into_iter().filter(|pair| !is_elsewhere(pair) && pair.is_one_file());
        let parts = pairs.enumerate().map(|(number, pair)| {
            let (base, head) = (part(&pair.base, number), part(&pair.head, number));
            Self { base, head, expected: pair.expected() }
        });
        parts.filter(Self::is_local).collect()
    }

    fn is_local(&self) -> bool {
        let others = |document: &Value| {
            let mut document = document.clone();
            let root = document.as_object_mut().expect("an object");
            root.retain(|key, _| !["paths", "components", "info"].contains(&key.as_str()));
            document
        };
        let alone = json!({"openapi": "3.0.3"});
        let components = |document: &Value| document.get("components").and_then(Value::as_object).cloned();
        let has_others = |document: &Value| components(document).unwrap_or_default().keys().any(|key| key != "schemas");
        let info = self.base.get("info") == self.head.get("info");
        info && [&self.base, &self.head].iter().all(|document| others(document) == alone && !has_others(document))
    }
}

/// A document with names of its own.
fn part(fixture: &Fixture, number: usize) -> Value {
    let sources = Sources::new([(fixture.file.clone(), fixture.text.clone())]);
    let file = sources.find(&fixture.file).expect("it was just given");
    let tree = load(&sources, file, &mut Diagnostics::new()).expect("it is read");
    let text = tree.value().to_string();
    let text = text.replace("#/components/schemas/", &format!("#/components/schemas/P{number}"));
    let text = text.replace("\"operationId\":\"", &format!("\"operationId\":\"p{number}_"));
    let text = text.replace("\"x-rust-name\":\"", &format!("\"x-rust-name\":\"p{number}_"));
    // What takes the place of the same in several parts is one cause.
    let text = text.replace("+json\"", &format!(".p{number}+json\""));
    // All headers of a document are in one module.
    let text = text.replace("\"X-", &format!("\"X-P{number}-"));
    let mut document: Value = serde_json::from_str(&text).expect("it was just written");
    let renamed = |members: &Map<String, Value>, prefix: &str| -> Map<String, Value> {
        members.iter().map(|(name, value)| (format!("{prefix}{name}"), value.clone())).collect()
    };
    if let Some(Value::Object(paths)) = document.get_mut("paths") {
        *paths = renamed(paths, &format!("/p{number}"));
    }
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        *schemas = renamed(schemas, &format!("P{number}"));
    }
    document
}

/// The parts in one document.
fn whole<'p>(name: &str, parts: impl Iterator<Item = &'p Value>) -> Fixture {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for part in parts {
        paths.extend(part.get("paths").and_then(Value::as_object).cloned().unwrap_or_default());
        schemas.extend(part.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default());
    }
    let info = json!({"title": "All", "version": "1.0"});
    let document = json!({"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": schemas}});
    Fixture::of(name, document.to_string())
}

/// Checks that a document in which some of the parts change has exactly their findings.
fn check(parts: &[Part], changes: impl Fn(usize) -> bool) {
    let base = whole("base", parts.iter().map(|part| &part.base));
    let head = parts.iter().enumerate().map(|(index, part)| if changes(index) { &part.head } else { &part.base });
    let head = whole("head", head);
    let changed = parts.iter().enumerate().filter(|(index, _)| changes(*index));
    let mut missing: Vec<Verdict> = changed.flat_map(|(_, part)| part.expected.clone()).collect();
    let mut more = Vec::new();
    for verdict in verdicts(&report(&base, &head)) {
        match missing.iter().position(|expected| *expected == verdict) {
            Some(index) => drop(missing.remove(index)),
            None => more.push(verdict),
        }
    }
    assert!(missing.is_empty() && more.is_empty(), "missing: {missing:?}, more: {more:?}");
}

#[test]
fn three_changes_are_three_findings() {
    const STEP: usize = 16;
    let parts = Part::all();
    // A base of some parts each time, of which three change.
    for start in 0..STEP {
        let some: Vec<Part> = Part::all().into_iter().skip(start).step_by(STEP).collect();
        assert!(some.len() > 9, "there are {} parts", parts.len());
        for first in 0..3 {
            check(&some, |index| index % 3 == first && index < 9);
        }
    }
}

#[test]
fn all_changes_at_once_are_all_findings() {
    check(&Part::all(), |_| true);
}

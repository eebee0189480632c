//! A name depends on its own item only: what is deleted from a document renames nothing but what clashed with it.

use std::collections::BTreeSet;

use generator::diagnostic::Code;
use serde_json::Value;

use crate::determinism::as_json;
use crate::fixture::{Fixture, all, check_each};

#[test]
fn deletion_renames_nothing() {
    check_each(&all("ok", "yaml"), |fixture| {
        let before = Names::of(fixture);
        let mut places = Vec::new();
        as_json(fixture, |document| places = deletable(document));
        for place in places {
            let after = Names::of(&as_json(fixture, |document| delete(document, &place)));
            let new = after.all.difference(&before.all).filter(|name| !before.clashed(name) && !is_any_answer(name));
            let new: Vec<&String> = new.collect();
            assert!(new.is_empty(), "{}: without {place} there is {new:?}", fixture.file);
        }
    });
}

/// Whether it is the variant of an answer that has become any value: it was called after its type.
fn is_any_answer(path: &str) -> bool {
    path.contains("::operations::") && path.ends_with("::Value")
}

/// The pointers of the operations, and of the components that are no part of another schema.
fn deletable(document: &Value) -> Vec<String> {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    let children = |pointer: &str| -> Vec<String> {
        let members = document.pointer(pointer).and_then(Value::as_object);
        members.into_iter().flatten().map(|(name, _)| format!("{pointer}/{}", escaped(name))).collect()
    };
    let is_operation = |place: &String| document.pointer(place).is_some_and(|value| value.get("responses").is_some());
    let operations = children("/paths").into_iter().flat_map(|path| children(&path)).filter(is_operation);
    let mut parts = BTreeSet::new();
    collect_parts(document, &mut parts);
    // A component that is only a reference names what it refers to.
    let is_item = |place: &String| document.pointer(place).is_some_and(|value| value.get("$ref").is_none());
    let is_whole = |place: &String| !parts.contains(&format!("#{place}"));
    let schemas = children("/components/schemas").into_iter().filter(is_item).filter(is_whole);
    operations.chain(schemas).collect()
}

/// The references in `allOf`, `oneOf`, `anyOf` and mappings: without their targets, other schemas are others.
fn collect_parts(value: &Value, parts: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let lists = ["allOf", "oneOf", "anyOf"].iter().filter_map(|key| members.get(*key)?.as_array());
            let texts = lists.flatten().filter_map(|part| part.get("$ref")?.as_str());
            parts.extend(texts.map(str::to_owned));
            members.values().for_each(|member| collect_parts(member, parts));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_parts(item, parts)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Takes a place out of the document; what referred to it, or into it, takes any value.
fn delete(document: &mut Value, place: &str) {
    let (parent, key) = place.rsplit_once('/').expect("no place is the root");
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut).expect("the place is there");
    parent.shift_remove(&key);
    forget(document, &format!("#{place}"));
}

fn forget(value: &mut Value, target: &str) {
    match value {
        Value::Object(members) => {
            let text = members.get("$ref").and_then(Value::as_str);
            let rest = text.and_then(|text| text.strip_prefix(target));
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
                members.clear();
            }
            members.values_mut().for_each(|member| forget(member, target));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| forget(item, target)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The paths of all public items.
struct Names {
    all: BTreeSet<String>,
    /// How clashing items want to be called, in small letters without signs.
    wanted: BTreeSet<String>,
}

impl Names {
    fn of(fixture: &Fixture) -> Self {
        let generated = fixture.generate();
        let listing = generated.outcome.files.iter().find(|(path, _)| path.starts_with("api/"));
        let lines = listing.into_iter().flat_map(|(_, text)| text.lines()).filter(|line| !line.starts_with('#'));
        let clashes = generated.outcome.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::RenamedOnClash);
        let wire = |message: &str| message.split('`').nth(1).map(small);
        Self {
            all: lines.map(|line| path(line).to_owned()).collect(),
            wanted: clashes.filter_map(|clash| wire(&clash.message)).collect(),
        }
    }

    /// Whether a part of the path is what a clashing item wants to be called, or is made from it.
    fn clashed(&self, path: &str) -> bool {
        let is_wanted = |part: &str| self.wanted.iter().any(|wanted| small(part).starts_with(wanted.as_str()));
        path.split("::").any(is_wanted) || self.was_hashed(path)
    }

    /// Whether the path had a hash behind it: a schema of another file that is called like one of this has one.
    fn was_hashed(&self, path: &str) -> bool {
        let model = path.split("::").take(3).collect::<Vec<_>>().join("::");
        let is_hash = |rest: &str| rest.len() == 6 && rest.chars().all(|c| c.is_ascii_hexdigit());
        self.all.iter().any(|name| name.strip_prefix(&model).is_some_and(is_hash))
    }
}

/// What a line of the listing names.
fn path(line: &str) -> &str {
    let ends = ["(", ": ", " = "].iter().filter_map(|sign| line.find(sign));
    ends.min().map_or(line, |end| &line[..end])
}

fn small(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

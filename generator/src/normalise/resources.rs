//! What schemas are called in whatever file, by `$id` and by `$anchor` (JSON Schema 2020-12 core, section 8.2).

use std::collections::BTreeMap;

use serde_json::Value;

use super::dialect::uri;
use crate::diagnostic::Diagnostics;
use crate::load::load_part;
use crate::source::{Origin, Pointer, Sources};

/// The schemas of all files by their `$id`, made whole; of several that have one, the first.
pub(super) fn identified(sources: &Sources) -> BTreeMap<String, Origin> {
    let mut identified = BTreeMap::new();
    for file in sources.files() {
        // What cannot be read is said where a reference leads to it.
        let Some(tree) = load_part(sources, file, &mut Diagnostics::new()) else { continue };
        let mut open = vec![(Pointer::root(), tree.value(), String::new())];
        while let Some((pointer, value, base)) = open.pop() {
            let id = id(value).map(|id| uri::join(&base, id));
            if let Some(id) = &id {
                identified.entry(id.clone()).or_insert_with(|| Origin::new(file, pointer.clone()));
            }
            let base = id.unwrap_or(base);
            open.extend(below(&pointer, value).into_iter().map(|(pointer, value)| (pointer, value, base.clone())));
        }
    }
    identified
}

/// What references at a place are relative to: the `$id`s around it, each relative to the ones around it.
pub(super) fn base(tree: &Value, place: &Pointer) -> String {
    let mut around: Vec<Pointer> = std::iter::successors(Some(place.clone()), Pointer::parent).collect();
    around.reverse();
    let ids = around.iter().filter_map(|pointer| id(pointer.value_in(tree)?));
    ids.fold(String::new(), |base, id| uri::join(&base, id))
}

/// The names that schemas have in a file, by `$anchor` or `$dynamicAnchor`, each at its first place.
pub(super) fn anchors(tree: &Value) -> BTreeMap<String, Pointer> {
    let mut anchors = BTreeMap::new();
    let mut open = vec![(Pointer::root(), tree)];
    while let Some((pointer, value)) = open.pop() {
        let names = ["$anchor", "$dynamicAnchor"].into_iter().filter_map(|key| value.get(key)?.as_str());
        for name in names {
            anchors.entry(name.to_owned()).or_insert_with(|| pointer.clone());
        }
        open.extend(below(&pointer, value));
    }
    anchors
}

/// The `$id` of a schema that is more than a name in its file.
fn id(value: &Value) -> Option<&str> {
    let id = uri::without_fragment(value.get("$id")?.as_str()?);
    Some(id).filter(|id| !id.is_empty())
}

/// What stands in a value, the last first.
fn below<'v>(pointer: &Pointer, value: &'v Value) -> Vec<(Pointer, &'v Value)> {
    match value {
        Value::Object(members) => members.iter().rev().map(|(key, value)| (pointer.child(key), value)).collect(),
        Value::Array(elements) => {
            elements.iter().enumerate().rev().map(|(at, value)| (pointer.index(at), value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

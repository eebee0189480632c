//! What a document says of the service as a whole, and what no operation needs.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::reach::reachable;
use super::{Comparison, Sides, callbacks, extensions, schemes, servers};
use crate::load::Tree;
use crate::resolve::{Document, SchemaId};
use crate::source::{Origin, Pointer};

/// Compares what stands outside of the operations.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.trees;
    let (root, other) = (Origin::root(base.file()), Origin::root(head.file()));
    texts(comparison);
    tags(comparison);
    servers::compare(comparison);
    schemes::compare(comparison, Sides { base: &root, head: &other });
    unused(comparison);
    extensions::compare(comparison);
    callbacks::webhooks(comparison);
}

/// The texts of the document itself.
fn texts(comparison: &mut Comparison<'_>) {
    const TEXTS: [(&str, Kind, &str); 5] = [
        ("/openapi", OasVersion, "the version of OpenAPI"),
        ("/info/version", InfoVersion, "the version of the API"),
        ("/info/title", InfoDescription, "the title of the API"),
        ("/info/summary", InfoDescription, "the API"),
        ("/info/description", InfoDescription, "the API"),
    ];
    let Sides { base, head } = comparison.trees;
    for (place, kind, subject) in TEXTS {
        let text = |tree: &Tree| tree.value().pointer(place).and_then(Value::as_str).map(str::to_owned);
        let (was, is) = (text(base), text(head));
        if was != is {
            let at = |tree: &Tree| Pointer::parse(place).ok().map(|pointer| Origin::new(tree.file(), pointer));
            let is_short = kind != InfoDescription;
            let draft = Draft::new(kind, ("text", subject), at(base).as_ref(), at(head).as_ref());
            comparison.say(if is_short { draft.values((was, is)) } else { draft });
        }
    }
}

/// What the document says of its tags, which stands in the documentation of modules.
fn tags(comparison: &mut Comparison<'_>) {
    let described = |document: &Document| -> BTreeMap<String, Option<String>> {
        document.tags.iter().map(|tag| (tag.name.clone(), tag.description.clone())).collect()
    };
    let Sides { base, head } = comparison.documents;
    let (was, is) = (described(base), described(head));
    for (name, _) in was.iter().filter(|(name, text)| is.get(*name).is_some_and(|other| other != *text)) {
        let place = |tree: &Tree| Origin::new(tree.file(), Pointer::root().child("tags"));
        let places = (place(comparison.trees.base), place(comparison.trees.head));
        let subject = ("tag", format!("tag `{name}`"));
        comparison.say(Draft::new(InfoDescription, subject, Some(&places.0), Some(&places.1)));
    }
}

/// Component schemas that no operation reaches, where only one side has them.
fn unused(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.documents;
    let trees = comparison.trees;
    let (used, used_in_head) = (reachable(base, named(base, trees.base)), reachable(head, named(head, trees.head)));
    for (name, id) in &base.components {
        if !head.components.contains_key(name) && !used.contains(id) {
            let origin = &base.schemas[*id].origin;
            comparison.say(Draft::new(SchemaUnusedRemoved, ("schema", format!("`{name}`")), Some(origin), None));
        }
    }
    for (name, id) in &head.components {
        if !base.components.contains_key(name) && !used_in_head.contains(id) {
            let origin = &head.schemas[*id].origin;
            comparison.say(Draft::new(SchemaUnusedAdded, ("schema", format!("`{name}`")), None, Some(origin)));
        }
    }
}

/// The component schemas that are named outside of the component schemas, in callbacks too.
fn named(document: &Document, tree: &Tree) -> Vec<SchemaId> {
    let (mut found, mut open) = (Vec::new(), vec![(tree.value(), 0)]);
    while let Some((value, depth)) = open.pop() {
        match value {
            Value::Object(members) => {
                let name =
                    members.get("$ref").and_then(Value::as_str).and_then(|it| it.strip_prefix("#/components/schemas/"));
                found.extend(name.and_then(|name| document.components.get(name)));
                // At this depth only `components` has schemas of its own.
                let inside = members.iter().filter(|(key, _)| !(depth == 1 && *key == "schemas"));
                open.extend(inside.map(|(_, value)| (value, depth + 1)));
            }
            Value::Array(elements) => open.extend(elements.iter().map(|element| (element, depth + 1))),
            _ => {}
        }
    }
    found
}

/// A value with what its references name, and without what only people read.
pub(super) fn followed(tree: &Tree, value: &Value, depth: usize) -> Value {
    if let Some(target) = target(value).filter(|_| depth > 0) {
        return tree.get(&target).map_or(Value::Null, |value| followed(tree, value, depth - 1));
    }
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(key, _)| !["description", "summary", "example"].contains(&key.as_str()));
            kept.map(|(key, value)| (key.clone(), followed(tree, value, depth))).collect()
        }
        Value::Array(elements) => elements.iter().map(|element| followed(tree, element, depth)).collect(),
        other => other.clone(),
    }
}

/// The place that a reference in the document names.
fn target(value: &Value) -> Option<Pointer> {
    Pointer::from_fragment(value.get("$ref")?.as_str()?.strip_prefix('#')?).ok()
}

//! What a document says of the service as a whole, and what no operation needs.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::super::trees::Trees;
use super::reach::reachable;
use super::schemas::DEPTH;
use super::{Comparison, Sides, callbacks, extensions, fingerprint, schemes, servers};
use crate::resolve::{Document, SchemaId};
use crate::source::Origin;

/// Compares what stands outside of the operations.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.trees;
    let (root, other) = (base.root(), head.root());
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
    const TEXTS: [(&[&str], Kind, &str); 5] = [
        (&["openapi"], OasVersion, "the version of OpenAPI"),
        (&["info", "version"], InfoVersion, "the version of the API"),
        (&["info", "title"], InfoDescription, "the title of the API"),
        (&["info", "summary"], InfoDescription, "the API"),
        (&["info", "description"], InfoDescription, "the API"),
    ];
    let Sides { base, head } = comparison.trees;
    for (place, kind, subject) in TEXTS {
        let at = |trees: &Trees<'_>| place.iter().fold(trees.root(), |at, key| at.child(key));
        let text = |trees: &Trees<'_>| trees.get(&at(trees)).and_then(Value::as_str).map(str::to_owned);
        let (was, is) = (text(base), text(head));
        if was != is {
            let is_short = kind != InfoDescription;
            let draft = Draft::new(kind, ("text", subject), Some(&at(base)), Some(&at(head)));
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
        let place = |trees: &Trees<'_>| trees.root().child("tags");
        let places = (place(comparison.trees.base), place(comparison.trees.head));
        let subject = ("tag", format!("tag `{name}`"));
        comparison.say(Draft::new(InfoDescription, subject, Some(&places.0), Some(&places.1)));
    }
}

/// Component schemas that no operation reaches, where only one side has them, or the other says something else. All of
/// them are models where all are asked for; what each is made of then is not looked into.
fn unused(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.documents;
    let trees = comparison.trees;
    let (used, used_in_head) = (reachable(base, named(base, trees.base)), reachable(head, named(head, trees.head)));
    // What has such a name may be meant by references that are not followed.
    let is_meant = |trees: &Trees<'_>, place| trees.get(place).is_some_and(|it| it.get("$dynamicAnchor").is_some());
    let written = |trees: &Trees<'_>, place: &Origin| trees.get(place).map(|it| trees.followed(place.file, it, 0));
    let is_other = |one: SchemaId, other: SchemaId| {
        let (was, is) = (&base.schemas[one].origin, &head.schemas[other].origin);
        written(trees.base, was) != written(trees.head, is)
            && fingerprint::fingerprint(base, &[one], DEPTH) != fingerprint::fingerprint(head, &[other], DEPTH)
    };
    for (name, id) in base.components.iter().filter(|(_, id)| !used.contains(*id)) {
        let origin = &base.schemas[*id].origin;
        let other = head.components.get(name);
        let place = other.map(|id| &head.schemas[*id].origin);
        let kind = match place {
            _ if is_meant(trees.base, origin) => continue,
            None => SchemaUnusedRemoved,
            Some(_) if other.is_some_and(|other| !used_in_head.contains(other) && is_other(*id, *other)) => {
                SchemaUnusedChanged
            }
            Some(_) => continue,
        };
        comparison.say(Draft::new(kind, ("schema", format!("`{name}`")), Some(origin), place));
    }
    for (name, id) in &head.components {
        let origin = &head.schemas[*id].origin;
        if !base.components.contains_key(name) && !used_in_head.contains(id) && !is_meant(trees.head, origin) {
            comparison.say(Draft::new(SchemaUnusedAdded, ("schema", format!("`{name}`")), None, Some(origin)));
        }
    }
}

/// The component schemas that are named outside of the component schemas, in callbacks too, and those that values are
/// only held against.
fn named(document: &Document, trees: &Trees<'_>) -> Vec<SchemaId> {
    let components: BTreeMap<&Origin, SchemaId> =
        document.components.values().map(|&id| (&document.schemas[id].origin, id)).collect();
    let schemas = trees.root().child("components").child("schemas");
    let own = |place: &Origin| {
        let is_own = place.file == schemas.file && place.pointer.parent().as_ref() == Some(&schemas.pointer);
        document.components.get(&*place.pointer.last().filter(|_| is_own)?).copied()
    };
    let members = |place: &Origin| trees.get(place).and_then(Value::as_object).into_iter().flatten();
    let beside = |place: Origin, without| members(&place).filter(move |(key, _)| *key != without);
    let others = beside(trees.root(), "components").chain(beside(trees.root().child("components"), "schemas"));
    let mut found: Vec<SchemaId> = trees.checks().collect();
    trees.references(others.map(|(_, value)| value), |target| {
        let component = own(target).or_else(|| components.get(target).copied());
        found.extend(component);
        component.is_none()
    });
    found
}

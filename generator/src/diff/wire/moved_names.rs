//! Components whose values go by another name: what stands in the place of one of them is another type, though neither
//! name is known to the other document.

use std::collections::BTreeMap;

use super::Sides;
use super::fingerprint::fingerprint;
use super::view::{Shape, View};
use crate::resolve::{Document, Kind as Type};

/// The components of objects that one document has alone, each with the only one that says the same in the other
/// document alone.
pub(super) struct MovedNames {
    is: BTreeMap<String, String>,
    was: BTreeMap<String, String>,
}

impl MovedNames {
    /// Those of two documents.
    pub(super) fn of(documents: Sides<&Document>) -> Self {
        let Sides { base, head } = documents;
        let (gone, new) = (alone(base, head), alone(head, base));
        let only = |(meaning, names): (String, Vec<String>)| match (&names[..], new.get(&meaning).map(Vec::as_slice)) {
            ([was], Some([is])) => Some((was.clone(), is.clone())),
            _ => None,
        };
        let is: BTreeMap<String, String> = gone.into_iter().filter_map(only).collect();
        let was = is.iter().map(|(was, is)| (is.clone(), was.clone())).collect();
        Self { is, was }
    }

    /// Whether the value of one of two components stands under a third name.
    pub(super) fn lead_elsewhere(&self, was: &str, is: &str) -> bool {
        self.is.get(was).is_some_and(|name| name != is) || self.was.get(is).is_some_and(|name| name != was)
    }
}

/// How deep what they say is looked into: any document can rename all that it has.
const DEPTH: usize = 1;

/// The components of objects with members that a document has alone, by what they say.
fn alone(document: &Document, other: &Document) -> BTreeMap<String, Vec<String>> {
    let mut alone: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, &id) in document.components.iter().filter(|(name, _)| !other.components.contains_key(*name)) {
        let view = View::new(document, &[id]);
        if view.shape == Shape::Of(Type::Object) && !view.members.is_empty() {
            alone.entry(fingerprint(document, &[id], DEPTH)).or_default().push(name.clone());
        }
    }
    alone
}

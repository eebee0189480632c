//! Brings in what a document keeps where the specification has no place for it, and names by `$ref` all the same: below
//! extensions, or below keys of other description languages. A reference is a JSON pointer to whatever it leads to (RFC
//! 6901; OpenAPI 3.0.3, "Reference Object"). What it names becomes a component.

use std::collections::BTreeMap;

use serde_json::Value;

use super::components::{self, Newcomer};
use super::copies::Copies;
use super::grammar::objects::DOCUMENT;
use super::grammar::walk::walk;
use super::grammar::{Object, Referable, Shape, is_extension};
use super::trail::Trail;
use super::{Moved, census};
use crate::accounting::Census;
use crate::source::{Origin, Pointer};

/// Makes components of what references name elsewhere in the document.
pub(super) fn gather(tree: &mut Value, moved: &mut Moved, copies: &mut Copies, census: &mut Census) {
    let mut placed: BTreeMap<(Pointer, &str), Pointer> = BTreeMap::new();
    let all = references(tree, &DOCUMENT, &Pointer::root(), moved);
    let mut open = components::first(all, tree, |reference| reference.pointer.parent().unwrap_or_default());
    while let Some(Reference { pointer, object, section, target }) = open.pop_front() {
        let key = (target, section);
        if let Some(place) = placed.get(&key) {
            components::rewrite(tree, &pointer, place);
            continue;
        }
        let found = tree.pointer(key.0.as_str()).filter(|value| value.is_object() && copies.allow(value));
        let Some(value) = found.cloned() else { continue };
        let origin = Origin::new(moved.file(), key.0.clone());
        census::count(census, object, &value, &origin);
        let name = key.0.last().unwrap_or_default();
        let newcomer = Newcomer { section, name: &name, place: key.0.as_str(), value };
        let Some(place) = components::put(tree, newcomer, &pointer) else { continue };
        moved.insert(&place, origin);
        open.extend(references(tree, object, &place, moved));
        placed.insert(key, place);
    }
}

/// A reference to a place that is none of the specification's.
struct Reference {
    /// Where its text stands.
    pointer: Pointer,
    /// What it names.
    object: &'static Object,
    section: &'static str,
    target: Pointer,
}

/// The references of this kind below a place.
fn references(tree: &Value, object: &'static Object, place: &Pointer, moved: &Moved) -> Vec<Reference> {
    let Some(value) = tree.pointer(place.as_str()) else { return Vec::new() };
    let mut found = Vec::new();
    walk(object, value, &Trail::Root(&Moved::none(moved.file())), &mut |object, text, trail| {
        if let (Referable::Component(section), Some(target)) = (object.referable, elsewhere(text)) {
            found.push(Reference { pointer: place.join(&trail.pointer()), object, section, target });
        }
    });
    found
}

/// The place that a reference names, where it is below a key that the specification does not have.
fn elsewhere(text: &str) -> Option<Pointer> {
    let fragment = text.strip_prefix('#').filter(|fragment| !fragment.starts_with("/components/schemas/"))?;
    Pointer::from_fragment(fragment).ok().filter(is_elsewhere)
}

fn is_elsewhere(pointer: &Pointer) -> bool {
    let mut tokens = pointer.tokens();
    let Some(first) = tokens.next() else { return false };
    match DOCUMENT.key(&first).map(|key| key.shape) {
        None => true,
        Some(Shape::One(components)) if first == "components" => {
            tokens.next().is_some_and(|section| is_extension(&section) || components.key(&section).is_none())
        }
        Some(_) => false,
    }
}

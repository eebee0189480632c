//! Brings in what a document keeps where the specification has no place for it, and names by `$ref` all the same: below
//! extensions, or below keys of other description languages. A reference is a JSON pointer to whatever it leads to (RFC
//! 6901; OpenAPI 3.0.3, "Reference Object"). What it names becomes a component.

use serde_json::Value;

use super::components::{self, Intake, Newcomer};
use super::copies::Copies;
use super::grammar::objects::DOCUMENT;
use super::grammar::walk::walk;
use super::grammar::{Object, Referable, Shape, is_extension};
use super::trail::Trail;
use super::{Moved, census};
use crate::accounting::Census;
use crate::diagnostic::Diagnostics;
use crate::source::{Origin, Pointer};

/// Makes components of what references name elsewhere in the document.
pub(super) fn gather(
    tree: &mut Value,
    (moved, copies, census): (&mut Moved, &mut Copies, &mut Census),
    diagnostics: &mut Diagnostics,
) {
    let mut intake = Intake::default();
    let all = references(tree, &DOCUMENT, &Pointer::root(), moved);
    let place = |reference: &Reference| reference.pointer.parent().unwrap_or_default();
    let mut open = components::before_others(all, tree, place);
    while let Some(Reference { pointer, object, section, target }) = open.pop_front() {
        let origin = Origin::new(moved.file(), target);
        if intake.refer(tree, &pointer, &origin, section) {
            continue;
        }
        let (target, name) = (origin.pointer.clone(), origin.pointer.last().unwrap_or_default());
        let found = tree.pointer(target.as_str()).filter(|value| value.is_object() && copies.allow(value));
        let Some(value) = found.cloned() else { continue };
        census::count(census, object, &value, &origin);
        let newcomer = Newcomer { section, name: &name, origin: origin.clone(), place: target.as_str(), value };
        if let Some(component) = intake.take((tree, moved, diagnostics), newcomer, &pointer) {
            open.extend(references(tree, object, &component, moved));
        }
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

//! References whose pointer goes through another reference: `#/components/schemas/A/properties/b`, where `A` is one. A
//! pointer does not follow it (RFC 6901), so that nothing is there; what stands where it leads is meant.

use serde_json::Value;

use super::Moved;
use super::grammar::objects::DOCUMENT;
use super::grammar::reference;
use super::grammar::walk::walk;
use super::paths::local_target;
use super::trail::Trail;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Pointer;

/// How many references a pointer goes through: a circle has no end.
pub(super) const MOST: usize = 32;

/// What is said of such a reference.
pub(super) const READING: &str = "is read through the reference on its way, which a pointer does not follow";

/// Has each reference of the document name the place itself that it leads to through others.
pub(super) fn follow(tree: &mut Value, moved: &Moved, diagnostics: &mut Diagnostics) {
    let mut found: Vec<(Pointer, Pointer)> = Vec::new();
    let root = Moved::none(moved.file());
    walk(&DOCUMENT, tree, &Trail::Root(&root), &mut |_, text, trail| {
        // A component is none: what is missing there is missing.
        let below = local_target(text).filter(|target| target.tokens().nth(3).is_some());
        if let Some(target) = below.filter(|target| target.value_in(tree).is_none())
            && let Some(target) = place(tree, target)
        {
            found.push((trail.pointer(), target));
        }
    });
    for (text, target) in found {
        diagnostics.push(catalogue::normalise::repaired(&moved.origin(&text), READING));
        if let Some(text) = tree.pointer_mut(text.as_str()) {
            *text = Value::String(target.to_fragment());
        }
    }
}

/// The place that a pointer leads to through the references of the document.
fn place(tree: &Value, mut pointer: Pointer) -> Option<Pointer> {
    for _ in 0..MOST {
        let (text, way) = turn(tree, &pointer)?;
        pointer = local_target(text)?.join(&way);
        if pointer.value_in(tree).is_some() {
            return Some(pointer);
        }
    }
    None
}

/// The reference that is nearest around what is not there, and the way from it on.
pub(super) fn turn<'v>(tree: &'v Value, pointer: &Pointer) -> Option<(&'v str, Pointer)> {
    let mut around = std::iter::successors(pointer.parent(), Pointer::parent);
    let (value, holder) = around.find_map(|holder| Some((holder.value_in(tree)?, holder)))?;
    let way = Pointer::parse(pointer.as_str().get(holder.as_str().len()..)?).ok()?;
    Some((reference(value)?, way))
}

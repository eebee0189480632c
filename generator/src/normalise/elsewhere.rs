//! Brings in what a document keeps where the specification has no place for it, and names by `$ref` all the same: below
//! extensions, or below keys of other description languages. A reference is a JSON pointer to whatever it leads to (RFC
//! 6901; OpenAPI 3.0.3, "Reference Object"). What it names becomes a component; a path item, which is none in OpenAPI
//! 3.0, takes the place of the reference.

use std::collections::VecDeque;

use serde_json::Value;

use super::components::{self, Newcomer};
use super::embed::embed;
use super::grammar::objects::DOCUMENT;
use super::grammar::walk::walk;
use super::grammar::{Object, ObjectKind, Referable, Shape, is_extension, reference};
use super::paths::{item_target, local_target, put_item};
use super::taken::Taken;
use super::trail::Trail;
use super::{Moved, Place};
use crate::accounting::Census;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::{Origin, Pointer};

/// Takes in what references name elsewhere in the document, and counts it where they are counted themselves: nothing is
/// below a key that only a repair gave a meaning. Gives the places that it has now.
pub(super) fn gather(
    tree: &mut Value,
    (moved, taken, census): (&mut Moved, &mut Taken<'_>, &mut Census),
    diagnostics: &mut Diagnostics,
) -> Vec<Place> {
    let all = references(tree, &Place::whole(), (moved, taken));
    let open = components::before_others(all, tree, |it| it.pointer.parent().unwrap_or_default());
    let mut gathering = Gathering { moved, taken, census, diagnostics, open };
    let mut gathered = Vec::new();
    while let Some(reference) = gathering.open.pop_front() {
        gathered.extend(gathering.follow(tree, &reference));
    }
    gathering.taken.count(tree, gathering.moved, gathering.census);
    gathered
}

/// Whether a document keeps objects below keys of its own that the specification does not have there.
pub(super) fn has_more(tree: &Value) -> bool {
    let mut members = tree.as_object().into_iter().flatten();
    members.any(|(key, value)| value.is_object() && DOCUMENT.key(key).is_none() && !is_extension(key))
}

/// A reference to a place that is none of the specification's.
struct Reference {
    /// Where its text stands.
    pointer: Pointer,
    /// What it names.
    object: &'static Object,
    target: Pointer,
}

struct Gathering<'a, 's> {
    moved: &'a mut Moved,
    taken: &'a mut Taken<'s>,
    census: &'a mut Census,
    diagnostics: &'a mut Diagnostics,
    open: VecDeque<Reference>,
}

impl Gathering<'_, '_> {
    fn follow(&mut self, tree: &mut Value, reference: &Reference) -> Option<Place> {
        let pointer = match reference.object.referable {
            Referable::Component(section) => self.component(tree, reference, section),
            Referable::PathItem => self.path_item(tree, reference),
            Referable::No => None,
        };
        let place = Place { object: reference.object, pointer: pointer? };
        embed(tree, &place, (self.moved, self.taken), self.diagnostics);
        self.open.extend(references(tree, &place, (self.moved, self.taken)));
        Some(place)
    }

    /// Makes a component of what a reference names; gives its place, where it is a new one.
    fn component(&mut self, tree: &mut Value, reference: &Reference, section: &'static str) -> Option<Pointer> {
        let Reference { pointer, object, target } = reference;
        let origin = Origin::new(self.moved.file(), target.clone());
        if self.taken.intake.refer(tree, pointer, &origin, section) {
            return None;
        }
        let value = self.value(tree, reference, target)?;
        if self.is_counted(pointer) {
            self.taken.note(origin.clone(), Shape::One(object));
        }
        let name = target.last().unwrap_or_default();
        let newcomer = Newcomer { section, name: &name, origin, place: target.as_str(), value };
        self.taken.intake.take((tree, &mut *self.moved, &mut *self.diagnostics), newcomer, Some(pointer))
    }

    /// Whether the object that a reference stands in is counted, or what that stands in is taken in to be.
    fn is_counted(&self, reference: &Pointer) -> bool {
        let is_mapped = reference.last().is_none_or(|key| key != "$ref");
        let holder = reference.parent().and_then(|holder| if is_mapped { holder.parent() } else { Some(holder) });
        let Some(origin) = holder.map(|holder| self.moved.origin(&holder)) else { return false };
        let mut around = std::iter::successors(Some(origin.pointer.clone()), Pointer::parent);
        self.census.has(&origin) || around.any(|place| self.taken.has(&Origin::new(origin.file, place)))
    }

    /// Puts the path item that a reference names, be it through others, in its place.
    fn path_item(&mut self, tree: &mut Value, reference: &Reference) -> Option<Pointer> {
        let place = reference.pointer.parent()?;
        self.take_way(tree, reference);
        let Some(target) = item_target(tree, &place, self.moved, self.diagnostics) else {
            cut(tree, &reference.pointer);
            return None;
        };
        let item = self.value(tree, reference, &target)?;
        let origin = self.moved.origin(&target);
        put_item(tree, &place, item, origin, self.moved);
        Some(place)
    }

    /// Notes the path items on the way of a reference, which may be one through others.
    fn take_way(&mut self, tree: &Value, Reference { target, object, .. }: &Reference) {
        let mut next = Some(target.clone());
        while let Some(target) = next.filter(is_elsewhere) {
            let Some(item) = target.value_in(tree).filter(|item| item.is_object()) else { return };
            let origin = self.moved.origin(&target);
            if self.taken.has(&origin) {
                return;
            }
            self.moved.read(origin.clone());
            self.taken.note(origin, Shape::One(object));
            next = reference(item).and_then(local_target);
        }
    }

    /// What a reference names, where it may stand in its place; else the reference goes.
    fn value(&mut self, tree: &mut Value, reference: &Reference, target: &Pointer) -> Option<Value> {
        let Reference { pointer, object, .. } = reference;
        let value = target.value_in(tree)?;
        let fits = value.is_object() || value.is_boolean() && object.kind == ObjectKind::Schema;
        if fits && self.taken.copies.allow(value) {
            return Some(value.clone());
        }
        let origin = self.moved.origin(pointer);
        self.diagnostics.push(match fits {
            true => catalogue::normalise::too_many_copies(&origin),
            false => {
                let expected = catalogue::normalise::with_article(object.kind.name());
                catalogue::resolve::mistargeted_reference(&origin, &target.to_fragment(), &expected, "no mapping")
            }
        });
        cut(tree, pointer);
        None
    }
}

/// Takes a reference out that leads to nothing that could be read.
fn cut(tree: &mut Value, reference: &Pointer) {
    let holder = reference.parent().and_then(|holder| tree.pointer_mut(holder.as_str()));
    if let (Some(Value::Object(members)), Some(key)) = (holder, reference.last()) {
        members.shift_remove(key.as_ref());
    }
}

/// The references in a place that lead elsewhere in the document.
fn references(tree: &Value, place: &Place, (moved, taken): (&Moved, &Taken<'_>)) -> Vec<Reference> {
    let Some(value) = place.pointer.value_in(tree) else { return Vec::new() };
    let mut found = Vec::new();
    walk(place.object, value, &Trail::Root(&Moved::none(moved.file())), &mut |object, text, trail| {
        if let Some(target) = elsewhere(text) {
            let pointer = place.pointer.join(&trail.pointer());
            // Another file speaks of itself, until its references are made local.
            if !taken.is_merged && moved.origin(&pointer).file != moved.file() {
                return;
            }
            found.push(Reference { pointer, object, target });
        }
    });
    found
}

/// The place that a reference names, where the specification has none there.
fn elsewhere(text: &str) -> Option<Pointer> {
    let may_be = |fragment: &&str| !fragment.starts_with("/components/schemas/") || fragment.contains("/x-");
    let fragment = text.strip_prefix('#').filter(may_be)?;
    Pointer::from_fragment(fragment).ok().filter(is_elsewhere)
}

/// Whether a place is below an extension, or below a key that neither the document nor its components have.
fn is_elsewhere(pointer: &Pointer) -> bool {
    let mut holder = Shape::One(&DOCUMENT);
    for token in pointer.tokens() {
        match holder.below(&token) {
            Some(below) => holder = below,
            None => {
                let object = holder.object();
                let is_open = object.is_some_and(|it| matches!(it.kind, ObjectKind::Document | ObjectKind::Components));
                return is_open || object.is_some() && is_extension(&token);
            }
        }
    }
    false
}

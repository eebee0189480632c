//! Brings in what a document keeps where the specification has no place for it, and names by `$ref` all the same: below
//! extensions, or below keys of other description languages. A reference is a JSON pointer to whatever it leads to (RFC
//! 6901; OpenAPI 3.0.3, "Reference Object"). What it names becomes a component; a path item, which is none in OpenAPI
//! 3.0, takes the place of the reference.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

use super::components::{self, Intake, Newcomer};
use super::copies::Copies;
use super::grammar::objects::{DOCUMENT, SCHEMA};
use super::grammar::walk::walk;
use super::grammar::{Object, Referable, Shape, is_extension, reference};
use super::paths::{item_target, local_target, put_item};
use super::trail::Trail;
use super::{Moved, census};
use crate::accounting::Census;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::{Origin, Pointer};

/// Takes in what references name elsewhere in the document, and counts it where they are counted themselves: nothing is
/// below a key that only a repair gave a meaning.
pub(super) fn gather(
    tree: &mut Value,
    (moved, intake, copies, census): (&mut Moved, &mut Intake, &mut Copies, &mut Census),
    diagnostics: &mut Diagnostics,
) {
    let all = references(tree, &DOCUMENT, &Pointer::root(), moved);
    let open = components::before_others(all, tree, |it| it.pointer.parent().unwrap_or_default());
    let mut gathering = Gathering { intake, moved, copies, census, diagnostics, open, taken: BTreeMap::new() };
    while let Some(reference) = gathering.open.pop_front() {
        gathering.follow(tree, &reference);
    }
    for (place, object) in gathering.taken {
        let origin = Origin::new(moved.file(), place);
        // What stands in something else that was taken in is counted there.
        if let Some(value) = tree.pointer(origin.pointer.as_str()).filter(|_| !census.has(&origin)) {
            census::count(census, object, value, &origin);
        }
    }
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

struct Gathering<'a> {
    intake: &'a mut Intake,
    moved: &'a mut Moved,
    copies: &'a mut Copies,
    census: &'a Census,
    diagnostics: &'a mut Diagnostics,
    open: VecDeque<Reference>,
    /// What was taken in, with its kind; what holds something comes before it.
    taken: BTreeMap<Pointer, &'static Object>,
}

impl Gathering<'_> {
    fn follow(&mut self, tree: &mut Value, reference: &Reference) {
        let now = match reference.object.referable {
            Referable::Component(section) => self.component(tree, reference, section),
            Referable::PathItem => self.path_item(tree, reference),
            Referable::No => None,
        };
        if let Some(place) = now {
            self.open.extend(references(tree, reference.object, &place, self.moved));
        }
    }

    /// Makes a component of what a reference names; gives its place, where it is a new one.
    fn component(&mut self, tree: &mut Value, reference: &Reference, section: &'static str) -> Option<Pointer> {
        let Reference { pointer, object, target } = reference;
        let origin = Origin::new(self.moved.file(), target.clone());
        if self.intake.refer(tree, pointer, &origin, section) {
            return None;
        }
        let value = self.value(tree, reference, target)?;
        if self.is_counted(pointer) {
            self.taken.insert(target.clone(), object);
        }
        let name = target.last().unwrap_or_default();
        let newcomer = Newcomer { section, name: &name, origin, place: target.as_str(), value };
        self.intake.take((tree, &mut *self.moved, &mut *self.diagnostics), newcomer, pointer)
    }

    /// Whether the object that a reference stands in is counted, or what that stands in is taken in to be.
    fn is_counted(&self, reference: &Pointer) -> bool {
        let is_mapped = reference.last().is_none_or(|key| key != "$ref");
        let holder = reference.parent().and_then(|holder| if is_mapped { holder.parent() } else { Some(holder) });
        let Some(origin) = holder.map(|holder| self.moved.origin(&holder)) else { return false };
        let mut around = std::iter::successors(Some(origin.pointer.clone()), Pointer::parent);
        self.census.has(&origin)
            || origin.file == self.moved.file() && around.any(|place| self.taken.contains_key(&place))
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
        while let Some(target) = next.filter(|target| is_elsewhere(target) && !self.taken.contains_key(target)) {
            let Some(item) = tree.pointer(target.as_str()).filter(|item| item.is_object()) else { return };
            self.moved.read(self.moved.origin(&target));
            self.taken.insert(target, object);
            next = reference(item).and_then(local_target);
        }
    }

    /// What a reference names, where it may stand in its place; else the reference goes.
    fn value(&mut self, tree: &mut Value, reference: &Reference, target: &Pointer) -> Option<Value> {
        let Reference { pointer, object, .. } = reference;
        let value = tree.pointer(target.as_str())?;
        let fits = value.is_object() || value.is_boolean() && std::ptr::eq(*object, &SCHEMA);
        if fits && self.copies.allow(value) {
            return Some(value.clone());
        }
        let origin = self.moved.origin(pointer);
        self.diagnostics.push(match fits {
            true => catalogue::normalise::too_many_copies(&origin),
            false => {
                let expected = catalogue::normalise::with_article(object.name);
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

/// The references of this kind below a place.
fn references(tree: &Value, object: &'static Object, place: &Pointer, moved: &Moved) -> Vec<Reference> {
    let Some(value) = tree.pointer(place.as_str()) else { return Vec::new() };
    let mut found = Vec::new();
    walk(object, value, &Trail::Root(&Moved::none(moved.file())), &mut |object, text, trail| {
        if let Some(target) = elsewhere(text) {
            found.push(Reference { pointer: place.join(&trail.pointer()), object, target });
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
                let is_open = object.is_some_and(|it| matches!(it.name, "document" | "components object"));
                return is_open || object.is_some() && is_extension(&token);
            }
        }
    }
    false
}

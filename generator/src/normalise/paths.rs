//! Lets each operation say everything itself: path items given by reference take the place of the reference, and what a
//! path item says for all of its operations is pushed down into them.
//!
//! Nodes are added to the tree, none is removed or renumbered: a `$ref` to a place in the document stays right.
//! What stands beside the reference of a path item holds too, and wins (OpenAPI 3.1.1, "Path Item Object", leaves it
//! open).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Moved;
use super::copies::Copies;
use super::grammar::reference;
use super::operations::{Operation, operations};
use crate::accounting::Census;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::grammar::is_extension;
use crate::source::{Origin, Pointer};

/// Puts the path items that references name in their place.
pub(super) fn inline_items(tree: &mut Value, moved: &mut Moved, copies: &mut Copies, diagnostics: &mut Diagnostics) {
    for pointer in given_by_reference(tree) {
        let Some(target) = item_target(tree, &pointer, moved, diagnostics) else { continue };
        let Some(item) = target.value_in(tree) else { continue };
        if !copies.allow(item) {
            diagnostics.push(catalogue::normalise::too_many_copies(&moved.origin(&pointer)));
            continue;
        }
        let item = item.clone();
        let origin = moved.origin(&target);
        put_item(tree, &pointer, item, origin, moved);
    }
}

/// Puts a path item in the place of a reference to it, below what stands beside the reference.
pub(super) fn put_item(tree: &mut Value, pointer: &Pointer, item: Value, origin: Origin, moved: &mut Moved) {
    let further = further_parameters(tree, pointer, &item);
    let Some(place) = tree.pointer_mut(pointer.as_str()) else { return };
    let before = moved.origin(pointer);
    let Value::Object(beside) = std::mem::replace(place, item) else { return };
    let shared = origin.child("parameters");
    moved.bring(pointer, origin);
    let Value::Object(members) = place else { return };
    for (key, value) in beside.into_iter().filter(|(key, _)| key != "$ref") {
        moved.insert(&pointer.child(&key), before.child(&key));
        members.insert(key, value);
    }
    let Some(Value::Array(parameters)) = members.get_mut("parameters").filter(|_| !further.is_empty()) else { return };
    for (index, parameter) in further {
        let place = pointer.child("parameters").index(parameters.len());
        moved.insert(&place, shared.index(index));
        parameters.push(parameter);
    }
}

/// The parameters of a path item that hold beside those of a reference to it, with their index: those beside are
/// nearer, and take the place of the same ones.
fn further_parameters(tree: &Value, reference: &Pointer, item: &Value) -> Vec<(usize, Value)> {
    let beside = reference.value_in(tree).and_then(|reference| reference.get("parameters"));
    if beside.is_none() {
        return Vec::new();
    }
    let nearer: BTreeSet<_> = list(beside).iter().filter_map(|parameter| canonical(parameter, tree)).collect();
    let is_further =
        |parameter: &Value| canonical(parameter, tree).is_none_or(|canonical| !nearer.contains(&canonical));
    let own = list(item.get("parameters")).iter().enumerate();
    own.filter(|(_, parameter)| is_further(parameter)).map(|(index, own)| (index, own.clone())).collect()
}

fn given_by_reference(tree: &Value) -> Vec<Pointer> {
    let sections = ["paths", "webhooks"].into_iter();
    let given = sections.flat_map(|section| {
        let items = tree.get(section).and_then(Value::as_object).into_iter().flatten();
        let references = items
            .filter(move |(name, item)| reference(item).is_some() && (section == "webhooks" || !is_extension(name)));
        references.map(move |(name, _)| Pointer::root().child(section).child(name))
    });
    given.collect()
}

/// The place of the path item that stands behind a reference, through further references.
pub(super) fn item_target(
    tree: &Value,
    pointer: &Pointer,
    moved: &Moved,
    diagnostics: &mut Diagnostics,
) -> Option<Pointer> {
    let mut passed: Vec<Origin> = Vec::new();
    let mut pointer = pointer.clone();
    while let Some(reference) = pointer.value_in(tree).and_then(reference) {
        let origin = moved.origin(&pointer.child("$ref"));
        if let Some(start) = passed.iter().position(|before| *before == origin) {
            diagnostics.push(catalogue::resolve::cyclic_reference(&from_first(&passed[start..])));
            return None;
        }
        let target = local_target(reference);
        match target.as_ref().and_then(|target| target.value_in(tree)) {
            Some(Value::Object(_)) => {}
            found => {
                diagnostics.push(match found {
                    Some(_) => {
                        let expected = "a path item";
                        catalogue::resolve::mistargeted_reference(&origin, reference, expected, "no mapping")
                    }
                    None => catalogue::resolve::dangling_reference(&origin, reference, []),
                });
                return None;
            }
        }
        passed.push(origin);
        pointer = target?;
    }
    Some(pointer)
}

/// A circle from the place that comes first in the document, so that it is the same one wherever it was entered.
pub(super) fn from_first(circle: &[Origin]) -> Vec<Origin> {
    let first = circle.iter().enumerate().min_by_key(|(_, origin)| *origin).map_or(0, |(index, _)| index);
    let (before, after) = circle.split_at(first);
    [after, before].concat()
}

/// The place in this document that a reference names.
pub(super) fn local_target(reference: &str) -> Option<Pointer> {
    Pointer::from_fragment(reference.strip_prefix('#')?).ok()
}

/// The place of what stands somewhere, through references.
pub(super) fn followed(tree: &Value, mut pointer: Pointer) -> Option<Pointer> {
    const LONGEST_CHAIN: usize = 32;
    for _ in 0..LONGEST_CHAIN {
        match reference(pointer.value_in(tree)?) {
            Some(reference) => pointer = local_target(reference)?,
            None => return Some(pointer),
        }
    }
    None
}

/// Pushes parameters, servers, summary and description of path items down. What the operation says itself wins, a
/// parameter by name and location (OpenAPI 3.0.3, "Path Item Object").
pub(super) fn push_down(tree: &mut Value, (moved, census): (&mut Moved, &mut Census)) {
    let inheritances: Vec<Inheritance> = operations(tree).map(|operation| Inheritance::of(&operation, tree)).collect();
    note_overridden(&inheritances, tree, (moved, census));
    for inheritance in inheritances {
        inheritance.apply(tree, moved);
    }
}

/// What all operations of a path item say themselves is there for those that do not.
fn note_overridden(inheritances: &[Inheritance], tree: &Value, (moved, census): (&Moved, &mut Census)) {
    let mut taken: BTreeMap<&Pointer, BTreeSet<usize>> = BTreeMap::new();
    for inheritance in inheritances {
        let indexes = inheritance.parameters.iter().map(|(index, _)| *index);
        taken.entry(&inheritance.item).or_default().extend(indexes);
    }
    for (item, taken) in taken {
        let parameters = item.child("parameters");
        let count = list(parameters.value_in(tree)).len();
        for index in (0..count).filter(|index| !taken.contains(index)) {
            census.note_settled(&moved.origin(&parameters.index(index)));
        }
    }
}

/// What a path item says for the operations that do not say it themselves, beside parameters.
pub(super) const SHARED: [&str; 3] = ["summary", "description", "servers"];

/// Whether a path item or an operation says something. No servers are none of its own, as of a document without any.
pub(super) fn is_said(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

/// What an operation takes over from its path item.
struct Inheritance {
    item: Pointer,
    operation: Pointer,
    members: Vec<(&'static str, Value)>,
    /// With their index in the path item.
    parameters: Vec<(usize, Value)>,
}

impl Inheritance {
    fn of(operation: &Operation<'_>, tree: &Value) -> Self {
        let missing = SHARED.into_iter().filter(|key| !operation.members.get(*key).is_some_and(is_said));
        let shared = list(operation.item.get("parameters"));
        let own = if shared.is_empty() { &[] } else { list(operation.members.get("parameters")) };
        let own: BTreeSet<_> = own.iter().map(|own| canonical(own, tree)).collect();
        let inherited = shared.iter().enumerate().filter(|(_, parameter)| {
            let canonical = canonical(parameter, tree);
            canonical.is_none() || !own.contains(&canonical)
        });
        Self {
            item: operation.item_pointer(),
            operation: operation.pointer(),
            members: missing.filter_map(|key| Some((key, operation.item.get(key)?.clone()))).collect(),
            parameters: inherited.map(|(index, parameter)| (index, parameter.clone())).collect(),
        }
    }

    fn apply(self, tree: &mut Value, moved: &mut Moved) {
        let Some(Value::Object(operation)) = tree.pointer_mut(self.operation.as_str()) else { return };
        for (key, value) in self.members {
            moved.insert(&self.operation.child(key), moved.origin(&self.item.child(key)));
            operation.insert(key.to_owned(), value);
        }
        if self.parameters.is_empty() {
            return;
        }
        let parameters = operation.entry("parameters").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(parameters) = parameters else { return };
        let (from, to) = (self.item.child("parameters"), self.operation.child("parameters"));
        for (index, parameter) in self.parameters {
            moved.insert(&to.index(parameters.len()), moved.origin(&from.index(index)));
            parameters.push(parameter);
        }
    }
}

pub(super) fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What makes a parameter the same as another: location and name, for headers whatever its case (RFC 9110, 5.1).
fn canonical<'n>(parameter: &'n Value, tree: &'n Value) -> Option<(Cow<'n, str>, &'n str)> {
    let (name, location) = identity(parameter, tree)?;
    let name = if location == "header" { name.to_ascii_lowercase().into() } else { name.into() };
    Some((name, location))
}

/// Name and location of a parameter.
pub(super) fn identity<'n>(parameter: &'n Value, tree: &'n Value) -> Option<(&'n str, &'n str)> {
    const LONGEST_CHAIN: usize = 32;
    let mut parameter = parameter;
    for _ in 0..LONGEST_CHAIN {
        match reference(parameter) {
            Some(reference) => parameter = local_target(reference)?.value_in(tree)?,
            None => return Some((parameter.get("name")?.as_str()?, parameter.get("in")?.as_str()?)),
        }
    }
    None
}

//! Extensions of what both documents have.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::Kind::ExtChanged;
use super::super::Rust;
use super::super::finding::Draft;
use super::super::kind::Effect;
use super::{Comparison, Sides};
use crate::load::Tree;
use crate::normalise::{EXTENSIONS, FOREIGN};
use crate::source::{Origin, Pointer};

/// What an object is, which says what its keys are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Object {
    /// Its keys are keywords, and extensions.
    Keywords,
    /// The components: its keys are keywords, and name lists of names.
    Components,
    /// The answers of an operation: its keys are statuses, `default` among them, and extensions.
    Answers,
    /// Its keys are names that the document gives, whatever they begin with.
    Names,
}

/// What stands at the same place in both documents.
struct Both<'t> {
    values: Sides<&'t Value>,
    at: Sides<Pointer>,
    object: Object,
}

/// Compares the extensions of objects that both documents have.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.trees;
    let mut found = Vec::new();
    let mut open = vec![Both {
        values: Sides { base: base.value(), head: head.value() },
        at: Sides { base: Pointer::root(), head: Pointer::root() },
        object: Object::Keywords,
    }];
    while let Some(both) = open.pop() {
        match (both.values.base, both.values.head) {
            (Value::Object(one), Value::Object(other)) => both.members((one, other), &mut open, &mut found),
            (Value::Array(one), Value::Array(other)) => both.elements((one, other), &mut open),
            _ => {}
        }
    }
    found.sort();
    // What is referred to is compared where it is used.
    let used = [referred_to(base.value()), referred_to(head.value())];
    let is_used = |at: &Pointer| used.iter().flatten().any(|target| holds(at, target));
    for (to, from, is_there) in found.into_iter().filter(|(to, from, _)| !is_used(to) && !is_used(from)) {
        let at = |tree: &Tree, is_there: bool, at: &Pointer| is_there.then(|| Origin::new(tree.file(), at.clone()));
        let name = to.last().unwrap_or_default();
        let places = (at(base, is_there.0, &from), at(head, is_there.1, &to));
        let draft = Draft::new(ExtChanged, ("extension", format!("`{name}`")), places.0.as_ref(), places.1.as_ref());
        if !EXTENSIONS.contains(&&*name) && !FOREIGN.iter().any(|(key, _)| *key == name) {
            comparison.say(draft);
            continue;
        }
        // The crate does something else, whether or not an item shows it.
        let draft = draft.effect(Effect::Name).least(Rust::Patch);
        match comparison.operation_at(&to) {
            Some(operation) => comparison.say_of(operation, draft),
            None => comparison.say(draft),
        }
    }
}

impl Comparison<'_> {
    /// The operation that a place of the head is in.
    fn operation_at(&self, place: &Pointer) -> Option<usize> {
        let head = self.documents.head;
        let holder = head.operations.iter().find(|operation| place.starts_with(&operation.origin.pointer))?;
        self.operations.iter().position(|id| *id == holder.id)
    }
}

/// What references name in extensions.
fn referred_to(root: &Value) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                let reference = members.get("$ref").and_then(Value::as_str);
                found.extend(reference.and_then(|it| it.strip_prefix('#')).filter(|it| it.contains("/x-")));
                open.extend(members.values());
            }
            Value::Array(elements) => open.extend(elements),
            _ => {}
        }
    }
    found
}

/// Whether a place is another one, or that is in it.
fn holds(place: &Pointer, other: &str) -> bool {
    other.strip_prefix(place.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An extension that is not what it was: where it is or would be, where it was or would have been, and on which sides
/// it is there.
type Changed = (Pointer, Pointer, (bool, bool));

impl<'t> Both<'t> {
    fn members(
        &self,
        (one, other): (&'t Map<String, Value>, &'t Map<String, Value>),
        open: &mut Vec<Both<'t>>,
        found: &mut Vec<Changed>,
    ) {
        if one.contains_key("$ref") != other.contains_key("$ref") {
            // What stood here stands elsewhere, or the other way round.
            return;
        }
        let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for key in keys {
            let is_extension = key.starts_with("x-") && self.object != Object::Names;
            let at = Sides { base: self.at.base.child(key), head: self.at.head.child(key) };
            match (one.get(key), other.get(key)) {
                (was, is) if is_extension && was == is => {}
                (was, is) if is_extension => found.push((at.head, at.base, (was.is_some(), is.is_some()))),
                (Some(base), Some(head)) => {
                    let values = Sides { base, head };
                    open.extend(self.object.member(key).map(|object| Both { values, at, object }));
                }
                _ => {}
            }
        }
    }

    /// Elements go by what names them, others by their place where there are as many.
    fn elements(&self, (one, other): (&'t [Value], &'t [Value]), open: &mut Vec<Both<'t>>) {
        for (index, base) in one.iter().enumerate() {
            let named = other.iter().position(|head| name(base).is_some() && name(head) == name(base));
            let place = named.or_else(|| (name(base).is_none() && one.len() == other.len()).then_some(index));
            if let Some((to, head)) = place.and_then(|to| Some((to, other.get(to)?))) {
                let at = Sides { base: self.at.base.index(index), head: self.at.head.index(to) };
                open.push(Both { values: Sides { base, head }, at, object: self.object });
            }
        }
    }
}

/// What tells an element from others: a parameter and a tag have names, a server has an address.
fn name(element: &Value) -> Option<[Option<&Value>; 4]> {
    let keys = ["$ref", "name", "in", "url"].map(|key| element.get(key));
    keys.iter().any(Option::is_some).then_some(keys)
}

impl Object {
    /// What the member with a key is; none where it is data.
    fn member(self, key: &str) -> Option<Self> {
        match self {
            Self::Names | Self::Answers => Some(Self::Keywords),
            Self::Components => Some(Self::Names),
            Self::Keywords => match key {
                "example" | "examples" | "default" | "enum" | "const" | "security" | "mapping" | "scopes" => None,
                "components" => Some(Self::Components),
                "responses" => Some(Self::Answers),
                "properties" | "patternProperties" | "headers" | "content" | "encoding" | "links" | "callbacks"
                | "variables" | "definitions" | "$defs" | "dependentSchemas" | "webhooks" => Some(Self::Names),
                _ => Some(Self::Keywords),
            },
        }
    }
}

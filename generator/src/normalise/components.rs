//! Components that a document does not have itself: what it takes from elsewhere becomes some.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use super::{HASH_DIGITS, Moved};
use crate::hash::free_name;
use crate::source::{Origin, Pointer};

/// Takes in what is to be a component, each place once.
#[derive(Default)]
pub(super) struct Intake {
    /// The components that places are by now, by what they are there.
    placed: BTreeMap<(Origin, &'static str), Pointer>,
}

/// What is to be a component.
pub(super) struct Newcomer<'a> {
    pub(super) section: &'static str,
    pub(super) name: &'a str,
    pub(super) origin: Origin,
    /// The same in words, which no other one of its name has.
    pub(super) place: &'a str,
    pub(super) value: Value,
}

impl Intake {
    /// Makes a reference one to what was taken in from a place; tells whether anything was.
    pub(super) fn refer(&self, tree: &mut Value, reference: &Pointer, origin: &Origin, section: &'static str) -> bool {
        let Some(place) = self.placed.get(&(origin.clone(), section)) else { return false };
        rewrite(tree, reference, place);
        true
    }

    /// Puts a value among the components, and makes the reference, the first to it, one to the component, which it
    /// gives.
    pub(super) fn take(
        &mut self,
        (tree, moved): (&mut Value, &mut Moved),
        newcomer: Newcomer<'_>,
        reference: &Pointer,
    ) -> Option<Pointer> {
        let (origin, section) = (newcomer.origin.clone(), newcomer.section);
        let place = put(tree, newcomer, reference)?;
        moved.insert(&place, origin.clone());
        self.placed.insert((origin, section), place.clone());
        Some(place)
    }
}

/// Where the reference is a component by itself, the value is that component; else it has its own name or, where the
/// document has another of that name, one by its place.
fn put(tree: &mut Value, newcomer: Newcomer<'_>, reference: &Pointer) -> Option<Pointer> {
    let Newcomer { section, name, origin: _, place, value } = newcomer;
    if let Some(own) = reference.parent().filter(|own| is_reference(tree, own)) {
        *tree.pointer_mut(own.as_str())? = value;
        return Some(own);
    }
    let components = member(tree.as_object_mut()?, "components")?;
    let members = member(components, section)?;
    let is_free = |name: &String| !members.contains_key(name);
    let own = Some(name.to_owned()).filter(is_free);
    let with_hash = |hash: &str| [name, "_", hash].concat();
    let name = own.unwrap_or_else(|| free_name(place, HASH_DIGITS, with_hash, is_free));
    let pointer = Pointer::root().child("components").child(section).child(&name);
    members.insert(name, value);
    rewrite(tree, reference, &pointer);
    Some(pointer)
}

/// References, those that are components by themselves first: what they name is theirs before others want it.
pub(super) fn before_others<R>(mut references: Vec<R>, tree: &Value, place: impl Fn(&R) -> Pointer) -> VecDeque<R> {
    references.sort_by_key(|reference| !is_reference(tree, &place(reference)));
    references.into()
}

/// Makes a reference one to this place.
pub(super) fn rewrite(tree: &mut Value, reference: &Pointer, target: &Pointer) {
    if let Some(text) = tree.pointer_mut(reference.as_str()) {
        *text = Value::String(target.to_fragment());
    }
}

/// Whether what stands at a place is a component, and nothing but a reference.
fn is_reference(tree: &Value, place: &Pointer) -> bool {
    let mut tokens = place.tokens();
    let is_component = tokens.next().is_some_and(|first| first == "components") && tokens.count() == 2;
    let members = || tree.pointer(place.as_str())?.as_object();
    is_component && members().is_some_and(|members| members.len() == 1 && members.contains_key("$ref"))
}

/// The object under a key, which is made where it is missing.
fn member<'t>(object: &'t mut Map<String, Value>, key: &str) -> Option<&'t mut Map<String, Value>> {
    object.entry(key).or_insert_with(|| Value::Object(Map::new())).as_object_mut()
}

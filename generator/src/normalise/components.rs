//! Components that a document does not have itself: what it takes from elsewhere becomes some.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use super::grammar::objects::DOCUMENT;
use super::grammar::{Object, Referable, Shape};
use super::{HASH_DIGITS, Moved};
use crate::diagnostic::catalogue::name::{Naming, Rival};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::hash::free_name;
use crate::source::{Origin, Pointer};
use crate::spelling;

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

    /// The schemas that were taken in, with the components that they are.
    pub(super) fn schemas(&self) -> impl Iterator<Item = (&Origin, &Pointer)> {
        let schemas = self.placed.iter().filter(|((_, section), _)| *section == "schemas");
        schemas.map(|((origin, _), place)| (origin, place))
    }

    /// Whether a schema was taken in.
    pub(super) fn has_schema(&self, origin: &Origin) -> bool {
        self.placed.contains_key(&(origin.clone(), "schemas"))
    }

    /// Learns where the components stand in the sources that were brought to where they are.
    pub(super) fn know(&mut self, tree: &Value, moved: &Moved) {
        let components = Pointer::root().child("components");
        let named = |name: &str| tree.get("components").and_then(|it| it.get(name)).and_then(Value::as_object);
        let keys = Shape::One(&DOCUMENT).below("components").and_then(Shape::object).map_or(&[][..], |it| it.keys);
        for key in keys {
            let Shape::Map(Object { referable: Referable::Component(section), .. }) = key.shape else { continue };
            for name in named(section).into_iter().flat_map(Map::keys) {
                let pointer = components.child(section).child(name);
                let origin = moved.origin(&pointer);
                if origin.pointer != pointer || origin.file != moved.file() {
                    self.placed.entry((origin, section)).or_insert(pointer);
                }
            }
        }
    }

    /// Puts a value among the components, and makes the reference, the first to it where there is one, one to the
    /// component, which it gives.
    pub(super) fn take(
        &mut self,
        (tree, moved, diagnostics): (&mut Value, &mut Moved, &mut Diagnostics),
        newcomer: Newcomer<'_>,
        reference: Option<&Pointer>,
    ) -> Option<Pointer> {
        let (origin, section) = (newcomer.origin.clone(), newcomer.section);
        let place = put((tree, moved, diagnostics), newcomer, reference)?;
        moved.bring(&place, origin.clone());
        self.placed.insert((origin, section), place.clone());
        Some(place)
    }
}

/// Where the reference is a component by itself, the value is that component; else it has its own name or, where the
/// document has another of that name, one by its place.
fn put(
    (tree, moved, diagnostics): (&mut Value, &Moved, &mut Diagnostics),
    newcomer: Newcomer<'_>,
    reference: Option<&Pointer>,
) -> Option<Pointer> {
    let Newcomer { section, name: own, origin, place, value } = newcomer;
    if let Some(component) = reference.and_then(Pointer::parent).filter(|it| is_reference(tree, it)) {
        *tree.pointer_mut(component.as_str())? = value;
        return Some(component);
    }
    let components = member(tree.as_object_mut()?, "components")?;
    let members = member(components, section)?;
    let is_free = |name: &String| !members.contains_key(name);
    let with_hash = |hash: &str| [own, "_", hash].concat();
    let free = Some(own.to_owned()).filter(is_free);
    let name = free.unwrap_or_else(|| free_name(place, HASH_DIGITS, with_hash, is_free));
    let section = Pointer::root().child("components").child(section);
    if name != own && section.last().is_some_and(|section| section == "schemas") {
        let keeper = moved.origin(&section.child(own));
        let rival = Rival::Item(&keeper, "keeps the name");
        report_renamed(&name, (own, &value, &origin), rival, diagnostics);
    }
    let pointer = section.child(&name);
    members.insert(name, value);
    if let Some(reference) = reference {
        rewrite(tree, reference, &pointer);
    }
    Some(pointer)
}

/// Says that a schema is not called as it is where it stands; `name` is that of the component.
pub(super) fn report_renamed(
    name: &str,
    (own, schema, origin): (&str, &Value, &Origin),
    rival: Rival<'_>,
    diagnostics: &mut Diagnostics,
) {
    if is_called_by_name(schema) {
        let name = spelling::model(name);
        diagnostics.push(catalogue::name::renamed_on_clash(&name.as_str(), own, origin, rival, Naming::RustName));
    }
}

/// Whether a schema may have a type of its own, and asks for no other name of it.
fn is_called_by_name(schema: &Value) -> bool {
    const SHAPES: [&str; 8] = ["$ref", "allOf", "anyOf", "const", "enum", "oneOf", "patternProperties", "properties"];
    let has = |key: &str| schema.get(key).is_some();
    let is_object = || schema.get("type").is_some_and(|ty| ty == "object");
    !has("x-rust-name") && (SHAPES.into_iter().any(has) || is_object())
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
pub(super) fn is_reference(tree: &Value, place: &Pointer) -> bool {
    let mut tokens = place.tokens();
    let is_component = tokens.next().is_some_and(|first| first == "components") && tokens.count() == 2;
    let members = || place.value_in(tree)?.as_object();
    is_component && members().is_some_and(|members| members.len() == 1 && members.contains_key("$ref"))
}

/// The object under a key, which is made where it is missing.
fn member<'t>(object: &'t mut Map<String, Value>, key: &str) -> Option<&'t mut Map<String, Value>> {
    object.entry(key).or_insert_with(|| Value::Object(Map::new())).as_object_mut()
}

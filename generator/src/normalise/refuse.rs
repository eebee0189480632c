//! Takes out of the tree what the check found wrong, as little as can be: a key, an element, an object; a schema in
//! error becomes one of any value. What is left is right, so that the rest of the document can be generated.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Moved;
use super::grammar::objects::DOCUMENT;
use super::grammar::{ObjectKind, Role, Shape, StandIn};
use super::operations::METHODS;
use crate::accounting::{Census, TakenOperation};
use crate::source::{Origin, Pointer};

/// Takes out what stands at these places, which are in document order.
pub(super) fn refuse(tree: &mut Value, (moved, census): (&mut Moved, &mut Census), wrong: &[Pointer]) {
    let refusals: Vec<Refusal> = wrong.iter().filter_map(|pointer| refusal(tree, pointer)).collect();
    let places: BTreeSet<String> = refusals.iter().map(|refusal| refusal.pointer.as_str().to_owned()).collect();
    let mut done: BTreeSet<String> = BTreeSet::new();
    // From the end, so that the elements of a list that are still to go keep their places.
    for Refusal { pointer, stand_in } in refusals.into_iter().rev() {
        let is_outermost = ancestors(&pointer).all(|ancestor| !places.contains(ancestor));
        if is_outermost && done.insert(pointer.as_str().to_owned()) {
            census.take_out(moved.origin(&pointer));
            operations_at(tree, &pointer).for_each(|(operation, members)| {
                census.take_operation(taken_operation(moved.origin(&operation), members));
            });
            match stand_in {
                Some(value) => replace(tree, &pointer, value),
                None => remove(tree, moved, &pointer),
            }
        }
    }
    complete(tree);
}

/// The operations of what stands at a place: of a path item all, of an operation itself.
fn operations_at<'t>(tree: &'t Value, pointer: &Pointer) -> impl Iterator<Item = (Pointer, &'t Value)> {
    let value = pointer.value_in(tree);
    let way: Vec<_> = pointer.tokens().take(4).collect();
    let (holder, operation) = match way.iter().map(AsRef::as_ref).collect::<Vec<&str>>()[..] {
        ["paths", _] | ["paths", _, "additionalOperations"] => (value.and_then(Value::as_object), None),
        ["paths", _, method] if is_method(method) => (None, value),
        ["paths", _, "additionalOperations", _] => (None, value),
        _ => (None, None),
    };
    let is_further = way.len() == 3;
    let methods = holder.into_iter().flatten().filter(|(key, _)| is_further || is_method(key));
    let below = methods.map(|(key, operation)| (pointer.child(key), operation));
    operation.map(|operation| (pointer.clone(), operation)).into_iter().chain(below.collect::<Vec<_>>())
}

/// Whether a key of a path item is a method, be it one that is refused.
fn is_method(key: &str) -> bool {
    METHODS.contains(&key) || key == "query"
}

fn taken_operation(origin: Origin, members: &Value) -> TakenOperation {
    let tags = members.get("tags").and_then(Value::as_array).into_iter().flatten();
    TakenOperation {
        origin,
        id: members.get("operationId").and_then(Value::as_str).map(str::to_owned),
        tags: tags.filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}

/// What goes, and what takes its place.
struct Refusal {
    pointer: Pointer,
    stand_in: Option<Value>,
}

/// The pointers of what holds a place, as text, the nearest first.
fn ancestors(pointer: &Pointer) -> impl Iterator<Item = &str> {
    let above = |text: &&'_ str| text.rfind('/');
    let text = pointer.as_str();
    let first = above(&text).map(|slash| &text[..slash]);
    std::iter::successors(first, move |text| above(text).map(|slash| &text[..slash]))
}

/// The least that has to go for a place to be right; none where that is the document itself.
fn refusal(tree: &Value, pointer: &Pointer) -> Option<Refusal> {
    let mut way = way(tree, pointer);
    while let Some(step) = way.pop() {
        let stand_in = match step.shape.and_then(Shape::object).map(|object| object.stand_in) {
            Some(StandIn::Empty) => Some(json!({})),
            Some(StandIn::Described) => Some(json!({ "description": "" })),
            Some(StandIn::AnyBody) => Some(json!({ "content": { "application/octet-stream": {} } })),
            Some(StandIn::Nothing) | None => None,
        };
        if stand_in.is_some() || step.need == Need::Optional {
            return Some(Refusal { pointer: step.pointer, stand_in });
        }
    }
    None
}

/// A node on the way from the root to a place.
struct Step {
    pointer: Pointer,
    /// What the grammar wants there; none for a key that it does not know.
    shape: Option<Shape>,
    need: Need,
}

/// Whether what holds a node is right without it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

/// The nodes from below the root to a place, as far as the grammar goes.
fn way(tree: &Value, pointer: &Pointer) -> Vec<Step> {
    let mut way: Vec<Step> = Vec::new();
    let (mut value, mut shape, mut here) = (tree, Some(Shape::One(&DOCUMENT)), Pointer::root());
    for token in pointer.tokens() {
        let next = value.get(token.as_ref()).or_else(|| value.get(token.parse::<usize>().ok()?));
        let (Some(next), Some(holder)) = (next, shape) else { break };
        here = here.child(&token);
        let inner = holder.below(&token);
        way.push(Step { pointer: here.clone(), shape: inner, need: need(holder, &token) });
        (value, shape) = (next, inner);
    }
    way
}

/// Whether a value of this shape is right without what stands under a key. Of a security scheme all that is read is
/// needed: without it, it lets others call.
fn need(holder: Shape, token: &str) -> Need {
    let object = holder.object();
    let is_scheme = object.is_some_and(|object| object.kind == ObjectKind::SecurityScheme);
    match object.and_then(|object| object.key(token)).map(|key| &key.role) {
        Some(Role::Required) => Need::Required,
        Some(Role::Optional) if is_scheme => Need::Required,
        _ => Need::Optional,
    }
}

fn replace(tree: &mut Value, pointer: &Pointer, value: Value) {
    if let Some(place) = tree.pointer_mut(pointer.as_str()) {
        *place = value;
    }
}

/// Takes a key or an element out; elements behind it move up, and keep their origin.
pub(super) fn remove(tree: &mut Value, moved: &mut Moved, pointer: &Pointer) {
    let (Some(holder), Some(last)) = (pointer.parent(), pointer.last()) else { return };
    match tree.pointer_mut(holder.as_str()) {
        Some(Value::Object(members)) => {
            members.shift_remove(last.as_ref());
        }
        Some(Value::Array(elements)) => {
            let Some(index) = last.parse().ok().filter(|index| *index < elements.len()) else { return };
            elements.remove(index);
            let origins: Vec<Origin> = (index..elements.len()).map(|at| moved.origin(&holder.index(at + 1))).collect();
            for (at, origin) in (index..).zip(origins) {
                moved.insert(&holder.index(at), origin);
            }
        }
        Some(_) | None => {}
    }
}

/// Gives the document what every document has.
fn complete(tree: &mut Value) {
    let Value::Object(document) = tree else { return };
    for key in ["info", "paths"] {
        document.entry(key).or_insert_with(|| Value::Object(Map::new()));
    }
    if let Some(Value::Object(info)) = document.get_mut("info") {
        info.entry("title").or_insert_with(|| "API".into());
        info.entry("version").or_insert_with(|| "0".into());
    }
}

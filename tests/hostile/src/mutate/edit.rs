//! One edit of a tree.

use serde_json::{Map, Value, json};

use super::vocabulary::{KEYS, VALUES};
use crate::decisions::Decisions;
use crate::seeds::Seeds;
use crate::texts::TEXTS;

/// What an edit does with the value at a place.
type Edit = fn(&mut Tree<'_>, &str, &mut Decisions<'_>) -> Option<()>;

/// Each as likely as the others.
const EDITS: &[Edit] = &[
    replace,
    replace,
    remove,
    copy_member,
    rename_member,
    rename_to_word,
    move_here,
    move_here,
    swap,
    refer,
    refer,
    say,
    say,
    lengthen,
    nest,
    take_from_other,
    add_member,
    add_member,
    multiply,
];

/// The document, and the fixtures it came from.
struct Tree<'a> {
    root: &'a mut Value,
    seeds: &'a Seeds,
}

/// Makes one edit somewhere; none where the place does not take it.
pub(super) fn edit(root: &mut Value, seeds: &Seeds, decisions: &mut Decisions<'_>) {
    let place = any_place(root, decisions);
    if let Some(edit) = decisions.one_of(EDITS) {
        edit(&mut Tree { root, seeds }, &place, decisions);
    }
}

/// The JSON pointer of a value of the tree.
fn any_place(root: &Value, decisions: &mut Decisions<'_>) -> String {
    let mut places = Vec::new();
    collect_places(root, String::new(), &mut places);
    decisions.one_of(&places).cloned().unwrap_or_default()
}

fn collect_places(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                collect_places(element, format!("{place}/{at}"), places);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let token = key.replace('~', "~0").replace('/', "~1");
                collect_places(member, format!("{place}/{token}"), places);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    places.push(place);
}

/// A value that stands nowhere in the document.
fn any_value(decisions: &mut Decisions<'_>) -> Value {
    if decisions.below(4) == 0 {
        return Value::from(*decisions.one_of(TEXTS).unwrap_or(&""));
    }
    let value = decisions.one_of(VALUES).and_then(|value| serde_json::from_str(value).ok());
    value.unwrap_or(Value::Null) // `1e400` is no number to this reader
}

fn any_key(decisions: &mut Decisions<'_>) -> String {
    let keys = if decisions.below(3) == 0 { TEXTS } else { KEYS };
    decisions.one_of(keys).copied().unwrap_or_default().to_owned()
}

fn replace(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    *tree.root.pointer_mut(place)? = any_value(decisions);
    Some(())
}

fn remove(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    match tree.root.pointer_mut(place)? {
        Value::Array(elements) if !elements.is_empty() => {
            elements.remove(decisions.below(elements.len()));
        }
        Value::Object(members) => {
            let at = decisions.below(members.len());
            let key = members.keys().nth(at)?.clone();
            members.shift_remove(&key);
        }
        value => *value = Value::Null,
    }
    Some(())
}

fn copy_member(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    match tree.root.pointer_mut(place)? {
        Value::Array(elements) => {
            let element = decisions.one_of(elements)?.clone();
            elements.push(element);
        }
        Value::Object(members) => {
            let member = members.values().nth(decisions.below(members.len()))?.clone();
            members.insert(any_key(decisions), member);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    Some(())
}

fn rename_member(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let new = any_key(decisions);
    rename(tree.root.pointer_mut(place)?.as_object_mut()?, decisions, |_| new)
}

/// By a word that the tree has as a key already, or by its own in another case.
fn rename_to_word(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let other = any_place(tree.root, decisions);
    let word = other.rsplit('/').next().unwrap_or_default().to_owned();
    let is_case = decisions.below(2) == 0;
    let name = move |key: &str| if is_case { key.to_uppercase() } else { word };
    rename(tree.root.pointer_mut(place)?.as_object_mut()?, decisions, name)
}

/// Renames one member where it stands.
fn rename(
    members: &mut Map<String, Value>,
    decisions: &mut Decisions<'_>,
    name: impl FnOnce(&str) -> String,
) -> Option<()> {
    let at = decisions.below(members.len());
    let old = members.keys().nth(at)?.clone();
    let mut name = Some(name);
    let named = |(key, value): (String, Value)| {
        let new = if key == old { name.take().map(|name| name(&key)) } else { None };
        (new.unwrap_or(key), value)
    };
    *members = std::mem::take(members).into_iter().map(named).collect();
    Some(())
}

fn move_here(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let other = any_place(tree.root, decisions);
    let value = tree.root.pointer(&other)?.clone();
    *tree.root.pointer_mut(place)? = value;
    Some(())
}

fn swap(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let other = any_place(tree.root, decisions);
    let moved = tree.root.pointer(&other)?.clone();
    let here = std::mem::replace(tree.root.pointer_mut(place)?, moved);
    *tree.root.pointer_mut(&other)? = here;
    Some(())
}

/// A reference to any place of the tree, itself included.
fn refer(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let target = any_place(tree.root, decisions);
    *tree.root.pointer_mut(place)? = json!({"$ref": format!("#{target}")});
    Some(())
}

fn say(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let value = tree.root.pointer_mut(place)?;
    let text = *decisions.one_of(TEXTS)?;
    *value = match value {
        Value::String(before) if decisions.below(2) == 0 => Value::from(format!("{before}{text}")),
        _ => Value::from(text),
    };
    Some(())
}

fn lengthen(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let piece = *decisions.one_of(TEXTS)?;
    let long = piece.repeat(1 << decisions.below(12));
    match tree.root.pointer_mut(place)? {
        Value::Object(members) => drop(members.insert(long, Value::Null)),
        value => *value = Value::from(long),
    }
    Some(())
}

fn nest(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let kind = decisions.below(6);
    for _ in 0..decisions.below(70) {
        let value = tree.root.pointer_mut(place)?;
        let inner = value.take();
        *value = match kind {
            0 => json!({"type": "array", "items": inner}),
            1 => json!({"allOf": [inner]}),
            2 => json!({"oneOf": [inner, {"type": "string"}]}),
            3 => json!({"type": "object", "properties": {"a": inner}}),
            4 => json!({"additionalProperties": inner}),
            _ => json!([inner]),
        };
    }
    Some(())
}

/// What another fixture has at the same place, or somewhere.
fn take_from_other(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let other = decisions.one_of(&tree.seeds.trees)?;
    let theirs = if decisions.below(2) == 0 { place.to_owned() } else { any_place(other, decisions) };
    *tree.root.pointer_mut(place)? = other.pointer(&theirs)?.clone();
    Some(())
}

fn add_member(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    match tree.root.pointer_mut(place)? {
        Value::Array(elements) => elements.push(any_value(decisions)),
        Value::Object(members) => drop(members.insert(any_key(decisions), any_value(decisions))),
        value => *value = json!({any_key(decisions): any_value(decisions)}),
    }
    Some(())
}

/// Many of what is there once.
fn multiply(tree: &mut Tree<'_>, place: &str, decisions: &mut Decisions<'_>) -> Option<()> {
    let times = decisions.below(64);
    match tree.root.pointer_mut(place)? {
        Value::Array(elements) => {
            let element = decisions.one_of(elements)?.clone();
            elements.extend(std::iter::repeat_n(element, times));
        }
        Value::Object(members) => {
            let (key, member) = members.iter().nth(decisions.below(members.len()))?;
            let (key, member) = (key.clone(), member.clone());
            members.extend((0..times).map(|at| (format!("{key}{at}"), member.clone())));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    Some(())
}

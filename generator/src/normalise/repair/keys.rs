//! Keys that are written in another way than the specification has them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::objects::Done;
use super::walk::is_other;
use crate::normalise::grammar::{Key, Object, ObjectKind, is_extension};

/// `GET:`, `requestbody:`, `operationID:`, `read_only:`: the letters of a key, in another case or joined otherwise.
pub(super) fn in_other_letters(object: &Object, members: &mut Map<String, Value>, done: &mut Done) {
    let meant = |name: &String| Some((name.clone(), meant(object, name, members)?.name));
    let meant: BTreeMap<String, &str> = members.keys().filter_map(meant).collect();
    let meant = |name: &str| meant.get(name).map(|name| (*name).to_owned());
    respelled(members, done, meant, "is read as the key of the specification that has its letters");
}

/// The key that one without a meaning stands for, if its value is of the kind. Other keys of an example are taken for
/// the example itself, and those of a schema that have mappings can be properties without `properties` around them.
fn meant(object: &Object, name: &str, members: &Map<String, Value>) -> Option<&'static Key> {
    let is_known = is_extension(name) || object.key(name).is_some() || object.member(name).is_some();
    let is_property =
        object.kind == ObjectKind::Schema && members[name].is_object() && letters(name).ne(letters("properties"));
    if is_known || is_property || object.kind == ObjectKind::Example {
        return None;
    }
    let is_meant = |key: &&Key| !is_extension(key.name) && letters(key.name).eq(letters(name));
    object.keys.iter().find(is_meant).filter(|key| !is_other(key.shape, &members[name]))
}

/// The letters of a word of the specification, whatever their case and whatever joins its parts.
pub(super) fn letters(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase())
}

/// Gives keys the spelling that is meant, where no other has it.
pub(super) fn respelled(
    members: &mut Map<String, Value>,
    done: &mut Done,
    meant: impl Fn(&str) -> Option<String>,
    reading: &'static str,
) {
    if !members.keys().any(|key| meant(key).is_some()) {
        return;
    }
    let named: Vec<String> = members.keys().cloned().collect();
    for (key, value) in std::mem::take(members) {
        let free = meant(&key).filter(|meant| !named.contains(meant) && !members.contains_key(meant));
        let name = free.unwrap_or_else(|| key.clone());
        if name != key {
            done.say_spelling(&key, reading);
            done.renamed.push((key, vec![name.clone()]));
        }
        members.insert(name, value);
    }
}

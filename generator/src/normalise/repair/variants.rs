//! What `allOf`, `anyOf` and `oneOf` list.

use serde_json::{Map, Value, json};

use super::objects::Done;

/// `anyOf: [{type: string}, null]`: YAML has a value of its own for the word without quotes.
pub(super) fn null(members: &mut Map<String, Value>, done: &mut Done) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(variants)) = members.get_mut(key) else { continue };
        if !variants.iter().any(Value::is_null) {
            continue;
        }
        variants.iter_mut().filter(|variant| variant.is_null()).for_each(|variant| *variant = json!({"type": "null"}));
        done.say(key, "has null as a variant, which is read as the type `null`");
    }
}

/// `oneOf: []`: no value is one of none, and no schema is meant to have no values (JSON Schema 2020-12 core, section
/// 10.2.1: the list must have an element).
pub(super) fn none(members: &mut Map<String, Value>, done: &mut Done) {
    for key in ["allOf", "anyOf", "oneOf"] {
        if members.get(key).and_then(Value::as_array).is_some_and(Vec::is_empty) {
            members.shift_remove(key);
            done.say(key, "lists nothing and is ignored");
        }
    }
}

//! What `allOf`, `anyOf` and `oneOf` list.

use serde_json::{Map, Value, json};

use super::objects::Done;
use crate::normalise::grammar::is_extension;

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

/// `oneOf: [{nullable: true}, {$ref: …}]`: what says only that it may be null may be anything else, too, but beside
/// variants that say what they are, null alone is meant.
pub(super) fn nullable(members: &mut Map<String, Value>, done: &mut Done) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(variants)) = members.get_mut(key) else { continue };
        let (nulls, others): (Vec<_>, Vec<_>) = variants.iter_mut().partition(|variant| is_nullable_alone(variant));
        let says_values = |variant: &&mut Value| SAYING.iter().any(|key| variant.get(key).is_some());
        if !nulls.is_empty() && !others.is_empty() && others.iter().all(says_values) {
            nulls.into_iter().for_each(|variant| *variant = json!({"nullable": true, "enum": [null]}));
            done.say(key, "has a variant that says `nullable` alone, which is read as null");
        }
    }
}

/// What tells what a value is.
const SAYING: [&str; 7] = ["$ref", "type", "enum", "properties", "allOf", "anyOf", "oneOf"];

/// Whether a schema says no more of its values than that they may be null.
pub(in crate::normalise) fn is_nullable_alone(schema: &Value) -> bool {
    let is_word = |(key, value): (&String, &Value)| match key.as_str() {
        "nullable" | "title" | "description" => true,
        "default" | "example" => value.is_null(),
        key => is_extension(key),
    };
    let is_nullable = schema.get("nullable") == Some(&Value::Bool(true));
    is_nullable && schema.as_object().is_some_and(|members| members.iter().all(is_word))
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

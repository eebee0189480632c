//! Null as a variant of `anyOf` or `oneOf`.

use serde_json::{Value, json};

use super::schema::Schema;
use crate::normalise::grammar::is_extension;
use crate::normalise::trail::Trail;

/// A variant that is nothing but null is `nullable`; of one other variant, the schema is what that one is.
pub(super) fn null(schema: &mut Schema<'_, '_>) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(variants)) = schema.members.get(key) else { continue };
        if let Some(index) = variants.iter().position(is_null) {
            fold(schema, key, index);
        }
    }
}

fn fold(schema: &mut Schema<'_, '_>, key: &str, first_null: usize) {
    let Some((Value::Array(variants), origin)) = schema.take(key) else { return };
    schema.rewriting.later("the type `null`", &schema.trail.child(key).index(first_null));
    schema.set_nullable(origin.index(first_null));
    let mut others: Vec<_> = variants.into_iter().enumerate().filter(|(_, variant)| !is_null(variant)).collect();
    match others.len() {
        0 => return schema.set("enum", json!([null]), origin),
        // A component that is another one or null is that one by another name: as the only member of `allOf` it would
        // be a type of its own.
        1 if !is_component(schema.trail) => {
            if let Some((index, variant)) = others.pop() {
                schema.add_all_of(variant, origin.index(index));
            }
            return;
        }
        _ => {}
    }
    let pointer = schema.pointer(key);
    for (place, (index, _)) in others.iter().enumerate() {
        schema.rewriting.moved.insert(&pointer.index(place), origin.index(*index));
    }
    schema.members.insert(key.to_owned(), others.into_iter().map(|(_, variant)| variant).collect());
}

/// Whether a schema takes null only, however it is written.
fn is_null(variant: &Value) -> bool {
    let Value::Object(members) = variant else { return false };
    let is_said = members.iter().any(|(key, value)| match key.as_str() {
        "type" => *value == "null" || *value == json!(["null"]),
        "const" => value.is_null(),
        "enum" => *value == json!([null]),
        _ => false,
    });
    let describes =
        |key: &str| matches!(key, "title" | "description" | "nullable" | "default" | "example" | "examples");
    is_said
        && members
            .keys()
            .all(|key| matches!(key.as_str(), "type" | "const" | "enum") || describes(key) || is_extension(key))
}

/// Whether the way leads to a component itself.
fn is_component(trail: &Trail<'_>) -> bool {
    matches!(trail, Trail::Key(Trail::Key(Trail::Key(Trail::Root(_), "components"), "schemas"), _))
}

//! Variants of `anyOf` and `oneOf` that are another schema, or null.

use serde_json::{Map, Value, json};

use super::Rewriting;
use super::schema::Schema;
use crate::normalise::grammar::is_extension;
use crate::normalise::trail::Trail;
use crate::source::Pointer;

/// Whether a keyword says something to people alone, so that it may stand around a schema as well as in it.
pub(crate) fn is_for_people(keyword: &str) -> bool {
    matches!(keyword, "title" | "description" | "deprecated" | "example" | "examples" | "externalDocs")
}

/// A variant that only lists one schema, be it with words beside it, is that schema with these words.
pub(super) fn wrapped(schema: &mut Schema<'_, '_>) {
    for key in ["anyOf", "oneOf"] {
        let pointer = schema.pointer(key);
        let Some(Value::Array(variants)) = schema.members.get_mut(key) else { continue };
        for (index, variant) in variants.iter_mut().enumerate() {
            while unwrap(variant, &pointer.index(index), schema.rewriting) {}
        }
    }
}

/// Puts the only part of a variant in its place; false where it has none.
fn unwrap(variant: &mut Value, pointer: &Pointer, rewriting: &mut Rewriting<'_>) -> bool {
    let Value::Object(whole) = variant else { return false };
    let Some(key) = ["allOf", "anyOf", "oneOf"].into_iter().find(|key| whole.contains_key(*key)) else { return false };
    let place = pointer.child(key).index(0);
    let must_stay = rewriting.is_named_below(pointer) || rewriting.moved.has_below(&place);
    let Some(mut part) = only_part(whole, key).filter(|_| !must_stay).cloned() else { return false };
    let (origin, inner) = (rewriting.origin(pointer), rewriting.origin(&place));
    for (word, said) in whole.iter().filter(|(word, _)| *word != key) {
        part.insert(word.clone(), said.clone());
        let place = pointer.child(word);
        rewriting.moved.insert(&place, rewriting.origin(&place));
    }
    rewriting.moved.insert(pointer, inner);
    rewriting.census.note_wrapper(&origin);
    *variant = Value::Object(part);
    true
}

/// The schema that is all that another one lists, where that has but words beside it, and none that the schema has.
fn only_part<'v>(whole: &'v Map<String, Value>, key: &str) -> Option<&'v Map<String, Value>> {
    let [Value::Object(part)] = &whole.get(key)?.as_array()?[..] else { return None };
    let adds_words = |word: &str| is_for_people(word) && !part.contains_key(word);
    let has_only_words = whole.keys().filter(|word| *word != key).all(|word| adds_words(word));
    (has_only_words && !part.contains_key("$ref")).then_some(part)
}

/// A variant that is nothing but null is `nullable`; of one other variant, the schema is what that one is.
pub(super) fn null(schema: &mut Schema<'_, '_>) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(variants)) = schema.members.get(key) else { continue };
        let is_later = |variant: &Value| is_null(variant) && variant.get("enum").is_none();
        if let Some(index) = variants.iter().position(is_later) {
            schema.rewriting.later("the type `null`", &schema.trail.child(key).index(index));
        }
        if let Some(index) = variants.iter().position(is_null) {
            fold(schema, key, index);
        }
    }
}

/// What is one of a single schema is that one, with the words that stand beside it; a component is it by another name,
/// and what is a part of another schema may be a part of its own.
pub(super) fn single(schema: &mut Schema<'_, '_>) {
    let is_part = schema.trail.is_element_of(&["allOf", "anyOf", "oneOf"]);
    if is_part || is_component(schema.trail) {
        return;
    }
    for key in ["anyOf", "oneOf"] {
        let is_single = matches!(schema.members.get(key), Some(Value::Array(variants)) if is_reference(variants));
        if !is_single || !schema.members.keys().all(|word| word == key || is_beside(word)) {
            continue;
        }
        let Some((Value::Array(variants), origin)) = schema.take(key) else { continue };
        for variant in variants {
            schema.add_all_of(variant, origin.index(0));
        }
    }
}

/// Whether a keyword says nothing of what values are, but for null.
fn is_beside(keyword: &str) -> bool {
    is_for_people(keyword)
        || is_extension(keyword)
        || matches!(keyword, "nullable" | "default" | "readOnly" | "writeOnly")
}

/// Whether a list holds a reference and nothing more.
fn is_reference(variants: &[Value]) -> bool {
    let [Value::Object(only)] = variants else { return false };
    only.len() == 1 && only.contains_key("$ref")
}

fn fold(schema: &mut Schema<'_, '_>, key: &str, first_null: usize) {
    let Some((Value::Array(variants), origin)) = schema.take(key) else { return };
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

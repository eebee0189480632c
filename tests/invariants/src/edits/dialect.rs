//! A document of OpenAPI 3.0 in the words of 3.1.

use serde_json::{Map, Value, json};

use super::Edit;
use super::choice::Choice;
use super::original::Original;

/// What an object of a document is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Object {
    Schema,
    /// Schemas by names.
    Schemas,
    Other,
}

/// Rewrites a document that says nothing whose meaning is another in 3.1.
pub(super) fn raised(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    let version = original.document.get("openapi")?.as_str()?;
    let mut head = original.document.clone();
    (version.starts_with("3.0") && rewritten(&mut head, Object::Other)).then_some(())?;
    *head.get_mut("openapi")? = json!("3.1.0");
    let kind = "oas-version-30-31";
    Some(Edit::new("3.0 said as 3.1", "/openapi", head).one(kind, kind, 0))
}

/// Rewrites a value; false where it cannot be said.
fn rewritten(value: &mut Value, object: Object) -> bool {
    match value {
        Value::Object(members) => {
            let is_clear = object != Object::Schema || schema(members);
            is_clear
                && members.iter_mut().all(|(key, member)| match inside(object, key) {
                    Some(object) => rewritten(member, object),
                    None => true,
                })
        }
        Value::Array(elements) => elements.iter_mut().all(|element| rewritten(element, object)),
        _ => true,
    }
}

/// What a member is; none where it is data.
fn inside(object: Object, key: &str) -> Option<Object> {
    match (object, key) {
        (Object::Schemas, _) => Some(Object::Schema),
        (_, "example" | "examples" | "default" | "enum") => None,
        (_, key) if key.starts_with("x-") => None,
        (Object::Schema, "properties") | (Object::Other, "schemas") => Some(Object::Schemas),
        (Object::Schema, "items" | "allOf" | "oneOf" | "anyOf" | "not" | "additionalProperties")
        | (Object::Other, "schema") => Some(Object::Schema),
        (Object::Schema, _) => None,
        (Object::Other, _) => Some(Object::Other),
    }
}

/// Rewrites what a schema says of null and of bounds.
fn schema(schema: &mut Map<String, Value>) -> bool {
    if schema.contains_key("$ref") {
        // What is said beside a reference counts in 3.1 alone.
        return schema.len() == 1;
    }
    if schema.shift_remove("nullable") == Some(json!(true)) {
        let Some(ty) = schema.get_mut("type") else { return false };
        *ty = json!([ty.take(), "null"]);
    }
    for (flag, bound) in [("exclusiveMaximum", "maximum"), ("exclusiveMinimum", "minimum")] {
        if schema.shift_remove(flag) == Some(json!(true)) {
            let Some(value) = schema.shift_remove(bound) else { return false };
            schema.insert(flag.to_owned(), value);
        }
    }
    true
}

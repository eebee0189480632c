//! Keywords about single values: `const`, `examples`, exclusive bounds, the content of strings, and the schemas that
//! are no object.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use super::schema::Schema;
use crate::media_type::essence;
use crate::numbers::compare;

/// `true` takes any value, `false` none (JSON Schema 2020-12 core, section 4.3.2).
pub(super) fn boolean(value: &mut Value) {
    match value {
        Value::Bool(true) => *value = Value::Object(Map::new()),
        Value::Bool(false) => *value = json!({"not": {}}),
        _ => {}
    }
}

/// `const` is an enum of one value (JSON Schema 2020-12 validation, section 6.1.3). Beside an `enum` it is the narrower
/// of the two.
pub(super) fn constant(schema: &mut Schema<'_, '_>) {
    let Some((value, origin)) = schema.take("const") else { return };
    if value.is_null() {
        schema.set_nullable(origin.clone());
    }
    schema.set("enum", Value::Array(vec![value]), origin);
}

/// `examples` is a list of values; the first is the `example` of 3.0. A mapping, as parameters have it, is no list but
/// means the same, and so does a value by itself.
pub(super) fn examples(schema: &mut Schema<'_, '_>) {
    let origin = schema.origin("examples");
    let (first, reading) = match schema.members.get("examples") {
        None | Some(Value::Null) => return,
        Some(Value::Array(values)) => (values.first().map(|value| (value.clone(), origin.index(0))), None),
        Some(Value::Object(members)) => {
            let first = members.iter().next().map(|(name, example)| match example.get("value") {
                Some(value) => (value.clone(), origin.child(name).child("value")),
                None => (example.clone(), origin.child(name)),
            });
            (first, Some("is a mapping, as that of a parameter, and is read as the list of its values"))
        }
        Some(value) => (Some((value.clone(), origin)), Some("is read as a list of one")),
    };
    if let Some(reading) = reading {
        schema.repaired("examples", reading);
    }
    if let Some((value, origin)) = first.filter(|_| !schema.members.contains_key("example")) {
        schema.set("example", value, origin);
    }
}

/// The exclusive bounds are numbers of their own (JSON Schema 2020-12 validation, section 6.2); in 3.0 they are flags
/// beside the bounds. Of two bounds the narrower one holds.
pub(super) fn bounds(schema: &mut Schema<'_, '_>) {
    for (inclusive, exclusive, wider) in
        [("minimum", "exclusiveMinimum", Ordering::Less), ("maximum", "exclusiveMaximum", Ordering::Greater)]
    {
        let Some(Value::Number(bound)) = schema.members.get(exclusive).cloned() else { continue };
        let Some((value, origin)) = schema.take(exclusive) else { continue };
        let other = schema.members.get(inclusive).and_then(Value::as_number);
        if other.is_none_or(|other| compare(&bound, other) != Some(wider)) {
            schema.set(inclusive, value, origin.clone());
            schema.set(exclusive, Value::Bool(true), origin);
        }
    }
}

/// A string of bytes is `format: byte` where it is written in base64, and `format: binary` where it is no JSON at all
/// (OpenAPI 3.1.1, "Working with Binary Data"). Encodings that leave the bytes as they are say nothing more of those.
pub(super) fn content(schema: &mut Schema<'_, '_>) {
    if schema.text("format") == Some("binary") && schema.text("contentEncoding").is_some_and(is_identity) {
        schema.take("contentEncoding");
    }
    if schema.members.contains_key("format") || schema.text("type").is_some_and(|ty| ty != "string") {
        return;
    }
    let (key, format) = match (schema.text("contentEncoding"), schema.text("contentMediaType")) {
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => ("contentEncoding", "byte"),
        (Some("binary"), _) => ("contentEncoding", "binary"),
        (None, Some(media_type)) if !stands_in_json(media_type) => ("contentMediaType", "binary"),
        _ => return,
    };
    let Some((_, origin)) = schema.take(key) else { return };
    schema.set("format", Value::from(format), origin.clone());
    if !schema.members.contains_key("type") {
        schema.set("type", Value::from("string"), origin);
    }
}

/// Whether an encoding leaves the bytes as they are (RFC 2045, 6.2).
fn is_identity(encoding: &str) -> bool {
    ["7bit", "8bit", "binary"].iter().any(|identity| identity.eq_ignore_ascii_case(encoding))
}

/// Whether what is of a media type can stand in a JSON string as it is.
pub(super) fn stands_in_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/") || essence.ends_with("json") || essence.ends_with("xml") || essence.ends_with("yaml")
}

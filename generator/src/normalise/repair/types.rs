//! The type that a schema without `type` speaks of.

use serde_json::{Map, Value, json};

use super::objects::Done;

/// Keywords that speak of strings.
const OF_STRINGS: &[&str] = &["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"];

/// Keywords that speak of numbers.
const OF_NUMBERS: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

/// Keywords that say otherwise what values are.
const OTHERWISE: &[&str] = &[
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "type",
    "enum",
    "const",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "items",
    "prefixItems",
    "properties",
    "additionalProperties",
    "patternProperties",
];

/// `schema: {format: uuid}`, `schema: {minimum: 1}` of a parameter: it takes values of other types too, but none that
/// the keyword would say anything of. What is only sent need not be read, so that nothing is lost by the type.
pub(super) fn of_keywords(parameter: &mut Map<String, Value>, done: &mut Done) {
    let Some(Value::Object(schema)) = parameter.get_mut("schema") else { return };
    if OTHERWISE.iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    let has = |keys: &[&str]| keys.iter().any(|key| schema.contains_key(*key));
    let format = schema.get("format").and_then(Value::as_str).map(of_format);
    let (ty, reading) = match (has(OF_STRINGS), has(OF_NUMBERS), format) {
        (true, false, None | Some("string")) | (false, false, Some("string")) => {
            ("string", "has no `type`, and is read as that of strings, which its keywords speak of")
        }
        (false, _, Some("integer")) => {
            ("integer", "has no `type`, and is read as that of integers, which its keywords speak of")
        }
        (false, true, None) | (false, _, Some("number")) => {
            ("number", "has no `type`, and is read as that of numbers, which its keywords speak of")
        }
        _ => return,
    };
    schema.insert("type".to_owned(), json!(ty));
    done.say("schema", reading);
}

/// The type whose values have a format (OpenAPI 3.0.3, "Data Types"; the registry of formats has more of strings).
fn of_format(format: &str) -> &'static str {
    match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => "integer",
        "float" | "double" | "decimal" | "number" => "number",
        _ => "string",
    }
}

//! `type`: lists of types, and null as one.

use serde_json::{Map, Value, json};

use super::schema::Schema;
use crate::source::Origin;

/// A list of types (JSON Schema 2020-12 validation, section 6.1.1): null among them is `nullable`, one type is that
/// type, several are `anyOf` of what the schema says for each.
pub(super) fn list(schema: &mut Schema<'_, '_>) {
    let Some(Value::Array(list)) = schema.members.get("type") else { return };
    let Some(names) = names(list) else { return };
    let Some((_, origin)) = schema.take("type") else { return };
    let (nulls, mut types): (Vec<_>, Vec<_>) = names.into_iter().partition(|(_, name)| name == "null");
    let lists = |wanted: &str| types.iter().any(|(_, name)| name == wanted);
    let numbers = if lists("number") && lists("integer") { Numbers::Exact } else { Numbers::Plain };
    if numbers == Numbers::Exact {
        types.retain(|(_, name)| name != "integer");
    }
    if let [(index, _), ..] = nulls[..] {
        schema.set_nullable(origin.index(index));
    }
    match &types[..] {
        [] if nulls.is_empty() => schema.set("type", Value::Array(Vec::new()), origin),
        [] => schema.set("enum", json!([null]), origin),
        [(index, name)] => {
            let numbers = if is_told_by_type(schema) { numbers } else { Numbers::Plain };
            for (key, value) in typed(name, numbers) {
                schema.set(&key, value, origin.index(*index));
            }
        }
        _ => several(schema, (&types, numbers), &origin),
    }
}

/// How numbers are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Plain,
    /// Of a list that has integers too: whole ones lose none of their digits.
    Exact,
}

/// What a schema says that has this type only.
fn typed(name: &str, numbers: Numbers) -> Map<String, Value> {
    let exact = (numbers == Numbers::Exact && name == "number").then_some(("x-rust-type", "Number"));
    [("type", name)].into_iter().chain(exact).map(|(key, value)| (key.to_owned(), value.into())).collect()
}

/// Whether nothing beside the type says what the values are.
fn is_told_by_type(schema: &Schema<'_, '_>) -> bool {
    const OTHERWISE: &[&str] = &["$ref", "allOf", "anyOf", "const", "enum", "oneOf", "x-rust-type"];
    !OTHERWISE.iter().any(|key| schema.members.contains_key(*key))
}

/// The names with their index; none where the list holds something else, which `check` reports.
fn names(list: &[Value]) -> Option<Vec<(usize, String)>> {
    list.iter().enumerate().map(|(index, name)| Some((index, name.as_str()?.to_owned()))).collect()
}

/// All types: no constraint, where the schema does not say how the lists and the objects are.
const ALL: [&str; 5] = ["string", "number", "boolean", "array", "object"];

fn several(schema: &mut Schema<'_, '_>, (types, numbers): (&[(usize, String)], Numbers), origin: &Origin) {
    let is_said_otherwise = |key: &&str| schema.members.contains_key(*key);
    let shapes = |(key, value): (&String, &Value)| matches!(type_of(key, value), ["array"] | ["object"]);
    let lists_all = ALL.iter().all(|name| types.iter().any(|(_, listed)| listed == name));
    let anything = lists_all && !schema.members.iter().any(shapes);
    // The values of an enum, and the variants of a union, say of which types they are.
    if anything || ["enum", "const", "anyOf", "oneOf"].iter().any(is_said_otherwise) {
        return;
    }
    let any_of = schema.pointer("anyOf");
    let mut variants = Vec::new();
    for (index, (place, name)) in types.iter().enumerate() {
        let pointer = any_of.index(index);
        schema.rewriting.moved.insert(&pointer, origin.index(*place));
        let mut variant = typed(name, numbers);
        let own = schema.members.iter().filter(|(key, value)| type_of(key, value).contains(&name.as_str()));
        for key in own.map(|(key, _)| key.clone()).collect::<Vec<_>>() {
            let Some((value, origin)) = schema.take(&key) else { continue };
            schema.rewriting.moved.insert(&pointer.child(&key), origin);
            variant.insert(key, value);
        }
        variants.push(Value::Object(variant));
    }
    schema.members.insert("anyOf".to_owned(), Value::Array(variants));
}

/// The types that a keyword is about; none where it holds for every value.
fn type_of(key: &str, value: &Value) -> &'static [&'static str] {
    match key {
        "minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType" | "contentSchema" => &["string"],
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => &["number", "integer"],
        "format" => match value.as_str() {
            Some("int32" | "int64" | "uint32" | "uint64" | "float" | "double") => &["number", "integer"],
            _ => &["string"],
        },
        "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" | "minContains"
        | "maxContains" | "unevaluatedItems" => &["array"],
        "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "minProperties"
        | "maxProperties"
        | "dependentRequired"
        | "dependentSchemas"
        | "unevaluatedProperties"
        | "discriminator" => &["object"],
        _ => &[],
    }
}

/// `type: null`: OpenAPI 3.0 has no such type, but an enum of null.
pub(super) fn null(schema: &mut Schema<'_, '_>) {
    if schema.text("type") != Some("null") {
        return;
    }
    if let Some((_, origin)) = schema.take("type") {
        schema.set("enum", json!([null]), origin.clone());
        schema.set_nullable(origin);
    }
}

//! `enum`: an open enum of text or of whole numbers; of other values, the type that takes them all.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lowering;
use super::annotated::says_nothing;
use super::unions::is_null;
use crate::diagnostic::catalogue;
use crate::ir::{Context, Known, Shape, Type};
use crate::normalise::ValueNote;
use crate::resolve::{Document, Kind, Schema, SchemaId};

/// The type of a schema with `enum`; none where it has none, or its values are whole lists or objects.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Option<Type> {
    let document = lowering.document;
    let schema = &document.schemas[id];
    if is_null(schema) {
        let reason = "the only value is null, and no Rust type has that alone; any other is taken too";
        report(lowering, schema, reason);
        return None;
    }
    let values = schema.values.as_ref().filter(|values| !values.is_empty())?;
    // What its parts bound, they bound of the values.
    lowering.reached.extend(schema.all_of.iter().filter(|&&part| says_nothing(document, part)));
    if let (true, Some(texts)) = (may_be_enum(schema), texts(schema)) {
        return Some(Type::Declared(lowering.declare(id, context, Shape::StringEnum(texts))));
    }
    if let (true, Some(integers)) = (may_be_enum(schema), integers(schema)) {
        return Some(Type::Declared(lowering.declare(id, context, Shape::IntegerEnum(integers))));
    }
    let all = |fits: &dyn Fn(&Value) -> bool| values.iter().all(fits);
    let are_flags = schema.kind == Some(Kind::Boolean) || all(&Value::is_boolean);
    let (ty, reason) = match () {
        () if is_structured(schema) && all(&|value| !value.is_array() && !value.is_object()) => (
            None,
            "the values are scalars, and those of the type beside them are lists or objects; any of these is taken",
        ),
        () if is_structured(schema) => (None, "the values are whole lists or objects; any other is taken too"),
        () if are_flags && values.len() > 1 => return Some(Type::Boolean),
        () if are_flags => (Some(Type::Boolean), "a flag is true or false; either is taken"),
        () if all(&Value::is_u64) => (Some(Type::Unsigned), "the values are beyond 63 bits; any whole number is taken"),
        () if all(&Value::is_number) && is_beyond_words(schema) => {
            (Some(Type::Json), "the values are whole numbers beyond 64 bits; any JSON value is taken")
        }
        () if all(&is_whole) => (Some(Type::Number), "the values are beyond 63 bits; any number is taken"),
        () if all(&Value::is_number) => (Some(Type::Number), "the values are not all whole; any number is taken"),
        () if all(&|value| value.is_string() || value.is_i64()) => {
            (Some(Type::TextOrInteger), "the values are texts and whole numbers; any of these is taken")
        }
        () if all(&|value| value.is_string() || value.is_number()) => {
            (Some(Type::TextOrNumber), "the values are texts and numbers; any of these is taken")
        }
        () if all(&|value| value.is_array() || value.is_object()) => {
            (Some(Type::Json), "the values are whole lists or objects; any JSON value is taken")
        }
        () => (Some(Type::Json), "the values are of several types; any JSON value is taken"),
    };
    report(lowering, schema, reason);
    ty
}

/// Reports that values are not told in full, by the keyword that the document lists them with.
pub(super) fn report(lowering: &mut Lowering<'_>, schema: &Schema, reason: &str) {
    let origin = schema.place("enum");
    let keyword = origin.pointer.last().filter(|keyword| matches!(&**keyword, "const" | "type" | "anyOf" | "oneOf"));
    lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword.as_deref().unwrap_or("enum"), reason));
}

/// Whether numbers are whole, and no type of 64 bits takes them all without a loss.
fn is_beyond_words(schema: &Schema) -> bool {
    let values = || schema.values.iter().flatten();
    let is_large = |value: &Value| value.is_u64() && !value.is_i64();
    values().all(is_whole) && (schema.kind == Some(Kind::Integer) || values().any(is_large))
}

/// Whether a value is a number without a fraction.
fn is_whole(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| value.is_i64() || value.is_u64() || number.fract() == 0.0)
}

/// Values of which nothing more is said.
pub(super) fn known<T>(values: Vec<T>) -> Vec<Known<T>> {
    values.into_iter().map(Known::from).collect()
}

/// Whether values may have names: a flag is a type of its own, whatever is listed beside it.
fn may_be_enum(schema: &Schema) -> bool {
    !is_structured(schema) && schema.kind != Some(Kind::Boolean)
}

fn is_structured(schema: &Schema) -> bool {
    matches!(schema.kind, Some(Kind::Array | Kind::Object))
}

/// The values of an enum of text; none where the schema is no such enum.
pub(super) fn known_texts(document: &Document, id: SchemaId) -> Option<Vec<Known<String>>> {
    let schema = &document.schemas[id];
    texts(schema).filter(|_| matches!(schema.kind, Some(Kind::String) | None))
}

/// The values of an enum of whole numbers; none where the schema is no such enum.
pub(super) fn known_integers(document: &Document, id: SchemaId) -> Option<Vec<Known<i64>>> {
    let schema = &document.schemas[id];
    integers(schema).filter(|_| matches!(schema.kind, Some(Kind::Integer | Kind::Number) | None))
}

/// What the values of a schema are in a tag, which is compared as text; none where they are no scalars.
pub(super) fn tag_texts(document: &Document, id: SchemaId) -> Option<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    match known_texts(document, id) {
        Some(known) => Some(known.into_iter().map(|known| known.value).collect()),
        None => document.schemas[id].values.as_ref()?.iter().map(text).collect(),
    }
}

/// The values where they are all text. What a schema of text lists without quotes is text too: YAML takes `no` for a
/// flag and `1` for a number.
fn texts(schema: &Schema) -> Option<Vec<Known<String>>> {
    let is_text = schema.kind == Some(Kind::String);
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => is_text.then(|| value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    let is_number = matches!(schema.kind, Some(Kind::Integer | Kind::Number));
    // Two values may be one text: `1` and `"1"`.
    values(schema, text).filter(|_| !is_number || integers(schema).is_none())
}

/// The values where they are all whole numbers. What a schema of numbers lists in quotes is a number too.
fn integers(schema: &Schema) -> Option<Vec<Known<i64>>> {
    let is_integer = schema.kind == Some(Kind::Integer);
    let integer = |value: &Value| match value {
        Value::String(text) => text.parse().ok().filter(|_| is_integer),
        Value::Number(_) => integral(value),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    // Two values may be one number: `1`, `1.0` and `"1"`.
    values(schema, integer)
}

/// The values, each once, with what is said of it; none where one of them is not what is read.
fn values<T: Clone + Ord>(schema: &Schema, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<Known<T>>> {
    let (mut seen, mut values) = (BTreeSet::new(), Vec::new());
    for (at, value) in schema.values.as_ref()?.iter().enumerate() {
        let value = read(value)?;
        if seen.insert(value.clone()) {
            let ValueNote { name, description } = schema.value_notes.get(at).cloned().unwrap_or_default();
            values.push(Known { name, description, ..Known::from(value) });
        }
    }
    Some(values)
}

/// A whole number, however it is written: `2.0` is one.
fn integral(value: &Value) -> Option<i64> {
    let whole = |float: f64| (float.fract() == 0.0 && float.abs() < 9.0e15).then_some(float as i64);
    value.as_i64().or_else(|| value.as_f64().and_then(whole))
}

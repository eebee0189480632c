//! The `default` of a schema.

use serde_json::{Number, Value};

use super::enumeration::{fits, whole};
use super::formats;
use super::model::Kind;
use super::place::Place;
use crate::diagnostic::{Diagnostics, catalogue};

/// The default of a schema: one of another type is taken for what it must mean, or for none where it can mean nothing.
pub(super) fn default(place: &Place<'_>, kind: Option<Kind>, diagnostics: &mut Diagnostics) -> Option<Value> {
    let value = place.get("default")?;
    let is_held = |kind| fits(value, kind) && !(kind == Kind::Integer && is_beyond(place, value));
    let Some(kind) = kind.filter(|&kind| !value.is_null() && !is_held(kind)) else {
        return held(place, (value, kind), diagnostics);
    };
    let (origin, meant) = (place.origin.child("default"), meant(value, kind));
    diagnostics.push(match &meant {
        Some(meant) => {
            catalogue::normalise::repaired(&origin, &format!("is read as `{meant}`, which is of the type beside it"))
        }
        None => catalogue::resolve::mistyped_default(&origin, &value.to_string(), &place.origin.child("type")),
    });
    meant
}

/// A default of the type. One that the format of its schema rules out would be sent, and refused, where the caller says
/// nothing.
fn held(place: &Place<'_>, (value, kind): (&Value, Option<Kind>), diagnostics: &mut Diagnostics) -> Option<Value> {
    let format = place.text("format").filter(|_| kind == Some(Kind::String));
    if let Some((format, text)) = format.zip(value.as_str()).filter(|(format, text)| !formats::takes(format, text)) {
        let (origin, place) = (place.origin.child("default"), place.origin.child("format"));
        diagnostics.push(catalogue::resolve::misformatted_default(&origin, text, format, &place));
        return None;
    }
    whole(value, kind).or_else(|| Some(value.clone()))
}

/// Whether a whole number is none of 64 bits, or one below zero where the format has a place for none.
fn is_beyond(place: &Place<'_>, value: &Value) -> bool {
    let is_whole = value.is_i64() || value.is_u64() || whole(value, Some(Kind::Integer)).is_some();
    let is_unsigned = place.text("format").is_some_and(|format| matches!(format, "uint64" | "uint32"));
    !is_whole || is_unsigned && value.as_f64().is_some_and(|value| value < 0.0)
}

/// Text for a number or a flag, and the other way round: YAML takes one for the other where quotes are missing.
fn meant(value: &Value, kind: Kind) -> Option<Value> {
    match (kind, value) {
        (Kind::String, Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
        (Kind::Integer | Kind::Number, Value::String(text)) => {
            let number = serde_json::from_str::<Number>(text.trim()).ok().map(Value::Number);
            number.filter(|number| fits(number, kind))
        }
        (Kind::Boolean, Value::String(text)) => text.trim().parse::<bool>().ok().map(Value::Bool),
        (Kind::String | Kind::Integer | Kind::Number | Kind::Boolean | Kind::Array | Kind::Object, _) => None,
    }
}

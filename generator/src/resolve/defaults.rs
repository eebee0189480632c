//! The `default` of a schema.

use serde_json::{Number, Value};

use super::enumeration::fits;
use super::model::Kind;
use super::place::Place;
use crate::diagnostic::{Diagnostics, catalogue};

/// Up to here, floats hold every whole number.
const LARGEST: f64 = 9.0e15;

/// The default of a schema: one of another type is taken for what it must mean, or for none where it can mean nothing.
pub(super) fn default(place: &Place<'_>, kind: Option<Kind>, diagnostics: &mut Diagnostics) -> Option<Value> {
    let value = place.get("default")?;
    if let Some(whole) = whole(value).filter(|_| kind == Some(Kind::Integer)) {
        return Some(whole);
    }
    let Some(kind) = kind.filter(|&kind| !value.is_null() && !fits(value, kind)) else { return Some(value.clone()) };
    let meant = meant(value, kind);
    let reading = meant.as_ref().map_or_else(|| "ignored".to_owned(), |meant| format!("read as `{meant}`"));
    let (origin, ty) = (place.origin.child("default"), place.origin.child("type"));
    diagnostics.push(catalogue::resolve::mistyped_default(&origin, &value.to_string(), &reading, &ty));
    meant
}

/// A whole number that is written with a point or an exponent, as one that is not: `10.0`, `1e3`.
fn whole(value: &Value) -> Option<Value> {
    let float = value.as_f64().filter(|float| value.is_f64() && float.fract() == 0.0 && float.abs() < LARGEST)?;
    Some((float as i64).into())
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

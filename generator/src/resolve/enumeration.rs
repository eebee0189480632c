//! The values of an `enum`.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use super::model::Kind;
use super::place::Place;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::{ValueNote, value_notes};

/// What an `enum` lists.
pub(super) struct Values {
    pub(super) null: Null,
    /// In document order, each once.
    pub(super) others: Vec<Value>,
    /// What is said of each of these; nothing where nothing is said of any.
    pub(super) notes: Vec<ValueNote>,
}

/// Whether null is among the values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Null {
    Listed,
    NotListed,
}

/// The values of a schema's `enum`; none where it has no such key.
pub(super) fn values(place: &Place<'_>, kind: Option<Kind>, diagnostics: &mut Diagnostics) -> Option<Values> {
    let list = place.get("enum")?.as_array()?;
    let origin = place.child("enum").origin;
    if list.is_empty() {
        diagnostics.push(catalogue::lower::empty_enum(&origin));
    }
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut values = Values { null: Null::NotListed, others: Vec::new(), notes: Vec::new() };
    let notes = place.value.as_object().map(value_notes).unwrap_or_default();
    for (index, value) in list.iter().enumerate() {
        let meant = flag(value, kind).or_else(|| whole(value, kind));
        let value = meant.as_ref().unwrap_or(value);
        let text = value.to_string();
        if let Some(&first) = first.get(&text) {
            let (first, again) = (origin.index(first), origin.index(index));
            diagnostics.push(catalogue::lower::duplicate_enum_value(&text, &first, &again));
        } else if value.is_null() {
            values.null = Null::Listed;
        } else {
            values.others.push(value.clone());
            values.notes.extend(notes.get(index).cloned());
        }
        first.entry(text).or_insert(index);
    }
    let mistyped = list.iter().position(|value| !value.is_null() && kind.is_some_and(|kind| !fits(value, kind)));
    if let Some(index) = mistyped {
        let text = list.get(index).map(ToString::to_string).unwrap_or_default();
        diagnostics.push(catalogue::resolve::mistyped_enum_value(
            &origin.index(index),
            &text,
            &place.origin.child("type"),
        ));
    }
    Some(values)
}

/// The flag that stands in quotes, where the type says that it is one.
fn flag(value: &Value, kind: Option<Kind>) -> Option<Value> {
    let text = value.as_str().filter(|_| kind == Some(Kind::Boolean))?;
    text.to_ascii_lowercase().parse::<bool>().ok().map(Value::Bool)
}

/// The whole number that is written with a point or an exponent, where the type says that it is whole (JSON Schema
/// 2020-12 core, section 4.2.3: `1.0` is the integer 1).
pub(super) fn whole(value: &Value, kind: Option<Kind>) -> Option<Value> {
    let number = value.as_number().filter(|_| kind == Some(Kind::Integer))?;
    without_fraction(number).map(Value::Number)
}

/// A number with a point or an exponent as the same number without; none where it has a fraction, or more digits than
/// it is exact to.
pub(super) fn without_fraction(number: &Number) -> Option<Number> {
    /// The whole numbers up to here are exact in 64 bits with a point.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let value = number.as_f64().filter(|value| number.is_f64() && value.fract() == 0.0 && value.abs() <= EXACT)?;
    format!("{value:.0}").parse().ok()
}

/// Whether a value is of a type (JSON Schema: an integer may be written as `1.0`).
pub(super) fn fits(value: &Value, kind: Kind) -> bool {
    match kind {
        Kind::String => value.is_string(),
        Kind::Number => value.is_number(),
        Kind::Integer => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Kind::Boolean => value.is_boolean(),
        Kind::Array => value.is_array(),
        Kind::Object => value.is_object(),
    }
}

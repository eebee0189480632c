//! Values that documents write out: the same value can be written in several ways.

use std::borrow::Cow;

use regex_lite::Regex;
use serde_json::{Number, Value};

use super::view::Shape;
use crate::resolve::Kind;

/// Values that are listed.
pub(super) type Listed<'d> = Vec<Cow<'d, Value>>;

/// Values as they are written.
pub(super) fn listed(values: &[Value]) -> Listed<'_> {
    values.iter().map(Cow::Borrowed).collect()
}

/// Values of a type as all documents can write them: texts in quotes, and numbers without a fraction that is none.
pub(super) fn alike<'d>(shape: Shape, values: Listed<'d>) -> Listed<'d> {
    let is_number = matches!(shape, Shape::Of(Kind::Number | Kind::Integer));
    let alike = |value: Cow<'d, Value>| {
        let written = match &*value {
            Value::Number(_) | Value::Bool(_) if shape == Shape::Of(Kind::String) => {
                Some(Value::String(value.to_string()))
            }
            Value::Number(number) if is_number && number.is_f64() => whole(number).map(Value::from),
            _ => None,
        };
        written.map_or(value, Cow::Owned)
    };
    values.into_iter().map(alike).collect()
}

/// Whether two values are the same, be it that one is a text or a list of one.
pub(super) fn are_same(one: &Value, other: &Value) -> bool {
    one == other || text(one) == text(other)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => whole(number).map_or_else(|| number.to_string(), |integer| integer.to_string()),
        Value::Array(elements) => elements.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The integer that a number is.
#[expect(clippy::cast_possible_truncation, reason = "the number has no fraction, and all its digits")]
fn whole(number: &Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = |number: &f64| number.fract() == 0.0 && number.abs() < EXACT;
    number.as_i64().or_else(|| number.as_f64().filter(is_whole).map(|number| number as i64))
}

/// Whether no value that is listed is of a format, of those that have a type of their own (RFC 3339, RFC 9562).
pub(super) fn fits_none(values: &Listed<'_>, format: &str) -> bool {
    let pattern = match format {
        "date" => r"^\d{4}-\d{2}-\d{2}$",
        "date-time" => r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}",
        "uuid" => r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
        _ => return false,
    };
    let pattern = Regex::new(pattern).expect("invariant: it is one of those above");
    values.iter().all(|value| value.as_str().is_some_and(|text| !pattern.is_match(text)))
}

//! The `default` of a schema.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::enumeration::{fits, whole};
use super::formats;
use super::model::{Bound, Constraints, Kind, Schema};
use super::place::Place;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::numbers::{compare, is_multiple};

/// The default of a schema: one of another type is taken for what it must mean, or for none where it can mean nothing.
pub(super) fn default(place: &Place<'_>, said: &[Said<'_>], diagnostics: &mut Diagnostics) -> Option<Value> {
    let default = of_type(place, said, diagnostics)?;
    let excluding = said.iter().find_map(|said| Some((said.place, said.excluding(&default)?)));
    let Some((excluded_by, keyword)) = excluding else { return Some(default) };
    let (origin, excluding) = (place.origin.child("default"), excluded_by.child(keyword).origin);
    // A keyword of another dialect stands under its own name, a type perhaps in a list.
    let written = excluding.pointer.last().filter(|name| !name.starts_with(|c: char| c.is_ascii_digit()));
    let written = written.unwrap_or(keyword.into());
    diagnostics.push(catalogue::resolve::excluded_default(&origin, &default.to_string(), &written, &excluding));
    None
}

/// What is said of values that a default may not heed: by its own schema, and by one that this is by reference.
pub(super) struct Said<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) schema: &'a Schema,
}

impl Said<'_> {
    /// The keyword that rules a default out: it would be sent, and refused, where the caller says nothing. A pattern is
    /// not tried: there are some that take for ever.
    fn excluding(&self, default: &Value) -> Option<&'static str> {
        let Constraints { min_length, max_length, min_items, max_items, min_properties, max_properties, .. } =
            &*self.schema.constraints;
        match default {
            Value::Null if self.schema.nullable => None,
            Value::Null => self.schema.kind.map(|_| "type").or_else(|| self.list(default)),
            Value::Number(number) => self.bound(number).or_else(|| self.list(default)),
            Value::String(text) => {
                let lengths = [("minLength", min_length), ("maxLength", max_length)];
                miscounted(text.chars().count(), lengths).or_else(|| self.list(default))
            }
            Value::Bool(_) => self.list(default),
            Value::Array(items) => miscounted(items.len(), [("minItems", min_items), ("maxItems", max_items)]),
            Value::Object(members) => {
                miscounted(members.len(), [("minProperties", min_properties), ("maxProperties", max_properties)])
            }
        }
    }

    fn bound(&self, number: &Number) -> Option<&'static str> {
        let Constraints { minimum, maximum, multiple_of, .. } = &*self.schema.constraints;
        let beyond = |bound: &Option<Bound>, beyond: Ordering, keywords: (&'static str, &'static str)| {
            let Bound { value, exclusive } = bound.as_ref()?;
            match compare(number, value) {
                Some(Ordering::Equal) => exclusive.then_some(keywords.1),
                found => (found == Some(beyond)).then_some(keywords.0),
            }
        };
        let is_between = || multiple_of.as_ref().is_some_and(|step| !is_multiple(number, step));
        beyond(minimum, Ordering::Less, ("minimum", "exclusiveMinimum"))
            .or_else(|| beyond(maximum, Ordering::Greater, ("maximum", "exclusiveMaximum")))
            .or_else(|| is_between().then_some("multipleOf"))
    }

    /// Services are careless with quotes: values are compared as text.
    fn list(&self, default: &Value) -> Option<&'static str> {
        let listed = self.schema.values.as_ref()?;
        let is_same = |value: &Value| match (value, default) {
            (Value::Number(value), Value::Number(default)) => compare(value, default) == Some(Ordering::Equal),
            _ => text(value) == text(default),
        };
        (!listed.is_empty() && !listed.iter().any(is_same)).then_some("enum")
    }
}

/// The first of two keywords that allows no such count: the least one, and the largest.
fn miscounted(
    count: usize,
    [(fewest, least), (most, largest)]: [(&'static str, &Option<u64>); 2],
) -> Option<&'static str> {
    let count = count as u64;
    let is_below = least.is_some_and(|least| count < least);
    let is_above = largest.is_some_and(|largest| count > largest);
    is_below.then_some(fewest).or_else(|| is_above.then_some(most))
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A default as one of the type.
fn of_type(place: &Place<'_>, said: &[Said<'_>], diagnostics: &mut Diagnostics) -> Option<Value> {
    let value = place.get("default")?;
    let typed = said.iter().find_map(|said| Some((said.place, said.schema.kind?)));
    let is_held = |place, kind| fits(value, kind) && !(kind == Kind::Integer && is_beyond(place, value));
    let Some((typing, kind)) = typed.filter(|&(place, kind)| !value.is_null() && !is_held(place, kind)) else {
        return held(place, (value, typed.map(|(_, kind)| kind)), said, diagnostics);
    };
    let (origin, meant) = (place.origin.child("default"), meant(value, kind));
    diagnostics.push(match &meant {
        Some(meant) => catalogue::normalise::repaired(
            &origin,
            &format!("is read as `{meant}`, which is of the type of its schema"),
        ),
        None => catalogue::resolve::mistyped_default(&origin, &value.to_string(), &typing.origin.child("type")),
    });
    meant
}

/// A default of the type. One that the format of its schema rules out would be sent, and refused, where the caller says
/// nothing.
fn held(
    place: &Place<'_>,
    (value, kind): (&Value, Option<Kind>),
    said: &[Said<'_>],
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let text = value.as_str().filter(|_| kind == Some(Kind::String));
    let mut formats = said.iter().filter_map(|said| Some((said.place, said.schema.format.as_deref()?, text?)));
    if let Some((formatted, format, text)) = formats.find(|(_, format, text)| !formats::takes(format, text)) {
        let (origin, place) = (place.origin.child("default"), formatted.origin.child("format"));
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

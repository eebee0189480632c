//! Counts the units of a document as it is written, by the tables of the [`grammar`](super::grammar): before any step
//! changes the tree.

use serde_json::{Map, Value};

use super::grammar::{Object, ObjectKind, Referable, Shape, is_extension};
use super::repair::is_nullable_alone;
use crate::accounting::{Census, Key, PlaceId, Unit};
use crate::source::Origin;

/// Adds what stands somewhere and everything below it.
pub(super) fn count(census: &mut Census, shape: Shape, value: &Value, origin: &Origin) {
    census.part(origin, held(shape).and_then(|object| unit(object, value)), |census, here| {
        self::value(census, shape, value, here);
    });
}

fn members(census: &mut Census, object: &'static Object, members: &Map<String, Value>, here: PlaceId) {
    for (name, value) in members {
        if is_extension(name) {
            census.place((here, Key::Fixed, name), Some(Unit::Extension), |_, _| ());
        } else if name == "$ref" && (object.referable != Referable::No || value.is_string()) {
            census.place((here, Key::Fixed, name), Some(Unit::Keyword), |_, _| ());
        } else if let Some(key) = object.key(name) {
            let unit = held(key.shape).and_then(|object| unit(object, value)).unwrap_or(Unit::Keyword);
            census.place((here, Key::Fixed, name), Some(unit), |census, here| {
                note_form(census, unit, value, here);
                self::value(census, key.shape, value, here);
            });
        } else if let Some(member) = object.meant(name) {
            chosen(census, member, value, (here, name));
        } else {
            census.place((here, Key::Fixed, name), Some(Unit::Keyword), |_, _| ());
        }
    }
}

/// What stands under a key.
fn value(census: &mut Census, shape: Shape, value: &Value, here: PlaceId) {
    match (shape, value) {
        (Shape::One(object) | Shape::FlagOr(object), Value::Object(members)) => {
            self::members(census, object, members, here);
        }
        (Shape::List(object), Value::Array(elements)) => {
            for (index, element) in elements.iter().enumerate() {
                chosen(census, object, element, (here, &index.to_string()));
            }
        }
        (Shape::Map(object), Value::Object(members)) => {
            for (name, member) in members {
                if name == "$ref" && member.is_string() {
                    census.place((here, Key::Fixed, name), Some(Unit::Keyword), |_, _| ());
                } else {
                    chosen(census, object, member, (here, name));
                }
            }
        }
        // Everything else is a value; lists by name and lists of texts or objects are of extensions only.
        _ => {}
    }
}

/// What stands under a key that the document chooses, or in a list.
fn chosen(census: &mut Census, object: &'static Object, value: &Value, (parent, name): (PlaceId, &str)) {
    let unit = unit(object, value);
    census.place((parent, Key::Chosen, name), unit, |census, here| {
        if let Some(unit) = unit {
            note_form(census, unit, value, here);
        }
        self::value(census, Shape::One(object), value, here);
    });
}

/// Notes schemas that become a fact of what holds them: null as one of several, and what a `$dynamicRef` names.
fn note_form(census: &mut Census, unit: Unit, value: &Value, here: PlaceId) {
    let is_null = |value: &Value| value.is_null() || value == "null";
    let is_form = |(key, value): (&String, &Value)| match key.as_str() {
        "type" => {
            is_null(value) || value.as_array().is_some_and(|names| !names.is_empty() && names.iter().all(is_null))
        }
        "const" => value.is_null(),
        "enum" => value.as_array().is_some_and(|values| *values == [Value::Null]),
        "$dynamicRef" | "$recursiveRef" => true,
        _ => false,
    };
    let is_form = value.as_object().into_iter().flatten().any(is_form) || is_nullable_alone(value);
    if unit == Unit::Schema && is_form {
        census.note_form(here);
    }
}

/// The object that a key itself holds.
fn held(shape: Shape) -> Option<&'static Object> {
    match shape {
        Shape::One(object) | Shape::FlagOr(object) => Some(object),
        _ => None,
    }
}

/// The unit that an object is; none where a reference stands in its place, or something that is no object.
fn unit(object: &'static Object, value: &Value) -> Option<Unit> {
    let unit = match object.kind {
        ObjectKind::Operation => Unit::Operation,
        ObjectKind::Parameter => Unit::Parameter,
        ObjectKind::RequestBody => Unit::Body,
        ObjectKind::Response => Unit::Response,
        ObjectKind::Schema => Unit::Schema,
        _ => return None,
    };
    let is_reference = value.get("$ref").is_some_and(|it| object.referable != Referable::No || it.is_string());
    (value.is_object() && !is_reference).then_some(unit)
}

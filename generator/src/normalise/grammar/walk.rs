//! The way through a tree by the tables: what stands below an object, with the table of each.

use serde_json::Value;

use super::ObjectKind;
use super::objects::SCHEMA;
use super::{Object, Referable, Shape, reference};
use crate::normalise::trail::Trail;

/// Shows the objects below one, each with the way to it.
pub(in super::super) fn children(
    object: &'static Object,
    value: &Value,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(&'static Object, &Value, &Trail<'_>),
) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let trail = trail.child(name);
        match (object.below(name), value) {
            (Some(Shape::FlagOr(_)), Value::Bool(_)) => {}
            (Some(Shape::One(object) | Shape::FlagOr(object)), _) => visit(object, value, &trail),
            (Some(Shape::List(object)), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    visit(object, element, &trail.index(index));
                }
            }
            (Some(Shape::Map(object)), Value::Object(members)) => {
                for (name, member) in members {
                    visit(object, member, &trail.child(name));
                }
            }
            _ => {}
        }
    }
}

/// Shows a value and what stands below it, each with its shape; below those that `visit` says so of.
pub(in super::super) fn shapes(
    shape: Shape,
    value: &Value,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(Shape, &Value, &Trail<'_>) -> bool,
) {
    if !visit(shape, value, trail) {
        return;
    }
    let is_list = matches!(shape, Shape::List(_) | Shape::Texts | Shape::TextsOr(_));
    match value {
        Value::Array(elements) if is_list => {
            for (index, element) in elements.iter().enumerate() {
                if let Some(below) = shape.below("0") {
                    shapes(below, element, &trail.index(index), visit);
                }
            }
        }
        Value::Object(members) if !is_list || matches!(shape, Shape::TextsOr(_)) => {
            for (name, member) in members {
                if let Some(below) = shape.below(name) {
                    shapes(below, member, &trail.child(name), visit);
                }
            }
        }
        _ => {}
    }
}

/// As [`children`], for a step that changes them.
pub(in super::super) fn children_mut(
    object: &'static Object,
    value: &mut Value,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(&'static Object, &mut Value, &Trail<'_>),
) {
    for (name, value) in value.as_object_mut().into_iter().flatten() {
        let trail = trail.child(name);
        match (object.below(name), value) {
            (Some(Shape::FlagOr(_)), Value::Bool(_)) => {}
            (Some(Shape::One(object) | Shape::FlagOr(object)), value) => visit(object, value, &trail),
            (Some(Shape::List(object)), Value::Array(elements)) => {
                for (index, element) in elements.iter_mut().enumerate() {
                    visit(object, element, &trail.index(index));
                }
            }
            (Some(Shape::Map(object)), Value::Object(members)) => {
                for (name, member) in members.iter_mut() {
                    visit(object, member, &trail.child(name));
                }
            }
            _ => {}
        }
    }
}

/// Goes through the texts that name other places, with the table of what they name and the way to each: `$ref` of the
/// objects that may be given by one, and what the mapping of a discriminator has. What stands beside a reference is
/// gone through too.
pub(in super::super) fn walk(
    object: &'static Object,
    value: &Value,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(&'static Object, &str, &Trail<'_>),
) {
    if let (true, Some(text)) = (object.referable != Referable::No, reference(value)) {
        visit(object, text, &trail.child("$ref"));
    }
    if object.kind == ObjectKind::Discriminator {
        let trail = trail.child("mapping");
        for (name, text) in value.get("mapping").and_then(Value::as_object).into_iter().flatten() {
            if let Some(text) = text.as_str() {
                visit(&SCHEMA, text, &trail.child(name));
            }
        }
    }
    children(object, value, trail, &mut |object, value, trail| walk(object, value, trail, visit));
}

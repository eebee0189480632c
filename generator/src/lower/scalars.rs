//! The types of texts and whole numbers.

use std::cmp::Ordering;

use serde_json::Number;

use super::Lowering;
use crate::diagnostic::catalogue;
use crate::ir::Type;
use crate::numbers::compare;
use crate::resolve::{Bound, Document, Kind, Schema, SchemaId};

/// The first whole number that `i64` does not hold. Documents of programs without whole numbers of 64 bits name it, or
/// what they print of it, as the greatest of `i64`.
const BEYOND_SIGNED: f64 = 9_223_372_036_854_775_808.0;

/// The type of texts of this format.
pub(super) fn text(format: Option<&str>) -> Type {
    match format {
        Some("date-time") => Type::DateTime,
        Some("date") => Type::Date,
        Some("byte") => Type::Base64,
        _ => Type::Text,
    }
}

/// The type of a schema without a format, where others that name no type say the format of the same text; none where
/// they say none that changes its type.
pub(super) fn formatted(document: &Document, id: SchemaId, others: &[SchemaId]) -> Option<Type> {
    let schema = &document.schemas[id];
    if schema.format.is_some() || schema.values.is_some() || schema.kind != Some(Kind::String) {
        return None;
    }
    let others = others.iter().map(|&other| &document.schemas[other]).filter(|other| other.kind.is_none());
    let format = others.filter_map(|other| other.format.as_deref()).next_back()?;
    Some(text(Some(format))).filter(|ty| *ty != Type::Text)
}

/// The type of whole numbers.
pub(super) fn integer(lowering: &mut Lowering<'_>, schema: &Schema) -> Type {
    if is_unsigned(schema) {
        return Type::Unsigned;
    }
    let maximum = schema.constraints.maximum.as_ref();
    if let Some(bound) = maximum.filter(|bound| value(bound) > BEYOND_SIGNED) {
        let reason = "the least value is not said to be zero or more, and `i64` holds no greater ones than \
                      9223372036854775807";
        let keyword = if bound.exclusive { "exclusiveMaximum" } else { "maximum" };
        let origin = schema.origin.child(keyword);
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword, reason));
    }
    Type::Integer
}

/// The type of numbers, of which some may have a fraction whatever the format.
pub(super) fn number(lowering: &mut Lowering<'_>, schema: &Schema) -> Type {
    if matches!(schema.format.as_deref(), Some("int64" | "uint64")) {
        let reason = "`type: number` is `f64`, which rounds whole numbers beyond 53 bits; `type: integer` keeps them";
        lowering.diagnostics.push(catalogue::lower::degraded(&schema.origin.child("format"), "format", reason));
    }
    Type::Number
}

/// `i64` whatever the format, so that a wider format upstream is no change; `u64` where only that holds the values, and
/// none is negative.
pub(super) fn is_unsigned(schema: &Schema) -> bool {
    are_unsigned([schema].into_iter())
}

/// The same of a whole number that is all of these.
pub(super) fn are_unsigned<'s>(schemas: impl Iterator<Item = &'s Schema> + Clone) -> bool {
    let least = schemas.clone().filter_map(|schema| schema.constraints.minimum.as_ref()).map(value).reduce(f64::max);
    let most = schemas.clone().filter_map(|schema| schema.constraints.maximum.as_ref()).map(value).reduce(f64::min);
    let greatest = Number::from(i64::MAX);
    let mut lower = schemas.clone().filter_map(|schema| schema.constraints.minimum.as_ref());
    let are_all_beyond = lower.any(|bound| compare(&bound.value, &greatest) == Some(Ordering::Greater));
    let is_beyond = most.is_some_and(|most| most > BEYOND_SIGNED);
    // OpenAPI Format Registry, "uint64", where no bound says otherwise.
    let mut formats = schemas.filter_map(|schema| schema.format.as_deref());
    are_all_beyond
        || least.is_some_and(|least| least >= 0.0 && is_beyond)
        || least.is_none_or(|least| least >= 0.0) && formats.any(|format| format == "uint64")
}

fn value(bound: &Bound) -> f64 {
    bound.value.as_f64().unwrap_or_default()
}

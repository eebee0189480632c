//! The types of texts and whole numbers.

use super::Lowering;
use crate::diagnostic::catalogue;
use crate::ir::Type;
use crate::resolve::{Bound, Schema};

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

/// The type of whole numbers.
pub(super) fn integer(lowering: &mut Lowering<'_>, schema: &Schema) -> Type {
    if is_unsigned(schema) {
        return Type::Unsigned;
    }
    if schema.constraints.maximum.as_ref().is_some_and(|bound| number(bound) > BEYOND_SIGNED) {
        let reason = "the least value is not said to be zero or more, and `i64` holds no greater ones than \
                      9223372036854775807";
        let origin = schema.origin.child("maximum");
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "maximum", reason));
    }
    Type::Integer
}

/// `i64` whatever the format, so that a wider format upstream is no change; `u64` where only that holds the values, and
/// none is negative.
pub(super) fn is_unsigned(schema: &Schema) -> bool {
    let (least, most) =
        (schema.constraints.minimum.as_ref().map(number), schema.constraints.maximum.as_ref().map(number));
    let is_beyond = most.is_some_and(|most| most > BEYOND_SIGNED);
    match least {
        Some(least) if least >= BEYOND_SIGNED => true,
        Some(least) => least >= 0.0 && (is_beyond || is_uint64(schema)),
        None => is_uint64(schema),
    }
}

/// The unsigned format of the registry (OpenAPI Format Registry, "uint64").
fn is_uint64(schema: &Schema) -> bool {
    schema.format.as_deref() == Some("uint64")
}

fn number(bound: &Bound) -> f64 {
    bound.value.as_f64().unwrap_or_default()
}

//! What else differs in a value that is of another type: who writes it, whether it may be null, and what people read.

use super::schemas::Value;
use super::view::{Shape, View};
use super::{Sides, bounds, scalars};
use crate::resolve::{Document, Kind as Type};

/// Compares what two schemas of different types say beside the type.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    let component = |view: &View<'_>| view.all[0].component.clone();
    value.is_told_at_use = component(&value.base) != component(&value.head) && value.wrapped().is_none();
    null(value);
    if are_numbers(value) {
        scalars::values(value);
        keep_written(value);
        bounds::compare(value);
    }
    scalars::default(value);
    scalars::access(value);
    read(value);
}

/// Of a union, what a variant allows is allowed; any value is not told from null.
fn null(value: &mut Value<'_, '_>) {
    let may_be = |document: &Document, view: &View<'_>| {
        let mut variants = view.unions.iter().flat_map(|union| &union.variants);
        view.nullable || variants.any(|&variant| View::new(document, &[variant]).nullable)
    };
    if [value.base.shape, value.head.shape]
        .iter()
        .any(|shape| matches!(shape, Shape::Any | Shape::Null | Shape::Nothing))
    {
        return;
    }
    let Sides { base, head } = value.documents();
    value.base.nullable = may_be(base, &value.base);
    value.head.nullable = may_be(head, &value.head);
    scalars::null(value);
}

/// Whether both are numbers, one of them integers.
fn are_numbers(value: &Value<'_, '_>) -> bool {
    let is_number = |shape| matches!(shape, Shape::Of(Type::Integer | Type::Number));
    is_number(value.base.shape) && is_number(value.head.shape)
}

/// Takes bounds that are written alike as they are: what is above an excluded 0 is not 1 or more for numbers.
fn keep_written(value: &mut Value<'_, '_>) {
    let (was, is) = (value.base.written(), value.head.written());
    let (base, head) = (value.base.constraints.to_mut(), value.head.constraints.to_mut());
    if was.minimum == is.minimum {
        (base.minimum, head.minimum) = (was.minimum.clone(), is.minimum.clone());
    }
    if was.maximum == is.maximum {
        (base.maximum, head.maximum) = (was.maximum.clone(), is.maximum.clone());
    }
}

/// What people read, where it is said of the same thing.
fn read(value: &mut Value<'_, '_>) {
    let (base, head) = (&value.base.all, &value.head.all);
    let common = if base.len() == head.len() { base.len() } else { 1 };
    let both = base.iter().copied().zip(head.iter().copied()).take(common);
    let (base, head): (Vec<_>, Vec<_>) = both.filter(|(one, other)| one.component == other.component).unzip();
    scalars::documentation(value, (&base, &head));
}

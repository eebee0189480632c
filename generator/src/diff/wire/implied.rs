//! Bounds that say nothing, because the value keeps to them anyway: by the members that must be there, by its format,
//! by the values that are listed.

use std::borrow::Cow;

use super::view::{Rest, Shape, View};
use crate::resolve::{Bound, Constraints, Kind as Type};

/// The bounds of a value that say more than what else it, or the other one, keeps to; of a format, only where the other
/// side is bound no further than it goes.
pub(super) fn said<'d>(view: &View<'d>, other: &View<'_>) -> Cow<'d, Constraints> {
    if *view.constraints == Constraints::default() {
        return view.constraints.clone();
    }
    let own = listed(view).or_else(|| of_format(view).filter(|range| is_within(&other.constraints, *range)));
    let ranges: Vec<(f64, f64)> = own.into_iter().chain(listed(other)).collect();
    let lengths: Vec<(u64, u64)> = [view, other].into_iter().filter_map(lengths).collect();
    let required = [view, other].map(|view| view.members.values().filter(|member| member.required).count() as u64);
    let known = [view, other].map(|view| (view.rest == Rest::Closed).then_some(view.members.len() as u64));
    let mut bounds = view.constraints.clone().into_owned();
    bounds.maximum = bounds.maximum.filter(|bound| !ranges.iter().any(|(_, most)| is_beyond(bound, *most, f64::gt)));
    bounds.minimum = bounds.minimum.filter(|bound| !ranges.iter().any(|(least, _)| is_beyond(bound, *least, f64::lt)));
    bounds.max_length = bounds.max_length.filter(|bound| lengths.iter().all(|(_, longest)| bound < longest));
    bounds.min_length = bounds.min_length.filter(|bound| lengths.iter().all(|(shortest, _)| bound > shortest));
    bounds.min_properties = bounds.min_properties.filter(|least| required.iter().all(|required| least > required));
    bounds.max_properties = bounds.max_properties.filter(|most| known.iter().flatten().all(|known| most < known));
    Cow::Owned(bounds)
}

/// Whether a bound is beyond a number, or is that number and allows it.
fn is_beyond(bound: &Bound, number: f64, compare: fn(&f64, &f64) -> bool) -> bool {
    let is_same = |value: f64| value.total_cmp(&number).is_eq() && !bound.exclusive;
    bound.value.as_f64().is_some_and(|value| compare(&value, &number) || is_same(value))
}

/// Whether no bound is beyond a range.
fn is_within(bounds: &Constraints, (least, most): (f64, f64)) -> bool {
    let value = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.value.as_f64());
    value(&bounds.maximum).is_none_or(|value| value <= most)
        && value(&bounds.minimum).is_none_or(|value| value >= least)
}

/// The least and the greatest number that is listed.
fn listed(view: &View<'_>) -> Option<(f64, f64)> {
    let numbers = view.values.as_ref()?.iter().map(|value| value.as_f64());
    let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
    Some((numbers.iter().copied().reduce(f64::min)?, numbers.into_iter().reduce(f64::max)?))
}

/// The least and the greatest number of a format.
#[expect(clippy::cast_precision_loss, reason = "bounds are compared as such numbers")]
fn of_format(view: &View<'_>) -> Option<(f64, f64)> {
    match view.format.filter(|_| view.shape == Shape::Of(Type::Integer))? {
        "int32" => Some((f64::from(i32::MIN), f64::from(i32::MAX))),
        "int64" => Some((i64::MIN as f64, i64::MAX as f64)),
        _ => None,
    }
}

/// The least and the greatest length of the texts that are listed.
fn lengths(view: &View<'_>) -> Option<(u64, u64)> {
    let texts = view.values.as_ref()?.iter().map(|value| value.as_str());
    let lengths: Vec<u64> = texts.map(|text| Some(text?.chars().count() as u64)).collect::<Option<_>>()?;
    Some((lengths.iter().copied().min()?, lengths.into_iter().max()?))
}

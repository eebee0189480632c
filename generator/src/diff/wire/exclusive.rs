//! Unions of which any variants may hold, and those of which one alone may: to values that several variants take, that
//! is not the same.

use super::super::Kind::*;
use super::Sides;
use super::literals::Listed;
use super::schemas::{DEPTH, Value};
use super::types::is_of_its_own;
use super::variants::{Keyword, Union, unions};
use super::view::{Rest, Shape, View};
use crate::resolve::{Document, Kind as Type, Schema};

/// Whether two schemas let one variant alone hold, or any.
const SAME_KEYWORD: fn(&Schema, &Schema) -> bool =
    |one, other| one.one_of.is_empty() == other.one_of.is_empty() && one.any_of.is_empty() == other.any_of.is_empty();

/// Compares how many variants of unions may hold, also of those that come to something else than a union.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    let Sides { base, head } = value.documents();
    let (were, are) = (all(base, &value.base), all(head, &value.head));
    for (was, is) in were.iter().zip(&are).filter(|_| were.len() == are.len()) {
        let kind = match (was.keyword, is.keyword) {
            (Keyword::AnyOf, Keyword::OneOf) if overlap(head, is) => {
                value.position.kind(ReqAnyOfToOneOf, ReqAnyOfToOneOf, ResAnyOfToOneOf)
            }
            (Keyword::OneOf, Keyword::AnyOf) if overlap(base, was) => {
                value.position.kind(ReqOneOfToAnyOf, ReqOneOfToAnyOf, ResOneOfToAnyOf)
            }
            _ => continue,
        };
        value.say_of(("keyword", kind), (None, None), SAME_KEYWORD);
    }
}

fn all<'d>(document: &'d Document, view: &View<'d>) -> Vec<Union<'d>> {
    view.all.iter().flat_map(|schema| unions(document, schema)).collect()
}

/// Whether a value can be several variants at once, null aside, which is a matter of the whole.
fn overlap(document: &Document, union: &Union<'_>) -> bool {
    let views: Vec<View<'_>> = union.variants.iter().map(|&variant| View::new(document, &[variant])).collect();
    let overlaps =
        |(index, one): (usize, &View<'_>)| views[..index].iter().any(|other| !are_apart(document, one, other, DEPTH));
    union.discriminator.is_none() && views.iter().enumerate().any(overlaps)
}

/// Whether no value keeps to both, as far as types, listed values, formats, bounds of numbers and the members that
/// there must be tell.
fn are_apart(document: &Document, one: &View<'_>, other: &View<'_>, depth: usize) -> bool {
    are_of_other_types(one.shape, other.shape)
        || one.values.as_ref().zip(other.values.as_ref()).is_some_and(|(one, other)| have_none_in_common(one, other))
        || one
            .format
            .zip(other.format)
            .is_some_and(|(one, other)| one != other && is_of_its_own(one) && is_of_its_own(other))
        || are_ranges_apart(one, other)
        || are_ranges_apart(other, one)
        || lacks_member(one, other)
        || lacks_member(other, one)
        || depth > 0 && have_member_apart(document, one, other, depth - 1)
}

fn are_of_other_types(one: Shape, other: Shape) -> bool {
    let is_number = |kind| matches!(kind, Type::Integer | Type::Number);
    match (one, other) {
        (Shape::Of(one), Shape::Of(other)) => one != other && !(is_number(one) && is_number(other)),
        (Shape::Null, Shape::Of(_)) | (Shape::Of(_), Shape::Null) => true,
        _ => false,
    }
}

fn have_none_in_common(one: &Listed<'_>, other: &Listed<'_>) -> bool {
    !one.iter().any(|value| other.contains(value))
}

/// Whether all numbers of the one are below those of the other.
fn are_ranges_apart(one: &View<'_>, other: &View<'_>) -> bool {
    let bounds = one.constraints.maximum.as_ref().zip(other.constraints.minimum.as_ref());
    bounds.is_some_and(|(most, least)| match most.compare(least) {
        Some(std::cmp::Ordering::Less) => true,
        Some(std::cmp::Ordering::Equal) => most.exclusive || least.exclusive,
        _ => false,
    })
}

/// Whether the one takes no member that the other demands.
fn lacks_member(one: &View<'_>, other: &View<'_>) -> bool {
    let mut demanded = other.all.iter().flat_map(|schema| &schema.required);
    one.rest == Rest::Closed && demanded.any(|name| !one.members.contains_key(name.as_str()))
}

/// Whether a member that is always there in one of them cannot be what it is in both.
fn have_member_apart(document: &Document, one: &View<'_>, other: &View<'_>, depth: usize) -> bool {
    let mut both = one.members.iter().filter_map(|(name, member)| Some((member, other.members.get(name)?)));
    both.any(|(member, counterpart)| {
        let views = [member, counterpart].map(|member| View::new(document, &member.schemas));
        (member.required || counterpart.required) && are_apart(document, &views[0], &views[1], depth)
    })
}

//! The parts of an `allOf` that members are declared in, and whether the other document has them too: where it has not,
//! members come or go with their part.

use super::schemas::Value;
use super::view::{Member, Part, View};
use crate::resolve::Schema;
use crate::source::Origin;

/// The outermost part around a member that the other view does not have, down to the member: one around a part that it
/// has only wraps that.
pub(super) fn beyond<'m, 'd>(
    value: &Value<'_, '_>,
    (own, other): (&View<'_>, &View<'_>),
    member: &'m Member<'d>,
) -> Option<&'m Part<'d>> {
    member.parts.iter().rev().take_while(|part| !has(value, (own, other), part)).last()
}

/// Whether the other view is made of a part too: components go by their names, be they others.
fn has(value: &Value<'_, '_>, (own, other): (&View<'_>, &View<'_>), part: &Part<'_>) -> bool {
    if part.is_written_out() {
        return is_written_in(other, own, part);
    }
    let is_renamed = |(one, other): (&Schema, &Schema)| one.origin == *part.schema || other.origin == *part.schema;
    let is_there = other.all.iter().any(|schema| schema.origin.pointer == part.schema.pointer);
    is_there || value.parts_renamed().any(is_renamed)
}

/// Whether the other view has a part that is written out, too, wherever that stands. Where both have as many of them,
/// it has; else a part of it has to declare one of the same members.
fn is_written_in(other: &View<'_>, own: &View<'_>, part: &Part<'_>) -> bool {
    let (ours, theirs) = (written_out(own), written_out(other));
    let members = ours.iter().find(|schema| schema.origin == *part.schema).map(|schema| &schema.properties);
    let is_shared = |name: &String| theirs.iter().any(|schema| schema.properties.contains_key(name));
    ours.len() == theirs.len() || members.is_some_and(|members| members.keys().any(is_shared))
}

/// What a view takes in that has no name.
fn written_out<'d>(view: &View<'d>) -> Vec<&'d Schema> {
    view.all.iter().copied().skip(1).filter(|schema| schema.component.is_none()).collect()
}

/// What a part is a part of, in a view of the other document.
pub(super) fn counterpart(view: &View<'_>, part: &Part<'_>) -> Option<Origin> {
    let whole = view.all.iter().find(|schema| schema.origin.pointer == part.whole.pointer);
    whole.map(|schema| schema.origin.clone())
}

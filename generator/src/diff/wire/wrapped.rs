//! Where two values differ: in schemas that stand for each other, or where one side only wraps what the other uses, in
//! what the wrapper says.

use super::super::finding::Draft;
use super::super::kind::Effect;
use super::schemas::Value;
use super::view::{Member, View};
use super::{Sides, Topic};
use crate::resolve::Schema;
use crate::source::Origin;

/// A schema of the base, and the one of the head that stands for it.
type Both<'d> = (&'d Schema, &'d Schema);

impl<'d> Value<'_, 'd> {
    /// The component that one side uses itself, and the other takes in, with words or null beside it; it may be called
    /// otherwise.
    pub(super) fn wrapped(&self) -> Option<Both<'d>> {
        let (base, head) = (&self.base.all, &self.head.all);
        let (one, other) = (base[0], head[0]);
        match (&one.component, &other.component) {
            (Some(_), None) => head.iter().find(|other| self.are_one(one, other)).map(|other| (one, *other)),
            (None, Some(_)) => base.iter().find(|one| self.are_one(one, other)).map(|one| (*one, other)),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }

    /// Whether two schemas are one component, be it under another name.
    fn are_one(&self, one: &Schema, other: &Schema) -> bool {
        let names = one.component.as_ref().zip(other.component.as_ref());
        names.is_some_and(|(was, is)| !self.comparison.is_other(was, is))
    }

    /// The components that both sides are made of.
    fn named(&self) -> impl Iterator<Item = Both<'d>> {
        let counterpart = |one: &'d Schema| {
            let mut all = self.head.all.iter().copied();
            all.find(|other| one.component.is_some() && other.component == one.component)
        };
        self.base.all.iter().filter_map(move |&one| Some((one, counterpart(one)?)))
    }

    /// The schemas that stand for each other: as many one by one, or else those of one name.
    pub(super) fn aligned(&self) -> Vec<Both<'d>> {
        let (base, head) = (&self.base.all, &self.head.all);
        if base.len() == head.len() && self.wrapped().is_none() {
            return base.iter().copied().zip(head.iter().copied()).collect();
        }
        self.named().collect()
    }

    /// Where the value is: where it is used, if only one side says something there.
    pub(super) fn whole(&self) -> Sides<Origin> {
        if self.is_told_at_use || self.wrapped().is_some() {
            return self.place.clone();
        }
        Sides { base: self.base.origin().clone(), head: self.head.origin().clone() }
    }

    /// Where two keywords differ: in the schema itself, or in what it takes in.
    pub(super) fn differing(&self, is_same: impl Fn(&Schema, &Schema) -> bool) -> Sides<Origin> {
        let mut both = self.aligned().into_iter().filter(|_| !self.is_told_at_use);
        let differing = both.find(|(one, other)| !is_same(one, other));
        let places = |(one, other): Both<'_>| Sides { base: one.origin.clone(), head: other.origin.clone() };
        differing.map_or_else(|| self.whole(), places)
    }
}

/// That a member must be there now, or need not any more, said of what demands it: where it is declared, or else what
/// takes that in.
pub(super) fn demanded(
    value: &Value<'_, '_>,
    change: Topic,
    (name, member, other): (&str, &Member<'_>, &Member<'_>),
) -> Draft {
    let demands = |schema: &Schema| schema.required.iter().position(|required| required == name);
    let declares = |schema: &&Schema, member: &Member<'_>| member.is_declared_in(schema);
    let by_itself = |view: &View<'_>, member| view.all.iter().any(|it| declares(it, member) && demands(it).is_some());
    let whole = value.whole();
    let from_outside = |view: &View<'_>, member| {
        let mut others = view.all.iter().filter(|schema| !declares(schema, member));
        others.find_map(|schema| Some(schema.origin.child("required").index(demands(schema)?)))
    };
    if by_itself(&value.base, member) != by_itself(&value.head, other) {
        return value.draft(change, (member.place().as_ref(), other.place().as_ref()));
    }
    let base = from_outside(&value.base, member).unwrap_or_else(|| whole.base.clone());
    let head = from_outside(&value.head, other).unwrap_or_else(|| whole.head.clone());
    let member = whole.head.child("properties").child(name);
    let draft = value.draft(change, (Some(&base), Some(&head))).effect(Effect::Type);
    draft.about(name).of(value.comparison.subjects.head.said(&member))
}

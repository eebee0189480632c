//! Where differences are told: in the component that says so, or where one side says more beside a reference to it.

use super::Sides;
use super::schemas::Value;
use super::view::View;
use crate::resolve::Schema;
use crate::source::Origin;

impl<'d> Value<'_, 'd> {
    /// Where the value itself is declared, which is where it is used where one side has words beside a reference.
    pub(super) fn own_place(&self) -> Sides<Origin> {
        if self.is_wrapped() {
            return self.place.clone();
        }
        Sides { base: self.base.origin().clone(), head: self.head.origin().clone() }
    }

    /// Whether one side uses a component as it is that the other one takes in.
    pub(super) fn is_wrapped(&self) -> bool {
        let (one, other) = (self.base.all[0], self.head.all[0]);
        let takes_in = |view: &View<'_>, part: &Schema| view.all[1..].iter().any(|it| it.component == part.component);
        match (&one.component, &other.component) {
            (None, Some(_)) => takes_in(&self.base, other),
            (Some(_), None) => takes_in(&self.head, one),
            _ => false,
        }
    }

    /// The schemas of both sides that are the same ones: one by one where there are as many, or those of the component
    /// that one side takes in.
    pub(super) fn kept(&self) -> Vec<(&'d Schema, &'d Schema)> {
        let (base, head) = (&self.base.all, &self.head.all);
        if base.len() == head.len() {
            return base.iter().copied().zip(head.iter().copied()).collect();
        }
        if !self.is_wrapped() {
            return Vec::new();
        }
        let counterpart = |one: &Schema| head.iter().copied().find(|other| other.origin.pointer == one.origin.pointer);
        base.iter().copied().filter_map(|one| Some((one, counterpart(one)?))).collect()
    }

    /// Where two keywords differ: in the schema itself, or in what it takes in.
    pub(super) fn differing(&self, is_same: impl Fn(&Schema, &Schema) -> bool) -> Sides<Origin> {
        if self.is_told_at_use {
            return self.place.clone();
        }
        match self.kept().into_iter().find(|(one, other)| !is_same(one, other)) {
            Some((one, other)) => Sides { base: one.origin.clone(), head: other.origin.clone() },
            None => self.own_place(),
        }
    }
}

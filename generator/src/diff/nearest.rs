//! Which cause is the nearest to a place: at it, inside of it, around it, or on the ways that references lead.

use super::causes::{Causes, Places, inside};
use super::finding::{Draft, Found};
use super::hints::{Hints, is_in};
use super::kind::{Effect, Touches};
use super::rust::ItemChange;
use super::uses::{Uses, around};
use crate::emit::Mark;
use crate::source::Origin;

/// How near a cause is: what is at a place before what is in it, and that before what is around it, the nearer first.
type Nearness = (usize, usize);

/// A cause, and how near it is.
pub(super) type Near = (Nearness, usize);

impl<'f> Causes<'f> {
    pub(super) fn sides<'i>(
        &'i self,
        item: &'i ItemChange,
    ) -> impl Iterator<Item = (&'i Places<'f>, &'i Uses, &'i Origin)> {
        let base = item.base.as_ref().map(|place| (&self.at.base, &self.uses.base, place));
        let head = item.head.as_ref().map(|place| (&self.at.head, &self.uses.head, place));
        base.into_iter().chain(head)
    }

    /// The cause at the place itself.
    pub(super) fn exact(&self, hints: &Hints<'_>) -> Option<usize> {
        self.sides(hints.item).find_map(|(at, _, place)| self.having(at.get(place)?, Effect::Type, hints))
    }

    /// The cause in a component that a place refers to.
    pub(super) fn held_in(&self, at: &Places<'_>, uses: &Uses, place: &Origin, hints: &Hints<'_>) -> Option<usize> {
        uses.referred(place).find_map(|used| self.having(at.get(used)?, Effect::Type, hints))
    }

    pub(super) fn down(
        &self,
        (at, uses): (&Places<'_>, &Uses),
        place: &Origin,
        least: Effect,
        hints: &Hints<'_>,
    ) -> Option<usize> {
        const MOST: usize = 1_000;
        let causes = |place: &Origin| self.having(at.get(place)?, least, hints);
        let inside = |place: &Origin| Some(self.inside(at, place, least, hints)?.1);
        uses.way_down(place).take(MOST).find_map(|place| causes(place).or_else(|| inside(place)))
    }

    /// The nearest cause in an operation that the item belongs to.
    pub(super) fn beside(&self, hints: &Hints<'_>) -> Option<usize> {
        let operations = self.reached(hints.item);
        let near = operations.operations().filter_map(|(operation, _)| self.near(operation, hints));
        near.min().map(|(_, index)| index).or_else(|| self.only(hints.item))
    }

    /// The only thing that changes in what an item is made of, whatever it does as a rule: what said the same may not
    /// any more.
    fn only(&self, item: &ItemChange) -> Option<usize> {
        let Some(Mark::Parts(parts)) = &item.mark else { return None };
        let is_inside = |index: &usize| {
            let Draft { base, head, .. } = &self.found[*index].draft;
            [base, head].into_iter().flatten().any(|place| parts.iter().flatten().any(|part| is_in(place, part)))
        };
        let mut all = self.reaching(self.operation(item)?).filter(is_inside);
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// The nearest cause that reaches an operation and can have the item, with the number of steps.
    pub(super) fn near(&self, operation: &str, hints: &Hints<'_>) -> Option<(usize, usize)> {
        let near = |index: usize| {
            let Found { draft, reached, .. } = &self.found[index];
            let is_of_types = hints.is_rest_allowed || draft.judged_as.touches() != Touches::Sending;
            let is_possible = draft.effect >= Effect::Value && is_of_types && hints.allow(draft);
            is_possible.then_some((reached.steps(operation)?, index))
        };
        self.reaching(operation).filter_map(near).min()
    }

    /// The nearest cause on the way from a place to the operations.
    pub(super) fn carrying(&self, hints: &Hints<'_>) -> Option<usize> {
        let nearest = self.sides(hints.item).filter_map(|(at, uses, place)| {
            uses.way_up(place).find_map(|(steps, place)| {
                let hints = Hints { way: Some(&place), ..*hints };
                let ((_, distance), index) = self.around(at, &place, Effect::Type, &hints)?;
                Some((steps, distance, index))
            })
        });
        nearest.min().map(|(_, _, index)| index)
    }

    /// The nearest cause around a place.
    pub(super) fn around(&self, at: &Places<'_>, place: &Origin, least: Effect, hints: &Hints<'_>) -> Option<Near> {
        around(place)
            .enumerate()
            .find_map(|(distance, place)| Some(((2, distance), self.having(at.get(&place)?, least, hints)?)))
    }

    /// The nearest cause inside of a place.
    pub(super) fn inside(&self, at: &Places<'_>, place: &Origin, least: Effect, hints: &Hints<'_>) -> Option<Near> {
        let depth = |origin: &Origin| origin.pointer.tokens().count();
        let inside = inside(at, place).filter(|(origin, _)| **origin != place);
        inside
            .filter_map(|(origin, causes)| {
                Some(((1, depth(origin) - depth(place)), self.having(causes, least, hints)?))
            })
            .min_by_key(|&(nearness, index)| (self.found[index].draft.kind.touches().keeps_types(), nearness, index))
    }

    /// Of several causes that can have such items, the one that the hints speak for, or else the first.
    pub(super) fn having(&self, causes: &[usize], least: Effect, hints: &Hints<'_>) -> Option<usize> {
        let draft = |index: &usize| &self.found[*index].draft;
        let concerns = |index: &usize| hints.operation.is_none_or(|it| self.found[*index].reached.concerns(it));
        let is_possible = |index: &usize| draft(index).effect >= least && hints.allow(draft(index)) && concerns(index);
        let rank = |index: &usize| (hints.speak_for(draft(index)), hints.fit(draft(index)), std::cmp::Reverse(*index));
        causes.iter().copied().filter(is_possible).max_by_key(rank)
    }
}

/// Whether a place is that of a component which is a part of operations.
pub(super) fn is_part(place: &Origin) -> bool {
    let parent = place.pointer.parent();
    parent.is_some_and(|parent| matches!(parent.as_str(), "/components/requestBodies" | "/components/responses"))
}

//! Another schema in place of a component that lives on: what differs between the two is judged as if the component had
//! been edited, and told in one finding, that of the reference.

use super::super::Kind::*;
use super::super::finding::{Draft, Weight};
use super::super::kind::Effect;
use super::super::{Kind, Wire};
use super::callbacks::is_wording;
use super::schemas::Value;
use super::types::is_scalar;
use super::view::{Shape, View};
use super::{Comparison, Exchange, Holder, Pair, Position, Scope, Shared, Sides, component};
use crate::source::Origin;

/// What is taken for a schema instead of another one.
pub(super) struct Swap {
    kind: Kind,
    /// The worst of what differs.
    wire: Wire,
    /// What differs, in sentences, the worst first.
    details: Vec<String>,
}

impl Swap {
    /// Notes it where the schema is used.
    pub(super) fn say(self, value: &mut Value<'_, '_>) {
        let place = value.place.clone();
        let names = value.names();
        let draft = value.draft(("type", self.kind), (Some(&place.base), Some(&place.head))).values(names.clone());
        let draft = if let (Some(was), Some(is)) = names { draft.replacing(&was, &is) } else { draft };
        let wire = self.wire.min(draft.wire);
        value.note(draft.wire(wire).details(self.details));
    }
}

impl Value<'_, '_> {
    /// What it means that the schema is swapped for another of its type, where it is.
    pub(super) fn swapped(&mut self, pair: &Pair) -> Option<Swap> {
        if self.base.shape != self.head.shape || !self.is_swapped(pair) {
            return None;
        }
        let kind = self.position.kind(ParamTypeChanged, ReqPropTypeChanged, RespSchemaSwapped);
        Some(self.comparison.swap(pair, kind, Holder::Pair(self.number)))
    }
}

/// Whether two objects have no more than half of the members of the smaller one in common.
fn have_little_in_common(base: &View<'_>, head: &View<'_>) -> bool {
    let common = base.members.keys().filter(|name| head.members.contains_key(*name)).count();
    let least = base.members.len().min(head.members.len());
    least > 0 && common * 2 <= least
}

/// An answer or a body, by a reference to another component than before.
pub(super) struct Referred {
    pub(super) kind: Kind,
    pub(super) subject: String,
    pub(super) position: Position,
    pub(super) exchange: Exchange,
    /// Where the references are.
    pub(super) place: Sides<Origin>,
}

impl Comparison<'_> {
    /// What it means that one schema is taken for the other.
    fn swap(&mut self, pair: &Pair, kind: Kind, holder: Holder) -> Swap {
        let Sides { base, head } = self.documents;
        if have_little_in_common(&View::new(base, &pair.base), &View::new(head, &pair.head)) {
            return Swap { kind, wire: kind.wire(), details: Vec::new() };
        }
        let apart = self.apart(pair);
        for kept in apart.kept {
            self.hold(Some(holder), kept);
        }
        let mut differences: Vec<_> = apart.drafts.into_iter().map(|(_, draft)| draft).collect();
        differences.sort_by_key(|draft| std::cmp::Reverse(draft.wire));
        let wire = differences.first().map_or(Wire::Safe, |worst| worst.wire);
        differences.retain(|draft| draft.weight == Weight::Full && !is_wording(draft.kind));
        let mut details: Vec<String> = differences.iter().map(Draft::sentence).collect();
        details.dedup();
        let kind = match kind {
            _ if details.is_empty() => BodySchemaRefSwapped,
            // What takes all that was sent is no other type to the service.
            ParamTypeChanged if wire == Wire::Safe => ParamTypeWidened,
            ReqPropTypeChanged if wire == Wire::Safe => BodySchemaRefSwapped,
            kind => kind,
        };
        Swap { kind, wire, details }
    }

    /// The components that two places are, where one is taken for another that lives on.
    pub(super) fn swapped(&self, place: Sides<&Origin>) -> Option<(String, String)> {
        let Sides { base, head } = self.trees;
        let names = component(place.base).zip(component(place.head)).filter(|(was, is)| was != is)?;
        (head.get(place.base).is_some() || base.get(place.head).is_some()).then_some(names)
    }

    /// Has the schemas of an answer or a body compared; where it is another component that the operation refers to, and
    /// not the same but for words, that is told in one finding. Gives whether it was.
    pub(super) fn refers(
        &mut self,
        operation: usize,
        origins: Sides<&Origin>,
        referred: Referred,
        pairs: Vec<Pair>,
    ) -> bool {
        let Referred { kind, subject, position, exchange, place } = referred;
        let names = self.swapped(origins);
        let may_differ = pairs.iter().filter(|_| names.is_some());
        let swaps: Vec<Swap> = may_differ.map(|pair| self.swap(pair, kind, Holder::Operation(operation))).collect();
        let is_another = swaps.iter().any(|swap| swap.kind != BodySchemaRefSwapped || !swap.details.is_empty());
        let (Some((was, is)), true) = (names, is_another) else {
            pairs.into_iter().for_each(|pair| self.pair(operation, pair));
            return false;
        };
        let wire = swaps.iter().map(|swap| swap.wire).max().unwrap_or(Wire::Safe);
        // What the service sends by itself is told of where more than words differ in it.
        let says_less = |swap: &Swap| exchange == Exchange::Call || swap.details.is_empty();
        let is_alike = swaps.iter().all(|swap| swap.kind == BodySchemaRefSwapped && says_less(swap));
        let is_one_type = pairs.iter().all(|pair| self.are_one_scalar(pair));
        let kind = if is_alike { BodySchemaRefSwapped } else { kind };
        let draft = Draft::new(kind, ("type", subject), Some(&place.base), Some(&place.head));
        let draft = position.judged(draft).replacing(&was, &is);
        let draft = if is_one_type { draft.effect(Effect::Value) } else { draft };
        let wire = wire.min(draft.wire);
        let details = swaps.into_iter().flat_map(|swap| swap.details).collect();
        let draft = draft.wire(wire).values((Some(was), Some(is))).details(details);
        self.say_of(operation, exchange.told(draft));
        true
    }

    /// Whether two schemas are of one type that has no name.
    fn are_one_scalar(&self, pair: &Pair) -> bool {
        let Sides { base, head } = self.documents;
        if pair.base.is_empty() || pair.head.is_empty() {
            return false;
        }
        let (was, is) = (View::new(base, &pair.base), View::new(head, &pair.head));
        let is_scalar = |view: &View<'_>| matches!(view.shape, Shape::Of(kind) if is_scalar(kind));
        let are_free = is_scalar(&was) && was.values.is_none() && is.values.is_none();
        are_free && (was.shape, was.format, was.nullable) == (is.shape, is.format, is.nullable)
    }

    /// Whether one schema can stand for the other without that anybody can tell.
    pub(super) fn is_safe(&self, pair: &Pair) -> bool {
        self.weight(pair) == Wire::Safe
    }

    /// The worst that differs in it.
    pub(super) fn weight(&self, pair: &Pair) -> Wire {
        self.apart(pair).drafts.iter().map(|(_, draft)| draft.wire).max().unwrap_or(Wire::Safe)
    }

    /// Whether nothing differs in it but words.
    pub(super) fn is_same(&self, pair: &Pair) -> bool {
        let apart = self.apart(pair);
        let is_said_otherwise = |draft: &Draft| draft.weight != Weight::Full || is_wording(draft.kind);
        apart.kept.is_empty() && apart.drafts.iter().all(|(_, draft)| is_said_otherwise(draft))
    }

    /// Two schemas compared apart from all others.
    fn apart(&self, pair: &Pair) -> Self {
        let (heirs, subjects) = (self.heirs.clone(), self.subjects.clone());
        let shared = Shared { heirs, subjects, moved_names: self.moved_names.clone() };
        let mut apart = Self::of((self.documents, self.trees), shared, Scope::Swap);
        apart.hold(None, pair.clone());
        apart.run();
        apart
    }
}

//! Another schema in place of a component that lives on: what differs between the two is judged as if the component had
//! been edited, and told in one finding, that of the reference.

use super::super::Kind::*;
use super::super::finding::{Draft, Weight};
use super::super::{Kind, Wire};
use super::callbacks::is_wording;
use super::schemas::Value;
use super::{Comparison, Holder, Pair, Scope, Sides};

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
        if self.has_little_in_common() {
            return Some(Swap { kind, wire: kind.wire(), details: Vec::new() });
        }
        let apart = self.comparison.apart(pair);
        for kept in apart.kept {
            self.comparison.hold(Some(Holder::Pair(self.number)), kept);
        }
        let mut differences: Vec<_> = apart.drafts.into_iter().map(|(_, draft)| draft).collect();
        differences.sort_by_key(|draft| std::cmp::Reverse(draft.wire));
        let wire = differences.first().map_or(Wire::Safe, |worst| worst.wire);
        differences.retain(|draft| draft.weight == Weight::Full && !is_wording(draft.kind));
        let mut details: Vec<String> = differences.iter().map(Draft::sentence).collect();
        details.dedup();
        Some(Swap { kind: if details.is_empty() { BodySchemaRefSwapped } else { kind }, wire, details })
    }

    /// Whether two objects have no more than half of the members of the smaller one in common.
    fn has_little_in_common(&self) -> bool {
        let Sides { base, head } = Sides { base: &self.base.members, head: &self.head.members };
        let common = base.keys().filter(|name| head.contains_key(*name)).count();
        let least = base.len().min(head.len());
        least > 0 && common * 2 <= least
    }
}

impl Comparison<'_> {
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
        let Sides { base, head } = &self.heirs;
        let heirs = Sides { base: base.clone(), head: head.clone() };
        let Sides { base, head } = &self.subjects;
        let subjects = Sides { base: base.clone(), head: head.clone() };
        let mut apart = Self::of((self.documents, self.trees), heirs, subjects, Scope::Swap);
        apart.hold(None, pair.clone());
        apart.run();
        apart
    }
}

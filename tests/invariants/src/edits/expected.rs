//! What a comparison must say of an edit.

use std::collections::{BTreeMap, BTreeSet};

use generator::diff::{Change, Wire};

use super::uses::{Node, Part, Reach, Way};
use super::verdicts::{crate_version, wire};

/// A kind for parameters, for requests, and for answers.
pub(super) type Kinds = [&'static str; 3];

/// The kind of what is seen of a value.
pub(super) type Seen<'n> = (&'static str, &'n Node);

/// One finding: what it is in each position, and how many operations it reaches.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    kinds: BTreeSet<(String, Wire)>,
    operations: usize,
    /// Whether the kinds decide which version the crate gets.
    is_typed: bool,
}

impl Finding {
    /// Of one kind.
    pub(super) fn new(kind: &str, operations: usize) -> Self {
        Self { kinds: BTreeSet::from([(kind.to_owned(), wire(kind))]), operations, is_typed: true }
    }

    /// Of a kind for each value; none where there is no value.
    pub(super) fn of<'n>(kinds: impl Iterator<Item = Seen<'n>>, reach: Reach) -> Option<Self> {
        let Reach { operations, is_typed } = reach;
        let kinds: BTreeSet<(String, Wire)> =
            kinds.filter(|(kind, _)| !kind.is_empty()).map(|(kind, node)| judged(kind, node)).collect();
        (!kinds.is_empty()).then_some(Self { kinds, operations, is_typed })
    }

    /// Of one kind with another meaning on the wire than it has as a rule.
    pub(super) fn with_wire(mut self, wire: Wire) -> Self {
        self.kinds = self.kinds.into_iter().map(|(kind, _)| (kind, wire)).collect();
        self
    }

    /// With no worse meaning on the wire than this.
    pub(super) fn at_most(mut self, most: Wire) -> Self {
        self.kinds = self.kinds.into_iter().map(|(kind, wire)| (kind, wire.min(most))).collect();
        self
    }

    /// Of several kinds at once.
    pub(super) fn several<'k>(kinds: impl Iterator<Item = &'k str>, operations: usize) -> Option<Self> {
        let kinds: BTreeSet<(String, Wire)> = kinds.map(|kind| (kind.to_owned(), wire(kind))).collect();
        (!kinds.is_empty()).then_some(Self { kinds, operations, is_typed: true })
    }

    /// What was found.
    pub(super) fn found(change: &Change) -> Self {
        let positions = change.positions.iter().map(|position| (position.kind.to_string(), position.wire));
        let mut kinds: BTreeSet<_> = positions.collect();
        if kinds.is_empty() {
            kinds.insert((change.kind.to_string(), change.wire));
        }
        Self { kinds, operations: change.operations.len(), is_typed: true }
    }

    /// Whether another finding says the same: of one kind, the worst is told of an operation.
    pub(super) fn is(&self, other: &Self) -> bool {
        // In the order of the set, the worst of a kind comes last.
        let worst = |expected: &Self| -> BTreeMap<String, Wire> { expected.kinds.iter().cloned().collect() };
        (worst(self), self.operations) == (worst(other), other.operations)
    }

    /// Whether the crate gets the version that each of its kinds asks for, as far as that can be told.
    pub(super) fn has_version(&self, change: &Change) -> bool {
        !self.is_typed
            || self
                .kinds
                .iter()
                .all(|(kind, _)| crate_version(kind).is_none_or(|versions| versions.contains(&change.rust)))
    }

    /// In words.
    pub(super) fn said(&self) -> String {
        let kinds: Vec<String> =
            self.kinds.iter().map(|(kind, wire)| format!("{kind} ({wire:?})").to_lowercase()).collect();
        format!("{} [{} operations]", kinds.join(" + "), self.operations)
    }
}

/// The kind and the verdict in a position; who reads an error has lost the call already, and where a value goes the
/// other way it is nothing that it is only read, or only written. Null has no form in a parameter that is no document,
/// and who takes a text takes the elements of a list that are one.
fn judged(kind: &str, &Node { way, part, .. }: &Node) -> (String, Wire) {
    let is_answer = matches!(way, Way::Response | Way::Error);
    match wire(kind) {
        _ if kind == "param-became-not-nullable" && part != Part::Document => (kind.to_owned(), Wire::Safe),
        _ if kind == "param-array-to-scalar" && part == Part::Joined => (kind.to_owned(), Wire::Risky),
        _ if kind == "req-prop-readonly" && is_answer => (kind.to_owned(), Wire::Safe),
        _ if kind == "res-writeonly-set" && !is_answer => (kind.to_owned(), Wire::Safe),
        Wire::Breaking if way == Way::Error && ["resp-header-type", "res-writeonly-set"].contains(&kind) => {
            (kind.to_owned(), Wire::Risky)
        }
        Wire::Breaking if way == Way::Error => ("resp-error-schema-changed".to_owned(), Wire::Risky),
        wire => (kind.to_owned(), wire),
    }
}

/// The kind for a value itself.
pub(super) fn at<'n>(node: &'n Node, kinds: Kinds) -> Seen<'n> {
    let [parameter, request, response] = kinds;
    let kind = match node.way {
        Way::Parameter => parameter,
        Way::Request => request,
        Way::Response | Way::Error => response,
    };
    (kind, node)
}

/// The kind for what changes in the members of a value: those of a parameter are read as those of a body.
pub(super) fn inside<'n>(node: &'n Node, [request, response]: [&'static str; 2]) -> Seen<'n> {
    let request = match request {
        "req-prop-added-required" if node.part == Part::Form => "body-multipart-part-added-req",
        request => request,
    };
    at(node, [request, request, response])
}

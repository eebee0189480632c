//! What a comparison must say of an edit. The verdicts on the wire are written down here once more, so that nothing is
//! taken from the code that is held against them.

use std::collections::BTreeSet;

use generator::diff::{Change, Wire};

use super::uses::{Node, Part, Way};

/// The kinds that break a caller.
const BREAKING: &[&str] = &[
    "path-removed",
    "path-renamed",
    "op-removed",
    "op-removed-after-deprecation",
    "param-added-required",
    "param-added-required-header",
    "param-renamed",
    "param-became-required",
    "param-moved-in",
    "param-type-narrowed",
    "param-type-changed",
    "param-array-to-scalar",
    "param-format-int64-int32",
    "param-enum-removed-value",
    "param-became-enum",
    "param-enum-case",
    "param-became-not-nullable",
    "param-max-decreased",
    "param-maxlength-decreased",
    "param-pattern-added",
    "param-maxitems-decreased",
    "param-bound-tightened",
    "param-style-changed",
    "param-allowreserved",
    "param-schema-to-content",
    "param-content-to-schema",
    "body-added-required",
    "body-removed",
    "body-became-required",
    "body-media-removed",
    "body-media-replaced",
    "body-encoding-changed",
    "body-multipart-part-added-req",
    "req-prop-added-required",
    "req-prop-renamed",
    "req-prop-became-required",
    "req-prop-type-changed",
    "req-prop-type-narrowed",
    "req-prop-int64-int32",
    "req-prop-enum-removed",
    "req-prop-became-enum",
    "req-prop-enum-case",
    "req-prop-became-not-nullable",
    "req-bound-tightened",
    "req-maxlength-added",
    "req-pattern-added",
    "req-maxitems-decreased",
    "req-minitems-increased",
    "req-uniqueitems-added",
    "req-multipleof-added",
    "req-minprops-added",
    "req-oneof-removed",
    "req-anyof-removed",
    "req-oneof-to-single",
    "req-addprops-closed",
    "req-map-value-type",
    "req-array-item-type",
    "req-discriminator-name",
    "req-discriminator-mapping",
    "resp-success-removed",
    "resp-body-removed",
    "resp-media-replaced",
    "resp-header-removed-req",
    "resp-header-type",
    "resp-schema-swapped",
    "resp-array-wrap",
    "resp-array-unwrap",
    "res-prop-removed-required",
    "res-prop-renamed",
    "res-prop-became-optional",
    "res-prop-became-nullable",
    "res-type-widened",
    "res-type-changed",
    "res-enum-case",
    "res-discriminator-name",
    "res-discriminator-mapping",
    "res-single-to-oneof",
    "res-addprops-value-type",
    "res-item-type",
    "res-scalar-to-array",
    "res-array-to-scalar",
    "res-scalar-to-object",
    "res-writeonly-set",
    "sec-global-replaced",
    "sec-op-added",
    "sec-op-replaced",
    "sec-and-added",
    "sec-scope-added",
    "sec-scheme-type",
    "sec-apikey-header-name",
    "server-url-changed",
    "server-base-path",
    "server-removed",
];

/// The kinds that work, and may meet something new.
const RISKY: &[&str] = &[
    "param-added-required-default",
    "param-removed-optional",
    "param-removed-required",
    "param-int-to-string",
    "param-format-added",
    "param-scalar-to-array",
    "param-default-changed",
    "req-prop-added-required-default",
    "req-prop-removed-optional",
    "req-prop-removed-required",
    "req-prop-format-added",
    "req-default-changed",
    "req-prop-readonly",
    "req-discriminator-added",
    "resp-success-added",
    "resp-media-removed",
    "resp-header-removed-opt",
    "resp-header-became-optional",
    "resp-error-schema-changed",
    "res-prop-removed-optional",
    "res-int32-int64",
    "res-format-removed",
    "res-format-removed-date",
    "res-enum-added",
    "res-enum-dropped",
    "res-bound-loosened",
    "res-bound-beyond-i32",
    "res-maxlength-unset",
    "res-minitems-unset",
    "res-oneof-added",
    "res-anyof-added",
    "res-discriminator-removed",
    "res-default-changed",
    "sec-token-url",
    "callback-removed",
    "callback-payload-changed",
];

/// A kind for parameters, for requests, and for answers.
pub(super) type Kinds = [&'static str; 3];

/// One finding: what it is in each position, and how many operations it reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    kinds: BTreeSet<(String, Wire)>,
    operations: usize,
}

impl Finding {
    /// Of one kind.
    pub(super) fn new(kind: &str, operations: usize) -> Self {
        Self { kinds: BTreeSet::from([(kind.to_owned(), wire(kind))]), operations }
    }

    /// Of a kind for each value; none where there is no value.
    pub(super) fn of(kinds: impl Iterator<Item = (&'static str, Way)>, operations: usize) -> Option<Self> {
        let kinds: BTreeSet<(String, Wire)> =
            kinds.filter(|(kind, _)| !kind.is_empty()).map(|(kind, way)| judged(kind, way)).collect();
        (!kinds.is_empty()).then_some(Self { kinds, operations })
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
        (!kinds.is_empty()).then_some(Self { kinds, operations })
    }

    /// What was found.
    pub(super) fn found(change: &Change) -> Self {
        let positions = change.positions.iter().map(|position| (position.kind.to_owned(), position.wire));
        let mut kinds: BTreeSet<_> = positions.collect();
        if kinds.is_empty() {
            kinds.insert((change.kind.to_owned(), change.wire));
        }
        Self { kinds, operations: change.operations.len() }
    }

    /// In words.
    pub(super) fn said(&self) -> String {
        let kinds: Vec<String> =
            self.kinds.iter().map(|(kind, wire)| format!("{kind} ({wire:?})").to_lowercase()).collect();
        format!("{} [{} operations]", kinds.join(" + "), self.operations)
    }
}

/// The kind and the verdict in a position; who reads an error has lost the call already.
fn judged(kind: &str, way: Way) -> (String, Wire) {
    match wire(kind) {
        Wire::Breaking if way == Way::Error && kind == "resp-header-type" => (kind.to_owned(), Wire::Risky),
        Wire::Breaking if way == Way::Error => ("resp-error-schema-changed".to_owned(), Wire::Risky),
        wire => (kind.to_owned(), wire),
    }
}

fn wire(kind: &str) -> Wire {
    match kind {
        kind if BREAKING.contains(&kind) => Wire::Breaking,
        kind if RISKY.contains(&kind) => Wire::Risky,
        _ => Wire::Safe,
    }
}

/// The kind for a value itself.
pub(super) fn at(node: &Node, kinds: Kinds) -> (&'static str, Way) {
    let [parameter, request, response] = kinds;
    let kind = match node.way {
        Way::Parameter => parameter,
        Way::Request => request,
        Way::Response | Way::Error => response,
    };
    (kind, node.way)
}

/// The kind for what changes in the members of a value: those of a parameter are read as those of a body.
pub(super) fn inside(node: &Node, [request, response]: [&'static str; 2]) -> (&'static str, Way) {
    let request = match request {
        "req-prop-added-required" if node.part == Part::Form => "body-multipart-part-added-req",
        request => request,
    };
    at(node, [request, request, response])
}

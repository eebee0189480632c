//! Whether a value may be null by what it is made of, and variants that are nothing but null.

use std::collections::BTreeMap;

use super::Role;
use super::schemas::Value;
use super::view::View;
use crate::resolve::{Document, Schema, SchemaId};

/// How deep what schemas are made of is looked into.
const DEPTH: usize = 16;

impl View<'_> {
    /// Whether the value may be null, be it by a variant with a name.
    pub(super) fn may_be_null(&self) -> bool {
        self.nullable || !self.null_by.is_empty()
    }
}

impl Value<'_, '_> {
    /// What a variant is to the value: where both sides may be null, it is of no matter whether a variant may.
    pub(super) fn variant_role(&self) -> Role {
        let is_null_anyway = self.base.may_be_null() && self.head.may_be_null();
        if is_null_anyway || self.role == Role::VariantOrNull { Role::VariantOrNull } else { Role::Variant }
    }
}

/// Whether a schema allows null, where it or what it is made of says a type.
pub(super) fn allows_null(document: &Document, id: SchemaId) -> bool {
    Asked { document, answers: BTreeMap::new() }.said(id, DEPTH).unwrap_or_default()
}

/// What schemas say of null, each asked once: variants can come back to their own schema, to which that adds nothing.
struct Asked<'d> {
    document: &'d Document,
    answers: BTreeMap<SchemaId, Option<bool>>,
}

impl Asked<'_> {
    fn said(&mut self, id: SchemaId, depth: usize) -> Option<bool> {
        let schema = &self.document.schemas[id];
        match schema.kind {
            _ if schema.nullable => return Some(true),
            Some(_) => return Some(false),
            None if depth == 0 => return None,
            None => {}
        }
        if let Some(answer) = self.answers.get(&id) {
            return *answer;
        }
        self.answers.insert(id, None);
        let whole: Vec<bool> = schema.all_of.iter().filter_map(|&part| self.said(part, depth - 1)).collect();
        let unions = [&schema.one_of, &schema.any_of].into_iter().filter(|variants| !variants.is_empty());
        let unions = unions.map(|variants| variants.iter().any(|&variant| self.said(variant, depth - 1) == Some(true)));
        let answer = whole.into_iter().chain(unions).reduce(|one, other| one && other);
        self.answers.insert(id, answer);
        answer
    }
}

/// Whether null is all that a schema allows.
pub(super) fn is_null(schema: &Schema) -> bool {
    schema.nullable && schema.values.as_ref().is_some_and(Vec::is_empty)
}

/// The variants of a union but null; of one that is nothing else, all.
pub(super) fn variants_but_null<'d>(document: &Document, variants: &'d [SchemaId]) -> Vec<(usize, &'d SchemaId)> {
    let all = || variants.iter().enumerate();
    let others: Vec<_> = all().filter(|(_, variant)| !is_null(&document.schemas[**variant])).collect();
    if others.is_empty() { all().collect() } else { others }
}

//! Schemas that build on one with a discriminator: where that one is used, each of them can stand.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Kind::*;
use super::schemas::Value;
use super::{Role, Sides, unions};
use crate::resolve::{Document, SchemaId};

/// The heirs of schemas with a discriminator.
pub(super) struct Heirs(BTreeMap<SchemaId, Vec<SchemaId>>);

impl Heirs {
    /// Those of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut direct: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        for &id in document.components.values() {
            for &base in &document.schemas[id].all_of {
                direct.entry(base).or_default().push(id);
            }
        }
        let is_base = |id: &SchemaId| {
            let schema = &document.schemas[*id];
            schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty()
        };
        Self(direct.keys().filter(|id| is_base(id)).map(|&id| (id, all(&direct, id))).collect())
    }

    /// The schemas that build on one, whatever is between them.
    pub(super) fn get(&self, base: SchemaId) -> &[SchemaId] {
        self.0.get(&base).map_or(&[], Vec::as_slice)
    }
}

fn all(direct: &BTreeMap<SchemaId, Vec<SchemaId>>, base: SchemaId) -> Vec<SchemaId> {
    let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::from([base]), vec![base]);
    while let Some(id) = open.pop() {
        for &heir in direct.get(&id).into_iter().flatten() {
            if seen.insert(heir) {
                found.push(heir);
                open.push(heir);
            }
        }
    }
    found
}

/// Compares the heirs of two schemas, which go by their names.
pub(super) fn compare(value: &mut Value<'_, '_>, (base, head): (SchemaId, SchemaId)) {
    let Sides { base: one, head: other } = value.documents();
    let (were, are) = value.heirs(base, head);
    let name = |document: &Document, id: SchemaId| document.schemas[id].component.clone();
    for &was in &were {
        let named = name(one, was);
        match are.iter().find(|&&is| name(other, is) == named) {
            Some(&is) => {
                let place = Sides { base: one.schemas[was].origin.clone(), head: other.schemas[is].origin.clone() };
                value.inside(&[was], &[is], Role::Variant, place);
            }
            None => {
                let kind = value.position.kind(ReqOneOfRemoved, ReqOneOfRemoved, ResOneOfRemoved);
                value.say_one(("variant", kind), (named, None), [unions::declared(one, was)], |_, _| true);
            }
        }
    }
    for &is in &are {
        let named = name(other, is);
        if !were.iter().any(|&was| name(one, was) == named) {
            let kind = value.position.kind(ReqOneOfAdded, ReqOneOfAdded, ResOneOfAdded);
            value.say_one(("variant", kind), (None, named), [unions::declared(other, is)], |_, _| true);
        }
    }
}

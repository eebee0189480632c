//! Schemas that build on one with a discriminator: where that one is used, each of them can stand.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
            for base in bases(document, id) {
                direct.entry(base).or_default().push(id);
            }
        }
        let bases = document.schemas.iter().filter_map(|(id, schema)| {
            let is_base = schema.one_of.is_empty() && schema.any_of.is_empty();
            let discriminator = schema.discriminator.as_ref().filter(|_| is_base)?;
            let mapped = discriminator.mapping.iter().map(|(_, target)| *target);
            Some((id, all(&direct, id, mapped)))
        });
        Self(bases.filter(|(_, heirs)| !heirs.is_empty()).collect())
    }

    /// Those of a schema, or of the base that it describes anew.
    pub(super) fn of_described(&self, document: &Document, id: SchemaId) -> &[SchemaId] {
        self.get(self.described(document, id))
    }

    /// The base that a schema without a name describes anew; otherwise the schema itself.
    fn described(&self, document: &Document, id: SchemaId) -> SchemaId {
        let says_more = |id: SchemaId| !document.schemas[id].properties.is_empty();
        let schema = &document.schemas[id];
        let (bases, others): (Vec<SchemaId>, Vec<SchemaId>) =
            schema.all_of.iter().partition(|part| !self.get(**part).is_empty());
        match bases[..] {
            [base] if schema.component.is_none() && !says_more(id) && !others.into_iter().any(says_more) => base,
            _ => id,
        }
    }

    /// The schemas that build on one, whatever is between them.
    pub(super) fn get(&self, base: SchemaId) -> &[SchemaId] {
        self.0.get(&base).map_or(&[], Vec::as_slice)
    }
}

/// What a schema builds on directly: `allOf`, and that of its members without a name.
pub(in super::super) fn bases(document: &Document, id: SchemaId) -> BTreeSet<SchemaId> {
    let (mut bases, mut open) = (BTreeSet::new(), vec![id]);
    while let Some(id) = open.pop() {
        for &base in &document.schemas[id].all_of {
            if bases.insert(base) && document.schemas[base].component.is_none() {
                open.push(base);
            }
        }
    }
    bases
}

/// What builds on a base by however many steps, and what its mapping names.
fn all(
    direct: &BTreeMap<SchemaId, Vec<SchemaId>>,
    base: SchemaId,
    mapped: impl Iterator<Item = SchemaId>,
) -> Vec<SchemaId> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::from([base]));
    let mut open: VecDeque<SchemaId> = direct.get(&base).into_iter().flatten().copied().chain(mapped).collect();
    while let Some(heir) = open.pop_front() {
        if seen.insert(heir) {
            found.push(heir);
            open.extend(direct.get(&heir).into_iter().flatten());
        }
    }
    found
}

/// Compares the heirs of two schemas, which go by their names.
pub(super) fn compare(value: &mut Value<'_, '_>, (base, head): (SchemaId, SchemaId)) {
    let Sides { base: one, head: other } = value.documents();
    let (were, are) = value.heirs(base, head);
    let name = |document: &Document, id: SchemaId| document.schemas[id].component.clone();
    let both = were.iter().filter_map(|&was| {
        let is = are.iter().find(|&&is| name(other, is) == name(one, was))?;
        Some((was, *is))
    });
    let both: Vec<(SchemaId, SchemaId)> = both.collect();
    if !both.is_empty() {
        let discriminators = (one.schemas[base].discriminator.as_ref(), other.schemas[head].discriminator.as_ref());
        unions::discriminator(value, discriminators, &both);
    }
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

//! The values of a discriminator: which of them stand for which schema.

use std::collections::{BTreeMap, BTreeSet};

use super::enumeration::tag_texts;
use super::members::always;
use super::{Lowering, inheritance};
use crate::resolve::{Discriminator, Document, SchemaId};

/// What the values of a discriminator stand for.
pub(super) struct Tagging<'d> {
    property: &'d str,
    mapped: BTreeMap<SchemaId, Vec<&'d String>>,
    values: BTreeSet<&'d String>,
}

/// What is known to stand for a schema.
struct Told {
    values: Vec<String>,
    /// The enum of several values that the member is one of: they stand for the schema where for no other.
    listed: Option<SchemaId>,
}

impl<'d> Tagging<'d> {
    pub(super) fn of(discriminator: &'d Discriminator) -> Self {
        let mut mapped: BTreeMap<SchemaId, Vec<&String>> = BTreeMap::new();
        for (value, target) in &discriminator.mapping {
            mapped.entry(*target).or_default().push(value);
        }
        let values = discriminator.mapping.iter().map(|(value, _)| value).collect();
        Self { property: &discriminator.property, mapped, values }
    }

    /// The values that stand for each of these schemas.
    pub(super) fn values_of(&self, lowering: &mut Lowering<'d>, ids: &[SchemaId]) -> Vec<Vec<String>> {
        let told: Vec<Told> = ids.iter().map(|&id| self.told(lowering, id)).collect();
        settled(lowering.document, &told)
    }

    /// The values that stand for each of the variants of a union: for one that is a union by the same member, those of
    /// its own variants too.
    pub(super) fn values_of_variants(&self, lowering: &mut Lowering<'d>, variants: &[SchemaId]) -> Vec<Vec<String>> {
        let told = variants.iter().map(|&id| {
            let mut told = self.told(lowering, id);
            let inner = self.inner_values(lowering, id);
            let further: Vec<String> = inner.into_iter().filter(|value| !told.values.contains(value)).collect();
            told.values.extend(further);
            told
        });
        let told: Vec<Told> = told.collect();
        settled(lowering.document, &told)
    }

    /// The values that stand for the base of others: what its member is one of stands for those.
    pub(super) fn values_of_base(&self, lowering: &mut Lowering<'d>, id: SchemaId) -> Vec<String> {
        self.told(lowering, id).values
    }

    /// The values of the mapping, and what the schema says of itself, where that stands for no other.
    fn told(&self, lowering: &mut Lowering<'d>, id: SchemaId) -> Told {
        let document = lowering.document;
        let mapped = self.mapped.get(&id).into_iter().flatten().map(|value| (*value).clone());
        let named = document.schemas[id].discriminator_value.clone();
        let texts = telling(lowering, id, self.property);
        let is_only =
            |texts: &SchemaId| document.schemas[*texts].values.as_ref().is_some_and(|values| values.len() == 1);
        let only = || tag_texts(document, texts.filter(is_only)?)?.pop();
        let own = named.or_else(only);
        let listed = if own.is_some() { None } else { texts };
        Told { values: own.into_iter().filter(|own| !self.values.contains(own)).chain(mapped).collect(), listed }
    }

    /// The values by the same member of what a schema is one of, or is built on it, and of what that is one of.
    fn inner_values(&self, lowering: &mut Lowering<'d>, id: SchemaId) -> Vec<String> {
        let document = lowering.document;
        let (mut open, mut seen, mut values) = (vec![id], BTreeSet::from([id]), Vec::new());
        while let Some(id) = open.pop() {
            let discriminator = document.schemas[id].discriminator.as_ref();
            let tagging = match discriminator.filter(|inner| inner.property == self.property) {
                Some(inner) => Tagging::of(inner),
                // What its variants say of themselves holds all the same.
                None => Tagging { property: self.property, mapped: BTreeMap::new(), values: BTreeSet::new() },
            };
            if lowering.is_crowded() {
                break;
            }
            let told_apart = match inheritance::of_base(&document.schemas[id]) {
                Some(_) => inheritance::all_heirs(lowering, id),
                None => super::unions::variants(document, id),
            };
            let told_apart: Vec<SchemaId> = told_apart.into_iter().filter(|id| seen.insert(*id)).collect();
            values.extend(tagging.values_of(lowering, &told_apart).into_iter().flatten());
            lowering.parts += told_apart.len();
            open.extend(told_apart);
        }
        values.retain(|value| !self.values.contains(value));
        values
    }
}

/// The values of each, with those of an enum that stand for no other.
fn settled(document: &Document, told: &[Told]) -> Vec<Vec<String>> {
    let mut listing: BTreeMap<SchemaId, usize> = BTreeMap::new();
    for listed in told.iter().filter_map(|told| told.listed) {
        *listing.entry(listed).or_default() += 1;
    }
    // Of schemas that build on one and the same enum, none has values of its own.
    let listed = |told: &Told| told.listed.filter(|listed| listing[listed] == 1);
    let texts: Vec<Vec<String>> = told
        .iter()
        .map(|told| listed(told).and_then(|listed| tag_texts(document, listed)).unwrap_or_default())
        .collect();
    let mut standing: BTreeMap<&String, usize> = BTreeMap::new();
    for value in texts.iter().flatten().chain(told.iter().flat_map(|told| &told.values)) {
        *standing.entry(value).or_default() += 1;
    }
    let own = |(told, texts): (&Told, &Vec<String>)| {
        let texts = texts.iter().filter(|text| standing[text] == 1);
        texts.chain(&told.values).cloned().collect()
    };
    told.iter().zip(&texts).map(own).collect()
}

/// The enum of scalars that a member of a schema is one of, looked for once: all bases of a line ask it of all their
/// heirs.
fn telling<'a>(lowering: &mut Lowering<'a>, id: SchemaId, member: &'a str) -> Option<SchemaId> {
    let document = lowering.document;
    let is_enum = |id: &SchemaId| tag_texts(document, *id).is_some_and(|texts| !texts.is_empty());
    let look = || always(document, id, member).into_iter().rev().find(is_enum);
    *lowering.telling.entry((id, member)).or_insert_with(look)
}

//! The tag of a union: which member tells its variants apart, and which of its values stand for which schema.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::shape_test;
use crate::diagnostic::catalogue;
use crate::ir::Test;
use crate::lower::enumeration::tag_texts;
use crate::lower::members::always;
use crate::lower::{Lowering, inheritance};
use crate::resolve::{Discriminator, Document, Schema, SchemaId};

/// A tag that tells variants apart.
pub(in crate::lower) struct Tagged {
    pub(in crate::lower) property: String,
    /// The values that stand for each variant.
    pub(in crate::lower) values: Vec<Vec<String>>,
}

/// The tag of a schema's variants: by its discriminator, or by the one that all of them inherit.
pub(super) fn tagged<'a>(lowering: &mut Lowering<'a>, schema: &'a Schema, variants: &[SchemaId]) -> Option<Tagged> {
    let Some(discriminator) = &schema.discriminator else { return inheritance::tagged(lowering, variants) };
    let tags = tags(lowering, discriminator, variants);
    if tags.is_none() {
        let reason = "it has no value for some variants; they are told apart by their shape";
        let origin = schema.origin.child("discriminator");
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "discriminator", reason));
    }
    tags.map(|values| Tagged { property: discriminator.property.clone(), values })
}

/// The values of the tag that stand for each variant; none where some variant has no value, or no members at all.
fn tags<'a>(
    lowering: &mut Lowering<'a>,
    discriminator: &'a Discriminator,
    variants: &[SchemaId],
) -> Option<Vec<Vec<String>>> {
    let document = lowering.document;
    let has_members = |variant| matches!(shape_test(document, variant), Test::Object { .. } | Test::Any);
    let mut tags = Tagging::of(discriminator).values_of_variants(lowering, variants);
    inherit(lowering, discriminator, variants, &mut tags);
    let is_told = tags.iter().zip(variants).all(|(tags, &variant)| !tags.is_empty() && has_members(variant));
    is_told.then_some(tags)
}

/// A value of the discriminator for a schema that is none of the variants: such a value fits no variant either.
pub(super) fn report_unlisted(lowering: &mut Lowering<'_>, schema: &Schema, variants: &[SchemaId]) {
    let mapping = schema.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    for (value, _) in mapping.filter(|(_, target)| !variants.contains(target)) {
        let reason = "the schema that it stands for is none of the variants";
        let origin = schema.origin.child("discriminator").child("mapping").child(value);
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, value, reason));
    }
}

/// Adds what the discriminator of a base says of those that are built on it, where nothing else has that value: what
/// tells heirs apart where the base is used does so in any union of them, and before their mere names.
fn inherit<'a>(
    lowering: &mut Lowering<'a>,
    discriminator: &'a Discriminator,
    variants: &[SchemaId],
    tags: &mut [Vec<String>],
) {
    let document = lowering.document;
    let tells = |&base: &SchemaId| {
        inheritance::of_base(&document.schemas[base]).is_some_and(|base| base.property == discriminator.property)
    };
    let is_heir = |&(_, id): &(usize, SchemaId)| inheritance::line(document, id).iter().any(tells);
    let (places, heirs): (Vec<usize>, Vec<SchemaId>) = variants.iter().copied().enumerate().filter(is_heir).unzip();
    let Some(inherited) = inheritance::tagged(lowering, &heirs) else { return };
    if inherited.property != discriminator.property {
        return;
    }
    let mut known: BTreeSet<String> = discriminator.mapping.iter().map(|(value, _)| value.clone()).collect();
    known.extend(tags.iter().flatten().cloned());
    for ((place, id), values) in places.into_iter().zip(heirs).zip(inherited.values) {
        let further = values.into_iter().filter(|value| !known.contains(value));
        let is_only_named = tags[place].iter().eq(&inheritance::implied(document, id));
        let at = if is_only_named { 0 } else { tags[place].len() };
        tags[place].splice(at..at, further);
    }
}

/// What the values of a discriminator stand for.
pub(in crate::lower) struct Tagging<'d> {
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
    pub(in crate::lower) fn of(discriminator: &'d Discriminator) -> Self {
        let mut mapped: BTreeMap<SchemaId, Vec<&String>> = BTreeMap::new();
        for (value, target) in &discriminator.mapping {
            mapped.entry(*target).or_default().push(value);
        }
        let values = discriminator.mapping.iter().map(|(value, _)| value).collect();
        Self { property: &discriminator.property, mapped, values }
    }

    /// The values that stand for each of these schemas.
    pub(in crate::lower) fn values_of(&self, lowering: &mut Lowering<'d>, ids: &[SchemaId]) -> Vec<Vec<String>> {
        let told: Vec<Told> = ids.iter().map(|&id| self.told(lowering, id)).collect();
        settled(lowering.document, &told)
    }

    /// The values that stand for each of the variants of a union: for one that is a union by the same member, those of
    /// its own variants too.
    pub(in crate::lower) fn values_of_variants(
        &self,
        lowering: &mut Lowering<'d>,
        variants: &[SchemaId],
    ) -> Vec<Vec<String>> {
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
    pub(in crate::lower) fn values_of_base(&self, lowering: &mut Lowering<'d>, id: SchemaId) -> Vec<String> {
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
                None => super::variants(document, id),
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

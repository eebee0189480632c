//! The tag of a union: which member tells its variants apart, and which of its values stand for which schema.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::{shape_test, tagged_test};
use crate::diagnostic::catalogue;
use crate::ir::Test;
use crate::lower::annotated::{Annotated, described};
use crate::lower::budget::Crowded;
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

impl Tagged {
    /// Whether no value of the tag stands for two variants.
    pub(in crate::lower) fn tells(&self) -> bool {
        let mut seen = BTreeSet::new();
        self.values.iter().all(|values| {
            let values: BTreeSet<&String> = values.iter().collect();
            values.into_iter().all(|value| seen.insert(value))
        })
    }
}

/// How each variant is told: by the tag, and by its shape too where the tag may stand for several.
pub(super) fn tests(document: &Document, tagged: Option<&Tagged>, variants: &[SchemaId]) -> Vec<Test> {
    let tells = tagged.is_some_and(Tagged::tells);
    let test = |(at, &variant): (usize, &SchemaId)| {
        let shape = || shape_test(document, variant);
        match tagged.and_then(|tagged| Some((tagged, tagged.values.get(at)?))) {
            Some((_, values)) if tells => Test::Tag(values.clone()),
            Some((tagged, values)) => tagged_test(shape(), &tagged.property, values),
            None => shape(),
        }
    };
    variants.iter().enumerate().map(test).collect()
}

/// The schemas that are asked for values beside the variants of a union, which stand for a variant that they are not.
pub(in crate::lower) struct Inner {
    asked: usize,
    most: usize,
    is_cut: bool,
}

/// How many they are at most for one union.
const MOST_INNER: usize = 10_000;

impl Inner {
    fn new(most: usize) -> Self {
        Self { asked: 0, most, is_cut: false }
    }

    /// Those of the schemas that are asked.
    pub(in crate::lower) fn asked(&mut self, mut schemas: impl Iterator<Item = SchemaId>) -> Vec<SchemaId> {
        let asked: Vec<SchemaId> = schemas.by_ref().take(self.most - self.asked).collect();
        self.asked += asked.len();
        self.is_cut |= schemas.next().is_some();
        asked
    }
}

/// Why not all values of a tag are known.
const CUT: &str = "more schemas are below the variants than a union needs; a value that is tagged as one of the last \
                   of them is unrecognized";

/// Why a tag tells nothing.
const UNTOLD: &str = "it has no value for some variants; they are told apart by their shape";

/// Why a tag is none of the union's.
const AROUND: &str = "its member is one of the object around the variants, and none of theirs; they are told apart by \
                      their shape";

/// Why a tag tells nothing of the only variant.
const UNMAPPED: &str = "no value is said to stand for the only variant; every value is read as one";
const UNNAMED: &str = "the only variant has no name that a tag could have; every value is read as one";

/// Whether the member that a discriminator names is one of the objects that hold the union, and of no variant.
fn is_around(lowering: &Lowering<'_>, id: SchemaId, variants: &[SchemaId]) -> bool {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let Some(Discriminator { property, .. }) = &schema.discriminator else { return false };
    let declares = |&variant: &SchemaId| !always(document, variant, property).is_empty();
    if schema.properties.contains_key(property) || variants.iter().any(declares) {
        return false;
    }
    let holders = lowering.holders.get_or_init(|| holders(document));
    let has = |holder: &SchemaId| document.schemas[*holder].properties.contains_key(property);
    holders.get(&id).into_iter().flatten().any(has)
}

/// The objects that hold a union as a member, be it in a list, or described anew.
fn holders(document: &Document) -> BTreeMap<SchemaId, Vec<SchemaId>> {
    let mut holders: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (holder, schema) in document.schemas.iter() {
        for &member in schema.properties.values() {
            let Schema { items, all_of, .. } = &document.schemas[member];
            for held in [member].into_iter().chain(*items).chain(all_of.iter().copied()) {
                if document.schemas[held].discriminator.is_some() {
                    holders.entry(held).or_default().push(holder);
                }
            }
        }
    }
    holders
}

/// Decides on the tag of a union, and says what of it is left out.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, variants: &[SchemaId]) -> Option<Tagged> {
    let schema = &lowering.document.schemas[id];
    let variants: &[SchemaId] = &variants.iter().map(|&it| described(lowering.document, it)).collect::<Vec<_>>();
    if is_around(lowering, id, variants) {
        let origin = schema.origin.child("discriminator");
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "discriminator", AROUND));
        return None;
    }
    let asking = |most| {
        let mut inner = Inner::new(most);
        (tagged(lowering, schema, variants, &mut inner), inner)
    };
    let asked = lowering.budget.make(|| asking(MOST_INNER), |(_, inner)| inner.asked);
    let (tagged, inner) = asked.unwrap_or_else(|Crowded| asking(0));
    let keyword = match (&schema.discriminator, schema.one_of.is_empty()) {
        (Some(_), _) => "discriminator",
        (None, false) => "oneOf",
        (None, true) => "anyOf",
    };
    let reason = match &tagged {
        Some(_) if inner.is_cut => CUT,
        None if schema.discriminator.is_some() => UNTOLD,
        Some(_) | None => return tagged,
    };
    let origin = schema.origin.child(keyword);
    lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword, reason));
    tagged
}

/// Decides on the tag of the only variant of a union: a value that has another one is of no variant. One that is a
/// union tells its own apart.
pub(super) fn of_only(lowering: &mut Lowering<'_>, id: SchemaId, only: SchemaId) -> Option<Tagged> {
    let document = lowering.document;
    let discriminator = document.schemas[id].discriminator.as_ref()?;
    let target = described(document, only);
    if lowering.unions.has(target) || inheritance::has_heirs(lowering, target) {
        report_beside(lowering, id, target);
        return None;
    }
    let reason = match document.schemas[target].component {
        None => Some(UNNAMED),
        Some(_) if !discriminator.is_mapped => Some(UNMAPPED),
        Some(_) => None,
    };
    if let Some(reason) = reason {
        lowering.diagnostics.push(catalogue::lower::degraded(&discriminator.origin, "discriminator", reason));
        return None;
    }
    lower(lowering, id, &[target])
}

/// The tag of a schema's variants: by its discriminator, or by the one that all of them inherit.
fn tagged<'a>(lowering: &Lowering<'a>, schema: &'a Schema, variants: &[SchemaId], inner: &mut Inner) -> Option<Tagged> {
    let Some(discriminator) = &schema.discriminator else { return inheritance::tagged(lowering, variants, inner) };
    let values = tags(lowering, discriminator, variants, inner)?;
    Some(Tagged { property: discriminator.property.clone(), values })
}

/// The values of the tag that stand for each variant; none where some variant has no value, or no members at all.
fn tags<'a>(
    lowering: &Lowering<'a>,
    discriminator: &'a Discriminator,
    variants: &[SchemaId],
    inner: &mut Inner,
) -> Option<Vec<Vec<String>>> {
    let document = lowering.document;
    let has_members = |variant| matches!(shape_test(document, variant), Test::Object { .. } | Test::Any);
    let mut tags = Tagging::of(discriminator).values_of_variants(lowering, variants, inner);
    inherit(lowering, (discriminator, variants), &mut tags, inner);
    let is_told = tags.iter().zip(variants).all(|(tags, &variant)| !tags.is_empty() && has_members(variant));
    is_told.then_some(tags)
}

/// A value of the discriminator for a schema that is none of the variants: such a value fits no variant either.
pub(super) fn report_unlisted(lowering: &mut Lowering<'_>, schema: &Schema, variants: &[SchemaId]) {
    let Some(Discriminator { origin, mapping, .. }) = &schema.discriminator else { return };
    for (value, _) in mapping.iter().filter(|(_, target)| !variants.contains(target)) {
        let reason = "the schema that it stands for is none of the variants";
        let origin = origin.child("mapping").child(value);
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, value, reason));
    }
}

/// Says where a schema has a discriminator that the union which it describes anew has not: variants are told apart
/// where they are listed.
pub(in crate::lower) fn report_beside(lowering: &mut Lowering<'_>, id: SchemaId, union: SchemaId) {
    let schema = &lowering.document.schemas[id];
    let (Some(beside), known) = (&schema.discriminator, &lowering.document.schemas[union].discriminator) else {
        return;
    };
    let is_known = |value: &(String, SchemaId)| known.iter().any(|known| known.mapping.contains(value));
    let is_same = known.as_ref().is_some_and(|known| known.property == beside.property);
    if !is_same || !beside.mapping.iter().all(is_known) {
        let reason = "it stands beside the union, which tells its variants apart by itself";
        lowering.diagnostics.push(catalogue::lower::degraded(&beside.origin, "discriminator", reason));
    }
}

/// Adds what the discriminator of a base says of those that are built on it, where nothing else has that value: what
/// tells heirs apart where the base is used does so in any union of them, and before their mere names.
fn inherit(
    lowering: &Lowering<'_>,
    (discriminator, variants): (&Discriminator, &[SchemaId]),
    tags: &mut [Vec<String>],
    inner: &mut Inner,
) {
    let document = lowering.document;
    let tells = |&base: &SchemaId| {
        inheritance::of_base(&document.schemas[base]).is_some_and(|base| base.property == discriminator.property)
    };
    let is_heir = |&(_, id): &(usize, SchemaId)| inheritance::line(document, id).iter().any(tells);
    let (places, heirs): (Vec<usize>, Vec<SchemaId>) = variants.iter().copied().enumerate().filter(is_heir).unzip();
    let Some(inherited) = inheritance::tagged(lowering, &heirs, inner) else { return };
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
    pub(in crate::lower) fn values_of(&self, lowering: &Lowering<'d>, ids: &[SchemaId]) -> Vec<Vec<String>> {
        let told: Vec<Told> = ids.iter().map(|&id| self.told(lowering, id)).collect();
        settled(lowering.document, &told)
    }

    /// The values that stand for each of the variants of a union: for one that is a union by the same member, those of
    /// its own variants too.
    fn values_of_variants(
        &self,
        lowering: &Lowering<'d>,
        variants: &[SchemaId],
        inner: &mut Inner,
    ) -> Vec<Vec<String>> {
        let told = variants.iter().map(|&id| {
            let mut told = self.told(lowering, id);
            let further = self.inner_values(lowering, id, inner).into_iter();
            let further: Vec<String> = further.filter(|value| !told.values.contains(value)).collect();
            told.values.extend(further);
            told
        });
        let told: Vec<Told> = told.collect();
        settled(lowering.document, &told)
    }

    /// The values that stand for the base of others: what its member is one of stands for those.
    pub(in crate::lower) fn values_of_base(&self, lowering: &Lowering<'d>, id: SchemaId) -> Vec<String> {
        self.told(lowering, id).values
    }

    /// The other schema that the mapping has for the only value that the member of a schema has.
    pub(in crate::lower) fn holder(&self, lowering: &Lowering<'d>, id: SchemaId) -> Option<SchemaId> {
        let texts = tag_texts(lowering.document, telling(lowering, id, self.property)?)?;
        let [only] = &texts[..] else { return None };
        let mut mapped = self.mapped.iter().filter(|(_, values)| values.contains(&only));
        mapped.next().map(|(holder, _)| *holder).filter(|_| !self.mapped.contains_key(&id))
    }

    /// The values of the mapping, and what the schema says of itself, where that stands for no other.
    fn told(&self, lowering: &Lowering<'d>, id: SchemaId) -> Told {
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
    fn inner_values(&self, lowering: &Lowering<'d>, id: SchemaId, inner: &mut Inner) -> Vec<String> {
        let document = lowering.document;
        let (mut open, mut seen, mut values) = (vec![id], BTreeSet::from([id]), Vec::new());
        while let Some(id) = open.pop() {
            let id = Annotated::of_union(&lowering.unions, id).map_or(id, |union| union.target);
            let discriminator = document.schemas[id].discriminator.as_ref();
            let tagging = match discriminator.filter(|own| own.property == self.property) {
                Some(own) => Tagging::of(own),
                // What its variants say of themselves holds all the same.
                None => Tagging { property: self.property, mapped: BTreeMap::new(), values: BTreeSet::new() },
            };
            let told_apart: Box<dyn Iterator<Item = SchemaId>> = match inheritance::of_base(&document.schemas[id]) {
                Some(_) => Box::new(inheritance::all_heirs(lowering, id)),
                None => Box::new(super::variants(document, id).into_iter()),
            };
            let told_apart = inner.asked(told_apart.filter(|id| seen.insert(*id)));
            values.extend(tagging.values_of(lowering, &told_apart).into_iter().flatten());
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
fn telling<'a>(lowering: &Lowering<'a>, id: SchemaId, member: &'a str) -> Option<SchemaId> {
    let document = lowering.document;
    let is_enum = |id: &SchemaId| tag_texts(document, *id).is_some_and(|texts| !texts.is_empty());
    let look = || always(document, id, member).into_iter().rev().find(is_enum);
    *lowering.telling.borrow_mut().entry((id, member)).or_insert_with(look)
}

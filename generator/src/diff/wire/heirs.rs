//! Schemas that build on one with a discriminator: where that one is used, each of them can stand.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::Kind::*;
use super::partners::Partners;
use super::schemas::{DEPTH, Value};
use super::variants::Union;
use super::{Pair, Sides, fingerprint, unions};
use crate::resolve::{Discriminator, Document, SchemaId, name_for};

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

    /// The base that all variants of a union share, with those heirs that they or what builds on them are.
    fn inherited<'d>(&self, document: &'d Document, union: &Union<'_>) -> Option<Family<'d>> {
        let base = shared(document, union)?;
        let is_of_it = |heir: &SchemaId| line(document, *heir).iter().any(|id| union.variants.contains(id));
        let heirs: Vec<SchemaId> = self.get(base).iter().copied().filter(is_of_it).collect();
        Some(Family::of(document, base, &heirs))
    }

    /// The schemas that build on one, whatever is between them.
    pub(super) fn get(&self, base: SchemaId) -> &[SchemaId] {
        self.0.get(&base).map_or(&[], Vec::as_slice)
    }
}

/// What a schema builds on by however many steps.
pub(in super::super) fn ancestors(document: &Document, id: SchemaId) -> BTreeSet<SchemaId> {
    let (mut ancestors, mut open) = (BTreeSet::new(), vec![id]);
    while let Some(id) = open.pop() {
        open.extend(document.schemas[id].all_of.iter().filter(|base| ancestors.insert(**base)));
    }
    ancestors.remove(&id);
    ancestors
}

/// What a schema builds on directly: `allOf`, and that of its members without a name.
fn bases(document: &Document, id: SchemaId) -> BTreeSet<SchemaId> {
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

/// Compares the heirs of two schemas, be these what a schema without a name describes anew.
pub(super) fn compare(value: &mut Value<'_, '_>, (base, head): (SchemaId, SchemaId)) {
    let Sides { base: one, head: other } = value.documents();
    let Sides { base: heirs, head: others } = &value.comparison.heirs;
    let (base, head) = (heirs.described(one, base), others.described(other, head));
    let (was, is) = (Family::of(one, base, heirs.get(base)), Family::of(other, head, others.get(head)));
    let discriminators = (was.discriminator.as_ref(), is.discriminator.as_ref());
    let place = value.differing(unions::SAME_VARIANTS);
    if was.discriminator.is_some() != is.discriminator.is_some() {
        // Without a discriminator a base stands for itself alone.
        return unions::discriminator(value, discriminators, &called_alike(&was, &is), &place);
    }
    let both = matched(&was, &is);
    if !both.is_empty() {
        let bases = was.is_told().then_some((base, head)).filter(|_| is.is_told());
        let all: Vec<_> =
            both.iter().copied().chain(bases).filter(|pair| !are_told_by_members(&was, &is, pair)).collect();
        unions::discriminator(value, discriminators, &all, &place);
    }
    for &(was, is) in &both {
        let place = Sides { base: one.schemas[was].origin.clone(), head: other.schemas[is].origin.clone() };
        value.inside(&[was], &[is], value.variant_role(), place);
    }
    let name = |document: &Document, id: SchemaId| document.schemas[id].component.clone();
    for &was in was.heirs.iter().filter(|was| both.iter().all(|(one, _)| one != *was)) {
        let kind = value.position.kind(ReqOneOfRemoved, ReqOneOfRemoved, ResOneOfRemoved);
        value.say_one(("variant", kind), (name(one, was), None), [unions::declared(one, was)], |_, _| true);
    }
    for &is in is.heirs.iter().filter(|is| both.iter().all(|(_, other)| other != *is)) {
        let kind = value.position.kind(ReqOneOfAdded, ReqOneOfAdded, ResOneOfAdded);
        value.say_one(("variant", kind), (None, name(other, is)), [unions::declared(other, is)], |_, _| true);
    }
}

/// The heirs of a base that stands on one side, where the other side lists these alone, told apart as the base says: as
/// they are on both sides.
pub(super) fn listed(value: &Value<'_, '_>, pair: &Pair) -> Option<Vec<(SchemaId, SchemaId)>> {
    let Sides { base: one, head: other } = value.documents();
    let (heirs, others) = (&*value.comparison.heirs.base, &*value.comparison.heirs.head);
    let swapped = |(heir, variant)| (variant, heir);
    match (&value.base.unions[..], &value.head.unions[..]) {
        ([], [union]) => variants_of_base((one, heirs), &pair.base, (other, others), union),
        ([union], []) => variants_of_base((other, others), &pair.head, (one, heirs), union)
            .map(|both| both.into_iter().map(swapped).collect()),
        _ => None,
    }
}

/// How many heirs a base has that stands in what is sent.
pub(super) fn count(value: &Value<'_, '_>, pair: &Pair) -> usize {
    let (document, heirs) = (value.documents().base, &*value.comparison.heirs.base);
    pair.base.first().map_or(0, |&base| {
        let base = heirs.described(document, base);
        Family::of(document, base, heirs.get(base)).heirs.len()
    })
}

/// The heirs of a base, each with the variant of a union that is called so; none where that has other ones.
fn variants_of_base(
    (document, heirs): (&Document, &Heirs),
    base: &[SchemaId],
    (other, others): (&Document, &Heirs),
    union: &Union<'_>,
) -> Option<Vec<(SchemaId, SchemaId)>> {
    let &[base] = base else { return None };
    let base = heirs.described(document, base);
    let family = Family::of(document, base, heirs.get(base));
    let heir = |variant: SchemaId| {
        let name = other.schemas[variant].component.as_deref()?;
        family.heirs.iter().copied().find(|&heir| family.name(heir) == Some(name))
    };
    let both = union.variants.iter().map(|&variant| Some((heir(variant)?, variant))).collect::<Option<Vec<_>>>()?;
    let says = family.discriminator.as_ref()?;
    let is_alike = |said: &Discriminator| {
        let is_told =
            |(heir, variant): &(SchemaId, SchemaId)| unions::tags(says, *heir) == unions::tags(said, *variant);
        said.property == says.property && both.iter().all(is_told)
    };
    let said = said_or_inherited(union, others.inherited(other, union).as_ref());
    said.as_ref().is_none_or(is_alike).then_some(both)
}

/// Compares how the variants of two unions are told apart: what tells the heirs of a base apart does so in any union of
/// them, unless that says otherwise.
pub(super) fn told_apart(
    value: &mut Value<'_, '_>,
    (was, is): (&Union<'_>, &Union<'_>),
    pairs: &[(SchemaId, SchemaId)],
) {
    let Sides { base: one, head: other } = value.documents();
    let Sides { base: heirs, head: others } = &value.comparison.heirs;
    let (base, head) = (heirs.inherited(one, was), others.inherited(other, is));
    let place = value.differing(unions::SAME_VARIANTS);
    let are_several = was.variants.len() > 1 && is.variants.len() > 1;
    let say_it_alike = was.discriminator.is_some() == is.discriminator.is_some();
    let inherit_alike = base.is_some() == head.is_some();
    if are_several && say_it_alike && inherit_alike {
        unions::discriminator(value, (was.discriminator, is.discriminator), pairs, &place);
    } else if are_several {
        let (said, says) = (said_or_inherited(was, base.as_ref()), said_or_inherited(is, head.as_ref()));
        return unions::discriminator(value, (said.as_ref(), says.as_ref()), pairs, &place);
    }
    let (Some(base), Some(head)) = (base, head) else { return };
    told_by_base(value, (&base.beside(was), &head.beside(is)));
}

/// Compares by which values of a base the variants of two unions are told apart.
fn told_by_base(value: &mut Value<'_, '_>, (was, is): (&Family<'_>, &Family<'_>)) {
    let mut both = matched(was, is);
    both.retain(|pair| !are_told_by_members(was, is, pair));
    let (Some(said), Some(says)) = (&was.discriminator, &is.discriminator) else { return };
    let origin = |family: &Family<'_>| family.document.schemas[family.base].origin.clone();
    unions::told_apart(value, (said, says), &both, &Sides { base: origin(was), head: origin(is) });
}

/// By what the variants of a union are told apart: what the union says itself, and what their base says of them, which
/// goes before their mere names; none where that leaves one out.
fn said_or_inherited(union: &Union<'_>, family: Option<&Family<'_>>) -> Option<Discriminator> {
    let inherited = family.and_then(|family| {
        let mut discriminator = family.discriminator.clone()?;
        for (_, target) in &mut discriminator.mapping {
            let line = line(family.document, *target);
            *target = union.variants.iter().copied().find(|variant| line.contains(variant)).unwrap_or(*target);
        }
        Some(discriminator)
    });
    let says = |mapping: &[(String, SchemaId)], id: SchemaId| mapping.iter().any(|(_, target)| *target == id);
    let Some(mut said) = union.discriminator.cloned() else {
        return inherited.filter(|it| union.variants.iter().all(|&variant| says(&it.mapping, variant)));
    };
    if let Some((family, inherited)) = family.zip(inherited) {
        let is_name = |(value, id): &(String, SchemaId)| family.name(*id) == Some(value.as_str());
        said.mapping.retain(|told| !is_name(told) || !says(&inherited.mapping, told.1));
        let further = inherited.mapping.into_iter().filter(|(value, _)| said.mapping.iter().all(|(it, _)| it != value));
        let further: Vec<(String, SchemaId)> = further.collect();
        said.mapping.extend(further);
    }
    Some(said)
}

/// The base that all variants build on, or of a union with a discriminator those that build on one by its member.
fn shared(document: &Document, union: &Union<'_>) -> Option<SchemaId> {
    let tells = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        let is_base = schema.one_of.is_empty() && schema.any_of.is_empty();
        let own = |property: &String| union.discriminator.is_none_or(|own| own.property == *property);
        is_base && schema.discriminator.as_ref().is_some_and(|discriminator| own(&discriminator.property))
    };
    let bases =
        |variant: &SchemaId| -> BTreeSet<SchemaId> { line(document, *variant).into_iter().filter(tells).collect() };
    let mut all: Vec<BTreeSet<SchemaId>> = union.variants.iter().map(bases).collect();
    all.retain(|bases| union.discriminator.is_none() || !bases.is_empty());
    all.into_iter().reduce(|shared, bases| &shared & &bases)?.into_iter().next()
}

/// A schema, and what it builds on.
fn line(document: &Document, id: SchemaId) -> BTreeSet<SchemaId> {
    let mut line = ancestors(document, id);
    line.insert(id);
    line
}

/// A base in its document, with its heirs.
struct Family<'d> {
    document: &'d Document,
    base: SchemaId,
    heirs: Vec<SchemaId>,
    /// By what they are told apart, with what is not in the mapping of the document.
    discriminator: Option<Discriminator>,
}

impl<'d> Family<'d> {
    fn of(document: &'d Document, base: SchemaId, heirs: &[SchemaId]) -> Self {
        let discriminator = document.schemas[base].discriminator.clone().filter(|_| !heirs.is_empty());
        let mut family = Self { document, base, heirs: heirs.to_vec(), discriminator };
        family.complete();
        family
    }

    /// Adds to the mapping what else stands for heirs: what they say themselves, or else their names (OpenAPI 3.0.3,
    /// "Discriminator Object"); and the name of the base, which may be as abstract as it likes where others are mapped.
    fn complete(&mut self) {
        let Some(discriminator) = &mut self.discriminator else { return };
        let document = self.document;
        let base = discriminator.mapping.is_empty().then_some(self.base);
        let mapped = discriminator.mapping.clone();
        for id in self.heirs.iter().copied().chain(base) {
            let is_mapped = mapped.iter().any(|(_, target)| *target == id);
            let own = said_by_itself(document, id, &discriminator.property);
            let own = own.into_iter().filter(|own| mapped.iter().all(|(value, _)| value != own));
            let said: Vec<String> = own.collect();
            let schema = &document.schemas[id];
            let named = || name_for(schema.origin.file, schema.component.as_deref(), &schema.origin);
            let name = if is_mapped || !said.is_empty() { None } else { named() };
            discriminator.mapping.extend(said.into_iter().chain(name).map(|value| (value, id)));
        }
    }

    /// Without what a union of heirs says itself.
    fn beside(mut self, union: &Union<'_>) -> Self {
        let says =
            |value: &String| union.discriminator.is_some_and(|own| own.mapping.iter().any(|(it, _)| it == value));
        if let Some(discriminator) = &mut self.discriminator {
            discriminator.mapping.retain(|(value, _)| !says(value));
        }
        self
    }

    /// Whether a value stands for the base itself.
    fn is_told(&self) -> bool {
        !self.tags(self.base).is_empty()
    }

    /// The values that stand for a schema.
    fn tags(&self, id: SchemaId) -> BTreeSet<&str> {
        let mapping = self.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
        mapping.filter(|(_, target)| *target == id).map(|(value, _)| value.as_str()).collect()
    }

    fn name(&self, id: SchemaId) -> Option<&'d str> {
        self.document.schemas[id].component.as_deref()
    }
}

/// The value that a schema says it has for the member by which it is told.
fn said_by_itself(document: &Document, id: SchemaId, property: &str) -> Option<String> {
    document.schemas[id].discriminator_value.clone().or_else(|| unions::only_text(document, id, property))
}

/// Whether two schemas say themselves by what they are told, so that it is compared as their member.
fn are_told_by_members(was: &Family<'_>, is: &Family<'_>, (one, other): &(SchemaId, SchemaId)) -> bool {
    let says = |family: &Family<'_>, id: SchemaId| {
        let property = family.discriminator.as_ref().map(|discriminator| discriminator.property.as_str());
        property.is_some_and(|property| unions::only_text(family.document, id, property).is_some())
    };
    says(was, *one) && says(is, *other)
}

/// The heirs of one side, each with the component of the other side that is called so.
fn called_alike(was: &Family<'_>, is: &Family<'_>) -> Vec<(SchemaId, SchemaId)> {
    let names: BTreeSet<&str> =
        [was, is].into_iter().flat_map(|family| family.heirs.iter().filter_map(|&heir| family.name(heir))).collect();
    let found = |family: &Family<'_>, name: &str| family.document.components.get(name).copied();
    names.into_iter().filter_map(|name| found(was, name).zip(found(is, name))).collect()
}

/// The heirs that both have: by their names, or else by the values that stand for them, or else by what they say.
fn matched(was: &Family<'_>, is: &Family<'_>) -> Vec<(SchemaId, SchemaId)> {
    let (one, other) = (|at: usize| was.heirs[at], |at: usize| is.heirs[at]);
    let mut partners = Partners::of(was.heirs.len(), is.heirs.len());
    partners.pair_first(|at| was.name(one(at)), |at| is.name(other(at)));
    partners.pair_first(
        |at| Some(was.tags(one(at))).filter(|tags| !tags.is_empty()),
        |at| Some(is.tags(other(at))).filter(|tags| !tags.is_empty()),
    );
    let means = |family: &Family<'_>, id| vec![fingerprint::meaning(family.document, &[id], DEPTH)];
    partners.pair_only(|at| means(was, one(at)), |at| means(is, other(at)));
    partners.pairs.sort_unstable();
    partners.pairs.iter().map(|&(was, is)| (one(was), other(is))).collect()
}

//! Schemas that build on one with a discriminator: where that one is used, each of them can stand.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::Kind::*;
use super::schemas::Value;
use super::variants::Union;
use super::{Role, Sides, unions};
use crate::resolve::{Discriminator, Document, SchemaId};

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
    let (were, are) = (heirs.get(base).to_vec(), others.get(head).to_vec());
    let both = matched((one, base, &were), (other, head, &are));
    if !both.is_empty() {
        let discriminators = (one.schemas[base].discriminator.as_ref(), other.schemas[head].discriminator.as_ref());
        unions::discriminator(value, discriminators, &both);
    }
    for &(was, is) in &both {
        let place = Sides { base: one.schemas[was].origin.clone(), head: other.schemas[is].origin.clone() };
        value.inside(&[was], &[is], Role::Variant, place);
    }
    let name = |document: &Document, id: SchemaId| document.schemas[id].component.clone();
    for &was in were.iter().filter(|was| both.iter().all(|(one, _)| one != *was)) {
        let kind = value.position.kind(ReqOneOfRemoved, ReqOneOfRemoved, ResOneOfRemoved);
        value.say_one(("variant", kind), (name(one, was), None), [unions::declared(one, was)], |_, _| true);
    }
    for &is in are.iter().filter(|is| both.iter().all(|(_, other)| other != *is)) {
        let kind = value.position.kind(ReqOneOfAdded, ReqOneOfAdded, ResOneOfAdded);
        value.say_one(("variant", kind), (None, name(other, is)), [unions::declared(other, is)], |_, _| true);
    }
}

/// Compares by which values of a base the variants of two unions are told apart, where they build on one: what tells
/// heirs apart does so in any union of them, unless that says otherwise.
pub(super) fn told_by_base(value: &mut Value<'_, '_>, was: &Union<'_>, is: &Union<'_>) {
    let Sides { base: one, head: other } = value.documents();
    let (Some(base), Some(head)) = (shared(one, was), shared(other, is)) else { return };
    let Sides { base: heirs, head: others } = &value.comparison.heirs;
    let of = |heirs: &Heirs, document, id, union: &Union<'_>| -> Vec<SchemaId> {
        let is_of_it = |heir: &SchemaId| line(document, *heir).iter().any(|id| union.variants.contains(id));
        heirs.get(id).iter().copied().filter(is_of_it).collect()
    };
    let (were, are) = (of(heirs, one, base, was), of(others, other, head, is));
    let both = matched((one, base, &were), (other, head, &are));
    let said = further(one, base, was).zip(further(other, head, is)).filter(|_| !both.is_empty());
    let Some((said, says)) = said else { return };
    let place = Sides { base: one.schemas[base].origin.clone(), head: other.schemas[head].origin.clone() };
    unions::told_apart(value, (&said, &says), &both, &place);
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

/// What the discriminator of a base says that a union of its heirs does not say itself.
fn further(document: &Document, base: SchemaId, union: &Union<'_>) -> Option<Discriminator> {
    let mut discriminator = document.schemas[base].discriminator.clone()?;
    let is_said = |value: &String| union.discriminator.is_some_and(|own| own.mapping.iter().any(|(it, _)| it == value));
    discriminator.mapping.retain(|(value, _)| !is_said(value));
    Some(discriminator)
}

/// A schema, and what it builds on.
fn line(document: &Document, id: SchemaId) -> BTreeSet<SchemaId> {
    let mut line = ancestors(document, id);
    line.insert(id);
    line
}

/// A base in its document, with its heirs.
type Family<'d> = (&'d Document, SchemaId, &'d [SchemaId]);

/// The heirs that both have: by their names, or else by the values that the discriminator has for them.
fn matched((one, base, were): Family<'_>, (other, head, are): Family<'_>) -> Vec<(SchemaId, SchemaId)> {
    let is_same_name = |was: SchemaId, is: SchemaId| one.schemas[was].component == other.schemas[is].component;
    let mut both: Vec<(SchemaId, SchemaId)> = Vec::new();
    let mut left: Vec<SchemaId> = are.to_vec();
    let mut gone = Vec::new();
    for &was in were {
        match left.iter().position(|&is| is_same_name(was, is)) {
            Some(at) => both.push((was, left.remove(at))),
            None => gone.push(was),
        }
    }
    for was in gone {
        let values = tags(one, base, was);
        if let Some(at) = left.iter().position(|&is| !values.is_empty() && values == tags(other, head, is)) {
            both.push((was, left.remove(at)));
        }
    }
    both
}

/// The values of the discriminator that stand for an heir, where they are not just its name.
fn tags(document: &Document, base: SchemaId, heir: SchemaId) -> BTreeSet<&str> {
    let schema = &document.schemas[heir];
    let mapping = document.schemas[base].discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    let mapped = mapping.filter(|(_, target)| *target == heir).map(|(value, _)| value.as_str());
    mapped.chain(schema.discriminator_value.as_deref()).collect()
}

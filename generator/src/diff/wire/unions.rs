//! The variants of two unions, and how they are told apart.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::super::kind::Effect;
use super::super::told::some;
use super::super::trees::Trees;
use super::super::{Rust, Wire};
use super::called::called;
use super::choices::is_taken_anyway;
use super::literals::Listed;
use super::partners::Partners;
use super::schemas::{DEPTH, Value};
use super::variants::{Keyword, Union};
use super::view::{Member, Shape, View};
use super::{Position, Sides, fingerprint, heirs, names, scalars, tagged};
use crate::emit::Mark;
use crate::resolve::{Discriminator, Document, Schema, SchemaId};
use crate::source::Origin;

/// Variants are ids, which differ from document to document: what differs is said where the first union is declared.
pub(super) const SAME_VARIANTS: fn(&Schema, &Schema) -> bool =
    |schema, _| [&schema.one_of, &schema.any_of].iter().all(|variants| variants.len() < 2);

/// Compares the unions of two schemas, one by one in their order.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    let base = std::mem::take(&mut value.base.unions);
    let head = std::mem::take(&mut value.head.unions);
    let documents = value.documents();
    for (one, other) in base.iter().zip(&head) {
        let listed = beside(value, one, other);
        let (one, other) = (listed.base.as_ref().unwrap_or(one), listed.head.as_ref().unwrap_or(other));
        let matched = matched(value, one, other);
        let is_same = matched.gone.is_empty() && matched.new.is_empty();
        let is_spread = listed.base.is_some() || listed.head.is_some();
        let is_reworded = is_spread || one.dissolved.len() != other.dissolved.len();
        if is_same && is_reworded && one.keyword == other.keyword {
            let kind = value.position.kind(ReqAllOfRefactor, ReqAllOfRefactor, ResAllOfFlatten);
            value.say(("words", kind), (None, None));
        }
        report(&matched, value, one, other);
        let pairs: Vec<_> = matched.pairs.iter().map(|&(was, is)| (one.variants[was], other.variants[is])).collect();
        heirs::told_apart(value, (one, other), &pairs);
        scalars::documentation(value, (&one.dissolved, &other.dissolved));
        for (was, is) in matched.pairs {
            let place = Sides { base: one.place(was), head: other.place(is) };
            let is_anyway = is_taken_anyway(documents.base, one, was) && is_taken_anyway(documents.head, other, is);
            let exchange = if is_anyway { value.exchange.anyway() } else { value.exchange };
            let variants: (&[_], &[_]) = (&[one.variants[was]], &[other.variants[is]]);
            value.inside_as(exchange, variants, value.variant_role(), place);
        }
    }
}

/// The unions with those in them listed as the other side lists them.
fn beside<'d>(value: &Value<'_, 'd>, base: &Union<'d>, head: &Union<'d>) -> Sides<Option<Union<'d>>> {
    let Sides { base: one, head: other } = value.documents();
    Sides { base: base.beside((one, other), head), head: head.beside((other, one), base) }
}

/// The variants that both have, and those that one has: they go by the components that they are or wrap, by the value
/// that tells them apart, or else by what they say; the one that is left on both sides is the same, unless it has a
/// name that the other document knows.
fn matched(value: &Value<'_, '_>, base: &Union<'_>, head: &Union<'_>) -> Partners {
    let Sides { base: one, head: other } = value.documents();
    let mut partners = Partners::of(base.variants.len(), head.variants.len());
    partners.pair_first(|was| name(one, base.variants[was]), |is| name(other, head.variants[is]));
    tagged::pair(&mut partners, (one, base), (other, head));
    let Sides { base: from, head: to } = value.comparison.trees;
    let written = |trees: &Trees<'_>, document: &Document, id: SchemaId| {
        trees.get(&document.schemas[id].origin).map(ToString::to_string)
    };
    let was_written = |was: usize| written(from, one, base.variants[was]);
    let is_written = |is: usize| written(to, other, head.variants[is]);
    // Of those that say the same, each goes with the one that says it to people in the same words.
    partners.pair_first(|was| was_written(was).zip(Some(was)), |is| is_written(is).zip(Some(is)));
    partners.pair_first(was_written, is_written);
    let wraps = |document, id| names::name(document, &View::new(document, &[id]));
    partners.pair_first(|was| wraps(one, base.variants[was]), |is| wraps(other, head.variants[is]));
    let means = |document, union: &Union<'_>, left: &[usize]| -> BTreeMap<usize, String> {
        left.iter().map(|&at| (at, fingerprint::meaning(document, &[union.variants[at]], DEPTH))).collect()
    };
    let (meant, means) = (means(one, base, &partners.gone), means(other, head, &partners.new));
    partners.pair_first(|was| meant.get(&was).zip(Some(was)), |is| means.get(&is).zip(Some(is)));
    partners.pair_first(|was| meant.get(&was), |is| means.get(&is));
    if let ([was], [is]) = (&partners.gone[..], &partners.new[..])
        && !is_known((one, base.variants[*was]), other)
        && !is_known((other, head.variants[*is]), one)
    {
        partners.pair_rest();
    }
    pair_changed(&mut partners, value.documents(), base, head);
    partners.pairs.sort_unstable();
    partners
}

/// What all variants have in common may have changed: those without names that both documents know then go by their
/// order, or by their types and members.
fn pair_changed(partners: &mut Partners, documents: Sides<&Document>, base: &Union<'_>, head: &Union<'_>) {
    let Sides { base: one, head: other } = documents;
    let were = likenesses((one, other), base, &partners.gone);
    let are = likenesses((other, one), head, &partners.new);
    let is_alike = |(was, is): (&usize, &usize)| {
        let both = were.get(was).zip(are.get(is));
        both.is_some_and(|(was, is)| was.iter().any(|likeness| is.contains(likeness)))
    };
    if partners.gone.len() == partners.new.len() && partners.gone.iter().zip(&partners.new).all(is_alike) {
        return partners.pair_rest();
    }
    // Where some come or go, those go together that are like no others.
    let likenesses = |of: &BTreeMap<usize, _>, at| of.get(&at).cloned().unwrap_or_default();
    partners.pair_only(|was| likenesses(&were, was), |is| likenesses(&are, is));
}

/// What a variant has in common with those that are alike: its type, with a member where it has any.
type Likeness<'d> = (Shape, Option<&'d str>);

/// Those of the variants at these places; members of a component are its own.
fn likenesses<'d>(
    (document, other): (&'d Document, &Document),
    union: &Union<'_>,
    places: &[usize],
) -> BTreeMap<usize, Vec<Likeness<'d>>> {
    let of = |&at: &usize| {
        let variant = union.variants[at];
        let View { shape, members, .. } = View::new(document, &[variant]);
        let is_own = name(document, variant).is_some() && !members.is_empty() || is_known((document, variant), other);
        let none = members.is_empty().then_some((shape, None));
        let all = || members.into_keys().map(|name| (shape, Some(name))).chain(none).collect();
        (!is_own).then(|| (at, all()))
    };
    places.iter().filter_map(of).collect()
}

/// Whether a variant has a name that the other document knows.
pub(super) fn is_known((document, variant): (&Document, SchemaId), other: &Document) -> bool {
    name(document, variant).is_some_and(|name| other.components.contains_key(name))
}

/// The name of a variant that is a component.
fn name(document: &Document, variant: SchemaId) -> Option<&str> {
    document.schemas[variant].component.as_deref()
}

/// Notes which variants came and went, and that they stand in another order.
fn report(partners: &Partners, value: &mut Value<'_, '_>, base: &Union<'_>, head: &Union<'_>) {
    let Sides { base: one, head: other } = value.documents();
    let called = |document, union, left: &[usize]| if left.is_empty() { Vec::new() } else { called(document, union) };
    let (were, are) = (called(one, base, &partners.gone), called(other, head, &partners.new));
    // One in place of another is one cause, in however many unions.
    let replaced = match (&partners.gone[..], &partners.new[..]) {
        (&[was], &[is]) => name(one, base.variants[was]).zip(name(other, head.variants[is])),
        _ => None,
    };
    let told = |draft: Draft| match replaced {
        Some((was, is)) => draft.replacing(was, is),
        None => draft.listed(),
    };
    let is_elsewhere = |was: &Schema, is: &Schema| was.origin != base.schema.origin || is.origin != head.schema.origin;
    for &was in &partners.gone {
        let named = were.get(was).cloned();
        let marks = [Mark::Place(base.place(was)), declared(one, base.variants[was])];
        let change = ("variant", gone(value.position, head.keyword));
        value.note(told(value.one(change, (named, None), marks, is_elsewhere)));
    }
    for &is in &partners.new {
        let named = are.get(is).cloned();
        let marks = [Mark::Place(head.place(is)), declared(other, head.variants[is])];
        let change = ("variant", new(value.position, head.keyword));
        value.note(told(value.one(change, (None, named), marks, is_elsewhere)));
    }
    if !partners.pairs.iter().map(|(_, is)| is).is_sorted() {
        let kind = value.position.kind(ReqOneOfReordered, ReqOneOfReordered, ResOneOfReordered);
        let Sides { base: from, head: to } = value.differing(is_elsewhere);
        let draft = value.draft(("order", kind), (Some(&from), Some(&to)));
        let least = if overlap(other, head) { Rust::Patch } else { kind.least() };
        value.note(draft.least(least));
    }
}

/// Whether one value can be several variants, of which the first is taken: nothing that one demands tells them apart.
fn overlap(document: &Document, union: &Union<'_>) -> bool {
    let views: Vec<View<'_>> = union.variants.iter().map(|&variant| View::new(document, &[variant])).collect();
    let tells = |one: &View<'_>, other: &View<'_>| {
        let mut demanded = one.members.iter().filter(|(_, member)| member.required).map(|(name, _)| name);
        demanded.any(|name| !other.members.contains_key(name))
    };
    let are_apart =
        |one: &View<'_>, other: &View<'_>| one.shape != other.shape || tells(one, other) && tells(other, one);
    union.discriminator.is_none()
        && views.iter().enumerate().any(|(index, one)| views[..index].iter().any(|other| !are_apart(one, other)))
}

/// By this the items of a variant are found.
pub(super) fn declared(document: &Document, variant: SchemaId) -> Mark {
    Mark::Place(document.schemas[variant].origin.clone())
}

fn gone(position: Position, keyword: Keyword) -> Kind {
    match keyword {
        Keyword::OneOf => position.kind(ReqOneOfRemoved, ReqOneOfRemoved, ResOneOfRemoved),
        Keyword::AnyOf => position.kind(ReqAnyOfRemoved, ReqAnyOfRemoved, ResAnyOfRemoved),
    }
}

fn new(position: Position, keyword: Keyword) -> Kind {
    match keyword {
        Keyword::OneOf => position.kind(ReqOneOfAdded, ReqOneOfAdded, ResOneOfAdded),
        Keyword::AnyOf => position.kind(ReqAnyOfAdded, ReqAnyOfAdded, ResAnyOfAdded),
    }
}

/// Compares how variants are told apart.
pub(super) fn discriminator(
    value: &mut Value<'_, '_>,
    both: (Option<&Discriminator>, Option<&Discriminator>),
    pairs: &[(SchemaId, SchemaId)],
    place: &Sides<Origin>,
) {
    let at = value.position.inside();
    let kind = match both {
        (None, None) => return told_by_members(value, pairs),
        (Some(was), Some(is)) => return told_apart(value, (was, is), pairs, place),
        (Some(_), None) => at.kind(ReqDiscriminatorRemoved, ReqDiscriminatorRemoved, ResDiscriminatorRemoved),
        (None, Some(_)) => at.kind(ReqDiscriminatorAdded, ReqDiscriminatorAdded, ResDiscriminatorAdded),
    };
    let draft = value.draft(("discriminator", kind), (Some(&place.base), Some(&place.head)));
    let Some(property) = both.0.or(both.1).map(|discriminator| discriminator.property.clone()) else { return };
    let Sides { base, head } = value.documents();
    let (were, are): (Vec<SchemaId>, Vec<SchemaId>) = pairs.iter().copied().unzip();
    let said = told_by(base, both.0, &property, &were).zip(told_by(head, both.1, &property, &are));
    let is_told_anyway = said.as_ref().is_some_and(|(was, is)| was == is && !pairs.is_empty());
    for (pair, (base, head)) in pairs.iter().zip(said.into_iter().flat_map(|(was, is)| was.into_iter().zip(is))) {
        let tag = Tag { property: property.clone(), values: Sides { base, head } };
        value.comparison.tags.entry(*pair).or_insert(tag);
    }
    value.note(if is_told_anyway { draft.wire(Wire::Safe) } else { draft });
}

/// The values of the member that stand for each variant, be it that a discriminator says so or that they do; none where
/// nothing stands for one.
fn told_by(
    document: &Document,
    discriminator: Option<&Discriminator>,
    property: &str,
    variants: &[SchemaId],
) -> Option<Vec<BTreeSet<String>>> {
    match discriminator {
        Some(discriminator) => Some(variants.iter().map(|&variant| tags(discriminator, variant)).collect()),
        None => said_by_members(document, property, variants),
    }
}

/// The values of a discriminator that stand for a variant.
pub(super) fn tags(discriminator: &Discriminator, variant: SchemaId) -> BTreeSet<String> {
    discriminator.mapping.iter().filter(|(_, id)| *id == variant).map(|(tag, _)| tag.clone()).collect()
}

/// The values that each variant lists for a member, where that must be there in all.
fn said_by_members(document: &Document, property: &str, variants: &[SchemaId]) -> Option<Vec<BTreeSet<String>>> {
    let values = |&variant: &SchemaId| {
        let variant = View::new(document, &[variant]);
        let member = variant.members.get(property).filter(|member| member.required)?;
        listed(document, member)
    };
    variants.iter().map(values).collect()
}

/// Finds the member by which variants are told apart where no discriminator says so: on both sides it must be there in
/// all of them, with other values in each.
fn told_by_members(value: &mut Value<'_, '_>, pairs: &[(SchemaId, SchemaId)]) {
    let Sides { base, head } = value.documents();
    let (were, are): (Vec<SchemaId>, Vec<SchemaId>) = pairs.iter().copied().unzip();
    let [first, _, ..] = were[..] else { return };
    let said = |name: &&str| {
        let both = said_by_members(base, name, &were).zip(said_by_members(head, name, &are));
        both.filter(|(was, is)| are_apart(was.iter()) && are_apart(is.iter())).map(|said| ((*name).to_owned(), said))
    };
    let Some((property, (was, is))) = View::new(base, &[first]).members.keys().find_map(said) else { return };
    for (pair, (base, head)) in pairs.iter().zip(was.into_iter().zip(is)) {
        let tag = Tag { property: property.clone(), values: Sides { base, head } };
        value.comparison.tags.entry(*pair).or_insert(tag);
    }
}

/// Whether each set has values, and none that another has.
pub(super) fn are_apart<'s>(mut sets: impl Iterator<Item = &'s BTreeSet<String>>) -> bool {
    let mut seen = BTreeSet::new();
    sets.all(|set| !set.is_empty() && set.iter().all(|value| seen.insert(value)))
}

/// The only text that a member of a variant has.
pub(super) fn only_text(document: &Document, variant: SchemaId, property: &str) -> Option<String> {
    let variant = View::new(document, &[variant]);
    let mut texts = listed(document, variant.members.get(property)?)?;
    texts.pop_first().filter(|_| texts.is_empty())
}

/// The texts that a member lists.
fn listed(document: &Document, member: &Member<'_>) -> Option<BTreeSet<String>> {
    let values = View::new(document, &member.schemas).values?;
    Some(values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect())
}

/// Compares by which member, and by which of its values, variants are told apart on both sides.
pub(super) fn told_apart(
    value: &mut Value<'_, '_>,
    (was, is): (&Discriminator, &Discriminator),
    pairs: &[(SchemaId, SchemaId)],
    place: &Sides<Origin>,
) {
    let (at, places) = (value.position.inside(), (Some(&place.base), Some(&place.head)));
    if was.property != is.property {
        let kind = at.kind(ReqDiscriminatorName, ReqDiscriminatorName, ResDiscriminatorName);
        let values = (Some(was.property.clone()), Some(is.property.clone()));
        value.say_at(("discriminator", kind), places, values);
    }
    let Sides { base: base_document, head: head_document } = value.documents();
    for &(one, other) in pairs {
        let property = (was.property == is.property).then(|| was.property.clone());
        let (was, is) = (tags(was, one), tags(is, other));
        if let Some(property) = property {
            let values = Sides { base: was.clone(), head: is.clone() };
            value.comparison.tags.entry((one, other)).or_insert(Tag { property, values });
        }
        if was != is {
            let kind = at.kind(ReqDiscriminatorMapping, ReqDiscriminatorMapping, ResDiscriminatorMapping);
            let wire = weight_of_tags(at, &was, &is);
            // The names of components are values where nothing else is.
            let is_named =
                |document, id, tags: &BTreeSet<String>| name(document, id).is_some_and(|name| tags.contains(name));
            let is_own = declared(base_document, one) == Mark::Place(place.base.clone());
            let are_names = !is_own && is_named(base_document, one, &was) && is_named(head_document, other, &is);
            let (marks, values) = ([declared(head_document, other)], (list(was), list(is)));
            let draft = value.draft(("mapping", kind), places).values(values);
            let draft = draft.one_of_several().marked(marks).listed();
            let draft = match are_names {
                true => draft.effect(Effect::Name).marked([declared(base_document, one)]),
                false => draft,
            };
            value.note(wire.map_or(draft.clone(), |wire| draft.wire(wire)));
        }
    }
}

/// The first of several values, if there is one, and how many more there are.
fn list(values: impl IntoIterator<Item = String>) -> Option<String> {
    let values = Vec::from_iter(values);
    (!values.is_empty()).then(|| some(&values, ", "))
}

/// The values of a member by which a variant is told from others.
pub(super) struct Tag {
    property: String,
    values: Sides<BTreeSet<String>>,
}

/// Whether a member lists, on one side alone, the values that the discriminator has for the variant anyway, or lists
/// others in place of those by which the variant was told.
pub(super) fn is_tag(value: &Value<'_, '_>, name: &str, (base, head): (&Member<'_>, &Member<'_>)) -> bool {
    let tag = value.variant.and_then(|variant| value.comparison.tags.get(&variant));
    let Some(tag) = tag.filter(|tag| tag.property == name) else { return false };
    let Sides { base: one, head: other } = value.documents();
    match (listed(one, base), listed(other, head)) {
        (None, Some(listed)) => listed == tag.values.head,
        (Some(listed), None) => listed == tag.values.base,
        (Some(was), Some(is)) => {
            let is_tag = (&was, &is) == (&tag.values.base, &tag.values.head);
            is_tag && !was.is_subset(&is) && !is.is_subset(&was)
        }
        _ => false,
    }
}

/// Notes that a variant is told by other values of a member of it.
pub(super) fn told_otherwise(value: &mut Value<'_, '_>, (was, is): (&Listed<'_>, &Listed<'_>)) {
    let Sides { base, head } = value.place.clone();
    let kind = value.position.kind(ReqDiscriminatorMapping, ReqDiscriminatorMapping, ResDiscriminatorMapping);
    let texts = |values: &Listed<'_>| {
        list(values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
    };
    let variant = head.pointer.parent().and_then(|properties| properties.parent());
    let variant = variant.map_or_else(|| head.clone(), |pointer| Origin::new(head.file, pointer));
    let subject = value.comparison.subjects.head.said(&variant);
    let draft = value.draft(("mapping", kind), (Some(&base), Some(&head))).of(subject);
    value.note(draft.values((texts(was), texts(is))));
}

/// What other values of a tag mean where some only come, or only go.
fn weight_of_tags(at: Position, was: &BTreeSet<String>, is: &BTreeSet<String>) -> Option<Wire> {
    let is_answer = matches!(at, Position::Response | Position::Error);
    match (was.is_subset(is), is.is_subset(was)) {
        (true, _) => Some(if is_answer { Wire::Risky } else { Wire::Safe }),
        (_, true) if is_answer => Some(Wire::Safe),
        _ => None,
    }
}

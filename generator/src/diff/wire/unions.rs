//! The variants of two unions, and how they are told apart.

use std::collections::BTreeSet;

use super::super::Kind::{self, *};
use super::super::{Rust, Wire};
use super::schemas::{DEPTH, Value};
use super::variants::{Keyword, Union};
use super::view::{Member, View};
use super::{Position, Role, Sides, fingerprint, heirs, scalars};
use crate::emit::Mark;
use crate::resolve::{Discriminator, Document, Schema, SchemaId};
use crate::source::Origin;

/// Variants are ids, which differ from document to document: what differs is said where the first union is declared.
const SAME_VARIANTS: fn(&Schema, &Schema) -> bool =
    |schema, _| [&schema.one_of, &schema.any_of].iter().all(|variants| variants.len() < 2);

/// Compares the unions of two schemas, one by one in their order.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    let base = std::mem::take(&mut value.base.unions);
    let head = std::mem::take(&mut value.head.unions);
    for (one, other) in base.iter().zip(&head) {
        let spread = spread(value, one, other);
        let (one, other) = (spread.base.as_ref().unwrap_or(one), spread.head.as_ref().unwrap_or(other));
        let matched = Matched::of(value, one, other);
        let is_same = matched.gone.is_empty() && matched.new.is_empty();
        if is_same && (spread.base.is_some() || spread.head.is_some()) {
            let kind = value.position.kind(ReqAllOfRefactor, ReqAllOfRefactor, ResAllOfFlatten);
            value.say(("words", kind), (None, None));
        }
        matched.report(value, one, other);
        let pairs: Vec<_> = matched.pairs.iter().map(|&(was, is)| (one.variants[was], other.variants[is])).collect();
        discriminator(value, (one.discriminator, other.discriminator), &pairs);
        heirs::told_by_base(value, one, other);
        scalars::documentation(value, (&one.dissolved, &other.dissolved));
        for (was, is) in matched.pairs {
            let place = Sides { base: one.place(was), head: other.place(is) };
            value.inside(&[one.variants[was]], &[other.variants[is]], Role::Variant, place);
        }
    }
}

/// The unions with the variants of unions in them that the other side lists itself.
fn spread<'d>(value: &Value<'_, 'd>, base: &Union<'d>, head: &Union<'d>) -> Sides<Option<Union<'d>>> {
    let Sides { base: one, head: other } = value.documents();
    let names = |document: &'d Document, union: &Union<'_>| -> BTreeSet<&'d str> {
        union.variants.iter().filter_map(|&id| document.schemas[id].component.as_deref()).collect()
    };
    Sides { base: base.spread(one, &names(other, head)), head: head.spread(other, &names(one, base)) }
}

/// The variants that both have, and those that one has, by their places.
struct Matched {
    pairs: Vec<(usize, usize)>,
    gone: Vec<usize>,
    new: Vec<usize>,
}

impl Matched {
    /// Variants go by their names, or else by what they say; the one that is left on both sides is the same, unless it
    /// has a name that the other document knows.
    fn of(value: &Value<'_, '_>, base: &Union<'_>, head: &Union<'_>) -> Self {
        let Sides { base: one, head: other } = value.documents();
        let name = |document: &Document, id: SchemaId| document.schemas[id].component.clone();
        let mut matched = Self {
            pairs: Vec::new(),
            gone: (0..base.variants.len()).collect(),
            new: (0..head.variants.len()).collect(),
        };
        matched.pair(|was, is| {
            let names = (name(one, base.variants[was]), name(other, head.variants[is]));
            names.0.is_some() && names.0 == names.1
        });
        let means = |document, id| fingerprint::meaning(document, &[id], DEPTH);
        let is_same = |was: usize, is: usize| means(one, base.variants[was]) == means(other, head.variants[is]);
        matched.pair(|was, is| was == is && is_same(was, is));
        matched.pair(is_same);
        if let ([was], [is]) = (&matched.gone[..], &matched.new[..]) {
            let is_known = |id: SchemaId, own: &Document, document: &Document| {
                name(own, id).is_some_and(|name| document.components.contains_key(&name))
            };
            if !is_known(base.variants[*was], one, other) && !is_known(head.variants[*is], other, one) {
                matched.pair(|_, _| true);
            }
        }
        matched.pair_changed(value, base, head);
        matched.pairs.sort_unstable();
        matched
    }

    /// What all variants have in common may have changed: those without names then go by their order, or by their types
    /// and members.
    fn pair_changed(&mut self, value: &Value<'_, '_>, base: &Union<'_>, head: &Union<'_>) {
        let Sides { base: one, head: other } = value.documents();
        let view = |document, id: SchemaId| View::new(document, &[id]);
        let is_alike = |(&was, &is): (&usize, &usize)| {
            let (was, is) = (view(one, base.variants[was]), view(other, head.variants[is]));
            let has_name = |view: &View<'_>| view.all.first().is_some_and(|schema| schema.component.is_some());
            let shares = was.members.is_empty() || was.members.keys().any(|name| is.members.contains_key(name));
            !has_name(&was) && !has_name(&is) && was.shape == is.shape && shares
        };
        if self.gone.len() == self.new.len() && self.gone.iter().zip(&self.new).all(is_alike) {
            let (gone, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
            return self.pairs.extend(gone.into_iter().zip(new));
        }
        // Where some come or go, those go together that are like no others.
        let (gone, new) = (self.gone.clone(), self.new.clone());
        self.pair(|was, is| {
            let of_was = new.iter().filter(|other| is_alike((&was, other)));
            let of_is = gone.iter().filter(|other| is_alike((other, &is)));
            is_alike((&was, &is)) && of_was.count() == 1 && of_is.count() == 1
        });
    }

    /// Takes for the same what is left on both sides and alike.
    fn pair(&mut self, is_alike: impl Fn(usize, usize) -> bool) {
        for was in std::mem::take(&mut self.gone) {
            match self.new.iter().position(|&is| is_alike(was, is)) {
                Some(at) => self.pairs.push((was, self.new.remove(at))),
                None => self.gone.push(was),
            }
        }
    }

    fn report(&self, value: &mut Value<'_, '_>, base: &Union<'_>, head: &Union<'_>) {
        let Sides { base: one, head: other } = value.documents();
        let name = |document: &Document, id: SchemaId, index: usize| {
            Some(document.schemas[id].component.clone().unwrap_or_else(|| format!("variant {}", index + 1)))
        };
        for &was in &self.gone {
            let named = name(one, base.variants[was], was);
            let marks = [Mark::Place(base.place(was)), declared(one, base.variants[was])];
            value.say_one(("variant", gone(value.position, head.keyword)), (named, None), marks, SAME_VARIANTS);
        }
        for &is in &self.new {
            let named = name(other, head.variants[is], is);
            let marks = [Mark::Place(head.place(is)), declared(other, head.variants[is])];
            value.say_one(("variant", new(value.position, head.keyword)), (None, named), marks, SAME_VARIANTS);
        }
        if !self.pairs.iter().map(|(_, is)| is).is_sorted() {
            let kind = value.position.kind(ReqOneOfReordered, ReqOneOfReordered, ResOneOfReordered);
            let Sides { base: from, head: to } = value.differing(SAME_VARIANTS);
            let draft = value.draft(("order", kind), (Some(&from), Some(&to)));
            let least = if overlap(other, head) { Rust::Patch } else { kind.least() };
            value.note(draft.least(least));
        }
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
) {
    let at = value.position.inside();
    let (was, is) = match both {
        (None, None) => return,
        (Some(_), None) => {
            let kind = at.kind(ReqDiscriminatorRemoved, ReqDiscriminatorRemoved, ResDiscriminatorRemoved);
            return value.say_of(("discriminator", kind), (None, None), SAME_VARIANTS);
        }
        (None, Some(_)) => {
            let kind = at.kind(ReqDiscriminatorAdded, ReqDiscriminatorAdded, ResDiscriminatorAdded);
            return value.say_of(("discriminator", kind), (None, None), SAME_VARIANTS);
        }
        (Some(was), Some(is)) => (was, is),
    };
    let place = value.differing(SAME_VARIANTS);
    told_apart(value, (was, is), pairs, &place);
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
        return value.say_at(("discriminator", kind), places, values);
    }
    let tags = |mapping: &[(String, SchemaId)], variant: SchemaId| -> BTreeSet<String> {
        mapping.iter().filter(|(_, id)| *id == variant).map(|(tag, _)| tag.clone()).collect()
    };
    let head_document = value.documents().head;
    for &(one, other) in pairs {
        let property = was.property.clone();
        let (was, is) = (tags(&was.mapping, one), tags(&is.mapping, other));
        let values = Sides { base: was.clone(), head: is.clone() };
        value.comparison.tags.entry((one, other)).or_insert(Tag { property, values });
        if was != is {
            let kind = at.kind(ReqDiscriminatorMapping, ReqDiscriminatorMapping, ResDiscriminatorMapping);
            let wire = weight_of_tags(at, &was, &is);
            let list = |tags: BTreeSet<String>| tags.into_iter().collect::<Vec<_>>().join(", ");
            let (marks, values) = ([declared(head_document, other)], (Some(list(was)), Some(list(is))));
            let draft = value.draft(("mapping", kind), places).values(values);
            let draft = draft.one_of_several().marked(marks).listed();
            value.note(wire.map_or(draft.clone(), |wire| draft.wire(wire)));
        }
    }
}

/// The values of a member by which a variant is told from others.
pub(super) struct Tag {
    property: String,
    values: Sides<BTreeSet<String>>,
}

/// Whether a member lists, on one side alone, the values that the discriminator has for the variant anyway.
pub(super) fn is_tag(value: &Value<'_, '_>, name: &str, (base, head): (&Member<'_>, &Member<'_>)) -> bool {
    let tag = value.variant.and_then(|variant| value.comparison.tags.get(&variant));
    let Some(tag) = tag.filter(|tag| tag.property == name) else { return false };
    let listed = |document, member: &Member<'_>| -> Option<BTreeSet<String>> {
        let values = View::new(document, &member.schemas).values?;
        Some(values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect())
    };
    let Sides { base: one, head: other } = value.documents();
    match (listed(one, base), listed(other, head)) {
        (None, Some(listed)) => listed == tag.values.head,
        (Some(listed), None) => listed == tag.values.base,
        _ => false,
    }
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

//! The variants of two unions, and how they are told apart.

use std::collections::BTreeSet;

use super::super::Kind::{self, *};
use super::schemas::{DEPTH, Value};
use super::view::{Keyword, Union, fingerprint};
use super::{Position, Role, Sides};
use crate::resolve::SchemaId;

/// Compares the unions of two schemas, one by one in their order.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    let base = std::mem::take(&mut value.base.unions);
    let head = std::mem::take(&mut value.head.unions);
    for (one, other) in base.iter().zip(&head) {
        let matched = Matched::of(value, one, other);
        matched.report(value, other.keyword);
        discriminator(value, one, other, &matched.pairs);
        for (base, head) in matched.pairs {
            value.inside(&[base], &[head], Role::Variant);
        }
    }
}

/// The variants that both have, and those that one has.
struct Matched {
    pairs: Vec<(SchemaId, SchemaId)>,
    gone: Vec<SchemaId>,
    new: Vec<SchemaId>,
    is_reordered: bool,
}

impl Matched {
    /// Variants go by their names; those without, by what they say; the one that is left on both sides is the same.
    fn of(value: &Value<'_, '_>, base: &Union<'_>, head: &Union<'_>) -> Self {
        let documents = value.documents();
        let name = |document: &crate::resolve::Document, id: SchemaId| {
            let component = document.schemas[id].component.clone();
            component.unwrap_or_else(|| fingerprint(document, &[id], DEPTH))
        };
        let names: Vec<String> = head.variants.iter().map(|&id| name(documents.head, id)).collect();
        let mut left: Vec<usize> = (0..names.len()).collect();
        let (mut places, mut gone) = (Vec::new(), Vec::new());
        for &variant in base.variants {
            let named = name(documents.base, variant);
            match left.iter().position(|&index| names[index] == named) {
                Some(at) => places.push((variant, left.remove(at))),
                None => gone.push(variant),
            }
        }
        let is_reordered = !places.iter().map(|(_, place)| place).is_sorted();
        let mut pairs: Vec<_> = places.into_iter().map(|(variant, place)| (variant, head.variants[place])).collect();
        let mut new: Vec<SchemaId> = left.into_iter().map(|index| head.variants[index]).collect();
        if let ([was], [is]) = (&gone[..], &new[..]) {
            pairs.push((*was, *is));
            (gone, new) = (Vec::new(), Vec::new());
        }
        Self { pairs, gone, new, is_reordered }
    }

    fn report(&self, value: &mut Value<'_, '_>, keyword: Keyword) {
        let Sides { base, head } = value.documents();
        for &variant in &self.gone {
            let origin = &base.schemas[variant].origin;
            let named = Some(super::schemas::said(origin));
            value.say(("variant", gone(value.position, keyword)), (named, None));
        }
        for &variant in &self.new {
            let origin = &head.schemas[variant].origin;
            let named = Some(super::schemas::said(origin));
            value.say(("variant", new(value.position, keyword)), (None, named));
        }
        if self.is_reordered {
            value.say(
                ("order", value.position.kind(ReqOneOfReordered, ReqOneOfReordered, ResOneOfReordered)),
                (None, None),
            );
        }
    }
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

fn discriminator(value: &mut Value<'_, '_>, base: &Union<'_>, head: &Union<'_>, pairs: &[(SchemaId, SchemaId)]) {
    let at = value.position.inside();
    let (was, is) = match (base.discriminator, head.discriminator) {
        (None, None) => return,
        (Some(_), None) => {
            let kind = at.kind(ReqDiscriminatorRemoved, ReqDiscriminatorRemoved, ResDiscriminatorRemoved);
            return value.say(("discriminator", kind), (None, None));
        }
        (None, Some(_)) => {
            let kind = at.kind(ReqDiscriminatorAdded, ReqDiscriminatorAdded, ResDiscriminatorAdded);
            return value.say(("discriminator", kind), (None, None));
        }
        (Some(was), Some(is)) => (was, is),
    };
    if was.property != is.property {
        let kind = at.kind(ReqDiscriminatorName, ReqDiscriminatorName, ResDiscriminatorName);
        value.say(("discriminator", kind), (Some(was.property.clone()), Some(is.property.clone())));
        return;
    }
    let tags = |mapping: &[(String, SchemaId)], variant: SchemaId| -> BTreeSet<String> {
        mapping.iter().filter(|(_, id)| *id == variant).map(|(tag, _)| tag.clone()).collect()
    };
    for &(one, other) in pairs {
        let (was, is) = (tags(&was.mapping, one), tags(&is.mapping, other));
        if was != is {
            let kind = at.kind(ReqDiscriminatorMapping, ReqDiscriminatorMapping, ResDiscriminatorMapping);
            let list = |tags: BTreeSet<String>| tags.into_iter().collect::<Vec<_>>().join(", ");
            value.say(("mapping", kind), (Some(list(was)), Some(list(is))));
        }
    }
}

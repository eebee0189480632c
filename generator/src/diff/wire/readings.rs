//! The same value in other words: what one side says is read as the other one says it, where it can be.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::choices::{Demand, both};
use super::fingerprint::fingerprint;
use super::schemas::{DEPTH, Value};
use super::variants::{Keyword, Union};
use super::view::{Member, Rest, Shape, View, only_variants};
use super::{Pair, Sides};
use crate::resolve::{Constraints, Document, Kind as Type, Schema, SchemaId};

const OBJECT: Shape = Shape::Of(Type::Object);

impl Value<'_, '_> {
    /// Reads the union on one side, or the numbers without a fraction, as the type that the other side says, where that
    /// is the same, and what is put together of parts as the other side puts it together.
    pub(super) fn read_alike(&mut self, pair: &Pair) {
        let Sides { base, head } = self.documents();
        let (was, is) = (self.base.shape, self.head.shape);
        self.is_reworded = match (was, is) {
            (Shape::Union, Shape::Of(_)) if self.base.read_as(base, is) => true,
            (Shape::Of(_), Shape::Union) if self.head.read_as(head, was) => true,
            (Shape::Of(Type::Number), Shape::Of(Type::Integer)) => self.base.read_as_integers(),
            (Shape::Of(Type::Integer), Shape::Of(Type::Number)) => self.head.read_as_integers(),
            (Shape::Union, Shape::Union) => self.read_parts(pair),
            (Shape::Union, OBJECT) => self.read_parts(pair) || self.base.read_as_object(base),
            (OBJECT, Shape::Union) => self.read_parts(pair) || self.head.read_as_object(head),
            _ => false,
        };
    }

    /// Reads what one side takes in as a union of one, where the other side has a union of it and others.
    fn read_parts(&mut self, pair: &Pair) -> bool {
        let Sides { base, head } = self.documents();
        // It is one of the variants, or was, not only made of one.
        if self.base.shape != self.head.shape && self.of_variants(pair).is_some() {
            return false;
        }
        self.base.read_part((base, &pair.base), (head, &self.head))
            || self.head.read_part((head, &pair.head), (base, &self.base))
    }
}

/// A part of a value that the other side has as a variant.
struct Variant {
    /// Which of the unions of the other side.
    at: usize,
    keyword: Keyword,
    part: SchemaId,
}

impl<'d> View<'d> {
    /// Reads a part as a union of one; false where the other side has none of it.
    fn read_part(
        &mut self,
        (document, schemas): (&'d Document, &[SchemaId]),
        (others, other): (&Document, &View<'_>),
    ) -> bool {
        let Some(Variant { at, keyword, part }) = self.union_of_part(document, (others, other)) else { return false };
        let takes_in = |it: &&Schema| {
            it.all_of.contains(&part) || only_variants(document, it).any(|(&variant, _)| variant == part)
        };
        let Some(whole) = self.all.iter().copied().find(takes_in) else { return false };
        let mut read = View::without(document, schemas, Some(part));
        if read.unions.len() + 1 != other.unions.len() {
            return false;
        }
        let place = document.schemas[part].origin.clone();
        read.unions.insert(at, Union::of_one(keyword, whole, (part, place)));
        // Null is a matter of the whole, of which the part is one.
        let (nullable, null_by) = (self.nullable, std::mem::take(&mut self.null_by));
        *self = View { shape: Shape::Union, nullable, null_by, ..read };
        true
    }

    /// The union of the other side that has a variant which this side takes in as a whole.
    fn union_of_part(&self, document: &Document, (others, other): (&Document, &View<'_>)) -> Option<Variant> {
        if self.unions.len() >= other.unions.len() {
            return None;
        }
        let part_of = |union: &Union<'_>| {
            let mut names = union.variants.iter().filter_map(|&variant| others.schemas[variant].component.as_ref());
            let is_part = |name: &str| self.all.iter().skip(1).any(|it| it.component.as_deref() == Some(name));
            names.find(|name| is_part(name)).and_then(|name| document.components.get(name)).copied()
        };
        // Of a component that both take in, both have the union.
        let is_own = |union: &Union<'_>| {
            let name = &union.schema.component;
            name.is_none() || self.all.iter().all(|it| it.component != *name)
        };
        let mut own = other.unions.iter().enumerate().filter(|(_, union)| is_own(union));
        own.find_map(|(at, union)| Some(Variant { at, keyword: union.keyword, part: part_of(union)? }))
    }

    /// Reads objects of several kinds, beside what they have in common, as one with the members of all of them.
    fn read_as_object(&mut self, document: &'d Document) -> bool {
        let [union] = &self.unions[..] else { return false };
        let variants: Vec<View<'d>> = union.variants.iter().map(|&variant| View::new(document, &[variant])).collect();
        let is_told = union.discriminator.is_some() || self.members.is_empty();
        if is_told || self.rest != Rest::Open || !variants.iter().all(is_open_object) {
            return false;
        }
        let demands = variants.iter().map(Demand::always).collect();
        let must_be = |name: &str| variants.iter().all(|it| it.members.get(name).is_some_and(|member| member.required));
        let demanded: BTreeSet<&str> =
            variants.iter().flat_map(|it| it.members.keys().copied()).filter(|name| must_be(name)).collect();
        let said = |member: &Member<'_>| fingerprint(document, &member.schemas, DEPTH);
        let mut more: IndexMap<&str, Member<'d>> = IndexMap::new();
        for (name, mut member) in variants.into_iter().flat_map(|variant| variant.members) {
            match self.members.get(name).or_else(|| more.get(name)) {
                Some(known) if said(known) != said(&member) => return false,
                Some(_) => {}
                None => {
                    member.required = false;
                    more.insert(name, member);
                }
            }
        }
        self.members.extend(more);
        for (name, member) in &mut self.members {
            member.required |= demanded.contains(name);
        }
        self.shape = OBJECT;
        self.alternatives = Some(both(self.alternatives.take(), demands));
        self.unions.clear();
        true
    }
}

/// Whether a variant is an object with members and demands of its own, and says no more.
fn is_open_object(variant: &View<'_>) -> bool {
    let is_described = |name: &String| variant.members.contains_key(name.as_str());
    variant.shape == OBJECT
        && variant.rest == Rest::Open
        && *variant.constraints == Constraints::default()
        && variant.alternatives.is_none()
        && !variant.may_be_null()
        && variant.all.iter().all(|schema| schema.not.is_none() && schema.required.iter().all(is_described))
}

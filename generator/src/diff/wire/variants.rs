//! The variants of a union, those of unions in it among them.

use std::collections::BTreeSet;

use super::choices::has_no_parts;
use super::fingerprint::meaning;
use super::nulls::variants_but_null;
use super::schemas::DEPTH;
use super::view::has_no_shape;
use crate::resolve::{Discriminator, Document, Schema, SchemaId};
use crate::source::Origin;

/// Variants of which one holds, or any.
pub(super) struct Union<'d> {
    pub(super) keyword: Keyword,
    /// What says it.
    pub(super) schema: &'d Schema,
    pub(super) variants: Vec<SchemaId>,
    pub(super) discriminator: Option<&'d Discriminator>,
    /// Where each is listed.
    places: Vec<Origin>,
    /// The unions among the variants whose own variants are listed instead.
    pub(super) dissolved: Vec<&'d Schema>,
    /// Whether null is a variant that has no other value.
    pub(super) has_null: bool,
}

impl Union<'_> {
    /// Which variant is listed at a place.
    pub(super) fn index(&self, place: &Origin) -> Option<usize> {
        self.places.iter().position(|listed| listed == place)
    }

    /// Where a variant is listed.
    pub(super) fn place(&self, variant: usize) -> Origin {
        self.places[variant].clone()
    }
}

/// How many variants may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    OneOf,
    AnyOf,
}

/// The unions of a schema; of one variant, there is none.
pub(super) fn unions<'d>(document: &'d Document, schema: &'d Schema) -> impl Iterator<Item = Union<'d>> {
    let both = [(Keyword::OneOf, &schema.one_of), (Keyword::AnyOf, &schema.any_of)];
    let several = both.into_iter().filter(|(_, variants)| variants_but_null(document, variants).len() > 1);
    several.map(|(keyword, _)| {
        let discriminator = schema.discriminator.as_ref();
        let (variants, places, dissolved) = (Vec::new(), Vec::new(), Vec::new());
        let mut union = Union { keyword, schema, variants, discriminator, places, dissolved, has_null: false };
        union.list(document, schema);
        union.say_once(document);
        union
    })
}

impl<'d> Union<'d> {
    /// One that has nothing but a variant, which is a component that a schema takes in.
    pub(super) fn of_one(keyword: Keyword, schema: &'d Schema, (id, place): (SchemaId, Origin)) -> Self {
        let (variants, places, dissolved) = (vec![id], vec![place], Vec::new());
        Self { keyword, schema, variants, discriminator: None, places, dissolved, has_null: false }
    }

    /// Lists the variants of a schema; those that are nothing but a union are listed by theirs.
    fn list(&mut self, document: &'d Document, schema: &'d Schema) {
        for (variant, place) in self.listed(document, schema) {
            let inner = &document.schemas[variant];
            if self.discriminator.is_none() && inner.component.is_none() && self.is_only_that(inner) {
                self.dissolved.push(inner);
                self.list(document, inner);
            } else {
                self.variants.push(variant);
                self.places.push(place);
            }
        }
    }

    /// The variants of a schema but null, each with where it is listed.
    fn listed(&mut self, document: &Document, schema: &Schema) -> Vec<(SchemaId, Origin)> {
        let (keyword, variants) = match self.keyword {
            Keyword::OneOf => ("oneOf", &schema.one_of),
            Keyword::AnyOf => ("anyOf", &schema.any_of),
        };
        let others = variants_but_null(document, variants);
        self.has_null |= others.len() < variants.len();
        let place = |index| schema.origin.child(keyword).index(index);
        others.into_iter().map(|(index, variant)| (*variant, place(index))).collect()
    }

    /// The same with the unions in it listed themselves, where another union has another keyword, so that it lists
    /// others of them by their variants.
    fn as_listed(&self, document: &Document, other: &Union<'_>) -> Option<Self> {
        if self.dissolved.is_empty() || self.keyword == other.keyword {
            return None;
        }
        let mut union = Self { variants: Vec::new(), places: Vec::new(), dissolved: Vec::new(), ..*self };
        (union.variants, union.places) = union.listed(document, self.schema).into_iter().unzip();
        Some(union)
    }

    /// Leaves out variants of which any may hold, and which say what one before says.
    fn say_once(&mut self, document: &Document) {
        if self.keyword == Keyword::OneOf || self.variants.len() < 3 {
            return;
        }
        let mut new: Vec<usize> = Vec::new();
        for (at, &variant) in self.variants.iter().enumerate() {
            if !new.iter().any(|&before| is_same(document, self.variants[before], variant)) {
                new.push(at);
            }
        }
        if new.len() > 1 {
            self.variants = new.iter().map(|&at| self.variants[at]).collect();
            self.places = new.iter().map(|&at| self.places[at].clone()).collect();
        }
    }

    /// The same with unions in it by their variants where another union lists these, and as they are where it does not;
    /// none where that is no other list.
    pub(super) fn beside(&self, documents: (&'d Document, &Document), other: &Union<'_>) -> Option<Self> {
        let listed = self.as_listed(documents.0, other);
        listed.as_ref().unwrap_or(self).spread(documents, other).or(listed)
    }

    /// The same with the variants of components that are nothing but unions, where another union lists some of these
    /// itself, and not the component; none where that is no other list.
    fn spread(&self, (document, others): (&'d Document, &Document), other: &Union<'_>) -> Option<Self> {
        let name = |document: &Document, id: SchemaId| document.schemas[id].component.clone();
        let says = |document: &Document, id: SchemaId| meaning(document, &[id], DEPTH);
        let names: BTreeSet<String> = other.variants.iter().filter_map(|&id| name(others, id)).collect();
        let is_named = |id: SchemaId| name(document, id).is_some_and(|name| names.contains(&name));
        let may_be =
            |id: SchemaId| self.discriminator.is_none() && !is_named(id) && self.is_only_that(&document.schemas[id]);
        if !self.variants.iter().any(|&variant| may_be(variant)) {
            return None;
        }
        let meanings: BTreeSet<String> = other.variants.iter().map(|&id| says(others, id)).collect();
        let is_listed = |id: SchemaId| is_named(id) || meanings.contains(&says(document, id));
        let empty = || Self { variants: Vec::new(), places: Vec::new(), dissolved: Vec::new(), ..*self };
        let (mut union, mut is_other) = (Self { dissolved: self.dissolved.clone(), ..empty() }, false);
        for (&variant, place) in self.variants.iter().zip(&self.places) {
            let mut inner = empty();
            if may_be(variant) && !is_listed(variant) {
                inner.list(document, &document.schemas[variant]);
            }
            let is_spread = inner.variants.iter().any(|&inner| is_listed(inner));
            is_other |= is_spread;
            union.extend(if is_spread {
                inner
            } else {
                Self { variants: vec![variant], places: vec![place.clone()], ..empty() }
            });
        }
        is_other.then_some(union)
    }

    fn extend(&mut self, other: Self) {
        self.variants.extend(other.variants);
        self.places.extend(other.places);
        self.dissolved.extend(other.dissolved);
        self.has_null |= other.has_null;
    }

    fn is_only_that(&self, schema: &Schema) -> bool {
        let (own, other) = match self.keyword {
            Keyword::OneOf => (&schema.one_of, &schema.any_of),
            Keyword::AnyOf => (&schema.any_of, &schema.one_of),
        };
        own.len() > 1
            && other.is_empty()
            && schema.all_of.is_empty()
            && schema.discriminator.is_none()
            && has_no_shape(schema)
    }
}

/// Whether two variants are one schema, or say the same where they are used, and nothing of what is in a value.
fn is_same(document: &Document, one: SchemaId, other: SchemaId) -> bool {
    let (was, is) = (&document.schemas[one], &document.schemas[other]);
    let is_plain = |schema: &Schema| schema.component.is_none() && has_no_parts(schema);
    one == other || is_plain(was) && is_plain(is) && said(was) == said(is)
}

/// What a schema without parts says of its values.
fn said(schema: &Schema) -> impl PartialEq + '_ {
    let Schema { kind, format, values, constraints, nullable, required, .. } = schema;
    (kind, format, values, constraints, nullable, required)
}

//! The schemas that an object is made of: itself, what `allOf` brings, and variants.

use std::collections::BTreeSet;

use crate::lower::unions;
use crate::resolve::{Document, SchemaId};

/// The schemas that a schema is made of, each once.
pub(super) struct Walk<'a> {
    pub(super) document: &'a Document,
    pub(super) seen: BTreeSet<SchemaId>,
    /// How many of them are met at most.
    pub(super) most: usize,
    pub(super) named: Named,
}

/// Whether the components that a schema names are a part of it.
#[derive(Clone, Copy)]
pub(super) enum Named {
    Taken,
    Left,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, seen: BTreeSet::new(), most: usize::MAX, named: Named::Taken }
    }

    pub(super) fn over(&mut self, parts: &[Part], visit: &mut impl FnMut(SchemaId, Holds)) {
        for &part in parts {
            self.take(part, visit);
        }
    }

    fn take(&mut self, part: Part, visit: &mut impl FnMut(SchemaId, Holds)) {
        let Part { schema: id, holds, variant: chosen } = part;
        if self.seen.len() == self.most || !self.seen.insert(id) {
            return;
        }
        let (document, named) = (self.document, self.named);
        let schema = &document.schemas[id];
        let is_taken = |part: &&SchemaId| match named {
            Named::Taken => true,
            Named::Left => document.schemas[**part].component.is_none(),
        };
        for &member in schema.all_of.iter().filter(is_taken) {
            let variant = unions::named_beside(document, member, &schema.all_of).or(chosen);
            self.take(Part { schema: member, variant, ..part }, visit);
        }
        visit(id, holds);
        let listed = || schema.one_of.iter().chain(&schema.any_of);
        if let Some(chosen) = chosen.filter(|chosen| listed().any(|variant| variant == chosen)) {
            return self.take(Part { schema: chosen, ..part }, visit);
        }
        // A variant that builds on this schema is a type of its own, not a part of it.
        let is_part = |variant: &&SchemaId| !document.schemas[**variant].all_of.contains(&id);
        for &variant in listed().filter(is_taken).filter(is_part) {
            self.take(Part { holds: Holds::Sometimes, ..Part::always(variant) }, visit);
        }
    }
}

/// A schema that values are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) struct Part {
    pub(in crate::lower) schema: SchemaId,
    pub(in crate::lower) holds: Holds,
    /// Which one of those that it may be it is; any where none is named.
    pub(in crate::lower) variant: Option<SchemaId>,
}

impl Part {
    pub(in crate::lower) fn always(schema: SchemaId) -> Self {
        Self { schema, holds: Holds::Always, variant: None }
    }

    /// What a schema is where it is this one of its variants.
    pub(in crate::lower) fn as_variant(schema: SchemaId, variant: SchemaId) -> Self {
        Self { variant: Some(variant), ..Self::always(schema) }
    }
}

/// Whether what a schema says holds for every value, or only where one variant does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Holds {
    Always,
    Sometimes,
}

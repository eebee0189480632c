//! What a schema is one of, and whether that makes a type of its own.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexSet;

use super::called::called;
use super::distributed::Distributed;
use crate::diagnostic::catalogue;
use crate::ir::{Context, Segment};
use crate::lower::alike::{alike, says_all_of, shaped_alike};
use crate::lower::annotated::has_no_shape;
use crate::lower::{Lowering, inheritance, members};
use crate::resolve::{Additional, Discriminator, Document, Kind, Schema, SchemaId};

/// Which schemas have a union for their type, and what it is made of; what was found once is kept.
pub(in crate::lower) struct Unions<'d> {
    pub(in crate::lower) document: &'d Document,
    /// Which of those that were asked for are made of their variants as they stand.
    made_of_variants: RefCell<BTreeMap<SchemaId, bool>>,
    /// What was found of those that were asked for: whatever describes one of them anew asks for it.
    distributed: RefCell<BTreeMap<SchemaId, Option<Rc<Distributed>>>>,
    /// What they are one of, or all of, where that was asked for.
    parts: RefCell<BTreeMap<SchemaId, BTreeSet<SchemaId>>>,
}

impl<'d> Unions<'d> {
    pub(in crate::lower) fn of(document: &'d Document) -> Self {
        Self {
            document,
            made_of_variants: RefCell::default(),
            distributed: RefCell::default(),
            parts: RefCell::default(),
        }
    }

    /// Whether the type of a schema is a union, be it of its variants with more members than they have by themselves.
    pub(in crate::lower) fn has(&self, id: SchemaId) -> bool {
        let find = || is_of_variants(self.document, id);
        *self.made_of_variants.borrow_mut().entry(id).or_insert_with(find) || self.distributed(id).is_some()
    }

    /// Whether a schema is another one, or among what that is one of, or all of, by however many steps.
    pub(in crate::lower) fn is_part(&self, whole: SchemaId, id: SchemaId) -> bool {
        self.parts.borrow_mut().entry(whole).or_insert_with(|| parts(self.document, whole)).contains(&id)
    }

    /// What a schema is where its variants have its members beside their own.
    pub(super) fn distributed(&self, id: SchemaId) -> Option<Rc<Distributed>> {
        let find = || Distributed::new(self.document, id).map(Rc::new);
        self.distributed.borrow_mut().entry(id).or_insert_with(find).clone()
    }
}

/// A schema with what it is one of, or all of, by however many steps.
fn parts(document: &Document, whole: SchemaId) -> BTreeSet<SchemaId> {
    let (mut open, mut parts) = (vec![whole], BTreeSet::new());
    while let Some(next) = open.pop() {
        if parts.insert(next) {
            let Schema { one_of, any_of, all_of, .. } = &document.schemas[next];
            open.extend(one_of.iter().chain(any_of).chain(all_of));
        }
    }
    parts
}

/// What a schema is one of, each once, without null.
pub(in crate::lower) fn variants(document: &Document, id: SchemaId) -> Vec<SchemaId> {
    let schema = &document.schemas[id];
    let listed = schema.one_of.iter().chain(&schema.any_of).copied();
    let named: IndexSet<SchemaId> = listed.filter(|&it| !is_null(&document.schemas[it])).collect();
    // A base whose values are told apart stands for all that is built on it.
    let tells = |&&it: &&SchemaId| inheritance::of_base(&document.schemas[it]).is_some();
    let bases: Vec<SchemaId> = named.iter().filter(tells).copied().collect();
    let is_told = |it| bases.iter().any(|&base| base != it && inheritance::line(document, it).contains(&base));
    if bases.is_empty() || schema.discriminator.is_some() || named.iter().all(|&it| is_told(it)) {
        return named.into_iter().collect();
    }
    named.into_iter().filter(|&it| !is_told(it)).collect()
}

/// The only variant of a union that stands beside it, in one `allOf` of these: of `oneOf`, each value is of that one.
pub(in crate::lower) fn named_beside(document: &Document, union: SchemaId, parts: &[SchemaId]) -> Option<SchemaId> {
    let Schema { one_of, any_of, .. } = &document.schemas[union];
    let mut named = one_of.iter().copied().filter(|variant| any_of.is_empty() && parts.contains(variant));
    named.next().filter(|_| named.next().is_none())
}

/// The variants without those that take the values of one before them: none of them would ever be read. Objects with
/// members are told apart by what they are called, at least, where they are called anything.
pub(super) fn distinct(document: &Document, variants: &[SchemaId]) -> Vec<SchemaId> {
    let holds_others = |id: SchemaId| {
        let schema = &document.schemas[id];
        match schema.kind {
            Some(Kind::Array) => true,
            Some(Kind::Object) => !schema.has_members && schema.required.is_empty(),
            Some(Kind::String | Kind::Number | Kind::Integer | Kind::Boolean) | None => false,
        }
    };
    let mut distinct: Vec<SchemaId> = Vec::new();
    // What is the same has members of the same names: thousands need not be compared with each other.
    let mut by_members: BTreeMap<Vec<&str>, Vec<SchemaId>> = BTreeMap::new();
    for &variant in variants {
        let is_same = |&other: &SchemaId| match holds_others(variant) {
            true => shaped_alike(document, other, variant),
            false => are_twins(document, other, variant),
        };
        let members = document.schemas[variant].properties.keys().map(String::as_str).collect();
        let others = by_members.entry(members).or_default();
        if !others.iter().any(is_same) {
            others.push(variant);
            distinct.push(variant);
        }
    }
    distinct
}

/// Whether two objects that are described in place are of one title and the same values.
fn are_twins(document: &Document, one: SchemaId, other: SchemaId) -> bool {
    let (first, second) = (&document.schemas[one], &document.schemas[other]);
    let are_in_place = first.component.is_none() && second.component.is_none();
    are_in_place && second.has_members && first.title == second.title && alike(document, Some(one), Some(other))
}

/// Reports the variants that are left out as those of another are all that they would be.
pub(super) fn report_same(lowering: &mut Lowering<'_>, schema: &Schema, left: &[SchemaId]) {
    let keyword = if schema.one_of.is_empty() { "anyOf" } else { "oneOf" };
    for &variant in left {
        let reason = "its type is that of a variant before it, which stands for both";
        let origin = &lowering.document.schemas[variant].origin;
        lowering.diagnostics.push(catalogue::lower::degraded(origin, keyword, reason));
    }
}

/// The variants of a schema, each with the context that it is lowered in: where there is only one, or where they refine
/// an object, that is the one of the schema.
pub(in crate::lower) fn contexts(unions: &Unions<'_>, id: SchemaId, context: &Context) -> Vec<(SchemaId, Context)> {
    let document = unions.document;
    let variants = distinct(document, &variants(document, id));
    let is_listed = || unions.distributed(id).is_some_and(|distributed| distributed.is_listed_by(id));
    if variants.len() < 2 || refines(document, id) && !is_listed() {
        return variants.into_iter().map(|variant| (variant, context.clone())).collect();
    }
    let called = called(document, &variants).into_iter().map(|called| context.child(Segment::Variant(called)));
    variants.into_iter().zip(called).collect()
}

/// Whether a schema has variants, and its type is made of them.
pub(in crate::lower) fn is_of_variants(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let has_variants = !schema.one_of.is_empty() || !schema.any_of.is_empty();
    has_variants && !refines(document, id)
}

/// Variants beside members of the object itself (`required` alternatives, or further members) make no union of them by
/// themselves. Where no tag tells them apart, the struct holds the members of all of them, those of the variants as
/// optional. Variants that build on the object, or say all of it themselves, do make one.
pub(super) fn refines(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let listed: Vec<SchemaId> = schema.one_of.iter().chain(&schema.any_of).copied().collect();
    let variants = || listed.iter().map(|&variant| &document.schemas[variant]);
    let has_more = schema.all_of.iter().any(|&member| document.schemas[member].has_members);
    // What only requires members leaves it to the others what they are.
    let is_declared = |name: &String| variants().any(|variant| variant.properties.contains_key(name));
    let only_requires = |it: &Schema| {
        let is_bare = it.kind.is_none() && has_no_shape(it) && it.all_of.is_empty();
        is_bare && !it.required.is_empty() && it.required.iter().all(is_declared)
    };
    let is_untold = schema.kind == Some(Kind::Object) && schema.discriminator.is_none();
    let leaves = || is_untold && variants().any(only_requires);
    let own = has_more || leaves() || !schema.properties.is_empty() && !is_told_by(document, schema, &listed);
    let builds = variants().all(|variant| variant.all_of.contains(&id));
    own && !builds && variants().all(|variant| matches!(variant.kind, None | Some(Kind::Object)))
}

/// Whether variants that have values of a tag say all that an object says of its members: a union of them has the tag,
/// and each of them declares the others, just so.
fn is_told_by(document: &Document, schema: &Schema, variants: &[SchemaId]) -> bool {
    let Some(Discriminator { property: tag, mapping, .. }) = &schema.discriminator else { return false };
    let targets: BTreeSet<SchemaId> = mapping.iter().map(|&(_, target)| target).collect();
    let is_tagged = |id: &SchemaId| document.schemas[*id].has_members && targets.contains(id);
    let declares = |variant: SchemaId, name: &str, property: SchemaId| {
        let declared = members::always(document, variant, name);
        declared.into_iter().any(|declared| says_all_of(document, declared, property))
    };
    let is_declared =
        |(name, &property): (&String, &SchemaId)| variants.iter().all(|&variant| declares(variant, name, property));
    let is_required = |name: &String| {
        variants.iter().all(|&variant| members::required_by(document, variant).contains_key(name.as_str()))
    };
    !matches!(schema.additional, Additional::Of(_))
        && variants.iter().all(is_tagged)
        && schema.properties.iter().filter(|(name, _)| *name != tag).all(is_declared)
        && schema.required.iter().filter(|name| *name != tag).all(is_required)
}

/// Whether variants say no more of a value than what it must keep to beside what the schema says of it: bounds, a
/// format, which members it must have. The value is of the type of the schema then.
pub(super) fn only_bounds(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let tells = schema.kind.is_some() || schema.values.is_some();
    let bounds = |&variant: &SchemaId| {
        let variant = &document.schemas[variant];
        let is_same = variant.kind.is_none() || variant.kind == schema.kind;
        is_same && variant.all_of.is_empty() && has_no_shape(variant) && variant.component.is_none()
    };
    let variants = variants(document, id);
    tells && !variants.is_empty() && variants.iter().all(bounds)
}

/// A variant that is nothing but null.
pub(in crate::lower) fn is_null(schema: &Schema) -> bool {
    schema.nullable && schema.values.as_ref().is_some_and(Vec::is_empty)
}

/// Variants that say which members a map must have, which is no struct that would be told them.
pub(super) fn report_alternatives(lowering: &mut Lowering<'_>, id: SchemaId) {
    let schema = &lowering.document.schemas[id];
    let is_struct = schema.component.is_some() && !matches!(schema.additional, Additional::Of(_));
    for (keyword, listed) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
        if !is_struct && listed.iter().any(|&variant| !lowering.document.schemas[variant].required.is_empty()) {
            let origin = schema.origin.child(keyword);
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword, members::ALTERNATIVES));
        }
    }
}

/// Members that the schema of a union declares and a variant does not, which has no place for them.
pub(super) fn report_undeclared(lowering: &mut Lowering<'_>, schema: &Schema, variants: &[SchemaId]) {
    let document = lowering.document;
    let lacks = |name: &String| {
        let objects = variants.iter().filter(|&&variant| document.schemas[variant].has_members);
        objects.into_iter().any(|&variant| members::always(document, variant, name).is_empty())
    };
    for (name, &property) in schema.properties.iter().filter(|(name, _)| lacks(name)) {
        let origin = &document.schemas[property].origin;
        let place = schema.origin.child("properties").child(name);
        let reason = "it is declared beside the variants, and not in each; there it is kept among the further members";
        lowering.diagnostics.push(catalogue::lower::degraded(
            if document.schemas[property].component.is_some() { &place } else { origin },
            name,
            reason,
        ));
    }
}

/// A value of a schema with `oneOf` and `anyOf` is one of each, and a union is only one of all.
pub(super) fn report_both(lowering: &mut Lowering<'_>, id: SchemaId) {
    let schema = &lowering.document.schemas[id];
    let listed = |ids: &[SchemaId]| ids.iter().copied().collect::<BTreeSet<SchemaId>>();
    if schema.one_of.is_empty() || schema.any_of.is_empty() || listed(&schema.one_of) == listed(&schema.any_of) {
        return;
    }
    let reason = "beside `oneOf`, its schemas are further variants; a value is read as one of all, not as one of each";
    let origin = schema.origin.child("anyOf");
    lowering.diagnostics.push(catalogue::lower::degraded(&origin, "anyOf", reason));
}

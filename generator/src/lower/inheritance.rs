//! Schemas that others build on by `allOf`, and whose discriminator tells which of them a value is (OpenAPI 3.0.3,
//! "Models with Polymorphism Support"): where such a base is used, a value is the base itself or one of its heirs.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::members::Part;
use super::schemas::MAX_NESTED;
use super::unions::tagging::{Inner, Tagged, Tagging};
use super::{Lowering, Pending};
use crate::diagnostic::catalogue;
use crate::ir::{Context, Rest, Segment, Shape, Struct, Test, Type, Union, Variant};
use crate::resolve::{Discriminator, Document, Schema, SchemaId, name_for};

/// The components that are built on each schema, directly.
pub(super) type Heirs = BTreeMap<SchemaId, IndexSet<SchemaId>>;

/// Finds who builds on whom.
pub(super) fn heirs(document: &Document) -> Heirs {
    let mut heirs = Heirs::new();
    for &id in document.components.values() {
        for base in bases(document, id) {
            if base != id {
                heirs.entry(base).or_default().insert(id);
            }
        }
    }
    heirs
}

/// What a schema builds on directly: `allOf`, and that of its inline members.
fn bases(document: &Document, id: SchemaId) -> BTreeSet<SchemaId> {
    let mut bases = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        for &base in &document.schemas[id].all_of {
            if bases.insert(base) && document.schemas[base].component.is_none() {
                open.push(base);
            }
        }
    }
    bases
}

/// Whether a schema is built on a line of more others than documents have.
pub(super) fn is_deep(document: &Document, id: SchemaId) -> bool {
    let mut level = BTreeSet::from([id]);
    for _ in 0..MAX_NESTED {
        level = level.iter().flat_map(|&id| &document.schemas[id].all_of).copied().collect();
    }
    !level.is_empty()
}

/// The discriminator of a base, one that is no union by itself.
pub(super) fn of_base(schema: &Schema) -> Option<&Discriminator> {
    schema.discriminator.as_ref().filter(|_| !schema.has_variants())
}

/// Whether values of a schema are told apart by what builds on it.
pub(super) fn has_heirs(lowering: &Lowering<'_>, id: SchemaId) -> bool {
    of_base(&lowering.document.schemas[id]).is_some() && all_heirs(lowering, id).next().is_some()
}

/// The union of a base and its heirs; none where the schema has no discriminator, or nothing builds on it.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Option<Type> {
    let document = lowering.document;
    let discriminator = of_base(&document.schemas[id])?;
    let tagging = Tagging::of(discriminator);
    let heirs: Vec<SchemaId> =
        all_heirs(lowering, id).filter(|&heir| !is_told_within(lowering, heir, &tagging)).collect();
    if heirs.is_empty() {
        return None;
    }
    let Ok(heirs) = lowering.budget.make(|| heirs, Vec::len) else {
        let reason = "the types of the document have too many variants by what is built on them; this one is a struct";
        lowering.diagnostics.push(catalogue::lower::degraded(&discriminator.origin, "discriminator", reason));
        return None;
    };
    let tag = Some(discriminator.property.clone());
    let declared = lowering.declare(id, context, Shape::Union(Union { tag: tag.clone(), variants: Vec::new() }));
    let mut variants = vec![base(lowering, id, context)];
    let tags = tagging.values_of(lowering, &heirs);
    for (heir, tags) in heirs.into_iter().zip(tags) {
        let context = lowering.named(heir, context);
        let ty = lowering.schema(heir, &context).ty;
        let test = Test::Tag(or_name(document, heir, tags));
        let origin = document.schemas[heir].origin.clone();
        variants.push(Variant { origin, description: None, ty, context, test, tag: None });
    }
    lowering.types[declared].shape = Shape::Union(Union { tag, variants });
    Some(Type::Declared(declared))
}

/// Whether an heir has the tag of another that it is built on, among whose own heirs it is found.
fn is_told_within<'l>(lowering: &Lowering<'l>, heir: SchemaId, tagging: &Tagging<'l>) -> bool {
    tagging
        .holder(lowering, heir)
        .is_some_and(|holder| line(lowering.document, heir).contains(&holder) && has_heirs(lowering, holder))
}

/// The base as a variant: a struct of its own, as its name is that of the union.
fn base(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Variant {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let context = context.child(Segment::Variant("base".to_owned()));
    let empty = Shape::Struct(Struct { members: Vec::new(), rest: Rest::Kept });
    let ty = lowering.described(id, &context, empty);
    lowering.pending.push_back(Pending::new(ty, vec![Part::always(id)], context.clone()));
    let tagging = of_base(schema).map(Tagging::of);
    let tags = tagging.map(|tagging| tagging.values_of_base(lowering, id)).unwrap_or_default();
    let test = Test::Tag(or_name(document, id, tags));
    Variant { origin: schema.origin.clone(), description: None, ty: Type::Declared(ty), context, test, tag: None }
}

/// A schema and all that it builds on, by however many steps.
pub(super) fn line(document: &Document, id: SchemaId) -> IndexSet<SchemaId> {
    lines(document, [id])
}

/// Schemas and all that any of them builds on.
pub(super) fn lines(document: &Document, ids: impl IntoIterator<Item = SchemaId>) -> IndexSet<SchemaId> {
    let mut line: IndexSet<SchemaId> = ids.into_iter().collect();
    let mut open: Vec<SchemaId> = line.iter().copied().collect();
    while let Some(id) = open.pop() {
        open.extend(document.schemas[id].all_of.iter().copied().filter(|&base| line.insert(base)));
    }
    line
}

/// The tag of variants that are built on one base, and told apart by its discriminator: a value is of the variant that
/// its tag names, or that what the tag names is built on.
pub(super) fn tagged(lowering: &Lowering<'_>, variants: &[SchemaId], inner: &mut Inner) -> Option<Tagged> {
    let document = lowering.document;
    let mut lines = variants.iter().map(|&variant| line(document, variant));
    let first = lines.next()?;
    let mut shared: Vec<SchemaId> =
        first.into_iter().filter(|&base| of_base(&document.schemas[base]).is_some()).collect();
    for line in lines {
        shared.retain(|base| line.contains(base));
        shared.first()?;
    }
    let discriminator = of_base(&document.schemas[*shared.first()?])?;
    let mut named: Vec<(usize, SchemaId)> = variants.iter().copied().enumerate().collect();
    for (at, &variant) in variants.iter().enumerate() {
        let heirs = inner.asked(all_heirs(lowering, variant).filter(|heir| !variants.contains(heir)));
        named.extend(heirs.into_iter().map(|heir| (at, heir)));
    }
    let ids: Vec<SchemaId> = named.iter().map(|&(_, id)| id).collect();
    let mut values = vec![Vec::new(); variants.len()];
    for ((at, id), tags) in named.into_iter().zip(Tagging::of(discriminator).values_of(lowering, &ids)) {
        values[at].extend(or_name(document, id, tags));
    }
    let is_told = values.iter().all(|values| !values.is_empty());
    is_told.then(|| Tagged { property: discriminator.property.clone(), values })
}

/// Everything that is built on a schema, by however many steps, and what its mapping names, in the order it is met:
/// each before what is built on it.
pub(super) fn all_heirs<'l>(lowering: &'l Lowering<'_>, id: SchemaId) -> impl Iterator<Item = SchemaId> + 'l {
    let direct = |id| lowering.heirs.get(&id).into_iter().flatten().copied();
    let mapping = of_base(&lowering.document.schemas[id]).map(|discriminator| discriminator.mapping.as_slice());
    let mapped = mapping.unwrap_or_default().iter().map(|(_, target)| *target);
    let (mut own, mut open, mut seen) = (direct(id).chain(mapped), Vec::new(), BTreeSet::from([id]));
    std::iter::from_fn(move || {
        loop {
            let next = match open.last_mut() {
                None => Some(own.next()?),
                Some(further) => Iterator::next(further),
            };
            match next {
                Some(heir) if seen.insert(heir) => {
                    open.push(direct(heir));
                    return Some(heir);
                }
                Some(_) => {}
                None => drop(open.pop()),
            }
        }
    })
}

/// The values of the tag that stand for a schema; its name where it has none.
fn or_name(document: &Document, id: SchemaId, values: Vec<String>) -> Vec<String> {
    if values.is_empty() { implied(document, id).into_iter().collect() } else { values }
}

/// The name that stands for a schema where nothing else does.
pub(super) fn implied(document: &Document, id: SchemaId) -> Option<String> {
    let schema = &document.schemas[id];
    name_for(schema.origin.file, schema.component.as_deref(), &schema.origin)
}

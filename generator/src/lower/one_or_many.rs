//! Alternatives that a document writes into `items` of what it does not call a list. `items` tells nothing of values
//! that are no lists (JSON Schema 2020-12, section 10.3.1.2), and those who write so mean one of the alternatives.

use super::Lowering;
use crate::ir::{Context, Segment, Shape, Test, Type, Union, Variant};
use crate::resolve::{Document, SchemaId};

/// The union of one of the alternatives and a list of them; none for all else.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Option<Type> {
    let document = lowering.document;
    let items = alternatives(document, id)?;
    let declared = lowering.declare(id, context, Shape::Union(Union { tag: None, variants: Vec::new() }));
    let one = lowering.schema(items, &context.child(Segment::Item));
    let variant = |called: &str, ty, test| Variant {
        origin: document.schemas[id].origin.child("items"),
        description: None,
        ty,
        context: context.child(Segment::Variant(called.to_owned())),
        test,
        tag: None,
    };
    let single = variant("one", one.ty.clone(), Test::Any);
    let several = variant("list", Type::List(Box::new(one.element())), Test::Array);
    lowering.types[declared].shape = Shape::Union(Union { tag: None, variants: vec![several, single] });
    Some(Type::Declared(declared))
}

/// The schema of the alternatives that a value is one of, or a list of.
pub(super) fn alternatives(document: &Document, id: SchemaId) -> Option<SchemaId> {
    let schema = &document.schemas[id];
    let is_told = schema.kind.is_some() || schema.has_members || !schema.prefix_items.is_empty();
    schema.items.filter(|&items| {
        let items = &document.schemas[items];
        // Of one schema and null, normalise makes that one, which may be null.
        let is_or_null = |key| items.nullable && items.place("nullable").is_within(&items.origin.child(key));
        let has_variants = items.has_variants() || ["oneOf", "anyOf"].into_iter().any(is_or_null);
        !is_told && schema.values.is_none() && has_variants
    })
}

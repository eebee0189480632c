//! Where inline schemas are at home: a schema below a component is named from there, whoever else takes it in (by
//! `allOf`, or by a reference into the component) and is met first.

use std::collections::BTreeMap;

use super::unions;
use crate::ir::{Context, Segment};
use crate::resolve::{Additional, Document, Schema, SchemaId};

/// The contexts of the schemas below components.
pub(super) type Homes = BTreeMap<SchemaId, Context>;

/// Finds them.
pub(super) fn homes(document: &Document) -> Homes {
    let components = document.components.iter();
    let is_own = |(name, id): &(&String, &SchemaId)| document.schemas[**id].component.as_ref() == Some(*name);
    let mut open: Vec<(SchemaId, Context)> =
        components.filter(is_own).map(|(name, id)| (*id, Context::component(name.clone()))).collect();
    let mut homes = Homes::new();
    while let Some((id, context)) = open.pop() {
        let schema = &document.schemas[id];
        for (child, context) in children(document, id, &context) {
            let child_schema = &document.schemas[child];
            // What a reference leads to is at home where it stands.
            let stands_here = child_schema.origin.file == schema.origin.file
                && child_schema.origin.pointer.starts_with(&schema.origin.pointer);
            if child_schema.component.is_none() && stands_here && !homes.contains_key(&child) {
                homes.insert(child, context.clone());
                open.push((child, context));
            }
        }
    }
    homes
}

/// The schemas in a schema, each with the context that it is lowered in there.
fn children(document: &Document, id: SchemaId, context: &Context) -> Vec<(SchemaId, Context)> {
    let schema: &Schema = &document.schemas[id];
    let mut children: Vec<(SchemaId, Context)> = Vec::new();
    children.extend(schema.properties.iter().map(|(name, &it)| (it, context.child(Segment::Member(name.clone())))));
    children.extend(schema.items.map(|items| (items, context.child(Segment::Item))));
    let positions = schema.prefix_items.iter().enumerate();
    children.extend(positions.map(|(index, &it)| (it, context.child(Segment::Position(index + 1)))));
    if let Additional::Of(value) = schema.additional {
        children.push((value, context.child(Segment::MapValue)));
    }
    // The members of parts are members of the whole.
    children.extend(schema.all_of.iter().map(|&part| (part, context.clone())));
    children.extend(unions::contexts(document, id, context));
    children
}

//! Null as a value: a schema may leave it to the schemas that it is made of.

use std::collections::{BTreeMap, BTreeSet};

use super::annotated::{Annotated, says_nothing};
use super::one_or_many;
use crate::resolve::{Constraints, Document, Schema, SchemaId};

/// Finds the schemas that null is a value of.
pub(super) fn nullable(document: &Document) -> BTreeSet<SchemaId> {
    let mut takers: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (id, schema) in document.schemas.iter() {
        let alternatives = one_or_many::alternatives(document, id);
        for part in schema.all_of.iter().chain(&schema.one_of).chain(&schema.any_of).copied().chain(alternatives) {
            takers.entry(part).or_default().push(id);
        }
    }
    let mut nullable = BTreeSet::new();
    let said = document.schemas.iter().filter(|(_, schema)| schema.nullable || has_any(document, schema));
    let mut open: Vec<SchemaId> = said.map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        if nullable.insert(id) {
            let takers = takers.get(&id).into_iter().flatten().copied();
            open.extend(takers.filter(|&taker| takes_in(document, &nullable, taker)));
        }
    }
    nullable
}

/// Whether null is a value of a schema by those that it is made of: of one of its variants, or of all of its parts.
fn takes_in(document: &Document, nullable: &BTreeSet<SchemaId>, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let allows = |part: &SchemaId| nullable.contains(part);
    let alternatives = one_or_many::alternatives(document, id);
    schema.one_of.iter().chain(&schema.any_of).any(allows)
        || alternatives.is_some_and(|items| allows(&items))
        || Annotated::new(document, schema).is_some_and(|it| it.notes.iter().chain([&it.target]).any(allows))
        || forbids_nothing(schema) && schema.all_of.iter().all(|part| allows(part) || says_nothing(document, *part))
}

/// Whether one of a schema's variants takes any value, and with it null.
fn has_any(document: &Document, schema: &Schema) -> bool {
    let is_any = |&variant: &SchemaId| {
        let Schema { required, format, not, constraints, all_of, .. } = &document.schemas[variant];
        let may_be_null = |id: SchemaId| document.schemas[id].kind.is_none() || document.schemas[id].nullable;
        let excludes_null = not.is_some_and(may_be_null);
        let says_more = !required.is_empty() || format.is_some() || excludes_null || !all_of.is_empty();
        says_nothing(document, variant) && !says_more && **constraints == Constraints::default()
    };
    let is_told = !schema.properties.is_empty() || !schema.all_of.is_empty();
    forbids_nothing(schema) && !is_told && schema.one_of.iter().chain(&schema.any_of).any(is_any)
}

/// Whether a schema leaves it to its parts which types its values are of.
fn forbids_nothing(schema: &Schema) -> bool {
    schema.kind.is_none() && schema.values.is_none()
}

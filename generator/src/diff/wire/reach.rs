//! Which schemas a document uses.

use std::collections::BTreeSet;

use super::heirs::Heirs;
use crate::resolve::{Additional, Document, Operation, ParameterValue, SchemaId};

/// The schemas that operations send or receive, and others that are used, and all that these are made of.
pub(super) fn reachable(document: &Document, used: Vec<SchemaId>) -> BTreeSet<SchemaId> {
    let heirs = Heirs::of(document);
    let mut open = used;
    open.extend(document.operations.iter().flat_map(schemas_of));
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            let schema = &document.schemas[id];
            open.extend(heirs.get(id));
            let parts = [&schema.all_of, &schema.one_of, &schema.any_of, &schema.prefix_items];
            open.extend(
                parts.into_iter().flatten().chain(schema.properties.values()).chain(&schema.items).chain(&schema.not),
            );
            open.extend(schema.discriminator.iter().flat_map(|it| it.mapping.iter().map(|(_, target)| *target)));
            if let Additional::Of(value) = schema.additional {
                open.push(value);
            }
        }
    }
    reached
}

/// What an operation itself sends or receives.
fn schemas_of(operation: &Operation) -> Vec<SchemaId> {
    let parameters = operation.parameters.iter().filter_map(|parameter| match parameter.value {
        ParameterValue::Styled { schema, .. } => Some(schema),
        ParameterValue::Content { schema, .. } => schema,
    });
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    let answers = operation.responses.iter().flat_map(|response| &response.content);
    let headers = operation.responses.iter().flat_map(|response| &response.headers).filter_map(|header| header.schema);
    parameters.chain(bodies.chain(answers).filter_map(|media| media.schema)).chain(headers).collect()
}

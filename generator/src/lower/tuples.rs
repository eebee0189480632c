//! Lists whose elements have schemas by their position.

use super::Lowering;
use super::schemas::Lowered;
use crate::diagnostic::catalogue;
use crate::ir::{Context, Segment, Type};
use crate::resolve::SchemaId;

/// The longest tuple that the runtime reads and writes.
const LONGEST: usize = 12;

/// A tuple, whose elements beyond `minItems` may be missing; without that, all of them are expected.
///
/// What follows them has no place in a tuple: where the schema speaks of it, the list is one of any JSON.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Type {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let too_long = schema.prefix_items.len() > LONGEST;
    if too_long || schema.items.is_some() {
        let reason = if too_long {
            "a tuple has at most 12 elements; the list is one of any JSON values"
        } else {
            "what follows the elements by position has no place in a tuple; the list is one of any JSON values"
        };
        let origin = schema.origin.child("prefixItems");
        let known = lowering.diagnostics.push_first(catalogue::lower::degraded(&origin, "prefixItems", reason));
        if schema.items.is_some() {
            lowering.diagnostics.again(known, schema.origin.child("items"));
        }
        return Type::List(Box::new(Type::Json));
    }
    let expected = schema.constraints.min_items.and_then(|least| usize::try_from(least).ok()).unwrap_or(LONGEST);
    let elements = schema.prefix_items.iter().enumerate().map(|(index, &element)| {
        let lowered = lowering.schema(element, &context.child(Segment::Position(index + 1)));
        Lowered { nullable: lowered.nullable || index >= expected, ..lowered }.element()
    });
    Type::Tuple(elements.collect())
}

//! Lists whose elements have schemas by their position.

use super::schemas::Lowered;
use super::{Lowering, rules};
use crate::diagnostic::catalogue;
use crate::ir::{Context, Segment, Type};
use crate::resolve::SchemaId;

/// The longest tuple that the runtime reads and writes.
const LONGEST: usize = 12;

/// A tuple, whose elements beyond `minItems` may be missing: without that, all of them (JSON Schema 2020-12 validation,
/// section 6.4.2). Where more may follow, it is kept beside them.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Type {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let positions = schema.prefix_items.len();
    if positions > LONGEST {
        let reason = "a tuple has at most 12 elements; the list is one of any JSON values";
        let origin = schema.origin.child("prefixItems");
        let known = lowering.diagnostics.push_first(catalogue::lower::degraded(&origin, "prefixItems", reason));
        if schema.items.is_some() {
            lowering.diagnostics.again(known, schema.origin.child("items"));
        }
        return Type::List(Box::new(Type::Json));
    }
    rules::report_positions(lowering, &schema.prefix_items);
    let number = |bound: u64| usize::try_from(bound).unwrap_or(usize::MAX);
    let expected = schema.constraints.min_items.map_or(0, number);
    let elements = schema.prefix_items.iter().enumerate().map(|(index, &element)| {
        let lowered = lowering.schema(element, &context.child(Segment::Position(index + 1)));
        Lowered { nullable: lowered.nullable || index >= expected, ..lowered }.element()
    });
    let elements = elements.collect();
    if schema.constraints.max_items.is_some_and(|most| number(most) <= positions) {
        return Type::Tuple(elements);
    }
    let further = schema.items.map(|items| lowering.schema(items, &context.child(Segment::Item)).element());
    Type::OpenTuple(elements, Box::new(further.unwrap_or(Type::Json)))
}

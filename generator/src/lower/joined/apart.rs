//! What speaks of objects, where the value is none.

use crate::diagnostic::catalogue;
use crate::lower::Lowering;
use crate::lower::annotated::has_at_most_members;
use crate::lower::members::Declarations;
use crate::resolve::SchemaId;

/// The schemas, without those that speak only of the members of an object where another says that the value is none:
/// they hold whatever it is (JSON Schema 2020-12 validation, section 6.5).
pub(super) fn without_members(
    lowering: &mut Lowering<'_>,
    declarations: &Declarations,
    ids: Vec<SchemaId>,
) -> Vec<SchemaId> {
    let schemas = &lowering.document.schemas;
    if !declarations.always.iter().chain(&declarations.whole).any(|&id| schemas[id].is_no_object()) {
        return ids;
    }
    let is_of_members = |id: &SchemaId| {
        let schema = &schemas[*id];
        schema.kind.is_none() && !schema.properties.is_empty() && has_at_most_members(schema)
    };
    let (apart, kept): (Vec<SchemaId>, Vec<SchemaId>) = ids.into_iter().partition(is_of_members);
    for id in apart {
        let reason = "another schema says that the value is no object";
        lowering.diagnostics.push(catalogue::lower::degraded(&schemas[id].place("properties"), "properties", reason));
    }
    kept
}

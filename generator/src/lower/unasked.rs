//! Operations that were not asked for: what of them takes part in how those are called that were.

use super::groups::Groups;
use super::operations::Spoken;
use super::{Lowering, operations};
use crate::diagnostic::Diagnostics;
use crate::ir::{HeaderLine, Unasked, UnaskedHeader};
use crate::resolve;

/// The operations that were not asked for, with those of their headers that are none of the others'. They are lowered
/// as if they were, so that the two can be compared, and leave nothing behind.
pub(super) fn lower(lowering: &mut Lowering<'_>, groups: &Groups, asked: &[HeaderLine]) -> Vec<Unasked> {
    let document = lowering.document;
    let (types, reached) = (lowering.types.len(), lowering.reached.clone());
    let diagnostics = std::mem::replace(lowering.diagnostics, Diagnostics::new());
    let unasked =
        document.unasked.iter().map(|operation| one(lowering, operation, groups.tag(operation), asked)).collect();
    *lowering.diagnostics = diagnostics;
    lowering.reached = reached;
    lowering.types.truncate(types);
    unasked
}

fn one(lowering: &mut Lowering<'_>, operation: &resolve::Operation, tag: &str, asked: &[HeaderLine]) -> Unasked {
    let spoken = operations::spoken(lowering, operation);
    let enums = spoken.enums();
    let Spoken { statuses, .. } = spoken;
    let lines = statuses.into_iter().flat_map(|line| line.headers);
    let others = lines.filter(|line| !asked.iter().any(|asked| asked.is_same(line)));
    Unasked {
        origin: operation.origin.clone(),
        id: operation.id.clone(),
        tag: tag.to_owned(),
        headers: others.map(|HeaderLine { name, wish, .. }| UnaskedHeader { name, wish }).collect(),
        enums,
        wish: operation.extensions.rust_name.clone(),
    }
}

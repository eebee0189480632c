//! Operations that were not asked for: what of them takes part in how those are called that were.

use super::{Lowering, answers, tag_of};
use crate::diagnostic::Diagnostics;
use crate::ir::{Context, HeaderLine, Segment, Unasked, UnaskedHeader};
use crate::resolve;

/// The operations that were not asked for, with those of their headers that are none of the others'. Their types are
/// lowered as if they were, so that the two can be compared, and leave nothing behind.
pub(super) fn lower(lowering: &mut Lowering<'_>, asked: &[HeaderLine]) -> Vec<Unasked> {
    let document = lowering.document;
    let (types, reached) = (lowering.types.len(), lowering.reached.clone());
    let diagnostics = std::mem::replace(lowering.diagnostics, Diagnostics::new());
    let unasked = document.unasked.iter().map(|operation| one(lowering, operation, asked)).collect();
    *lowering.diagnostics = diagnostics;
    lowering.reached = reached;
    lowering.types.truncate(types);
    unasked
}

fn one(lowering: &mut Lowering<'_>, operation: &resolve::Unasked, asked: &[HeaderLine]) -> Unasked {
    let resolve::Unasked { origin, id, tags, headers, rust_name } = operation;
    let context = Context::operation(id.clone()).child(Segment::Answer("200".to_owned()));
    let lines = headers.iter().map(|header| answers::header_line(lowering, header, &context));
    let others = lines.filter(|line| !asked.iter().any(|asked| asked.is_same(line)));
    Unasked {
        origin: origin.clone(),
        id: id.clone(),
        tag: tag_of(tags).to_owned(),
        headers: others.map(|HeaderLine { name, wish, .. }| UnaskedHeader { name, wish }).collect(),
        wish: rust_name.clone(),
    }
}

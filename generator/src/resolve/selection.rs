//! Which operations of a document are wanted.

use super::operations::OperationNode;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::is_same_tag;
use crate::package::Selection;
use crate::source::Origin;

/// The wanted operations, in order, and the others; what is asked for and not there is reported, be it among those that
/// the client receives, which are given by their ids.
pub(super) fn select<'n>(
    nodes: Vec<OperationNode<'n>>,
    (selection, received): (&Selection, &[&str]),
    document: &Origin,
    diagnostics: &mut Diagnostics,
) -> (Vec<OperationNode<'n>>, Vec<OperationNode<'n>>) {
    let (tags, operations) = match selection {
        Selection::Whole | Selection::Operations => return (nodes, Vec::new()),
        Selection::Some { tags, operations } => (tags, operations),
    };
    for tag in tags {
        let known = || nodes.iter().flat_map(|node| &node.typed.tags).map(String::as_str);
        if !known().any(|known| is_same_tag(known, tag)) {
            diagnostics.push(catalogue::resolve::unknown_tag(document, tag, known()));
        }
    }
    for id in operations {
        let known = || nodes.iter().filter_map(|node| node.typed.operation_id.as_deref());
        if received.iter().any(|received| received == id) && !known().any(|known| known == id) {
            diagnostics.push(catalogue::resolve::webhook_asked_for(document, id));
        } else if !known().any(|known| known == id) {
            diagnostics.push(catalogue::resolve::unknown_operation(document, id, known()));
        }
    }
    nodes.into_iter().partition(|node| selection.wants(node.typed.operation_id.as_deref(), &node.typed.tags))
}

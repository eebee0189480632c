//! What a schema says of a body as a whole, where no type has it to say.

use super::member::{self, Facts};
use super::{Lowering, rules};
use crate::ir::{Said, Type};
use crate::resolve::SchemaId;

/// What is said of a body of this type, or of text; what nothing checks is reported for this reason.
pub(super) fn said(lowering: &mut Lowering<'_>, (id, ty): (SchemaId, &Type), reason: &str) -> Said {
    rules::report_unheld(lowering, id, reason);
    let document = lowering.document;
    let is_told_by_type = matches!(ty, Type::Declared(_));
    Said {
        description: Facts::new(document, id).description.filter(|_| !is_told_by_type),
        element: member::element(document, &document.schemas[id], ty),
        rules: rules::of(document, id),
    }
}

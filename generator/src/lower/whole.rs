//! What a schema says of a body as a whole, where no type has it to say.

use super::member::{self, Facts};
use super::{Lowering, rules};
use crate::ir::{Said, Type};
use crate::resolve::SchemaId;

/// What is said of a body of this type, or of text; what nothing checks is reported for this reason.
pub(super) fn said(lowering: &mut Lowering<'_>, (id, ty): (SchemaId, &Type), reason: &str) -> Said {
    rules::report_unheld(lowering, id, reason);
    let document = lowering.document;
    let Facts { description, default, .. } = Facts::new(document, id);
    Said {
        description: description.filter(|_| !matches!(ty, Type::Declared(_))),
        element: member::element(document, &document.schemas[id], ty),
        rules: rules::of(document, id),
        default,
    }
}

//! What a schema says of a body as a whole, where no type has it to say.

use super::member::{self, Facts};
use super::{Lowering, rules};
use crate::ir::{Said, Type};
use crate::resolve::SchemaId;

/// What is said of a body of this type, or of text; what nothing checks is reported for this reason.
pub(super) fn said(lowering: &mut Lowering<'_>, (id, ty): (SchemaId, &Type), reason: &str) -> Said {
    rules::report_unheld(lowering, id, reason);
    let document = lowering.document;
    let schema = &document.schemas[id];
    let Facts { description, default, .. } = Facts::new(document, id);
    // A title is the name of a type, which this one is not.
    let is_told = |text: &String| matches!(ty, Type::Declared(_)) || schema.title.as_ref() == Some(text);
    let element = member::element(document, schema, ty);
    Said {
        description: lowering.said(description.filter(|text| !is_told(text)), schema),
        element: lowering.said(element, schema),
        rules: rules::of(document, id),
        default,
    }
}

//! What a schema says of a body as a whole, where no type has it to say.

use super::annotated::described;
use super::member::{self, Facts};
use super::{Lowering, rules};
use crate::ir::{Said, Type};
use crate::resolve::{Document, SchemaId};

/// What is said of a body of this type, or of text, in other words than it is described in; what nothing checks is
/// reported for this reason.
pub(super) fn said(
    lowering: &mut Lowering<'_>,
    (id, ty): (SchemaId, &Type),
    (shown, reason): (Option<&str>, &str),
) -> Said {
    rules::report_unheld(lowering, id, reason);
    let document = lowering.document;
    let schema = &document.schemas[id];
    let is_shown = |text: &String| shown.is_some_and(|shown| shown.trim() == text.trim());
    let description = untold(document, id, ty).filter(|text| !is_shown(text));
    let element = member::element(document, schema, ty);
    Said {
        description: lowering.said(description, schema),
        element: lowering.said(element, schema),
        rules: rules::of(document, id),
        default: Facts::new(document, id).default,
    }
}

/// The description that no type has: a declared one has that of its schema, but not what describes it anew. A title is
/// the name of a type, which others have none of.
fn untold(document: &Document, id: SchemaId, ty: &Type) -> Option<String> {
    let schema = &document.schemas[id];
    match ty {
        Type::Declared(_) if described(document, id) == id => None,
        Type::Declared(_) => schema.description.clone(),
        _ => Facts::new(document, id).description.filter(|text| schema.title.as_ref() != Some(text)),
    }
}

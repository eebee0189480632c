//! Bodies of requests: by which media type each is sent, and what the caller gives for it.

use super::media::{essence, has_structure, is_binary, is_json, is_url_encoded, preferred};
use super::{Lowering, forms};
use crate::diagnostic::catalogue;
use crate::ir::{Body, BodyKind, Context, Segment, Type};
use crate::resolve::{self, MediaType};

/// The body by its preferred media type; the others of the same kind and schema can be chosen when it is sent.
pub(super) fn lower(lowering: &mut Lowering<'_>, given: &resolve::RequestBody, context: &Context) -> Body {
    let context = context.child(Segment::Body);
    let preferred = preferred(lowering.document, &given.content);
    let kind = body_kind(lowering, preferred, &context);
    report_styles(lowering, preferred);
    let mut media_types = vec![preferred.media_type.clone()];
    for other in given.content.iter().filter(|other| other.media_type != preferred.media_type) {
        let same =
            matches!(kind, BodyKind::Value(_)) && is_value(&other.media_type) && other.schema == preferred.schema;
        if same {
            media_types.push(other.media_type.clone());
        } else {
            let reason = format!("the operation sends `{}`; use `Client::request` for this one", preferred.media_type);
            lowering.diagnostics.push(catalogue::lower::degraded(&other.origin, &other.media_type, &reason));
        }
    }
    Body {
        kind,
        required: given.required,
        media_types,
        description: given.description.clone(),
        example: preferred.example.clone(),
    }
}

/// Members of a form are written as OpenAPI does by default.
fn report_styles(lowering: &mut Lowering<'_>, media: &MediaType) {
    for (name, encoding) in &media.encoding {
        let usual = encoding.style.is_none_or(|style| style == resolve::Style::Form && encoding.explode);
        if !usual || encoding.allow_reserved {
            let reason = "the member is written as `form`, exploded";
            let origin = media.origin.child("encoding").child(name);
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, "style", reason));
        }
    }
}

fn body_kind(lowering: &mut Lowering<'_>, media: &MediaType, context: &Context) -> BodyKind {
    let essence = essence(&media.media_type);
    match media.schema {
        Some(schema) if essence == "multipart/form-data" => match forms::lower(lowering, schema, media, context) {
            Some(form) => BodyKind::Form(form),
            None => BodyKind::Bytes,
        },
        Some(schema) if is_value(&essence) && !is_binary(lowering.document, media) => {
            BodyKind::Value(lowering.schema(schema, context).ty)
        }
        None if is_json(&essence) => BodyKind::Value(Type::Json),
        _ => unwritten(lowering, media),
    }
}

/// What is sent as the caller gives it; only JSON and forms are written from values.
fn unwritten(lowering: &mut Lowering<'_>, media: &MediaType) -> BodyKind {
    let is_text = essence(&media.media_type).starts_with("text/") && !is_binary(lowering.document, media);
    if has_structure(lowering.document, media) {
        let kind = if is_text { "text" } else { "bytes" };
        let reason = format!("values are written as JSON or as a form; the caller gives the body as {kind}");
        lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, &reason));
    }
    if is_text { BodyKind::Text } else { BodyKind::Bytes }
}

/// A type that a value can be written as.
fn is_value(media_type: &str) -> bool {
    is_json(media_type) || is_url_encoded(media_type)
}

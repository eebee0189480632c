//! What the service sends by itself: types for whoever listens.

use super::Lowering;
use super::media::is_read_as_json;
use crate::diagnostic::catalogue;
use crate::ir::{Context, Type};

/// Lowers the bodies of the webhooks.
pub(super) fn lower(lowering: &mut Lowering<'_>) -> Vec<Type> {
    let document = lowering.document;
    let mut types = Vec::new();
    for webhook in &document.webhooks {
        for media in webhook.body.iter().flat_map(|body| &body.content) {
            let Some(schema) = media.schema else { continue };
            if is_read_as_json(document, media) {
                types.push(lowering.schema(schema, &Context::webhook(webhook.name.clone())).ty);
            } else {
                let reason = "what a webhook sends becomes a type where it is JSON";
                lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, reason));
            }
        }
    }
    types
}

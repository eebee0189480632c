//! The names of what media types tell apart: by the kind of the body, else by the media type.

use super::{ChoiceNames, Ident, spelling};
use crate::ir::{Body, BodyChoice, BodyKind};

/// The names of a choice of bodies: each variant is called after its kind, or, where two are of one kind, the later
/// one after its media type.
pub(super) fn bodies(ident: &Ident, body: Option<&Body>) -> ChoiceNames {
    let choices = match body.map(|body| &body.kind) {
        Some(BodyKind::Several(choices)) => choices.as_slice(),
        _ => &[],
    };
    let mut variants: Vec<Ident> = Vec::new();
    for choice in choices {
        let first = first(choice);
        let wanted = [kind_words(choice).to_owned(), words(first), parts(first)];
        let mut idents = wanted.iter().map(|words| spelling::variant(words));
        let hashed = || spelling::variant(&parts(first)).with_hash(&super::unique::hash(first));
        variants.push(idents.find(|ident| !variants.contains(ident)).unwrap_or_else(hashed));
    }
    ChoiceNames { ident: ident.clone(), variants }
}

fn first(choice: &BodyChoice) -> &str {
    choice.media_types.first().map(String::as_str).unwrap_or_default()
}

fn kind_words(choice: &BodyChoice) -> &'static str {
    let is_json = |media_type: &String| media_type.to_ascii_lowercase().contains("json");
    match &choice.kind {
        BodyKind::Value(_) if choice.media_types.iter().any(is_json) => "json",
        BodyKind::Value(_) => "form",
        BodyKind::Form(_) => "multipart",
        BodyKind::Bytes => "bytes",
        BodyKind::Text if first(choice).to_ascii_lowercase().contains("xml") => "xml",
        BodyKind::Text => "text",
        BodyKind::Several(_) => "several",
    }
}

/// The subtype of a media type, which is what people call it.
pub(super) fn words(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    match essence.split_once('/').map_or(essence, |(_, subtype)| subtype) {
        "form-data" => "form",
        "x-www-form-urlencoded" => "url encoded",
        subtype => subtype,
    }
    .to_owned()
}

/// The media type as a whole.
fn parts(media_type: &str) -> String {
    media_type.replace(|c: char| !c.is_alphanumeric(), " ")
}

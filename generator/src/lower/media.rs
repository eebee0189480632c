//! Representations: which of them count, and whether their bodies are JSON, text or bytes.

use std::collections::BTreeMap;

use super::{Lowering, unions};
use crate::diagnostic::catalogue;
use crate::media_type::{
    essence, is_json, is_of_files, is_text, is_url_encoded, is_written_in_its_charset, stream_format,
};
use crate::resolve::{Document, Kind, MediaType, Schema, SchemaId, is_token};

/// The representations whose keys are media types. Where none is, all count: something is sent.
pub(super) fn known<'a>(lowering: &mut Lowering<'_>, content: &'a [MediaType]) -> Vec<&'a MediaType> {
    let (known, others) = divided(content.iter().collect());
    for other in others {
        let reason = "the key is no media type";
        lowering.diagnostics.push(catalogue::lower::degraded(&other.origin, &other.media_type, reason));
    }
    known
}

/// The representations that count, and the others.
pub(super) fn divided(content: Vec<&MediaType>) -> (Vec<&MediaType>, Vec<&MediaType>) {
    let (known, others): (Vec<_>, Vec<_>) = content.into_iter().partition(|media| is_media_type(&media.media_type));
    if known.is_empty() { (others, known) } else { (known, others) }
}

/// A type, or a range of them (RFC 9110, 8.3.1 and 12.5.1).
pub(super) fn is_media_type(text: &str) -> bool {
    let header = text.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    header && essence(text).split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// The type that is spoken: JSON where it is offered, by its usual name first and by a range last, else the first.
pub(super) fn preferred<'a>(document: &Document, content: &[&'a MediaType]) -> &'a MediaType {
    let rank = |media: &&&MediaType| match essence(&media.media_type).as_str() {
        "application/json" => 0,
        essence if !essence.contains('*') => 1,
        _ => 2,
    };
    content.iter().filter(|media| is_read_as_json(document, media)).min_by_key(rank).unwrap_or(&content[0])
}

/// Whether a body of this type is JSON. A range stands for JSON where a schema says what that is, and not that the body
/// is a file.
pub(super) fn is_read_as_json(document: &Document, media: &MediaType) -> bool {
    is_json(&media.media_type) && !is_anything(media) && !is_binary(document, media)
}

/// Whether a body is of any type, and nothing is said of what it holds.
pub(super) fn is_anything(media: &MediaType) -> bool {
    media.schema.is_none() && essence(&media.media_type).contains('*')
}

/// Whether the body is a file: `format: binary`. Under JSON, too, where no value can be binary: servers that say so of
/// what they send do not write it in quotes.
pub(super) fn is_binary(document: &Document, media: &MediaType) -> bool {
    !is_url_encoded(&media.media_type) && media.schema.is_some_and(|schema| is_file(document, schema))
}

/// Whether a schema is that of a file (OpenAPI 3.0.3, "Considerations for File Uploads"), as are all its variants.
pub(super) fn is_file(document: &Document, id: SchemaId) -> bool {
    Files { document, known: BTreeMap::new(), asked: Asked::EachVariant }.has(id)
}

/// Whether a file is among the values of a schema.
pub(super) fn may_be_file(document: &Document, id: SchemaId) -> bool {
    Files { document, known: BTreeMap::new(), asked: Asked::AnyVariant }.has(id)
}

/// Looks for files in what a schema is all of, or one of.
struct Files<'a> {
    document: &'a Document,
    /// What was found: of a schema that leads back to itself, the way around says nothing.
    known: BTreeMap<SchemaId, Found>,
    asked: Asked,
}

/// Which of the variants of a schema have to be files.
#[derive(Clone, Copy)]
enum Asked {
    EachVariant,
    AnyVariant,
}

/// What a schema and its parts say of a value: one may say that it is text, and another one that this is binary.
#[derive(Clone, Copy, Default)]
struct Found {
    text: bool,
    binary: bool,
    file: bool,
}

impl Files<'_> {
    fn has(&mut self, id: SchemaId) -> bool {
        let Found { text, binary, file } = self.found(id);
        file || text && binary
    }

    fn found(&mut self, id: SchemaId) -> Found {
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        self.known.insert(id, Found::default());
        let schema = &self.document.schemas[id];
        let own = Found {
            text: schema.kind == Some(Kind::String),
            binary: schema.format.as_deref() == Some("binary"),
            file: self.has_variants(id),
        };
        let found = schema.all_of.iter().fold(own, |found, &part| found.and(self.found(part)));
        self.known.insert(id, found);
        found
    }

    fn has_variants(&mut self, id: SchemaId) -> bool {
        let variants = unions::variants(self.document, id);
        match self.asked {
            Asked::EachVariant => !variants.is_empty() && variants.into_iter().all(|variant| self.has(variant)),
            Asked::AnyVariant => variants.into_iter().any(|variant| self.has(variant)),
        }
    }
}

impl Found {
    fn and(self, other: Self) -> Self {
        Self { text: self.text || other.text, binary: self.binary || other.binary, file: self.file || other.file }
    }
}

/// Whether a schema says more of a body than that it is text or bytes, be it by a part or a variant.
pub(super) fn has_structure(document: &Document, media: &MediaType) -> bool {
    let is_scalar = |kind| matches!(kind, Some(Kind::Number | Kind::Integer | Kind::Boolean));
    let says_more = |schema: &Schema| is_scalar(schema.kind) || schema.values.is_some() || unions::holds_others(schema);
    media.schema.is_some_and(|id| unions::shaping(document, id).any(says_more))
}

/// Whether a body that is no value is text; else it is bytes.
pub(super) fn is_given_as_text(document: &Document, media: &MediaType, way: Way) -> bool {
    // The values of a stream are texts, and a caller that sends them has them as they come.
    let is_read_whole = || way == Way::Read && stream_format(&media.media_type).is_some();
    (is_text(&media.media_type) || is_read_whole()) && !is_binary(document, media) && !is_of_other_charset(media, way)
}

/// Whether a text is to be written in a charset that is not one of those that texts are written in.
fn is_of_other_charset(media: &MediaType, way: Way) -> bool {
    way == Way::Written && is_text(&media.media_type) && !is_written_in_its_charset(&media.media_type)
}

/// Whose a body is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The service sends it.
    Read,
    /// The caller sends it.
    Written,
}

impl Way {
    /// What becomes of a body that is no value.
    fn said(self) -> &'static str {
        match self {
            Self::Read => "values are read from JSON; the body is given",
            Self::Written => "values are written as JSON or as a form; the caller gives the body",
        }
    }
}

/// Reports a schema that says more than the text or the bytes that the body is given as.
pub(super) fn report_unstructured(lowering: &mut Lowering<'_>, media: &MediaType, way: Way) {
    let document = lowering.document;
    let kind = if is_given_as_text(document, media, way) { "text" } else { "bytes" };
    let reason = match has_structure(document, media) {
        true => format!("{} as {kind}", way.said()),
        false if is_of_other_charset(media, way) && !is_binary(document, media) => NOT_IN_ITS_CHARSET.to_owned(),
        false if kind == "bytes" && is_base64(document, media) => AS_IT_IS.to_owned(),
        false if is_text_of_unknown_type(document, media) => NOT_KNOWN_AS_TEXT.to_owned(),
        false => return,
    };
    lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, &reason));
}

/// Why a text is given as bytes.
const NOT_IN_ITS_CHARSET: &str =
    "texts are written in UTF-8, ASCII or Latin-1, and not in its charset; the caller gives the body as bytes";

/// Why the bytes of a body are not those that its schema means.
const AS_IT_IS: &str = "its schema says base64, and the body is given as it is sent: the caller encodes and decodes it";

/// Whether a body is declared as the base64 of bytes.
fn is_base64(document: &Document, media: &MediaType) -> bool {
    media.schema.is_some_and(|id| document.schemas[id].format.as_deref() == Some("byte"))
}

/// Why a body that its schema has as text is bytes.
const NOT_KNOWN_AS_TEXT: &str =
    "its schema says text, and its media type is not known as one of texts; the body is given as bytes";

/// Whether the schema of a body says text, and its media type neither that nor that it is a file.
fn is_text_of_unknown_type(document: &Document, media: &MediaType) -> bool {
    let says_text = |id| unions::shaping(document, id).any(|schema| schema.kind == Some(Kind::String));
    let is_known = is_text(&media.media_type) || is_of_files(&media.media_type) || is_binary(document, media);
    !is_known && media.schema.is_some_and(says_text)
}

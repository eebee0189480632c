//! Bodies of requests: what the caller can give, and by which media types each of these is sent.

use indexmap::IndexMap;

use super::alike::alike;
use super::media::{
    Way, is_anything, is_binary, is_given_as_text, is_media_type, known, preferred, report_unstructured,
};
use super::members::{Collected, Declarations};
use super::{Lowering, forms, rules, styles, unions, whole};
use crate::diagnostic::catalogue;
use crate::dialect::Dialect;
use crate::ir::{Body, BodyChoice, BodyKind, Context, Encoding, FormMember, Said, Segment, Style, Test, Type};
use crate::media_type::{is_form_data, is_json, is_text, is_url_encoded, is_xml, separated};
use crate::resolve::{self, Document, MediaType, SchemaId};

/// The body: of one kind, or, where the document offers several, what the caller chooses. Types of one kind and schema
/// are one choice, whose type can be said when it is sent.
pub(super) fn lower(lowering: &mut Lowering<'_>, given: &resolve::RequestBody, context: &Context) -> Body {
    let context = match &given.component {
        Some(name) => Context::request_body(name.clone()),
        None => context.child(Segment::Body),
    };
    let content = known(lowering, &given.content);
    content.iter().for_each(|media| report_encodings(lowering, media));
    let preferred = preferred(lowering.document, &content);
    let others = content.iter().copied().filter(|other| other.media_type != preferred.media_type);
    let mut choices: Vec<(&MediaType, BodyChoice)> = Vec::new();
    for media in std::iter::once(preferred).chain(others) {
        let ways = Ways::of(lowering.document, media);
        let same = choices.iter_mut().find(|(first, choice)| ways.lead_to(lowering.document, (&choice.kind, first)));
        if let Some((_, choice)) = same {
            choice.media_types.push(media.media_type.clone());
            if matches!(choice.kind, BodyKind::Bytes | BodyKind::Text) {
                report_unstructured(lowering, media, Way::Written);
            }
            continue;
        }
        let of_media = context.child(Segment::Media(media.media_type.clone()));
        let kind = body_kind(lowering, media, if choices.is_empty() { &context } else { &of_media });
        choices.push((media, BodyChoice { kind, media_types: vec![media.media_type.clone()] }));
    }
    if given.required {
        report_examples(lowering, &content, &choices);
    }
    let said = said(lowering, &choices, given.description.as_deref());
    let mut choices: Vec<BodyChoice> = choices.into_iter().map(|(_, choice)| choice).collect();
    let media_types = choices.iter().flat_map(|choice| choice.media_types.clone()).collect();
    Body {
        kind: if choices.len() == 1 { choices.remove(0).kind } else { BodyKind::Several(choices) },
        required: given.required,
        media_types,
        description: given.description.clone(),
        example: preferred.example.as_ref().map(|shown| shown.value.clone()),
        members: members(lowering, &content),
        said,
    }
}

/// Reports the examples that no call shows: it has the value of the usual media type.
fn report_examples(lowering: &mut Lowering<'_>, content: &[&MediaType], choices: &[(&MediaType, BodyChoice)]) {
    let usual = choices.first().filter(|(_, choice)| matches!(choice.kind, BodyKind::Value(_)));
    let usual = usual.map(|(media, _)| media.media_type.as_str());
    for media in content.iter().filter(|media| Some(media.media_type.as_str()) != usual) {
        let Some(shown) = &media.example else { continue };
        let reason = match usual {
            Some(_) => "calls are shown with the usual media type",
            None => "calls are shown with what such a body must have",
        };
        lowering.diagnostics.push(catalogue::normalise::not_shown(&shown.origin, "this example", reason));
    }
}

/// What is said of the first value as a whole, beside what is shown; what nothing checks is reported of all.
fn said(lowering: &mut Lowering<'_>, choices: &[(&MediaType, BodyChoice)], shown: Option<&str>) -> Said {
    let mut first = None;
    for (media, choice) in choices {
        let Some(schema) = media.schema else { continue };
        let ty = match &choice.kind {
            BodyKind::Value(ty) => ty,
            BodyKind::Text => &Type::Text,
            BodyKind::Bytes => {
                // The rules of texts count characters.
                rules::report_unheld(lowering, schema, UNCHECKED);
                continue;
            }
            BodyKind::Form(_) | BodyKind::OpenForm | BodyKind::Several(_) => continue,
        };
        let said = whole::said(lowering, (schema, ty), (shown, UNCHECKED));
        first.get_or_insert(said);
    }
    first.unwrap_or_default()
}

/// Why the constraints of a whole body are documentation.
const UNCHECKED: &str = "`validate` checks the members of structs, and not a body as a whole";

/// The ways that a body of a media type can be sent in: found once, as a body may have thousands.
struct Ways<'a> {
    media: &'a MediaType,
    as_value: bool,
    as_form: bool,
    as_text: bool,
    as_bytes: bool,
}

impl<'a> Ways<'a> {
    fn of(document: &Document, media: &'a MediaType) -> Self {
        let is_value = is_value(&media.media_type);
        let as_form = is_form_data(&media.media_type);
        let as_text = is_given_as_text(document, media, Way::Written);
        let is_written = is_value && !is_anything(media) || as_form;
        let as_value = is_value && !is_binary(document, media);
        Self { media, as_value, as_form, as_text, as_bytes: !as_text && !is_written }
    }

    /// Whether what is given for another media type can be sent as this one, too.
    fn lead_to(&self, document: &Document, (kind, first): (&BodyKind, &MediaType)) -> bool {
        let is_alike = || alike(document, self.media.schema, first.schema);
        match kind {
            BodyKind::Value(_) => self.as_value && is_alike(),
            BodyKind::Form(_) => self.as_form && is_alike(),
            BodyKind::OpenForm => self.as_form,
            BodyKind::Text => self.as_text && is_xml(&self.media.media_type) == is_xml(&first.media_type),
            BodyKind::Bytes => self.as_bytes,
            BodyKind::Several(_) => false,
        }
    }
}

fn body_kind(lowering: &mut Lowering<'_>, media: &MediaType, context: &Context) -> BodyKind {
    match media.schema {
        schema if is_form_data(&media.media_type) => {
            let form = schema.and_then(|schema| forms::lower(lowering, schema, media, context));
            form.map_or(BodyKind::OpenForm, BodyKind::Form)
        }
        Some(schema) if is_url_encoded(&media.media_type) && !may_be_object(lowering, schema) => {
            let reason =
                "only an object has members that an URL-encoded form can be made of; the caller gives its text";
            lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, reason));
            BodyKind::Text
        }
        Some(schema) if is_value(&media.media_type) && !is_binary(lowering.document, media) => {
            let lowered = lowering.schema(schema, context);
            if lowered.nullable && lowered.ty != Type::Json {
                report_null(lowering, media);
            }
            BodyKind::Value(lowered.ty)
        }
        None if is_json(&media.media_type) && !is_anything(media) => BodyKind::Value(Type::Json),
        _ => unwritten(lowering, media),
    }
}

/// Whether a schema is that of objects, or of a list of them.
fn has_objects(lowering: &Lowering<'_>, id: SchemaId) -> bool {
    let element = lowering.document.schemas[id].items;
    let is_object = |id| matches!(unions::shape_test(lowering.document, id), Test::Object { .. } | Test::Tag(_));
    is_object(id) || element.is_some_and(is_object)
}

/// Whether some values of a schema are objects.
pub(super) fn may_be_object(lowering: &Lowering<'_>, id: SchemaId) -> bool {
    match unions::shape_test(lowering.document, id) {
        Test::Object { .. } | Test::Tag(_) | Test::Any => true,
        Test::Array | Test::Text | Test::Integer | Test::Number | Test::Boolean => false,
    }
}

/// A body is given as a value of its type, which null is not.
fn report_null(lowering: &mut Lowering<'_>, media: &MediaType) {
    let reason = "a body is given as a value, so that null is not sent as one; `Client::request` sends it";
    let inline = media.schema.map(|id| &lowering.document.schemas[id]).filter(|schema| schema.component.is_none());
    let origin =
        inline.map_or_else(|| media.origin.child("schema").child("nullable"), |schema| schema.place("nullable"));
    lowering.diagnostics.push(catalogue::lower::degraded(&origin, "null", reason));
}

/// How the members of an URL-encoded form are written, where the document says so. `contentType` holds where no style
/// is given (OpenAPI 3.0.3, "Encoding Object").
fn members(lowering: &mut Lowering<'_>, content: &[&MediaType]) -> Vec<FormMember> {
    let forms = content.iter().filter(|media| is_url_encoded(&media.media_type));
    let mut members: Vec<FormMember> = Vec::new();
    for media in forms {
        let declared = declared(lowering, media);
        for (name, encoding) in media.encoding.iter().filter(|(name, _)| !is_undeclared(&declared, name)) {
            if let Some(declarations) = declared.get(name.as_str()) {
                report_style(lowering, (name, declarations), media);
            }
            let schemas = declared.get(name.as_str()).map(Declarations::all).unwrap_or_default();
            let Some(encoding) = member_encoding(lowering, (name, &schemas), (encoding, media)) else { continue };
            if !members.iter().any(|member| member.wire == *name) {
                members.push(FormMember { wire: name.clone(), encoding });
            }
        }
    }
    members
}

fn member_encoding(
    lowering: &mut Lowering<'_>,
    (name, schemas): (&str, &[SchemaId]),
    (encoding, media): (&resolve::Encoding, &MediaType),
) -> Option<Encoding> {
    let resolve::Encoding { content_type, style, explode, allow_reserved, styled_by: _, is_of_text: _ } = encoding;
    let styled = |style| Encoding { style, explode: *explode, allow_reserved: *allow_reserved };
    if let Some(style) = style {
        report_styled(lowering, name, media);
        return Some(styled(styles::style(*style)));
    }
    match content_type.as_deref() {
        Some(content_type) if is_json(content_type) => Some(styled(Style::Json)),
        Some(content_type) if !is_text(content_type) || schemas.iter().any(|&id| has_objects(lowering, id)) => {
            let reason = "a member of a form is text, or JSON where it is an object";
            let origin = media.origin.child("encoding").child(name).child("contentType");
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, "contentType", reason));
            None
        }
        Some(_) | None => allow_reserved.then(|| styled(Style::Form)),
    }
}

/// An encoding is that of a member of a form (OpenAPI 3.0.3, "Encoding Object": it must be a property of the schema).
fn report_encodings(lowering: &mut Lowering<'_>, media: &MediaType) {
    let origin = media.origin.child("encoding");
    let is_form = is_form_data(&media.media_type) || is_url_encoded(&media.media_type);
    if !is_form && !media.encoding.is_empty() {
        let reason = "the body is not written as a form";
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "encoding", reason));
        return;
    }
    let declared = declared(lowering, media);
    for name in media.encoding.keys().filter(|name| is_undeclared(&declared, name)) {
        let reason = "the form has no member of this name";
        lowering.diagnostics.push(catalogue::lower::degraded(&origin.child(name), name, reason));
    }
    if is_form_data(&media.media_type) {
        report_content_types(lowering, media);
        report_styles(lowering, media, &declared);
    }
}

/// Says where a part is to be sent as what is no media type, and no range of them.
fn report_content_types(lowering: &mut Lowering<'_>, media: &MediaType) {
    let types = media.encoding.iter().filter_map(|(name, encoding)| Some((name, encoding.content_type.as_ref()?)));
    for (name, _) in types.filter(|(_, listed)| !separated(listed).all(|listed| is_media_type(listed.trim()))) {
        let origin = media.origin.child("encoding").child(name).child("contentType");
        let reason = "what it lists is not all media types; the part is sent as the first that is one, if any is";
        lowering.diagnostics.push(catalogue::lower::simplified(&origin, reason));
    }
}

/// The members that the schema of a form names.
fn declared<'a>(lowering: &Lowering<'a>, media: &MediaType) -> IndexMap<&'a str, Declarations> {
    let schema = media.schema.filter(|_| !media.encoding.is_empty());
    schema.map(|id| Collected::new(lowering.document, &[id]).properties).unwrap_or_default()
}

/// Says where the style of a member has no form for what its schema says of the values.
pub(super) fn report_style(
    lowering: &mut Lowering<'_>,
    (name, declarations): (&str, &Declarations),
    media: &MediaType,
) {
    let Some(given) = media.encoding.get(name) else { return };
    let Some(style) = given.style else { return };
    let origin = media.origin.child("encoding").child(name);
    // What only says whether values are exploded is of this style, too.
    let place = if style == resolve::Style::Form { origin } else { origin.child("style") };
    let encoding =
        Encoding { style: styles::style(style), explode: given.explode, allow_reserved: given.allow_reserved };
    for id in declarations.all() {
        styles::report(lowering, &place, id, &encoding);
    }
}

/// Says where a member has a media type that is ignored, as it has a style (OpenAPI 3.1.1, "Encoding Object").
pub(super) fn report_styled(lowering: &mut Lowering<'_>, name: &str, media: &MediaType) {
    if media.encoding.get(name).is_some_and(|encoding| encoding.content_type.is_some()) {
        let reason = "the style beside it says how the member is written";
        let origin = media.origin.child("encoding").child(name).child("contentType");
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "contentType", reason));
    }
}

/// Whether a form that names its members does not have this one.
fn is_undeclared(declared: &IndexMap<&str, Declarations>, name: &str) -> bool {
    !declared.is_empty() && !declared.contains_key(name)
}

/// The parts of a form have no styles before OpenAPI 3.1 (OpenAPI 3.0.3, "Encoding Object"), nor has what is no value.
fn report_styles(lowering: &mut Lowering<'_>, media: &MediaType, declared: &IndexMap<&str, Declarations>) {
    if lowering.document.dialect == Dialect::V3_1 && !declared.is_empty() {
        return;
    }
    for (name, encoding) in media.encoding.iter().filter(|(name, _)| !is_undeclared(declared, name)) {
        let usual = encoding.style.is_none_or(|style| style == resolve::Style::Form && encoding.explode);
        if !usual || encoding.allow_reserved {
            let reason = "only URL-encoded forms have styles; the member is written as its media type has it";
            let origin = media.origin.child("encoding").child(name);
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, "style", reason));
        }
    }
}

/// What is sent as the caller gives it; only JSON and forms are written from values.
fn unwritten(lowering: &mut Lowering<'_>, media: &MediaType) -> BodyKind {
    report_unstructured(lowering, media, Way::Written);
    if is_given_as_text(lowering.document, media, Way::Written) { BodyKind::Text } else { BodyKind::Bytes }
}

/// A type that a value can be written as.
fn is_value(media_type: &str) -> bool {
    is_json(media_type) || is_url_encoded(media_type)
}

//! Forms: bodies of `multipart/form-data`, and their parts.

use super::enumeration::known;
use super::media::may_be_file;
use super::members::{Collected, Declarations};
use super::undeclared::unsent;
use super::{Lowering, annotated, bodies, joined, member, members, rules, styles, unions};
use crate::diagnostic::catalogue;
use crate::dialect::Dialect;
use crate::ir::{
    Access, Context, Encoding, Form, Others, Part, PartKind, Presence, Reach, Segment, Shape, Type, TypeDeclaration,
    TypeId,
};
use crate::media_type::{is_json, is_text, listed_types, separated};
use crate::resolve::{Additional, Discriminator, Document, Kind, MediaType, SchemaId};
use crate::source::Origin;

/// The form of a schema, which is a type of its own beside the values of that schema; none where it declares no parts,
/// which the caller names then.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, media: &MediaType, context: &Context) -> Option<TypeId> {
    if let Some(&declared) = lowering.forms.get(&id) {
        report_other_types(lowering, declared, media);
        return Some(declared);
    }
    let document = lowering.document;
    let collected = Collected::new(document, &[id]);
    lowering.reached.extend(&collected.seen);
    if collected.properties.is_empty() {
        report_unnamed(lowering, id, media);
        return None;
    }
    let schema = &document.schemas[id];
    // The struct that a component is tells it already.
    if schema.component.is_none() || lowering.unions.has(id) {
        members::report_alternatives(lowering, &collected);
    }
    let context = lowering.named(id, context);
    let tag = tag(lowering, id, &collected, &context);
    let is_tag = |name: &str| tag.as_ref().is_some_and(|tag| tag.wire == name);
    let (read_only, declared): (Vec<_>, Vec<_>) = collected.properties.iter().partition(|(name, _)| is_tag(name));
    lowering.reached.extend(read_only.into_iter().flat_map(|(_, declarations)| declarations.all()));
    let declared = declared
        .into_iter()
        .filter_map(|(&name, declarations)| part(lowering, (&context, &collected), (name, declarations), media));
    let parts = tag.into_iter().chain(declared).collect();
    let further = further(lowering, &collected, &context);
    let of_form = if schema.component.is_some() { apart(&context) } else { context };
    let declared = lowering.described(id, &of_form, Shape::Form(Form { parts, further }));
    lowering.forms.insert(id, declared);
    Some(declared)
}

/// What is said of parts without a name is not asked of the caller, who names them.
fn report_unnamed(lowering: &mut Lowering<'_>, id: SchemaId, media: &MediaType) {
    let schema = &lowering.document.schemas[id];
    let is_any = matches!(schema.additional, Additional::Open) && matches!(schema.kind, None | Some(Kind::Object));
    if !is_any {
        let reason = "the form names no parts; the caller does, and any are taken";
        lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, reason));
    }
}

/// The name of a component belongs to its values: its form says that it is one.
fn apart(context: &Context) -> Context {
    Context { wish: context.wish.as_ref().map(|wish| format!("{wish} form")), ..context.child(Segment::Form) }
}

/// A form that several operations send is written once, with the types of its first `encoding`.
fn report_other_types(lowering: &mut Lowering<'_>, form: TypeId, media: &MediaType) {
    let Shape::Form(Form { parts, .. }) = &lowering.types[form].shape else { return };
    let given = |part: &Part| media.encoding.get(&part.wire).and_then(|encoding| encoding.content_type.as_ref());
    let styled = |part: &Part| {
        let encoding = media.encoding.get(&part.wire).filter(|_| lowering.document.dialect == Dialect::V3_1);
        encoding.and_then(|encoding| Some((styles::style(encoding.style?), encoding.explode)))
    };
    let is_other = |part: &Part| {
        let encoding = part.encoding.as_ref().map(|encoding| (encoding.style, encoding.explode));
        let is_value = matches!(part.kind, PartKind::Value(_));
        given(part) != part.content_type.as_ref() || is_value && styled(part) != encoding
    };
    if parts.iter().any(is_other) {
        let reason = "another operation sends the same form, and its types and styles of the parts hold";
        let origin = media.origin.child("encoding");
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "encoding", reason));
    }
}

/// The part that says which variant a form is, where none of them declares the tag that the discriminator names as one
/// that is sent.
fn tag(lowering: &mut Lowering<'_>, id: SchemaId, collected: &Collected<'_>, context: &Context) -> Option<Part> {
    let Discriminator { origin, property, mapping, .. } = unsent(lowering.document, &[id], collected)?;
    let ty = lowering.types.push(TypeDeclaration {
        origin: origin.clone(),
        context: context.child(Segment::Member(property.clone())),
        description: None,
        deprecated: false,
        reach: Reach::default(),
        others: Others::default(),
        shape: Shape::StringEnum(known(mapping.iter().map(|(value, _)| value.clone()).collect())),
        example: None,
    });
    Some(Part {
        origin: origin.clone(),
        wire: property.clone(),
        kind: PartKind::Value(Type::Declared(ty)),
        required: true,
        filled: None,
        description: Some("Says which variant the form is.".to_owned()),
        deprecated: false,
        example: None,
        default: None,
        rules: Vec::new(),
        content_type: None,
        sent_as: None,
        is_of_text: false,
        encoding: None,
        wish: None,
    })
}

/// What the parts carry that no property names: as of the members of a struct, any are taken.
fn further(lowering: &mut Lowering<'_>, collected: &Collected<'_>, context: &Context) -> PartKind {
    let document = lowering.document;
    let additional = &collected.additional;
    if additional.all().iter().any(|&id| may_be_file(document, id)) {
        return PartKind::File;
    }
    match joined::lower(lowering, additional, &context.child(Segment::MapValue)).ty {
        Type::Json => PartKind::File,
        ty => PartKind::Value(ty),
    }
}

/// The part of a member; none where the service alone writes it.
fn part(
    lowering: &mut Lowering<'_>,
    (context, collected): (&Context, &Collected<'_>),
    (name, declarations): (&str, &Declarations),
    media: &MediaType,
) -> Option<Part> {
    let document = lowering.document;
    let member = member::lower(lowering, context, collected, (name, declarations));
    if member.access == Access::ReadOnly {
        return None;
    }
    for id in declarations.all() {
        rules::report_unheld(lowering, id, "`validate` does not check the parts of a form");
    }
    let content_type = media.encoding.get(name).and_then(|encoding| encoding.content_type.clone());
    let declared = kind(document, declarations, (member.ty, content_type.as_deref()));
    if declared == PartKind::Value(Type::Base64) && document.dialect == Dialect::V3_1 {
        let reason = "parts have no `Content-Transfer-Encoding` (RFC 7578, 4.7); the service has to know of the base64";
        lowering.diagnostics.push(catalogue::lower::degraded(&member.origin, name, reason));
    }
    let encoding = encoding(lowering, &declared, name, media);
    if encoding.is_some() {
        bodies::report_style(lowering, (name, declarations), media);
        bodies::report_styled(lowering, name, media);
    }
    // Where there is a style, media types are ignored (OpenAPI 3.1.1, "Encoding Object").
    let listed = content_type.as_deref().filter(|_| encoding.is_none());
    let (kind, sent_as) = match listed.and_then(|listed| unwritten(lowering, &declared, listed, (&member.origin, name)))
    {
        Some((given, sent_as)) => (given, Some(sent_as)),
        None => (declared.clone(), listed.and_then(|listed| self::sent_as(lowering, &declared, listed))),
    };
    let is_required = matches!(member.presence, Presence::Required | Presence::RequiredNullable)
        || member.access == Access::WriteOnly { required: true };
    let is_value = matches!(kind, PartKind::Value(_)) && kind == declared;
    let filled = member.filled.filter(|filled| is_value && !filled.is_null());
    Some(Part {
        origin: member.origin,
        wire: member.wire,
        sent_as,
        is_of_text: media.encoding.get(name).is_some_and(|encoding| encoding.is_of_text),
        encoding,
        kind,
        required: is_required && filled.is_none(),
        filled,
        description: member.description,
        deprecated: member.deprecated,
        default: member.default,
        example: member.example,
        rules: member.rules,
        content_type,
        wish: member.wish,
    })
}

/// The style that the values of a part are written in, which parts have since OpenAPI 3.1 where one is given.
fn encoding(lowering: &mut Lowering<'_>, kind: &PartKind, name: &str, media: &MediaType) -> Option<Encoding> {
    let encoding = media.encoding.get(name).filter(|_| lowering.document.dialect == Dialect::V3_1)?;
    let style = styles::style(encoding.style?);
    match kind {
        PartKind::Value(_) => Some(Encoding { style, explode: encoding.explode, allow_reserved: false }),
        PartKind::File | PartKind::Files => {
            // What is reserved in a URL, a file is sent with as it is.
            if let Some(key) = encoding.styled_by.filter(|key| *key != "allowReserved") {
                let origin = media.origin.child("encoding").child(name).child(key);
                lowering.diagnostics.push(catalogue::lower::degraded(&origin, key, "a file has no style"));
            }
            None
        }
    }
}

/// What a part is, of this type as a member: bytes, too, where all that declares it says nothing of its values.
fn kind(document: &Document, declarations: &Declarations, (ty, content_type): (Type, Option<&str>)) -> PartKind {
    let declared = || declarations.always.iter().chain(&declarations.sometimes).copied();
    let is_file = |id| may_be_file(document, id);
    let is_bytes = |id| is_of_bytes(document, content_type) && annotated::says_nothing(document, id);
    // One file is sent as a list of one is.
    if declared().any(|id| may_be_files(document, id, &is_file)) {
        PartKind::Files
    } else if declared().any(is_file) || declared().all(is_bytes) {
        PartKind::File
    } else if declared().all(|id| may_be_files(document, id, &is_bytes)) {
        PartKind::Files
    } else {
        PartKind::Value(ty)
    }
}

/// Whether a part without a type is bytes: where its media type is not JSON, and, since OpenAPI 3.1, where it has none
/// (OpenAPI 3.1.1, "Encoding Object").
fn is_of_bytes(document: &Document, content_type: Option<&str>) -> bool {
    match content_type {
        Some(listed) => !listed_types(listed).any(is_json),
        None => document.dialect == Dialect::V3_1,
    }
}

/// Whether a list of such values is among the values of a schema, be it by its only variant beside null.
fn may_be_files(document: &Document, id: SchemaId, is_file: &dyn Fn(SchemaId) -> bool) -> bool {
    let listed = |id: SchemaId| document.schemas[id].items.is_some_and(is_file);
    let schema = &document.schemas[id];
    listed(id) || schema.all_of.iter().copied().chain(unions::variants(document, id)).any(listed)
}

/// What the caller gives in place of values that are not written as any of the media types listed, and the type that it
/// is sent as: only JSON is written from objects.
fn unwritten(
    lowering: &mut Lowering<'_>,
    declared: &PartKind,
    listed: &str,
    (origin, name): (&Origin, &str),
) -> Option<(PartKind, String)> {
    let PartKind::Value(ty) = declared else { return None };
    if !is_object(lowering, ty) || listed_types(listed).any(is_json) {
        return None;
    }
    let text = listed_types(listed).find(|listed| is_text(listed));
    let (kind, given) = match text {
        Some(_) => (PartKind::Value(Type::Text), "text"),
        None => (PartKind::File, "bytes"),
    };
    let sent_as = text.or_else(|| listed_types(listed).next())?;
    let reason = format!("values are written as JSON, which its `contentType` is not; the caller gives it as {given}");
    lowering.diagnostics.push(catalogue::lower::degraded(origin, name, &reason));
    Some((kind, sent_as.to_owned()))
}

/// The media type that a part is sent as, where the document names some: the first of them that it can be.
fn sent_as(lowering: &Lowering<'_>, kind: &PartKind, listed: &str) -> Option<String> {
    let sent_as = match kind {
        PartKind::Value(ty) if is_object(lowering, ty) => listed_types(listed).find(|listed| is_json(listed)),
        // Of several types, the name of a file tells which.
        PartKind::File | PartKind::Files if separated(listed).nth(1).is_some() => None,
        PartKind::Value(_) | PartKind::File | PartKind::Files => listed_types(listed).next(),
    };
    sent_as.map(str::to_owned)
}

/// Whether values are objects, or lists of them, which a form writes as JSON.
fn is_object(lowering: &Lowering<'_>, ty: &Type) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::List(inner) | Type::Nullable(inner) => is_object(lowering, inner),
        Type::Tuple(_) | Type::OpenTuple(..) => true,
        Type::Declared(id) | Type::Boxed(id) => match lowering.types[*id].shape {
            Shape::Struct(_) => true,
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Union(_) | Shape::Form(_) => false,
        },
        Type::Text
        | Type::Integer
        | Type::Unsigned
        | Type::Number
        | Type::ExactNumber
        | Type::Boolean
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::TextOrInteger
        | Type::TextOrNumber => false,
    }
}

//! The formats of values: of numbers, of texts, and of what stands in texts.

use std::ops::RangeInclusive;

use serde_json::Value as Json;

use super::super::Kind::*;
use super::super::finding::Draft;
use super::super::kind::Effect;
use super::super::trees::Trees;
use super::super::{Rust, Wire};
use super::literals::fits_none;
use super::schemas::Value;
use super::types::is_of_its_own;
use super::view::{Shape, View};
use super::{Position, Role, Sides};
use crate::resolve::{Bound, Constraints, Kind as Type};

/// What format a value has.
pub(super) fn format<'d>(value: &mut Value<'_, 'd>) {
    let is_number = matches!(value.base.shape, Shape::Of(Type::Number | Type::Integer));
    // Numbers have it anyway.
    let said = |view: &View<'d>, trees: &'d Trees<'d>| {
        view.format.filter(|format| !(is_number && *format == "double")).or_else(|| encoding(view, trees))
    };
    let Sides { base, head } = value.comparison.trees;
    let (was, is) = (said(&value.base, base), said(&value.head, head));
    let is_encoding = |format: Option<&str>, view, trees| {
        matches!(format, Some("byte" | "binary" | "base64url")) || encoding(view, trees).is_some()
    };
    let are_encodings = is_encoding(was, &value.base, base) && is_encoding(is, &value.head, head);
    if was == is {
        return;
    }
    let at = value.position;
    let is_integer = value.base.shape == Shape::Of(Type::Integer);
    let is_header = value.role == Role::Header;
    let kind = match (was, is) {
        (Some("int32"), Some("int64") | None) if is_integer => {
            at.kind(ParamFormatInt32Int64, ReqPropInt32Int64, ResInt32Int64)
        }
        (Some("int64") | None, Some("int32")) if is_integer => {
            at.kind(ParamFormatInt64Int32, ReqPropInt64Int32, ResInt64Int32)
        }
        (Some("int64"), None) | (None, Some("int64")) if is_integer => return,
        // The media type of a part comes of it (OpenAPI, "Encoding Object").
        (Some("binary"), _) | (_, Some("binary")) if value.role == Role::Part => BodyEncodingChanged,
        (Some(was), Some(is)) if is_of_its_own(was) && is_of_its_own(is) || are_encodings => {
            at.kind(ParamTypeChanged, ReqPropTypeChanged, if is_header { RespHeaderType } else { ResTypeChanged })
        }
        (_, Some("date" | "date-time")) => at.kind(ParamFormatAdded, ReqPropFormatAdded, ResFormatAddedDate),
        (Some("date" | "date-time"), _) => at.kind(ParamFormatRemoved, ReqPropFormatRemoved, ResFormatRemovedDate),
        (_, Some(_)) => at.kind(ParamFormatAdded, ReqPropFormatAdded, ResFormatAdded),
        (_, None) => at.kind(ParamFormatRemoved, ReqPropFormatRemoved, ResFormatRemoved),
    };
    let values = (value.base.format.or(was).map(str::to_owned), value.head.format.or(is).map(str::to_owned));
    let Sides { base, head } = value.differing(|one, other| one.format == other.format);
    let draft = value.draft(("format", kind), (Some(&base), Some(&head))).values(values);
    let is_typed = [was, is].into_iter().flatten().any(has_type);
    let draft = if is_typed { draft } else { draft.effect(Effect::Text) };
    let is_within = is == Some("int32") && is_within_i32(&value.base.constraints);
    // A password is any text, which people are not shown.
    let is_hint = [was, is].into_iter().all(|format| format.is_none_or(|format| format == "password"));
    // What was sent is of no such format: it is refused, not only it may be.
    let is_sent = matches!(at, Position::Parameter | Position::Request);
    let is_refused = is_sent && is.zip(value.base.values.as_ref()).is_some_and(|(is, values)| fits_none(values, is));
    // Values that are listed need none.
    let is_listed = is.is_none() && value.head.values.is_some();
    let draft = match was.zip(is).filter(|_| kind.is_of_format()) {
        Some(formats) => replaced(draft, formats, at),
        None => draft,
    };
    value.note(match (is_within, is_hint || is_listed) {
        (true, _) => draft.wire(Wire::Safe).least(Rust::None),
        (false, true) => draft.wire(Wire::Safe),
        (false, false) if is_refused => draft.wire(Wire::Breaking),
        (false, false) => draft,
    });
}

/// A format in place of another one: of what is sent, the one that is must take in the one that was, and of what comes,
/// the other way round.
fn replaced(draft: Draft, (was, is): (&str, &str), at: Position) -> Draft {
    let is_sent = matches!(at, Position::Parameter | Position::Request);
    let (wide, narrow) = if is_sent { (is, was) } else { (was, is) };
    if takes_in(wide, narrow) { draft.wire(Wire::Safe) } else { at_least_risky(draft) }
}

/// Whether a format takes all values of another one.
fn takes_in(wide: &str, narrow: &str) -> bool {
    match integers(wide).zip(integers(narrow)) {
        Some((wide, narrow)) => wide.contains(narrow.start()) && wide.contains(narrow.end()),
        None => TAKEN_IN.contains(&(wide, narrow)),
    }
}

/// The formats of texts that take in others (JSON Schema 2020-12 validation, section 7.3), each with one of these; many
/// documents write `url` for `uri`.
const TAKEN_IN: &[(&str, &str)] = &[
    ("uri", "url"),
    ("url", "uri"),
    ("uri-reference", "uri"),
    ("uri-reference", "url"),
    ("iri", "uri"),
    ("iri", "url"),
    ("iri-reference", "iri"),
    ("iri-reference", "uri"),
    ("iri-reference", "url"),
    ("iri-reference", "uri-reference"),
    ("idn-email", "email"),
    ("idn-hostname", "hostname"),
];

/// The integers of a format (OpenAPI Initiative, "Format Registry").
fn integers(format: &str) -> Option<RangeInclusive<i128>> {
    Some(match format {
        "int8" => i8::MIN.into()..=i8::MAX.into(),
        "int16" => i16::MIN.into()..=i16::MAX.into(),
        "int32" => i32::MIN.into()..=i32::MAX.into(),
        "int64" => i64::MIN.into()..=i64::MAX.into(),
        "uint8" => 0..=u8::MAX.into(),
        "uint16" => 0..=u16::MAX.into(),
        "uint32" => 0..=u32::MAX.into(),
        "uint64" => 0..=u64::MAX.into(),
        _ => return None,
    })
}

/// A format in place of another one, of which nothing says that its texts are some of those of the other.
fn at_least_risky(draft: Draft) -> Draft {
    let wire = draft.wire.max(Wire::Risky);
    draft.wire(wire)
}

/// How bytes are written in a text, where that is another way than that of the format `byte` (RFC 4648; OpenAPI 3.1.1,
/// "Working with Binary Data").
fn encoding<'d>(view: &View<'d>, trees: &'d Trees<'d>) -> Option<&'d str> {
    let mut written = view.all.iter().filter_map(|schema| trees.get(&schema.origin)?.get("contentEncoding")?.as_str());
    // That of `byte`, and those that change nothing (RFC 2045, 6).
    let is_as_it_is =
        |encoding: &str| ["7bit", "8bit", "binary", "base64"].iter().any(|it| it.eq_ignore_ascii_case(encoding));
    written.find(|encoding| view.shape == Shape::Of(Type::String) && !is_as_it_is(encoding))
}

/// What a text is the document of, which is a format of it; how the parts of forms are written is told of them.
pub(super) fn content(value: &mut Value<'_, '_>) {
    let is_text = |view: &View<'_>| view.shape == Shape::Of(Type::String);
    let is_same_format = value.base.format == value.head.format;
    if !is_text(&value.base) || !is_text(&value.head) || !is_same_format || value.role == Role::Part {
        return;
    }
    let Sides { base, head } = value.comparison.trees;
    let said = |trees: &Trees<'_>, view: &View<'_>| {
        let mut written = view.all.iter().filter_map(|schema| trees.get(&schema.origin)?.get("contentMediaType"));
        written.find_map(Json::as_str).map(str::to_owned)
    };
    let (was, is) = (said(base, &value.base), said(head, &value.head));
    // That there are bytes is all that it says where the other side says so by the format alone (OpenAPI 3.1.1,
    // "Working with Binary Data").
    let are_bytes = value.base.format == Some("binary") && (was.is_none() || is.is_none());
    let kind = match &is {
        _ if was == is || are_bytes => return,
        Some(_) => value.position.kind(ParamFormatAdded, ReqPropFormatAdded, ResFormatAdded),
        None => value.position.kind(ParamFormatRemoved, ReqPropFormatRemoved, ResFormatRemoved),
    };
    let Sides { base, head } = value.whole();
    let draft = value.draft(("contentMediaType", kind), (Some(&base), Some(&head)));
    let draft = if was.is_some() && is.is_some() { at_least_risky(draft) } else { draft };
    value.note(draft.values((was, is)).about("contentMediaType").effect(Effect::Text));
}

/// Whether a format makes another type of a value in Rust.
fn has_type(format: &str) -> bool {
    matches!(format, "date-time" | "date" | "byte" | "binary" | "uint64")
}

/// Whether 32 bits hold all numbers that the bounds allow.
fn is_within_i32(bounds: &Constraints) -> bool {
    let bound = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.value.as_i64());
    let within = |bound: Option<i64>| bound.is_some_and(|bound| i32::try_from(bound).is_ok());
    within(bound(&bounds.minimum)) && within(bound(&bounds.maximum))
}

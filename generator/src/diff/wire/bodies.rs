//! The bodies of requests, and the media types of bodies and answers.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::Kind::*;
use super::super::finding::Draft;
use super::super::trees::Trees;
use super::super::{Rust, Wire};
use super::fingerprint::fingerprint;
use super::media::{Media, is_in, of_one_content, without_charset};
use super::schemas::DEPTH;
use super::subjects;
use super::swaps::Referred;
use super::view::{Shape, View, is_any};
use super::{Comparison, Exchange, Pair, Position, Role, Sides, xml};
use crate::media_type::is_json;
use crate::resolve::{Constraints, Document, Kind, MediaType, Operation, RequestBody, SchemaId, Style};
use crate::source::Origin;

/// Compares the bodies of an operation's requests.
pub(super) fn compare(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    match (&base.body, &head.body) {
        (None, None) => {}
        (None, Some(body)) => {
            let kind = if body.required { BodyAddedRequired } else { BodyAddedOptional };
            let subject = ("body", subjects::body(body, head));
            comparison.say_of(operation, Draft::new(kind, subject, None, Some(&body.origin)));
        }
        (Some(body), None) => {
            let subject = ("body", subjects::body(body, base));
            comparison.say_of(operation, Draft::new(BodyRemoved, subject, Some(&body.origin), None));
        }
        (Some(one), Some(other)) => {
            let place = Sides { base: base.origin.child("requestBody"), head: head.origin.child("requestBody") };
            let used = subjects::body_of(head);
            let referred = Referred {
                kind: ReqPropTypeChanged,
                subject: used,
                position: Position::Request,
                exchange: Exchange::Call,
                place,
            };
            same(comparison, operation, (one, other), (subjects::body(other, head), referred));
        }
    }
}

fn same(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&RequestBody, &RequestBody),
    (subject, referred): (String, Referred),
) {
    let origins = Sides { base: &base.origin, head: &head.origin };
    comparison.written(operation, referred.subject.clone(), origins);
    let mut say = |topic, kind| {
        let draft = Draft::new(kind, (topic, subject.clone()), Some(&base.origin), Some(&head.origin));
        comparison.say_of(operation, draft);
    };
    match (base.required, head.required) {
        (false, true) => say("required", BodyBecameRequired),
        (true, false) => say("required", BodyBecameOptional),
        _ => {}
    }
    let is_described = base.description == head.description;
    let docs = Draft::new(BodyDocChanged, ("docs", subject.clone()), Some(&base.origin), Some(&head.origin));
    let media = Media::of(&base.content, &head.content);
    if let Some(draft) = media.replacing(BodyMediaReplaced, &subject) {
        let draft = if media.is_widened() { draft.wire(Wire::Safe) } else { draft };
        comparison.say_of(operation, draft);
        replaced(comparison, operation, &media);
        if !is_described {
            comparison.say_of(operation, docs);
        }
        return;
    }
    listed(comparison, operation, (&media, head), &subject);
    let mut pairs = Vec::new();
    for &(one, other) in &media.both {
        encoding(comparison, operation, one, other);
        examples(comparison, operation, (one, other), Position::Request);
        xml::compare(comparison, operation, (one, other), Position::Request);
        pairs.extend(pair(comparison, operation, one, other).map(|pair| comparison.sent_as(&media, pair)));
    }
    let is_another = comparison.refers(operation, origins, referred, pairs);
    // What another body says to people is no news of the one that was there.
    if !is_described && !is_another {
        comparison.say_of(operation, docs);
    }
}

/// Has compared what stands in media types that are in place of others.
fn replaced(comparison: &mut Comparison<'_>, operation: usize, media: &Media<'_>) {
    for (was, is) in media.replaced().into_iter().take(1) {
        examples(comparison, operation, (was, is), Position::Request);
    }
    // A document, a form and bytes are of different types anyway.
    let are_documents =
        |(was, is): &(&MediaType, &MediaType)| [was, is].iter().all(|media| media.media_type.contains("json"));
    let documents: Vec<_> = media.replaced().into_iter().filter(are_documents).collect();
    for (was, is) in if documents.is_empty() { of_one_content(comparison, media) } else { documents } {
        let pair = pair(comparison, operation, was, is).map(|pair| comparison.sent_as(media, pair));
        pair.into_iter().for_each(|pair| comparison.pair(operation, pair));
    }
}

/// Notes which media types came and went.
fn listed(comparison: &mut Comparison<'_>, operation: usize, (media, head): (&Media<'_>, &RequestBody), subject: &str) {
    for gone in &media.gone {
        let draft = Draft::new(BodyMediaRemoved, ("media type", subject), Some(&gone.origin), None);
        comparison.say_of(operation, draft.values((Some(gone.media_type.clone()), None)));
    }
    for new in &media.new {
        let draft = Draft::new(BodyMediaAdded, ("media type", subject), None, Some(&new.origin));
        let draft = draft.values((None, Some(new.media_type.clone())));
        let is_known = head.content.iter().any(|media| is_written_alike(comparison.documents.head, media, new));
        comparison.say_of(operation, if is_known { draft.least(Rust::None) } else { draft });
    }
}

/// The examples of a media type, of which documentation shows one of what is sent.
pub(super) fn examples(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&MediaType, &MediaType),
    position: Position,
) {
    let (were, are) = (written_examples(comparison.trees.base, base), written_examples(comparison.trees.head, head));
    let is_shown = base.example.as_ref().map(|it| &it.value) != head.example.as_ref().map(|it| &it.value);
    let are_same = were.iter().all(|was| are.contains(was)) && are.iter().all(|is| were.contains(is));
    if is_shown || !are_same {
        let kind = position.kind(ReqExampleChanged, ReqExampleChanged, ResExampleChanged);
        let subject = ("example", sent(comparison, head));
        let draft = Draft::new(kind, subject, Some(&base.origin), Some(&head.origin));
        comparison.say_of(operation, if is_shown { draft } else { draft.least(Rust::None) });
    }
}

/// The values that a document has for examples, whatever they are called.
fn written_examples<'d>(trees: &'d Trees<'_>, media: &MediaType) -> Vec<&'d Value> {
    let place = media.origin.child("examples");
    let named = trees.get(&place).and_then(Value::as_object).into_iter().flat_map(Map::keys);
    let named = named.filter_map(|name| trees.found(&place.child(name)));
    let values = named.filter_map(|example| example.get("value").or_else(|| example.get("externalValue")));
    trees.get(&media.origin.child("example")).into_iter().chain(values).collect()
}

/// The schemas of a media type, where they are to be compared.
fn pair(comparison: &mut Comparison<'_>, operation: usize, base: &MediaType, head: &MediaType) -> Option<Pair> {
    schema_gone(comparison, operation, (base, head), Position::Request);
    if are_bytes(comparison.documents, base, head) {
        return None;
    }
    let role = match without_charset(&head.media_type).as_str() {
        FORM => Role::Form,
        media_type if media_type.starts_with("multipart/") => Role::Parts,
        _ => Role::Whole,
    };
    Some(Pair { role, ..pair_of(base, head) })
}

/// The schemas of two media types.
pub(super) fn pair_of(base: &MediaType, head: &MediaType) -> Pair {
    let schemas = (base.schema.into_iter().collect(), head.schema.into_iter().collect());
    Pair::of(schemas, Position::Request, places(base, head))
}

/// Notes that a media type of JSON has a schema no more, or has one now: without it stands for any value.
pub(super) fn schema_gone(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&MediaType, &MediaType),
    position: Position,
) {
    let says = |document: &Document, media: &MediaType| {
        media.schema.is_some_and(|schema| !is_any(&document.schemas[schema])) && media.media_type.contains("json")
    };
    let Sides { base: one, head: other } = comparison.documents;
    let kind = match (base.schema, head.schema) {
        (Some(_), None) if says(one, base) => position.kind(ReqPropTypeWidened, ReqPropTypeWidened, ResTypeWidened),
        (None, Some(_)) if says(other, head) => {
            position.kind(ReqPropTypeNarrowed, ReqPropTypeNarrowed, ResTypeNarrowed)
        }
        _ => return,
    };
    let subject = ("type", sent(comparison, head));
    let draft = Draft::new(kind, subject, Some(&base.origin), Some(&head.origin));
    comparison.say_of(operation, position.judged(draft));
}

/// What is written in a media type, and where.
fn sent(comparison: &Comparison<'_>, media: &MediaType) -> String {
    let Origin { file, pointer } = &media.origin;
    let holder = pointer.parent().and_then(|content| content.parent()).map(|holder| Origin::new(*file, holder));
    let holder = holder.map(|holder| format!(" in {}", comparison.subjects.head.said(&holder)));
    format!("what is sent as {}{}", media.media_type, holder.unwrap_or_default())
}

/// Whether two media types are bytes, of which a schema says no more (OpenAPI, "Considerations for File Uploads").
pub(super) fn are_bytes(documents: Sides<&Document>, base: &MediaType, head: &MediaType) -> bool {
    let is_plain = |document: &Document, schema: SchemaId| {
        let schema = &document.schemas[schema];
        let is_binary = schema.format.as_deref() == Some("binary") && schema.values.is_none();
        is_any(schema) || is_binary && *schema.constraints == Constraints::default()
    };
    let are_bytes = |document: &Document, media: &MediaType| {
        without_charset(&media.media_type) == "application/octet-stream"
            && media.schema.is_none_or(|schema| is_plain(document, schema))
    };
    are_bytes(documents.base, base) && are_bytes(documents.head, head)
}

/// Whether two media types are documents of JSON, of one type: nothing is given otherwise for one than for the other.
pub(super) fn is_written_alike(document: &Document, one: &MediaType, other: &MediaType) -> bool {
    let is_json = |media: &MediaType| without_charset(&media.media_type).ends_with("json");
    let meaning = |media: &MediaType| media.schema.map(|schema| fingerprint(document, &[schema], DEPTH));
    one.origin != other.origin && is_json(one) && is_json(other) && meaning(one) == meaning(other)
}

/// Where media types have their schemas.
pub(super) fn places(base: &MediaType, head: &MediaType) -> Sides<Origin> {
    Sides { base: base.origin.child("schema"), head: head.origin.child("schema") }
}

/// How the parts of a form are written.
fn encoding(comparison: &mut Comparison<'_>, operation: usize, base: &MediaType, head: &MediaType) {
    let Sides { base: one, head: other } = comparison.documents;
    let trees = comparison.trees;
    let names = base.encoding.keys().chain(head.encoding.keys().filter(|name| !base.encoding.contains_key(*name)));
    let declares = |document: &Document, media: &MediaType, name: &str| {
        media.schema.is_some_and(|schema| View::new(document, &[schema]).members.contains_key(name))
    };
    // A part that comes or goes is written in no other way than before.
    let is_kept = |name: &&String| {
        let sides = [(one, base), (other, head)];
        let [was, is] = sides.map(|(document, media)| declares(document, media, name));
        was == is || sides.iter().all(|(_, media)| media.encoding.contains_key(*name))
    };
    for name in names.filter(is_kept) {
        let (was, is) = (Encoded::of((one, trees.base), base, name), Encoded::of((other, trees.head), head, name));
        if without_charset(&head.media_type) == FORM && was.is_json() && is.is_json() {
            let forms = head.schema.map(|form| other.schemas[form].origin.clone());
            comparison.documents_in_forms.extend(forms.map(|form| (form, name.clone())));
        }
        if was != is {
            let subject = ("encoding", format!("part `{name}`"));
            let draft = Draft::new(BodyEncodingChanged, subject, Some(&base.origin), Some(&head.origin));
            let draft = if is.takes(&was) { draft.wire(Wire::Safe) } else { draft };
            comparison.say_of(operation, draft.values((was.said(), is.said())).about(name));
        }
    }
}

/// The media type of forms that are one text.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// The keys that say of a member of a form how it is written by style.
const STYLES: [&str; 3] = ["style", "explode", "allowReserved"];

/// How a part of a form is written.
#[derive(PartialEq, Eq)]
struct Encoded {
    /// Any of these.
    content_types: BTreeSet<String>,
    /// Where it is not the one that holds anyway.
    style: Option<String>,
    /// The headers that must be there.
    headers: BTreeSet<String>,
}

impl Encoded {
    fn of((document, trees): (&Document, &Trees<'_>), media: &MediaType, name: &str) -> Self {
        let encoding = media.encoding.get(name);
        let place = media.origin.child("encoding").child(name);
        let is_styled = without_charset(&media.media_type) == FORM
            && STYLES.iter().any(|key| trees.get(&place.child(key)).is_some());
        // A style makes texts of values, and leaves no choice (OpenAPI 3.1.1, "Encoding Object").
        let said = if is_styled { Some("text/plain") } else { encoding.and_then(|it| it.content_type.as_deref()) };
        let content_types = said.unwrap_or_else(|| default_type(document, media, name)).split(',').map(without_charset);
        let style = encoding.and_then(|encoding| {
            let reserved = if is_styled && encoding.allow_reserved { ", with reserved characters" } else { "" };
            match encoding.style {
                Some(style) if style != Style::Form || !encoding.explode => {
                    Some(format!("{style}, explode {}{reserved}", encoding.explode))
                }
                _ => reserved.strip_prefix(", ").map(str::to_owned),
            }
        });
        let place = place.child("headers");
        let headers = trees.get(&place).map(|headers| trees.followed(place.file, headers, DEPTH));
        let is_required = |header: &Value| header.get("required").and_then(Value::as_bool).unwrap_or_default();
        let headers = headers.as_ref().and_then(Value::as_object).into_iter().flatten();
        Self {
            content_types: content_types.collect(),
            style,
            headers: headers.filter(|(_, header)| is_required(header)).map(|(name, _)| name.to_lowercase()).collect(),
        }
    }

    /// Whether it is a document of its own.
    fn is_json(&self) -> bool {
        self.content_types.iter().all(|content_type| is_json(content_type))
    }

    /// Whether what is written the other way is taken.
    fn takes(&self, other: &Self) -> bool {
        self.style == other.style
            && self.headers.is_subset(&other.headers)
            && other.content_types.iter().all(|one| self.content_types.iter().any(|all| one == all || is_in(one, all)))
    }

    fn said(self) -> Option<String> {
        let headers = self.headers.into_iter().map(|name| format!("header {name}"));
        let said: Vec<String> = self.content_types.into_iter().chain(self.style).chain(headers).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// The media type of a part that has no other, which for a list is that of its elements (OpenAPI, Encoding Object).
fn default_type(document: &Document, media: &MediaType, name: &str) -> &'static str {
    let form = media.schema.map(|schema| View::new(document, &[schema]));
    let Some(member) = form.as_ref().and_then(|form| form.members.get(name)) else { return "text/plain" };
    let part = View::new(document, &member.schemas);
    let value = if part.items.is_empty() { part } else { View::new(document, &part.items) };
    match (value.shape, value.format) {
        (Shape::Of(Kind::String), Some("binary")) => "application/octet-stream",
        (Shape::Of(Kind::Object) | Shape::Union, _) => "application/json",
        _ => "text/plain",
    }
}

//! The answers of an operation.

use super::super::Kind::{self, *};
use super::super::finding::{Draft, Values};
use super::super::kind::Effect;
use super::super::{Rust, Wire};
use super::media::{Media, of_one_content};
use super::subjects;
use super::swaps::Referred;
use super::view::{Shape, View};
use super::{Comparison, Exchange, Pair, Position, Role, Sides, bodies, links, ranges, xml};
use crate::http::Status;
use crate::resolve::{Header, Kind as Type, MediaType, Operation, Response};
use crate::source::Origin;

/// Compares the answers of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let find = |of: &'_ Operation, status: Status| of.responses.iter().position(|response| response.status == status);
    let has_none = |of: &Operation| of.responses.iter().all(|response| given(of, response.status) != Some(true));
    for one in &base.responses {
        if let Some(index) = find(head, one.status) {
            let other = &head.responses[index];
            // Where there is no success, it is the answer for all other statuses.
            let is_only = other.status == Status::Default && has_none(base) && has_none(head);
            let position = if is_only { Position::Response } else { position(given(head, other.status)) };
            let told = Told::of(subjects::answer(other, head), position, (base, one), (head, other));
            same(comparison, operation, (one, other), &told);
        }
    }
    let gone: Vec<&Response> = base.responses.iter().filter(|it| find(head, it.status).is_none()).collect();
    let new: Vec<&Response> = head.responses.iter().filter(|it| find(base, it.status).is_none()).collect();
    let successes = |all: &[&'_ Response], of: &Operation| -> Vec<usize> {
        (0..all.len()).filter(|&index| given(of, all[index].status) == Some(true)).collect()
    };
    let for_all = |all: &[&'_ Response]| all.iter().position(|response| success(response.status).is_none());
    let replaced = match (&successes(&gone, base)[..], &successes(&new, head)[..]) {
        (&[was], &[is]) => Some((gone[was], new[is])),
        // Where there is no other success, it is the answer for all other statuses.
        (&[], &[is]) if has_none(base) => for_all(&gone).map(|was| (gone[was], new[is])),
        (&[was], &[]) if has_none(head) => for_all(&new).map(|is| (gone[was], new[is])),
        _ => None,
    };
    if let Some((was, is)) = replaced {
        let told = Told::of(subjects::answer(was, base), Position::Response, (base, was), (head, is));
        self::replaced(comparison, operation, (was, is), &told);
    }
    let widened = ranges::compare(comparison, operation, (&gone, base), (&new, head));
    let told: Vec<&Response> = replaced.into_iter().flat_map(|(was, is)| [was, is]).chain(widened).collect();
    let is_left = |response: &&&Response| !told.iter().any(|other| std::ptr::eq(*other, **response));
    for response in gone.iter().filter(is_left) {
        let kind = [RespSuccessRemoved, RespErrorRemoved, RespDefaultRemoved][class(given(base, response.status))];
        let subject = ("answer", subjects::answer_by_status(response, base));
        let draft = Draft::new(kind, subject, Some(&stands(base, response)), None);
        comparison.say_of(operation, draft.refers_to(shared(response)));
        new.iter().filter(is_left).for_each(|other| moved(comparison, operation, response, other));
    }
    for response in new.iter().filter(is_left) {
        let kind = [RespSuccessAdded, RespErrorAdded, RespDefaultAdded][class(given(head, response.status))];
        let subject = ("answer", subjects::answer_by_status(response, head));
        let draft = Draft::new(kind, subject, None, Some(&stands(head, response)));
        comparison.say_of(operation, draft.refers_to(shared(response)));
    }
}

/// Has what both of two answers refer to compared, of which one comes as the other goes.
fn moved(comparison: &mut Comparison<'_>, operation: usize, was: &Response, is: &Response) {
    let Sides { base, head } = comparison.documents;
    let is_shared = was.component.is_some() && was.component == is.component;
    let are_one = |pair: &Pair| {
        let both = pair.base.first().zip(pair.head.first());
        both.map(|(&one, &other)| (&base.schemas[one].component, &head.schemas[other].component))
            .is_some_and(|(one, other)| is_shared || one.is_some() && one == other)
    };
    let pairs = pairs(comparison, &Media::of(&was.content, &is.content), position(success(is.status)));
    for pair in pairs.into_iter().filter(are_one) {
        comparison.pair(operation, pair);
    }
}

/// Where an answer stands that several operations can give.
fn shared(response: &Response) -> Option<&Origin> {
    response.component.as_ref().map(|_| &response.origin)
}

/// Where the operation says an answer, be it by a reference.
pub(super) fn stands(operation: &Operation, response: &Response) -> Origin {
    operation.origin.child("responses").child(&response.status.to_string())
}

/// Whether a status is a success of an operation: a redirect is one where there is no other.
fn given(operation: &Operation, status: Status) -> Option<bool> {
    let has_other = || operation.responses.iter().any(|response| success(response.status) == Some(true));
    if status.is_redirect() { Some(!has_other()) } else { success(status) }
}

/// Whether a status is a success; none for all others.
pub(super) fn success(status: Status) -> Option<bool> {
    match status {
        // A redirect beside a success that is not followed is read as an error is.
        Status::Code(code) => Some((100..300).contains(&code)),
        Status::Range(hundred) => Some(hundred < 3),
        Status::Default => None,
    }
}

/// A success, an error, or all others.
fn class(success: Option<bool>) -> usize {
    match success {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    }
}

fn position(success: Option<bool>) -> Position {
    if success == Some(true) { Position::Response } else { Position::Error }
}

/// One success under another status, which may be a range that takes in the other; where what it gives is of another
/// type, that is part of it.
fn replaced(comparison: &mut Comparison<'_>, operation: usize, (was, is): (&Response, &Response), told: &Told) {
    let Told { subject, place, .. } = told;
    let say = |kind| Draft::new(kind, ("answer", subject), Some(&place.base), Some(&place.head));
    let draft = match (was.status, is.status) {
        (Status::Code(code), Status::Range(hundred)) if code / 100 == u16::from(hundred) => say(RespSuccessAdded),
        (Status::Range(hundred), Status::Code(code)) if code / 100 == u16::from(hundred) => {
            say(RespSuccessRemoved).wire(Wire::Safe)
        }
        (Status::Default, _) => say(RespSuccessAdded).wire(Wire::Safe),
        (_, Status::Default) => say(RespSuccessRemoved).wire(Wire::Risky),
        _ => say(RespSuccessRemoved),
    };
    let is_another = draft.wire == Wire::Breaking;
    comparison.say_of(operation, draft.values((Some(was.status.to_string()), Some(is.status.to_string()))));
    if !is_another {
        return same(comparison, operation, (was, is), told);
    }
    let media = Media::of(&was.content, &is.content);
    // Whether it gives anything is part of it, too.
    let beside = whole((was, is), &media, subject).into_iter();
    let is_told = |draft: &Draft| match draft.kind {
        RespBodyAdded | RespBodyRemoved => false,
        // A range says nothing of its own beside another status.
        RespMediaReplaced => draft.wire == Wire::Breaking,
        _ => true,
    };
    beside.filter(is_told).for_each(|draft| comparison.say_of(operation, draft));
    let replaced = media.replaced().into_iter().map(|(was, is)| pair(was, is, Position::Response));
    let replaced: Vec<Pair> = replaced.map(|pair| comparison.sent_as(&media, pair)).collect();
    for pair in pairs(comparison, &media, Position::Response).into_iter().chain(replaced) {
        if comparison.are_alike(&pair) {
            comparison.pair(operation, pair);
        }
    }
    headers(comparison, operation, (was, is), Position::Response);
}

/// How an answer is told of.
pub(super) struct Told {
    subject: String,
    position: Position,
    /// What the operation calls it, and where the operations say it, be it by a reference.
    used: String,
    place: Sides<Origin>,
}

impl Told {
    pub(super) fn of(
        subject: String,
        position: Position,
        (base, was): (&Operation, &Response),
        (head, is): (&Operation, &Response),
    ) -> Self {
        let place = Sides { base: stands(base, was), head: stands(head, is) };
        Self { subject, position, used: subjects::answer_of(is, head), place }
    }
}

pub(super) fn same(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&Response, &Response),
    told: &Told,
) {
    let (position, origins) = (told.position, Sides { base: &base.origin, head: &head.origin });
    comparison.written(operation, told.subject.clone(), origins);
    let media = Media::of(&base.content, &head.content);
    let (subject, place) = (told.used.clone(), told.place.clone());
    let referred = Referred { kind: RespSchemaSwapped, subject, position, exchange: Exchange::Call, place };
    let pairs = pairs(comparison, &media, position);
    let is_another = comparison.refers(operation, origins, referred, pairs);
    let drafts = whole((base, head), &media, &told.subject).into_iter().map(|draft| known(comparison, &media, draft));
    let drafts: Vec<Draft> = drafts.collect();
    // What another answer says to people is no news of the one that was there.
    for draft in drafts.into_iter().filter(|draft| !is_another || draft.kind != RespDescChanged) {
        // What a call gives is nothing, or no longer, by what the document says, which is held to it even where the
        // status is one that HTTP gives no content.
        let is_another = position == Position::Response && matches!(draft.kind, RespBodyAdded | RespBodyRemoved);
        let draft = if is_another { draft.least(Rust::Major) } else { draft };
        comparison.say_of(operation, position.tempered(draft));
    }
    for (was, is) in of_one_content(comparison, &media) {
        bodies::schema_gone(comparison, operation, (was, is), position);
        let pair = comparison.sent_as(&media, pair(was, is, position));
        comparison.pair(operation, pair);
    }
    for &(was, is) in &media.both {
        bodies::schema_gone(comparison, operation, (was, is), position);
        bodies::examples(comparison, operation, (was, is), position);
        xml::compare(comparison, operation, (was, is), position);
    }
    headers(comparison, operation, (base, head), position);
    links::compare(comparison, operation, (base, head), &told.subject);
}

/// What differs in an answer itself.
fn whole((base, head): (&Response, &Response), media: &Media<'_>, subject: &str) -> Vec<Draft> {
    let places = Sides { base: &base.origin, head: &head.origin };
    let is_described = base.description == head.description;
    let docs = Draft::new(RespDescChanged, ("docs", subject), Some(places.base), Some(places.head));
    let content = content(places, (&base.content, &head.content), media, subject);
    (!is_described).then_some(docs).into_iter().chain(content).collect()
}

/// What is said of a media type: where it comes or goes, and is read as one that stays, it has no type of its own.
fn known(comparison: &Comparison<'_>, media: &Media<'_>, draft: Draft) -> Draft {
    let Sides { base, head } = comparison.documents;
    let is_said = |media: &MediaType, name: &Option<String>| name.as_ref() == Some(&media.media_type);
    let mut both = media.both.iter();
    let is_known = match draft.kind {
        RespMediaAdded => media
            .new
            .iter()
            .find(|new| is_said(new, &draft.is))
            .is_some_and(|new| both.any(|(_, other)| bodies::is_written_alike(head, other, new))),
        RespMediaRemoved => media
            .gone
            .iter()
            .find(|gone| is_said(gone, &draft.was))
            .is_some_and(|gone| both.any(|(one, _)| bodies::is_written_alike(base, one, gone))),
        _ => false,
    };
    if is_known { draft.effect(Effect::Value) } else { draft }
}

/// What differs in the media types of what is received.
pub(super) fn content(
    place: Sides<&Origin>,
    (base, head): (&[MediaType], &[MediaType]),
    media: &Media<'_>,
    subject: &str,
) -> Vec<Draft> {
    let say = |topic, kind: Kind, (was, is): (Option<&MediaType>, Option<&MediaType>)| {
        let places = (was.map_or(place.base, |media| &media.origin), is.map_or(place.head, |media| &media.origin));
        let draft = Draft::new(kind, (topic, subject), Some(places.0), Some(places.1));
        let name = |media: Option<&MediaType>| media.map(|media| media.media_type.clone());
        draft.values((name(was), name(is)))
    };
    match (base, head) {
        ([], []) => Vec::new(),
        ([], _) => vec![say("body", RespBodyAdded, (None, None))],
        (_, []) => vec![say("body", RespBodyRemoved, (None, None))],
        _ => match media_replaced(subject, media) {
            Some(replaced) => vec![replaced],
            None => {
                let gone = media.gone.iter().map(|gone| say("media type", RespMediaRemoved, (Some(gone), None)));
                gone.chain(media.new.iter().map(|new| say("media type", RespMediaAdded, (None, Some(new))))).collect()
            }
        },
    }
}

/// All media types under other names: what a range takes in is nothing new, and the range can be anything else.
fn media_replaced(subject: &str, media: &Media<'_>) -> Option<Draft> {
    let draft = media.replacing(RespMediaReplaced, subject)?;
    Some(match (media.is_narrowed(), media.is_widened()) {
        (true, _) => draft.wire(Wire::Safe),
        (_, true) => draft.wire(Wire::Risky),
        _ => draft,
    })
}

/// The schemas of the media types that both answers have.
pub(super) fn pairs(comparison: &Comparison<'_>, media: &Media<'_>, position: Position) -> Vec<Pair> {
    let says_more = |(base, head): &&(&MediaType, &MediaType)| !bodies::are_bytes(comparison.documents, base, head);
    let pairs = media.both.iter().filter(says_more).map(|(base, head)| pair(base, head, position));
    pairs.map(|pair| comparison.sent_as(media, pair)).collect()
}

fn pair(base: &MediaType, head: &MediaType, position: Position) -> Pair {
    let schemas = (base.schema.into_iter().collect(), head.schema.into_iter().collect());
    Pair::of(schemas, position, bodies::places(base, head))
}

pub(super) fn headers(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&Response, &Response),
    position: Position,
) {
    let find = |all: &[Header], header: &Header| all.iter().position(|it| it.name.eq_ignore_ascii_case(&header.name));
    let said = |header: &Header| format!("header `{}`", header.name);
    for header in &head.headers {
        match find(&base.headers, header) {
            Some(index) => self::header(comparison, operation, (&base.headers[index], header), position),
            None => {
                let draft = Draft::new(RespHeaderAdded, ("header", said(header)), None, Some(&header.origin));
                comparison.say_of(operation, draft);
            }
        }
    }
    for header in base.headers.iter().filter(|header| find(&head.headers, header).is_none()) {
        let kind = if header.required { RespHeaderRemovedReq } else { RespHeaderRemovedOpt };
        let draft = Draft::new(kind, ("header", said(header)), Some(&header.origin), None);
        comparison.say_of(operation, position.tempered(draft));
    }
}

/// A header that both answers have.
fn header(comparison: &mut Comparison<'_>, operation: usize, (was, is): (&Header, &Header), position: Position) {
    if was.name != is.name {
        comparison.same.push(Sides { base: was.origin.clone(), head: is.origin.clone() });
    }
    if let Some(values) = header_written(comparison, was, is) {
        let subject = ("written", format!("header `{}`", is.name));
        let draft = Draft::new(RespHeaderType, subject, Some(&was.origin), Some(&is.origin));
        comparison.say_of(operation, position.tempered(draft.values(values)));
    }
    let mut say = |topic, kind| {
        let subject = (topic, format!("header `{}`", is.name));
        let draft = Draft::new(kind, subject, Some(&was.origin), Some(&is.origin));
        comparison.say_of(operation, position.tempered(draft));
    };
    match (was.required, is.required) {
        (true, false) => say("required", RespHeaderBecameOptional),
        (false, true) => say("required", RespHeaderBecameRequired),
        _ => {}
    }
    match (was.deprecated, is.deprecated) {
        (false, true) => say("deprecated", RespHeaderDeprecated),
        (true, false) => say("deprecated", RespHeaderUndeprecated),
        _ => {}
    }
    if was.description != is.description {
        say("docs", RespDescChanged);
    }
    let schemas = (was.schema.into_iter().collect(), is.schema.into_iter().collect());
    let place = Sides { base: was.origin.child("schema"), head: is.origin.child("schema") };
    comparison.pair(operation, Pair { role: Role::Header, ..Pair::of(schemas, position, place) });
}

/// How a header was written and is, where that is not the same: as a document, or the members of an object as pairs.
fn header_written(comparison: &Comparison<'_>, was: &Header, is: &Header) -> Option<Values> {
    let Sides { base, head } = comparison.documents;
    let is_object = |document, header: &Header| {
        header.schema.is_some_and(|schema| View::new(document, &[schema]).shape == Shape::Of(Type::Object))
    };
    let said = |header: &Header, is_object: bool| match &header.media_type {
        Some(media_type) => media_type.clone(),
        None => format!("simple, explode {}", header.explode && is_object),
    };
    let (was, is) = (said(was, is_object(base, was)), said(is, is_object(head, is)));
    (was != is).then_some((Some(was), Some(is)))
}

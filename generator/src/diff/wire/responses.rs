//! The answers of an operation.

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::bodies::{self, Media};
use super::subjects::{self, status};
use super::{Comparison, Pair, Position, Role, Sides};
use crate::resolve::{Header, MediaType, Operation, Response, Status};
use crate::source::Origin;

/// Compares the answers of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let find = |of: &'_ Operation, status: Status| of.responses.iter().position(|response| response.status == status);
    for one in &base.responses {
        if let Some(index) = find(head, one.status) {
            same(comparison, operation, (one, &head.responses[index]), &subjects::answer(&head.responses[index], head));
        }
    }
    let gone: Vec<&Response> = base.responses.iter().filter(|it| find(head, it.status).is_none()).collect();
    let new: Vec<&Response> = head.responses.iter().filter(|it| find(base, it.status).is_none()).collect();
    let successes = |all: &[&'_ Response]| -> Vec<usize> {
        (0..all.len()).filter(|&index| success(all[index].status) == Some(true)).collect()
    };
    let replaced = match (&successes(&gone)[..], &successes(&new)[..]) {
        (&[was], &[is]) => Some((gone[was], new[is])),
        _ => None,
    };
    if let Some((was, is)) = replaced {
        self::replaced(comparison, operation, (was, is), subjects::answer(was, base));
    }
    let is_left = |response: &&&Response| replaced.is_none() || success(response.status) != Some(true);
    for response in gone.iter().filter(is_left) {
        let kind = [RespSuccessRemoved, RespErrorRemoved, RespDefaultRemoved][class(response.status)];
        let subject = ("answer", subjects::answer_of(response, base));
        comparison.say_of(operation, Draft::new(kind, subject, Some(&place(base, response)), None));
    }
    for response in new.iter().filter(is_left) {
        let kind = [RespSuccessAdded, RespErrorAdded, RespDefaultAdded][class(response.status)];
        let subject = ("answer", subjects::answer_of(response, head));
        comparison.say_of(operation, Draft::new(kind, subject, None, Some(&place(head, response))));
    }
}

/// Where an operation says which answer it gives, be it by a reference.
fn place(operation: &Operation, response: &Response) -> Origin {
    operation.origin.child("responses").child(&status(response.status))
}

/// Whether a status is a success; none for all others.
fn success(status: Status) -> Option<bool> {
    match status {
        Status::Code(code) => Some((100..400).contains(&code)),
        Status::Range(hundred) => Some(hundred < 4),
        Status::Default => None,
    }
}

/// A success, an error, or all others.
fn class(status: Status) -> usize {
    match success(status) {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    }
}

fn position(status: Status) -> Position {
    if success(status) == Some(true) { Position::Response } else { Position::Error }
}

/// One success under another status; where what it gives is of another type, that is part of it.
fn replaced(comparison: &mut Comparison<'_>, operation: usize, (was, is): (&Response, &Response), subject: String) {
    let draft = Draft::new(RespSuccessRemoved, ("answer", subject), Some(&was.origin), Some(&is.origin));
    comparison.say_of(operation, draft.values((Some(status(was.status)), Some(status(is.status)))));
    for pair in pairs(&Media::of(&was.content, &is.content), position(is.status)) {
        if comparison.are_alike(&pair) {
            comparison.pair(operation, pair);
        }
    }
    headers(comparison, operation, (was, is));
}

fn same(comparison: &mut Comparison<'_>, operation: usize, (base, head): (&Response, &Response), subject: &str) {
    let position = position(head.status);
    let mut say = |topic, kind: Kind, (was, is): (Option<&MediaType>, Option<&MediaType>)| {
        let places = (was.map_or(&base.origin, |media| &media.origin), is.map_or(&head.origin, |media| &media.origin));
        let draft = Draft::new(kind, (topic, subject), Some(places.0), Some(places.1));
        let name = |media: Option<&MediaType>| media.map(|media| media.media_type.clone());
        comparison.say_of(operation, position.tempered(draft.values((name(was), name(is)))));
    };
    if base.description != head.description {
        say("docs", RespDescChanged, (None, None));
    }
    let media = Media::of(&base.content, &head.content);
    match (&base.content[..], &head.content[..]) {
        ([], []) => {}
        ([], _) => say("body", RespBodyAdded, (None, None)),
        (_, []) => say("body", RespBodyRemoved, (None, None)),
        _ => match media.replaced() {
            Some((was, is)) => say("media type", RespMediaReplaced, (Some(was), Some(is))),
            None => {
                media.gone.iter().for_each(|gone| say("media type", RespMediaRemoved, (Some(gone), None)));
                media.new.iter().for_each(|new| say("media type", RespMediaAdded, (None, Some(new))));
            }
        },
    }
    for pair in pairs(&media, position) {
        comparison.pair(operation, pair);
    }
    headers(comparison, operation, (base, head));
}

/// The schemas of the media types that both answers have.
fn pairs(media: &Media<'_>, position: Position) -> Vec<Pair> {
    let pair = |(base, head): &(&MediaType, &MediaType)| Pair {
        base: base.schema.into_iter().collect(),
        head: head.schema.into_iter().collect(),
        position,
        role: Role::Whole,
        place: bodies::places(base, head),
    };
    media.both.iter().map(pair).collect()
}

fn headers(comparison: &mut Comparison<'_>, operation: usize, (base, head): (&Response, &Response)) {
    let find = |all: &[Header], header: &Header| all.iter().position(|it| it.name.eq_ignore_ascii_case(&header.name));
    let said = |header: &Header| format!("header `{}`", header.name);
    for header in &head.headers {
        match find(&base.headers, header) {
            Some(index) => self::header(comparison, operation, (&base.headers[index], header), position(head.status)),
            None => {
                let draft = Draft::new(RespHeaderAdded, ("header", said(header)), None, Some(&header.origin));
                comparison.say_of(operation, draft);
            }
        }
    }
    for header in base.headers.iter().filter(|header| find(&head.headers, header).is_none()) {
        let kind = if header.required { RespHeaderRemovedReq } else { RespHeaderRemovedOpt };
        let draft = Draft::new(kind, ("header", said(header)), Some(&header.origin), None);
        comparison.say_of(operation, position(head.status).tempered(draft));
    }
}

/// A header that both answers have.
fn header(comparison: &mut Comparison<'_>, operation: usize, (was, is): (&Header, &Header), position: Position) {
    let mut say = |topic, kind| {
        let subject = (topic, format!("header `{}`", is.name));
        comparison.say_of(operation, Draft::new(kind, subject, Some(&was.origin), Some(&is.origin)));
    };
    match (was.required, is.required) {
        (true, false) => say("required", RespHeaderBecameOptional),
        (false, true) => say("required", RespHeaderBecameRequired),
        _ => {}
    }
    if was.description != is.description {
        say("docs", RespDescChanged);
    }
    let pair = Pair {
        base: was.schema.into_iter().collect(),
        head: is.schema.into_iter().collect(),
        position,
        role: Role::Header,
        place: Sides { base: was.origin.child("schema"), head: is.origin.child("schema") },
    };
    comparison.pair(operation, pair);
}

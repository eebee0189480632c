//! The answers of an operation.

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::bodies::Media;
use super::{Comparison, Pair, Position, Role};
use crate::resolve::{Header, MediaType, Operation, Response, Status};

/// Compares the answers of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let without = |one: &'_ [Response], other: &[Response]| -> Vec<usize> {
        let has = |status: Status| other.iter().any(|response| response.status == status);
        (0..one.len()).filter(|&index| !has(one[index].status)).collect()
    };
    for (one, other) in base.responses.iter().flat_map(|one| Some((one, other(head, one)?))) {
        same(comparison, operation, one, other);
    }
    let gone: Vec<&Response> =
        without(&base.responses, &head.responses).into_iter().map(|it| &base.responses[it]).collect();
    let new: Vec<&Response> =
        without(&head.responses, &base.responses).into_iter().map(|it| &head.responses[it]).collect();
    let successes = |all: &[&'_ Response]| all.iter().filter(|response| success(response.status) == Some(true)).count();
    let is_replaced = successes(&gone) == 1 && successes(&new) == 1;
    let is_success = |response: &&&Response| success(response.status) == Some(true);
    if is_replaced && let (Some(was), Some(is)) = (gone.iter().find(is_success), new.iter().find(is_success)) {
        let draft = Draft::new(RespSuccessRemoved, ("answer", said(was, base)), Some(&was.origin), Some(&is.origin));
        comparison.say_of(operation, draft.values((Some(status(was.status)), Some(status(is.status)))));
        same(comparison, operation, was, is);
    }
    let is_left = |response: &&&Response| !(is_replaced && is_success(response));
    for response in gone.iter().filter(is_left) {
        let kind = match success(response.status) {
            Some(true) => RespSuccessRemoved,
            Some(false) => RespErrorRemoved,
            None => RespDefaultRemoved,
        };
        comparison.say_of(operation, Draft::new(kind, ("answer", said(response, base)), Some(&response.origin), None));
    }
    for response in new.iter().filter(is_left) {
        let kind = match success(response.status) {
            Some(true) => RespSuccessAdded,
            Some(false) => RespErrorAdded,
            None => RespDefaultAdded,
        };
        comparison.say_of(operation, Draft::new(kind, ("answer", said(response, head)), None, Some(&response.origin)));
    }
}

/// The answer of the same status.
fn other<'d>(operation: &'d Operation, response: &Response) -> Option<&'d Response> {
    operation.responses.iter().find(|other| other.status == response.status)
}

/// Whether a status is a success; none for all others.
fn success(status: Status) -> Option<bool> {
    match status {
        Status::Code(code) => Some((100..400).contains(&code)),
        Status::Range(hundred) => Some(hundred < 4),
        Status::Default => None,
    }
}

fn said(response: &Response, operation: &Operation) -> String {
    format!("answer {} of {}", status(response.status), super::operations::said(operation))
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn same(comparison: &mut Comparison<'_>, operation: usize, base: &Response, head: &Response) {
    let subject = format!("answer {}", status(head.status));
    let mut say = |topic, kind: Kind, origins: (Option<&MediaType>, Option<&MediaType>)| {
        let (was, is) = origins;
        let places = (was.map_or(&base.origin, |media| &media.origin), is.map_or(&head.origin, |media| &media.origin));
        let draft = Draft::new(kind, (topic, subject.clone()), Some(places.0), Some(places.1));
        let name = |media: Option<&MediaType>| media.map(|media| media.media_type.clone());
        comparison.say_of(operation, draft.values((name(was), name(is))));
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
    let position = if success(head.status) == Some(true) { Position::Response } else { Position::Error };
    for &(one, other) in &media.both {
        let (base, head) = (one.schema.into_iter().collect(), other.schema.into_iter().collect());
        comparison.pair(operation, Pair { base, head, position, role: Role::Whole });
    }
    headers(comparison, operation, (base, head), position);
}

fn headers(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&Response, &Response),
    position: Position,
) {
    let find = |all: &[Header], header: &Header| all.iter().position(|it| it.name.eq_ignore_ascii_case(&header.name));
    let said = |header: &Header| format!("header `{}`", header.name);
    for header in &head.headers {
        let Some(index) = find(&base.headers, header) else {
            let draft = Draft::new(RespHeaderAdded, ("header", said(header)), None, Some(&header.origin));
            comparison.say_of(operation, draft);
            continue;
        };
        let was = &base.headers[index];
        let kind = match (was.required, header.required) {
            (true, false) => Some(RespHeaderBecameOptional),
            (false, true) => Some(RespHeaderBecameRequired),
            _ => None,
        };
        if let Some(kind) = kind {
            let draft = Draft::new(kind, ("required", said(header)), Some(&was.origin), Some(&header.origin));
            comparison.say_of(operation, draft);
        }
        let (one, other) = (was.schema.into_iter().collect(), header.schema.into_iter().collect());
        comparison.pair(operation, Pair { base: one, head: other, position, role: Role::Header });
    }
    for header in base.headers.iter().filter(|header| find(&head.headers, header).is_none()) {
        let kind = if header.required { RespHeaderRemovedReq } else { RespHeaderRemovedOpt };
        comparison.say_of(operation, Draft::new(kind, ("header", said(header)), Some(&header.origin), None));
    }
}

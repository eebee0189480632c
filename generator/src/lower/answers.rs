//! Answers: what each status gives, what of it a call gives, and what an error holds.

use super::Lowering;
use super::alike::alike;
use super::media::{essence, has_structure, is_binary, is_read_as_json, is_text, known, preferred};
use crate::diagnostic::catalogue;
use crate::ir::{Answer, AnswerKind, Choice, Context, HeaderLine, Segment, StatusLine, Type};
use crate::resolve::{self, MediaType, Method, Status};

/// Lowers the answer with one status.
pub(super) fn status_line(
    lowering: &mut Lowering<'_>,
    response: &resolve::Response,
    (operation, context): (&resolve::Operation, &Context),
) -> StatusLine {
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    };
    let context = match &response.component {
        Some(name) => Context::response(name.clone()),
        None => context.child(Segment::Answer(status.clone())),
    };
    let holds = if is_of_batch(operation, response.status) { Holds::Batch } else { Holds::One };
    let (body, media_types) = match operation.method {
        Method::Head => (None, bodiless(lowering, &response.content)),
        _ => body(lowering, &response.content, &context, holds),
    };
    StatusLine {
        status,
        description: response.description.clone(),
        body,
        media_types,
        headers: response.headers.iter().map(|header| header_line(lowering, header, &context)).collect(),
    }
}

/// The types of an answer that says only what its body would be (RFC 9110, 9.3.2).
fn bodiless(lowering: &mut Lowering<'_>, content: &[MediaType]) -> Vec<String> {
    for media in content {
        let reason = "an answer to HEAD has no body";
        lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, reason));
    }
    content.iter().map(|media| media.media_type.clone()).collect()
}

/// What an answer holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    One,
    /// The results of a batch, which the runtime reads from a list in JSON and from `multipart/mixed`.
    Batch,
}

/// Whether an answer is that of a batch, and no success of the single call.
fn is_of_batch(operation: &resolve::Operation, status: Status) -> bool {
    operation.extensions.batch.is_some() && status == Status::Code(207)
}

/// The body by its preferred media type, with all types that are read as the same.
fn body(
    lowering: &mut Lowering<'_>,
    content: &[MediaType],
    context: &Context,
    holds: Holds,
) -> (Option<AnswerKind>, Vec<String>) {
    if content.is_empty() {
        return (None, Vec::new());
    }
    let content = known(lowering, content);
    let preferred = preferred(lowering.document, &content);
    let kind = answer_kind(lowering, preferred, context);
    let (read, others): (Vec<&MediaType>, Vec<&MediaType>) =
        content.into_iter().partition(|media| is_read_as(lowering, media, (&kind, preferred)));
    let is_result = |media: &MediaType| holds == Holds::Batch && essence(&media.media_type) == "multipart/mixed";
    for other in others.into_iter().filter(|media| !is_result(media)) {
        let reason = format!("the operation reads `{}`; use `Client::request` for this one", preferred.media_type);
        lowering.diagnostics.push(catalogue::lower::degraded(&other.origin, &other.media_type, &reason));
    }
    (Some(kind), read.into_iter().map(|media| media.media_type.clone()).collect())
}

fn answer_kind(lowering: &mut Lowering<'_>, media: &MediaType, context: &Context) -> AnswerKind {
    let document = lowering.document;
    if is_read_as_json(document, media) {
        return AnswerKind::Value(media.schema.map_or(Type::Json, |schema| lowering.schema(schema, context).ty));
    }
    let is_text = is_text(&media.media_type) && !is_binary(document, media);
    if has_structure(document, media) {
        let kind = if is_text { "text" } else { "bytes" };
        let reason = format!("values are read from JSON; the body is given as {kind}");
        lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, &reason));
    }
    if is_text { AnswerKind::Text } else { AnswerKind::Bytes }
}

/// Whether a body of this media type can be read as what the preferred one gives; only such types are asked for.
fn is_read_as(lowering: &Lowering<'_>, media: &MediaType, (kind, preferred): (&AnswerKind, &MediaType)) -> bool {
    let document = lowering.document;
    match kind {
        AnswerKind::Value(_) => is_read_as_json(document, media) && alike(document, media.schema, preferred.schema),
        AnswerKind::Text => is_text(&media.media_type) && !is_binary(document, media),
        AnswerKind::Empty | AnswerKind::Bytes | AnswerKind::Several(_) => true,
    }
}

fn header_line(lowering: &mut Lowering<'_>, header: &resolve::Header, context: &Context) -> HeaderLine {
    let context = context.child(Segment::Member(header.name.clone()));
    HeaderLine {
        name: header.name.clone(),
        description: header.description.clone(),
        ty: header.schema.map_or(Type::Text, |schema| lowering.schema(schema, &context).ty),
        required: header.required,
    }
}

/// What the operation gives: the answers declared for success, or `default` where there is none.
pub(super) fn answer(operation: &resolve::Operation, statuses: &[StatusLine]) -> Answer {
    let pairs = || operation.responses.iter().map(|response| response.status).zip(statuses);
    let successes: Vec<&StatusLine> = pairs()
        .filter(|(status, _)| is_success(*status) && !is_of_batch(operation, *status))
        .map(|(_, line)| line)
        .collect();
    let expected = match successes.as_slice() {
        [] => pairs().filter(|(status, _)| *status == Status::Default).map(|(_, line)| line).collect(),
        _ => successes,
    };
    let mut media_types: Vec<String> = Vec::new();
    for media_type in expected.iter().flat_map(|line| &line.media_types) {
        if !media_types.contains(media_type) {
            media_types.push(media_type.clone());
        }
    }
    let kinds = expected.iter().map(|line| (line.status.clone(), line.body.clone().unwrap_or(AnswerKind::Empty)));
    Answer { kind: one_of(kinds).unwrap_or(AnswerKind::Empty), media_types }
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

/// What the declared error bodies are read as; none where no error has one.
pub(super) fn error(responses: &[resolve::Response], statuses: &[StatusLine]) -> Option<AnswerKind> {
    let errors = responses
        .iter()
        .zip(statuses)
        .filter(|(response, _)| matches!(response.status, Status::Code(400..) | Status::Range(4..) | Status::Default));
    let kinds = errors.filter_map(|(_, line)| line.body.clone().map(|kind| (line.status.clone(), kind)));
    one_of(kinds).filter(|kind| *kind != AnswerKind::Bytes)
}

/// One kind where all are the same, else a choice by status.
fn one_of(kinds: impl Iterator<Item = (String, AnswerKind)>) -> Option<AnswerKind> {
    let mut choices: Vec<Choice> = Vec::new();
    for (status, kind) in kinds {
        match choices.iter_mut().find(|choice| choice.kind == kind) {
            Some(choice) => choice.statuses.push(status),
            None => choices.push(Choice { statuses: vec![status], kind }),
        }
    }
    match choices.as_slice() {
        [] => None,
        [only] => Some(only.kind.clone()),
        _ => Some(AnswerKind::Several(choices)),
    }
}

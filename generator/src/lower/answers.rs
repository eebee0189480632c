//! Answers: what each status gives, what of it a call gives, and what an error holds.

use std::collections::BTreeSet;

use super::alike::alike;
use super::media::{Way, is_anything, is_given_as_text, is_read_as_json, known, preferred, report_unstructured};
use super::schemas::Lowered;
use super::{Lowering, headers, streams, whole};
use crate::diagnostic::catalogue;
use crate::http::{Method, Status};
use crate::ir::{Answer, AnswerBody, AnswerKind, Case, Choice, Context, Said, Segment, StatusLine, Stream, Type};
use crate::media_type::{essence, is_of_files, is_text};
use crate::resolve::{self, Document, MediaType};

/// Lowers the answer with one status.
pub(super) fn status_line(
    lowering: &mut Lowering<'_>,
    response: &resolve::Response,
    (operation, context): (&resolve::Operation, &Context),
) -> StatusLine {
    let status = response.status;
    let is_given = is_expected(operation, response.status);
    let context = match &response.component {
        Some(name) => Context::response(name.clone()),
        None => context.child(Segment::Answer(status)),
    };
    report_encodings(lowering, &response.content);
    let holds = if is_of_batch(operation, status) {
        Holds::Batch
    } else if is_given {
        Holds::Answer
    } else {
        Holds::Error
    };
    let (stream, bodies, media_types) = match without_body(operation.method, response.status) {
        Some(reason) => (None, Vec::new(), bodiless(lowering, &response.content, reason)),
        None => {
            let read = if is_given { read_stream(operation) } else { None };
            let (stream, content) = streams::take(lowering, &response.content, read, &context);
            let bodies = bodies(lowering, (&content, &response.description), &context, holds);
            let media_types = bodies.iter().flat_map(|body| body.media_types.clone()).collect();
            (stream, bodies, media_types)
        }
    };
    StatusLine {
        status,
        is_given,
        is_error: match status {
            Status::Code(300..) | Status::Range(3..) => !is_given,
            Status::Default => true,
            Status::Code(_) | Status::Range(_) => false,
        },
        description: response.description.clone(),
        bodies,
        media_types,
        stream,
        headers: headers::lines(lowering, response, &context),
    }
}

/// Encodings are for what is sent (OpenAPI 3.0.3, "Media Type Object").
fn report_encodings(lowering: &mut Lowering<'_>, content: &[MediaType]) {
    for media in content.iter().filter(|media| !media.encoding.is_empty()) {
        let reason = "it is for the members of a form that is sent";
        lowering.diagnostics.push(catalogue::lower::degraded(&media.origin.child("encoding"), "encoding", reason));
    }
}

/// Why there is no body to read, whatever the document says (RFC 9110, 9.3.2, 15.2, 15.3.5 and 15.4.5).
fn without_body(method: Method, status: Status) -> Option<&'static str> {
    match (method, status) {
        (Method::Head, _) => Some("an answer to HEAD has no body"),
        (_, Status::Code(100..=199) | Status::Range(1)) => Some("an interim answer is not given to the caller"),
        (_, Status::Code(204 | 304)) => Some("an answer with this status has no body"),
        (_, Status::Code(_) | Status::Range(_) | Status::Default) => None,
    }
}

/// The types that the body of an answer would be of, which has none for this reason.
fn bodiless(lowering: &mut Lowering<'_>, content: &[MediaType], reason: &str) -> Vec<String> {
    for media in content {
        lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, reason));
    }
    content.iter().map(|media| media.media_type.clone()).collect()
}

/// What an answer holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Answer,
    Error,
    /// The results of a batch, which the runtime reads from a list in JSON and from `multipart/mixed`.
    Batch,
}

/// Whether an answer is that of a batch, and no success of the single call.
fn is_of_batch(operation: &resolve::Operation, status: Status) -> bool {
    operation.extensions.batch.is_some() && status == Status::Code(207)
}

/// The bodies, by the kinds that the media types are read as: the preferred one first, then those of a schema of their
/// own, then what has none, which is bytes where others are. What only writes the preferred value in another way is not
/// asked for.
fn bodies(
    lowering: &mut Lowering<'_>,
    (content, shown): (&[MediaType], &str),
    context: &Context,
    holds: Holds,
) -> Vec<AnswerBody> {
    if content.is_empty() {
        return Vec::new();
    }
    let content = known(lowering, content);
    let preferred = preferred(lowering.document, &content);
    let others = content.iter().copied().filter(|other| other.media_type != preferred.media_type);
    let (described, others): (Vec<_>, Vec<_>) = others.partition(|media| media.schema.is_some());
    let mut bodies: Vec<(&MediaType, AnswerBody)> = Vec::new();
    for media in std::iter::once(preferred).chain(described).chain(others) {
        let read_as = ReadAs::of(lowering.document, media);
        let same = bodies.iter().position(|(first, body)| read_as.is_of(lowering.document, media, (&body.kind, first)));
        let kind = same.map(|at| &bodies[at].1.kind);
        let is_rewritten = !bodies.is_empty() && same != Some(0) && is_rewritten(lowering, media, (preferred, kind));
        if let Some(at) = same.filter(|_| !is_rewritten) {
            if read_as != ReadAs::Json {
                report_unstructured(lowering, media, Way::Read);
            }
            bodies[at].1.media_types.push(media.media_type.clone());
            continue;
        }
        if holds == Holds::Batch && essence(&media.media_type) == "multipart/mixed" {
            continue;
        }
        if is_rewritten {
            report_rewritten(lowering, media, (preferred, holds));
            continue;
        }
        let of_media = context.child(Segment::Media(media.media_type.clone()));
        let kind = answer_kind(lowering, (media, read_as), if bodies.is_empty() { context } else { &of_media });
        let said = said(lowering, (media, &kind), shown);
        bodies.push((media, AnswerBody { kind, media_types: vec![media.media_type.clone()], said }));
    }
    bodies.into_iter().map(|(_, body)| body).collect()
}

/// Whether a media type only writes what the preferred one says in another way: what has no schema, unless it is by
/// itself a file, or text or anything beside what has one. `kind` is that of the body that it can be read as.
fn is_rewritten(
    lowering: &Lowering<'_>,
    media: &MediaType,
    (preferred, kind): (&MediaType, Option<&AnswerKind>),
) -> bool {
    match media.schema {
        Some(_) => alike(lowering.document, media.schema, preferred.schema),
        None => {
            let says_kind = is_text(&media.media_type) || is_anything(media);
            let is_told = is_of_files(&media.media_type) || says_kind && preferred.schema.is_some();
            kind != Some(&AnswerKind::Bytes) && !is_told
        }
    }
}

fn report_rewritten(lowering: &mut Lowering<'_>, media: &MediaType, (preferred, holds): (&MediaType, Holds)) {
    let read = &preferred.media_type;
    let reason = match holds {
        Holds::Error => format!("an error is read as `{read}`; the text of this one is in `error.api()`"),
        Holds::Answer | Holds::Batch => format!(
            "the operation reads `{read}`; ask for this one by `with_header(\"accept\", …)` and read it by `send_raw`"
        ),
    };
    lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, &reason));
}

fn answer_kind(lowering: &mut Lowering<'_>, (media, read_as): (&MediaType, ReadAs), context: &Context) -> AnswerKind {
    if read_as != ReadAs::Json {
        report_unstructured(lowering, media, Way::Read);
    }
    match read_as {
        ReadAs::Json => AnswerKind::Value(match media.schema.map(|schema| lowering.schema(schema, context)) {
            // Any JSON is null, too.
            None | Some(Lowered { ty: Type::Json, .. }) => Type::Json,
            Some(lowered) => lowered.element(),
        }),
        ReadAs::Text => AnswerKind::Text,
        ReadAs::Bytes => AnswerKind::Bytes,
    }
}

/// What is said of a body as a whole, beside what is shown of its status; of bytes, nothing is.
fn said(lowering: &mut Lowering<'_>, (media, kind): (&MediaType, &AnswerKind), shown: &str) -> Said {
    let ty = match kind {
        AnswerKind::Value(ty) => ty,
        AnswerKind::Text => &Type::Text,
        AnswerKind::Bytes | AnswerKind::Empty | AnswerKind::Stream(_) | AnswerKind::Several(_) => {
            return Said::default();
        }
    };
    let reason = "`validate` checks what is sent, and not the body of an answer";
    let said = |schema| whole::said(lowering, (schema, ty), (Some(shown), reason));
    media.schema.map(said).unwrap_or_default()
}

/// What a body is read as by its media type: found once, as an answer may have thousands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReadAs {
    Json,
    Text,
    Bytes,
}

impl ReadAs {
    fn of(document: &Document, media: &MediaType) -> Self {
        if is_read_as_json(document, media) {
            return Self::Json;
        }
        if is_given_as_text(document, media, Way::Read) { Self::Text } else { Self::Bytes }
    }

    /// Whether a body that is read so can be read as what another media type gives.
    fn is_of(self, document: &Document, media: &MediaType, (kind, first): (&AnswerKind, &MediaType)) -> bool {
        match kind {
            AnswerKind::Value(_) => self == Self::Json && alike(document, media.schema, first.schema),
            AnswerKind::Text => self == Self::Text,
            AnswerKind::Bytes => self == Self::Bytes,
            AnswerKind::Empty | AnswerKind::Stream(_) | AnswerKind::Several(_) => false,
        }
    }
}

/// Whether an operation gives the answer with this status: one of those declared for success, or, where there is none,
/// a redirect or `default`.
fn is_expected(operation: &resolve::Operation, status: Status) -> bool {
    let statuses = || operation.responses.iter().map(|response| response.status);
    let is_answer = |status: Status| is_success(status) && !is_of_batch(operation, status);
    match status {
        Status::Default => !statuses().any(is_answer),
        Status::Code(_) | Status::Range(_) if status.is_redirect() => !statuses().any(is_answer),
        Status::Code(_) | Status::Range(_) => is_answer(status),
    }
}

/// The representation that an operation reads value by value: the first stream that it gives.
fn read_stream(operation: &resolve::Operation) -> Option<&MediaType> {
    let has_body = |status: Status| without_body(operation.method, status).is_none();
    let given = operation.responses.iter().filter(|response| is_expected(operation, response.status));
    let content = given.filter(|response| has_body(response.status)).flat_map(|response| &response.content);
    content.into_iter().find(|media| streams::is_stream(media))
}

/// What the operation gives.
pub(super) fn answer(statuses: &[StatusLine]) -> Answer {
    let expected: Vec<&StatusLine> = statuses.iter().filter(|line| line.is_given).collect();
    let mut media_types: Vec<String> = Vec::new();
    for media_type in expected.iter().flat_map(|line| &line.media_types) {
        if !media_types.contains(media_type) {
            media_types.push(media_type.clone());
        }
    }
    if let Some(stream) = only_stream(&expected) {
        return Answer { media_types: vec![stream.media_type.clone()], kind: AnswerKind::Stream(stream) };
    }
    let kinds = expected.iter().flat_map(|line| match line.bodies.as_slice() {
        [] => vec![(Case { status: line.status, media_types: Vec::new() }, AnswerKind::Empty)],
        _ => cases(line),
    });
    Answer { kind: one_of(kinds).unwrap_or(AnswerKind::Empty), media_types }
}

/// The stream that an operation gives where no answer has another body.
fn only_stream(expected: &[&StatusLine]) -> Option<Stream> {
    let has_others = expected.iter().any(|line| !line.bodies.is_empty());
    expected.iter().find_map(|line| line.stream.clone()).filter(|_| !has_others)
}

/// What the operation can be asked for value by value, beside its answer.
pub(super) fn stream(answer: &Answer, statuses: &[StatusLine]) -> Option<Stream> {
    statuses.iter().find_map(|line| line.stream.clone()).filter(|_| !matches!(answer.kind, AnswerKind::Stream(_)))
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

/// What the declared error bodies are read as; none where no error has one.
pub(super) fn error(statuses: &[StatusLine]) -> Option<AnswerKind> {
    let errors = statuses.iter().filter(|line| line.is_error);
    one_of(errors.flat_map(cases)).filter(|kind| *kind != AnswerKind::Bytes)
}

/// The statuses, from the first to the last of each run, that are declared without the body of an error, where a wider
/// key says of what others hold: errors without one, and successes with one, which may not be what the document says.
pub(super) fn without_error_body(responses: &[resolve::Response], statuses: &[StatusLine]) -> Vec<(u16, u16)> {
    let lines = || responses.iter().map(|response| response.status).zip(statuses);
    let has_body = |wanted: Status| lines().any(|(status, line)| status == wanted && !line.bodies.is_empty());
    let without = lines().filter(|(status, line)| {
        let is_bare = line.bodies.is_empty() && line.stream.is_none();
        let is_answer = is_success(*status) || status.is_redirect() && line.is_given;
        is_answer != is_bare
    });
    let runs = without.flat_map(|(status, _)| match status {
        Status::Code(code @ 200..) => {
            let is_within = has_body(Status::Default)
                || (3..=5).any(|class| class_of(code) == class && has_body(Status::Range(class)));
            if is_within { vec![(code, code)] } else { Vec::new() }
        }
        Status::Range(class @ 2..) if has_body(Status::Default) => {
            let declared =
                lines().filter_map(|(status, _)| if let Status::Code(code) = status { Some(code) } else { None });
            runs_beside(class, &declared.filter(|&code| class_of(code) == class).collect())
        }
        Status::Code(_) | Status::Range(_) | Status::Default => Vec::new(),
    });
    runs.collect()
}

fn class_of(code: u16) -> u8 {
    u8::try_from(code / 100).unwrap_or(u8::MAX)
}

/// The statuses of a class that are not declared by themselves.
fn runs_beside(class: u8, declared: &BTreeSet<u16>) -> Vec<(u16, u16)> {
    let (first, last) = (u16::from(class) * 100, u16::from(class) * 100 + 99);
    let begins = [first].into_iter().chain(declared.iter().map(|code| code + 1));
    let ends = declared.iter().map(|code| code.saturating_sub(1)).chain([last]);
    begins.zip(ends).filter(|(begin, end)| begin <= end).collect()
}

/// The kinds of a status: the preferred one whatever the media type, the others by theirs. Where the types of one of
/// those take in a preferred one, be it that they are ranges or the same without parameters, the preferred one is told
/// by its own types first.
fn cases(line: &StatusLine) -> Vec<(Case, AnswerKind)> {
    let case = |media_types: &[String], kind: &AnswerKind| {
        (Case { status: line.status, media_types: media_types.to_vec() }, kind.clone())
    };
    let Some((preferred, others)) = line.bodies.split_first() else { return Vec::new() };
    let is_taken_in = |other: &String| {
        other.contains('*') || preferred.media_types.iter().any(|media_type| essence(media_type) == essence(other))
    };
    let by_name = others.iter().any(|body| body.media_types.iter().any(is_taken_in));
    let by_name = by_name.then(|| case(&preferred.media_types, &preferred.kind));
    let others = others.iter().map(|body| case(&body.media_types, &body.kind));
    by_name.into_iter().chain([case(&[], &preferred.kind)]).chain(others).collect()
}

/// One kind where all are the same, else a choice by status and media type.
fn one_of(kinds: impl Iterator<Item = (Case, AnswerKind)>) -> Option<AnswerKind> {
    let mut choices: Vec<Choice> = Vec::new();
    for (case, kind) in kinds {
        match choices.iter_mut().find(|choice| choice.kind == kind) {
            Some(choice) => choice.cases.push(case),
            None => choices.push(Choice { cases: vec![case], kind }),
        }
    }
    match choices.as_slice() {
        [] => None,
        [only] => Some(only.kind.clone()),
        _ => Some(AnswerKind::Several(choices)),
    }
}

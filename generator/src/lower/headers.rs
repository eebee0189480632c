//! Declared headers of answers: what each is read as, and which of them are one constant.

use std::collections::BTreeMap;

use super::budget::Crowded;
use super::{Lowering, bodies, parameters, rules};
use crate::arena::Arena;
use crate::diagnostic::catalogue;
use crate::ir::{Context, HeaderLine, HeaderWritten, Operation, OperationId, Segment, Type};
use crate::media_type::is_json;
use crate::resolve;

/// Lowers the headers of an answer.
pub(super) fn lines(lowering: &mut Lowering<'_>, response: &resolve::Response, context: &Context) -> Vec<HeaderLine> {
    let headers = &response.headers;
    let Err(Crowded) = lowering.listed.make(|| (), |()| headers.len()) else {
        return headers.iter().map(|header| line(lowering, header, context)).collect();
    };
    let reason = "the answers of the document have too many; these are read by their names";
    lowering.diagnostics.push(catalogue::lower::degraded(&response.origin.child("headers"), "headers", reason));
    Vec::new()
}

fn line(lowering: &mut Lowering<'_>, header: &resolve::Header, context: &Context) -> HeaderLine {
    let context = match &header.component {
        Some(name) => Context::header(name.clone()),
        None => context.child(Segment::Member(header.name.clone())),
    };
    let written = written(lowering, header);
    HeaderLine {
        origin: header.origin.clone(),
        name: header.name.clone(),
        description: header.description.clone(),
        ty: ty(lowering, header, (written, &context)),
        written,
        required: header.required,
        wish: header.rust_name.clone(),
    }
}

/// How a header is written; whether it explodes counts where its values may be objects.
fn written(lowering: &Lowering<'_>, header: &resolve::Header) -> HeaderWritten {
    match &header.media_type {
        Some(media_type) if is_json(media_type) => HeaderWritten::Json,
        None if header.explode && header.schema.is_some_and(|schema| bodies::may_be_object(lowering, schema)) => {
            HeaderWritten::Exploded
        }
        Some(_) | None => HeaderWritten::Simple,
    }
}

/// The type of a header: that of its schema, or text, where it is a document of another type than JSON.
fn ty(lowering: &mut Lowering<'_>, header: &resolve::Header, (written, context): (HeaderWritten, &Context)) -> Type {
    let is_document = header.media_type.is_some();
    let Some(schema) = header.schema else {
        return if written == HeaderWritten::Json { Type::Json } else { Type::Text };
    };
    rules::report_unheld(lowering, schema, "`validate` checks what is sent, and not the headers of an answer");
    if is_document && written == HeaderWritten::Simple && !parameters::is_scalar(lowering.document, schema) {
        let reason = "values are read from JSON; the header is given as text";
        lowering.diagnostics.push(catalogue::lower::degraded(&header.origin, "content", reason));
        return Type::Text;
    }
    let lowered = lowering.schema(schema, context);
    // A document may be null; the style has no form for it.
    if written == HeaderWritten::Json && lowered.ty != Type::Json { lowered.element() } else { lowered.ty }
}

/// The headers of all answers, each once by its names and its type, the first with a description.
pub(super) fn all(operations: &Arena<OperationId, Operation>) -> Vec<HeaderLine> {
    let mut headers: Vec<HeaderLine> = Vec::new();
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let all = operations.values().flat_map(|operation| &operation.statuses).flat_map(|line| &line.headers);
    for header in all {
        let places = places.entry(header.name.to_ascii_lowercase()).or_default();
        match places.iter().find(|&&at| headers[at].is_same(header)) {
            Some(&at) => {
                let description = &mut headers[at].description;
                *description = description.take().or_else(|| header.description.clone());
            }
            None => {
                places.push(headers.len());
                headers.push(header.clone());
            }
        }
    }
    headers
}

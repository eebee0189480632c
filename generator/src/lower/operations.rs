//! Operations: what is an argument and what a setter, how each parameter and body is encoded, what comes back.

use std::collections::BTreeMap;

use super::{Lowering, rules, tag_of};
use crate::arena::Arena;
use crate::diagnostic::catalogue;
use crate::ir::{
    Answer, AnswerKind, Batch, Body, BodyKind, Choice, Context, Encoding, GroupId, HeaderLine, Location, Operation,
    OperationId, Pages, PagesBy, Parameter, Part, PartKind, Segment, Shape, StatusLine, Style, Type,
};
use crate::resolve::{
    self, Kind, MediaType, Method, PaginationStyle, ParameterLocation, ParameterValue, SchemaId, Status,
};

/// Lowers every operation, in document order.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    group_of: &BTreeMap<String, GroupId>,
) -> Arena<OperationId, Operation> {
    let document = lowering.document;
    let mut operations = Arena::new();
    for operation in &document.operations {
        let group = group_of[tag_of(&operation.tags)];
        operations.push(self::operation(lowering, operation, group));
    }
    operations
}

fn operation(lowering: &mut Lowering<'_>, operation: &resolve::Operation, group: GroupId) -> Operation {
    let context = Context::operation(operation.id.clone());
    let parameters = operation.parameters.iter().map(|given| parameter(lowering, given, &context)).collect();
    let body = operation.body.as_ref().map(|given| body(lowering, given, &context));
    let statuses: Vec<StatusLine> =
        operation.responses.iter().map(|response| status_line(lowering, response, &context)).collect();
    let resolve::OperationExtensions { rate_limit, permissions, idempotent, batch, pagination, rust_name } =
        &operation.extensions;
    let expected: Vec<usize> = (0..statuses.len())
        .filter(|&at| is_success(operation.responses[at].status) && !(batch.is_some() && statuses[at].status == "207"))
        .collect();
    Operation {
        origin: operation.origin.clone(),
        id: operation.id.clone(),
        method: method(operation.method),
        path: operation.path.clone(),
        group,
        summary: operation.summary.clone(),
        description: operation.description.clone(),
        deprecated: operation.deprecated,
        parameters,
        body,
        answer: answer(&statuses, &expected),
        error: error(&operation.responses, &statuses),
        statuses,
        security: operation.security.iter().map(|requirement| requirement.schemes.clone()).collect(),
        server: operation.servers.first().map(super::server),
        rate_limit: rate_limit.clone(),
        permissions: permissions.clone(),
        idempotent: *idempotent,
        pages: pagination.as_ref().map(pages),
        batch: batch.as_ref().map(self::batch),
        wish: rust_name.clone(),
    }
}

fn pages(pagination: &resolve::Pagination) -> Pages {
    Pages {
        by: match pagination.style {
            PaginationStyle::Token => PagesBy::Token(pagination.next.clone()),
            PaginationStyle::Page => PagesBy::Number(pagination.next.clone()),
        },
        page_parameter: pagination.page_parameter.clone(),
        size_parameter: pagination.size_parameter.clone(),
        items: pagination.items.clone(),
        total: pagination.total_pages.clone(),
    }
}

fn batch(batch: &resolve::Batch) -> Batch {
    let resolve::Batch { parameter, max, separator } = batch;
    Batch { parameter: parameter.clone(), max: *max, separator: separator.clone() }
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Head => "HEAD",
        Method::Patch => "PATCH",
        Method::Trace => "TRACE",
    }
}

fn parameter(lowering: &mut Lowering<'_>, given: &resolve::Parameter, context: &Context) -> Parameter {
    let context = match &given.component {
        Some(name) => Context::component(name.clone()),
        None => context.child(Segment::Parameter(given.name.clone())),
    };
    let (schema, encoding) = match &given.value {
        ParameterValue::Styled { schema, style, explode, allow_reserved } => {
            (Some(*schema), Encoding { style: self::style(*style), explode: *explode, allow_reserved: *allow_reserved })
        }
        ParameterValue::Content { schema, media_type } => {
            if !is_json(media_type) {
                let reason = "the value is written as JSON text";
                lowering.diagnostics.push(catalogue::lower::degraded(&given.origin, media_type, reason));
            }
            (*schema, Encoding { style: Style::Json, explode: false, allow_reserved: false })
        }
    };
    let ty = schema.map_or(Type::Text, |id| lowering.schema(id, &context).ty);
    let facts = schema.map(|id| &lowering.document.schemas[id]);
    let default = facts.and_then(|schema| schema.default.as_ref()).and_then(scalar_text);
    Parameter {
        origin: given.origin.clone(),
        location: location(given.location),
        wire: given.name.clone(),
        ty,
        required: given.required,
        default,
        encoding,
        description: given.description.clone().or_else(|| facts.and_then(|schema| schema.description.clone())),
        deprecated: given.deprecated,
        rules: facts.map(|schema| rules::rules(&schema.constraints)).unwrap_or_default(),
        example: given.example.clone().or_else(|| facts.and_then(|schema| schema.example.clone())),
        wish: given.rust_name.clone(),
    }
}

/// A default as it stands in a URL; lists and objects have none.
fn scalar_text(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(_) | serde_json::Value::Bool(_) => Some(value.to_string()),
        serde_json::Value::Null | serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    }
}

fn location(location: ParameterLocation) -> Location {
    match location {
        ParameterLocation::Path => Location::Path,
        ParameterLocation::Query => Location::Query,
        ParameterLocation::Header => Location::Header,
        ParameterLocation::Cookie => Location::Cookie,
    }
}

fn style(style: resolve::Style) -> Style {
    match style {
        resolve::Style::Matrix => Style::Matrix,
        resolve::Style::Label => Style::Label,
        resolve::Style::Simple => Style::Simple,
        resolve::Style::Form => Style::Form,
        resolve::Style::SpaceDelimited => Style::SpaceDelimited,
        resolve::Style::PipeDelimited => Style::PipeDelimited,
        resolve::Style::DeepObject => Style::DeepObject,
    }
}

/// The body by its preferred media type; the others of the same kind and schema can be chosen when it is sent.
fn body(lowering: &mut Lowering<'_>, given: &resolve::RequestBody, context: &Context) -> Body {
    let context = context.child(Segment::Body);
    let preferred = preferred(&given.content);
    let kind = body_kind(lowering, preferred, &context);
    report_styles(lowering, preferred);
    let mut media_types = vec![preferred.media_type.clone()];
    for other in given.content.iter().filter(|other| other.media_type != preferred.media_type) {
        let same =
            matches!(kind, BodyKind::Value(_)) && is_value(&other.media_type) && other.schema == preferred.schema;
        if same {
            media_types.push(other.media_type.clone());
        } else {
            let reason = format!("the operation sends `{}`; use `Client::request` for this one", preferred.media_type);
            lowering.diagnostics.push(catalogue::lower::degraded(&other.origin, &other.media_type, &reason));
        }
    }
    Body {
        kind,
        required: given.required,
        media_types,
        description: given.description.clone(),
        example: preferred.example.clone(),
    }
}

/// Members of a form are written as OpenAPI does by default.
fn report_styles(lowering: &mut Lowering<'_>, media: &MediaType) {
    for (name, encoding) in &media.encoding {
        let usual = encoding.style.is_none_or(|style| style == resolve::Style::Form && encoding.explode);
        if !usual || encoding.allow_reserved {
            let reason = "the member is written as `form`, exploded";
            let origin = media.origin.child("encoding").child(name);
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, "style", reason));
        }
    }
}

/// JSON where it is offered, else the first.
fn preferred(content: &[MediaType]) -> &MediaType {
    content.iter().find(|media| is_json(&media.media_type)).unwrap_or(&content[0])
}

fn body_kind(lowering: &mut Lowering<'_>, media: &MediaType, context: &Context) -> BodyKind {
    let essence = essence(&media.media_type);
    match media.schema {
        Some(schema) if essence == "multipart/form-data" => match form(lowering, schema, media, context) {
            Some(kind) => kind,
            None => BodyKind::Bytes,
        },
        Some(schema) if is_value(&essence) => BodyKind::Value(lowering.schema(schema, context).ty),
        None if is_json(&essence) => BodyKind::Value(Type::Json),
        _ if essence.starts_with("text/") => BodyKind::Text,
        _ => BodyKind::Bytes,
    }
}

fn form(lowering: &mut Lowering<'_>, id: SchemaId, media: &MediaType, context: &Context) -> Option<BodyKind> {
    let document = lowering.document;
    let schema = &document.schemas[id];
    if let Some(&declared) = lowering.declared.get(&id) {
        return Some(BodyKind::Form(declared));
    }
    if schema.properties.is_empty() {
        let reason = "the form declares no parts; its bytes are sent as they are given";
        lowering.diagnostics.push(catalogue::lower::degraded(&media.origin, &media.media_type, reason));
        return None;
    }
    let context = super::schemas::named(schema, context);
    lowering.reached.insert(id);
    let declared = lowering.declare(id, &context, Shape::Form(Vec::new()));
    let parts = schema
        .properties
        .iter()
        .map(|(name, &property)| part(lowering, name, property, (schema, media, &context)))
        .collect();
    lowering.types[declared].shape = Shape::Form(parts);
    Some(BodyKind::Form(declared))
}

fn part(
    lowering: &mut Lowering<'_>,
    name: &str,
    id: SchemaId,
    (form, media, context): (&resolve::Schema, &MediaType, &Context),
) -> Part {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let is_file = |id: SchemaId| {
        let schema = &document.schemas[id];
        schema.kind == Some(Kind::String) && schema.format.as_deref() == Some("binary")
    };
    let kind = match schema.items {
        _ if is_file(id) => PartKind::File,
        Some(items) if is_file(items) => PartKind::Files,
        _ => PartKind::Value(lowering.schema(id, &context.child(Segment::Member(name.to_owned()))).ty),
    };
    Part {
        origin: schema.origin.clone(),
        wire: name.to_owned(),
        kind,
        required: form.required.iter().any(|required| required == name),
        description: schema.description.clone(),
        content_type: media.encoding.get(name).and_then(|encoding| encoding.content_type.clone()),
        wish: schema.rust_name.clone(),
    }
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

/// What the operation gives: the answers declared for success, or `default` where there is none.
fn answer(statuses: &[StatusLine], expected: &[usize]) -> Answer {
    let default = statuses.iter().position(|status| status.status == "default");
    let expected: Vec<&StatusLine> = match expected {
        [] => default.iter().map(|&at| &statuses[at]).collect(),
        _ => expected.iter().map(|&at| &statuses[at]).collect(),
    };
    let mut media_types: Vec<String> = Vec::new();
    for line in &expected {
        for media_type in line.media_types.iter().filter(|media_type| is_read_as(media_type, line.body.as_ref())) {
            if !media_types.contains(media_type) {
                media_types.push(media_type.clone());
            }
        }
    }
    let kinds = expected.iter().map(|line| (line.status.clone(), line.body.clone().unwrap_or(AnswerKind::Empty)));
    Answer { kind: one_of(kinds).unwrap_or(AnswerKind::Empty), media_types }
}

/// What the declared error bodies are read as; none where no error has one.
fn error(responses: &[resolve::Response], statuses: &[StatusLine]) -> Option<AnswerKind> {
    let errors = responses
        .iter()
        .zip(statuses)
        .filter(|(response, _)| matches!(response.status, Status::Code(400..) | Status::Range(4..) | Status::Default));
    let kinds = errors.filter_map(|(_, line)| line.body.clone().map(|kind| (line.status.clone(), kind)));
    one_of(kinds).filter(|kind| *kind != AnswerKind::Bytes)
}

/// One kind where all are the same, else a choice by status: single codes first, then ranges, then `default`.
fn one_of(kinds: impl Iterator<Item = (String, AnswerKind)>) -> Option<AnswerKind> {
    let mut choices: Vec<Choice> = Vec::new();
    for (status, kind) in kinds {
        match choices.iter_mut().find(|choice| choice.kind == kind) {
            Some(choice) => choice.statuses.push(status),
            None => choices.push(Choice { statuses: vec![status], kind }),
        }
    }
    choices.sort_by_key(|choice| choice.statuses.iter().map(|status| width(status)).max());
    match choices.as_slice() {
        [] => None,
        [only] => Some(only.kind.clone()),
        _ => Some(AnswerKind::Several(choices)),
    }
}

/// How many statuses a key of `responses` stands for, roughly.
fn width(status: &str) -> usize {
    match status {
        "default" => 1000,
        range if range.ends_with("XX") => 100,
        _ => 1,
    }
}

fn status_line(lowering: &mut Lowering<'_>, response: &resolve::Response, context: &Context) -> StatusLine {
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    };
    let context = match &response.component {
        Some(name) => Context::component(name.clone()),
        None => context.child(Segment::Answer(status.clone())),
    };
    let body = (!response.content.is_empty()).then(|| answer_kind(lowering, preferred(&response.content), &context));
    StatusLine {
        status,
        description: response.description.clone(),
        body,
        media_types: response.content.iter().map(|media| media.media_type.clone()).collect(),
        headers: response.headers.iter().map(|header| header_line(lowering, header, &context)).collect(),
    }
}

/// Whether a body of this media type can be read as what its status gives; only such types are asked for.
fn is_read_as(media_type: &str, kind: Option<&AnswerKind>) -> bool {
    match kind {
        Some(AnswerKind::Value(_)) => is_json(media_type),
        Some(AnswerKind::Text) => essence(media_type).starts_with("text/"),
        Some(AnswerKind::Empty | AnswerKind::Bytes | AnswerKind::Several(_)) | None => true,
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

fn answer_kind(lowering: &mut Lowering<'_>, media: &MediaType, context: &Context) -> AnswerKind {
    let essence = essence(&media.media_type);
    match media.schema {
        _ if is_json(&essence) => {
            AnswerKind::Value(media.schema.map_or(Type::Json, |schema| lowering.schema(schema, context).ty))
        }
        _ if essence.starts_with("text/") => AnswerKind::Text,
        _ => AnswerKind::Bytes,
    }
}

/// A media type without its parameters, in lower case (RFC 9110, 8.3.1).
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// JSON, or a type with its suffix (RFC 6839).
fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*" | "application/*") || essence.ends_with("+json")
}

/// A type that a value can be written as.
fn is_value(media_type: &str) -> bool {
    is_json(media_type) || essence(media_type) == "application/x-www-form-urlencoded"
}

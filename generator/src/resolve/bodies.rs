//! What is sent and what comes back: request bodies, answers and their media types.

use indexmap::IndexMap;
use openapiv3::{
    Content, Encoding as TypedEncoding, Example, MediaType as TypedMediaType, ParameterSchemaOrContent, ReferenceOr,
    StatusCode,
};
use serde_json::Value;

use super::model::{Encoding, Header, MediaType, RequestBody, Response, Shown, Style};
use super::operations::OperationNode;
use super::parameters::{is_token, query_style};
use super::place::Place;
use super::references::References;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::dialect::Dialect;
use crate::http::Status;
use crate::normalise;

/// The body of an operation's request.
pub(super) fn request(
    references: &References<'_>,
    node: &OperationNode<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<RequestBody> {
    let place = node.place.child("requestBody");
    let item = references.bodies.get(&place.origin)?;
    if item.typed.content.is_empty() {
        let reason = "its `content` has no media type; no body is sent";
        diagnostics.push(catalogue::lower::degraded(&item.place.origin, "requestBody", reason));
        return None;
    }
    Some(RequestBody {
        origin: item.place.origin.clone(),
        component: item.component.map(str::to_owned),
        description: place.described_anew().or_else(|| said(references, &item.place, diagnostics)),
        required: item.typed.required,
        content: content(references, &item.typed.content, &item.place, Examples::Shown),
    })
}

/// The answers of an operation.
pub(super) fn responses(
    references: &References<'_>,
    node: &OperationNode<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Response> {
    let place = node.place.child("responses");
    let responses: Vec<Response> = node
        .responses()
        .filter_map(|(key, _)| {
            let place = place.child(key);
            let item = references.responses.get(&place.origin)?;
            Some(Response {
                origin: item.place.origin.clone(),
                component: item.component.map(str::to_owned),
                status: status(key)?,
                description: place
                    .described_anew()
                    .or_else(|| said(references, &item.place, diagnostics))
                    .unwrap_or_default(),
                headers: headers(references, item.typed, &item.place, diagnostics),
                content: content(references, &item.typed.content, &item.place, Examples::Left),
            })
        })
        .collect();
    if node.responses().next().is_none() {
        diagnostics.push(catalogue::resolve::no_responses(&node.place.origin));
    }
    responses
}

/// What an object says of itself, of which many may make use.
fn said(references: &References<'_>, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = place.text("description")?.to_owned();
    Some(references.repeated.text(text, &place.child("description").origin, diagnostics))
}

/// The statuses that a key of `responses` means.
fn status(key: &str) -> Option<Status> {
    Some(match normalise::status(key) {
        Some(StatusCode::Code(code)) => Status::Code(code),
        Some(StatusCode::Range(hundred)) => Status::Range(u8::try_from(hundred).ok()?),
        None => Status::Default,
    })
}

fn headers(
    references: &References<'_>,
    response: &openapiv3::Response,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Header> {
    let place = place.child("headers");
    let mut headers = Vec::new();
    for name in response.headers.keys() {
        let here = place.child(name);
        if name.eq_ignore_ascii_case("content-type") {
            diagnostics.push(catalogue::resolve::ignored_header(
                &here.origin,
                name,
                "the media types of the answer say what it holds",
            ));
        } else if !is_token(name) {
            diagnostics.push(catalogue::resolve::impossible_header(&here.origin, name));
        } else if let Some(item) = references.headers.get(&here.origin) {
            let origin = item.place.origin.clone();
            let media_type = match &item.typed.format {
                ParameterSchemaOrContent::Schema(_) => None,
                ParameterSchemaOrContent::Content(content) => content.keys().next().cloned(),
            };
            let value = media_type.as_ref().map_or(origin.clone(), |name| origin.child("content").child(name));
            headers.push(Header {
                component: item.component.map(str::to_owned),
                name: name.clone(),
                description: here.described_anew().or_else(|| said(references, &item.place, diagnostics)),
                required: item.typed.required,
                deprecated: item.typed.deprecated.unwrap_or(false),
                explode: item.place.flag("explode").unwrap_or(false),
                media_type,
                schema: references.schema(&value.child("schema")),
                rust_name: item.place.text("x-rust-name").map(str::to_owned),
                origin,
            });
        }
    }
    headers
}

/// What becomes of examples: calls show those of what they send, and those of answers take much of a document.
#[derive(Clone, Copy)]
enum Examples {
    Shown,
    Left,
}

fn content(references: &References<'_>, content: &Content, place: &Place<'_>, examples: Examples) -> Vec<MediaType> {
    let place = place.child("content");
    content.iter().map(|(name, typed)| media_type(references, (name, typed), &place.child(name), examples)).collect()
}

fn media_type(
    references: &References<'_>,
    (name, typed): (&str, &TypedMediaType),
    place: &Place<'_>,
    examples: Examples,
) -> MediaType {
    let encodings = place.child("encoding");
    MediaType {
        origin: place.origin.clone(),
        media_type: name.to_owned(),
        schema: references.schema(&place.child("schema").origin),
        example: match examples {
            Examples::Shown => example(references, typed.example.as_ref(), &typed.examples, place),
            Examples::Left => None,
        },
        encoding: typed
            .encoding
            .iter()
            .map(|(property, typed)| {
                let place = encodings.child(property);
                (property.clone(), encoding(typed, &place, references.normal().dialect()))
            })
            .collect(),
    }
}

/// How a property is written (OpenAPI 3.0.3, "Encoding Object"): in a style, `form` by default, where that or `explode`
/// is given, or `allowReserved` (3.1.1). openapiv3 does not tell `explode: false` from no `explode`.
fn encoding(typed: &TypedEncoding, place: &Place<'_>, dialect: Dialect) -> Encoding {
    let explode = place.flag("explode");
    let gives_style = |key: &&str| match *key {
        "style" => typed.style.is_some(),
        "explode" => explode.is_some(),
        _ => dialect == Dialect::V3_1 && place.flag(key).is_some(),
    };
    let styled_by = ["style", "explode", "allowReserved"].into_iter().find(gives_style);
    let style = styled_by.map(|_| typed.style.as_ref().map_or(Style::Form, query_style));
    Encoding {
        content_type: typed.content_type.clone(),
        is_of_text: place.child("contentType").origin.pointer.last().as_deref() == Some("contentMediaType"),
        style,
        styled_by,
        explode: explode.unwrap_or(style.is_none_or(|style| style == Style::Form)),
        allow_reserved: typed.allow_reserved,
    }
}

/// The example, or the first of the examples that has a value.
pub(super) fn example(
    references: &References<'_>,
    example: Option<&Value>,
    examples: &IndexMap<String, ReferenceOr<Example>>,
    place: &Place<'_>,
) -> Option<Shown> {
    if let Some(value) = example {
        return Some(Shown { origin: place.child("example").origin, value: value.clone() });
    }
    let place = place.child("examples");
    examples.keys().find_map(|name| {
        let origin = place.child(name).origin;
        let value = references.examples.get(&origin)?.typed.value.clone()?;
        Some(Shown { origin, value })
    })
}

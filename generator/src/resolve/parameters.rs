//! The parameters of an operation, in the order of its call, and their agreement with the path.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use indexmap::IndexSet;
use openapiv3::{Content, Parameter as TypedParameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};
use serde_json::Value;

use super::bodies::example;
use super::model::{Parameter, ParameterLocation, ParameterValue, SecurityRequirement, Shown, Style};
use super::operations::OperationNode;
use super::place::Place;
use super::references::References;
use super::table::Item;
use crate::diagnostic::catalogue::lower::{duplicate_parameter, repeated_parameter};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Origin;
use crate::template::{path, placeholders};

/// Reads the parameters of an operation with these security requirements: those of the path in the order of its
/// template, then query, header and cookie; none where the path is no template.
pub(super) fn read(
    references: &References<'_>,
    node: &OperationNode<'_>,
    security: &[SecurityRequirement],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Parameter>> {
    let placeholders = match placeholders(path(node.path)) {
        Ok(placeholders) => placeholders,
        Err(reason) => {
            diagnostics.push(catalogue::resolve::malformed_path(&node.path_place(), node.path, reason));
            return None;
        }
    };
    let places: Vec<Place<'_>> = (0..node.typed.parameters.len()).map(|index| node.parameter(index)).collect();
    let items: Vec<_> = places.iter().map(|place| references.parameters.get(&place.origin)).collect();
    let mut parameters = Vec::new();
    let mut first: BTreeMap<(ParameterLocation, String), (&Origin, &TypedParameter)> = BTreeMap::new();
    for (place, item) in places.iter().zip(&items) {
        let Some(item) = item else { continue };
        let Some(mut parameter) = parameter(references, item, security, diagnostics) else { continue };
        parameter.description = place.described_anew().or(parameter.description);
        let (name, location) = (&parameter.name, location_name(parameter.location));
        match first.entry((parameter.location, canonical(&parameter))) {
            Entry::Occupied(first) => {
                let (first, typed) = *first.get();
                let report = if *typed == *item.typed { repeated_parameter } else { duplicate_parameter };
                diagnostics.push(report(name, location, first, &place.origin));
            }
            Entry::Vacant(entry) => {
                entry.insert((&place.origin, item.typed));
                parameters.push(parameter);
            }
        }
    }
    report_unplaced(&placeholders, &items, node, diagnostics);
    let is_of_path = |parameter: &Parameter| parameter.location == ParameterLocation::Path;
    parameters.retain(|parameter| !is_of_path(parameter) || placeholders.contains(parameter.name.as_str()));
    parameters.sort_by_key(|parameter| {
        let place = placeholders.get_index_of(parameter.name.as_str());
        (parameter.location, place.filter(|_| is_of_path(parameter)))
    });
    Some(parameters)
}

/// The parameters of a request that the service sends.
pub(super) fn received(references: &References<'_>, node: &OperationNode<'_>) -> Vec<Parameter> {
    let places = (0..node.typed.parameters.len()).map(|index| node.parameter(index).origin);
    let items = places.filter_map(|place| references.parameters.get(&place));
    // What is wrong with them is nothing to a client.
    items.filter_map(|item| parameter(references, item, &[], &mut Diagnostics::new())).collect()
}

/// What tells a parameter from others of its location: the name, for headers whatever its case.
fn canonical(parameter: &Parameter) -> String {
    match parameter.location {
        ParameterLocation::Header => parameter.name.to_ascii_lowercase(),
        ParameterLocation::Path | ParameterLocation::Query | ParameterLocation::Cookie => parameter.name.clone(),
    }
}

fn location_name(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

/// Reports path parameters that the path has no place for. For each of its places normalise has seen to a parameter.
fn report_unplaced(
    placeholders: &IndexSet<&str>,
    items: &[Option<&Item<'_, TypedParameter>>],
    node: &OperationNode<'_>,
    diagnostics: &mut Diagnostics,
) {
    for item in items.iter().flatten() {
        if let TypedParameter::Path { parameter_data: ParameterData { name, .. }, .. } = item.typed
            && !placeholders.contains(name.as_str())
        {
            diagnostics.push(catalogue::lower::parameter_not_in_path(&item.place.origin, name, &node.path_place()));
        }
    }
}

/// A parameter; none where it is no parameter for a client to set, or where its schema is lost.
fn parameter(
    references: &References<'_>,
    item: &Item<'_, TypedParameter>,
    security: &[SecurityRequirement],
    diagnostics: &mut Diagnostics,
) -> Option<Parameter> {
    let Item { typed, place, component } = item;
    let data = typed.parameter_data_ref();
    let sent = sent(typed);
    if sent.location == ParameterLocation::Header
        && let Some(instead) = set_otherwise(&data.name, security)
    {
        diagnostics.push(catalogue::resolve::ignored_header(&place.origin, &data.name, instead));
        return None;
    }
    if sent.location == ParameterLocation::Header && !is_token(&data.name) {
        diagnostics.push(catalogue::resolve::impossible_header(&place.origin, &data.name));
        return None;
    }
    if data.name.is_empty() {
        let reason = "it is empty: the value stands behind a `=` that has nothing before it";
        diagnostics.push(catalogue::lower::degraded(&place.child("name").origin, "name", reason));
    }
    if sent.location == ParameterLocation::Path && !data.required {
        diagnostics.push(catalogue::resolve::optional_path_parameter(&place.origin, &data.name));
    }
    Some(Parameter {
        origin: place.origin.clone(),
        component: component.map(str::to_owned),
        location: sent.location,
        name: data.name.clone(),
        description: data
            .description
            .clone()
            .map(|text| references.repeated.text(text, &place.child("description").origin, diagnostics)),
        required: data.required || sent.location == ParameterLocation::Path,
        deprecated: data.deprecated.unwrap_or(false),
        may_be_empty: place.flag("allowEmptyValue") == Some(true),
        value: match &data.format {
            ParameterSchemaOrContent::Schema(_) => ParameterValue::Styled {
                schema: references.schema(&place.child("schema").origin)?,
                style: sent.style,
                explode: data.explode.unwrap_or(sent.style == Style::Form),
                allow_reserved: sent.allow_reserved || is_expanded(sent.location, place),
            },
            ParameterSchemaOrContent::Content(content) => self::content(references, content, place, diagnostics)?,
        },
        example: shown(references, data, place),
        rust_name: data.extensions.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
    })
}

/// The example of a parameter, be it that of the document that it is.
fn shown(references: &References<'_>, data: &ParameterData, place: &Place<'_>) -> Option<Shown> {
    let own = example(references, data.example.as_ref(), &data.examples, place);
    let of_content = || match &data.format {
        ParameterSchemaOrContent::Schema(_) => None,
        ParameterSchemaOrContent::Content(content) => {
            let (media_type, media) = content.first()?;
            let place = place.child("content").child(media_type);
            example(references, media.example.as_ref(), &media.examples, &place)
        }
    };
    own.or_else(of_content)
}

/// How a parameter reaches the server.
struct Sent {
    location: ParameterLocation,
    style: Style,
    allow_reserved: bool,
}

fn sent(parameter: &TypedParameter) -> Sent {
    let plain = |location, style| Sent { location, style, allow_reserved: false };
    match parameter {
        TypedParameter::Query { style, allow_reserved, .. } => {
            Sent { allow_reserved: *allow_reserved, ..plain(ParameterLocation::Query, query_style(style)) }
        }
        TypedParameter::Header { .. } => plain(ParameterLocation::Header, Style::Simple),
        TypedParameter::Path { style, .. } => plain(ParameterLocation::Path, path_style(style)),
        TypedParameter::Cookie { .. } => plain(ParameterLocation::Cookie, Style::Form),
    }
}

/// The style of a query parameter or of a property of a form.
pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// Whether the value of a path parameter keeps what is reserved: normalise says so where the path does.
fn is_expanded(location: ParameterLocation, place: &Place<'_>) -> bool {
    location == ParameterLocation::Path && place.flag("allowReserved") == Some(true)
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Matrix => Style::Matrix,
        PathStyle::Label => Style::Label,
        PathStyle::Simple => Style::Simple,
    }
}

/// What sets a header that is no parameter, whatever the document says (OpenAPI 3.0.3, "Parameter Object", `name`; RFC
/// 9110, 8.6; RFC 9112, 6.1). Where no security requirement speaks of it, `Authorization` is left to the caller.
fn set_otherwise(header: &str, security: &[SecurityRequirement]) -> Option<&'static str> {
    let is_secured = security.iter().any(|requirement| !requirement.schemes.is_empty());
    match header.to_ascii_lowercase().as_str() {
        "accept" => Some("the media types of the answers say what it holds"),
        "content-type" => Some("the media type of the body says what it holds"),
        "content-length" | "transfer-encoding" => Some("the transport tells by it how the body is sent"),
        "authorization" if is_secured => Some("the security requirements say what it holds"),
        _ => None,
    }
}

/// Whether a text can be the name of a header, or a part of a media type (RFC 9110, 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_part)
}

/// A parameter written as a document: of one media type (OpenAPI 3.0.3, "Parameter Object", `content`). Of several that
/// a server takes the caller need not choose: it is JSON where that is among them, else the first.
fn content(
    references: &References<'_>,
    content: &Content,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<ParameterValue> {
    let Some(first) = content.keys().next() else {
        diagnostics.push(catalogue::lower::refused(
            &place.origin,
            "this parameter",
            "its `content` has no media type",
            "write the media type that the parameter is sent as",
        ));
        return None;
    };
    let place = place.child("content");
    let media_type = content.keys().find(|media_type| *media_type == "application/json").unwrap_or(first);
    for other in content.keys().filter(|other| *other != media_type) {
        let reason = format!("a parameter is sent as one media type; this one as `{media_type}`");
        diagnostics.push(catalogue::lower::degraded(&place.child(other).origin, other, &reason));
    }
    let schema = references.schema(&place.child(media_type).child("schema").origin);
    Some(ParameterValue::Content { schema, media_type: media_type.clone() })
}

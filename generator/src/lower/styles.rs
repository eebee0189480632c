//! Styles (OpenAPI 3.0.3, "Style Values"): which one the runtime writes, and what one has no form for.

use serde_json::Value;

use super::{Lowering, unions};
use crate::diagnostic::catalogue;
use crate::ir::{Encoding, Style};
use crate::resolve::{self, Additional, Document, Kind, ParameterLocation, Schema, SchemaId};
use crate::source::Origin;

/// The style as the runtime knows it.
pub(super) fn style(style: resolve::Style) -> Style {
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

/// The place of what has a style: the style itself, where it is not the one that a parameter of its location has
/// without a word.
pub(super) fn place(given: &resolve::Parameter, style: Style) -> Origin {
    let is_usual = match given.location {
        ParameterLocation::Path | ParameterLocation::Header => style == Style::Simple,
        ParameterLocation::Query | ParameterLocation::Cookie => style == Style::Form,
    };
    given.origin.child(if is_usual { "schema" } else { "style" })
}

/// Says where values have no form in the style that they are written in.
pub(super) fn report(lowering: &mut Lowering<'_>, place: &Origin, id: SchemaId, encoding: &Encoding) {
    let reason = nesting(lowering.document, id, encoding.style).or_else(|| {
        let is_lost = is_any_divided(lowering.document, id, encoding);
        is_lost.then_some("it separates elements by a sign that some of the values hold; a call with one is an error")
    });
    if let Some(reason) = reason {
        let keyword = place.pointer.last().unwrap_or_default();
        lowering.diagnostics.push(catalogue::lower::degraded(place, &keyword, reason));
    }
}

/// How values inside values are written, where OpenAPI does not define it.
fn nesting(document: &Document, id: SchemaId, style: Style) -> Option<&'static str> {
    let shapes: Vec<&Schema> = unions::shaping(document, id).collect();
    let is_nested = |id: SchemaId| unions::shaping(document, id).any(unions::holds_others);
    let holds_nested = |schema: &&Schema| {
        let value = if let Additional::Of(value) = schema.additional { Some(value) } else { None };
        schema.properties.values().copied().chain(elements(schema)).chain(value).any(is_nested)
    };
    let is_no_object = |schema: &&Schema| match schema.kind {
        Some(kind) => kind != Kind::Object,
        None => schema.values.is_some() || schema.items.is_some() || !schema.prefix_items.is_empty(),
    };
    let is_nested = shapes.iter().any(holds_nested) || style == Style::DeepObject && shapes.iter().any(is_no_object);
    match style {
        Style::Json => None,
        Style::DeepObject => is_nested.then_some(
            "the style is one of objects that hold scalars: values inside values go on in brackets, elements by their \
             index, and a scalar is written as it is",
        ),
        Style::Matrix | Style::Label | Style::Simple | Style::Form | Style::SpaceDelimited | Style::PipeDelimited => {
            is_nested.then_some("values inside values are written as JSON text, for which the style has no form")
        }
    }
}

/// Whether the values that the document names for the elements of a list hold what separates them.
fn is_any_divided(document: &Document, id: SchemaId, encoding: &Encoding) -> bool {
    let elements = unions::shaping(document, id).flat_map(elements);
    let mut named = elements.flat_map(|id| unions::shaping(document, id)).filter_map(|schema| schema.values.as_ref());
    delimiter(encoding).is_some_and(|delimiter| named.any(|values| values.iter().any(|value| holds(value, delimiter))))
}

/// Whether a list would be read as one of more elements.
pub(super) fn is_divided(list: &Value, encoding: &Encoding) -> bool {
    let elements = list.as_array().into_iter().flatten();
    delimiter(encoding).is_some_and(|delimiter| elements.clone().any(|value| holds(value, delimiter)))
}

/// The sign that separates elements, where it is written as it is within one (OpenAPI 3.1.1, appendix E).
fn delimiter(encoding: &Encoding) -> Option<char> {
    match encoding {
        Encoding { explode: true, .. } => None,
        Encoding { style: Style::SpaceDelimited, .. } => Some(' '),
        Encoding { style: Style::PipeDelimited, .. } => Some('|'),
        _ => None,
    }
}

fn holds(value: &Value, delimiter: char) -> bool {
    value.as_str().is_some_and(|text| text.contains(delimiter))
}

fn elements(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    schema.prefix_items.iter().copied().chain(schema.items)
}

//! Parameters: where each is sent, and how it becomes text.

use serde_json::Value;

use super::member::Facts;
use super::{Lowering, member, rules, styles, unions};
use crate::diagnostic::catalogue;
use crate::ir::{Context, Encoding, Location, Parameter, Segment, Shape, Style, Test, Type};
use crate::media_type::is_json;
use crate::resolve::{self, Document, ParameterLocation, ParameterValue, Schema, SchemaId, Shown};

/// Lowers a parameter; one that several operations share is named by itself.
pub(super) fn lower(lowering: &mut Lowering<'_>, given: &resolve::Parameter, context: &Context) -> Parameter {
    let context = match &given.component {
        Some(name) => Context::parameter(name.clone()),
        None => context.child(Segment::Parameter(given.name.clone())),
    };
    let (schema, encoding) = match &given.value {
        ParameterValue::Styled { schema, style, explode, allow_reserved } => (
            Some(*schema),
            Encoding { style: styles::style(*style), explode: *explode, allow_reserved: *allow_reserved },
        ),
        ParameterValue::Content { schema, media_type } => content(lowering, given, *schema, media_type),
    };
    if let Some(id) = schema {
        styles::report(lowering, &styles::place(given, encoding.style), id, &encoding);
    }
    let ty = match schema {
        Some(id) => lowering.schema(id, &context).ty,
        None if encoding.style == Style::Json => Type::Json,
        None => Type::Text,
    };
    if given.may_be_empty && !is_text(lowering, &ty) {
        let reason = "a parameter that is no text is sent with a value or not at all";
        let origin = given.origin.child("allowEmptyValue");
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "allowEmptyValue", reason));
    }
    let document = lowering.document;
    let own = schema.map(|id| &document.schemas[id]);
    let facts = schema.map(|id| Facts::new(document, id)).unwrap_or_default();
    let default = own.and_then(|own| default(lowering, given, own, facts.default));
    let described = |schema: &Schema| schema.description.clone().or_else(|| schema.title.clone());
    let given_text = given.description.clone().filter(|text| !text.trim().is_empty());
    let of_schema = own.and_then(described).or(facts.description).filter(|_| given_text.is_none());
    let element = own.and_then(|schema| member::element(document, schema, &ty));
    let [of_schema, element] = [of_schema, element].map(|text| lowering.said(text, own?));
    Parameter {
        origin: given.origin.clone(),
        location: location(given.location),
        wire: given.name.clone(),
        element,
        ty,
        required: given.required,
        default,
        description: given_text.or(of_schema),
        deprecated: given.deprecated || facts.deprecated,
        rules: schema.map(|id| rules::of(document, id)).unwrap_or_default(),
        example: example(lowering, given, own, &encoding),
        wish: given.rust_name.clone(),
        encoding,
    }
}

/// The default of a parameter, where it is one: what only stands for a value that must be given, the caller gives.
fn default(
    lowering: &mut Lowering<'_>,
    given: &resolve::Parameter,
    own: &Schema,
    default: Option<Value>,
) -> Option<Value> {
    if !given.required || !default.as_ref().is_some_and(|default| is_placeholder(default, &given.name)) {
        return default;
    }
    let reason = "it stands for a value, and is none; the caller gives one";
    lowering.diagnostics.push(catalogue::lower::degraded(&own.place("default"), "default", reason));
    None
}

/// The example of a parameter, or that of its schema, where a call can be shown with it.
fn example(
    lowering: &mut Lowering<'_>,
    given: &resolve::Parameter,
    own: Option<&Schema>,
    encoding: &Encoding,
) -> Option<Value> {
    let of_schema = || {
        let schema = own?;
        Some(Shown { origin: schema.place("example"), value: schema.example.as_deref()?.clone() })
    };
    let shown = given.example.clone().or_else(of_schema)?;
    if styles::is_divided(&shown.value, encoding) {
        let reason = "the style has no form for it";
        lowering.diagnostics.push(catalogue::normalise::not_shown(&shown.origin, "this example", reason));
        return None;
    }
    Some(shown.value)
}

/// How a parameter with `content` is written: JSON as such, and of other types a scalar as it is. Of what else there is
/// the caller gives the text, as of a body, whatever the schema says of the values in it.
fn content(
    lowering: &mut Lowering<'_>,
    given: &resolve::Parameter,
    schema: Option<SchemaId>,
    media_type: &str,
) -> (Option<SchemaId>, Encoding) {
    if is_json(media_type) {
        return (schema, Encoding { style: Style::Json, explode: false, allow_reserved: false });
    }
    // What the location has without a style: a scalar is written the same in both.
    let encoding = match location(given.location) {
        Location::Path | Location::Header => Encoding { style: Style::Simple, explode: false, allow_reserved: false },
        Location::Query | Location::Cookie => Encoding { style: Style::Form, explode: true, allow_reserved: false },
    };
    if schema.is_none_or(|id| is_scalar(lowering.document, id)) {
        return (schema, encoding);
    }
    let reason = "values are written as JSON; the caller gives the parameter as text";
    lowering.diagnostics.push(catalogue::lower::degraded(&given.origin, media_type, reason));
    (None, encoding)
}

/// Whether the values of a schema are scalars, of which the text is the same in any style.
pub(super) fn is_scalar(document: &Document, id: SchemaId) -> bool {
    matches!(unions::shape_test(document, id), Test::Text | Test::Integer | Test::Number | Test::Boolean)
}

/// Whether the default of a parameter only shows where a value is to stand: `{{id}}`, `<your id>`, or its own name in
/// braces.
fn is_placeholder(default: &Value, name: &str) -> bool {
    let text = default.as_str().unwrap_or_default();
    let within = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let is_words = |inner: &str| {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
        inner.chars().filter(|c| c.is_alphabetic()).count() > 1 && inner.chars().all(is_part)
    };
    within("{{", "}}").or_else(|| within("<", ">")).is_some_and(is_words)
        || within("{", "}").is_some_and(|inner| inner.eq_ignore_ascii_case(name))
}

/// Whether any text is a value of a type, the empty one too.
fn is_text(lowering: &Lowering<'_>, ty: &Type) -> bool {
    match ty {
        Type::Declared(id) => matches!(lowering.types[*id].shape, Shape::StringEnum(_)),
        ty => matches!(ty, Type::Text | Type::TextOrInteger | Type::TextOrNumber | Type::Json),
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

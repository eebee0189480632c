//! How the value of a parameter is written.

use super::super::Kind::{self, *};
use super::super::finding::Values;
use super::media::without_charset;
use super::parameters::schema;
use super::types::is_scalar;
use super::view::{Shape, View};
use super::{Comparison, Sides};
use crate::resolve::{Kind as Type, Parameter, ParameterValue, Style};

/// A difference in how a value is written: what changes, its kind, and what it was and is.
type Written = (&'static str, Kind, Values);

/// How the value of a parameter is written otherwise.
pub(super) fn written(comparison: &Comparison<'_>, base: &Parameter, head: &Parameter) -> Vec<Written> {
    match (&base.value, &head.value) {
        (
            ParameterValue::Styled { style: was, explode: did, allow_reserved: allowed, .. },
            ParameterValue::Styled { style: is, explode: does, allow_reserved: allows, .. },
        ) => {
            let parts = Parts::of(comparison, base, head);
            let text = |style, explode| Some(format!("{style}, explode {explode}"));
            let is_styled = parts.are_styled_otherwise(*was, *is) || did != does && parts.can_explode(*is);
            let style = is_styled.then(|| ("style", ParamStyleChanged, (text(was, did), text(is, does))));
            // Texts alone have characters that are reserved.
            let is_reserved = allowed != allows && parts != Parts::Digits;
            let reserved = is_reserved.then_some(("allowReserved", ParamAllowReserved, (None, None)));
            style.into_iter().chain(reserved).collect()
        }
        (ParameterValue::Styled { .. }, ParameterValue::Content { media_type, .. })
        | (ParameterValue::Content { media_type, .. }, ParameterValue::Styled { .. })
            if is_as_text(Parts::of(comparison, base, head), media_type) =>
        {
            Vec::new()
        }
        (ParameterValue::Styled { .. }, ParameterValue::Content { media_type, .. }) => {
            vec![("content", ParamSchemaToContent, (None, Some(media_type.clone())))]
        }
        (ParameterValue::Content { media_type, .. }, ParameterValue::Styled { .. }) => {
            vec![("content", ParamContentToSchema, (Some(media_type.clone()), None))]
        }
        (ParameterValue::Content { media_type: was, .. }, ParameterValue::Content { media_type: is, .. }) => {
            let is_other = without_charset(was) != without_charset(is);
            let values = (Some(was.clone()), Some(is.clone()));
            is_other.then_some(("content", ParamStyleChanged, values)).into_iter().collect()
        }
    }
}

/// Whether a style is one of those for lists in a query, which differ in what stands between the elements.
pub(super) fn is_of_lists(style: Style) -> bool {
    matches!(style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited)
}

/// What a value consists of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    Digits,
    One,
    Elements,
    Members,
}

impl Parts {
    fn of(comparison: &Comparison<'_>, base: &Parameter, head: &Parameter) -> Self {
        let Sides { base: one, head: other } = comparison.documents;
        let shape = |document, parameter| schema(parameter).map(|id| View::new(document, &[id]).shape);
        let shapes = [shape(one, base), shape(other, head)];
        let is = |of: fn(Type) -> bool| shapes.iter().any(|shape| matches!(shape, Some(Shape::Of(kind)) if of(*kind)));
        if shapes.iter().all(|shape| matches!(shape, Some(Shape::Of(kind)) if is_of_digits(*kind))) {
            Self::Digits
        } else if is(is_scalar) {
            Self::One
        } else if is(|kind| kind == Type::Array) {
            Self::Elements
        } else {
            Self::Members
        }
    }

    /// Whether a value is written in another way in another style: one value is the same in those for lists.
    fn are_styled_otherwise(self, was: Style, is: Style) -> bool {
        let is_one = matches!(self, Self::Digits | Self::One);
        was != is && !(is_one && is_of_lists(was) && is_of_lists(is))
    }

    /// Whether a value is written in another way where it is exploded (OpenAPI, "Style Examples").
    fn can_explode(self, style: Style) -> bool {
        match self {
            Self::Digits | Self::One => false,
            Self::Elements => !matches!(style, Style::Simple | Style::DeepObject),
            Self::Members => style != Style::DeepObject,
        }
    }
}

/// Whether values are written in digits and letters alone.
fn is_of_digits(kind: Type) -> bool {
    matches!(kind, Type::Integer | Type::Boolean)
}

/// Whether a document of such values is the text that stands for them without one.
fn is_as_text(parts: Parts, media_type: &str) -> bool {
    match without_charset(media_type).as_str() {
        "text/plain" => matches!(parts, Parts::Digits | Parts::One),
        "application/json" => parts == Parts::Digits,
        _ => false,
    }
}

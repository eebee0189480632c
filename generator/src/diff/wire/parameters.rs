//! The parameters of an operation.

use super::super::Kind::{self, *};
use super::super::finding::{Draft, Values};
use super::view::{View, fingerprint};
use super::{Comparison, Pair, Position, Role, Sides, schemas};
use crate::resolve::{Operation, Parameter, ParameterLocation, ParameterValue, SchemaId};

/// Compares the parameters of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let matched = Matched::of(comparison, base, head);
    for &(one, other) in &matched.both {
        same(comparison, operation, one, other);
    }
    for parameter in matched.gone {
        let kind = if parameter.required { ParamRemovedRequired } else { ParamRemovedOptional };
        comparison.say_of(operation, Draft::new(kind, ("parameter", said(parameter)), Some(&parameter.origin), None));
    }
    for parameter in matched.new {
        let has_default = schema(parameter)
            .is_some_and(|id| View::new(comparison.documents.head, &[id]).any(|schema| schema.default.is_some()));
        let kind = match (parameter.required, parameter.location) {
            (false, _) => ParamAddedOptional,
            (true, _) if has_default => ParamAddedRequiredDefault,
            (true, ParameterLocation::Header) => ParamAddedRequiredHeader,
            (true, _) => ParamAddedRequired,
        };
        comparison.say_of(operation, Draft::new(kind, ("parameter", said(parameter)), None, Some(&parameter.origin)));
    }
    let is_reordered = !matched.places.is_sorted();
    if is_reordered {
        let subject = ("order", format!("the list of parameters of {}", super::operations::said(head)));
        comparison.say_of(operation, Draft::new(ParamReordered, subject, Some(&base.origin), Some(&head.origin)));
    }
}

/// The parameters by whether both sides have them.
struct Matched<'d> {
    both: Vec<(&'d Parameter, &'d Parameter)>,
    gone: Vec<&'d Parameter>,
    new: Vec<&'d Parameter>,
    /// Where those of the base that are not in the path stand in the head.
    places: Vec<usize>,
}

impl<'d> Matched<'d> {
    /// Those in the path go by their place in it, others by location and name; then one that was moved by its name, and
    /// one that was renamed by its schema.
    fn of(comparison: &Comparison<'_>, base: &'d Operation, head: &'d Operation) -> Self {
        let in_path = |operation: &'d Operation| {
            operation.parameters.iter().filter(|parameter| parameter.location == ParameterLocation::Path)
        };
        let mut both: Vec<(&Parameter, &Parameter)> = Vec::new();
        if in_path(base).count() == in_path(head).count() {
            both.extend(in_path(base).zip(in_path(head)));
        }
        let is_taken = |both: &[(&Parameter, &Parameter)], parameter: &Parameter| {
            both.iter().any(|(one, other)| std::ptr::eq(*one, parameter) || std::ptr::eq(*other, parameter))
        };
        let alike: [&dyn Fn(&Parameter, &Parameter) -> bool; 3] = [
            &|one, other| one.location == other.location && one.name == other.name,
            &|one, other| one.name == other.name,
            &|one, other| is_renamed(comparison, one, other),
        ];
        for is_alike in alike {
            for one in &base.parameters {
                let mut others = head.parameters.iter().filter(|other| !is_taken(&both, other));
                if !is_taken(&both, one)
                    && let Some(other) = others.find(|other| is_alike(one, other))
                {
                    both.push((one, other));
                }
            }
        }
        let left = |operation: &'d Operation| -> Vec<&'d Parameter> {
            operation.parameters.iter().filter(|parameter| !is_taken(&both, parameter)).collect()
        };
        let (gone, new) = (left(base), left(head));
        let place = |parameter: &Parameter| {
            let kept = |(one, other): &&(&Parameter, &Parameter)| {
                std::ptr::eq(*one, parameter)
                    && parameter.location != ParameterLocation::Path
                    && one.location == other.location
            };
            let (_, other) = both.iter().find(kept)?;
            head.parameters.iter().position(|it| std::ptr::eq(it, *other))
        };
        let places = base.parameters.iter().filter_map(place).collect();
        Self { both, gone, new, places }
    }
}

/// Whether a parameter is another under a new name: all else is alike, down to the description.
fn is_renamed(comparison: &Comparison<'_>, one: &Parameter, other: &Parameter) -> bool {
    let Sides { base, head } = comparison.documents;
    let said = |parameter: &Parameter| (parameter.location, parameter.required, parameter.description.clone());
    let means =
        |document, parameter: &Parameter| schema(parameter).map(|id| fingerprint(document, &[id], schemas::DEPTH));
    said(one) == said(other) && means(base, one) == means(head, other)
}

/// A parameter as people speak of it.
fn said(parameter: &Parameter) -> String {
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{location} parameter `{}`", parameter.name)
}

fn schema(parameter: &Parameter) -> Option<SchemaId> {
    match parameter.value {
        ParameterValue::Styled { schema, .. } => Some(schema),
        ParameterValue::Content { schema, .. } => schema,
    }
}

fn same(comparison: &mut Comparison<'_>, operation: usize, base: &Parameter, head: &Parameter) {
    let mut say = |topic, kind, values: Values| {
        let draft = Draft::new(kind, (topic, said(head)), Some(&base.origin), Some(&head.origin));
        comparison.say_of(operation, draft.values(values));
    };
    let names = || (Some(base.name.clone()), Some(head.name.clone()));
    if base.location != head.location {
        say("location", ParamMovedIn, (Some(said(base)), Some(said(head))));
    } else if base.name != head.name {
        let kind = if base.location == ParameterLocation::Path { PathParamRenamed } else { ParamRenamed };
        say("name", kind, names());
    }
    match (base.required, head.required) {
        (false, true) => say("required", ParamBecameRequired, (None, None)),
        (true, false) => say("required", ParamBecameOptional, (None, None)),
        _ => {}
    }
    if base.deprecated != head.deprecated {
        say("deprecated", if head.deprecated { ParamDeprecated } else { ParamUndeprecated }, (None, None));
    }
    if base.description != head.description || base.example != head.example {
        say("docs", ParamDocChanged, (None, None));
    }
    match (is_of_path(base), is_of_path(head)) {
        (false, true) => say("level", ParamToPathLevel, (None, None)),
        (true, false) => say("level", ParamToOperationLevel, (None, None)),
        _ => {}
    }
    written(&base.value, &head.value, &mut say);
    let (one, other) = (schema(base), schema(head));
    let pair = Pair {
        base: one.into_iter().collect(),
        head: other.into_iter().collect(),
        position: Position::Parameter,
        role: Role::Whole,
    };
    comparison.pair(operation, pair);
}

/// Whether it is declared for all operations of its path.
fn is_of_path(parameter: &Parameter) -> bool {
    let tokens: Vec<_> = parameter.origin.pointer.tokens().collect();
    matches!(&tokens[..], [paths, _, parameters, _] if paths == "paths" && parameters == "parameters")
}

/// How the value is written.
fn written(base: &ParameterValue, head: &ParameterValue, say: &mut impl FnMut(&'static str, Kind, Values)) {
    match (base, head) {
        (
            ParameterValue::Styled { style: was, explode: did, allow_reserved: allowed, .. },
            ParameterValue::Styled { style: is, explode: does, allow_reserved: allows, .. },
        ) => {
            if (was, did) != (is, does) {
                let text = |style, explode| Some(format!("{style:?}, explode {explode}").to_lowercase());
                say("style", ParamStyleChanged, (text(was, did), text(is, does)));
            }
            if allowed != allows {
                say("allowReserved", ParamAllowReserved, (None, None));
            }
        }
        (ParameterValue::Styled { .. }, ParameterValue::Content { media_type, .. }) => {
            say("content", ParamSchemaToContent, (None, Some(media_type.clone())));
        }
        (ParameterValue::Content { media_type, .. }, ParameterValue::Styled { .. }) => {
            say("content", ParamContentToSchema, (Some(media_type.clone()), None));
        }
        (ParameterValue::Content { media_type: was, .. }, ParameterValue::Content { media_type: is, .. }) => {
            if was != is {
                say("content", ParamStyleChanged, (Some(was.clone()), Some(is.clone())));
            }
        }
    }
}

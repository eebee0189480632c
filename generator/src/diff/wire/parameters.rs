//! The parameters of an operation.

use serde_json::Value as Json;

use super::super::Kind::{self, *};
use super::super::Wire;
use super::super::finding::{Draft, Values, Weight};
use super::super::hints::is_in;
use super::super::kind::Effect;
use super::super::trees::Trees;
use super::members::letters;
use super::operations::{path_item, template};
use super::partners::{self, Candidate};
use super::view::{Shape, View};
use super::{Comparison, Pair, Position, Role, Sides, component, exploded, styles, subjects};
use crate::resolve::{
    Document, Kind as Type, Operation, Parameter, ParameterLocation, ParameterValue, SchemaId, Style,
};
use crate::source::Origin;

/// Compares the parameters of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let mut matched = Matched::of(comparison, base, head);
    exploded::compare(comparison, operation, &mut matched.gone, &mut matched.new);
    for &(one, other) in &matched.both {
        comparison.same.push(Sides { base: one.origin.clone(), head: other.origin.clone() });
        let subject = comparison.subjects.head.said(&other.origin);
        comparison.written(operation, subject, Sides { base: &one.origin, head: &other.origin });
        same(comparison, operation, one, other);
        names(comparison, operation, (one, other), (base, head));
        level(comparison, operation, (one, other), (base, head));
    }
    for parameter in matched.gone {
        let kind = if parameter.required { ParamRemovedRequired } else { ParamRemovedOptional };
        let subject = ("parameter", comparison.subjects.base.said(&parameter.origin));
        comparison.say_of(operation, Draft::new(kind, subject, Some(&parameter.origin), None));
    }
    for parameter in matched.new {
        let subject = ("parameter", comparison.subjects.head.said(&parameter.origin));
        let kind = added(comparison, parameter);
        comparison.say_of(operation, Draft::new(kind, subject, None, Some(&parameter.origin)));
    }
    order(comparison, operation, matched.both, (base, head));
}

/// Compares the order of what both have; that of those which the path lists is one for all of its operations.
fn order(comparison: &mut Comparison<'_>, number: usize, both: Vec<Both<'_>>, (base, head): (&Operation, &Operation)) {
    let (of_path, own): (Vec<_>, Vec<_>) =
        both.into_iter().partition(|(one, other)| is_of_path(one, base) && is_of_path(other, head));
    let path = (head.path.clone(), (path_item(base), path_item(head)));
    let operation = (subjects::operation(head), (base.origin.clone(), head.origin.clone()));
    for (both, (subject, (from, to))) in [(of_path, path), (own, operation)] {
        if !places(&both, base, head).is_sorted() || !are_declared_alike(&both) {
            let subject = ("order", format!("the parameters of {subject}"));
            comparison.say_of(number, Draft::new(ParamReordered, subject, Some(&from), Some(&to)));
        }
    }
}

fn added(comparison: &Comparison<'_>, parameter: &Parameter) -> Kind {
    match (parameter.required, parameter.location) {
        (false, _) => ParamAddedOptional,
        (true, _) if has_default(comparison, parameter) => ParamAddedRequiredDefault,
        (true, ParameterLocation::Header) => ParamAddedRequiredHeader,
        (true, _) => ParamAddedRequired,
    }
}

/// Whether something stands for a parameter of the head that is not given.
fn has_default(comparison: &Comparison<'_>, parameter: &Parameter) -> bool {
    let view = schema(parameter).map(|id| View::new(comparison.documents.head, &[id]));
    view.is_some_and(|view| view.any(|schema| schema.default.is_some()))
}

/// A parameter of the base, and the one of the head that it is.
type Both<'d> = (&'d Parameter, &'d Parameter);

/// The parameters by whether both sides have them.
struct Matched<'d> {
    both: Vec<Both<'d>>,
    gone: Vec<&'d Parameter>,
    new: Vec<&'d Parameter>,
}

impl<'d> Matched<'d> {
    /// Those in the path go by their place in it, at another path first by their names, others by location and name;
    /// then one that was moved by its name, one whose name is the same words in another spelling, and those that were
    /// renamed by what else they say, where nothing else is left that they could be.
    fn of(comparison: &Comparison<'_>, base: &'d Operation, head: &'d Operation) -> Self {
        let (gone, new) = (base.parameters.iter().collect(), head.parameters.iter().collect());
        let mut matched = Self { both: Vec::new(), gone, new };
        let is_in_path = |it: &&Parameter| it.location == ParameterLocation::Path;
        let in_path = |all: &[&Parameter]| all.iter().copied().filter(is_in_path).count();
        if in_path(&matched.gone) == in_path(&matched.new) {
            if template(&base.path) != template(&head.path) {
                matched.pair(|one, other| is_in_path(&one) && is_in_path(&other) && one.name == other.name);
            }
            matched.pair(|one, other| is_in_path(&one) && is_in_path(&other));
        }
        matched.pair(|one, other| one.location == other.location && is_same_name(one, other));
        matched.pair(|one, other| one.name == other.name);
        matched.pair(|one, other| one.location == other.location && letters(&one.name) == letters(&other.name));
        let Sides { base: document, head: other } = comparison.documents;
        let renamed = partners::pair(
            &candidates(document, &matched.gone, &base.parameters),
            &candidates(other, &matched.new, &head.parameters),
        );
        matched.pair(|one, other| renamed.iter().any(|(was, is)| std::ptr::eq(*was, one) && std::ptr::eq(*is, other)));
        matched
    }

    /// Takes for the same what is left on both sides and alike.
    fn pair(&mut self, is_alike: impl Fn(&Parameter, &Parameter) -> bool) {
        for one in std::mem::take(&mut self.gone) {
            match self.new.iter().position(|other| is_alike(one, other)) {
                Some(at) => self.both.push((one, self.new.remove(at))),
                None => self.gone.push(one),
            }
        }
    }
}

/// Whether those in the path are declared in the same order, which is not that of the call.
fn are_declared_alike(both: &[Both<'_>]) -> bool {
    let list = |parameter: &Parameter| parameter.origin.pointer.parent();
    let index = |parameter: &Parameter| parameter.origin.pointer.last()?.parse::<usize>().ok();
    let in_path = both.iter().filter(|(one, _)| one.location == ParameterLocation::Path);
    let mut places: Vec<_> =
        in_path.filter_map(|(one, other)| Some((list(one), list(other), index(one)?, index(other)?))).collect();
    places.sort();
    places.windows(2).all(|pair| (&pair[0].0, &pair[0].1) != (&pair[1].0, &pair[1].1) || pair[0].3 < pair[1].3)
}

/// Where the parameters of the base stand in the head. Those in the path stand as it says, and those that are declared
/// elsewhere now have moved for another reason.
fn places(both: &[Both<'_>], base: &Operation, head: &Operation) -> Vec<usize> {
    let stays = |one: &Parameter, other: &Parameter| {
        one.location != ParameterLocation::Path
            && one.location == other.location
            && is_of_path(one, base) == is_of_path(other, head)
    };
    let place = |parameter: &Parameter| {
        let (_, other) = both.iter().find(|(one, other)| std::ptr::eq(*one, parameter) && stays(one, other))?;
        head.parameters.iter().position(|it| std::ptr::eq(it, *other))
    };
    base.parameters.iter().filter_map(place).collect()
}

/// Where a parameter stands, whether it is required, and what people read.
type Said<'d> = (ParameterLocation, bool, Option<&'d String>);

/// What tells parameters from others but the name, down to the description.
fn candidates<'d>(
    document: &Document,
    parameters: &[&'d Parameter],
    all: &[Parameter],
) -> Vec<Candidate<&'d Parameter, Said<'d>>> {
    let candidate = |&parameter: &&'d Parameter| {
        let said = (parameter.location, parameter.required, parameter.description.as_ref());
        let schemas: Vec<SchemaId> = schema(parameter).into_iter().collect();
        let at = all.iter().position(|it| std::ptr::eq(it, parameter));
        Candidate::new(parameter, &parameter.name, said, document, &schemas).at(at)
    };
    parameters.iter().map(candidate).collect()
}

/// Names of headers do not differ in case alone (RFC 9110, section 5.1).
pub(super) fn is_same_name(one: &Parameter, other: &Parameter) -> bool {
    let is_header = one.location == ParameterLocation::Header && other.location == ParameterLocation::Header;
    one.name == other.name || is_header && one.name.eq_ignore_ascii_case(&other.name)
}

/// What it says of the value.
pub(super) fn schema(parameter: &Parameter) -> Option<SchemaId> {
    match parameter.value {
        ParameterValue::Styled { schema, .. } => Some(schema),
        ParameterValue::Content { schema, .. } => schema,
    }
}

/// A name or a location that is another. A placeholder belongs to the path, whichever operations declare it.
fn names(
    comparison: &mut Comparison<'_>,
    number: usize,
    (base, head): (&Parameter, &Parameter),
    operations: (&Operation, &Operation),
) {
    let named = (Some(base.name.clone()), Some(head.name.clone()));
    let (change, values, places) = if base.location != head.location {
        let said = (Some(subjects::parameter(base)), Some(subjects::parameter(head)));
        (("location", ParamMovedIn), said, (base.origin.clone(), head.origin.clone()))
    } else if is_same_name(base, head) {
        return;
    } else if base.location == ParameterLocation::Path {
        let place = |parameter: &Parameter, operation: &Operation| {
            if parameter.component.is_some() { parameter.origin.clone() } else { path_item(operation) }
        };
        (("name", PathParamRenamed), named, (place(base, operations.0), place(head, operations.1)))
    } else {
        (("name", ParamRenamed), named, (base.origin.clone(), head.origin.clone()))
    };
    let subject = (change.0, comparison.subjects.head.said(&head.origin));
    comparison.say_of(
        number,
        Draft::new(change.1, subject, Some(&places.0), Some(&places.1)).values(values).one_of_several(),
    );
}

/// Whether it was declared for all operations of its path, and is: one move, however many operations there are.
fn level(
    comparison: &mut Comparison<'_>,
    number: usize,
    (base, head): (&Parameter, &Parameter),
    operations: (&Operation, &Operation),
) {
    let subject = comparison.subjects.head.said(&head.origin);
    let say = |kind, from, to| Draft::new(kind, ("level", subject), Some(from), Some(to));
    let Sides { base: tree, head: other } = comparison.trees;
    let is_listed = is_listed(tree, base, operations.0) && is_listed(other, head, operations.1);
    let draft = match (is_of_path(base, operations.0), is_of_path(head, operations.1)) {
        (false, false) | (true, true) => return,
        // That it is a component, or none, is told already.
        _ if is_listed && component(&base.origin) != component(&head.origin) => return,
        // Types are called after where it is declared, wherever it is listed.
        _ if is_listed => say(NameChanged, &base.origin, &head.origin).effect(Effect::Name).counts(Weight::OfItems),
        (false, true) => say(ParamToPathLevel, &path_item(operations.0), &head.origin),
        (true, false) => say(ParamToOperationLevel, &base.origin, &path_item(operations.1)).about(&head.name),
    };
    comparison.say_of(number, draft);
}

fn same(comparison: &mut Comparison<'_>, operation: usize, base: &Parameter, head: &Parameter) {
    let written = if base.location == head.location { styles::written(comparison, base, head) } else { Vec::new() };
    // Where it is not given, its default stands for it.
    let wire = if has_default(comparison, head) { Wire::Risky } else { Wire::Breaking };
    let is_in_query = [base, head].iter().all(|parameter| parameter.location == ParameterLocation::Query);
    let may_be_empty = [may_be_empty(comparison.trees.base, base), may_be_empty(comparison.trees.head, head)];
    let subject = comparison.subjects.head.said(&head.origin);
    let mut say = |topic, kind: Kind, values: Values| {
        let draft = Draft::new(kind, (topic, subject.clone()), Some(&base.origin), Some(&head.origin)).values(values);
        comparison.say_of(operation, if kind == ParamBecameRequired { draft.wire(wire) } else { draft });
    };
    match (base.required, head.required) {
        (false, true) => say("required", ParamBecameRequired, (None, None)),
        (true, false) => say("required", ParamBecameOptional, (None, None)),
        _ => {}
    }
    if base.deprecated != head.deprecated {
        say("deprecated", if head.deprecated { ParamDeprecated } else { ParamUndeprecated }, (None, None));
    }
    match may_be_empty {
        _ if !is_in_query => {}
        [true, false] => say("allowEmptyValue", ParamBoundTightened, (None, None)),
        [false, true] => say("allowEmptyValue", ParamBoundLoosened, (None, None)),
        _ => {}
    }
    if base.description != head.description {
        say("docs", ParamDocChanged, (None, None));
    }
    if base.example.as_ref().map(|it| &it.value) != head.example.as_ref().map(|it| &it.value) {
        say("example", ParamDocChanged, (None, None));
    }
    for (topic, kind, values) in written {
        say(topic, kind, values);
    }
    value(comparison, operation, base, head);
}

/// Whether a parameter of the query can be sent with its name alone.
fn may_be_empty(trees: &Trees<'_>, parameter: &Parameter) -> bool {
    let said = trees.get(&parameter.origin).and_then(|written| written.get("allowEmptyValue"));
    said.and_then(Json::as_bool) == Some(true)
}

/// Has the values compared; where they become documents of another type, that is said already.
fn value(comparison: &mut Comparison<'_>, operation: usize, base: &Parameter, head: &Parameter) {
    let is_document = |parameter: &Parameter| matches!(parameter.value, ParameterValue::Content { .. });
    let schemas = (schema(base).into_iter().collect(), schema(head).into_iter().collect());
    let places = Sides { base: place(base), head: place(head) };
    let role = match (is_document(base), is_document(head)) {
        (true, true) => Role::Document,
        (false, false) if is_joined(comparison.documents.base, base) => Role::Joined,
        _ => Role::Whole,
    };
    let pair = Pair { role, ..Pair::of(schemas, Position::Parameter, places) };
    if is_document(base) == is_document(head) || comparison.are_alike(&pair) {
        comparison.pair(operation, pair);
    }
}

/// Whether it is a list that is written as one text (OpenAPI, "Style Examples").
fn is_joined(document: &Document, parameter: &Parameter) -> bool {
    let ParameterValue::Styled { schema, style, explode, .. } = parameter.value else { return false };
    let is_one_text = style == Style::Simple || styles::is_of_lists(style) && !explode;
    is_one_text && View::new(document, &[schema]).shape == Shape::Of(Type::Array)
}

/// Where the schema is.
pub(super) fn place(parameter: &Parameter) -> Origin {
    match &parameter.value {
        ParameterValue::Styled { .. } => parameter.origin.child("schema"),
        ParameterValue::Content { media_type, .. } => {
            parameter.origin.child("content").child(media_type).child("schema")
        }
    }
}

/// Whether the path lists it, be it by a reference to where it is declared.
fn is_listed(trees: &Trees<'_>, parameter: &Parameter, operation: &Operation) -> bool {
    let list = path_item(operation).child("parameters");
    let listed = trees.get(&list).and_then(Json::as_array).map_or(0, Vec::len);
    is_of_path(parameter, operation) || (0..listed).any(|index| trees.end(&list.index(index)) == parameter.origin)
}

/// Whether it is declared for all operations of its path.
fn is_of_path(parameter: &Parameter, operation: &Operation) -> bool {
    is_in(&parameter.origin, &path_item(operation).child("parameters"))
}

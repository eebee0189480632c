//! What the documentation says of an operation, its parameters and its body.

use serde_json::Value;

use super::super::docs::{self, first_sentence, paragraphs, safe, safe_below, safe_line};
use super::super::{Context, example};
use crate::ir::{Body, BodyKind, Operation, OperationId, Pages, PagesBy, Parameter};
use crate::name::OperationNames;

/// The documentation of the client's method.
pub(super) fn method_docs(ctx: &Context<'_>, id: OperationId) -> String {
    let operation = &ctx.api.operations[id];
    let names = ctx.names.operation(id);
    let builder = names.builder.as_str();
    let head = head(operation, 0);
    let optional = if has_setters(operation) {
        format!(" What is optional is set on [`{builder}`](super::{builder}).")
    } else {
        String::new()
    };
    let wire = wire_line(operation) + &optional;
    let pages = more_than_one(operation).join(" ");
    let example = format!("```no_run\n{}\n```", example::doctest(ctx, id));
    // The arguments do not follow the description: a list at its end would be one with theirs.
    paragraphs([&head, &wire, &arguments(operation, names), &pages, &example])
}

/// What the arguments mean, as a list.
fn arguments(operation: &Operation, names: &OperationNames) -> String {
    let arguments = operation.parameters.iter().zip(&names.parameters).filter(|(given, _)| given.is_argument());
    let arguments = arguments.map(|(given, name)| format!("- `{}`: {}", name.as_str(), parameter_line(given)));
    let body = operation.body.iter().filter(|body| body.required).map(|body| format!("- `body`: {}", body_line(body)));
    arguments.chain(body).collect::<Vec<_>>().join("\n")
}

fn has_setters(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| !parameter.is_argument())
        || operation.body.as_ref().is_some_and(|body| !body.required)
}

/// The documentation of the type of the call.
pub(super) fn call_docs(ctx: &Context<'_>, operation: &Operation, names: &OperationNames) -> String {
    let method = names.method.as_str();
    // What follows a `#` would be a place on a page.
    let path = format!("{}::Client::{}", ctx.home.inside(), names.method.plain());
    let wire = format!("{} See [`Client::{method}`]({path}) for an example.", wire_line(operation));
    paragraphs([&summary(operation), &wire])
}

/// The summary and the description, below a heading of this level; a description alone begins with what sums it up.
pub(in crate::emit) fn head(operation: &Operation, level: usize) -> String {
    let described = operation.description.as_deref().map(|text| safe_below(text, level)).unwrap_or_default();
    match given_summary(operation) {
        None if !described.trim().is_empty() => described,
        _ => paragraphs([&summary(operation), &described]),
    }
}

/// The summary as a sentence; where there is none, the first one of the description, else method and path.
pub(in crate::emit) fn summary(operation: &Operation) -> String {
    let said = given_summary(operation).map(safe_line).or_else(|| first_sentence(operation.description.as_deref()?));
    said.unwrap_or_else(|| format!("Calls {}.", method_and_path(operation)))
}

fn given_summary(operation: &Operation) -> Option<&str> {
    operation.summary.as_deref().map(str::trim).filter(|summary| !summary.is_empty())
}

fn method_and_path(operation: &Operation) -> String {
    docs::code(&format!("{} {}", operation.method, operation.path))
}

/// What the operation is on the wire, in a line, but for what the summary says.
fn wire_line(operation: &Operation) -> String {
    let is_said =
        given_summary(operation).or(operation.description.as_deref()).is_none_or(|said| said.trim().is_empty());
    let place = (!is_said).then(|| method_and_path(operation));
    let group = operation.rate_limit.as_ref().map(|group| format!("rate limit {}", docs::code(group)));
    let scopes: Vec<String> = scopes(operation).iter().map(|scopes| docs::code(scopes)).collect();
    let scopes = (!scopes.is_empty()).then(|| format!("scope {}", scopes.join(" or ")));
    let facts: Vec<String> = [place, group, scopes].into_iter().flatten().collect();
    docs::sentence(&facts.join(", "))
}

/// How a list is read, and what takes several values at once.
pub(in crate::emit) fn more_than_one(operation: &Operation) -> Vec<String> {
    let batch = operation.batch.as_ref().map(|batch| {
        let parameter = docs::code(&batch.parameter);
        format!("Batch: `batch([…])` makes the call for up to {} values of {parameter} at once.", batch.max)
    });
    operation.pages.as_ref().map(pages).into_iter().chain(batch).collect()
}

/// What reads the whole list, and what that goes by.
fn pages(pages: &Pages) -> String {
    let parameter = docs::code(&pages.page_parameter);
    let mut facts = match &pages.by {
        PagesBy::Token { next, lifetime } => {
            let token = format!("{parameter} takes the token {} of the page before", at(&next.pointer));
            vec![match lifetime {
                Some(seconds) => format!("{token}, which is good for {seconds} seconds"),
                None => token,
            }]
        }
        PagesBy::Number { page, total, more } => {
            let number = format!("{parameter} takes the number of a page, which the answer has {}", at(&page.pointer));
            let total = total.as_ref().map(|total| format!("the number of pages is {}", at(&total.pointer)));
            let more = more.as_ref().map(|more| format!("what is {} tells that there are more", at(&more.pointer)));
            [Some(number), total, more].into_iter().flatten().collect()
        }
    };
    facts.extend(pages.size_parameter.as_ref().map(|size| format!("{} is the size of a page", docs::code(size))));
    facts.push(format!("the items are {}", at(&pages.items.pointer)));
    format!("Paged: `items()` and `pages()` read the whole list. {}.", facts.join("; "))
}

/// A place in the answer.
fn at(pointer: &str) -> String {
    if pointer.is_empty() { "the answer itself".to_owned() } else { format!("at {}", docs::code(pointer)) }
}

/// The scopes that each way of authorization needs.
pub(in crate::emit) fn scopes(operation: &Operation) -> Vec<String> {
    operation
        .security
        .iter()
        .map(|schemes| schemes.iter().flat_map(|(_, scopes)| scopes.clone()).collect::<Vec<_>>().join(" "))
        .filter(|scopes| !scopes.is_empty())
        .collect()
}

/// What a parameter means, what bounds it, and what stands when it is not given.
pub(super) fn parameter_docs(parameter: &Parameter) -> String {
    paragraphs([parameter_meaning(parameter, safe).as_str(), &parameter_facts(parameter)])
}

/// The same in a line.
pub(in crate::emit) fn parameter_line(parameter: &Parameter) -> String {
    docs::sentences([parameter_meaning(parameter, safe_line).as_str(), &parameter_facts(parameter)])
}

/// The description, `printed`.
fn parameter_meaning(parameter: &Parameter, printed: fn(&str) -> String) -> String {
    let described = parameter.description.as_deref().map(printed).unwrap_or_default();
    if described.is_empty() { format!("{} on the wire.", docs::code(&parameter.wire)) } else { described }
}

fn parameter_facts(parameter: &Parameter) -> String {
    let element = docs::element(parameter.element.as_deref()).unwrap_or_default();
    let rules = docs::rules(&parameter.rules);
    let default = docs::default(parameter.default.as_ref()).unwrap_or_default();
    let is_telling = |value: &&Value| !parameter.is_argument() && !value.is_boolean() && !value.is_number();
    let example = parameter.example.as_ref().filter(is_telling);
    let example = example.map(|value| format!("Example: {}.", docs::value(value))).unwrap_or_default();
    [element, rules, default, example].into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a body is.
pub(super) fn body_docs(body: &Body) -> String {
    body_meaning(body, safe)
}

/// The same in a line.
pub(in crate::emit) fn body_line(body: &Body) -> String {
    body_meaning(body, safe_line)
}

/// The description, `printed`.
fn body_meaning(body: &Body, printed: fn(&str) -> String) -> String {
    let described = body.description.as_deref().map(printed).unwrap_or_default();
    let meaning = if described.is_empty() { "The body of the request." } else { &described };
    let facts = docs::sentences([docs::said(&body.said).as_str(), sent_as(body)]);
    // Behind a list or code, they would be a part of it.
    if meaning.contains('\n') { paragraphs([meaning, &facts]) } else { docs::sentences([meaning, &facts]) }
}

/// How the media type is chosen, where there are several for what is given, or only a range.
fn sent_as(body: &Body) -> &'static str {
    match (&body.kind, &body.media_types[..]) {
        (BodyKind::Several(choices), _) if choices.iter().any(|choice| choice.media_types.len() > 1) => {
            "One of several media types is sent as the first of them; `with_content_type` chooses another."
        }
        (BodyKind::Several(_), _) => "",
        (_, [only]) if only.contains('*') && !only.starts_with("*/") => "`with_content_type` says of which media type.",
        (_, [_, _, ..]) => "Sent as the first media type that fits it; `with_content_type` chooses another.",
        _ => "",
    }
}

//! What the documentation says of an operation, its parameters and its body.

use super::super::docs::{self, paragraphs, safe, safe_line};
use super::super::{Context, example};
use crate::ir::{Body, Operation, OperationId, PagesBy, Parameter};
use crate::name::OperationNames;

/// The documentation of the client's method.
pub(super) fn method_docs(ctx: &Context<'_>, id: OperationId) -> String {
    let operation = &ctx.api.operations[id];
    let builder = ctx.names.operation(id).builder.as_str().into_owned();
    let head = paragraphs([&summary(operation), &operation.description.as_deref().map(safe).unwrap_or_default()]);
    let arguments = example::arguments(ctx, id);
    let arguments: Vec<String> = arguments
        .iter()
        .filter(|argument| !argument.docs.is_empty())
        .map(|argument| format!("- `{}`: {}", argument.name, argument.docs))
        .collect();
    let optional = if has_setters(operation) {
        format!(" What is optional is set on [`{builder}`](super::{builder}).")
    } else {
        String::new()
    };
    let wire = wire_line(operation) + &optional;
    let pages = more_than_one(operation).join(" ");
    let example = format!("```no_run\n{}\n```", example::doctest(ctx, id));
    paragraphs([&head, &arguments.join("\n"), &wire, &pages, &example])
}

fn has_setters(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| !parameter.is_argument())
        || operation.body.as_ref().is_some_and(|body| !body.required)
}

/// The documentation of the type of the call.
pub(super) fn call_docs(ctx: &Context<'_>, operation: &Operation, names: &OperationNames) -> String {
    let method = names.method.as_str();
    let path = format!("crate::{}::Client::{method}", ctx.service.module);
    let wire = format!("{} See [`Client::{method}`]({path}) for an example.", wire_line(operation));
    paragraphs([&summary(operation), &wire])
}

/// The summary as a sentence; method and path where there is none.
pub(in crate::emit) fn summary(operation: &Operation) -> String {
    match operation.summary.as_deref().map(str::trim).filter(|summary| !summary.is_empty()) {
        Some(summary) => safe_line(summary),
        None => format!("Calls {}.", docs::code(&format!("{} {}", operation.method, operation.path))),
    }
}

/// What the operation is on the wire, in a line.
fn wire_line(operation: &Operation) -> String {
    let mut line = docs::code(&format!("{} {}", operation.method, operation.path));
    if let Some(group) = &operation.rate_limit {
        line.push_str(&format!(", rate limit {}", docs::code(group)));
    }
    let alternatives = scopes(operation);
    if !alternatives.is_empty() {
        let scopes: Vec<String> = alternatives.iter().map(|scopes| docs::code(scopes)).collect();
        line.push_str(&format!(", scope {}", scopes.join(" or ")));
    }
    line.push('.');
    line
}

/// How further pages are asked for, and what takes several values at once.
pub(in crate::emit) fn more_than_one(operation: &Operation) -> Vec<String> {
    let pages = operation.pages.as_ref().map(|pages| {
        let parameter = docs::code(&pages.page_parameter);
        let from = match &pages.by {
            PagesBy::Token(place) => format!("{parameter} takes the token at {} of the page before", docs::code(place)),
            PagesBy::Number(place) => {
                format!("{parameter} takes its number, which the answer has at {}", docs::code(place))
            }
        };
        let size = pages.size_parameter.as_ref().map(|size| format!(", {} the size of a page", docs::code(size)));
        let total = pages.total.as_ref().map(|place| format!(", the number of pages is at {}", docs::code(place)));
        let items = docs::code(&pages.items);
        format!("Paged: {from}{}; the items are at {items}{}.", size.unwrap_or_default(), total.unwrap_or_default())
    });
    let batch = operation.batch.as_ref().map(|batch| {
        let (parameter, separator) = (docs::code(&batch.parameter), docs::code(&batch.separator));
        format!("Batch: {parameter} takes up to {} values, joined by {separator}.", batch.max)
    });
    pages.into_iter().chain(batch).collect()
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
    format!("{} {}", parameter_meaning(parameter, safe_line), parameter_facts(parameter)).trim_end().to_owned()
}

/// The description, `printed`.
fn parameter_meaning(parameter: &Parameter, printed: fn(&str) -> String) -> String {
    let described = parameter.description.as_deref().map(printed).unwrap_or_default();
    if described.is_empty() { format!("{} on the wire.", docs::code(&parameter.wire)) } else { described }
}

fn parameter_facts(parameter: &Parameter) -> String {
    let rules = docs::rules(&parameter.rules);
    let default = parameter.default.as_ref().map(|value| format!("Default: {}.", docs::code(&value.to_string())));
    let default = default.unwrap_or_default();
    [rules, default].into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" ")
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
    if described.is_empty() { "The body of the request.".to_owned() } else { described }
}

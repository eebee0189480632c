//! How people speak of places: by the parameter, body, answer or component that they are in.

use std::collections::BTreeMap;

use super::super::hints::is_in;
use super::super::trees::Trees;
use super::super::uses::around;
use super::called::called;
use super::operations::path_item;
use super::variants::unions;
use crate::resolve::{Document, Operation, Parameter, ParameterLocation, RequestBody, Response, Schema, Webhook};
use crate::source::{FileId, Origin};

/// What the parts of a document are called that schemas stand in.
pub(super) struct Subjects<'d> {
    document: &'d Document,
    named: BTreeMap<Origin, String>,
    /// The schemas that list variants.
    unions: BTreeMap<&'d Origin, &'d Schema>,
    /// The files, by the names that what stands in them as a whole has.
    files: BTreeMap<FileId, String>,
}

impl<'d> Subjects<'d> {
    /// Those of a document.
    pub(super) fn of(document: &'d Document, trees: &Trees<'_>) -> Self {
        let mut named = BTreeMap::new();
        for operation in &document.operations {
            let mut name = |origin: &Origin, text: String| {
                named.entry(origin.clone()).or_insert(text);
            };
            name(&operation.origin, self::operation(operation));
            operation.parameters.iter().for_each(|it| name(&it.origin, parameter_of(it, operation)));
            operation.body.iter().for_each(|it| name(&it.origin, body(it, operation)));
            for response in &operation.responses {
                name(&response.origin, answer(response, operation));
                response.headers.iter().for_each(|it| name(&it.origin, format!("header `{}`", it.name)));
            }
            let of = format!(" of {}", self::operation(operation));
            operation.callbacks.iter().for_each(|it| name_sent(it, &callback(it, &of), &mut name));
        }
        for webhook in &document.webhooks {
            name_sent(webhook, &self::webhook(webhook), |origin, text| {
                named.entry(origin.clone()).or_insert(text);
            });
        }
        let sources = trees.sources();
        let files = sources.files().map(|file| (file, stem(sources.name(file)).to_owned())).collect();
        let unions = document.schemas.values().filter(|schema| !schema.one_of.is_empty() || !schema.any_of.is_empty());
        let unions = unions.map(|schema| (&schema.origin, schema)).collect();
        Self { document, named, unions, files }
    }

    /// A key as people speak of it, with what has it where that has a name.
    pub(super) fn said_of(&self, place: &Origin) -> String {
        let key = place.pointer.last().unwrap_or_default();
        let whole = place.pointer.parent().map(|parent| Origin::new(place.file, parent));
        match whole.and_then(|whole| self.known(&whole)) {
            Some(whole) => format!("`{key}` of {whole}"),
            None => format!("`{key}`"),
        }
    }

    /// A place as people speak of it: `Call.status`, ``query parameter `page` ``.
    pub(super) fn said(&self, place: &Origin) -> String {
        let tokens: Vec<_> = place.pointer.tokens().collect();
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        self.known(place).unwrap_or_else(|| self.elsewhere(place.file, &tokens))
    }

    /// The same where the place is in something that has a name.
    fn known(&self, place: &Origin) -> Option<String> {
        let tokens: Vec<_> = place.pointer.tokens().collect();
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        if let ["paths", path] = tokens[..] {
            return Some(format!("path {path}"));
        }
        if let Some(said) = self.in_variant(place) {
            return Some(said);
        }
        if let ["components", "schemas", name, below @ ..] = &tokens[..] {
            return Some(format!("`{name}{}`", inside(below)));
        }
        let holder = around(place).find_map(|around| Some((around.pointer.tokens().count(), self.named.get(&around)?)));
        let (depth, holder) = holder?;
        let below = match &tokens[depth..] {
            ["content", _, "schema", below @ ..] | ["schema", below @ ..] | below => below,
        };
        Some(within(below, holder))
    }

    /// What is in a variant, which people know by what it says.
    fn in_variant(&self, place: &Origin) -> Option<String> {
        let (variant, whole) = around(place).find_map(|variant| {
            let list = variant
                .pointer
                .parent()
                .filter(|list| list.last().is_some_and(|last| matches!(&*last, "oneOf" | "anyOf")))?;
            let whole = Origin::new(variant.file, list.parent()?);
            Some((variant, *self.unions.get(&whole)?))
        })?;
        let said = self.known(&whole.origin)?;
        let below: Vec<_> = place.pointer.tokens_behind(variant.pointer.as_str().len()).map(|(_, key)| key).collect();
        let below: Vec<&str> = below.iter().map(AsRef::as_ref).collect();
        let name = unions(self.document, whole).find_map(|union| {
            let index = union.index(&variant)?;
            called(self.document, &union).into_iter().nth(index)
        })?;
        Some(within(&below, &format!("the variant {name} of {said}")))
    }

    /// What stands in another file, where a schema is called by the last key before what it says, or by the file.
    fn elsewhere(&self, file: FileId, tokens: &[&str]) -> String {
        const KEYWORDS: [&str; 7] =
            ["properties", "items", "additionalProperties", "allOf", "oneOf", "anyOf", "prefixItems"];
        let start = tokens.iter().position(|token| KEYWORDS.contains(token)).unwrap_or(tokens.len());
        let (before, below) = tokens.split_at(start);
        let name = before.last().copied().or_else(|| self.files.get(&file).map(String::as_str)).unwrap_or_default();
        format!("`{}`", format!("{name}{}", inside(below)).trim_start_matches(['.', ' ']))
    }
}

/// What is below a schema or what has one, which has a name.
fn within(below: &[&str], holder: &str) -> String {
    match inside(below) {
        text if text.is_empty() => holder.to_owned(),
        text if text == "[]" => format!("an element of {holder}"),
        text if text == "{}" => format!("a value of {holder}"),
        text => format!("`{}` in {holder}", text.trim_start_matches(['.', ' '])),
    }
}

/// Names the parts of what the service sends.
fn name_sent(webhook: &Webhook, said: &str, mut name: impl FnMut(&Origin, String)) {
    name(&webhook.origin, said.to_owned());
    webhook.parameters.iter().for_each(|it| name(&it.origin, format!("{} of {said}", parameter(it))));
    webhook.body.iter().for_each(|it| name(&it.origin, said.to_owned()));
    webhook.responses.iter().for_each(|it| name(&it.origin, answer_to(it, said)));
}

/// The name of a file without its folder and its endings.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split_once('.').map_or(file, |(stem, _)| stem)
}

/// An operation.
pub(super) fn operation(operation: &Operation) -> String {
    // A key of `paths` can have a fragment, by which alone it differs from others.
    let key = path_item(operation).pointer.last().map(std::borrow::Cow::into_owned);
    let key = key.filter(|key| key.starts_with(&operation.path));
    format!("{} {}", operation.method.as_str(), key.as_deref().unwrap_or(&operation.path))
}

/// A parameter.
pub(super) fn parameter(parameter: &Parameter) -> String {
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{location} parameter `{}`", parameter.name)
}

/// A parameter, with the operation or the path that declares it for itself.
fn parameter_of(parameter: &Parameter, operation: &Operation) -> String {
    let said = self::parameter(parameter);
    if is_in(&parameter.origin, &operation.origin) {
        return format!("{said} of {}", self::operation(operation));
    }
    let path = path_item(operation);
    if is_in(&parameter.origin, &path) { format!("{said} of path {}", operation.path) } else { said }
}

/// A body, by its own name where it has one.
pub(super) fn body(body: &RequestBody, operation: &Operation) -> String {
    match &body.component {
        Some(name) => format!("body `{name}`"),
        None => body_of(operation),
    }
}

/// A body, by its operation.
pub(super) fn body_of(operation: &Operation) -> String {
    format!("the body of {}", self::operation(operation))
}

/// A webhook, among the operations that a change reaches.
pub(in crate::diff) fn webhook_name(webhook: &Webhook) -> String {
    format!("webhook {}", webhook.name)
}

/// A webhook.
pub(super) fn webhook(webhook: &Webhook) -> String {
    format!("webhook `{}`", webhook.name)
}

/// A callback, with what follows its name.
pub(super) fn callback(callback: &Webhook, of: &str) -> String {
    format!("callback `{}`{of}", callback.name)
}

/// An answer, by its own name where it has one.
pub(super) fn answer(response: &Response, operation: &Operation) -> String {
    match &response.component {
        Some(name) => format!("answer `{name}`"),
        None => answer_of(response, operation),
    }
}

/// The same, with the status that its operation gives it for.
pub(super) fn answer_by_status(response: &Response, operation: &Operation) -> String {
    match &response.component {
        Some(name) => format!("answer {} `{name}`", response.status),
        None => answer_of(response, operation),
    }
}

/// An answer, by its operation.
pub(super) fn answer_of(response: &Response, operation: &Operation) -> String {
    format!("answer {} of {}", response.status, self::operation(operation))
}

/// An answer to what the service sends.
pub(super) fn answer_to(response: &Response, sent: &str) -> String {
    format!("answer {} to {sent}", response.status)
}

/// The place in a list, counted as people do.
fn counted(index: &str) -> String {
    index.parse::<usize>().map_or_else(|_| index.to_owned(), |index| (index + 1).to_string())
}

/// What is below a schema.
fn inside(below: &[&str]) -> String {
    let mut text = String::new();
    let mut below = below.iter();
    while let Some(&segment) = below.next() {
        match segment {
            "properties" => text.extend(below.next().map(|name| format!(".{name}"))),
            "items" => text.push_str("[]"),
            "additionalProperties" => text.push_str("{}"),
            // What a value takes in is part of it.
            "allOf" => _ = below.next(),
            "oneOf" | "anyOf" => text.extend(below.next().map(|index| format!(" variant {}", counted(index)))),
            "prefixItems" => text.extend(below.next().map(|index| format!("[{index}]"))),
            other => text.extend([" ", other]),
        }
    }
    text
}

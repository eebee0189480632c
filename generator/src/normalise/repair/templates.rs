//! Keys of the paths that are no templates (OpenAPI 3.0.3, "Path Templating"), and can mean one only.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Moved;
use crate::normalise::grammar::{is_extension, reference};
use crate::normalise::operations::METHODS;
use crate::normalise::paths::{identity, list, local_target};
use crate::source::Pointer;
use crate::template::placeholders;

/// Writes the paths as templates, unless another one is written so.
pub(super) fn mend(tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
    let mut templates = templates(tree);
    let Some(Value::Object(paths)) = tree.get_mut("paths").filter(|_| !templates.is_empty()) else { return };
    let pointer = Pointer::root().child("paths");
    for (key, mut item) in std::mem::take(paths) {
        let Some(Template { text, readings, reserved, asked }) = templates.remove(&key) else {
            paths.insert(key, item);
            continue;
        };
        let origin = moved.origin(&pointer.child(&key));
        for reading in readings {
            diagnostics.push(catalogue::normalise::repaired_key(&origin, reading));
        }
        moved.insert(&pointer.child(&text), origin.clone());
        allow_reserved(&mut item, &reserved);
        if !asked.is_empty() {
            diagnostics.push(catalogue::normalise::query_in_path(&origin, &key));
        }
        asked.iter().for_each(|name| ask(&mut item, name));
        paths.insert(text, item);
    }
}

/// How a path is to be written.
struct Template {
    text: String,
    /// What was done: the rest of sentences that begin with the place.
    readings: Vec<&'static str>,
    /// The parameters whose values keep their slashes.
    reserved: BTreeSet<String>,
    /// What it asks for in the query, and not every operation declares.
    asked: Vec<String>,
}

/// The paths that are to be written otherwise, by their keys.
fn templates(tree: &Value) -> BTreeMap<String, Template> {
    let Some(paths) = tree.get("paths").and_then(Value::as_object) else { return BTreeMap::new() };
    let mut templates: BTreeMap<String, Template> = BTreeMap::new();
    let mut written: BTreeSet<String> = BTreeSet::new();
    for (key, item) in paths.iter().filter(|(key, _)| !is_extension(key)) {
        let template = template(tree, key, item);
        let is_free = !paths.contains_key(&template.text) && !written.contains(&template.text);
        if !template.readings.is_empty() && is_free {
            written.insert(template.text.clone());
            templates.insert(key.clone(), template);
        }
    }
    templates
}

fn template(tree: &Value, key: &str, item: &Value) -> Template {
    let text = key.to_owned();
    let mut template = Template { text, readings: Vec::new(), reserved: BTreeSet::new(), asked: Vec::new() };
    slash_before_path(&mut template);
    expressions_behind_path(tree, item, &mut template);
    patterns_of_values(tree, item, &mut template);
    operators_of_expansion(tree, item, &mut template);
    placeholders_of_routers(tree, item, &mut template);
    names_in_other_letters(tree, item, &mut template);
    template
}

/// `users/{id}`: a path begins with a slash.
fn slash_before_path(template: &mut Template) {
    if !template.text.starts_with('/') && !template.text.contains("://") {
        template.text.insert(0, '/');
        template.readings.push("is read with a slash before it");
    }
}

/// `{id:[0-9]+}`, `{id:int}`, `{name=projects/*}`: a placeholder as routers have it (JAX-RS, Spring, ASP.NET,
/// `google.api.http`), with what its values are like, of a parameter that is declared by its name alone.
fn patterns_of_values(tree: &Value, item: &Value, template: &mut Template) {
    if !template.text.contains([':', '=']) {
        return;
    }
    let declared = declared(tree, item);
    let (mut text, mut rest) = (String::new(), template.text.as_str());
    while let Some((before, inside)) = rest.split_once('{') {
        let Some((placeholder, after)) = closed(inside) else { return };
        let named = placeholder.split_once([':', '=']).map(|(name, pattern)| (name.trim(), pattern));
        let named = named.filter(|(name, _)| declared.contains(name) && !declared.contains(placeholder));
        text.extend([before, "{", named.map_or(placeholder, |(name, _)| name), "}"]);
        let slashed = named.filter(|(_, pattern)| pattern.contains('/') || *pattern == "**");
        template.reserved.extend(slashed.map(|(name, _)| name.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    if text != template.text {
        template.text = text;
        template
            .readings
            .push("is read without the patterns of routers: `{name:pattern}` and `{name=pattern}` are `{name}`");
    }
}

/// What stands in a brace that was opened, and what follows it.
fn closed(inside: &str) -> Option<(&str, &str)> {
    let mut open = 1_usize;
    let end = inside.find(|c| {
        open = match c {
            '{' => open + 1,
            '}' => open - 1,
            _ => open,
        };
        open == 0
    })?;
    Some((&inside[..end], &inside[end + 1..]))
}

/// `/pets{?tag,limit}`, `/pets?all=1{&tag}`, `/pets{#part}`: expressions of URI templates (RFC 6570, 3.2.8, 3.2.9 and
/// 3.2.4) for what is no part of a path: parameters of the query, and a fragment, which is not sent.
fn expressions_behind_path(tree: &Value, item: &Value, template: &mut Template) {
    let is_there = ["{?", "{&", "{#"].iter().any(|sign| template.text.contains(sign));
    if !is_there || reference(item).is_some() {
        return;
    }
    let (mut text, mut rest) = (String::new(), template.text.as_str());
    let mut asked: Vec<&str> = Vec::new();
    while let Some((before, inside)) = rest.split_once('{') {
        let Some((expression, after)) = closed(inside) else { return };
        text.push_str(before);
        match expression.strip_prefix(['?', '&']) {
            // Behind a name, a length or a sign that its elements stand one by one (2.4).
            Some(names) => asked.extend(names.split(',').filter_map(|name| name.trim().split([':', '*']).next())),
            None if expression.starts_with('#') => {}
            None => text.extend(["{", expression, "}"]),
        }
        rest = after;
    }
    text.push_str(rest);
    let declares = |holder: &Value, name: &str| {
        let mut declared = list(holder.get("parameters")).iter().filter_map(|parameter| identity(parameter, tree));
        declared.any(|(declared, location)| declared == name && location.eq_ignore_ascii_case("query"))
    };
    let lacks = |name: &str| {
        let mut operations = METHODS.iter().filter_map(|method| item.get(*method));
        !declares(item, name) && operations.any(|operation| !declares(operation, name))
    };
    let mut seen = BTreeSet::new();
    asked.retain(|name| !name.is_empty() && seen.insert(*name) && lacks(name));
    template.asked = asked.into_iter().map(str::to_owned).collect();
    template.text = text;
    template.readings.push("is read without the expressions of RFC 6570 behind the path: `{?name}` is in the query");
}

/// Adds a parameter to a path item that its path alone tells of. What a template has no value for, it leaves out.
fn ask(item: &mut Value, name: &str) {
    let Value::Object(members) = item else { return };
    let parameters = members.entry("parameters").or_insert_with(|| Value::Array(Vec::new()));
    let Value::Array(parameters) = parameters else { return };
    parameters.push(json!({ "in": "query", "name": name, "schema": { "type": "string" } }));
}

/// `{+path}`, `{id*}`: a placeholder as URI templates have it (RFC 6570, 3.2.3 and 2.4.2), of a parameter that is
/// declared by its name alone.
fn operators_of_expansion(tree: &Value, item: &Value, template: &mut Template) {
    if !template.text.contains("{+") && !template.text.contains("*}") {
        return;
    }
    let declared = declared(tree, item);
    let Ok(placeholders) = placeholders(&template.text) else { return };
    let mut text = template.text.clone();
    for placeholder in placeholders {
        let name = placeholder.trim_start_matches('+').trim_end_matches('*');
        if name != placeholder && declared.contains(name) && !declared.contains(placeholder) {
            text = text.replace(&["{", placeholder, "}"].concat(), &["{", name, "}"].concat());
            if placeholder.starts_with('+') {
                template.reserved.insert(name.to_owned());
            }
        }
    }
    if text != template.text {
        template.text = text;
        template.readings.push(
            "is read without the operators of RFC 6570: `{+name}`, whose slashes stay, and `{name*}` are `{name}`",
        );
    }
}

/// `/:id`, `/<id>`, `/<int:id>`, `/{{id}}`: a segment that is a placeholder to routers (Express, Flask) and to Postman,
/// of a parameter that is declared.
fn placeholders_of_routers(tree: &Value, item: &Value, template: &mut Template) {
    if !["/:", "<", "{{"].iter().any(|sign| template.text.contains(sign)) {
        return;
    }
    let declared = declared(tree, item);
    let is_declared = |name: &&str| declared.iter().any(|declared| letters(declared) == letters(name));
    let in_angles = |segment: &'_ str| {
        let inside = segment.strip_prefix('<')?.strip_suffix('>')?;
        Some(inside.split_once(':').map_or(inside, |(_, name)| name).to_owned())
    };
    let in_braces = |segment: &'_ str| Some(segment.strip_prefix("{{")?.strip_suffix("}}")?.to_owned());
    let after_colon = |segment: &'_ str| segment.strip_prefix(':').map(str::to_owned);
    let segment = |segment: &str| {
        let name = after_colon(segment).or_else(|| in_angles(segment)).or_else(|| in_braces(segment));
        let name = name.filter(|name| !letters(name).is_empty() && is_declared(&name.as_str()));
        name.map_or_else(|| segment.to_owned(), |name| ["{", &name, "}"].concat())
    };
    let text = template.text.split('/').map(segment).collect::<Vec<_>>().join("/");
    if text != template.text {
        template.text = text;
        template.readings.push("is read with its placeholders in braces, as `{name}`");
    }
}

/// `{Id}` or `{ user-id }`, of the only parameter that has these letters, and no placeholder of its own: names of
/// placeholders are never sent.
fn names_in_other_letters(tree: &Value, item: &Value, template: &mut Template) {
    let Ok(placeholders) = placeholders(&template.text) else { return };
    let declared = declared(tree, item);
    if placeholders.iter().all(|placeholder| declared.contains(placeholder)) {
        return;
    }
    let meant = |placeholder: &str| {
        let is_meant = |name: &&&str| !placeholders.contains(**name) && letters(name) == letters(placeholder);
        let mut meant = declared.iter().filter(is_meant);
        meant.next().filter(|_| meant.next().is_none() && !declared.contains(placeholder))
    };
    let mut text = template.text.clone();
    for placeholder in &placeholders {
        if let Some(name) = meant(placeholder) {
            text = text.replace(&["{", placeholder, "}"].concat(), &["{", name, "}"].concat());
        }
    }
    if text != template.text {
        template.text = text;
        template.readings.push("is read with the placeholders called as the parameters that have their letters");
    }
}

/// The letters and digits of a name, in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The names of the path parameters of a path item, be it by reference, and of its operations.
fn declared<'t>(tree: &'t Value, item: &'t Value) -> BTreeSet<&'t str> {
    let named = reference(item).and_then(local_target).and_then(|target| target.value_in(tree));
    let items = || [item].into_iter().chain(named);
    let operations = items().flat_map(|item| METHODS.iter().filter_map(|method| item.get(*method)));
    let parameters = operations.chain(items()).flat_map(|holder| list(holder.get("parameters")));
    let named = parameters.filter_map(|parameter| identity(parameter, tree));
    named.filter(|(_, location)| location.eq_ignore_ascii_case("path")).map(|(name, _)| name).collect()
}

/// Lets the values of these parameters have slashes, where the parameters stand here themselves.
fn allow_reserved(item: &mut Value, names: &BTreeSet<String>) {
    let Value::Object(members) = item else { return };
    if names.is_empty() {
        return;
    }
    allow_in(members, names);
    for method in METHODS {
        if let Some(Value::Object(operation)) = members.get_mut(*method) {
            allow_in(operation, names);
        }
    }
}

fn allow_in(holder: &mut Map<String, Value>, names: &BTreeSet<String>) {
    let parameters = holder.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten();
    for parameter in parameters.filter_map(Value::as_object_mut) {
        let is_meant = parameter.get("in").is_some_and(|place| place == "path")
            && parameter.get("name").and_then(Value::as_str).is_some_and(|name| names.contains(name));
        if is_meant {
            parameter.insert("allowReserved".to_owned(), true.into());
        }
    }
}

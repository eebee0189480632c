//! Keys of the paths that are no templates (OpenAPI 3.0.3, "Path Templating"), and can mean one only.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Moved;
use crate::normalise::grammar::is_extension;
use crate::normalise::operations::METHODS;
use crate::normalise::paths::{identity, list};
use crate::resolve::placeholders;
use crate::source::Pointer;

/// Writes the paths as templates, unless another one is written so.
pub(super) fn mend(tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
    let mut templates = templates(tree);
    let Some(Value::Object(paths)) = tree.get_mut("paths").filter(|_| !templates.is_empty()) else { return };
    let pointer = Pointer::root().child("paths");
    for (key, mut item) in std::mem::take(paths) {
        let Some(Template { text, readings, reserved }) = templates.remove(&key) else {
            paths.insert(key, item);
            continue;
        };
        let origin = moved.origin(&pointer.child(&key));
        for reading in readings {
            diagnostics.push(catalogue::normalise::repaired_key(&origin, reading));
        }
        moved.insert(&pointer.child(&text), origin);
        allow_reserved(&mut item, &reserved);
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
    let mut template = Template { text: key.to_owned(), readings: Vec::new(), reserved: BTreeSet::new() };
    slash_before_path(&mut template);
    patterns_of_values(tree, item, &mut template);
    operators_of_expansion(tree, item, &mut template);
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
        template.readings.push("is read without the operators of RFC 6570: `{+name}` and `{name*}` are `{name}`");
    }
}

/// The names of the path parameters of a path item and of its operations.
fn declared<'t>(tree: &'t Value, item: &'t Value) -> BTreeSet<&'t str> {
    let operations = METHODS.iter().filter_map(|method| item.get(*method));
    let parameters = operations.chain([item]).flat_map(|holder| list(holder.get("parameters")));
    let named = parameters.filter_map(|parameter| identity(parameter, tree));
    named.filter(|(_, location)| *location == "path").map(|(name, _)| name).collect()
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

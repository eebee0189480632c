//! Paths that say more than a template can (OpenAPI 3.0.3, "Paths Object"), or less.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Moved;
use crate::normalise::operations::{Operation, operations};
use crate::normalise::paths::{identity, list};
use crate::source::{Origin, Pointer};
use crate::template::{self, without_fragment};

/// Gives every operation the parameters that its path alone tells of.
pub(crate) fn complete(tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
    let found: Vec<Found> = operations(tree).filter_map(|operation| Found::of(&operation, tree)).collect();
    for found in found {
        found.add(tree, moved, diagnostics);
    }
}

/// What a path tells of the parameters of one operation.
struct Found {
    item: Pointer,
    operation: Pointer,
    path: String,
    /// Path parameters that stand in the query: their place in the list, and the name in the query.
    asked: Vec<(usize, String)>,
    /// Parameters of the query with their fixed text, or none where the caller gives it.
    query: Vec<(String, Option<String>)>,
    /// Placeholders that no parameter declares.
    placeholders: Vec<String>,
}

impl Found {
    /// None where the parameters say all that the path does.
    fn of(operation: &Operation<'_>, tree: &Value) -> Option<Self> {
        let (template, query) = split(operation.path);
        let declared: Vec<Option<(&str, &str)>> =
            list(operation.members.get("parameters")).iter().map(|parameter| identity(parameter, tree)).collect();
        let names: BTreeSet<(&str, &str)> = declared.iter().flatten().copied().collect();
        let mut found = Self {
            item: operation.item_pointer(),
            operation: operation.pointer(),
            path: operation.path.to_owned(),
            asked: Vec::new(),
            query: Vec::new(),
            placeholders: Vec::new(),
        };
        let in_template: BTreeSet<String> = placeholders(template).collect();
        let asked = |text: &'_ str| {
            let name = placeholder(text).filter(|name| !in_template.contains(*name))?;
            declared.iter().position(|declared| *declared == Some((name, "path")))
        };
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            // `{search}=1` names the parameter, and shows a value.
            let of_name = asked(name);
            let name = of_name.and_then(|_| placeholder(name)).unwrap_or(name);
            if names.contains(&(name, "query")) {
                continue;
            }
            match (of_name.or_else(|| asked(value)), placeholder(value)) {
                (Some(index), _) => found.asked.push((index, name.to_owned())),
                (None, Some(_)) => found.query.push((name.to_owned(), None)),
                (None, None) => found.query.push((name.to_owned(), Some(value.to_owned()))),
            }
        }
        found.placeholders = placeholders(template).filter(|name| !names.contains(&(name.as_str(), "path"))).collect();
        let says_all = found.asked.is_empty() && found.query.is_empty() && found.placeholders.is_empty();
        (!says_all).then_some(found)
    }

    fn add(self, tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
        let Self { item, operation, path, asked, query, placeholders } = self;
        let (path_origin, operation_origin) = (moved.origin(&item), moved.origin(&operation));
        if !asked.is_empty() || !query.is_empty() {
            diagnostics.push(catalogue::normalise::query_in_path(&path_origin, &path));
        }
        for name in &placeholders {
            diagnostics.push(catalogue::normalise::undeclared_placeholder(&path_origin, name, &operation_origin));
        }
        let Some(Value::Object(members)) = tree.pointer_mut(operation.as_str()) else { return };
        let parameters = members.entry("parameters").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(parameters) = parameters else { return };
        for (index, name) in asked {
            if let Some(Value::Object(parameter)) = parameters.get_mut(index).filter(|given| given.get("in").is_some())
            {
                parameter.insert("in".to_owned(), "query".into());
                parameter.insert("name".to_owned(), name.into());
            }
        }
        let text = |default: Option<String>| match default {
            Some(default) => json!({ "type": "string", "default": default }),
            None => json!({ "type": "string" }),
        };
        let in_query = query.into_iter().map(|(name, default)| ("query", name, text(default)));
        let in_path = placeholders.into_iter().map(|name| ("path", name, text(None)));
        let list = operation.child("parameters");
        // Where parameters were taken out, the ones behind them moved up and keep their places.
        let taken: BTreeSet<Origin> = (0..parameters.len()).map(|index| moved.origin(&list.index(index))).collect();
        let origin = moved.origin(&list);
        let free = (parameters.len()..).map(|index| origin.index(index)).filter(|origin| !taken.contains(origin));
        for ((location, name, schema), origin) in in_query.chain(in_path).zip(free) {
            moved.insert(&list.index(parameters.len()), origin);
            parameters.push(json!({ "in": location, "name": name, "required": true, "schema": schema }));
        }
    }
}

/// The template and the query of a path, without its fragment.
fn split(path: &str) -> (&str, &str) {
    let path = without_fragment(path);
    path.split_once('?').unwrap_or((path, ""))
}

/// The name in `{name}`.
fn placeholder(value: &str) -> Option<&str> {
    value.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.is_empty())
}

/// The placeholders of a template, each once; none where it is no template, which resolve reports.
fn placeholders(template: &str) -> impl Iterator<Item = String> {
    template::placeholders(template).into_iter().flatten().map(str::to_owned)
}

//! Edits of parameters.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Edit;
use super::choice::Choice;
use super::keywords::Schema;
use super::original::{Operation, Original};
use super::pointer::{child, children, object, resolved, split};
use super::uses::{RESERVED, is_reserved};

/// How a parameter itself is edited, and what that is.
pub(super) struct Itself {
    pub(super) name: &'static str,
    edit: fn(&mut Schema) -> Option<()>,
    there: &'static str,
    back: &'static str,
}

macro_rules! parameters {
    ($($name:literal, $edit:expr, $there:literal, $back:literal;)*) => {
        &[$(Itself { name: $name, edit: $edit, there: $there, back: $back },)*]
    };
}

/// Edits of what a parameter says.
pub(super) const ITSELF: &[Itself] = parameters![
    "parameter made required", |it| {
        if is_in(it, "path") || is_required(it) || has_default(it) { return None }
        set(it, "required", json!(true))
    }, "param-became-required", "param-became-optional";
    "parameter made optional", |it| {
        if is_in(it, "path") || !is_required(it) || has_default(it) { return None }
        set(it, "required", json!(false))
    }, "param-became-optional", "param-became-required";
    "parameter renamed", |it| {
        is_in(it, "query").then_some(())?;
        set(it, "name", json!("edited_parameter"))
    }, "param-renamed", "param-renamed";
    "parameter moved to the headers", |it| {
        let is_styled = ["style", "explode", "allowReserved", "allowEmptyValue"].iter().any(|word| it.contains_key(*word));
        let name = it.get("name").and_then(Value::as_str)?;
        let is_reserved = RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name));
        let is_token = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        (is_in(it, "query") && !is_styled && !is_reserved && is_token).then_some(())?;
        set(it, "in", json!("header"))
    }, "param-moved-in", "param-moved-in";
    "list no longer exploded", |it| {
        let is_list = it.get("schema")?.get("type")? == "array";
        let is_plain = !it.contains_key("style") && it.get("explode").is_none_or(|explode| explode == &json!(true));
        (is_in(it, "query") && is_list && is_plain).then_some(())?;
        set(it, "explode", json!(false))
    }, "param-style-changed", "param-style-changed";
    "reserved characters allowed", |it| {
        let is_text = it.get("schema")?.get("type")? == "string";
        (is_in(it, "query") && is_text && !it.contains_key("allowReserved")).then_some(())?;
        set(it, "allowReserved", json!(true))
    }, "param-allowreserved", "param-allowreserved";
    "parameter deprecated", |it| {
        let was = it.insert("deprecated".to_owned(), json!(true));
        (was != Some(json!(true))).then_some(())
    }, "param-deprecated", "param-undeprecated";
    "parameter described otherwise", |it| set(it, "description", json!("It is something else.")),
        "param-doc-changed", "param-doc-changed";
    "parameter written as JSON", |it| {
        let is_styled = ["style", "explode", "allowReserved"].iter().any(|word| it.contains_key(*word));
        let schema = it.get("schema")?;
        // A number is the same text as JSON.
        let is_other = ["string", "array", "object"].iter().any(|ty| schema.get("type").is_some_and(|it| it == ty));
        (is_in(it, "query") && !is_styled && is_other).then_some(())?;
        let schema = it.shift_remove("schema")?;
        set(it, "content", json!({"application/json": {"schema": schema}}))
    }, "param-schema-to-content", "param-content-to-schema";
];

fn is_in(parameter: &Schema, location: &str) -> bool {
    parameter.get("in").is_some_and(|it| it == location)
}

fn is_required(parameter: &Schema) -> bool {
    parameter.get("required").and_then(Value::as_bool) == Some(true)
}

/// Whether a value stands for it where it is not given, be it by a shared schema: then it is risky to demand it.
fn has_default(parameter: &Schema) -> bool {
    parameter.get("schema").is_some_and(|schema| schema.get("default").or_else(|| schema.get("$ref")).is_some())
}

fn set(parameter: &mut Schema, key: &str, value: Value) -> Option<()> {
    parameter.insert(key.to_owned(), value);
    Some(())
}

/// Edits what any parameter says.
pub(super) fn edited(original: &Original<'_>, choice: &mut Choice, itself: &Itself) -> Option<Edit> {
    let all: BTreeSet<&String> = original.operations.iter().flat_map(|operation| &operation.parameters).collect();
    choice.of_all(&all.into_iter().collect::<Vec<_>>(), |place| {
        let mut edited = object(original.document, place)?.clone();
        (itself.edit)(&mut edited)?;
        let is_clear = !is_reserved(original.document, place) && is_own(original, place);
        if !is_clear || is_named_elsewhere(original, place, &edited) {
            return None;
        }
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = Value::Object(edited);
        let count = original.with_parameter(place);
        Some(Edit::new(itself.name, place, head).one(itself.there, itself.back, count))
    })
}

/// Whether a parameter has a name that its operations have once, be it spelled otherwise.
fn is_own(original: &Original<'_>, place: &str) -> bool {
    let name = |pointer: &str| {
        let name = original.document.pointer(&child(pointer, "name")).and_then(Value::as_str).unwrap_or_default();
        name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
    };
    let having = |operation: &&Operation| operation.parameters.iter().any(|it| it == place);
    let once = |operation: &Operation| operation.parameters.iter().filter(|it| name(it) == name(place)).count() == 1;
    original.operations.iter().filter(having).all(once)
}

/// Whether the name that a parameter is given is that of another one of its operations.
fn is_named_elsewhere(original: &Original<'_>, place: &str, edited: &Schema) -> bool {
    let name = |pointer: &str| original.document.pointer(&child(pointer, "name")).and_then(Value::as_str);
    let new = edited.get("name").and_then(Value::as_str).unwrap_or_default();
    let of = original.operations.iter().filter(|operation| operation.parameters.iter().any(|it| it == place));
    let mut others = of.flat_map(|operation| &operation.parameters).filter(|other| *other != place);
    others.any(|other| name(other).is_some_and(|name| name.eq_ignore_ascii_case(new)))
}

/// A parameter in words, and how it is made; what it is that it comes, and that it goes.
type New = (&'static str, fn() -> Value, &'static str, &'static str);

/// Parameters that no document has.
pub(super) const NEW: &[New] = &[
    (
        "optional parameter added",
        || json!({"name": "edited_parameter", "in": "query", "schema": {"type": "string"}}),
        "param-added-optional",
        "param-removed-optional",
    ),
    (
        "required parameter added",
        || json!({"name": "edited_parameter", "in": "query", "required": true, "schema": {"type": "string"}}),
        "param-added-required",
        "param-removed-required",
    ),
    (
        "required header added",
        || json!({"name": "X-Edited", "in": "header", "required": true, "schema": {"type": "integer"}}),
        "param-added-required-header",
        "param-removed-required",
    ),
    (
        "required parameter with a default added",
        || {
            let schema = json!({"type": "integer", "default": 7});
            json!({"name": "edited_parameter", "in": "query", "required": true, "schema": schema})
        },
        "param-added-required-default",
        "param-removed-required",
    ),
];

/// Gives any operation a parameter.
pub(super) fn added(
    original: &Original<'_>,
    choice: &mut Choice,
    &(name, parameter, there, back): &(&str, fn() -> Value, &str, &str),
) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let mut head = original.document.clone();
        let edited = head.pointer_mut(&operation.pointer)?.as_object_mut()?;
        edited.entry("parameters").or_insert_with(|| json!([])).as_array_mut()?.push(parameter());
        Some(Edit::new(name, &operation.pointer, head).one(there, back, 1))
    })
}

/// The places of parameters that operations declare themselves, but those in the path, each with what is declared.
fn own<'o>(original: &'o Original<'_>) -> Vec<(&'o Operation, String, &'o Schema)> {
    let of = |operation: &'o Operation| {
        let places = children(original.document, &child(&operation.pointer, "parameters"));
        places.into_iter().filter_map(move |place| {
            let target = resolved(original.document, &place)?;
            let parameter = object(original.document, &target)?;
            let counts = !is_in(parameter, "path") && !is_reserved(original.document, &target);
            counts.then_some((operation, place, parameter))
        })
    };
    original.operations.iter().flat_map(of).collect()
}

/// Takes a parameter away from any operation.
pub(super) fn removed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&own(original), |(operation, place, parameter)| {
        let (list, index) = split(place)?;
        let is_of_path = |other: &String| {
            let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_lowercase();
            let is_same = |key: &str| text(original.document.pointer(&child(other, key))) == text(parameter.get(key));
            is_same("name") && is_same("in")
        };
        let of_path = children(original.document, &child(&operation.item, "parameters"));
        let mut of_path = of_path.iter().filter_map(|other| resolved(original.document, other));
        let schema = resolved(original.document, &child(&resolved(original.document, place)?, "schema"))?;
        if of_path.any(|other| is_of_path(&other)) || original.has(&child(&schema, "allOf")) {
            return None;
        }
        let mut head = original.document.clone();
        head.pointer_mut(list)?.as_array_mut()?.remove(index.parse().ok()?);
        let (there, back) = match is_required(parameter) {
            false => ("param-removed-optional", "param-added-optional"),
            true if original.has(&child(&schema, "default")) => {
                ("param-removed-required", "param-added-required-default")
            }
            true if is_in(parameter, "header") => ("param-removed-required", "param-added-required-header"),
            true => ("param-removed-required", "param-added-required"),
        };
        Some(Edit::new("parameter removed", place, head).one(there, back, 1))
    })
}

/// Swaps two parameters that stand side by side.
pub(super) fn swapped(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let own = own(original);
    let are_beside = |pair: &&[_]| {
        let [(operation, _, one), (other_operation, _, other)]: &[(&Operation, String, &Schema)] = pair else {
            return false;
        };
        // One without a name is left out.
        let is_named = |parameter: &Schema| parameter.get("name").and_then(Value::as_str) != Some("");
        operation.pointer == other_operation.pointer
            && one.get("in") == other.get("in")
            && [one, other].into_iter().all(|it| is_named(it))
    };
    let pairs: Vec<_> = own.windows(2).filter(are_beside).collect();
    choice.of_all(&pairs, |pair| {
        let (list, index) = split(&pair[0].1)?;
        let (_, other) = split(&pair[1].1)?;
        let mut head = original.document.clone();
        head.pointer_mut(list)?.as_array_mut()?.swap(index.parse().ok()?, other.parse().ok()?);
        Some(Edit::new("parameters swapped", list, head).one("param-reordered", "param-reordered", 1).moving())
    })
}

/// Declares the only parameter of the only operation on a path for the path.
pub(super) fn lifted(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&own(original), |(operation, place, _)| {
        let (list, index) = split(place)?;
        let is_only = original.on_path(&operation.item) == 1 && operation.parameters.len() == 1;
        if !is_only || original.has(&child(place, "$ref")) || original.has(&child(&operation.item, "parameters")) {
            return None;
        }
        let mut head = original.document.clone();
        let parameter = head.pointer_mut(list)?.as_array_mut()?.remove(index.parse().ok()?);
        let item = head.pointer_mut(&operation.item)?.as_object_mut()?;
        item.insert("parameters".to_owned(), json!([parameter]));
        let edit = Edit::new("parameter declared for the path", place, head);
        Some(edit.one("param-to-path-level", "param-to-operation-level", 1).moving())
    })
}

/// Whether a list is written as one text in a parameter (OpenAPI, "Style Values").
pub(super) fn is_joined(document: &Value, parameter: &str) -> bool {
    let says = |key: &str| document.pointer(&child(parameter, key));
    let is_in = says("in").and_then(Value::as_str);
    matches!(is_in, Some("path" | "header")) || says("explode") == Some(&json!(false))
}

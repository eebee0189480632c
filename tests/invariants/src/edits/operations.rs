//! Edits of operations and of the paths that they are on.

use serde_json::{Value, json};

use super::Edit;
use super::choice::Choice;
use super::expected::Finding;
use super::keywords::Schema;
use super::original::{Operation, Original};
use super::pointer::{child, children, object, split};
use super::words::is_referred_into;

/// How an operation itself is edited, and what that is.
pub(super) struct Itself {
    pub(super) name: &'static str,
    edit: fn(&mut Schema) -> Option<()>,
    there: &'static str,
    back: &'static str,
}

/// Edits of what an operation says of itself.
pub(super) const ITSELF: &[Itself] = &[
    Itself {
        name: "operation deprecated",
        edit: |it| {
            let was = it.insert("deprecated".to_owned(), json!(true));
            (was != Some(json!(true))).then_some(())
        },
        there: "op-deprecated",
        back: "op-undeprecated",
    },
    Itself {
        name: "operationId changed",
        edit: |it| it.insert("operationId".to_owned(), json!("editedOperation")).map(drop),
        there: "op-id-changed",
        back: "op-id-changed",
    },
    Itself {
        name: "operationId removed",
        edit: |it| it.shift_remove("operationId").map(drop),
        there: "op-id-removed",
        back: "op-id-added",
    },
    Itself {
        name: "tag changed",
        edit: |it| {
            *it.get_mut("tags")?.as_array_mut()?.first_mut()? = json!("edited");
            Some(())
        },
        there: "op-tag-changed",
        back: "op-tag-changed",
    },
    Itself {
        name: "tag removed",
        edit: |it| it.get_mut("tags")?.as_array_mut()?.pop().map(drop),
        there: "op-tag-removed",
        back: "op-tag-added",
    },
    Itself {
        name: "summary changed",
        edit: |it| {
            it.insert("summary".to_owned(), json!("It does something else."));
            Some(())
        },
        there: "op-summary-changed",
        back: "op-summary-changed",
    },
    Itself {
        name: "description changed",
        edit: |it| it.insert("description".to_owned(), json!("It does something else.")).map(drop),
        there: "op-summary-changed",
        back: "op-summary-changed",
    },
];

/// Edits what any operation says of itself.
pub(super) fn edited(original: &Original<'_>, choice: &mut Choice, itself: &Itself) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let place = &operation.pointer;
        if itself.there.starts_with("op-id") && !has_own_id(original, place) {
            return None;
        }
        let mut edited = object(original.document, place)?.clone();
        (itself.edit)(&mut edited)?;
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = Value::Object(edited);
        Some(Edit::new(itself.name, place, head).one(itself.there, itself.back, 1))
    })
}

/// Whether an operation has an id that no other has.
fn has_own_id(original: &Original<'_>, operation: &str) -> bool {
    let id = |operation: &str| original.document.pointer(&child(operation, "operationId"));
    let others = original.operations.iter().filter(|other| other.pointer != operation);
    let is_own = id(operation).and_then(Value::as_str).is_some_and(|id| !id.is_empty() && !is_made(operation, id));
    is_own && !others.into_iter().any(|other| id(&other.pointer) == id(operation))
}

/// Whether an id could be made of method and path.
fn is_made(operation: &str, id: &str) -> bool {
    let words = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let (path, method) = operation.trim_start_matches("/paths/").rsplit_once('/').unwrap_or_default();
    let path = path.replace("~1", "/");
    let made = [path.clone(), format!("{method}{path}"), format!("{method}{}", path.replace('{', "by"))];
    made.iter().any(|made| words(made) == words(id))
}

/// Removes an operation whose path has another.
pub(super) fn removed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        if original.on_path(&operation.item) < 2 || is_entangled(original, &operation.item) {
            return None;
        }
        let head = without(original, &operation.pointer)?;
        let there = if is_deprecated(original, operation) { "op-removed-after-deprecation" } else { "op-removed" };
        Some(Edit::new("operation removed", &operation.pointer, head).one(there, "op-added", 1))
    })
}

/// Removes a path with all of its operations.
pub(super) fn path_removed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let item = &operation.item;
        let count = original.on_path(item);
        if is_entangled(original, item) || count == original.operations.len() {
            return None;
        }
        let on_path = original.operations.iter().filter(|it| it.item == *item);
        let kind = |it| if is_deprecated(original, it) { "op-removed-after-deprecation" } else { "path-removed" };
        let there = Finding::several(on_path.map(kind), count);
        let head = without(original, item)?;
        Some(Edit::new("path removed", item, head).finding(there, Some(Finding::new("path-added", count))))
    })
}

/// Gives a path another text, in the same place.
pub(super) fn path_renamed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let item = &operation.item;
        let (_, path) = split(item)?;
        let on_path = || original.operations.iter().filter(|it| it.item == *item);
        if is_entangled(original, item) || item.contains('#') || !on_path().all(|it| has_own_id(original, &it.pointer))
        {
            return None;
        }
        let head = renamed(original, "/paths", &path, &format!("/edited{path}"))?;
        Some(Edit::new("path renamed", item, head).one("path-renamed", "path-renamed", original.on_path(item)))
    })
}

/// Calls a placeholder otherwise, in the path and in the parameter of each of its operations.
pub(super) fn placeholder_renamed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    const NEW: &str = "edited_placeholder";
    choice.of_all(&original.operations, |operation| {
        let item = &operation.item;
        let (_, path) = split(item)?;
        let name = path.split_once('{')?.1.split_once('}')?.0;
        let on_path = || original.operations.iter().filter(|it| it.item == *item);
        let is_it = |parameter: &&String| {
            let says = |key: &str| original.document.pointer(&child(parameter, key)).and_then(Value::as_str);
            says("in") == Some("path") && says("name") == Some(name)
        };
        let parameters: Vec<&String> = on_path().flat_map(|it| it.parameters.iter().filter(is_it)).collect();
        let is_own = |parameter: &&String| parameter.starts_with(item.as_str());
        let have_ids = on_path().all(|it| has_own_id(original, &it.pointer));
        let is_clear = have_ids && parameters.len() == on_path().count() && parameters.iter().all(is_own);
        if is_entangled(original, item) || !is_clear {
            return None;
        }
        let mut head = original.document.clone();
        for parameter in &parameters {
            *head.pointer_mut(&child(parameter, "name"))? = json!(NEW);
        }
        let renamed = path.replace(&format!("{{{name}}}"), &format!("{{{NEW}}}"));
        let paths = head.pointer_mut("/paths")?.as_object_mut()?;
        let key = |key: String| if key == path { renamed.clone() } else { key };
        *paths = std::mem::take(paths).into_iter().map(|(path, item)| (key(path), item)).collect();
        let kind = "path-param-renamed";
        Some(Edit::new("placeholder renamed", item, head).one(kind, kind, original.on_path(item)))
    })
}

/// Adds a path with one operation.
pub(super) fn path_added(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    let mut head = original.document.clone();
    let operation = json!({
        "operationId": "editedOperation", "responses": {"204": {"description": "Done."}}
    });
    head.pointer_mut("/paths")?.as_object_mut()?.insert("/edited/path".to_owned(), json!({"post": operation}));
    (!original.operations.is_empty()).then_some(())?;
    Some(Edit::new("path added", "/paths", head).one("path-added", "path-removed", 1))
}

/// Puts the last path first.
pub(super) fn reordered(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    let paths = object(original.document, "/paths")?;
    let items = || original.operations.iter().map(|operation| &operation.item);
    if items().next() == items().next_back() {
        return None;
    }
    let mut head = original.document.clone();
    *head.pointer_mut("/paths")? = Value::Object(paths.clone().into_iter().rev().collect());
    Some(Edit::new("paths reversed", "/paths", head).one("op-order-changed", "op-order-changed", 0))
}

/// Removes the callbacks of an operation.
pub(super) fn callback_removed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let callbacks = children(original.document, &child(&operation.pointer, "callbacks"));
        let [callback] = &callbacks[..] else { return None };
        let head = without(original, callback)?;
        Some(Edit::new("callback removed", callback, head).one("callback-removed", "callback-added", 1))
    })
}

/// The document without the member at a place.
pub(super) fn without(original: &Original<'_>, place: &str) -> Option<Value> {
    let (parent, key) = split(place)?;
    let mut head = original.document.clone();
    head.pointer_mut(parent)?.as_object_mut()?.shift_remove(&key)?;
    Some(head)
}

/// The document with a member called otherwise.
pub(super) fn renamed(original: &Original<'_>, parent: &str, was: &str, is: &str) -> Option<Value> {
    let mut head = original.document.clone();
    let members = head.pointer_mut(parent)?.as_object_mut()?;
    if members.contains_key(is) {
        return None;
    }
    let name = |key: String| if key == was { is.to_owned() } else { key };
    *members = std::mem::take(members).into_iter().map(|(key, member)| (name(key), member)).collect();
    Some(head)
}

fn is_deprecated(original: &Original<'_>, operation: &Operation) -> bool {
    original.document.pointer(&child(&operation.pointer, "deprecated")).and_then(Value::as_bool) == Some(true)
}

/// Whether more than its own operations depends on a path: others refer to its parts, or answer for it.
fn is_entangled(original: &Original<'_>, item: &str) -> bool {
    has_twin(original, item) || is_referred_into(original, item)
}

/// Whether another path differs in the names of its placeholders alone.
fn has_twin(original: &Original<'_>, item: &str) -> bool {
    let paths = children(original.document, "/paths");
    paths.iter().filter(|path| template(path) == template(item)).count() > 1
}

/// A path without its fragment and the names of its placeholders.
fn template(path: &str) -> String {
    let mut parts = path.split('#').next().unwrap_or_default().split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

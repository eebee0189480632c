//! Parameters that do not say where they are.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Moved;
use crate::normalise::grammar::is_extension;
use crate::normalise::operations::METHODS;
use crate::source::Pointer;
use crate::template::placeholders;

/// `{name: id, schema: {…}}` at `/things/{id}`: a parameter of the name of a placeholder is in the path.
pub(super) fn mend(tree: &mut Value, moved: &Moved, diagnostics: &mut Diagnostics) {
    let paths = tree.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    for (path, item) in paths.filter(|(path, _)| !is_extension(path)) {
        let Ok(placeholders) = placeholders(path) else { continue };
        let Value::Object(item) = item else { continue };
        let pointer = Pointer::root().child("paths").child(path);
        let names: BTreeSet<&str> = placeholders.into_iter().collect();
        let mut mended = locate(item, &names, &pointer);
        for method in METHODS {
            let operation = item.get_mut(*method).and_then(Value::as_object_mut);
            mended.extend(operation.into_iter().flat_map(|it| locate(it, &names, &pointer.child(method))));
        }
        for parameter in mended {
            let origin = moved.origin(&parameter.child("in"));
            let reading = "is missing, and taken to be `path`, which has a placeholder of this name";
            diagnostics.push(catalogue::normalise::repaired(&origin, reading));
        }
    }
}

/// Says of the parameters of a path item or an operation that they are in the path, where that is meant; gives their
/// places.
fn locate(holder: &mut Map<String, Value>, names: &BTreeSet<&str>, pointer: &Pointer) -> Vec<Pointer> {
    let Some(Value::Array(parameters)) = holder.get_mut("parameters") else { return Vec::new() };
    let name = |parameter: &Value| parameter.get("name").and_then(Value::as_str).map(str::to_owned);
    let located = parameters.iter().filter(|parameter| parameter.get("in").is_some_and(|place| place == "path"));
    let located: BTreeSet<String> = located.filter_map(name).collect();
    let mut mended = Vec::new();
    for (index, parameter) in parameters.iter_mut().enumerate() {
        let is_meant = name(parameter).is_some_and(|name| names.contains(&*name) && !located.contains(&name));
        let Value::Object(members) = parameter else { continue };
        if is_meant && !members.contains_key("in") {
            members.insert("in".to_owned(), json!("path"));
            mended.push(pointer.child("parameters").index(index));
        }
    }
    mended
}

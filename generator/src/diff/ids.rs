//! Places as ids of changes have them: what stands in a list goes by what it says, not by where in the list it is, so
//! that an id means the same when something is put before it.

use serde_json::Value;

use crate::load::Tree;
use crate::source::{Origin, Pointer};

/// The place of a change in its document.
pub(super) fn place(tree: &Tree, origin: &Origin) -> String {
    if origin.file != tree.file() {
        return origin.pointer.as_str().to_owned();
    }
    let mut place = String::new();
    let mut pointer = Pointer::root();
    for token in origin.pointer.tokens() {
        let list = pointer.last().filter(|_| tree.get(&pointer).is_some_and(Value::is_array));
        let list = list.map(std::borrow::Cow::into_owned);
        pointer = pointer.child(&token);
        let said = list.and_then(|list| said(&list, tree.get(&pointer)?));
        place.push('/');
        place.push_str(&said.unwrap_or_else(|| token.replace('~', "~0").replace('/', "~1")));
    }
    place
}

/// What tells an element of a list from the others: a parameter's name, a server's URL, a variant's component.
fn said(list: &str, element: &Value) -> Option<String> {
    let text = |key: &str| element.get(key).and_then(Value::as_str);
    let reference = || text("$ref").map(|reference| reference.rsplit('/').next().unwrap_or(reference).to_owned());
    match list {
        "parameters" => {
            let named = text("name").zip(text("in")).map(|(name, location)| format!("{location}:{name}"));
            named.or_else(reference)
        }
        "servers" => text("url").map(str::to_owned),
        "oneOf" | "anyOf" | "allOf" => reference(),
        _ => None,
    }
}

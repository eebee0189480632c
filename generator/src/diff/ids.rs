//! Places as ids of changes have them: what stands in a list goes by what it says, not by where in the list it is, so
//! that an id means the same when something is put before it.

use serde_json::Value;

use super::trees::Trees;
use crate::source::Origin;

/// The place of a change in its document.
pub(super) fn place(trees: &Trees<'_>, origin: &Origin) -> String {
    let mut place = String::new();
    let mut here = Origin::root(origin.file);
    for token in origin.pointer.tokens() {
        let list = here.pointer.last().filter(|_| trees.get(&here).is_some_and(Value::is_array));
        let list = list.map(std::borrow::Cow::into_owned);
        here = here.child(&token);
        let said = list.and_then(|list| said(&list, trees.get(&here)?));
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

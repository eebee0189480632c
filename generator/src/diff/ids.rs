//! Places as ids of changes have them: what stands in a list goes by what it says, not by where in the list it is, so
//! that an id means the same when something is put before it.

use serde_json::Value;

use super::trees::Trees;
use crate::source::Origin;

/// The place of a change in its document.
pub(super) fn place(trees: &Trees<'_>, origin: &Origin) -> String {
    let mut place = trees.file_beside(origin.file).map_or_else(String::new, |file| format!("{file}#"));
    let mut here = Origin::root(origin.file);
    for token in origin.pointer.tokens() {
        let list = trees.get(&here).and_then(Value::as_array).zip(here.pointer.last());
        let said = list.and_then(|(elements, list)| said(&list, elements, token.parse().ok()?));
        here = here.child(&token);
        place.push('/');
        place.push_str(&said.unwrap_or_else(|| token.replace('~', "~0").replace('/', "~1")));
    }
    place
}

/// What tells an element of a list from the others: a parameter's name, a server's URL, a part's component or type.
fn said(list: &str, elements: &[Value], index: usize) -> Option<String> {
    let element = elements.get(index)?;
    match list {
        "parameters" => {
            let named = text(element, "name").zip(text(element, "in")).map(|(name, place)| format!("{place}:{name}"));
            named.or_else(|| component(element).map(str::to_owned))
        }
        "servers" => text(element, "url").map(str::to_owned),
        "oneOf" | "anyOf" | "allOf" => Some(part(elements, index, element)),
        _ => None,
    }
}

/// A part by its component, or by its type and how many of that type are written out up to it: `object`, `object-2`.
fn part(elements: &[Value], index: usize, element: &Value) -> String {
    let written_out = |part: &Value| text(part, "type").unwrap_or("inline").to_owned();
    if let Some(component) = component(element) {
        return component.to_owned();
    }
    let word = written_out(element);
    let before = elements[..index].iter().filter(|part| component(part).is_none() && written_out(part) == word).count();
    if before == 0 { word } else { format!("{word}-{}", before + 1) }
}

/// The component that an element refers to.
fn component(element: &Value) -> Option<&str> {
    text(element, "$ref").map(|reference| reference.rsplit('/').next().unwrap_or(reference))
}

fn text<'v>(element: &'v Value, key: &str) -> Option<&'v str> {
    element.get(key).and_then(Value::as_str)
}

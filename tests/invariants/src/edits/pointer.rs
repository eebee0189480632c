//! JSON pointers as text, and what references lead to.

use serde_json::{Map, Value};

/// References are followed so far.
const LONGEST: usize = 16;

/// The pointer of a member or an element.
pub(super) fn child(parent: &str, key: impl AsRef<str>) -> String {
    format!("{parent}/{}", key.as_ref().replace('~', "~0").replace('/', "~1"))
}

/// The pointer without its last key, and that key.
pub(super) fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, key) = pointer.rsplit_once('/')?;
    Some((parent, key.replace("~1", "/").replace("~0", "~")))
}

/// The pointers of what an object or a list holds.
pub(super) fn children(document: &Value, parent: &str) -> Vec<String> {
    match document.pointer(parent) {
        Some(Value::Object(members)) => members.keys().map(|key| child(parent, key)).collect(),
        Some(Value::Array(elements)) => (0..elements.len()).map(|index| child(parent, index.to_string())).collect(),
        _ => Vec::new(),
    }
}

/// The answers of an operation by status.
pub(super) fn answers(document: &Value, operation: &str) -> Vec<String> {
    let answers = children(document, &child(operation, "responses")).into_iter();
    answers.filter(|answer| !answer.rsplit('/').next().is_some_and(|status| status.starts_with("x-"))).collect()
}

/// The object at a pointer.
pub(super) fn object<'d>(document: &'d Value, pointer: &str) -> Option<&'d Map<String, Value>> {
    document.pointer(pointer)?.as_object()
}

/// The place that a reference within the document leads to, or the place itself; none where it leads elsewhere.
pub(super) fn resolved(document: &Value, pointer: &str) -> Option<String> {
    let mut pointer = pointer.to_owned();
    for _ in 0..LONGEST {
        let Some(reference) = document.pointer(&pointer)?.get("$ref") else { return Some(pointer) };
        pointer = decoded(reference.as_str()?.strip_prefix('#')?);
    }
    None
}

/// A fragment as a pointer.
pub(super) fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

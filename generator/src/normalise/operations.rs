//! The operations of a tree, for the steps that touch each of them.

use serde_json::{Map, Value};

use super::grammar::is_extension;
use crate::source::Pointer;

/// The keys of a path item that hold operations.
pub(crate) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What the operations are called together that have no tag.
pub(crate) const UNTAGGED: &str = "Default";

/// A tag without its case and with blanks for hyphens and underscores: those that differ in nothing else are of one
/// module.
pub(crate) fn folded_tag(tag: &str) -> String {
    let words: Vec<String> =
        tag.split([' ', '-', '_']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    if words.is_empty() { tag.to_owned() } else { words.join(" ") }
}

/// Whether two tags are of one module.
pub(crate) fn is_same_tag(one: &str, other: &str) -> bool {
    one == other || folded_tag(one) == folded_tag(other)
}

/// An operation of the tree.
pub(super) struct Operation<'n> {
    pub(super) path: &'n str,
    pub(super) method: &'n str,
    pub(super) item: &'n Map<String, Value>,
    pub(super) members: &'n Map<String, Value>,
}

impl Operation<'_> {
    /// Where the path item stands in the tree.
    pub(super) fn item_pointer(&self) -> Pointer {
        Pointer::root().child("paths").child(self.path)
    }

    /// Where the operation stands in the tree.
    pub(super) fn pointer(&self) -> Pointer {
        self.item_pointer().child(self.method)
    }
}

/// All operations, in document order.
pub(super) fn operations(tree: &Value) -> impl Iterator<Item = Operation<'_>> {
    let paths = tree.get("paths").and_then(Value::as_object).into_iter().flatten();
    let paths = paths.filter(|(path, _)| !is_extension(path));
    let items = paths.filter_map(|(path, item)| Some((path.as_str(), item.as_object()?)));
    items.flat_map(|(path, item)| {
        let methods = item.iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
        methods.filter_map(move |(method, operation)| {
            Some(Operation { path, method, item, members: operation.as_object()? })
        })
    })
}

//! The callbacks of operations. A client has no use for them: they are read where documents are compared.

use std::collections::BTreeMap;

use openapiv3::PathItem;
use serde_json::{Map, Value};

use super::Moved;
use super::assemble::{Beside, callback_item};
use super::grammar::is_extension;
use super::operations::METHODS;
use super::paths::followed;
use crate::source::Pointer;

/// A path item of a callback.
#[derive(Clone, Debug)]
pub(crate) struct CallbackItem {
    pub(crate) name: String,
    /// Where its requests go: an expression over what was sent and answered.
    pub(crate) expression: String,
    /// Where it stands in the tree, be the callback there by a reference.
    pub(crate) pointer: Pointer,
    pub(crate) item: PathItem,
    /// What it has that openapiv3 has no place for.
    pub(super) beside: Beside,
}

/// The path items of callbacks, by the places of operations in the tree.
pub(super) type Callbacks = BTreeMap<Pointer, Vec<CallbackItem>>;

/// The callbacks of all operations; what cannot be read is left out.
pub(super) fn read(tree: &Value, moved: &Moved) -> Callbacks {
    let mut callbacks = Callbacks::new();
    let paths = tree.get("paths").and_then(Value::as_object).into_iter().flat_map(Map::keys);
    for place in paths.map(|path| Pointer::root().child("paths").child(path)) {
        let item = followed(tree, place.clone()).filter(|item| *item != place);
        for (method, stands) in METHODS.iter().flat_map(|method| {
            [Some(&place), item.as_ref()].into_iter().flatten().map(move |item| (method, item.child(method)))
        }) {
            let list = stands.child("callbacks");
            let names = list.value_in(tree).and_then(Value::as_object).into_iter().flat_map(Map::keys);
            let items: Vec<_> = names.flat_map(|name| items(tree, &list, name, moved)).collect();
            if !items.is_empty() {
                callbacks.insert(place.child(method), items);
            }
        }
    }
    callbacks
}

/// The path items of one callback of a list.
fn items(tree: &Value, list: &Pointer, name: &str, moved: &Moved) -> Vec<CallbackItem> {
    let Some(callback) = followed(tree, list.child(name)) else { return Vec::new() };
    let keys = callback.value_in(tree).and_then(Value::as_object).into_iter().flat_map(Map::keys);
    let item = |expression: &String| {
        let pointer = followed(tree, callback.child(expression))?;
        let (item, beside) = callback_item(tree, &pointer, moved)?;
        Some(CallbackItem { name: name.to_owned(), expression: expression.clone(), pointer, item, beside })
    };
    keys.filter(|key| !is_extension(key)).filter_map(item).collect()
}

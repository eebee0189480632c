//! The operations in the order of the document's text, which openapiv3's types do not keep.

use openapiv3::{PathItem, ReferenceOr, Response};
use serde_json::Value;

use super::place::Place;
use crate::http::Method;
use crate::normalise::{CallbackItem, Normal, status};
use crate::source::{Origin, Pointer};

/// An operation, typed and as it stands.
pub(super) struct OperationNode<'n> {
    normal: &'n Normal,
    pub(super) pointer: Pointer,
    pub(super) path: &'n str,
    /// Where the path item stands.
    pub(super) item: Origin,
    pub(super) method: Method,
    pub(super) typed: &'n openapiv3::Operation,
    pub(super) place: Place<'n>,
}

/// All operations: by path, then by method.
pub(super) fn operations(normal: &Normal) -> impl Iterator<Item = OperationNode<'_>> {
    in_items(normal, "paths", path_items(normal))
}

/// The operations of webhooks, which have a name in place of a path.
pub(super) fn webhooks(normal: &Normal) -> impl Iterator<Item = OperationNode<'_>> {
    in_items(normal, "webhooks", normal.webhooks().iter())
}

/// The path items by path.
pub(super) fn path_items(normal: &Normal) -> impl Iterator<Item = (&String, &PathItem)> {
    normal.document().paths.iter().filter_map(|(path, item)| Some((path, item.as_item()?)))
}

/// The requests of the callbacks of an operation that stands here in the tree, each with the callback.
pub(super) fn callbacks<'n>(
    normal: &'n Normal,
    operation: &Pointer,
) -> impl Iterator<Item = (&'n CallbackItem, OperationNode<'n>)> + use<'n> {
    normal.callbacks(operation).iter().flat_map(move |callback| {
        let nodes = in_item(normal, callback.pointer.clone(), &callback.expression, &callback.item);
        nodes.map(move |node| (callback, node))
    })
}

fn in_items<'n>(
    normal: &'n Normal,
    section: &'static str,
    items: impl Iterator<Item = (&'n String, &'n PathItem)>,
) -> impl Iterator<Item = OperationNode<'n>> {
    items.flat_map(move |(path, item)| in_item(normal, Pointer::root().child(section).child(path), path, item))
}

fn in_item<'n>(
    normal: &'n Normal,
    pointer: Pointer,
    path: &'n str,
    item: &'n PathItem,
) -> impl Iterator<Item = OperationNode<'n>> {
    let place = Place::of(normal, &pointer);
    let keys = place.value.as_object().into_iter().flat_map(serde_json::Map::keys);
    keys.filter_map(move |key| {
        let (method, typed) = typed(item, key)?;
        let (pointer, item) = (pointer.child(key), place.origin.clone());
        Some(OperationNode { normal, pointer, path, item, method, typed, place: place.child(key) })
    })
}

fn typed<'n>(item: &'n PathItem, key: &str) -> Option<(Method, &'n openapiv3::Operation)> {
    let (method, operation) = match key {
        "get" => (Method::Get, &item.get),
        "put" => (Method::Put, &item.put),
        "post" => (Method::Post, &item.post),
        "delete" => (Method::Delete, &item.delete),
        "options" => (Method::Options, &item.options),
        "head" => (Method::Head, &item.head),
        "patch" => (Method::Patch, &item.patch),
        "trace" => (Method::Trace, &item.trace),
        _ => return None,
    };
    Some((method, operation.as_ref()?))
}

impl<'n> OperationNode<'n> {
    /// Where the path is the key of a path item, be that one from elsewhere.
    pub(super) fn path_place(&self) -> Origin {
        let is_key = self.item.file == self.normal.file()
            && self.item.pointer.parent().is_some_and(|holder| holder.as_str() == "/paths");
        let place = Pointer::root().child("paths").child(self.path);
        if is_key { self.item.clone() } else { Origin::new(self.normal.file(), place) }
    }

    /// The place of a parameter, which may be one of the path.
    pub(super) fn parameter(&self, index: usize) -> Place<'n> {
        let pointer = self.pointer.child("parameters").index(index);
        let value = self.place.value.get("parameters").and_then(|parameters| parameters.get(index));
        Place::at(self.normal, pointer, value.unwrap_or(&Value::Null))
    }

    /// The place of the servers, which may be those of the path.
    pub(super) fn servers(&self) -> Place<'n> {
        let pointer = self.pointer.child("servers");
        Place::at(self.normal, pointer, self.place.get("servers").unwrap_or(&Value::Null))
    }

    /// The answers by key, in the order of the document's text.
    pub(super) fn responses(&self) -> impl Iterator<Item = (&'n str, &'n ReferenceOr<Response>)> + use<'n> {
        let responses = &self.typed.responses;
        let members = self.place.child("responses").value.as_object();
        let keys = members.into_iter().flat_map(serde_json::Map::keys);
        keys.filter_map(move |key| {
            let response = match key.as_str() {
                "default" => responses.default.as_ref(),
                key => responses.responses.get(&status(key)?),
            };
            Some((key.as_str(), response?))
        })
    }
}

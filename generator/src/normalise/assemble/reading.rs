//! Reads one object of the tree, and goes to the ones below it.

use std::borrow::Cow;
use std::sync::LazyLock;

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::de::{DeserializeOwned, Deserializer};
use serde_json::{Map, Value};
use serde_path_to_error::Segment;

use super::Assembly;
use crate::diagnostic::catalogue;
use crate::normalise::grammar::{is_extension, reference};
use crate::normalise::trail::Trail;

/// An object of the tree and the way to it.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    pub(super) value: &'t Value,
    pub(super) trail: &'t Trail<'t>,
}

impl Assembly<'_> {
    /// Reads an object with nothing under the keys `below`: they are only there, or not.
    pub(super) fn object<T: DeserializeOwned>(&mut self, node: Node<'_>, below: &[&str]) -> Option<T> {
        self.members(shallow(node, below), node.trail)
    }

    /// Reads a parameter or a header, which openapiv3 wants to have a schema or content.
    pub(super) fn valued<T: DeserializeOwned>(&mut self, node: Node<'_>) -> Option<T> {
        let mut members = shallow(node, &["schema", "content"]);
        if !members.iter().any(|(key, _)| matches!(*key, "schema" | "content")) {
            members.push(("schema", &NO_MEMBERS));
        }
        self.members(members, node.trail)
    }

    /// Reads an object that holds no schemas.
    pub(super) fn whole<T: DeserializeOwned>(&mut self, node: Node<'_>) -> Option<T> {
        self.read(node.value, node.trail)
    }

    /// Reads the members of an object.
    pub(super) fn members<T: DeserializeOwned>(&mut self, members: Vec<Member<'_>>, trail: &Trail<'_>) -> Option<T> {
        let members = members.into_iter().map(|(key, value)| (BorrowedStrDeserializer::new(key), value));
        self.read(MapDeserializer::new(members), trail)
    }

    /// Reads one object with openapiv3.
    fn read<'t, T: DeserializeOwned>(
        &mut self,
        object: impl Deserializer<'t, Error = serde_json::Error>,
        trail: &Trail<'_>,
    ) -> Option<T> {
        match serde_path_to_error::deserialize(object) {
            Ok(object) => Some(object),
            Err(error) => {
                let origin = error.path().iter().fold(trail.origin(), |origin, segment| match segment {
                    Segment::Seq { index } => origin.index(*index),
                    Segment::Map { key } => origin.child(key),
                    Segment::Enum { .. } | Segment::Unknown => origin,
                });
                self.diagnostics.push(catalogue::normalise::unreadable(&origin, error.inner()));
                self.wrong.push(trail.pointer());
                None
            }
        }
    }

    /// Reads an object, unless a reference stands in its place.
    pub(super) fn or_reference<T>(
        &mut self,
        node: Node<'_>,
        read: impl FnOnce(&mut Self, Node<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match reference(node.value) {
            Some(reference) => Some(ReferenceOr::ref_(reference)),
            None => read(self, node).map(ReferenceOr::Item),
        }
    }

    /// Reads what stands under a key.
    pub(super) fn child<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, Node<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = node.value.get(key).filter(|value| !value.is_null())?;
        read(self, Node { value, trail: &node.trail.child(key) })
    }

    /// Reads what stands at the end of a way of keys.
    pub(super) fn below<T>(
        &mut self,
        node: Node<'_>,
        way: &[Cow<'_, str>],
        read: fn(&mut Self, Node<'_>) -> Option<T>,
    ) -> Option<T> {
        match way {
            [] => read(self, node),
            [key, rest @ ..] => self.child(node, key, |this, node| this.below(node, rest, read)),
        }
    }

    /// Reads a list of objects or references.
    pub(super) fn list<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: fn(&mut Self, Node<'_>) -> Option<T>,
    ) -> Vec<ReferenceOr<T>> {
        let list = self.child(node, key, |this, node| {
            let elements = node.value.as_array()?.iter().enumerate();
            let read = |(index, value)| this.or_reference(Node { value, trail: &node.trail.index(index) }, read);
            Some(elements.filter_map(read).collect())
        });
        list.unwrap_or_default()
    }

    /// Reads a mapping to objects or references.
    pub(super) fn map<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: fn(&mut Self, Node<'_>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        self.plain_map(node, key, |this, node| this.or_reference(node, read))
    }

    /// Reads a mapping; a value that does not fit is left out.
    pub(super) fn plain_map<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: impl Fn(&mut Self, Node<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let map = self.child(node, key, |this, node| {
            let members = node.value.as_object()?.iter();
            let read = |(name, value): (&String, &_)| {
                Some((name.clone(), read(this, Node { value, trail: &node.trail.child(name) })?))
            };
            Some(members.filter_map(read).collect())
        });
        map.unwrap_or_default()
    }
}

/// A key of an object, and what stands under it.
pub(super) type Member<'t> = (&'t str, &'t Value);

static NO_ELEMENTS: Value = Value::Array(Vec::new());
pub(super) static NO_MEMBERS: LazyLock<Value> = LazyLock::new(|| Value::Object(Map::new()));

/// The members of an object with nothing under the keys `below`. As a schema says by its keys which variant of openapiv3
/// it is, they stay.
pub(super) fn shallow<'t>(node: Node<'t>, below: &[&str]) -> Vec<Member<'t>> {
    let members = node.value.as_object().into_iter().flatten();
    let cut = |(key, value): (&'t String, &'t Value)| match value {
        Value::Null => None,
        Value::Array(_) if below.contains(&key.as_str()) => Some((key.as_str(), &NO_ELEMENTS)),
        Value::Object(_) if below.contains(&key.as_str()) => Some((key.as_str(), &*NO_MEMBERS)),
        other => Some((key.as_str(), other)),
    };
    members.filter_map(cut).collect()
}

/// The extensions of an object.
pub(super) fn extensions(node: Node<'_>) -> IndexMap<String, Value> {
    let members = node.value.as_object().into_iter().flatten();
    members.filter(|(key, _)| is_extension(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

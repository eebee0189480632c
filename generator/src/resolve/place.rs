//! A node of the tree with the place it has in the sources: the way to what openapiv3's types do not keep.

use std::num::NonZeroU32;

use serde_json::{Number, Value};

use crate::normalise::Normal;
use crate::source::{Origin, Pointer};

/// A node and where it stands. Below a node that is not there is null.
#[derive(Clone, Debug)]
pub(super) struct Place<'n> {
    normal: &'n Normal,
    pub(super) value: &'n Value,
    pub(super) origin: Origin,
    /// Where the node is in the tree, if something below it stands elsewhere in the sources; of most, nothing does.
    rearranged: Option<Pointer>,
}

impl<'n> Place<'n> {
    /// The place of a node of the tree.
    pub(super) fn of(normal: &'n Normal, pointer: &Pointer) -> Self {
        let value = pointer.value_in(normal.tree()).unwrap_or(&Value::Null);
        Self::at(normal, pointer.clone(), value)
    }

    /// The place of this node of the tree.
    pub(super) fn at(normal: &'n Normal, pointer: Pointer, value: &'n Value) -> Self {
        let origin = normal.origin(&pointer);
        Self { normal, value, origin, rearranged: normal.is_rearranged(&pointer).then_some(pointer) }
    }

    pub(super) fn child(&self, key: &str) -> Self {
        let value = self.get(key).unwrap_or(&Value::Null);
        match &self.rearranged {
            Some(pointer) => Self::at(self.normal, pointer.child(key), value),
            None => Self { value, origin: self.origin.child(key), normal: self.normal, rearranged: None },
        }
    }

    pub(super) fn index(&self, index: usize) -> Self {
        let value = self.value.get(index).unwrap_or(&Value::Null);
        match &self.rearranged {
            Some(pointer) => Self::at(self.normal, pointer.index(index), value),
            None => Self { value, origin: self.origin.index(index), normal: self.normal, rearranged: None },
        }
    }

    /// Which of these keys stand elsewhere in the sources than the node says, and where.
    pub(super) fn written(&self, keys: &[&'static str]) -> Vec<(&'static str, Origin)> {
        let Some(pointer) = &self.rearranged else { return Vec::new() };
        let moved = keys.iter().filter(|key| self.get(key).is_some()).filter_map(|key| {
            let origin = self.normal.origin(&pointer.child(key));
            (origin != self.origin.child(key)).then_some((*key, origin))
        });
        moved.collect()
    }

    /// What a reference says in place of its target's description (OpenAPI 3.1.1, "Reference Object").
    pub(super) fn described_anew(&self) -> Option<String> {
        self.get("$ref").and(self.text("description")).map(str::to_owned)
    }

    /// The elements of the list under a key, with their places.
    pub(super) fn elements(&self, key: &str) -> impl Iterator<Item = Self> + use<'n> {
        let list = self.get(key).and_then(Value::as_array).map(|list| (list.len(), self.child(key)));
        list.into_iter().flat_map(|(count, list)| (0..count).map(move |index| list.index(index)))
    }

    /// The value under a key; null where the document writes null.
    pub(super) fn get(&self, key: &str) -> Option<&'n Value> {
        let members = self.value.as_object()?;
        match members.len() {
            // Most objects have fewer keys than the hash of one costs.
            0..=8 => members.iter().find(|(name, _)| *name == key).map(|(_, value)| value),
            _ => members.get(key),
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<&'n str> {
        self.get(key)?.as_str()
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        self.get(key)?.as_bool()
    }

    pub(super) fn count(&self, key: &str) -> Option<u64> {
        self.get(key)?.as_u64()
    }

    /// An integer that normalise has found to be positive and of 32 bits.
    pub(super) fn positive(&self, key: &str) -> Option<NonZeroU32> {
        NonZeroU32::new(self.count(key)?.try_into().ok()?)
    }

    pub(super) fn number(&self, key: &str) -> Option<Number> {
        self.get(key)?.as_number().cloned()
    }
}

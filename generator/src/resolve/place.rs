//! A node of the tree with the place it has in the sources: the way to what openapiv3's types do not keep.

use std::num::NonZeroU32;

use serde_json::{Number, Value};

use crate::normalise::Normal;
use crate::source::{Origin, Pointer};

/// A node and where it stands. Below a node that is not there is null.
#[derive(Clone, Debug)]
pub(super) struct Place<'n> {
    pub(super) value: &'n Value,
    pub(super) origin: Origin,
}

impl<'n> Place<'n> {
    /// The place of a node of the tree.
    pub(super) fn of(normal: &'n Normal, pointer: &Pointer) -> Self {
        let value = normal.tree().pointer(pointer.as_str()).unwrap_or(&Value::Null);
        Self { value, origin: normal.origin(pointer) }
    }

    pub(super) fn child(&self, key: &str) -> Self {
        Self { value: self.get(key).unwrap_or(&Value::Null), origin: self.origin.child(key) }
    }

    pub(super) fn index(&self, index: usize) -> Self {
        Self { value: self.value.get(index).unwrap_or(&Value::Null), origin: self.origin.index(index) }
    }

    /// The elements of the list under a key, with their places.
    pub(super) fn elements(&self, key: &str) -> impl Iterator<Item = Self> + use<'n> {
        let list = self.child(key);
        (0..list.value.as_array().map_or(0, Vec::len)).map(move |index| list.index(index))
    }

    /// The value under a key; null where the document writes null.
    pub(super) fn get(&self, key: &str) -> Option<&'n Value> {
        self.value.get(key)
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

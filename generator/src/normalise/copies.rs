//! Bounds what references to path items add to the tree: each such reference is replaced by a copy.

use serde_json::Value;

use crate::load::{BYTES_PER_NODE, MAX_ALIAS_NODES};

/// How many nodes may yet be copied; as many in all as YAML aliases may add.
pub(super) struct Copies {
    left: usize,
}

impl Copies {
    pub(super) fn new() -> Self {
        Self { left: MAX_ALIAS_NODES }
    }

    /// Whether one more copy of this value may be made; counts it.
    pub(super) fn allow(&mut self, value: &Value) -> bool {
        let left = self.left.checked_sub(nodes(value));
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

fn nodes(value: &Value) -> usize {
    let below: usize = match value {
        Value::Array(elements) => elements.iter().map(nodes).sum(),
        Value::Object(members) => members.values().map(nodes).sum(),
        Value::String(text) => text.len() / BYTES_PER_NODE,
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    below + 1
}

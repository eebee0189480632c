//! Repairs: what real documents get wrong and what they can only mean by it, one function each. Every repair is
//! reported as a warning with its place; what could mean several things is left for the check to refuse.

mod objects;
mod paths;
mod references;
mod scalars;
mod shapes;
mod styles;
mod templates;
mod types;
mod variants;
mod walk;

pub(super) use paths::complete;
pub(super) use walk::{Unknown, mend};

use serde_json::Value;

/// A value in the place of another, and what is said about it.
struct Mended {
    value: Value,
    /// How it is read: the rest of a sentence that begins with the place.
    reading: &'static str,
}

impl Mended {
    fn new(value: impl Into<Value>, reading: &'static str) -> Option<Self> {
        Some(Self { value: value.into(), reading })
    }
}

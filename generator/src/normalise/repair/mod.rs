//! Repairs: what real documents get wrong and what they can only mean by it, one function each. Every repair is
//! reported as a warning with its place; what could mean several things is left for the check to refuse.

mod bodies;
mod body_parameters;
mod keys;
mod locations;
mod objects;
mod paths;
mod patterns;
mod produced;
mod references;
mod scalars;
mod schemes;
mod shapes;
mod styles;
mod swagger;
mod templates;
mod types;
mod variants;
mod walk;
mod words;

pub(super) use paths::complete;
pub(super) use variants::is_nullable_alone;
pub(super) use walk::{Unknown, mend, mend_part};

use serde_json::Value;

/// A value in the place of another, and what is said about it.
struct Mended {
    value: Value,
    /// How it is read: the rest of a sentence that begins with the place.
    reading: &'static str,
    /// What stands under another key now, or at another index: before and after, each index after the ones below it.
    places: Vec<(String, String)>,
}

impl Mended {
    fn new(value: impl Into<Value>, reading: &'static str) -> Option<Self> {
        Some(Self { value: value.into(), reading, places: Vec::new() })
    }

    /// The elements of a list that was a mapping with these keys.
    fn list<'k>(elements: Vec<Value>, keys: impl Iterator<Item = &'k String>, reading: &'static str) -> Option<Self> {
        let places = keys.enumerate().map(|(index, key)| (key.clone(), index.to_string())).collect();
        Some(Self { value: elements.into(), reading, places })
    }
}

//! Where nodes stand in the sources that normalise put elsewhere in the tree.

use std::collections::BTreeMap;

use crate::source::{FileId, Origin, Pointer};

/// The nodes that were moved, with their first place; whatever is not here stands where it stood.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    file: FileId,
    /// By the text of the pointer in the tree.
    places: BTreeMap<String, Origin>,
}

impl Moved {
    /// Nothing in the tree of this file was moved.
    pub(super) fn none(file: FileId) -> Self {
        Self { file, places: BTreeMap::new() }
    }

    /// Notes that what is now at `pointer` stands at `origin` in the sources.
    pub(super) fn insert(&mut self, pointer: &Pointer, origin: Origin) {
        self.places.insert(pointer.as_str().to_owned(), origin);
    }

    /// The file whose tree this is.
    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// Whether a node was moved to below this one.
    pub(super) fn has_below(&self, pointer: &Pointer) -> bool {
        if self.places.is_empty() {
            return false;
        }
        let below = [pointer.as_str(), "/"].concat();
        self.places.range(below.clone()..).next().is_some_and(|(first, _)| first.starts_with(&below))
    }

    /// Where a node of the tree stands in the sources.
    pub(super) fn origin(&self, pointer: &Pointer) -> Origin {
        let text = pointer.as_str();
        let mut end = text.len();
        while !self.places.is_empty() {
            if let Some(place) = self.places.get(&text[..end]) {
                let below = Pointer::parse(&text[end..]).expect("invariant: cut off a pointer before a `/`");
                return Origin::new(place.file, place.pointer.join(&below));
            }
            match text[..end].rfind('/') {
                Some(slash) => end = slash,
                None => break,
            }
        }
        Origin::new(self.file, pointer.clone())
    }
}

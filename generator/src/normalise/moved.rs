//! Where nodes stand in the sources that normalise put elsewhere in the tree, and how numbers are written there.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use crate::load::{self, Tree};
use crate::source::{FileId, Origin, Pointer};

/// The nodes that were moved, with their first place; whatever is not here stands where it stood.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    file: FileId,
    /// By the text of the pointer in the tree.
    places: BTreeMap<String, Origin>,
    /// How numbers are written that JSON would write otherwise, by file and place.
    spellings: BTreeMap<Origin, String>,
}

impl Moved {
    /// Nothing in the tree of this file was moved.
    pub(super) fn none(file: FileId) -> Self {
        Self { file, places: BTreeMap::new(), spellings: BTreeMap::new() }
    }

    /// The value of a tree, whose spellings are kept.
    pub(super) fn open(&mut self, tree: Tree) -> Value {
        let file = tree.file();
        let (value, spellings) = tree.into_parts();
        let spellings = spellings.into_iter().map(|(pointer, text)| (Origin::new(file, pointer), text));
        self.spellings.extend(spellings);
        value
    }

    /// How the number at a node is written, where JSON would write it otherwise.
    pub(super) fn spelling(&self, pointer: &Pointer, number: &Number) -> Option<&str> {
        let text = self.spellings.get(&self.origin(pointer))?;
        load::writes(text, number).then_some(text)
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

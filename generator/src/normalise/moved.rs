//! Where nodes stand in the sources that normalise put elsewhere in the tree, and how numbers are written there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Number, Value};

use crate::load::{self, Tree};
use crate::source::{FileId, Origin, Pointer};

/// How much of something references brought elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Brought {
    Nothing,
    Part,
    Whole,
}

/// The nodes that were moved, with their first place; whatever is not here stands where it stood.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    file: FileId,
    /// By the text of the pointer in the tree.
    places: BTreeMap<String, Origin>,
    /// How numbers are written that JSON would write otherwise, by file and place.
    spellings: BTreeMap<Origin, String>,
    /// What references brought in.
    brought: BTreeSet<Origin>,
}

impl Moved {
    /// Nothing in the tree of this file was moved.
    pub(super) fn none(file: FileId) -> Self {
        Self { file, places: BTreeMap::new(), spellings: BTreeMap::new(), brought: BTreeSet::new() }
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

    /// The same of what a reference brought there.
    pub(super) fn bring(&mut self, pointer: &Pointer, origin: Origin) {
        self.read(origin.clone());
        self.insert(pointer, origin);
    }

    /// Notes that a reference read what stands at `origin`.
    pub(super) fn read(&mut self, origin: Origin) {
        self.brought.insert(origin);
    }

    /// How much of a value that stands at `origin` in the sources was brought elsewhere by references.
    pub(super) fn brought(&self, value: &Value, origin: &Origin) -> Brought {
        if self.brought.contains(origin) {
            return Brought::Whole;
        }
        if !self.brought.range(origin.child("")..).next().is_some_and(|it| it.is_within(origin)) {
            return Brought::Nothing;
        }
        let mut members = value.as_object().into_iter().flatten();
        let is_whole = |(name, value): (&String, &_)| self.brought(value, &origin.child(name)) == Brought::Whole;
        if members.all(is_whole) { Brought::Whole } else { Brought::Part }
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

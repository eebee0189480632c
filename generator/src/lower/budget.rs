//! How far the types of a document may grow: bases of many members with many heirs would have any number of parts.

use std::cell::Cell;

use crate::resolve::Document;

/// How many members and variants the types of a document have at least before it is crowded, and how many more for each
/// of its schemas: thrice what the largest documents have.
const MOST_PARTS: usize = 100_000;
const MOST_PARTS_BY_SCHEMA: usize = 4;

/// The parts that types may still have: members of structs, variants of the unions of bases, and schemas whose tags
/// stand for a variant that they are not.
pub(super) struct Budget {
    left: Cell<usize>,
}

/// Types take in no more of what they build on: they have more parts than documents need.
pub(super) struct Crowded;

impl Budget {
    pub(super) fn of(document: &Document) -> Self {
        Self { left: Cell::new(MOST_PARTS + MOST_PARTS_BY_SCHEMA * document.schemas.len()) }
    }

    /// Makes something that comes to so many parts; nothing where none is left.
    pub(super) fn make<T>(&self, make: impl FnOnce() -> T, parts: impl FnOnce(&T) -> usize) -> Result<T, Crowded> {
        if self.left.get() == 0 {
            return Err(Crowded);
        }
        let made = make();
        self.left.set(self.left.get().saturating_sub(parts(&made)));
        Ok(made)
    }
}

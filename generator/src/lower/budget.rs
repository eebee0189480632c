//! How far the types of a document may grow: bases of many members with many heirs would have any number of parts.

use std::cell::Cell;

use crate::resolve::Document;

/// How many members and variants the types of a document have at least before it is crowded, and how many more for each
/// of its schemas: thrice what the largest documents have.
const MOST_PARTS: usize = 100_000;
const MOST_PARTS_BY_SCHEMA: usize = 4;

/// How many scopes and headers the operations of a document list before it is crowded, beside as many as types have
/// parts: for each of them.
const MOST_PARTS_BY_OPERATION: usize = 64;

/// The parts that types may still have: members of structs, variants of the unions of bases, values of the enums of
/// several schemas, and schemas whose tags stand for a variant that they are not.
pub(super) struct Budget {
    left: Cell<usize>,
}

/// Types take in no more of what they build on: they have more parts than documents need.
pub(super) struct Crowded;

impl Budget {
    pub(super) fn of(document: &Document) -> Self {
        Self { left: Cell::new(MOST_PARTS + MOST_PARTS_BY_SCHEMA * document.schemas.len()) }
    }

    /// For what operations list.
    pub(super) fn of_operations(document: &Document) -> Self {
        Self { left: Cell::new(MOST_PARTS + MOST_PARTS_BY_OPERATION * document.operations.len()) }
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

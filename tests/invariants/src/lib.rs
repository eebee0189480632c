//! What holds whatever a document says, and can be held against the document itself: that names depend on their own
//! items only ([`deletion`]), that what became of each part adds up ([`accounting`]), and that the comparison of
//! documents tells an edit as what it is ([`edits`]).
//!
//! Tests check it over the fixtures, `cargo xtask corpus` over documents that others wrote.

pub mod accounting;
pub mod deletion;
pub mod edits;

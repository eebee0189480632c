//! What holds whatever a document says, and can be held against the document itself: that names depend on their own
//! items only ([`deletion`]), and that what became of each part adds up ([`accounting`]).
//!
//! Tests check it over the fixtures, `cargo xtask corpus` over documents that others wrote.

pub mod accounting;
pub mod deletion;

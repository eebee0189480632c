//! What a change of a document means: on the wire, and for those who use the Rust client of it.

mod finding;
mod kind;
mod wire;

pub use kind::{Kind, Rust, Wire};

//! The grammar of generated code: one macro per kind of item. Generated text says what the document says; what
//! follows from it is here.
//!
//! Expansions are kept small, since they are most of what a service costs to compile. Inside the macros every path is
//! absolute, so that generated names can be anything.

mod batched;
mod bodies;
mod builder;
mod client;
mod enums;
mod form;
mod model;
mod operation;
mod paged;
mod streamed;
mod union;

//! Documents that want to break the generator, and what must hold whatever a document says.
//!
//! Shared by the fuzz targets in `tests/fuzz`, which never end, and by tests of a few seconds in `tests/suite`. Both
//! make documents from bytes: the fuzzer changes the bytes, a test takes them from a [`seed`](decisions::seeded).

pub mod check;
pub mod damage;
pub mod decisions;
pub mod mutate;
pub mod seeds;
pub mod sizes;
pub mod texts;

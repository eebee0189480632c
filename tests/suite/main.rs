//! Every test of the project that needs more than one crate, as one binary.

#![expect(clippy::panic, reason = "a test fails loudly, in its helpers too")]

mod accounting;
mod batches;
mod blocking;
mod boundaries;
mod callable;
mod calls;
mod compile;
mod conformance;
mod contract;
mod corpus;
mod credentials;
mod data;
mod deletion;
mod determinism;
mod dialects;
mod diff;
mod document;
mod edits;
mod errors;
mod escapes;
mod fake;
mod faults;
mod files;
mod fixture;
mod freshness;
mod generate;
mod golden;
mod injection;
mod lists;
mod load;
mod patterns;
mod policy;
mod promised;
mod review;
mod robust;
mod testing;
mod times;
mod wire;
mod xtask;

//! Generates documents that have many of one thing, then four times as many, and prints a line for each thing: its
//! name, and for both documents the bytes of the text, the number of allocations, and their bytes.
//!
//! A process of its own, as the allocator counts for all of its threads.

use std::alloc::System;

use generator::source::Sources;
use hostile::check::generate;
use hostile::sizes::SIZES;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Enough for the cost of one to show beside that of any document.
const MANY: usize = 250;

/// The bytes of a document, and the allocations and bytes that it takes.
fn cost(text: String) -> Result<String, String> {
    let length = text.len();
    let sources = Sources::new([("document.yaml", text)]);
    let region = Region::new(ALLOCATOR);
    generate(&sources)?;
    let taken = region.change();
    Ok(format!("{length} {} {}", taken.allocations + taken.reallocations, taken.bytes_allocated))
}

#[expect(clippy::print_stdout, reason = "the figures are what the test reads")]
fn main() -> Result<(), String> {
    for (name, size) in SIZES {
        println!("{name}: {} {}", cost(size(MANY))?, cost(size(4 * MANY))?);
    }
    Ok(())
}

//! How often calls, reading and writing ask for memory: `cargo bench -p benches --bench allocations`.
//!
//! A benchmark of its own, as counting takes time.

use std::alloc::System;
use std::fmt::Write;
use std::process::ExitCode;

use benches::measure::Comparison;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> ExitCode {
    let comparisons = || benches::calls::comparisons().into_iter().chain(benches::codec::comparisons()).collect();
    benches::run(comparisons, allocations)
}

/// What each contender allocates, and allocates anew to grow, each time.
fn allocations(comparisons: &mut [Comparison]) -> String {
    const TIMES: u64 = 1000;
    let mut table = format!("{:36} {:>22} {:>12} {:>12}\n", "", "", "allocations", "bytes");
    for comparison in comparisons {
        for (index, contender) in comparison.contenders.iter_mut().enumerate() {
            // Connections, and what grows once.
            (contender.run)(TIMES);
            let region = Region::new(ALLOCATOR);
            (contender.run)(TIMES);
            let counted = region.change();
            let each = |count: usize| count as f64 / TIMES as f64;
            let (count, bytes) = (each(counted.allocations + counted.reallocations), each(counted.bytes_allocated));
            let name = if index == 0 { comparison.name } else { "" };
            let _ = writeln!(table, "{name:36} {:>22} {count:>12.1} {bytes:>12.0}", contender.name);
        }
    }
    table
}

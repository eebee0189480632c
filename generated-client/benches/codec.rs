//! How long reading and writing a model takes, beside serde's derives: `cargo bench -p benches --bench codec`.
//!
//! Instructions say more than a clock, and say the same each time. With Valgrind, and `PROGRAM` the path that
//! `cargo bench -p benches --bench codec --no-run` prints:
//!
//! ```text
//! for times in 100 1100; do
//!     valgrind --tool=callgrind --callgrind-out-file=/dev/null PROGRAM once "read ODIN settings" client $times
//! done
//! ```
//!
//! The instructions of reading it once are the difference of the two, by 1,000. The other comparisons and contenders
//! are called as the table calls them.

use std::process::ExitCode;

fn main() -> ExitCode {
    benches::run(benches::codec::comparisons, benches::measure::times)
}

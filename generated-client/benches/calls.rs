//! How long a call takes, beside reqwest and serde: `cargo bench -p benches --bench calls`.
//!
//! Instructions say more than a clock, and say the same each time. With Valgrind, and `PROGRAM` the path that
//! `cargo bench -p benches --bench calls --no-run` prints:
//!
//! ```text
//! for times in 1000 3000; do
//!     valgrind --tool=callgrind --callgrind-out-file=/dev/null PROGRAM once "one call after the other" client $times
//! done
//! ```
//!
//! The instructions of a call are the difference of the two, by 2,000. The other contender is `reqwest and serde`.

use std::process::ExitCode;

fn main() -> ExitCode {
    benches::run(benches::calls::comparisons, benches::measure::times)
}

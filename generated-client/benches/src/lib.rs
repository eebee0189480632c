//! What the benchmarks share: two or more ways to do the same, and how they are compared.
//!
//! Neither criterion nor divan is used: both measure one way after the other, and between the two the clock of a busy
//! machine drifts by more than what is looked for here. [`measure`] runs the ways in turns and compares each turn.

pub mod calls;
pub mod codec;
pub mod derived;
pub mod documents;
pub mod measure;
mod server;

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use measure::Comparison;

/// Runs a benchmark by its command line: all of `comparisons` by `report`; `once COMPARISON CONTENDER TIMES`, which is
/// what a profiler looks at; or the server that the calls are made to.
pub fn run(comparisons: impl FnOnce() -> Vec<Comparison>, report: fn(&mut [Comparison]) -> String) -> ExitCode {
    // Cargo says what it is doing.
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let text = match words[..] {
        [] => report(&mut comparisons()),
        [server::COMMAND] => server::serve(),
        ["once", comparison, contender, times] => measure::once(&mut comparisons(), comparison, contender, times),
        _ => "usage: [once COMPARISON CONTENDER TIMES]".to_owned(),
    };
    match writeln!(io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

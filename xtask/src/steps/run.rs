//! Runs steps one after the other: headings, times, and a line for each at the end.

use std::time::{Duration, Instant};

use anstream::println;
use anyhow::Result;

use super::{Outcome, Step};
use crate::Verdict;
use crate::terminal::{BOLD, DIM, GREEN, RED, YELLOW};

/// A step that has ended.
struct Ended {
    step: Step,
    outcome: Outcome,
    time: Duration,
}

/// Runs the steps up to the first that fails.
pub(super) fn run(title: &str, steps: &[Step], run_step: impl Fn(Step) -> Result<Outcome>) -> Result<Verdict> {
    let mut ended = Vec::new();
    for &step in steps {
        println!("\n{BOLD}{}{BOLD:#}: {}", step.name(), step.about());
        let start = Instant::now();
        let outcome = run_step(step)?;
        let has_failed = matches!(outcome, Outcome::Failed(_));
        let time = start.elapsed();
        ended.push(Ended { step, outcome, time });
        if has_failed {
            break;
        }
    }
    println!();
    for step in &ended {
        step.print_line();
    }
    for step in &steps[ended.len()..] {
        println!("{DIM}not run{DIM:#} {}", step.name());
    }
    Ok(conclude(title, &ended))
}

/// Prints the counts, in a form that tools which watch test runs know, and how to repeat what failed.
fn conclude(title: &str, ended: &[Ended]) -> Verdict {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for Ended { step, outcome, .. } in ended {
        match outcome {
            Outcome::Passed | Outcome::PassedWithout(_) => passed += 1,
            Outcome::Skipped(_) => skipped += 1,
            Outcome::Failed(repeat) => {
                failed += 1;
                println!("\n{RED}{} failed{RED:#}, to repeat it: {repeat}", step.name());
            }
        }
    }
    println!("\n{title}: {passed} passed, {failed} failed, {skipped} skipped");
    Verdict::on(failed)
}

impl Ended {
    fn print_line(&self) {
        let (style, word, note) = match &self.outcome {
            Outcome::Passed => (GREEN, "passed", ""),
            Outcome::PassedWithout(note) => (GREEN, "passed", note.as_str()),
            Outcome::Skipped(note) => (YELLOW, "skipped", note.as_str()),
            Outcome::Failed(_) => (RED, "failed", ""),
        };
        let (name, seconds) = (self.step.name(), self.time.as_secs_f64());
        println!("{style}{word:<7}{style:#} {name:<8} {seconds:>6.1} s  {YELLOW}{note}{YELLOW:#}");
    }
}

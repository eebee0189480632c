//! The report, for a person: a table by outcome, the top reasons, the crates that do not compile, the goals.

use anstream::println;

use super::check::Check;
use super::checks::Sum;
use super::compile::Compiled;
use super::examples::{Examples, Failed};
use super::record::Outcome;
use super::report::{Report, Total};
use super::state::Known;
use super::wire::{Called, Fault, Wire};
use crate::terminal::{BOLD, DIM, GREEN, RED};

/// So many reasons are printed; the report has all.
const REASONS: usize = 20;
/// A reason is cut to this many characters.
const WIDTH: usize = 90;

/// Prints the report.
pub(crate) fn print(report: &Report) {
    let head = ["documents", "declared", "generated", "types", "lines", "seconds", "peak MiB"];
    let cells: String = head.iter().map(|head| format!("{head:>11}")).collect();
    println!("{BOLD}{:<18}{cells}{BOLD:#}", "outcome");
    for outcome in Outcome::ALL {
        row(outcome.words(), report.outcomes.get(&outcome).copied().unwrap_or_default());
    }
    row("all", report.total);
    print_reasons(report);
    report.checks.iter().for_each(|(check, sum)| print_check(*check, sum));
    print_crates(&report.crates);
    report.examples.iter().for_each(print_examples);
    report.wire.iter().for_each(print_wire);
    println!();
    for missed in report.missed() {
        println!("{RED}missed{RED:#}: {missed}");
    }
    if report.missed().is_empty() {
        println!("{GREEN}All goals are met{GREEN:#}");
    }
}

fn row(name: &str, total: Total) {
    let Total { documents, declared, operations, types, lines, seconds, peak_mib } = total;
    let counts = format!("{documents:>11}{declared:>11}{operations:>11}{types:>11}{lines:>11}");
    println!("{name:<18}{counts}{seconds:>11.1}{peak_mib:>11}");
}

fn print_reasons(report: &Report) {
    if !report.reasons.is_empty() {
        println!("\n{BOLD}{:>9}{:>9}  reason{BOLD:#}", "documents", "times");
    }
    for reason in report.reasons.iter().take(REASONS) {
        let text: String = reason.reason.chars().take(WIDTH).collect();
        println!("{:>9}{:>9}  {text}", reason.documents, reason.times);
    }
    if let Some(more) = report.reasons.len().checked_sub(REASONS).filter(|more| *more > 0) {
        println!("{DIM}{:>20}and {more} more{DIM:#}", "");
    }
}

fn print_check(check: Check, Sum { documents, times, compared, failed }: &Sum) {
    let held = documents - failed.len();
    match check {
        Check::Accounting => println!("\n{held} of {documents} documents add up ({compared} parts)"),
        Check::Deletion => {
            println!("\n{held} of {documents} documents keep their names ({times} deletions, {compared} names)");
        }
        Check::Diff => {
            let wrong: usize = failed.iter().map(|checked| checked.held.differences.len()).sum();
            println!(
                "\n{} of {times} edits of {documents} documents are told as what they are",
                times - wrong.min(*times)
            );
        }
    }
    for checked in failed {
        let first: String = checked.trouble().iter().flat_map(|said| said.chars()).take(2 * WIDTH).collect();
        println!("  {RED}{}{RED:#}: {first}", checked.document);
    }
}

fn print_crates(crates: &[Compiled]) {
    if crates.is_empty() {
        return;
    }
    let failed = crates.iter().filter(|compiled| !compiled.errors.is_empty());
    println!("\n{} of {} crates compile", crates.len() - failed.clone().count(), crates.len());
    for Compiled { name, errors, .. } in failed {
        let first = errors.first().and_then(|error| error.lines().next()).unwrap_or_default();
        println!("  {RED}{name}{RED:#}: {first}");
    }
}

fn print_examples(examples: &Examples) {
    let Examples { documents, accepted, untyped, unjudged, tried, failed } = examples;
    println!("\n{} of {tried} examples of {documents} documents come back equal", tried - failed.len());
    println!("{DIM}({accepted} accepted by the validator, {untyped} of schemas that are no types of their own){DIM:#}");
    for document in unjudged {
        println!("  {DIM}without judged examples, the validator takes too long: {document}{DIM:#}");
    }
    for Failed { krate, at, ty, reason } in failed {
        let reason: String = reason.chars().take(2 * WIDTH).collect();
        println!("  {RED}{krate}{RED:#} {at} as `{ty}` {reason}");
    }
}

fn print_wire(wire: &Wire) {
    let head = ["operations", "called", "calls", "accepted", "exact", "read", "known", "faults"];
    let cells: String = head.iter().map(|head| format!("{head:>11}")).collect();
    println!("\n{BOLD}{cells}  document{BOLD:#}");
    let mut total = [0; 8];
    for document in &wire.documents {
        let Called { operations, called, calls, accepted, exact, read, faults, .. } = document;
        let own = document.own().count();
        let counts = [*operations, *called, *calls, *accepted, *exact, *read, faults.len() - own, own];
        print_counts(&counts, &document.document);
        total.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
    }
    print_counts(&total, "all");
    for document in &wire.documents {
        for Fault { at, extent, media, kind, said, .. } in document.own() {
            let said: String = said.chars().take(2 * WIDTH).collect();
            let media = media.as_deref().unwrap_or_default();
            println!("  {RED}{}{RED:#} {at} {extent} {media} {kind}: {said}", document.document);
        }
    }
    for (document, said) in &wire.not_loaded {
        println!("  {DIM}not loaded by Prism: {document}: {said}{DIM:#}");
    }
}

fn print_counts(counts: &[usize], of: &str) {
    let cells: String = counts.iter().map(|count| format!("{count:>11}")).collect();
    println!("{cells}  {of}");
}

//! The changes for people at a terminal.

use anstyle::Style;
use generator::diff::{Change, Report, Rust, Spot, Wire};

use crate::terminal::{BOLD, GREEN, RED, YELLOW};

/// How many operations of a change are named.
const OPERATIONS: usize = 3;

pub(super) fn print(report: &Report) {
    for change in &report.changes {
        self::change(change);
    }
    summary(report);
}

fn change(change: &Change) {
    let silent = if change.silent { "silent, " } else { "" };
    let (wire, rust) = (wire(change.wire), rust(change.rust));
    anstream::println!(
        "{silent}{}{}{:#}, {}{}{:#}: {} [{}]",
        wire.1,
        wire.0,
        wire.1,
        rust.1,
        rust.0,
        rust.1,
        change.message,
        change.kind
    );
    let spot = |side: &str, spot: Option<&Spot>| {
        if let Some(Spot { file, line, column, .. }) = spot {
            anstream::println!("  {side} {file}:{line}:{column}");
        }
    };
    spot("was", change.base.as_ref());
    spot("is ", change.head.as_ref());
    if !change.operations.is_empty() {
        let named = change.operations.iter().take(OPERATIONS).cloned().collect::<Vec<_>>().join(", ");
        let more = change.operations.len().saturating_sub(OPERATIONS);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        anstream::println!("  reaches {named}{more}");
    }
    for item in &change.rust_items {
        match (&item.was, &item.is) {
            (Some(was), None) => anstream::println!("  {RED}- {was}{RED:#}"),
            (None, Some(is)) => anstream::println!("  {GREEN}+ {is}{GREEN:#}"),
            (was, is) => {
                let said = |text: &Option<String>| text.clone().unwrap_or_default();
                anstream::println!("  {RED}- {}{RED:#}\n  {GREEN}+ {}{GREEN:#}", said(was), said(is));
            }
        }
    }
}

fn wire(wire: Wire) -> (&'static str, Style) {
    match wire {
        Wire::Safe => ("safe", GREEN),
        Wire::Risky => ("risky", YELLOW),
        Wire::Breaking => ("breaking", RED),
    }
}

fn rust(rust: Rust) -> (&'static str, Style) {
    match rust {
        Rust::None => ("none", GREEN),
        Rust::Patch => ("patch", GREEN),
        Rust::Minor => ("minor", YELLOW),
        Rust::Major => ("major", RED),
    }
}

fn summary(report: &Report) {
    let count = |wire: Wire| report.changes.iter().filter(|change| change.wire == wire).count();
    let (breaking, risky, safe) = (count(Wire::Breaking), count(Wire::Risky), count(Wire::Safe));
    let silent = report.changes.iter().filter(|change| change.silent).count();
    let version = report.version.map_or("none", |version| self::rust(version).0);
    anstream::println!(
        "{BOLD}{} changes{BOLD:#}: {breaking} breaking, {risky} risky, {safe} safe; {silent} silent; version: {version}",
        report.changes.len()
    );
}

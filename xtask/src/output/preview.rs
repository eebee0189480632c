//! Prints a plan that is not carried out: which files differ, by how much, and where the differences begin.

use std::time::Duration;

use anstream::println;
use similar::{ChangeTag, TextDiff};

use super::plan::{Change, Plan};
use crate::terminal::{BOLD, DIM, GREEN, RED};

/// How much of a difference is shown: enough to see what it is, not to review it.
const FILES_SHOWN: usize = 5;
const LINES_SHOWN: usize = 12;

/// Text that has nothing in common is not worth a long search for the shortest difference.
const TIME_PER_FILE: Duration = Duration::from_millis(200);

/// Lists the files that differ, then the first lines of the first differences.
pub(crate) fn print(plan: &Plan<'_>, headline: &str) {
    println!("{BOLD}{headline}{BOLD:#}\n");
    let differences: Vec<_> = plan.differences().map(Difference::of).collect();
    for difference in &differences {
        difference.print_line();
    }
    for difference in differences.iter().take(FILES_SHOWN) {
        difference.print_excerpt();
    }
}

/// A file that is not as it should be.
struct Difference<'plan> {
    verb: &'static str,
    path: &'plan str,
    lines: TextDiff<'plan, 'plan, str>,
}

impl<'plan> Difference<'plan> {
    fn of((path, change): (&'plan str, &'plan Change<'plan>)) -> Self {
        let old = change.old().unwrap_or_default();
        let new = change.text().unwrap_or_default();
        let lines = TextDiff::configure().timeout(TIME_PER_FILE).diff_lines(old, new);
        Self { verb: change.verb(), path, lines }
    }

    fn print_line(&self) {
        let changes = || self.lines.iter_all_changes().map(|change| change.tag());
        let added = changes().filter(|tag| *tag == ChangeTag::Insert).count();
        let removed = changes().filter(|tag| *tag == ChangeTag::Delete).count();
        let counts = format!("{GREEN}{added:>+6}{GREEN:#} {RED}{:>6}{RED:#}", format!("-{removed}"));
        println!("  {} {counts}  {}", self.verb, self.path);
    }

    fn print_excerpt(&self) {
        println!("\n{BOLD}{} {}{BOLD:#}", self.verb, self.path);
        let unified = self.lines.unified_diff().context_radius(1).to_string();
        for line in unified.lines().take(LINES_SHOWN) {
            let style = match line.as_bytes().first() {
                Some(b'+') => GREEN,
                Some(b'-') => RED,
                _ => DIM,
            };
            println!("{style}{line}{style:#}");
        }
    }
}

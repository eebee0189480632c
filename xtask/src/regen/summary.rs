//! What a run did, for a person: the files that changed, then a line for each service.

use std::array;
use std::fmt::Display;
use std::time::Duration;

use anstream::{print, println};
use generator::Summary;
use generator::services::Service;

use crate::output::plan::{Change, Plan};
use crate::terminal::{BOLD, DIM, GREEN, RED, YELLOW, counted};

/// Beyond this many, changed files are counted instead of listed.
const FILES_SHOWN: usize = 20;

/// Prints the files that changed, the table of services, and whether anything changed at all.
pub(super) fn print<'run>(
    services: impl Iterator<Item = (&'run Service, &'run Summary)>,
    plan: &Plan<'_>,
    time: Duration,
) {
    print_changed_files(plan);
    print_table(services, plan);
    let time = format!("{DIM}({:.2} s){DIM:#}", time.as_secs_f64());
    if !plan.leftovers.is_empty() {
        println!("\nremoved {} of an interrupted run", counted(plan.leftovers.len(), "half-written file"));
    }
    let changed = plan.differences().count();
    if changed == 0 {
        println!("\n{GREEN}Everything is up to date{GREEN:#} {time}");
    } else {
        println!("\n{changed} of {} changed {time}", counted(plan.changes.len(), "file"));
    }
}

fn print_changed_files(plan: &Plan<'_>) {
    for (path, change) in plan.differences().take(FILES_SHOWN) {
        let style = match change {
            Change::Create { .. } => GREEN,
            Change::Update { .. } => YELLOW,
            Change::Delete { .. } => RED,
            Change::Keep { .. } => DIM,
        };
        println!("{style}{}{style:#} generated-client/{path}", change.verb());
    }
    let more = plan.differences().count().saturating_sub(FILES_SHOWN);
    if more > 0 {
        println!("{DIM}… and {more} more{DIM:#}");
    }
    if !plan.is_up_to_date() {
        println!();
    }
}

fn print_table<'run>(services: impl Iterator<Item = (&'run Service, &'run Summary)>, plan: &Plan<'_>) {
    print!("{BOLD}");
    let header = ["operations", "types", "lines"];
    print_row("service", header, ["create", "update", "delete", "keep"]);
    print!("{BOLD:#}");
    let mut total = [0; 3];
    for (service, summary) in services {
        let size = [summary.operations, summary.types, summary.lines];
        total = array::from_fn(|column| total[column] + size[column]);
        let files = count(plan, |path| belongs_to(path, service));
        print_row(&service.feature, size, files);
    }
    print_row("all", total, count(plan, |_| true));
}

fn print_row(name: &str, size: [impl Display; 3], files: [impl Display; 4]) {
    let size = size.map(|cell| format!("{cell:>12}")).concat();
    let files = files.map(|cell| format!("{cell:>8}")).concat();
    println!("{name:<28}{size}  {files}");
}

/// How many files to create, update, delete and keep there are among some.
fn count(plan: &Plan<'_>, includes: impl Fn(&str) -> bool) -> [usize; 4] {
    let mut counts = [0; 4];
    let [created, updated, deleted, kept] = &mut counts;
    for (_, change) in plan.changes.iter().filter(|(path, _)| includes(path)) {
        match change {
            Change::Create { .. } => *created += 1,
            Change::Update { .. } => *updated += 1,
            Change::Delete { .. } => *deleted += 1,
            Change::Keep { .. } => *kept += 1,
        }
    }
    counts
}

/// Whether the service's module or its name is a part of the path: `docs/zoom-phone-users.md`.
fn belongs_to(path: &str, service: &Service) -> bool {
    path.split('/').any(|part| {
        let stem = part.split_once('.').map_or(part, |(stem, _)| stem);
        stem == service.module || stem == service.feature
    })
}

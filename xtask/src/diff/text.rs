//! The changes for people at a terminal.

use anstyle::Style;
use generator::diff::{Refusal, Rust, Wire};

use super::outcome::{Entry, Outcome};
use super::words::{self, Chapters, Group, Texts};
use crate::terminal::{BOLD, DIM, GREEN, RED, YELLOW};

/// How many items of a change are shown.
const ITEMS: usize = 12;

/// All changes, by service and operation, then what they come to.
pub(super) fn text(outcome: &Outcome) -> String {
    let chapters = Chapters::of(&outcome.changes.iter().collect::<Vec<_>>());
    let mut text: String = outcome.refusals.iter().map(refusal).collect();
    if !outcome.refusals.is_empty() {
        text.push('\n');
    }
    text.extend(chapters.serious.iter().map(group));
    if chapters.has_both() {
        text.push_str(&format!("{DIM}All that follows is safe, and code compiles as before.{DIM:#}\n\n"));
    }
    text.extend(chapters.others.iter().map(group));
    text.extend(chapters.texts.iter().map(texts));
    if !chapters.texts.is_empty() {
        text.push('\n');
    }
    text + &format!("{}\n{}\n", words::summary(outcome.changes.iter()), words::release(outcome))
}

fn refusal(refusal: &Refusal) -> String {
    format!("{RED}error{RED:#}: {}\n", words::refusal(refusal))
}

fn group(group: &Group<'_>) -> String {
    let entries: String = group.entries.iter().map(|entry| self::entry(entry)).collect();
    format!("{BOLD}{}{BOLD:#}\n{entries}\n", group.title())
}

/// Many changes of documentation, in a line.
fn texts(texts: &Texts<'_>) -> String {
    format!("{} {DIM}[{}]{DIM:#}\n", texts.said(), texts.kind)
}

fn entry(entry: &Entry) -> String {
    let change = &entry.change;
    let (wire, rust) = (wire_style(change.wire), rust_style(change.rust));
    let silent = if change.silent { format!("{RED}silent{RED:#} ") } else { String::new() };
    let mut text = format!(
        "  {silent}{wire}{}{wire:#} {rust}{}{rust:#}  {} {DIM}[{}]{DIM:#}\n",
        words::wire(change.wire),
        words::rust(change.rust),
        change.message,
        change.kind,
    );
    let accepted = entry.accepted.iter().map(|reason| format!("accepted: {reason}"));
    let reaches = Some(words::operations(change)).filter(|operations| !operations.is_empty());
    let places = Some(words::places(change)).filter(|places| !places.is_empty());
    let reaches = reaches.map(|operations| format!("reaches {operations}"));
    let positions = words::positions(change);
    for line in accepted.chain(positions).chain(places).chain(reaches).chain(change.advice.clone()) {
        text.push_str(&format!("    {DIM}{line}{DIM:#}\n"));
    }
    let items = words::items(change);
    for (sign, item) in items.iter().take(ITEMS).flat_map(|item| words::item_lines(item)) {
        let style = if sign == '-' { RED } else { GREEN };
        text.push_str(&format!("    {style}{sign} {item}{style:#}\n"));
    }
    if let more @ 1.. = items.len().saturating_sub(ITEMS) {
        text.push_str(&format!("    {DIM}and {more} more; `--format json` has them all{DIM:#}\n"));
    }
    text
}

fn wire_style(wire: Wire) -> Style {
    match wire {
        Wire::Safe => GREEN,
        Wire::Risky => YELLOW,
        Wire::Breaking => RED,
    }
}

fn rust_style(rust: Rust) -> Style {
    match rust {
        Rust::None | Rust::Patch => GREEN,
        Rust::Minor => YELLOW,
        Rust::Major => RED,
    }
}

//! The changes for people at a terminal.

use anstyle::Style;
use generator::diff::{Refusal, Rust, TOLD, Wire};

use super::chapters::{Chapters, Group, Texts, is_serious};
use super::likewise::Alike;
use super::outcome::Outcome;
use super::words;
use crate::terminal::{BOLD, DIM, GREEN, RED, YELLOW};

/// How many items of a change are shown.
const ITEMS: usize = 12;

/// All changes, by service and operation, then what they come to.
pub(super) fn text(outcome: &Outcome) -> String {
    let told = Chapters::of(Alike::together(&outcome.changes));
    let mut text: String = outcome.refusals.iter().map(refusal).collect();
    if !outcome.refusals.is_empty() {
        text.push('\n');
    }
    let heading = |heading: &str| format!("{DIM}{heading}{DIM:#}\n\n");
    for chapter in &told.chapters {
        text.extend(chapter.heading.map(heading));
        text.extend(chapter.groups.iter().map(group));
    }
    text.extend(told.heading_of_texts().map(heading));
    text.extend(told.texts.iter().map(texts));
    if !told.texts.is_empty() {
        text.push('\n');
    }
    text + &format!("{}\n{}\n", words::summary(outcome.changes.iter()), words::release(outcome))
}

fn refusal(refusal: &Refusal) -> String {
    format!("{RED}error{RED:#}: {}\n", words::refusal(refusal))
}

fn group(group: &Group<'_>) -> String {
    let entries: String = group.entries.iter().map(entry).collect();
    format!("{BOLD}{}{BOLD:#}\n{entries}\n", group.title())
}

/// Many changes of documentation, in a line.
fn texts(texts: &Texts<'_>) -> String {
    format!("{} {DIM}[{}]{DIM:#}\n", texts.said(), texts.kind)
}

fn entry(alike: &Alike<'_>) -> String {
    let change = &alike.first.change;
    let (wire, rust) = (wire_style(change.wire), rust_style(change.rust));
    let silent = if change.silent { format!("{RED}silent{RED:#} ") } else { String::new() };
    let mut text = format!(
        "  {silent}{wire}{}{wire:#} {rust}{}{rust:#}  {} {DIM}[{}]{DIM:#}\n",
        words::wire(change.wire),
        words::rust(change.rust),
        alike.message(),
        change.kind,
    );
    let accepted = alike.first.accepted.iter().map(|reason| format!("accepted: {reason}"));
    let reaches = Some(words::some(&alike.operations())).filter(|operations| !operations.is_empty());
    let places = Some(alike.places()).filter(|places| !places.is_empty());
    let reaches = reaches.map(|operations| format!("reaches {operations}"));
    let lines = accepted.chain(alike.positions()).chain(places).chain(reaches).chain(change.advice.clone());
    for line in lines.chain(others(alike)) {
        text.push_str(&format!("    {DIM}{line}{DIM:#}\n"));
    }
    let items = alike.items();
    for (sign, item) in items.iter().take(ITEMS).flat_map(|item| words::item_lines(item)) {
        let style = if sign == '-' { RED } else { GREEN };
        text.push_str(&format!("    {style}{sign} {item}{style:#}\n"));
    }
    if let more @ 1.. = items.len().saturating_sub(ITEMS) {
        text.push_str(&format!("    {DIM}and {more} more; `--format json` has them all{DIM:#}\n"));
    }
    text
}

/// The lines that name all that needs a look and is alike, of which the sentence names some.
fn others(alike: &Alike<'_>) -> Vec<String> {
    const COLUMNS: usize = 110;
    let subjects = if is_serious(alike) { alike.subjects() } else { Vec::new() };
    let mut lines: Vec<String> = Vec::new();
    for subject in subjects.iter().skip(TOLD) {
        match lines.last_mut().filter(|line| line.len() + subject.len() < COLUMNS) {
            Some(line) => *line = format!("{line}, {subject}"),
            None => lines.push(format!("likewise {subject}")),
        }
    }
    lines
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

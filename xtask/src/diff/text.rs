//! The changes for people at a terminal.

use anstyle::Style;
use generator::diff::{Refusal, Rust, Wire};

use super::chapters::{Chapters, Group, Texts, is_serious};
use super::items;
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
    if !told.texts.is_empty() {
        let texts: String = told.texts.iter().map(texts).collect();
        let all = "`--format json` has them all";
        text.push_str(&format!("{BOLD}{}{BOLD:#}\n{texts}    {DIM}{all}{DIM:#}\n\n", Texts::TITLE));
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

/// Many changes of documentation, by one of them.
fn texts(texts: &Texts<'_>) -> String {
    let place = texts.first().map(|entry| words::places(&entry.change)).filter(|place| !place.is_empty());
    let place = place.map(|place| format!("    {DIM}{place}{DIM:#}\n")).unwrap_or_default();
    format!("  {}  {} {DIM}[{}]{DIM:#}\n{place}", verdicts(Wire::Safe, texts.rust()), texts.said(), texts.kind)
}

/// Both verdicts.
fn verdicts(wire: Wire, rust: Rust) -> String {
    let (in_wire, in_rust) = (wire_style(wire), rust_style(rust));
    format!("{in_wire}{}{in_wire:#} {in_rust}{}{in_rust:#}", words::wire(wire), words::rust(rust))
}

fn entry(alike: &Alike<'_>) -> String {
    let change = &alike.first.change;
    let silent = if change.silent { format!("{RED}silent{RED:#} ") } else { String::new() };
    let mut text = format!(
        "  {silent}{}  {} {DIM}[{}]{DIM:#}\n",
        verdicts(change.wire, change.rust),
        alike.message(),
        change.kind,
    );
    let accepted = alike.first.accepted.iter().map(|reason| format!("accepted: {reason}"));
    let places = Some(alike.places()).filter(|places| !places.is_empty());
    let lines = accepted.chain(alike.positions()).chain(places).chain(alike.reaches()).chain(change.advice.clone());
    for line in lines.chain(others(alike)) {
        text.push_str(&format!("    {DIM}{line}{DIM:#}\n"));
    }
    let items = alike.items();
    for (sign, item) in items.told.iter().take(ITEMS).flat_map(|item| items::lines(item)) {
        let style = if sign == '-' { RED } else { GREEN };
        text.push_str(&format!("    {style}{sign} {item}{style:#}\n"));
    }
    if let Some(left_out) = items.left_out(ITEMS) {
        text.push_str(&format!("    {DIM}{left_out}; `--format json` has them all{DIM:#}\n"));
    }
    text
}

/// The lines that name all that needs a look and is alike, of which the sentence names some.
fn others(alike: &Alike<'_>) -> Vec<String> {
    let unnamed = if is_serious(alike) { alike.unnamed() } else { Vec::new() };
    let mut lines: Vec<String> = Vec::new();
    for subject in &unnamed {
        match lines.last_mut().filter(|line| line.len() + subject.len() < COLUMNS) {
            Some(line) => *line = format!("{line}, {subject}"),
            None => lines.push(format!("likewise {subject}")),
        }
    }
    lines.iter().flat_map(|line| wrapped(line)).collect()
}

/// How long a line is that names what is alike.
const COLUMNS: usize = 110;

/// A line in lines that are not too long, the others indented.
fn wrapped(line: &str) -> Vec<String> {
    let mut words = line.split(' ');
    let mut lines: Vec<String> = words.next().map(str::to_owned).into_iter().collect();
    for word in words {
        match lines.last_mut().filter(|line| line.len() + word.len() < COLUMNS) {
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push(format!("  {word}")),
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

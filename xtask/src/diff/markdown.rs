//! A comment on a pull request: what matters first, the rest folded.

use std::collections::BTreeSet;

use generator::diff::{Change, Rust, Wire};

use super::outcome::{Entry, Outcome};
use super::words::{self, Chapters, Group, Texts};

/// GitHub takes comments of 65,536 characters; some room is left for what a workflow puts around it.
const MAX_CHARACTERS: usize = 64_000;

/// By this a workflow finds its own comment.
pub(crate) const MARKER: &str = "<!-- cargo xtask diff -->";

/// The comment.
pub(super) fn markdown(outcome: &Outcome) -> String {
    let mut comment = format!("{MARKER}\n## What this changes\n\n");
    let refusals = outcome.refusals.iter().take(ERRORS).map(words::refusal);
    for error in outcome.stale.iter().map(words::stale).chain(refusals) {
        comment.push_str(&format!("**error**: {}\n\n", in_markdown(&error)));
    }
    if let more @ 1.. = outcome.refusals.len().saturating_sub(ERRORS) {
        comment.push_str(&format!("**error**: and {more} more\n\n"));
    }
    if outcome.changes.is_empty() {
        comment.push_str("Nothing that a caller or a reader of the documentation could tell.\n");
        return comment;
    }
    comment.push_str(&table(outcome));
    comment.push_str(&format!("\n**{}**\n", escaped(&words::release(outcome))));
    if outcome.changes.iter().any(|entry| entry.change.silent) {
        comment.push_str("\nSilent changes compile as before and behave differently: look at these first.\n");
    }
    let (kept, cut) = fitting(outcome, MAX_CHARACTERS - comment.chars().count() - NOTES);
    let chapters = Chapters::of(&kept);
    comment.extend(chapters.serious.iter().map(group));
    if chapters.has_both() {
        comment.push_str("\n---\n");
    }
    comment.extend(chapters.others.iter().map(group));
    comment.extend(chapters.texts.iter().map(texts));
    if !cut.is_empty() {
        let more = words::summary(cut.iter().copied());
        comment.push_str(&format!("\nThat is not all. `cargo xtask diff` has what did not fit here, {more}.\n"));
    }
    comment
}

/// The comment where there is nothing to compare.
pub(super) fn failed(error: &anyhow::Error) -> String {
    let said: String = format!("{error:#}").chars().take(NOTES).collect();
    format!(
        "{MARKER}\n## What this changes\n\nThat could not be told:\n\n```text\n{}\n```\n",
        said.replace("```", "'''")
    )
}

/// How many errors of the documents are told.
const ERRORS: usize = 10;

/// How many items of a change are shown.
const ITEMS: usize = 40;

/// Room for what is said beside the changes.
const NOTES: usize = 4_000;

/// The worst changes that there is room for, and the others.
fn fitting(outcome: &Outcome, room: usize) -> (Vec<&Entry>, Vec<&Entry>) {
    let mut left = room;
    let mut titles = BTreeSet::new();
    let (mut kept, mut cut) = (Vec::new(), Vec::new());
    for entry in &outcome.changes {
        let title = entry.change.operations.first();
        let is_new = !titles.contains(&title);
        let heading = if is_new { title.map_or(0, |title| title.chars().count() + HEADING) } else { 0 };
        match left.checked_sub(self::entry(entry).chars().count() + heading).filter(|_| cut.is_empty()) {
            Some(less) => {
                left = less;
                titles.insert(title);
                kept.push(entry);
            }
            None => cut.push(entry),
        }
    }
    (kept, cut)
}

/// What a heading takes beside its text, twice: a group can stand in both halves.
const HEADING: usize = 80;

/// Many changes of documentation, in a line.
fn texts(texts: &Texts<'_>) -> String {
    format!("\n- {} (`{}`)\n", escaped(&texts.said()), texts.kind)
}

/// How many changes there are, by both verdicts.
fn table(outcome: &Outcome) -> String {
    const RUST: [Rust; 4] = [Rust::Major, Rust::Minor, Rust::Patch, Rust::None];
    let count = |wire: Wire, rust: Rust| {
        outcome.changes.iter().filter(|entry| (entry.change.wire, entry.change.rust) == (wire, rust)).count()
    };
    let row = |wire: Wire| {
        let cells: String = RUST.iter().map(|&rust| format!(" {} |", count(wire, rust))).collect();
        format!("| **{}** |{cells}\n", words::wire(wire))
    };
    let rows: String = [Wire::Breaking, Wire::Risky, Wire::Safe].into_iter().map(row).collect();
    format!("| on the wire \\ in Rust | major | minor | patch | none |\n|---|---|---|---|---|\n{rows}")
}

fn group(group: &Group<'_>) -> String {
    let entries: String = group.entries.iter().map(|entry| self::entry(entry)).collect();
    format!("\n### {}\n\n{entries}", escaped(&group.title()))
}

fn entry(entry: &Entry) -> String {
    let change = &entry.change;
    let silent = if change.silent { "**silent**, " } else { "" };
    let (wire, rust) = (words::wire(change.wire), words::rust(change.rust));
    let accepted = if entry.accepted.is_some() { " (accepted)" } else { "" };
    format!(
        "<details><summary>{silent_html}{wire}, {rust}{accepted}: {}</summary>\n\n{}</details>\n",
        words::marked(&change.message, html),
        details(entry, change),
        silent_html = silent.replace("**silent**", "<b>silent</b>"),
    )
}

fn details(entry: &Entry, change: &Change) -> String {
    let mut lines = vec![format!("- <code>{}</code>", escaped(&change.id))];
    lines.extend(entry.accepted.iter().map(|reason| format!("- accepted: {}", escaped(reason))));
    lines.extend(words::positions(change).map(|positions| format!("- {positions}")));
    let places = words::places(change);
    if !places.is_empty() {
        lines.push(format!("- `{places}`"));
    }
    let operations = words::operations(change);
    if !operations.is_empty() {
        lines.push(format!("- reaches {}", escaped(&operations)));
    }
    lines.extend(change.advice.iter().map(|advice| format!("- {advice}")));
    let mut text = lines.join("\n") + "\n";
    if !change.rust_items.is_empty() {
        let items = words::items(change);
        let shown = items.iter().take(ITEMS).flat_map(|item| words::item_lines(item));
        let lines: String = shown.map(|(sign, item)| format!("{sign} {}\n", item.replace("```", "'''"))).collect();
        text.push_str(&format!("\n```diff\n{lines}```\n"));
        if let more @ 1.. = items.len().saturating_sub(ITEMS) {
            text.push_str(&format!("\nand {more} more; `cargo xtask diff --format json` has them all\n"));
        }
    }
    text + "\n"
}

/// A sentence in Markdown, what stands between backticks as code.
pub(super) fn in_markdown(text: &str) -> String {
    if !text.matches('`').count().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(index, part): (usize, &str)| match index % 2 {
        0 => escaped(part),
        _ => format!("`{}`", part.replace(['\n', '\r'], " ")),
    };
    text.split('`').enumerate().map(part).collect()
}

/// A text that comes from a document, in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text that comes from a document, in HTML.
fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace(['\n', '\r'], " ")
        .replace('@', "&#64;")
}

//! A comment on a pull request: what matters first, the rest folded.

use std::collections::BTreeSet;

use generator::diff::{Rust, Wire};

use super::chapters::{Chapters, Group, Texts, is_serious, title_of};
use super::items;
use super::likewise::Alike;
use super::outcome::{Entry, Outcome};
use super::words;

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
    let told = Chapters::of(kept);
    let heading = |heading: &str| format!("\n---\n\n{heading}\n");
    for (index, chapter) in told.chapters.iter().enumerate() {
        // Of what is silent it was said.
        comment.extend(chapter.heading.filter(|_| index > 0).map(heading));
        comment.extend(chapter.groups.iter().map(group));
    }
    comment.extend(told.heading_of_texts().map(heading));
    if !told.texts.is_empty() {
        comment.push_str(&format!("\n### {}\n\n", Texts::TITLE));
        comment.extend(told.texts.iter().map(texts));
    }
    if !cut.is_empty() {
        let more = words::summary(cut.iter().flat_map(Alike::entries));
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

/// How many ids are named of changes that are alike, and need no look each.
const IDS: usize = 10;

/// Room for what is said beside the changes.
const NOTES: usize = 4_000;

/// The worst changes that there is room for, and the others.
fn fitting(outcome: &Outcome, room: usize) -> (Vec<Alike<'_>>, Vec<Alike<'_>>) {
    let mut left = room;
    let mut titles = BTreeSet::new();
    let (mut kept, mut cut) = (Vec::new(), Vec::new());
    for entry in Alike::together(&outcome.changes) {
        let title = title_of(&entry);
        let heading = if titles.contains(&title) { 0 } else { title.chars().count() + HEADING };
        match left.checked_sub(self::entry(&entry).chars().count() + heading).filter(|_| cut.is_empty()) {
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

/// Many changes of documentation, by one of them.
fn texts(texts: &Texts<'_>) -> String {
    let verdicts = format!("{}, {}", words::wire(Wire::Safe), words::rust(texts.rust()));
    format!("- {verdicts}: {} (`{}`)\n", in_markdown(&texts.said()), texts.kind)
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
    let entries: String = group.entries.iter().map(entry).collect();
    format!("\n### {}\n\n{entries}", escaped(&group.title()))
}

fn entry(alike: &Alike<'_>) -> String {
    let Entry { change, accepted, .. } = alike.first;
    let silent = if change.silent { "**silent**, " } else { "" };
    let (wire, rust) = (words::wire(change.wire), words::rust(change.rust));
    let accepted = if accepted.is_some() { " (accepted)" } else { "" };
    format!(
        "<details><summary>{silent_html}{wire}, {rust}{accepted}: {}</summary>\n\n{}</details>\n",
        words::marked(&alike.message(), html),
        details(alike),
        silent_html = silent.replace("**silent**", "<b>silent</b>"),
    )
}

fn details(alike: &Alike<'_>) -> String {
    let Entry { change, accepted, .. } = alike.first;
    let ids = alike.entries().map(|entry| format!("- <code>{}</code>", escaped(&entry.change.id)));
    let mut lines: Vec<String> = if is_serious(alike) { ids.collect() } else { ids.take(IDS).collect() };
    lines.extend(accepted.iter().map(|reason| format!("- accepted: {}", escaped(reason))));
    lines.extend(alike.positions().into_iter().map(|position| format!("- {position}")));
    let places = alike.places();
    if !places.is_empty() {
        lines.push(format!("- `{places}`"));
    }
    lines.extend(alike.reaches().map(|reaches| format!("- {}", escaped(&reaches))));
    lines.extend(change.advice.iter().map(|advice| format!("- {advice}")));
    let mut text = lines.join("\n") + "\n";
    let items = alike.items();
    if !items.told.is_empty() {
        let shown = items.told.iter().take(ITEMS).flat_map(|item| items::lines(item));
        let lines: String = shown.map(|(sign, item)| format!("{sign} {}\n", item.replace("```", "'''"))).collect();
        text.push_str(&format!("\n```diff\n{lines}```\n"));
        if let Some(left_out) = items.left_out(ITEMS) {
            text.push_str(&format!("\n{left_out}; `cargo xtask diff --format json` has them all\n"));
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

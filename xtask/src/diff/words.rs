//! The words of all forms in which changes are told.

use generator::diff::{Change, Refusal, Rust, Spot, Which, Wire};

use super::accepted::Stale;
use super::outcome::{Entry, Outcome};
use super::snapshot::ACCEPTED;
use super::version::Version;
use crate::terminal::counted;

/// How many operations of a change are named.
const OPERATIONS: usize = 3;

pub(super) fn wire(wire: Wire) -> &'static str {
    match wire {
        Wire::Safe => "safe",
        Wire::Risky => "risky",
        Wire::Breaking => "breaking",
    }
}

pub(super) fn rust(rust: Rust) -> &'static str {
    match rust {
        Rust::None => "none",
        Rust::Patch => "patch",
        Rust::Minor => "minor",
        Rust::Major => "major",
    }
}

/// The first of some operations, and how many there are besides: `a, b, c and 4 more`.
pub(super) fn some(operations: &[impl AsRef<str>]) -> String {
    let named: Vec<&str> = operations.iter().take(OPERATIONS).map(AsRef::as_ref).collect();
    let named = named.join(", ");
    match operations.len().saturating_sub(OPERATIONS) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// A sentence in HTML, with what stands between backticks as code; `escaped` makes text of what is no markup.
pub(super) fn marked(text: &str, escaped: fn(&str) -> String) -> String {
    if !text.matches('`').count().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(index, part): (usize, &str)| match index % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    };
    text.split('`').enumerate().map(part).collect()
}

/// What is wrong with an entry of the accepted changes that no change has.
pub(super) fn stale(stale: &Stale) -> String {
    format!("`{ACCEPTED}` names `{}`, which is no change; remove it", stale.id)
}

/// What is wrong with one of the sides, and where.
pub(super) fn refusal(Refusal { side, code, message, place: spot }: &Refusal) -> String {
    let side = if *side == Which::Base { "base" } else { "head" };
    let place = spot.as_ref().map(|spot| format!(", {}", place(spot))).unwrap_or_default();
    format!("{message} ({side}{place}, {code}); compared as if it were not there")
}

/// A place as terminals and editors open it.
pub(super) fn place(Spot { file, line, column, .. }: &Spot) -> String {
    format!("{file}:{line}:{column}")
}

/// Where it was and is, once where that is the same.
pub(super) fn places(change: &Change) -> String {
    match (&change.base, &change.head) {
        (Some(base), Some(head)) if place(base) == place(head) => place(head),
        (Some(base), Some(head)) => format!("{} -> {}", place(base), place(head)),
        (Some(base), None) => format!("{} (before)", place(base)),
        (None, Some(head)) => place(head),
        (None, None) => String::new(),
    }
}

/// How many changes of each kind there are.
pub(super) fn summary<'o>(entries: impl Iterator<Item = &'o Entry>) -> String {
    let entries: Vec<&Entry> = entries.collect();
    let count = |is: &dyn Fn(&Change) -> bool| entries.iter().filter(|entry| is(&entry.change)).count();
    let of = |verdict: Wire| count(&|change| change.wire == verdict);
    format!(
        "{}: {} breaking, {} risky, {} safe on the wire; {} silent",
        counted(entries.len(), "change"),
        of(Wire::Breaking),
        of(Wire::Risky),
        of(Wire::Safe),
        count(&|change| change.silent),
    )
}

/// What the crate must get, and whether it has it.
pub(super) fn release(outcome: &Outcome) -> String {
    let verdict = rust(outcome.version);
    let Some(Version { base, head, needed, in_manifest, in_changelog }) = &outcome.release else {
        return format!("the crate needs a new version: {verdict}");
    };
    if outcome.changes.is_empty() {
        return format!("version {head}: nothing changes");
    }
    if outcome.version == Rust::None {
        return format!("{verdict}: version {head} needs no other");
    }
    let manifest = if *in_manifest { "Cargo.toml has it" } else { "Cargo.toml lacks it" };
    let changelog = if *in_changelog { "CHANGELOG.md has a section" } else { "CHANGELOG.md lacks a section" };
    let least = if needed == head { String::new() } else { format!(", Cargo.toml says {head}") };
    format!("{verdict}: from {base} to {needed} at least{least}; {manifest}, {changelog}")
}

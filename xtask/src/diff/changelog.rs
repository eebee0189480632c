//! `cargo xtask changelog`: the changes in the words of those who use the crate.

use generator::diff::{Change, ItemChange, Kind, Rust, Wire};

use super::items::Items;
use super::markdown::in_markdown;
use super::outcome::{Entry, Outcome};

/// How many items of a change are named.
const ITEMS: usize = 3;

/// The headings of Keep a Changelog, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading {
    Added,
    Changed,
    Deprecated,
    Removed,
}

impl Heading {
    const ALL: [(Self, &str); 4] = [
        (Self::Added, "Added"),
        (Self::Changed, "Changed"),
        (Self::Deprecated, "Deprecated"),
        (Self::Removed, "Removed"),
    ];

    /// Where a change belongs; none for what users need not know.
    fn of(change: &Change) -> Option<Self> {
        let all = |is: fn(&ItemChange) -> bool| !change.rust_items.is_empty() && change.rust_items.iter().all(is);
        if change.kind == Kind::ServiceAdded {
            Some(Self::Added)
        } else if change.kind == Kind::ServiceRemoved {
            Some(Self::Removed)
        } else if change.kind.deprecates() {
            Some(Self::Deprecated)
        } else if all(|item| item.was.is_none()) {
            Some(Self::Added)
        } else if all(|item| item.is.is_none()) {
            Some(Self::Removed)
        } else if change.rust >= Rust::Minor || change.wire > Wire::Safe {
            Some(Self::Changed)
        } else {
            None
        }
    }
}

/// The section for the version that the crate must get.
pub(super) fn section(outcome: &Outcome) -> String {
    let version = outcome.release.as_ref().map_or("Unreleased", |release| release.needed.as_str());
    let mut section = format!("## {version}\n");
    for (heading, title) in Heading::ALL {
        let entries = outcome.changes.iter().filter(|entry| Heading::of(&entry.change) == Some(heading));
        let lines: String = entries.map(|entry| line(entry, heading)).collect();
        if !lines.is_empty() {
            section.push_str(&format!("\n### {title}\n\n{lines}"));
        }
    }
    if !section.contains("###") {
        section.push_str("\nNothing that users of the crate could tell.\n");
    }
    section
}

fn line(entry: &Entry, heading: Heading) -> String {
    let change = &entry.change;
    let mut names: Vec<&str> = Items::of(&[change]).told.into_iter().map(|item| item.item.as_str()).collect();
    names.dedup();
    let more = names.len().saturating_sub(ITEMS);
    let mut named: Vec<String> = names.iter().take(ITEMS).map(|name| format!("`{name}`")).collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let behaves = if change.silent { " Code compiles as before." } else { "" };
    let service = entry.service.as_ref().map(|service| format!("{service}: ")).unwrap_or_default();
    let named = named.join(", ");
    let message = in_markdown(&change.message);
    match (change.kind, heading, named.as_str()) {
        // Where the document is as it was, the items say all.
        (Kind::GeneratorChanged, Heading::Changed, items) => format!("- {service}changed in Rust: {items}.{behaves}\n"),
        (Kind::GeneratorChanged, _, items) => format!("- {service}{items}.\n"),
        (_, _, "") => format!("- {service}{message}.{behaves}\n"),
        (_, _, items) => format!("- {service}{message} ({items}).{behaves}\n"),
    }
}

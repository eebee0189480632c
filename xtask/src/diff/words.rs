//! The words of all forms in which changes are told, and their order.

use std::collections::BTreeSet;

use generator::diff::{Change, ItemChange, Kind, Position, Refusal, Rust, Spot, Which, Wire};
use indexmap::IndexMap;

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

/// The changes of one operation of a service.
pub(super) struct Group<'o> {
    /// The service, where there are several.
    pub(super) service: Option<&'o str>,
    /// The operation that the changes are nearest to; none for what is of the service as a whole.
    pub(super) operation: Option<&'o str>,
    pub(super) entries: Vec<&'o Entry>,
}

/// How many changes of documentation of one kind are told one by one.
const TEXTS: usize = 3;

/// Changes in the order in which they are told.
pub(super) struct Chapters<'o> {
    /// What is silent, then what is not safe on the wire, and what breaks what compiles.
    pub(super) serious: Vec<Group<'o>>,
    /// The rest.
    pub(super) others: Vec<Group<'o>>,
    /// Documentation and extensions that change in many places, by kind.
    pub(super) texts: Vec<Texts<'o>>,
}

/// Changes of one kind that only people read.
pub(super) struct Texts<'o> {
    pub(super) service: Option<&'o str>,
    pub(super) kind: Kind,
    pub(super) entries: Vec<&'o Entry>,
}

impl<'o> Chapters<'o> {
    /// The changes, which come worst first.
    pub(super) fn of(entries: &[&'o Entry]) -> Self {
        let mut texts: IndexMap<(Option<&str>, Kind), Vec<&Entry>> = IndexMap::new();
        for entry in entries.iter().filter(|entry| is_text(entry)) {
            texts.entry((entry.service.as_deref(), entry.change.kind)).or_default().push(entry);
        }
        texts.retain(|_, entries| entries.len() > TEXTS);
        let is_folded =
            |entry: &Entry| is_text(entry) && texts.contains_key(&(entry.service.as_deref(), entry.change.kind));
        let (serious, others): (Vec<&Entry>, Vec<&Entry>) =
            entries.iter().filter(|entry| !is_folded(entry)).partition(|entry| is_serious(entry));
        let texts = texts.into_iter().map(|((service, kind), entries)| Texts { service, kind, entries });
        let (silent, loud): (Vec<&Entry>, Vec<&Entry>) = serious.into_iter().partition(|entry| entry.change.silent);
        let serious = groups(&silent).into_iter().chain(groups(&loud)).collect();
        Self { serious, others: groups(&others), texts: texts.collect() }
    }
}

impl Chapters<'_> {
    /// Whether there is both what is serious and what is not.
    pub(super) fn has_both(&self) -> bool {
        let has_rest = !self.others.is_empty() || !self.texts.is_empty();
        !self.serious.is_empty() && has_rest
    }
}

fn is_serious(entry: &Entry) -> bool {
    let Change { silent, wire, rust, .. } = entry.change;
    silent || wire > Wire::Safe || rust == Rust::Major
}

fn is_text(entry: &Entry) -> bool {
    !is_serious(entry) && entry.change.rust <= Rust::Patch && entry.change.rust_items.is_empty()
}

impl Texts<'_> {
    /// How many there are, of what, and some of them.
    pub(super) fn said(&self) -> String {
        let changes = self.entries.iter().map(|entry| &entry.change);
        let messages: Vec<&str> = changes.clone().take(TEXTS).map(|change| change.message.as_str()).collect();
        let service = self.service.map(|service| format!("{service}: ")).unwrap_or_default();
        let more = self.entries.len() - messages.len();
        format!("{service}{}, and {more} more of the kind", messages.join("; "))
    }
}

/// The changes by service and operation; a group stands where its worst change does.
pub(super) fn groups<'o>(entries: &[&'o Entry]) -> Vec<Group<'o>> {
    let mut services: IndexMap<Option<&str>, IndexMap<Option<&str>, Vec<&Entry>>> = IndexMap::new();
    for &entry in entries {
        let operations = services.entry(entry.service.as_deref()).or_default();
        operations.entry(entry.change.operations.first().map(String::as_str)).or_default().push(entry);
    }
    let groups = services.into_iter().flat_map(|(service, operations)| {
        operations.into_iter().map(move |(operation, entries)| Group { service, operation, entries })
    });
    groups.collect()
}

impl Group<'_> {
    /// What the group is called.
    pub(super) fn title(&self) -> String {
        let operation = self.operation.unwrap_or("the service as a whole");
        self.service.map_or_else(|| operation.to_owned(), |service| format!("{service}: {operation}"))
    }
}

/// The operations that a change reaches: `a, b, c and 4 more`.
pub(super) fn operations(change: &Change) -> String {
    some(&change.operations)
}

fn some(operations: &[String]) -> String {
    let named = operations.iter().take(OPERATIONS).cloned().collect::<Vec<_>>().join(", ");
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

/// What a change is, where that depends on the way of a value: `risky for getUser (`res-enum-added`), safe for …`.
pub(super) fn positions(change: &Change) -> Option<String> {
    let said = |Position { kind, wire: verdict, operations }: &Position| {
        format!("{} for {} (`{kind}`)", wire(*verdict), some(operations))
    };
    let is_other = change.positions.iter().any(|position| position.wire != change.wire);
    is_other.then(|| change.positions.iter().map(said).collect::<Vec<_>>().join(", "))
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

/// The items of the Rust API that say something: what goes or comes with the type or call that it is part of does not.
pub(super) fn items(change: &Change) -> Vec<&ItemChange> {
    let whole = |is: fn(&ItemChange) -> bool| -> BTreeSet<&str> {
        let items = change.rust_items.iter().filter(|item| is(item) && !item.is_trait());
        items.map(|item| item.item.as_str()).collect()
    };
    let (gone, new) = (whole(|item| item.is.is_none()), whole(|item| item.was.is_none()));
    let says = |item: &&ItemChange| match (&item.was, &item.is) {
        (Some(_), Some(_)) => true,
        (was, _) => !parents(&item.item).any(|parent| if was.is_some() { &gone } else { &new }.contains(parent)),
    };
    let mut items: Vec<&ItemChange> = change.rust_items.iter().filter(says).collect();
    // What is another item now says more than what comes with it.
    items.sort_by_key(|item| (std::cmp::Reverse(item.rust), item.was.is_none() || item.is.is_none()));
    items
}

/// The lines of an item that go and come, as a patch has them.
pub(super) fn item_lines(item: &ItemChange) -> impl Iterator<Item = (char, &str)> {
    let was = item.was.iter().map(|text| ('-', text.as_str()));
    was.chain(item.is.iter().map(|text| ('+', text.as_str())))
}

/// The paths that a path is in.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.char_indices().filter(|(_, c)| matches!(c, '.' | ':')).map(|(end, _)| &path[..end])
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

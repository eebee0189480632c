//! Changes that are alike in all but their places: people are told of them once.

use std::collections::BTreeSet;

use generator::diff::{Change, Kind, Position, Rust, TOLD, Wire};
use indexmap::IndexMap;

use super::grouped::grouped;
use super::items::Items;
use super::outcome::Entry;
use super::words;
use crate::terminal::counted;

/// So many changes that are alike are told as one; of fewer, each says more by itself.
const LEAST: usize = 3;

/// A change, and all that are alike.
pub(super) struct Alike<'o> {
    pub(super) first: &'o Entry,
    pub(super) others: Vec<&'o Entry>,
}

/// What changes have in common that are told as one.
#[derive(PartialEq, Eq, Hash)]
struct Common<'o> {
    service: Option<&'o str>,
    verdicts: (Kind, Wire, Rust, bool),
    positions: Vec<(Kind, Wire)>,
    /// The message behind its subject.
    words: &'o str,
    advice: Option<&'o str>,
    accepted: Option<&'o str>,
}

impl<'o> Common<'o> {
    fn of(entry: &'o Entry) -> Self {
        let Change { kind, wire, rust, silent, positions, message, subject, advice, .. } = &entry.change;
        Self {
            service: entry.service.as_deref(),
            verdicts: (*kind, *wire, *rust, *silent),
            positions: positions.iter().map(|position| (position.kind, position.wire)).collect(),
            words: message.strip_prefix(subject.as_str()).unwrap_or(message),
            advice: advice.as_deref(),
            accepted: entry.accepted.as_deref(),
        }
    }
}

impl<'o> Alike<'o> {
    /// Each change by itself.
    pub(super) fn each(entries: impl IntoIterator<Item = &'o Entry>) -> Vec<Self> {
        entries.into_iter().map(|first| Self { first, others: Vec::new() }).collect()
    }

    /// Those that are alike together, where the first of them stands.
    pub(super) fn together(entries: &'o [Entry]) -> Vec<Self> {
        let mut all: IndexMap<Common<'_>, Vec<&Entry>> = IndexMap::new();
        for entry in entries {
            all.entry(Common::of(entry)).or_default().push(entry);
        }
        let mut told = Vec::new();
        for entry in entries {
            let alike = all.get(&Common::of(entry)).map(Vec::as_slice).unwrap_or_default();
            match alike.split_first().filter(|_| alike.len() >= LEAST) {
                Some((first, others)) if std::ptr::eq(*first, entry) => {
                    told.push(Self { first, others: others.to_vec() });
                }
                Some(_) => {}
                None => told.push(Self { first: entry, others: Vec::new() }),
            }
        }
        told
    }

    /// All of them.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'o Entry> + Clone {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    fn changes(&self) -> impl Iterator<Item = &'o Change> + Clone {
        self.entries().map(|entry| &entry.change)
    }

    /// What is said of all of them.
    pub(super) fn message(&self) -> String {
        let message = &self.first.change.message;
        let subjects = self.subjects();
        let (told, more) = subjects.split_at(subjects.len().min(TOLD));
        match (self.others.len(), told, more.len()) {
            (0, ..) => message.clone(),
            (_, [], _) => format!("{message}; likewise {}", self.others_there()),
            (_, _, 0) => format!("{message}; likewise {}", grouped(told).join(", ")),
            (_, _, more) => format!("{message}; likewise {} and {more} more", grouped(told).join(", ")),
        }
    }

    /// Where the others are, whose subjects are called alike.
    fn others_there(&self) -> String {
        let first = &self.first.change.operations;
        let others: Vec<&str> =
            self.operations().into_iter().filter(|name| !first.iter().any(|it| it == name)).collect();
        if others.is_empty() {
            return format!("in {}", counted(self.others.len(), "other place"));
        }
        format!("for {}", words::some(&others))
    }

    /// What the others are about, where that is called otherwise.
    fn subjects(&self) -> Vec<&'o str> {
        unlike(&self.first.change.subject, self.others.iter().map(|entry| entry.change.subject.as_str()))
    }

    /// What they are about that the sentence does not name, together what is of one whole.
    pub(super) fn unnamed(&self) -> Vec<String> {
        let Change { subject, elsewhere, .. } = &self.first.change;
        let subjects = match self.others[..] {
            // The sentence says so itself.
            [] => unlike(subject, elsewhere.iter().map(|place| place.subject.as_str())),
            _ => self.subjects(),
        };
        grouped(subjects.get(TOLD..).unwrap_or_default())
    }

    /// The operations that they reach, those with the shortest way first.
    pub(super) fn operations(&self) -> Vec<&'o str> {
        united(self.changes().map(|change| &change.operations))
    }

    /// The same in words, where the heading above does not name them all.
    pub(super) fn reaches(&self) -> Option<String> {
        let operations = self.operations();
        (operations.len() > 1).then(|| format!("reaches {}", words::some(&operations)))
    }

    /// Where they are: `a.yaml:1:1 -> b.yaml:1:1 and 3 places more`.
    pub(super) fn places(&self) -> String {
        let first = words::places(&self.first.change);
        let all: usize = self.changes().map(|change| 1 + change.elsewhere.len()).sum();
        match all - 1 {
            0 => first,
            1 => format!("{first} and 1 place more"),
            more => format!("{first} and {more} places more"),
        }
    }

    /// What they are where that depends on the way of a value, a sentence each.
    pub(super) fn positions(&self) -> Vec<String> {
        let change = &self.first.change;
        let said = |(index, Position { kind, wire, .. }): (usize, &Position)| {
            let there = self.changes().filter_map(|change| change.positions.get(index));
            let operations = united(there.map(|position| &position.operations));
            format!("{} for {} (`{kind}`)", words::wire(*wire), words::some(&operations))
        };
        let is_other = change.positions.iter().any(|position| position.wire != change.wire);
        change.positions.iter().enumerate().filter(|_| is_other).map(said).collect()
    }

    /// The items of the Rust API that say something.
    pub(super) fn items(&self) -> Items<'o> {
        Items::of(&self.changes().collect::<Vec<_>>())
    }
}

/// Subjects, each once, but the first.
fn unlike<'o>(first: &'o str, others: impl Iterator<Item = &'o str>) -> Vec<&'o str> {
    let mut seen = BTreeSet::from([first]);
    others.filter(|subject| seen.insert(subject)).collect()
}

/// Names of several lists, each once.
fn united<'o>(lists: impl Iterator<Item = &'o Vec<String>>) -> Vec<&'o str> {
    let mut seen = BTreeSet::new();
    lists.flatten().map(String::as_str).filter(|name| seen.insert(*name)).collect()
}

//! The order in which people are told of changes: what needs a look first, and in that by operation.

use generator::diff::{Change, Kind, Rust, Wire};
use indexmap::IndexMap;

use super::likewise::Alike;
use super::outcome::Entry;

/// Changes in the order in which they are told.
pub(super) struct Chapters<'o> {
    /// What is silent, then what is not safe on the wire or breaks what compiles, then the rest; none is empty.
    pub(super) chapters: Vec<Chapter<'o>>,
    /// Documentation and extensions that change in many places, by kind.
    pub(super) texts: Vec<Texts<'o>>,
}

/// Changes that ask for as much of a look.
pub(super) struct Chapter<'o> {
    /// What holds of all in it; none where that needs no word.
    pub(super) heading: Option<&'static str>,
    pub(super) groups: Vec<Group<'o>>,
}

/// Changes of one kind that only people read.
pub(super) struct Texts<'o> {
    service: Option<&'o str>,
    pub(super) kind: Kind,
    pub(super) entries: Vec<Alike<'o>>,
}

/// How many changes of documentation of one kind are told one by one.
const TEXTS: usize = 3;

const SILENT: &str = "Silent: code compiles as before, and behaves otherwise.";
const SERIOUS: &str = "Not silent: what follows is major, and the compiler tells of it.";
const OTHERS: &str = "All that follows is safe, and code compiles as before.";

impl<'o> Chapters<'o> {
    /// The changes, which come worst first.
    pub(super) fn of(entries: Vec<Alike<'o>>) -> Self {
        let kind = |entry: &Alike<'o>| (entry.first.service.as_deref(), entry.first.change.kind);
        let mut counts: IndexMap<(Option<&str>, Kind), usize> = IndexMap::new();
        entries.iter().filter(|entry| is_text(entry)).for_each(|entry| *counts.entry(kind(entry)).or_default() += 1);
        let is_one_of_many =
            |entry: &Alike<'o>| is_text(entry) && counts.get(&kind(entry)).is_some_and(|count| *count > TEXTS);
        let (many, told): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_one_of_many);
        let mut texts: IndexMap<(Option<&str>, Kind), Vec<Alike<'_>>> = IndexMap::new();
        many.into_iter().for_each(|entry| texts.entry(kind(&entry)).or_default().push(entry));
        let (serious, others): (Vec<_>, Vec<_>) = told.into_iter().partition(is_serious);
        let (silent, loud): (Vec<_>, Vec<_>) = serious.into_iter().partition(|entry| entry.first.change.silent);
        let has_both = !silent.is_empty() && !loud.is_empty();
        let has_serious = !silent.is_empty() || !loud.is_empty();
        let chapters = [(silent, SILENT, has_both), (loud, SERIOUS, has_both), (others, OTHERS, has_serious)];
        let chapters = chapters.into_iter().filter(|(entries, ..)| !entries.is_empty());
        let chapter = |(entries, heading, is_told): (Vec<Alike<'o>>, &'static str, bool)| Chapter {
            heading: is_told.then_some(heading),
            groups: groups(entries),
        };
        let texts = texts.into_iter().map(|((service, kind), entries)| Texts { service, kind, entries });
        Self { chapters: chapters.map(chapter).collect(), texts: texts.collect() }
    }

    /// What holds of the texts, where no chapter said it already.
    pub(super) fn heading_of_texts(&self) -> Option<&'static str> {
        let is_said = |chapter: &Chapter<'_>| chapter.heading == Some(OTHERS);
        let is_needed = !self.texts.is_empty() && self.chapters.iter().any(Chapter::is_serious);
        (is_needed && !self.chapters.iter().any(is_said)).then_some(OTHERS)
    }
}

impl Chapter<'_> {
    fn is_serious(&self) -> bool {
        self.groups.iter().flat_map(|group| &group.entries).any(is_serious)
    }
}

/// Whether changes need a look, each of them: they are silent, not safe on the wire, or break what compiles.
pub(super) fn is_serious(entry: &Alike<'_>) -> bool {
    let Change { silent, wire, rust, .. } = entry.first.change;
    silent || wire > Wire::Safe || rust == Rust::Major
}

fn is_text(entry: &Alike<'_>) -> bool {
    !is_serious(entry) && entry.first.change.rust <= Rust::Patch && entry.items().told.is_empty()
}

impl<'o> Texts<'o> {
    /// What stands above those of all kinds.
    pub(super) const TITLE: &'static str = "many changes of one kind, each by one of them";

    /// The one that is told in the fewest words.
    pub(super) fn first(&self) -> Option<&'o Entry> {
        self.entries.iter().map(|alike| alike.first).min_by_key(|entry| entry.change.message.chars().count())
    }

    /// What the worst of them does to callers.
    pub(super) fn rust(&self) -> Rust {
        self.entries.iter().map(|alike| alike.first.change.rust).max().unwrap_or(Rust::None)
    }

    /// One of them, and how many more there are.
    pub(super) fn said(&self) -> String {
        let message = self.first().map(|entry| entry.change.message.as_str()).unwrap_or_default();
        let service = self.service.map(|service| format!("{service}: ")).unwrap_or_default();
        let more = self.entries.iter().flat_map(Alike::entries).count().saturating_sub(1);
        format!("{service}{message}, and {more} more of the kind")
    }
}

/// The changes of one operation of a service.
pub(super) struct Group<'o> {
    /// The service, where there are several.
    service: Option<&'o str>,
    reach: Reach<'o>,
    pub(super) entries: Vec<Alike<'o>>,
}

/// Whom changes reach.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Reach<'o> {
    /// This one before others, which are few.
    Operation(&'o str),
    Many,
    Service,
}

/// A change that reaches more operations than this is not told as one of the first.
const OPERATIONS: usize = 10;

impl<'o> Reach<'o> {
    fn of(entry: &Alike<'o>) -> Self {
        let operations = entry.operations();
        let nearest = |change: &'o Change| change.operations.first();
        let first = nearest(&entry.first.change);
        let is_one = entry.entries().all(|other| nearest(&other.change) == first);
        match first {
            Some(operation) if is_one && operations.len() <= OPERATIONS => Self::Operation(operation),
            _ if !operations.is_empty() => Self::Many,
            _ => Self::Service,
        }
    }
}

/// The changes by service and operation; a group stands where its worst change does.
pub(super) fn groups(entries: Vec<Alike<'_>>) -> Vec<Group<'_>> {
    let mut services: IndexMap<Option<&str>, IndexMap<Reach<'_>, Vec<Alike<'_>>>> = IndexMap::new();
    for entry in entries {
        let operations = services.entry(entry.first.service.as_deref()).or_default();
        operations.entry(Reach::of(&entry)).or_default().push(entry);
    }
    let groups = services.into_iter().flat_map(|(service, operations)| {
        operations.into_iter().map(move |(reach, entries)| Group { service, reach, entries })
    });
    groups.collect()
}

impl Group<'_> {
    /// What the group is called.
    pub(super) fn title(&self) -> String {
        title(self.service, self.reach)
    }
}

/// What the group is called that a change stands in.
pub(super) fn title_of(entry: &Alike<'_>) -> String {
    title(entry.first.service.as_deref(), Reach::of(entry))
}

fn title(service: Option<&str>, reach: Reach<'_>) -> String {
    let reached = match reach {
        Reach::Operation(operation) => operation,
        Reach::Many => "many operations",
        Reach::Service => "the service as a whole",
    };
    service.map_or_else(|| reached.to_owned(), |service| format!("{service}: {reached}"))
}

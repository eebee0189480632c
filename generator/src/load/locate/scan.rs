//! One way through the items of a text, which gives the wanted nodes on it their places.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Location, Wanted, WantedId};
use crate::load::event::{Anchor, Event, Item, Items, Style, is_merge_key};
use crate::source::Span;

/// Wanted nodes whose members are to be looked for below an anchor.
pub(super) type Aliased = BTreeMap<Anchor, Vec<WantedId>>;

/// The wanted nodes that a node of the text stands for.
type Targets = Vec<Target>;

#[derive(Clone, Copy, Debug)]
struct Target {
    id: WantedId,
    rank: Rank,
}

/// Which of two places of a node counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    /// The one on the way that the pointer names.
    Own,
    /// One that a merge key or an alias brings in: only where there is no other.
    Inherited,
}

pub(super) struct Scan<'scan, 'text> {
    text: &'text str,
    wanted: &'scan mut [Wanted],
    /// What the root stands for.
    root: Targets,
    /// What anchors stand for besides themselves.
    aliased: Aliased,
    /// What is to be looked for by the next scan.
    deferred: Aliased,
    open: Vec<Open<'text>>,
    /// Where the last item with text of its own ended.
    last_end: usize,
}

/// A mapping or sequence that has not ended.
struct Open<'text> {
    targets: Targets,
    /// Those that end where it ends.
    located: Vec<WantedId>,
    next: Next<'text>,
}

/// What comes next in a mapping or sequence.
enum Next<'text> {
    Key,
    /// The value of a key; of none, where the key does not matter.
    Value(Option<Key<'text>>),
    Element(usize),
    /// A mapping of the list behind a merge key.
    Merged,
}

struct Key<'text> {
    text: Cow<'text, str>,
    style: Style,
    span: Span,
}

/// What an item is to the mapping or sequence around it.
enum Role {
    Key,
    Value {
        key: Option<Span>,
        targets: Targets,
    },
    /// The value of a merge key: its members are those of the targets.
    Merged(Targets),
}

impl<'scan, 'text> Scan<'scan, 'text> {
    /// The scan that starts at the root.
    pub(super) fn of_document(text: &'text str, wanted: &'scan mut [Wanted]) -> Self {
        let root = vec![Target { id: 0, rank: Rank::Own }];
        Self { text, wanted, root, aliased: Aliased::new(), deferred: Aliased::new(), open: Vec::new(), last_end: 0 }
    }

    /// The scan that starts at anchors, for what the one before found behind aliases.
    pub(super) fn of_anchors(text: &'text str, wanted: &'scan mut [Wanted], aliased: Aliased) -> Self {
        Self { root: Vec::new(), aliased, ..Self::of_document(text, wanted) }
    }

    /// Reads a text as far as it is well-formed; gives what is left to look for below anchors.
    pub(super) fn run(mut self, mut items: impl Items<'text>) -> Aliased {
        while let Some(Ok(item)) = items.next() {
            match item.event {
                Event::Document => {}
                // An empty document is as good as not there.
                Event::Scalar(..) if self.open.is_empty() && item.is_null() => {}
                Event::End => self.close(item.span),
                Event::Scalar(..) | Event::Alias(_) => self.enter(&item),
                Event::Mapping | Event::Sequence => {
                    self.enter(&item);
                    if self.open.last().is_some_and(|open| open.targets.is_empty()) {
                        items.skip_inside();
                    }
                }
            }
        }
        self.deferred
    }

    fn enter(&mut self, item: &Item<'text>) {
        let role = self.role(item);
        let elements = match role {
            Role::Key | Role::Value { .. } => Next::Element(0),
            Role::Merged(_) => Next::Merged,
        };
        let (mut targets, located) = match role {
            Role::Key => (Vec::new(), Vec::new()),
            Role::Merged(targets) => (targets, Vec::new()),
            Role::Value { key, targets } => {
                let located = self.record(&targets, key, item.span);
                (targets, located)
            }
        };
        let inherited = item.anchor.and_then(|anchor| self.aliased.get(&anchor));
        targets.extend(inherited.into_iter().flatten().map(|id| inherit(*id)));
        match item.event {
            Event::Mapping => self.open.push(Open { targets, located, next: Next::Key }),
            Event::Sequence => self.open.push(Open { targets, located, next: elements }),
            Event::Alias(anchor) => self.defer(anchor, &targets),
            Event::Scalar(..) | Event::Document | Event::End => {}
        }
        self.last_end = self.last_end.max(item.span.end);
    }

    /// The role of an item, by what its mapping or sequence waits for; that then waits for the next.
    fn role(&mut self, item: &Item<'text>) -> Role {
        let Some(open) = self.open.last_mut() else {
            return Role::Value { key: None, targets: std::mem::take(&mut self.root) };
        };
        match std::mem::replace(&mut open.next, Next::Key) {
            Next::Key => {
                let key = if open.targets.is_empty() { None } else { Key::of(item) };
                open.next = Next::Value(key);
                Role::Key
            }
            Next::Value(None) => Role::Value { key: None, targets: Vec::new() },
            Next::Value(Some(key)) if is_merge_key(&key.text, key.style) => {
                Role::Merged(open.targets.iter().map(|target| inherit(target.id)).collect())
            }
            Next::Value(Some(key)) => {
                Role::Value { key: Some(key.span), targets: members(self.wanted, &open.targets, &key.text) }
            }
            Next::Element(index) => {
                open.next = Next::Element(index + 1);
                let is_wanted = !open.targets.is_empty();
                let targets =
                    if is_wanted { members(self.wanted, &open.targets, &index.to_string()) } else { Vec::new() };
                Role::Value { key: None, targets }
            }
            Next::Merged => {
                open.next = Next::Merged;
                Role::Merged(open.targets.clone())
            }
        }
    }

    /// Gives targets their place; tells which took it.
    fn record(&mut self, targets: &[Target], key: Option<Span>, span: Span) -> Vec<WantedId> {
        let value = trimmed(self.text, span);
        let mut located = Vec::new();
        for target in targets {
            let location = &mut self.wanted[target.id].location;
            if target.rank == Rank::Own || location.is_none() {
                *location = Some(Location { key, value });
                located.push(target.id);
            }
        }
        located
    }

    /// Has members that are wanted of a node looked for below the anchor that an alias names.
    fn defer(&mut self, anchor: Anchor, targets: &[Target]) {
        let with_members = targets.iter().filter(|target| !self.wanted[target.id].children.is_empty());
        let ids: Vec<WantedId> = with_members.map(|target| target.id).collect();
        if !ids.is_empty() {
            self.deferred.entry(anchor).or_default().extend(ids);
        }
    }

    /// Ends the innermost mapping or sequence: at its bracket, else behind the last thing in it.
    fn close(&mut self, span: Span) {
        if span.end > span.start {
            self.last_end = self.last_end.max(span.end);
        }
        let Some(open) = self.open.pop() else { return };
        for id in open.located {
            if let Some(location) = &mut self.wanted[id].location {
                let whole = Span::new(location.value.start, self.last_end);
                location.value = trimmed(self.text, whole);
            }
        }
    }
}

impl<'text> Key<'text> {
    fn of(item: &Item<'text>) -> Option<Self> {
        match &item.event {
            Event::Scalar(text, style) => Some(Self { text: text.clone(), style: *style, span: item.span }),
            Event::Document | Event::Mapping | Event::Sequence | Event::End | Event::Alias(_) => None,
        }
    }
}

fn inherit(id: WantedId) -> Target {
    Target { id, rank: Rank::Inherited }
}

/// The wanted members `key` of targets.
fn members(wanted: &[Wanted], targets: &[Target], key: &str) -> Targets {
    let member = |target: &Target| wanted[target.id].children.get(key).map(|id| Target { id: *id, ..*target });
    targets.iter().filter_map(member).collect()
}

/// A span without the space behind it: block scalars end with their line breaks.
fn trimmed(text: &str, span: Span) -> Span {
    let kept = text.get(span.start..span.end).map_or(0, |slice| slice.trim_end_matches([' ', '\t', '\r', '\n']).len());
    Span::new(span.start, span.start + kept)
}

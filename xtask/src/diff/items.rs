//! The items of the Rust API that people are told of: those that say something by themselves.

use std::collections::BTreeSet;

use generator::diff::{Change, ItemChange};

use crate::terminal::counted;

/// The items of changes, each once: what goes or comes with the type or call that it is part of does not say anything,
/// nor does a type that is called after one which does the same.
pub(super) struct Items<'c> {
    /// The worst first.
    pub(super) told: Vec<&'c ItemChange>,
    /// How many types are called after one of them.
    called_after: usize,
}

/// So many types that are called after one are counted; of fewer, each is told.
const LEAST: usize = 3;

impl<'c> Items<'c> {
    pub(super) fn of(changes: &[&'c Change]) -> Self {
        let all = || changes.iter().copied().flat_map(|change| &change.rust_items);
        let whole = |is: fn(&ItemChange) -> bool| -> BTreeSet<&str> {
            let items = all().filter(|item| is(item) && !item.is_trait());
            items.map(|item| item.item.as_str()).collect()
        };
        let (gone, new) = (whole(|item| item.is.is_none()), whole(|item| item.was.is_none()));
        let says = |item: &&ItemChange| match (&item.was, &item.is) {
            // Where types have swapped their names, what holds them reads as before.
            (Some(was), Some(is)) => was != is,
            (was, _) => !parents(&item.item).any(|parent| if was.is_some() { &gone } else { &new }.contains(parent)),
        };
        let types: BTreeSet<Names<'_>> = all().filter_map(Names::of).collect();
        let is_called_after = |item: &&ItemChange| Names::of(item).is_some_and(|names| names.is_after_one(&types));
        let mut seen = BTreeSet::new();
        let mut told: Vec<&ItemChange> =
            all().filter(says).filter(|item| seen.insert((&item.item, &item.was, &item.is))).collect();
        let mut called_after = told.iter().copied().filter(is_called_after).filter(|item| !item.is_trait()).count();
        if called_after < LEAST {
            called_after = 0;
        } else {
            told.retain(|item| !is_called_after(item));
        }
        // What is another item now says more than what comes with it.
        told.sort_by_key(|item| (std::cmp::Reverse(item.rust), item.was.is_none() || item.is.is_none()));
        Self { told, called_after }
    }

    /// What is left out where only so many are shown.
    pub(super) fn left_out(&self, shown: usize) -> Option<String> {
        let types = counted(self.called_after, "type");
        match (self.told.len().saturating_sub(shown), self.called_after) {
            (0, 0) => None,
            (more, 0) => Some(format!("and {more} more")),
            (0, _) => Some(format!("and {types} called after these")),
            (more, _) => Some(format!("and {more} more, and {types} called after one of them")),
        }
    }
}

/// The lines of an item that go and come, as a patch has them.
pub(super) fn lines(item: &ItemChange) -> impl Iterator<Item = (char, &str)> {
    let was = item.was.iter().map(|text| ('-', text.as_str()));
    was.chain(item.is.iter().map(|text| ('+', text.as_str())))
}

/// The paths that a path is in.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.char_indices().filter(|(_, c)| matches!(c, '.' | ':')).map(|(end, _)| &path[..end])
}

/// What a type that goes, comes or is renamed was called, and is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Names<'c> {
    was: Option<&'c str>,
    is: Option<&'c str>,
}

impl<'c> Names<'c> {
    fn of(item: &'c ItemChange) -> Option<Self> {
        let (was, is) = (item.was.as_deref().map(path), item.is.as_deref().map(path));
        let is_type = |path: &str| {
            path.rsplit_once("::").is_some_and(|(module, name)| module.ends_with("models") && !name.contains('.'))
        };
        (was != is && was.or(is).is_some_and(is_type)).then_some(Self { was, is })
    }

    /// Whether words stand behind one of these names, the same before and now.
    fn is_after_one(&self, types: &BTreeSet<Self>) -> bool {
        let Some(name) = self.was.or(self.is) else { return false };
        let words = name.char_indices().filter(|(_, c)| c.is_ascii_uppercase()).map(|(start, _)| &name[start..]);
        let without = |words: &str| -> Option<Self> {
            let cut = |name: Option<&'c str>| name.map(|name| name.strip_suffix(words).ok_or(())).transpose().ok();
            Some(Self { was: cut(self.was)?, is: cut(self.is)? })
        };
        words.filter_map(without).any(|shorter| types.contains(&shorter))
    }
}

/// The path of an item, without what is said of it.
fn path(says: &str) -> &str {
    says.split(['(', ' ']).next().unwrap_or_default().trim_end_matches(':')
}

//! How to spare callers of a change: a name that is kept by an extension.

use std::collections::{BTreeMap, BTreeSet};

use super::Kind;
use super::joined::Joined;
use super::rust::ItemChange;

/// The names that items have now.
pub(super) struct Names<'j> {
    /// Those of what was called otherwise, with what it was called.
    renamed: BTreeMap<&'j str, BTreeSet<&'j str>>,
    /// Those of what is new.
    new: BTreeSet<&'j str>,
}

impl<'j> Names<'j> {
    /// Those of all changes.
    pub(super) fn of(joined: &'j [Joined]) -> Self {
        let items = || joined.iter().flat_map(|joined| &joined.items);
        let mut renamed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for item in items().filter(|item| item.is_renamed()) {
            renamed.entry(&item.item).or_default().extend(path(item));
        }
        let new = items().filter(|item| item.was.is_none()).map(|item| item.item.as_str()).collect();
        Self { renamed, new }
    }

    /// How to keep what callers write, where only a name is another; not where something else takes that name, or had
    /// another one before.
    pub(super) fn advice(&self, Joined { found, items }: &Joined) -> Option<String> {
        let renamed = items.iter().find(|item| item.is_renamed())?;
        let path = path(renamed)?;
        // The values of an enum cannot ask for a name, and a name in Rust is none that a variant is told by.
        let is_value = renamed.was.as_ref()?.strip_prefix(path).is_some_and(|says| says.starts_with(" = "));
        let is_swap = found.draft.kind == Kind::BodySchemaRefSwapped;
        let is_taken = self.new.contains(path) || is_swap && self.renamed.contains_key(path);
        let is_shared = self.renamed.get(&*renamed.item).is_some_and(|names| names.len() > 1);
        if is_taken || is_shared || is_value || found.draft.tells_apart() {
            return None;
        }
        let name = path.rsplit([':', '.']).next()?;
        Some(format!("`x-rust-name: {name}` keeps the old name"))
    }
}

/// What an item was called.
fn path(item: &ItemChange) -> Option<&str> {
    Some(item.was.as_ref()?.split(['(', ' ']).next()?.trim_end_matches(':'))
}

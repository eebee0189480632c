//! Groups: the operations of one tag, which a reader looks for in one place.

use std::collections::{BTreeMap, BTreeSet};

use crate::arena::Arena;
use crate::ir::{Group, GroupId};
use crate::normalise::{UNTAGGED, folded_tag};
use crate::resolve::{Document, Operation, Tag};

/// The groups that have operations. Tags that are the same when folded are of one, called as the first of them.
pub(super) struct Groups {
    pub(super) all: Arena<GroupId, Group>,
    /// By folded tags.
    by_tag: BTreeMap<String, GroupId>,
}

impl Groups {
    /// In the order of the tags, operations without one last.
    pub(super) fn of(document: &Document) -> Self {
        let mut groups = Self { all: Arena::new(), by_tag: BTreeMap::new() };
        let used: BTreeSet<String> = document.operations.iter().map(tag_of).map(folded_tag).collect();
        for tag in document.tags.iter().filter(|tag| used.contains(&folded_tag(&tag.name))) {
            groups.add(tag.clone());
        }
        for operation in &document.operations {
            let (origin, name) = (operation.origin.clone(), tag_of(operation).to_owned());
            groups.add(Tag { origin, name, description: None });
        }
        groups
    }

    fn add(&mut self, Tag { origin, name, description }: Tag) {
        let group = self.by_tag.entry(folded_tag(&name));
        group.or_insert_with(|| self.all.push(Group { origin, tag: name, description }));
    }

    /// The group of an operation that was asked for.
    pub(super) fn of_operation(&self, operation: &Operation) -> GroupId {
        self.by_tag[&folded_tag(tag_of(operation))]
    }

    /// The tag of an operation, as its group spells it if one has it.
    pub(super) fn tag<'a>(&'a self, operation: &'a Operation) -> &'a str {
        let tag = tag_of(operation);
        self.by_tag.get(&folded_tag(tag)).map_or(tag, |group| &self.all[*group].tag)
    }
}

/// The tag that groups an operation: its first.
fn tag_of(operation: &Operation) -> &str {
    operation.tags.first().map_or(UNTAGGED, String::as_str)
}

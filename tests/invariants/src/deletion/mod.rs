//! A name depends on its own item only: a document that lost something names all the rest as before.
//!
//! What is lost goes with all that refers to it, directly or not: a schema with the schemas and operations that use it.
//! So nothing that stays says anything else than before, and each of its names must be the same. The only exception are
//! items that clashed: where `W401` is reported of an item, before or after, its name may be another, unless it clashed
//! with the same ones both times; and where operations share an id, their own or the one made for those that have none,
//! those that do so no longer are called by it (`W102`).

mod parts;

use std::collections::{BTreeMap, BTreeSet};

use generator::diagnostic::{Code, Diagnostics};
use generator::source::{FileId, Origin};
use generator::{Named, NamedItem, Role};
use serde_json::Value;

use crate::accounting::count::is_elsewhere;
use parts::{Parts, part_of};

/// What is deleted of a document at a time.
#[derive(Clone, Debug)]
pub struct Deletion {
    /// What is deleted, in words.
    pub what: String,
    /// The pointers of operations, path items, webhooks and components.
    deleted: BTreeSet<String>,
    /// The components and path items that only the deleted need.
    unneeded: BTreeSet<String>,
}

/// The names that a document gives.
#[derive(Debug)]
pub struct Listing {
    names: BTreeMap<NamedItem, BTreeSet<String>>,
    /// Where each item stands itself, and where what it is called after.
    origins: BTreeMap<NamedItem, [Origin; 2]>,
    clashes: Clashes,
}

/// The items whose names were taken.
#[derive(Debug, Default)]
struct Clashes {
    /// By the place and the name that they got.
    renamed: BTreeSet<(Origin, String)>,
    /// The places of those that each place clashed with, directly or by others, and itself.
    rivals: BTreeMap<Origin, BTreeSet<Origin>>,
    /// The ids that were made, of method and path alone where no other operation has the same, by the operations.
    made: BTreeMap<String, String>,
}

/// Some deletions that stand for all: so many single operations and schemas, evenly spread over the document, every
/// other operation, and as many schemas as make up half of the document. The same document gives the same ones.
pub fn deletions(document: &Value, singles: usize) -> Vec<Deletion> {
    let parts = Parts::of(document);
    let all = parts.operations.len() + parts.schemas.len();
    let deletion = |what: String, deleted: BTreeSet<String>| {
        let unneeded = parts.needed_only_by(&deleted);
        Deletion { what, deleted, unneeded }
    };
    let mut deletions = Vec::new();
    for part in spread(&parts.operations, singles).chain(spread(&parts.schemas, singles)) {
        deletions.push(deletion(part.clone(), parts.closure(part)));
    }
    let operations: BTreeSet<String> =
        parts.operations.iter().step_by(2).flat_map(|part| parts.closure(part)).collect();
    deletions.push(deletion("every other operation".to_owned(), operations));
    let mut schemas = BTreeSet::new();
    for closure in parts.schemas.iter().map(|part| parts.closure(part)) {
        if 2 * schemas.union(&closure).count() <= all {
            schemas.extend(closure);
        }
    }
    deletions.push(deletion("half of the schemas".to_owned(), schemas));
    deletions.retain(|deletion| (1..all).contains(&deletion.deleted.len()));
    deletions
}

/// So many of the parts, evenly spread; all, where there are no more.
fn spread(parts: &[String], count: usize) -> impl Iterator<Item = &String> {
    let count = count.min(parts.len());
    (0..count).filter_map(move |at| parts.get((2 * at + 1) * parts.len() / (2 * count)))
}

impl Deletion {
    /// The document without what is deleted.
    pub fn applied(&self, document: &Value) -> Value {
        let mut document = document.clone();
        for pointer in &self.deleted {
            let Some((parent, key)) = pointer.rsplit_once('/') else { continue };
            if let Some(members) = document.pointer_mut(parent).and_then(Value::as_object_mut) {
                members.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
            }
        }
        document
    }

    /// What is named otherwise after the deletion, in words; nothing is what we want.
    pub fn changed(&self, before: &Listing, after: &Listing) -> Vec<String> {
        let items: BTreeSet<&NamedItem> = before.names.keys().chain(after.names.keys()).collect();
        let said = |item: &NamedItem| -> Option<String> {
            let none = BTreeSet::new();
            let names = [before, after].map(|listing| listing.names.get(item).unwrap_or(&none));
            let is_same = names[0] == names[1] || names[1].is_empty() && self.takes(item, before);
            let is_other = || before.rivals(item) != after.rivals(item) || before.rivals(item).is_none();
            let is_clash = || (before.clashed(item, &names) || after.clashed(item, &names)) && is_other();
            let is_clash = || is_clash() || before.made(item) != after.made(item);
            let NamedItem { role, owner, wire } = item;
            let said = || format!("{role:?} `{wire}` of `{}`: {:?} becomes {:?}", owner.pointer, names[0], names[1]);
            (!is_same && !is_clash()).then(said)
        };
        items.into_iter().filter_map(said).collect()
    }

    /// Whether an item goes with what is deleted.
    fn takes(&self, item: &NamedItem, before: &Listing) -> bool {
        let is_deleted = |origin: &Origin| {
            let part = part_of(origin.pointer.as_str());
            part.is_some_and(|part| self.deleted.contains(&part) || self.unneeded.contains(&part))
        };
        // So is the tag that no variant declares, of which a form makes a part.
        let is_tag = item.owner.pointer.last().is_some_and(|key| key == "discriminator");
        // A part of a whole has a type of its own only where something refers to it alone.
        let is_part = item.owner.pointer.parent().is_some_and(|parts| parts.last().is_some_and(|key| key == "allOf"));
        let is_for_others = is_tag || is_part || matches!(item.role, Role::Form | Role::Part | Role::Base);
        let origins = before.origins.get(item).into_iter().flatten();
        is_for_others || is_deleted(&item.owner) || origins.into_iter().any(is_deleted)
    }
}

impl Listing {
    /// Of the names, and of what was said when they were made. What was taken from other files than the document, or
    /// from where the specification has no place, is left out: it is there only where something refers to it, and gives
    /// way to what the document calls the same.
    pub fn new(names: Vec<Named>, diagnostics: &Diagnostics, document: FileId) -> Self {
        let is_kept = |item: &NamedItem| item.owner.file == document && !is_elsewhere(item.owner.pointer.as_str());
        let mut listing =
            Self { names: BTreeMap::new(), origins: BTreeMap::new(), clashes: Clashes::among(diagnostics) };
        for Named { item, origin, home, name } in names.into_iter().filter(|named| is_kept(&named.item)) {
            listing.names.entry(item.clone()).or_default().insert(name);
            listing.origins.insert(item, [origin, home]);
        }
        listing
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.values().map(BTreeSet::len).sum()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The id that was made for the operation of the item: it has none, or shares it.
    fn made(&self, item: &NamedItem) -> Option<&String> {
        self.clashes.made.get(&part_of(item.owner.pointer.as_str())?)
    }

    /// The places of what the item clashed with, and its own; none where its name was not taken.
    fn rivals(&self, item: &NamedItem) -> Option<&BTreeSet<Origin>> {
        let [origin, _] = self.origins.get(item)?;
        self.clashes.rivals.get(origin)
    }

    /// Whether one of the names is reported as not the item's own, or is made of one that is.
    fn clashed(&self, item: &NamedItem, names: &[&BTreeSet<String>; 2]) -> bool {
        let renamed = &self.clashes.renamed;
        let is_renamed = |origin: &Origin| {
            names.iter().copied().flatten().any(|name| renamed.contains(&(origin.clone(), name.clone())))
        };
        self.origins.get(item).is_some_and(|[origin, _]| is_renamed(origin))
            || match item.role {
                // Types of an operation are called after its method, variants of its answers after their types, and a
                // definition whose name is taken has another one from then on.
                Role::Call | Role::Model => renamed.iter().any(|(origin, _)| *origin == item.owner),
                Role::Choice => {
                    let all: BTreeSet<&String> = names.iter().copied().flatten().collect();
                    renamed.iter().any(|(_, name)| all.contains(name))
                }
                Role::Member
                | Role::Base
                | Role::Form
                | Role::Part
                | Role::Operation
                | Role::Parameter
                | Role::Header => false,
            }
    }
}

impl Clashes {
    fn among(diagnostics: &Diagnostics) -> Self {
        let mut clashes = Self::default();
        for (diagnostic, further) in diagnostics.with_places() {
            let places = diagnostic.labels.iter().filter_map(|label| label.place.origin());
            match diagnostic.code {
                Code::RenamedOnClash => {
                    let name = last_quoted(&diagnostic.message).trim_start_matches("r#").to_owned();
                    let places: Vec<&Origin> = places.collect();
                    clashes.meet(&places);
                    let named = places.into_iter().take(1).chain(further);
                    clashes.renamed.extend(named.map(|origin| (origin.clone(), name.clone())));
                }
                Code::MissingOperationId => {
                    let part = places.take(1).find_map(|origin| part_of(origin.pointer.as_str()));
                    clashes.made.extend(part.map(|part| (part, last_quoted(&diagnostic.message))));
                }
                _ => {}
            }
        }
        clashes
    }
}

impl Clashes {
    /// Notes that what stands at these places clashes.
    fn meet(&mut self, places: &[&Origin]) {
        let mut met: BTreeSet<Origin> = places.iter().map(|&place| place.clone()).collect();
        met.extend(places.iter().filter_map(|&place| self.rivals.get(place)).flatten().cloned());
        for place in &met {
            self.rivals.insert(place.clone(), met.clone());
        }
    }
}

/// The name that a message tells of: "`wire` is called `name`, because …".
fn last_quoted(message: &str) -> String {
    message.rsplit('`').nth(1).unwrap_or_default().to_owned()
}

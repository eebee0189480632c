//! Brings both verdicts together: each item that changes is owed to what changes in the document where it is declared.

use std::collections::BTreeMap;

use super::finding::{Draft, Found, Reached};
use super::rust::{ItemChange, Sort};
use super::{Kind, Rust};
use crate::resolve::Document;
use crate::source::Origin;

/// A cause with the items of the Rust API that it changes.
pub(super) struct Joined {
    pub(super) found: Found,
    pub(super) items: Vec<ItemChange>,
}

impl Joined {
    /// What it does to callers.
    pub(super) fn rust(&self) -> Rust {
        let items = self.items.iter().map(|item| item.rust).max().unwrap_or(Rust::None);
        items.max(self.found.draft.kind.least())
    }
}

/// Gives each item to its cause; what has none is a cause itself.
pub(super) fn join(found: Vec<Found>, items: Vec<ItemChange>, base: &Document, head: &Document) -> Vec<Joined> {
    let mut joined: Vec<Joined> = found.into_iter().map(|found| Joined { found, items: Vec::new() }).collect();
    let mut own: BTreeMap<(Option<Origin>, Option<Origin>), Joined> = BTreeMap::new();
    for item in items {
        match cause(&joined, &item) {
            Some(index) => joined[index].items.push(item),
            None => {
                let draft = itself(&item, base, head);
                let key = (item.base.clone(), item.head.clone());
                let new = || Joined { found: Found::new(&draft, Reached::default()), items: Vec::new() };
                own.entry(key).or_insert_with(new).items.push(item);
            }
        }
    }
    joined.extend(own.into_values());
    joined
}

/// The cause of a change: at the same place, or the nearest around it, or the nearest inside.
fn cause(joined: &[Joined], item: &ItemChange) -> Option<usize> {
    let nearness = |joined: &Joined| {
        let draft = &joined.found.draft;
        let can = !is_documentation(draft.kind) && (item.sort != Sort::Renamed || renames(draft.kind));
        let sides = [(&draft.base, &item.base), (&draft.head, &item.head)];
        let near = sides.into_iter().filter_map(|(at, of)| distance(at.as_ref()?, of.as_ref()?)).min();
        near.filter(|_| can)
    };
    let ranked = joined.iter().enumerate().filter_map(|(index, joined)| Some((nearness(joined)?, index)));
    ranked.min().map(|(_, index)| index)
}

/// How far apart two places are, of which one is in the other; what is around counts less than what is inside.
fn distance(cause: &Origin, item: &Origin) -> Option<(usize, usize)> {
    if cause.file != item.file {
        return None;
    }
    let depth = |origin: &Origin| origin.pointer.tokens().count();
    if item.pointer.starts_with(&cause.pointer) {
        Some((0, depth(item) - depth(cause)))
    } else if cause.pointer.starts_with(&item.pointer) {
        Some((1, depth(cause) - depth(item)))
    } else {
        None
    }
}

/// Whether people alone see it, so that no item can come of it.
fn is_documentation(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OpSummaryChanged
            | Kind::OpOrderChanged
            | Kind::OpTagChanged
            | Kind::OpTagRemoved
            | Kind::OpTagAdded
            | Kind::ParamDocChanged
            | Kind::BodyDocChanged
            | Kind::ReqDocChanged
            | Kind::ReqExampleChanged
            | Kind::ResDocChanged
            | Kind::ResExampleChanged
            | Kind::RespDescChanged
            | Kind::InfoDescription
            | Kind::InfoVersion
            | Kind::OasVersion
            | Kind::ExtChanged
    )
}

/// Whether a change in the document gives an item another name.
fn renames(kind: Kind) -> bool {
    matches!(kind, Kind::OpIdChanged | Kind::OpIdRemoved | Kind::OpIdAdded)
}

/// The cause that an item is where the document says the same.
fn itself(item: &ItemChange, base: &Document, head: &Document) -> Draft {
    let component = |document: &Document, origin: Option<&Origin>| {
        document.schemas.values().find(|schema| Some(&schema.origin) == origin)?.component.clone()
    };
    let kind = match item.sort {
        Sort::Boxed => Kind::TypeBoxed,
        Sort::Trait => Kind::TraitLost,
        Sort::Swapped => Kind::ArgumentsSwapped,
        Sort::Renamed => match (component(base, item.base.as_ref()), component(head, item.head.as_ref())) {
            (Some(was), Some(is)) if was == is => Kind::NameChanged,
            (Some(was), Some(_)) if head.components.contains_key(&was) => Kind::BodySchemaRefSwapped,
            (Some(_), Some(_)) => Kind::SchemaRenamed,
            (None, Some(_)) => Kind::SchemaInlineToComponent,
            (Some(_), None) => Kind::BodyInlineVsRef,
            (None, None) => Kind::NameChanged,
        },
        Sort::Other => Kind::ItemChanged,
    };
    let draft = Draft::new(kind, ("item", format!("`{}`", item.item)), item.base.as_ref(), item.head.as_ref());
    draft.values((item.was.clone(), item.is.clone()))
}

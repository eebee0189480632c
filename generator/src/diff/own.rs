//! Items that nothing on the wire causes: each is a cause itself.

use std::collections::BTreeMap;

use super::Kind;
use super::finding::{Draft, Found};
use super::joined::Joined;
use super::reached::Reached;
use super::rust::{ItemChange, Sort};
use super::uses::around;
use crate::source::Origin;

/// Causes that are items, by their kinds and places.
#[derive(Default)]
pub(super) struct Own(BTreeMap<(Kind, Option<Origin>, Option<Origin>), Joined>);

impl Own {
    /// Adds an item that belongs to some operations.
    pub(super) fn add(&mut self, reached: Reached, item: ItemChange) {
        let draft = itself(&item);
        let key = (draft.kind, item.base.clone(), item.head.clone());
        let new = || Joined { found: Found::new(&draft, reached), items: Vec::new() };
        self.0.entry(key).or_insert_with(new).items.push(item);
    }

    /// All of them; types that are called after the one that they stand in have their new names from it.
    pub(super) fn folded(self) -> Vec<Joined> {
        let mut renamed: BTreeMap<Origin, usize> = BTreeMap::new();
        let mut all: Vec<Joined> = Vec::new();
        for ((kind, base, _), joined) in self.0 {
            let place = base.filter(|_| kind == Kind::NameChanged);
            let whole = place.iter().flat_map(around).filter_map(|place| renamed.get(&place)).last();
            if let Some(&index) = whole {
                all[index].items.extend(joined.items);
                continue;
            }
            renamed.extend(place.map(|place| (place, all.len())));
            all.push(joined);
        }
        all
    }
}

/// The cause that an item is where the document says the same.
fn itself(item: &ItemChange) -> Draft {
    let kind = match item.sort {
        Sort::Boxed => Kind::TypeBoxed,
        Sort::Swapped => Kind::ArgumentsSwapped,
        Sort::Renamed | Sort::TakenOver => Kind::NameChanged,
        Sort::Trait | Sort::Making if item.is.is_none() => Kind::TraitLost,
        Sort::Trait | Sort::Making | Sort::Deprecated | Sort::Carried | Sort::OnWire | Sort::Permuted | Sort::Other => {
            Kind::ItemChanged
        }
    };
    let draft = Draft::new(kind, ("item", format!("`{}`", item.item)), item.base.as_ref(), item.head.as_ref());
    // What stands in one whole, and in another now, is called after that one.
    let whole = |place: &Option<Origin>| Some(place.as_ref()?.pointer.parent()?.to_string());
    let wholes = whole(&item.base).zip(whole(&item.head)).filter(|(was, is)| kind == Kind::NameChanged && was != is);
    let draft = if let Some((was, is)) = &wholes { draft.replacing(was, is) } else { draft };
    // Where types have swapped their names, what holds them reads as before.
    if item.was == item.is { draft } else { draft.values((item.was.clone(), item.is.clone())) }
}

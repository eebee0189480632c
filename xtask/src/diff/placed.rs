//! Where changes stand that are at no place of a document: services that come and go, and items of the listings.

use std::collections::BTreeMap;

use generator::diff::{Change, Spot};
use generator::services::Service;

use super::snapshot::Snapshot;

/// A service on its document.
pub(super) fn service(side: &Snapshot, service: &Service) -> Spot {
    Spot::at_line(side.sources.name(service.file), 1)
}

/// The committed listing of the Rust API of a service.
pub(super) struct Listing<'s> {
    file: String,
    pub(super) text: &'s str,
}

impl<'s> Listing<'s> {
    /// The listing that was committed beside the documents, if there is one.
    pub(super) fn of(side: &'s Snapshot, service: &Service) -> Option<Self> {
        let file = format!("generated-client/api/{}.txt", service.feature);
        let text = side.files.get(&file)?;
        Some(Self { file, text })
    }
}

/// Gives changes the places of their items in the listings of both sides.
pub(super) fn on_listings(changes: &mut [Change], base: &Listing<'_>, head: Option<&Listing<'_>>) {
    let (base, head) = (Lines::of(base), head.map(Lines::of));
    for change in changes {
        let items = &change.rust_items;
        change.base = base.spot(items.iter().filter_map(|item| item.was.as_deref()));
        change.head = head.as_ref().and_then(|head| head.spot(items.iter().filter_map(|item| item.is.as_deref())));
    }
}

/// The lines of a listing, with their numbers.
struct Lines<'l> {
    file: &'l str,
    numbers: BTreeMap<&'l str, usize>,
}

impl<'l> Lines<'l> {
    fn of(listing: &'l Listing<'_>) -> Self {
        let numbers = listing.text.lines().enumerate().map(|(index, line)| (line, index + 1));
        Self { file: &listing.file, numbers: numbers.collect() }
    }

    /// The first of some items.
    fn spot<'i>(&self, items: impl Iterator<Item = &'i str>) -> Option<Spot> {
        let line = items.filter_map(|item| self.numbers.get(item)).min()?;
        Some(Spot::at_line(self.file, *line))
    }
}

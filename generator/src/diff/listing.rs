//! The committed listings of a service: what a change of the generator does to the Rust API, be the document another
//! one too or not.

use std::collections::{BTreeMap, BTreeSet};

use super::joined::give;
use super::rust::{self, ItemChange};
use super::{Change, Kind, Read, Rust, Side};
use crate::diagnostic::Diagnostics;
use crate::emit::Item;

/// What differs between two listings of one document, by type and call.
pub fn compare_listings(base: &str, head: &str) -> Vec<Change> {
    by_parent(rust::compare(&parsed(base), &parsed(head), &BTreeMap::new()))
}

/// What differs between the listing of a service and what is generated now of the same document, by type and call, as
/// far as the listing of the head has it: what it does not have, no change of the generator made.
///
/// # Errors
///
/// The diagnostics of a document that cannot be read.
pub fn compare_listing(committed: &str, head: Option<&str>, side: Side<'_>) -> Result<Vec<Change>, Diagnostics> {
    let Read { items, .. } = super::read(side)?;
    let now: String = items.iter().map(|item| format!("{item}\n")).collect();
    if sorted(committed) == sorted(&now) {
        return Ok(Vec::new());
    }
    let mut changes = rust::compare(&parsed(committed), &parsed(&now), &BTreeMap::new());
    if let Some(head) = head {
        let head: BTreeSet<&str> = lines(head).collect();
        changes.retain(|change| match (&change.was, &change.is) {
            (_, Some(is)) => head.contains(is.as_str()),
            (Some(was), None) => !head.contains(was.as_str()),
            (None, None) => false,
        });
    }
    Ok(by_parent(changes))
}

fn by_parent(changes: Vec<ItemChange>) -> Vec<Change> {
    let mut by_parent: BTreeMap<String, Vec<ItemChange>> = BTreeMap::new();
    for change in changes {
        give(by_parent.entry(parent(&change.item).to_owned()).or_default(), change);
    }
    by_parent.into_iter().map(|(item, changes)| change(&item, changes)).collect()
}

/// The lines without the header, each once.
fn lines(listing: &str) -> impl Iterator<Item = &str> {
    listing.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn sorted(listing: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = lines(listing).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn parsed(listing: &str) -> Vec<Item> {
    lines(listing).map(Item::parse).collect()
}

/// The type or call that an item is part of.
fn parent(path: &str) -> &str {
    let depth = if path.contains("::models::") || path.contains("::operations::") { 3 } else { 2 };
    let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
    let whole = ends.take(depth).last().map_or(path, |end| &path[..end]);
    whole.split_once('.').map_or(whole, |(parent, _)| parent)
}

fn change(item: &str, rust_items: Vec<ItemChange>) -> Change {
    let rust = rust_items.iter().map(|item| item.rust).max().unwrap_or(Rust::None);
    let silent = rust_items.iter().any(ItemChange::swaps);
    Change { rust, rust_items, silent, ..Change::without_place(Kind::GeneratorChanged, item) }
}

#[cfg(test)]
mod tests {
    use super::{parent, parsed};

    #[test]
    fn items_are_read_as_they_are_written() {
        let listing = "\
a::Client::get_line(line_id: String, kinds: Vec<models::Kind>) -> operations::GetLine, deprecated
a::models::Line.kind: Option<Kind> = \"Kind\"
a::models::Line::new()
a::models::Line: Default
a::models::Map::new(values: Map<String, i64>)
a::operations::GetLine::page(i64)
";
        let items = parsed(listing);
        let written: String = items.iter().map(|item| format!("{item}\n")).collect();
        assert_eq!(written, listing);
        let arguments: Vec<Option<usize>> = items.iter().map(|item| item.arguments.as_ref().map(Vec::len)).collect();
        assert_eq!(arguments, [Some(2), None, Some(0), None, Some(1), None]);
    }

    #[test]
    fn items_are_part_of_a_type_or_call() {
        for (path, whole) in [
            ("a::Client::get_line", "a::Client"),
            ("a::models::Line.kind", "a::models::Line"),
            ("a::models::Line::new", "a::models::Line"),
            ("a::operations::GetLine", "a::operations::GetLine"),
            ("a::headers::LINK", "a::headers"),
        ] {
            assert_eq!(parent(path), whole);
        }
    }
}

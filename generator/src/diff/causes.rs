//! What was found, by all that it is looked up by: items are many, and so are causes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Included, Unbounded};

use super::finding::{Draft, Found};
use super::hints::is_in;
use super::kind::Effect;
use super::uses::Uses;
use super::wire::Sides;
use crate::source::{Origin, Pointer};

/// The causes by the places where they are.
pub(super) struct Causes<'f> {
    pub(super) found: &'f [Found],
    pub(super) at: Sides<Places<'f>>,
    pub(super) uses: Sides<Uses>,
    /// The causes by the operations that they reach.
    by_operation: BTreeMap<&'f str, Vec<usize>>,
    /// Those that only one side has, by what they stand in.
    pub(super) by_parent: BTreeMap<Pointer, Vec<usize>>,
    /// Those in headers, by the names of these.
    pub(super) by_header: BTreeMap<String, Vec<usize>>,
}

/// The causes by their places in a document.
pub(super) type Places<'f> = BTreeMap<&'f Origin, Vec<usize>>;

/// A side of the comparison.
type Side = for<'s> fn(&'s Draft) -> Option<&'s Origin>;

impl<'f> Causes<'f> {
    /// The causes that were found.
    pub(super) fn of(found: &'f [Found], uses: Sides<Uses>) -> Self {
        let at = |side: Side| {
            let mut at = Places::new();
            for (index, found) in found.iter().enumerate() {
                let has_items = found.draft.has_types && found.draft.effect > Effect::Text;
                if let Some(origin) = side(&found.draft).filter(|_| has_items) {
                    at.entry(origin).or_default().push(index);
                }
            }
            at
        };
        let at = Sides { base: at(|draft| draft.base.as_ref()), head: at(|draft| draft.head.as_ref()) };
        let (by_operation, by_parent, by_header) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut causes = Self { found, at, uses, by_operation, by_parent, by_header };
        found.iter().enumerate().for_each(|(index, found)| causes.index(index, found));
        causes
    }

    fn index(&mut self, index: usize, found: &'f Found) {
        for (operation, _) in found.reached.operations() {
            self.by_operation.entry(operation).or_default().push(index);
        }
        let Draft { base, head, .. } = &found.draft;
        if let (Some(place), None) | (None, Some(place)) = (base, head)
            && let Some(parent) = place.pointer.parent()
        {
            self.by_parent.entry(parent).or_default().push(index);
        }
        let headers: BTreeSet<String> = [base, head].into_iter().flatten().flat_map(headers).collect();
        for name in headers {
            self.by_header.entry(name).or_default().push(index);
        }
    }

    /// The causes that reach an operation.
    pub(super) fn reaching(&self, operation: &str) -> impl Iterator<Item = usize> {
        self.by_operation.get(operation).into_iter().flatten().copied()
    }
}

/// The places of causes at a place and in it.
pub(super) fn inside<'p, 'f>(
    at: &'p Places<'f>,
    whole: &'p Origin,
) -> impl Iterator<Item = (&'p &'f Origin, &'p Vec<usize>)> {
    let is_near = |place: &Origin| place.pointer.as_str().starts_with(whole.pointer.as_str());
    let near = at.range::<Origin, _>((Included(whole), Unbounded));
    // `/a!` stands between `/a` and `/a/b`, and is not in it.
    let near = near.take_while(move |(place, _)| place.file == whole.file && is_near(place));
    near.filter(move |(place, _)| is_in(place, whole))
}

/// The names of the headers that a place is in, which do not differ in case alone (RFC 9110, section 5.1).
fn headers(place: &Origin) -> Vec<String> {
    let keys: Vec<_> = place.pointer.tokens().collect();
    keys.windows(2).filter(|keys| keys[0] == "headers").map(|keys| keys[1].to_ascii_lowercase()).collect()
}

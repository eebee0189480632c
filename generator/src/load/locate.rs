//! From JSON pointers back to bytes: one scan of the text for all the places that diagnostics point at.
//!
//! The scan builds no tree and does not recurse. It follows aliases: what stands below an alias in the tree has
//! its place below the anchor in the text.

mod scan;

use std::collections::BTreeMap;

use super::{json, mend, yaml};
use crate::source::{Pointer, Span};
use scan::Scan;

/// Where a node stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its key; none at the root and in an array.
    pub key: Option<Span>,
    /// Its value; for one that an alias brings in, the alias.
    pub value: Span,
}

/// Finds one node in a YAML or JSON text.
pub fn locate(text: &str, pointer: &Pointer) -> Option<Location> {
    Locations::scan(text, [pointer]).get(pointer)
}

/// Anchors that name each other are followed this often.
const MAX_ALIAS_STEPS: usize = 16;

/// The places of a set of pointers in a text.
#[derive(Clone, Debug)]
pub struct Locations {
    /// A tree of the pointers asked for; its root is the root of the document.
    wanted: Vec<Wanted>,
}

/// A place in the list of wanted nodes; 0 is the root.
type WantedId = usize;

/// A node that was asked for, or is on the way to one.
#[derive(Clone, Debug, Default)]
struct Wanted {
    children: BTreeMap<String, WantedId>,
    location: Option<Location>,
}

impl Locations {
    /// Looks for all pointers in one scan; in a few where they lead through aliases.
    pub fn scan<'pointer>(text: &str, pointers: impl IntoIterator<Item = &'pointer Pointer>) -> Self {
        let mut locations = Self { wanted: vec![Wanted::default()] };
        for pointer in pointers {
            locations.want(pointer);
        }
        let as_it_is = json::is_json(text);
        let without_comments = if as_it_is { None } else { mend::comments(text) };
        let is_json = as_it_is || without_comments.is_some();
        let mended = if is_json { without_comments } else { mend::unprintable(text) };
        let text = mended.as_ref().map_or(text, |mended| mended.text.as_str());
        let mut scan = Scan::of_document(text, &mut locations.wanted);
        for _ in 0..MAX_ALIAS_STEPS {
            let aliased = if is_json { scan.run(json::events(text)) } else { scan.run(yaml::events(text)) };
            if aliased.is_empty() {
                break;
            }
            scan = Scan::of_anchors(text, &mut locations.wanted, aliased);
        }
        locations
    }

    /// The place of a pointer that was looked for.
    pub fn get(&self, pointer: &Pointer) -> Option<Location> {
        let found = pointer.tokens().try_fold(0, |at, token| self.wanted[at].children.get(&*token).copied());
        self.wanted[found?].location
    }

    /// The place of a pointer that was looked for, or of its nearest ancestor in the text.
    pub fn nearest(&self, pointer: &Pointer) -> Option<Location> {
        let mut at = 0;
        let mut nearest = self.wanted[at].location;
        for token in pointer.tokens() {
            let Some(child) = self.wanted[at].children.get(&*token) else {
                break;
            };
            at = *child;
            nearest = self.wanted[at].location.or(nearest);
        }
        nearest
    }

    fn want(&mut self, pointer: &Pointer) {
        let mut at = 0;
        for token in pointer.tokens() {
            at = match self.wanted[at].children.get(&*token) {
                Some(child) => *child,
                None => {
                    let child = self.wanted.len();
                    self.wanted[at].children.insert(token.into_owned(), child);
                    self.wanted.push(Wanted::default());
                    child
                }
            };
        }
    }
}

#[cfg(test)]
mod tests;

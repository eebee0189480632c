//! Every diagnostic there is, one function each, in one file per pass.
//!
//! To add one: a line in the table of [`Code`](super::Code), a function beside its pass, a fixture in
//! `tests/fixtures/err`. The first label is the place to change.

pub mod load;
pub mod lower;
pub mod name;
pub mod normalise;
pub mod resolve;
pub mod services;

pub use super::visible::Quoted;
use super::{Part, Place};
use crate::source::{FileId, Origin, Span};

/// The key of a node, where it has one.
pub fn key(origin: &Origin) -> Place {
    Place::Node { origin: origin.clone(), part: Part::Key }
}

/// The value of a node.
pub fn value(origin: &Origin) -> Place {
    Place::Node { origin: origin.clone(), part: Part::Value }
}

/// What a place is called: an element after its list.
fn name_of(origin: &Origin) -> String {
    let last = origin.pointer.last().unwrap_or_default();
    let list = || origin.pointer.parent()?.last().map(|list| format!("{list}/{last}"));
    let is_index = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    list().filter(|_| is_index).unwrap_or_else(|| last.to_string())
}

/// Bytes of a file.
pub fn bytes(file: FileId, span: Span) -> Place {
    Place::Bytes { file, span }
}

/// Names in a list are shown up to this many; the rest is counted.
const NAMES_SHOWN: usize = 12;

/// Names longer than this have no similar name: what is so long was not mistyped.
const SIMILAR_LENGTH: usize = 200;

/// Of the known names the one that was probably meant, if one is near: at most a third of it is to be changed.
///
/// Only the last segment of a reference differs as a rule, so that a common start does not count.
pub fn suggest<'known>(name: &str, known: impl IntoIterator<Item = &'known str>) -> Option<&'known str> {
    if name.len() > SIMILAR_LENGTH {
        return None;
    }
    let distance = |known: &'known str| {
        let common = common_folder(name, known);
        let (name, rest) = (&name[common..], &known[common..]);
        let limit = (name.chars().count() / 3).clamp(1, 4);
        if name.len().abs_diff(rest.len()) > 4 * limit {
            return None;
        }
        let edits = strsim::osa_distance(&name.to_lowercase(), &rest.to_lowercase());
        (edits <= limit).then_some((edits, known))
    };
    known.into_iter().filter(|known| known.len() <= SIMILAR_LENGTH).filter_map(distance).min().map(|(_, known)| known)
}

/// Bytes up to the last `/` that both have in the same place after the same text.
fn common_folder(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    one.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1)
}

/// Names as a sentence lists them: `` `a`, `b` and 3 more ``.
pub fn list<'name>(names: impl IntoIterator<Item = &'name str>) -> String {
    let mut names = names.into_iter();
    let shown: Vec<String> = names.by_ref().take(NAMES_SHOWN).map(|name| Quoted(name).to_string()).collect();
    match names.count() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The help for a name that is not among the known: the similar one, else what there is.
fn did_you_mean<'known>(name: &str, known: impl IntoIterator<Item = &'known str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    match suggest(name, known.iter().copied()) {
        Some(similar) => Some(format!("did you mean {}?", Quoted(similar))),
        None if known.is_empty() => None,
        None => Some(format!("available: {}", list(known))),
    }
}

#[cfg(test)]
mod tests;

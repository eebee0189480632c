//! What is gone under one name and new under another: the same thing, where nothing else is like it.

use super::fingerprint::{fingerprint, names};
use super::members::letters;
use super::schemas::DEPTH;
use crate::resolve::{Document, SchemaId};

/// What is gone or new at a place.
pub(super) struct Candidate<'d, T, Said> {
    pub(super) item: T,
    name: &'d str,
    /// What it says beside its schemas.
    said: Said,
    names: String,
    meaning: String,
}

impl<'d, T: Copy, Said: PartialEq> Candidate<'d, T, Said> {
    pub(super) fn new(item: T, name: &'d str, said: Said, document: &Document, schemas: &[SchemaId]) -> Self {
        let (names, meaning) = match schemas {
            [] => (String::new(), String::new()),
            schemas => (names(document, schemas), fingerprint(document, schemas, DEPTH)),
        };
        Self { item, name, said, names, meaning }
    }

    /// Whether all is alike but the name. What refers to the object itself has another member inside.
    fn is_like(&self, other: &Self) -> bool {
        self.said == other.said && (self.names == other.names || self.meaning == other.meaning)
    }

    /// Whether one name has a word of the other, too.
    fn shares_word(&self, other: &Self) -> bool {
        let others = words(other.name);
        words(self.name).iter().any(|word| others.contains(word))
    }
}

/// Pairs what is alike on both sides where each is like no other, or, of those that are, has a word in its name that no
/// other has; then what is left so.
pub(super) fn pair<T: Copy, Said: PartialEq>(
    gone: &[Candidate<'_, T, Said>],
    new: &[Candidate<'_, T, Said>],
) -> Vec<(T, T)> {
    let mut open = Open { gone: gone.iter().collect(), new: new.iter().collect(), pairs: Vec::new() };
    open.pair(Candidate::is_like);
    open.pair(|one, other| one.is_like(other) && one.shares_word(other));
    open.pair(Candidate::is_like);
    open.pairs
}

/// What has no partner yet, and what has.
struct Open<'c, 'd, T, Said> {
    gone: Vec<&'c Candidate<'d, T, Said>>,
    new: Vec<&'c Candidate<'d, T, Said>>,
    pairs: Vec<(T, T)>,
}

impl<'d, T: Copy, Said: PartialEq> Open<'_, 'd, T, Said> {
    /// Takes for partners what are each other's only ones.
    fn pair(&mut self, is_partner: impl Fn(&Candidate<'d, T, Said>, &Candidate<'d, T, Said>) -> bool) {
        let only = |was: usize| {
            let one = self.gone[was];
            let is = only(self.new.iter().map(|other| is_partner(one, other)))?;
            let back = only(self.gone.iter().map(|one| is_partner(one, self.new[is])))?;
            (back == was).then_some((was, is))
        };
        let found: Vec<(usize, usize)> = (0..self.gone.len()).filter_map(only).collect();
        self.pairs.extend(found.iter().map(|&(was, is)| (self.gone[was].item, self.new[is].item)));
        retain(&mut self.gone, |index| found.iter().all(|(was, _)| *was != index));
        retain(&mut self.new, |index| found.iter().all(|(_, is)| *is != index));
    }
}

/// The place of the only one that holds.
fn only(all: impl Iterator<Item = bool>) -> Option<usize> {
    let mut places = all.enumerate().filter(|(_, holds)| *holds).map(|(place, _)| place);
    places.next().filter(|_| places.next().is_none())
}

/// Keeps what stands at these places.
fn retain<T>(all: &mut Vec<T>, is_kept: impl Fn(usize) -> bool) {
    let mut places = 0..;
    all.retain(|_| places.next().is_some_and(&is_kept));
}

/// The words of a name in any spelling: `callerId`, `caller_id`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || was_lower && c.is_uppercase() {
            words.push(String::new());
        }
        was_lower = c.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.push_str(&letters(&c.to_string()));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

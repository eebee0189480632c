//! What is gone under one name and new under another: the same thing, where nothing else is like it.
//!
//! What each has is asked for once, and looked up: the work grows with what is gone and new, not with the pairs of it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Sides;
use super::fingerprint::{fingerprint, names, type_name};
use super::members::letters;
use super::schemas::DEPTH;
use super::view::{Shape, View};
use crate::resolve::{Document, SchemaId};

/// What of two lists has no partner yet, and what has, by the places in the lists.
pub(super) struct Partners {
    pub(super) gone: Vec<usize>,
    pub(super) new: Vec<usize>,
    pub(super) pairs: Vec<(usize, usize)>,
}

impl Partners {
    /// Two lists of these lengths, in which nothing has a partner.
    pub(super) fn of(gone: usize, new: usize) -> Self {
        Self { gone: (0..gone).collect(), new: (0..new).collect(), pairs: Vec::new() }
    }

    /// Takes for partners those that have the same key, the first with the first.
    pub(super) fn pair_first<K: Ord>(&mut self, base: impl Fn(usize) -> Option<K>, head: impl Fn(usize) -> Option<K>) {
        let mut having: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (is, key) in self.new.iter().filter_map(|&is| Some((is, head(is)?))) {
            having.entry(key).or_default().push_back(is);
        }
        let mut first = |was: usize| Some((was, having.get_mut(&base(was)?)?.pop_front()?));
        let found = self.gone.iter().filter_map(|&was| first(was)).collect();
        self.take(found);
    }

    /// Takes for partners those that have a key in common, and none with any other.
    pub(super) fn pair_only<K: Ord>(&mut self, base: impl Fn(usize) -> Vec<K>, head: impl Fn(usize) -> Vec<K>) {
        let were: Vec<(usize, Vec<K>)> = self.gone.iter().map(|&was| (was, base(was))).collect();
        let are: Vec<(usize, Vec<K>)> = self.new.iter().map(|&is| (is, head(is))).collect();
        let mut having: BTreeMap<&K, Sides<Having>> = BTreeMap::new();
        for (was, key) in were.iter().flat_map(|(was, keys)| keys.iter().map(move |key| (was, key))) {
            let having = having.entry(key).or_default();
            having.base = having.base.or(Having::One(*was));
        }
        for (is, key) in are.iter().flat_map(|(is, keys)| keys.iter().map(move |key| (is, key))) {
            let having = having.entry(key).or_default();
            having.head = having.head.or(Having::One(*is));
        }
        let sharing = |keys: &[K], side: fn(&Sides<Having>) -> Having| {
            keys.iter().filter_map(|key| having.get(key)).map(side).fold(Having::None, Having::or)
        };
        let back: BTreeMap<usize, Having> =
            are.iter().map(|(is, keys)| (*is, sharing(keys, |having| having.base))).collect();
        let only = |(was, keys): &(usize, Vec<K>)| match sharing(keys, |having| having.head) {
            Having::One(is) => (back.get(&is) == Some(&Having::One(*was))).then_some((*was, is)),
            Having::None | Having::Several => None,
        };
        let found = were.iter().filter_map(only).collect();
        self.take(found);
    }

    /// Takes for partners all that are left, the first with the first.
    pub(super) fn pair_rest(&mut self) {
        self.pair_first(|_| Some(()), |_| Some(()));
    }

    fn take(&mut self, found: Vec<(usize, usize)>) {
        let taken: (BTreeSet<usize>, BTreeSet<usize>) = found.iter().copied().unzip();
        self.gone.retain(|was| !taken.0.contains(was));
        self.new.retain(|is| !taken.1.contains(is));
        self.pairs.extend(found);
    }
}

/// What of a list has a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Having {
    #[default]
    None,
    One(usize),
    Several,
}

impl Having {
    /// What has one key or another.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (all, Self::None) | (Self::None, all) => all,
            (Self::One(one), Self::One(other)) if one == other => self,
            (Self::One(_) | Self::Several, Self::One(_) | Self::Several) => Self::Several,
        }
    }
}

/// What is gone or new at a place.
pub(super) struct Candidate<T, Said> {
    pub(super) item: T,
    words: Vec<String>,
    /// What it says beside its schemas.
    said: Said,
    names: String,
    meaning: String,
    /// Whether it holds any value.
    is_any: bool,
    /// The place among what is there.
    at: Option<usize>,
    /// The type that it is of by name.
    ty: Option<String>,
}

/// What candidates that are alike have in common, which is all but the name. What refers to the object itself has
/// another member inside, and is known by the names that it refers to.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Alike<'c, Said> {
    Names(Said, &'c str),
    Meaning(Said, &'c str),
}

impl<T, Said: Copy + Ord> Candidate<T, Said> {
    pub(super) fn new(item: T, name: &str, said: Said, document: &Document, schemas: &[SchemaId]) -> Self {
        let (names, meaning) = match schemas {
            [] => (String::new(), String::new()),
            schemas => (names(document, schemas), fingerprint(document, schemas, DEPTH)),
        };
        let is_any = !schemas.is_empty() && View::new(document, schemas).shape == Shape::Any;
        let ty = type_name(document, schemas);
        Self { item, words: words(name), said, names, meaning, is_any, at: None, ty }
    }

    /// At a place among what is there.
    pub(super) fn at(mut self, place: Option<usize>) -> Self {
        self.at = place;
        self
    }

    /// Whether it stands where another one stood, is of the type of that one, and says the same beside its schemas.
    fn replaces(&self, other: &Self) -> bool {
        self.at.is_some() && self.ty.is_some() && (self.at, &self.ty, self.said) == (other.at, &other.ty, other.said)
    }

    /// The letters of its name, with the type that it is of by name.
    fn spelled(&self) -> Vec<(String, &str, Said)> {
        let letters = self.words.concat();
        self.ty.iter().filter(|_| !letters.is_empty()).map(|ty| (letters.clone(), ty.as_str(), self.said)).collect()
    }

    fn alike(&self) -> Vec<Alike<'_, Said>> {
        vec![Alike::Names(self.said, &self.names), Alike::Meaning(self.said, &self.meaning)]
    }

    /// The same where it says what the value is: all that hold any value are alike.
    fn alike_for_sure(&self) -> Vec<Alike<'_, Said>> {
        if self.is_any { Vec::new() } else { self.alike() }
    }

    /// What candidates that are alike have in common whose names share a word, too.
    fn alike_with_words(&self) -> Vec<(&str, Alike<'_, Said>)> {
        self.words.iter().flat_map(|word| self.alike().into_iter().map(move |alike| (word.as_str(), alike))).collect()
    }
}

/// Pairs what is alike on both sides where each is like no other, or, of those that are, has a word in its name that no
/// other has; then what is left so.
pub(super) fn pair<T: Copy, Said: Copy + Ord>(gone: &[Candidate<T, Said>], new: &[Candidate<T, Said>]) -> Vec<(T, T)> {
    let mut partners = Partners::of(gone.len(), new.len());
    partners.pair_only(|was| gone[was].alike_for_sure(), |is| new[is].alike_for_sure());
    partners.pair_only(|was| gone[was].alike_with_words(), |is| new[is].alike_with_words());
    partners.pair_only(|was| gone[was].alike_for_sure(), |is| new[is].alike_for_sure());
    // What is spelled alike is what it was, whatever the type of that name has inside.
    partners.pair_only(|was| gone[was].spelled(), |is| new[is].spelled());
    // Where nothing else is gone or new, more can differ than the name.
    if let ([was], [is]) = (gone, new)
        && is.replaces(was)
    {
        partners.pair_rest();
    }
    partners.pairs.iter().map(|&(was, is)| (gone[was].item, new[is].item)).collect()
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

#[cfg(test)]
mod tests;

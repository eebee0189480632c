//! Items that several causes share: each of them alone would change the item as well.

use super::Rust;
use super::finding::Found;
use super::hints::{is_in, makes_another_type};
use super::joined::Causes;
use super::rust::{ItemChange, Sort};
use super::uses::around;
use crate::source::Origin;

impl Causes<'_> {
    /// Other causes at the place of the first that are causes as well: each of them makes another type of a value.
    pub(super) fn sharing(&self, first: usize, item: &ItemChange) -> Vec<(usize, ItemChange)> {
        let draft = &self.found[first].draft;
        if item.sort == Sort::Swapped && draft.head.is_none() {
            // An argument in the place of one that is gone is the matter of both.
            let new = item.head.as_ref().and_then(|place| self.at.head.get(place)).and_then(|causes| causes.first());
            return new.map(|&index| (index, item.clone())).into_iter().collect();
        }
        if item.sort != Sort::Other {
            return Vec::new();
        }
        let twins: Vec<_> =
            self.twins(first).chain(self.siblings(first, item)).map(|index| (index, item.clone())).collect();
        if !twins.is_empty() || item.is.is_none() || item.was.is_none() || !makes_another_type(draft) {
            return twins;
        }
        // What a parameter is declared to be stands inside.
        let places = |place: &Origin| around(place).take(2).chain([place.child("schema")]).collect::<Vec<_>>();
        let places = draft.head.as_ref().map(places).unwrap_or_default();
        let here = places.iter().filter_map(|place| self.at.head.get(place)).flatten().copied();
        let sharing = here.filter(|&index| index != first).filter_map(|index| {
            let other = &self.found[index].draft;
            let is_deprecation = other.judged_as.is_deprecation() && item.is_deprecation();
            // What is deprecated besides is no more than that.
            let mine = || ItemChange { rust: item.rust.min(Rust::Minor), ..item.clone() };
            match makes_another_type(other) {
                true => Some((index, item.clone())),
                false => is_deprecation.then(|| (index, mine())),
            }
        });
        sharing.collect()
    }

    /// The same cause in other places of the head that come of one of the base.
    fn twins(&self, first: usize) -> impl Iterator<Item = usize> {
        let draft = &self.found[first].draft;
        let here = draft.base.as_ref().and_then(|place| self.at.base.get(place)).into_iter().flatten().copied();
        here.filter(move |&index| index != first && self.found[index].draft.is_twin(draft))
    }

    /// The other members that come or go with the type of the object that they are in, which a field holds.
    fn siblings(&self, first: usize, item: &ItemChange) -> impl Iterator<Item = usize> {
        let place = |found: &Found| found.draft.base.clone().xor(found.draft.head.clone());
        let member = place(&self.found[first]);
        let whole = item.base.as_ref().filter(|whole| {
            item.item.contains('.')
                && item.is.is_some()
                && member.as_ref().is_some_and(|member| member != *whole && is_in(member, whole))
        });
        let list = member.filter(|_| whole.is_some()).and_then(|member| member.pointer.parent());
        let list = list.filter(|list| list.last().is_some_and(|last| last == "properties"));
        list.into_iter().flat_map(move |list| {
            let all = self.found.iter().enumerate().filter(move |(index, found)| {
                let parent = place(found).and_then(|member| member.pointer.parent());
                *index != first && parent.as_ref() == Some(&list)
            });
            all.map(|(index, _)| index)
        })
    }
}

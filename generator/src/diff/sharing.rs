//! Items that several causes share: each of them alone would change the item as well.

use std::collections::BTreeSet;

use super::causes::{Causes, Places, inside};
use super::finding::{Draft, Found};
use super::hints::is_in;
use super::kind::{Effect, Touches};
use super::rust::{ItemChange, Sort};
use super::uses::around;
use super::{Kind, Rust};
use crate::source::Origin;

/// The parameter or body whose schema stands at a place, or else the place.
fn part(place: &Origin) -> Origin {
    let above = |place: &Origin| place.pointer.parent().map(|pointer| Origin::new(place.file, pointer));
    let is_called = |place: &Origin, key: &str| place.pointer.last().is_some_and(|last| last == key);
    let part = Some(place).filter(|place| is_called(place, "schema")).and_then(above).unwrap_or_else(|| place.clone());
    above(&part).filter(|media| is_called(media, "content")).and_then(|content| above(&content)).unwrap_or(part)
}

/// Whether a place is that of elements of a value, of which its type says the type.
fn is_element(place: &Origin, value: &Origin) -> bool {
    let mut keys = place.pointer.tokens_behind(value.pointer.as_str().len());
    place != value && keys.all(|(_, key)| matches!(&*key, "items" | "additionalProperties"))
}

/// The causes at a place, around it, in the elements of its value, and in what is a part of a call with it.
fn together(at: &Places<'_>, place: &Origin) -> BTreeSet<usize> {
    let whole = part(place);
    let of_part = inside(at, &whole).filter(|(other, _)| part(other) == whole).flat_map(|(_, causes)| causes);
    let around: Vec<Origin> = around(place).take(2).collect();
    let near = around.iter().filter_map(|place| at.get(place)).flatten();
    let of_elements = inside(at, place).filter(|(other, _)| is_element(other, place)).flat_map(|(_, causes)| causes);
    of_part.chain(near).chain(of_elements).copied().collect()
}

/// Whether a place is that of all that a success of an operation gives.
fn is_success_of(place: &Origin, operation: &Origin) -> bool {
    let answer = part(place);
    let is_success = answer.pointer.last().is_some_and(|status| status.starts_with('2'));
    is_success && answer.pointer.parent().is_some_and(|answers| answers == operation.pointer.child("responses"))
}

/// Whether a cause makes another type of an item: who writes a value alone does where it need not be there for that.
fn makes_another(draft: &Draft, item: &ItemChange) -> bool {
    let touches = draft.judged_as.touches();
    touches.makes_another_type()
        || touches == Touches::Access && item.changes_presence()
        || draft.bounds_numbers() && item.changes_sign()
}

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
        let whole = |index: usize| (index, item.clone());
        let given: Vec<_> = self.given(item).into_iter().filter(|index| *index != first).map(whole).collect();
        if !given.is_empty() {
            return given;
        }
        let twins: Vec<_> = self.twins(first).chain(self.siblings(first, item)).map(whole).collect();
        // What is called otherwise goes under one name and comes under the other.
        let is_renamed = draft.effect == Effect::Name && draft.base.is_some() && draft.head.is_some();
        let is_one_sided = item.is.is_none() || item.was.is_none();
        if !twins.is_empty() || is_one_sided && !is_renamed || !is_renamed && !makes_another(draft, item) {
            return twins;
        }
        let in_base = draft.base.iter().flat_map(|place| together(&self.at.base, place));
        let in_head = draft.head.iter().flat_map(|place| together(&self.at.head, place));
        let here: BTreeSet<usize> = in_base.chain(in_head).collect();
        let sharing = here.into_iter().filter(|&index| index != first).filter_map(|index| {
            let other = &self.found[index].draft;
            let is_deprecation = other.judged_as.touches().is_deprecation() && item.is_deprecation();
            // What is deprecated besides is no more than that.
            let mine = || ItemChange { rust: item.rust.min(Rust::Minor), ..item.clone() };
            match makes_another(other, item) {
                true => Some(whole(index)),
                false => is_deprecation.then(|| (index, mine())),
            }
        });
        sharing.collect()
    }

    /// The causes for which a call gives one of several answers, or no longer: those that come or go, and what the
    /// others hold.
    fn given(&self, item: &ItemChange) -> BTreeSet<usize> {
        let is_enum = |says: &Option<String>| says.as_ref().is_some_and(|says| says.ends_with("Answer"));
        let operation = item.head.as_ref().filter(|_| is_enum(&item.was) != is_enum(&item.is));
        let Some(operation) = operation else { return BTreeSet::new() };
        let draft = |index: &usize| &self.found[*index].draft;
        let is_answer = |index: &usize| matches!(draft(index).kind, Kind::RespSuccessAdded | Kind::RespSuccessRemoved);
        let answers = self.uses.head.operation_at(operation).into_iter().flat_map(|id| self.reaching(id));
        let list = operation.child("responses");
        let held = inside(&self.at.head, &list).filter(|(place, _)| is_success_of(place, operation));
        let held = held
            .flat_map(|(_, causes)| causes)
            .copied()
            .filter(|index| draft(index).judged_as.touches().makes_another_type());
        answers.filter(is_answer).chain(held).collect()
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
        let members = list.and_then(|list| self.by_parent.get(&list)).into_iter().flatten().copied();
        members.filter(move |index| *index != first)
    }
}

//! Items of both sides that have one name: whether that is the name of the same.

use std::collections::BTreeMap;

use super::renamed::parent;
use super::rust::{ItemChange, Says, call, model};
use super::wire::Counterparts;
use crate::emit::{Item, Mark};

/// The items of a side by what tells them apart: those of the base with the names of the head, and as they were.
pub(super) struct Listed<'i> {
    pub(super) base: &'i BTreeMap<String, &'i (Item, &'i Item)>,
    pub(super) head: &'i BTreeMap<String, &'i Item>,
    pub(super) paired: &'i Counterparts,
}

impl Listed<'_> {
    /// Whether members or setters of one name are of two places, each of which has, or had, one of another name.
    pub(super) fn is_taken(&self, was: &Item, is: &Item) -> bool {
        let path = is.path.as_str();
        let is_whole = model(path) == Some(path) || call(path) == Some(path);
        let (mut are, mut were) = (beside(self.head, path), beside(self.base, path));
        if let (Some(Mark::Value(value)), Some(Mark::Value(other))) = (&was.mark, &is.mark) {
            // Values whose names clash have others.
            let is_kept = are.any(|item| item.mark == was.mark) || were.any(|(_, item)| item.mark == is.mark);
            return value != other && is_kept;
        }
        let place = |item: &Item| item.origin.as_ref().map(|origin| origin.pointer.clone());
        let is_same = was.says == is.says && place(was) == place(is);
        if is_whole || is_same || self.are_paired(was, is) {
            return false;
        }
        are.any(|other| self.are_paired(was, other)) || were.any(|(_, other)| self.are_paired(other, is))
    }

    /// Whether a header has the name that another one had, and one of them had or has another name: whoever wrote it
    /// means the other one.
    pub(super) fn is_left(&self, was: &Item, is: &Item) -> bool {
        let (Some(before), Some(now)) = (header(was), header(is)) else { return false };
        let (mut are, mut were) = (beside(self.head, &is.path), beside(self.base, &is.path));
        let stays = are.any(|other| other.path != is.path && header(other) == Some(before));
        before != now && (stays || were.any(|(_, other)| other.path != was.path && header(other) == Some(now)))
    }

    /// The value that had the name which another has now, or has the one that this had.
    pub(super) fn clashing(&self, change: &ItemChange) -> Option<Mark> {
        let (was, _) = change.was.as_ref()?.split_once(" = ")?;
        let had = self.base.get(&change.item).map(|(_, item)| *item);
        let others = had.into_iter().chain(self.head.get(was).copied());
        others.filter_map(|item| item.mark.clone()).find(|mark| matches!(mark, Mark::Value(_)))
    }

    /// Whether what a member or setter was called is another one now of its type, or what it is called was: what uses
    /// that compiles as before.
    pub(super) fn is_taken_over(&self, change: &ItemChange) -> bool {
        let Some(was) = change.was.as_deref().map(Item::parse) else { return false };
        let is_another = |path: &str| {
            let both = self.base.get(path).zip(self.head.get(path));
            both.is_some_and(|((now, _), other)| Says::of(&now.says) == Says::of(&other.says))
        };
        let is_part = model(&was.path).or(call(&was.path)).is_some_and(|whole| whole != was.path);
        is_part && (is_another(&was.path) || is_another(&change.item))
    }

    fn are_paired(&self, was: &Item, is: &Item) -> bool {
        let places = was.origin.as_ref().and_then(|origin| self.paired.get(origin));
        is.origin.as_ref().zip(places).is_some_and(|(origin, places)| places.contains(origin))
    }
}

/// What the constant of a header is on the wire.
fn header(item: &Item) -> Option<&str> {
    let (says, name) = item.says.split_once(" = ")?;
    says.starts_with(": Header").then_some(name)
}

/// What is in the same type or call.
fn beside<'i, T>(items: &'i BTreeMap<String, T>, path: &str) -> impl Iterator<Item = &'i T> {
    let parent = parent(path).to_owned();
    items.range(parent.clone()..).take_while(move |(key, _)| key.starts_with(&parent)).map(|(_, item)| item)
}

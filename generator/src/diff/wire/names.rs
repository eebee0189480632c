//! Which component stands for a value, where two of them, or one and none, say the same or not.

use std::collections::BTreeSet;

use super::super::Kind::*;
use super::super::finding::Values;
use super::members::letters;
use super::nulls::variants_but_null;
use super::schemas::Value;
use super::view::{Shape, View, has_no_shape, is_any};
use super::{Comparison, Pair, Scope, Sides};
use crate::resolve::{Document, Kind as Type, Schema, SchemaId};

impl<'d> Value<'_, 'd> {
    pub(super) fn names(&self) -> Values {
        let Sides { base, head } = self.documents();
        let (was, is) = (name(base, &self.base), name(head, &self.head));
        // What both wrap is compared as a part of both, unless it is another component that was there.
        let are_wrapped = [&self.base, &self.head].iter().all(|view| view.all[0].component.is_none());
        let is_other = was.as_ref().zip(is.as_ref()).is_some_and(|(was, is)| self.comparison.is_other(was, is));
        if are_wrapped && !is_other { (None, None) } else { (was, is) }
    }

    /// Whether another component is used in place of one that is still there, or was there before; names of what is no
    /// type of its own mean nothing.
    pub(super) fn is_swapped(&self, pair: &Pair) -> bool {
        let Sides { base, head } = self.documents();
        match self.names() {
            _ if self.comparison.scope == Scope::Swap => false,
            _ if !has_name(&self.base) && !has_name(&self.head) => false,
            (Some(was), Some(is)) if self.comparison.is_other(&was, &is) => !self.is_same(&pair.base, &pair.head),
            // What was written out gives way to a component that was there before, or the other way round.
            (None, Some(is)) => {
                self.are_objects()
                    && (base.components.contains_key(&is) || self.has_one_members())
                    && !has_part(&self.base, &is)
                    && !self.is_same(&pair.base, &pair.head)
            }
            (Some(was), None) => {
                self.are_objects()
                    && (head.components.contains_key(&was) || self.has_one_members())
                    && !has_part(&self.head, &was)
                    && !self.is_same(&pair.base, &pair.head)
            }
            _ => false,
        }
    }

    /// Whether one of two objects has members, and the other none.
    fn has_one_members(&self) -> bool {
        self.base.members.is_empty() != self.head.members.is_empty()
    }

    fn are_objects(&self) -> bool {
        [&self.base, &self.head].iter().all(|view| view.shape == Shape::Of(Type::Object))
    }

    /// Notes that another name is used for the same; whether that is a type of its own, of which nothing but words can
    /// differ.
    pub(super) fn called(&mut self) -> bool {
        let (was, is) = self.names();
        let change = match (&was, &is) {
            _ if was == is => return false,
            // What was a type of its own is none any more, or the other way round, which is said.
            _ if has_name(&self.base) != has_name(&self.head) => return false,
            // It is only wrapped in `allOf`, or no longer.
            (None, Some(is)) if has_part(&self.base, is) => return false,
            (Some(was), None) if has_part(&self.head, was) => return false,
            (None, _) | (_, None) if self.wrapped().is_some() => return false,
            (Some(was), Some(is)) if self.comparison.is_alias(was, is) => SchemaRenamed,
            (Some(was), Some(is)) if self.comparison.is_other(was, is) => {
                let place = self.place.clone();
                let change = ("component", BodySchemaRefSwapped);
                let draft = self.draft(change, (Some(&place.base), Some(&place.head))).values(self.names());
                let draft = draft.replacing(was, is);
                // What is no type of its own has no name in Rust.
                if !has_name(&self.base) && !has_name(&self.head) {
                    self.another = Some(draft);
                    return false;
                }
                self.note(draft);
                return self.comparison.scope != Scope::Swap;
            }
            // That is said of the component.
            (Some(_), Some(_)) if self.wrapped().is_some() => return false,
            (Some(_), Some(_)) => SchemaRenamed,
            (None, _) => SchemaInlineToComponent,
            (Some(_), None) => BodyInlineVsRef,
        };
        let (base, head) = (self.base.origin(), self.head.origin());
        let draft = self.draft(("component", change), (Some(base), Some(head))).values((was, is));
        let place = self.comparison.subjects.head.said(&self.place.head);
        self.note(if change == SchemaInlineToComponent { draft.of(place) } else { draft });
        false
    }

    /// The same for what the value takes in: what is only wrapped in `allOf` has a name, too.
    pub(super) fn parts_called(&mut self) {
        let found = self.found;
        for (one, other) in self.parts_renamed().collect::<Vec<_>>() {
            let same = Sides { base: one.origin.clone(), head: other.origin.clone() };
            self.comparison.same.push(same);
            let names = (one.component.clone(), other.component.clone());
            self.say_at(("component", SchemaRenamed), (Some(&one.origin), Some(&other.origin)), names);
        }
        // That a part is called otherwise is nothing that the value says.
        self.found = found;
    }

    /// What the value takes in under another name than before.
    pub(super) fn parts_renamed(&self) -> impl Iterator<Item = (&'d Schema, &'d Schema)> {
        let Sides { base, head } = self.documents();
        let is_kept = |name: &Option<String>, document: &Document| {
            name.as_ref().is_none_or(|name| document.components.contains_key(name))
        };
        let (bases, heads) = (&self.base.all, &self.head.all);
        let wrapped = self.wrapped();
        let is_listed = wrapped.is_none() && bases.len() == heads.len();
        let parts = bases.iter().copied().zip(heads.iter().copied()).skip(1).filter(move |_| is_listed);
        parts
            .chain(wrapped)
            .filter(move |(one, other)| !is_kept(&one.component, head) && !is_kept(&other.component, base))
    }
}

impl Comparison<'_> {
    /// Whether one component is used in place of another that is still there, be it under a third name, or was there
    /// before.
    pub(super) fn is_other(&self, was: &str, is: &str) -> bool {
        let Sides { base, head } = self.documents;
        let is_there = head.components.contains_key(was) || base.components.contains_key(is);
        let is_moved = || self.moved_names.lead_elsewhere(was, is) && !self.keeps_members(was, is);
        was != is && (is_there || is_moved() || self.have_nothing_in_common(was, is)) && !self.is_alias(was, is)
    }

    /// Whether two components have members, and none by the same name, in whatever spelling.
    fn have_nothing_in_common(&self, was: &str, is: &str) -> bool {
        let Sides { base, head } = self.documents;
        let (Some(&was), Some(&is)) = (base.components.get(was), head.components.get(is)) else { return false };
        let spelled = |view: View<'_>| view.members.keys().map(|name| letters(name)).collect::<BTreeSet<_>>();
        let (were, are) = (spelled(View::new(base, &[was])), spelled(View::new(head, &[is])));
        !were.is_empty() && !are.is_empty() && were.is_disjoint(&are)
    }

    /// Whether a component has all members of another one: what took its name may say the same by chance.
    fn keeps_members(&self, was: &str, is: &str) -> bool {
        let Sides { base, head } = self.documents;
        let (Some(&was), Some(&is)) = (base.components.get(was), head.components.get(is)) else { return false };
        let (was, is) = (View::new(base, &[was]), View::new(head, &[is]));
        was.members.keys().all(|name| is.members.contains_key(name))
    }

    /// Whether a component of the base has become another name of one that is new in the head, or the other way round.
    pub(super) fn is_alias(&self, was: &str, is: &str) -> bool {
        let Sides { base, head } = self.documents;
        let are_one = |document: &Document| {
            let both = document.components.get(was).zip(document.components.get(is));
            both.is_some_and(|(one, other)| one == other)
        };
        was != is
            && (are_one(head) && !base.components.contains_key(is)
                || are_one(base) && !head.components.contains_key(was))
    }
}

/// The components that a view shows: its own, and the one that it only wraps.
pub(super) fn names(document: &Document, view: &View<'_>) -> Vec<String> {
    let only = match &view.all[..] {
        [whole, part] if has_no_shape(whole) => part.component.clone(),
        _ => None,
    };
    name(document, view).into_iter().chain(only).collect()
}

/// The component that a view shows, be it with words beside the reference to it, or null.
pub(super) fn name(document: &Document, view: &View<'_>) -> Option<String> {
    let first = view.all.first()?;
    if first.component.is_some() || !has_no_shape(first) {
        return first.component.clone();
    }
    let says_something = |part: &&SchemaId| !is_any(&document.schemas[**part]);
    let variants = |variants| variants_but_null(document, variants).into_iter().map(|(_, variant)| variant);
    let parts = first.all_of.iter().chain(variants(&first.one_of)).chain(variants(&first.any_of));
    let mut parts = parts.filter(says_something);
    match (parts.next(), parts.next()) {
        (Some(&only), None) => document.schemas[only].component.clone(),
        _ => None,
    }
}

/// Whether a component is what a view takes in.
fn has_part(view: &View<'_>, name: &str) -> bool {
    view.all.iter().skip(1).any(|part| part.component.as_deref() == Some(name))
}

/// Whether what a view shows is a type of its own.
fn has_name(view: &View<'_>) -> bool {
    match view.shape {
        Shape::Any | Shape::Either(..) | Shape::Union | Shape::Of(Type::Object) => true,
        Shape::Of(_) => view.values.is_some(),
        Shape::Null | Shape::Nothing => true,
    }
}

//! Elements that have a place of their own in a list: whether there are others, and what that means on the wire.

use super::super::Wire;
use super::schemas::Value;
use super::view::{Schemas, View, is_any};
use super::{Pair, Position, Role};
use crate::resolve::Document;

impl Value<'_, '_> {
    /// Whether the elements that have a place of their own are more or fewer, and not like the others.
    pub(super) fn has_other_positions(&self) -> bool {
        let (common, all) = self.positions();
        (common..all).any(|index| match self.at(index) {
            (Element::Of(was), Element::Of(is)) => !self.is_same(&was, &is),
            (was, is) => was != is,
        })
    }

    /// What it means that there are others, with how many there must be.
    pub(super) fn weight_of_positions(&self) -> Wire {
        let least = |view: &View<'_>| view.constraints.min_items.unwrap_or_default();
        let number = match least(&self.base).cmp(&least(&self.head)) {
            std::cmp::Ordering::Less => self.weight_of(Values::Fewer),
            std::cmp::Ordering::Equal => Wire::Safe,
            std::cmp::Ordering::Greater => self.weight_of(Values::More),
        };
        let (common, all) = self.positions();
        (common..=all).map(|index| self.weight_of_element(self.at(index))).fold(number, Wire::max)
    }

    fn weight_of_element(&self, element: (Element, Element)) -> Wire {
        match element {
            (Element::None, Element::None) | (Element::Any, Element::Any) => Wire::Safe,
            (Element::None, _) | (Element::Of(_), Element::Any) => self.weight_of(Values::More),
            (_, Element::None) | (Element::Any, Element::Of(_)) => self.weight_of(Values::Fewer),
            (Element::Of(was), Element::Of(is)) => {
                let pair = Pair::of((was, is), self.position, self.place.clone());
                self.comparison.weight(&Pair { role: Role::Item, ..pair })
            }
        }
    }

    /// What it means that more or fewer lists are allowed.
    fn weight_of(&self, values: Values) -> Wire {
        match (self.position, values) {
            (Position::Parameter | Position::Request, Values::More)
            | (Position::Response | Position::Error, Values::Fewer) => Wire::Safe,
            (Position::Parameter | Position::Request, Values::Fewer)
            | (Position::Response | Position::Error, Values::More) => Wire::Breaking,
        }
    }

    /// How many elements have a place of their own on both sides, and how many on any.
    fn positions(&self) -> (usize, usize) {
        let (was, is) = (self.base.positions.len(), self.head.positions.len());
        (was.min(is), was.max(is))
    }

    /// The element at a place, on both sides.
    fn at(&self, index: usize) -> (Element, Element) {
        let documents = self.documents();
        (Element::at(documents.base, &self.base, index), Element::at(documents.head, &self.head, index))
    }
}

/// Whether lists are allowed that were not, or no longer are.
#[derive(Clone, Copy)]
enum Values {
    More,
    Fewer,
}

/// What can be at a place of a list.
#[derive(PartialEq, Eq)]
enum Element {
    /// Nothing: the list ends before.
    None,
    Any,
    Of(Schemas),
}

impl Element {
    fn at(document: &Document, view: &View<'_>, index: usize) -> Self {
        if view.constraints.max_items.is_some_and(|most| most <= index as u64) {
            return Self::None;
        }
        let mut schemas = view.positions.get(index).unwrap_or(&view.items).clone();
        schemas.retain(|&schema| !is_any(&document.schemas[schema]));
        if schemas.is_empty() { Self::Any } else { Self::Of(schemas) }
    }
}

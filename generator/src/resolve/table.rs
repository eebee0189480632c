//! The things of one kind that a `$ref` can name: first every place as the document has it, then linked, so that a
//! place leads to the item that stands there or that its reference names.

use std::borrow::Borrow;

use indexmap::{IndexMap, IndexSet};
use openapiv3::ReferenceOr;

use super::place::Place;
use crate::source::Origin;

/// The places of one kind, in the order they were visited.
pub(super) struct Table<'n, T> {
    places: IndexMap<Origin, Entry<'n>>,
    items: Vec<Item<'n, T>>,
}

/// What stands at a place.
#[derive(Clone, Copy)]
enum Entry<'n> {
    Item(usize),
    /// The text of a `$ref`.
    Reference(&'n str),
    /// A text that is a reference by itself, without `$ref` around it.
    Bare(&'n str),
}

/// Something that the document has itself, not by reference.
pub(super) struct Item<'n, T> {
    pub(super) typed: &'n T,
    pub(super) place: Place<'n>,
    /// Its name, where it stands under `components`.
    pub(super) component: Option<&'n str>,
}

impl<'n, T> Table<'n, T> {
    pub(super) fn new() -> Self {
        Self { places: IndexMap::new(), items: Vec::new() }
    }

    /// Notes what stands at a place; gives it back where what is below it is yet to be visited. A parameter that
    /// operations take over from their path is one item, however many there are.
    pub(super) fn insert<S: Borrow<T>>(
        &mut self,
        node: &'n ReferenceOr<S>,
        place: &Place<'n>,
        component: Option<&'n str>,
    ) -> Option<&'n T> {
        let indexmap::map::Entry::Vacant(free) = self.places.entry(place.origin.clone()) else { return None };
        let (entry, typed) = match node {
            ReferenceOr::Reference { reference } => (Entry::Reference(reference), None),
            ReferenceOr::Item(item) => (Entry::Item(self.items.len()), Some(item.borrow())),
        };
        free.insert(entry);
        self.items.extend(typed.map(|typed| Item { typed, place: place.clone(), component }));
        typed
    }

    /// Notes a text that is a reference by itself.
    pub(super) fn insert_bare(&mut self, reference: &'n str, place: &Place<'n>) {
        self.places.insert(place.origin.clone(), Entry::Bare(reference));
    }

    /// Follows every reference; `target` says which place the text of one means.
    pub(super) fn link(self, target: impl Fn(&str) -> Option<Origin>) -> (Linked<'n, T>, Vec<Lost<'n>>) {
        let mut lost = Vec::new();
        let mut steps = Vec::with_capacity(self.places.len());
        for (place, entry) in &self.places {
            let (reference, origin) = match entry {
                Entry::Item(item) => {
                    steps.push(Step::Item(*item));
                    continue;
                }
                Entry::Reference(reference) => (*reference, place.child("$ref")),
                Entry::Bare(reference) => (*reference, place.clone()),
            };
            match target(reference).and_then(|next| self.places.get_index_of(&next)) {
                Some(next) => steps.push(Step::To(next)),
                None => {
                    steps.push(Step::Nowhere);
                    lost.push(Lost::Nowhere { origin, reference });
                }
            }
        }
        let (ends, circles) = ends(steps);
        let origin = |place: usize| self.places.get_index(place).map(|(origin, _)| origin.clone());
        lost.extend(circles.into_iter().map(|circle| Lost::Circle(circle.into_iter().filter_map(origin).collect())));
        (Linked { table: self, ends }, lost)
    }
}

/// What a place leads to; places are numbered in their order.
#[derive(Clone, Copy)]
enum Step {
    Item(usize),
    To(usize),
    Nowhere,
}

/// The item at the end of the way from each place, and the circles in which ways end.
fn ends(mut steps: Vec<Step>) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let mut circles = Vec::new();
    for start in 0..steps.len() {
        let mut way: IndexSet<usize> = IndexSet::new();
        let mut here = start;
        while let Step::To(next) = steps[here] {
            if !way.insert(here) {
                circles.push(way.iter().copied().skip_while(|place| *place != here).collect());
                steps[here] = Step::Nowhere;
            } else {
                here = next;
            }
        }
        for place in way {
            steps[place] = steps[here];
        }
    }
    let item = |step| match step {
        Step::Item(item) => Some(item),
        Step::To(_) | Step::Nowhere => None,
    };
    (steps.into_iter().map(item).collect(), circles)
}

/// References that lead to no item.
pub(super) enum Lost<'n> {
    /// It names nothing of its kind; the origin is that of its text.
    Nowhere { origin: Origin, reference: &'n str },
    /// The objects of these places name each other.
    Circle(Vec<Origin>),
}

/// The items of one kind, and the way from each place to its item.
pub(super) struct Linked<'n, T> {
    table: Table<'n, T>,
    /// The item of each place; none where a reference leads nowhere.
    ends: Vec<Option<usize>>,
}

impl<'n, T> Linked<'n, T> {
    /// The items, in the order they were visited.
    pub(super) fn items(&self) -> &[Item<'n, T>] {
        &self.table.items
    }

    /// The number of the item that a place has or names.
    pub(super) fn index(&self, place: &Origin) -> Option<usize> {
        *self.ends.get(self.table.places.get_index_of(place)?)?
    }

    /// Whether a place has a reference that leads nowhere.
    pub(super) fn is_lost(&self, place: &Origin) -> bool {
        self.table.places.contains_key(place) && self.index(place).is_none()
    }

    /// The item that a place has or names.
    pub(super) fn get(&self, place: &Origin) -> Option<&Item<'n, T>> {
        self.items().get(self.index(place)?)
    }
}

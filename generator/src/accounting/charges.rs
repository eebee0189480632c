//! Which diagnostic is about which unit.

use std::collections::BTreeMap;

use super::census::Found;
use super::{Census, Fate, Key, PlaceId, Unit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, Part, Place, Severity};
use crate::source::Origin;

/// A fate, and the number of the diagnostic that it is owed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Charge {
    pub(super) fate: Fate,
    /// What the diagnostic makes of the place that it points at, which can be a part of the unit.
    cause: Fate,
    /// None where a unit was not asked for.
    pub(super) diagnostic: Option<usize>,
}

impl Charge {
    fn new(fate: Fate, diagnostic: Option<usize>) -> Self {
        Self { fate, cause: fate, diagnostic }
    }

    fn is_worse_than(self, other: Self) -> bool {
        (self.fate, self.cause) > (other.fate, other.cause)
    }
}

/// What the diagnostics say of places.
#[derive(Debug, Default)]
pub(super) struct Charges {
    /// Of a place and all that stands below it.
    whole: BTreeMap<PlaceId, Charge>,
    /// Of a place alone.
    alone: BTreeMap<PlaceId, Charge>,
}

impl Charges {
    /// What all diagnostics say.
    pub(super) fn of(census: &Census, diagnostics: &Diagnostics) -> Self {
        let mut charges = Self::default();
        let mut finder = census.finder();
        for (number, (diagnostic, places)) in diagnostics.with_places().enumerate() {
            let Some(fate) = super::fate::fate(diagnostic.code) else { continue };
            let charge = Charge::new(fate, Some(number));
            for found in first_places(diagnostic).chain(places).filter_map(|origin| finder.find(origin)) {
                charges.charge(census, found, charge, diagnostic);
            }
        }
        charges.take_out(census, diagnostics);
        for id in census.left_out() {
            charges.whole.entry(*id).or_insert(Charge::new(Fate::LeftOut, None));
        }
        charges
    }

    /// What a diagnostic says of the place that it points at.
    fn charge(&mut self, census: &Census, found: Found, charge: Charge, diagnostic: &Diagnostic) {
        let degraded = Charge { fate: Fate::Degraded, ..charge };
        let (Found::Here(place) | Found::Within(place)) = found;
        let key = match found {
            // The document as a whole is no unit, and goes on without what it lacks.
            Found::Here(place) if census.is_start(place) && census.unit(place).is_none() => return,
            Found::Here(place) => {
                let is_key_alone = is_about_spelling(diagnostic) && census.unit(place).is_some();
                worsen(if is_key_alone { &mut self.alone } else { &mut self.whole }, place, charge);
                unit_at(census, place)
            }
            Found::Within(place) => unit_at(census, place),
        };
        let Some(key) = key else { return };
        if key != place || matches!(found, Found::Within(_)) {
            worsen(&mut self.alone, key, degraded);
        }
        let takes_part = diagnostic.severity() != Severity::Note && census.unit(key) != Some(Unit::Extension);
        if let Some(owner) = owner(census, key).filter(|_| takes_part && census.key(key) == Key::Fixed) {
            worsen(&mut self.alone, owner, degraded);
        }
    }

    /// What was taken out of the document is refused for the errors that are in it.
    fn take_out(&mut self, census: &Census, diagnostics: &Diagnostics) {
        if census.taken_out().is_empty() {
            return;
        }
        let mut reasons: BTreeMap<PlaceId, usize> = BTreeMap::new();
        for (number, (diagnostic, _)) in diagnostics.with_places().enumerate() {
            let is_error = diagnostic.severity() == Severity::Error;
            for place in first_places(diagnostic).filter(|_| is_error).filter_map(|origin| census.find(origin)) {
                let (Found::Here(place) | Found::Within(place)) = place;
                reasons.entry(place).or_insert(number);
            }
        }
        for place in census.taken_out().iter().filter_map(|origin| census.find(origin)) {
            let Found::Here(place) = place else { continue };
            if census.is_left_out(place) {
                continue;
            }
            let mut below = reasons.range(place..).take_while(|(id, _)| census.is_within(**id, place));
            let diagnostic = below.next().map(|(_, number)| *number);
            worsen(&mut self.whole, place, Charge::new(Fate::Refused, diagnostic));
        }
    }

    /// All places in order, each with the charge of all that stands there.
    pub(super) fn over<'a>(&'a self, census: &'a Census) -> impl Iterator<Item = (PlaceId, Option<Charge>)> + 'a {
        let mut above: Vec<(PlaceId, Charge)> = Vec::new();
        let mut charged = self.whole.iter().peekable();
        census.ids().map(move |id| {
            while above.pop_if(|(holder, _)| !census.is_within(id, *holder)).is_some() {}
            let inherited = above.last().map(|(_, charge)| *charge);
            let own = charged.next_if(|(place, _)| **place == id).map(|(_, charge)| *charge);
            let whole = worse(own, inherited);
            if let Some(charge) = whole.filter(|_| own.is_some()) {
                above.push((id, charge));
            }
            (id, whole)
        })
    }

    /// The charge of a place, with what is said of it alone.
    pub(super) fn at(&self, id: PlaceId, whole: Option<Charge>) -> Option<Charge> {
        worse(whole, self.alone.get(&id).copied())
    }
}

/// Whether a diagnostic says only that a key is spelled in another way: what stands below it is read all the same.
fn is_about_spelling(diagnostic: &Diagnostic) -> bool {
    let is_key = |label: &Label| matches!(label.place, Place::Node { part: Part::Key, .. });
    diagnostic.code == Code::Repaired && diagnostic.labels.first().is_some_and(is_key)
}

/// The places that a diagnostic is about: the first, but all where each is as wrong as the others.
fn first_places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Origin> {
    let is_of_all = matches!(diagnostic.code, Code::CyclicReference | Code::DuplicateOperationId);
    let count = if is_of_all { usize::MAX } else { 1 };
    diagnostic.labels.iter().take(count).filter_map(|label| label.place.origin())
}

/// The place, or the nearest above it, that is a unit.
fn unit_at(census: &Census, place: PlaceId) -> Option<PlaceId> {
    std::iter::once(place).chain(census.above(place)).find(|id| census.unit(*id).is_some())
}

/// The object that a key is one of, however deep.
fn owner(census: &Census, key: PlaceId) -> Option<PlaceId> {
    census.above(key).find(|id| census.unit(*id).is_some_and(Unit::is_object))
}

fn worsen(charges: &mut BTreeMap<PlaceId, Charge>, place: PlaceId, charge: Charge) {
    let known = charges.entry(place).or_insert(charge);
    if charge.is_worse_than(*known) {
        *known = charge;
    }
}

/// The worse of two; the first, where none is.
fn worse(one: Option<Charge>, other: Option<Charge>) -> Option<Charge> {
    match (one, other) {
        (Some(one), Some(other)) if other.is_worse_than(one) => Some(other),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

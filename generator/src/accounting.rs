//! What became of each part of a document: a count in which nothing is missing.
//!
//! The unit is one JSON pointer of the source, as the text is written: of the document, and of the parts of other files
//! that were merged in, each counted once however often it is used.
//!
//! - An *operation* is a method of a path item, in `paths`, `webhooks` or a callback.
//! - A *parameter*, *body*, *response* or *schema* is a mapping that stands where the specification has such an object,
//!   and that has no `$ref`: what is given by reference is counted where it stands. `true` or `false` in the place of a
//!   schema is the value of its keyword.
//! - An *extension* is a key of an object that begins with `x-`. What stands below it is its value.
//! - A *keyword* is any other key of an object of the specification, `$ref` too, that is none of the above itself. Keys
//!   that a document chooses (paths, statuses, the names of properties, components, media types and of all other
//!   mappings) are no keywords, nor is anything in a value that the specification leaves free (`example`, `default`,
//!   `enum`).
//!
//! Each unit ends as one [`Fate`], which is that of the worst diagnostic that is about it:
//!
//! - A diagnostic is about the place that it points at and everything below. An element of a list or an entry of a
//!   mapping that is no unit itself (a value of `enum`, a media type) is a part of the keyword that it stands in, which
//!   is then generated without it: degraded.
//! - An operation, parameter, body, response or schema with a key of its own that is refused or degraded is generated
//!   without it: degraded. That extensions are ignored, and that documentation is shown nowhere, takes nothing from it.
//! - An error refuses, a warning degrades, unless it is one of those that only inform (`fate`).
//! - What `normalise` takes out of a document because something in it is wrong is refused with it.
//!
//! That the rest is generated is no conclusion from silence: an operation, parameter, body, response or schema that no
//! item of the graph or of the IR comes from is reported (`report_unread`), and degraded; where only a part of the
//! document was asked for, it is left out, and what was found there is told to nobody.

mod census;
mod charges;
mod fate;
mod tally;
mod unread;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::Origin;
pub(crate) use census::{Census, Key, PlaceId, TakenOperation};
use charges::{Charge, Charges};
pub(crate) use unread::report_unread;

pub use fate::Fate;
pub use tally::{Tally, Unit};

/// What became of the units of a document.
#[derive(Clone, Debug, Default)]
pub struct Accounting {
    /// How many units of each kind there are, and what became of them.
    pub tallies: BTreeMap<Unit, Tally>,
    /// Why units are not generated, or text that no unit is made of, and all errors: the worst first, and the one with
    /// the most units before others.
    pub reasons: Vec<Reason>,
    /// The units that are not generated, in the order of the text, each with the number of its reason.
    charged: Vec<(PlaceId, Charge)>,
    census: Census,
}

/// Why units are not generated: a diagnostic, and the units that it is about.
#[derive(Clone, Debug)]
pub struct Reason {
    /// What became of the units.
    pub fate: Fate,
    /// The kind of the diagnostic.
    pub code: Code,
    /// What the diagnostic says.
    pub message: String,
    /// Where it points first; none where that is in no place of a document.
    pub place: Option<Origin>,
    /// How many units of each kind have this reason.
    pub units: BTreeMap<Unit, usize>,
}

/// A unit that is not generated.
#[derive(Clone, Debug)]
pub struct Charged {
    /// What it is.
    pub unit: Unit,
    /// What became of it.
    pub fate: Fate,
    /// Where it stands.
    pub origin: Origin,
    /// Why, by the place among the reasons; none where it was not asked for.
    pub reason: Option<usize>,
}

impl Accounting {
    /// The units that are not generated, in the order of the text.
    pub fn charged(&self) -> impl Iterator<Item = Charged> {
        self.charged.iter().filter_map(|(id, charge)| {
            let (unit, origin) = (self.census.unit(*id)?, self.census.origin(*id)?);
            Some(Charged { unit, fate: charge.fate, origin, reason: charge.diagnostic })
        })
    }

    /// How many units there are of all kinds together, and what became of them.
    pub fn total(&self) -> Tally {
        self.tallies.values().copied().sum()
    }
}

/// Counts what became of each unit of a document.
pub(crate) fn account(census: Census, diagnostics: &Diagnostics) -> Accounting {
    let charges = Charges::of(&census, diagnostics);
    let mut tallies: BTreeMap<Unit, Tally> = Unit::ALL.iter().map(|unit| (*unit, Tally::default())).collect();
    let mut reasons: BTreeMap<usize, Reason> = BTreeMap::new();
    let mut charged = Vec::new();
    for (id, whole) in charges.over(&census) {
        let (Some(unit), charge) = (census.unit(id), charges.at(id, whole)) else { continue };
        tallies.entry(unit).or_default().add(charge.map_or(Fate::Generated, |charge| charge.fate));
        let Some(charge) = charge else { continue };
        charged.push((id, charge));
        let Charge { fate, diagnostic, .. } = charge;
        if let Some((number, diagnostic)) = diagnostic.and_then(|number| Some((number, diagnostics.get(number)?))) {
            let reason = reasons.entry(number).or_insert_with(|| Reason::new(fate, diagnostic));
            reason.fate = reason.fate.max(fate);
            *reason.units.entry(unit).or_default() += 1;
        }
    }
    for (number, fate, diagnostic) in beside_units(diagnostics) {
        reasons.entry(number).or_insert_with(|| Reason::new(fate, diagnostic));
    }
    let (reasons, numbers) = sorted(reasons);
    for (_, charge) in &mut charged {
        charge.diagnostic = charge.diagnostic.and_then(|number| numbers.get(&number).copied());
    }
    Accounting { tallies, reasons, charged, census }
}

/// What is wrong with text that no unit is made of, with what becomes of it: the second of two equal keys has the
/// pointer of the first, which is counted, and what stands below it none at all. No error is left out, either: where
/// several are in what is one unit, that has but one reason.
fn beside_units(diagnostics: &Diagnostics) -> impl Iterator<Item = (usize, Fate, &Diagnostic)> {
    let is_told = |diagnostic: &Diagnostic| {
        let place = diagnostic.labels.first().map(|label| &label.place);
        diagnostic.severity() == Severity::Error || place.is_some_and(|place| matches!(place, Place::Bytes { .. }))
    };
    let found = diagnostics.iter().enumerate().filter(move |(_, diagnostic)| is_told(diagnostic));
    found.filter_map(|(number, diagnostic)| Some((number, fate::fate(diagnostic.code)?, diagnostic)))
}

/// The reasons, the worst first, with the new number of each old one.
fn sorted(reasons: BTreeMap<usize, Reason>) -> (Vec<Reason>, BTreeMap<usize, usize>) {
    let mut reasons: Vec<(usize, Reason)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(number, reason)| std::cmp::Reverse((reason.fate, reason.count(), usize::MAX - number)));
    let numbers = reasons.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    (reasons.into_iter().map(|(_, reason)| reason).collect(), numbers)
}

impl Reason {
    fn new(fate: Fate, diagnostic: &Diagnostic) -> Self {
        Self {
            fate,
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            place: diagnostic.labels.first().and_then(|label| label.place.origin()).cloned(),
            units: BTreeMap::new(),
        }
    }

    /// How many units have this reason.
    pub fn count(&self) -> usize {
        self.units.values().sum()
    }
}

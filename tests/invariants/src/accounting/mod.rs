//! What became of each part of a document adds up: to what a count without the generator gives, and to itself.

pub(crate) mod count;
mod others;

use std::collections::BTreeMap;

use generator::accounting::{Accounting, Fate, Reason, Unit};
use generator::source::Sources;

pub use count::{Units, count};

/// What does not add up, in words; nothing is what we want.
pub fn differences(account: &Accounting, units: &Units, sources: &Sources) -> Vec<String> {
    let mut differences = Vec::new();
    for (unit, counted) in totals(units) {
        let tally =
            account.tallies.iter().find(|(kind, _)| kind.as_str() == unit).map_or(0, |(_, tally)| tally.total());
        if tally != counted {
            differences.push(format!("{unit}: {counted} counted, {tally} accounted for"));
        }
    }
    let mut fates: BTreeMap<Fate, usize> = BTreeMap::new();
    for charged in account.charged() {
        *fates.entry(charged.fate).or_default() += 1;
        let place = (sources.name(charged.origin.file).to_owned(), charged.origin.pointer.to_string());
        let counted = units.get(&place).copied().unwrap_or("nothing");
        if counted != charged.unit.as_str() {
            differences.push(format!("{place:?}: {counted} counted, {} accounted for", charged.unit.as_str()));
        }
    }
    let total = account.total();
    for (fate, told) in
        [(Fate::LeftOut, total.left_out), (Fate::Degraded, total.degraded), (Fate::Refused, total.refused)]
    {
        let listed = fates.get(&fate).copied().unwrap_or(0);
        if listed != told {
            differences.push(format!("{fate:?}: {listed} listed, {told} told"));
        }
    }
    let reasons: usize = account.reasons.iter().map(Reason::count).sum();
    if reasons != total.degraded + total.refused {
        differences
            .push(format!("{reasons} have a reason, {} are degraded or refused", total.degraded + total.refused));
    }
    differences
}

/// How many units of each kind there are.
fn totals(units: &Units) -> BTreeMap<&str, usize> {
    let mut totals: BTreeMap<&str, usize> = Unit::ALL.iter().map(|unit| (unit.as_str(), 0)).collect();
    for unit in units.values() {
        *totals.entry(unit).or_default() += 1;
    }
    totals
}

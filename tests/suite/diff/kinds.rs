//! Every kind of change is found, alone, with its verdicts, and from the other side as its counterpart.

use std::collections::BTreeSet;

use generator::diff::{Change, Kind, Report, Rust, Spot, Wire};

use super::{Pair, check_pairs, shown, verdicts};
use crate::fixture::{Fixture, assert_snapshot};

/// The kinds that no change of a document can give, with the reason.
const WITHOUT_FIXTURE: &[(Kind, &str)] = &[
    (Kind::ItemChanged, "a change of the generator gives it"),
    (Kind::ArgumentsSwapped, "where a document swaps arguments, what it says has another order, which is the cause"),
    (Kind::FeatureRenamed, "`services.toml` says so, and no document"),
    (Kind::ModuleRenamed, "`services.toml` says so, and no document"),
    (Kind::GeneratorChanged, "the listing of the base shows it, where the documents are the same"),
    (Kind::ServiceAdded, "it is no change of a document"),
    (Kind::ServiceRemoved, "it is no change of a document"),
    (Kind::TraitLost, "where a document takes a trait away, the member or the use that does so is the cause"),
];

#[test]
fn pairs() {
    check_pairs(|pair| {
        let (there, back) = (pair.report(), super::report(&pair.head, &pair.base));
        let text = format!("# There\n\n{}\n# And back\n\n{}", shown(&there), shown(&back));
        assert_snapshot("diff", &pair.base, &text);
    });
}

#[test]
fn each_pair_shows_what_it_says_and_nothing_else() {
    check_pairs(|pair| assert_eq!(verdicts(&pair.report()), pair.expected(), "{}", pair.name()));
}

#[test]
fn a_pair_is_named_after_its_kind() {
    for pair in Pair::all() {
        let named = |kind: &&Kind| pair.name() == kind.id() || pair.name().starts_with(&format!("{}-", kind.id()));
        let kinds = Kind::ALL.iter().filter(named).map(|kind| kind.id());
        let kind = kinds.max_by_key(|id| id.len()).unwrap_or_else(|| panic!("{} has no kind", pair.name()));
        assert!(pair.expected().iter().any(|(expected, ..)| expected == kind), "{} does not show {kind}", pair.name());
    }
}

#[test]
fn every_kind_has_a_pair() {
    let kinds = |report: Report| report.changes.into_iter().map(|change| change.kind);
    let both = |pair: Pair| kinds(pair.report()).chain(kinds(pair.reversed().report())).collect::<Vec<_>>();
    let shown: BTreeSet<Kind> = Pair::all().into_iter().flat_map(both).collect();
    for kind in Kind::ALL {
        let excused = WITHOUT_FIXTURE.iter().any(|(without, _)| without == kind);
        assert_ne!(shown.contains(kind), excused, "{}: is shown by a pair, or has an excuse", kind.id());
    }
}

#[test]
fn ids_of_kinds_are_unique() {
    let ids: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    assert_eq!(ids.len(), Kind::ALL.len());
}

/// The way back has the same causes, with the places swapped.
#[test]
fn directions_mirror_each_other() {
    let pointer = |spot: &Option<Spot>| spot.as_ref().map(|spot| spot.pointer.clone());
    let places = |report: &Report, sides: fn(&Change) -> [&Option<Spot>; 2]| {
        let mut places: Vec<_> = report.changes.iter().map(|change| sides(change).map(pointer)).collect();
        places.sort();
        places
    };
    check_pairs(|pair| {
        let there = places(&pair.report(), |change| [&change.base, &change.head]);
        let back = places(&super::report(&pair.head, &pair.base), |change| [&change.head, &change.base]);
        assert_eq!(there, back, "{}", pair.name());
    });
}

/// What is silent is first, and the version is that of the worst finding.
#[test]
fn the_worst_is_first() {
    for pair in Pair::all() {
        let report = pair.report();
        let rank = |change: &Change| (!change.silent, std::cmp::Reverse((change.wire, change.rust)));
        assert!(report.changes.iter().map(rank).is_sorted(), "{}", pair.name());
        assert_eq!(report.version, report.changes.iter().map(|change| change.rust).max(), "{}", pair.name());
        for change in &report.changes {
            let compiles = change.wire > Wire::Safe && change.rust < Rust::Major;
            let can_swap = [
                Kind::NameChanged,
                Kind::OpIdChanged,
                Kind::ParamEnumAddedValue,
                Kind::ParamEnumRemovedValue,
                Kind::ParamMovedIn,
                Kind::ParamReordered,
                Kind::PathRenamed,
                Kind::ReqPropReordered,
                Kind::ParamAddedRequired,
                Kind::ParamRemovedRequired,
                Kind::ReqAllOfAdded,
                Kind::ReqPropAddedRequired,
                Kind::ReqPropBecameOptional,
            ];
            let swaps = change.rust == Rust::Major && can_swap.contains(&change.kind);
            assert!(change.silent == compiles || swaps, "{}: {}", pair.name(), change.kind);
        }
    }
}

/// What was said once is said again, to the byte.
#[test]
fn reports_are_deterministic() {
    let json = |pair: &Pair| serde_json::to_string(&pair.report()).expect("a report is JSON");
    check_pairs(|pair| assert_eq!(json(pair), json(pair), "{}", pair.name()));
}

/// The ids of the changes of one report are unique: exceptions name changes by them.
#[test]
fn ids_of_changes_are_unique() {
    for pair in Pair::all() {
        let report = pair.report();
        let ids: BTreeSet<&String> = report.changes.iter().map(|change| &change.id).collect();
        assert_eq!(ids.len(), report.changes.len(), "{}", pair.name());
    }
}

/// What people alone would write otherwise gives the place of the change itself.
#[test]
fn places_are_those_of_the_files() {
    let line = |fixture: &Fixture, spot: &Spot| fixture.text.lines().nth(spot.line - 1).unwrap_or_default().to_owned();
    let pairs = Pair::all();
    let pair = pairs.iter().find(|pair| pair.name() == "param-added-required").expect("is there");
    let report = pair.report();
    let spot = report.changes[0].head.as_ref().expect("it is new in the head");
    assert!(line(&pair.head, spot).contains("site"), "{spot:?}");
}

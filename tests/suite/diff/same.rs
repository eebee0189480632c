//! What says the same gives no finding.

use super::{Pair, check_pairs, report};
use crate::fixture::{all, check_each};

#[test]
fn a_document_does_not_differ_from_itself() {
    check_pairs(|pair| {
        for document in [&pair.base, &pair.head] {
            assert_eq!(report(document, document).changes.len(), 0, "{}", pair.name());
        }
    });
}

#[test]
fn other_words_for_the_same_are_no_change() {
    for pair in Pair::of("same") {
        for report in [pair.report(), report(&pair.head, &pair.base)] {
            let kinds: Vec<&str> = report.changes.iter().map(|change| change.kind.id()).collect();
            assert!(kinds.is_empty(), "{}: {kinds:?}", pair.name());
        }
    }
}

#[test]
fn no_document_of_the_generator_differs_from_itself() {
    check_each(&all("ok", "yaml"), |fixture| {
        let report = report(fixture, fixture);
        let kinds: Vec<&str> = report.changes.iter().map(|change| change.kind.id()).collect();
        assert!(kinds.is_empty(), "{}: {kinds:?}", fixture.file);
    });
}

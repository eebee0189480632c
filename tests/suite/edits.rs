//! The comparison of documents tells one edit of a document as the one change that it is, and nothing else.

use generator::source::Sources;
use invariants::edits::edits;
use serde_json::Value;

use crate::determinism::{as_json, spec_files};
use crate::fixture::{Fixture, all, check_each, compared};

/// Fixtures of names that clash, where an edit of one item gives another its name; of several files, or references by
/// `$id`, which edits do not see; of numbers that are text as they are written, which edits write otherwise; of
/// parameters that are markup, whose members they take for none; of a member that is required and read-only, whose
/// removal is told for requests as well; and of one that is declared anew beside a reference, whose place that gives.
const LEFT_OUT: &[&str] = &[
    "colliding_names",
    "definitions",
    "elsewhere_of_files",
    "external_references",
    "form_and_value",
    "formats_of_variants",
    "hash_that_is_taken",
    "headers_by_form",
    "hostile_names",
    "identifiers",
    "identifiers_of_files",
    "parameter_content_of_markup",
    "references_for_all",
    "unquoted_text",
    "variants_alike",
    "variants_of_one_shape",
];

/// Makes so many edits of each document.
fn check(fixtures: &[Fixture], count: usize) {
    check_each(fixtures, |fixture| {
        let mut document = Value::Null;
        as_json(fixture, |tree| document = tree.clone());
        let base = fixture.sources();
        let report = |base: &Sources, head: &Sources| compared((base, &fixture.file), (head, &fixture.file));
        let seed = fixture.text.bytes().fold(0_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let missed: Vec<String> = edits(&document, count, seed)
            .iter()
            .filter_map(|edit| {
                let head = fixture.sources_with(edit.head.to_string());
                edit.missed(&report(&base, &head), &report(&head, &base))
            })
            .collect();
        assert!(missed.is_empty(), "{}: {missed:#?}", fixture.file);
    });
}

#[test]
fn edits_of_fixtures_are_told_as_what_they_are() {
    let mut fixtures = all("ok", "yaml");
    fixtures.retain(|fixture| !LEFT_OUT.contains(&fixture.name.as_str()));
    check(&fixtures, 2);
}

#[test]
fn edits_of_the_services_are_told_as_what_they_are() {
    let specs = spec_files().into_iter().filter(|(name, _)| name.ends_with(".yaml"));
    let fixture = |(name, text): (String, String)| {
        let file = name.trim_start_matches("spec/").to_owned();
        Fixture { name: file.trim_end_matches(".yaml").to_owned(), file, text }
    };
    check(&specs.map(fixture).collect::<Vec<_>>(), 2);
}

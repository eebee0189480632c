//! The list of what the client promises: each line names tests that are there, and each test of a promise is in the
//! list.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::fixture::root;

const LIST: &str = "generated-client/CONFORMANCE.md";

/// The folders and files of tests that the list must name one by one.
const FOLDERS: [&str; 11] =
    ["batches", "blocking", "credentials", "escapes", "faults", "files", "lists", "load", "policy", "testing", "times"];

#[test]
fn each_promise_has_its_test_and_each_test_its_promise() {
    let list = fs::read_to_string(root().join(LIST)).expect("the list can be read");
    let promises: Vec<&str> = list.lines().filter(|line| line.starts_with("| ")).collect();
    let without: Vec<_> = promises.iter().filter(|line| !is_head(line) && named(line).is_empty()).collect();
    assert!(without.is_empty(), "promises without a test: {without:#?}");

    let named: BTreeSet<String> = promises.iter().flat_map(|line| named(line)).collect();
    let suite = root().join("tests/suite");
    let there = tests(&suite, &suite);
    let missing: Vec<_> = named.difference(&there).collect();
    assert!(missing.is_empty(), "{LIST} names tests that are not there: {missing:#?}");
    let must_be_named = |test: &&String| FOLDERS.iter().any(|folder| test.starts_with(&format!("{folder}::")));
    let unnamed: Vec<_> = there.iter().filter(must_be_named).filter(|test| !named.contains(*test)).collect();
    assert!(unnamed.is_empty(), "{LIST} lacks {unnamed:#?}");
}

fn is_head(line: &str) -> bool {
    line.starts_with("| promise |")
}

/// The tests in the last column of a line: `module::test` in backticks.
fn named(line: &str) -> Vec<String> {
    let cells: Vec<&str> = line.trim_end_matches('|').split(" | ").collect();
    let last = cells.last().copied().unwrap_or_default();
    last.split('`').filter(|text| text.contains("::")).map(str::to_owned).collect()
}

/// The tests below a folder, by module path.
fn tests(folder: &Path, suite: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("an entry").path());
    let of = |path: std::path::PathBuf| if path.is_dir() { tests(&path, suite) } else { tests_of_file(&path, suite) };
    entries.flat_map(of).collect()
}

fn tests_of_file(file: &Path, suite: &Path) -> BTreeSet<String> {
    let module = file.strip_prefix(suite).expect("it is below it").with_extension("");
    let parts = module.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let module: Vec<String> = parts.filter(|part| part != "mod" && part != "main").collect();
    let text = fs::read_to_string(file).expect("the file can be read");
    let mut found = BTreeSet::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim_start) {
        is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
        let function = line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn "));
        let Some(name) = function.filter(|_| is_test).and_then(|rest| rest.split('(').next()) else { continue };
        found.insert(format!("{}::{name}", module.join("::")));
        is_test = false;
    }
    found
}

//! A name depends on its own item only: what is deleted from a document renames nothing but what clashed with it.

use invariants::deletion::{Listing, deletions};
use serde_json::Value;

use crate::determinism::as_json;
use crate::fixture::{Fixture, all, check_each, package};

/// The names of a fixture.
fn listing(fixture: &Fixture) -> Listing {
    let sources = fixture.sources();
    let package = package(&sources, &fixture.file);
    let (names, diagnostics) = generator::names(&sources, &package);
    Listing::new(names, &diagnostics, package.file)
}

#[test]
fn deletion_renames_nothing() {
    check_each(&all("ok", "yaml"), |fixture| {
        let mut document = Value::Null;
        as_json(fixture, |tree| document = tree.clone());
        let before = listing(fixture);
        for deletion in deletions(&document, usize::MAX) {
            let after = listing(&as_json(fixture, |tree| *tree = deletion.applied(tree)));
            let changed = deletion.changed(&before, &after);
            assert!(changed.is_empty(), "{}: without {}: {changed:#?}", fixture.file, deletion.what);
        }
    });
}

//! A name depends on its own item only: what is deleted from a document renames nothing but what clashed with it.

use generator::package::{Package, PackageName, Runtime, Selection, Standing, Tolerance};
use generator::source::Sources;
use invariants::deletion::{Listing, deletions};
use serde_json::Value;

use crate::determinism::as_json;
use crate::fixture::{Fixture, all, check_each};

/// The names of a fixture, which may take what it likes from `ok/parts`.
fn listing(fixture: &Fixture) -> Listing {
    let parts = all("ok/parts", "yaml").into_iter().map(|part| (format!("parts/{}", part.file), part.text));
    let sources: Sources = parts.chain([(fixture.file.clone(), fixture.text.clone())]).collect();
    let package = Package {
        file: sources.find(&fixture.file).expect("it is among the files"),
        name: PackageName::near("named"),
        runtime: Runtime::Version("0.0.0".to_owned()),
        standing: Standing::Open,
        selection: Selection::Whole,
        tolerance: Tolerance::Lenient,
    };
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

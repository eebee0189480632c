//! What the fuzz targets in `tests/fuzz` look for without end, for a few seconds: the same documents each time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use hostile::check::check;
use hostile::decisions::seeded;
use hostile::seeds::Seeds;
use hostile::{damage, mutate};

/// Documents of each kind.
const DOCUMENTS: u64 = 300;

/// Decisions of one document.
const DECISIONS: usize = 160;

/// Checks each document on all processors, and shows the first that fails.
fn check_all(make: impl Fn(u64, &Seeds) -> String + Sync) {
    let seeds = Seeds::read().expect("the fixtures are there");
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    thread::scope(|scope| {
        for worker in 0..workers {
            let (seeds, make) = (&seeds, &make);
            scope.spawn(move || {
                for seed in (worker..DOCUMENTS).step_by(workers as usize) {
                    let document = make(seed, seeds);
                    let checked = catch_unwind(AssertUnwindSafe(|| check(&document, seeds)));
                    assert!(matches!(checked, Ok(Ok(()))), "document {seed}: {checked:?}\n{document}");
                }
            });
        }
    });
}

#[test]
fn edited_fixtures_are_survived() {
    check_all(|seed, seeds| mutate::document(&seeded(seed, DECISIONS), seeds));
}

#[test]
fn damaged_texts_are_survived() {
    check_all(|seed, seeds| damage::document(&seeded(seed, DECISIONS), seeds));
}

//! Documents made from the fixtures by edits that the bytes decide on.

#![no_main]

use std::sync::LazyLock;

use hostile::check::check;
use hostile::mutate::document;
use hostile::seeds::Seeds;

static SEEDS: LazyLock<Seeds> = LazyLock::new(|| Seeds::read().expect("the fixtures are there"));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(&document(bytes, &SEEDS), &SEEDS).expect("this holds");
});

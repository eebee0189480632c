//! Any bytes as a document.

#![no_main]

use std::sync::LazyLock;

use hostile::check::check;
use hostile::seeds::Seeds;

static SEEDS: LazyLock<Seeds> = LazyLock::new(|| Seeds::read().expect("the fixtures are there"));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(&String::from_utf8_lossy(bytes), &SEEDS).expect("this holds");
});

//! How long documents take that have many of one thing, then twice and four times as many: `cargo run --release
//! --package hostile --example growth [WORDS] [MANY]`, for the things that have these words in their names.

#![expect(clippy::print_stdout, reason = "this is what it is for")]

use std::env;
use std::time::Instant;

use generator::source::Sources;
use hostile::check::generate;
use hostile::sizes::SIZES;

fn main() -> Result<(), String> {
    let words = env::args().nth(1).unwrap_or_default();
    let many = env::args().nth(2).and_then(|many| many.parse().ok()).unwrap_or(2_000);
    for (name, size) in SIZES.iter().filter(|(name, _)| name.contains(&words)) {
        let mut seconds = Vec::new();
        for many in [many, 2 * many, 4 * many] {
            let sources = Sources::new([("document.yaml", size(many))]);
            let start = Instant::now();
            generate(&sources)?;
            seconds.push(start.elapsed().as_secs_f64());
        }
        let times: Vec<String> = seconds.iter().map(|time| format!("{time:.2} s")).collect();
        let is_faster = seconds[2] > SHOWN && seconds[2] > MOST_GROWTH * seconds[0];
        println!("{name}: {}{}", times.join(", "), if is_faster { ", more than linear?" } else { "" });
    }
    Ok(())
}

/// Seconds that a document takes before its growth tells anything.
const SHOWN: f64 = 0.2;

/// What four times as many may cost, in times of once: a tree is deeper, and a busy machine slower.
const MOST_GROWTH: f64 = 6.0;

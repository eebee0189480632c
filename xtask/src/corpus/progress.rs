//! A bar that shows how far a run is; nothing where no terminal shows it.

use indicatif::{ProgressBar, ProgressStyle};

/// How the bar looks: what it counts, how far it is, how long it will take, what it is at.
const TEMPLATE: &str = "{prefix} {bar:30} {pos}/{len} {elapsed} (ends in {eta}) {wide_msg}";

/// A bar.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar that counts up to `total`, of which some are done already.
    pub(crate) fn new(things: &'static str, total: usize, done: usize) -> Self {
        let bar = ProgressBar::new(total as u64).with_prefix(things).with_position(done as u64);
        let style = ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Self(bar)
    }

    /// One more is done.
    pub(crate) fn step(&self, name: &str) {
        self.0.set_message(name.to_owned());
        self.0.inc(1);
    }

    /// A line above the bar.
    pub(crate) fn say(&self, line: &str) {
        self.0.suspend(|| anstream::eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}

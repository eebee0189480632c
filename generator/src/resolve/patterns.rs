//! Patterns, and which of them `validate` reads.

use std::collections::BTreeMap;

use super::place::Place;
use crate::diagnostic::{Diagnostics, catalogue};

/// The patterns of a document, each read once: many stand in more than one place.
#[derive(Default)]
pub(super) struct Patterns<'n> {
    /// Why `validate` cannot read each; none where it can.
    unreadable: BTreeMap<&'n str, Option<String>>,
}

impl<'n> Patterns<'n> {
    /// Tells of a pattern that `validate` cannot read.
    pub(super) fn report_unreadable(&mut self, place: &Place<'n>, diagnostics: &mut Diagnostics) {
        let Some(pattern) = place.text("pattern") else { return };
        let Some(reason) = self.unreadable.entry(pattern).or_insert_with(|| unreadable(pattern)) else { return };
        let reason = format!("`validate` does not check it: {reason}");
        diagnostics.push(catalogue::lower::degraded(&place.child("pattern").origin, "pattern", &reason));
    }
}

/// Why `validate` cannot read a pattern: it tries the same flag, by the same library, and as little what is longer than
/// this.
fn unreadable(pattern: &str) -> Option<String> {
    const LONGEST: usize = 1_000;
    if pattern.len() > LONGEST {
        return Some(format!("it has more than {LONGEST} bytes"));
    }
    let error = regress::Regex::with_flags(pattern, "u").err()?;
    Some(format!("it is no regular expression of ECMAScript with the flag `u` ({error})"))
}

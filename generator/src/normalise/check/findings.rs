//! What the check found: diagnostics, and the places of the errors among them.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::normalise::trail::Trail;
use crate::source::Pointer;

/// The sink of the check.
pub(super) struct Findings<'a> {
    diagnostics: &'a mut Diagnostics,
    /// Where in the tree something is wrong, in the order it was found.
    wrong: Vec<Pointer>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics) -> Self {
        Self { diagnostics, wrong: Vec::new() }
    }

    /// Adds what is to be said of a place.
    pub(super) fn push(&mut self, trail: &Trail<'_>, diagnostic: Diagnostic) {
        if diagnostic.severity() == Severity::Error {
            self.wrong.push(trail.pointer());
        }
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn into_wrong(self) -> Vec<Pointer> {
        self.wrong
    }
}

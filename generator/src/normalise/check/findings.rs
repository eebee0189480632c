//! What the check found: diagnostics, and the places of the errors among them.

use crate::diagnostic::{Diagnostic, Diagnostics, Known, Severity};
use crate::normalise::trail::Trail;
use crate::source::{Origin, Pointer};

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

    /// Adds what is wrong with nothing and said once for many places.
    pub(super) fn push_first(&mut self, diagnostic: Diagnostic) -> Known {
        self.diagnostics.push_first(diagnostic)
    }

    /// Notes one more place of what is said once.
    pub(super) fn again(&mut self, known: Known, origin: Origin) {
        self.diagnostics.again(known, origin);
    }

    pub(super) fn into_wrong(self) -> Vec<Pointer> {
        self.wrong
    }
}

//! What is wrong with a document, where, and what to write instead.
//!
//! A diagnostic is made by a function of the [`catalogue`] and nowhere else, so that one kind of problem has one
//! code, one wording and one help. Passes put theirs into a [`Diagnostics`] sink and go on; whoever calls the
//! generator renders them, all at once.

pub mod catalogue;
mod code;
mod excerpt;
mod render;
mod visible;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::source::{FileId, Origin, Span};

pub use code::{Code, Severity};
pub use render::{Style, render};
pub use visible::{visible, visible_line};

/// One problem: what is wrong, where, what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The kind of the problem; decides the severity.
    pub code: Code,
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: String,
    /// Where; the first place is the one to change, the others explain.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), labels: Vec::new(), help: None }
    }

    /// Adds a place and what is to be said about it (nothing, where the message says it).
    fn at(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// A place that a diagnostic points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be said about it; may be empty.
    pub text: String,
}

/// A place in the text, or the way to find it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A node of the tree; its bytes are found when the diagnostic is rendered.
    ///
    /// A pointer that the text does not have (a node that a pass added) shows as its nearest ancestor.
    Node {
        /// Which node.
        origin: Origin,
        /// Its key or its value.
        part: Part,
    },
    /// Bytes of a text, for what has no pointer: broken syntax, the second of two equal keys, other formats.
    Bytes {
        /// The file.
        file: FileId,
        /// The bytes.
        span: Span,
    },
}

impl Place {
    /// The node, where it is one.
    pub fn origin(&self) -> Option<&Origin> {
        match self {
            Self::Node { origin, .. } => Some(origin),
            Self::Bytes { .. } => None,
        }
    }

    /// The file it is in.
    pub fn file(&self) -> FileId {
        match self {
            Self::Node { origin, .. } => origin.file,
            Self::Bytes { file, .. } => *file,
        }
    }
}

/// Which part of a node is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The key that names it; where there is none (in an array, at the root) the value.
    Key,
    /// The value.
    Value,
}

/// The problems found so far: a set, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    /// With the further places of those that are shown once.
    found: IndexMap<Diagnostic, Vec<Origin>>,
    /// The files of which no line is shown.
    withheld: BTreeSet<FileId>,
}

/// A problem among the [`Diagnostics`] that were told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known(usize);

impl Diagnostics {
    /// No problem yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem, unless the same one is there.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.entry(diagnostic).or_default();
    }

    /// As [`Diagnostics::push`], for a problem that is shown once for all of its places.
    pub(crate) fn push_first(&mut self, diagnostic: Diagnostic) -> Known {
        let entry = self.found.entry(diagnostic);
        let known = Known(entry.index());
        entry.or_default();
        known
    }

    /// Has no line of a file shown: where something stands in it is told by numbers alone.
    pub(crate) fn withhold(&mut self, file: FileId) {
        self.withheld.insert(file);
    }

    /// Notes one more place of a problem that is shown once.
    pub(crate) fn again(&mut self, known: Known, origin: Origin) {
        if let Some((_, places)) = self.found.get_index_mut(known.0) {
            places.push(origin);
        }
    }

    /// Adds all problems of another sink.
    pub fn append(&mut self, other: Self) {
        self.withheld.extend(other.withheld);
        for (diagnostic, places) in other.found {
            self.found.entry(diagnostic).or_default().extend(places);
        }
    }

    /// Leaves out what only informs.
    pub fn without_notes(mut self) -> Self {
        self.found.retain(|diagnostic, _| diagnostic.severity() != Severity::Note);
        self
    }

    /// Keeps the problems of which some place, a first or a further one, is kept, and those in no place.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Origin) -> bool) {
        self.found.retain(|diagnostic, further| {
            let Some(first) = diagnostic.labels.first() else { return true };
            first.place.origin().is_none_or(&keep) || further.iter().any(&keep)
        });
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many problems were found, whatever their severity.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// The problems, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.keys()
    }

    /// The problem with this number, in the order they were found.
    pub(crate) fn get(&self, number: usize) -> Option<&Diagnostic> {
        self.found.get_index(number).map(|(diagnostic, _)| diagnostic)
    }

    /// The problems with the further places of those that are shown once.
    pub fn with_places(&self) -> impl Iterator<Item = (&Diagnostic, &[Origin])> {
        self.found.iter().map(|(diagnostic, places)| (diagnostic, places.as_slice()))
    }

    /// How many problems have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// The value with the warnings and notes, where there is no error.
    ///
    /// # Errors
    /// All problems, where one of them is an error.
    pub fn into_result<T>(self, value: T) -> Result<(T, Self), Self> {
        if self.has_errors() { Err(self) } else { Ok((value, self)) }
    }
}

#[cfg(test)]
mod tests;

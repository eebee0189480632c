//! What came of the calls: a part of the JSON report, whose fields are the ones of these types.

use std::collections::BTreeMap;

use serde::Serialize;

use super::samples::{Missing, Sample};
use super::verdict::Verdict;

/// What came of the calls.
#[derive(Debug, Serialize)]
pub(crate) struct Wire {
    /// The documents that were called, in the order in which they were chosen.
    pub(crate) documents: Vec<Called>,
    /// Documents that Prism, or the script that finds values, cannot load, with what it said; others were taken in
    /// their place.
    pub(crate) not_loaded: BTreeMap<String, String>,
    /// Entries of the list of known faults that no call met.
    pub(crate) stale: Vec<String>,
}

/// What came of the calls of a document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Called {
    /// The document.
    pub(crate) document: String,
    /// The features that it was chosen for.
    pub(crate) chosen_for: Vec<String>,
    /// How many operations it declares.
    pub(crate) operations: usize,
    /// How many of them were called.
    pub(crate) called: usize,
    /// How many calls were made.
    pub(crate) calls: usize,
    /// How many of them Prism took.
    pub(crate) accepted: usize,
    /// How many of their answers were successes that could be read.
    pub(crate) read: usize,
    /// Of how many operations a call was taken by the Prism that allows the values of that call only.
    pub(crate) exact: usize,
    /// Operations, or bodies of them, that no values were found for.
    pub(crate) missing: Vec<Missing>,
    /// What went wrong.
    pub(crate) faults: Vec<Fault>,
}

/// A call that went wrong.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fault {
    /// The pointer of the operation.
    pub(crate) at: String,
    /// `full` or `required`.
    pub(crate) extent: String,
    /// The media type of the body.
    pub(crate) media: Option<String>,
    /// `not-taken`, `no-value`, `not-sent`, `refused`, `altered` or `unread`.
    pub(crate) kind: &'static str,
    /// What was said.
    pub(crate) said: String,
    /// Whose fault it is, where it is not the client's.
    pub(crate) known: Option<String>,
}

impl Wire {
    /// What is not as it is to be, in words.
    pub(crate) fn missed(&self) -> Vec<String> {
        let own: usize = self.documents.iter().map(|document| document.own().count()).sum();
        let calls: usize = self.documents.iter().map(|document| document.calls).sum();
        let wrong = (own > 0).then(|| format!("{own} of {calls} calls went wrong"));
        let stale = self.stale.iter().map(|says| format!("no call is as `tests/corpus/known.json` knows it: {says}"));
        wrong.into_iter().chain(stale).collect()
    }
}

impl Called {
    /// Of a document whose operations are still to be called.
    pub(super) fn none_yet(document: String, operations: usize, missing: Vec<Missing>) -> Self {
        Self {
            document,
            chosen_for: Vec::new(),
            operations,
            called: 0,
            calls: 0,
            accepted: 0,
            read: 0,
            exact: 0,
            missing,
            faults: Vec::new(),
        }
    }

    /// Counts a call.
    pub(super) fn count(&mut self, sample: &Sample, verdict: &Verdict) {
        self.calls += 1;
        self.accepted += usize::from(verdict.is_accepted());
        self.read += usize::from(*verdict == Verdict::Read);
        self.faults.extend(verdict.fault().map(|(kind, said)| Fault::of(sample, kind, said.to_owned())));
    }

    /// Counts a call to the Prism that allows its values only.
    pub(super) fn count_narrowed(&mut self, sample: &Sample, verdict: &Verdict) {
        match verdict.fault() {
            Some((_, said)) if !verdict.is_accepted() => {
                self.faults.push(Fault::of(sample, "altered", said.to_owned()));
            }
            _ => self.exact += 1,
        }
    }

    /// The faults that are not known to be another's.
    pub(crate) fn own(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter().filter(|fault| fault.known.is_none())
    }
}

impl Fault {
    /// Of a call with these values.
    pub(super) fn of(sample: &Sample, kind: &'static str, said: String) -> Self {
        let Sample { at, extent, media, .. } = sample;
        Self { at: at.clone(), extent: extent.clone(), media: media.clone(), kind, said, known: None }
    }
}

//! What the corpus came to, held against the goals: the JSON report, whose fields are the ones of these types.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use super::check::Check;
use super::checks::Sum;
use super::compile::Compiled;
use super::examples::Examples;
use super::record::{Outcome, Record};
use super::wire::Wire;

/// Of 1,000 documents, so many are to be generated.
const DOCUMENTS_OF_1_000: usize = 998;
/// Of 10,000 operations, so many are to be generated.
const OPERATIONS_OF_10_000: usize = 9_995;

/// What the corpus came to.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// Each goal that was missed, in words.
    missed: Vec<String>,
    /// All documents.
    pub(crate) total: Total,
    /// The documents of each outcome.
    pub(crate) outcomes: BTreeMap<Outcome, Total>,
    /// Why something is refused or degraded, the reason that concerns the most documents first.
    pub(crate) reasons: Vec<Reason>,
    /// What came of the checks that were asked for.
    pub(crate) checks: BTreeMap<Check, Sum>,
    /// The crates that went through the compiler; nothing where none were to.
    pub(crate) crates: Vec<Compiled>,
    /// What came of the examples; nothing where none were tried.
    pub(crate) examples: Option<Examples>,
    /// What came of the calls; nothing where none were made.
    pub(crate) wire: Option<Wire>,
    /// Each document.
    pub(crate) documents: Vec<Record>,
}

/// A sum over documents.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Total {
    /// How many documents.
    pub(crate) documents: usize,
    /// Operations that they declare.
    pub(crate) declared: usize,
    /// Operations that were generated.
    pub(crate) operations: usize,
    /// Types that were generated.
    pub(crate) types: usize,
    /// Lines of Rust.
    pub(crate) lines: usize,
    /// Seconds, as if one had been run after the other.
    pub(crate) seconds: f64,
    /// The memory of the document that took the most, in MiB.
    pub(crate) peak_mib: u64,
}

/// A code with its message, each name in it being `…`, and how often it was said.
#[derive(Debug, Serialize)]
pub(crate) struct Reason {
    /// The code and the message.
    pub(crate) reason: String,
    /// How many documents it was said of.
    pub(crate) documents: usize,
    /// How often it was said.
    pub(crate) times: usize,
}

impl Report {
    /// Of these records, of checks where some were asked for, of these crates where some were compiled, of examples
    /// where some were tried, and of calls where some were made.
    pub(crate) fn of(
        documents: Vec<Record>,
        checks: BTreeMap<Check, Sum>,
        crates: Option<Vec<Compiled>>,
        examples: Option<Examples>,
        wire: Option<Wire>,
    ) -> Self {
        let mut total = Total::default();
        let mut outcomes: BTreeMap<Outcome, Total> = BTreeMap::new();
        for record in &documents {
            total.add(record);
            outcomes.entry(record.outcome).or_default().add(record);
        }
        let reasons = reasons(&documents);
        let crates = crates.unwrap_or_default();
        let mut missed = missed(&total, &documents, &crates);
        if let Some(Examples { failed, tried, .. }) = examples.as_ref().filter(|examples| !examples.failed.is_empty()) {
            missed.push(format!("{} of {tried} examples do not come back as they were", failed.len()));
        }
        missed.extend(checks.iter().filter_map(|(check, sum)| unheld(*check, sum)));
        missed.extend(wire.iter().flat_map(Wire::missed));
        Self { missed, total, outcomes, reasons, checks, crates, examples, wire, documents }
    }

    /// Each goal that was missed, in words.
    pub(crate) fn missed(&self) -> &[String] {
        &self.missed
    }

    /// Writes it, and says where.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn write(&self, folder: &Path) -> Result<PathBuf> {
        let path = folder.join("report.json");
        let text = serde_json::to_string_pretty(self).context("cannot write the report")?;
        fs::write(&path, text + "\n").with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(path)
    }
}

impl Total {
    fn add(&mut self, record: &Record) {
        let findings = &record.findings;
        self.documents += 1;
        self.declared += findings.declared;
        self.operations += findings.operations;
        self.types += findings.types;
        self.lines += findings.lines;
        self.seconds += record.seconds;
        self.peak_mib = self.peak_mib.max(findings.peak_mib.unwrap_or(0));
    }
}

fn reasons(documents: &[Record]) -> Vec<Reason> {
    let mut reasons: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (reason, count) in documents.iter().flat_map(|record| &record.findings.reasons) {
        let (documents, times) = reasons.entry(reason).or_default();
        *documents += 1;
        *times += count;
    }
    let reason = |(reason, (documents, times)): (&str, _)| Reason { reason: reason.to_owned(), documents, times };
    let mut reasons: Vec<Reason> = reasons.into_iter().map(reason).collect();
    reasons.sort_by(|one, other| other.documents.cmp(&one.documents).then_with(|| one.reason.cmp(&other.reason)));
    reasons
}

fn missed(total: &Total, documents: &[Record], crates: &[Compiled]) -> Vec<String> {
    let mut missed = Vec::new();
    for record in documents.iter().filter(|record| record.outcome == Outcome::Panicked) {
        missed.push(format!("`{}` panicked: {}", record.document, record.breakdown.trim()));
    }
    let generated = documents.iter().filter(|record| record.outcome.is_generated()).count();
    if generated * 1_000 < total.documents * DOCUMENTS_OF_1_000 {
        missed.push(format!("{generated} of {} documents are generated, 99.8% are to be", total.documents));
    }
    if total.operations * 10_000 < total.declared * OPERATIONS_OF_10_000 {
        missed.push(format!("{} of {} operations are generated, 99.95% are to be", total.operations, total.declared));
    }
    let failed = crates.iter().filter(|compiled| !compiled.errors.is_empty()).count();
    if failed > 0 {
        missed.push(format!("{failed} of {} crates do not compile", crates.len()));
    }
    missed
}

fn unheld(check: Check, sum: &Sum) -> Option<String> {
    let Sum { documents, times, failed, .. } = sum;
    let wrong: usize = failed.iter().map(|checked| checked.held.differences.len()).sum();
    let is_met = match check {
        Check::Accounting | Check::Deletion => failed.is_empty(),
        Check::Diff => failed.iter().all(|checked| checked.held.times > 0) && wrong * 100 <= *times,
    };
    let what = match check {
        Check::Accounting => "do not add up",
        Check::Deletion => "do not keep their names",
        Check::Diff => "differ from themselves, or are compared wrongly",
    };
    (!is_met).then(|| format!("{} of {documents} documents {what}", failed.len()))
}

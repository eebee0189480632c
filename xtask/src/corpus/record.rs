//! What is known of a document after its run: the lines of the state, and of the report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::state::Known;

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// Everything in it is generated as it says.
    Full,
    /// Everything is generated, something as less than it says.
    Degraded,
    /// Parts of it are refused, the rest is generated.
    WithRefusals,
    /// Nothing is generated.
    NoOutput,
    /// The generator broke down.
    Panicked,
    /// The generator was stopped, since it took too long.
    TooSlow,
}

impl Outcome {
    /// All, in the order of the table.
    pub(crate) const ALL: [Self; 6] =
        [Self::Full, Self::Degraded, Self::WithRefusals, Self::NoOutput, Self::Panicked, Self::TooSlow];

    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Full => "generated in full",
            Self::Degraded => "degraded",
            Self::WithRefusals => "with refusals",
            Self::NoOutput => "no output",
            Self::Panicked => "panicked",
            Self::TooSlow => "too slow",
        }
    }

    /// Whether there is a crate.
    pub(crate) fn is_generated(self) -> bool {
        match self {
            Self::Full | Self::Degraded | Self::WithRefusals => true,
            Self::NoOutput | Self::Panicked | Self::TooSlow => false,
        }
    }
}

/// A document and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Its path below the folder of the corpus.
    pub(crate) document: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// Seconds that the run took, from the file to the formatted text.
    pub(crate) seconds: f64,
    /// What became of it.
    pub(crate) outcome: Outcome,
    /// What the panic said, or how else the generator broke down; empty otherwise.
    pub(crate) breakdown: String,
    /// What the run found.
    #[serde(flatten)]
    pub(crate) findings: Findings,
}

/// What a run that came to its end found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Findings {
    /// Operations below `paths`, counted without the generator.
    pub(crate) declared: usize,
    /// Operations in the crate.
    pub(crate) operations: usize,
    /// Types in the crate.
    pub(crate) types: usize,
    /// Lines of Rust in the crate.
    pub(crate) lines: usize,
    /// Files in the crate; none where nothing is generated.
    pub(crate) files: usize,
    /// The most memory that the process had at any time, in MiB; none where the system does not say.
    pub(crate) peak_mib: Option<u64>,
    /// Errors and warnings by reason: the code, and the message with `…` for each name.
    pub(crate) reasons: BTreeMap<String, usize>,
    /// The names of the models by the pointers of their schemas; nothing where no crate was written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) models: BTreeMap<String, String>,
}

impl Known for Record {
    fn document(&self) -> (&str, u64) {
        (&self.document, self.bytes)
    }

    fn trouble(&self) -> Option<String> {
        let is_trouble = !self.outcome.is_generated() && self.outcome != Outcome::NoOutput;
        is_trouble.then(|| self.outcome.words().to_owned())
    }
}

impl Findings {
    /// What they make of the document.
    pub(crate) fn outcome(&self) -> Outcome {
        let has = |prefix: &str| self.reasons.keys().any(|reason| reason.starts_with(prefix));
        match () {
            () if self.files == 0 => Outcome::NoOutput,
            () if has("E") => Outcome::WithRefusals,
            () if has("W301") => Outcome::Degraded,
            () => Outcome::Full,
        }
    }
}

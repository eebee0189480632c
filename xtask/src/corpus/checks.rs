//! What must hold of any document, held against all of them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::check::{Check, Edits, Held};
use super::documents::Document;
use super::job::{Job, Task};
use super::process::Generator;
use super::run;
use super::state::{Known, State};
use crate::cli::Corpus;

/// A document, and what came of a check.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Checked {
    /// Its path below the folder of the corpus.
    pub(crate) document: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// What came of it.
    #[serde(flatten)]
    pub(crate) held: Held,
}

/// What came of a check of many documents.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Sum {
    /// How many documents were checked.
    pub(crate) documents: usize,
    /// How often something was compared.
    pub(crate) times: usize,
    /// How much was compared.
    pub(crate) compared: usize,
    /// The documents of which it does not hold.
    pub(crate) failed: Vec<Checked>,
}

impl Known for Checked {
    fn document(&self) -> (&str, u64) {
        (&self.document, self.bytes)
    }

    fn trouble(&self) -> Option<String> {
        self.held.differences.first().cloned()
    }
}

/// Holds what was asked for against the documents.
///
/// # Errors
/// Where a process cannot be started, or what is learned cannot be kept.
pub(crate) fn checks(
    generator: &Generator,
    documents: &[&Document],
    folder: &Path,
    options: &Corpus,
) -> Result<BTreeMap<Check, Sum>> {
    let edits = Edits { count: options.edits, seed: options.seed };
    let one = |check: Check| -> Result<(Check, Sum)> {
        let fingerprint = check.fingerprint(generator, options);
        let state: State<Checked> = State::open(folder.join(check.file()), &fingerprint, options.again)?;
        let checked = run::run(documents, state, |document| {
            let job = Job { spec: document.path.clone(), task: Task::Check(check, edits) };
            let broken = |breakdown| Held { differences: vec![breakdown], ..Held::default() };
            let held = generator.check(&job)?.unwrap_or_else(broken);
            Ok(Checked { document: document.name.clone(), bytes: document.bytes, held })
        })?;
        Ok((check, Sum::of(checked)))
    };
    Check::asked(options).into_iter().map(one).collect()
}

impl Sum {
    fn of(documents: Vec<Checked>) -> Self {
        let mut sum = Self { documents: documents.len(), ..Self::default() };
        for checked in documents {
            sum.times += checked.held.times;
            sum.compared += checked.held.compared;
            if !checked.held.differences.is_empty() {
                sum.failed.push(checked);
            }
        }
        sum
    }
}

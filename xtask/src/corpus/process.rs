//! This program again, for one document, with an end to its patience.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::check::Held;
use super::documents::Document;
use super::job::Job;
use super::patience::{self, End, Ended, TOO_LONG};
use super::record::{Findings, Outcome, Record};

/// The program that runs the passes: this one.
pub(crate) struct Generator {
    program: PathBuf,
    /// How long a document may take.
    pub(crate) limit: Duration,
    /// Of the program: what another one found says nothing of this one.
    pub(crate) fingerprint: String,
}

impl Generator {
    /// This program.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(crate) fn this(limit: Duration) -> Result<Self> {
        let program = std::env::current_exe().context("where this program is")?;
        let bytes = fs::read(&program).with_context(|| format!("cannot read `{}`", program.display()))?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Ok(Self { program, limit, fingerprint: format!("{:016x}", hasher.finish()) })
    }

    /// Does a job in a process of its own.
    ///
    /// # Errors
    /// Where the process cannot be started.
    pub(crate) fn run(&self, document: &Document, job: &Job) -> Result<Record> {
        let start = Instant::now();
        let ended = self.process(job)?;
        let seconds = start.elapsed().as_secs_f64();
        let (outcome, breakdown, findings) = judged(&ended);
        let (document, bytes) = (document.name.clone(), document.bytes);
        Ok(Record { document, bytes, seconds, outcome, breakdown, findings })
    }

    /// Holds something against a document, in a process of its own; in words what broke down, where it did.
    ///
    /// # Errors
    /// Where the process cannot be started.
    pub(crate) fn check(&self, job: &Job) -> Result<Result<Held, String>> {
        let ended = self.process(job)?;
        Ok(match ended.how {
            End::Stopped => Err(TOO_LONG.to_owned()),
            End::Failure => Err(ended.errors),
            End::Success => serde_json::from_str(&ended.output).map_err(|error| error.to_string()),
        })
    }

    fn process(&self, job: &Job) -> Result<Ended> {
        let mut command = Command::new(&self.program);
        command.arg("corpus-document");
        let job = serde_json::to_vec(job).context("cannot write a job")?;
        patience::run(&mut command, &job, self.limit)
    }
}

fn judged(ended: &Ended) -> (Outcome, String, Findings) {
    let breakdown = || (Outcome::Panicked, ended.errors.clone(), Findings::default());
    match ended.how {
        End::Stopped => (Outcome::TooSlow, String::new(), Findings::default()),
        End::Failure => breakdown(),
        End::Success => match serde_json::from_str::<Findings>(&ended.output) {
            Ok(findings) => (findings.outcome(), String::new(), findings),
            Err(_) => breakdown(),
        },
    }
}

//! The program built and run: all calls go to a Prism made of the document, and a call of each operation to one made of
//! the document that allows the values of that call only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use generator::calls::Call;
use serde_json::{Value, json};

use super::super::compile::Compiled;
use super::super::documents::Document;
use super::super::progress::Progress;
use super::plan::{self, Planned};
use super::prism::{self, Prism, Start};
use super::report::{Called, Fault};
use super::samples::{self, Samples};
use super::verdict::{self, Answer, Verdict};
use super::{Tried, folder, job, program, run};
use crate::process;
use crate::workspace::Workspace;

/// The program that calls the operations of crates.
pub(super) struct Program<'w> {
    workspace: &'w Workspace,
    crates: Vec<Compiled>,
    /// How long the search for the values of a document may take.
    limit: Duration,
    /// How the operations of each crate that compiles are called.
    calls: BTreeMap<String, Vec<Call>>,
}

impl<'w> Program<'w> {
    /// Writes it, and builds it in the folder where the crates were checked.
    ///
    /// # Errors
    /// Where it cannot be written or built.
    pub(super) fn build(workspace: &'w Workspace, crates: Vec<Compiled>, limit: Duration) -> Result<Self> {
        let compiled = crates.iter().filter(|krate| krate.errors.is_empty());
        let of = |krate: &Compiled| Ok((krate.name.clone(), job::calls(&krate.path)?));
        let calls: BTreeMap<String, Vec<Call>> = compiled.map(of).collect::<Result<_>>()?;
        let root = folder(workspace).join("wire");
        program::write(workspace, &root, &calls)?;
        let mut cargo = process::cargo(workspace, "build --quiet");
        cargo.current_dir(&root).env("CARGO_TARGET_DIR", folder(workspace).join("crates/target"));
        let output = cargo.output().context("cannot start cargo")?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`{}` failed in `{}`: {errors}", process::typed(&cargo), root.display());
        Ok(Self { workspace, crates, limit, calls })
    }

    /// Calls the operations of documents.
    ///
    /// # Errors
    /// Where a program is missing or breaks down.
    pub(super) fn call(&self, documents: &[&Document]) -> Result<Vec<(String, Tried)>> {
        let progress = Progress::new("called", documents.len(), 0);
        let tried = run::in_parallel(documents, |document| {
            let tried = self.called(document)?;
            progress.step(&document.name);
            Ok((document.name.clone(), tried))
        })?;
        progress.end();
        Ok(tried)
    }

    /// Calls the operations of a document.
    fn called(&self, document: &Document) -> Result<Tried> {
        let krate = self.crates.iter().find(|krate| krate.document == document.name);
        let krate = krate.map_or("", |krate| krate.name.as_str());
        let calls = self.calls.get(krate).map(Vec::as_slice).unwrap_or_default();
        let narrowed = folder(self.workspace).join("wire/documents").join(format!("{krate}.json"));
        let Samples { schemes, calls: samples, missing } =
            match samples::samples(self.workspace, &document.path, &narrowed, self.limit)? {
                Ok(samples) => samples,
                Err(reason) => return Ok(Err(reason)),
            };
        let at = samples.iter().map(|sample| &sample.at).chain(missing.iter().map(|missing| &missing.at));
        let operations = at.collect::<BTreeSet<_>>().len();
        let mut called = Called::none_yet(document.name.clone(), operations, missing);
        let mut planned = Vec::new();
        for sample in samples {
            match plan::planned(calls, &sample) {
                Ok(call) => planned.push(call),
                Err(said) => called.faults.push(Fault::of(&sample, "not-taken", said)),
            }
        }
        called.called = planned.iter().map(|planned| &planned.sample.at).collect::<BTreeSet<_>>().len();
        let verdicts = match self.verdicts(&document.path, krate, &schemes, &planned)? {
            Ok(verdicts) => verdicts,
            Err(reason) => return Ok(Err(reason)),
        };
        planned.iter().zip(&verdicts).for_each(|(planned, verdict)| called.count(&planned.sample, verdict));
        let taken = planned.into_iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_accepted());
        let taken: Vec<Planned> = taken.map(|(planned, _)| planned).filter(|planned| planned.sample.narrowed).collect();
        let verdicts = match self.verdicts(&narrowed, krate, &schemes, &taken)? {
            Ok(verdicts) => verdicts,
            Err(reason) => return Ok(Err(reason)),
        };
        taken.iter().zip(&verdicts).for_each(|(taken, verdict)| called.count_narrowed(&taken.sample, verdict));
        Ok(Ok(called))
    }

    /// The verdicts on calls to a Prism made of a document, in the order of the calls; its words, where it makes none
    /// of it.
    fn verdicts(
        &self,
        document: &Path,
        krate: &str,
        schemes: &Value,
        calls: &[Planned],
    ) -> Result<Result<Vec<Verdict>, String>> {
        Ok(match prism::start(self.workspace, document)? {
            Start::Listening(prism) => {
                Ok(self.answers(&prism, krate, schemes, calls)?.iter().map(verdict::verdict).collect())
            }
            Start::Refused(reason) => Err(reason),
        })
    }

    /// What came of the calls, in their order.
    fn answers(&self, prism: &Prism, krate: &str, schemes: &Value, calls: &[Planned]) -> Result<Vec<Answer>> {
        if calls.is_empty() {
            return Ok(Vec::new());
        }
        let path = folder(self.workspace).join("wire").join(format!("{krate}.json"));
        let text = json!({"schemes": schemes, "calls": calls}).to_string();
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        let program = folder(self.workspace).join("crates/target/debug/wire");
        let mut program = process::program(self.workspace, program, "");
        program.args([krate, &prism.url]).arg(path);
        let output = program.output().context("cannot start the program")?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`{}` failed: {errors}", process::typed(&program));
        serde_json::from_slice(&output.stdout).context("what the program reports")
    }
}

//! The crates of a sample, in one workspace, through the compiler with every warning an error.
//!
//! Cargo keeps what compiled: a run that was interrupted, or follows a change, checks what is new.

mod check;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use generator::package::PackageName;
use serde::Serialize;

use super::documents::Document;
use super::job::{Crate, Job, Slice, Task};
use super::process::Generator;
use super::progress::Progress;
use super::record::Record;
use super::{folder, job, run, slices};
use crate::generate::reading;
use crate::workspace::Workspace;

/// A document that is smaller has no 3,000 operations.
const CUT_FROM: u64 = 1 << 20;

/// A crate and what the compiler said of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Compiled {
    /// The name of the crate, which is the name of its folder in `target/corpus/crates`.
    pub(crate) name: String,
    /// The document.
    pub(crate) document: String,
    /// What the compiler said, warnings included; nothing where it compiles.
    pub(crate) errors: Vec<String>,
    /// Where the document is.
    #[serde(skip)]
    pub(crate) path: PathBuf,
    /// The names of its models by the pointers of their schemas.
    #[serde(skip)]
    pub(crate) models: BTreeMap<String, String>,
}

/// Writes the crates of the documents and checks them all.
///
/// # Errors
/// Where a crate cannot be written, or cargo not be run.
pub(crate) fn compile(workspace: &Workspace, generator: &Generator, documents: &[&Document]) -> Result<Vec<Compiled>> {
    let root = folder(workspace).join("crates");
    let planned = planned(documents, &root, &workspace.generated_client())?;
    let written = written(generator, &planned)?;
    manifest(workspace, &root, &written)?;
    let mut errors = check::check(workspace, &root, &written)?;
    let compiled = written.into_iter().map(|(name, Written { document, models })| {
        let errors = errors.remove(&name).unwrap_or_default();
        Compiled { name, document: document.name.clone(), errors, path: document.path.clone(), models }
    });
    Ok(compiled.collect())
}

/// A crate that is there, and what it is of.
struct Written<'d> {
    document: &'d Document,
    models: BTreeMap<String, String>,
}

/// A document and the crate that it, or a slice of it, is to become.
type Planned<'d> = (&'d Document, Crate);

/// A crate for each document, or for each slice of a large one.
fn planned<'d>(documents: &[&'d Document], root: &Path, runtime: &Path) -> Result<Vec<Planned<'d>>> {
    let mut planned = Vec::new();
    let mut taken = BTreeMap::new();
    for &document in documents {
        for slice in pieces(document)? {
            let stem = document.name.rsplit_once('.').map_or(document.name.as_str(), |(stem, _)| stem);
            let near = PackageName::near(stem).as_str().to_owned();
            let count: &mut usize = taken.entry(near.clone()).or_default();
            *count += 1;
            let name =
                if *count == 1 { near } else { PackageName::near(&format!("p{count}-{near}")).as_str().to_owned() };
            let (folder, runtime) = (root.join(&name), runtime.to_owned());
            planned.push((document, Crate { name, folder, runtime, slice }));
        }
    }
    Ok(planned)
}

/// The slices of a document; a single one that is none where it is taken as a whole.
fn pieces(document: &Document) -> Result<Vec<Option<Slice>>> {
    if document.bytes < CUT_FROM {
        return Ok(vec![None]);
    }
    let tree = job::tree(&reading::Document::read(&document.path)?);
    let slices = tree.map(|tree| slices::slices(&tree)).unwrap_or_default();
    Ok(if slices.is_empty() { vec![None] } else { slices.into_iter().map(Some).collect() })
}

/// The crates that could be written, by name.
fn written<'d>(generator: &Generator, planned: &[Planned<'d>]) -> Result<BTreeMap<String, Written<'d>>> {
    let progress = Progress::new("crates", planned.len(), 0);
    let all: Vec<&Planned<'d>> = planned.iter().collect();
    let written = run::in_parallel(&all, |(document, krate)| {
        let job = Job { spec: document.path.clone(), task: Task::Write(krate.clone()) };
        let Record { outcome, breakdown, findings, .. } = generator.run(document, &job)?;
        progress.step(&krate.name);
        if !breakdown.is_empty() {
            progress.say(&format!("{}: {breakdown}", krate.name));
        }
        let written = Written { document, models: findings.models };
        Ok(outcome.is_generated().then(|| (krate.name.clone(), written)))
    })?;
    progress.end();
    Ok(written.into_iter().flatten().collect())
}

/// The manifest of the workspace, with the versions that this one is locked to.
fn manifest(workspace: &Workspace, root: &Path, written: &BTreeMap<String, Written<'_>>) -> Result<()> {
    if written.is_empty() {
        bail!("no crate could be written");
    }
    let members: Vec<&String> = written.keys().collect();
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    let path = root.join("Cargo.toml");
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    let lock = workspace.root().join("Cargo.lock");
    fs::copy(&lock, root.join("Cargo.lock")).map(drop).with_context(|| format!("cannot copy `{}`", lock.display()))
}

//! The examples that documents give: what an independent validator accepts must decode into its type, and encode back
//! equal.
//!
//! A program is written beside the crates, which knows the types by name and reads the examples from a file.

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::compile::Compiled;
use super::patience::{End, Ended};
use super::progress::Progress;
use super::{folder, packages, run, script};
use crate::process;
use crate::workspace::Workspace;

/// Finds and validates the examples; nothing of the generator is in it.
const SCRIPT: &str = "tests/corpus/examples.cjs";

/// Of so many documents the examples are tried: those that have the most.
const DOCUMENTS: usize = 50;

/// What came of the examples.
#[derive(Debug, Serialize)]
pub(crate) struct Examples {
    /// How many documents they are from.
    pub(crate) documents: usize,
    /// How many the validator accepted, in all documents of the sample.
    pub(crate) accepted: usize,
    /// How many of them are of a schema that is no type of its own (a text, a number, any JSON), so that there is
    /// nothing to try.
    pub(crate) untyped: usize,
    /// Documents that have none, because the validator takes too long for the examples that they give.
    pub(crate) unjudged: BTreeSet<String>,
    /// How many were tried: those of the documents that have the most.
    pub(crate) tried: usize,
    /// Those that do not decode, or do not encode back equal.
    pub(crate) failed: Vec<Failed>,
}

/// An example that went wrong.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Failed {
    /// The crate.
    #[serde(rename = "crate")]
    pub(crate) krate: String,
    /// Where the document has the example.
    pub(crate) at: String,
    /// The Rust type.
    #[serde(rename = "type")]
    pub(crate) ty: String,
    /// The error, or what came back.
    pub(crate) reason: String,
}

/// An example, as the script has it.
#[derive(Deserialize)]
struct Found {
    at: String,
    schema: String,
    lists: usize,
    value: Value,
}

/// An example of a Rust type.
#[derive(Serialize)]
struct Typed {
    #[serde(rename = "crate")]
    krate: String,
    at: String,
    #[serde(rename = "type")]
    ty: String,
    value: Value,
}

/// Tries the examples of the crates that compile; for those of a document the validator has no more time than the
/// limit.
///
/// # Errors
/// Where node is missing, or the program does not build.
pub(crate) fn examples(workspace: &Workspace, crates: &[Compiled], limit: Duration) -> Result<Examples> {
    packages::install(workspace)?;
    let compiled: Vec<&Compiled> = crates.iter().filter(|compiled| compiled.errors.is_empty()).collect();
    let progress = Progress::new("examples", compiled.len(), 0);
    let read = run::in_parallel(&compiled, |compiled| {
        let found = found(workspace, &compiled.path, limit)?;
        progress.step(&compiled.name);
        Ok((compiled, found))
    })?;
    progress.end();
    let (mut unjudged, mut accepted, mut all) = (BTreeSet::new(), 0, Vec::new());
    for (compiled, found) in read {
        let Some(found) = found else {
            unjudged.insert(compiled.document.clone());
            continue;
        };
        accepted += found.len();
        all.push(found.into_iter().filter_map(|found| typed(compiled, found)).collect::<Vec<Typed>>());
    }
    all.retain(|typed| !typed.is_empty());
    let untyped = accepted - all.iter().map(Vec::len).sum::<usize>();
    all.sort_by_key(|typed| std::cmp::Reverse(typed.len()));
    all.truncate(DOCUMENTS);
    let documents = all.len();
    let typed: Vec<Typed> = all.into_iter().flatten().collect();
    Ok(Examples { documents, accepted, untyped, unjudged, tried: typed.len(), failed: tried(workspace, &typed)? })
}

/// The examples of a document that the validator accepts; none where it does not come to an end with them in time.
fn found(workspace: &Workspace, document: &Path, limit: Duration) -> Result<Option<Vec<Found>>> {
    let Ended { how, output, errors } = script::run(workspace, SCRIPT, &[document], limit)?;
    let document = document.display();
    match how {
        End::Stopped => Ok(None),
        End::Failure => bail!("`node {SCRIPT} {document}` failed: {errors}"),
        End::Success => serde_json::from_str(&output).with_context(|| format!("what `{SCRIPT}` says of `{document}`")),
    }
}

/// The example with the type of its schema; none where the schema is no type of its own.
///
/// Null is no value of a type, but of what holds it: a member that may be null, the body of an answer.
fn typed(compiled: &Compiled, Found { at, schema, lists, value }: Found) -> Option<Typed> {
    let model = compiled.models.get(&schema)?;
    let name = format!("{}::models::{model}", compiled.name.replace('-', "_"));
    let listed = (0..lists).fold(name, |ty, _| format!("Vec<{ty}>"));
    let ty = if value.is_null() { format!("Option<{listed}>") } else { listed };
    Some(Typed { krate: compiled.name.clone(), at, ty, value })
}

/// Builds and runs the program, and gives what it reports.
fn tried(workspace: &Workspace, typed: &[Typed]) -> Result<Vec<Failed>> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let root = folder(workspace).join("examples");
    program::write(workspace, &root, typed)?;
    let path = root.join("examples.json");
    let text = serde_json::to_string(typed).context("cannot write the examples")?;
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    let mut cargo: Command = process::cargo(workspace, "run --quiet");
    // The crates were checked in there, so that what they depend on is not built once more.
    cargo.current_dir(&root).env("CARGO_TARGET_DIR", folder(workspace).join("crates/target")).arg("--").arg(&path);
    let output = cargo.output().context("cannot start cargo")?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{}` failed in `{}`: {errors}", process::typed(&cargo), root.display());
    serde_json::from_slice(&output.stdout).context("what the program reports")
}

//! The run of one document, in a process of its own: the job comes by the standard input, what was found goes to the
//! standard output.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anstream::println;
use anyhow::{Context, Result};
use generator::Outcome;
use generator::calls::Call;
use generator::diagnostic::{Diagnostics, Severity};
use generator::load;
use generator::package::{Package, PackageName, Runtime, Selection, Standing, Tolerance};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::check::{self, Check, Edits};
use super::record::Findings;
use crate::Verdict;
use crate::generate::reading::Document;
use crate::generate::{MANAGED, reading};
use crate::output::Target;
use crate::output::apply::apply;
use crate::output::plan::plan;

/// The members of a path item that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What to do with a document.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    /// The document.
    pub(crate) spec: PathBuf,
    /// What to do with it.
    pub(crate) task: Task,
}

/// What can be done with a document.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    /// Generate it, for what is found.
    Generate,
    /// Generate it, and write the crate.
    Write(Crate),
    /// Hold something against it.
    Check(Check, Edits),
}

/// A crate to write.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Crate {
    /// Its name.
    pub(crate) name: String,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The folder of `generated-client`.
    pub(crate) runtime: PathBuf,
    /// The operations it has; none where it has all.
    pub(crate) slice: Option<Slice>,
}

/// Some operations of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slice {
    /// Names of tags.
    pub(crate) tags: Vec<String>,
    /// Values of `operationId`.
    pub(crate) operations: Vec<String>,
}

/// Does the job that the standard input holds.
///
/// # Errors
/// Where it is none, or the document cannot be read, or the crate not be written.
pub(crate) fn job() -> Result<Verdict> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).context("cannot read the standard input")?;
    let job: Job = serde_json::from_str(&text).context("the standard input holds no job")?;
    let document = Document::read(&job.spec)?;
    let found = match &job.task {
        Task::Generate => serde_json::to_string(&findings(&document, &outcome(&document, None)?)),
        Task::Write(krate) => serde_json::to_string(&written(&document, krate)?),
        Task::Check(check, edits) => serde_json::to_string(&check::check(*check, &document, *edits)?),
    };
    println!("{}", found.context("cannot print what was found")?);
    Ok(Verdict::Clean)
}

fn outcome(document: &Document, krate: Option<&Crate>) -> Result<Outcome> {
    Ok(generator::generate_package(&document.sources, &package(document, krate)?))
}

fn written(document: &Document, krate: &Crate) -> Result<Findings> {
    let outcome = outcome(document, Some(krate))?;
    let target = Target { folder: krate.folder.clone(), managed: MANAGED };
    apply(&target, &plan(&target, &outcome.files)?)?;
    Ok(Findings { models: models(document, &outcome), ..findings(document, &outcome) })
}

/// How the operations of a document are called.
///
/// # Errors
/// Where the document cannot be read.
pub(crate) fn calls(spec: &Path) -> Result<Vec<Call>> {
    let document = Document::read(spec)?;
    Ok(generator::calls(&document.sources, &package(&document, None)?))
}

/// How a document is generated: whole, whatever is refused of it.
///
/// # Errors
/// Where there is no way to the runtime.
pub(super) fn package(document: &Document, krate: Option<&Crate>) -> Result<Package> {
    let runtime = match krate {
        Some(krate) => Runtime::Path(reading::relative_path(&krate.folder, &krate.runtime)?),
        None => Runtime::Version(env!("CARGO_PKG_VERSION").to_owned()),
    };
    let selection = match krate.and_then(|krate| krate.slice.clone()) {
        Some(Slice { tags, operations }) => Selection::Some { tags, operations },
        None => Selection::Whole,
    };
    Ok(Package {
        file: document.file,
        name: PackageName::near(krate.map_or("", |krate| &krate.name)),
        runtime,
        standing: Standing::Open,
        selection,
        tolerance: Tolerance::Lenient,
    })
}

fn findings(document: &Document, outcome: &Outcome) -> Findings {
    let summary = outcome.summaries.first();
    Findings {
        declared: tree(document).map_or(0, |tree| declared(&tree).count()),
        operations: summary.map_or(0, |summary| summary.operations),
        types: summary.map_or(0, |summary| summary.types),
        lines: summary.map_or(0, |summary| summary.lines),
        files: outcome.files.len(),
        peak_mib: peak_mib(),
        reasons: reasons(&outcome.diagnostics),
        models: BTreeMap::new(),
    }
}

/// The names of the models by the pointers of their schemas.
fn models(document: &Document, outcome: &Outcome) -> BTreeMap<String, String> {
    let models = outcome.summaries.iter().flat_map(|summary| &summary.models);
    let models = models.filter(|model| model.origin.file == document.file);
    models.map(|model| (model.origin.pointer.as_str().to_owned(), model.name.clone())).collect()
}

/// The document as a tree; none where it is neither JSON nor YAML.
pub(crate) fn tree(document: &Document) -> Option<Value> {
    let text = document.sources.text(document.file);
    let yaml = || load::load(&document.sources, document.file, &mut Diagnostics::new()).map(load::Tree::into_value);
    serde_json::from_str(text).ok().or_else(yaml)
}

/// The operations below `paths`, as the document has them.
pub(crate) fn declared(tree: &Value) -> impl Iterator<Item = &Value> {
    let items = tree.get("paths").and_then(Value::as_object).into_iter().flat_map(|paths| paths.values());
    items.flat_map(|item| METHODS.iter().filter_map(|method| item.get(method)))
}

/// What there is to say but notes, by code and message, each name in a message being `…`.
fn reasons(diagnostics: &Diagnostics) -> BTreeMap<String, usize> {
    let mut reasons = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity() != Severity::Note) {
        let reason = format!("{} {}", diagnostic.code, without_names(&diagnostic.message));
        *reasons.entry(reason).or_default() += 1;
    }
    reasons
}

/// The text with `…` for whatever stands in backticks.
fn without_names(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 0 { part } else { "`…`" }).collect()
}

/// The most memory that this process had (Linux alone says so).
fn peak_mib() -> Option<u64> {
    let status = fs::read_to_string(Path::new("/proc/self/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use super::without_names;

    #[test]
    fn names_are_left_out_of_reasons() {
        assert_eq!(without_names("`a` is not `b`"), "`…` is not `…`");
        assert_eq!(without_names("nothing"), "nothing");
    }
}

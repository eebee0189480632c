//! `cargo xtask corpus`: what the generator makes of thousands of documents that others wrote.
//!
//! Each document is read by a process of its own, so that whatever it brings about (a panic, a stack that overflows, a
//! run without an end) ends that document alone, and its memory can be measured. What is known of a document is kept
//! as soon as it is known: a run that was interrupted goes on where it was.

mod check;
mod checks;
mod compile;
mod documents;
mod examples;
pub(crate) mod job;
mod packages;
mod patience;
mod process;
mod progress;
mod record;
mod report;
mod run;
mod sample;
mod script;
mod slices;
mod state;
mod table;
mod wire;

use std::path::PathBuf;
use std::time::Duration;

use anstream::println;
use anyhow::{Result, ensure};

use self::compile::Compiled;
use self::documents::Document;
use self::job::{Job, Task};
use self::process::Generator;
pub(crate) use self::progress::Progress;
use self::report::Report;
pub(crate) use self::run::in_parallel;
use self::state::State;
use crate::Verdict;
use crate::cli::Corpus;
use crate::workspace::Workspace;

/// The file of what is known of each document.
const RECORDS: &str = "records.jsonl";
/// How many documents are compiled where nothing else is said.
const COMPILED: usize = 200;

/// Does what the options say, prints a table, and writes the report.
///
/// # Errors
/// Where the documents cannot be had, or what is learned cannot be written.
pub(crate) fn corpus(workspace: &Workspace, options: &Corpus) -> Result<Verdict> {
    let documents = documents(workspace, options)?;
    let generator = Generator::this(Duration::from_secs(options.limit))?;
    let folder = folder(workspace);
    let chosen = match options.sample {
        Some(size) => sample::sample(&documents, size),
        None => documents.iter().collect(),
    };
    let state = State::open(folder.join(RECORDS), &generator.fingerprint, options.again)?;
    let generate = |document: &Document| Job { spec: document.path.clone(), task: Task::Generate };
    let records = run::run(&chosen, state, |document| generator.run(document, &generate(document)))?;
    let checks = checks::checks(&generator, &chosen, &folder, options)?;
    let compiled = || compile::compile(workspace, &generator, &sample::sample(&documents, size(options)));
    let crates = options.compile.then(compiled).transpose()?;
    let tried = |crates: &Vec<Compiled>| examples::examples(workspace, crates, generator.limit);
    let examples = crates.as_ref().filter(|_| options.examples).map(tried).transpose()?;
    let wire = options.wire.then(|| wire::wire(workspace, &generator, &documents, options)).transpose()?;
    let report = Report::of(records, checks, crates, examples, wire);
    let path = report.write(&folder)?;
    table::print(&report);
    println!("\n{}", path.display());
    Ok(Verdict::on(report.missed().len()))
}

fn size(options: &Corpus) -> usize {
    options.sample.unwrap_or(COMPILED)
}

/// Where packages, records, crates and the report are kept.
fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root().join("target/corpus")
}

fn documents(workspace: &Workspace, options: &Corpus) -> Result<Vec<Document>> {
    let documents = match &options.from {
        Some(folder) => documents::below(folder)?,
        None => packages::documents(workspace)?,
    };
    ensure!(!documents.is_empty(), "no document in the corpus; name a folder that has some by `--from`");
    Ok(documents)
}

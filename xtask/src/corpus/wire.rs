//! Calls on the wire: for the documents with the most different features, each operation is called through its crate
//! with values that fit the document, and Prism, a mock server made of the document by others, judges the requests.

mod calling;
mod choice;
mod features;
mod known;
mod plan;
mod prism;
mod program;
mod report;
mod samples;
mod verdict;

use std::collections::BTreeMap;

use anyhow::Result;

use self::calling::Program;
use self::choice::{Candidate, Choice, Chosen};
use self::known::Known;
pub(crate) use self::report::{Called, Fault, Wire};
use super::compile;
use super::documents::Document;
use super::process::Generator;
use super::{folder, job, packages, run};
use crate::cli::Corpus;
use crate::generate::reading;
use crate::workspace::Workspace;

/// So many documents are called.
const DOCUMENTS: usize = 25;
/// Prism takes a long time to load what is larger.
const LARGEST: u64 = 256 << 10;
/// Of a document with more operations the program takes a long time to build.
const MOST_OPERATIONS: usize = 100;

/// What came of a document: its calls, or why there are none, as Prism or the script that finds values says.
type Tried = Result<Called, String>;

/// Chooses documents, makes their crates, and calls their operations.
///
/// # Errors
/// Where node is missing, or the program does not build.
pub(crate) fn wire(
    workspace: &Workspace,
    generator: &Generator,
    documents: &[Document],
    options: &Corpus,
) -> Result<Wire> {
    packages::install(workspace)?;
    let known = Known::read(workspace)?;
    let candidates = candidates(documents)?;
    let mut tried: BTreeMap<String, Tried> = BTreeMap::new();
    let chosen = loop {
        // What Prism cannot load shows when it is called; another document is chosen in its place then.
        let chosen = chosen(&candidates, &tried);
        let documents: Vec<&Document> = chosen.iter().map(|chosen| chosen.document).collect();
        let is_open = |document: &&Document| !tried.contains_key(&document.name);
        let open: Vec<&Document> = documents.iter().copied().filter(is_open).collect();
        if open.is_empty() {
            break chosen;
        }
        let crates = compile::compile(workspace, generator, &documents)?;
        let program = Program::build(workspace, crates, generator.limit)?;
        tried.extend(program.call(&open)?);
    };
    let called = |chosen: &Chosen<'_, Document>| {
        let mut called = tried.get(&chosen.document.name)?.clone().ok()?;
        called.chosen_for.clone_from(&chosen.for_features);
        for fault in &mut called.faults {
            fault.known = known.reason(&called.document, fault);
        }
        Some(called)
    };
    let documents = chosen.iter().filter_map(called).collect();
    let not_loaded = tried.iter().filter_map(|(name, tried)| Some((name.clone(), tried.as_ref().err()?.clone())));
    // The list is about the public documents.
    let stale = if options.from.is_none() { known.stale() } else { Vec::new() };
    Ok(Wire { documents, not_loaded: not_loaded.collect(), stale })
}

/// The documents that can be chosen, the smallest first.
fn candidates(documents: &[Document]) -> Result<Vec<Candidate<'_, Document>>> {
    // The script that finds values reads JSON alone.
    let can_be = |document: &&Document| document.bytes <= LARGEST && document.name.ends_with(".json");
    let mut small: Vec<&Document> = documents.iter().filter(can_be).collect();
    small.sort_by(|one, other| one.bytes.cmp(&other.bytes).then_with(|| one.name.cmp(&other.name)));
    let candidates = run::in_parallel(&small, |document| {
        let Some(tree) = job::tree(&reading::Document::read(&document.path)?) else { return Ok(None) };
        let can_be = (1..=MOST_OPERATIONS).contains(&job::declared(&tree).count());
        Ok(can_be.then(|| Candidate { document, features: features::features(&tree) }))
    })?;
    Ok(candidates.into_iter().flatten().collect())
}

/// The documents to call: none that Prism cannot load, as far as is known.
fn chosen<'d>(candidates: &[Candidate<'d, Document>], tried: &BTreeMap<String, Tried>) -> Vec<Chosen<'d, Document>> {
    let is_open = |candidate: &&Candidate<'_, Document>| !matches!(tried.get(&candidate.document.name), Some(Err(_)));
    Choice::among(candidates.iter().filter(is_open).cloned().collect()).take(DOCUMENTS).collect()
}

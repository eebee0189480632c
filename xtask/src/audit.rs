//! `cargo xtask diff-audit`: the Rust verdict of the diff against judges who know nothing of it.
//!
//! Of each pair of documents both crates are generated, and callers of all their items. The compiler says which callers
//! of one side the other breaks; cargo-semver-checks says what the documentation of both sides tells it.

mod callers;
mod compiler;
mod explained;
mod judged;
mod known;
mod line;
mod pairs;
mod semver;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anstream::{eprintln, println};
use anyhow::{Context, Result, ensure};

use self::explained::Explanations;
use self::judged::Judged;
use self::known::{Known, Verdicts};
use self::pairs::{Pair, Written};
use crate::Verdict;
use crate::cli::DiffAudit;
use crate::corpus::in_parallel;
use crate::terminal::{BOLD, RED, YELLOW, counted};
use crate::tools::Tool;
use crate::workspace::Workspace;

/// Where the crates are, and what cargo makes of them.
const FOLDER: &str = "target/diff-audit";

/// So many pairs are judged at a time: what was said of them is known from then on.
const PART: usize = 50;

/// What came of an audit.
pub(crate) struct Audited {
    pub(crate) verdict: Verdict,
    /// Why a judge was not asked, where one was not.
    pub(crate) without: Option<String>,
}

/// `cargo xtask diff-audit`.
///
/// # Errors
/// Where a pair gives no crate, or a judge cannot be asked.
pub(crate) fn audit(workspace: &Workspace, options: &DiffAudit) -> Result<Verdict> {
    let Audited { verdict, without } = judged(workspace, options)?;
    if let Some(reason) = without {
        println!("{YELLOW}the compiler alone{YELLOW:#}: {reason}");
    }
    Ok(verdict)
}

/// Judges the pairs, and prints where the judges agree and where not.
///
/// # Errors
/// Where a pair gives no crate, or a judge cannot be asked.
pub(crate) fn judged(workspace: &Workspace, options: &DiffAudit) -> Result<Audited> {
    let all = Pair::all(workspace, options.from.as_deref())?;
    let explanations = if options.from.is_none() { Explanations::read(workspace)? } else { Explanations::default() };
    let mut stale = explanations.unknown(&all);
    let pairs = chosen(all, options)?;
    let root = workspace.root().join(FOLDER);
    let (semver, without) = match semver::version(workspace) {
        Tool::Ready(version) => (Some(version), None),
        Tool::Missing(reason) => (None, Some(reason)),
    };
    let known = Known::open(workspace, &root, semver.as_deref())?;
    let mut judged = Vec::new();
    for part in pairs.iter().collect::<Vec<&Pair>>().chunks(PART) {
        judged.extend(part_judged(workspace, &root, &known, part)?);
        eprintln!("{} of {} judged", judged.len() / 2, counted(pairs.len(), "pair"));
    }
    stale.extend(explanations.apply(&mut judged));
    Ok(Audited { verdict: told(&judged, &stale), without })
}

/// Judges some pairs: the judges are asked of those of which it is not known yet what they say.
fn part_judged(workspace: &Workspace, root: &Path, known: &Known, pairs: &[&Pair]) -> Result<Vec<Judged>> {
    let crates = root.join("crates");
    let mut verdicts = BTreeMap::new();
    let mut open = Vec::new();
    let written = in_parallel(pairs, |pair| pair.write(workspace, &crates))?;
    for pair in &written {
        match known.verdicts(workspace, pair)? {
            Some(said) => drop(verdicts.insert(&pair.name, said)),
            None => open.push(pair),
        }
    }
    if !open.is_empty() {
        compiler::write(workspace, root, &open)?;
        manifest(workspace, root, &open)?;
        let compiled = compiler::check(workspace, root, &open)?;
        let semver = if known.has_semver { semver::verdicts(workspace, root, &open)? } else { BTreeMap::new() };
        for (pair, compiled) in open.iter().zip(compiled) {
            let said = Verdicts { compiled, semver: semver.get(&pair.name).copied() };
            verdicts.insert(&pair.name, known.keep(workspace, pair, said)?);
        }
    }
    let judge = |pair: &Written| {
        let Verdicts { compiled, semver } = verdicts.get(&pair.name).context("invariant: each pair is judged")?;
        Ok(judged::judged(pair, compiled, *semver))
    };
    let judged: Vec<[Judged; 2]> = written.iter().map(judge).collect::<Result<_>>()?;
    Ok(judged.into_iter().flatten().collect())
}

/// Prints the table, and what is not explained.
fn told(judged: &[Judged], stale: &[String]) -> Verdict {
    println!("{}\n", table::table(judged));
    for judged in judged.iter().filter(|judged| !judged.differences.is_empty()) {
        println!("{BOLD}{}{BOLD:#}", judged.name);
        judged.differences.iter().for_each(|difference| println!("    {}", difference.says));
    }
    stale.iter().for_each(|stale| println!("{RED}error{RED:#}: {stale}"));
    let explained: usize = judged.iter().map(|judged| judged.explained).sum();
    let open: usize = judged.iter().map(|judged| judged.differences.len()).sum();
    println!("{}, {explained} explained, {open} not", counted(explained + open, "difference"));
    Verdict::on(open + stale.len())
}

/// The pairs that the options ask for.
fn chosen(mut pairs: Vec<Pair>, options: &DiffAudit) -> Result<Vec<Pair>> {
    for name in &options.names {
        ensure!(pairs.iter().any(|pair| pair.name == *name), "there is no pair `{name}`");
    }
    pairs.retain(|pair| options.names.is_empty() || options.names.contains(&pair.name));
    let is_chosen = |index| options.part.is_none_or(|part| index % part.of == part.index);
    let pairs: Vec<Pair> =
        pairs.into_iter().enumerate().filter(|(index, _)| is_chosen(*index)).map(|(_, pair)| pair).collect();
    ensure!(!pairs.is_empty(), "there are no pairs");
    Ok(pairs)
}

/// The manifest of the workspace, with the versions that this one is locked to.
fn manifest(workspace: &Workspace, root: &Path, pairs: &[&Written]) -> Result<()> {
    let of_pair = |pair: &&Written| {
        let crates = [&pair.there.package, &pair.back.package].map(|name| format!("crates/{name}"));
        crates.into_iter().chain([format!("callers/{}", compiler::crate_name(pair))])
    };
    let members: Vec<String> = pairs.iter().flat_map(of_pair).collect();
    compiler::write_changed(
        &root.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n"),
    )?;
    let lock = workspace.root().join("Cargo.lock");
    fs::copy(&lock, root.join("Cargo.lock")).map(drop).with_context(|| format!("cannot copy `{}`", lock.display()))
}

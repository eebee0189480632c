//! `cargo xtask diff-audit`: the Rust verdict of the diff against judges who know nothing of it.
//!
//! Of each pair of documents both crates are generated, and callers of all their items. The compiler says which callers
//! of one side the other breaks; cargo-semver-checks says what the documentation of both sides tells it.

mod callers;
mod compiler;
mod judged;
mod line;
mod pairs;

use std::fs;
use std::path::Path;

use anstream::println;
use anyhow::{Context, Result};

use self::pairs::{Pair, Written};
use crate::Verdict;
use crate::cli::DiffAudit;
use crate::corpus::in_parallel;
use crate::workspace::Workspace;

/// Where the crates are, and what cargo makes of them.
const FOLDER: &str = "target/diff-audit";

/// Judges the pairs, and prints where the judges agree and where not.
///
/// # Errors
/// Where a pair gives no crate, or cargo cannot be run.
pub(crate) fn audit(workspace: &Workspace, options: &DiffAudit) -> Result<Verdict> {
    let pairs = Pair::all(workspace, &options.names)?;
    let root = workspace.root().join(FOLDER);
    let crates = root.join("crates");
    let pairs: Vec<&Pair> = pairs.iter().collect();
    let written = in_parallel(&pairs, |pair| pair.write(workspace, &crates))?;
    compiler::write(workspace, &root, &written)?;
    manifest(workspace, &root, &written)?;
    let compiled = compiler::check(workspace, &root, &written)?;
    let mut judged = Vec::new();
    for pair in &written {
        let compiled = compiled.get(&pair.name).context("invariant: each pair is compiled")?;
        judged.extend(judged::judged(pair, compiled, None));
    }
    let mut findings = 0;
    for judged in judged.iter().filter(|judged| !judged.differences.is_empty()) {
        println!("{}", judged.name);
        for difference in &judged.differences {
            findings += 1;
            println!("    {difference}");
        }
    }
    Ok(Verdict::on(findings))
}

/// The manifest of the workspace, with the versions that this one is locked to.
fn manifest(workspace: &Workspace, root: &Path, pairs: &[Written]) -> Result<()> {
    let of_pair = |pair: &Written| {
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

//! cargo-semver-checks as a judge: what the documentation of one side tells it of the other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use generator::diff::Rust;

use super::pairs::Written;
use crate::corpus::{Progress, in_parallel};
use crate::process;
use crate::tools::Tool;
use crate::workspace::Workspace;

/// How it is installed, in the version that reads what this Rust writes, and without what asks registries.
pub(super) const INSTALL: &str = "install --locked --no-default-features cargo-semver-checks@0.51.0";
/// Lets a stable Rust write its documentation as JSON, which is no stable format.
pub(super) const UNSTABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");
/// A release that may hold no news, so that all that is new shows.
const CHECK: &str = "semver-checks --release-type patch --color never";

/// The version that there is, and what it is asked.
pub(super) fn version(workspace: &Workspace) -> Tool<String> {
    let version = process::output_of(&mut process::cargo(workspace, "semver-checks --version"));
    let missing = || Tool::Missing(format!("cargo-semver-checks is missing (`cargo {INSTALL}`)"));
    version.map_or_else(missing, |version| Tool::Ready(format!("{version} {CHECK}")))
}

/// What it says of each pair in both directions, by the name of the pair.
///
/// # Errors
/// Where the documentation cannot be made, or the program does not read it.
pub(super) fn verdicts(workspace: &Workspace, root: &Path, pairs: &[&Written]) -> Result<BTreeMap<String, [Rust; 2]>> {
    document(workspace, root, pairs)?;
    let progress = Progress::new("semver-checks", pairs.len(), 0);
    let verdicts = in_parallel(pairs, |pair| {
        let [base, head] = [&pair.there.package, &pair.back.package].map(|package| documented(root, package));
        let (base, head) = (base?, head?);
        let verdicts = [verdict(workspace, &base, &head)?, verdict(workspace, &head, &base)?];
        progress.step(&pair.name);
        Ok((pair.name.clone(), verdicts))
    })?;
    progress.end();
    Ok(verdicts.into_iter().collect())
}

/// Has rustdoc write what it knows of the crates.
fn document(workspace: &Workspace, root: &Path, pairs: &[&Written]) -> Result<()> {
    let mut command = process::cargo(workspace, "doc --no-deps --quiet");
    for package in pairs.iter().flat_map(|pair| [&pair.there.package, &pair.back.package]) {
        command.args(["--package", package]);
    }
    command.env("RUSTDOCFLAGS", "-Zunstable-options --output-format json").env(UNSTABLE.0, UNSTABLE.1);
    let output = command.current_dir(root).env_remove("CARGO_TARGET_DIR").output().context("cannot start cargo")?;
    ensure!(output.status.success(), "rustdoc failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// The documentation of a package, in which the crates of both sides have one name: items are told by their paths.
fn documented(root: &Path, package: &str) -> Result<PathBuf> {
    let name = package.replace('-', "_");
    let written = root.join("target/doc").join(&name).with_extension("json");
    let text = fs::read_to_string(&written).with_context(|| format!("cannot read `{}`", written.display()))?;
    let path = root.join("target/documented").join(&name).with_extension("json");
    super::compiler::write_changed(&path, &text.replace(&format!("{name:?}"), "\"client\""))?;
    Ok(path)
}

fn verdict(workspace: &Workspace, base: &Path, head: &Path) -> Result<Rust> {
    let mut command = process::cargo(workspace, CHECK);
    command.arg("--baseline-rustdoc").arg(base).arg("--current-rustdoc").arg(head);
    let output = command.output().context("cannot start cargo")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(said.contains("Summary"), "`{}` has no verdict: {said}", process::typed(&command));
    let says = |bump: &str| [format!("requires new {bump} version"), format!("suggest new {bump} version")];
    let is = |bump: &str| says(bump).iter().any(|text| said.contains(text.as_str()));
    Ok(if is("major") {
        Rust::Major
    } else if is("minor") {
        Rust::Minor
    } else {
        Rust::None
    })
}

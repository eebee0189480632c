//! The checks that are one call of cargo, and what the others ask it.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Outcome;
use crate::Verdict;
use crate::process;
use crate::workspace::Workspace;

/// rustfmt, checking only.
pub(super) fn format(workspace: &Workspace) -> Result<Outcome> {
    judge(&mut process::cargo(workspace, "fmt --all --check"))
}

/// Clippy on everything, tests and examples included.
pub(super) fn clippy(workspace: &Workspace) -> Result<Outcome> {
    let arguments = "clippy --workspace --all-targets --locked -- -D warnings";
    judge(&mut process::cargo(workspace, arguments))
}

/// rustdoc on the workspace.
pub(super) fn docs(workspace: &Workspace) -> Result<Outcome> {
    let mut doc = process::cargo(workspace, "doc --workspace --no-deps --locked");
    judge(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Runs a command that is a check by itself.
pub(super) fn judge(command: &mut Command) -> Result<Outcome> {
    Ok(match process::run(command)? {
        Verdict::Clean => Outcome::Passed,
        Verdict::Findings => Outcome::Failed(process::typed(command)),
    })
}

/// What cargo knows of one package of the workspace.
pub(super) fn package(workspace: &Workspace, name: &str) -> Result<Value> {
    let mut command = process::cargo(workspace, "metadata --no-deps --format-version 1 --locked");
    let metadata = process::output_of(&mut command).context("`cargo metadata --locked` failed; run it to see why")?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .find(|package| package["name"] == name)
        .cloned()
        .with_context(|| format!("no package `{name}` in the workspace"))
}

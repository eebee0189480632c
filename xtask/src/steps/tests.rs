//! `cargo test`, with Prism where the contract tests find it.

use std::ffi::OsString;

use anyhow::Result;

use super::{Outcome, cargo};
use crate::process;
use crate::tools::{Tool, missing, node};
use crate::workspace::Workspace;

/// Names the JavaScript file that starts Prism; the contract tests are left out where it is not set.
const PRISM: &str = "PRISM_CLI";

pub(super) fn tests(workspace: &Workspace, arguments: &[OsString]) -> Result<Outcome> {
    let mut test = process::cargo(workspace, "test --workspace --locked");
    test.args(arguments);
    let absence = match node::prism(workspace)? {
        Tool::Ready(script) => return cargo::judge(test.env(PRISM, script)),
        Tool::Missing(reason) => missing(reason),
    };
    let Outcome::Skipped(reason) = absence else {
        return Ok(absence);
    };
    Ok(match cargo::judge(test.env_remove(PRISM))? {
        Outcome::Passed => Outcome::PassedWithout(format!("without the contract tests: {reason}")),
        outcome => outcome,
    })
}

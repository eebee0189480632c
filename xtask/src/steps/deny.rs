//! cargo-deny over the dependencies, by deny.toml.

use anyhow::Result;

use super::{Outcome, cargo};
use crate::process;
use crate::tools::{self, Place};
use crate::workspace::Workspace;

/// How CI gets it where it is missing: a crate can be had everywhere, a prebuilt program cannot.
const INSTALL: &str = "install --locked cargo-deny --version ^0.20";

const CHECK: &str = "deny --locked check --hide-inclusion-graph";

pub(super) fn deny(workspace: &Workspace) -> Result<Outcome> {
    if !process::succeeds(&mut process::cargo(workspace, "deny --version")) {
        if tools::place() == Place::Desk {
            let reason = "cargo-deny is missing (`cargo install --locked cargo-deny`)";
            return Ok(Outcome::Skipped(reason.to_owned()));
        }
        process::must_run(&mut process::cargo(workspace, INSTALL))?;
    }
    let mut check = process::cargo(workspace, CHECK);
    if process::succeeds(&mut process::cargo(workspace, "deny fetch db")) {
        return cargo::judge(&mut check);
    }
    Ok(match cargo::judge(check.args(["bans", "licenses", "sources"]))? {
        Outcome::Passed => Outcome::PassedWithout("without advisories: their database is out of reach".to_owned()),
        outcome => outcome,
    })
}

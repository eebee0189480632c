//! The scripts of `tests/corpus`, which know documents by the packages of others: one document each, with an end to our
//! patience, as a pattern of a document can keep a validator busy for ever.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use super::packages;
use super::patience::{self, Ended};
use crate::process;
use crate::workspace::Workspace;

/// Runs a script with the packages installed for it.
///
/// # Errors
/// Where node is missing.
pub(super) fn run(workspace: &Workspace, script: &str, arguments: &[&Path], limit: Duration) -> Result<Ended> {
    let mut node = process::program(workspace, "node", script);
    node.args(arguments).env("NODE_PATH", packages::modules(workspace));
    patience::run(&mut node, &[], limit).context("node is needed (`apt-get install nodejs npm`)")
}

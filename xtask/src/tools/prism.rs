//! Prism, the mock server of the contract tests, from npm.

use std::path::PathBuf;

use anyhow::Result;

use super::{Installation, Tool};
use crate::process;
use crate::workspace::Workspace;

/// Holds package.json and package-lock.json.
const PACKAGE: &str = "tests/contract";
/// Below the package: what node runs.
const SCRIPT: &str = "node_modules/@stoplight/prism-cli/dist/index.js";
/// npm is a script on Windows, which only its full name starts.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const INSTALL: &str = "ci --prefix tests/contract --ignore-scripts --no-audit --no-fund";

/// The script that starts Prism, installed where it is not.
///
/// # Errors
/// Where npm cannot install what package-lock.json pins.
pub(crate) fn install(workspace: &Workspace) -> Result<Tool<PathBuf>> {
    for program in ["node", NPM] {
        if !process::succeeds(&mut process::program(workspace, program, "--version")) {
            let reason = format!("{program} is missing (`apt-get install nodejs npm`)");
            return Ok(Tool::Missing(reason));
        }
    }
    let package = workspace.root().join(PACKAGE);
    let installation = Installation { folder: package.join("node_modules"), pins: package.join("package-lock.json") };
    let script = package.join(SCRIPT);
    if !installation.is_current() || !script.exists() {
        installation.clear()?;
        process::must_run(&mut process::program(workspace, NPM, INSTALL))?;
        installation.conclude()?;
    }
    Ok(Tool::Ready(script))
}

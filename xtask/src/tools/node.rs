//! What node runs, from npm: Redocly, which validates the documents, and Prism, the mock server of the contract tests.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::{Installation, Tool};
use crate::process;
use crate::workspace::Workspace;

/// Holds package.json, package-lock.json and the rules of the validator.
const PACKAGE: &str = "tests/node";
/// Below the package: what node runs.
const PRISM: &str = "node_modules/@stoplight/prism-cli/dist/index.js";
const REDOCLY: &str = "node_modules/@redocly/cli/bin/cli.js";
/// npm is a script on Windows, which only its full name starts.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const INSTALL: &str = "ci --prefix tests/node --ignore-scripts --no-audit --no-fund";

/// The script that starts Prism, installed where it is not.
///
/// # Errors
/// Where npm cannot install what package-lock.json pins.
pub(crate) fn prism(workspace: &Workspace) -> Result<Tool<PathBuf>> {
    script(workspace, PRISM)
}

/// The validator, to be given the documents as arguments, installed where it is not.
///
/// # Errors
/// Where npm cannot install what package-lock.json pins.
pub(crate) fn validator(workspace: &Workspace) -> Result<Tool<Command>> {
    Ok(match script(workspace, REDOCLY)? {
        Tool::Ready(script) => {
            let mut validator = process::program(workspace, "node", "");
            validator.arg(script).args(["lint", "--config", "tests/node/redocly.yaml"]);
            validator.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            Tool::Ready(validator)
        }
        Tool::Missing(reason) => Tool::Missing(reason),
    })
}

fn script(workspace: &Workspace, script: &str) -> Result<Tool<PathBuf>> {
    for program in ["node", NPM] {
        if !process::succeeds(&mut process::program(workspace, program, "--version")) {
            return Ok(Tool::Missing(format!("{program} is missing (`apt-get install nodejs npm`)")));
        }
    }
    let package = workspace.root().join(PACKAGE);
    let installation = Installation { folder: package.join("node_modules"), pins: package.join("package-lock.json") };
    let script = package.join(script);
    if !installation.is_current() || !script.exists() {
        installation.clear()?;
        process::must_run(&mut process::program(workspace, NPM, INSTALL))?;
        installation.conclude()?;
    }
    Ok(Tool::Ready(script))
}

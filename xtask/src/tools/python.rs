//! openapi-spec-validator, from PyPI: in an environment of its own, or in a folder where python3 lacks `venv`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{Installation, Tool};
use crate::process;
use crate::workspace::Workspace;

const PINS: &str = "tests/validate/requirements.txt";
const REQUIRE: &str = "--quiet --disable-pip-version-check --require-hashes --requirement";
const RUN: &str = "-m openapi_spec_validator";

/// The interpreter of the machine.
const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };
/// The interpreter of an environment, below its folder.
const OWN_PYTHON: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

/// The validator, to be given the documents as arguments, installed where it is not.
///
/// # Errors
/// Where pip cannot install what requirements.txt pins.
pub(crate) fn validator(workspace: &Workspace) -> Result<Tool<Command>> {
    let folder = workspace.scratch().join("python");
    let pins = workspace.root().join(PINS);
    let places = Places::below(&folder);
    let installation = Installation { folder, pins };
    if !installation.is_current() || !places.has_python() {
        installation.clear()?;
        let Some(mut pip) = places.pip(workspace) else {
            let reason = "python3 with venv or pip is missing (`apt-get install python3-venv`)";
            return Ok(Tool::Missing(reason.to_owned()));
        };
        process::must_run(pip.args(REQUIRE.split(' ')).arg(PINS))?;
        installation.conclude()?;
    }
    Ok(Tool::Ready(places.validator(workspace)))
}

/// Where packages can be put.
struct Places {
    environment: PathBuf,
    /// Plain packages for the interpreter of the machine, where no environment can be made.
    packages: PathBuf,
}

impl Places {
    fn below(folder: &Path) -> Self {
        let environment = folder.join("environment");
        Self { environment, packages: folder.join("packages") }
    }

    fn own_python(&self) -> PathBuf {
        self.environment.join(OWN_PYTHON)
    }

    /// Whether the interpreter that the packages were installed for is still there.
    fn has_python(&self) -> bool {
        self.packages.exists() || self.own_python().exists()
    }

    /// A call of pip that lacks what to install; none where python3 has no pip.
    fn pip(&self, workspace: &Workspace) -> Option<Command> {
        let python = |arguments| process::program(workspace, PYTHON, arguments);
        if process::succeeds(python("-m venv").arg(&self.environment)) {
            return Some(process::program(workspace, self.own_python(), "-m pip install"));
        }
        if !process::succeeds(&mut python("-m pip --version")) {
            return None;
        }
        let mut pip = python("-m pip install --target");
        pip.arg(&self.packages);
        Some(pip)
    }

    fn validator(&self, workspace: &Workspace) -> Command {
        if !self.packages.exists() {
            return process::program(workspace, self.own_python(), RUN);
        }
        let mut validator = process::program(workspace, PYTHON, RUN);
        validator.env("PYTHONPATH", &self.packages);
        validator
    }
}

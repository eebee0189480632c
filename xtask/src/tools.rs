//! Programs from outside the Rust world that the tests need: pinned, and installed below the checkout.

pub(crate) mod node;

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::steps::Outcome;

/// A program that this machine may be without.
pub(crate) enum Tool<T> {
    Ready(T),
    /// Says what is missing, and how to get it.
    Missing(String),
}

/// Where this program runs, which decides what the lack of a tool means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Checks that lack a tool are left out.
    Desk,
    /// Checks that lack a tool have failed.
    Ci,
}

/// As the variable `CI` says.
pub(crate) fn place() -> Place {
    if env::var_os("CI").is_some_and(|value| value == "true") { Place::Ci } else { Place::Desk }
}

/// The outcome of a check that lacks a tool.
pub(crate) fn missing(reason: String) -> Outcome {
    match place() {
        Place::Desk => Outcome::Skipped(reason),
        Place::Ci => Outcome::Failed(format!("{reason}, then run `cargo xtask test`")),
    }
}

/// A folder of installed packages that keeps a copy of the pins it was made from, written last.
pub(crate) struct Installation {
    pub(crate) folder: PathBuf,
    pub(crate) pins: PathBuf,
}

impl Installation {
    /// Whether all pinned packages are there, and no others.
    pub(crate) fn is_current(&self) -> bool {
        let installed = fs::read(self.receipt());
        installed.is_ok_and(|installed| fs::read(&self.pins).is_ok_and(|pins| installed == pins))
    }

    /// To be called when everything is installed.
    pub(crate) fn conclude(&self) -> Result<()> {
        fs::copy(&self.pins, self.receipt())
            .map(drop)
            .with_context(|| format!("cannot write below `{}`", self.folder.display()))
    }

    /// Removes what an older or interrupted installation left: the copy of the pins first, in case this is interrupted
    /// too.
    pub(crate) fn clear(&self) -> Result<()> {
        if !self.folder.exists() {
            return Ok(());
        }
        if self.receipt().exists() {
            fs::remove_file(self.receipt()).with_context(|| format!("cannot delete `{}`", self.receipt().display()))?;
        }
        fs::remove_dir_all(&self.folder).with_context(|| format!("cannot delete `{}`", self.folder.display()))
    }

    fn receipt(&self) -> PathBuf {
        self.folder.join(".installed-pins")
    }
}

//! The features of `generated-client`: each alone, none, all. Clippy builds them, so that code which only another feature
//! uses is found; the unit tests of the crate run at both ends.

use anyhow::{Context, Result};

use super::{Outcome, cargo};
use crate::process;
use crate::workspace::Workspace;

const PACKAGE: &str = "generated-client";

pub(super) fn features(workspace: &Workspace) -> Result<Outcome> {
    let mut commands = Vec::new();
    for feature in declared_features(workspace)? {
        commands.push(clippy(&format!("--no-default-features --features {feature}")));
    }
    for ends in ["--no-default-features", "--all-features"] {
        commands.push(clippy(ends));
        commands.push(format!("test --package {PACKAGE} --lib --locked {ends}"));
    }
    for command in commands {
        let outcome = cargo::judge(&mut process::cargo(workspace, &command))?;
        if !matches!(outcome, Outcome::Passed) {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Passed)
}

fn clippy(selection: &str) -> String {
    format!("clippy --package {PACKAGE} --locked {selection} -- -D warnings")
}

/// The features of the manifest, sorted.
fn declared_features(workspace: &Workspace) -> Result<Vec<String>> {
    let package = cargo::package(workspace, PACKAGE)?;
    let features = package["features"].as_object();
    let features = features.context("`cargo metadata` lists no features")?.keys();
    let mut features: Vec<_> = features.filter(|name| *name != "default").cloned().collect();
    features.sort();
    Ok(features)
}

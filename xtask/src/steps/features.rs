//! The features of `generated-client`: each alone, none, all. Clippy builds each choice, its tests included, so that
//! code which only another feature uses is found; the unit tests of the crate run with it.

use anyhow::{Context, Result};

use super::{Outcome, cargo};
use crate::process;
use crate::workspace::Workspace;

const PACKAGE: &str = "generated-client";

pub(super) fn features(workspace: &Workspace) -> Result<Outcome> {
    let alone = declared_features(workspace)?;
    let alone = alone.iter().map(|feature| format!("--no-default-features --features {feature}"));
    let ends = ["--no-default-features", "--all-features"].map(str::to_owned);
    for choice in alone.chain(ends) {
        let clippy = format!("clippy --package {PACKAGE} --all-targets --locked {choice} -- -D warnings");
        let test = format!("test --package {PACKAGE} --lib --locked {choice}");
        for command in [clippy, test] {
            let outcome = cargo::judge(&mut process::cargo(workspace, &command))?;
            if !matches!(outcome, Outcome::Passed) {
                return Ok(outcome);
            }
        }
    }
    Ok(Outcome::Passed)
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

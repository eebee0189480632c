//! The oldest Rust that the library crates promise. Clippy's `incompatible_msrv` and cargo's resolver hold it
//! everywhere; where that toolchain is installed, this builds with it.

use anyhow::{Context, Result};

use super::{Outcome, cargo};
use crate::process;
use crate::workspace::Workspace;

/// The library crates: others may build them, and so want an older Rust.
const CHECK: &str = "cargo check --package generated-client --package generator --all-features \
                     --locked --target-dir target/msrv";

pub(super) fn msrv(workspace: &Workspace) -> Result<Outcome> {
    let package = cargo::package(workspace, "generated-client")?;
    let version = package["rust_version"].as_str();
    let version = version.context("`generated-client` states no `rust-version`")?;
    let Some(toolchain) = installed_toolchain(workspace, version) else {
        let install = format!("rustup toolchain install {version} --profile minimal");
        return Ok(Outcome::Skipped(format!("Rust {version} is not installed (`{install}`)")));
    };
    let mut check = process::program(workspace, "rustup", &format!("run {toolchain} {CHECK}"));
    cargo::judge(check.env_remove("CARGO"))
}

/// The installed toolchain of a version: `1.89` is met by `1.89.0-x86_64-unknown-linux-gnu`.
fn installed_toolchain(workspace: &Workspace, version: &str) -> Option<String> {
    let mut command = process::program(workspace, "rustup", "toolchain list");
    let list = process::output_of(&mut command)?;
    let mut names = list.lines().filter_map(|line| line.split_whitespace().next());
    let name = names.find(|name| {
        let rest = name.strip_prefix(version);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    });
    name.map(str::to_owned)
}

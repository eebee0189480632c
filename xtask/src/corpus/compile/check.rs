//! `cargo check` over a workspace of crates, and what it says of each.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::super::progress::Progress;
use super::Written;
use crate::process;
use crate::workspace::Workspace;

/// With the models that no operation needs.
const CHECK: &str = "check --workspace --features all-models --keep-going --quiet --message-format json";

/// So many messages of a crate are kept: the first tell what is wrong.
const KEPT: usize = 10;

/// A line that cargo prints, as far as it matters here.
#[derive(Deserialize)]
struct Line {
    reason: String,
    manifest_path: Option<String>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    rendered: Option<String>,
}

/// What the compiler has against each crate; of those it accepts, nothing.
///
/// # Errors
/// Where cargo cannot be run.
pub(super) fn check(
    workspace: &Workspace,
    root: &Path,
    written: &BTreeMap<String, Written<'_>>,
) -> Result<BTreeMap<String, Vec<String>>> {
    let mut command = process::cargo(workspace, CHECK);
    command.current_dir(root).env("RUSTFLAGS", "-D warnings").env_remove("CARGO_TARGET_DIR");
    // Each crate is checked once for each change of the generator: what would help the next time only fills the disk.
    command.env("CARGO_INCREMENTAL", "0");
    let progress = Progress::new("checked", written.len(), 0);
    let (found, said) = said(&mut command, |name| {
        if written.contains_key(name) {
            progress.step(name);
        }
    })?;
    progress.end();
    let Found { compiled, mut errors } = found;
    ensure!(!compiled.is_empty() || !errors.is_empty(), "`{}` failed: {said}", process::typed(&command));
    for name in written.keys().filter(|name| !compiled.contains(name)) {
        errors.entry(name.clone()).or_insert_with(|| vec!["not compiled, the compiler did not say why".to_owned()]);
    }
    errors.retain(|name, _| written.contains_key(name) && !compiled.contains(name));
    Ok(errors)
}

/// What cargo printed, by the name of the crate's folder.
#[derive(Default)]
struct Found {
    compiled: Vec<String>,
    errors: BTreeMap<String, Vec<String>>,
}

/// Runs the command, and tells of each crate that is done.
fn said(command: &mut Command, done: impl Fn(&str)) -> Result<(Found, String)> {
    let mut found = Found::default();
    let said = process::lines_of(command, |line| found.take(line, &done))?;
    Ok((found, said))
}

impl Found {
    fn take(&mut self, line: &str, done: impl Fn(&str)) {
        let Ok(line) = serde_json::from_str::<Line>(line) else { return };
        let folder = line.manifest_path.as_deref().map(Path::new).and_then(Path::parent).and_then(Path::file_name);
        let Some(name) = folder.map(|folder| folder.to_string_lossy().into_owned()) else { return };
        match (line.reason.as_str(), line.message) {
            ("compiler-artifact", _) => {
                done(&name);
                self.compiled.push(name);
            }
            ("compiler-message", Some(Message { level, rendered: Some(rendered) })) if level == "error" => {
                let errors = self.errors.entry(name.clone()).or_default();
                if errors.is_empty() {
                    done(&name);
                }
                if errors.len() < KEPT {
                    errors.push(rendered);
                }
            }
            _ => {}
        }
    }
}

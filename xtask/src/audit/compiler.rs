//! The compiler as a judge: the callers of both sides, against both crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use super::callers::{HEADER, callers};
use super::pairs::Written;
use super::semver::UNSTABLE;
use crate::corpus::Progress;
use crate::process;
use crate::workspace::Workspace;

/// A crate of callers is allowed what the callers of others would be told of.
const LIBRARY: &str = "//! Callers.\n#![allow(unused, unreachable_patterns, clippy::all)]\n";

/// What the compiler says of the callers of one crate, by the lines of its listing.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Seen {
    /// What does not compile, with what the compiler says first.
    pub(super) broken: BTreeMap<String, String>,
    /// What is deprecated.
    pub(super) deprecated: BTreeSet<String>,
}

/// What the compiler says of a pair.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Compiled {
    pub(super) base_on_base: Seen,
    pub(super) base_on_head: Seen,
    pub(super) head_on_head: Seen,
    pub(super) head_on_base: Seen,
}

/// The files of a crate of callers: whose callers, and what they call.
const FILES: [(&str, &str); 4] = [("base", "base"), ("base", "head"), ("head", "head"), ("head", "base")];

/// Writes the callers of each pair below a folder.
///
/// # Errors
/// Where there is no caller for an item, or the disk refuses.
pub(super) fn write(workspace: &Workspace, root: &Path, pairs: &[&Written]) -> Result<()> {
    for pair in pairs {
        let folder = root.join("callers").join(crate_name(pair));
        for (path, text) in files(workspace, pair)? {
            write_changed(&folder.join(path), &text)?;
        }
    }
    Ok(())
}

/// The files of the callers of a pair, by their paths.
///
/// # Errors
/// Where there is no caller for an item.
pub(super) fn files(workspace: &Workspace, pair: &Written) -> Result<Vec<(String, String)>> {
    let runtime = workspace.generated_client();
    let manifest = format!(
        "[package]\nname = {:?}\nedition = \"2024\"\n\n[dependencies]\n\
             base = {{ package = {:?}, path = {:?}, default-features = false }}\n\
             head = {{ package = {:?}, path = {:?}, default-features = false }}\n\
             generated-client = {{ path = {runtime:?}, default-features = false }}\nserde = \"1\"\n",
        crate_name(pair),
        pair.there.package,
        format!("../../crates/{}", pair.there.package),
        pair.back.package,
        format!("../../crates/{}", pair.back.package),
    );
    let modules: String = FILES.iter().map(|(of, on)| format!("mod {of}_on_{on};\n")).collect();
    let mut files = vec![("Cargo.toml".to_owned(), manifest), ("src/lib.rs".to_owned(), [LIBRARY, &modules].concat())];
    let sides = [("base", callers(&pair.there.listing)?), ("head", callers(&pair.back.listing)?)];
    for (of, on) in FILES {
        let callers = sides.iter().filter(|(side, _)| *side == of).flat_map(|(_, callers)| callers);
        let lines: String = callers.map(|caller| format!("{caller}\n")).collect();
        files.push((format!("src/{of}_on_{on}.rs"), format!("use {on} as api; {HEADER}\n{lines}")));
    }
    Ok(files)
}

/// The name of the crate of a pair's callers.
pub(super) fn crate_name(pair: &Written) -> String {
    format!("{}-callers", pair.name)
}

/// Writes a file, unless it is what it should be: cargo looks at times.
pub(super) fn write_changed(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    written.with_context(|| format!("cannot write `{}`", path.display()))
}

/// A line that cargo prints, as far as it matters here.
#[derive(Deserialize)]
struct Line {
    manifest_path: Option<String>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    code: Option<Code>,
    spans: Vec<Span>,
    message: String,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

/// What the compiler says of each pair, in their order.
///
/// # Errors
/// Where cargo cannot be run, or a crate that is called does not compile.
pub(super) fn check(workspace: &Workspace, root: &Path, pairs: &[&Written]) -> Result<Vec<Compiled>> {
    let mut command = process::cargo(workspace, "check --workspace --keep-going --quiet --message-format json");
    command.current_dir(root).env_remove("CARGO_TARGET_DIR").env("CARGO_INCREMENTAL", "0");
    // As for rustdoc, so that what both build they build once.
    command.env(UNSTABLE.0, UNSTABLE.1);
    let mut found: BTreeMap<String, (&Written, Compiled)> =
        pairs.iter().map(|&pair| (crate_name(pair), (pair, Compiled::default()))).collect();
    let (mut done, mut trouble) = (BTreeSet::new(), Vec::new());
    let progress = Progress::new("checked", pairs.len() * 3, 0);
    let said = process::lines_of(&mut command, |line| {
        let Ok(line) = serde_json::from_str::<Line>(line) else { return };
        let folder = line.manifest_path.as_deref().map(Path::new).and_then(Path::parent).and_then(Path::file_name);
        let Some(name) = folder.map(|folder| folder.to_string_lossy().into_owned()) else { return };
        if done.insert(name.clone()) {
            progress.step(&name);
        }
        match (line.message, found.get_mut(&name)) {
            (Some(message), Some((pair, compiled))) => compiled.take(pair, &message),
            (Some(message), None) if message.level == "error" => trouble.push(format!("{name}: {}", message.message)),
            _ => {}
        }
    })?;
    progress.end();
    ensure!(trouble.is_empty(), "what is generated does not compile: {}", trouble.join(", "));
    let missing = found.keys().find(|name| !done.contains(*name));
    ensure!(missing.is_none(), "`{}` failed: {said}", process::typed(&command));
    Ok(pairs.iter().filter_map(|pair| found.remove(&crate_name(pair))).map(|(_, compiled)| compiled).collect())
}

impl Compiled {
    fn take(&mut self, pair: &Written, message: &Message) {
        let is_deprecated = message.code.as_ref().is_some_and(|code| code.code == "deprecated");
        for span in message.spans.iter().filter(|span| span.is_primary) {
            let stem = Path::new(&span.file_name).file_stem().unwrap_or_default().to_string_lossy();
            let (listing, seen) = match stem.as_ref() {
                "base_on_base" => (&pair.there.listing, &mut self.base_on_base),
                "base_on_head" => (&pair.there.listing, &mut self.base_on_head),
                "head_on_head" => (&pair.back.listing, &mut self.head_on_head),
                "head_on_base" => (&pair.back.listing, &mut self.head_on_base),
                _ => continue,
            };
            // The header of the file stands where the header of the listing does.
            let Some(item) = listing.lines().nth(span.line_start - 1) else { continue };
            let item = item.split_once("::").map_or(item, |(_, inside)| inside).to_owned();
            if message.level == "error" {
                seen.broken.entry(item).or_insert_with(|| message.message.clone());
            } else if is_deprecated {
                seen.deprecated.insert(item);
            }
        }
    }
}

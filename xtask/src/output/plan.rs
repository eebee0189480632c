//! What has to change in a folder so that it holds the generated files: decided here, done by [`apply`](super::apply).
//!
//! Holds at exit: every path stays inside the managed folders, and no file without the marker is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::Target;

/// The name of a file that is being written ends so (and begins with a dot) until it is renamed.
pub(super) const TEMPORARY: &str = ".xtask-new";

/// Stands in the first lines of every file that may be overwritten or deleted.
const MARKER: &str = "@generated";
const MARKER_LINES: usize = 5;

/// The changes to a folder, by path relative to it.
pub(crate) struct Plan<'text> {
    pub(crate) changes: BTreeMap<String, Change<'text>>,
    /// Half-written files of a run that was killed.
    pub(crate) leftovers: Vec<PathBuf>,
}

/// What happens to one file.
#[derive(Debug, PartialEq)]
pub(crate) enum Change<'text> {
    Create { new: &'text str },
    Update { old: String, new: &'text str },
    Delete { old: String },
    Keep { text: &'text str },
}

/// Compares the wanted files with the ones that are there.
///
/// # Errors
/// Where a file in the way was not written by this tool (all of them are named), or the folder cannot be read.
pub(crate) fn plan<'text>(target: &Target, wanted: &'text BTreeMap<String, String>) -> Result<Plan<'text>> {
    let Target { folder, managed } = target;
    let Present { mut files, leftovers } = scan(target)?;
    let mut changes = BTreeMap::new();
    let mut in_the_way = Vec::new();
    for (path, new) in wanted {
        ensure!(is_managed(path, managed), "invariant: generated file `{path}` is outside of {managed:?}");
        let change = match files.remove(path) {
            Some(old) if old == *new => Change::Keep { text: new },
            Some(old) if is_generated(&old) => Change::Update { old, new },
            None if !folder.join(path).exists() => Change::Create { new },
            Some(_) | None => {
                in_the_way.push(path.as_str());
                continue;
            }
        };
        changes.insert(path.clone(), change);
    }
    if !in_the_way.is_empty() {
        bail!(
            "in the way and without the `{MARKER}` marker, so not written by this tool: `{}`; move it away",
            in_the_way.join("`, `")
        );
    }
    let orphans = files.into_iter().filter(|(_, text)| is_generated(text));
    changes.extend(orphans.map(|(path, old)| (path, Change::Delete { old })));
    Ok(Plan { changes, leftovers })
}

impl Plan<'_> {
    /// Whether the folder already holds the wanted files.
    pub(crate) fn is_up_to_date(&self) -> bool {
        self.differences().next().is_none()
    }

    /// The files that are not as they should be.
    pub(crate) fn differences(&self) -> impl Iterator<Item = (&str, &Change<'_>)> {
        let changes = self.changes.iter();
        changes
            .filter(|(_, change)| !matches!(change, Change::Keep { .. }))
            .map(|(path, change)| (path.as_str(), change))
    }
}

impl<'text> Change<'text> {
    /// What is done to the file.
    pub(crate) fn verb(&self) -> &'static str {
        match self {
            Self::Create { .. } => "create",
            Self::Update { .. } => "update",
            Self::Delete { .. } => "delete",
            Self::Keep { .. } => "keep",
        }
    }

    /// What the file holds before, where that is something else than afterwards.
    pub(crate) fn old(&self) -> Option<&str> {
        match self {
            Self::Update { old, .. } | Self::Delete { old } => Some(old),
            Self::Create { .. } | Self::Keep { .. } => None,
        }
    }

    /// What the file holds afterwards, if it is there.
    pub(crate) fn text(&self) -> Option<&'text str> {
        match self {
            Self::Create { new } | Self::Update { new, .. } => Some(new),
            Self::Keep { text } => Some(text),
            Self::Delete { .. } => None,
        }
    }
}

/// What the managed folders hold.
#[derive(Default)]
struct Present {
    /// Texts by path relative to the scanned folder.
    files: BTreeMap<String, String>,
    leftovers: Vec<PathBuf>,
}

fn scan(Target { folder, managed }: &Target) -> Result<Present> {
    let mut present = Present::default();
    for managed in *managed {
        let path = folder.join(managed);
        if path.is_dir() {
            scan_folder(folder, managed, &mut present)?;
        } else if path.is_file() {
            present.files.insert((*managed).to_owned(), read(&path)?);
        }
    }
    Ok(present)
}

fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn scan_folder(folder: &Path, below: &str, present: &mut Present) -> Result<()> {
    let path = folder.join(below);
    for entry in fs::read_dir(&path).with_context(|| format!("cannot list `{}`", path.display()))? {
        let entry = entry.with_context(|| format!("cannot list `{}`", path.display()))?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        }; // no generated name is other than UTF-8
        let relative = format!("{below}/{name}");
        let ty = entry.file_type().with_context(|| format!("cannot look at `{relative}`"))?;
        if ty.is_dir() {
            scan_folder(folder, &relative, present)?;
        } else if is_temporary(&name) {
            present.leftovers.push(entry.path());
        } else if ty.is_file() {
            present.files.insert(relative, read(&entry.path())?);
        }
    }
    Ok(())
}

fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

fn is_generated(text: &str) -> bool {
    text.lines().take(MARKER_LINES).any(|line| line.contains(MARKER))
}

fn is_managed(path: &str, managed: &[&str]) -> bool {
    let path = Path::new(path);
    let stays_below = path.components().all(|component| matches!(component, Component::Normal(_)));
    stays_below && managed.iter().any(|managed| path.starts_with(managed))
}

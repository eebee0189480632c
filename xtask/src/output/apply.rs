//! Carries out a plan so that a kill at any moment leaves each file either old or new, and the next run completes.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use super::Target;
use super::plan::{Change, Plan, TEMPORARY};

/// Writes, deletes, and removes folders that became empty. Files that are right already are not touched.
///
/// # Errors
/// Where the disk refuses; what was done until then stays.
pub(crate) fn apply(Target { folder, managed }: &Target, plan: &Plan<'_>) -> Result<()> {
    for leftover in &plan.leftovers {
        fs::remove_file(leftover).with_context(|| format!("cannot delete `{}`", leftover.display()))?;
    }
    for (path, change) in &plan.changes {
        let target = folder.join(path);
        match change {
            Change::Create { new } | Change::Update { new, .. } => {
                replace(&target, new).with_context(|| format!("cannot write `{}`", target.display()))?;
            }
            Change::Delete { .. } => {
                fs::remove_file(&target).with_context(|| format!("cannot delete `{}`", target.display()))?;
            }
            Change::Keep { .. } => {}
        }
    }
    for managed in *managed {
        remove_empty(&folder.join(managed)).with_context(|| format!("cannot tidy `{managed}`"))?;
    }
    Ok(())
}

/// The new text stands beside the old one until it is whole, then takes its name in one step.
fn replace(target: &Path, text: &str) -> io::Result<()> {
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    fs::create_dir_all(folder)?;
    let temporary = folder.join(format!(".{}{TEMPORARY}", name.display()));
    fs::write(&temporary, text)?;
    fs::rename(&temporary, target)
}

/// Removes the folders at and below `folder` that hold nothing.
fn remove_empty(folder: &Path) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_empty(&entry.path())?;
        }
    }
    match fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

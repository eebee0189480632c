//! Keeps two runs apart that look at or write the same `generated-client`.

use std::fs::{self, File, TryLockError};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// Held until dropped; the system lets go of it when the process is killed.
pub(crate) struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl Lock {
    /// Waits until no other run looks or writes.
    ///
    /// # Errors
    /// Where the lock file under `target/` cannot be made.
    pub(crate) fn to_write(workspace: &Workspace) -> Result<Self> {
        let file = open(workspace)?;
        wait(file.try_lock(), || file.lock())?;
        Ok(Self(file))
    }

    /// Waits until no other run writes.
    ///
    /// # Errors
    /// Where the lock file under `target/` cannot be made.
    pub(crate) fn to_read(workspace: &Workspace) -> Result<Self> {
        let file = open(workspace)?;
        wait(file.try_lock_shared(), || file.lock_shared())?;
        Ok(Self(file))
    }
}

fn open(workspace: &Workspace) -> Result<File> {
    let folder = workspace.scratch();
    let path = folder.join("regen.lock");
    fs::create_dir_all(&folder)
        .and_then(|()| File::create(&path))
        .with_context(|| format!("cannot make the lock file `{}`", path.display()))
}

fn wait(attempt: Result<(), TryLockError>, lock: impl FnOnce() -> std::io::Result<()>) -> Result<()> {
    match attempt {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            anstream::eprintln!("waiting for another `cargo xtask regen` to end");
            lock().context("cannot lock `target/xtask/regen.lock`")
        }
        Err(TryLockError::Error(error)) => Err(error).context("cannot lock `target/xtask/regen.lock`"),
    }
}

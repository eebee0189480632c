//! What the judges have said, kept by all that they were shown: a run that was stopped goes on where it was, and the
//! next one asks only about what is another now.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use generator::diff::Rust;
use serde::{Deserialize, Serialize};

use super::compiler::{self, Compiled};
use super::pairs::{Written, entries};
use crate::process;
use crate::workspace::Workspace;

/// What the judges say of a pair.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Verdicts {
    pub(super) compiled: Compiled,
    /// What cargo-semver-checks says of both directions, where it was asked.
    pub(super) semver: Option<[Rust; 2]>,
}

/// The verdicts, a file for each pair.
pub(super) struct Known {
    folder: PathBuf,
    /// Of what all pairs are judged with.
    common: DefaultHasher,
    /// Whether cargo-semver-checks is one of the judges.
    pub(super) has_semver: bool,
}

/// A file of verdicts.
#[derive(Serialize, Deserialize)]
struct Record {
    /// The hash of all that the judges were shown.
    shown: u64,
    verdicts: Verdicts,
}

impl Known {
    /// Those below a folder, which hold as long as the compiler, the other judge and the runtime are what they were.
    ///
    /// # Errors
    /// Where the runtime cannot be read.
    pub(super) fn open(workspace: &Workspace, root: &Path, semver: Option<&str>) -> Result<Self> {
        let mut common = DefaultHasher::new();
        let compiler = process::output_of(&mut process::program(workspace, "rustc", "--version --verbose"));
        (compiler, semver).hash(&mut common);
        let client = workspace.generated_client();
        // What is generated is nothing that the crates of the pairs take in.
        let mut open = vec![client.join("src"), client.join("Cargo.toml"), workspace.root().join("Cargo.lock")];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(entries(&path)?.into_iter().filter(|path| !path.ends_with("src/generated")));
                open.sort();
            } else {
                let text = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
                (path, text).hash(&mut common);
            }
        }
        Ok(Self { folder: root.join("verdicts"), common, has_semver: semver.is_some() })
    }

    /// What was said of a pair when all was as it is now.
    ///
    /// # Errors
    /// Where there is no caller for an item.
    pub(super) fn verdicts(&self, workspace: &Workspace, pair: &Written) -> Result<Option<Verdicts>> {
        let shown = self.shown(workspace, pair)?;
        let record = fs::read_to_string(self.path(pair)).ok();
        // Of a run that was killed there may be half a record.
        let record = record.and_then(|text| serde_json::from_str::<Record>(&text).ok());
        Ok(record.filter(|record| record.shown == shown).map(|record| record.verdicts))
    }

    /// Keeps what is said of a pair, and gives it back.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub(super) fn keep(&self, workspace: &Workspace, pair: &Written, verdicts: Verdicts) -> Result<Verdicts> {
        let record = Record { shown: self.shown(workspace, pair)?, verdicts };
        let text = serde_json::to_string(&record).context("cannot write a record")?;
        compiler::write_changed(&self.path(pair), &text)?;
        Ok(record.verdicts)
    }

    fn path(&self, pair: &Written) -> PathBuf {
        self.folder.join(&pair.name).with_extension("json")
    }

    /// The hash of all that the judges are shown of a pair.
    fn shown(&self, workspace: &Workspace, pair: &Written) -> Result<u64> {
        let mut hasher = self.common.clone();
        (pair.there.source, pair.back.source).hash(&mut hasher);
        compiler::files(workspace, pair)?.hash(&mut hasher);
        Ok(hasher.finish())
    }
}

//! The documents of a corpus: every JSON and YAML file below a folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A file of the corpus.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its path below the folder of the corpus, with forward slashes: what it is called in the report.
    pub(crate) name: String,
    /// How large it is.
    pub(crate) bytes: u64,
}

impl Document {
    /// Who publishes it: the folder that it is in, else its own name.
    pub(crate) fn provider(&self) -> &str {
        self.name.split('/').next().unwrap_or(&self.name)
    }
}

/// All documents below a folder, sorted by name.
///
/// # Errors
/// Where a folder cannot be listed.
pub(crate) fn below(folder: &Path) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    list(folder, "", &mut documents)?;
    documents.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(documents)
}

fn list(folder: &Path, prefix: &str, documents: &mut Vec<Document>) -> Result<()> {
    let context = || format!("cannot list `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let about = entry.metadata().with_context(context)?;
        let name = format!("{prefix}{}", entry.file_name().display());
        if about.is_dir() {
            list(&entry.path(), &format!("{name}/"), documents)?;
        } else if is_document(&name) {
            documents.push(Document { path: entry.path(), name, bytes: about.len() });
        }
    }
    Ok(())
}

fn is_document(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("json" | "yaml" | "yml"))
}

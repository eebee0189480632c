//! Where things are: the only module that knows the layout of the repository.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use generator::source::Sources;

/// The checkout that this tool was built from.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace that holds this package: as cargo says at run time, else as it was at build time.
    ///
    /// # Errors
    /// Where the checkout was moved after the tool was built, and the tool is run without cargo.
    pub(crate) fn find() -> Result<Self> {
        let package =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = package.parent().map(Path::to_owned).unwrap_or_default();
        ensure!(
            root.join("spec").is_dir(),
            "no folder `spec` in `{}`, which is not the checkout that this program is for",
            root.display()
        );
        Ok(Self { root })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn generated_client(&self) -> PathBuf {
        self.root.join("generated-client")
    }

    /// Where installed tools and locks of this program are kept.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// The documents and `services.toml` of `spec/`, by their paths from the root.
    ///
    /// # Errors
    /// Where a file cannot be read, or is not UTF-8.
    pub(crate) fn sources(&self) -> Result<Sources> {
        let mut texts = Vec::new();
        for path in self.source_files()? {
            let text = fs::read_to_string(self.root.join(&path)).with_context(|| format!("cannot read `{path}`"))?;
            texts.push((path, text));
        }
        Ok(texts.into_iter().collect())
    }

    /// The OpenAPI documents that stand directly in `spec/` (what lies deeper is a part of one), sorted, by their paths
    /// from the root.
    ///
    /// # Errors
    /// Where the folder cannot be listed, or holds none.
    pub(crate) fn documents(&self) -> Result<Vec<String>> {
        let mut files = self.source_files()?;
        files.retain(|path| !path.ends_with(".toml") && path.matches('/').count() == 1);
        ensure!(!files.is_empty(), "no OpenAPI document in `spec/`; add `spec/<service>.yaml`");
        Ok(files)
    }

    fn source_files(&self) -> Result<Vec<String>> {
        let mut files = Vec::new();
        self.list("spec", &mut files)?;
        files.sort();
        Ok(files)
    }

    fn list(&self, folder: &str, files: &mut Vec<String>) -> Result<()> {
        let context = || format!("cannot list `{folder}`");
        for entry in fs::read_dir(self.root.join(folder)).with_context(context)? {
            let entry = entry.with_context(context)?;
            let path = format!("{folder}/{}", entry.file_name().display());
            if entry.path().is_dir() {
                self.list(&path, files)?;
            } else if is_source(&entry.path()) {
                files.push(path);
            }
        }
        Ok(())
    }
}

fn is_source(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml" | "json" | "toml"))
}

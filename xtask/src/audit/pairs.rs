//! The pairs of documents, and the crates of both sides.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use generator::diagnostic::{Style, render};
use generator::diff::{Report, Side, compare};
use generator::package::{Package, PackageName, Runtime, Selection, Standing, Tolerance};
use generator::services::Service;

use crate::generate::MANAGED;
use crate::generate::reading::{Document, relative_path};
use crate::output::Target;
use crate::output::apply::apply;
use crate::output::plan::plan;
use crate::workspace::Workspace;

/// Hold a folder for each pair.
const PAIRS: [&str; 2] = ["tests/fixtures/diff", "tests/fixtures/same"];

/// Two documents with one kind of change between them.
pub(super) struct Pair {
    pub(super) name: String,
    base: PathBuf,
    head: PathBuf,
}

/// A pair, its crates written, and what the diff says of it.
pub(super) struct Written {
    pub(super) name: String,
    /// From base to head.
    pub(super) there: Direction,
    /// From head to base.
    pub(super) back: Direction,
}

/// A pair in one direction.
pub(super) struct Direction {
    /// The package of what is compared with, and its listing.
    pub(super) package: String,
    pub(super) listing: String,
    /// A hash of its files.
    pub(super) source: u64,
    /// What the diff says of what it becomes.
    pub(super) report: Report,
}

impl Pair {
    /// The pairs of the project by name, or those of a folder.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub(super) fn all(workspace: &Workspace, from: Option<&Path>) -> Result<Vec<Self>> {
        let folders =
            from.map_or_else(|| PAIRS.map(|pairs| workspace.root().join(pairs)).into(), |from| vec![from.into()]);
        let mut all = Vec::new();
        for path in folders.iter().map(|folder| entries(folder)).collect::<Result<Vec<_>>>()?.into_iter().flatten() {
            let files = entries(&path)?;
            let side =
                |stem: &str| files.iter().find(|file| file.file_stem().is_some_and(|name| name == stem)).cloned();
            if let (Some(base), Some(head)) = (side("base"), side("head")) {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                all.push(Self { name, base, head });
            }
        }
        all.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(all)
    }

    /// Writes both crates below a folder, and compares the documents.
    ///
    /// # Errors
    /// Where a document cannot be read, or gives no crate.
    pub(super) fn write(&self, workspace: &Workspace, crates: &Path) -> Result<Written> {
        let (base, head) = (Document::read(&self.base)?, Document::read(&self.head)?);
        let (base_name, head_name) = (format!("{}-base", self.name), format!("{}-head", self.name));
        let (there, source) = written(workspace, &base, &base_name, crates)?;
        let (back, other) = written(workspace, &head, &head_name, crates)?;
        let (report, reverse) = (self.compare(&base, &head)?, self.compare(&head, &base)?);
        Ok(Written {
            name: self.name.clone(),
            there: Direction { package: base_name, listing: there, source, report },
            back: Direction { package: head_name, listing: back, source: other, report: reverse },
        })
    }

    fn compare(&self, base: &Document, head: &Document) -> Result<Report> {
        let service = |document: &Document| Service {
            file: document.file,
            module: "client".to_owned(),
            feature: "client".to_owned(),
            title: String::new(),
        };
        let services = (service(base), service(head));
        let sides = [(base, &services.0), (head, &services.1)];
        let [one, other] = sides.map(|(document, service)| Side { sources: &document.sources, service });
        let Ok(report) = compare(one, other) else { bail!("`{}` cannot be compared", self.name) };
        Ok(report)
    }
}

/// What is in a folder.
///
/// # Errors
/// Where it cannot be listed.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot list `{}`", folder.display());
    let entries = fs::read_dir(folder).with_context(context)?;
    entries.map(|entry| Ok(entry.with_context(context)?.path())).collect()
}

/// Writes the crate of a document, with the types that operations need, as `generated-client` has them; gives its
/// listing, and a hash of all of it.
fn written(workspace: &Workspace, document: &Document, name: &str, crates: &Path) -> Result<(String, u64)> {
    let folder = crates.join(name);
    let package = Package {
        file: document.file,
        name: PackageName::new(name).with_context(|| format!("`{name}` is no name of a package"))?,
        runtime: Runtime::Path(relative_path(&folder, &workspace.generated_client())?),
        standing: Standing::Open,
        selection: Selection::Operations,
        tolerance: Tolerance::Lenient,
    };
    let outcome = generator::generate_package(&document.sources, &package);
    let listing = outcome.files.iter().find(|(path, _)| path.starts_with("api/")).map(|(_, text)| text.clone());
    let Some(listing) = listing else {
        bail!("`{name}` gives no crate:\n{}", render(&outcome.diagnostics, &document.sources, Style::Plain));
    };
    let target = Target { folder, managed: MANAGED };
    apply(&target, &plan(&target, &outcome.files)?)?;
    let mut hasher = DefaultHasher::new();
    outcome.files.iter().for_each(|file| file.hash(&mut hasher));
    Ok((listing, hasher.finish()))
}

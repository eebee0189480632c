//! One side of a comparison: its documents, and what was committed beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use generator::diagnostic::{Diagnostics, Style, render};
use generator::services::{Overrides, Service};
use generator::source::{FileId, Sources};

use super::git;
use crate::generate::reading::Document;
use crate::workspace::Workspace;

/// What is read of a revision, and of the working tree.
const READ: &[&str] = &["spec", "generated-client/api", "Cargo.toml", "CHANGELOG.md"];

/// Names the documents that are services, in the folder of these.
const SERVICES: &str = "services.toml";

/// Stands among the documents, and is none.
pub(super) const ACCEPTED: &str = "spec/accepted-changes.toml";

/// Where a side is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    WorkingTree,
    Revision(String),
    /// A checkout, a folder with a `services.toml`, or one of documents.
    Folder(PathBuf),
    Document(PathBuf),
}

impl Place {
    /// What an argument names: what is on the disk goes before what git knows.
    pub(super) fn of(argument: &str) -> Self {
        let path = PathBuf::from(argument);
        if path.is_dir() {
            Self::Folder(path)
        } else if path.is_file() && path.ends_with(SERVICES) {
            Self::Folder(checkout_of(&path))
        } else if path.is_file() {
            Self::Document(path)
        } else {
            Self::Revision(argument.to_owned())
        }
    }
}

/// A side.
pub(super) struct Snapshot {
    pub(super) sources: Sources,
    pub(super) services: Vec<Service>,
    /// Other files by their names: listings, the manifest, the changelog, accepted changes.
    pub(super) files: BTreeMap<String, String>,
    /// Where the names of the documents begin, as the command line names it; the root of the workspace is nothing.
    pub(super) folder: PathBuf,
}

impl Snapshot {
    /// Reads a side.
    ///
    /// # Errors
    /// Where it cannot be read, or its `services.toml` is in error.
    pub(super) fn read(workspace: &Workspace, place: &Place) -> Result<Self> {
        match place {
            Place::WorkingTree => Self::of_checkout(on_disk(workspace.root(), READ)?),
            Place::Revision(revision) => Self::of_checkout(git::files(workspace, revision, READ)?)
                .with_context(|| format!("cannot compare revision `{revision}`")),
            Place::Folder(folder) if folder.join("spec/services.toml").is_file() => {
                let snapshot = Self::of_checkout(on_disk(folder, READ)?)?;
                Ok(Self { folder: from_here(workspace, folder), ..snapshot })
            }
            Place::Folder(folder) => Self::of_folder(folder),
            Place::Document(path) => {
                let is_toml = path.extension().is_some_and(|extension| extension == "toml");
                let advice = "`cargo xtask diff [BASE] [HEAD]` takes a `services.toml` and compares what it names";
                ensure!(!is_toml, "`{}` is no OpenAPI document: {advice}", path.display());
                let Document { sources, file } = Document::read(path)?;
                let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                Ok(Self { services: vec![service("client", file)], sources, files: BTreeMap::new(), folder })
            }
        }
    }

    /// A file of its documents, as it is found from where the command runs.
    pub(super) fn path(&self, file: &str) -> String {
        self.folder.join(file).to_string_lossy().replace('\\', "/")
    }

    /// Whether its services have names: it has several, or a `services.toml` that names them.
    pub(super) fn is_named(&self) -> bool {
        self.services.len() > 1
            || ["services.toml", "spec/services.toml"].iter().any(|it| self.sources.find(it).is_some())
    }

    fn of_checkout(files: BTreeMap<String, String>) -> Result<Self> {
        let (documents, files) = files.into_iter().partition(|(name, _)| name.starts_with("spec/") && name != ACCEPTED);
        Self::with_services(documents, files, "spec/services.toml")
    }

    /// A folder with a `services.toml`, or one in which each document is a service.
    fn of_folder(folder: &Path) -> Result<Self> {
        let files = on_disk(folder, &["."])?;
        if files.contains_key("services.toml") {
            let snapshot = Self::with_services(files, BTreeMap::new(), "services.toml")?;
            return Ok(Self { folder: folder.to_owned(), ..snapshot });
        }
        let sources: Sources = files.into_iter().collect();
        let is_document = |file: &FileId| !sources.name(*file).contains('/') && is_openapi(sources.text(*file));
        let services: Vec<Service> =
            sources.files().filter(is_document).map(|file| service(stem(sources.name(file)), file)).collect();
        ensure!(!services.is_empty(), "no OpenAPI document in `{}`", folder.display());
        Ok(Self { sources, services, files: BTreeMap::new(), folder: folder.to_owned() })
    }

    fn with_services(
        documents: BTreeMap<String, String>,
        files: BTreeMap<String, String>,
        services: &str,
    ) -> Result<Self> {
        let sources: Sources = documents.into_iter().collect();
        let file = sources.find(services).with_context(|| format!("there is no `{services}`"))?;
        let mut diagnostics = Diagnostics::new();
        let overrides = Overrides::read(&sources, file, &mut diagnostics);
        if diagnostics.has_errors() {
            bail!("{}", render(&diagnostics, &sources, Style::Plain));
        }
        Ok(Self { sources, services: overrides.services, files, folder: PathBuf::new() })
    }
}

/// Whether a text says of itself that it is a document, and no part of one, and no other file.
fn is_openapi(text: &str) -> bool {
    let says = |key: &str| {
        let (yaml, json) = (format!("{key}:"), format!("\"{key}\""));
        text.lines().any(|line| line.starts_with(&yaml)) || text.contains(&json)
    };
    says("openapi") || says("swagger")
}

/// A service of a document that no `services.toml` names.
pub(super) fn service(name: &str, file: FileId) -> Service {
    let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let module: String = name.chars().map(word).collect();
    Service { file, module, feature: name.to_owned(), title: name.to_owned() }
}

/// The checkout that a `services.toml` is of, or the folder that it stands in.
fn checkout_of(services: &Path) -> PathBuf {
    let folder = services.parent().unwrap_or(services);
    let checkout = if folder.ends_with("spec") { folder.parent().unwrap_or(folder) } else { folder };
    if checkout == Path::new("") { PathBuf::from(".") } else { checkout.to_owned() }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// What leads to a checkout: nothing to that of the workspace, whose files are called as those of a revision are.
fn from_here(workspace: &Workspace, checkout: &Path) -> PathBuf {
    let is_here = fs::canonicalize(checkout).ok() == fs::canonicalize(workspace.root()).ok();
    if is_here { PathBuf::new() } else { checkout.to_owned() }
}

/// The texts at or below paths of a folder, by their names from it.
fn on_disk(folder: &Path, paths: &[&str]) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut open: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    while let Some(path) = open.pop() {
        let full = folder.join(&path);
        if full.is_dir() {
            for entry in fs::read_dir(&full).with_context(|| format!("cannot list `{}`", full.display()))? {
                let name = entry?.file_name();
                open.push(if path == Path::new(".") { name.into() } else { path.join(name) });
            }
        } else if is_read(&path) && full.is_file() {
            let name = path.to_string_lossy().replace('\\', "/");
            if let Ok(text) = fs::read_to_string(&full) {
                files.insert(name, text);
            }
        }
    }
    Ok(files)
}

fn is_read(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml" | "json" | "toml" | "txt" | "md"))
}

#[cfg(test)]
mod tests {
    use super::{Place, service};
    use generator::source::Sources;

    #[test]
    fn arguments_name_what_is_on_the_disk_or_a_revision() {
        assert_eq!(Place::of("src"), Place::Folder("src".into()));
        assert_eq!(Place::of("Cargo.toml"), Place::Document("Cargo.toml".into()));
        assert_eq!(Place::of("../spec/services.toml"), Place::Folder("..".into()));
        assert_eq!(Place::of("HEAD~1"), Place::Revision("HEAD~1".to_owned()));
    }

    #[test]
    fn services_are_called_after_their_documents() {
        let sources = Sources::new([("a-b.yaml", "")]);
        let file = sources.files().next().expect("a file");
        assert_eq!(service("a-b 2", file).module, "a_b_2");
    }
}

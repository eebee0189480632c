//! The document, and the files that it takes something from.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, ensure};
use generator::load::{MAX_TEXT_BYTES, decode, mentioned_files};
use generator::source::{FileId, Sources};

/// The name of a document that comes from the standard input.
const STANDARD_INPUT: &str = "stdin";

/// By how many names a file is read.
const MOST_NAMES: usize = 8;

/// A document with all that it takes from other files.
pub(crate) struct Document {
    pub(crate) sources: Sources,
    pub(crate) file: FileId,
}

impl Document {
    /// Reads the document, and the files that its references name, relative to it. A file that is not there is the
    /// generator's to report.
    ///
    /// # Errors
    /// Where the document cannot be read.
    pub(crate) fn read(spec: &Path) -> Result<Self> {
        let (name, folder, bytes) = if spec == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).context("cannot read the standard input")?;
            (STANDARD_INPUT.to_owned(), PathBuf::from("."), bytes)
        } else {
            let is_url = spec.to_str().is_some_and(|spec| spec.contains("://"));
            let advice = if is_url { ": nothing is fetched; save the document to a file" } else { "" };
            let bytes = fs::read(spec).with_context(|| format!("cannot read `{}`{advice}", spec.display()))?;
            let name = spec.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let folder = spec.parent().map(Path::to_owned).unwrap_or_default();
            (name, folder, bytes)
        };
        let folders = folders(&folder);
        let mut texts = BTreeMap::from([(name.clone(), decode(bytes))]);
        let mut read: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let mut open = vec![name.clone()];
        while let Some(next) = open.pop() {
            for file in texts.get(&next).map(|text| mentioned_files(&next, text, &folders)).unwrap_or_default() {
                if texts.contains_key(&file) {
                    continue;
                }
                let path = folder.join(&file);
                // Symbolic links in a circle give one file names without an end.
                let times = read.entry(path.canonicalize().unwrap_or_else(|_| path.clone())).or_default();
                if *times < MOST_NAMES
                    && let Some(text) = part(&path)
                {
                    *times += 1;
                    texts.insert(file.clone(), text);
                    open.push(file);
                }
            }
        }
        let sources = Sources::new(texts).within(folders);
        let file = sources.find(&name).context("invariant: the document is among the sources")?;
        Ok(Self { sources, file })
    }
}

/// The names of the folders that one stands in, and its own, as the system follows `..` from it; none where it is not
/// there.
fn folders(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.canonicalize().unwrap_or_default();
    let names = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    names.collect()
}

/// The text of a file; none where there is none, or too much: no device, no folder, nothing without an end.
fn part(path: &Path) -> Option<String> {
    let about = fs::metadata(path).ok()?;
    let is_fitting = about.is_file() && about.len() <= MAX_TEXT_BYTES as u64;
    is_fitting.then(|| fs::read(path).ok()).flatten().map(decode)
}

/// The way from a folder to another, with forward slashes; the folders need not be there yet.
///
/// # Errors
/// Where `to` is no folder with a manifest, or the current folder is unknown.
pub(crate) fn relative_path(from: &Path, to: &Path) -> Result<String> {
    ensure!(to.join("Cargo.toml").is_file(), "there is no `Cargo.toml` in `{}`", to.display());
    let absolute = |path: &Path| -> Result<PathBuf> {
        let path = std::path::absolute(path).with_context(|| format!("where `{}` is", path.display()))?;
        Ok(plain(&path))
    };
    let (from, to) = (absolute(from)?, absolute(to)?);
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(common).map(|_| "..".to_owned());
    let down = to.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let way: Vec<String> = up.chain(down).collect();
    Ok(if way.is_empty() { ".".to_owned() } else { way.join("/") })
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(component),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Document;

    #[test]
    fn files_have_one_name_however_they_are_reached() {
        let root = tempfile::tempdir().expect("a folder");
        let files = [
            ("api/openapi.yaml", "a: {$ref: ../models/pet.yaml}\nmapping:\n  dog: '#/a'\n# cats\n  cat: cat.yaml\n"),
            ("api/cat.yaml", "$ref: openapi.yaml#/a"),
            ("models/pet.yaml", "$ref: ../api/openapi.yaml#/b"),
        ];
        for (name, text) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("can be made");
            fs::write(path, text).expect("can be written");
        }
        let named = |spec: &str| {
            let Document { sources, file } = Document::read(&root.path().join(spec)).expect("is there");
            let names: Vec<_> = sources.files().map(|file| sources.name(file).to_owned()).collect();
            assert_eq!(Some(sources.name(file)), spec.rsplit('/').next());
            names
        };
        assert_eq!(named("api/openapi.yaml"), ["../models/pet.yaml", "cat.yaml", "openapi.yaml"]);
        assert_eq!(named("models/pet.yaml"), ["../api/cat.yaml", "../api/openapi.yaml", "pet.yaml"]);
    }

    #[test]
    #[cfg(unix)]
    fn ways_through_links_are_those_of_the_system() {
        let root = tempfile::tempdir().expect("a folder");
        for folder in ["real/api", "real/models", "other"] {
            fs::create_dir_all(root.path().join(folder)).expect("can be made");
        }
        fs::write(root.path().join("real/api/openapi.yaml"), "a: {$ref: ../models/pet.yaml}").expect("can be written");
        fs::write(root.path().join("real/models/pet.yaml"), "$ref: ../api/openapi.yaml#/b").expect("can be written");
        std::os::unix::fs::symlink(root.path().join("real/api"), root.path().join("other/linked")).expect("a link");
        let Document { sources, .. } =
            Document::read(&root.path().join("other/linked/openapi.yaml")).expect("is there");
        let names: Vec<_> = sources.files().map(|file| sources.name(file)).collect();
        assert_eq!(names, ["../models/pet.yaml", "openapi.yaml"]);
    }
}

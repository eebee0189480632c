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
        let (mut place, text) = if spec == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).context("cannot read the standard input")?;
            (Place::of(Path::new(STANDARD_INPUT))?, decode(bytes))
        } else {
            let is_url = spec.to_str().is_some_and(|spec| spec.contains("://"));
            let advice = if is_url { ": nothing is fetched; save the document to a file" } else { "" };
            let bytes = fs::read(spec).with_context(|| format!("cannot read `{}`{advice}", spec.display()))?;
            (Place::of(spec)?, decode(bytes))
        };
        let texts = loop {
            let Gathered { texts, is_outside } = place.gather(&text);
            match place.above().filter(|_| is_outside) {
                Some(above) => place = above,
                None => break texts,
            }
        };
        let sources = Sources::new(texts);
        let file = sources.find(&place.name).context("invariant: the document is among the sources")?;
        Ok(Self { sources: sources.around(file), file })
    }
}

/// Where the document stands: a folder, and its name from there.
struct Place {
    folder: PathBuf,
    name: String,
}

/// The texts of the document and its parts by name, and whether one of these is outside of the folder.
struct Gathered {
    texts: BTreeMap<String, String>,
    is_outside: bool,
}

impl Place {
    fn of(spec: &Path) -> Result<Self> {
        let name = spec.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = plain(&std::path::absolute(spec).with_context(|| format!("where `{}` is", spec.display()))?);
        Ok(Self { folder: folder.parent().map(Path::to_owned).unwrap_or_default(), name })
    }

    /// The same, from the folder above: there the files that `../` leads to have names, be it the document's own.
    fn above(&self) -> Option<Self> {
        let (folder, last) = (self.folder.parent()?, self.folder.file_name()?.to_str()?);
        Some(Self { folder: folder.to_owned(), name: [last, "/", &self.name].concat() })
    }

    fn gather(&self, text: &str) -> Gathered {
        let mut texts = BTreeMap::from([(self.name.clone(), text.to_owned())]);
        let mut read: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let (mut open, mut is_outside) = (vec![self.name.clone()], false);
        while let Some(next) = open.pop() {
            for name in texts.get(&next).map(|text| mentioned_files(&next, text)).unwrap_or_default() {
                if texts.contains_key(&name) {
                    continue;
                }
                let path = self.folder.join(&name);
                // Symbolic links in a circle give one file names without an end.
                let times = read.entry(path.canonicalize().unwrap_or_default()).or_default();
                if *times < MOST_NAMES
                    && let Some(text) = part(&path)
                {
                    *times += 1;
                    is_outside |= name.starts_with("../");
                    texts.insert(name.clone(), text);
                    open.push(name);
                }
            }
        }
        Gathered { texts, is_outside }
    }
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
            ("api/openapi.yaml", "a: {$ref: ../models/pet.yaml}\nmapping:\n  dog: '#/a'\n  cat: cat.yaml\n"),
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
            (sources.name(file).to_owned(), names)
        };
        let all = ["api/cat.yaml", "api/openapi.yaml", "models/pet.yaml"].map(str::to_owned).to_vec();
        assert_eq!(named("api/openapi.yaml"), ("api/openapi.yaml".to_owned(), all.clone()));
        assert_eq!(named("models/pet.yaml"), ("models/pet.yaml".to_owned(), all));
        fs::write(root.path().join("api/openapi.yaml"), "a: {$ref: ../../missing.yaml}").expect("can be written");
        assert_eq!(named("api/openapi.yaml"), ("openapi.yaml".to_owned(), vec!["openapi.yaml".to_owned()]));
    }
}

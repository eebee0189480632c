//! The texts a generation starts from, and the ways to name a place in them.
//!
//! The generator reads no file: whoever calls it hands over the texts. A place is named twice, as an
//! [`Origin`] (file and JSON pointer), which passes carry along because it is cheap and survives reordering,
//! and as a [`Span`] of bytes, worked out from the origin only when somebody has to look at the text.

mod lines;
mod pointer;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use lines::{LineColumn, Lines, Span};
pub use pointer::{Pointer, PointerError};

/// The documents of one generation, by name.
///
/// Sorted by name when they are put together, so that no [`FileId`] and no output depends on the order in
/// which the files were listed.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// The names of the folders that the document stands in, the nearest last.
    folders: Vec<String>,
}

#[derive(Clone, Debug)]
struct SourceFile {
    name: String,
    text: String,
}

impl Sources {
    /// Puts together pairs of name and text.
    ///
    /// A name is what diagnostics show: a relative path with forward slashes. Of two texts with one name the
    /// later is kept.
    pub fn new<Name: Into<String>, Text: Into<String>>(files: impl IntoIterator<Item = (Name, Text)>) -> Self {
        let sorted: BTreeMap<String, String> =
            files.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
        let files = sorted.into_iter().map(|(name, text)| SourceFile { name, text }).collect();
        Self { files, folders: Vec::new() }
    }

    /// The same texts, of a document that stands in these folders, the nearest last: what leads out of them and back
    /// names a file as if it had stayed.
    #[must_use]
    pub fn within(self, folders: Vec<String>) -> Self {
        Self { folders, ..self }
    }

    /// The file with this name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        self.files.binary_search_by(|file| file.name.as_str().cmp(name)).ok().map(FileId)
    }

    /// The name of a file, as diagnostics show it.
    pub fn name(&self, file: FileId) -> &str {
        &self.files[file.0].name
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0].text
    }

    /// All files, by name.
    pub fn files(&self) -> impl ExactSizeIterator<Item = FileId> + use<> {
        (0..self.files.len()).map(FileId)
    }

    /// The file that a relative reference in `from` means: the part of a `$ref` before its `#`.
    ///
    /// A reference that names no file given is `None`.
    pub fn relative(&self, from: FileId, reference: &str) -> Option<FileId> {
        self.find(&relative_name(self.name(from), reference, &self.folders)?)
    }

    /// The place that a reference in `from` means, where it names one by a pointer: in that file itself, where it names
    /// none (RFC 3986, section 4.4).
    pub(crate) fn place(&self, from: FileId, reference: &str) -> Option<Origin> {
        let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if name.is_empty() { from } else { self.relative(from, name)? };
        Some(Origin::new(file, Pointer::from_fragment(fragment).ok()?))
    }
}

impl<Name: Into<String>, Text: Into<String>> FromIterator<(Name, Text)> for Sources {
    fn from_iter<Files: IntoIterator<Item = (Name, Text)>>(files: Files) -> Self {
        Self::new(files)
    }
}

/// The name of the file that a relative reference in the file `from` means.
///
/// The reference is percent-decoded and taken relative to the folder of `from` (RFC 3986, section 5.2). Where it leaves
/// the folder that all names start from, the name begins with `../`, unless it comes back by the names of the `folders`
/// around that one. None for what is no relative path: a URL, an absolute path, broken encoding.
pub fn relative_name(from: &str, reference: &str, folders: &[String]) -> Option<String> {
    let reference = percent_decode(reference)?;
    if reference.starts_with('/') || reference.contains("://") {
        return None;
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for segment in reference.split('/') {
        match (segment, path.last()) {
            ("" | ".", _) => {}
            ("..", Some(&last)) if last != ".." => {
                path.pop();
            }
            (segment, _) => path.push(segment),
        }
    }
    Some(come_back(path, folders).join("/"))
}

/// A path without the steps that lead out of a folder and back into it: in `b` of `a/b`, `../b/c` is `c`.
fn come_back<'path>(mut path: Vec<&'path str>, folders: &[String]) -> Vec<&'path str> {
    let up = path.iter().take_while(|segment| **segment == "..").count();
    for up in (1..=up).rev() {
        let left = folders.len().checked_sub(up).map(|at| folders[at].as_str());
        if left.is_none() || path.get(up).copied() != left {
            break;
        }
        path.drain(up - 1..=up);
    }
    path
}

/// A file of the [`Sources`] that handed out this id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// Where something stands in the documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The place in its tree.
    pub pointer: Pointer,
}

impl Origin {
    /// A place in a file.
    pub fn new(file: FileId, pointer: Pointer) -> Self {
        Self { file, pointer }
    }

    /// The whole of a file.
    pub fn root(file: FileId) -> Self {
        Self::new(file, Pointer::root())
    }

    /// The member `key` of the object here.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        Self::new(self.file, self.pointer.child(key))
    }

    /// The element `index` of the array here, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self::new(self.file, self.pointer.index(index))
    }

    /// Whether this is a place, or stands below it.
    pub fn is_within(&self, place: &Self) -> bool {
        self.file == place.file && self.pointer.starts_with(&place.pointer)
    }
}

/// Undoes percent-encoding (RFC 3986, section 2.1); `None` where `%` is not followed by two hexadecimal digits
/// or the bytes are not UTF-8.
pub(crate) fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { hex_digit(bytes.next()?)? << 4 | hex_digit(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hex_digit(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::Sources;

    #[test]
    fn order_of_listing_does_not_matter() {
        let one = Sources::new([("b.yaml", "b"), ("a.yaml", "a")]);
        let other = Sources::new([("a.yaml", "a"), ("b.yaml", "b")]);
        assert_eq!(one.find("b.yaml"), other.find("b.yaml"));
        assert_eq!(one.files().map(|file| one.name(file)).collect::<Vec<_>>(), ["a.yaml", "b.yaml"]);
    }

    #[test]
    fn references_are_relative_to_the_folder() {
        let sources = Sources::new([("spec/a.yaml", ""), ("spec/parts/b c.yaml", ""), ("common.yaml", "")]);
        let from = sources.find("spec/a.yaml").expect("a file given above");
        for (reference, expected) in [
            ("parts/b%20c.yaml", Some("spec/parts/b c.yaml")),
            ("./parts/../a.yaml", Some("spec/a.yaml")),
            ("../common.yaml", Some("common.yaml")),
            ("../../common.yaml", None),
            ("/common.yaml", None),
            ("https://example.com/common.yaml", None),
            ("missing.yaml", None),
            ("bad%2", None),
            ("bad%+1.yaml", None),
        ] {
            let found = sources.relative(from, reference).map(|file| sources.name(file));
            assert_eq!(found, expected, "{reference}");
        }
    }
}

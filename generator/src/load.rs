//! Text to tree: the first pass.
//!
//! YAML 1.2 and JSON alike become a tree of [`Value`]. At its exit the root is an object, or of a part a list, no key
//! was there twice, and nesting, size and alias expansion are bounded, so that later passes may recurse. Places are not
//! kept: a diagnostic that points at a node has the text scanned for it ([`Locations`]), which keeps large files fast.

mod build;
mod encoding;
mod event;
mod json;
mod locate;
mod mend;
mod scalar;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::source::{FileId, Pointer, Sources, Span, relative_name};
use build::Builder;
use mend::Mended;

pub use encoding::decode;
pub use locate::{Location, Locations, locate};

/// Levels of mappings and sequences in each other. No description is near it; the stack of no pass is either.
pub const MAX_DEPTH: usize = 128;

/// Bytes of a text: 256 MiB.
pub const MAX_TEXT_BYTES: usize = 256 << 20;

/// Nodes that YAML aliases may add to a tree.
pub const MAX_ALIAS_NODES: usize = 1_000_000;

/// Bytes of text that count as a node of their own when they are repeated.
pub(crate) const BYTES_PER_NODE: usize = 64;

/// A document as written: its root is an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    file: FileId,
    root: Value,
    spellings: Spellings,
}

/// How the numbers of a YAML text are written that JSON would write otherwise: `1.10`, `007`. By their places; where an
/// earlier member wins over a merged one, the spelling may be that of the other.
type Spellings = BTreeMap<Pointer, String>;

impl Tree {
    /// The file it was read from.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The root, an object.
    pub fn value(&self) -> &Value {
        &self.root
    }

    /// The root, an object, to be added to.
    pub(crate) fn value_mut(&mut self) -> &mut Value {
        &mut self.root
    }

    /// The root, an object.
    pub fn into_value(self) -> Value {
        self.root
    }

    /// The root, an object, and how its numbers are written where JSON would write them otherwise.
    pub(crate) fn into_parts(self) -> (Value, Spellings) {
        (self.root, self.spellings)
    }

    /// The node at a pointer.
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        pointer.value_in(&self.root)
    }
}

/// Reads a document into a tree; without one, an error was reported.
pub fn load(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let (root, spellings) = tree(sources, file, diagnostics)?;
    if !root.is_object() {
        diagnostics.push(catalogue::load::root_not_mapping(file, kind(&root)));
        return None;
    }
    Some(Tree { file, root, spellings })
}

/// Reads a file that a document names into a tree, which may be a list. A document can name any file there is: of one
/// that is no tree, no line is shown.
pub fn load_part(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let root = tree(sources, file, diagnostics);
    let holds_parts = |root: &Value| root.is_object() || root.is_array();
    if let Some((root, _)) = root.as_ref().filter(|(root, _)| !holds_parts(root)) {
        diagnostics.push(catalogue::load::part_not_mapping(file, kind(root)));
    }
    let tree = root.filter(|(root, _)| holds_parts(root)).map(|(root, spellings)| Tree { file, root, spellings });
    if tree.is_none() {
        diagnostics.withhold(file);
    }
    tree
}

fn tree(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<(Value, Spellings)> {
    let text = sources.text(file);
    if text.len() > MAX_TEXT_BYTES {
        diagnostics.push(catalogue::load::too_large(file, text.len(), MAX_TEXT_BYTES));
        return None;
    }
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        diagnostics.push(catalogue::load::lost_characters(file, at));
    }
    read(file, text, diagnostics)
}

/// The names of the files that a document takes something from by `$ref`, as [`relative_name`] gives them, and what its
/// mappings name, which may be files too; none of a text that cannot be read. What they take from others is theirs.
pub fn mentioned_files(name: &str, text: &str, folders: &[String]) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    if !may_mention_files(text) {
        return files;
    }
    let sources = Sources::new([(name, text)]);
    let root = sources.files().next().and_then(|file| read(file, text, &mut Diagnostics::new()));
    let mut open: Vec<&Value> = root.iter().map(|(root, _)| root).collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(elements) => open.extend(elements),
            Value::Object(members) => {
                let mapping = members.get("mapping").and_then(Value::as_object);
                let named = members.get("$ref").into_iter().chain(mapping.into_iter().flat_map(Map::values));
                let named = named.filter_map(|text| text.as_str()?.split('#').next()).filter(|file| !file.is_empty());
                files.extend(named.filter_map(|file| relative_name(name, file, folders)));
                open.extend(members.values());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    files
}

/// Whether a `$ref` in the text begins with something else than `#`, or a mapping may name a file, as far as can be
/// seen without reading it.
fn may_mention_files(text: &str) -> bool {
    const QUOTES: [char; 2] = ['"', '\''];
    let keys = |key: &'static str| memmem::find_iter(text.as_bytes(), key).filter_map(|at| text.get(at + key.len()..));
    // What is no key has no colon behind it.
    let values =
        |key: &'static str| keys(key).filter_map(|rest| rest.trim_start_matches(QUOTES).trim_start().strip_prefix(':'));
    let is_file = |value: &str| !value.trim_start().trim_start_matches(QUOTES).starts_with('#');
    values("$ref").any(is_file) || values("mapping").flat_map(entries).any(|(_, value)| is_file(value))
}

/// The entries of a mapping: what stands between its braces, or in the lines that are indented as the first one is.
fn entries(mapping: &str) -> Vec<(&str, &str)> {
    fn split(entry: &str) -> Option<(&str, &str)> {
        entry.split_once(':')
    }
    if let Some(flow) = mapping.trim_start().strip_prefix('{') {
        return flow.split('}').take(1).flat_map(|inner| inner.split(',')).filter_map(split).collect();
    }
    let says = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let lines = || mapping.lines().skip(1).filter(says);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = lines().next().map(indent);
    lines().take_while(|line| Some(indent(line)) >= first).filter_map(split).collect()
}

/// JSON by the fast reader, once no surrogate in it is alone. What that one refuses is read again by the reader that
/// knows places: as JSON where only a rule of ours is broken, as YAML where the text may be a flow mapping
/// (`{openapi: 3.0.3}`).
fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<(Value, Spellings)> {
    if !json::looks_like_json(text) {
        return read_yaml(file, text, diagnostics);
    }
    match json::read(text) {
        Ok(value) => Some((value, Spellings::new())),
        Err(json::Refusal::Rule) => Builder::new(file, json::events(text)).build(diagnostics),
        Err(json::Refusal::Syntax { span, reason }) => {
            if let Some(Mended { text, places }) = mend::surrogates(text) {
                diagnostics.push(catalogue::load::lone_surrogate(file, &places));
                return read(file, &text, diagnostics);
            }
            if let Some(Mended { text, places }) = mend::comments(text) {
                diagnostics.push(catalogue::load::json_comment(file, &places));
                return read(file, &text, diagnostics);
            }
            let mut yaml_diagnostics = Diagnostics::new();
            let tree = read_yaml(file, text, &mut yaml_diagnostics);
            let as_json = catalogue::load::syntax(file, span, &reason);
            adopt_yaml(tree, yaml_diagnostics, as_json, diagnostics)
        }
    }
}

fn read_yaml(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<(Value, Spellings)> {
    let Some(Mended { text, places }) = mend::unprintable(text) else {
        return Builder::new(file, yaml::events(text)).build(diagnostics);
    };
    diagnostics.push(catalogue::load::unprintable(file, &places));
    Builder::new(file, yaml::events(&text)).build(diagnostics)
}

/// The tree of a text that is no JSON, if it is YAML; else what is wrong with it as JSON, which it looked like.
fn adopt_yaml(
    tree: Option<(Value, Spellings)>,
    yaml_diagnostics: Diagnostics,
    as_json: Diagnostic,
    diagnostics: &mut Diagnostics,
) -> Option<(Value, Spellings)> {
    if yaml_diagnostics.iter().any(|diagnostic| diagnostic.code == as_json.code) {
        diagnostics.push(as_json);
        return None;
    }
    diagnostics.append(yaml_diagnostics);
    tree
}

/// Whether a text writes this number.
pub(crate) fn writes(text: &str, number: &Number) -> bool {
    let read = scalar::resolve(text, event::Style::Plain, None);
    match read {
        Some(read) => read.as_number() == Some(number),
        None => scalar::nearest(text).as_ref() == Some(number),
    }
}

/// What a value is, in a sentence.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a sequence",
        Value::Object(_) => "a mapping",
    }
}

/// The character at a byte, as a span; empty at the end of the text.
fn character_at(text: &str, offset: usize) -> Span {
    let last = offset.min(text.len());
    let start = (0..=last).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Span::new(start, start + text[start..].chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests;

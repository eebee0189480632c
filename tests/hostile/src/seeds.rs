//! The documents that hostile ones are made from: the fixtures, those with errors too.

use std::fs;
use std::io;
use std::path::Path;

use generator::diagnostic::Diagnostics;
use generator::load::load;
use generator::source::Sources;
use serde_json::Value;

/// Values of a tree: what is larger is tested elsewhere, and costs a fuzzer its time.
pub const MOST_VALUES: usize = 4_000;

/// The fixtures.
#[derive(Clone, Debug)]
pub struct Seeds {
    /// As text, sorted by folder and name.
    pub texts: Vec<String>,
    /// As trees: those that can be read and are not too large.
    pub trees: Vec<Value>,
    /// What other documents may refer to: path and text.
    pub parts: Vec<(String, String)>,
}

impl Seeds {
    /// Reads the fixtures.
    ///
    /// # Errors
    ///
    /// Where they are not in `tests/fixtures`, or are no text.
    pub fn read() -> io::Result<Self> {
        let mut texts = texts_of("ok")?;
        texts.extend(texts_of("err")?);
        let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
        let trees = texts.iter().filter_map(|text| tree(text)).filter(|tree| count(tree) <= MOST_VALUES).collect();
        let parts = texts_of("ok/parts")?.into_iter().map(|(name, text)| (format!("parts/{name}"), text)).collect();
        Ok(Self { texts, trees, parts })
    }
}

/// The YAML files of a folder of fixtures, by name.
fn texts_of(folder: &str) -> io::Result<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(folder);
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.push((name, fs::read_to_string(&path)?));
        }
    }
    texts.sort();
    Ok(texts)
}

fn tree(text: &str) -> Option<Value> {
    let sources = Sources::new([("seed.yaml", text)]);
    let file = sources.find("seed.yaml")?;
    load(&sources, file, &mut Diagnostics::new()).map(generator::load::Tree::into_value)
}

/// Bytes of a text that cost as much as a value.
const VALUE_BYTES: usize = 256;

/// The values in a value, itself included; a long text or key counts as several.
pub fn count(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(count).sum::<usize>(),
        Value::Object(members) => {
            1 + members.iter().map(|(key, member)| key.len() / VALUE_BYTES + count(member)).sum::<usize>()
        }
        Value::String(text) => 1 + text.len() / VALUE_BYTES,
        Value::Null | Value::Bool(_) | Value::Number(_) => 1,
    }
}

//! Documents with places, each of which is a text that begins with `harmless` and stands for any other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::fixture::all;

/// A document and its places.
pub(super) struct Template {
    tree: Value,
    /// The harmless texts, sorted.
    pub(super) places: Vec<String>,
}

impl Template {
    /// Reads one of `tests/fixtures/injection`.
    pub(super) fn read(name: &str) -> Self {
        let fixture = all("injection", "yaml").into_iter().find(|fixture| fixture.name == name).expect("is there");
        let sources = generator::source::Sources::new([("template.yaml", fixture.text)]);
        let file = sources.find("template.yaml").expect("was just given");
        let mut diagnostics = generator::diagnostic::Diagnostics::new();
        let tree = generator::load::load(&sources, file, &mut diagnostics).expect("is YAML").into_value();
        let mut places = BTreeSet::new();
        collect(&tree, &mut places);
        assert!(places.len() > 20, "the places of {name} are found");
        Self { tree, places: places.into_iter().collect() }
    }

    /// The document with texts in these places, as JSON.
    pub(super) fn with(&self, texts: &BTreeMap<&str, &str>) -> String {
        replaced(&self.tree, texts).to_string()
    }
}

/// The harmless part of a text, which may stand in braces, behind a slash or in a host.
fn harmless(text: &str) -> Option<&str> {
    let start = &text[text.find("harmless").or_else(|| text.find("Harmless"))?..];
    let end =
        start.find(|c: char| !(c.is_alphanumeric() || "- ".contains(c) || start.starts_with("harmless/") && c == '/'));
    Some(&start[..end.unwrap_or(start.len())])
}

fn collect(value: &Value, places: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let parts = text.split(['{', '}']).filter_map(harmless);
            places.extend(parts.map(str::to_owned));
        }
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, places)),
        Value::Object(members) => {
            for (key, member) in members {
                places.extend(key.split(['{', '}']).filter_map(harmless).map(str::to_owned));
                collect(member, places);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn replaced(value: &Value, texts: &BTreeMap<&str, &str>) -> Value {
    match value {
        Value::String(text) => Value::from(replaced_text(text, texts)),
        Value::Array(elements) => elements.iter().map(|element| replaced(element, texts)).collect(),
        Value::Object(members) => {
            let named = |(key, member): (&String, &Value)| (replaced_text(key, texts), replaced(member, texts));
            Value::Object(members.iter().map(named).collect::<Map<String, Value>>())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// The text with others for its harmless parts; in a reference, as RFC 6901 and RFC 3986 write them.
fn replaced_text(text: &str, texts: &BTreeMap<&str, &str>) -> String {
    let mut replaced = String::new();
    for (at, part) in text.split_inclusive(['{', '}']).enumerate() {
        let Some((place, new)) = harmless(part).and_then(|place| Some((place, *texts.get(place)?))) else {
            replaced.push_str(part);
            continue;
        };
        let is_reference = at == 0 && text.starts_with("#/components/");
        let new = if is_reference { escaped(new) } else { new.to_owned() };
        replaced.push_str(&part.replacen(place, &new, 1));
    }
    replaced
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('~', "~0").replace('/', "~1")
}

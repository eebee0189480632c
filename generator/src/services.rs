//! `services.toml`: which documents are generated, and what their modules, features and titles are.

use std::ops::Range;

use serde::Deserialize;
use toml::de::DeTable;

use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::source::{FileId, Origin, Sources, Span};

/// What the maintainers decide about each service, beyond its document.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// In the order of the file.
    pub services: Vec<Service>,
}

/// One service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its document.
    pub file: FileId,
    /// The name of its module: a Rust identifier in snake case.
    pub module: String,
    /// The name of its cargo feature.
    pub feature: String,
    /// What people call it.
    pub title: String,
}

/// The keys of the file and those of a service; what has none of them is reported, so that a typing error is no silence.
const FILE_KEYS: &[&str] = &["service"];
const SERVICE_KEYS: &[&str] = &["spec", "module", "feature", "title"];

#[derive(Deserialize)]
struct File {
    service: Vec<toml::Spanned<Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    spec: toml::Spanned<String>,
    module: String,
    feature: String,
    title: String,
}

impl Overrides {
    /// Reads the file; the documents it names are among the sources, beside it.
    pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        let unknown = unknown_keys(sources.text(file));
        if !unknown.is_empty() {
            for (span, key, known) in unknown {
                diagnostics.push(catalogue::services::unknown_services_key(place(file, span), &key, known));
            }
            return Self::default();
        }
        match toml::from_str::<File>(sources.text(file)) {
            Ok(content) => {
                let entries = content.service.into_iter();
                Self { services: entries.filter_map(|entry| service(sources, file, entry, diagnostics)).collect() }
            }
            Err(error) => {
                let place = place(file, error.span().unwrap_or(0..0));
                diagnostics.push(catalogue::services::unreadable_services(place, error.message()));
                Self::default()
            }
        }
    }
}

/// The keys without meaning, each with the ones that it might have been; none where the text is no TOML.
fn unknown_keys(text: &str) -> Vec<(Range<usize>, String, &'static [&'static str])> {
    let Ok(file) = DeTable::parse(text) else { return Vec::new() };
    let entries = file.get_ref().values().filter_map(|value| value.get_ref().as_array()).flat_map(|list| list.iter());
    let tables = entries.filter_map(|entry| entry.get_ref().as_table()).map(|table| (table, SERVICE_KEYS));
    let tables = std::iter::once((file.get_ref(), FILE_KEYS)).chain(tables);
    let unknown = tables.flat_map(|(table, known)| {
        let keys = table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        keys.map(move |key| (key.span(), key.get_ref().to_string(), known))
    });
    unknown.collect()
}

fn place(file: FileId, span: Range<usize>) -> Place {
    Place::Bytes { file, span: Span { start: span.start, end: span.end } }
}

fn service(
    sources: &Sources,
    file: FileId,
    entry: toml::Spanned<Entry>,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let Entry { spec, module, feature, title } = entry.into_inner();
    let Some(document) = sources.relative(file, spec.get_ref()) else {
        let place = place(file, spec.span());
        let available = sources.files().map(|file| sources.name(file));
        diagnostics.push(catalogue::services::missing_spec_file(place, spec.get_ref(), available));
        return None;
    };
    Some(Service { file: document, module, feature, title })
}

impl Service {
    /// Where the document begins.
    pub fn origin(&self) -> Origin {
        Origin::root(self.file)
    }
}

//! `services.toml`: which documents are generated, and what their modules, features and titles are.

use serde::Deserialize;

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    service: Vec<toml::Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    spec: toml::Spanned<String>,
    module: String,
    feature: String,
    title: String,
}

impl Overrides {
    /// Reads the file; the documents it names are among the sources, beside it.
    pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        match toml::from_str::<File>(sources.text(file)) {
            Ok(content) => {
                let entries = content.service.into_iter();
                Self { services: entries.filter_map(|entry| service(sources, file, entry, diagnostics)).collect() }
            }
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let place = Place::Bytes { file, span: Span { start: span.start, end: span.end } };
                diagnostics.push(catalogue::services::unreadable_services(place, error.message()));
                Self::default()
            }
        }
    }
}

fn service(
    sources: &Sources,
    file: FileId,
    entry: toml::Spanned<Entry>,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let Entry { spec, module, feature, title } = entry.into_inner();
    let Some(document) = sources.relative(file, spec.get_ref()) else {
        let span = spec.span();
        let place = Place::Bytes { file, span: Span { start: span.start, end: span.end } };
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

//! `services.toml`: which documents are generated, and what their modules, features and titles are.

use std::collections::btree_map::{BTreeMap, Entry};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::name::Ident;
use crate::source::{FileId, Origin, Sources, Span};

/// What the maintainers decide about each service, beyond its document.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// In the order of the file.
    pub services: Vec<Service>,
}

/// One service; no other has its document, its module or its feature.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its document.
    pub file: FileId,
    /// The name of its module: a Rust identifier in snake case, no keyword.
    pub module: String,
    /// The name of its cargo feature, and of its page and listing: letters, digits, `-` and `_`.
    pub feature: String,
    /// What people call it.
    pub title: String,
}

/// The keys of the file and those of a service; what has none of them is reported, so that a typing error is no
/// silence.
const FILE_KEYS: &[&str] = &["service"];
const SERVICE_KEYS: &[&str] = &["spec", "module", "feature", "title"];

/// What the root of `generated-client` has besides the services: a module of the same name would be out of reach.
const TAKEN_MODULES: &[&str] = &["auth", "codegen", "generated", "json", "pages", "runtime", "transport"];
/// The features of `generated-client` that are no services.
const TAKEN_FEATURES: &[&str] = &["default", "native-tls", "rustls"];

#[derive(Deserialize)]
struct File {
    service: Vec<Declared>,
}

#[derive(Deserialize)]
struct Declared {
    spec: Spanned<String>,
    module: Spanned<String>,
    feature: Spanned<String>,
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
                let mut reader = Reader { sources, file, diagnostics, used: BTreeMap::new() };
                Self { services: content.service.into_iter().filter_map(|declared| reader.service(declared)).collect() }
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

/// Reads the services one after the other, and knows those so far.
struct Reader<'a> {
    sources: &'a Sources,
    file: FileId,
    diagnostics: &'a mut Diagnostics,
    /// The places of what the services so far have for themselves.
    used: BTreeMap<Own, Place>,
}

/// What only one service has.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Own {
    Document(FileId),
    Module(String),
    /// In lower case, as not every disk tells `A.md` from `a.md`.
    Feature(String),
}

impl Reader<'_> {
    /// The service, where nothing is wrong with it; all that is wrong is reported.
    fn service(&mut self, declared: Declared) -> Option<Service> {
        let Declared { spec, module, feature, title } = declared;
        let document = self.document(&spec);
        let is_named = [self.is_module(&module), self.is_feature(&feature)] == [true; 2];
        let document = document.filter(|_| is_named)?;
        let has_its_own = [
            self.claim(Own::Document(document), "document", &spec),
            self.claim(Own::Module(module.get_ref().clone()), "module", &module),
            self.claim(Own::Feature(feature.get_ref().to_ascii_lowercase()), "feature", &feature),
        ];
        let service = Service { file: document, module: module.into_inner(), feature: feature.into_inner(), title };
        (has_its_own == [true; 3]).then_some(service)
    }

    fn document(&mut self, spec: &Spanned<String>) -> Option<FileId> {
        let document = self.sources.relative(self.file, spec.get_ref());
        if document.is_none() {
            let available = self.sources.files().map(|file| self.sources.name(file));
            let missing = catalogue::services::missing_spec_file(self.place(spec), spec.get_ref(), available);
            self.diagnostics.push(missing);
        }
        document
    }

    fn is_module(&mut self, module: &Spanned<String>) -> bool {
        let (name, place) = (module.get_ref(), self.place(module));
        let wrong = if TAKEN_MODULES.contains(&name.as_str()) {
            catalogue::services::taken_name(place, "module", name, TAKEN_MODULES)
        } else if !Ident::is_module(name) {
            catalogue::services::malformed_module(place, name)
        } else {
            return true;
        };
        self.diagnostics.push(wrong);
        false
    }

    fn is_feature(&mut self, feature: &Spanned<String>) -> bool {
        let (name, place) = (feature.get_ref(), self.place(feature));
        let wrong = if TAKEN_FEATURES.contains(&name.as_str()) {
            catalogue::services::taken_name(place, "feature", name, TAKEN_FEATURES)
        } else if !is_feature(name) {
            catalogue::services::malformed_feature(place, name)
        } else {
            return true;
        };
        self.diagnostics.push(wrong);
        false
    }

    /// Notes that a service has this; false where another one has.
    fn claim(&mut self, own: Own, key: &str, value: &Spanned<String>) -> bool {
        let place = self.place(value);
        match self.used.entry(own) {
            Entry::Vacant(free) => {
                free.insert(place);
                true
            }
            Entry::Occupied(first) => {
                let shared = catalogue::services::shared_value(place, first.get().clone(), key, value.get_ref());
                self.diagnostics.push(shared);
                false
            }
        }
    }

    fn place(&self, value: &Spanned<String>) -> Place {
        place(self.file, value.span())
    }
}

/// Whether cargo takes the name for a feature, and every disk for a file.
fn is_feature(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_part)
}

impl Service {
    /// Where the document begins.
    pub fn origin(&self) -> Origin {
        Origin::root(self.file)
    }
}

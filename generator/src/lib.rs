//! Reads OpenAPI documents and writes the Rust client of each: text in, files out.
//!
//! Pure: no file, clock or environment is read here. The passes, in order, are the lines of `Run::named` (load,
//! normalise, resolve, lower, name) and of `Run::files` (emit, render); the other modules serve them.

pub mod accounting;
mod arena;
pub mod brackets;
pub mod calls;
pub mod diagnostic;
mod dialect;
pub mod diff;
mod emit;
mod hash;
mod http;
mod ir;
pub mod load;
mod lower;
mod media_type;
mod name;
mod normalise;
mod numbers;
pub mod package;
pub mod reference;
mod render;
mod repeated;
mod resolve;
mod sentence;
pub mod services;
pub mod source;
mod spelling;
mod template;
mod thread;

use std::collections::BTreeMap;

use accounting::{Accounting, Census};
use calls::Call;
use diagnostic::{Code, Diagnostics};
use emit::{Home, Module, Provenance};
use ir::{Api, Shape, TypeDeclaration, TypeId};
use load::Tree;
use memchr::memchr_iter;
use name::Names;
pub use name::{Named, NamedItem, Role};
use normalise::Normal;
use package::{Package, Tolerance};
use resolve::Document;
use services::{Overrides, Service};
use source::{Origin, Sources};

/// What a run makes: files by their path below the root of the crate, and what there is to say about the documents.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The files; empty where a document has errors, unless those are tolerated.
    pub files: BTreeMap<String, String>,
    /// Errors and warnings of all documents.
    pub diagnostics: Diagnostics,
    /// How much each service came to, in the order of the services.
    pub summaries: Vec<Summary>,
    /// What became of each part of each document, in the order of the services.
    pub accounts: Vec<Accounting>,
}

/// How much a service came to.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The title of the service.
    pub title: String,
    /// Number of operations.
    pub operations: usize,
    /// Number of declared types.
    pub types: usize,
    /// Lines of Rust.
    pub lines: usize,
    /// The declared types that JSON is read into.
    pub models: Vec<Model>,
}

/// A declared type.
#[derive(Clone, Debug)]
pub struct Model {
    /// Where the document declares it.
    pub origin: Origin,
    /// Its name in the module `models`.
    pub name: String,
}

/// Where a run can be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The document after `normalise`, as JSON.
    Normal,
    /// The Rust shapes after `lower`.
    Ir,
    /// The identifiers after `name`.
    Names,
}

/// Generates the client of every service, each on a thread of its own.
pub fn generate(sources: &Sources, overrides: &Overrides) -> Outcome {
    let mut outcome = Outcome::default();
    std::thread::scope(|scope| {
        let start = |service| thread::start(scope, move || document(sources, Home::Module(service)));
        let running: Vec<_> = overrides.services.iter().map(start).collect();
        for worker in running {
            outcome.append(thread::finished(worker));
        }
    });
    let provenance = Provenance { command: "cargo xtask regen", source: "spec/services.toml" };
    outcome.files.extend(printed([emit::root(&overrides.services)], provenance));
    outcome.withheld(Tolerance::Strict)
}

/// Generates a crate of its own for one document.
pub fn generate_package(sources: &Sources, package: &Package) -> Outcome {
    let outcome = thread::run(|| document(sources, Home::Package(package)));
    outcome.withheld(package.tolerance)
}

/// The names that the crate of its own for one document has; none where nothing is generated.
pub fn names(sources: &Sources, package: &Package) -> (Vec<Named>, Diagnostics) {
    thread::run(|| {
        let mut run = Run::new(sources, Home::Package(package));
        let listing = run.named().map(|(api, names)| name::listing(&api, &names));
        (listing.unwrap_or_default(), run.diagnostics)
    })
}

/// How each operation of a package is called, in the order of the document; none where there is no package.
pub fn calls(sources: &Sources, package: &Package) -> Vec<Call> {
    let home = Home::Package(package);
    let calls = || Run::new(sources, home).named().map(|(api, names)| emit::calls(&api, &names, home));
    thread::run(calls).unwrap_or_default()
}

impl Outcome {
    /// Without the files, where there are errors that are not tolerated: none is where what was asked for is not there.
    fn withheld(mut self, tolerance: Tolerance) -> Self {
        let is_missing = self.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::UnknownSelection);
        if is_missing || tolerance == Tolerance::Strict && self.diagnostics.has_errors() {
            self.files.clear();
        }
        self
    }

    fn append(&mut self, part: Self) {
        self.files.extend(part.files);
        self.diagnostics.append(part.diagnostics);
        self.summaries.extend(part.summaries);
        self.accounts.extend(part.accounts);
    }
}

fn document(sources: &Sources, home: Home<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut run = Run::new(sources, home);
    if let Some((files, summary)) = run.files() {
        outcome.files = files;
        outcome.summaries.push(summary);
    }
    outcome.accounts.push(accounting::account(run.census, &run.diagnostics));
    outcome.diagnostics = run.diagnostics;
    outcome
}

/// A run over a document: the passes, each by those before it. None is what there is nothing to go on with.
struct Run<'s> {
    sources: &'s Sources,
    home: Home<'s>,
    census: Census,
    diagnostics: Diagnostics,
}

impl<'s> Run<'s> {
    fn new(sources: &'s Sources, home: Home<'s>) -> Self {
        Self { sources, home, census: Census::default(), diagnostics: Diagnostics::new() }
    }

    fn tree(&mut self) -> Option<Tree> {
        load::load(self.sources, self.home.document(), &mut self.diagnostics)
    }

    fn normal(&mut self, tree: Tree) -> Option<Normal> {
        normalise::normalise(tree, self.sources, &mut self.census, &mut self.diagnostics)
    }

    fn graph(&mut self, normal: &Normal) -> Document {
        resolve::resolve(normal, self.home.selection(), &mut self.diagnostics)
    }

    fn shapes(&mut self, document: &Document) -> Api {
        let (api, reached) = lower::lower(document, &mut self.diagnostics);
        let graph = (document, self.home.selection());
        accounting::report_unread(&mut self.census, graph, &reached, &mut self.diagnostics);
        api
    }

    fn names(&mut self, api: &Api) -> Names {
        name::name(api, &mut self.diagnostics)
    }

    /// All up to the names. The tree, which takes the most memory, ends before the shapes are made, and the graph with
    /// them.
    fn named(&mut self) -> Option<(Api, Names)> {
        let tree = self.tree()?;
        let normal = self.normal(tree)?;
        let document = self.graph(&normal);
        drop(normal);
        let api = self.shapes(&document);
        drop(document);
        let names = self.names(&api);
        Some((api, names))
    }

    fn files(&mut self) -> Option<(BTreeMap<String, String>, Summary)> {
        let (api, names) = self.named()?;
        let home = self.home;
        let source = self.sources.name(home.document());
        let mut files = code(&api, &names, home, Provenance { command: home.command(), source });
        let summary = Summary {
            title: home.title().unwrap_or(&api.title).to_owned(),
            operations: api.operations.len(),
            types: api.models().count(),
            lines: files.values().map(|text| memchr_iter(b'\n', text.as_bytes()).count()).sum(),
            models: models(&api, &names),
        };
        files.extend(emit::texts(&api, &names, home, source).into_iter().map(|text| (text.path, text.content)));
        Some((files, summary))
    }

    fn dump(&mut self, stage: Stage) -> Option<String> {
        let tree = self.tree()?;
        let normal = self.normal(tree)?;
        if stage == Stage::Normal {
            return Some(normal.dump());
        }
        let document = self.graph(&normal);
        let api = self.shapes(&document);
        if stage == Stage::Ir {
            return Some(format!("{api:#?}\n"));
        }
        let names = self.names(&api);
        Some(format!("{names:#?}\n"))
    }
}

/// The declared types but forms, which are written only.
fn models(api: &Api, names: &Names) -> Vec<Model> {
    let is_json = |declaration: &TypeDeclaration| !matches!(declaration.shape, Shape::Form(_));
    let declared = api.models().filter(|(_, declaration)| is_json(declaration));
    let model = |(id, declaration): (TypeId, &TypeDeclaration)| Model {
        origin: declaration.origin.clone(),
        name: names.ty(id).ident.as_str().into_owned(),
    };
    declared.map(model).collect()
}

/// The files of code: what is called, and what that takes and gives, which are about as much, at the same time.
fn code(api: &Api, names: &Names, home: Home<'_>, provenance: Provenance<'_>) -> BTreeMap<String, String> {
    std::thread::scope(|scope| {
        let models = thread::start(scope, || printed(emit::models(api, names, home), provenance));
        let mut files = printed(emit::operations(api, names, home), provenance);
        files.extend(thread::finished(models));
        files
    })
}

/// The files of modules, by their path.
fn printed(modules: impl IntoIterator<Item = Module>, provenance: Provenance<'_>) -> BTreeMap<String, String> {
    let texts = modules.into_iter().map(|module| render::render(module, provenance));
    texts.map(|text| (text.path, text.content)).collect()
}

/// One service at a stage of the run, as text.
///
/// # Errors
///
/// The diagnostics, where a document does not come that far.
pub fn dump(sources: &Sources, service: &Service, stage: Stage) -> Result<String, Diagnostics> {
    let mut run = Run::new(sources, Home::Module(service));
    run.dump(stage).ok_or(run.diagnostics)
}

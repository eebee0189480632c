//! Reads OpenAPI documents and writes the Rust client of each: text in, files out.
//!
//! Pure: no file, clock or environment is read here. The passes, in order, are the modules below and the lines of
//! [`generate`].

pub mod accounting;
mod arena;
pub mod brackets;
pub mod calls;
pub mod diagnostic;
pub mod diff;
mod emit;
mod hash;
mod ir;
pub mod load;
mod lower;
mod name;
mod normalise;
pub mod package;
pub mod reference;
mod render;
mod resolve;
pub mod services;
pub mod source;

use std::collections::BTreeMap;
use std::thread::{Scope, ScopedJoinHandle};

use accounting::{Accounting, Census};
use calls::Call;
use diagnostic::{Code, Diagnostics};
use emit::{Home, Module};
use ir::{Api, Shape, TypeDeclaration, TypeId};
use memchr::memchr_iter;
use name::Names;
pub use name::{Named, NamedItem, Role};
use package::{Package, Tolerance};
use render::Provenance;
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

/// Stack of a thread that runs the passes: `load` lets documents nest 128 levels, and `allOf` may chain further.
const STACK: usize = 64 << 20;

/// Generates the client of every service, each on a thread of its own.
pub fn generate(sources: &Sources, overrides: &Overrides) -> Outcome {
    let mut outcome = Outcome::default();
    std::thread::scope(|scope| {
        let start = |service| start(scope, move || document(sources, Home::Module(service)));
        let running: Vec<_> = overrides.services.iter().map(start).collect();
        for worker in running {
            outcome.append(finished(worker));
        }
    });
    let provenance = Provenance { command: "cargo xtask regen", source: "spec/services.toml" };
    outcome.files.extend(printed([emit::root(&overrides.services)], provenance));
    outcome.withheld(Tolerance::Strict)
}

/// Generates a crate of its own for one document.
pub fn generate_package(sources: &Sources, package: &Package) -> Outcome {
    let outcome = std::thread::scope(|scope| finished(start(scope, || document(sources, Home::Package(package)))));
    outcome.withheld(package.tolerance)
}

/// The names that the crate of its own for one document has; none where nothing is generated.
pub fn names(sources: &Sources, package: &Package) -> (Vec<Named>, Diagnostics) {
    let listing = || {
        let mut diagnostics = Diagnostics::new();
        let api = shapes(sources, Home::Package(package), &mut Census::default(), &mut diagnostics);
        let listing = api.map(|api| name::listing(&api, &name::name(&api, &mut diagnostics)));
        (listing.unwrap_or_default(), diagnostics)
    };
    std::thread::scope(|scope| finished(start(scope, listing)))
}

/// How each operation of a package is called, in the order of the document; none where there is no package.
pub fn calls(sources: &Sources, package: &Package) -> Vec<Call> {
    let calls = || {
        let (home, mut diagnostics) = (Home::Package(package), Diagnostics::new());
        let api = shapes(sources, home, &mut Census::default(), &mut diagnostics)?;
        let names = name::name(&api, &mut diagnostics);
        Some(emit::calls(&api, &names, home))
    };
    std::thread::scope(|scope| finished(start(scope, calls))).unwrap_or_default()
}

/// Begins with a document, on a thread that has the stack for it.
fn start<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    run: impl FnOnce() -> T + Send + 'scope,
) -> ScopedJoinHandle<'scope, T> {
    let worker = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
    worker.expect("invariant: the system can start a thread for a document")
}

fn finished<T>(worker: ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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
    let mut census = Census::default();
    if let Some((files, summary)) = passes(sources, home, &mut census, &mut outcome.diagnostics) {
        outcome.files = files;
        outcome.summaries.push(summary);
    }
    outcome.accounts.push(accounting::account(census, &outcome.diagnostics));
    outcome
}

/// The passes; none where there is nothing to go on with.
fn passes(
    sources: &Sources,
    home: Home<'_>,
    census: &mut Census,
    diagnostics: &mut Diagnostics,
) -> Option<(BTreeMap<String, String>, Summary)> {
    let api = shapes(sources, home, census, diagnostics)?;
    let names = name::name(&api, diagnostics);
    let source = sources.name(home.document());
    let mut files = printed(emit::modules(&api, &names, home), Provenance { command: home.command(), source });
    let summary = Summary {
        title: home.title().unwrap_or(&api.title).to_owned(),
        operations: api.operations.len(),
        types: api.types.len(),
        lines: files.values().map(|text| memchr_iter(b'\n', text.as_bytes()).count()).sum(),
        models: models(&api, &names),
    };
    files.extend(emit::texts(&api, &names, home, source).into_iter().map(|text| (text.path, text.content)));
    Some((files, summary))
}

/// The passes up to the Rust shapes. The graph, which takes much memory, ends here.
fn shapes(sources: &Sources, home: Home<'_>, census: &mut Census, diagnostics: &mut Diagnostics) -> Option<Api> {
    let document = graph(sources, home, census, diagnostics)?;
    let (api, reached) = lower::lower(&document, diagnostics);
    accounting::report_unread(census, (&document, home.selection()), &reached, diagnostics);
    Some(api)
}

/// The passes up to the graph. The tree, which takes the most memory, ends here.
fn graph(sources: &Sources, home: Home<'_>, census: &mut Census, diagnostics: &mut Diagnostics) -> Option<Document> {
    let tree = load::load(sources, home.document(), diagnostics)?;
    let normal = normalise::normalise(tree, sources, census, diagnostics)?;
    Some(resolve::resolve(&normal, home.selection(), diagnostics))
}

/// The declared types but forms, which are written only.
fn models(api: &Api, names: &Names) -> Vec<Model> {
    let is_json = |declaration: &TypeDeclaration| !matches!(declaration.shape, Shape::Form(_));
    let declared = api.types.iter().filter(|(_, declaration)| is_json(declaration));
    let model = |(id, declaration): (TypeId, &TypeDeclaration)| Model {
        origin: declaration.origin.clone(),
        name: names.ty(id).ident.as_str().into_owned(),
    };
    declared.map(model).collect()
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
    let mut diagnostics = Diagnostics::new();
    dump_stage(sources, service, stage, &mut diagnostics).ok_or(diagnostics)
}

fn dump_stage(sources: &Sources, service: &Service, stage: Stage, diagnostics: &mut Diagnostics) -> Option<String> {
    let tree = load::load(sources, service.file, diagnostics)?;
    let normal = normalise::normalise(tree, sources, &mut Census::default(), diagnostics)?;
    if stage == Stage::Normal {
        return Some(normal.dump());
    }
    let document = resolve::resolve(&normal, Home::Module(service).selection(), diagnostics);
    let (api, _) = lower::lower(&document, diagnostics);
    if stage == Stage::Ir {
        return Some(format!("{api:#?}\n"));
    }
    let names = name::name(&api, diagnostics);
    Some(format!("{names:#?}\n"))
}

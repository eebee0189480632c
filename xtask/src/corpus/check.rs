//! What must hold of any document, held against one, in a process of its own.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::Result;
use generator::accounting::Accounting;
use generator::diagnostic::Diagnostics;
use generator::diff::{Report, Side, Unreadable, compare};
use generator::load;
use generator::package::Package;
use generator::services::Service;
use generator::source::Sources;
use invariants::accounting;
use invariants::deletion::{Listing, deletions};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::job::{package, tree};
use super::process::Generator;
use crate::cli::Corpus;
use crate::generate::reading::Document;

/// So many operations and so many schemas are deleted one by one.
const SINGLE: usize = 2;

/// What can be held against a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Check {
    /// What became of its parts adds up to a count of them that knows nothing of the generator.
    Accounting,
    /// Without some of its operations and schemas it gives all others the same names.
    Deletion,
    /// It is told apart from what it becomes by an edit, as what the edit is, and from itself not at all.
    Diff,
}

/// Which edits are made of a document.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Edits {
    /// How many.
    pub(crate) count: usize,
    /// Another number gives others.
    pub(crate) seed: u64,
}

impl Check {
    /// Those that the options ask for.
    pub(crate) fn asked(options: &Corpus) -> Vec<Self> {
        let all =
            [(Self::Accounting, options.accounting), (Self::Deletion, options.deletion), (Self::Diff, options.diff)];
        all.into_iter().filter(|(_, is_asked)| *is_asked).map(|(check, _)| check).collect()
    }

    /// The file of what is known of it.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Accounting => "accounting.jsonl",
            Self::Deletion => "deletion.jsonl",
            Self::Diff => "diff.jsonl",
        }
    }

    /// What tells its results from those of another generator, or of other edits.
    pub(crate) fn fingerprint(self, generator: &Generator, options: &Corpus) -> String {
        match self {
            Self::Accounting | Self::Deletion => generator.fingerprint.clone(),
            Self::Diff => format!("{} {} {}", generator.fingerprint, options.edits, options.seed),
        }
    }
}

/// What came of a check.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Held {
    /// How often something was compared: once, or once for each deletion or edit.
    pub(crate) times: usize,
    /// How much was compared, all times together: units, names, or findings.
    pub(crate) compared: usize,
    /// What does not hold, in words.
    pub(crate) differences: Vec<String>,
}

/// Holds it against the document.
///
/// # Errors
/// Where the package cannot be named.
pub(crate) fn check(check: Check, document: &Document, edits: Edits) -> Result<Held> {
    let package = package(document, None)?;
    Ok(match check {
        Check::Accounting => adds_up(document, &package),
        Check::Deletion => tree(document).map(|tree| keeps_names(document, &package, &tree)).unwrap_or_default(),
        Check::Diff => tree(document).map(|tree| tells_edits(document, &tree, edits)).unwrap_or_default(),
    })
}

fn adds_up(document: &Document, package: &Package) -> Held {
    let sources = &document.sources;
    let outcome = generator::generate_package(sources, package);
    let account = outcome.accounts.first().cloned().unwrap_or_default();
    if account.total().total() == 0 {
        // A text that is no document has no parts; the generator says why.
        let silence = || "nothing is accounted for, for no reason".to_owned();
        let differences = (!outcome.diagnostics.has_errors()).then(silence).into_iter().collect();
        return Held { times: 1, compared: 0, differences };
    }
    compared(&account, document)
}

fn compared(account: &Accounting, document: &Document) -> Held {
    let sources = &document.sources;
    let tree = |file| load::load(sources, file, &mut Diagnostics::new()).map(load::Tree::into_value);
    let trees = sources.files().filter_map(|file| Some((sources.name(file).to_owned(), tree(file)?)));
    let trees: BTreeMap<String, Value> = trees.collect();
    let units = accounting::count(&trees, sources.name(document.file));
    Held { times: 1, compared: units.len(), differences: accounting::differences(account, &units, sources) }
}

fn keeps_names(document: &Document, package: &Package, tree: &Value) -> Held {
    let before = listing(&document.sources, package);
    let mut held = Held::default();
    for deletion in deletions(tree, SINGLE) {
        let after = listing(&replaced(document, &deletion.applied(tree)), package);
        held.times += 1;
        held.compared += after.len();
        let said = |difference: String| format!("without {}: {difference}", deletion.what);
        held.differences.extend(deletion.changed(&before, &after).into_iter().map(said));
    }
    held
}

fn tells_edits(document: &Document, tree: &Value, edits: Edits) -> Held {
    let mut held = Held::default();
    let Ok(itself) = compared_with(document, &document.sources) else { return held };
    if !itself.changes.is_empty() {
        let kinds: Vec<&str> = itself.changes.iter().map(|change| change.kind.id()).collect();
        held.differences.push(format!("it differs from itself: {}", kinds.join(", ")));
        return held;
    }
    for edit in invariants::edits::edits(tree, edits.count, seed(document, edits.seed)) {
        let head = replaced(document, &edit.head);
        let there = compared_with(document, &head);
        let back = compare(side(&head, &service(document)), side(&document.sources, &service(document)));
        held.times += 1;
        held.differences.extend(match (there, back) {
            (Ok(there), Ok(back)) => {
                held.compared += there.changes.len() + back.changes.len();
                edit.missed(&there, &back)
            }
            _ => Some(format!("{}: the edited document cannot be read", edit.what)),
        });
    }
    held
}

/// The seed for a document, so that not all are edited alike.
fn seed(document: &Document, seed: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    document.sources.name(document.file).hash(&mut hasher);
    hasher.finish() ^ seed
}

fn compared_with(document: &Document, head: &Sources) -> Result<Report, Box<Unreadable>> {
    let service = service(document);
    compare(side(&document.sources, &service), side(head, &service))
}

fn side<'s>(sources: &'s Sources, service: &'s Service) -> Side<'s> {
    Side { sources, service }
}

fn service(document: &Document) -> Service {
    let name = "client".to_owned();
    Service { file: document.file, module: name.clone(), feature: name, title: String::new() }
}

/// The sources, with another tree for the document.
fn replaced(document: &Document, tree: &Value) -> Sources {
    let sources = &document.sources;
    let text = |file| match file == document.file {
        true => tree.to_string(),
        false => sources.text(file).to_owned(),
    };
    sources.files().map(|file| (sources.name(file).to_owned(), text(file))).collect()
}

fn listing(sources: &Sources, package: &Package) -> Listing {
    let (names, diagnostics) = generator::names(sources, package);
    Listing::new(names, &diagnostics, package.file)
}

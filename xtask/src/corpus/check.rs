//! What must hold of any document, held against one, in a process of its own.

use std::collections::BTreeMap;

use anyhow::Result;
use generator::accounting::Accounting;
use generator::diagnostic::Diagnostics;
use generator::load;
use generator::package::Package;
use generator::source::Sources;
use invariants::accounting;
use invariants::deletion::{Deletion, Listing, deletions};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::job::{package, tree};
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
}

impl Check {
    /// Those that the options ask for.
    pub(crate) fn asked(options: &Corpus) -> Vec<Self> {
        let accounting = options.accounting.then_some(Self::Accounting);
        accounting.into_iter().chain(options.deletion.then_some(Self::Deletion)).collect()
    }

    /// The file of what is known of it.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Accounting => "accounting.jsonl",
            Self::Deletion => "deletion.jsonl",
        }
    }
}

/// What came of a check.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Held {
    /// How often something was compared: once, or once for each deletion.
    pub(crate) times: usize,
    /// How much was compared, all times together: units, or names.
    pub(crate) compared: usize,
    /// What does not hold, in words.
    pub(crate) differences: Vec<String>,
}

/// Holds it against the document.
///
/// # Errors
/// Where the package cannot be named.
pub(crate) fn check(check: Check, document: &Document) -> Result<Held> {
    let package = package(document, None)?;
    Ok(match check {
        Check::Accounting => adds_up(document, &package),
        Check::Deletion => tree(document).map(|tree| keeps_names(document, &package, &tree)).unwrap_or_default(),
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
        let after = listing(&without(document, tree, &deletion), package);
        held.times += 1;
        held.compared += after.len();
        let said = |difference: String| format!("without {}: {difference}", deletion.what);
        held.differences.extend(deletion.changed(&before, &after).into_iter().map(said));
    }
    held
}

/// The sources, less what is deleted of the document.
fn without(document: &Document, tree: &Value, deletion: &Deletion) -> Sources {
    let sources = &document.sources;
    let text = |file| match file == document.file {
        true => deletion.applied(tree).to_string(),
        false => sources.text(file).to_owned(),
    };
    sources.files().map(|file| (sources.name(file).to_owned(), text(file))).collect()
}

fn listing(sources: &Sources, package: &Package) -> Listing {
    let (names, diagnostics) = generator::names(sources, package);
    Listing::new(names, &diagnostics, package.file)
}

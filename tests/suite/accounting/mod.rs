//! What became of each part of a document adds up: to what a count without the generator gives, and to itself.

mod count;

use std::collections::BTreeMap;
use std::fs;

use generator::accounting::{Accounting, Fate, Unit};
use generator::diagnostic::Diagnostics;
use generator::load::load;
use generator::package::{Package, PackageName, Runtime, Selection, Standing, Tolerance};
use generator::source::Sources;
use generator::{Outcome, generate_package};
use serde_json::Value;

use crate::fixture::{all, check_each, root};
use count::{Units, count};

/// Documents by name: the one that is generated, and those that it may take something from.
struct Documents {
    name: String,
    files: BTreeMap<String, String>,
}

impl Documents {
    /// A fixture, which may take what it likes from `ok/parts`.
    fn fixture(file: &str, text: &str) -> Self {
        let parts = all("ok/parts", "yaml").into_iter().map(|part| (format!("parts/{}", part.file), part.text));
        Self { name: file.to_owned(), files: parts.chain([(file.to_owned(), text.to_owned())]).collect() }
    }

    fn specification(file: &str) -> Self {
        let text = fs::read_to_string(root().join("spec").join(file)).expect("the document is committed");
        Self { name: file.to_owned(), files: BTreeMap::from([(file.to_owned(), text)]) }
    }

    fn sources(&self) -> Sources {
        Sources::new(self.files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    fn generate(&self, selection: Selection) -> (Sources, Outcome) {
        let sources = self.sources();
        let package = Package {
            file: sources.find(&self.name).expect("it is among the files"),
            name: PackageName::near("counted"),
            runtime: Runtime::Version("0.0.0".to_owned()),
            standing: Standing::Open,
            selection,
            tolerance: Tolerance::Lenient,
        };
        let outcome = generate_package(&sources, &package);
        (sources, outcome)
    }

    /// The trees, by the generator's parser: JSON has only one way to be read, and YAML is turned into it.
    fn values(&self) -> BTreeMap<String, Value> {
        let sources = self.sources();
        let mut read = |name: &String| {
            let tree = load(&sources, sources.find(name)?, &mut Diagnostics::new())?;
            Some((name.clone(), tree.into_value()))
        };
        self.files.keys().filter_map(&mut read).collect()
    }
}

/// How many units of each kind there are.
fn totals(units: &Units) -> BTreeMap<&str, usize> {
    let mut totals: BTreeMap<&str, usize> = Unit::ALL.iter().map(|unit| (unit.as_str(), 0)).collect();
    for unit in units.values() {
        *totals.entry(unit).or_default() += 1;
    }
    totals
}

/// What a document is accounted for as: it adds up, and to the other count.
fn assert_adds_up(documents: &Documents, selection: Selection) -> (Accounting, Units) {
    let (sources, outcome) = documents.generate(selection);
    let account = outcome.accounts.first().expect("one document was generated").clone();
    let units = count(&documents.values(), &documents.name);
    let counted = account.tallies.iter().map(|(unit, tally)| (unit.as_str(), tally.total())).collect();
    assert_eq!(totals(&units), counted, "{}: counted here, and by the generator", documents.name);

    let total = account.total();
    let mut by_fate = BTreeMap::from([(Fate::LeftOut, 0), (Fate::Degraded, 0), (Fate::Refused, 0)]);
    for charged in account.charged() {
        let place = (sources.name(charged.origin.file).to_owned(), charged.origin.pointer.to_string());
        assert_eq!(units.get(&place).copied(), Some(charged.unit.as_str()), "{place:?}");
        *by_fate.entry(charged.fate).or_default() += 1;
    }
    let told = [(Fate::LeftOut, total.left_out), (Fate::Degraded, total.degraded), (Fate::Refused, total.refused)];
    assert_eq!(by_fate, BTreeMap::from(told), "{}: the list and the totals", documents.name);
    let reasons: usize = account.reasons.iter().map(generator::accounting::Reason::count).sum();
    assert_eq!(reasons, total.degraded + total.refused, "{}: each has a reason", documents.name);
    (account, units)
}

#[test]
fn fixtures_add_up() {
    check_each(&all("ok", "yaml"), |fixture| {
        let (account, _) = assert_adds_up(&Documents::fixture(&fixture.file, &fixture.text), Selection::Whole);
        assert!(account.total().generated > 0, "{}: nothing is counted", fixture.file);
        assert_eq!(account.total().refused + account.total().left_out, 0, "{}: is no error", fixture.file);
    });
}

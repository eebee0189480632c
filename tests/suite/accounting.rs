//! What became of each part of a document adds up: to what a count without the generator gives, and to itself.

use std::collections::BTreeMap;
use std::fs;

use generator::accounting::{Accounting, Fate, Unit};
use generator::diagnostic::Diagnostics;
use generator::load::load_part;
use generator::package::{Package, Selection};
use generator::source::Sources;
use generator::{Outcome, generate_package};
use invariants::accounting::{Units, count, differences};
use serde_json::Value;

use crate::fixture::{all, check_each, package, parts, root};

/// Documents by name: the one that is generated, and those that it may take something from.
struct Documents {
    name: String,
    files: BTreeMap<String, String>,
}

impl Documents {
    /// A fixture.
    fn fixture(file: &str, text: &str) -> Self {
        Self { name: file.to_owned(), files: parts().chain([(file.to_owned(), text.to_owned())]).collect() }
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
        let package = Package { selection, ..package(&sources, &self.name) };
        let outcome = generate_package(&sources, &package);
        (sources, outcome)
    }

    /// The trees, by the generator's parser: JSON has only one way to be read, and YAML is turned into it.
    fn values(&self) -> BTreeMap<String, Value> {
        let sources = self.sources();
        let mut read = |name: &String| {
            let tree = load_part(&sources, sources.find(name)?, &mut Diagnostics::new())?;
            Some((name.clone(), tree.into_value()))
        };
        self.files.keys().filter_map(&mut read).collect()
    }
}

/// What a document is accounted for as: it adds up, and to the other count.
fn assert_adds_up(documents: &Documents, selection: Selection) -> (Accounting, Units) {
    adding_up(documents, selection).expect("the document can be read")
}

/// The same; none where the document cannot be read.
fn adding_up(documents: &Documents, selection: Selection) -> Option<(Accounting, Units)> {
    let (sources, outcome) = documents.generate(selection);
    let account = outcome.accounts.first().expect("one document was generated").clone();
    if account.total().total() == 0 {
        assert!(outcome.diagnostics.has_errors(), "{}: nothing is counted, for no reason", documents.name);
        return None;
    }
    let units = count(&documents.values(), &documents.name);
    let differences = differences(&account, &units, &sources);
    assert!(differences.is_empty(), "{}: {differences:#?}", documents.name);
    Some((account, units))
}

#[test]
fn fixtures_add_up() {
    check_each(&all("ok", "yaml"), |fixture| {
        let (account, _) = assert_adds_up(&Documents::fixture(&fixture.file, &fixture.text), Selection::Whole);
        assert!(account.total().generated > 0, "{}: nothing is counted", fixture.file);
        assert_eq!(account.total().refused + account.total().left_out, 0, "{}: is no error", fixture.file);
    });
}

#[test]
fn documents_with_errors_add_up() {
    check_each(&all("err", "yaml"), |fixture| {
        adding_up(&Documents::fixture(&fixture.file, &fixture.text), Selection::Whole);
    });
}

#[test]
fn specifications_add_up() {
    for file in SPECIFICATIONS {
        let (account, _) = assert_adds_up(&Documents::specification(file), Selection::Whole);
        let total = account.total();
        assert!(total.generated * 100 > total.total() * 95, "{file}: {total:?}");
        assert_eq!(account.tallies[&Unit::Operation].generated, account.tallies[&Unit::Operation].total(), "{file}");
    }
}

const SPECIFICATIONS: [&str; 4] =
    ["odin-user-services.yaml", "ringcentral-presence.yaml", "ringcentral-user-settings.yaml", "zoom-phone-users.yaml"];

#[test]
fn what_is_not_asked_for_is_left_out() {
    let documents = Documents::specification("zoom-phone-users.yaml");
    let (whole, _) = assert_adds_up(&documents, Selection::Whole);
    let one = Selection::Some { tags: Vec::new(), operations: vec!["phoneUser".to_owned()] };
    let (part, _) = assert_adds_up(&documents, one);
    assert_eq!(part.total().total(), whole.total().total());
    let operations = part.tallies[&Unit::Operation];
    assert_eq!((operations.generated, operations.left_out), (1, operations.total() - 1));
    assert!(part.tallies[&Unit::Schema].left_out > 0 && part.tallies[&Unit::Schema].generated > 0);
    assert_eq!(whole.total().left_out, 0);
}

#[test]
fn what_is_taken_away_is_missing_in_the_count() {
    for file in SPECIFICATIONS {
        let name = file.replace(".yaml", ".json");
        let tree = Documents::specification(file).values().remove(file).expect("the document can be read");
        let before = count(&BTreeMap::from([(name.clone(), tree.clone())]), &name);
        for step in 1..=MUTATIONS {
            // Without its `$ref`, a reference is an object, and so one unit more.
            let places: Vec<&str> = before
                .keys()
                .map(|(_, pointer)| pointer.as_str())
                .filter(|pointer| !pointer.ends_with("$ref"))
                .collect();
            let pointer = places[step * places.len() / (MUTATIONS + 1)];
            let mut changed = tree.clone();
            remove(&mut changed, pointer);
            let files = BTreeMap::from([(name.clone(), changed.to_string())]);
            let (account, _) = assert_adds_up(&Documents { name: name.clone(), files }, Selection::Whole);
            let is_below =
                |(_, place): &&(String, String)| place == pointer || place.starts_with(&format!("{pointer}/"));
            let gone = before.keys().filter(is_below).count();
            assert_eq!(account.total().total(), before.len() - gone, "{file} without {pointer}");
        }
    }
}

/// How many times something is taken away of each document.
const MUTATIONS: usize = 5;

/// Takes a key or an element out of a document.
fn remove(document: &mut Value, pointer: &str) {
    let (holder, last) = pointer.rsplit_once('/').expect("no unit is the document");
    match document.pointer_mut(holder) {
        Some(Value::Object(members)) => {
            members.shift_remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(elements)) => {
            elements.remove(last.parse().expect("an index"));
        }
        _ => {}
    }
}

#[test]
fn components_that_nothing_uses_are_degraded_for_that() {
    let document = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  parameters:\n    \
        Page: {name: page, in: query, schema: {type: integer}}\n  headers: {Left: {schema: {type: integer}}}\n";
    let (account, _) = assert_adds_up(&Documents::fixture("unused.yaml", document), Selection::Whole);
    assert_eq!((account.tallies[&Unit::Parameter].degraded, account.tallies[&Unit::Schema].degraded), (1, 2));
    let codes: Vec<&str> = account.reasons.iter().map(|reason| reason.code.as_str()).collect();
    assert_eq!(codes, ["N302", "N302"]);
}

#[test]
fn a_key_that_is_there_twice_is_a_reason_without_units() {
    let document = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {responses: {'204': {description: D}}}}\n  \
        /a: {post: {responses: {'204': {description: D}}}}\n";
    let (account, _) = assert_adds_up(&Documents::fixture("twice.yaml", document), Selection::Whole);
    assert_eq!((account.tallies[&Unit::Operation].generated, account.total().refused), (1, 0));
    let told: Vec<_> =
        account.reasons.iter().map(|reason| (reason.fate, reason.code.as_str(), reason.count())).collect();
    assert_eq!(told, [(Fate::Refused, "E002", 0)]);
}

#[test]
fn an_error_in_what_is_repaired_is_a_reason() {
    let document = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
        A: {type: array, items: [{$ref: '#/nowhere'}, {type: other}]}\n";
    let (account, _) = assert_adds_up(&Documents::fixture("repaired.yaml", document), Selection::Whole);
    let told: Vec<_> =
        account.reasons.iter().map(|reason| (reason.fate, reason.code.as_str(), reason.count())).collect();
    assert_eq!(told, [(Fate::Refused, "E201", 0), (Fate::Degraded, "E104", 2)]);
}

#[test]
fn a_component_that_no_type_is_made_of_is_left_out() {
    let document = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {operationId: a, responses: {'200': \
        {description: D, content: {text/xml: {schema: {$ref: '#/components/schemas/A'}}}}}}}\n\
        components: {schemas: {A: {type: object, properties: {b: {type: string}}}}}\n";
    let a = Selection::Some { tags: Vec::new(), operations: vec!["a".to_owned()] };
    let (account, _) = assert_adds_up(&Documents::fixture("xml.yaml", document), a);
    let schemas = account.tallies[&Unit::Schema];
    assert_eq!((schemas.generated, schemas.left_out), (0, 2));
}

#[test]
fn pages_of_the_generator_are_what_its_tables_make() {
    for (path, text) in generator::reference::pages() {
        let committed = fs::read_to_string(root().join("generator").join(&path)).unwrap_or_default();
        assert_eq!(committed, text, "generator/{path} is not fresh; run `cargo xtask docs`");
    }
}

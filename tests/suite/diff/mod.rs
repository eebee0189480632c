//! What a change of a document means, against pairs of documents with one kind of change each.
//!
//! The first line of a pair says what the comparison must say of it: `# kind: wire, rust. What changes.`, with `; `
//! between several findings.

mod beside;
mod combined;
mod files;
mod kinds;
mod same;
mod twofold;

use std::fs;

use generator::diff::{Change, Report, Rust, Spot, Wire};
use generator::source::Sources;

use crate::fixture::{Fixture, check_each, compared, root};

/// The folders of pairs: with a change, and without one.
const PAIRS: [&str; 2] = ["diff", "same"];

/// Two documents with what is said of the change between them.
struct Pair {
    base: Fixture,
    head: Fixture,
}

/// A finding by its kind and verdicts.
type Verdict = (String, Wire, Rust);

impl Pair {
    /// The pairs with a change, by name.
    fn all() -> Vec<Self> {
        Self::of("diff")
    }

    /// The pairs of a folder, by name.
    fn of(folder: &str) -> Vec<Self> {
        let folder = root().join("tests/fixtures").join(folder);
        let entries = fs::read_dir(&folder).expect("the folder of the pairs");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        let read = |name: &str, side: &str| Fixture {
            name: name.to_owned(),
            file: format!("{side}.yaml"),
            text: fs::read_to_string(folder.join(name).join(format!("{side}.yaml"))).expect("text"),
        };
        names.iter().map(|name| Self { base: read(name, "base"), head: read(name, "head") }).collect()
    }

    fn name(&self) -> &str {
        &self.base.name
    }

    /// Whether its documents take nothing from other files.
    fn is_one_file(&self) -> bool {
        ![&self.base, &self.head].iter().any(|document| document.text.contains(".parts.yaml"))
    }

    fn reversed(self) -> Self {
        Self { base: self.head, head: self.base }
    }

    fn report(&self) -> Report {
        report(&self.base, &self.head)
    }

    /// What the first line asks for, sorted.
    fn expected(&self) -> Vec<Verdict> {
        let first = self.base.text.lines().next().unwrap_or_default().trim_start_matches("# ");
        let findings = first.split('.').next().unwrap_or_default().split("; ");
        let mut expected: Vec<Verdict> = findings.map(|finding| verdict(finding, self.name())).collect();
        expected.sort();
        expected
    }
}

fn verdict(finding: &str, name: &str) -> Verdict {
    let (kind, verdicts) = finding.split_once(": ").unwrap_or_else(|| panic!("{name}: no verdicts in {finding:?}"));
    let wire = match verdicts.split_once(", ").map(|(wire, _)| wire) {
        Some("safe") => Wire::Safe,
        Some("risky") => Wire::Risky,
        Some("breaking") => Wire::Breaking,
        other => panic!("{name}: {other:?} is no verdict"),
    };
    let rust = match verdicts.split_once(", ").map(|(_, rust)| rust) {
        Some("none") => Rust::None,
        Some("patch") => Rust::Patch,
        Some("minor") => Rust::Minor,
        Some("major") => Rust::Major,
        other => panic!("{name}: {other:?} is no verdict"),
    };
    (kind.to_owned(), wire, rust)
}

/// Compares two documents, each with the parts that it may take from.
fn report(base: &Fixture, head: &Fixture) -> Report {
    report_of(&sources(base, parts(base)), &sources(head, parts(head)), [base, head])
}

/// Files by name.
type Files = Vec<(String, String)>;

/// The parts that a document may take from: those of `ok`, and what stands beside the documents of its pair.
fn parts(fixture: &Fixture) -> Files {
    let folders = PAIRS.map(|folder| format!("{folder}/{}", fixture.name)).into_iter();
    let folders = folders.filter(|folder| root().join("tests/fixtures").join(folder).is_dir());
    let beside = folders.flat_map(|folder| crate::fixture::all(&folder, "yaml"));
    let beside = beside.filter(|part| part.file.ends_with(".parts.yaml")).map(|part| (part.file, part.text));
    crate::fixture::parts().chain(beside).collect()
}

fn sources(fixture: &Fixture, parts: Files) -> Sources {
    Sources::new(parts.into_iter().chain([(fixture.file.clone(), fixture.text.clone())]))
}

fn report_of(base: &Sources, head: &Sources, roots: [&Fixture; 2]) -> Report {
    compared((base, &roots[0].file), (head, &roots[1].file))
}

/// The findings of a report by kind and verdicts, sorted.
fn verdicts(report: &Report) -> Vec<Verdict> {
    let verdict = |change: &Change| (change.kind.to_string(), change.wire, change.rust);
    let mut verdicts: Vec<Verdict> = report.changes.iter().map(verdict).collect();
    verdicts.sort();
    verdicts
}

/// A report as a text for a snapshot, with all that its JSON has.
fn shown(report: &Report) -> String {
    let version = report.version.map_or("nothing".to_owned(), name);
    report.changes.iter().fold(format!("needs {version}\n"), |text, change| text + &self::change(change))
}

fn change(change: &Change) -> String {
    let silent = if change.silent { ", silent" } else { "" };
    let spot = |spot: &Option<Spot>| match spot {
        Some(Spot { file, line, column, pointer, .. }) => format!("{file}:{line}:{column} {pointer}"),
        None => "-".to_owned(),
    };
    let mut text = format!("\n{}: {}, {}{silent}\n", change.kind, name(change.wire), name(change.rust));
    text += &format!(
        "  {}\n  id: {}\n  base: {}\n  head: {}\n",
        change.message,
        change.id,
        spot(&change.base),
        spot(&change.head)
    );
    text += &format!("  reaches: {}\n", change.operations.join(", "));
    let positions: Vec<String> = change.positions.iter().map(|it| format!("{}, {}", it.kind, name(it.wire))).collect();
    if !positions.is_empty() {
        text += &format!("  by position: {}\n", positions.join("; "));
    }
    text.extend(change.advice.iter().map(|advice| format!("  advice: {advice}\n")));
    for item in &change.rust_items {
        let said = |item: &Option<String>| item.clone().unwrap_or_else(|| "nothing".to_owned());
        text +=
            &format!("  {}: {}\n    was {}\n    is {}\n", name(item.rust), item.item, said(&item.was), said(&item.is));
    }
    text
}

/// A verdict as JSON has it.
fn name(verdict: impl serde::Serialize) -> String {
    serde_json::to_value(verdict).ok().and_then(|name| name.as_str().map(str::to_owned)).expect("verdicts are texts")
}

/// Checks each pair, those after a failure too.
fn check_pairs(check: impl Fn(&Pair)) {
    let pairs = Pair::all();
    let bases: Vec<Fixture> = pairs.iter().map(|pair| Fixture::of(pair.name(), pair.base.text.clone())).collect();
    check_each(&bases, |fixture| {
        let pair = pairs.iter().find(|pair| pair.name() == fixture.name).expect("it is one of them");
        check(pair);
    });
}

#[test]
fn pairs_are_small_and_say_what_they_show() {
    const LINES: usize = 40;
    for pair in Pair::all().into_iter().chain(Pair::of("same")) {
        let first = |fixture: &Fixture| fixture.text.lines().next().unwrap_or_default().to_owned();
        assert_eq!(first(&pair.base), first(&pair.head), "{}", pair.name());
        assert!(first(&pair.base).ends_with('.'), "{}: the first line says what it shows", pair.name());
        for fixture in [&pair.base, &pair.head] {
            assert!(fixture.text.lines().count() <= LINES, "{} has more than {LINES} lines", pair.name());
        }
    }
}

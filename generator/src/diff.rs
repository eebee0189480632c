//! What a change of a document means: on the wire, and for those who use the Rust client of it.

mod accepts;
mod advice;
mod arguments;
mod causes;
mod checks;
mod finding;
mod gathered;
mod hints;
mod ids;
mod joined;
mod kind;
mod listed;
mod listing;
mod nearest;
mod own;
mod printed;
mod reached;
mod references;
mod refusal;
mod renamed;
mod replaced;
mod rust;
mod sharing;
mod spots;
mod told;
mod trees;
mod uses;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::Diagnostics;
use crate::emit::{self, Home, Item};
use crate::resolve::Document;
use crate::services::Service;
use crate::source::{LineColumn, Origin, Sources};
use crate::{Run, thread};
use advice::Names;
use finding::{Draft, Found};
use joined::Joined;
use reached::Reached;
use spots::Spots;
use told::some;
use trees::Trees;
use wire::Sides;

pub use kind::{Kind, Rust, Wire};
pub use listing::{compare_listing, compare_listings};
pub use refusal::{Refusal, Which};
pub use rust::ItemChange;
pub use told::TOLD;

/// A document to compare.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The document, and what it takes from other files.
    pub sources: &'a Sources,
    /// The service that it is generated as.
    pub service: &'a Service,
}

/// All that differs between two documents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The changes, the silent ones first, then the worst.
    pub changes: Vec<Change>,
    /// What the crate must get for them: the greatest of their verdicts.
    pub version: Option<Rust>,
    /// The errors that only one of the documents has: what they are about is compared as if it were not there.
    pub refusals: Vec<Refusal>,
}

/// A cause, with all that comes of it.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// What names it for good.
    pub id: String,
    /// Its kind, in JSON by its id.
    pub kind: Kind,
    /// What it means for a caller that was built before.
    pub wire: Wire,
    /// What it does to code that uses the crate.
    pub rust: Rust,
    /// What it is in requests, answers and elsewhere, where that is not the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// Whether the code compiles as before, and does something else.
    pub silent: bool,
    /// The operations that it reaches, those with the shortest way first.
    pub operations: Vec<String>,
    /// Where it was.
    pub base: Option<Spot>,
    /// Where it is.
    pub head: Option<Spot>,
    /// The other places of the same cause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Place>,
    /// All of it in a sentence.
    pub message: String,
    /// What the sentence begins with: what it is about.
    #[serde(skip)]
    pub subject: String,
    /// How to spare callers of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// The items of the Rust API that change.
    pub rust_items: Vec<ItemChange>,
}

impl Change {
    /// A change of a service, or of what is generated for it, that is at no place of a document.
    pub fn without_place(kind: Kind, subject: &str) -> Self {
        Self {
            id: format!("{} {subject}", kind.id()),
            kind,
            wire: kind.wire(),
            rust: kind.least(),
            positions: Vec::new(),
            silent: false,
            operations: Vec::new(),
            base: None,
            head: None,
            elsewhere: Vec::new(),
            message: format!("`{subject}` {}", kind.words()),
            subject: format!("`{subject}`"),
            advice: None,
            rust_items: Vec::new(),
        }
    }
}

/// What a change is where a value goes one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Its kind, in JSON by its id.
    pub kind: Kind,
    /// What it means there.
    pub wire: Wire,
    /// The operations that it reaches there, those with the shortest way first.
    pub operations: Vec<String>,
}

/// A place of both sides.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// Where it was.
    pub base: Option<Spot>,
    /// Where it is.
    pub head: Option<Spot>,
    /// What it is about there.
    #[serde(skip)]
    pub subject: String,
}

/// A place in a file.
#[derive(Clone, Debug, Serialize)]
pub struct Spot {
    /// The name of the file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// In the document.
    pub pointer: String,
    /// Where all begins that the pointer names, if the line is that of a keyword in it.
    #[serde(skip)]
    pub whole: LineColumn,
}

impl Spot {
    /// A line as a whole, of a file that need be no document.
    pub fn at_line(file: &str, line: usize) -> Self {
        Self { file: file.to_owned(), line, column: 1, pointer: String::new(), whole: LineColumn { line, column: 1 } }
    }
}

/// What is wrong with documents that cannot be read, of each side for which that holds.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// Of the base.
    pub base: Option<Diagnostics>,
    /// Of the head.
    pub head: Option<Diagnostics>,
}

/// Compares two documents.
///
/// # Errors
///
/// The diagnostics of each document that cannot be read.
pub fn compare(base: Side<'_>, head: Side<'_>) -> Result<Report, Box<Unreadable>> {
    let (base_read, head_read) = std::thread::scope(|scope| {
        let [one, other] = [base, head].map(|side| thread::start(scope, move || read(side)));
        (thread::finished(one), thread::finished(other))
    });
    let (one, other) = match (base_read, head_read) {
        (Ok(one), Ok(other)) => (one, other),
        (one, other) => return Err(Box::new(Unreadable { base: one.err(), head: other.err() })),
    };
    let documents = Sides { base: &one.document, head: &other.document };
    let trees = Sides { base: &one.trees, head: &other.trees };
    let mut compared = wire::compare(documents, trees);
    printed::compare(&mut compared.found, trees);
    let items = rust::compare(&one.items, &other.items, &compared.paired);
    let declared = Sides { base: &replaced::declared(&one.items), head: &replaced::declared(&other.items) };
    let mut joined = gathered::gathered(joined::join(compared, &items, documents, declared));
    references::at_calls(&mut joined, documents, trees);
    let mut report = report(joined, trees);
    report.refusals = refusal::refusals(Sides { base: &one, head: &other });
    Ok(report)
}

/// What a comparison looks at.
struct Read<'s> {
    trees: Trees<'s>,
    document: Document,
    items: Vec<Item>,
    diagnostics: Diagnostics,
}

fn read(side: Side<'_>) -> Result<Read<'_>, Diagnostics> {
    let mut run = Run::new(side.sources, Home::Module(side.service));
    match passes(&mut run) {
        Some((trees, document, items)) => Ok(Read { trees, document, items, diagnostics: run.diagnostics }),
        None => Err(run.diagnostics),
    }
}

fn passes<'s>(run: &mut Run<'s>) -> Option<(Trees<'s>, Document, Vec<Item>)> {
    let tree = run.tree()?;
    let normal = run.normal(tree.clone())?.with_callbacks();
    let document = run.graph(&normal);
    let api = run.shapes(&document);
    let names = run.names(&api);
    let items = emit::items(&api, &names, run.home);
    let mut trees = Trees::of(tree, run.sources);
    let document = trees.read_checks(run, document);
    Some((trees, document, items))
}

fn report(joined: Vec<Joined>, sides: Sides<&Trees<'_>>) -> Report {
    let drafts = || joined.iter().flat_map(|joined| joined.found.drafts());
    let shown: Vec<Sides<Option<Origin>>> = drafts().map(|draft| spots::shown(draft, sides)).collect();
    let all = |of: fn(&Draft) -> &Option<Origin>,
               shown_of: fn(&Sides<Option<Origin>>) -> &Option<Origin>|
     -> Vec<Origin> { drafts().map(of).chain(shown.iter().map(shown_of)).flatten().cloned().collect() };
    let (base, head) = (
        Spots::of(sides.base, &all(|draft| &draft.base, |shown| &shown.base)),
        Spots::of(sides.head, &all(|draft| &draft.head, |shown| &shown.head)),
    );
    let spots = Sides { base: &base, head: &head };
    let names = Names::of(&joined);
    let advice: Vec<Option<String>> = joined.iter().map(|joined| names.advice(joined)).collect();
    let changes = joined.into_iter().zip(advice);
    let mut changes: Vec<Change> = changes.map(|(joined, advice)| change(joined, advice, (spots, sides))).collect();
    tell_apart(&mut changes);
    changes.sort_by(|one, other| {
        let rank = |change: &Change| (!change.silent, std::cmp::Reverse((change.wire, change.rust)));
        rank(one).cmp(&rank(other)).then_with(|| one.id.cmp(&other.id))
    });
    let version = changes.iter().map(|change| change.rust).max();
    Report { changes, version, refusals: Vec::new() }
}

fn change(joined: Joined, advice: Option<String>, (spots, trees): (Sides<&Spots<'_>>, Sides<&Trees<'_>>)) -> Change {
    let (rust, swaps) = (joined.rust(), joined.swaps());
    let (positions, sentence) = (positions(&joined.found.kinds), joined.sentence());
    let Joined { found, mut items } = joined;
    items.sort_by(|one, other| other.rust.cmp(&one.rust).then_with(|| one.item.cmp(&other.item)));
    items.dedup_by(|one, other| one.is_same(other));
    let draft = &found.draft;
    let place = |draft: &Draft| {
        let Sides { base, head } = spots::shown(draft, trees);
        Place {
            base: draft.base.as_ref().zip(base).map(|(origin, shown)| spots.base.spot(origin, &shown)),
            head: draft.head.as_ref().zip(head).map(|(origin, shown)| spots.head.spot(origin, &shown)),
            subject: draft.subject.clone(),
        }
    };
    let here = place(draft);
    Change {
        id: id(&found, trees.base, trees.head),
        kind: draft.kind,
        wire: draft.wire,
        rust,
        positions,
        silent: swaps || draft.wire > Wire::Safe && rust != Rust::Major,
        operations: found.reached.names(),
        base: here.base,
        head: here.head,
        elsewhere: found.elsewhere().map(place).collect(),
        message: sentence,
        subject: found.draft.subject.clone(),
        advice,
        rust_items: items,
    }
}

/// What names a change for good: its kind, where it is, and what tells it from others there.
fn id(found: &Found, base: &Trees<'_>, head: &Trees<'_>) -> String {
    let place = |draft: &Draft| match (&draft.base, &draft.head) {
        (_, Some(origin)) => ids::place(head, origin),
        (Some(origin), None) => ids::place(base, origin),
        (None, None) => String::new(),
    };
    let told = |all: BTreeSet<String>| some(&all.into_iter().collect::<Vec<_>>(), ", ");
    let places = told(found.drafts().map(place).collect());
    let names = told(found.drafts().filter_map(|draft| draft.name.clone()).collect());
    let mut id = format!("{} {places}", found.draft.kind.id());
    if !names.is_empty() {
        id.push_str(&format!(" {names}"));
    }
    id
}

/// Says more in the ids of changes of which several have one: where each was, and whom it reaches.
fn tell_apart(changes: &mut [Change]) {
    let was = |change: &Change| change.base.as_ref().map(|spot| spot.pointer.clone());
    let reached = |change: &Change| change.operations.first().cloned();
    for more in [was as fn(&Change) -> Option<String>, reached] {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        changes.iter().for_each(|change| *counts.entry(change.id.clone()).or_default() += 1);
        for change in changes.iter_mut().filter(|change| counts.get(&change.id).is_some_and(|count| *count > 1)) {
            let more = more(change).map_or_else(String::new, |more| format!(" {more}"));
            change.id.push_str(&more);
        }
    }
}

/// What a change is where a value goes one way and the other, where that is not one kind; of one kind, an operation has
/// the worst.
fn positions(kinds: &[(Kind, Wire, Reached)]) -> Vec<Position> {
    let has_worse = |kind: Kind, wire: Wire, name: &str| {
        kinds.iter().any(|(other, worse, reached)| *other == kind && *worse > wire && reached.steps(name).is_some())
    };
    let position = |(kind, wire, reached): &(Kind, Wire, Reached)| {
        let mut operations = reached.names();
        let are_any = operations.is_empty();
        operations.retain(|name| !has_worse(*kind, *wire, name));
        (are_any || !operations.is_empty()).then_some(Position { kind: *kind, wire: *wire, operations })
    };
    let positions: Vec<Position> = kinds.iter().filter_map(position).collect();
    if positions.len() > 1 { positions } else { Vec::new() }
}

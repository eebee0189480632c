//! The comparison of documents tells one edit as the one change that it is.
//!
//! An edit changes one thing of a document. What must be said of it is worked out from the document as it is written:
//! which operations send or receive the value is found by following references (`uses`), what it means on the wire
//! is written down in `verdicts`. Nothing of it is taken from the comparison itself.

mod answers;
mod choice;
mod dialect;
mod expected;
mod keywords;
mod members;
mod operations;
mod original;
mod parameters;
mod pointer;
mod shapes;
mod uses;
mod verdicts;
mod whole;
mod words;

use generator::diff::{Change, Kind, Report};
use serde_json::Value;

use choice::Choice;
use expected::Finding;
use original::Original;

/// One edit of a document.
#[derive(Debug)]
pub struct Edit {
    /// What is edited, and where.
    pub what: String,
    /// The document after it.
    pub head: Value,
    there: Vec<Finding>,
    back: Vec<Finding>,
    moves: Moves,
}

/// Whether an edit puts types elsewhere, after which they are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moves {
    Nothing,
    Types,
}

/// Makes one edit somewhere; none where the document has no place for it.
type Recipe = Box<dyn Fn(&Original<'_>, &mut Choice) -> Option<Edit>>;

/// So many edits of a document, each of another kind as long as there are some that it has a place for. The same
/// document and the same seed give the same ones.
pub fn edits(document: &Value, count: usize, seed: u64) -> Vec<Edit> {
    let original = Original::of(document);
    let mut choice = Choice::new(seed);
    let mut recipes = recipes();
    let mut edits = Vec::new();
    while edits.len() < count && !recipes.is_empty() {
        let recipe = recipes.swap_remove(choice.below(recipes.len()));
        edits.extend(recipe(&original, &mut choice).filter(|edit| !original.is_cut(&edit.head)));
    }
    edits
}

/// Those that are functions.
const RECIPES: &[fn(&Original<'_>, &mut Choice) -> Option<Edit>] = &[
    answers::body_removed,
    answers::encoding_set,
    answers::header_required,
    answers::status_replaced,
    dialect::raised,
    operations::callback_removed,
    operations::path_added,
    operations::path_removed,
    operations::path_renamed,
    operations::placeholder_renamed,
    operations::removed,
    operations::reordered,
    parameters::lifted,
    parameters::removed,
    parameters::swapped,
    shapes::closed,
    shapes::mapping_changed,
    shapes::part_added,
    shapes::split,
    shapes::variant_added,
    shapes::variants_reordered,
    whole::base_path,
    whole::description,
    whole::extension,
    whole::host,
    whole::no_security,
    whole::own_security,
    whole::scope_added,
    whole::reordered,
    whole::scheme,
    whole::server_added,
    whole::version,
    words::component_renamed,
    words::extracted,
    words::shared,
    words::swapped,
    words::unused_added,
    words::unused_removed,
    words::wrapped,
];

/// Those, and one for each line of the tables.
fn recipes() -> Vec<Recipe> {
    let mut recipes: Vec<Recipe> = Vec::new();
    recipes.extend(RECIPES.iter().map(|recipe| Box::new(recipe) as Recipe));
    let keywords = [keywords::BOUNDS, keywords::NOTES, shapes::ENUMS];
    recipes.extend(keywords.into_iter().flat_map(|table| each(table, keywords::edited)));
    recipes.extend(each(shapes::TYPES, shapes::retyped));
    recipes.extend(each(members::MEMBERS, members::edited));
    recipes.extend(each(operations::ITSELF, operations::edited));
    recipes.extend(each(parameters::ITSELF, parameters::edited));
    recipes.extend(each(parameters::NEW, parameters::added));
    recipes.extend(each(answers::BODIES, answers::body_edited));
    recipes.extend(each(answers::ANSWERS, answers::answer_edited));
    recipes.extend(each(answers::STATUSES, answers::answer_added));
    recipes.extend(each(whole::SECURITY, whole::security));
    recipes
}

fn each<T: Sync>(
    table: &'static [T],
    edited: fn(&Original<'_>, &mut Choice, &T) -> Option<Edit>,
) -> impl Iterator<Item = Recipe> {
    table.iter().map(move |line| {
        Box::new(move |original: &Original<'_>, choice: &mut Choice| edited(original, choice, line)) as Recipe
    })
}

impl Edit {
    fn new(what: &str, place: &str, head: Value) -> Self {
        Self { what: format!("{what} at {place}"), head, there: Vec::new(), back: Vec::new(), moves: Moves::Nothing }
    }

    /// Types may have other names, as they stand elsewhere.
    fn moving(mut self) -> Self {
        self.moves = Moves::Types;
        self
    }

    /// Expects a finding, and its counterpart.
    fn finding(mut self, there: Option<Finding>, back: Option<Finding>) -> Self {
        self.there.extend(there);
        self.back.extend(back);
        self
    }

    /// Expects a finding of one kind, and its counterpart.
    fn one(self, there: &str, back: &str, operations: usize) -> Self {
        self.finding(Some(Finding::new(there, operations)), Some(Finding::new(back, operations)))
    }

    /// What the comparison of the document with the edited one, and the one back, do not say as they must, in words;
    /// none is what we want.
    pub fn missed(&self, there: &Report, back: &Report) -> Option<String> {
        let there = self.differing(&self.there, there).map(|said| format!("there {said}"));
        let back = self.differing(&self.back, back).map(|said| format!("back {said}"));
        let said: Vec<String> = there.into_iter().chain(back).collect();
        (!said.is_empty()).then(|| format!("{}: {}", self.what, said.join("; ")))
    }

    /// What is missing, and what is too much.
    fn differing(&self, expected: &[Finding], report: &Report) -> Option<String> {
        let mut missing: Vec<Finding> = expected.to_vec();
        let mut more = Vec::new();
        let is_moved = |change: &Change| self.moves == Moves::Types && change.kind == Kind::NameChanged;
        for change in report.changes.iter().filter(|change| !is_moved(change)) {
            let found = Finding::found(change);
            match missing.iter().position(|finding| finding.is(&found)) {
                Some(index) if missing.remove(index).has_version(change) => {}
                Some(_) => {
                    more.push(format!(
                        "{}, for which the crate gets {:?}: {}",
                        found.said(),
                        change.rust,
                        change.message
                    ));
                }
                None => more.push(format!("{}: {}", found.said(), change.message)),
            }
        }
        let missing: Vec<String> = missing.iter().map(Finding::said).collect();
        let said = format!("expected {}; found {}", missing.join(", "), more.join(", "));
        (!missing.is_empty() || !more.is_empty()).then_some(said)
    }
}

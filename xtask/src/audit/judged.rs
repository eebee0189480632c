//! The verdict of the diff on a pair in one direction, beside those of the judges.

use std::collections::BTreeSet;

use generator::diff::Rust;
use serde::Deserialize;

use super::compiler::{Compiled, Seen};
use super::pairs::{Direction, Written};

/// Who says something of a pair beside the diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Judge {
    Compiler,
    CargoSemverChecks,
}

/// What is said of a pair in one direction.
pub(super) struct Judged {
    /// The name of the pair, with ` back` behind it where its head becomes the base.
    pub(super) name: String,
    /// What the diff says.
    pub(super) ours: Rust,
    /// What the compiler says of the callers, which cannot tell a patch from nothing.
    pub(super) compiler: Rust,
    /// What cargo-semver-checks says, where it was asked.
    pub(super) semver: Option<Rust>,
    /// Where the judges do not agree.
    pub(super) differences: Vec<Difference>,
    /// How many differences have an explanation.
    pub(super) explained: usize,
}

/// Where a judge does not agree.
pub(super) struct Difference {
    pub(super) judge: Judge,
    pub(super) says: String,
}

impl Judged {
    /// Whether a judge has said something.
    pub(super) fn asked(&self, judge: Judge) -> bool {
        match judge {
            Judge::Compiler => true,
            Judge::CargoSemverChecks => self.semver.is_some(),
        }
    }
}

/// Both directions of a pair.
pub(super) fn judged(pair: &Written, compiled: &Compiled, semver: Option<[Rust; 2]>) -> [Judged; 2] {
    let Compiled { base_on_base, base_on_head, head_on_head, head_on_base } = compiled;
    let there = Callers { own: base_on_base, other: base_on_head, reverse: head_on_base };
    let back = Callers { own: head_on_head, other: head_on_base, reverse: base_on_head };
    [
        there.judged(pair.name.clone(), &pair.there, semver.map(|[there, _]| there)),
        back.judged(format!("{} back", pair.name), &pair.back, semver.map(|[_, back]| back)),
    ]
}

/// The callers of one side.
struct Callers<'c> {
    /// Against their own side.
    own: &'c Seen,
    /// Against the other.
    other: &'c Seen,
    /// Those of the other side against this one: they use what is new.
    reverse: &'c Seen,
}

impl Callers<'_> {
    fn judged(&self, name: String, direction: &Direction, semver: Option<Rust>) -> Judged {
        let ours = direction.report.version.unwrap_or(Rust::None);
        let compiler = self.verdict();
        let unusable = self.own.broken.iter();
        let unusable = unusable.map(|(item, error)| format!("`{item}` cannot be used as the listing says: {error}"));
        let is_other = compiler != if ours == Rust::Patch { Rust::None } else { ours };
        let verdict = is_other.then(|| format!("the diff says {ours:?}, the compiler {compiler:?}"));
        let compiled = unusable.chain(verdict).chain(self.items(direction));
        let compiled = compiled.map(|says| Difference { judge: Judge::Compiler, says });
        let documented = semver.filter(|semver| *semver > ours).map(|semver| Difference {
            judge: Judge::CargoSemverChecks,
            says: format!("the diff says {ours:?}, cargo-semver-checks {semver:?}"),
        });
        let differences = compiled.chain(documented).collect();
        Judged { name, ours, compiler, semver, differences, explained: 0 }
    }

    /// What it takes to use the other side.
    fn verdict(&self) -> Rust {
        let is_deprecated = self.other.deprecated.iter().any(|item| !self.own.deprecated.contains(item));
        if !self.other.broken.is_empty() {
            Rust::Major
        } else if !self.reverse.broken.is_empty() || is_deprecated {
            Rust::Minor
        } else {
            Rust::None
        }
    }

    /// Where the items that break callers are not those that the diff names.
    fn items(&self, direction: &Direction) -> Vec<String> {
        let items = direction.report.changes.iter().flat_map(|change| &change.rust_items);
        let majors = items.filter(|item| item.rust == Rust::Major).filter_map(|item| item.was.as_deref());
        let majors: Vec<&str> = majors.map(inside).collect();
        let types: BTreeSet<&str> = majors.iter().filter_map(|was| declared(was)).collect();
        let is_told = |item: &str| majors.contains(&item) || words(item).any(|word| types.contains(word));
        let untold = self.other.broken.iter().filter(|(item, _)| !is_told(item));
        let untold =
            untold.map(|(item, error)| format!("`{item}` breaks its callers, which the diff does not say: {error}"));
        let unproven = majors.iter().filter(|was| !self.other.broken.keys().any(|item| is_of(item, was)));
        let unproven = unproven.map(|was| format!("`{was}` breaks no caller, and the diff says that it does"));
        untold.chain(unproven).collect()
    }
}

/// An item without the name of the crate.
fn inside(item: &str) -> &str {
    item.split_once("::").map_or(item, |(_, inside)| inside)
}

/// Whether a line of the listing is this item; of what is only called otherwise the path alone is told.
fn is_of(line: &str, item: &str) -> bool {
    line.strip_prefix(item).is_some_and(|rest| rest.is_empty() || rest.starts_with(": ") || rest.starts_with('('))
}

/// The name of a type or call that is another one now: what names it is another, too.
fn declared(item: &str) -> Option<&str> {
    let path = item.split_once(": ").map_or(item, |(path, _)| path);
    let name = path.strip_prefix("models::").or_else(|| path.strip_prefix("operations::"))?;
    (!name.contains([':', '.', '('])).then_some(name)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

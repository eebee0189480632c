//! The verdict of the diff on a pair in one direction, beside those of the judges.

use std::collections::BTreeSet;

use generator::diff::Rust;

use super::compiler::{Compiled, Seen};
use super::pairs::{Direction, Written};

/// What is said of a pair in one direction.
pub(super) struct Judged {
    /// The name of the pair, with `back` where its head becomes its base.
    pub(super) name: String,
    /// What the diff says.
    pub(super) ours: Rust,
    /// What the compiler says of the callers; what it cannot tell from nothing is [`Rust::None`].
    pub(super) compiler: Rust,
    /// What cargo-semver-checks says, where it was asked.
    pub(super) semver: Option<Rust>,
    /// Where the judges do not agree, in words.
    pub(super) differences: Vec<String>,
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
        let mut differences: Vec<String> = Vec::new();
        for (item, error) in &self.own.broken {
            differences.push(format!("`{item}` cannot be used as the listing says: {error}"));
        }
        if told(ours) != compiler {
            differences.push(format!("the diff says {ours:?}, the compiler {compiler:?}"));
        }
        if semver.is_some_and(|semver| semver > ours) {
            differences.push(format!("the diff says {ours:?}, cargo-semver-checks {semver:?}"));
        }
        differences.extend(self.items(direction));
        Judged { name, ours, compiler, semver, differences }
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

    /// Whether the items that break callers are those that the diff names.
    fn items(&self, direction: &Direction) -> Vec<String> {
        let items = direction.report.changes.iter().flat_map(|change| &change.rust_items);
        let majors: Vec<&str> =
            items.filter(|item| item.rust == Rust::Major).filter_map(|item| item.was.as_deref()).map(inside).collect();
        let whole: BTreeSet<&str> = majors.iter().filter_map(|was| last(was)).collect();
        let is_told = |item: &String| majors.contains(&item.as_str()) || words(item).any(|word| whole.contains(word));
        let untold = self.other.broken.iter().filter(|(item, _)| !is_told(item));
        let untold = untold.map(|(item, error)| format!("`{item}` breaks its callers, which the diff does not say: {error}"));
        let breaks = |was: &str| self.other.broken.keys().any(|item| item == was || item.strip_prefix(was).is_some_and(|rest| rest.starts_with([':', '('])));
        let whole = majors.iter().filter(|was| !breaks(was));
        let unproven = whole.map(|was| format!("`{was}` breaks no caller, and the diff says that it does"));
        untold.chain(unproven).collect()
    }
}

/// A verdict as far as a compiler can tell it.
fn told(verdict: Rust) -> Rust {
    if verdict == Rust::Patch { Rust::None } else { verdict }
}

/// An item without the name of the crate.
fn inside(item: &str) -> &str {
    item.split_once("::").map_or(item, |(_, inside)| inside)
}

/// The name of a type or call that is gone, or called otherwise.
fn last(item: &str) -> Option<&str> {
    let path = item.split_once(": ").map_or(item, |(path, _)| path);
    let is_whole = (path.starts_with("models::") || path.starts_with("operations::"))
        && path.matches("::").count() == 1
        && !path.contains(['.', '(']);
    path.rsplit("::").next().filter(|_| is_whole)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

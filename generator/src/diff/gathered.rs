//! One cause is one finding: what differs alike in several places, or by several values of one list, is told once.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::finding::{Common, Draft, Found};
use super::hints::is_in;
use super::joined::Joined;
use super::told::some;
use super::{Kind, Rust, Wire};
use crate::emit::Mark;
use crate::source::Origin;

/// A sentence that holds of other subjects, too; those that are called alike are counted.
fn likewise(draft: &Draft, others: &[Draft]) -> String {
    let mut seen = BTreeSet::from([draft.subject.as_str()]);
    let named = others.iter().map(|draft| draft.subject.as_str()).filter(|subject| seen.insert(subject));
    let told = match (some(&named.map(str::to_owned).collect::<Vec<_>>(), ", "), others.len()) {
        (told, _) if !told.is_empty() => told,
        (_, 1) => "in another place".to_owned(),
        (_, count) => format!("in {count} other places"),
    };
    format!("{}; likewise {told}", draft.sentence())
}

/// Gathers the differences of each cause; those that mean something else are told by themselves.
pub(super) fn gathered(all: Vec<Joined>) -> Vec<Joined> {
    let mut of_cause: IndexMap<Cause, usize> = IndexMap::new();
    let mut gathered: Vec<Joined> = Vec::new();
    for joined in all {
        let own = gathered.len();
        match Cause::of(&joined).map(|cause| *of_cause.entry(cause).or_insert(own)) {
            Some(first) if first < own => gathered[first].take(joined),
            _ => gathered.push(joined),
        }
    }
    told_apart(gathered)
}

/// Tells by which values variants are told apart with all that says so: their names, where nothing else does, and the
/// members that list the values.
fn told_apart(all: Vec<Joined>) -> Vec<Joined> {
    let is_whole =
        |joined: &Joined| joined.found.draft.tells_apart() && joined.found.draft.common == Some(Common::List);
    let (mut wholes, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_whole);
    let mut left = Vec::new();
    for mut other in others {
        match wholes.iter_mut().find(|whole| whole.found.drafts().any(|draft| draft.is_said_by(&other.found.draft))) {
            Some(whole) => {
                whole.found.reached.extend(&other.found.reached);
                whole.items.append(&mut other.items);
            }
            None => left.push(other),
        }
    }
    wholes.into_iter().chain(left).collect()
}

impl Draft {
    /// Whether it is by which values variants are told apart.
    pub(super) fn tells_apart(&self) -> bool {
        matches!(self.judged_as, Kind::ReqDiscriminatorMapping | Kind::ResDiscriminatorMapping)
    }

    /// Whether another is that the component which a variant is has the other name that is its value now, or that a
    /// member of the variant lists the other value.
    fn is_said_by(&self, other: &Self) -> bool {
        let is_variant = |place: &Option<Origin>| place.clone().is_some_and(|it| self.marks.contains(&Mark::Place(it)));
        let is_in_variant = |place: &Origin| {
            self.marks.iter().any(|mark| matches!(mark, Mark::Place(variant) if is_in(place, variant)))
        };
        match other.kind {
            Kind::SchemaRenamed => is_variant(&other.base) && is_variant(&other.head),
            _ if other.tells_apart() => {
                let is_same = (&other.was, &other.is) == (&self.was, &self.is);
                is_same && other.head.as_ref().is_some_and(is_in_variant)
            }
            _ => false,
        }
    }
}

/// What the differences of one cause have in common, and what they mean.
#[derive(PartialEq, Eq, Hash)]
struct Cause {
    common: Common,
    /// The place of the list.
    place: Option<(Option<Origin>, Option<Origin>)>,
    /// None where each means what it means, and all are told as the worst.
    told: Option<Told>,
}

/// What differences of one cause mean alike.
#[derive(PartialEq, Eq, Hash)]
struct Told {
    kinds: Vec<(Kind, Wire)>,
    told_as: (Kind, Kind, Wire),
    /// Of one list, only what keeps it from being silent: one value may have an item of its own, and another share one.
    rust: Option<Rust>,
    swaps: bool,
}

impl Cause {
    fn of(joined: &Joined) -> Option<Self> {
        let draft = &joined.found.draft;
        let common = draft.common.clone()?;
        let is_list = common == Common::List;
        if joined.swaps() && !is_list {
            return None;
        }
        let told = || Told {
            kinds: joined.found.kinds.iter().map(|(kind, wire, _)| (*kind, *wire)).collect(),
            told_as: (draft.kind, draft.judged_as, draft.wire),
            rust: Some(joined.rust()).filter(|rust| !is_list || draft.wire > Wire::Safe && *rust == Rust::Major),
            swaps: joined.swaps(),
        };
        let told = (!matches!(common, Common::Part(_))).then(told);
        Some(Self { common, place: is_list.then(|| (draft.base.clone(), draft.head.clone())), told })
    }
}

impl Joined {
    /// Takes in another difference of the same cause.
    fn take(&mut self, mut other: Self) {
        let found = &mut self.found;
        if other.found.draft.wire > found.draft.wire {
            std::mem::swap(found, &mut other.found);
        }
        found.draft.least = found.draft.least.max(other.found.draft.least);
        found.reached.extend(&other.found.reached);
        for (kind, wire, others) in other.found.kinds {
            match found.kinds.iter_mut().find(|(known, weight, _)| (*known, *weight) == (kind, wire)) {
                Some((_, _, reached)) => reached.extend(&others),
                None => found.kinds.push((kind, wire, others)),
            }
        }
        found.alike.push(other.found.draft);
        found.alike.append(&mut other.found.alike);
        self.items.extend(other.items);
    }
}

impl Found {
    /// All differences of the cause.
    pub(super) fn drafts(&self) -> impl Iterator<Item = &Draft> {
        std::iter::once(&self.draft).chain(&self.alike)
    }

    /// Those that are in other places than the first.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = &Draft> {
        self.alike.iter().filter(|draft| draft.common != Some(Common::List))
    }

    /// All of it in a sentence.
    pub(super) fn sentence(&self) -> String {
        let draft = &self.draft;
        match &draft.common {
            Some(Common::List) if !self.alike.is_empty() => {
                let told = |value: fn(&Draft) -> &Option<String>| {
                    let all: Vec<String> = self.drafts().filter_map(|draft| value(draft).clone()).collect();
                    Some(some(&all, ", ")).filter(|told| !told.is_empty())
                };
                let count = self.alike.len() + 1;
                let words = draft.words().replace("a value", &format!("{count} values"));
                let words = words.replace("a variant", &format!("{count} variants"));
                draft.said(&words, (&told(|draft| &draft.was), &told(|draft| &draft.is)))
            }
            Some(Common::Replacement(..) | Common::Part(_)) if !self.alike.is_empty() => likewise(draft, &self.alike),
            _ => draft.sentence(),
        }
    }
}

//! What a caller proves.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Kind::{self, *};
use super::super::Wire;
use super::super::finding::{Draft, Values};
use super::super::kind::Effect;
use super::super::trees::Trees;
use super::schemes::scheme;
use super::{Comparison, Sides, declares, subjects};
use crate::resolve::{Document, Operation, SecurityRequirement, SecurityScheme, Webhook};

/// Compares what an operation asks for.
pub(super) fn of_operation(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let same = Renamed::of(comparison.documents);
    let (was, is) = (written(&base.security, |name| same.name(name)), written(&head.security, str::to_owned));
    let (kind, is_alike) = match changed(&without_implied(&was), &without_implied(&is)) {
        Some(kind) => {
            let known = by_their_names(comparison.documents, &same, base, head);
            let known = changed(&without_implied(&was), &known);
            (known.unwrap_or(kind), known.is_none())
        }
        // What is implied by another is listed for people.
        None if was != is && !(asks_nothing(&was) && asks_nothing(&is)) => (OpSummaryChanged, false),
        None => return,
    };
    let is_own = declares(comparison.trees.base, base, "security") || declares(comparison.trees.head, head, "security");
    let (kind, subject, places) = if is_own {
        (own(kind), subjects::operation(head), (base.origin.child("security"), head.origin.child("security")))
    } else {
        let root = |trees: &Trees<'_>| trees.root().child("security");
        let Sides { base, head } = comparison.trees;
        (kind, "every operation without its own `security`".to_owned(), (root(base), root(head)))
    };
    let (was, is) = (said(&base.security), said(&head.security));
    let draft = Draft::new(kind, ("security", subject), Some(&places.0), Some(&places.1));
    let draft = draft.values((was, is)).effect(Effect::Text);
    comparison.say_of(operation, if is_alike { draft.wire(Wire::Safe) } else { draft });
}

/// How what the service proves to whoever listens differs. Who asks for the proof of before may miss it, where an
/// operation that does would refuse the call that has the proof of now.
pub(super) fn of_callback(documents: Sides<&Document>, base: &Webhook, head: &Webhook) -> Option<(Kind, Wire, Values)> {
    let same = Renamed::of(documents);
    let was = without_implied(&written(&base.security, |name| same.name(name)));
    let is = without_implied(&written(&head.security, str::to_owned));
    let (kind, taken) = changed(&was, &is).zip(changed(&is, &was))?;
    Some((own(kind), taken.wire().min(Wire::Risky), (said(&base.security), said(&head.security))))
}

/// The kind for an operation that says itself what it asks for.
fn own(kind: Kind) -> Kind {
    match kind {
        SecGlobalReplaced => SecOpReplaced,
        SecGlobalRemoved => SecOpRemoved,
        SecGlobalAdded => SecOpAlternativeAdded,
        kind => kind,
    }
}

/// What an operation of the head asks for, by the names that the base has for schemes that say the same, or that the
/// head has for those.
fn by_their_names(
    documents: Sides<&Document>,
    same: &Renamed<'_>,
    base: &Operation,
    head: &Operation,
) -> BTreeSet<Alternative> {
    let names = || base.security.iter().flat_map(|requirement| &requirement.schemes).map(|(name, _)| name);
    let says = |name: &String, other: &SecurityScheme| {
        documents.base.security_schemes.get(name).is_some_and(|own| scheme(own, other).is_none())
    };
    let known = written(&head.security, |name| {
        let other = documents.head.security_schemes.get(name).filter(|_| names().all(|own| own != name));
        let alike = other.and_then(|other| names().find(|own| says(own, other)));
        same.name(alike.map_or(name, String::as_str))
    });
    without_implied(&known)
}

/// Whether there is nothing to prove: no alternative, or only the empty one.
fn asks_nothing(alternatives: &BTreeSet<Alternative>) -> bool {
    alternatives.iter().all(BTreeSet::is_empty)
}

/// The kind of the change between two lists of alternatives.
fn changed(was: &BTreeSet<Alternative>, is: &BTreeSet<Alternative>) -> Option<Kind> {
    if was == is || asks_nothing(was) && asks_nothing(is) {
        return None;
    }
    let is_open = |all: &BTreeSet<Alternative>| all.is_empty() || all.iter().any(BTreeSet::is_empty);
    let schemes = |alternative: &Alternative| -> BTreeSet<String> {
        alternative.iter().map(|(scheme, _)| scheme.clone()).collect()
    };
    let all = |alternatives: &BTreeSet<Alternative>| -> BTreeSet<BTreeSet<String>> {
        alternatives.iter().map(schemes).collect()
    };
    Some(match (is_open(was), is_open(is)) {
        (true, true) => SecGlobalAdded,
        (true, false) => SecOpAdded,
        (false, true) => SecGlobalRemoved,
        (false, false) if was.is_subset(is) => SecGlobalAdded,
        (false, false) => match (was.iter().next(), is.iter().next()) {
            (Some(one), Some(other)) if was.len() == 1 && is.len() == 1 => match (schemes(one), schemes(other)) {
                (one_schemes, others) if one_schemes == others && one.is_subset(other) => SecScopeAdded,
                (one_schemes, others) if one_schemes == others && other.is_subset(one) => SecScopeRemoved,
                (one_schemes, others) if one_schemes == others => SecScopeAdded,
                (one_schemes, others) if one_schemes.is_subset(&others) => SecAndAdded,
                (one_schemes, others) if others.is_subset(&one_schemes) => SecAndRemoved,
                _ => SecGlobalReplaced,
            },
            // Whatever was proved, something that is asked for now is in it.
            _ if was.iter().all(|one| is.iter().any(|other| other.is_subset(one))) => {
                if all(was) == all(is) {
                    SecScopeRemoved
                } else {
                    SecAndRemoved
                }
            }
            _ if all(was) == all(is) => SecScopeAdded,
            // Each way in is one of before, with more.
            _ if all(is).is_disjoint(&all(was))
                && is.iter().all(|other| was.iter().any(|one| one.is_subset(other))) =>
            {
                SecAndAdded
            }
            _ => SecGlobalReplaced,
        },
    })
}

/// Schemes and scopes that are needed together; a scheme without scopes stands once.
type Alternative = BTreeSet<(String, Option<String>)>;

/// Schemes of the base whose names the head has no more, and that say what one of the head says.
pub(super) struct Renamed<'d>(BTreeMap<&'d str, &'d str>);

impl<'d> Renamed<'d> {
    pub(super) fn of(documents: Sides<&'d Document>) -> Self {
        let Sides { base, head } = documents;
        let gone = base.security_schemes.iter().filter(|(name, _)| !head.security_schemes.contains_key(*name));
        let renamed = gone.filter_map(|(name, own)| {
            let new = head.security_schemes.iter().filter(|(name, _)| !base.security_schemes.contains_key(*name));
            let (same, _) = new.into_iter().find(|(_, other)| self::scheme(own, other).is_none())?;
            Some((name.as_str(), same.as_str()))
        });
        Self(renamed.collect())
    }

    /// The names, each with the one of the head.
    pub(super) fn names(self) -> impl Iterator<Item = (&'d str, &'d str)> {
        self.0.into_iter()
    }

    fn name(&self, name: &str) -> String {
        self.0.get(name).copied().unwrap_or(name).to_owned()
    }
}

fn written(requirements: &[SecurityRequirement], name: impl Fn(&str) -> String) -> BTreeSet<Alternative> {
    let alternative = |requirement: &SecurityRequirement| {
        let scopes = |(scheme, scopes): &(String, Vec<String>)| {
            let scheme = name(scheme);
            let scopes = scopes.iter().map(|scope| (scheme.clone(), Some(scope.clone())));
            scopes.chain([(scheme.clone(), None)]).collect::<Vec<_>>()
        };
        requirement.schemes.iter().flat_map(scopes).collect()
    };
    requirements.iter().map(alternative).collect()
}

/// Those of alternatives that say something: who proves what one asks for proves what another asks for that is in it.
fn without_implied(all: &BTreeSet<Alternative>) -> BTreeSet<Alternative> {
    let is_implied =
        |one: &Alternative| all.iter().any(|other| !other.is_empty() && other != one && other.is_subset(one));
    all.iter().filter(|one| !is_implied(one)).cloned().collect()
}

fn said(requirements: &[SecurityRequirement]) -> Option<String> {
    let scheme = |(name, scopes): &(String, Vec<String>)| match &scopes[..] {
        [] => name.clone(),
        scopes => format!("{name} ({})", scopes.join(", ")),
    };
    let together = |requirement: &SecurityRequirement| match &requirement.schemes[..] {
        [] => "nothing".to_owned(),
        schemes => schemes.iter().map(scheme).collect::<Vec<_>>().join(" and "),
    };
    let all: Vec<String> = requirements.iter().map(together).collect();
    Some(if all.is_empty() { "nothing".to_owned() } else { all.join(" or ") })
}

#[cfg(test)]
mod tests;

//! Unique names in a scope, without counters: what clashes gets its context, else a hash of its own wire name.

use std::collections::{BTreeMap, BTreeSet};

use super::Ident;
use crate::diagnostic::catalogue::name::{Naming, Rival};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::hash::free_name;
use crate::source::Origin;
use crate::spelling::HASH_DIGITS;

/// Where names are to be unique.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// What it is, in a sentence.
    words: &'a str,
    /// What gives its items other names.
    naming: Naming,
}

impl<'a> Scope<'a> {
    pub(super) fn new(words: &'a str, naming: Naming) -> Self {
        Self { words, naming }
    }
}

/// Something that wants a name.
pub(super) struct Item<'a> {
    /// Its name in the document.
    pub(crate) wire: String,
    /// The names it would take, the plain one first; the next ones say more of its context.
    pub(crate) wanted: Vec<Ident>,
    pub(crate) claim: Claim,
    pub(crate) origin: &'a Origin,
}

/// How an item comes by the first name that it would take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// The document asks for it: then no other item may want it.
    Asked,
    /// It is what the document calls the item.
    Named,
    /// It is made of what stands around the item.
    Made,
}

impl Claim {
    /// That of an item which the document names.
    pub(super) fn of(wish: Option<&String>) -> Self {
        if wish.is_some() { Self::Asked } else { Self::Named }
    }
}

/// Names each item; `taken` are names of the scope that no item may have.
pub(super) fn unique(
    scope: Scope<'_>,
    items: &[Item<'_>],
    taken: &[&str],
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let mut claims: BTreeMap<&Ident, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        claims.entry(&item.wanted[0]).or_default().push(at);
    }
    report_asked(scope, items, &claims, diagnostics);
    let mut names: Vec<Option<Ident>> = vec![None; items.len()];
    for (ident, claimants) in &claims {
        if let Some(keeper) = keeper(ident, claimants, items, taken) {
            names[keeper] = Some((*ident).clone());
        }
    }
    let clashing: Vec<usize> = (0..items.len()).filter(|&at| names[at].is_none()).collect();
    if clashing.is_empty() {
        return names.into_iter().flatten().collect();
    }
    let in_context = contexts(items, &clashing, &names, taken);
    let rival = |&at: &usize| {
        if taken.contains(&items[at].wanted[0].plain()) {
            return (at, Rival::Generated);
        }
        let claimants = &claims[&items[at].wanted[0]];
        let keeper = claimants.iter().copied().find(|&claimant| names[claimant].is_some());
        (at, rival(&items[at], keeper, claimants, items))
    };
    let rivals: BTreeMap<usize, Rival<'_>> = clashing.iter().map(rival).collect();
    for (&at, ident) in &in_context {
        names[at] = Some(ident.clone());
    }
    let names = hashed(items, names, taken);
    report((items, &names, &rivals), scope.naming, diagnostics);
    names
}

/// Names each item, among others that were not asked for: their names are theirs, and no matter of those who asked for
/// the items alone.
pub(super) fn unique_beside(
    scope: Scope<'_>,
    items: (Vec<Item<'_>>, Vec<Item<'_>>),
    taken: &[&str],
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    unique_of_both(scope, items, taken, diagnostics).0
}

/// The same, with the names of the others behind.
pub(super) fn unique_of_both(
    scope: Scope<'_>,
    (mut items, others): (Vec<Item<'_>>, Vec<Item<'_>>),
    taken: &[&str],
    diagnostics: &mut Diagnostics,
) -> (Vec<Ident>, Vec<Ident>) {
    let (asked, origins) = (items.len(), others.iter().map(|other| other.origin).collect::<BTreeSet<&Origin>>());
    items.extend(others);
    let mut found = Diagnostics::new();
    let mut names = unique(scope, &items, taken, &mut found);
    let of_others = names.split_off(asked);
    found.retain(|origin| !origins.contains(origin));
    diagnostics.append(found);
    (names, of_others)
}

/// A name that the document asks for is not given up for another: its author decides.
fn report_asked(
    scope: Scope<'_>,
    items: &[Item<'_>],
    claims: &BTreeMap<&Ident, Vec<usize>>,
    diagnostics: &mut Diagnostics,
) {
    for (ident, claimants) in claims {
        let Some(&asked) = claimants.iter().find(|&&at| items[at].claim == Claim::Asked) else { continue };
        for &other in claimants.iter().filter(|&&other| other != asked) {
            let (first, again) = (items[asked.min(other)].origin, items[asked.max(other)].origin);
            diagnostics.push(catalogue::name::name_collision(
                &ident.as_str(),
                (scope.words, scope.naming),
                first,
                again,
            ));
        }
    }
}

/// Says which items have a name that is not their own.
fn report(
    (items, names, rivals): (&[Item<'_>], &[Ident], &BTreeMap<usize, Rival<'_>>),
    naming: Naming,
    diagnostics: &mut Diagnostics,
) {
    let asked: BTreeSet<&Ident> =
        items.iter().filter(|item| item.claim == Claim::Asked).map(|item| &item.wanted[0]).collect();
    for (&at, rival) in rivals {
        let (item, name) = (&items[at], &names[at]);
        if name.plain() != item.wire && *name != item.wanted[0] && !asked.contains(&item.wanted[0]) {
            let (name, wire) = (name.as_str(), &item.wire);
            diagnostics.push(catalogue::name::renamed_on_clash(&name, wire, item.origin, *rival, naming));
        }
    }
}

/// Who keeps a plain name: its only claimant, else the one that is spelled like it in the document, else the one that
/// has a name in it, else the one whose signs add nothing to it.
fn keeper(ident: &Ident, claimants: &[usize], items: &[Item<'_>], taken: &[&str]) -> Option<usize> {
    if taken.contains(&ident.plain()) {
        return None;
    }
    let only = |fits: &dyn Fn(&Item<'_>) -> bool| {
        let mut fitting = claimants.iter().copied().filter(|&at| fits(&items[at]));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let is_spelled = |item: &Item<'_>| item.wire == ident.plain();
    let is_plain = |item: &Item<'_>| item.wanted.len() > 1 && item.wanted.iter().all(|wanted| wanted == ident);
    let is_named = |item: &Item<'_>| item.claim == Claim::Named;
    only(&|_| true).or_else(|| only(&is_spelled)).or_else(|| only(&is_named)).or_else(|| only(&is_plain))
}

/// The item that stands in the way of another, at a place of its own: the one that keeps the name, else one that wants
/// it too.
fn rival<'a>(item: &Item<'_>, keeper: Option<usize>, claimants: &[usize], items: &'a [Item<'_>]) -> Rival<'a> {
    let is_elsewhere = |at: &usize| items[*at].origin != item.origin;
    let keeper = keeper.filter(is_elsewhere).map(|at| Rival::Item(items[at].origin, "keeps the name"));
    let other = || claimants.iter().copied().find(is_elsewhere);
    let other = || other().map(|at| Rival::Item(items[at].origin, "wants the same name"));
    keeper.or_else(other).unwrap_or(Rival::Unplaced)
}

/// The names in context of clashing items, where no other item has or wants them.
fn contexts(items: &[Item<'_>], clashing: &[usize], names: &[Option<Ident>], taken: &[&str]) -> BTreeMap<usize, Ident> {
    let mut wanted: BTreeMap<&Ident, BTreeSet<usize>> = BTreeMap::new();
    for &at in clashing {
        for ident in items[at].wanted.iter().skip(1) {
            wanted.entry(ident).or_default().insert(at);
        }
    }
    let kept: BTreeSet<&Ident> = names.iter().flatten().collect();
    let is_free = |ident: &Ident| !taken.contains(&ident.plain()) && !kept.contains(ident);
    let is_of = |ident: &Ident, at| only(&wanted[ident], items) == Some(at);
    let free = |&at: &usize| {
        let mut in_context = items[at].wanted.iter().skip(1);
        in_context.find(|ident| is_free(ident) && is_of(ident, at)).map(|ident| (at, ident.clone()))
    };
    clashing.iter().filter_map(free).collect()
}

/// The only one of these items, else the only one that is spelled in the document as its plain name is.
fn only(wanting: &BTreeSet<usize>, items: &[Item<'_>]) -> Option<usize> {
    let is_spelled = |at: &usize| items[*at].wire == items[*at].wanted[0].plain();
    let spelled: Vec<usize> = wanting.iter().copied().filter(is_spelled).collect();
    match spelled.as_slice() {
        [only] => Some(*only),
        _ => wanting.first().copied().filter(|_| wanting.len() == 1),
    }
}

/// Gives a hash to the items that have no name yet: of the wire name, and of the place where another item has the same.
fn hashed(items: &[Item<'_>], mut names: Vec<Option<Ident>>, taken: &[&str]) -> Vec<Ident> {
    let mut having: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        *having.entry(&item.wire).or_default() += 1;
    }
    let mut used: BTreeSet<Ident> = names.iter().flatten().cloned().collect();
    for (item, name) in items.iter().zip(&mut names).filter(|(_, name)| name.is_none()) {
        let placed = || format!("{} {}", item.wire, item.origin.pointer);
        let text = if having[item.wire.as_str()] > 1 { placed() } else { item.wire.clone() };
        let is_free = |ident: &Ident| !taken.contains(&ident.plain()) && !used.contains(ident);
        let ident = free_name(&text, HASH_DIGITS, |hash| item.wanted[0].with_hash(hash), is_free);
        used.insert(ident.clone());
        *name = Some(ident);
    }
    let named = |name: Option<Ident>| name.expect("invariant: `hashed` names what has no name");
    names.into_iter().map(named).collect()
}

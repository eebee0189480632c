//! Unique names in a scope, without counters: what clashes gets its context, else a hash of its own wire name.

use std::collections::{BTreeMap, BTreeSet};

use super::Ident;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Origin;

/// Something that wants a name.
pub(super) struct Item<'a> {
    /// Its name in the document.
    pub(crate) wire: String,
    /// The names it would take, the plain one first; the next ones say more of its context.
    pub(crate) wanted: Vec<Ident>,
    /// Whether the document asks for the first of them: then no other item may want it.
    pub(crate) asked: bool,
    pub(crate) origin: &'a Origin,
}

/// Who has or wants the name of an item, and what of it.
type Rival<'a> = Option<(&'a Origin, &'static str)>;

/// Names each item; `taken` are names of the scope that no item may have.
pub(super) fn unique(scope: &str, items: &[Item<'_>], taken: &[&str], diagnostics: &mut Diagnostics) -> Vec<Ident> {
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
    let named = |name: Option<Ident>| name.expect("invariant: `unique` names the keepers and then all others");
    let clashing: Vec<usize> = (0..items.len()).filter(|&at| names[at].is_none()).collect();
    if clashing.is_empty() {
        return names.into_iter().map(named).collect();
    }
    let keepers: BTreeMap<&Ident, usize> =
        names.iter().enumerate().filter_map(|(at, name)| Some((name.as_ref()?, at))).collect();
    let in_context = contexts(items, &clashing, &keepers, taken);
    let rivals: Vec<Rival<'_>> =
        clashing.iter().map(|&at| rival(at, &claims[&items[at].wanted[0]], items, &keepers)).collect();
    let seeds = Seeds::of(items);
    for &at in &clashing {
        let hashed = || items[at].wanted[0].with_hash(&hash(&seeds.seed(&items[at])));
        names[at] = Some(in_context.get(&at).cloned().unwrap_or_else(hashed));
    }
    let names: Vec<Ident> = names.into_iter().map(named).collect();
    let rivals: BTreeMap<usize, Rival<'_>> = clashing.into_iter().zip(rivals).collect();
    report(scope, items, &names, &rivals, diagnostics);
    names
}

/// A name that the document asks for is not given up for another: its author decides.
fn report_asked(scope: &str, items: &[Item<'_>], claims: &BTreeMap<&Ident, Vec<usize>>, diagnostics: &mut Diagnostics) {
    for (ident, claimants) in claims {
        let Some(&asked) = claimants.iter().find(|&&at| items[at].asked) else { continue };
        for &other in claimants.iter().filter(|&&other| other != asked) {
            let (first, again) = (items[asked.min(other)].origin, items[asked.max(other)].origin);
            diagnostics.push(catalogue::name::name_collision(&ident.as_str(), scope, first, again));
        }
    }
}

/// Says which items have a name that is not their own, and which still share one: those are the same in the document.
fn report(
    scope: &str,
    items: &[Item<'_>],
    names: &[Ident],
    rivals: &BTreeMap<usize, Rival<'_>>,
    diagnostics: &mut Diagnostics,
) {
    let mut owners: BTreeMap<&Ident, usize> = BTreeMap::new();
    let asked: BTreeSet<&Ident> = items.iter().filter(|item| item.asked).map(|item| &item.wanted[0]).collect();
    for (at, (item, name)) in items.iter().zip(names).enumerate() {
        if let Some(&first) = owners.get(name) {
            diagnostics.push(catalogue::name::name_collision(&name.as_str(), scope, items[first].origin, item.origin));
            continue;
        }
        owners.insert(name, at);
        let settled = || asked.contains(&item.wanted[0]);
        if let Some(rival) = rivals.get(&at).filter(|_| name.plain() != item.wire && !settled()) {
            diagnostics.push(catalogue::name::renamed_on_clash(&name.as_str(), &item.wire, item.origin, *rival));
        }
    }
}

/// Who keeps a plain name: its only claimant, else the one that is spelled like it in the document.
fn keeper(ident: &Ident, claimants: &[usize], items: &[Item<'_>], taken: &[&str]) -> Option<usize> {
    if taken.contains(&ident.plain()) {
        return None;
    }
    if let [only] = claimants {
        return Some(*only);
    }
    let mut spelled = claimants.iter().copied().filter(|&at| items[at].wire == ident.plain());
    match (spelled.next(), spelled.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// The item that stands in the way of another, at a place of its own: the one that keeps the name, else one that wants
/// it too.
fn rival<'a>(at: usize, claimants: &[usize], items: &'a [Item<'_>], keepers: &BTreeMap<&Ident, usize>) -> Rival<'a> {
    let elsewhere = |other: &&usize| items[**other].origin != items[at].origin;
    let keeper = keepers.get(&items[at].wanted[0]).filter(elsewhere).map(|&keeper| (keeper, "keeps the name"));
    let rival = keeper.or_else(|| claimants.iter().find(elsewhere).map(|&other| (other, "wants the same name")));
    rival.map(|(rival, what)| (items[rival].origin, what))
}

/// The names in context of clashing items, where no other item has or wants them.
fn contexts(
    items: &[Item<'_>],
    clashing: &[usize],
    keepers: &BTreeMap<&Ident, usize>,
    taken: &[&str],
) -> BTreeMap<usize, Ident> {
    let mut wanted: BTreeMap<&Ident, Vec<usize>> = BTreeMap::new();
    for &at in clashing {
        for ident in items[at].wanted.iter().skip(1) {
            wanted.entry(ident).or_default().push(at);
        }
    }
    let is_free =
        |ident: &Ident| wanted[ident].len() == 1 && !taken.contains(&ident.plain()) && !keepers.contains_key(ident);
    let free =
        |&at: &usize| items[at].wanted.iter().skip(1).find(|ident| is_free(ident)).map(|ident| (at, ident.clone()));
    clashing.iter().filter_map(free).collect()
}

/// What hashes are made of: the wire name, and the place too where another item has the same.
struct Seeds<'a> {
    /// How many items have a wire name.
    counts: BTreeMap<&'a str, usize>,
}

impl<'a> Seeds<'a> {
    fn of(items: &'a [Item<'_>]) -> Self {
        let mut counts = BTreeMap::new();
        for item in items {
            *counts.entry(item.wire.as_str()).or_default() += 1;
        }
        Self { counts }
    }

    fn seed(&self, item: &Item<'_>) -> String {
        match self.counts[item.wire.as_str()] {
            1 => item.wire.clone(),
            _ => format!("{} {}", item.wire, item.origin.pointer),
        }
    }
}

/// Four characters from the wire name (FNV-1a), the same wherever and whenever it is named.
fn hash(wire: &str) -> String {
    let start: u64 = 0xcbf2_9ce4_8422_2325;
    let hash = wire.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut rest = hash;
    let mut text = String::new();
    for _ in 0..4 {
        text.push(char::from(DIGITS[(rest % 36) as usize]));
        rest /= 36;
    }
    text
}

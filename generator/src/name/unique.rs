//! Unique names in a scope, without counters: what clashes gets its context, else a hash of its own wire name.

use std::collections::BTreeMap;

use super::Ident;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Origin;

/// Something that wants a name.
pub(super) struct Item<'a> {
    /// Its name in the document.
    pub(crate) wire: String,
    /// The names it would take, the plain one first; the next ones say more of its context.
    pub(crate) wanted: Vec<Ident>,
    pub(crate) origin: &'a Origin,
}

/// Names each item; `taken` are names of the scope that no item may have.
pub(super) fn unique(scope: &str, items: &[Item<'_>], taken: &[&str], diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let mut claims: BTreeMap<&Ident, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        claims.entry(&item.wanted[0]).or_default().push(at);
    }
    let mut names: Vec<Option<Ident>> = vec![None; items.len()];
    for (ident, claimants) in &claims {
        if let Some(keeper) = keeper(ident, claimants, items, taken) {
            names[keeper] = Some((*ident).clone());
        }
    }
    let clashing: Vec<usize> = (0..items.len()).filter(|&at| names[at].is_none()).collect();
    let in_context = contexts(items, &clashing, &names, taken);
    let mut renamed = Vec::new();
    for &at in &clashing {
        let item = &items[at];
        let name = in_context.get(&at).cloned().unwrap_or_else(|| item.wanted[0].with_hash(&hash(&item.wire)));
        let rival = rival(at, &claims[&item.wanted[0]], items, &names);
        diagnostics.push(catalogue::name::renamed_on_clash(&name.as_str(), &item.wire, item.origin, rival));
        renamed.push((at, name));
    }
    for (at, name) in renamed {
        names[at] = Some(name);
    }
    report_rest(scope, items, &names, diagnostics);
    names.into_iter().map(|name| name.expect("invariant: `unique` names the keepers and then all others")).collect()
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

/// The item that stands in the way of another, at a place of its own: the one that keeps the name, else one that wants it too.
fn rival<'a>(
    at: usize,
    claimants: &[usize],
    items: &'a [Item<'_>],
    names: &[Option<Ident>],
) -> Option<(&'a Origin, &'static str)> {
    let keeps = |other: usize| names[other].as_ref() == Some(&items[at].wanted[0]);
    let rivals = || claimants.iter().copied().filter(|&other| items[other].origin != items[at].origin);
    let keeper = rivals().find(|&other| keeps(other)).map(|other| (items[other].origin, "keeps the name"));
    keeper.or_else(|| rivals().next().map(|other| (items[other].origin, "wants the same name")))
}

/// The names in context of clashing items, where no other item has or wants them.
fn contexts(items: &[Item<'_>], clashing: &[usize], names: &[Option<Ident>], taken: &[&str]) -> BTreeMap<usize, Ident> {
    let mut wanted: BTreeMap<&Ident, Vec<usize>> = BTreeMap::new();
    for &at in clashing {
        for ident in items[at].wanted.iter().skip(1) {
            wanted.entry(ident).or_default().push(at);
        }
    }
    let is_free = |ident: &Ident| {
        wanted[ident].len() == 1 && !taken.contains(&ident.plain()) && !names.iter().flatten().any(|name| name == ident)
    };
    let free =
        |&at: &usize| items[at].wanted.iter().skip(1).find(|ident| is_free(ident)).map(|ident| (at, ident.clone()));
    clashing.iter().filter_map(free).collect()
}

/// Two items with one name after all this are one and the same in the document.
fn report_rest(scope: &str, items: &[Item<'_>], names: &[Option<Ident>], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&Ident, usize> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        if let Some(&first) = seen.get(name) {
            diagnostics.push(catalogue::name::name_collision(
                &name.as_str(),
                scope,
                items[first].origin,
                items[at].origin,
            ));
        }
        seen.insert(name, at);
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

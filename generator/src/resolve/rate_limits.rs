//! `x-rate-limits` of a document; normalise has seen to its shape.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::COMPARED;
use super::model::{Quota, RateLimits};
use super::place::Place;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Origin;

/// Reads the rate limits of a document, if it has any.
pub(super) fn read(document: &Place<'_>, diagnostics: &mut Diagnostics) -> Option<RateLimits> {
    let place = document.child("x-rate-limits");
    place.value.as_object()?;
    let groups = place.child("groups");
    report_same_names(&groups, diagnostics);
    report_different_pools(&groups, diagnostics);
    let group = |name: &str| (name.to_owned(), quotas(&groups, name).map(|(quota, _)| quota).collect());
    Some(RateLimits {
        name: place.text("name").map(str::to_owned),
        penalty: place.positive("penalty"),
        pause: place.positive("pause"),
        groups: names(&groups).map(group).collect(),
    })
}

/// Reports the group of an operation that the document does not declare. Names are the same whatever their case, as
/// services spell them otherwise in their answers.
pub(super) fn report_unknown_group(operation: &Place<'_>, rate_limits: &RateLimits, diagnostics: &mut Diagnostics) {
    let Some(name) = operation.text("x-rate-limit") else { return };
    let declared = rate_limits.groups.keys().map(String::as_str);
    if !declared.clone().any(|group| group.eq_ignore_ascii_case(name)) {
        let origin = operation.origin.child("x-rate-limit");
        diagnostics.push(catalogue::resolve::unknown_rate_limit_group(&origin, name, declared.take(COMPARED)));
    }
}

/// Reports groups that are the same but for the case of their names.
fn report_same_names(groups: &Place<'_>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for name in names(groups) {
        match first.entry(name.to_ascii_lowercase()) {
            Entry::Vacant(entry) => {
                entry.insert(name);
            }
            Entry::Occupied(first) => {
                let origin = |name| groups.origin.child(name);
                diagnostics.push(catalogue::resolve::duplicate_rate_limit_group(&origin(first.get()), &origin(name)));
            }
        }
    }
}

/// Reports quotas that name one pool but differ from the first that does.
fn report_different_pools(groups: &Place<'_>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<String, (Quota, Origin)> = BTreeMap::new();
    for (quota, origin) in names(groups).flat_map(|name| quotas(groups, name)) {
        let Some(pool) = &quota.pool else { continue };
        match first.entry(pool.clone()) {
            Entry::Vacant(entry) => {
                entry.insert((quota, origin));
            }
            Entry::Occupied(entry) => {
                let (declared, place) = entry.get();
                if *declared != quota {
                    diagnostics.push(catalogue::resolve::different_pools(pool, place, &origin));
                }
            }
        }
    }
}

/// The names of the groups, in document order.
fn names<'n>(groups: &Place<'n>) -> impl Iterator<Item = &'n str> + use<'n> {
    groups.value.as_object().into_iter().flat_map(serde_json::Map::keys).map(String::as_str)
}

/// The quotas of a group and where they stand.
fn quotas<'n>(groups: &Place<'n>, name: &str) -> impl Iterator<Item = (Quota, Origin)> + use<'n> {
    groups.elements(name).filter_map(|place| Some((quota(&place)?, place.origin)))
}

fn quota(place: &Place<'_>) -> Option<Quota> {
    Some(Quota {
        calls: place.positive("calls")?,
        seconds: place.positive("seconds")?,
        pool: place.text("pool").map(str::to_owned),
    })
}

//! All that differs between two sides, service by service, and what the crate must get for it.

use anyhow::{Result, bail};
use generator::diagnostic::{Style, render};
use generator::diff::{Change, Kind, Rust, Side, compare, compare_listing, compare_listings};
use generator::services::Service;
use serde::Serialize;

use super::accepted::Accepted;
use super::excerpts::Excerpts;
use super::snapshot::Snapshot;
use super::version::Version;

/// The version of the JSON; it changes with the meaning of a field, not with new ones.
const SCHEMA: u32 = 1;

/// All that differs.
#[derive(Debug, Serialize)]
pub(crate) struct Outcome {
    schema: u32,
    /// What the crate must get: the greatest of the verdicts.
    pub(crate) version: Rust,
    /// The version of the crate, what it must be, and whether it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) release: Option<Version>,
    /// The silent ones first, then the worst.
    pub(crate) changes: Vec<Entry>,
    /// Entries of `accepted-changes.toml` that no change has.
    pub(crate) stale: Vec<String>,
}

/// A change, and the service that it is in.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    /// The name of the service; none where two documents are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
    /// Why it was accepted, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) accepted: Option<String>,
    #[serde(flatten)]
    pub(crate) change: Change,
    /// What stood at its place.
    #[serde(skip)]
    pub(crate) stood: Option<String>,
    /// What stands at its place.
    #[serde(skip)]
    pub(crate) stands: Option<String>,
}

/// Compares two sides.
///
/// # Errors
/// Where a document cannot be read.
pub(crate) fn compared(base: &Snapshot, head: &Snapshot) -> Result<Outcome> {
    let is_alone = base.services.len() == 1 && head.services.len() == 1;
    let pairs: Vec<(Option<&Service>, Option<&Service>)> =
        if is_alone { vec![(base.services.first(), head.services.first())] } else { paired(base, head) };
    let found = std::thread::scope(|scope| {
        let start = |pair| scope.spawn(move || service(base, head, pair));
        let running: Vec<_> = pairs.into_iter().map(start).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, Result<Vec<Entry>>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        running.into_iter().map(join).collect::<Result<Vec<Vec<Entry>>>>()
    })?;
    let mut changes: Vec<Entry> = found.into_iter().flatten().collect();
    changes.sort_by_cached_key(rank);
    let accepted = Accepted::read(&head.files)?;
    let stale = accepted.apply(&mut changes);
    let version = changes.iter().map(|entry| entry.change.rust).max().unwrap_or(Rust::None);
    Ok(Outcome { schema: SCHEMA, version, release: Version::of(base, head, version), changes, stale })
}

/// What comes first.
fn rank(entry: &Entry) -> impl Ord + use<> {
    let Change { silent, wire, rust, id, .. } = &entry.change;
    (!silent, std::cmp::Reverse((*wire, *rust)), entry.service.clone(), id.clone())
}

/// The services of both sides by their modules.
fn paired<'s>(base: &'s Snapshot, head: &'s Snapshot) -> Vec<(Option<&'s Service>, Option<&'s Service>)> {
    let find = |all: &'s Snapshot, module: &str| all.services.iter().find(|service| service.module == module);
    let both = base.services.iter().map(|service| (Some(service), find(head, &service.module)));
    let new = head.services.iter().filter(|service| find(base, &service.module).is_none());
    both.chain(new.map(|service| (None, Some(service)))).collect()
}

/// What differs in a service.
fn service(base: &Snapshot, head: &Snapshot, pair: (Option<&Service>, Option<&Service>)) -> Result<Vec<Entry>> {
    let (changes, name) = match pair {
        (Some(one), Some(other)) => {
            let sides = (side(base, one), side(head, other));
            let report = compare(sides.0, sides.1).map_err(|_| unreadable(sides.0, sides.1))?;
            let mut changes = report.changes;
            changes.extend(renamed(one, other));
            let listing = |side: &'_ Snapshot, service: &Service| {
                side.files.get(&format!("generated-client/api/{}.txt", service.feature)).cloned()
            };
            match (listing(base, one), listing(head, other)) {
                (Some(was), Some(is)) if changes.is_empty() => changes.extend(compare_listings(&was, &is)),
                (Some(was), is) => {
                    let generated = compare_listing(&was, is.as_deref(), sides.0);
                    changes.extend(generated.map_err(|_| unreadable(sides.0, sides.1))?);
                }
                (None, _) => {}
            }
            (changes, &other.feature)
        }
        (Some(one), None) => (vec![Change::without_place(Kind::ServiceRemoved, &one.feature)], &one.feature),
        (None, Some(other)) => (vec![Change::without_place(Kind::ServiceAdded, &other.feature)], &other.feature),
        (None, None) => bail!("a service is on one side at least"),
    };
    let is_named = base.is_named() || head.is_named();
    let (stood, stands) = (Excerpts::of(&base.sources), Excerpts::of(&head.sources));
    let entry = |mut change: Change| {
        if is_named {
            change.id = format!("{name} {}", change.id);
        }
        let (stood, stands) = (
            change.base.as_ref().and_then(|spot| stood.at(spot)),
            change.head.as_ref().and_then(|spot| stands.at(spot)),
        );
        for (spot, side) in [(&mut change.base, base), (&mut change.head, head)] {
            spot.iter_mut().for_each(|spot| spot.file = side.path(&spot.file));
        }
        Entry { service: is_named.then(|| name.clone()), accepted: None, stood, stands, change }
    };
    Ok(changes.into_iter().map(entry).collect())
}

/// The feature of a service under another name, which those who ask for it do not have any more.
fn renamed(base: &Service, head: &Service) -> Option<Change> {
    let change = Change::without_place(Kind::FeatureRenamed, &base.feature);
    let is_renamed = base.feature != head.feature && base.module == head.module;
    let message = format!("{}: was {}, is {}", change.message, base.feature, head.feature);
    is_renamed.then_some(Change { message, ..change })
}

pub(super) fn side<'s>(snapshot: &'s Snapshot, service: &'s Service) -> Side<'s> {
    Side { sources: &snapshot.sources, service }
}

/// Why one of two documents cannot be read.
fn unreadable(base: Side<'_>, head: Side<'_>) -> anyhow::Error {
    let errors = [base, head].into_iter().find_map(|side| Some((compare(side, side).err()?, side.sources)));
    let text = errors.map(|(errors, sources)| render(&errors, sources, Style::Plain)).unwrap_or_default();
    anyhow::anyhow!("a document cannot be read\n\n{text}")
}

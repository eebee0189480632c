//! All that differs between two sides, service by service, and what the crate must get for it.

use std::borrow::Cow;

use anyhow::{Context, Result, bail};
use generator::diagnostic::{Diagnostics, Style, render, visible};
use generator::diff::{
    Change, Kind, Refusal, Report, Rust, Side, Unreadable, Which, compare, compare_listing, compare_listings,
};
use generator::services::Service;
use serde::Serialize;

use super::accepted::{Accepted, Stale};
use super::excerpts::{Excerpts, Line, excerpts};
use super::placed::{self, Listing};
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
    pub(crate) stale: Vec<Stale>,
    /// Errors that only one of the sides has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) refusals: Vec<Refusal>,
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
    pub(crate) stood: Option<Vec<Line>>,
    /// What stands at its place.
    #[serde(skip)]
    pub(crate) stands: Option<Vec<Line>>,
}

/// Compares two sides.
///
/// # Errors
/// Where a document cannot be read.
pub(crate) fn compared(base: &Snapshot, head: &Snapshot) -> Result<Outcome> {
    let pairs = paired(base, head)?;
    let found = std::thread::scope(|scope| {
        let start = |pair| scope.spawn(move || service(base, head, pair));
        let running: Vec<_> = pairs.iter().map(start).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, Result<Told>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        running.into_iter().map(join).collect::<Result<Vec<Told>>>()
    })?;
    let (changes, refusals): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let mut changes: Vec<Entry> = changes.into_iter().flatten().collect();
    let refusals = refusals.into_iter().flatten().collect();
    changes.sort_by_cached_key(rank);
    let accepted = Accepted::read(&head.files)?;
    let stale = accepted.apply(&mut changes, &head.files);
    let version = changes.iter().map(|entry| entry.change.rust).max().unwrap_or(Rust::None);
    Ok(Outcome { schema: SCHEMA, version, release: Version::of(base, head, version), changes, stale, refusals })
}

/// What comes first.
fn rank(entry: &Entry) -> impl Ord + use<> {
    let Change { silent, wire, rust, id, .. } = &entry.change;
    (!silent, std::cmp::Reverse((*wire, *rust)), entry.service.clone(), id.clone())
}

/// A service of each side, where it has one.
type Pair = (Option<Service>, Option<Service>);

/// The services of both sides by their modules, or else by their features, or else by their documents. A document by
/// itself is compared with the one that is called so, and as the same service.
fn paired(base: &Snapshot, head: &Snapshot) -> Result<Vec<Pair>> {
    match (&base.services[..], &head.services[..]) {
        ([one], _) if !base.is_named() => {
            let other = namesake((base, one), head)?;
            return Ok(vec![(Some(Service { file: one.file, ..other.clone() }), Some(other))]);
        }
        (_, [other]) if !head.is_named() => {
            let one = namesake((head, other), base)?;
            return Ok(vec![(Some(one.clone()), Some(Service { file: other.file, ..one }))]);
        }
        ([one], [other]) => return Ok(vec![(Some(one.clone()), Some(other.clone()))]),
        _ => {}
    }
    let is_same = |was: &Service, is: &Service| {
        let keys: [fn(&Snapshot, &Service) -> String; 3] = [
            |_, service| service.module.clone(),
            |_, service| service.feature.clone(),
            |side, service| side.sources.name(service.file).to_owned(),
        ];
        let has = |side: &Snapshot, key: fn(&Snapshot, &Service) -> String, wanted: &String| {
            side.services.iter().any(|service| key(side, service) == *wanted)
        };
        // The first key of theirs that any service of the other side has decides.
        let decides = |key: &&fn(&Snapshot, &Service) -> String| {
            has(head, **key, &key(base, was)) || has(base, **key, &key(head, is))
        };
        keys.iter().find(decides).is_some_and(|key| key(base, was) == key(head, is))
    };
    let find = |was: &Service| head.services.iter().find(|is| is_same(was, is)).cloned();
    let both = base.services.iter().map(|was| (Some(was.clone()), find(was)));
    let new = head.services.iter().filter(|is| !base.services.iter().any(|was| is_same(was, is)));
    Ok(both.chain(new.map(|service| (None, Some(service.clone())))).collect())
}

/// The service whose document has the name of the only document of the other side, or which is as alone as that.
fn namesake((alone, service): (&Snapshot, &Service), side: &Snapshot) -> Result<Service> {
    let name = |of: &Snapshot, service: &Service| file_name(of.sources.name(service.file)).to_owned();
    let wanted = name(alone, service);
    let found = match &side.services[..] {
        [only] => Some(only),
        several => several.iter().find(|service| name(side, service) == wanted),
    };
    found.cloned().with_context(|| {
        let names: Vec<String> = side.services.iter().map(|service| name(side, service)).collect();
        format!("`{wanted}` is none of {}; `--spec OLD NEW` compares any two documents", names.join(", "))
    })
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// What differs in a service, and what is wrong with one of its documents only.
type Told = (Vec<Entry>, Vec<Refusal>);

/// What differs in a service.
fn service(base: &Snapshot, head: &Snapshot, pair: &Pair) -> Result<Told> {
    let mut refusals = Vec::new();
    let (changes, name) = match pair {
        (Some(one), Some(other)) => {
            let (changes, refused) = both((base, one), (head, other))?;
            refusals = refused;
            (changes, &other.feature)
        }
        (Some(one), None) => {
            let change = Change::without_place(Kind::ServiceRemoved, &one.feature);
            (vec![Change { base: Some(placed::service(base, one)), ..change }], &one.feature)
        }
        (None, Some(other)) => {
            let change = Change::without_place(Kind::ServiceAdded, &other.feature);
            (vec![Change { head: Some(placed::service(head, other)), ..change }], &other.feature)
        }
        (None, None) => bail!("a service is on one side at least"),
    };
    let is_named = base.is_named() || head.is_named();
    let (was, is) = (Excerpts::of(base), Excerpts::of(head));
    let entry = |mut change: Change| {
        make_visible(&mut change);
        if is_named {
            change.id = format!("{name} {}", change.id);
        }
        let (stood, stands) = excerpts((&was, change.base.as_ref()), (&is, change.head.as_ref()));
        let Change { base: here, head: there, elsewhere, .. } = &mut change;
        let others = elsewhere.iter_mut().map(|place| (&mut place.base, &mut place.head));
        for (was, is) in std::iter::once((here, there)).chain(others) {
            was.iter_mut().for_each(|spot| spot.file = base.path(&spot.file));
            is.iter_mut().for_each(|spot| spot.file = head.path(&spot.file));
        }
        Entry { service: is_named.then(|| name.clone()), accepted: None, stood, stands, change }
    };
    let entries = changes.into_iter().map(entry).collect();
    for Refusal { side, message, place, .. } in &mut refusals {
        if let Cow::Owned(shown) = visible(message) {
            *message = shown;
        }
        let snapshot = if *side == Which::Base { base } else { head };
        place.iter_mut().for_each(|spot| spot.file = snapshot.path(&spot.file));
    }
    Ok((entries, refusals))
}

/// Writes out what in the names of a document would move, hide or reorder the text around it.
fn make_visible(change: &mut Change) {
    let Change { id, message, subject, advice, operations, .. } = change;
    for text in [id, message, subject].into_iter().chain(advice).chain(operations) {
        if let Cow::Owned(shown) = visible(text) {
            *text = shown;
        }
    }
}

/// What differs in a service that both sides have: by its documents, then by what is generated of them.
fn both(base: (&Snapshot, &Service), head: (&Snapshot, &Service)) -> Result<(Vec<Change>, Vec<Refusal>)> {
    // What is in a module under another name is what it was.
    let called = Service { module: head.1.module.clone(), ..base.1.clone() };
    let sides = (side(base.0, &called), side(head.0, head.1));
    let Report { mut changes, refusals, .. } = compare(sides.0, sides.1).map_err(|wrong| unreadable(*wrong, sides))?;
    changes.extend(renamed(base, head));
    let Some(was) = Listing::of(base.0, base.1) else { return Ok((changes, refusals)) };
    let is = Listing::of(head.0, head.1);
    let mut generated = match &is {
        Some(is) if changes.is_empty() => compare_listings(was.text, is.text),
        _ => compare_listing(was.text, is.as_ref().map(|is| is.text), side(base.0, base.1))
            .map_err(|wrong| unreadable(Unreadable { base: Some(wrong), head: None }, sides))?,
    };
    placed::on_listings(&mut generated, &was, is.as_ref());
    changes.extend(generated);
    Ok((changes, refusals))
}

/// The names of a service that are others, which those who ask for it do not find any more.
fn renamed((base, was): (&Snapshot, &Service), (head, is): (&Snapshot, &Service)) -> Vec<Change> {
    let names = [(Kind::FeatureRenamed, &was.feature, &is.feature), (Kind::ModuleRenamed, &was.module, &is.module)];
    let others = names.into_iter().filter(|(_, was, is)| was != is);
    let change = |(kind, before, now): (Kind, &String, &String)| {
        let change = Change::without_place(kind, before);
        let message = format!("{}: was {before}, is {now}", change.message);
        let (base, head) = (Some(placed::service(base, was)), Some(placed::service(head, is)));
        Change { message, base, head, ..change }
    };
    others.map(change).collect()
}

pub(super) fn side<'s>(snapshot: &'s Snapshot, service: &'s Service) -> Side<'s> {
    Side { sources: &snapshot.sources, service }
}

/// Why documents cannot be compared.
fn unreadable(wrong: Unreadable, (base, head): (Side<'_>, Side<'_>)) -> anyhow::Error {
    let told = |side: &str, errors: Option<Diagnostics>, of: Side<'_>| {
        errors.map(|errors| {
            format!("the {side} document cannot be read\n\n{}", render(&errors, of.sources, Style::Plain))
        })
    };
    let sides = [told("base", wrong.base, base), told("head", wrong.head, head)];
    anyhow::anyhow!(sides.into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

//! Since when an operation was deprecated that is gone now: the history of the documents says.

use std::collections::BTreeMap;

use generator::diff::{Change, Kind, compare};

use super::git::{self, Commit};
use super::outcome::{Entry, Outcome, side};
use super::snapshot::{Place, Snapshot};
use crate::workspace::Workspace;

/// How far the history is looked through.
const COMMITS: usize = 200;

/// Says of each operation that is gone, and was deprecated, since when it was; nothing where that is not known.
pub(super) fn say(workspace: &Workspace, (revision, base): (&str, &Snapshot), outcome: &mut Outcome) {
    let is_asked = |entry: &&mut Entry| entry.change.kind == Kind::OpRemovedAfterDeprecation;
    let mut asked: Vec<&mut Entry> = outcome.changes.iter_mut().filter(is_asked).collect();
    if asked.is_empty() {
        return;
    }
    let commits = git::commits(workspace, revision, "spec", COMMITS);
    let mut since: BTreeMap<usize, String> = BTreeMap::new();
    for pair in commits.windows(2) {
        let [newer, older] = pair else { continue };
        let Ok(snapshot) = Snapshot::read(workspace, &Place::Revision(older.id.clone())) else { break };
        for (index, entry) in asked.iter().enumerate() {
            if !since.contains_key(&index) && became_deprecated(&snapshot, base, entry) {
                since.insert(index, newer.date.clone());
            }
        }
        if since.len() == asked.len() {
            break;
        }
    }
    for (index, entry) in asked.iter_mut().enumerate() {
        let text = match (since.get(&index), commits.last()) {
            (Some(date), _) => format!(" since {date}"),
            (None, Some(Commit { date, .. })) => format!(" since {date} or before"),
            (None, None) => continue,
        };
        entry.change.message.push_str(&text);
    }
}

/// Whether an operation was not there or not deprecated, before it was.
fn became_deprecated(before: &Snapshot, base: &Snapshot, entry: &Entry) -> bool {
    let is_it = |name: &str| entry.service.as_deref().is_none_or(|service| service == name);
    let find = |snapshot: &Snapshot| snapshot.services.iter().position(|service| is_it(&service.feature));
    let (Some(was), Some(is)) = (find(before), find(base)) else { return true };
    let sides = (side(before, &before.services[was]), side(base, &base.services[is]));
    let Ok(report) = compare(sides.0, sides.1) else { return true };
    let begins = [Kind::OpDeprecated, Kind::OpAdded, Kind::PathAdded];
    let is_beginning = |change: &Change| begins.contains(&change.kind) && change.operations == entry.change.operations;
    report.changes.iter().any(is_beginning)
}

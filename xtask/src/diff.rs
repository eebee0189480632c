//! `cargo xtask diff`: what a change of the documents, or of the generator, means.

mod accepted;
mod changelog;
mod chapters;
mod excerpts;
mod git;
mod github;
mod grouped;
mod html;
mod items;
mod likewise;
mod markdown;
mod outcome;
mod placed;
mod since;
mod snapshot;
#[cfg(test)]
mod tests;
mod text;
mod version;
mod words;

use anyhow::{Result, bail};
use generator::diff::{Rust, Which, Wire};

use crate::Verdict;
use crate::cli::{Changelog, Diff, DiffFormat, FailOn};
use crate::terminal::{self, RED};
use crate::workspace::Workspace;
pub(crate) use markdown::MARKER;
use outcome::{Entry, Outcome};
use snapshot::{Place, Snapshot};

/// Compares, tells, and judges.
///
/// # Errors
/// Where a side cannot be read.
pub(crate) fn diff(workspace: &Workspace, options: &Diff) -> Result<Verdict> {
    let outcome = compared(workspace, options)?;
    match options.format {
        DiffFormat::Text => terminal::print(&text::text(&outcome)),
        DiffFormat::Markdown => terminal::print(&markdown::markdown(&outcome)),
        DiffFormat::Json => terminal::print_json(&serde_json::to_string_pretty(&outcome)?),
        DiffFormat::Github => terminal::print(&github::annotations(&outcome)),
        DiffFormat::Html => terminal::print(&html::page(&outcome)),
    }?;
    Ok(judged(&outcome, options.fail_on))
}

/// Prints the section of the changelog.
///
/// # Errors
/// Where a side cannot be read.
pub(crate) fn changelog(workspace: &Workspace, options: &Changelog) -> Result<Verdict> {
    let sides = (base(workspace, options.base.as_deref())?, Place::WorkingTree);
    terminal::print(&changelog::section(&between(workspace, &sides)?))?;
    Ok(Verdict::Clean)
}

/// What reviewers are told of the working tree.
pub(crate) struct Told {
    /// A line each.
    pub(crate) annotations: String,
    /// In Markdown, with [`MARKER`] first.
    pub(crate) comment: String,
    /// Whether nothing changes.
    pub(crate) is_empty: bool,
    /// Whether there is a major change that was not accepted.
    pub(crate) verdict: Verdict,
}

impl Told {
    /// That nothing can be told, and why.
    pub(crate) fn failed(error: &anyhow::Error) -> Self {
        Self {
            annotations: String::new(),
            comment: markdown::failed(error),
            is_empty: false,
            verdict: Verdict::Findings,
        }
    }
}

/// Compares the working tree with a revision, for reviewers.
///
/// # Errors
/// Where a side cannot be read.
pub(crate) fn told(workspace: &Workspace, base: &str) -> Result<Told> {
    // What the base has got since is no matter of the branch.
    let base = Place::Revision(git::parted_from(workspace, base));
    let outcome = between(workspace, &(base, Place::WorkingTree))?;
    Ok(Told {
        annotations: github::annotations(&outcome),
        comment: markdown::markdown(&outcome),
        is_empty: outcome.changes.is_empty() && outcome.stale.is_empty() && outcome.refusals.is_empty(),
        verdict: judged(&outcome, Some(FailOn::Major)),
    })
}

/// What differs between the sides that the command line names.
fn compared(workspace: &Workspace, options: &Diff) -> Result<Outcome> {
    between(workspace, &places(workspace, options)?)
}

fn between(workspace: &Workspace, (base, head): &(Place, Place)) -> Result<Outcome> {
    let before = Snapshot::read(workspace, base)?;
    let mut outcome = outcome::compared(&before, &Snapshot::read(workspace, head)?)?;
    if let Place::Revision(revision) = base {
        since::say(workspace, (revision, &before), &mut outcome);
    }
    Ok(outcome)
}

fn places(workspace: &Workspace, options: &Diff) -> Result<(Place, Place)> {
    if let Some(documents) = &options.spec {
        let [old, new] = &documents[..] else { bail!("`--spec` takes two documents") };
        return Ok((Place::Document(old.clone()), Place::Document(new.clone())));
    }
    let base = base(workspace, options.base.as_deref())?;
    Ok((base, options.head.as_deref().map_or(Place::WorkingTree, Place::of)))
}

fn base(workspace: &Workspace, argument: Option<&str>) -> Result<Place> {
    Ok(match argument {
        Some(argument) => Place::of(argument),
        None => Place::Revision(git::merge_base(workspace)?),
    })
}

/// Whether the changes are as bad as this, something in the new document cannot be judged, or what was accepted is no
/// change; the last is told.
fn judged(outcome: &Outcome, fail_on: Option<FailOn>) -> Verdict {
    for stale in &outcome.stale {
        anstream::eprintln!("{RED}error{RED:#}: {}", words::stale(stale));
    }
    let refused = fail_on.is_some() && outcome.refusals.iter().any(|refusal| refusal.side == Which::Head);
    let bad: Vec<&Entry> =
        outcome.changes.iter().filter(|entry| fail_on.is_some_and(|bound| entry.fails(bound))).collect();
    for Entry { change, .. } in &bad {
        let verdicts = format!("{}, {}", words::wire(change.wire), words::rust(change.rust));
        anstream::eprintln!("{RED}error{RED:#}: `{}` is {verdicts}: {}", change.id, change.message);
    }
    if !bad.is_empty() {
        anstream::eprintln!("what is meant is named by its id, with a reason, in spec/accepted-changes.toml");
    }
    if !bad.is_empty() || !outcome.stale.is_empty() || refused { Verdict::Findings } else { Verdict::Clean }
}

impl Entry {
    /// Whether it is as bad as this, or worse; what was accepted is not.
    fn fails(&self, bound: FailOn) -> bool {
        let (wire, rust) = (self.change.wire, self.change.rust);
        self.accepted.is_none()
            && match bound {
                FailOn::Major => rust >= Rust::Major,
                FailOn::Minor => rust >= Rust::Minor,
                FailOn::Breaking => wire >= Wire::Breaking,
                FailOn::Risky => wire >= Wire::Risky,
                FailOn::Any => true,
            }
    }
}

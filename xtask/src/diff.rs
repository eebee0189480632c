//! `cargo xtask diff`: what a change of the documents, or of the generator, means.

mod accepted;
mod git;
mod github;
mod html;
mod markdown;
mod outcome;
mod snapshot;
mod text;
mod version;
mod words;

use anyhow::{Result, bail};
use generator::diff::{Rust, Wire};

use crate::Verdict;
use crate::cli::{Diff, DiffFormat, FailOn};
use crate::terminal::RED;
use crate::workspace::Workspace;
use outcome::{Entry, Outcome};
use snapshot::{Place, Snapshot};

/// Compares, tells, and judges.
///
/// # Errors
/// Where a side cannot be read.
pub(crate) fn diff(workspace: &Workspace, options: &Diff) -> Result<Verdict> {
    let outcome = compared(workspace, options)?;
    match options.format {
        DiffFormat::Text => anstream::print!("{}", text::text(&outcome)),
        DiffFormat::Markdown => anstream::print!("{}", markdown::markdown(&outcome)),
        DiffFormat::Json => anstream::println!("{}", serde_json::to_string_pretty(&outcome)?),
        DiffFormat::Github => anstream::print!("{}", github::annotations(&outcome)),
        DiffFormat::Html => anstream::print!("{}", html::page(&outcome)),
    }
    for id in &outcome.stale {
        anstream::eprintln!("{RED}error{RED:#}: spec/accepted-changes.toml names `{id}`, which is no change; remove it");
    }
    let fails = options.fail_on.is_some_and(|bound| outcome.changes.iter().any(|entry| entry.fails(bound)));
    Ok(if fails || !outcome.stale.is_empty() { Verdict::Findings } else { Verdict::Clean })
}

/// What differs between the sides that the command line names.
pub(crate) fn compared(workspace: &Workspace, options: &Diff) -> Result<Outcome> {
    let (base, head) = places(workspace, options)?;
    outcome::compared(&Snapshot::read(workspace, &base)?, &Snapshot::read(workspace, &head)?)
}

fn places(workspace: &Workspace, options: &Diff) -> Result<(Place, Place)> {
    if let Some(documents) = &options.spec {
        let [old, new] = &documents[..] else { bail!("`--spec` takes two documents") };
        return Ok((Place::Document(old.clone()), Place::Document(new.clone())));
    }
    let base = match &options.base {
        Some(argument) => Place::of(argument),
        None => Place::Revision(git::merge_base(workspace)?),
    };
    Ok((base, options.head.as_deref().map_or(Place::WorkingTree, Place::of)))
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

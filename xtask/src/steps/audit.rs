//! A part of the audit of the diff: another one with each commit and each day, so that all pairs come round.

use std::time::{Duration, SystemTime};

use anyhow::Result;

use super::Outcome;
use crate::Verdict;
use crate::audit;
use crate::cli::{DiffAudit, Part};
use crate::process;
use crate::workspace::Workspace;

/// So many parts there are: one takes half a minute.
const PARTS: usize = 32;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

pub(super) fn audit(workspace: &Workspace) -> Result<Outcome> {
    let part = Part { index: turn(workspace) % PARTS, of: PARTS };
    let options = DiffAudit { names: Vec::new(), part: Some(part), from: None };
    let repeat = format!("cargo xtask diff-audit --part {}/{PARTS}", part.index + 1);
    let audited = audit::judged(workspace, &options)?;
    Ok(match (audited.verdict, audited.without) {
        (Verdict::Findings, _) => Outcome::Failed(repeat),
        (Verdict::Clean, Some(reason)) => Outcome::PassedWithout(format!("the compiler alone: {reason}")),
        (Verdict::Clean, None) => Outcome::Passed,
    })
}

/// Goes up with the commits, where git knows them all, and with the days.
fn turn(workspace: &Workspace) -> usize {
    let commits = process::output_of(&mut process::program(workspace, "git", "rev-list --count HEAD"));
    let commits: usize = commits.and_then(|count| count.trim().parse().ok()).unwrap_or_default();
    let time = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let days = usize::try_from(time.as_secs() / DAY.as_secs()).unwrap_or_default();
    commits + days
}

//! `cargo xtask review`: what a pull request shows its reviewers, by the command line of GitHub (`gh`).

use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::Verdict;
use crate::cli::Review;
use crate::diff::{self, Told};
use crate::process::{output_of, program, succeeds};
use crate::terminal::{self, YELLOW};
use crate::workspace::Workspace;

/// Prints the annotations, posts or renews the one comment, and fails on a major change that was not accepted.
///
/// # Errors
/// Where a side cannot be read, or the comment cannot be written to the disk.
pub(crate) fn review(workspace: &Workspace, options: &Review) -> Result<Verdict> {
    let told = match diff::told(workspace, &options.base) {
        Ok(told) => told,
        Err(error) => {
            // An older comment would pass for what the pull request does now.
            comment(workspace, options, &Told::failed(&error))?;
            return Err(error);
        }
    };
    terminal::print(&told.annotations)?;
    if let Ok(summary) = env::var("GITHUB_STEP_SUMMARY") {
        fs::write(&summary, &told.comment).with_context(|| format!("cannot write `{summary}`"))?;
    }
    if !comment(workspace, options, &told)? {
        // A pull request from a fork may not write: its summary has the comment all the same.
        anstream::eprintln!(
            "{YELLOW}warning{YELLOW:#}: the comment could not be posted; the summary of the job has it"
        );
    }
    Ok(told.verdict)
}

/// Renews the comment, or posts one where something changes; whether that went well.
fn comment(workspace: &Workspace, options: &Review, told: &Told) -> Result<bool> {
    let Review { repository, pull_request, .. } = options;
    let comments = format!("repos/{repository}/issues/{pull_request}/comments");
    let ours = format!(".[] | select(.body | startswith(\"{}\")) | .id", diff::MARKER);
    let mut list = gh(workspace, "api --paginate");
    let Some(found) = output_of(list.arg(&comments).arg("--jq").arg(ours)) else { return Ok(false) };
    let file = workspace.scratch().join("comment.md");
    fs::create_dir_all(workspace.scratch()).context("cannot make the folder of the comment")?;
    fs::write(&file, &told.comment).with_context(|| format!("cannot write `{}`", file.display()))?;
    let body = format!("body=@{}", file.display());
    let (method, place) = match found.split_whitespace().next() {
        Some(id) => ("PATCH", format!("repos/{repository}/issues/comments/{id}")),
        None if told.is_empty => return Ok(true),
        None => ("POST", comments),
    };
    let mut send = gh(workspace, "api --silent --method");
    Ok(succeeds(send.arg(method).arg(place).arg("--field").arg(body)))
}

fn gh(workspace: &Workspace, arguments: &str) -> Command {
    program(workspace, "gh", arguments)
}

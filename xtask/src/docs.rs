//! `cargo xtask docs`: the pages about the generator that are made of its own tables.

use anstream::println;
use anyhow::Result;

use crate::Verdict;
use crate::cli::Docs;
use crate::output::apply::apply;
use crate::output::plan::plan;
use crate::output::{Target, preview};
use crate::workspace::Workspace;

/// Writes the pages, or checks them.
///
/// # Errors
/// Where files cannot be read or written, or one without the marker is in the way.
pub(crate) fn docs(workspace: &Workspace, options: &Docs) -> Result<Verdict> {
    let pages = generator::reference::pages();
    let target = Target { folder: workspace.root().join("generator"), managed: &["docs"] };
    let plan = plan(&target, &pages)?;
    if plan.is_up_to_date() {
        println!("Everything is up to date");
        return Ok(Verdict::Clean);
    }
    if options.check {
        preview::print(&plan, "`generator/docs` is not what the tables make");
        println!("\nrun `cargo xtask docs` and commit what it changes");
        return Ok(Verdict::Findings);
    }
    apply(&target, &plan)?;
    for (path, change) in plan.differences() {
        println!("{} generator/{path}", change.verb());
    }
    Ok(Verdict::Clean)
}

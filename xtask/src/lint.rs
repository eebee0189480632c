//! `cargo xtask lint`: what the generator has to say of the documents, and nothing else.

use anyhow::Result;
use generator::diagnostic::Severity;

use crate::Verdict;
use crate::cli::Lint;
use crate::input::Input;
use crate::terminal::{DIM, counted};
use crate::workspace::Workspace;

/// Prints the diagnostics of `spec/`: errors and warnings, notes where they are asked for.
///
/// # Errors
/// Where the documents cannot be read from the disk.
pub(crate) fn lint(workspace: &Workspace, options: &Lint) -> Result<Verdict> {
    let input = Input::read(workspace)?;
    let mut diagnostics = input.diagnostics.clone();
    diagnostics.append(generator::generate(&input.sources, &input.overrides).diagnostics);
    let count = |severity| diagnostics.count(severity);
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let found = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
    if options.notes {
        input.print(&diagnostics);
        anstream::println!("{found}, {}", counted(notes, "note"));
    } else {
        input.print(&diagnostics.without_notes());
        let more = if notes == 0 { String::new() } else { format!(" ({} by `--notes`)", counted(notes, "note")) };
        anstream::println!("{found}{DIM}{more}{DIM:#}");
    }
    let denied = if options.deny_warnings { warnings } else { 0 };
    Ok(Verdict::on(errors + denied))
}

//! `cargo xtask lint`: what the generator has to say of the documents, and nothing else.

use anyhow::Result;
use generator::diagnostic::Severity;

use crate::Verdict;
use crate::cli::Lint;
use crate::input::Input;
use crate::workspace::Workspace;

/// Prints all diagnostics of `spec/`.
///
/// # Errors
/// Where the documents cannot be read from the disk.
pub(crate) fn lint(workspace: &Workspace, options: &Lint) -> Result<Verdict> {
    let input = Input::read(workspace)?;
    let mut diagnostics = input.diagnostics.clone();
    diagnostics.append(generator::generate(&input.sources, &input.overrides).diagnostics);
    input.print(&diagnostics);
    let (errors, warnings) = (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    anstream::println!("{errors} errors, {warnings} warnings");
    let denied = if options.deny_warnings { warnings } else { 0 };
    Ok(Verdict::on(errors + denied))
}

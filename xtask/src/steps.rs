//! The checks that a change must pass, each in a module of its own, and the two commands that run them.

mod audit;
mod cargo;
mod deny;
mod features;
mod msrv;
mod run;
mod specs;
mod tests;

use std::ffi::OsString;

use anyhow::Result;
use clap::ValueEnum;

use crate::Verdict;
use crate::cli::{Ci, Test};
use crate::regen;
use crate::workspace::Workspace;

/// One check. The order is the one of `cargo xtask ci`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Step {
    /// An independent validator accepts the documents in `spec/`
    Specs,
    /// All tests pass, the contract tests against Prism included
    Tests,
    /// The code is formatted as rustfmt has it
    Format,
    /// Clippy has nothing to say
    Clippy,
    /// Each feature of `generated-client` works alone, all work together, and none is needed
    Features,
    /// `generated-client` is what `spec/` makes
    Fresh,
    /// The documentation builds without warnings
    Docs,
    /// What the diff says of Rust is what other judges say, for a part of the pairs that changes
    Audit,
    /// Dependencies have licenses, sources and no advisories that deny.toml refuses
    Deny,
    /// The library crates build with the oldest Rust that they promise
    Msrv,
}

/// How a check ended.
pub(crate) enum Outcome {
    Passed,
    /// Passed, with a part left out.
    PassedWithout(String),
    /// Could not run here, which is no failure here.
    Skipped(String),
    /// Says how to repeat it.
    Failed(String),
}

/// `cargo xtask test`.
///
/// # Errors
/// Where a program that a step needs cannot be started or set up.
pub(crate) fn test(workspace: &Workspace, options: &Test) -> Result<Verdict> {
    run::run("test", &[Step::Specs, Step::Tests], |step| step.run(workspace, &options.arguments))
}

/// `cargo xtask ci`.
///
/// # Errors
/// Where a program that a step needs cannot be started or set up.
pub(crate) fn ci(workspace: &Workspace, options: &Ci) -> Result<Verdict> {
    let steps = match options.steps.as_slice() {
        [] => Step::value_variants(),
        steps => steps,
    };
    run::run("ci", steps, |step| step.run(workspace, &[]))
}

impl Step {
    fn run(self, workspace: &Workspace, test_arguments: &[OsString]) -> Result<Outcome> {
        match self {
            Self::Specs => specs::specs(workspace),
            Self::Tests => tests::tests(workspace, test_arguments),
            Self::Format => cargo::format(workspace),
            Self::Clippy => cargo::clippy(workspace),
            Self::Features => features::features(workspace),
            Self::Fresh => fresh(workspace),
            Self::Docs => cargo::docs(workspace),
            Self::Audit => audit::audit(workspace),
            Self::Deny => deny::deny(workspace),
            Self::Msrv => msrv::msrv(workspace),
        }
    }

    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The line of documentation above it, which clap keeps for the help.
    fn about(self) -> String {
        let value = self.to_possible_value();
        let help = value.as_ref().and_then(|value| value.get_help());
        help.map_or_else(String::new, ToString::to_string)
    }
}

fn fresh(workspace: &Workspace) -> Result<Outcome> {
    Ok(match regen::check(workspace)? {
        Verdict::Clean => Outcome::Passed,
        Verdict::Findings => Outcome::Failed("cargo xtask regen".to_owned()),
    })
}

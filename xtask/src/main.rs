//! The project's commands, run as `cargo xtask`. Thin: what a document means is the generator's, this program reads and
//! writes files, starts other programs, and talks to the terminal.

mod audit;
mod cli;
mod corpus;
mod diff;
mod docs;
mod generate;
mod input;
mod lint;
mod output;
mod process;
mod regen;
mod review;
mod steps;
mod terminal;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Command, CommandLine};
use crate::terminal::RED;
use crate::workspace::Workspace;

/// A document is many small pieces, made and dropped again: with the allocator of the system, that is a third of the
/// time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a command that could run found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Clean,
    Findings,
}

impl Verdict {
    /// The verdict on this many findings.
    fn on(findings: usize) -> Self {
        match findings {
            0 => Self::Clean,
            _ => Self::Findings,
        }
    }
}

fn main() -> ExitCode {
    match run(&CommandLine::parse().command) {
        Ok(Verdict::Clean) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        Err(error) => {
            let arguments: Vec<_> = std::env::args_os().skip(1).collect();
            let again: Vec<_> = arguments.iter().map(|argument| process::quoted(argument)).collect();
            let again = again.join(" ");
            anstream::eprintln!("{RED}error{RED:#}: {error:#}");
            anstream::eprintln!("once that is mended, run `cargo xtask {again}` again");
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> anyhow::Result<Verdict> {
    let workspace = Workspace::find()?;
    match command {
        Command::Regen(options) => regen::regen(&workspace, options),
        Command::Generate(options) => generate::generate(&workspace, options),
        Command::Diff(options) => diff::diff(&workspace, options),
        Command::DiffAudit(options) => audit::audit(&workspace, options),
        Command::Changelog(options) => diff::changelog(&workspace, options),
        Command::Review(options) => review::review(&workspace, options),
        Command::Corpus(options) => corpus::corpus(&workspace, options),
        Command::CorpusDocument => corpus::job::job(),
        Command::Docs(options) => docs::docs(&workspace, options),
        Command::Lint(options) => lint::lint(&workspace, options),
        Command::Test(options) => steps::test(&workspace, options),
        Command::Ci(options) => steps::ci(&workspace, options),
    }
}

//! `cargo xtask regen`: from `spec/` to `generated-client/`, with as few writes as possible.

mod lock;
mod summary;

use std::io::IsTerminal;
use std::time::Instant;

use anstream::{eprintln, println};
use anyhow::Result;
use generator::Outcome;
use generator::diagnostic::Severity;
use generator::services::Service;

use self::lock::Lock;
use crate::Verdict;
use crate::cli::{Regen, Stage};
use crate::input::Input;
use crate::output::apply::apply;
use crate::output::plan::plan;
use crate::output::{Target, preview};
use crate::terminal::{DIM, RED};
use crate::workspace::Workspace;

/// Does what the options say: write, check or dump.
///
/// # Errors
/// Where files cannot be read or written, or one without the marker is in the way.
pub(crate) fn regen(workspace: &Workspace, options: &Regen) -> Result<Verdict> {
    match options.dump {
        Some(stage) => dump(workspace, stage, options.service.as_deref()),
        None if options.check => check(workspace),
        None => write(workspace),
    }
}

fn write(workspace: &Workspace) -> Result<Verdict> {
    let start = Instant::now();
    let _lock = Lock::to_write(workspace)?;
    let Some((services, outcome)) = generate(workspace)? else {
        return Ok(Verdict::Findings);
    };
    let target = target(workspace);
    let plan = plan(&target, &outcome.files)?;
    apply(&target, &plan)?;
    summary::print(services.iter().zip(&outcome.summaries), &plan, start.elapsed());
    Ok(Verdict::Clean)
}

/// Prints what `write` would change; finds something where that is anything.
///
/// # Errors
/// As [`regen`].
pub(crate) fn check(workspace: &Workspace) -> Result<Verdict> {
    let _lock = Lock::to_read(workspace)?;
    let Some((_, outcome)) = generate(workspace)? else {
        return Ok(Verdict::Findings);
    };
    let plan = plan(&target(workspace), &outcome.files)?;
    if plan.is_up_to_date() {
        println!("Everything is up to date");
    } else {
        preview::print(&plan, "`generated-client` is not what `spec/` makes");
        println!("\nrun `cargo xtask regen` and commit what it changes");
    }
    Ok(Verdict::on(plan.differences().count()))
}

fn target(workspace: &Workspace) -> Target {
    Target { folder: workspace.generated_client(), managed: &["src/generated", "docs", "api"] }
}

/// The services, and the files that `spec/` makes of them; nothing where a document has errors. Prints errors and
/// warnings.
fn generate(workspace: &Workspace) -> Result<Option<(Vec<Service>, Outcome)>> {
    let input = Input::read(workspace)?;
    show_progress(&input);
    let outcome = generator::generate(&input.sources, &input.overrides);
    let mut diagnostics = input.diagnostics.clone();
    diagnostics.append(outcome.diagnostics.clone());
    let diagnostics = diagnostics.without_notes();
    input.print(&diagnostics);
    if diagnostics.has_errors() {
        eprintln!("{RED}nothing was written{RED:#}: correct `spec/`, then run `cargo xtask regen`");
        return Ok(None);
    }
    Ok(Some((input.overrides.services, outcome)))
}

/// A line for each service, where somebody waits: all begin at once, and the table of the results comes at the end.
fn show_progress(input: &Input) {
    if std::io::stderr().is_terminal() {
        for service in &input.overrides.services {
            let file = input.sources.name(service.file);
            eprintln!("{DIM}generating {} from {file}{DIM:#}", service.feature);
        }
    }
}

fn dump(workspace: &Workspace, stage: Stage, service: Option<&str>) -> Result<Verdict> {
    let mut input = Input::read(workspace)?;
    if let Some(service) = service {
        input.select(service);
    }
    let mut diagnostics = input.diagnostics.clone();
    for service in &input.overrides.services {
        match generator::dump(&input.sources, service, stage.into()) {
            Ok(text) => println!("{text}"),
            Err(problems) => diagnostics.append(problems),
        }
    }
    input.print(&diagnostics);
    Ok(Verdict::on(diagnostics.count(Severity::Error)))
}

impl From<Stage> for generator::Stage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Normal => Self::Normal,
            Stage::Ir => Self::Ir,
            Stage::Names => Self::Names,
        }
    }
}

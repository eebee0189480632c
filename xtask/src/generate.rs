//! `cargo xtask generate`: from any document to a crate of its own.

pub(crate) mod reading;
mod report;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anstream::eprintln;
use anyhow::{Result, bail, ensure};
use generator::Outcome;
use generator::diagnostic::{Code, Severity, Style, render, visible_line};
use generator::package::{Package, PackageName, Runtime, Selection, Standing, Tolerance};

use self::reading::Document;
use crate::Verdict;
use crate::cli::{Generate, Report};
use crate::output::apply::apply;
use crate::output::plan::{Plan, plan};
use crate::output::{Target, preview};
use crate::terminal::{self, DIM, GREEN, RED, counted};
use crate::workspace::Workspace;

/// What a crate holds that is machine-written.
pub(crate) const MANAGED: &[&str] = &["Cargo.toml", "src", "docs", "api"];

/// Does what the options say: write the crate, or check it.
///
/// # Errors
/// Where the document cannot be read, files cannot be written, or one without the marker is in the way.
pub(crate) fn generate(workspace: &Workspace, options: &Generate) -> Result<Verdict> {
    let start = Instant::now();
    let document = Document::read(&options.spec)?;
    let name = name(options);
    let folder = options.out.clone().unwrap_or_else(|| PathBuf::from(name.as_str()));
    ensure!(folder.is_dir() || !folder.exists(), "`{}` is no folder: name one by `--out`", folder.display());
    let package = package(workspace, &document, options, (name, &folder))?;
    let outcome = generator::generate_package(&document.sources, &package);
    print_diagnostics(&document, &outcome);
    let is_unknown = outcome.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::UnknownSelection);
    // A program that asked for a report reads one; people are told of what is not there, and of nothing else.
    if options.report.is_some() || !is_unknown {
        print_report(&document, &outcome, options.report)?;
    }
    if is_unknown {
        bail!("what was asked for is not in `{}`; nothing was written", options.spec.display());
    }
    if outcome.files.is_empty() {
        // Where nothing was read, there is nothing that could be left out.
        let helps = !options.lenient && !outcome.summaries.is_empty();
        let advice = if helps { ", or leave out what is wrong in the document by `--lenient`" } else { "" };
        eprintln!("{RED}nothing was written{RED:#}: mend what is said above{advice}");
        return Ok(Verdict::Findings);
    }
    let target = Target { folder, managed: MANAGED };
    let plan = plan(&target, &outcome.files)?;
    if options.check {
        return Ok(check(&plan, &target));
    }
    apply(&target, &plan)?;
    print_summary(&outcome, &plan, &target);
    eprintln!("{DIM}({:.2} s){DIM:#}", start.elapsed().as_secs_f64());
    Ok(Verdict::Clean)
}

/// The name that was asked for, else the one nearest to the name of the file.
fn name(options: &Generate) -> PackageName {
    let near = || PackageName::near(&options.spec.file_stem().unwrap_or_default().to_string_lossy());
    options.name.clone().unwrap_or_else(near)
}

fn package(
    workspace: &Workspace,
    document: &Document,
    options: &Generate,
    (name, folder): (PackageName, &Path),
) -> Result<Package> {
    let runtime = match &options.runtime_path {
        Some(runtime) => Runtime::Path(reading::relative_path(folder, runtime)?),
        None => Runtime::Version(env!("CARGO_PKG_VERSION").to_owned()),
    };
    let is_inside = std::path::absolute(folder).is_ok_and(|folder| folder.starts_with(workspace.root()));
    let selection = match (options.tag.as_slice(), options.operation.as_slice()) {
        ([], []) => Selection::Whole,
        (tags, operations) => Selection::Some { tags: tags.to_vec(), operations: operations.to_vec() },
    };
    Ok(Package {
        file: document.file,
        name,
        runtime,
        standing: if is_inside { Standing::Apart } else { Standing::Open },
        selection,
        tolerance: if options.lenient { Tolerance::Lenient } else { Tolerance::Strict },
    })
}

fn print_diagnostics(document: &Document, outcome: &Outcome) {
    let diagnostics = outcome.diagnostics.clone().without_notes();
    if !diagnostics.is_empty() {
        eprintln!("{}", render(&diagnostics, &document.sources, Style::Colored));
    }
}

/// The totals come always; as JSON, they are alone on the standard output.
fn print_report(document: &Document, outcome: &Outcome, report: Option<Report>) -> Result<()> {
    for account in &outcome.accounts {
        match report {
            Some(Report::Json) => terminal::print_json(&report::json(account, &document.sources).to_string())?,
            Some(Report::Text) => {
                report::print_totals(account);
                report::print_reasons(account, &document.sources);
            }
            None => report::print_totals(account),
        }
    }
    Ok(())
}

fn check(plan: &Plan<'_>, target: &Target) -> Verdict {
    if plan.is_up_to_date() {
        eprintln!("Everything is up to date");
    } else {
        preview::print(plan, &format!("`{}` is not what the document makes", target.folder.display()));
        eprintln!("\nrun the same command without `--check`");
    }
    Verdict::on(plan.differences().count())
}

fn print_summary(outcome: &Outcome, plan: &Plan<'_>, target: &Target) {
    for summary in &outcome.summaries {
        let (operations, types) = (counted(summary.operations, "operation"), counted(summary.types, "type"));
        eprintln!("{}: {operations}, {types}, {}", visible_line(&summary.title), counted(summary.lines, "line"));
    }
    let diagnostics = &outcome.diagnostics;
    let (refused, degraded) = (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    eprintln!("{}, {}", counted(refused, "error"), counted(degraded, "warning"));
    let changed = plan.differences().count();
    let folder = target.folder.display();
    eprintln!("{GREEN}{folder}{GREEN:#}: {changed} of {} changed", counted(plan.changes.len(), "file"));
}

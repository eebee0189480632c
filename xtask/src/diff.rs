//! `cargo xtask diff`: what a change of a document means.

mod text;

use anyhow::{Context, Result, bail};
use generator::diff::{Report, Rust, Side, Wire, compare};
use generator::services::Service;

use crate::Verdict;
use crate::cli::{Diff, DiffFormat, FailOn};
use crate::generate::reading::Document;

/// Compares, tells, and judges.
///
/// # Errors
/// Where a document cannot be read.
pub(crate) fn diff(options: &Diff) -> Result<Verdict> {
    let [base, head] = &options.spec[..] else { bail!("two documents are compared") };
    let (base, head) = (Document::read(base)?, Document::read(head)?);
    let (one, other) = (service(&base), service(&head));
    let sides = [Side { sources: &base.sources, service: &one }, Side { sources: &head.sources, service: &other }];
    let report =
        compare(sides[0], sides[1]).ok().context("a document cannot be read; `cargo xtask generate` says why")?;
    match options.format {
        DiffFormat::Text => text::print(&report),
        DiffFormat::Json => anstream::println!("{}", serde_json::to_string_pretty(&report)?),
    }
    Ok(if options.fail_on.is_some_and(|bound| fails(&report, bound)) { Verdict::Findings } else { Verdict::Clean })
}

/// A service of any document: both sides have the same names for what is around their items.
fn service(document: &Document) -> Service {
    Service { file: document.file, module: "client".to_owned(), feature: "client".to_owned(), title: String::new() }
}

fn fails(report: &Report, bound: FailOn) -> bool {
    report.changes.iter().any(|change| match bound {
        FailOn::Major => change.rust >= Rust::Major,
        FailOn::Minor => change.rust >= Rust::Minor,
        FailOn::Breaking => change.wire >= Wire::Breaking,
        FailOn::Risky => change.wire >= Wire::Risky,
        FailOn::Any => true,
    })
}

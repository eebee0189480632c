//! What is wrong with one of two documents, and not with the other: what its errors are about is compared as if it were
//! not there.

use std::collections::BTreeSet;

use serde::Serialize;

use super::spots::Spots;
use super::trees::Trees;
use super::wire::Sides;
use super::{Read, Spot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Origin;

/// An error of one document that the other one does not have.
#[derive(Clone, Debug, Serialize)]
pub struct Refusal {
    /// The document that has it.
    pub side: Which,
    /// The code of the error, as the catalogue has it.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where it is.
    pub place: Option<Spot>,
}

/// One of two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// The one that was.
    Base,
    /// The one that is.
    Head,
}

/// The errors that only one of the documents has, those of the head first.
pub(super) fn refusals(documents: Sides<&Read<'_>>) -> Vec<Refusal> {
    let told = |which: Which, read: &Read<'_>, other: &Read<'_>| {
        let known: BTreeSet<&str> = errors(other).map(|error| error.message.as_str()).collect();
        let own: Vec<&Diagnostic> = errors(read).filter(|error| !known.contains(error.message.as_str())).collect();
        refused(which, &own, &read.trees)
    };
    let Sides { base, head } = documents;
    let mut refusals = told(Which::Head, head, base);
    refusals.extend(told(Which::Base, base, head));
    refusals
}

fn errors<'r>(read: &'r Read<'_>) -> impl Iterator<Item = &'r Diagnostic> {
    read.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error)
}

fn refused(side: Which, errors: &[&Diagnostic], trees: &Trees<'_>) -> Vec<Refusal> {
    let origin = |error: &Diagnostic| error.labels.first()?.place.origin().cloned();
    let origins: Vec<Origin> = errors.iter().filter_map(|error| origin(error)).collect();
    let spots = Spots::of(trees, &origins);
    let refusal = |error: &&Diagnostic| Refusal {
        side,
        code: error.code.to_string(),
        message: error.message.clone(),
        place: origin(error).map(|origin| spots.spot(&origin, &origin)),
    };
    errors.iter().map(refusal).collect()
}

//! What each operation of a document is called with: found by a script that knows nothing of the generator.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::patience::{End, Ended, TOO_LONG};
use super::super::script;
use crate::workspace::Workspace;

const SCRIPT: &str = "tests/corpus/samples.cjs";

/// What the script prints.
#[derive(Debug, Deserialize)]
pub(super) struct Samples {
    /// The security schemes, as the program takes them.
    pub(super) schemes: Value,
    /// Calls, an operation after the other.
    pub(super) calls: Vec<Sample>,
    /// Operations that it has no values for.
    pub(super) missing: Vec<Missing>,
}

/// Values for a call.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Sample {
    /// The pointer of the operation.
    pub(super) at: String,
    /// `full`, with all that can be given, or `required`.
    pub(super) extent: String,
    /// The media type of the body; none, where none is sent.
    pub(super) media: Option<String>,
    /// The parameters.
    pub(super) parameters: Vec<Parameter>,
    /// The body.
    #[serde(default)]
    pub(super) body: Value,
    /// The header `Authorization`, where the document has a parameter for it.
    pub(super) authorization: Option<String>,
    /// Whether it is the call that the narrowed document allows.
    #[serde(default)]
    pub(super) narrowed: bool,
}

/// A value of a parameter.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Parameter {
    /// `path`, `query`, `header` or `cookie`.
    pub(super) place: String,
    /// The name.
    pub(super) wire: String,
    /// The value.
    pub(super) value: Value,
}

/// An operation, or a body of one, without values.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Missing {
    /// The pointer of the operation.
    pub(crate) at: String,
    /// What is missing.
    pub(crate) reason: String,
}

/// The samples of a document; the document that allows nothing but the first call of each operation is written beside.
///
/// Where the script makes nothing of the document, what it says, or that it takes longer than the limit.
///
/// # Errors
/// Where node is missing.
pub(super) fn samples(
    workspace: &Workspace,
    document: &Path,
    narrowed: &Path,
    limit: Duration,
) -> Result<Result<Samples, String>> {
    let parent = narrowed.parent().unwrap_or(narrowed);
    fs::create_dir_all(parent).with_context(|| format!("cannot make `{}`", parent.display()))?;
    let Ended { how, output, errors } = script::run(workspace, SCRIPT, &[document, narrowed], limit)?;
    match how {
        End::Stopped => Ok(Err(TOO_LONG.to_owned())),
        End::Failure => Ok(Err(errors)),
        End::Success => {
            let samples = serde_json::from_str(&output);
            samples.map(Ok).with_context(|| format!("what `{SCRIPT}` says of `{}`", document.display()))
        }
    }
}

//! Redocly over the documents: what it refuses, other tools than ours refuse.

use anyhow::Result;

use super::{Outcome, cargo};
use crate::tools::{Tool, missing, node};
use crate::workspace::Workspace;

pub(super) fn specs(workspace: &Workspace) -> Result<Outcome> {
    match node::validator(workspace)? {
        Tool::Ready(mut validator) => cargo::judge(validator.args(workspace.documents()?)),
        Tool::Missing(reason) => Ok(missing(reason)),
    }
}

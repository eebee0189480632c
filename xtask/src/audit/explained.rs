//! Differences that are as they should be, each with its reason: `tests/diff-audit.toml`.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::judged::{Judge, Judged};
use crate::workspace::Workspace;

/// Where they are written down.
const FILE: &str = "tests/diff-audit.toml";

/// All explanations.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Explanations {
    explained: Vec<Explanation>,
}

/// Why a judge tells pairs otherwise than the diff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Explanation {
    /// The names of the pairs, with ` back` behind it where the head becomes the base.
    pairs: Vec<String>,
    judge: Judge,
    /// A part of what is said of the difference.
    says: String,
    reason: String,
}

impl Explanations {
    /// Reads them.
    ///
    /// # Errors
    /// Where the file is malformed, or a reason is empty.
    pub(super) fn read(workspace: &Workspace) -> Result<Self> {
        let text = fs::read_to_string(workspace.root().join(FILE)).with_context(|| format!("cannot read `{FILE}`"))?;
        let explanations: Self = toml::from_str(&text).with_context(|| format!("`{FILE}` is malformed"))?;
        for Explanation { pairs, reason, .. } in &explanations.explained {
            ensure!(!reason.trim().is_empty(), "`{FILE}` gives no reason for {pairs:?}");
        }
        Ok(explanations)
    }

    /// Takes what is explained out of the differences, and gives what no difference meets any more, in words.
    pub(super) fn apply(&self, judged: &mut [Judged]) -> Vec<String> {
        let mut stale = Vec::new();
        for Explanation { pairs, judge, says, .. } in &self.explained {
            for judged in judged.iter_mut().filter(|judged| pairs.contains(&judged.name) && judged.asked(*judge)) {
                let before = judged.differences.len();
                judged.differences.retain(|difference| difference.judge != *judge || !difference.says.contains(says));
                if judged.differences.len() == before {
                    stale.push(format!("{FILE}: `{says}` is met by nothing in {} any more; remove it", judged.name));
                }
                judged.explained += before - judged.differences.len();
            }
        }
        stale
    }
}

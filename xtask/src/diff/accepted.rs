//! `spec/accepted-changes.toml`: changes that are meant, each with the reason.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::outcome::Entry;
use super::snapshot::ACCEPTED;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    #[serde(default)]
    accepted: Vec<AcceptedChange>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptedChange {
    id: String,
    reason: String,
}

impl Accepted {
    /// Reads the file; there need not be one.
    ///
    /// # Errors
    /// Where it is malformed, or a reason is empty.
    pub(super) fn read(files: &BTreeMap<String, String>) -> Result<Self> {
        let Some(text) = files.get(ACCEPTED) else { return Ok(Self::default()) };
        let accepted: Self = toml::from_str(text).with_context(|| format!("`{ACCEPTED}` cannot be read"))?;
        for AcceptedChange { id, reason } in &accepted.accepted {
            ensure!(!reason.trim().is_empty(), "`{ACCEPTED}` gives no reason for `{id}`");
        }
        Ok(accepted)
    }

    /// Marks the changes that were accepted; gives the ids that no change has.
    pub(super) fn apply(self, changes: &mut [Entry]) -> Vec<String> {
        let mut stale = Vec::new();
        for AcceptedChange { id, reason } in self.accepted {
            let mut named = changes.iter_mut().filter(|entry| entry.change.id == id).peekable();
            if named.peek().is_none() {
                stale.push(id);
                continue;
            }
            named.for_each(|entry| entry.accepted = Some(reason.clone()));
        }
        stale
    }
}

//! `spec/accepted-changes.toml`: changes that are meant, each with the reason.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use toml::Spanned;

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
    id: Spanned<String>,
    reason: String,
}

/// An entry that no change has.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Stale {
    pub(super) id: String,
    /// Where the file names it, from 1.
    #[serde(skip)]
    pub(super) line: usize,
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
            ensure!(!reason.trim().is_empty(), "`{ACCEPTED}` gives no reason for `{}`", id.as_ref());
        }
        Ok(accepted)
    }

    /// Marks the changes that were accepted; gives the entries of the file that no change has.
    pub(super) fn apply(self, changes: &mut [Entry], files: &BTreeMap<String, String>) -> Vec<Stale> {
        let text = files.get(ACCEPTED).map_or("", String::as_str);
        let mut stale = Vec::new();
        for AcceptedChange { id, reason } in self.accepted {
            let mut named = changes.iter_mut().filter(|entry| entry.change.id == *id.as_ref()).peekable();
            if named.peek().is_none() {
                let line = text[..id.span().start].matches('\n').count() + 1;
                stale.push(Stale { id: id.into_inner(), line });
                continue;
            }
            named.for_each(|entry| entry.accepted = Some(reason.clone()));
        }
        stale
    }
}

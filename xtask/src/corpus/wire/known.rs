//! Faults that are not the client's: each with its reason, in a list that has no entry too many.

use std::cell::Cell;
use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::report::Fault;
use crate::workspace::Workspace;

const LIST: &str = "tests/corpus/known.json";

/// A fault of somebody else.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    /// The document; any, where it is not said.
    document: Option<String>,
    /// The pointer of the operation; any, where it is not said.
    at: Option<String>,
    /// The media type of the body, or a piece of it; any, where it is not said.
    media: Option<String>,
    /// What is said of the fault, or a piece of it.
    says: String,
    /// Whose fault it is, and why.
    reason: String,
    #[serde(skip)]
    met: Cell<bool>,
}

/// The list.
#[derive(Debug)]
pub(super) struct Known(Vec<Entry>);

impl Known {
    /// Reads the list.
    ///
    /// # Errors
    /// Where it is not there, or no such list.
    pub(super) fn read(workspace: &Workspace) -> Result<Self> {
        let path = workspace.root().join(LIST);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{LIST}`"))?;
        serde_json::from_str(&text).map(Self).with_context(|| format!("`{LIST}` is no list of known faults"))
    }

    /// Why a fault is not the client's; none, where it may be.
    pub(super) fn reason(&self, document: &str, fault: &Fault) -> Option<String> {
        let is = |wanted: &Option<String>, given: &str| wanted.as_ref().is_none_or(|wanted| wanted == given);
        let entry = self.0.iter().find(|entry| {
            is(&entry.document, document)
                && is(&entry.at, &fault.at)
                && entry.media.as_ref().is_none_or(|media| fault.media.iter().any(|given| given.contains(media)))
                && fault.said.contains(&entry.says)
        })?;
        entry.met.set(true);
        Some(entry.reason.clone())
    }

    /// The entries that no fault has met.
    pub(super) fn stale(&self) -> Vec<String> {
        self.0.iter().filter(|entry| !entry.met.get()).map(|entry| entry.says.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_met_or_stale() {
        let list = r#"[
            {"document": "a.json", "says": "must be", "reason": "one"},
            {"at": "/x", "says": "no path", "reason": "two"},
            {"says": "never", "reason": "three"}
        ]"#;
        let known = Known(serde_json::from_str(list).expect("is a list"));
        let reason = |document: &str, at: &str, said: &str| {
            let (at, extent, said) = (at.to_owned(), "full".to_owned(), said.to_owned());
            known.reason(document, &Fault { at, extent, media: None, kind: "refused", said, known: None })
        };
        assert_eq!(reason("a.json", "/y", "it must be a number").as_deref(), Some("one"));
        assert_eq!(reason("b.json", "/y", "it must be a number"), None);
        assert_eq!(reason("b.json", "/x", "no path matched").as_deref(), Some("two"));
        assert_eq!(known.stale(), ["never"]);
    }
}

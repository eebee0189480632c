//! What is known already, so that a run goes on where the last one was interrupted: a line for each document. The first
//! line is the fingerprint of the generator, each further one what is known of a document.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::documents::Document;

/// What is known of a document.
pub(crate) trait Known: Serialize + DeserializeOwned + Send {
    /// Of which one, and of which size it was.
    fn document(&self) -> (&str, u64);

    /// What to say at once.
    fn trouble(&self) -> Option<String>;
}

/// What a generator has found, in memory and on the disk.
pub(crate) struct State<T> {
    records: BTreeMap<String, T>,
    path: PathBuf,
    file: File,
}

impl<T: Known> State<T> {
    /// What this generator, told by its fingerprint, has found already; nothing where another one had found it, or all
    /// is to be done again.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(crate) fn open(path: PathBuf, fingerprint: &str, again: bool) -> Result<Self> {
        let shown = path.display().to_string();
        let context = || format!("cannot write `{shown}`");
        let known = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = known.lines();
        let is_known = !again && lines.next() == Some(fingerprint);
        // The last line of a run that was killed may be half a record.
        let records = lines.filter(|_| is_known).filter_map(|line| serde_json::from_str::<T>(line).ok());
        let records: BTreeMap<_, _> = records.map(|record| (record.document().0.to_owned(), record)).collect();
        fs::create_dir_all(path.parent().unwrap_or(&path)).with_context(context)?;
        let file = File::create(&path).with_context(context)?;
        let mut state = Self { records: BTreeMap::new(), path, file };
        writeln!(state.file, "{fingerprint}").with_context(context)?;
        for record in records.into_values() {
            state.add(record)?;
        }
        Ok(state)
    }

    /// Whether the document, in this size, was run.
    pub(crate) fn has(&self, document: &Document) -> bool {
        self.records.get(&document.name).is_some_and(|record| record.document().1 == document.bytes)
    }

    /// Keeps a record.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn add(&mut self, record: T) -> Result<()> {
        let line = serde_json::to_string(&record).context("cannot write a record")?;
        writeln!(self.file, "{line}").with_context(|| format!("cannot write `{}`", self.path.display()))?;
        self.records.insert(record.document().0.to_owned(), record);
        Ok(())
    }

    /// The records of these documents, in their order.
    pub(crate) fn into_records(mut self, documents: &[&Document]) -> Vec<T> {
        documents.iter().filter_map(|document| self.records.remove(&document.name)).collect()
    }
}

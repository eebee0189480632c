//! What is known already, so that a run goes on where the last one was interrupted: a line for each document.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::documents::Document;
use super::process::Generator;
use super::record::Record;

/// The first line is the fingerprint of the generator, each further one a record.
const FILE: &str = "records.jsonl";

/// The records of a generator, in memory and on the disk.
pub(crate) struct State {
    records: BTreeMap<String, Record>,
    file: File,
}

impl State {
    /// What this generator has found already; nothing where another one had found it, or all is to be done again.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(crate) fn open(folder: &Path, generator: &Generator, again: bool) -> Result<Self> {
        let path = folder.join(FILE);
        let context = || format!("cannot write `{}`", path.display());
        let known = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = known.lines();
        let is_known = !again && lines.next() == Some(&generator.fingerprint);
        // The last line of a run that was killed may be half a record.
        let records = lines.filter(|_| is_known).filter_map(|line| serde_json::from_str::<Record>(line).ok());
        let records: BTreeMap<_, _> = records.map(|record| (record.document.clone(), record)).collect();
        fs::create_dir_all(folder).with_context(context)?;
        let mut state = Self { records: BTreeMap::new(), file: File::create(&path).with_context(context)? };
        writeln!(state.file, "{}", generator.fingerprint).with_context(context)?;
        for record in records.into_values() {
            state.add(record)?;
        }
        Ok(state)
    }

    /// Whether the document, in this size, was run.
    pub(crate) fn has(&self, document: &Document) -> bool {
        self.records.get(&document.name).is_some_and(|record| record.bytes == document.bytes)
    }

    /// Keeps a record.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn add(&mut self, record: Record) -> Result<()> {
        let line = serde_json::to_string(&record).context("cannot write a record")?;
        writeln!(self.file, "{line}").with_context(|| format!("cannot write `{FILE}`"))?;
        self.records.insert(record.document.clone(), record);
        Ok(())
    }

    /// The records of these documents, in their order.
    pub(crate) fn into_records(mut self, documents: &[&Document]) -> Vec<Record> {
        documents.iter().filter_map(|document| self.records.remove(&document.name)).collect()
    }
}

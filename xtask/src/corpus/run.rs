//! All documents through the passes: as many at once as there are processors, the large ones one at a time.

use std::sync::Mutex;
use std::thread;

use anyhow::Result;

use super::documents::Document;
use super::job::Job;
use super::process::Generator;
use super::progress::Progress;
use super::record::{Outcome, Record};
use super::state::State;

/// From this size on a document runs alone: it may take gigabytes.
const LARGE: u64 = 8 << 20;

/// Runs the documents that were not run yet, and gives the records of all.
///
/// # Errors
/// Where a process cannot be started, or a record not be kept.
pub(crate) fn run(generator: &Generator, documents: &[&Document], state: State) -> Result<Vec<Record>> {
    let mut open: Vec<&Document> = documents.iter().copied().filter(|document| !state.has(document)).collect();
    // The largest first, so that none of them is left for the end, when the other processors have nothing to do.
    open.sort_by_key(|document| std::cmp::Reverse(document.bytes));
    let progress = Progress::new("documents", documents.len(), documents.len() - open.len());
    let small = open.split_off(open.partition_point(|document| document.bytes >= LARGE));
    let state = Mutex::new(state);
    let run = |document: &Document| -> Result<()> {
        let record = generator.run(document, &Job { spec: document.path.clone(), krate: None })?;
        if !record.outcome.is_generated() && record.outcome != Outcome::NoOutput {
            progress.say(&format!("{}: {}", record.document, record.outcome.words()));
        }
        progress.step(&record.document);
        state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).add(record)
    };
    open.into_iter().try_for_each(run)?;
    in_parallel(&small, run)?;
    progress.end();
    Ok(state.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).into_records(documents))
}

/// Does something with each document, on as many threads as there are processors.
///
/// # Errors
/// The first that any thread meets; the thread that met it takes no further document.
pub(crate) fn in_parallel<T: Copy + Send + Sync>(items: &[T], each: impl Fn(T) -> Result<()> + Sync) -> Result<()> {
    let queue = Mutex::new(items.iter());
    let next = || queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next().copied();
    let work = || std::iter::from_fn(next).try_for_each(&each);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..processors()).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

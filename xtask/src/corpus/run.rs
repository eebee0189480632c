//! All documents through the passes: as many at once as there are processors, the large ones one at a time.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, MutexGuard, PoisonError};
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
        locked(&state).add(record)
    };
    open.into_iter().try_for_each(run)?;
    in_parallel(&small, run)?;
    progress.end();
    Ok(state.into_inner().unwrap_or_else(PoisonError::into_inner).into_records(documents))
}

/// Does something with each item, on as many threads as there are processors, and gives the results in the order of
/// the items.
///
/// # Errors
/// One of those that the threads met; a thread that met one takes no further item.
pub(crate) fn in_parallel<T: Copy + Send + Sync, R: Send>(
    items: &[T],
    each: impl Fn(T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let queue = Mutex::new(items.iter().enumerate());
    let next = || locked(&queue).next();
    let work = || -> Result<Vec<(usize, R)>> {
        std::iter::from_fn(next).map(|(index, item)| Ok((index, each(*item)?))).collect()
    };
    let done = thread::scope(|scope| {
        let workers: Vec<_> = (0..processors()).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        joined.collect::<Result<Vec<_>>>()
    });
    let mut done: Vec<(usize, R)> = done?.into_iter().flatten().collect();
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

/// What a thread that panicked left is as good as what the others leave: each change is whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

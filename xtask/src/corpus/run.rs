//! All documents through the passes: as many at once as there are processors, the large ones one at a time.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;

use super::documents::Document;
use super::progress::Progress;
use super::state::{Known, State};

/// From this size on a document runs alone: it may take gigabytes.
const LARGE: u64 = 8 << 20;

/// Runs the documents that were not run yet, and gives what is known of all.
///
/// # Errors
/// Where a process cannot be started, or what is learned cannot be kept.
pub(crate) fn run<T: Known>(
    documents: &[&Document],
    state: State<T>,
    learn: impl Fn(&Document) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let mut open: Vec<&Document> = documents.iter().copied().filter(|document| !state.has(document)).collect();
    // The largest first, so that none of them is left for the end, when the other processors have nothing to do.
    open.sort_by_key(|document| std::cmp::Reverse(document.bytes));
    let progress = Progress::new("documents", documents.len(), documents.len() - open.len());
    let small = open.split_off(open.partition_point(|document| document.bytes >= LARGE));
    let state = Mutex::new(state);
    let run = |document: &Document| -> Result<()> {
        let known = learn(document)?;
        if let Some(trouble) = known.trouble() {
            progress.say(&format!("{}: {trouble}", document.name));
        }
        progress.step(&document.name);
        locked(&state).add(known)
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

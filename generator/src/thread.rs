//! Threads that run the passes: documents nest deeper than the stack of a usual one.

use std::thread::{Builder, Scope, ScopedJoinHandle};

/// Stack of a thread: `load` lets documents nest 128 levels, and `allOf` may chain further.
const STACK: usize = 64 << 20;

/// Begins with a document.
pub(crate) fn start<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    run: impl FnOnce() -> T + Send + 'scope,
) -> ScopedJoinHandle<'scope, T> {
    let worker = Builder::new().stack_size(STACK).spawn_scoped(scope, run);
    worker.expect("invariant: the system can start a thread for a document")
}

/// What comes of a document.
pub(crate) fn finished<T>(worker: ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Runs over a document, and waits for it.
pub(crate) fn run<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| finished(start(scope, run)))
}

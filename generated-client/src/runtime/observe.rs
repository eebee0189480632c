//! What can be watched of calls: a hook for each attempt, and (feature `tracing`) spans. Neither sees a secret.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::Error;

/// An attempt that has ended, as hooks see it (see [`SessionBuilder::on_attempt`](crate::SessionBuilder::on_attempt)).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The id of the operation; `token` for a request to a token endpoint, method and path for an operation that no
    /// document names.
    pub operation: &'a str,
    /// The method.
    pub method: &'a str,
    /// Scheme, host, and the port when it is not the scheme's own.
    pub origin: &'a str,
    /// Its number, from 1.
    pub number: u32,
    /// The status of the answer, when there was one.
    pub status: Option<StatusCode>,
    /// What failed, when there was no answer that could be read.
    pub error: Option<&'a Error>,
    /// From sending the request to the end of the answer.
    pub duration: Duration,
    /// The time until the next attempt, when there is to be one. Calls that come first may make it longer, where a
    /// rate limit holds all back.
    pub retry_in: Option<Duration>,
}

type Hook = dyn Fn(&Attempt<'_>) + Send + Sync;

/// Tells the session's hook.
#[derive(Default)]
pub(crate) struct Observer(Option<Box<Hook>>);

impl Observer {
    pub(crate) fn new(hook: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Box::new(hook)))
    }

    pub(crate) fn attempt_ended(&self, attempt: &Attempt<'_>) {
        if let Some(hook) = &self.0 {
            hook(attempt);
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Observer(hook)" } else { "Observer(none)" })
    }
}

/// What a span is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) operation: &'a str,
    pub(crate) method: &'a str,
    pub(crate) origin: &'a str,
}

#[cfg(feature = "tracing")]
mod spans {
    use tracing::field::{Empty, display};
    use tracing::{Instrument, Span, info_span};

    use super::{Attempt, Subject};

    /// Runs a call in its span.
    pub(crate) async fn in_call<T>(subject: Subject<'_>, call: impl Future<Output = T>) -> T {
        let Subject { operation, method, origin } = subject;
        let span = info_span!("call", operation, method, origin);
        call.instrument(span).await
    }

    /// Keeps to the caller's span what runs as a task.
    pub(crate) fn in_caller<T>(task: impl Future<Output = T>) -> impl Future<Output = T> {
        task.in_current_span()
    }

    /// The span of an attempt, inside that of its call.
    pub(crate) struct AttemptSpan(Span);

    impl AttemptSpan {
        pub(crate) fn new(operation: &str, number: u32) -> Self {
            let span = info_span!("attempt", operation, number, status = Empty, error = Empty, duration_ms = Empty);
            Self(span)
        }

        pub(crate) async fn run<T>(&self, attempt: impl Future<Output = T>) -> T {
            attempt.instrument(self.0.clone()).await
        }

        /// Completes the span with how the attempt ended.
        pub(crate) fn record(&self, attempt: &Attempt<'_>) {
            if let Some(status) = attempt.status {
                self.0.record("status", status.as_u16());
            }
            if let Some(error) = attempt.error {
                self.0.record("error", display(error));
            }
            self.0.record("duration_ms", u64::try_from(attempt.duration.as_millis()).unwrap_or(u64::MAX));
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod spans {
    use super::{Attempt, Subject};

    pub(crate) async fn in_call<T>(_subject: Subject<'_>, call: impl Future<Output = T>) -> T {
        call.await
    }

    pub(crate) fn in_caller<T>(task: impl Future<Output = T>) -> impl Future<Output = T> {
        task
    }

    pub(crate) struct AttemptSpan;

    impl AttemptSpan {
        pub(crate) fn new(_operation: &str, _number: u32) -> Self {
            Self
        }

        pub(crate) async fn run<T>(&self, attempt: impl Future<Output = T>) -> T {
            attempt.await
        }

        pub(crate) fn record(&self, _attempt: &Attempt<'_>) {}
    }
}

pub(crate) use spans::{AttemptSpan, in_call, in_caller};

//! Whether, and when, a call is tried again: [`RetryPolicy`] and the decision by it.
//!
//! The libraries at hand do not fit: their jitter is not full, or they count by the wall clock; the formula is one
//! line.

pub(crate) mod after;
pub(crate) mod budget;

use std::time::Duration;

use http::StatusCode;
use tokio::time::Instant;

use self::budget::Purse;
use crate::runtime::error::{RETRYABLE, Stop};
use crate::runtime::exchange::{Received, after};
use crate::{ErrorKind, Result};

/// When a call is tried again.
///
/// An idempotent call is, after the statuses 408, 429, 500, 502, 503 and 504, after a lost connection and after an
/// attempt that took too long. Any other is only where the server surely did not act: no connection came about, or the
/// answer is 429. A body from a stream cannot be sent twice, and is not.
///
/// Before attempt `n + 1` a call waits a random time between nothing and the smaller of `longest` and `first` times two
/// to the power of `n - 1` (full jitter), or as long as `Retry-After` says. The defaults are what RingCentral suggests
/// (facts/WIRE.md): 5 attempts, 2 seconds at first, 60 at most; and 60 for `Retry-After`.
///
/// ```
/// use std::time::Duration;
///
/// use generated_client::{RetryPolicy, Session};
///
/// let policy = RetryPolicy::new().with_attempts(3).with_backoff(Duration::from_millis(100), Duration::from_secs(5));
/// let session = Session::builder().retry_policy(policy).build()?;
/// # Ok::<(), generated_client::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    first: Duration,
    longest: Duration,
    longest_retry_after: Duration,
    repetition: Repetition,
}

/// Which calls may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repetition {
    /// Those that are idempotent, by their document or their method.
    Idempotent,
    /// All, as the caller says so.
    All,
}

impl RetryPolicy {
    /// The defaults.
    pub const fn new() -> Self {
        Self {
            attempts: 5,
            first: Duration::from_secs(2),
            longest: Duration::from_secs(60),
            longest_retry_after: Duration::from_secs(60),
            repetition: Repetition::Idempotent,
        }
    }

    /// One attempt and no more. A token that the server refuses is still renewed once.
    pub const fn never() -> Self {
        Self::new().with_attempts(1)
    }

    /// How often a call is sent at most, the first time included; at least once.
    #[must_use]
    pub const fn with_attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// The longest wait before the second attempt, from which it doubles, and the longest of all.
    #[must_use]
    pub const fn with_backoff(self, first: Duration, longest: Duration) -> Self {
        Self { first, longest, ..self }
    }

    /// The longest `Retry-After` that is waited for. Past it the call ends with an error that says when to come back.
    #[must_use]
    pub const fn with_longest_retry_after(self, longest_retry_after: Duration) -> Self {
        Self { longest_retry_after, ..self }
    }

    /// Repeats calls that are not idempotent, too. Only the caller can know that this does no harm.
    #[must_use]
    pub const fn repeating_all(self) -> Self {
        Self { repetition: Repetition::All, ..self }
    }

    /// The longest wait before the attempt that follows `attempts`.
    fn backoff(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.checked_pow(attempts.saturating_sub(1)).and_then(|factor| self.first.checked_mul(factor));
        doubled.unwrap_or(self.longest).min(self.longest)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// What of a call decides about its retries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    pub(crate) policy: RetryPolicy,
    pub(crate) is_idempotent: bool,
    pub(crate) is_replayable: bool,
    /// Whether the call waits where a rate limit makes it, or fails.
    pub(crate) waits_for_limit: bool,
    pub(crate) deadline: Instant,
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The call ends with what there is; where the policy would have gone on, it says why it does not.
    End(Option<Stop>),
    /// Another attempt, no earlier than after this time.
    Retry(Duration),
}

impl Terms {
    /// Decides what follows `attempts` attempts, the last of which ended like this. `opens_at` is when the rate limit
    /// lets the next one pass.
    pub(crate) fn next(&self, result: &Result<Received>, attempts: u32, opens_at: Instant, purse: &Purse) -> Next {
        if attempts >= self.policy.attempts || !self.may_repeat(result) {
            return Next::End(None);
        }
        if !self.is_replayable {
            return Next::End(Some(Stop::NotReplayable));
        }
        let asked = result.as_ref().ok().and_then(|received| received.retry_after);
        if asked.is_some_and(|asked| asked > self.policy.longest_retry_after) {
            return Next::End(Some(Stop::TooLongToWait));
        }
        let wait = asked.unwrap_or_else(|| self.policy.backoff(attempts).mul_f64(fastrand::f64()));
        if after(Instant::now(), wait).max(opens_at) >= self.deadline {
            return Next::End(Some(Stop::OutOfTime));
        }
        let is_limited = result.as_ref().is_ok_and(|received| received.status == StatusCode::TOO_MANY_REQUESTS);
        if is_limited || purse.take() { Next::Retry(wait) } else { Next::End(Some(Stop::BudgetSpent)) }
    }

    /// Whether another attempt could do better, and does no harm.
    fn may_repeat(&self, result: &Result<Received>) -> bool {
        let is_idempotent = self.is_idempotent || self.policy.repetition == Repetition::All;
        match result {
            Ok(received) if received.status == StatusCode::TOO_MANY_REQUESTS => self.waits_for_limit,
            Ok(received) => is_idempotent && RETRYABLE.contains(&received.status),
            Err(error) => match error.kind() {
                ErrorKind::Transport | ErrorKind::Timeout => {
                    error.is_retryable() && (is_idempotent || !error.may_have_reached_server())
                }
                ErrorKind::Build | ErrorKind::Auth | ErrorKind::RateLimit | ErrorKind::Api | ErrorKind::Decode => false,
            },
        }
    }
}

//! How errors are made.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use super::{ApiError, Cause, Error, Inner, PageToken};
use crate::runtime::codec::DecodeError;
use crate::runtime::retry::after::retry_after;
use crate::runtime::transport::{Reach, TransportError};
use crate::runtime::validate::Violations;

/// Why a call was not tried again although its policy would have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The session has retried too much of late.
    BudgetSpent,
    /// `Retry-After` is longer than the policy waits.
    TooLongToWait,
    /// The time for the call would end before.
    OutOfTime,
    /// A stream cannot be sent twice.
    NotReplayable,
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::BudgetSpent => "not tried again, as the session's retry budget is spent",
            Self::TooLongToWait => "not tried again, as the server asks to wait longer than the policy does",
            Self::OutOfTime => "not tried again, as the time for the call would end before",
            Self::NotReplayable => "not tried again, as a stream cannot be sent twice",
        })
    }
}

impl Error {
    /// An error of the kind [`Auth`](super::ErrorKind::Auth), for implementations of [`Auth`](crate::auth::Auth) and
    /// [`TokenStore`](crate::auth::TokenStore). The message must hold no secret.
    pub fn auth(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Cause::Auth, message)
    }

    /// The same error, with what caused it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into().into());
        self
    }

    pub(crate) fn build(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Cause::Build, message)
    }

    pub(crate) fn decode(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Cause::Decode(None), message)
    }

    /// An answer that is not what the document says.
    pub(crate) fn undecoded(error: DecodeError) -> Self {
        let message = error.to_string();
        Self::new(Cause::Decode(Some(error)), message)
    }

    /// An answer with a status that is no success, and when to come back.
    pub(crate) fn refused(answer: ApiError, retry_after: Option<Duration>) -> Self {
        let mut error = Self::new(Cause::Api, "");
        error.0.answer = Some(answer);
        error.0.retry_after = retry_after;
        error
    }

    pub(crate) fn timeout(after: Duration, reach: Reach) -> Self {
        Self::new(Cause::Timeout(reach), format!("no answer within {after:?}"))
    }

    /// The session's own limit does not let the call pass before `wait` is over.
    pub(crate) fn held_back(group: &str, wait: Duration) -> Self {
        Self::limited(format!("group `{group}` is free again in {wait:.1?}"), wait)
    }

    /// Other calls have used up the time that there was; the session's own limit lets none pass before `wait` is over.
    pub(crate) fn behind_others(group: &str, wait: Duration) -> Self {
        Self::limited(format!("other calls wait for group `{group}`"), wait)
    }

    fn limited(message: String, wait: Duration) -> Self {
        let mut error = Self::new(Cause::RateLimit, message);
        error.0.retry_after = Some(wait);
        error
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self::decode(format!("answer is larger than {limit} bytes"))
    }

    /// Names the operation, unless one is named already.
    pub(crate) fn of(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// The same error, with what the server answered.
    pub(crate) fn with_answer(mut self, answer: ApiError) -> Self {
        self.0.retry_after = retry_after(answer.headers(), std::time::SystemTime::now());
        self.0.answer = Some(answer);
        self
    }

    /// The same error, as that of a page whose token is too old.
    pub(crate) fn for_expired_page(mut self) -> Self {
        self.0.page = PageToken::Expired;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Says when to come back.
    pub(crate) fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = retry_after;
        self
    }

    /// Says what attempts may have done.
    pub(crate) fn with_reach(mut self, reach: Reach) -> Self {
        self.0.reach = reach;
        self
    }

    pub(crate) fn with_stop(mut self, stop: Option<Stop>) -> Self {
        self.0.stop = stop;
        self
    }

    fn new(cause: Cause, message: impl Into<Cow<'static, str>>) -> Self {
        let message = message.into();
        let inner = Inner {
            cause,
            operation: None,
            message,
            answer: None,
            attempts: 0,
            reach: Reach::Never,
            stop: None,
            retry_after: None,
            page: PageToken::Good,
            source: None,
        };
        Self(Box::new(inner))
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        let cause = if error.is_timeout() { Cause::Timeout(error.reach()) } else { Cause::Transport(error.reach()) };
        Self::new(cause, error.to_string()).because(error)
    }
}

impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        Self::build(violations.to_string()).because(violations)
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::undecoded(error)
    }
}

//! What calls and requests for tokens share: the way to the servers, and the policies along it.

use std::time::Duration;

use http::HeaderValue;

use super::limit::{Limiter, RateLimiting};
use super::observe::Observer;
use super::retry::RetryPolicy;
use super::retry::budget::Purse;
use super::transport::Transport;

/// The lower half of a session, without credentials.
pub(crate) struct Channel {
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) limits: Limits,
    pub(crate) retry: RetryPolicy,
    pub(crate) purse: Purse,
    pub(crate) limiter: Limiter,
    pub(crate) limiting: RateLimiting,
    pub(crate) observer: Observer,
    pub(crate) user_agent: HeaderValue,
}

/// What a call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For a call as a whole: credentials, waiting, attempts, reading the answer.
    pub(crate) overall: Duration,
    /// For one attempt, up to the end of the answer.
    pub(crate) attempt: Duration,
    /// Bytes of an answer, after its content coding is undone.
    pub(crate) response_size: usize,
    /// Bytes of an answer's headers, names and values.
    pub(crate) header_size: usize,
    /// Where plain http may go.
    pub(crate) plain_http: PlainHttp,
}

/// Where requests may go without TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlainHttp {
    /// Within this machine.
    Loopback,
    /// Anywhere, but never with credentials.
    Anywhere,
}

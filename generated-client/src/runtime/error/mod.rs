//! The one error type: what kind of failure, which operation, how often it was tried, and all that the server said.

mod api;
mod line;
mod make;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use self::line::OneLine;
use super::codec::DecodeError;
use super::limit::state::RateLimit;
use super::transport::{Reach, TransportError};

pub use self::api::ApiError;
pub(crate) use self::api::{Extent, MOST_ERROR_BODY, request_id};
pub(crate) use self::make::Stop;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Arc<dyn std::error::Error + Send + Sync>;

/// Why a call failed.
///
/// One pointer wide. It prints in one line, without secrets: no query strings, no bodies, no header values but the
/// request id.
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    cause: Cause,
    operation: Option<Cow<'static, str>>,
    message: Cow<'static, str>,
    /// What the server answered, when it did: of any status for an answer that does not decode.
    answer: Option<ApiError>,
    attempts: u32,
    /// Whether an attempt before the one that failed may have come to the server.
    reach: Reach,
    /// Why it was not tried again, where the policy would have.
    stop: Option<Stop>,
    retry_after: Option<Duration>,
    page: PageToken,
    source: Option<Source>,
}

#[derive(Clone)]
enum Cause {
    Build,
    Auth,
    RateLimit,
    Transport(Reach),
    Timeout(Reach),
    Api,
    Decode(Option<DecodeError>),
}

/// Whether the call asked for a page by a token that is too old.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageToken {
    Good,
    Expired,
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The call could not be made of what was given: nothing was sent.
    Build,
    /// No credentials could be had: the operation was not sent.
    Auth,
    /// The session's own rate limit does not allow the call in time: the operation was not sent.
    RateLimit,
    /// The connection failed.
    Transport,
    /// The time given was not enough.
    Timeout,
    /// The server answered with a status that is no success.
    Api,
    /// The answer is not what the document says.
    Decode,
}

/// Statuses after which the same call may succeed later (RFC 9110 section 15, RFC 6585 section 4).
pub(crate) const RETRYABLE: [StatusCode; 6] = [
    StatusCode::REQUEST_TIMEOUT,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::BAD_GATEWAY,
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::GATEWAY_TIMEOUT,
];

impl Error {
    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        match &self.0.cause {
            Cause::Build => ErrorKind::Build,
            Cause::Auth => ErrorKind::Auth,
            Cause::RateLimit => ErrorKind::RateLimit,
            Cause::Transport(_) => ErrorKind::Transport,
            Cause::Timeout(_) => ErrorKind::Timeout,
            Cause::Api => ErrorKind::Api,
            Cause::Decode(_) => ErrorKind::Decode,
        }
    }

    /// The id of the operation that failed, when one was called.
    pub fn operation_id(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// What the server said, when it refused the call, or (kind [`Auth`](ErrorKind::Auth)) the request for a token.
    pub fn api(&self) -> Option<&ApiError> {
        match &self.0.cause {
            Cause::Api | Cause::Auth => self.0.answer.as_ref(),
            Cause::Build | Cause::RateLimit | Cause::Transport(_) | Cause::Timeout(_) | Cause::Decode(_) => None,
        }
    }

    /// The status of the answer, when there was one: a success when it is the body that does not decode.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(ApiError::status)
    }

    /// The headers of the answer, when there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(ApiError::headers)
    }

    /// The server's id of the request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.answer.as_ref().and_then(ApiError::request_id)
    }

    /// The body of the answer that was refused by the server or did not decode; at most 1 MiB of it.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.answer.as_ref().map(ApiError::body)
    }

    /// The state of the rate limit, when the answer tells it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.headers().and_then(RateLimit::of)
    }

    /// When to come back, counted from when the error came up: by the answer's `Retry-After`, or by what the session
    /// knows of the rate limit.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after.or_else(|| self.cause_error()?.retry_after())
    }

    /// Where in the body decoding failed: `$.records[3].status`.
    pub fn json_path(&self) -> Option<String> {
        match &self.0.cause {
            Cause::Decode(error) => error.as_ref().map(DecodeError::json_path),
            Cause::Build | Cause::Auth | Cause::RateLimit | Cause::Transport(_) | Cause::Timeout(_) | Cause::Api => {
                None
            }
        }
    }

    /// Whether time ran out, here or (408, 504) at the server.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
            || self.is_refused_with(&[StatusCode::REQUEST_TIMEOUT, StatusCode::GATEWAY_TIMEOUT])
            || self.cause_error().is_some_and(Self::is_timeout)
    }

    /// Whether the server has nothing newer than what a conditional request names (304, RFC 9110 section 13).
    pub fn is_not_modified(&self) -> bool {
        self.kind() == ErrorKind::Api && self.is_refused_with(&[StatusCode::NOT_MODIFIED])
    }

    /// Whether the server does not know what was asked for (404, 410).
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::Api && self.is_refused_with(&[StatusCode::NOT_FOUND, StatusCode::GONE])
    }

    /// Whether credentials are missing, could not be had, or were refused (401).
    pub fn is_auth(&self) -> bool {
        self.kind() == ErrorKind::Auth || self.is_refused_with(&[StatusCode::UNAUTHORIZED])
    }

    /// Whether the rate is limited, by the server (429) or by the session.
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimit
            || self.is_refused_with(&[StatusCode::TOO_MANY_REQUESTS])
            || self.cause_error().is_some_and(Self::is_rate_limited)
    }

    /// Whether a page was asked for by a token that is too old: the list has to be read from its beginning.
    pub fn is_page_expired(&self) -> bool {
        self.0.page == PageToken::Expired
    }

    /// Whether the same call may succeed later. It says nothing about whether repeating it is safe: see
    /// [`may_have_reached_server`](Self::may_have_reached_server).
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Timeout | ErrorKind::RateLimit => true,
            ErrorKind::Transport => !self.is_hopeless(),
            ErrorKind::Api => self.is_refused_with(&RETRYABLE),
            ErrorKind::Auth => self.is_refused_with(&RETRYABLE) || self.cause_error().is_some_and(Self::is_retryable),
            ErrorKind::Build | ErrorKind::Decode => false,
        }
    }

    /// Whether the server may have acted on the request, at any attempt; when not, repeating it is safe.
    pub fn may_have_reached_server(&self) -> bool {
        if self.0.reach == Reach::Perhaps {
            return true;
        }
        match &self.0.cause {
            Cause::Build | Cause::Auth | Cause::RateLimit => false,
            Cause::Transport(reach) | Cause::Timeout(reach) => *reach == Reach::Perhaps,
            Cause::Api | Cause::Decode(_) => true,
        }
    }

    /// Whether the connection would fail again.
    fn is_hopeless(&self) -> bool {
        let source = self.0.source.as_ref().and_then(|source| source.downcast_ref::<TransportError>());
        source.is_some_and(TransportError::is_hopeless)
    }

    /// Whether the server refused the call, or the request for a token, with one of these.
    fn is_refused_with(&self, any: &[StatusCode]) -> bool {
        self.api().is_some_and(|api| any.contains(&api.status()))
    }

    /// Why there are no credentials, when that is an error of this type.
    fn cause_error(&self) -> Option<&Self> {
        match self.kind() {
            ErrorKind::Auth => self.0.source.as_ref()?.downcast_ref(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;

        let mut line = OneLine(formatter);
        if let Some(operation) = &self.0.operation {
            write!(line, "{operation}: ")?;
        }
        let message = &self.0.message;
        match (&self.0.cause, &self.0.answer) {
            (Cause::Api, Some(api)) => write!(line, "{api}")?,
            (Cause::Build | Cause::Api, _) => write!(line, "request cannot be built: {message}")?,
            (Cause::Auth, _) => write!(line, "no credentials: {message}")?,
            (Cause::RateLimit, _) => write!(line, "rate limit reached: {message}")?,
            (Cause::Transport(_), _) => write!(line, "connection failed: {message}")?,
            (Cause::Timeout(_), _) => write!(line, "timed out: {message}")?,
            (Cause::Decode(_), _) => write!(line, "answer does not decode: {message}")?,
        }
        if self.0.attempts > 1 {
            write!(line, ", after {} attempts", self.0.attempts)?;
        }
        match self.0.stop {
            Some(stop) => write!(line, "; {stop}"),
            None => Ok(()),
        }
    }
}

/// As it prints, with what caused it. Bodies stay out, as they may hold secrets.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Error");
        fields.field("kind", &self.kind()).field("message", &self.to_string());
        fields.field("source", &self.0.source).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| &**source as &dyn std::error::Error)
    }
}

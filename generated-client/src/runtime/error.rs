//! The one error type: what kind of failure, which operation, and all that the server said.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::codec::DecodeError;
use super::transport::{Reach, TransportError};
use super::validate::Violations;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a call failed.
///
/// One pointer wide. It prints in one line, without secrets: no query strings, no bodies, no header values but the
/// request id.
pub struct Error(Box<Inner>);

struct Inner {
    cause: Cause,
    operation: Option<Cow<'static, str>>,
    message: Cow<'static, str>,
    source: Option<Source>,
}

enum Cause {
    Build,
    Auth,
    Transport(Reach),
    Timeout(Reach),
    Api(ApiError),
    Decode { error: Option<DecodeError>, body: Bytes },
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The call could not be made of what was given: nothing was sent.
    Build,
    /// No credentials could be had: the operation was not sent.
    Auth,
    /// The connection failed.
    Transport,
    /// The time given was not enough.
    Timeout,
    /// The server answered with a status that is no success.
    Api,
    /// The answer is not what the document says.
    Decode,
}

impl Error {
    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        match &self.0.cause {
            Cause::Build => ErrorKind::Build,
            Cause::Auth => ErrorKind::Auth,
            Cause::Transport(_) => ErrorKind::Transport,
            Cause::Timeout(_) => ErrorKind::Timeout,
            Cause::Api(_) => ErrorKind::Api,
            Cause::Decode { .. } => ErrorKind::Decode,
        }
    }

    /// The id of the operation that failed, when one was called.
    pub fn operation_id(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// What the server said, when it answered with a status that is no success.
    pub fn api(&self) -> Option<&ApiError> {
        match &self.0.cause {
            Cause::Api(api) => Some(api),
            Cause::Build | Cause::Auth | Cause::Transport(_) | Cause::Timeout(_) | Cause::Decode { .. } => None,
        }
    }

    /// The status of the answer, when it is no success.
    pub fn status(&self) -> Option<StatusCode> {
        self.api().map(ApiError::status)
    }

    /// Where in the body decoding failed: `$.records[3].status`.
    pub fn json_path(&self) -> Option<String> {
        match &self.0.cause {
            Cause::Decode { error, .. } => error.as_ref().map(DecodeError::json_path),
            Cause::Build | Cause::Auth | Cause::Transport(_) | Cause::Timeout(_) | Cause::Api(_) => None,
        }
    }

    /// The body of the answer that was refused by the server or did not decode.
    pub fn body(&self) -> Option<&Bytes> {
        match &self.0.cause {
            Cause::Api(api) => Some(api.body()),
            Cause::Decode { body, .. } => Some(body),
            Cause::Build | Cause::Auth | Cause::Transport(_) | Cause::Timeout(_) => None,
        }
    }

    /// Whether time ran out, here or (408, 504) at the server.
    pub fn is_timeout(&self) -> bool {
        let status = [StatusCode::REQUEST_TIMEOUT, StatusCode::GATEWAY_TIMEOUT];
        self.kind() == ErrorKind::Timeout || self.has_status(&status)
    }

    /// Whether the server does not know what was asked for (404, 410).
    pub fn is_not_found(&self) -> bool {
        self.has_status(&[StatusCode::NOT_FOUND, StatusCode::GONE])
    }

    /// Whether credentials are missing, could not be had, or were refused (401).
    pub fn is_auth(&self) -> bool {
        self.kind() == ErrorKind::Auth || self.has_status(&[StatusCode::UNAUTHORIZED])
    }

    /// Whether the server limits the rate (429).
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(&[StatusCode::TOO_MANY_REQUESTS])
    }

    /// Whether the same call may succeed later. It says nothing about whether repeating it is safe: see
    /// [`may_have_reached_server`](Self::may_have_reached_server).
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Transport | ErrorKind::Timeout => true,
            ErrorKind::Api => self.has_status(&[
                StatusCode::REQUEST_TIMEOUT,
                StatusCode::TOO_MANY_REQUESTS,
                StatusCode::INTERNAL_SERVER_ERROR,
                StatusCode::BAD_GATEWAY,
                StatusCode::SERVICE_UNAVAILABLE,
                StatusCode::GATEWAY_TIMEOUT,
            ]),
            ErrorKind::Build | ErrorKind::Auth | ErrorKind::Decode => false,
        }
    }

    /// Whether the server may have acted on the request; when not, repeating it is safe.
    pub fn may_have_reached_server(&self) -> bool {
        match &self.0.cause {
            Cause::Build | Cause::Auth => false,
            Cause::Transport(reach) | Cause::Timeout(reach) => *reach == Reach::Perhaps,
            Cause::Api(_) | Cause::Decode { .. } => true,
        }
    }

    fn has_status(&self, any: &[StatusCode]) -> bool {
        self.status().is_some_and(|status| any.contains(&status))
    }

    /// An error of the kind [`Auth`](ErrorKind::Auth), for implementations of [`Auth`](crate::auth::Auth). The message
    /// must hold no secret.
    pub fn auth(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Cause::Auth, message)
    }

    /// The same error, with what caused it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn build(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Cause::Build, message)
    }

    pub(crate) fn decode(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Cause::Decode { error: None, body: Bytes::new() }, message)
    }

    pub(crate) fn answer(error: DecodeError, body: Bytes) -> Self {
        let message = error.to_string();
        Self::new(Cause::Decode { error: Some(error), body }, message)
    }

    pub(crate) fn api_error(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self::new(Cause::Api(ApiError { status, headers, body }), "")
    }

    pub(crate) fn timeout(after: Duration, reach: Reach) -> Self {
        Self::new(Cause::Timeout(reach), format!("no answer within {after:?}"))
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self::decode(format!("answer is larger than {limit} bytes"))
    }

    /// Names the operation, unless one is named already.
    pub(crate) fn of(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    fn new(cause: Cause, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { cause, operation: None, message: message.into(), source: None }))
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
        Self::answer(error, Bytes::new())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = &self.0.operation {
            write!(formatter, "{operation}: ")?;
        }
        match &self.0.cause {
            Cause::Build => write!(formatter, "request cannot be built: {}", self.0.message),
            Cause::Auth => write!(formatter, "no credentials: {}", self.0.message),
            Cause::Transport(_) => write!(formatter, "connection failed: {}", self.0.message),
            Cause::Timeout(_) => write!(formatter, "timed out: {}", self.0.message),
            Cause::Api(api) => fmt::Display::fmt(api, formatter),
            Cause::Decode { .. } => write!(formatter, "answer does not decode: {}", self.0.message),
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

/// An answer whose status is no success (2xx).
#[derive(Clone)]
pub struct ApiError {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// The headers that name a request: RingCentral's, Zoom's, and the one that most others use.
const REQUEST_ID_HEADERS: [&str; 3] = ["rcrequestid", "x-zm-trackingid", "x-request-id"];

impl ApiError {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The header of this name, when it is there and text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The server's id of the request, for its support: `RCRequestId`, `x-zm-trackingid` or `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID_HEADERS.iter().find_map(|name| self.header(name))
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text; bytes that are no UTF-8 are replaced.
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "server answered {}", self.status)?;
        match self.request_id() {
            Some(id) => write!(formatter, " (request id {id})"),
            None => Ok(()),
        }
    }
}

/// Without the body, which may hold secrets.
impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ApiError").field("status", &self.status).finish_non_exhaustive()
    }
}

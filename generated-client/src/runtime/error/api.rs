//! What the server said: [`ApiError`].

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use crate::runtime::charset;
use crate::runtime::header;
use crate::runtime::limit::state::RateLimit;

/// Bytes that an error keeps of a body.
pub(crate) const MOST_ERROR_BODY: usize = 1024 * 1024;

/// An answer whose status is no success (2xx).
#[derive(Clone)]
pub struct ApiError {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    extent: Extent,
}

/// Characters of a request id that show in a line: the server may send as much as it likes.
const MOST_SHOWN: usize = 128;

/// How much of a body there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    /// The rest was too large, or did not come.
    Cut,
}

/// The headers that name a request: RingCentral's, Zoom's, and the one that most others use (facts/WIRE.md).
const REQUEST_ID_HEADERS: [&str; 3] = ["rcrequestid", "x-zm-trackingid", "x-request-id"];

/// The server's id of a request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID_HEADERS.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

impl ApiError {
    /// Keeps as much of the body as an error may.
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes, extent: Extent) -> Self {
        if body.len() <= MOST_ERROR_BODY {
            return Self { status, headers, body, extent };
        }
        // A copy, so that the whole can go.
        let body = Bytes::copy_from_slice(&body[..MOST_ERROR_BODY]);
        Self { status, headers, body, extent: Extent::Cut }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The header of this name, when it is there and text in UTF-8.
    pub fn header(&self, name: &str) -> Option<&str> {
        header::text(&self.headers, name)
    }

    /// The server's id of the request, for its support: `RCRequestId`, `x-zm-trackingid` or `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The state of the rate limit, when the answer tells it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::of(&self.headers)
    }

    /// The body, at most 1 MiB of it.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the body goes on: the rest was too large to keep, or the connection ended before it came.
    pub fn is_body_cut(&self) -> bool {
        self.extent == Extent::Cut
    }

    /// The body as text, in the charset that the answer names; of one that cannot be read, bytes that are no UTF-8 are
    /// replaced.
    pub fn body_text(&self) -> Cow<'_, str> {
        let media_type = self.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        charset::decode(&self.body, media_type).unwrap_or_else(|_| String::from_utf8_lossy(&self.body))
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "server answered {}", self.status)?;
        match self.request_id() {
            Some(id) => write!(formatter, " (request id {id:.MOST_SHOWN$})"),
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

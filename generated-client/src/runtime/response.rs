//! Answers: [`Response`] with status and headers, and what a body may be read as.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::charset;
use super::codec::{Decode, DecodeError, DecodeResult, from_str};
use super::error::{ApiError, Extent, request_id};
use super::header;
use super::limit::state::RateLimit;
use super::media::{has_parameters, in_range};
use super::retry::after::retry_after;
use crate::{Error, Result};

/// A successful answer: the body, read as `T`, and what came with it.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, attempts: u32, body: T) -> Self {
        Self { status, headers, attempts, body }
    }

    /// The status, which is a success (2xx).
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

    /// What the body is known by: given as `if-none-match` later, it is not sent again while it is the same (RFC 9110
    /// section 13.1.2).
    pub fn etag(&self) -> Option<&str> {
        self.header("etag")
    }

    /// The server's id of the request, for its support: `RCRequestId`, `x-zm-trackingid` or `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The state of the rate limit, when the answer tells it.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::of(&self.headers)
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The same answer with the body changed by `change`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        let Self { status, headers, attempts, body } = self;
        Response { status, headers, attempts, body: change(body) }
    }
}

/// Without headers: they may hold cookies.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Response");
        fields.field("status", &self.status).field("body", &self.body).finish_non_exhaustive()
    }
}

/// An answer whose body is not read yet.
#[derive(Debug)]
pub struct Answer {
    pub(crate) operation: Cow<'static, str>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: u32,
    pub(crate) body: Bytes,
}

impl Answer {
    /// What the server answered where it refused the call, or where it is no answer that the call gives.
    pub(crate) fn of_error(error: &Error) -> Option<Self> {
        let is_whole = error.api().is_some() || error.json_path().is_some();
        Some(Self {
            operation: Cow::Borrowed(""),
            status: error.status().filter(|_| is_whole)?,
            headers: error.headers()?.clone(),
            attempts: error.attempts(),
            body: error.body()?.clone(),
        })
    }

    /// The answer, when its status is a success (2xx).
    pub(crate) fn success(self) -> Result<Self> {
        if self.status.is_success() {
            return Ok(self);
        }
        let answer = ApiError::new(self.status, self.headers, self.body, Extent::Whole);
        let retry_after = retry_after(answer.headers(), std::time::SystemTime::now());
        Err(Error::refused(answer, retry_after).with_attempts(self.attempts).of(self.operation))
    }

    /// The answer with a body that was read from it.
    pub(crate) fn with_body<T>(self, body: T) -> Response<T> {
        Response { status: self.status, headers: self.headers, attempts: self.attempts, body }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Whether the media type of the answer is one of these, or in one of these ranges, with all parameters that are
    /// named there.
    pub fn is_of(&self, media_types: &[&str]) -> bool {
        let is_one = |own: &str, media_type: &str| in_range(own, media_type) && has_parameters(own, media_type);
        self.media_type().is_some_and(|own| media_types.iter().any(|media_type| is_one(own, media_type)))
    }

    /// Reads the body as what the operation gives.
    ///
    /// # Errors
    ///
    /// It is something else; the kind is decode, and the error keeps the body.
    pub fn read<T: Output>(self) -> Result<Response<T>> {
        match T::read(&self) {
            Ok(body) => Ok(Response { status: self.status, headers: self.headers, attempts: self.attempts, body }),
            Err(error) => Err(self.undecoded(error)),
        }
    }

    fn undecoded(self, error: DecodeError) -> Error {
        self.failed(Error::undecoded(error))
    }

    /// An error about what the answer says, which keeps it.
    pub(crate) fn failed(self, error: Error) -> Error {
        let answer = ApiError::new(self.status, self.headers, self.body, Extent::Whole);
        error.with_answer(answer).with_attempts(self.attempts).of(self.operation)
    }

    /// The text of the body, in the charset that the answer names.
    ///
    /// # Errors
    ///
    /// It is not in that charset, or in one that cannot be read.
    fn text(&self) -> DecodeResult<Cow<'_, str>> {
        charset::decode(&self.body, self.media_type().unwrap_or_default())
    }

    /// The media type that the answer says it has.
    fn media_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }
}

/// Whether a media type is JSON: `application/json`, or with the suffix `+json` (RFC 6839).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_named = ["application/json", "text/json"].iter().any(|name| essence.eq_ignore_ascii_case(name));
    is_named || essence.as_bytes().last_chunk().is_some_and(|end: &[u8; 5]| end.eq_ignore_ascii_case(b"+json"))
}

/// What the body of an answer can be read as: JSON by the codec, bytes, text, or nothing.
pub trait Output: Sized {
    /// Reads the body.
    ///
    /// # Errors
    ///
    /// The body is something else.
    fn read(answer: &Answer) -> DecodeResult<Self>;
}

impl<T: Decode> Output for T {
    fn read(answer: &Answer) -> DecodeResult<Self> {
        let text = answer.text();
        let json = || text.as_deref().map_err(Clone::clone).and_then(read_json);
        let plain = || T::from_plain_text(text.as_deref().ok()?);
        match answer.media_type() {
            Some(media_type) if is_json(media_type) => json(),
            Some(_) => plain().map_or_else(json, Ok),
            None => json().or_else(|error| plain().ok_or(error)),
        }
    }
}

fn read_json<T: Decode>(text: &str) -> DecodeResult<T> {
    if text.trim_ascii().is_empty() {
        return Err(DecodeError::new(0, "the body is empty where JSON is expected"));
    }
    from_str(text)
}

impl Output for Bytes {
    fn read(answer: &Answer) -> DecodeResult<Self> {
        Ok(answer.body.clone())
    }
}

/// Whatever the body is.
impl Output for () {
    fn read(_answer: &Answer) -> DecodeResult<Self> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::super::codec::Json;
    use super::{Answer, Bytes, CONTENT_TYPE, Cow, HeaderMap, StatusCode};

    #[test]
    fn text_is_of_the_charset_that_the_answer_names() {
        let answer = |media_type: &'static str| Answer {
            operation: Cow::Borrowed(""),
            status: StatusCode::OK,
            headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media_type))]),
            attempts: 1,
            body: Bytes::from_static(b"t\xe9"),
        };
        let marked = Answer { body: Bytes::from_static("\u{feff}{\"a\":1}".as_bytes()), ..answer("application/json") };
        assert_eq!(marked.read::<Json>().expect("JSON").into_body().as_str(), r#"{"a":1}"#);
        for (media_type, text) in
            [("text/plain; charset=iso-8859-1", "t\u{e9}"), ("text/plain; charset=\"Latin1\"", "t\u{e9}")]
        {
            assert_eq!(answer(media_type).read::<String>().expect("text").into_body(), text, "{media_type}");
        }
        for media_type in ["text/plain; charset=utf-8", "text/plain", "application/octet-stream"] {
            let error = answer(media_type).read::<String>().expect_err("what is no text is kept, not replaced");
            assert!(error.to_string().contains("not UTF-8") && error.body().is_some_and(|body| body.len() == 2));
        }
        for body in [
            &b"<?xml version=\"1.0\" encoding='ISO-8859-1'?><a>\xe9</a>"[..],
            b"\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0",
            b"\xfe\xff\0<\0a\0>\0\xe9\0<\0/\0a\0>",
        ] {
            let xml = Answer { body: Bytes::from_static(body), ..answer("application/xml") };
            let text = xml.read::<String>().expect("text").into_body();
            assert!(text.ends_with("<a>\u{e9}</a>"), "{text:?}");
        }
        let json = Answer { body: Bytes::from_static(b"{\"a\":\"t\xe9\"}"), ..answer("application/json") };
        let error = json.read::<Json>().expect_err("JSON is UTF-8 (RFC 8259, 8.1)");
        assert!(error.to_string().ends_with("answer does not decode: not UTF-8 at $ (byte 7)"), "{error}");
    }
}

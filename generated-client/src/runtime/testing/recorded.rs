//! What a fake was asked.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use url::{Url, form_urlencoded};

use crate::json::Decode;
use crate::runtime::header;

/// A call as it would have gone over the wire.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The id of the operation.
    pub operation: String,
    /// The method, in upper case.
    pub method: String,
    /// The URL, with its query.
    pub url: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    pairs: Vec<(String, String)>,
}

impl Recorded {
    pub(super) fn new(operation: String, parts: http::request::Parts, body: Bytes) -> Self {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let (method, url) = (parts.method.to_string(), parts.uri.to_string());
        Self { operation, method, url, headers: parts.headers, body, pairs }
    }

    /// The path of the URL, percent-encoded as it was sent.
    pub fn path(&self) -> String {
        Url::parse(&self.url).map(|url| url.path().to_owned()).unwrap_or_default()
    }

    /// The first value of a name in the query, decoded.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// All pairs of the query, decoded, in their order.
    pub fn query_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a header, when it is text in UTF-8.
    pub fn header(&self, name: &str) -> Option<&str> {
        header::text(&self.headers, name)
    }

    /// The body as text, with what is no UTF-8 replaced: a form, say.
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// The body read as a model.
    ///
    /// # Errors
    ///
    /// It is something else; the kind is decode.
    pub fn body<T: Decode>(&self) -> crate::Result<T> {
        Ok(crate::json::from_slice(&self.body)?)
    }
}

/// Without headers and body, which may hold secrets.
impl fmt::Debug for Recorded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Recorded({}: {} {})", self.operation, self.method, self.path())
    }
}

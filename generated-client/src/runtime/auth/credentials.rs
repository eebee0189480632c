//! What proves who the caller is: [`Credentials`].

use std::fmt;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{Error, Result};

/// What proves who the caller is: headers, cookies and query pairs. They show in no output.
#[derive(Clone, Default)]
pub struct Credentials {
    headers: Vec<(HeaderName, HeaderValue)>,
    cookies: Vec<(String, SecretString)>,
    query: Vec<(String, SecretString)>,
    api_url: Option<Url>,
    /// The numbers of the tokens that they were made of.
    tokens: Vec<u64>,
}

impl Credentials {
    /// None: the call is anonymous.
    pub fn none() -> Self {
        Self::default()
    }

    /// A bearer token (RFC 6750 section 2.1).
    ///
    /// # Errors
    ///
    /// The token cannot be in a header; the kind is auth.
    pub fn bearer(token: &SecretString) -> Result<Self> {
        let value = SecretString::from(format!("Bearer {}", token.expose_secret()));
        Self::none().with_header(AUTHORIZATION, &value)
    }

    /// Adds a header.
    ///
    /// # Errors
    ///
    /// The value cannot be in a header; the kind is auth.
    pub fn with_header(mut self, name: HeaderName, value: &SecretString) -> Result<Self> {
        let value = sensitive(name.as_str(), value.expose_secret())?;
        self.headers.push((name, value));
        Ok(self)
    }

    /// Adds a cookie, beside those of the call. Its value is percent-encoded where it could not be in a cookie.
    #[must_use]
    pub fn with_cookie(mut self, name: impl Into<String>, value: SecretString) -> Self {
        self.cookies.push((name.into(), value));
        self
    }

    /// Adds a pair to the query.
    #[must_use]
    pub fn with_query(mut self, name: impl Into<String>, value: SecretString) -> Self {
        self.query.push((name.into(), value));
        self
    }

    /// Sends the call to another host of the same service, unless the caller has chosen its server.
    pub(crate) fn at(mut self, api_url: Option<Url>) -> Self {
        self.api_url = api_url;
        self
    }

    /// Says which token they were made of.
    pub(crate) fn of_token(mut self, number: u64) -> Self {
        self.tokens.push(number);
        self
    }

    /// Those of both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        let Self { headers, cookies, query, api_url, tokens } = other;
        self.headers.extend(headers);
        self.cookies.extend(cookies);
        self.query.extend(query);
        self.api_url = self.api_url.or(api_url);
        self.tokens.extend(tokens);
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.cookies.is_empty() && self.query.is_empty()
    }

    pub(crate) fn api_url(&self) -> Option<&Url> {
        self.api_url.as_ref()
    }

    /// Whether any token was one of those that they were made of.
    pub(crate) fn is_of_token(&self, number: u64) -> bool {
        self.tokens.contains(&number)
    }

    pub(crate) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cookies.iter().map(|(name, value)| (name.as_str(), value.expose_secret()))
    }

    pub(crate) fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.headers
    }

    pub(crate) fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(name, value)| (name.as_str(), value.expose_secret()))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.is_empty() { "Credentials(none)" } else { "Credentials(hidden)" })
    }
}

/// A header value that shows in no output and in no table of HTTP/2.
pub(super) fn sensitive(name: &str, text: &str) -> Result<HeaderValue> {
    let value = HeaderValue::from_maybe_shared(wiped(text.to_owned()));
    let mut value = value.map_err(|_| Error::auth(format!("credential cannot be in the header `{name}`")))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Bytes that are wiped when the last use of them ends.
pub(super) fn wiped(text: String) -> Bytes {
    Bytes::from_owner(Zeroizing::new(text.into_bytes()))
}

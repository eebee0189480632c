//! Who the caller is: [`Auth`] gives the credentials of each call.

use std::fmt;

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::operation::Requirement;
use super::parameter::In;
use super::transport::{BoxFuture, Transport};
use crate::{Error, Result};

/// Gives the credentials of calls. It is asked for each one, except for operations that need none.
///
/// An implementation that fetches tokens does so through [`AuthRequest::transport`] and keeps them by
/// [`AuthRequest::origin`]; it needs no URL of its own.
pub trait Auth: Send + Sync {
    /// The credentials of one call.
    ///
    /// # Errors
    ///
    /// There are none to be had; the error should be of the kind auth ([`Error::auth`]).
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>>;
}

/// What a call needs credentials for.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct AuthRequest<'a> {
    /// Where the call goes: scheme, host, and the port when it is not the scheme's own.
    pub origin: &'a str,
    /// The alternatives that the operation accepts, each a list of schemes and scopes that are all needed.
    pub security: &'a [&'a [Requirement]],
    /// The schemes of the service.
    pub schemes: &'a [SecurityScheme],
    /// The session's transport.
    pub transport: &'a dyn Transport,
}

impl fmt::Debug for AuthRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("AuthRequest");
        fields.field("origin", &self.origin).field("security", &self.security).finish_non_exhaustive()
    }
}

/// What proves who the caller is: headers and query pairs. They show in no output.
#[derive(Clone, Default)]
pub struct Credentials {
    headers: Vec<(HeaderName, HeaderValue)>,
    query: Vec<(String, SecretString)>,
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
        let value = HeaderValue::from_str(value.expose_secret());
        let mut value = value.map_err(|_| Error::auth(format!("credential cannot be in the header `{name}`")))?;
        value.set_sensitive(true);
        self.headers.push((name, value));
        Ok(self)
    }

    /// Adds a pair to the query.
    #[must_use]
    pub fn with_query(mut self, name: impl Into<String>, value: SecretString) -> Self {
        self.query.push((name.into(), value));
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.query.is_empty()
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

/// No credentials: for services, or operations, that need none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

impl Auth for Anonymous {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async { Ok(Credentials::none()) })
    }
}

/// A token that the caller has (RFC 6750). It is sent to whatever server the client is for.
#[derive(Clone, Debug)]
pub struct Bearer(SecretString);

impl Bearer {
    /// Takes the token, without the word `Bearer`. It is hidden from `Debug` and wiped when dropped.
    pub fn new(token: impl Into<String>) -> Self {
        Self(SecretString::from(token.into()))
    }
}

impl Auth for Bearer {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async { Credentials::bearer(&self.0) })
    }
}

/// A security scheme of a document.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    /// The name by which requirements refer to it.
    pub name: &'static str,
    /// What it is.
    pub kind: SchemeKind,
}

/// The kinds of security schemes (OpenAPI 3.0, security scheme object).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `type: http, scheme: bearer`
    Bearer,
    /// `type: http, scheme: basic`
    Basic,
    /// `type: http` with another scheme (RFC 9110 section 16.4.1)
    Http {
        /// The scheme, say `digest`.
        scheme: &'static str,
    },
    /// `type: apiKey`
    ApiKey {
        /// Where the key goes.
        location: In,
        /// The header, query or cookie name.
        name: &'static str,
    },
    /// `type: oauth2`, the endpoints of all its flows together
    OAuth2 {
        /// Where the user is sent.
        authorization_url: Option<&'static str>,
        /// Where tokens come from.
        token_url: Option<&'static str>,
        /// Where tokens are renewed, when not at the token URL.
        refresh_url: Option<&'static str>,
    },
    /// `type: openIdConnect`
    OpenIdConnect {
        /// The discovery document.
        url: &'static str,
    },
}

impl SecurityScheme {
    /// A bearer token.
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Bearer }
    }

    /// User name and password.
    pub const fn basic(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Basic }
    }

    /// Another scheme of HTTP.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self { name, kind: SchemeKind::Http { scheme } }
    }

    /// A key in a header, query pair or cookie.
    pub const fn api_key(name: &'static str, location: In, key: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey { location, name: key } }
    }

    /// OAuth 2.0, without endpoints.
    pub const fn oauth2(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::OAuth2 { authorization_url: None, token_url: None, refresh_url: None } }
    }

    /// OpenID Connect, with its discovery document.
    pub const fn open_id_connect(name: &'static str, url: &'static str) -> Self {
        Self { name, kind: SchemeKind::OpenIdConnect { url } }
    }

    /// The endpoint that the user is sent to. It means something for OAuth 2.0 alone.
    #[must_use]
    pub const fn authorization_url(self, url: &'static str) -> Self {
        match self.kind {
            SchemeKind::OAuth2 { token_url, refresh_url, .. } => {
                Self { kind: SchemeKind::OAuth2 { authorization_url: Some(url), token_url, refresh_url }, ..self }
            }
            _ => self,
        }
    }

    /// The endpoint that gives tokens. It means something for OAuth 2.0 alone.
    #[must_use]
    pub const fn token_url(self, url: &'static str) -> Self {
        match self.kind {
            SchemeKind::OAuth2 { authorization_url, refresh_url, .. } => {
                Self { kind: SchemeKind::OAuth2 { authorization_url, token_url: Some(url), refresh_url }, ..self }
            }
            _ => self,
        }
    }

    /// The endpoint that renews tokens. It means something for OAuth 2.0 alone.
    #[must_use]
    pub const fn refresh_url(self, url: &'static str) -> Self {
        match self.kind {
            SchemeKind::OAuth2 { authorization_url, token_url, .. } => {
                Self { kind: SchemeKind::OAuth2 { authorization_url, token_url, refresh_url: Some(url) }, ..self }
            }
            _ => self,
        }
    }
}

//! The security schemes of a document, as constant data.

use crate::runtime::parameter::In;

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

//! Credentials that never change: none, a token, a name and password, a key; and several of them by scheme.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderName;
use http::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};

use super::{Auth, AuthRequest, Credentials, SchemeKind, SecurityScheme};
use crate::runtime::operation::Requirement;
use crate::runtime::parameter::In;
use crate::runtime::transport::BoxFuture;
use crate::{Error, Result};

/// No credentials: for services, or operations, that need none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

impl Auth for Anonymous {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async { Ok(Credentials::none()) })
    }
}

/// A token that the caller has (RFC 6750). It is sent to whatever server the client is for, with each operation that
/// asks for credentials, be it by another scheme.
#[derive(Clone, Debug)]
pub struct Bearer(Result<Credentials>);

impl Bearer {
    /// Takes the token, without the word `Bearer`. It is hidden from `Debug` and wiped when dropped. One that cannot be
    /// in a header is an error of the calls.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Credentials::bearer(&SecretString::from(token.into())))
    }
}

impl Auth for Bearer {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(std::future::ready(self.0.clone()))
    }
}

/// A user name and a password (RFC 7617), in UTF-8; sent as [`Bearer`] is.
#[derive(Clone)]
pub struct Basic {
    user: String,
    password: SecretString,
}

impl Basic {
    /// Takes both as they are. A name with a colon cannot be sent: it is an error of the calls.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self { user: user.into(), password: SecretString::from(password.into()) }
    }

    /// The value of the header.
    pub(super) fn value(user: &str, password: &SecretString) -> Result<SecretString> {
        if user.contains(':') {
            return Err(Error::auth("user name has a colon, which Basic authentication cannot send"));
        }
        let pair = SecretString::from(format!("{user}:{}", password.expose_secret()));
        Ok(SecretString::from(format!("Basic {}", STANDARD.encode(pair.expose_secret()))))
    }
}

impl Auth for Basic {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async { Credentials::none().with_header(AUTHORIZATION, &Self::value(&self.user, &self.password)?) })
    }
}

impl fmt::Debug for Basic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Basic(hidden)")
    }
}

/// Another scheme of HTTP (RFC 9110 section 11.4), whose credentials do not depend on the request: `Token abc`.
#[derive(Clone, Debug)]
pub struct HttpScheme(Result<Credentials>);

impl HttpScheme {
    /// Takes the name of the scheme, and what stands behind it in the header. The credentials are hidden from `Debug`
    /// and wiped when dropped. What cannot be in a header is an error of the calls.
    pub fn new(scheme: impl Into<String>, credentials: impl Into<String>) -> Self {
        let credentials = SecretString::from(credentials.into());
        let value = SecretString::from(format!("{} {}", scheme.into(), credentials.expose_secret()));
        Self(Credentials::none().with_header(AUTHORIZATION, &value))
    }
}

impl Auth for HttpScheme {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(std::future::ready(self.0.clone()))
    }
}

/// A key, sent where the document's scheme says: in a header, a query pair or a cookie.
///
/// Of several schemes with a key it takes the first that the operation accepts by itself; [`ByScheme`] gives each its
/// own. An operation that accepts none, but needs nothing either, is called without it.
#[derive(Clone, Debug)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// Takes the key. It is hidden from `Debug` and wiped when dropped.
    pub fn new(key: impl Into<String>) -> Self {
        Self(SecretString::from(key.into()))
    }

    fn placed(&self, request: &AuthRequest<'_>) -> Result<Credentials> {
        let alone = request.security.iter().filter_map(|alternative| match alternative {
            [(scheme, _)] => Some(*scheme),
            _ => None,
        });
        let place = |name: &str| match scheme(request.schemes, name)?.kind {
            SchemeKind::ApiKey { location, name } => Some((location, name)),
            _ => None,
        };
        let mut places = alone.filter_map(place);
        let Some((location, name)) = places.next() else {
            if request.security.iter().any(|alternative| alternative.is_empty()) {
                return Ok(Credentials::none());
            }
            return Err(Error::auth("the operation accepts no key by itself"));
        };
        match location {
            In::Query => Ok(Credentials::none().with_query(name, self.0.clone())),
            In::Cookie => Ok(Credentials::none().with_cookie(name, self.0.clone())),
            In::Header | In::Path => {
                let header = HeaderName::try_from(name)
                    .map_err(|error| Error::auth(format!("{name:?} is no header name")).because(error))?;
                Credentials::none().with_header(header, &self.0)
            }
        }
    }
}

impl Auth for ApiKey {
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async move { self.placed(&request) })
    }
}

/// A provider for each security scheme, by its name in the document, for operations that need several at once or
/// accept one or the other.
///
/// The first alternative of an operation whose schemes all have a provider is taken; one that needs nothing, where the
/// document has it, only if there is no other.
///
/// ```
/// use generated_client::auth::{ApiKey, Basic, ByScheme};
///
/// let auth = ByScheme::new().with("user", Basic::new("ada", "secret")).with("application", ApiKey::new("key"));
/// ```
///
/// What is given for which kind of scheme:
///
/// | scheme of the document | provider |
/// |---|---|
/// | `apiKey`, in a header, the query or a cookie | [`ApiKey`] |
/// | `http`, `basic` | [`Basic`] |
/// | `http`, `bearer` | [`Bearer`] |
/// | `http`, any other | [`HttpScheme`], or an [`Auth`] of the caller's where it signs requests |
/// | `oauth2`, `openIdConnect` | [`Bearer`] with a token, or an [`Auth`] that fetches some |
#[derive(Clone, Default)]
pub struct ByScheme(Vec<(String, Arc<dyn Auth>)>);

impl ByScheme {
    /// Without providers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the provider of a scheme, in place of one that it had.
    #[must_use]
    pub fn with(mut self, scheme: impl Into<String>, provider: impl Auth + 'static) -> Self {
        let scheme = scheme.into();
        self.0.retain(|(other, _)| *other != scheme);
        self.0.push((scheme, Arc::new(provider)));
        self
    }

    fn provider(&self, scheme: &str) -> Option<&dyn Auth> {
        self.0.iter().find(|(name, _)| name == scheme).map(|(_, provider)| &**provider)
    }

    /// The alternative that can be met.
    fn choose<'r>(&self, request: &AuthRequest<'r>) -> Result<&'r [Requirement]> {
        let can_meet =
            |alternative: &&&[Requirement]| alternative.iter().all(|(scheme, _)| self.provider(scheme).is_some());
        // An operation with an alternative of nothing is open to all, but may give more to who is known.
        let mut met = request.security.iter().filter(can_meet);
        let known = met.clone().find(|alternative| !alternative.is_empty());
        let chosen = known.or_else(|| met.next()).copied();
        chosen.ok_or_else(|| Error::auth(format!("no provider for any of {}", alternatives(request.security))))
    }
}

impl Auth for ByScheme {
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async move {
            let mut credentials = Credentials::none();
            for requirement in self.choose(&request)? {
                let Some(provider) = self.provider(requirement.0) else { continue };
                let security = &[std::slice::from_ref(requirement)][..];
                credentials = credentials.and(provider.credentials(AuthRequest { security, ..request }).await?);
            }
            Ok(credentials)
        })
    }

    fn renew<'a>(&'a self, request: AuthRequest<'a>, refused: &'a Credentials) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            let mut has_others = false;
            for requirement in self.choose(&request).unwrap_or_default() {
                let Some(provider) = self.provider(requirement.0) else { continue };
                let security = &[std::slice::from_ref(requirement)][..];
                has_others |= provider.renew(AuthRequest { security, ..request }, refused).await;
            }
            has_others
        })
    }
}

impl fmt::Debug for ByScheme {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.iter().map(|(scheme, _)| scheme)).finish()
    }
}

fn scheme<'a>(schemes: &'a [SecurityScheme], name: &str) -> Option<&'a SecurityScheme> {
    schemes.iter().find(|scheme| scheme.name == name)
}

/// The alternatives as a reader would write them: `(a and b) or c`.
fn alternatives(security: &[&[Requirement]]) -> String {
    let all = |alternative: &&[Requirement]| {
        let names: Vec<String> = alternative.iter().map(|(scheme, _)| format!("`{scheme}`")).collect();
        if names.len() > 1 { format!("({})", names.join(" and ")) } else { names.join("") }
    };
    security.iter().map(all).collect::<Vec<_>>().join(" or ")
}

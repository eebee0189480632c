//! A way to get tokens: what the providers of the services differ in.

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use url::Url;

use super::AuthRequest;
use super::endpoint::Endpoint;
use super::token::Token;
use crate::runtime::transport::BoxFuture;
use crate::{Error, Result};

/// How a service gives tokens.
pub(super) trait Grant: Send + Sync {
    /// Where the tokens of a call come from: calls with the same URL share theirs.
    ///
    /// # Errors
    ///
    /// The server of the call has none.
    fn token_url(&self, request: &AuthRequest<'_>) -> Result<Url>;

    /// Who gets them, without secrets: tokens of different ones are kept apart in a store.
    fn subject(&self) -> String;

    /// Gets a token, by the one before where that helps.
    fn obtain<'a>(&'a self, endpoint: &'a Endpoint, before: Before<'a>) -> BoxFuture<'a, Result<Token>>;

    /// Gives a token back to the service, whose session ends.
    fn revoke<'a>(&'a self, endpoint: &'a Endpoint, token: &'a Token) -> BoxFuture<'a, Result<()>>;
}

/// The token that is to be renewed.
#[derive(Clone, Copy)]
pub(super) enum Before<'a> {
    Nothing,
    /// Its time is over, or the server has refused it.
    Over(&'a Token),
    /// Its end is near.
    Good(&'a Token),
}

impl<'a> Before<'a> {
    /// The token, in whatever state.
    pub(super) fn token(self) -> Option<&'a Token> {
        match self {
            Self::Nothing => None,
            Self::Over(token) | Self::Good(token) => Some(token),
        }
    }

    /// Its refresh token, while it can be used.
    pub(super) fn refresh(self) -> Option<&'a SecretString> {
        self.token().and_then(Token::usable_refresh)
    }
}

/// Whether the server has refused what it was given, so that only something else can help: not when it was out of
/// order.
pub(super) fn is_refusal(error: &Error) -> bool {
    error.api().is_some_and(|api| matches!(api.status().as_u16(), 400 | 401 | 403 | 404))
}

/// A short text that tells secrets apart and does not give them away.
pub(super) fn fingerprint(secret: &SecretString) -> String {
    let digest = Sha256::digest(secret.expose_secret().as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A URL that is another one with a path behind it.
pub(super) fn below(server_url: &str, path: &str) -> Result<Url> {
    let url = Url::parse(&format!("{}{path}", server_url.trim_end_matches('/')));
    url.map_err(|error| Error::auth("token URL cannot be made of the server's URL").because(error))
}

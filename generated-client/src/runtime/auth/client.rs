//! An application as it is registered with a service: its id, and its secret where it has one.

use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::credentials::sensitive;
use super::fixed::Basic;
use crate::Result;

/// An application (an OAuth client, RFC 6749 section 2).
#[derive(Clone)]
pub(super) struct Client {
    pub(super) id: String,
    /// Public applications have none.
    pub(super) secret: Option<SecretString>,
}

impl Client {
    pub(super) fn confidential(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { id: id.into(), secret: Some(SecretString::from(secret.into())) }
    }

    pub(super) fn public(id: impl Into<String>) -> Self {
        Self { id: id.into(), secret: None }
    }

    /// The header that proves who it is: id and secret as they are, which is what RingCentral and Zoom document.
    pub(super) fn authorization(&self) -> Result<Option<HeaderValue>> {
        let Some(secret) = &self.secret else { return Ok(None) };
        let value = Basic::value(&self.id, secret)?;
        sensitive("authorization", value.expose_secret()).map(Some)
    }

    /// What a public one says of itself in the form (RFC 6749 section 3.2.1).
    pub(super) fn form(&self) -> Option<(&str, &str)> {
        self.secret.is_none().then_some(("client_id", self.id.as_str()))
    }
}

//! The session: what clients share. Credentials, connections, limits.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::auth::{Anonymous, Auth};
use super::transport::{ReqwestTransport, Transport, TransportOptions};
use crate::{Error, Result};

/// A connection pool with credentials and limits, shared by any number of clients. Cheap to clone.
///
/// It runs on tokio. Redirects are followed within the origin of the call alone; any other one comes back as an
/// [api error](crate::ErrorKind::Api) with its status, so that credentials stay where they belong.
///
/// ```
/// use generated_client::{Session, auth};
///
/// let session = Session::builder().auth(auth::Bearer::new("token")).build()?;
/// # Ok::<(), generated_client::Error>(())
/// ```
#[derive(Clone)]
pub struct Session(Arc<Shared>);

struct Shared {
    auth: Box<dyn Auth>,
    transport: Box<dyn Transport>,
    limits: Limits,
    user_agent: HeaderValue,
}

/// What a call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For a call as a whole: credentials, waiting, attempts, reading the answer.
    pub(crate) overall: Duration,
    /// For one attempt, up to the end of the answer.
    pub(crate) attempt: Duration,
    /// Bytes of an answer, after its content coding is undone.
    pub(crate) response_size: usize,
}

impl Session {
    /// A builder with the defaults: anonymous, 60 seconds for a call and 30 for an attempt, 10 to connect, 64 MiB for
    /// an answer.
    pub fn builder() -> SessionBuilder {
        SessionBuilder::new()
    }

    pub(crate) fn auth(&self) -> &dyn Auth {
        &*self.0.auth
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    pub(crate) fn limits(&self) -> Limits {
        self.0.limits
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.0.user_agent
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Session").field("limits", &self.0.limits).finish_non_exhaustive()
    }
}

/// Builds a [`Session`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct SessionBuilder {
    auth: Box<dyn Auth>,
    transport: Option<Box<dyn Transport>>,
    options: TransportOptions,
    limits: Limits,
    user_agent_suffix: Option<String>,
}

impl SessionBuilder {
    fn new() -> Self {
        Self {
            auth: Box::new(Anonymous),
            transport: None,
            options: TransportOptions { connect_timeout: Duration::from_secs(10), root_certificates: Vec::new() },
            limits: Limits {
                overall: Duration::from_secs(60),
                attempt: Duration::from_secs(30),
                response_size: 64 * 1024 * 1024,
            },
            user_agent_suffix: None,
        }
    }

    /// Where credentials come from.
    pub fn auth(self, auth: impl Auth + 'static) -> Self {
        Self { auth: Box::new(auth), ..self }
    }

    /// The time for a call as a whole. An operation can have its own.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.overall = timeout;
        self
    }

    /// The time for one attempt, up to the end of the answer.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt = timeout;
        self
    }

    /// The time to connect, TLS included.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.options.connect_timeout = timeout;
        self
    }

    /// The largest answer, in bytes after its content coding is undone.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.limits.response_size = bytes;
        self
    }

    /// Text behind the crate's own name in `User-Agent`, say `my-app/1.2`.
    pub fn user_agent_suffix(self, suffix: impl Into<String>) -> Self {
        Self { user_agent_suffix: Some(suffix.into()), ..self }
    }

    /// Another way to reach servers than reqwest; `connect_timeout` and `root_certificate` are then its own business.
    pub fn transport(self, transport: impl Transport + 'static) -> Self {
        Self { transport: Some(Box::new(transport)), ..self }
    }

    /// Trusts the certificates in a PEM file, beside those of the system. May be called again for more.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.options.root_certificates.push(pem.into());
        self
    }

    /// Builds the session.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up, a certificate is none, or the suffix cannot be in a header; the kind is build.
    pub fn build(self) -> Result<Session> {
        let transport = match self.transport {
            Some(transport) => transport,
            None => Box::new(ReqwestTransport::new(&self.options)?),
        };
        let user_agent = user_agent(self.user_agent_suffix.as_deref())?;
        Ok(Session(Arc::new(Shared { auth: self.auth, transport, limits: self.limits, user_agent })))
    }
}

impl fmt::Debug for SessionBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SessionBuilder").field("limits", &self.limits).finish_non_exhaustive()
    }
}

fn user_agent(suffix: Option<&str>) -> Result<HeaderValue> {
    const OWN: &str = concat!("generated-client/", env!("CARGO_PKG_VERSION"));
    let text = suffix.map_or_else(|| OWN.to_owned(), |suffix| format!("{OWN} {suffix}"));
    HeaderValue::from_str(&text).map_err(|error| Error::build("user agent suffix cannot be in a header").because(error))
}

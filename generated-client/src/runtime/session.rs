//! The session: what clients share. Credentials, connections, retries, limits.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::auth::{Anonymous, Auth};
use super::channel::{Channel, Limits, PlainHttp};
use super::limit::quota::Quota;
use super::limit::{Limiter, RateLimiting};
use super::observe::{Attempt, Observer};
use super::retry::RetryPolicy;
use super::retry::budget::{Purse, RetryBudget};
use super::transport::{ReqwestTransport, Transport, TransportOptions};
use crate::{Error, Result};

/// A connection pool with credentials and limits, shared by any number of clients. Cheap to clone.
///
/// It runs on tokio. Redirects are followed within the origin of the call alone; any other one comes back as an
/// [api error](crate::ErrorKind::Api) with its status, so that credentials stay where they belong. Where a document
/// declares no other success, the redirect itself is the answer. The proxies that the environment names (`HTTPS_PROXY`
/// and its like) are used for other machines, never for this one.
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
    channel: Arc<Channel>,
}

impl Session {
    /// A builder with the defaults: anonymous, 120 seconds for a call and 30 for an attempt, 10 to connect, 64 MiB for
    /// an answer and 64 KiB for its head, [retries](RetryPolicy) and [rate limits](RateLimiting) as documented there.
    pub fn builder() -> SessionBuilder {
        SessionBuilder::new()
    }

    pub(crate) fn auth(&self) -> &dyn Auth {
        &*self.0.auth
    }

    pub(crate) fn channel(&self) -> &Arc<Channel> {
        &self.0.channel
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let channel = self.channel();
        let mut fields = formatter.debug_struct("Session");
        fields.field("limits", &channel.limits).field("retry", &channel.retry).finish_non_exhaustive()
    }
}

/// Builds a [`Session`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct SessionBuilder {
    auth: Box<dyn Auth>,
    transport: Option<Box<dyn Transport>>,
    options: TransportOptions,
    limits: Limits,
    retry: RetryPolicy,
    budget: RetryBudget,
    limiting: RateLimiting,
    quotas: Vec<(String, String, Vec<Quota>)>,
    observer: Observer,
    user_agent_suffix: Option<String>,
}

impl SessionBuilder {
    fn new() -> Self {
        Self {
            auth: Box::new(Anonymous),
            transport: None,
            options: TransportOptions { connect_timeout: Duration::from_secs(10), root_certificates: Vec::new() },
            limits: Limits {
                overall: Duration::from_secs(120),
                attempt: Duration::from_secs(30),
                response_size: 64 * 1024 * 1024,
                header_size: 64 * 1024,
                plain_http: PlainHttp::Loopback,
            },
            retry: RetryPolicy::new(),
            budget: RetryBudget::default(),
            limiting: RateLimiting::Wait,
            quotas: Vec::new(),
            observer: Observer::default(),
            user_agent_suffix: None,
        }
    }

    /// Where credentials come from.
    pub fn auth(self, auth: impl Auth + 'static) -> Self {
        Self { auth: Box::new(auth), ..self }
    }

    /// The time for a call as a whole: credentials, waiting for the rate limit, attempts and the time between them. An
    /// operation can have its own.
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

    /// The largest head of an answer, in bytes of header names and values.
    pub fn max_header_size(mut self, bytes: usize) -> Self {
        self.limits.header_size = bytes;
        self
    }

    /// When calls are tried again. An operation can have its own policy.
    pub fn retry_policy(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// How much the session may retry as a whole.
    pub fn retry_budget(self, budget: RetryBudget) -> Self {
        Self { budget, ..self }
    }

    /// What happens to calls that a rate limit does not allow yet. An operation can have its own way.
    pub fn rate_limiting(self, limiting: RateLimiting) -> Self {
        Self { limiting, ..self }
    }

    /// The quotas of a group, in place of the document's: those of a larger plan, say. `service` is the name in the
    /// document's `x-rate-limits`, such as `Zoom`. Names are compared without regard to case.
    ///
    /// ```
    /// use generated_client::{Quota, Session};
    ///
    /// let session = Session::builder().rate_limit("Zoom", "LIGHT", [Quota::per_second(40)]).build()?;
    /// # Ok::<(), generated_client::Error>(())
    /// ```
    pub fn rate_limit(
        mut self,
        service: impl Into<String>,
        group: impl Into<String>,
        quotas: impl IntoIterator<Item = Quota>,
    ) -> Self {
        self.quotas.push((service.into(), group.into(), quotas.into_iter().collect()));
        self
    }

    /// Calls `hook` after each attempt, on the task that made it. It should be quick, and must not panic.
    pub fn on_attempt(self, hook: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        Self { observer: Observer::new(hook), ..self }
    }

    /// Lets calls without credentials use plain http to any host; else only this machine is reached without TLS.
    pub fn allow_plain_http(mut self) -> Self {
        self.limits.plain_http = PlainHttp::Anywhere;
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
        let channel = Channel {
            transport,
            limits: self.limits,
            retry: self.retry,
            purse: Purse::new(self.budget),
            limiter: Limiter::new(self.quotas),
            limiting: self.limiting,
            observer: self.observer,
            user_agent: user_agent(self.user_agent_suffix.as_deref())?,
        };
        Ok(Session(Arc::new(Shared { auth: self.auth, channel: Arc::new(channel) })))
    }
}

impl fmt::Debug for SessionBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("SessionBuilder");
        fields.field("limits", &self.limits).field("retry", &self.retry).finish_non_exhaustive()
    }
}

fn user_agent(suffix: Option<&str>) -> Result<HeaderValue> {
    const OWN: &str = concat!("generated-client/", env!("CARGO_PKG_VERSION"));
    let text = suffix.map_or_else(|| OWN.to_owned(), |suffix| format!("{OWN} {suffix}"));
    HeaderValue::from_str(&text).map_err(|error| Error::build("user agent suffix cannot be in a header").because(error))
}

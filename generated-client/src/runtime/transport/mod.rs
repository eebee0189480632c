//! The seam to HTTP: [`Transport`], with the body types of the `http` crates, so that a test can stand in.

mod reqwest;
mod tls;

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;

use url::Url;

use super::body::Body;

pub use self::reqwest::ReqwestTransport;
pub(crate) use self::reqwest::TransportOptions;

/// A future in a box, which can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A request as a transport gets it, complete with its headers.
pub type TransportRequest = http::Request<Body>;

/// The id of the operation that a request is for, among the request's extensions.
///
/// It is `token` for a request to a token endpoint, and method and path for one that no document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationId(pub Cow<'static, str>);

/// The URL that a request's target was made of, among the request's extensions: it need not be parsed once more.
#[derive(Clone)]
pub(crate) struct ParsedUrl(pub(crate) Url);

/// An answer as a transport gives it: content codings are undone, the body is still to be read.
pub type TransportResponse = http::Response<Body>;

/// Carries one request to its server and gives the answer, whatever its status.
///
/// Time limits and the size limit are the caller's; an implementation needs none. It must not follow a redirect to
/// another origin, since the request has credentials, and none where the extensions of the request hold
/// [`Redirects::Given`](crate::Redirects::Given).
pub trait Transport: Send + Sync {
    /// Carries one request.
    ///
    /// # Errors
    ///
    /// There is no answer; the error says whether the server may have acted.
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>>;
}

/// Why there is no answer.
#[derive(Debug)]
pub struct TransportError {
    reach: Reach,
    waiting: Waiting,
    outlook: Outlook,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// Whether the request may have come to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Surely not.
    Never,
    /// Perhaps.
    Perhaps,
}

/// Whether it was time that ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    InTime,
    TimedOut,
}

/// Whether another try could do better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outlook {
    Open,
    Hopeless,
}

impl TransportError {
    /// No connection, or none any more. The source must not print secrets, so no URL with its query.
    pub fn new(reach: Reach, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { reach, waiting: Waiting::InTime, outlook: Outlook::Open, source: source.into() }
    }

    /// Time ran out.
    pub fn timed_out(reach: Reach, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { reach, waiting: Waiting::TimedOut, outlook: Outlook::Open, source: source.into() }
    }

    /// Why the body of an answer broke off: what the transport says, or a connection that is lost.
    pub(crate) fn of_body(error: Box<dyn std::error::Error + Send + Sync>) -> Self {
        error.downcast().map_or_else(|error| Self::new(Reach::Perhaps, error), |error| *error)
    }

    /// The same error, where trying again would meet it again: a certificate that is not trusted, say.
    #[must_use]
    pub fn hopeless(self) -> Self {
        Self { outlook: Outlook::Hopeless, ..self }
    }

    /// Whether trying again would meet the same error.
    pub fn is_hopeless(&self) -> bool {
        self.outlook == Outlook::Hopeless
    }

    /// Whether the request may have come to the server.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Whether it was time that ran out.
    pub fn is_timeout(&self) -> bool {
        self.waiting == Waiting::TimedOut
    }
}

impl fmt::Display for TransportError {
    /// The source with its own sources: what went wrong is at the end of that chain.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.source)?;
        let mut next = self.source.source();
        while let Some(source) = next {
            write!(formatter, ": {source}")?;
            next = source.source();
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}

//! The transport over reqwest: HTTP/1.1 and HTTP/2, TLS, gzip, a connection pool.

use std::cell::Cell;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use http::request::Parts;
use http_body_util::BodyExt;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, ClientBuilder};
use url::{ParseError, Url};

use super::tls::{is_untrusted, tls};
use super::{BoxFuture, ParsedUrl, Reach, Transport, TransportError, TransportRequest, TransportResponse};
use crate::runtime::body::Body;
use crate::runtime::operation::Redirects;
use crate::runtime::origin::is_loopback;
use crate::{Error, Result};

/// What the session says of connections.
#[derive(Debug)]
pub(crate) struct TransportOptions {
    /// For TCP and TLS together.
    pub(crate) connect_timeout: Duration,
    /// Certificates in PEM, trusted beside those of the system.
    pub(crate) root_certificates: Vec<Vec<u8>>,
}

/// The transport over reqwest, which sessions have unless another is given.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    /// By the proxies that the environment names.
    proxied: Client,
    /// For this machine, whatever the environment says: a proxy elsewhere has another loopback, and would be told what
    /// may go over plain http only because it does not leave this machine.
    direct: Client,
}

impl ReqwestTransport {
    /// A client of the caller's, for all requests. Its redirects, proxies, time limits and TLS are the caller's
    /// business: it must not follow a redirect to another origin, as requests have credentials
    /// (`redirect::Policy::none()`). With the feature `rustls`, but none of reqwest's own for TLS, it can only be built
    /// with a configuration (`tls_backend_preconfigured`) or a provider that is installed for the process.
    pub fn with_client(client: Client) -> Self {
        Self { proxied: client.clone(), direct: client }
    }

    /// # Errors
    ///
    /// A certificate is none, or TLS cannot be set up; the kind is build.
    pub(crate) fn new(options: &TransportOptions) -> Result<Self> {
        let with_tls = tls(&options.root_certificates)?;
        let builder = || {
            let builder = Client::builder().redirect(Policy::custom(within_origin)).referer(false);
            with_tls(builder.connect_timeout(options.connect_timeout))
        };
        let build = |builder: ClientBuilder| {
            builder.build().map_err(|error| Error::build("transport cannot be set up").because(error))
        };
        Ok(Self { proxied: build(builder())?, direct: build(builder().no_proxy().dns_resolver(Loopback))? })
    }

    fn client(&self, url: &Url) -> &Client {
        if is_loopback(url) { &self.direct } else { &self.proxied }
    }
}

impl Transport for ReqwestTransport {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let redirects = request.extensions().get().copied().unwrap_or(Redirects::Followed);
            let request = to_reqwest(request)?;
            let answered = async { self.client(request.url()).execute(request).await.map_err(failed) };
            let response = PROGRESS.scope(Progress { reach: Cell::new(Reach::Never), redirects }, answered).await?;
            Ok(http::Response::from(response).map(|body| Body::wrap(body.map_err(broken))))
        })
    }
}

tokio::task_local! {
    /// Of the request that is being sent, for the policy of redirects.
    static PROGRESS: Progress;
}

/// How far a request is.
struct Progress {
    /// How far it had come before the connection that is being made: where that one fails, the server may have acted
    /// all the same if it has answered with a redirect.
    reach: Cell<Reach>,
    redirects: Redirects,
}

/// Resolves the names of this machine, and no others are asked for, without a look-up (RFC 6761 section 6.3): what a
/// resolver says of `api.localhost` may be another machine.
struct Loopback;

impl Resolve for Loopback {
    fn resolve(&self, _name: Name) -> Resolving {
        // The port is the URL's.
        let addresses = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        Box::pin(std::future::ready(Ok(Box::new(addresses.into_iter()) as Addrs)))
    }
}

fn to_reqwest(request: TransportRequest) -> Result<reqwest::Request, TransportError> {
    let (mut parts, body) = request.into_parts();
    let url = url(&mut parts).map_err(|error| TransportError::new(Reach::Never, error))?;
    let mut request = reqwest::Request::new(parts.method, url);
    *request.headers_mut() = parts.headers;
    *request.body_mut() = match body.into_bytes() {
        Ok(bytes) if bytes.is_empty() => None,
        Ok(bytes) => Some(bytes.into()),
        Err(body) => Some(reqwest::Body::wrap(body)),
    };
    Ok(request)
}

/// The URL that the target was made of, unless another transport before this one has changed the target.
fn url(parts: &mut Parts) -> Result<Url, ParseError> {
    match parts.extensions.remove() {
        Some(ParsedUrl(url)) if parts.uri == *url.as_str() => Ok(url),
        _ => Url::parse(&parts.uri.to_string()),
    }
}

/// Sorts what ends the body of an answer: a client of the caller's may have time limits of its own.
fn broken(error: reqwest::Error) -> TransportError {
    let make = if error.is_timeout() { TransportError::timed_out } else { TransportError::new };
    make(Reach::Perhaps, error.without_url())
}

/// Sorts reqwest's errors, and takes the URL out: its query may hold secrets.
fn failed(error: reqwest::Error) -> TransportError {
    let reach = if error.is_connect() { PROGRESS.with(|progress| progress.reach.get()) } else { Reach::Perhaps };
    let (is_timeout, is_untrusted) = (error.is_timeout(), is_untrusted(&error));
    let error = error.without_url();
    if is_timeout {
        TransportError::timed_out(reach, error)
    } else if is_untrusted {
        TransportError::new(reach, error).hopeless()
    } else {
        TransportError::new(reach, error)
    }
}

/// Follows a redirect only where the credentials came from, unless it is the answer; another one goes to the caller as
/// it is.
fn within_origin(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    const MOST: usize = 10;
    let previous = attempt.previous();
    let same_origin = previous.first().is_some_and(|first| first.origin() == attempt.url().origin());
    let is_answer = PROGRESS.with(|progress| progress.redirects == Redirects::Given);
    if is_answer || !same_origin || previous.len() > MOST {
        return attempt.stop();
    }
    PROGRESS.with(|progress| progress.reach.set(Reach::Perhaps));
    attempt.follow()
}

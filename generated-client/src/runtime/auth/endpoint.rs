//! Requests to token endpoints: over the session's channel, with its retries and limits, and bodies that are wiped.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use serde::Deserialize;
use tokio::time::Instant;
use url::{Url, form_urlencoded};

use super::AuthRequest;
use super::credentials::wiped;
use super::token::Token;
use crate::runtime::body::Body;
use crate::runtime::channel::Channel;
use crate::runtime::error::ApiError;
use crate::runtime::exchange::{Course, Outgoing, Reading, Received, after, exchange};
use crate::runtime::limit::quota::RateLimits;
use crate::runtime::limit::{Group, RateLimiting};
use crate::runtime::observe::Subject;
use crate::runtime::operation::Redirects;
use crate::runtime::origin::is_private;
use crate::runtime::retry::Terms;
use crate::runtime::transport::{BoxFuture, OperationId, TransportRequest};
use crate::{Error, Result};

/// What hooks and spans, and transports, call a request for a token.
const TOKEN: &str = "token";

/// Where tokens come from, and the way there.
#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) url: Url,
    channel: Arc<Channel>,
    rate_limits: RateLimits,
}

/// A request to a token endpoint, or to one beside it.
pub(super) struct TokenRequest {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) authorization: Option<HeaderValue>,
    pub(super) content_type: &'static str,
    pub(super) body: Bytes,
    /// The rate limit group that counts it.
    pub(super) group: Option<&'static str>,
    /// Whether it does no harm when the server acts on it twice.
    pub(super) is_repeatable: bool,
    pub(super) user_agent: Option<HeaderValue>,
}

impl Endpoint {
    pub(super) fn new(url: Url, request: &AuthRequest<'_>) -> Self {
        Self::over(url, request.channel, request.rate_limits)
    }

    /// An endpoint of a service whose calls have not been seen yet.
    pub(super) fn over(url: Url, channel: &Arc<Channel>, rate_limits: RateLimits) -> Self {
        Self { url, channel: Arc::clone(channel), rate_limits }
    }

    /// Sends a request for a token (RFC 6749 section 3.2).
    ///
    /// # Errors
    ///
    /// There is no answer, it is a refusal, or it has no token; the kind is auth.
    pub(super) async fn token(&self, request: TokenRequest) -> Result<Token> {
        let received = self.send(request).await?;
        Token::of_answer(&received.body).ok_or_else(|| unreadable(&received))
    }

    /// # Errors
    ///
    /// There is no answer, or it is a refusal; the kind is auth.
    pub(super) async fn send(&self, request: TokenRequest) -> Result<Received> {
        if !is_private(&request.url) {
            return Err(Error::auth("credentials are not sent over plain http, except to this machine"));
        }
        let channel = &*self.channel;
        let request = TokenRequest { user_agent: Some(channel.user_agent.clone()), ..request };
        let (origin, method) = (request.url.origin().ascii_serialization(), request.method.clone());
        let course = Course {
            subject: Subject { operation: TOKEN, method: method.as_str(), origin: &origin },
            group: request.group.map(|name| Group { limits: self.rate_limits, name }),
            limiting: channel.limiting,
            terms: Terms {
                policy: channel.retry,
                is_idempotent: request.is_repeatable,
                is_replayable: true,
                waits_for_limit: channel.limiting != RateLimiting::Fail,
                deadline: after(Instant::now(), channel.limits.overall),
            },
            reading: Reading::Whole,
            redirects: Redirects::Followed,
        };
        let received = exchange(channel, &request, &course).await;
        let received = received.map_err(|error| Error::auth("token endpoint gave no answer").because(error))?;
        if received.status.is_success() { Ok(received) } else { Err(refused(received)) }
    }
}

impl Outgoing for TokenRequest {
    fn request(&self) -> BoxFuture<'_, Result<TransportRequest>> {
        let headers = [
            Some((ACCEPT, HeaderValue::from_static("application/json"))),
            Some((CONTENT_TYPE, HeaderValue::from_static(self.content_type))),
            self.user_agent.clone().map(|user_agent| (USER_AGENT, user_agent)),
            self.authorization.clone().map(|authorization| (AUTHORIZATION, authorization)),
        ];
        let request = http::Request::builder().method(self.method.clone()).uri(self.url.as_str());
        let request = request.body(Body::from(self.body.clone()));
        Box::pin(async move {
            let mut request = request.map_err(|error| Error::auth("token URL cannot be called").because(error))?;
            *request.headers_mut() = HeaderMap::from_iter(headers.into_iter().flatten());
            request.extensions_mut().insert(OperationId(Cow::Borrowed(TOKEN)));
            Ok(request)
        })
    }

    fn renew(&self) -> BoxFuture<'_, bool> {
        Box::pin(std::future::ready(false))
    }
}

/// Pairs as a form (RFC 6749 appendix B) that is wiped when it was sent.
pub(super) fn form<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Bytes {
    // Large enough for tokens of a usual size, so that no copy is left behind where it grows.
    let mut form = form_urlencoded::Serializer::new(String::with_capacity(16 * 1024));
    form.extend_pairs(pairs);
    wiped(form.finish())
}

/// The codes of refusals (RFC 6749 section 5.2, RFC 7009 section 2.2.1) and of servers that are out of order. No other
/// text of an answer is shown: it may repeat what was sent.
const CODES: [&str; 10] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "invalid_scope",
    "invalid_token",
    "unauthorized_client",
    "unsupported_grant_type",
    "access_denied",
    "server_error",
    "temporarily_unavailable",
];

/// A refusal, with the code that the server gives for it.
fn refused(received: Received) -> Error {
    #[derive(Deserialize)]
    struct Refusal {
        error: Option<String>,
    }

    let Received { status, headers, body, extent, open: _, retry_after, attempts, stop } = received;
    let given = serde_json::from_slice::<Refusal>(&body).ok().and_then(|refusal| refusal.error);
    let code = CODES.iter().find(|code| given.as_deref() == Some(**code));
    let code = code.map(|code| format!(" (`{code}`)")).unwrap_or_default();
    let error = Error::auth(format!("token endpoint answered {status}{code}"));
    let error = error.with_answer(ApiError::new(status, headers, body, extent)).with_attempts(attempts);
    error.with_stop(stop).with_retry_after(retry_after)
}

/// A success without a token: its body may hold secrets, and is dropped.
pub(super) fn unreadable(received: &Received) -> Error {
    Error::auth("answer of the token endpoint has no token").with_attempts(received.attempts)
}

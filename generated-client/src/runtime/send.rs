//! The way of a call: prepare, then authorize and attempt as often as it takes. Nothing here is generic.

use std::borrow::Cow;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};

use http::header::AUTHORIZATION;
use tokio::time::Instant;

use super::auth::{AuthRequest, Credentials};
use super::body::Body;
use super::call::{Call, Target};
use super::download::Download;
use super::exchange::{Course, Outgoing, Reading, Received, after, exchange};
use super::limit::{Group, RateLimiting};
use super::observe::{Subject, in_call};
use super::operation::{Redirects, Requirement};
use super::request::Prepared;
use super::response::{Answer, Response};
use super::retry::Terms;
use super::transport::{BoxFuture, OperationId, TransportRequest};
use crate::Result;

/// Sends a call and gives the answer, when it is a success.
///
/// # Errors
///
/// All kinds; each names the operation.
pub(crate) async fn send(call: &Call) -> Result<Answer> {
    let Received { status, headers, attempts, body, .. } = receive(call, Reading::Whole).await?;
    Ok(Answer { operation: call.operation_id(), status, headers, attempts, body })
}

/// Sends a call and gives the answer with its body still to be read, when it is a success.
///
/// # Errors
///
/// All kinds; each names the operation.
pub(crate) async fn open(call: &Call) -> Result<Response<Download>> {
    let Received { status, headers, attempts, open, .. } = receive(call, Reading::Head).await?;
    let patience = call.service.session().channel().limits.attempt;
    let body = Download::new(call.operation_id(), attempts, open.unwrap_or(Body::empty()), patience);
    Ok(Response::new(status, headers, attempts, body))
}

async fn receive(call: &Call, reading: Reading) -> Result<Received> {
    let operation = call.operation_id();
    let outbound = Outbound::new(call).map_err(|error| error.of(operation.clone()))?;
    let received = outbound.send(&operation, reading).await;
    received.and_then(|received| received.success(outbound.redirects())).map_err(|error| error.of(operation))
}

/// A call that is ready to be sent.
struct Outbound<'a> {
    call: &'a Call,
    prepared: Prepared,
    server_url: Cow<'a, str>,
    /// The schemes of the service, each by itself: what a request is given that no document names.
    any_scheme: Vec<[Requirement; 1]>,
    /// The credentials of the last attempt.
    used: Mutex<Credentials>,
}

impl<'a> Outbound<'a> {
    fn new(call: &'a Call) -> Result<Self> {
        let prepared = Prepared::of(call)?;
        let server_url = match &call.server_url {
            Some(url) => Cow::Borrowed(url.as_str()),
            // A document without servers may have operations with their own.
            None => call.service.base_for(None).unwrap_or_else(|_| Cow::Owned(prepared.origin().to_owned())),
        };
        let schemes = call.service.schemes().iter();
        let any_scheme = match &call.target {
            Target::Declared(_) => Vec::new(),
            Target::Path(..) => schemes.map(|scheme| [(scheme.name, &[][..])]).collect(),
        };
        Ok(Self { call, prepared, server_url, any_scheme, used: Mutex::default() })
    }

    async fn send(&self, operation: &str, reading: Reading) -> Result<Received> {
        let call = self.call;
        let channel = call.service.session().channel();
        let declared = match &call.target {
            Target::Declared(operation) => Some(operation),
            Target::Path(..) => None,
        };
        let method = self.prepared.method();
        let subject = Subject { operation, method: method.as_str(), origin: self.prepared.origin() };
        let limiting = call.limiting.unwrap_or(channel.limiting);
        let terms = Terms {
            policy: call.retry.unwrap_or(channel.retry),
            is_idempotent: declared.map_or_else(|| method.is_idempotent(), |operation| operation.is_idempotent()),
            is_replayable: self.prepared.is_replayable(),
            waits_for_limit: limiting != RateLimiting::Fail,
            deadline: after(Instant::now(), call.timeout.unwrap_or(channel.limits.overall)),
        };
        let name = declared.and_then(|operation| operation.rate_limit()).or(call.group.as_deref());
        let group = name.map(|name| Group { limits: call.service.limits(), name });
        let course = Course { subject, group, limiting, terms, reading, redirects: self.redirects() };
        in_call(subject, pin!(exchange(channel, self, &course))).await
    }

    fn redirects(&self) -> Redirects {
        match &self.call.target {
            Target::Declared(operation) => operation.redirects(),
            Target::Path(..) => Redirects::Followed,
        }
    }

    /// The alternatives that the call accepts.
    fn security(&self) -> Cow<'_, [&[Requirement]]> {
        match &self.call.target {
            Target::Declared(operation) => Cow::Borrowed(operation.security()),
            Target::Path(..) => Cow::Owned(self.any_scheme.iter().map(<[_; 1]>::as_slice).collect()),
        }
    }

    fn auth_request<'s>(&'s self, security: &'s [&'s [Requirement]]) -> AuthRequest<'s> {
        let service = &self.call.service;
        let channel = service.session().channel();
        AuthRequest {
            origin: self.prepared.origin(),
            server_url: &self.server_url,
            security,
            schemes: service.schemes(),
            transport: &*channel.transport,
            channel,
            rate_limits: service.limits(),
        }
    }

    /// The credentials of an attempt: none where the operation needs none.
    async fn authorize(&self) -> Result<Credentials> {
        let security = self.security();
        if security.is_empty() {
            return Ok(Credentials::none());
        }
        self.call.service.session().auth().credentials(self.auth_request(&security)).await
    }
}

impl Outgoing for Outbound<'_> {
    fn request(&self) -> BoxFuture<'_, Result<TransportRequest>> {
        Box::pin(async {
            let credentials = self.authorize().await?;
            let plain_http = self.call.service.session().channel().limits.plain_http;
            let mut request = self.prepared.request(&credentials, plain_http).await?;
            request.extensions_mut().insert(OperationId(self.call.operation_id()));
            if self.redirects() == Redirects::Given {
                request.extensions_mut().insert(Redirects::Given);
            }
            *self.used.lock().unwrap_or_else(PoisonError::into_inner) = credentials;
            Ok(request)
        })
    }

    fn renew(&self) -> BoxFuture<'_, bool> {
        Box::pin(async {
            if self.call.headers.contains_key(AUTHORIZATION) {
                // The caller's own were refused, not those of the session.
                return false;
            }
            let used = self.used.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let security = self.security();
            !used.is_empty() && self.call.service.session().auth().renew(self.auth_request(&security), &used).await
        })
    }
}

//! The way of a call: prepare, authorize, attempt. Nothing here is generic.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::auth::{AuthRequest, Credentials};
use super::call::{Call, Target};
use super::operation::Requirement;
use super::request::Prepared;
use super::response::Answer;
use super::session::Session;
use super::transport::{Reach, TransportError, TransportResponse};
use crate::{Error, Result};

/// Sends a call and gives the answer, when it is a success.
///
/// # Errors
///
/// All kinds; each names the operation.
pub(crate) async fn send(call: Call) -> Result<Answer> {
    exchange(&call).await.map_err(|error| error.of(call.operation_id()))
}

async fn exchange(call: &Call) -> Result<Answer> {
    let session = call.service.session();
    let limits = session.limits();
    let overall = call.timeout.unwrap_or(limits.overall);
    let start = Instant::now();
    let prepared = Prepared::of(call)?;
    let credentials = within(overall, Reach::Never, authorize(call, &prepared)).await?;
    let left = overall.saturating_sub(start.elapsed());
    // Retries and rate limits go around this line.
    let attempt = within(left.min(limits.attempt), Reach::Perhaps, attempt(session, &prepared, &credentials));
    let (parts, body) = attempt.await?;
    if !parts.status.is_success() {
        return Err(Error::api_error(parts.status, parts.headers, body));
    }
    Ok(Answer { operation: call.operation_id(), status: parts.status, headers: parts.headers, body })
}

/// One request and its whole answer, whatever the status.
async fn attempt(
    session: &Session,
    prepared: &Prepared,
    credentials: &Credentials,
) -> Result<(http::response::Parts, Bytes)> {
    let request = prepared.request(credentials).await?;
    let response = session.transport().execute(request).await?;
    read(response, session.limits().response_size).await
}

/// The credentials of a call: none where its operation needs none.
async fn authorize(call: &Call, prepared: &Prepared) -> Result<Credentials> {
    let schemes = call.service.schemes();
    let any_scheme: Vec<[Requirement; 1]> = schemes.iter().map(|scheme| [(scheme.name, &[][..])]).collect();
    let security: Vec<&[Requirement]> = match &call.target {
        Target::Declared(operation) => operation.security().to_vec(),
        Target::Path(..) => any_scheme.iter().map(<[_; 1]>::as_slice).collect(),
    };
    if security.is_empty() {
        return Ok(Credentials::none());
    }
    let session = call.service.session();
    let request =
        AuthRequest { origin: &prepared.origin(), security: &security, schemes, transport: session.transport() };
    let credentials = session.auth().credentials(request).await?;
    if !credentials.is_empty() && !prepared.is_private() {
        return Err(Error::build("credentials are not sent over plain http, except to this machine"));
    }
    Ok(credentials)
}

/// Reads an answer up to the limit.
async fn read(response: TransportResponse, limit: usize) -> Result<(http::response::Parts, Bytes)> {
    let (parts, body) = response.into_parts();
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok((parts, collected.to_bytes())),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::too_large(limit)),
        Err(error) => Err(TransportError::new(Reach::Perhaps, error).into()),
    }
}

/// Bounds a step in time; `reach` says whether the request may have come to the server when time runs out.
async fn within<T>(limit: Duration, reach: Reach, step: impl Future<Output = Result<T>>) -> Result<T> {
    match tokio::time::timeout(limit, step).await {
        Ok(result) => result,
        Err(_) => Err(Error::timeout(limit, reach)),
    }
}

//! Requests that no document names: [`Request`], with the same credentials and limits as operations.

use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;

use super::body::Upload;
use super::call::{Call, Target};
use super::codec::json_of;
use super::download::Download;
use super::limit::RateLimiting;
use super::operation::Method;
use super::response::Response;
use super::retry::RetryPolicy;
use super::service::Service;
use crate::{Error, Result};

/// A request to a path below the server's URL. It has the session's credentials, whatever scheme the service uses.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    call: Call,
}

impl Request {
    pub(crate) fn new(service: Service, method: Method, path: String) -> Self {
        Self { call: Call::to(service, Target::Path(method, path)) }
    }

    /// Adds a header; it replaces one that the request would have.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.call.add_header(name, value);
        self
    }

    /// Adds a query pair.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.call.add_query(name, value);
        self
    }

    /// Sets the body to a value as JSON.
    ///
    /// # Errors
    ///
    /// The value cannot be JSON (a map whose keys are no strings, a number that is not finite); the kind is build.
    pub fn json(mut self, value: impl Serialize) -> Result<Self> {
        let value = json_of(&value).map_err(|error| Error::build("body cannot be JSON").because(error))?;
        self.call.json(&value);
        Ok(self)
    }

    /// Sets the body to bytes, a file or a stream, of the given media type.
    pub fn bytes(mut self, content_type: &str, upload: impl Into<Upload>) -> Self {
        self.call.set_content_type(content_type);
        self.call.upload(upload);
        self
    }

    /// Sets the time for the request as a whole.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.call.set_timeout(timeout);
        self
    }

    /// Counts the request in a rate limit group of the service, such as `LIGHT`; else no limit holds it back.
    pub fn rate_limit(mut self, group: impl Into<String>) -> Self {
        self.call.set_rate_limit_group(group);
        self
    }

    /// Sets what happens when the rate limit of the group does not allow the request yet.
    pub fn rate_limiting(mut self, limiting: RateLimiting) -> Self {
        self.call.set_rate_limiting(limiting);
        self
    }

    /// Sets when the request is tried again.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.call.set_retry_policy(policy);
        self
    }

    /// Sends the request and reads the answer's body.
    ///
    /// # Errors
    ///
    /// As of an operation: all kinds but decode.
    pub async fn send(self) -> Result<Response<Bytes>> {
        self.call.send().await?.read()
    }

    /// Sends the request and gives the answer's body to be read as it comes, without a limit for its size.
    ///
    /// # Errors
    ///
    /// As of [`send`](Self::send).
    pub async fn send_streaming(self) -> Result<Response<Download>> {
        self.call.open().await
    }
}

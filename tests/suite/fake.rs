//! A transport that reaches no server: it answers as it is told, and records what was sent and when, by tokio's clock.
//! With that clock paused, hours of waiting pass in no time.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated_client::transport::{
    Body, BoxFuture, Reach, Transport, TransportError, TransportRequest, TransportResponse,
};
use http::HeaderMap;
use tokio::time::{Instant, sleep};

/// The transport. Clones share what is recorded.
#[derive(Clone)]
pub(crate) struct Fake(Arc<Inner>);

struct Inner {
    start: Instant,
    answer: Box<dyn Fn(&Sent) -> Outcome + Send + Sync>,
    sent: Mutex<Vec<Sent>>,
}

/// A request that was sent.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// Since the transport was made.
    pub(crate) at: Duration,
    /// How many were sent before.
    pub(crate) index: usize,
}

/// What comes of a request.
pub(crate) enum Outcome {
    Answer(http::Response<String>),
    /// The connection fails, before or after the request may have come to the server.
    Fails(Reach),
    /// Nothing comes.
    Hangs,
    /// The outcome comes so much later.
    After(Duration, Box<Outcome>),
}

impl Fake {
    pub(crate) fn new(answer: impl Fn(&Sent) -> Outcome + Send + Sync + 'static) -> Self {
        let (answer, sent) = (Box::new(answer), Mutex::default());
        Self(Arc::new(Inner { start: Instant::now(), answer, sent }))
    }

    /// What was sent, in order.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.0.sent.lock().expect("no panic under the lock").clone()
    }
}

impl Sent {
    /// The value of a header, which came once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next().map(|value| value.to_str().expect("the value is text"));
        assert!(values.next().is_none(), "header {name} came twice");
        value
    }
}

impl Outcome {
    /// An answer in JSON.
    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self::with(status, &[("content-type", "application/json")], body)
    }

    /// An answer without a body.
    pub(crate) fn status(status: u16) -> Self {
        Self::with(status, &[], "")
    }

    pub(crate) fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let answer = headers
            .iter()
            .fold(http::Response::builder().status(status), |answer, (name, value)| answer.header(*name, *value));
        Self::Answer(answer.body(body.to_owned()).expect("the parts of an answer are valid"))
    }

    pub(crate) fn after(self, time: Duration) -> Self {
        Self::After(time, Box::new(self))
    }
}

impl Transport for Fake {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.into_bytes().map_err(|_| TransportError::new(Reach::Never, "the body is a stream"))?;
            let mut outcome = {
                let mut all = self.0.sent.lock().expect("no panic under the lock");
                let sent = Sent {
                    method: parts.method.to_string(),
                    url: parts.uri.to_string(),
                    headers: parts.headers,
                    body: String::from_utf8(body.to_vec()).expect("the body is text"),
                    at: self.0.start.elapsed(),
                    index: all.len(),
                };
                all.push(sent.clone());
                (self.0.answer)(&sent)
            };
            loop {
                outcome = match outcome {
                    Outcome::Answer(answer) => return Ok(answer.map(|body| Body::from(bytes::Bytes::from(body)))),
                    Outcome::Fails(reach) => return Err(TransportError::new(reach, "the connection failed")),
                    Outcome::Hangs => std::future::pending().await,
                    Outcome::After(time, outcome) => {
                        sleep(time).await;
                        *outcome
                    }
                };
            }
        })
    }
}

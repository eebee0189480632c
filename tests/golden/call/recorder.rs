//! A transport that records what is sent.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use generated_client::Session;
use generated_client::transport::{Body, BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use http_body_util::BodyExt;
use serde_json::Value;

/// Answers requests with one body after the other, all further ones with the last, and keeps the requests.
#[derive(Clone)]
pub(crate) struct Recorder {
    pub(crate) seen: Arc<Mutex<Vec<http::Request<Vec<u8>>>>>,
    pub(crate) status: u16,
    pub(crate) media_type: &'static str,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) bodies: &'static [&'static str],
}

impl Transport for Recorder {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.expect("the body can be read").to_bytes().to_vec();
            let mut seen = self.seen.lock().expect("no test panics here");
            let answered = self.bodies.get(seen.len()).or(self.bodies.last()).copied().unwrap_or_default();
            seen.push(http::Request::from_parts(parts, body));
            let answer = http::Response::builder().status(self.status).header("content-type", self.media_type);
            let answer = self.headers.iter().fold(answer, |answer, (name, value)| answer.header(*name, *value));
            Ok(answer.body(Body::from(Bytes::from_static(answered.as_bytes()))).expect("the answer is one"))
        })
    }
}

impl Recorder {
    pub(crate) fn new(status: u16, body: &'static str) -> Self {
        Self::of_type(status, "application/json", body)
    }

    pub(crate) fn of_type(status: u16, media_type: &'static str, body: &'static str) -> Self {
        Self { seen: Arc::default(), status, media_type, headers: &[], bodies: Vec::leak(vec![body]) }
    }

    /// Answers with success, each request with the next body.
    pub(crate) fn in_turn(bodies: &'static [&'static str]) -> Self {
        Self { bodies, ..Self::new(200, "") }
    }

    pub(crate) fn session(&self) -> Session {
        Session::builder().transport(self.clone()).build().expect("nothing is missing")
    }

    /// The only request so far.
    pub(crate) fn request(&self) -> http::Request<Vec<u8>> {
        let mut seen = self.seen.lock().expect("no test panics here");
        assert_eq!(seen.len(), 1);
        seen.remove(0)
    }

    /// Path and query of the only request, as they were sent.
    pub(crate) fn target(&self) -> String {
        self.request().uri().path_and_query().expect("every URL has a path").to_string()
    }

    /// Path and query of all requests.
    pub(crate) fn targets(&self) -> Vec<String> {
        let seen = self.seen.lock().expect("no test panics here");
        seen.iter().map(|request| request.uri().path_and_query().expect("every URL has a path").to_string()).collect()
    }

    /// The body of the only request.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(self.request().body()).expect("the body is JSON")
    }
}

/// Percent-decoded pairs, sorted.
pub(crate) fn pairs(query: &str) -> Vec<String> {
    let mut pairs: Vec<String> = query.split('&').map(decoded).collect();
    pairs.sort();
    pairs
}

/// A text without its percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two hexadecimal digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("is UTF-8")
}

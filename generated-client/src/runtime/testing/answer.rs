//! What a fake answers.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::json::Encode;
use crate::runtime::body::Body;
use crate::runtime::transport::{Reach, TransportError, TransportResponse};

/// An answer of an operation.
///
/// ```
/// use std::time::Duration;
///
/// use generated_client::testing::Answer;
///
/// let busy = Answer::status(429).with_header("retry-after", "3");
/// let slow = Answer::json(r#"{"id": "1"}"#).after(Duration::from_secs(2));
/// let away = Answer::no_connection();
/// ```
#[derive(Clone, Debug)]
pub struct Answer {
    kind: Kind,
    delay: Duration,
}

#[derive(Clone, Debug)]
enum Kind {
    Answer { status: StatusCode, headers: Vec<(HeaderName, HeaderValue)>, body: Bytes },
    NoConnection(Reach),
}

impl Answer {
    /// An answer 200 with JSON text.
    pub fn json(text: impl Into<String>) -> Self {
        Self::bytes("application/json", text.into())
    }

    /// An answer 200 with a model, as its service would send it.
    pub fn model(model: &impl Encode) -> Self {
        Self::json(crate::json::to_string(model))
    }

    /// An answer 200 with a body of a media type.
    ///
    /// # Panics
    ///
    /// The media type cannot be in a header.
    pub fn bytes(media_type: &str, body: impl Into<Bytes>) -> Self {
        let kind = Kind::Answer { status: StatusCode::OK, headers: Vec::new(), body: body.into() };
        Self { kind, delay: Duration::ZERO }.with_header(CONTENT_TYPE.as_str(), media_type)
    }

    /// An answer without a body.
    ///
    /// # Panics
    ///
    /// It is no status (100 to 999).
    pub fn status(status: u16) -> Self {
        let kind = Kind::Answer { status: StatusCode::OK, headers: Vec::new(), body: Bytes::new() };
        Self { kind, delay: Duration::ZERO }.with_status(status)
    }

    /// No answer: no connection came about.
    pub fn no_connection() -> Self {
        Self { kind: Kind::NoConnection(Reach::Never), delay: Duration::ZERO }
    }

    /// No answer: the connection was lost after the request was sent.
    pub fn lost_connection() -> Self {
        Self { kind: Kind::NoConnection(Reach::Perhaps), delay: Duration::ZERO }
    }

    /// The same answer with another status.
    ///
    /// # Panics
    ///
    /// It is no status (100 to 999).
    #[must_use]
    pub fn with_status(mut self, number: u16) -> Self {
        if let Kind::Answer { status, .. } = &mut self.kind {
            *status = StatusCode::from_u16(number).expect("a status of 100 to 999");
        }
        self
    }

    /// The same answer with a header.
    ///
    /// # Panics
    ///
    /// It cannot be a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let Kind::Answer { headers, .. } = &mut self.kind {
            let name = HeaderName::try_from(name).expect("the name of a header");
            headers.push((name, HeaderValue::from_str(value).expect("the value of a header")));
        }
        self
    }

    /// The same answer, so much later.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Gives it as a transport would.
    pub(super) async fn give(self) -> Result<TransportResponse, TransportError> {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        match self.kind {
            Kind::NoConnection(reach) => Err(TransportError::new(reach, "the fake has no connection, as it was told")),
            Kind::Answer { status, headers, body } => {
                let mut response = TransportResponse::new(Body::from(body));
                *response.status_mut() = status;
                response.headers_mut().extend(headers);
                Ok(response)
            }
        }
    }
}

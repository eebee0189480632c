//! A stand-in for servers, for the tests of crates that use the clients: [`Fake`].
//!
//! ```
//! use generated_client::testing::{Answer, Fake};
//! use generated_client::zoom_phone_users::{Client, operations::ListPhoneUsers};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let page = Answer::json(r#"{"users": [{"email": "ada@example.com"}]}"#);
//! let fake = Fake::new().on(ListPhoneUsers::OPERATION.id(), page);
//! let zoom = Client::new(fake.session());
//!
//! let users = zoom.list_phone_users().page_size(10).await?.users.unwrap_or_default();
//! assert_eq!(users[0].email.as_deref(), Some("ada@example.com"));
//!
//! fake.assert_called("listPhoneUsers", 1);
//! assert_eq!(fake.calls()[0].query("page_size"), Some("10"));
//! # Ok::<(), generated_client::Error>(()) }).unwrap();
//! ```

mod answer;
mod recorded;

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::BodyExt;

use super::auth::Bearer;
use super::limit::RateLimiting;
use super::retry::RetryPolicy;
use super::session::{Session, SessionBuilder};
use super::transport::{BoxFuture, OperationId, Reach, Transport, TransportError, TransportRequest, TransportResponse};
use crate::Result;

pub use self::answer::Answer;
pub use self::recorded::Recorded;

/// A transport that reaches no server: it answers by operation and records what was called. Clones are the same one.
#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// By operation id; the last one of each stays.
    answers: BTreeMap<String, VecDeque<Answer>>,
    calls: Vec<Recorded>,
}

impl Fake {
    /// A fake that knows no operation yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer of an operation, by its id. Several are given one after the other, and the last one from then on.
    ///
    /// A request that no document names has method and path as its id: `GET /phone/users`; one to a token endpoint is
    /// `token`.
    #[must_use]
    pub fn on(self, operation: impl Into<String>, answer: Answer) -> Self {
        self.state().answers.entry(operation.into()).or_default().push_back(answer);
        self
    }

    /// A session over it with a token, without retries and rate limits.
    ///
    /// # Panics
    ///
    /// Never: nothing of it can fail.
    pub fn session(&self) -> Session {
        let built = self.builder().auth(Bearer::new("token")).build();
        built.expect("invariant: a session without TLS and a suffix can be built")
    }

    /// A builder of a session over it, anonymous, without retries and rate limits unless they are set.
    pub fn builder(&self) -> SessionBuilder {
        let builder = Session::builder().transport(self.clone());
        builder.retry_policy(RetryPolicy::never()).rate_limiting(RateLimiting::Off)
    }

    /// All calls in their order, retries and requests for tokens included.
    pub fn calls(&self) -> Vec<Recorded> {
        self.state().calls.clone()
    }

    /// The calls of an operation in their order.
    pub fn calls_of(&self, operation: &str) -> Vec<Recorded> {
        self.calls().into_iter().filter(|call| call.operation == operation).collect()
    }

    /// Holds that an operation was called so often.
    ///
    /// # Panics
    ///
    /// It was called more often or less; the message lists what was called.
    #[track_caller]
    pub fn assert_called(&self, operation: &str, times: usize) {
        let calls = self.calls();
        let found = calls.iter().filter(|call| call.operation == operation).count();
        let all: Vec<&str> = calls.iter().map(|call| call.operation.as_str()).collect();
        assert_eq!(found, times, "calls of `{operation}`; called were {all:?}");
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next answer of the operation that was called.
    fn answer(&self, operation: &str) -> Result<Answer, TransportError> {
        let mut state = self.state();
        let known: Vec<String> = state.answers.keys().cloned().collect();
        let next = state.answers.get_mut(operation).and_then(|answers| match answers.len() {
            1 => answers.front().cloned(),
            _ => answers.pop_front(),
        });
        next.ok_or_else(|| {
            let message = format!("the fake has no answer for `{operation}`; it has one for {known:?}");
            TransportError::new(Reach::Never, message).hopeless()
        })
    }
}

impl Transport for Fake {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(|error| TransportError::new(Reach::Never, error))?.to_bytes();
            let operation = parts.extensions.get().map(|OperationId(id)| id.clone().into_owned()).unwrap_or_default();
            let answer = self.answer(&operation);
            self.state().calls.push(Recorded::new(operation, parts, body));
            answer?.give().await
        })
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let mut fields = formatter.debug_struct("Fake");
        fields.field("operations", &state.answers.keys()).field("calls", &state.calls.len()).finish()
    }
}

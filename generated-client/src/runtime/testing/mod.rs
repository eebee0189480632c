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
mod script;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::BodyExt;

use self::script::{Script, Source};
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
    /// By operation id.
    scripts: BTreeMap<String, Script>,
    calls: Vec<Recorded>,
}

impl Fake {
    /// A fake that knows no operation yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer of an operation, by its id. Several are given one after the other, and the last one from then on,
    /// until another is added. It gives the fake itself, so that answers can be added in a chain, and later as well.
    ///
    /// A request that no document names has method and path as its id: `GET /phone/users`; one to a token endpoint is
    /// `token`.
    pub fn on(&self, operation: impl Into<String>, answer: Answer) -> Self {
        self.add(operation.into(), Source::Ready(answer))
    }

    /// Adds an answer of an operation that is made of the call, as [`on`](Self::on) does for one that is ready.
    ///
    /// ```
    /// use generated_client::testing::{Answer, Fake};
    ///
    /// let fake = Fake::new().on_call("phoneUser", |call| match call.path() {
    ///     path if path.ends_with("/ada") => Answer::json(r#"{"id": "ada"}"#),
    ///     _ => Answer::status(404),
    /// });
    /// ```
    pub fn on_call(
        &self,
        operation: impl Into<String>,
        answer: impl Fn(&Recorded) -> Answer + Send + Sync + 'static,
    ) -> Self {
        self.add(operation.into(), Source::Made(Arc::new(answer)))
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

    /// A builder of a session over it, anonymous, without retries and rate limits unless they are set. Their waits are
    /// those of tokio's clock: where a test pauses it (`#[tokio::test(start_paused = true)]`), they take no time.
    pub fn builder(&self) -> SessionBuilder {
        let builder = Session::builder().transport(self.clone());
        builder.retry_policy(RetryPolicy::never()).rate_limiting(RateLimiting::Off)
    }

    /// All calls in their order, retries, requests for tokens and calls without an answer included.
    pub fn calls(&self) -> Vec<Recorded> {
        self.state().calls.clone()
    }

    /// All calls as [`calls`](Self::calls), which are forgotten: what is called from now on counts anew.
    pub fn take_calls(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.state().calls)
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
        assert!(found == times, "calls of `{operation}`: {found}, where {times} were expected; called were {calls:#?}");
    }

    /// Holds that these operations were called in this order, and no others.
    ///
    /// # Panics
    ///
    /// Others were called, or in another order; the message lists both.
    #[track_caller]
    pub fn assert_calls(&self, operations: &[&str]) {
        let calls = self.calls();
        let is_so = calls.iter().map(|call| call.operation.as_str()).eq(operations.iter().copied());
        assert!(is_so, "expected were calls of {operations:?}; called were {calls:#?}");
    }

    fn add(&self, operation: String, source: Source) -> Self {
        self.state().scripts.entry(operation).or_default().add(source);
        self.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a call and finds its answer, both at once: calls are in the order in which answers are given.
    fn source(&self, call: &Recorded) -> Result<Source, TransportError> {
        let mut state = self.state();
        state.calls.push(call.clone());
        if let Some(source) = state.scripts.get_mut(&call.operation).and_then(Script::next) {
            return Ok(source);
        }
        let known: Vec<&String> = state.scripts.keys().collect();
        let message = format!("the fake has no answer for `{}`; it has one for {known:?}", call.operation);
        Err(TransportError::new(Reach::Never, message).hopeless())
    }
}

impl Transport for Fake {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(|error| TransportError::new(Reach::Never, error))?.to_bytes();
            let operation = parts.extensions.get().map(|OperationId(id)| id.clone().into_owned()).unwrap_or_default();
            let call = Recorded::new(operation, parts, body);
            // Made without the lock, so that making it may ask the fake.
            let answer = self.source(&call)?.answer(&call);
            answer.give().await
        })
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let mut fields = formatter.debug_struct("Fake");
        fields.field("operations", &state.scripts.keys()).field("calls", &state.calls.len()).finish()
    }
}

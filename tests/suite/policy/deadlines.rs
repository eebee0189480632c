//! The time for a call bounds all of it: credentials, waits, attempts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use generated_client::auth::{Auth, AuthRequest, Credentials};
use generated_client::transport::BoxFuture;
use generated_client::{ErrorKind, Method, Result, RetryPolicy, Session};
use tokio::time::sleep;

use super::{Ending, SECOND, TICK, session, zoom};
use crate::fake::{Fake, Outcome};

/// Gives credentials, or other ones, only after a while.
#[derive(Clone, Default)]
struct Slow {
    credentials: Duration,
    renewal: Duration,
    renewals: Arc<AtomicU32>,
}

impl Auth for Slow {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async {
            sleep(self.credentials).await;
            Credentials::bearer(&"token".into())
        })
    }

    fn renew<'a>(&'a self, _request: AuthRequest<'a>, _refused: &'a Credentials) -> BoxFuture<'a, bool> {
        Box::pin(async {
            self.renewals.fetch_add(1, Ordering::Relaxed);
            sleep(self.renewal).await;
            true
        })
    }
}

/// A session with ten seconds for a call.
fn ten_seconds(fake: &Fake, auth: Slow) -> Session {
    Session::builder().transport(fake.clone()).auth(auth).timeout(SECOND * 10).build().expect("a session")
}

#[tokio::test(start_paused = true)]
async fn credentials_that_do_not_come_end_the_call_in_time() {
    let fake = Fake::new(|_| Outcome::json(200, "{}"));
    let session = ten_seconds(&fake, Slow { credentials: Duration::MAX, ..Slow::default() });
    let error = zoom(&session).phone_user("u").await.expect_err("there are no credentials");
    assert!(error.is_timeout() && error.kind() == ErrorKind::Timeout && error.is_retryable(), "{error}");
    assert!(!error.may_have_reached_server() && error.attempts() == 0 && fake.sent().is_empty(), "{error}");
    assert!(fake.elapsed() >= SECOND * 10 && fake.elapsed() <= SECOND * 10 + TICK);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_does_not_come_ends_the_call_in_time() {
    let fake = Fake::new(|_| Outcome::status(401));
    let auth = Slow { renewal: Duration::MAX, ..Slow::default() };
    let error = zoom(&ten_seconds(&fake, auth)).phone_user("u").await.expect_err("it is refused");
    assert!(error.is_auth() && error.attempts() == 1, "{error}");
    assert!(fake.elapsed() >= SECOND * 10 && fake.elapsed() <= SECOND * 10 + TICK, "{:?}", fake.elapsed());
}

#[tokio::test(start_paused = true)]
async fn credentials_that_are_refused_are_renewed_once() {
    let fake = Fake::new(|_| Outcome::status(401));
    let auth = Slow::default();
    let operation = zoom(&ten_seconds(&fake, auth.clone())).batch_add_users();
    let error = operation.with_retry_policy(RetryPolicy::never()).await.expect_err("it is refused twice");
    assert_eq!((error.attempts(), fake.sent().len(), auth.renewals.load(Ordering::Relaxed)), (2, 2, 1));
    assert_eq!(fake.elapsed(), Duration::ZERO, "there is nothing to wait for");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_come_ends_the_call_in_time() {
    let fake = Fake::new(|_| Outcome::Hangs);
    let session = ten_seconds(&fake, Slow::default());
    let error = zoom(&session).phone_user("u").await.expect_err("there is no answer");
    assert!(error.is_timeout() && error.may_have_reached_server() && error.attempts() == 1, "{error}");
    assert!(fake.elapsed() >= SECOND * 10 && fake.elapsed() <= SECOND * 10 + TICK);
    let expected =
        "phoneUser: timed out: no answer within 10s; not tried again, as the time for the call would end before";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test(start_paused = true)]
async fn attempts_and_waits_end_in_time() {
    let outcomes: [Ending; 3] =
        [|| Outcome::status(500).after(SECOND), || Outcome::Hangs, || Outcome::status(429).after(SECOND * 3)];
    for outcome in outcomes {
        for _ in 0..20 {
            let fake = Fake::new(move |_| outcome());
            let policy = RetryPolicy::new().with_attempts(100).with_backoff(SECOND, SECOND * 5);
            let session = session(&fake).timeout(SECOND * 20).attempt_timeout(SECOND * 4).retry_policy(policy);
            let session = session.build().expect("a session");
            let error = zoom(&session).phone_user("u").await.expect_err("no attempt succeeds");
            assert!(fake.elapsed() <= SECOND * 20 + TICK, "{:?}: {error}", fake.elapsed());
            assert!(error.attempts() as usize == fake.sent().len() && error.attempts() > 1, "{error}");
            assert!(error.may_have_reached_server() && error.is_retryable(), "{error}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_may_have_its_own_time() {
    let cases = [(SECOND * 3, SECOND * 3), (SECOND * 25, SECOND * 25), (Duration::MAX, SECOND * 30)];
    for (timeout, expected) in cases {
        let never = RetryPolicy::never();
        for number in 0..2 {
            let fake = Fake::new(|_| Outcome::Hangs);
            let client = zoom(&ten_seconds(&fake, Slow::default()));
            let error = if number == 0 {
                let operation = client.phone_user("u").with_timeout(timeout).with_retry_policy(never);
                operation.await.expect_err("there is no answer")
            } else {
                let request = client.request(Method::Get, "/phone/new").timeout(timeout).retry_policy(never);
                request.send().await.expect_err("there is no answer")
            };
            assert!(error.is_timeout(), "{error}");
            assert!(fake.elapsed() >= expected && fake.elapsed() <= expected + TICK, "{:?}", fake.elapsed());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_stay_away_later_hide_nothing_of_what_was_sent() {
    let fake = Fake::new(|_| Outcome::status(503));
    let auth = Slow { credentials: SECOND * 4, ..Slow::default() };
    let session = ten_seconds(&fake, auth);
    let policy = RetryPolicy::new().with_attempts(9).with_backoff(TICK, TICK);
    let error = zoom(&session).phone_user("u").with_retry_policy(policy).await.expect_err("no attempt succeeds");
    assert_eq!((error.attempts(), fake.sent().len()), (2, 2), "{error}");
    assert!(error.is_timeout() && error.may_have_reached_server(), "{error}");
}

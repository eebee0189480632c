//! The retries that calls of a session share.

use generated_client::transport::Reach;
use generated_client::{RateLimiting, RetryBudget, RetryPolicy, Session};

use super::{Ending, MINUTE, SECOND, call, session, start, zoom};
use crate::fake::{Fake, Outcome};

/// A session that would try three times, and waits for no rate limit.
fn with_budget(fake: &Fake, budget: RetryBudget) -> Session {
    let policy = RetryPolicy::new().with_attempts(3).with_backoff(SECOND, SECOND);
    let session = session(fake).retry_policy(policy).retry_budget(budget).rate_limiting(RateLimiting::Off);
    session.timeout(10 * MINUTE).build().expect("a session")
}

/// How many requests so many calls at once become.
async fn requests(fake: &Fake, session: &Session, calls: usize) -> usize {
    let before = fake.sent().len();
    for call in start(calls, |_| call(zoom(session).phone_user("u").send())).await {
        call.await.expect("no panic").expect_err("no attempt succeeds");
    }
    fake.sent().len() - before
}

#[tokio::test(start_paused = true)]
async fn a_broken_service_gets_few_retries() {
    let outcomes: [Ending; 3] =
        [|| Outcome::status(500), || Outcome::Fails(Reach::Perhaps), || Outcome::Fails(Reach::Never)];
    for outcome in outcomes {
        let cases = [
            (RetryBudget::new(5, 0), 100, 105, 105),
            (RetryBudget::new(0, 0), 100, 100, 100),
            (RetryBudget::new(5, 10), 100, 106, 115),
            (RetryBudget::default(), 100, 151, 170),
            (RetryBudget::default(), 10, 30, 30),
            (RetryBudget::unlimited(), 100, 300, 300),
        ];
        for (budget, calls, least, most) in cases {
            let fake = Fake::new(move |_| outcome());
            let session = with_budget(&fake, budget);
            let requests = requests(&fake, &session, calls).await;
            assert!((least..=most).contains(&requests), "{budget:?} {calls}: {requests}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn calls_refill_the_budget_of_their_session() {
    let fake = Fake::new(|_| Outcome::status(500));
    let session = with_budget(&fake, RetryBudget::new(2, 50));
    let mut counts = Vec::new();
    for _ in 0..6 {
        counts.push(requests(&fake, &session, 1).await);
    }
    assert_eq!(counts, [3, 1, 2, 1, 2, 1], "the reserve first, then a retry for each two calls");
    let other = with_budget(&fake, RetryBudget::new(2, 50));
    assert_eq!(requests(&fake, &other, 1).await, 3, "another session has its own");
}

#[tokio::test(start_paused = true)]
async fn the_error_says_that_the_budget_is_spent() {
    let fake = Fake::new(|_| Outcome::status(500));
    let session = with_budget(&fake, RetryBudget::new(1, 0));
    let error = zoom(&session).phone_user("u").await.expect_err("no attempt succeeds");
    let expected = "phoneUser: server answered 500 Internal Server Error, after 2 attempts; \
                    not tried again, as the session's retry budget is spent";
    assert_eq!(error.to_string(), expected);
    let error = zoom(&session).batch_add_users().await.expect_err("no attempt succeeds");
    assert_eq!(error.to_string(), "batchAddUsers: server answered 500 Internal Server Error", "no policy would retry");
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_rate_limit_takes_nothing() {
    let fake = Fake::new(|sent| match sent.url.contains("limited") {
        true => Outcome::with(429, &[("retry-after", "1")], ""),
        false => Outcome::status(500),
    });
    let session = with_budget(&fake, RetryBudget::new(1, 0));
    for _ in 0..10 {
        let error = zoom(&session).phone_user("limited").await.expect_err("no attempt succeeds");
        assert_eq!(error.attempts(), 3, "{error}");
    }
    assert_eq!(requests(&fake, &session, 1).await, 2, "the one retry is still there");
}

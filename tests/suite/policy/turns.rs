//! How calls wait for their turn, or do not.

use std::time::Duration;

use generated_client::{ErrorKind, Quota, RateLimiting, Session};
use tokio::time::sleep;

use super::{Call, MINUTE, SECOND, TICK, call, patient, session, settings, start, succeed, zoom};
use crate::fake::{Fake, Outcome};

fn fine() -> Fake {
    Fake::new(|_| Outcome::status(204))
}

/// A call of RingCentral's group Medium, 40 of which are let pass within a minute.
fn medium(session: &Session) -> Call {
    call(settings(session).delete_user_profile_image().send())
}

#[tokio::test(start_paused = true)]
async fn calls_pass_in_the_order_in_which_they_came() {
    let fake = fine();
    let session = patient(&fake);
    succeed(200, |number| call(settings(&session).delete_user_profile_image().extension_id(number.to_string()).send()))
        .await;
    let order: Vec<String> = fake.sent().into_iter().map(|sent| sent.url).collect();
    for (number, url) in order.iter().enumerate() {
        assert!(url.contains(&format!("/extension/{number}/")), "{url} came as number {number}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_should_not_wait_fails_at_once() {
    let fake = fine();
    let session = session(&fake).rate_limiting(RateLimiting::Fail).build().expect("a session");
    succeed(40, |_| medium(&session)).await;
    sleep(SECOND * 20).await;
    let error = medium(&session).await.expect_err("it would have to wait");
    assert!(error.is_rate_limited() && error.kind() == ErrorKind::RateLimit && error.is_retryable(), "{error}");
    assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(41), "{error}");
    assert!(!error.may_have_reached_server() && error.attempts() == 0 && error.api().is_none(), "{error}");
    let expected = "deleteUserProfileImage: rate limit reached: group `Medium` is free again in 41.0s";
    assert_eq!(error.to_string(), expected);
    assert_eq!((fake.sent().len(), fake.elapsed()), (40, SECOND * 20));
    sleep(SECOND * 41 + TICK).await;
    medium(&session).await.expect("the window has room again");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_should_not_wait_says_when_to_come_back_though_others_wait() {
    let fake = fine();
    let session = patient(&fake);
    let calls = start(60, |_| medium(&session)).await;
    let operation = settings(&session).delete_user_profile_image().with_rate_limiting(RateLimiting::Fail);
    let error = operation.await.expect_err("it would have to wait");
    assert!(error.is_rate_limited() && fake.elapsed() == Duration::ZERO, "{error}");
    assert_eq!(error.retry_after(), Some(SECOND * 61), "{error}");
    for call in calls {
        call.await.expect("no panic").expect("the calls that wait are sent");
    }
    assert_eq!(fake.sent().len(), 60);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_that_do_not_wait_are_not_in_each_others_way() {
    let fake = fine();
    let session = session(&fake).rate_limiting(RateLimiting::Fail).rate_limit("Zoom", "LIGHT", [Quota::per_day(9000)]);
    let session = session.build().expect("a session");
    succeed(9000, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
    let error = zoom(&session).unassign_calling_plan("u", "200").await.expect_err("the quota is used up");
    assert!(error.is_rate_limited(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_off_for_a_session_or_a_call() {
    let fake = fine();
    let session = session(&fake).rate_limiting(RateLimiting::Off).build().expect("a session");
    succeed(200, |_| medium(&session)).await;
    assert_eq!((fake.sent().len(), fake.elapsed()), (200, Duration::ZERO));

    let fake = fine();
    let session = patient(&fake);
    let off = || settings(&session).delete_user_profile_image().with_rate_limiting(RateLimiting::Off);
    succeed(45, |_| call(off().send())).await;
    assert_eq!(fake.elapsed(), Duration::ZERO);
    medium(&session).await.expect("it succeeds");
    assert!(fake.sent()[45].at >= MINUTE, "what is not held back counts for the others");
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_is_off_does_not_end_retries() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::with(429, &[("retry-after", "50")], ""),
        1 => Outcome::status(503),
        _ => Outcome::status(204),
    });
    let session = session(&fake).build().expect("a session");
    let never = generated_client::RetryPolicy::never();
    let closing = settings(&session).delete_user_profile_image().with_retry_policy(never);
    closing.await.expect_err("the group is closed for 50 seconds");
    let off = settings(&session).delete_user_profile_image().with_rate_limiting(RateLimiting::Off);
    let response = off.with_timeout(SECOND * 30).send().await.expect("the call is held back by nothing");
    assert_eq!(response.attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_wait_past_the_time_for_the_call_ends_it_at_once() {
    let fake = fine();
    let session = patient(&fake);
    succeed(40, |_| medium(&session)).await;
    let short = || settings(&session).delete_user_profile_image().with_timeout(SECOND * 30);
    let error = short().await.expect_err("the window has no room in time");
    assert!(error.is_rate_limited() && error.kind() == ErrorKind::RateLimit, "{error}");
    assert_eq!((error.retry_after(), fake.elapsed()), (Some(SECOND * 61), Duration::ZERO));
    let waiting = start(1, |_| medium(&session)).await;
    let error = short().await.expect_err("the window has no room in time, and another call waits before");
    assert!(error.is_rate_limited() && fake.elapsed() == Duration::ZERO, "{error} after {:?}", fake.elapsed());
    assert_eq!((error.retry_after(), fake.sent().len()), (Some(SECOND * 61), 40));
    for call in waiting {
        call.await.expect("no panic").expect("it waits for its turn");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_turn_does_not_come_in_time_says_when_to_come_back() {
    let fake = fine();
    let session = session(&fake).timeout(SECOND * 62).build().expect("a session");
    let calls = start(100, |_| medium(&session)).await;
    let mut failed = 0;
    for call in calls {
        if let Err(error) = call.await.expect("no panic") {
            failed += 1;
            assert!(error.is_rate_limited() && error.retry_after().is_some(), "{error}");
            assert!(!error.may_have_reached_server(), "{error}");
        }
    }
    assert_eq!((failed, fake.sent().len()), (20, 80));
    assert!(fake.elapsed() <= SECOND * 62 + TICK);
}

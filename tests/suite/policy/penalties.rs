//! After an answer 429 a group is closed, for all its calls.

use std::time::Duration;

use generated_client::{ErrorKind, RateLimiting, RetryPolicy, Session};
use tokio::time::sleep;

use super::{Call, MINUTE, SECOND, TICK, call, iso_date, odin, patient, session, settings, start, zoom};
use crate::fake::{Fake, Outcome};

type Headers = &'static [(&'static str, &'static str)];

const LIMITED: Headers = &[
    ("x-rate-limit-group", "medium"),
    ("x-rate-limit-limit", "40"),
    ("x-rate-limit-remaining", "0"),
    ("x-rate-limit-window", "60"),
];

fn medium(session: &Session) -> Call {
    call(settings(session).delete_user_profile_image().send())
}

/// Answers the first request 429 with these headers, the others with success.
fn limited_once(headers: Headers) -> Fake {
    Fake::new(move |sent| match sent.index {
        0 => Outcome::with(429, headers, ""),
        _ => Outcome::status(204),
    })
}

/// When a call was sent again that was refused so, and one that came later.
async fn sent_again(headers: Headers) -> [Duration; 2] {
    let fake = limited_once(headers);
    let session = session(&fake).timeout(MINUTE * 60).build().expect("a session");
    let first = start(1, |_| medium(&session)).await;
    sleep(SECOND).await;
    let second = start(1, |_| medium(&session)).await;
    for call in first.into_iter().chain(second) {
        call.await.expect("no panic").expect("it succeeds in the end");
    }
    let sent = fake.sent();
    assert_eq!(sent.len(), 3);
    [sent[1].at, sent[2].at]
}

#[tokio::test(start_paused = true)]
async fn a_group_is_closed_as_long_as_the_answer_or_the_document_says() {
    let cases: [(&str, Headers, u32); 4] = [
        ("Retry-After", &[("retry-after", "20")], 20),
        ("the state, so that the penalty counts", LIMITED, 60),
        ("neither, so that the pause counts", &[], 30),
        ("an unknown group", &[("retry-after", "20"), ("x-rate-limit-group", "new")], 20),
    ];
    for (name, headers, seconds) in cases {
        for at in sent_again(headers).await {
            let (least, most) = (SECOND * seconds, SECOND * seconds + SECOND * 2);
            assert!(at >= least && at <= most, "{name}: {at:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_wait_already_are_held_back_too() {
    let fake = Fake::new(|sent| match sent.index {
        39 => Outcome::with(429, &[("retry-after", "200")], "").after(SECOND * 30),
        _ => Outcome::status(204),
    });
    let policy = RetryPolicy::new().with_longest_retry_after(MINUTE * 10);
    let session = session(&fake).timeout(MINUTE * 60).retry_policy(policy).build().expect("a session");
    for call in start(60, |_| medium(&session)).await {
        call.await.expect("no panic").expect("it succeeds in the end");
    }
    let late = fake.sent()[40..].iter().all(|sent| sent.at >= SECOND * 230);
    assert!(late && fake.sent().len() == 61, "{:?}", fake.sent()[40].at);
}

#[tokio::test(start_paused = true)]
async fn a_service_without_a_pause_is_tried_again_by_backoff() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::status(429),
        _ => Outcome::json(200, "{}"),
    });
    let session = patient(&fake);
    let response = odin(&session).get_session().send().await.expect("the second attempt succeeds");
    assert!(response.attempts() == 2 && fake.elapsed() <= SECOND * 2 + TICK, "{:?}", fake.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_penalty_past_the_time_for_the_call_ends_it_with_the_time_to_come_back() {
    let cases: [(Headers, u64); 3] = [(LIMITED, 60), (&[], 30), (&[("retry-after", "55")], 55)];
    for (headers, seconds) in cases {
        let fake = limited_once(headers);
        let session = session(&fake).timeout(SECOND * 29).build().expect("a session");
        let error = settings(&session).delete_user_profile_image().await.expect_err("it ends at once");
        assert_eq!((fake.elapsed(), error.attempts(), error.kind()), (Duration::ZERO, 1, ErrorKind::Api));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)), "{error}");
        assert!(error.is_rate_limited() && error.is_retryable());
        let next = settings(&session).delete_user_profile_image().await.expect_err("the group is closed");
        assert_eq!((next.kind(), next.attempts()), (ErrorKind::RateLimit, 0), "{next}");
        assert_eq!((next.retry_after(), fake.sent().len()), (Some(Duration::from_secs(seconds)), 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_should_not_wait_gets_the_answer_at_once() {
    let fake = limited_once(&[("retry-after", "1")]);
    let session = session(&fake).rate_limiting(RateLimiting::Fail).build().expect("a session");
    let error = settings(&session).delete_user_profile_image().await.expect_err("it is refused");
    assert_eq!((error.kind(), error.attempts(), fake.elapsed()), (ErrorKind::Api, 1, Duration::ZERO));
    assert_eq!((error.is_rate_limited(), error.retry_after()), (true, Some(SECOND)));
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_the_day_ends_calls_of_its_group_without_sending_them() {
    let fake = Fake::new(|sent| match sent.index {
        0 => {
            let until = iso_date(5 * 3600);
            let headers = [
                ("x-ratelimit-category", "Light"),
                ("x-ratelimit-type", "Daily-limit"),
                ("x-ratelimit-limit", "60000"),
                ("x-ratelimit-remaining", "0"),
                ("retry-after", until.as_str()),
            ];
            Outcome::with(429, &headers, r#"{"code":429,"message":"daily limit"}"#)
        }
        _ => Outcome::json(200, "{}"),
    });
    let session = session(&fake).build().expect("a session");
    let light = || zoom(&session).unassign_calling_plan("u", "200");
    let is_five_hours = |wait: Option<Duration>| {
        wait.is_some_and(|wait| wait > Duration::from_secs(17_990) && wait <= Duration::from_secs(18_000))
    };
    let error = light().await.expect_err("the day's calls are used up");
    assert!(error.is_rate_limited() && error.attempts() == 1 && error.kind() == ErrorKind::Api, "{error}");
    assert!(is_five_hours(error.retry_after()), "{:?}", error.retry_after());
    for _ in 0..3 {
        let error = light().await.expect_err("the group is closed");
        assert!(error.kind() == ErrorKind::RateLimit && is_five_hours(error.retry_after()), "{error}");
    }
    assert_eq!((fake.sent().len(), fake.elapsed()), (1, Duration::ZERO));
    zoom(&session).list_phone_users().await.expect("another group is as free as ever");
    sleep(Duration::from_secs(5 * 3600 + 1)).await;
    light().await.expect("it is the next day");
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_idempotent_is_sent_again_as_the_server_has_not_acted() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::with(429, &[("retry-after", "3")], ""),
        _ => Outcome::status(204),
    });
    let session = session(&fake).build().expect("a session");
    let response = zoom(&session).update_user_profile("u").send().await.expect("the second attempt succeeds");
    assert_eq!((response.attempts(), fake.sent()[1].at), (2, SECOND * 3));
}

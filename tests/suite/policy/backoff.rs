//! When a call is tried again: full jitter, or as the server asks.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated_client::{ErrorKind, RateLimiting, RetryBudget, RetryPolicy};

use super::{MINUTE, SECOND, TICK, call, gaps, http_date, iso_date, odin, session, start, zoom};
use crate::fake::{Fake, Outcome};

const CALLS: usize = 300;

#[tokio::test(start_paused = true)]
async fn waits_are_spread_over_an_interval_that_doubles_up_to_a_cap() {
    let fake = Fake::new(|_| Outcome::status(500));
    let told: Arc<Mutex<Vec<(u32, Duration)>>> = Arc::default();
    let hook = Arc::clone(&told);
    let policy = RetryPolicy::new().with_attempts(7).with_backoff(2 * SECOND, 20 * SECOND);
    let session = session(&fake).retry_policy(policy).retry_budget(RetryBudget::unlimited());
    let session = session.rate_limiting(RateLimiting::Off).timeout(60 * MINUTE).on_attempt(move |attempt| {
        let waits = attempt.retry_in.map(|wait| (attempt.number, wait));
        hook.lock().expect("no panic under the lock").extend(waits);
    });
    let session = session.build().expect("a session");
    for ended in start(CALLS, |number| call(zoom(&session).phone_user(number.to_string()).send())).await {
        ended.await.expect("no panic").expect_err("no attempt succeeds");
    }
    let told = told.lock().expect("no panic under the lock").clone();
    for (number, most) in [(1, 2), (2, 4), (3, 8), (4, 16), (5, 20), (6, 20)] {
        let most = SECOND * most;
        let waits: Vec<Duration> = told.iter().filter(|(of, _)| *of == number).map(|(_, wait)| *wait).collect();
        assert_eq!(waits.len(), CALLS);
        assert!(waits.iter().all(|wait| *wait <= most), "no wait before attempt {number} is over {most:?}");
        for tenth in 0..10 {
            let is_here = |wait: &Duration| (most * tenth / 10..most * (tenth + 1) / 10).contains(wait);
            assert!(waits.iter().any(is_here), "waits before attempt {number} are spread over all of {most:?}");
        }
    }
    assert_told_is_done(&fake, &told);
}

/// What hooks were told is how long the calls have waited.
fn assert_told_is_done(fake: &Fake, told: &[(u32, Duration)]) {
    let mut by_call: BTreeMap<String, Vec<_>> = BTreeMap::new();
    fake.sent().into_iter().for_each(|sent| by_call.entry(sent.url.clone()).or_default().push(sent));
    let waited: Duration = by_call.values().flat_map(|sent| gaps(sent)).sum();
    let told: Duration = told.iter().map(|(_, wait)| *wait).sum();
    assert!(waited >= told && waited <= told + TICK * 6 * CALLS as u32, "{waited:?} is not {told:?}");
}

/// When the second request was sent after an answer with this `Retry-After`.
async fn second_at(retry_after: String, policy: RetryPolicy) -> Duration {
    let fake = Fake::new(move |sent| match sent.index {
        0 => Outcome::with(503, &[("retry-after", &retry_after)], ""),
        _ => Outcome::json(200, r#"{"userId":"u"}"#),
    });
    let session = session(&fake).retry_policy(policy).timeout(10 * MINUTE).build().expect("a session");
    odin(&session).get_user_service_settings("u").send().await.expect("the second attempt succeeds").attempts();
    fake.sent()[1].at
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_obeyed_in_each_form() {
    let policy = RetryPolicy::new().with_backoff(SECOND, SECOND).with_longest_retry_after(2 * MINUTE);
    let cases = [
        ("7".to_owned(), 7, 7),
        ("0".to_owned(), 0, 0),
        ("120".to_owned(), 120, 120),
        (http_date(40), 38, 40),
        (iso_date(40), 38, 40),
        (iso_date(40).replace('Z', ".000Z"), 38, 40),
        (iso_date(40 + 7200).replace('Z', "+02:00"), 38, 40),
        (http_date(-40), 0, 0),
        (iso_date(-40), 0, 0),
    ];
    for (text, least, most) in cases {
        let at = second_at(text.clone(), policy).await;
        assert!(at >= SECOND * least && at <= SECOND * most + TICK, "{text}: {at:?}");
    }
    for text in ["soon", "-5", "1.5", "", "2026-13-45T99:99:99Z", "Thu, 99 Jan 2026 00:00:00 GMT"] {
        let at = second_at(text.to_owned(), policy).await;
        assert!(at <= SECOND + TICK, "{text:?} says nothing, so that jitter decides: {at:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_over_the_cap_ends_the_call_with_the_time_to_come_back() {
    let cases = [("61".to_owned(), 61, 61), ("86400".to_owned(), 86_400, 86_400), (http_date(7200), 7198, 7200)];
    for (text, least, most) in cases {
        for status in [429, 503] {
            let text = text.clone();
            let fake = Fake::new(move |_| Outcome::with(status, &[("retry-after", &text)], ""));
            let session = session(&fake).timeout(48 * 60 * MINUTE).build().expect("a session");
            let error = odin(&session).get_user_service_settings("u").await.expect_err("it ends at once");
            assert_eq!((fake.elapsed(), error.attempts(), error.kind()), (Duration::ZERO, 1, ErrorKind::Api));
            let after = error.retry_after().expect("it says when");
            assert!(after >= SECOND * least && after <= SECOND * most, "{after:?}");
            let end = "; not tried again, as the server asks to wait longer than the policy does";
            assert!(error.to_string().ends_with(end), "{error}");
        }
    }
    let at = second_at("60".to_owned(), RetryPolicy::new()).await;
    assert_eq!(at, MINUTE, "the cap itself is waited for");
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_past_the_time_for_the_call_ends_it_at_once() {
    let fake = Fake::new(|_| Outcome::with(503, &[("retry-after", "40")], ""));
    let session = session(&fake).build().expect("a session");
    let operation = odin(&session).get_user_service_settings("u").with_timeout(SECOND * 30);
    let error = operation.await.expect_err("it ends at once");
    assert_eq!((fake.elapsed(), error.attempts(), error.retry_after()), (Duration::ZERO, 1, Some(SECOND * 40)));
    let end = "; not tried again, as the time for the call would end before";
    assert!(error.to_string().ends_with(end), "{error}");
}

#[tokio::test(start_paused = true)]
async fn waits_beyond_all_time_do_no_harm() {
    let endless = RetryPolicy::new().with_backoff(Duration::MAX, Duration::MAX);
    let policy = endless.with_longest_retry_after(Duration::MAX).with_attempts(u32::MAX);
    for retry_after in ["99999999999999999999", "soon"] {
        for timeout in [MINUTE, Duration::MAX] {
            let fake = Fake::new(move |sent| match sent.index {
                0..9 => Outcome::with(503, &[("retry-after", "0")], ""),
                _ => Outcome::with(503, &[("retry-after", retry_after)], ""),
            });
            let session = session(&fake).retry_policy(policy).timeout(timeout).build().expect("a session");
            let error = odin(&session).get_user_service_settings("u").await.expect_err("it ends");
            assert!(error.to_string().contains("the time for the call would end before"), "{error}");
        }
    }
}

//! Quotas are corrected by what answers tell of them, within reason.

use std::time::Duration;

use generated_client::{RateLimiting, Session};
use tokio::time::sleep;

use super::{Call, MINUTE, SECOND, TICK, call, most_within, patient, session, settings, start, succeed, zoom};
use crate::fake::{Fake, Outcome, Sent};

/// RingCentral's headers.
fn state<'a>(group: &'a str, limit: &'a str, remaining: &'a str) -> [(&'static str, &'a str); 4] {
    [
        ("x-rate-limit-group", group),
        ("x-rate-limit-limit", limit),
        ("x-rate-limit-remaining", remaining),
        ("x-rate-limit-window", "60"),
    ]
}

fn medium(session: &Session) -> Call {
    call(settings(session).delete_user_profile_image().send())
}

fn light(session: &Session) -> Call {
    call(settings(session).read_extension_caller_id().send())
}

/// Answers the first request with these headers, the others without.
fn told_once(headers: &'static [(&'static str, &'static str)]) -> Fake {
    Fake::new(move |sent| Outcome::with(200, if sent.index == 0 { headers } else { &[] }, "{}"))
}

#[tokio::test(start_paused = true)]
async fn a_lower_limit_is_kept_however_the_group_is_written() {
    for group in ["Medium", "medium", "MEDIUM"] {
        let fake = Fake::new(move |_| Outcome::with(204, &state(group, "5", "3"), ""));
        let session = patient(&fake);
        medium(&session).await.expect("it succeeds");
        succeed(20, |_| medium(&session)).await;
        assert_eq!(most_within(MINUTE, &fake.sent()), 5, "{group}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_higher_limit_is_used() {
    let fake = Fake::new(|_| Outcome::with(204, &state("medium", "70", "69"), ""));
    let session = patient(&fake);
    medium(&session).await.expect("it succeeds");
    succeed(69, |_| medium(&session)).await;
    assert_eq!(fake.elapsed(), Duration::ZERO);
    medium(&session).await.expect("it succeeds");
    assert_eq!(most_within(MINUTE, &fake.sent()), 70);
}

#[tokio::test(start_paused = true)]
async fn another_window_is_taken_over() {
    let headers = |sent: &Sent| match sent.index {
        0 => Outcome::with(204, &[("x-rate-limit-limit", "4"), ("x-rate-limit-window", "10")], ""),
        _ => Outcome::status(204),
    };
    let fake = Fake::new(headers);
    let session = patient(&fake);
    medium(&session).await.expect("it succeeds");
    succeed(12, |_| medium(&session)).await;
    assert_eq!(most_within(SECOND * 10, &fake.sent()), 4);
    assert!(fake.elapsed() <= SECOND * 31);
}

#[tokio::test(start_paused = true)]
async fn calls_of_others_hold_back_until_answers_say_that_there_is_room() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::with(204, &state("medium", "40", "0"), "").after(SECOND),
        1 => Outcome::with(204, &state("medium", "40", "2"), "").after(SECOND * 5),
        _ => Outcome::status(204),
    });
    let session = patient(&fake);
    let first = start(2, |_| medium(&session)).await;
    sleep(SECOND * 2).await;
    succeed(3, |_| medium(&session)).await;
    let at: Vec<u64> = fake.sent().iter().map(|sent| sent.at.as_secs()).collect();
    assert_eq!(at[..4], [0, 0, 5, 5], "two pass when there is room for two");
    assert!(at[4] >= 60, "the third when calls have left the window: {at:?}");
    for call in first {
        call.await.expect("no panic").expect("it succeeds");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_left_lasts_no_longer_than_the_window() {
    let fake = told_once(&[
        ("x-rate-limit-group", "medium"),
        ("x-rate-limit-limit", "40"),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-window", "60"),
    ]);
    let session = patient(&fake);
    medium(&session).await.expect("it succeeds");
    let operation = settings(&session).delete_user_profile_image().with_rate_limiting(RateLimiting::Fail);
    let error = operation.await.expect_err("others have used the group up");
    assert_eq!(error.retry_after(), Some(MINUTE), "{error}");
    succeed(1, |_| light(&session)).await;
    assert_eq!(fake.elapsed(), Duration::ZERO, "another group is as free as ever");
    medium(&session).await.expect("it succeeds");
    assert!(fake.sent()[2].at >= MINUTE && fake.sent()[2].at <= MINUTE + SECOND + TICK);
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_name_another_group_of_the_service() {
    let fake = told_once(&[
        ("x-rate-limit-group", "medium"),
        ("x-rate-limit-limit", "40"),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-window", "60"),
    ]);
    let session = patient(&fake);
    light(&session).await.expect("it succeeds");
    light(&session).await.expect("it succeeds");
    assert_eq!(fake.elapsed(), Duration::ZERO);
    medium(&session).await.expect("it succeeds");
    assert!(fake.elapsed() >= MINUTE, "its own calls are not the only ones that count");
}

#[tokio::test(start_paused = true)]
async fn a_group_that_nobody_knows_is_the_one_of_the_call() {
    let fake = Fake::new(|_| Outcome::with(204, &state("medium-v2", "3", "1"), ""));
    let session = patient(&fake);
    medium(&session).await.expect("it succeeds");
    succeed(9, |_| medium(&session)).await;
    assert_eq!(most_within(MINUTE, &fake.sent()), 3);
}

#[tokio::test(start_paused = true)]
async fn zooms_headers_are_understood() {
    let headers: &[_] =
        &[("x-ratelimit-category", "Light"), ("x-ratelimit-limit", "3"), ("x-ratelimit-remaining", "2")];
    let fake = told_once(headers);
    let session = patient(&fake);
    succeed(1, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
    succeed(9, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
    assert_eq!(most_within(SECOND, &fake.sent()), 3);
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_the_day_is_not_taken_for_that_of_a_second() {
    let headers: &[_] = &[
        ("x-ratelimit-category", "Light"),
        ("x-ratelimit-type", "Daily-limit"),
        ("x-ratelimit-limit", "60000"),
        ("x-ratelimit-remaining", "59999"),
    ];
    let fake = told_once(headers);
    let session = patient(&fake);
    succeed(1, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
    succeed(100, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
    assert_eq!(most_within(SECOND, &fake.sent()), 20);
}

#[tokio::test(start_paused = true)]
async fn responses_and_errors_show_the_state() {
    let fake =
        Fake::new(|sent| Outcome::with(if sent.index == 0 { 204 } else { 404 }, &state("medium", "40", "7"), ""));
    let session = patient(&fake);
    let response = settings(&session).delete_user_profile_image().send().await.expect("it succeeds");
    let error = settings(&session).delete_user_profile_image().await.expect_err("it is not found");
    for state in [response.rate_limit(), error.rate_limit()] {
        let state = state.expect("the headers are there");
        assert_eq!((state.group.as_deref(), state.limit, state.remaining), (Some("medium"), Some(40), Some(7)));
        assert_eq!(state.window, Some(MINUTE));
    }
}

/// What a header may hold that is no number, or not a good one.
const HOSTILE: [&str; 11] = [
    "",
    "0",
    "-1",
    "1e9",
    "0x10",
    "many",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "\u{661}\u{662}",
    "60, 60",
];

#[tokio::test(start_paused = true)]
async fn hostile_values_neither_break_calls_nor_hold_them_for_long() {
    let names = ["limit", "remaining", "window", "reset", "group", "type", "category"];
    for (name, prefix) in names.iter().flat_map(|name| [(name, "x-rate-limit-"), (name, "x-ratelimit-")]) {
        for value in HOSTILE {
            let header = format!("{prefix}{name}");
            let fake = Fake::new(move |_| {
                let others = state("medium", "40", "39").into_iter().filter(|(other, _)| *other != header);
                let headers: Vec<_> = others.chain([(header.as_str(), value)]).collect();
                Outcome::with(204, &headers, "")
            });
            let session = patient(&fake);
            for _ in 0..4 {
                medium(&session).await.expect("it succeeds");
            }
            assert!(fake.elapsed() <= MINUTE * 4, "{prefix}{name}: {value} held calls for {:?}", fake.elapsed());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn made_up_groups_lift_no_limit() {
    let fake = Fake::new(|sent| Outcome::with(200, &[("x-rate-limit-group", &format!("group {}", sent.index))], "{}"));
    let session = session(&fake).timeout(MINUTE * 600).build().expect("a session");
    for _ in 0..3000 {
        medium(&session).await.expect("it succeeds");
    }
    assert_eq!(most_within(MINUTE, &fake.sent()), 40);
    sleep(MINUTE * 2).await;
    let before = fake.elapsed();
    succeed(40, |_| light(&session)).await;
    assert_eq!(fake.elapsed(), before, "other groups are as free as ever");
}

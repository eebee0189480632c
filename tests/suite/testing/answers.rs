//! What a fake answers, and when.

use std::time::Duration;

use generated_client::testing::{Answer, Fake, Recorded};
use generated_client::zoom_phone_users::models::PhoneUserProfile;
use generated_client::zoom_phone_users::operations::{ListPhoneUsers, PhoneUser};
use generated_client::{ErrorKind, RetryPolicy, auth, json, zoom_phone_users};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::zoom;

/// Asks for a user and gives its email.
async fn email(fake: &Fake) -> Option<String> {
    zoom(fake).phone_user("u").await.expect("an answer").email
}

fn user(email: &str) -> Answer {
    Answer::json(format!(r#"{{"email": "{email}"}}"#))
}

#[tokio::test]
async fn answers_are_given_in_turn_and_the_last_one_stays() {
    let fake = Fake::new().on("phoneUser", user("a")).on("phoneUser", user("b")).on("listPhoneUsers", user("x"));
    for expected in ["a", "b", "b", "b"] {
        assert_eq!(email(&fake).await.as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn an_answer_that_is_added_later_takes_the_place_of_one_that_was_given() {
    let fake = Fake::new().on(PhoneUser::OPERATION.id(), user("a"));
    assert_eq!(email(&fake).await.as_deref(), Some("a"));
    fake.on("phoneUser", user("b")).on("phoneUser", user("c"));
    for expected in ["b", "c", "c"] {
        assert_eq!(email(&fake).await.as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn an_answer_may_be_made_of_the_call() {
    let count = |fake: &Fake| fake.calls_of("phoneUser").len();
    let asked = Fake::new();
    let inside = asked.clone();
    let fake = asked.on("phoneUser", user("first")).on_call("phoneUser", move |call: &Recorded| {
        let last = call.path().rsplit('/').next().map(str::to_owned).unwrap_or_default();
        user(&format!("{last}-{}", count(&inside)))
    });
    assert_eq!(email(&fake).await.as_deref(), Some("first"));
    let zoom = zoom(&fake);
    assert_eq!(zoom.phone_user("ada").await.expect("an answer").email.as_deref(), Some("ada-2"));
    assert_eq!(zoom.phone_user("a b").await.expect("an answer").email.as_deref(), Some("a%20b-3"));
}

#[tokio::test]
async fn a_model_is_answered_as_its_service_would_send_it() {
    let mut profile: PhoneUserProfile = json::from_str(r#"{"id": "1", "email": "a", "new": [1]}"#).expect("a profile");
    profile.email = Some("b".to_owned());
    let fake = Fake::new().on("phoneUser", Answer::model(&profile));
    let answer = zoom(&fake).phone_user("1").send().await.expect("an answer");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(*answer.body(), profile, "what no document names included");
}

#[tokio::test]
async fn a_refusal_has_its_status_headers_and_body() {
    let refusal = Answer::json(r#"{"code": 300, "message": "No."}"#).with_status(429).with_header("retry-after", "3");
    let fake = Fake::new().on("phoneUser", refusal);
    let error = zoom(&fake).phone_user("u").await.expect_err("a refusal");
    assert!(error.is_rate_limited() && error.attempts() == 1, "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    assert_eq!(PhoneUser::error_body(&error).and_then(|body| body.code), Some(300));
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_take_its_time() {
    let fake = Fake::new().on("phoneUser", user("a").after(Duration::from_secs(20)));
    let started = Instant::now();
    email(&fake).await;
    assert_eq!(started.elapsed().as_secs(), 20);
    let error = zoom(&fake).phone_user("u").with_timeout(Duration::from_secs(19)).await.expect_err("it is late");
    assert!(error.is_timeout(), "{error}");
    fake.assert_called("phoneUser", 2);
}

#[tokio::test(start_paused = true)]
async fn connections_fail_before_or_behind_the_request() {
    let cases = [(Answer::no_connection(), false, 3, 3), (Answer::lost_connection(), true, 3, 1)];
    for (answer, may_have_acted, reads, writes) in cases {
        let fake = Fake::new().on("phoneUser", answer.clone()).on("batchAddUsers", answer);
        let builder = || fake.builder().auth(auth::Bearer::new("t"));
        let error = zoom(&fake).phone_user("u").await.expect_err("no connection");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "nothing is tried again unless asked");
        assert_eq!(error.may_have_reached_server(), may_have_acted, "{error}");
        fake.take_calls();

        let patient = builder().retry_policy(RetryPolicy::new().with_attempts(3)).build().expect("a session");
        let zoom = zoom_phone_users::Client::new(patient);
        zoom.phone_user("u").await.expect_err("no connection");
        zoom.batch_add_users().await.expect_err("no connection");
        fake.assert_called("phoneUser", reads);
        fake.assert_called("batchAddUsers", writes);
    }
}

#[tokio::test(start_paused = true)]
async fn an_operation_without_an_answer_is_an_error_that_names_those_with_one() {
    let fake = Fake::new().on("listPhoneUsers", Answer::json("{}")).on("listUsers", Answer::json("{}"));
    let patient = fake.builder().auth(auth::Bearer::new("t")).retry_policy(RetryPolicy::new());
    let zoom = zoom_phone_users::Client::new(patient.build().expect("a session"));
    let error = zoom.phone_user("u").await.expect_err("there is no answer");
    let words = r#"the fake has no answer for `phoneUser`; it has one for ["listPhoneUsers", "listUsers"]"#;
    assert!(error.to_string().ends_with(words), "{error}");
    assert!(!error.is_retryable() && !error.may_have_reached_server(), "{error}");
    fake.assert_calls(&["phoneUser"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_at_once_are_answered_in_the_order_in_which_they_are_recorded() {
    let fake = Fake::new();
    for number in 0..200 {
        fake.on(ListPhoneUsers::OPERATION.id(), Answer::json(format!(r#"{{"total_records": {number}}}"#)));
    }
    let mut calls = JoinSet::new();
    for caller in 0..200_usize {
        let zoom = zoom(&fake);
        calls.spawn(async move {
            let answer = zoom.list_phone_users().with_query("caller", caller.to_string()).await.expect("an answer");
            (caller, answer.total_records.expect("a number"))
        });
    }
    let numbers = calls.join_all().await;
    let recorded = fake.calls();
    assert_eq!(recorded.len(), 200);
    for (caller, number) in numbers {
        let at = usize::try_from(number).expect("a number of a call");
        assert_eq!(recorded[at].query("caller"), Some(&*caller.to_string()));
    }
}

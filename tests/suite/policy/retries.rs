//! Which calls are tried again, and after what.

use std::time::Duration;

use generated_client::odin_user_services::models::{TokenRequest, UserServiceSettings};
use generated_client::transport::Reach;
use generated_client::{Error, ErrorKind, Method, RetryBudget, RetryPolicy, Session, auth, zoom_phone_users};

use super::{Ending, MINUTE, Start, call, odin, session, zoom};
use crate::fake::{Fake, Outcome};

/// Operations that may be sent twice, by their method.
const IDEMPOTENT: [(&str, Start); 4] = [
    ("Zoom GET", |session| call(zoom(session).phone_user("u").send())),
    ("Zoom PUT", |session| call(zoom(session).update_calling_plan("u").send())),
    ("Zoom DELETE", |session| call(zoom(session).unassign_calling_plan("u", "200").send())),
    ("ODIN PUT", |session| call(odin(session).put_user_service_settings(UserServiceSettings::new("u")).send())),
];

/// Operations that may not, by their method or by `x-idempotent`, and a path that no document names.
const OTHERS: [(&str, Start); 5] = [
    ("Zoom POST", |session| call(zoom(session).batch_add_users().send())),
    ("Zoom PATCH", |session| call(zoom(session).update_user_profile("u").send())),
    ("ODIN POST", |session| call(odin(session).create_token(TokenRequest::new("user", "password")).send())),
    ("ODIN PUT that is not idempotent", |session| call(odin(session).refresh_token().send())),
    ("PATCH of a path", |session| call(zoom(session).request(Method::Patch, "/phone/new").send())),
];

/// With three attempts, and more time than they take.
fn three_attempts(fake: &Fake) -> Session {
    let policy = RetryPolicy::new().with_attempts(3);
    session(fake).retry_policy(policy).timeout(MINUTE * 10).build().expect("a session")
}

/// Makes each call against what always ends in the same way, and counts how often it was sent.
async fn assert_attempts(outcome: Ending, calls: &[(&str, Start)], expected: usize) {
    for (name, call) in calls {
        let fake = Fake::new(move |_| outcome());
        let error = call(&three_attempts(&fake)).await.expect_err("no attempt succeeds");
        assert_eq!(fake.sent().len(), expected, "{name}: {error}");
        assert_eq!(error.attempts() as usize, expected, "{name}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_status_and_the_operation_decide() {
    macro_rules! cases {
        ($($status:literal: $idempotent:literal, $other:literal;)*) => {
            $(
                assert_attempts(|| Outcome::status($status), &IDEMPOTENT, $idempotent).await;
                assert_attempts(|| Outcome::status($status), &OTHERS, $other).await;
            )*
        };
    }
    cases! {
        400: 1, 1;
        401: 1, 1;
        403: 1, 1;
        404: 1, 1;
        408: 3, 1;
        409: 1, 1;
        410: 1, 1;
        422: 1, 1;
        429: 3, 3;
        500: 3, 1;
        501: 1, 1;
        502: 3, 1;
        503: 3, 1;
        504: 3, 1;
        505: 1, 1;
        302: 1, 1;
        304: 1, 1;
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_is_tried_again_where_that_does_no_harm() {
    assert_attempts(|| Outcome::Fails(Reach::Never), &IDEMPOTENT, 3).await;
    assert_attempts(|| Outcome::Fails(Reach::Never), &OTHERS, 3).await;
    assert_attempts(|| Outcome::Fails(Reach::Perhaps), &IDEMPOTENT, 3).await;
    assert_attempts(|| Outcome::Fails(Reach::Perhaps), &OTHERS, 1).await;
    assert_attempts(|| Outcome::Hangs, &IDEMPOTENT, 3).await;
    assert_attempts(|| Outcome::Hangs, &OTHERS, 1).await;
}

#[tokio::test(start_paused = true)]
async fn an_idempotent_call_is_tried_again_after_a_server_error() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::with(503, &[("retry-after", "7")], ""),
        1 => Outcome::status(500),
        _ => Outcome::json(200, "{}"),
    });
    let session = Session::builder().auth(auth::Bearer::new("token")).transport(fake.clone());
    let policy = RetryPolicy::new().with_backoff(Duration::from_secs(1), Duration::from_secs(1));
    let client = zoom_phone_users::Client::new(session.retry_policy(policy).build().expect("a session"));
    let response = client.list_phone_users().send().await.expect("the third attempt succeeds");
    assert_eq!(response.attempts(), 3);
    let sent = fake.sent();
    assert_eq!(sent[1].at, Duration::from_secs(7), "as `Retry-After` says");
    assert!(sent[2].at <= Duration::from_secs(8), "at most a second of backoff");
}

#[tokio::test(start_paused = true)]
async fn the_policy_of_a_call_goes_before_that_of_the_session() {
    let (never, twice) = (RetryPolicy::never(), RetryPolicy::new().with_attempts(2));
    let none = RetryPolicy::new().with_attempts(0);
    let cases = [
        ("default", None, None, 5),
        ("session's", Some(twice), None, 2),
        ("call's", Some(twice), Some(never), 1),
        ("call's, more", Some(never), Some(twice), 2),
        ("at least once", None, Some(none), 1),
    ];
    for (name, of_session, of_call, expected) in cases {
        let fake = Fake::new(|_| Outcome::status(500));
        let session = session(&fake).timeout(MINUTE * 10).retry_policy(of_session.unwrap_or_default());
        let operation = zoom(&session.build().expect("a session")).phone_user("u");
        let operation = match of_call {
            Some(policy) => operation.with_retry_policy(policy),
            None => operation,
        };
        let error = operation.await.expect_err("no attempt succeeds");
        assert_eq!((fake.sent().len(), error.attempts()), (expected, expected as u32), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_caller_may_say_that_all_calls_can_be_repeated() {
    let policy = RetryPolicy::new().with_attempts(2).repeating_all();
    let cases = [(500, 2), (408, 2), (429, 2), (400, 1), (501, 1)];
    for (status, expected) in cases {
        let fake = Fake::new(move |_| Outcome::status(status));
        let session = session(&fake).retry_policy(policy).build().expect("a session");
        let error = zoom(&session).batch_add_users().await.expect_err("no attempt succeeds");
        assert_eq!((fake.sent().len(), error.attempts()), (expected, expected as u32), "{status}");
    }
    let fake = Fake::new(|_| Outcome::Fails(Reach::Perhaps));
    let session = session(&fake).retry_policy(policy).build().expect("a session");
    let request = zoom(&session).request(Method::Post, "/phone/new").retry_policy(RetryPolicy::never());
    request.send().await.expect_err("the only attempt fails");
    assert_eq!(fake.sent().len(), 1, "the request has its own policy");
    zoom(&session).request(Method::Post, "/phone/new").send().await.expect_err("no attempt succeeds");
    assert_eq!(fake.sent().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_decode_ends_the_call() {
    for body in ["{", "[]", "{\"id\": 5"] {
        let fake = Fake::new(move |_| Outcome::json(200, body));
        let error = zoom(&three_attempts(&fake)).phone_user("u").await.expect_err("it does not decode");
        assert_eq!((error.kind(), error.attempts(), fake.sent().len()), (ErrorKind::Decode, 1, 1), "{body}");
    }
}

/// Ends the attempts of an idempotent call in order, the last one for good.
async fn ended_by(outcomes: Vec<Ending>) -> Error {
    let fake = Fake::new(move |sent| outcomes[sent.index.min(outcomes.len() - 1)]());
    let policy = RetryPolicy::new().with_attempts(3);
    let session = session(&fake).retry_policy(policy).retry_budget(RetryBudget::unlimited());
    let session = session.timeout(MINUTE * 10).build().expect("a session");
    zoom(&session).phone_user("u").await.expect_err("no attempt succeeds")
}

#[tokio::test(start_paused = true)]
async fn what_any_attempt_may_have_done_counts() {
    let never: Ending = || Outcome::Fails(Reach::Never);
    let perhaps: Ending = || Outcome::Fails(Reach::Perhaps);
    let limited: Ending = || Outcome::status(429);
    let broken: Ending = || Outcome::status(503);
    let hangs: Ending = || Outcome::Hangs;
    let cases = [
        ("never", vec![never], false),
        ("perhaps", vec![perhaps], true),
        ("limited, then never", vec![limited, never], false),
        ("perhaps, then never", vec![perhaps, never], true),
        ("broken, then never", vec![never, broken, never], true),
        ("took too long, then never", vec![hangs, never], true),
        ("never, then perhaps", vec![never, perhaps], true),
    ];
    for (name, outcomes, expected) in cases {
        let error = ended_by(outcomes).await;
        assert_eq!(error.attempts(), 3, "{name}");
        assert_eq!(error.may_have_reached_server(), expected, "{name}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn errors_say_in_one_line_how_often_a_call_was_tried() {
    let cases: [(Ending, &str); 4] = [
        (|| Outcome::status(404), "phoneUser: server answered 404 Not Found"),
        (|| Outcome::status(503), "phoneUser: server answered 503 Service Unavailable, after 3 attempts"),
        (|| Outcome::Fails(Reach::Never), "phoneUser: connection failed: the connection failed, after 3 attempts"),
        (|| Outcome::Hangs, "phoneUser: timed out: no answer within 30s, after 3 attempts"),
    ];
    for (outcome, expected) in cases {
        assert_eq!(ended_by(vec![outcome]).await.to_string(), expected);
    }
    let error = ended_by(vec![|| Outcome::with(503, &[("x-zm-trackingid", "v=2;\u{a0}\tevil")], "secret\n")]).await;
    let text = error.to_string();
    assert!(!text.contains(['\n', '\r', '\t']) && !text.contains("secret"), "{text:?}");
}

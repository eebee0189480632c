//! What can be watched: hooks, spans and the user agent, none of which shows a secret.

mod recorder;

use std::sync::{Arc, Mutex};

use generated_client::odin_user_services::models::TokenRequest;
use generated_client::transport::Reach;
use generated_client::{ErrorKind, Method, RetryPolicy, Session, auth};

use self::recorder::Recorder;
use super::{MINUTE, SECOND, TICK, odin, session, zoom};
use crate::fake::{Fake, Outcome};

/// What must show nowhere: it is in the token, the query, the body and the headers of calls, and in answers.
const SECRET: &str = "hunter2";

/// What a hook has seen of an attempt, and how it printed.
#[derive(Clone, Debug)]
struct Seen {
    text: String,
    number: u32,
    status: Option<u16>,
    error: Option<ErrorKind>,
    seconds: u64,
    waits: bool,
}

/// A session with a hook.
fn watched(fake: &Fake, token: &str) -> (Session, Arc<Mutex<Vec<Seen>>>) {
    let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
    let hook = Arc::clone(&seen);
    let policy = RetryPolicy::new().with_backoff(SECOND, SECOND);
    let session = session(fake).auth(auth::Bearer::new(token)).retry_policy(policy).timeout(10 * MINUTE);
    let session = session.on_attempt(move |attempt| {
        hook.lock().expect("no panic under the lock").push(Seen {
            text: format!("{attempt:?}"),
            number: attempt.number,
            status: attempt.status.map(|status| status.as_u16()),
            error: attempt.error.map(generated_client::Error::kind),
            seconds: attempt.duration.as_secs(),
            waits: attempt.retry_in.is_some(),
        });
    });
    (session.build().expect("a session"), seen)
}

#[tokio::test(start_paused = true)]
async fn hooks_see_each_attempt() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::status(503).after(SECOND * 2),
        1 => Outcome::Fails(Reach::Perhaps).after(SECOND),
        2 => Outcome::Hangs,
        _ => Outcome::json(200, "{}").after(SECOND * 4),
    });
    let (session, seen) = watched(&fake, "token");
    zoom(&session).phone_user_settings("u").send().await.expect("the fourth attempt succeeds");
    let seen = seen.lock().expect("no panic under the lock").clone();
    let got: Vec<_> =
        seen.iter().map(|seen| (seen.number, seen.status, seen.error, seen.seconds, seen.waits)).collect();
    let expected = [
        (1, Some(503), None, 2, true),
        (2, None, Some(ErrorKind::Transport), 1, true),
        (3, None, Some(ErrorKind::Timeout), 30, true),
        (4, Some(200), None, 4, false),
    ];
    assert_eq!(got, expected);
    let named = |seen: &Seen| {
        ["phoneUserSettings", "GET", "https://api.zoom.us"]
            .iter()
            .all(|part| seen.text.contains(&format!("\"{part}\"")))
    };
    assert!(seen.iter().all(named), "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn hooks_are_told_when_the_next_attempt_is() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::with(503, &[("retry-after", "7")], ""),
        1 => Outcome::status(429),
        _ => Outcome::status(204),
    });
    let waits: Arc<Mutex<Vec<_>>> = Arc::default();
    let hook = Arc::clone(&waits);
    let session = session(&fake).timeout(10 * MINUTE).on_attempt(move |attempt| {
        hook.lock().expect("no panic under the lock").push(attempt.retry_in);
    });
    let session = session.build().expect("a session");
    super::settings(&session).delete_user_profile_image().await.expect("the third attempt succeeds");
    let (waits, gaps) = (waits.lock().expect("no panic under the lock").clone(), super::gaps(&fake.sent()));
    assert_eq!(waits.len(), 3);
    assert_eq!((waits[0], waits[2]), (Some(SECOND * 7), None));
    assert!(waits[1].is_some_and(|wait| wait <= gaps[1] && gaps[1] <= wait + TICK), "{waits:?} {gaps:?}");
}

/// Calls with a secret in each place that has room for one, one of which fails in each way.
async fn call_with_secrets(session: &Session) {
    let body = TokenRequest::new(SECRET, SECRET);
    let with_query = odin(session).create_token(body).with_query("access_token", SECRET).with_header("x-key", SECRET);
    with_query.await.expect_err("no attempt succeeds");
    let path = format!("/phone/new?key={SECRET}");
    let request = zoom(session).request(Method::Get, path).query("secret", SECRET).bytes("text/plain", SECRET);
    request.send().await.expect_err("no attempt succeeds");
    zoom(session).list_phone_users().next_page_token(SECRET).await.expect_err("no attempt succeeds");
}

/// Answers in each way that fails, with secrets.
fn failing() -> Fake {
    Fake::new(|sent| match sent.index % 4 {
        3 if sent.url.contains("/phone/new") => Outcome::json(400, SECRET),
        0 => Outcome::with(503, &[("x-token", SECRET), ("set-cookie", SECRET)], SECRET),
        1 => Outcome::Fails(Reach::Never),
        2 => Outcome::Hangs,
        _ => Outcome::json(200, "\"hunter2\""),
    })
}

#[tokio::test(start_paused = true)]
async fn hooks_see_no_secret() {
    let fake = failing();
    let (session, seen) = watched(&fake, SECRET);
    call_with_secrets(&session).await;
    let seen = seen.lock().expect("no panic under the lock").clone();
    assert!(seen.len() > 5 && seen.len() == fake.sent().len(), "{seen:?}");
    assert!(seen.iter().all(|seen| !seen.text.contains(SECRET)), "{seen:?}");
    assert!(!format!("{session:?}").contains(SECRET));
}

#[tokio::test(start_paused = true)]
async fn spans_tell_of_calls_and_attempts() {
    let recorder = Recorder::default();
    let _guard = recorder.listen();
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::status(503).after(SECOND * 2),
        1 => Outcome::Fails(Reach::Perhaps).after(SECOND),
        _ => Outcome::json(200, "{}").after(SECOND * 3),
    });
    let (session, _) = watched(&fake, "token");
    zoom(&session).phone_user_settings("u").send().await.expect("the third attempt succeeds");
    let spans = recorder.spans();
    assert_eq!(spans.iter().map(|span| span.name).collect::<Vec<_>>(), ["call", "attempt", "attempt", "attempt"]);
    let call = &spans[0];
    assert_eq!(call.fields["operation"], "phoneUserSettings");
    assert_eq!((&*call.fields["method"], &*call.fields["origin"]), ("GET", "https://api.zoom.us"));
    let expected = [("1", Some("503"), "2000", false), ("2", None, "1000", true), ("3", Some("200"), "3000", false)];
    for (span, (number, status, duration, fails)) in spans[1..].iter().zip(expected) {
        assert_eq!(span.parent, Some("call"), "{span:?}");
        assert_eq!(span.fields["operation"], "phoneUserSettings");
        assert_eq!((&*span.fields["number"], &*span.fields["duration_ms"]), (number, duration));
        assert_eq!(span.fields.get("status").map(String::as_str), status);
        assert_eq!(span.fields.contains_key("error"), fails, "{span:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn spans_hold_no_secret() {
    let recorder = Recorder::default();
    let _guard = recorder.listen();
    let fake = failing();
    let (session, _) = watched(&fake, SECRET);
    call_with_secrets(&session).await;
    let text = recorder.text();
    assert!(text.contains("createToken") && text.contains("GET /phone/new") && text.contains("503"), "{text}");
    assert!(!text.contains(SECRET), "{text}");
}

#[tokio::test(start_paused = true)]
async fn the_user_agent_names_the_crate_and_the_application() {
    let own = concat!("generated-client/", env!("CARGO_PKG_VERSION"));
    let cases = [(None, own.to_owned()), (Some("my-app/1.2"), format!("{own} my-app/1.2"))];
    for (suffix, expected) in cases {
        let fake = Fake::new(|_| Outcome::status(204));
        let session = match suffix {
            Some(suffix) => session(&fake).user_agent_suffix(suffix),
            None => session(&fake),
        };
        let session = session.build().expect("a session");
        zoom(&session).unassign_calling_plan("u", "200").await.expect("it succeeds");
        zoom(&session).request(Method::Get, "/phone/new").send().await.expect("it succeeds");
        for sent in fake.sent() {
            assert_eq!(sent.header("user-agent"), Some(expected.as_str()));
        }
    }
    for bad in ["a\r\nx-evil: 1", "a\0b", "\u{7f}"] {
        let fake = Fake::new(|_| Outcome::status(204));
        let error = session(&fake).user_agent_suffix(bad).build().expect_err("it cannot be in a header");
        assert_eq!(error.kind(), ErrorKind::Build, "{error}");
    }
}

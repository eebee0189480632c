//! Bodies of calls that are tried again: the same bytes each time, or but one attempt.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use generated_client::auth::{Auth, AuthRequest, Credentials};
use generated_client::ringcentral_user_settings::models::ProfileImageReplacementForm;
use generated_client::transport::{BoxFuture, Reach};
use generated_client::zoom_phone_users::models::UpdateCallingPlanRequest;
use generated_client::{ErrorKind, Method, Part, Result, RetryPolicy, Session, Upload};

use super::{Ending, MINUTE, SECOND, session, settings, zoom};
use crate::fake::{Fake, Outcome, Sent};

/// A stream of two pieces.
struct Pieces(Vec<&'static [u8]>);

impl Stream for Pieces {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(|piece| Ok(Bytes::from_static(piece))))
    }
}

fn pieces() -> Pieces {
    Pieces(vec![b"two", b"one "])
}

/// A session whose server fails twice, with backoffs of no account.
fn broken_twice(outcome: Ending) -> (Fake, Session) {
    let fake = Fake::new(move |sent| if sent.index < 2 { outcome() } else { Outcome::status(204) });
    let policy = RetryPolicy::new().with_backoff(SECOND, SECOND);
    let session = session(&fake).retry_policy(policy).timeout(10 * MINUTE).build().expect("a session");
    (fake, session)
}

/// The body without the boundary, which is another one each time.
fn content(sent: &Sent) -> String {
    let media_type = sent.header("content-type").expect("a form has a media type");
    let (_, boundary) = media_type.split_once("boundary=").expect("a form has a boundary");
    assert!(sent.body.ends_with(&format!("--{boundary}--\r\n")), "{}", sent.body);
    sent.body.replace(boundary, "")
}

#[tokio::test(start_paused = true)]
async fn files_and_bytes_are_sent_again_as_they_were() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let parts = [
        ("bytes", Part::from(Bytes::from_static(b"0123")).file_name("a.png"), "0123"),
        ("file", Part::path(format!("{folder}/Cargo.toml")), include_str!("../../Cargo.toml")),
    ];
    for (name, part, expected) in parts {
        for outcome in [|| Outcome::status(503), || Outcome::Fails(Reach::Perhaps)] {
            let (fake, session) = broken_twice(outcome);
            let form = ProfileImageReplacementForm::new().image(part.clone());
            let response = settings(&session).update_user_profile_image(form).send().await;
            assert_eq!(response.expect("the third attempt succeeds").attempts(), 3);
            let sent = fake.sent();
            assert!(content(&sent[0]).contains(expected), "{name}: {}", sent[0].body);
            assert!(sent.iter().all(|sent| content(sent) == content(&fake.sent()[0])), "{name}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn json_and_headers_are_sent_again_as_they_were() {
    let (fake, session) = broken_twice(|| Outcome::status(500));
    let body = UpdateCallingPlanRequest::new(100, 200);
    let operation = zoom(&session).update_calling_plan("u").body(body).with_header("x-mine", "1").with_query("q", "2");
    operation.send().await.expect("the third attempt succeeds");
    let sent = fake.sent();
    assert_eq!(sent.len(), 3);
    for again in &sent[1..] {
        assert_eq!((&again.method, &again.url), (&sent[0].method, &sent[0].url));
        assert_eq!((&again.body, &again.headers), (&sent[0].body, &sent[0].headers));
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_once() {
    let outcomes: [Ending; 3] = [|| Outcome::status(503), || Outcome::status(429), || Outcome::Fails(Reach::Never)];
    for outcome in outcomes {
        let (fake, session) = broken_twice(outcome);
        let form = ProfileImageReplacementForm::new().image(Part::stream(pieces()).file_name("a.png"));
        let error = settings(&session).update_user_profile_image(form.clone()).await.expect_err("it is not repeated");
        assert_eq!((error.attempts(), fake.sent().len()), (1, 1), "{error}");
        assert!(error.to_string().ends_with("; not tried again, as a stream cannot be sent twice"), "{error}");
        assert!(fake.sent()[0].body.contains("one two"));
        let error = settings(&session).update_user_profile_image(form).await.expect_err("the stream is at its end");
        assert_eq!((error.kind(), fake.sent().len()), (ErrorKind::Build, 1), "{error}");

        let request = zoom(&session).request(Method::Put, "/files").bytes("image/png", Upload::stream(pieces()));
        let error = request.send().await.expect_err("it is not repeated");
        assert_eq!((error.attempts(), fake.sent().len()), (1, 2), "{error}");
    }
}

/// Counts how often credentials were refused.
#[derive(Clone, Default)]
struct Renewable(Arc<AtomicU32>);

impl Auth for Renewable {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async { Credentials::bearer(&"token".into()) })
    }

    fn renew<'a>(&'a self, _request: AuthRequest<'a>, _refused: &'a Credentials) -> BoxFuture<'a, bool> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(true))
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_refused_gives_the_next_call_other_credentials() {
    let fake = Fake::new(|_| Outcome::status(401));
    let auth = Renewable::default();
    let session = Session::builder().auth(auth.clone()).transport(fake.clone()).build().expect("a session");
    let form = ProfileImageReplacementForm::new().image(Part::stream(pieces()).file_name("a.png"));
    let error = settings(&session).update_user_profile_image(form).await.expect_err("it is refused");
    assert!(error.is_auth() && fake.sent().len() == 1, "{error}");
    assert_eq!(auth.0.load(Ordering::Relaxed), 1, "the provider knows that its credentials are of no use");
}

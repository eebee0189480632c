//! Which calls are tried again, after what, and when.

use std::time::Duration;

use generated_client::{RetryPolicy, Session, auth, zoom_phone_users};

use crate::fake::{Fake, Outcome};

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

//! A call can be dropped at each of its awaits; others go on as if it had never been.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use generated_client::auth::{Auth, AuthRequest, Credentials};
use generated_client::transport::BoxFuture;
use generated_client::{Quota, Result, RetryPolicy, Session};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::{Call, MINUTE, SECOND, TICK, call, patient, session, settings, start, succeed};
use crate::fake::{Fake, Outcome};

/// A call of RingCentral's group Heavy, 10 of which are let pass within a minute.
fn heavy(session: &Session) -> Call {
    call(settings(session).update_user_profile_image(Default::default()).send())
}

fn fine() -> Fake {
    Fake::new(|_| Outcome::status(204))
}

async fn abort<T>(calls: impl IntoIterator<Item = JoinHandle<T>>) {
    for call in calls {
        call.abort();
        assert!(call.await.is_err_and(|error| error.is_cancelled()), "it was still under way");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_dropped_in_line_take_no_place() {
    let fake = fine();
    let session = patient(&fake);
    succeed(10, |_| heavy(&session)).await;
    let mut first = start(10, |_| heavy(&session)).await;
    let kept = start(10, |_| heavy(&session)).await;
    sleep(SECOND * 20).await;
    // The head of the line, which looks for room, and others behind it.
    abort(first.drain(..)).await;
    let last = start(1, |_| heavy(&session)).await;
    for call in kept {
        call.await.expect("no panic").expect("it succeeds");
    }
    assert!(fake.elapsed() <= SECOND * 62, "the places of dropped calls are free: {:?}", fake.elapsed());
    for call in last {
        call.await.expect("no panic").expect("it succeeds");
    }
    assert_eq!(fake.sent().len(), 21);
    assert!(fake.sent()[20].at >= MINUTE * 2, "the quota is kept");
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_between_its_turn_and_the_wire_takes_no_place() {
    for late in 0..6 {
        let fake = fine();
        let session = patient(&fake);
        succeed(10, |_| heavy(&session)).await;
        // Time ends at some moment around that at which there is room again.
        let moment = SECOND * 61 + Duration::from_millis(late);
        let ended = timeout(moment, heavy(&session)).await;
        let sent = usize::from(ended.is_ok());
        succeed(10 - sent, |_| heavy(&session)).await;
        assert!(fake.elapsed() <= SECOND * 61 + TICK * 4, "{:?}", fake.elapsed());
    }
}

/// Has credentials for the first calls never, then at once.
#[derive(Clone)]
struct NeverFirst(Arc<AtomicU32>);

impl Auth for NeverFirst {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async {
            if self.0.fetch_add(1, Ordering::Relaxed) < 10 {
                std::future::pending::<()>().await;
            }
            Credentials::bearer(&"token".into())
        })
    }
}

#[tokio::test(start_paused = true)]
async fn calls_dropped_while_they_wait_for_credentials_take_no_place() {
    let fake = fine();
    let auth = NeverFirst(Arc::default());
    let session = Session::builder().auth(auth.clone()).transport(fake.clone()).timeout(MINUTE * 60);
    let session = session.build().expect("a session");
    let stuck = start(10, |_| heavy(&session)).await;
    sleep(SECOND).await;
    assert_eq!((auth.0.load(Ordering::Relaxed), fake.sent().len()), (10, 0));
    let waiting = start(10, |_| heavy(&session)).await;
    sleep(SECOND).await;
    abort(stuck).await;
    for call in waiting {
        call.await.expect("no panic").expect("it succeeds");
    }
    assert_eq!((fake.sent().len(), fake.elapsed()), (10, SECOND * 2), "nothing waits for what was never sent");
}

#[tokio::test(start_paused = true)]
async fn room_in_a_pool_comes_back_to_all_its_groups() {
    let fake = fine();
    let pool = || [Quota::per_day(10).in_pool("daily")];
    let session = Session::builder().auth(NeverFirst(Arc::default())).transport(fake.clone()).timeout(MINUTE * 6000);
    let session = session.rate_limit("RingCentral", "Heavy", pool()).rate_limit("RingCentral", "Medium", pool());
    let session = session.build().expect("a session");
    let stuck = start(10, |_| heavy(&session)).await;
    let waiting = start(10, |_| call(settings(&session).delete_user_profile_image().send())).await;
    sleep(SECOND).await;
    abort(stuck).await;
    for call in waiting {
        call.await.expect("no panic").expect("it succeeds");
    }
    assert_eq!((fake.sent().len(), fake.elapsed()), (10, SECOND));
}

#[tokio::test(start_paused = true)]
async fn calls_dropped_while_they_wait_for_the_answer_have_been_sent() {
    let fake = Fake::new(|sent| if sent.index < 5 { Outcome::Hangs } else { Outcome::status(204) });
    let session = patient(&fake);
    let calls = start(5, |_| heavy(&session)).await;
    sleep(SECOND).await;
    abort(calls).await;
    succeed(5, |_| heavy(&session)).await;
    assert_eq!((fake.sent().len(), fake.elapsed()), (10, SECOND));
    succeed(1, |_| heavy(&session)).await;
    assert!(fake.sent()[10].at >= MINUTE, "the server has counted them");
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_in_backoff_is_not_sent_again() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::with(503, &[("retry-after", "50")], ""),
        _ => Outcome::status(204),
    });
    let session = session(&fake).retry_policy(RetryPolicy::new()).timeout(MINUTE * 60).build().expect("a session");
    let calls = start(1, |_| heavy(&session)).await;
    sleep(SECOND * 10).await;
    abort(calls).await;
    succeed(9, |_| heavy(&session)).await;
    assert_eq!(fake.elapsed(), SECOND * 10);
    sleep(MINUTE * 2).await;
    assert_eq!(fake.sent().len(), 10);
}

#[tokio::test(start_paused = true)]
async fn operations_that_are_never_awaited_do_nothing() {
    let fake = fine();
    let session = patient(&fake);
    for _ in 0..100 {
        drop(heavy(&session));
        drop(settings(&session).update_user_profile_image(Default::default()));
    }
    succeed(10, |_| heavy(&session)).await;
    assert_eq!((fake.sent().len(), fake.elapsed()), (10, Duration::ZERO));
}

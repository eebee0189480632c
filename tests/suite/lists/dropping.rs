//! Futures of `next()` that are dropped before they are done, as `select!` and timeouts do.

use std::time::Duration;

use generated_client::{ErrorKind, Quota, Session};
use tokio::time::{sleep, timeout};

use super::{LISTS, List, Options, Reading, THREE, Way, for_each, read, read_well, session, zoom};
use crate::fake::Fake;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn dropping_a_future_loses_nothing_and_asks_for_nothing_twice() {
    for_each(async |list, way| {
        let fake = Fake::new(move |sent| list.answer(THREE, sent).after(SECOND * 10));
        let mut reading = list.of(&fake, way);
        let mut items = Vec::new();
        let mut dropped = 0;
        loop {
            match timeout(SECOND * 3, reading.next()).await {
                Ok(Some(next)) => items.extend(next.expect("a page")),
                Ok(None) => break,
                Err(_) => dropped += 1,
            }
        }
        assert_eq!(items, ["a", "b", "c", "d", "e"], "{} {way:?}", list.name);
        assert_eq!((dropped, fake.sent().len()), (9, 3), "{} {way:?}", list.name);
    })
    .await;
}

static USERS: List = {
    let [users, ..] = LISTS;
    users
};

/// A list whose second page waits for its turn at a rate limit of one call a minute, and that nobody waits for.
async fn let_be(session: &Session) -> Box<dyn Reading> {
    let mut list = (USERS.open)(session, Options::default());
    for _ in 0..2 {
        list.next().await.expect("not the end").expect("a user");
    }
    timeout(SECOND, list.next()).await.expect_err("the second page waits for its turn");
    list
}

fn one_a_minute(fake: &Fake) -> Session {
    let session = session(fake).timeout(SECOND * 3600).rate_limit("Zoom", "MEDIUM", [Quota::per_minute(1)]);
    session.build().expect("a session")
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_let_be_holds_up_no_other_call() {
    let fake = USERS.server(THREE);
    let session = one_a_minute(&fake);
    let mut list = let_be(&session).await;
    let other = zoom(&session).list_phone_users().page_size(2).status("activate").keyword("a&b");
    other.await.expect("its turn comes");
    assert_eq!(read_well(&mut *list).await, ["c", "d", "e"]);
    assert_eq!(fake.sent().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_dropped_asks_for_nothing_more() {
    let fake = USERS.server(THREE);
    drop(let_be(&one_a_minute(&fake)).await);
    sleep(SECOND * 600).await;
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test]
async fn a_transport_that_panics_is_an_error_of_the_list() {
    let fake = Fake::new(|sent| match USERS.asked(sent, 3) {
        Some(2) => panic!("as the test wants"),
        _ => USERS.answer(THREE, sent),
    });
    let mut list = USERS.of(&fake, Way::Items);
    let (items, error) = read(&mut *list).await;
    let error = error.expect("there is no page");
    assert_eq!(items, ["a", "b"]);
    assert_eq!((error.kind(), error.operation_id()), (ErrorKind::Transport, Some("listPhoneUsers")));
    assert_eq!(list.position(), Some(&*(USERS.position)(2)));
}

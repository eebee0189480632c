//! Quotas of the documents: no span of time holds more requests than they say.

use std::time::Duration;

use generated_client::auth::{Auth, AuthRequest, Credentials};
use generated_client::transport::BoxFuture;
use generated_client::{Method, Quota, Result, Session};
use tokio::time::sleep;

use super::{
    Call, MINUTE, SECOND, Start, TICK, call, most_within, odin, patient, presence, session, settings, succeed, zoom,
};
use crate::fake::{Fake, Outcome};

fn light(session: &Session) -> Call {
    call(settings(session).read_conferencing_settings().send())
}

fn medium(session: &Session) -> Call {
    call(settings(session).delete_user_profile_image().send())
}

/// What stands in the documents: a group by one of its operations, the calls, and the window.
const QUOTAS: [(&str, Start, usize, Duration); 7] = [
    ("RingCentral Light", light, 50, MINUTE),
    ("RingCentral Medium", medium, 40, MINUTE),
    ("RingCentral Heavy", |session| call(presence(session).account_presence().send()), 10, MINUTE),
    ("Zoom LIGHT", |session| call(zoom(session).unassign_calling_plan("u", "200").send()), 20, SECOND),
    ("Zoom MEDIUM", |session| call(zoom(session).list_phone_users().send()), 10, SECOND),
    ("ODIN", |session| call(odin(session).get_user_service_settings("u").send()), 5, SECOND),
    ("ODIN, another operation", |session| call(odin(session).get_session().send()), 5, SECOND),
];

fn fine() -> Fake {
    Fake::new(|_| {
        Outcome::json(200, r#"{"uri":"u","userId":"u","records":[],"navigation":{},"paging":{}}"#).after(SECOND / 5)
    })
}

#[tokio::test(start_paused = true)]
async fn calls_beyond_the_quota_wait_until_the_window_has_room() {
    for (name, call, limit, window) in QUOTAS {
        let fake = fine();
        let session = patient(&fake);
        succeed(limit * 3 + 1, |_| call(&session)).await;
        let sent = fake.sent();
        assert_eq!(most_within(window, &sent), limit, "{name}");
        let margin = (window / 50).min(SECOND) + TICK;
        for (index, sent) in sent.iter().enumerate() {
            let windows = u32::try_from(index / limit).expect("there are few calls");
            let earliest = window * windows;
            assert!(sent.at >= earliest && sent.at <= earliest + margin * windows, "{name} {index}: {:?}", sent.at);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_idle_time_is_made_up_for() {
    let fake = fine();
    let session = patient(&fake);
    for (pause, calls) in [(0, 30), (10, 15), (45, 40), (7, 60), (300, 50), (59, 50), (61, 100), (1, 1), (30, 49)] {
        sleep(SECOND * pause).await;
        succeed(calls, |_| light(&session)).await;
    }
    assert_eq!(fake.sent().len(), 395);
    assert_eq!(most_within(MINUTE, &fake.sent()), 50);
}

/// Has a token only after a while.
struct Late(Duration);

impl Auth for Late {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async {
            tokio::time::sleep_until(tokio::time::Instant::now() + self.0).await;
            Credentials::bearer(&"token".into())
        })
    }
}

#[tokio::test(start_paused = true)]
async fn calls_count_from_when_they_are_sent() {
    for late in [SECOND / 2, SECOND * 3, SECOND * 40, SECOND * 100] {
        for (name, call, limit, window) in QUOTAS {
            let fake = fine();
            let session = Session::builder().auth(Late(late)).transport(fake.clone()).timeout(MINUTE * 600);
            let session = session.build().expect("a session");
            succeed(limit * 3, |_| call(&session)).await;
            assert_eq!(most_within(window, &fake.sent()), limit, "{name}, credentials after {late:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_count_like_calls() {
    let fake = Fake::new(|sent| if sent.index % 2 == 0 { Outcome::status(503) } else { Outcome::status(204) });
    let session = session(&fake).timeout(MINUTE * 60).retry_budget(generated_client::RetryBudget::unlimited());
    let session = session.build().expect("a session");
    for _ in 0..60 {
        medium(&session).await.expect("the second attempt succeeds");
    }
    assert_eq!(fake.sent().len(), 120);
    assert_eq!(most_within(MINUTE, &fake.sent()), 40);
}

#[tokio::test(start_paused = true)]
async fn clients_of_a_session_share_their_quotas() {
    let fake = fine();
    let session = patient(&fake);
    succeed(50, |number| match number % 2 {
        0 => light(&session),
        _ => call(presence(&session).get_presence_status().send()),
    })
    .await;
    succeed(1, |_| call(presence(&session).get_presence_status().send())).await;
    assert!(fake.sent()[50].at >= MINUTE, "the other client has used the group up");
}

#[tokio::test(start_paused = true)]
async fn requests_that_no_document_names_count_where_the_caller_says() {
    let fake = fine();
    let session = patient(&fake);
    let free = |session: &Session| settings(session).request(Method::Get, "/restapi/v1.0/dictionary");
    succeed(100, |_| call(free(&session).send())).await;
    assert!(fake.elapsed() < SECOND, "no limit is known for them");
    succeed(50, |_| light(&session)).await;
    succeed(1, |_| call(free(&session).rate_limit("Light").send())).await;
    assert!(fake.sent()[150].at >= MINUTE, "the group was used up");
}

#[tokio::test(start_paused = true)]
async fn sessions_and_groups_and_services_have_their_own_quotas() {
    let fake = fine();
    let (session, other) = (patient(&fake), patient(&fake));
    succeed(50, |_| light(&session)).await;
    succeed(40, |_| medium(&session)).await;
    succeed(50, |_| light(&other)).await;
    succeed(5, |_| call(odin(&session).get_session().send())).await;
    assert!(fake.elapsed() <= SECOND, "nothing has waited: {:?}", fake.elapsed());
}

#[tokio::test(start_paused = true)]
async fn the_caller_may_set_other_quotas() {
    let cases = [
        (vec![Quota::per_second(40)], 40, SECOND),
        (vec![Quota::per_minute(3)], 3, MINUTE),
        (vec![Quota::per_second(2), Quota::per_minute(6)], 6, MINUTE),
        (vec![Quota::per_second(2), Quota::per_minute(60)], 2, SECOND),
        (vec![Quota::new(0, 0)], 1, SECOND),
    ];
    for (quotas, limit, window) in cases {
        let fake = fine();
        let session = session(&fake).timeout(MINUTE * 60).rate_limit("zoom", "Light", quotas.clone());
        let session = session.build().expect("a session");
        succeed(limit * 2 + 1, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
        assert_eq!(most_within(window, &fake.sent()), limit, "{quotas:?}");
        succeed(10, |_| call(zoom(&session).list_phone_users().send())).await;
    }
    let fake = fine();
    let session = session(&fake).rate_limit("ZOOM", "light", []).build().expect("a session");
    succeed(500, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
    assert!(fake.sent().iter().all(|sent| sent.at == Duration::ZERO), "no quota is none");
}

#[tokio::test(start_paused = true)]
async fn groups_can_share_a_pool() {
    let pool = |calls| Quota::per_day(calls).in_pool("daily");
    let orders: [[&str; 2]; 2] = [["LIGHT", "MEDIUM"], ["MEDIUM", "LIGHT"]];
    for groups in orders {
        let fake = fine();
        let session = session(&fake).timeout(MINUTE * 60 * 48).rate_limit("Zoom", groups[0], [pool(6)]);
        let session = session.rate_limit("Zoom", groups[1], [Quota::per_second(100), pool(6)]);
        let session = session.build().expect("a session");
        succeed(3, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
        succeed(3, |_| call(zoom(&session).list_phone_users().send())).await;
        assert!(fake.elapsed() <= SECOND);
        succeed(1, |_| call(zoom(&session).unassign_calling_plan("u", "200").send())).await;
        assert!(fake.sent()[6].at >= MINUTE * 60 * 24, "the day's calls are used up by both groups");
    }
}

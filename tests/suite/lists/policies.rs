//! What holds for calls holds for each page: retries, rate limits, times; and nothing secret is printed.

use std::time::Duration;

use generated_client::{Quota, RateLimiting, RetryPolicy, SessionBuilder};

use super::{List, Options, Reading, THREE, Way, for_each, read, read_well, session};
use crate::fake::{Fake, Outcome};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

/// The list with a session of this kind.
fn reading(list: &List, way: Way, session: SessionBuilder) -> Box<dyn Reading> {
    (list.open)(&session.build().expect("a session"), Options { way, ..Options::default() })
}

#[tokio::test(start_paused = true)]
async fn each_page_is_tried_again_by_itself() {
    for_each(async |list, way| {
        // Two attempts for each page would not be enough for the list.
        let fake = Fake::new(move |sent| match sent.index % 2 {
            0 => Outcome::with(503, &[("retry-after", "5")], ""),
            _ => list.answer(THREE, sent),
        });
        let policy = RetryPolicy::new().with_attempts(2);
        let mut reading = reading(list, way, session(&fake).retry_policy(policy));
        assert_eq!(read_well(&mut *reading).await, ["a", "b", "c", "d", "e"], "{} {way:?}", list.name);
        let sent = fake.sent();
        assert_eq!(sent.iter().map(|sent| sent.at.as_secs()).collect::<Vec<_>>(), [0, 5, 5, 10, 10, 15]);
        let asked: Vec<_> = sent.iter().map(|sent| list.asked(sent, 3)).collect();
        assert_eq!(asked, [1, 1, 2, 2, 3, 3].map(Some));
    })
    .await;
}

/// One call a minute in all groups that have a list.
fn slow(session: SessionBuilder) -> SessionBuilder {
    let groups = [("Zoom", "MEDIUM"), ("Zoom", "LIGHT"), ("RingCentral", "Heavy"), ("RingCentral", "Light")];
    let quota = || [Quota::per_minute(1)];
    groups.iter().fold(session.timeout(HOUR), |session, (service, group)| session.rate_limit(*service, *group, quota()))
}

#[tokio::test(start_paused = true)]
async fn each_page_waits_for_the_rate_limit() {
    for_each(async |list, way| {
        let fake = list.server(THREE);
        let mut reading = reading(list, way, slow(session(&fake)));
        assert_eq!(read_well(&mut *reading).await, ["a", "b", "c", "d", "e"], "{} {way:?}", list.name);
        let gaps: Vec<_> = fake.sent().windows(2).map(|pair| pair[1].at - pair[0].at).collect();
        assert!(gaps.iter().all(|gap| *gap >= SECOND * 60 && *gap <= SECOND * 62), "{}: {gaps:?}", list.name);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_list_that_should_not_wait_ends_with_the_time_to_go_on() {
    for_each(async |list, way| {
        let fake = list.server(THREE);
        let mut reading = reading(list, way, slow(session(&fake)).rate_limiting(RateLimiting::Fail));
        let (items, error) = read(&mut *reading).await;
        let error = error.expect("the second page is too early");
        assert_eq!((items, fake.sent().len()), (vec!["a".to_owned(), "b".to_owned()], 1));
        assert!(error.is_rate_limited() && error.retry_after().is_some_and(|wait| wait >= SECOND * 60), "{error}");
        assert_eq!(reading.position(), Some(&*(list.position)(2)));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn the_time_for_a_call_is_that_of_a_page() {
    for_each(async |list, way| {
        let fake = Fake::new(move |sent| list.answer(THREE, sent).after(SECOND * 8));
        let mut reading = reading(list, way, session(&fake).timeout(SECOND * 10));
        assert_eq!(read_well(&mut *reading).await, ["a", "b", "c", "d", "e"], "{} {way:?}", list.name);
        assert!(fake.elapsed() >= SECOND * 24);
    })
    .await;
}

#[tokio::test]
async fn lists_print_neither_credentials_nor_what_they_ask_for() {
    for_each(async |list, way| {
        let fake = list.server(THREE);
        let from = Some("secret-position".to_owned());
        let mut reading = list.with(&fake, Options { way, from, cap: None });
        let fresh = reading.printed();
        let (_, error) = read(&mut *reading).await;
        let error = error.expect("there is no such page");
        for printed in [fresh, reading.printed(), error.to_string(), format!("{error:?}")] {
            for secret in ["secret", "a&b", "a%26b"] {
                assert!(!printed.contains(secret), "{}: {printed}", list.name);
            }
            assert!(printed.contains(error.operation_id().expect("an id")), "{printed}");
        }
    })
    .await;
}

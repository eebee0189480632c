//! Zoom's tokens of pages, which are good for 15 minutes (WIRE 3, "Pagination"). One that is too old is refused like
//! any other mistake, with 400: what tells is its age.

use std::time::Duration;

use generated_client::Error;
use tokio::time::sleep;

use super::{List, Options, THREE, for_each, read};
use crate::fake::{Fake, Outcome};

const MINUTE: Duration = Duration::from_secs(60);

/// The refusal of an invalid token.
const REFUSAL: &str = r#"{"code": 300, "message": "The next page token is invalid or expired."}"#;

/// A server that refuses the page of this number.
fn refusing(list: &'static List, page: usize, status: u16) -> Fake {
    Fake::new(move |sent| match list.asked(sent, 3) {
        Some(asked) if asked == page => Outcome::json(status, REFUSAL),
        _ => list.answer(THREE, sent),
    })
}

/// Whether tokens of the list end.
fn expires(list: &List) -> bool {
    list.name.starts_with("Zoom")
}

fn assert_says(error: Option<Error>, is_expired: bool, what: &str) {
    let error = error.expect("it is refused");
    assert_eq!(error.is_page_expired(), is_expired, "{what}");
    assert_eq!(error.api().map(|api| api.body_text().into_owned()).as_deref(), Some(REFUSAL), "{what}");
    assert!(!error.is_retryable() || error.status().is_some_and(|status| status.is_server_error()), "{what}");
}

#[tokio::test(start_paused = true)]
async fn a_page_is_expired_when_its_token_is_old_and_refused_with_400() {
    // The age of the token, the status of the refusal, and whether that is the end of its life.
    let cases = [
        (Duration::ZERO, 400, false),
        (MINUTE * 14 + Duration::from_secs(59), 400, false),
        (MINUTE * 15, 400, true),
        (MINUTE * 60 * 24, 400, true),
        (MINUTE * 16, 401, false),
        (MINUTE * 16, 403, false),
        (MINUTE * 16, 404, false),
        (MINUTE * 16, 500, false),
    ];
    for (age, status, is_old) in cases {
        for_each(async |list, way| {
            let fake = refusing(list, 3, status);
            let mut reading = list.of(&fake, way);
            let mut count = 0;
            while count < 3 {
                count += reading.next().await.expect("not the end").expect("a page").len();
                // The time that the caller takes: of the first page's token as well, which is used by then.
                if count == 3 { sleep(age).await } else { sleep(MINUTE).await }
            }
            let (_, error) = read(&mut *reading).await;
            assert_says(error, is_old && expires(list), &format!("{} {way:?} {age:?} {status}", list.name));
        })
        .await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_the_first_page_is_not_about_its_token() {
    for_each(async |list, way| {
        let (_, error) = read(&mut *list.of(&refusing(list, 1, 400), way)).await;
        assert_says(error, false, list.name);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_token_that_was_kept_may_be_too_old() {
    for_each(async |list, way| {
        let from = |page| Options { way, from: Some((list.position)(page)), cap: None };
        let (_, error) = read(&mut *list.with(&refusing(list, 2, 400), from(2))).await;
        assert_says(error, expires(list), &format!("{}: nobody knows its age", list.name));
        let (items, error) = read(&mut *list.with(&refusing(list, 3, 400), from(2))).await;
        assert_eq!(items, ["c"]);
        assert_says(error, false, &format!("{}: the next one is new", list.name));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_token_is_as_old_as_the_page_that_named_it() {
    for_each(async |list, way| {
        let fake = refusing(list, 3, 400);
        let mut reading = list.of(&fake, way);
        // Ten minutes for each page: none of the tokens is old, the list is.
        let mut items = Vec::new();
        while items.len() < 3 {
            items.extend(reading.next().await.expect("not the end").expect("a page"));
            if items.len() != 1 {
                sleep(MINUTE * 10).await;
            }
        }
        let (_, error) = read(&mut *reading).await;
        assert_says(error, false, list.name);
    })
    .await;
}

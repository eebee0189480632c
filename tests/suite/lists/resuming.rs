//! Lists that are left and read on later, in another process's place, and lists that end in an error.

use generated_client::ErrorKind;
use generated_client::transport::Reach;

use super::{List, Options, Reading, Script, THREE, Way, for_each, read, read_well, urls};
use crate::fake::{Fake, Outcome};

/// Reads so many times.
async fn take(reading: &mut dyn Reading, times: usize) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..times {
        all.extend(reading.next().await.expect("not the end").expect("a page"));
    }
    all
}

/// What another process reads, that has kept the position alone.
async fn resumed(list: &'static List, way: Way, position: Option<&str>) -> Vec<String> {
    let fake = list.server(THREE);
    let mut reading = list.with(&fake, Options { way, from: position.map(str::to_owned), cap: None });
    assert_eq!(reading.position(), position, "{}: as long as nothing was read", list.name);
    let items = read_well(&mut *reading).await;
    assert_eq!(urls(&fake)[0], list.url_of(position), "{}: it starts there", list.name);
    items
}

#[tokio::test]
async fn no_item_is_lost_wherever_a_list_is_left() {
    // How often it was read, the page that is named then, and the items that come again.
    const BY_ITEM: [(usize, Option<usize>, &[&str]); 5] =
        [(0, None, &[]), (1, None, &["a"]), (2, Some(2), &[]), (3, Some(3), &[]), (4, Some(3), &["d"])];
    const BY_PAGE: [(usize, Option<usize>, &[&str]); 3] = [(0, None, &[]), (1, Some(2), &[]), (2, Some(3), &[])];
    for_each(async |list, way| {
        let cases: &[_] = if way == Way::Items { &BY_ITEM } else { &BY_PAGE };
        for (times, page, again) in cases {
            let mut reading = list.of(&list.server(THREE), way);
            let before = take(&mut *reading, *times).await;
            assert_eq!(reading.position(), page.map(list.position).as_deref(), "{} {way:?} {times}", list.name);
            let after = resumed(list, way, reading.position()).await;
            let (repeated, rest) = after.split_at(again.len());
            assert_eq!(repeated, *again, "{} {way:?} {times}", list.name);
            assert_eq!([&before, rest].concat(), ["a", "b", "c", "d", "e"], "{} {way:?} {times}", list.name);
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_named_after_the_last_page() {
    for_each(async |list, way| {
        let mut reading = list.of(&list.server(THREE), way);
        read_well(&mut *reading).await;
        assert_eq!(reading.position(), None, "{} {way:?}", list.name);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn an_error_ends_a_list_that_can_be_resumed_where_it_was() {
    type Failure = (&'static str, fn() -> Outcome, ErrorKind);
    let failures: [Failure; 5] = [
        ("a refusal", || Outcome::json(403, r#"{"code": 4700, "message": "m"}"#), ErrorKind::Api),
        ("a failure of the server", || Outcome::status(500), ErrorKind::Api),
        ("no JSON", || Outcome::json(200, "<html>"), ErrorKind::Decode),
        ("a lost connection", || Outcome::Fails(Reach::Perhaps), ErrorKind::Transport),
        ("nothing", || Outcome::Hangs, ErrorKind::Timeout),
    ];
    for (name, failure, kind) in failures {
        for_each(async |list, way| {
            let fake = Fake::new(move |sent| match list.asked(sent, 3) {
                Some(2) => failure(),
                _ => list.answer(THREE, sent),
            });
            let mut reading = list.of(&fake, way);
            let (items, error) = read(&mut *reading).await;
            let error = error.expect(name);
            assert_eq!((&items[..], error.kind()), (&["a".to_owned(), "b".to_owned()][..], kind), "{name}");
            assert_eq!(reading.position(), Some(&*(list.position)(2)), "{} {way:?} {name}", list.name);
            assert_eq!(resumed(list, way, reading.position()).await, ["c", "d", "e"], "{} {way:?} {name}", list.name);
        })
        .await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_on_the_first_page_leaves_nothing_to_resume() {
    const NEVER: Script = &[];
    for_each(async |list, way| {
        let mut reading = list.of(&list.server(NEVER), way);
        let (items, error) = read(&mut *reading).await;
        assert!(items.is_empty() && error.is_some_and(|error| error.is_not_found()));
        assert_eq!(reading.position(), None, "it is read from its beginning");
    })
    .await;
}

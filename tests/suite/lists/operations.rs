//! Each list operation of the four services over several pages.

use std::future::poll_fn;
use std::path::Path;

use super::{LISTS, Script, THREE, Way, for_each, read_well, urls};
use crate::fixture::root;

#[tokio::test]
async fn each_list_is_read_to_its_end() {
    for_each(async |list, way| {
        let fake = list.server(THREE);
        let mut reading = list.of(&fake, way);
        assert!(fake.sent().is_empty(), "nothing is asked for before `next`");
        assert_eq!(read_well(&mut *reading).await, ["a", "b", "c", "d", "e"], "{} {way:?}", list.name);
        let (second, third) = ((list.position)(2), (list.position)(3));
        let expected = [None, Some(second.as_str()), Some(third.as_str())].map(|position| list.url_of(position));
        assert_eq!(urls(&fake), expected, "only the parameter of the page changes");
        for sent in fake.sent() {
            assert_eq!((sent.method.as_str(), sent.body.as_str()), ("GET", ""));
            assert_eq!(sent.headers, fake.sent()[0].headers);
        }
    })
    .await;
}

#[tokio::test]
async fn pages_are_asked_for_as_they_are_needed() {
    for_each(async |list, way| {
        let fake = list.server(THREE);
        let mut reading = list.of(&fake, way);
        let expected: &[usize] = if way == Way::Items { &[1, 1, 2, 3, 3, 3] } else { &[1, 2, 3, 3] };
        for requests in expected {
            let next = reading.next().await;
            assert!(next.is_none_or(|items| items.is_ok()));
            assert_eq!(fake.sent().len(), *requests, "{} {way:?}", list.name);
        }
    })
    .await;
}

#[tokio::test]
async fn streams_give_the_same() {
    for_each(async |list, way| {
        let fake = list.server(THREE);
        let mut reading = list.of(&fake, way);
        let mut all = Vec::new();
        while let Some(items) = poll_fn(|context| reading.poll_next(context)).await {
            all.extend(items.expect("a page"));
        }
        assert_eq!(all, ["a", "b", "c", "d", "e"], "{} {way:?}", list.name);
        assert!(poll_fn(|context| reading.poll_next(context)).await.is_none(), "the end stays the end");
        assert_eq!(fake.sent().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_page_without_items_is_not_the_end() {
    const CASES: [(Script, &[&str]); 5] = [
        (&[(&["a"], Some(2)), (&[], Some(3)), (&["b"], None)], &["a", "b"]),
        (&[(&[], Some(2)), (&["a"], None)], &["a"]),
        (&[(&[], Some(2)), (&[], Some(3)), (&[], Some(4)), (&["a"], Some(5)), (&[], None)], &["a"]),
        (&[(&[], None)], &[]),
        (&[(&["a"], None)], &["a"]),
    ];
    for (script, expected) in CASES {
        for_each(async |list, way| {
            let fake = list.server(script);
            assert_eq!(read_well(&mut *list.of(&fake, way)).await, expected, "{} {way:?}", list.name);
            assert_eq!(fake.sent().len(), script.len());
        })
        .await;
    }
}

#[test]
fn the_lists_are_those_of_the_documents() {
    let operations = ["ringcentral_user_settings", "ringcentral_presence", "odin_user_services", "zoom_phone_users"]
        .map(|service| root().join("generated-client/src/generated").join(service).join("operations"));
    let paged = |file: &Path| std::fs::read_to_string(file).expect("text").matches("\npaged!(").count();
    let files = operations.iter().flat_map(|folder| folder.read_dir().expect("a folder"));
    let found: usize = files.map(|entry| paged(&entry.expect("an entry").path())).sum();
    assert_eq!(found, LISTS.len());
}

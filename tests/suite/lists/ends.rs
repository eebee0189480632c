//! Lists that would not end.

use generated_client::ErrorKind;

use super::{Options, Script, THREE, for_each, read, read_well};

#[tokio::test]
async fn a_page_that_is_named_again_ends_the_list_with_an_error() {
    // The script, and all that is asked for before it is noticed: a circle is after one round or two.
    const CASES: [(&str, Script, &[&str]); 4] = [
        ("itself, at once", &[(&["a"], Some(2)), (&["b"], Some(2))], &["a", "b"]),
        ("itself, later", &[(&["a"], Some(2)), (&["b"], Some(3)), (&["c"], Some(3))], &["a", "b", "c"]),
        ("in a circle of two", &[(&["a"], Some(2)), (&["b"], Some(3)), (&["c"], Some(2))], &["a", "b", "c"]),
        (
            "in a circle of three",
            &[(&["a"], Some(2)), (&["b"], Some(3)), (&["c"], Some(4)), (&["d"], Some(2))],
            &["a", "b", "c", "d", "b", "c"],
        ),
    ];
    for (name, script, expected) in CASES {
        for_each(async |list, way| {
            let fake = list.server(script);
            let (items, error) = read(&mut *list.of(&fake, way)).await;
            let error = error.expect("it would not end");
            assert_eq!(items, expected, "{} {way:?} {name}", list.name);
            assert_eq!(fake.sent().len(), expected.len(), "nothing more is asked for");
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert!(error.operation_id().is_some() && !error.is_page_expired() && !error.is_retryable());
            assert!(error.to_string().ends_with("the list does not end: a page is named a second time"), "{error}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_list_that_is_resumed_in_a_circle_ends_too() {
    const SCRIPT: Script = &[(&["a"], Some(2)), (&["b"], Some(2))];
    for_each(async |list, way| {
        let fake = list.server(SCRIPT);
        let options = Options { way, from: Some((list.position)(2)), cap: None };
        let (items, error) = read(&mut *list.with(&fake, options)).await;
        assert!(error.is_some_and(|error| error.kind() == ErrorKind::Decode), "{} {way:?}", list.name);
        assert_eq!(items, ["b"], "the page that it was resumed from counts as one that was there");
    })
    .await;
}

#[tokio::test]
async fn no_more_pages_are_asked_for_than_the_caller_allows() {
    let cases: [(usize, &[&str], bool); 5] = [
        (0, &[], false),
        (1, &["a", "b"], false),
        (2, &["a", "b", "c"], false),
        (3, &["a", "b", "c", "d", "e"], true),
        (4, &["a", "b", "c", "d", "e"], true),
    ];
    for (cap, expected, is_whole) in cases {
        for_each(async |list, way| {
            let fake = list.server(THREE);
            let mut reading = list.with(&fake, Options { way, from: None, cap: Some(cap) });
            let (items, error) = read(&mut *reading).await;
            assert_eq!(items, expected);
            assert_eq!(error.is_none(), is_whole);
            assert_eq!(fake.sent().len(), cap.min(3), "{} {way:?}", list.name);
            let Some(error) = error else { return };
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert!(error.to_string().contains("more pages than may be asked for"), "{error}");
            let from = reading.position().map(str::to_owned);
            let rest = read_well(&mut *list.with(&fake, Options { way, from, cap: None })).await;
            assert_eq!([items, rest].concat(), ["a", "b", "c", "d", "e"], "it can be resumed all the same");
        })
        .await;
    }
}

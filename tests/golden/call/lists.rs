//! Lists that come in pages, and batches.

use generated_client::Nullable;

use crate::recorder::{Recorder, pairs};

#[tokio::test]
async fn lists_by_token_are_read_to_their_end() {
    use generated_client::pagination_by_token::Client;
    let recorder = Recorder::in_turn(&[
        r#"{"things":[{"id":"1"},{"id":"2"}],"next":"a&b"}"#,
        r#"{"things":[],"next":"c"}"#,
        r#"{"things":[{"id":"3"}],"next":null}"#,
    ]);
    let mut things = Client::new(recorder.session()).list_flat().size(2).items();
    for id in ["1", "2", "3"] {
        assert_eq!(things.next().await.unwrap().unwrap().id, id);
    }
    assert!(things.next().await.is_none());
    assert_eq!(recorder.targets(), ["/v1/flat?size=2", "/v1/flat?size=2&token=a%26b", "/v1/flat?size=2&token=c"]);
    let recorder = Recorder::in_turn(&[
        r#"{"data":{"inner":{"things":[{"id":"1"}]},"cursor":{"at":"second"}}}"#,
        r#"{"data":{"inner":{"things":null},"cursor":{"at":"third"}}}"#,
        r#"{"data":null}"#,
    ]);
    let mut things = Client::new(recorder.session()).list_nested("own").items();
    assert_eq!(things.next().await.unwrap().unwrap().id, "1");
    assert!(things.next().await.is_none());
    assert_eq!(recorder.targets(), ["/v1/nested/own", "/v1/nested/own?token=second", "/v1/nested/own?token=third"]);
}

#[tokio::test]
async fn lists_by_number_are_read_to_their_end() {
    use generated_client::pagination_by_number::Client;
    let recorder = Recorder::in_turn(&[
        r#"{"records":["a",null],"paging":{"page":1},"navigation":{"next":{"uri":"u"}}}"#,
        r#"{"records":null,"paging":{"page":2,"total":3}}"#,
        r#"{"records":["b"],"paging":{"page":3,"total":9},"navigation":{}}"#,
    ]);
    let mut links = Client::new(recorder.session()).list_links().items();
    for link in [Nullable::from("a"), Nullable::Null, Nullable::from("b")] {
        assert_eq!(links.next().await.unwrap().unwrap(), link);
    }
    assert!(links.next().await.is_none());
    assert_eq!(recorder.targets(), ["/v1/links", "/v1/links?page=2", "/v1/links?page=3"]);
    let recorder = Recorder::in_turn(&[
        r#"{"page":5,"hasMore":true,"inner":{"page":1,"hasMore":false,"rows":[[1]]}}"#,
        r#"{"page":6,"hasMore":false,"rows":[[2]]}"#,
    ]);
    let call = Client::new(recorder.session()).list_flags().page(5);
    let mut rows = call.clone().items();
    assert_eq!(rows.next().await.unwrap().unwrap(), [1]);
    assert!(rows.next().await.is_none());
    assert_eq!(recorder.targets(), ["/v1/flags?page=5", "/v1/flags?page=6"]);
    let mut pages = call.pages();
    assert_eq!(pages.next().await.unwrap().unwrap().into_body().rows, Some(vec![vec![2]]));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_list_may_be_read_from_a_page_on() {
    use generated_client::pagination::Client;
    let recorder = Recorder::in_turn(&[
        r#"{"records":["a"],"paging":{"totalPages":5}}"#,
        r#"{"records":["b"],"paging":{"totalPages":5}}"#,
    ]);
    let mut records = Client::new(recorder.session()).list_by_page().page(4).items();
    assert_eq!(records.next().await.unwrap().unwrap(), "a");
    assert_eq!(records.next().await.unwrap().unwrap(), "b");
    assert!(records.next().await.is_none());
    assert_eq!(recorder.targets(), ["/v1/pages?page=4", "/v1/pages?page=5"]);
}

#[tokio::test]
async fn parameters_give_way_to_what_reads_a_list() {
    use generated_client::pagination_names::Client;
    let recorder = Recorder::new(200, r#"{"items":[{}]}"#);
    let client = Client::new(recorder.session());
    let mut items = client.some().pages_value(3).items_value(5).items();
    assert!(items.next().await.unwrap().is_ok() && items.next().await.is_none());
    assert_eq!(pairs(recorder.target().split_once('?').unwrap().1), ["items=5", "pages=3"]);
    client.some_pages().pages(3).items(5).await.unwrap();
    assert_eq!(pairs(recorder.target().split_once('?').unwrap().1), ["items=5", "pages=3"]);
}

#[tokio::test]
async fn batches_have_a_result_for_each_value() {
    use generated_client::batch_names::{Client, operations::ReadPresence};
    const MIXED: &str = "--b\r\n\r\n{\"response\":[{\"status\":200},{\"status\":404}]}\r\n\
        --b\r\n\r\n{\"status\":\"Busy\"}\r\n--b\r\n\r\n{\"code\":\"gone\"}\r\n--b--\r\n";
    let recorder = Recorder::of_type(207, "multipart/mixed; boundary=b", MIXED);
    let client = Client::new(recorder.session());
    let results = client.read_presence("replaced").batch_value(7).batch(["1", "a,b"]).await.unwrap();
    let request = recorder.request();
    assert_eq!(request.uri().path_and_query().unwrap(), "/v1/presence/1,a%2Cb?batch=7");
    assert_eq!(request.headers()["accept"], "multipart/mixed, application/json");
    assert_eq!((results[0].id.as_str(), results[0].result.as_ref().unwrap().status.as_deref()), ("1", Some("Busy")));
    let error = results[1].result.as_ref().unwrap_err();
    assert_eq!((results[1].id.as_str(), results[1].status.as_u16()), ("a,b", 404));
    assert_eq!(ReadPresence::error_body(error).unwrap().code.as_deref(), Some("gone"));
    assert!(client.read_presence("1").batch(["1", "2", "3", "4"]).await.is_err(), "three at most");
    let recorder = Recorder::new(200, "{}");
    Client::new(recorder.session()).list_presence().batch(7).await.unwrap();
    assert_eq!(recorder.target(), "/v1/presence?batch=7");
}

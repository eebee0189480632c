//! What answers and errors are read as.

use bytes::Bytes;
use generated_client::json;

use crate::recorder::Recorder;

#[tokio::test]
async fn answers() {
    use generated_client::answers::Client;
    use generated_client::answers::operations::EitherAnswer;
    let client = |status, body| Client::new(Recorder::new(status, body).session());
    assert_eq!(client(200, r#"[{"id":"1"},{"id":"2"}]"#).list().await.unwrap()[1].id, "2");
    assert_eq!(client(200, r#""s""#).scalar().await.unwrap(), "s");
    assert_eq!(client(200, r#"{"a":1}"#).map().await.unwrap().get("a"), Some(&1));
    let client_of = |media_type, body| Client::new(Recorder::of_type(200, media_type, body).session());
    assert_eq!(client_of("text/plain", "plain").text().await.unwrap(), "plain");
    assert_eq!(client_of("image/png", "bytes").images().await.unwrap().as_ref(), b"bytes");
    client(204, "").none().await.unwrap();
    let head = generated_client::head::Client::new(Recorder::new(200, "").session());
    head.head_thing().await.unwrap();
    client(202, "").bodiless().await.unwrap();
    assert_eq!(client(299, r#"{"id":"1"}"#).ranged().await.unwrap().id, "1");
    assert!(
        matches!(client(200, r#"{"id":"1"}"#).either().await.unwrap(), EitherAnswer::Thing(thing) if thing.id == "1")
    );
    assert!(matches!(client(202, "").either().await.unwrap(), EitherAnswer::Empty(())));
}

#[tokio::test]
async fn an_answer_is_what_its_media_type_says() {
    use generated_client::answers_by_media_type::operations::{
        AnyAnswer, FileAnswer, KindsAnswer, ListsAnswer, Problem, ProblemError, RangesAnswer, ReportAnswer, ShapesAnswer,
    };
    use generated_client::answers_by_media_type::{Client, models};
    let of = |status, media_type, body| Client::new(Recorder::of_type(status, media_type, body).session());
    let recorder = Recorder::of_type(200, "text/csv; charset=utf-8", "a,b");
    let report = Client::new(recorder.session()).report().await.unwrap();
    assert_eq!(report, ReportAnswer::Text("a,b".to_owned()));
    assert_eq!(recorder.request().headers()["accept"], "application/json, text/csv, text/html");
    let page = of(200, "text/html", "<p>a</p>").report().await.unwrap();
    assert_eq!(page, ReportAnswer::Text("<p>a</p>".to_owned()));
    let thing = of(200, "application/json", r#"{"id":"1"}"#).report().await.unwrap();
    assert!(matches!(thing, ReportAnswer::Thing(thing) if thing.id == "1"));
    let more = of(200, "application/vnd.more+json", r#"{"more":true}"#).shapes().await.unwrap();
    assert!(matches!(more, ShapesAnswer::ShapesResponseVndMoreJson(more) if more.more == Some(true)));
    let made = of(201, "application/vnd.more+json", r#"{"id":"1"}"#).shapes().await.unwrap();
    assert!(matches!(made, ShapesAnswer::Thing(_)));
    let counts = of(200, "application/hal+json", "[1]").lists().await.unwrap();
    assert_eq!(counts, ListsAnswer::Status200HalJson(vec![1]));
    let image = of(200, "image/png", "bytes").file().await.unwrap();
    assert!(matches!(image, FileAnswer::Content(bytes) if bytes.as_ref() == b"bytes"));
    assert_eq!(of(200, "application/xml", "<a/>").file().await.unwrap(), FileAnswer::Text("<a/>".to_owned()));
    let any = of(200, "application/hal+json", r#"["a"]"#).any().await.unwrap();
    assert_eq!(any, AnyAnswer::List(vec!["a".to_owned()]));
    assert!(matches!(of(200, "application/json", r#"{"id":"1"}"#).any().await.unwrap(), AnyAnswer::Thing(_)));
    let image = of(200, "image/png", "bytes").ranges().await.unwrap();
    assert!(matches!(image, RangesAnswer::Content(bytes) if bytes.as_ref() == b"bytes"));
    assert_eq!(of(200, "text/plain", "t").ranges().await.unwrap(), RangesAnswer::Value("t".to_owned()));
    let recorder = Recorder::of_type(200, "application/pdf", "bytes");
    let kinds = Client::new(recorder.session()).kinds().await.unwrap();
    assert!(matches!(kinds, KindsAnswer::Content(bytes) if bytes.as_ref() == b"bytes"));
    assert_eq!(recorder.request().headers()["accept"], "text/html, application/octet-stream, application/pdf");
    assert_eq!(of(200, "text/json", r#"[{"id":"1"}]"#).repeated().await.unwrap().len(), 1);
    let thing = json::from_str::<models::Thing>(r#"{"id":"1"}"#).unwrap();
    let cases = [
        (404, "application/json", r#"{"id":"1"}"#, ProblemError::Thing(thing)),
        (409, "text/plain", "taken", ProblemError::Text("taken".to_owned())),
        (500, "application/json", "{}", ProblemError::Content(Bytes::from_static(b"{}"))),
    ];
    for (status, media_type, body, expected) in cases {
        let error = of(status, media_type, body).problem().await.unwrap_err();
        assert_eq!(Problem::error_body(&error), Some(expected));
    }
    let error = of(400, "application/problem+json", r#"{"title":"no"}"#).problem().await.unwrap_err();
    assert!(matches!(Problem::error_body(&error), Some(ProblemError::Problem(problem)) if problem.title == "no"));
}

#[tokio::test]
async fn a_redirect_is_the_answer_where_no_success_is_declared() {
    use generated_client::Redirects;
    use generated_client::redirects::Client;
    use generated_client::redirects::operations::ReadLogs;
    let elsewhere = Recorder { headers: &[("location", "https://logs.example.com/1")], ..Recorder::new(302, "<p>") };
    let answer = Client::new(elsewhere.session()).read_logs().send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 302);
    assert_eq!(answer.headers()["location"], "https://logs.example.com/1");
    assert_eq!(elsewhere.request().extensions().get(), Some(&Redirects::Given));
    let found = Client::new(Recorder::new(302, r#"{"url":"/a"}"#).session());
    assert_eq!(found.found().await.unwrap().url, "/a");
    let error = Client::new(Recorder::new(304, "").session()).read_logs().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(304));
    let error = Client::new(Recorder::new(410, r#"{"code":7}"#).session()).read_logs().await.unwrap_err();
    assert_eq!(ReadLogs::error_body(&error).map(|problem| problem.code), Some(7));
    let moved = Recorder::new(301, r#"{"url":"/a"}"#);
    Client::new(moved.session()).moved().await.unwrap_err();
    assert_eq!(moved.request().extensions().get::<Redirects>(), None);
}

#[tokio::test]
async fn parameters_of_media_types_tell_answers_apart_that_nothing_else_does() {
    use generated_client::media_types_by_parameters::Client;
    use generated_client::media_types_by_parameters::operations::{ListOrders, ListOrdersAnswer, ListOrdersError};
    let of = |status, media_type, body| Client::new(Recorder::of_type(status, media_type, body).session());
    let orders = of(200, "application/json; version=2", r#"{"orders":["o"]}"#).list_orders().await.unwrap();
    assert!(matches!(orders, ListOrdersAnswer::Orders(orders) if orders.orders.is_some()));
    let full = of(200, "application/json;detail=full;version=2", r#"{"all":1}"#).list_orders().await.unwrap();
    assert!(matches!(full, ListOrdersAnswer::ListOrdersResponseJson(full) if full.all == 1));
    for media_type in ["application/json;version=1", "application/json", "application/json;version=3"] {
        let numbers = of(200, media_type, r#"{"count":1}"#).list_orders().await.unwrap();
        assert!(matches!(numbers, ListOrdersAnswer::Numbers(numbers) if numbers.count == Some(1)), "{media_type}");
    }
    assert_eq!(of(200, "text/csv", "a").list_orders().await.unwrap(), ListOrdersAnswer::Text("a".to_owned()));
    let error = of(404, "text/plain", "none").list_orders().await.unwrap_err();
    assert_eq!(ListOrders::error_body(&error), Some(ListOrdersError::Text("none".to_owned())));
}

#[tokio::test]
async fn streams_are_read_value_by_value() {
    use generated_client::streams::{Client, models};
    let of = |media_type, body| Recorder::of_type(200, media_type, body);
    let recorder = of(
        "text/event-stream",
        ": hello\nretry: 10\nid: 7\nevent: delta\ndata: {\"text\":\ndata: \"a\"}\n\ndata: no\n\ndata: [DONE]\n\ndata: {}\n\n",
    );
    let client = Client::new(recorder.session());
    let mut events = client.complete(models::Prompt::new("p")).send_events().await.unwrap().into_body();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!(
        (first.event.as_str(), first.data.text.as_deref(), first.id.as_deref()),
        ("delta", Some("a"), Some("7"))
    );
    assert!(events.next().await.unwrap().is_err(), "is no chunk");
    assert!(events.next().await.is_none());
    assert_eq!((events.last_event_id(), events.retry().map(|wait| wait.as_millis())), (Some("7"), Some(10)));
    assert_eq!(recorder.request().headers()["accept"], "text/event-stream");

    let recorder = of("application/json", r#"{"whole":"w"}"#);
    let client = Client::new(recorder.session());
    assert_eq!(client.complete(models::Prompt::new("p")).await.unwrap().whole.as_deref(), Some("w"));
    assert_eq!(recorder.request().headers()["accept"], "application/json");
    let error = client.complete(models::Prompt::new("p")).send_events().await.unwrap_err();
    assert!(error.to_string().contains("no stream of events"), "{error}");

    let client = |media_type, body| Client::new(of(media_type, body).session());
    let mut texts = client("text/event-stream", "data: 1\r\n\r\ndata: [DONE]\r\n\r\n").watch().await.unwrap();
    assert_eq!(texts.next().await.unwrap().unwrap().data, "1");
    assert_eq!(texts.next().await.unwrap().unwrap().data, "[DONE]");
    assert!(texts.next().await.is_none());
    let mut lines = client("application/x-ndjson", "{\"text\":\"a\"}\n\n{\"text\":\"b\"}").export().await.unwrap();
    for text in ["a", "b"] {
        assert_eq!(lines.next().await.unwrap().unwrap().text.as_deref(), Some(text));
    }
    assert!(lines.next().await.is_none());
    let sequence =
        client("application/json-seq", "\u{1e}{\"text\":\n\"a\"}\n\u{1e}{}\n").sequence().send_records().await;
    let mut sequence = sequence.unwrap().into_body();
    assert_eq!(sequence.next().await.unwrap().unwrap().text.as_deref(), Some("a"));
    assert_eq!(sequence.next().await.unwrap().unwrap().text, None);
    assert!(sequence.next().await.is_none());
}

#[tokio::test]
async fn headers_are_read_in_their_form() {
    use generated_client::headers_by_form::{Client, headers};
    let mut recorder = Recorder::new(204, "");
    recorder.headers = &[("x-word", r#""a,\u00e9""#), ("x-count", "null"), ("x-size", "h=1,w=2"), ("x-markup", "<h/>")];
    let answer = Client::new(recorder.session()).read_a().send().await.unwrap();
    assert_eq!(answer.declared_header(&headers::X_WORD).unwrap().as_deref(), Some("a,\u{e9}"));
    assert_eq!(answer.declared_header(&headers::X_COUNT).unwrap(), Some(generated_client::Nullable::Null));
    assert_eq!(answer.declared_header(&headers::X_MARKUP).unwrap().as_deref(), Some("<h/>"));
    let size = answer.declared_header(&headers::X_SIZE_SIZE_EXPLODED).unwrap().unwrap();
    assert_eq!((size.h, size.w), (Some(1), Some(2)));
}

#[tokio::test]
async fn declared_headers_have_types() {
    use generated_client::answer_headers::{Client, headers};
    let mut recorder = Recorder::new(200, r#"{"id":"1"}"#);
    recorder.headers = &[
        ("link", "<u>; rel=next"),
        ("x-remaining", "7"),
        ("x-colors", "red"),
        ("x-colors", "blue, 3"),
        ("x-size", "w,2,h,3"),
        ("x-thing", r#"{"id":"t"}"#),
    ];
    let answer = Client::new(recorder.session()).read_a().send().await.unwrap();
    assert_eq!(answer.declared_header(&headers::LINK).unwrap().as_deref(), Some("<u>; rel=next"));
    assert_eq!(answer.declared_header(&headers::X_REMAINING).unwrap(), Some(7));
    assert_eq!(answer.declared_header(&headers::X_COLORS).unwrap().unwrap(), ["red", "blue", "3"]);
    assert_eq!(answer.declared_header(&headers::X_SIZE).unwrap().unwrap()["h"], 3);
    assert_eq!(answer.declared_header(&headers::X_THING).unwrap().unwrap().id, "t");
    assert_eq!(answer.declared_header(&headers::EXPIRES).unwrap(), None);
    let mut recorder = Recorder::new(429, "");
    recorder.headers = &[("retry-after", "3600")];
    let call = Client::new(recorder.session()).read_a().with_retry_policy(generated_client::RetryPolicy::never());
    let error = call.await.unwrap_err();
    let answered = error.api().unwrap().headers();
    assert_eq!(headers::RETRY_AFTER_INTEGER.read(answered).unwrap(), Some(3600));
    assert_eq!(headers::RETRY_AFTER_TEXT.read(answered).unwrap().as_deref(), Some("3600"));
}

#[tokio::test]
async fn errors_have_the_body_of_the_document() {
    use generated_client::errors::{Client, operations::Same};
    let recorder = Recorder::new(404, r#"{"code":7,"message":"gone"}"#);
    let error = Client::new(recorder.session()).same().await.unwrap_err();
    let body = Same::error_body(&error).unwrap();
    assert_eq!((body.code, body.message.as_deref()), (7, Some("gone")));
    assert_eq!(error.api().unwrap().status().as_u16(), 404);
}

#[tokio::test]
async fn redirects_beside_a_success_that_are_not_followed_are_errors() {
    use generated_client::redirects::{Client, operations::*};
    let of = |status, body| Client::new(Recorder::new(status, body).session());
    let error = of(301, r#"{"url":"u"}"#).moved().await.unwrap_err();
    assert!(matches!(Moved::error_body(&error), Some(MovedError::Elsewhere(there)) if there.url == "u"));
    of(204, "").bodiless().await.unwrap();
}

#[tokio::test]
async fn a_success_that_no_key_names_is_the_declared_one_or_the_default() {
    use generated_client::errors::{Client, operations::Beside};
    let of = |status, body| Client::new(Recorder::new(status, body).session());
    assert_eq!(of(201, r#"{"id":"1"}"#).beside().await.unwrap().id, "1");
    let error = of(201, r#"{"code":7}"#).beside().await.unwrap_err();
    assert_eq!(Beside::error_body(&error).map(|body| body.code), Some(7));
}

#[tokio::test]
async fn the_narrowest_status_decides() {
    use generated_client::errors::{Client, operations::*};
    for (status, is_failed) in [(404, true), (409, true), (410, false), (500, true)] {
        let client = Client::new(Recorder::new(status, r#"{"code":7}"#).session());
        let body = Merged::error_body(&client.merged().await.unwrap_err()).unwrap();
        assert_eq!(matches!(body, MergedError::Error(_)), is_failed, "{status}: {body:?}");
    }
}

#[tokio::test]
async fn answers_may_be_null() {
    use generated_client::nullable_answers::{Client, operations::WriteThingAnswer};
    let read = async |body| Client::new(Recorder::new(200, body).session()).read_thing().await.unwrap();
    assert!(read("null").await.is_null());
    assert_eq!(read(r#"{"id":"i"}"#).await.into_option().unwrap().id.as_deref(), Some("i"));
    let written = Client::new(Recorder::new(200, "null").session()).write_thing().await.unwrap();
    assert!(matches!(written, WriteThingAnswer::List(list) if list.is_null()));
}

#[tokio::test]
async fn records_that_are_texts_are_read_as_json() {
    use generated_client::records_of_texts::Client;
    let client = |body| Client::new(Recorder::of_type(200, "application/x-ndjson", body).session());
    let mut texts = client("\"x\"\n\"a b\"\n").read_texts().await.unwrap();
    for text in ["x", "a b"] {
        assert_eq!(texts.next().await.unwrap().unwrap(), text);
    }
    let mut lines = client("{\"a\":1}\nplain words\n").read_lines().await.unwrap();
    for text in ["{\"a\":1}", "plain words"] {
        assert_eq!(lines.next().await.unwrap().unwrap(), text);
    }
    let mut broken = client("\"\\ud800\"\n\"b\"\n").read_texts().await.unwrap();
    assert_eq!(broken.next().await.unwrap().unwrap(), "\"\\ud800\"", "what is no text as JSON stays as it came");
    assert_eq!(broken.next().await.unwrap().unwrap(), "b");
}

#[tokio::test]
async fn events_that_are_described_as_a_whole_are_read_so() {
    use generated_client::events_as_a_whole::{Client, models};
    let client = |body| Client::new(Recorder::of_type(200, "text/event-stream", body).session());
    let mut events = client("id: 1\ndata: {\"text\":\"a\"}\n\nevent: done\ndata: [DONE]\n\n").chat().await.unwrap();
    let first = events.next().await.unwrap().unwrap().data;
    let models::ChatEvent::Message(message) = first else { panic!("is no message") };
    assert_eq!((message.id.as_deref(), message.data.text.as_str()), (Some("1"), "a"));
    assert!(matches!(events.next().await.unwrap().unwrap().data, models::ChatEvent::Done(_)));
    assert!(events.next().await.is_none());

    let completions = client("data: {\"text\":\"b\"}\n\ndata: [DONE]\n\n").complete().send_events().await.unwrap();
    let mut completions = completions.into_body();
    assert_eq!(completions.next().await.unwrap().unwrap().data.data.text, "b");
    assert!(completions.next().await.is_none());

    let mut said = client("data: 5\n\ndata: words\n\n").say().await.unwrap();
    for text in ["5", "words"] {
        assert_eq!(said.next().await.unwrap().unwrap().data.data, text);
    }
}

#[tokio::test]
async fn a_success_that_does_not_decode_is_no_error_of_the_document() {
    use generated_client::errors_of_successes::{Client, operations::ReadCount};
    let client = |status| Client::new(Recorder::of_type(status, "text/plain", "x").session());
    for (status, expected) in [(200, None), (201, Some("x"))] {
        let error = client(status).read_count().await.unwrap_err();
        assert_eq!(ReadCount::error_body(&error).as_deref(), expected, "{status}");
    }
}

#[tokio::test]
async fn errors_without_body_have_none_to_read() {
    use generated_client::errors_without_body::{Client, operations::ReadThings};
    for (status, expected) in [(400, Some(7)), (404, None), (500, None), (502, None), (503, Some(7)), (599, None)] {
        let client = Client::new(Recorder::new(status, r#"{"code":7}"#).session());
        let once = generated_client::RetryPolicy::new().with_attempts(1);
        let error = client.read_things().with_retry_policy(once).await.unwrap_err();
        assert_eq!(ReadThings::error_body(&error).map(|body| body.code), expected, "{status}");
    }
}

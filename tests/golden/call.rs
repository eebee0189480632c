//! Calls of the golden operations over a transport that records.
//!
//! What is expected comes from the fixtures and from OpenAPI 3.0.3, "Style Examples", not from the code.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use generated_client::transport::{Body, BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use generated_client::{Nullable, Part, Session, json};
use http_body_util::BodyExt;
use serde_json::Value;

/// Answers requests with one body after the other, all further ones with the last, and keeps the requests.
#[derive(Clone)]
struct Recorder {
    seen: Arc<Mutex<Vec<http::Request<Vec<u8>>>>>,
    status: u16,
    media_type: &'static str,
    headers: &'static [(&'static str, &'static str)],
    bodies: &'static [&'static str],
}

impl Transport for Recorder {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.expect("the body can be read").to_bytes().to_vec();
            let mut seen = self.seen.lock().expect("no test panics here");
            let answered = self.bodies.get(seen.len()).or(self.bodies.last()).copied().unwrap_or_default();
            seen.push(http::Request::from_parts(parts, body));
            let answer = http::Response::builder().status(self.status).header("content-type", self.media_type);
            let answer = self.headers.iter().fold(answer, |answer, (name, value)| answer.header(*name, *value));
            Ok(answer.body(Body::from(Bytes::from_static(answered.as_bytes()))).expect("the answer is one"))
        })
    }
}

impl Recorder {
    fn new(status: u16, body: &'static str) -> Self {
        Self::of_type(status, "application/json", body)
    }

    fn of_type(status: u16, media_type: &'static str, body: &'static str) -> Self {
        Self { seen: Arc::default(), status, media_type, headers: &[], bodies: Vec::leak(vec![body]) }
    }

    /// Answers with success, each request with the next body.
    fn in_turn(bodies: &'static [&'static str]) -> Self {
        Self { bodies, ..Self::new(200, "") }
    }

    fn session(&self) -> Session {
        Session::builder().transport(self.clone()).build().expect("nothing is missing")
    }

    /// The only request so far.
    fn request(&self) -> http::Request<Vec<u8>> {
        let mut seen = self.seen.lock().expect("no test panics here");
        assert_eq!(seen.len(), 1);
        seen.remove(0)
    }

    /// Path and query of the only request, as they were sent.
    fn target(&self) -> String {
        self.request().uri().path_and_query().expect("every URL has a path").to_string()
    }

    /// Path and query of all requests.
    fn targets(&self) -> Vec<String> {
        let seen = self.seen.lock().expect("no test panics here");
        seen.iter().map(|request| request.uri().path_and_query().expect("every URL has a path").to_string()).collect()
    }

    /// The body of the only request.
    fn json(&self) -> Value {
        serde_json::from_slice(self.request().body()).expect("the body is JSON")
    }
}

/// Percent-decoded pairs, sorted.
fn pairs(query: &str) -> Vec<String> {
    let mut pairs: Vec<String> = query.split('&').map(decoded).collect();
    pairs.sort();
    pairs
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two hexadecimal digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("is UTF-8")
}

#[tokio::test]
async fn path_parameters() {
    use generated_client::parameters_path::{Client, models::ReadThingObject};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.read_thing("a/b", 7, ["m", "n"], true, ["x", "y z"], ReadThingObject::new().x(1)).await.unwrap();
    assert_eq!(recorder.target(), "/v1/a%2Fb/things/7.json;matrix=m;matrix=n.true/x,y%20z/x=1");
}

#[tokio::test]
async fn query_parameters() {
    use generated_client::parameters_query::{Client, models::FindThingsFilter};
    let recorder = Recorder::new(204, "");
    let call = Client::new(recorder.session())
        .find_things("2026-01-31T09:00:00+01:00", "c&d")
        .ids(["1", "2"])
        .joined([1, 2])
        .spaced(["a", "b"])
        .piped(["a", "b"])
        .filter(FindThingsFilter::new().color("red").max_size(3))
        .path("/a/b?c")
        .page_size(30)
        .code(5)
        .list(["l"]);
    call.await.unwrap();
    let target = recorder.target();
    assert!(target.contains("path=/a/b?c"), "{target}");
    let (_, query) = target.split_once('?').unwrap();
    assert_eq!(
        pairs(query),
        [
            "call=c&d",
            "code=5",
            "filter[color]=red",
            "filter[max size]=3",
            "ids=1",
            "ids=2",
            "joined=1,2",
            "list=l",
            "page[size]=30",
            "path=/a/b?c",
            "piped=a|b",
            "since=2026-01-31T09:00:00+01:00",
            "spaced=a b",
        ]
    );
}

#[tokio::test]
async fn parameters_of_any_schema() {
    use generated_client::parameters_nested::{Client, models};
    use models::{Filter, FindThingsEither};
    let recorder = Recorder::new(204, "");
    let filter = || Filter::new().name("n").tags(["t", "u"]).inner(Filter::new().name("m"));
    let call = Client::new(recorder.session())
        .find_things(7)
        .filter(filter())
        .expand(["a", "b"])
        .sort([Filter::new().name("s")])
        .options(Filter::new().name("o").tags(["t"]))
        .labels([("k".to_owned(), "v".to_owned())])
        .either(FindThingsEither::List(vec!["x".to_owned(), "y".to_owned()]))
        .way_query("q")
        .way_header([1, 2])
        .tree(Filter::new().name("c"));
    call.await.unwrap();
    let request = recorder.request();
    let (path, query) = request.uri().path_and_query().unwrap().as_str().split_once('?').unwrap();
    assert_eq!((path, request.headers()["way"].to_str().unwrap()), ("/v1/things/7", "1,2"));
    assert_eq!(decoded(request.headers()["cookie"].to_str().unwrap()), r#"tree={"name":"c"}"#);
    assert_eq!(
        pairs(query),
        [
            "either=x",
            "either=y",
            "expand[0]=a",
            "expand[1]=b",
            "filter[inner][name]=m",
            "filter[name]=n",
            "filter[tags][0]=t",
            "filter[tags][1]=u",
            "k=v",
            r#"options=name,o,tags,["t"]"#,
            r#"sort={"name":"s"}"#,
            "way=q",
        ]
    );
}

#[tokio::test]
async fn members_of_forms_have_styles() {
    use generated_client::form_encoding::{Client, models};
    let recorder = Recorder::new(204, "");
    let item = || models::Item::new().price("p").tags(["t"]);
    let body = models::ChargeBody::new(5)
        .metadata([("a b".to_owned(), "1".to_owned())])
        .items([item()])
        .joined(["x", "y"])
        .terms(item())
        .link("a/b")
        .photo("p");
    Client::new(recorder.session()).charge(body).await.unwrap();
    let request = recorder.request();
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(
        pairs(&String::from_utf8_lossy(request.body())),
        [
            "amount=5",
            "items[0][price]=p",
            "items[0][tags][0]=t",
            "joined=x|y",
            "link=a/b",
            "metadata[a+b]=1",
            "photo=p",
            r#"terms={"price":"p","tags":["t"]}"#,
        ]
    );
}

#[tokio::test]
async fn headers_and_cookies() {
    use generated_client::parameters_header_and_cookie::{Client, models::ReadThingsXLimits};
    let recorder = Recorder::new(204, "");
    let call = Client::new(recorder.session()).read_things("r1", "s1");
    call.x_flags(["a", "b"]).x_limits(ReadThingsXLimits::new().low(2)).flavors(["x", "y"]).await.unwrap();
    let request = recorder.request();
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!((header("x-request-id"), header("x-flags"), header("x-limits")), ("r1", "a,b", "low=2"));
    let mut cookies: Vec<&str> = header("cookie").split("; ").collect();
    cookies.sort_unstable();
    assert_eq!(cookies, ["flavors=x,y", "session=s1"]);
}

#[tokio::test]
async fn defaults_of_required_parameters_are_sent() {
    use generated_client::parameter_defaults::Client;
    let recorder = Recorder::new(204, "");
    Client::new(recorder.session()).read_extension().await.unwrap();
    let request = recorder.request();
    assert_eq!(request.uri().to_string(), "https://api.example.com/v1/accounts/~/extensions/a%2Fb%20c?view=Simple");
    assert_eq!(request.headers()["x-version"], "2");
}

#[tokio::test]
async fn content_parameters_are_json() {
    use generated_client::parameter_content::{Client, models::Filter};
    let recorder = Recorder::new(204, "");
    Client::new(recorder.session()).find_things(Filter::new("a&b").values([1])).sort(["up"]).await.unwrap();
    let target = recorder.target();
    let (_, query) = target.split_once('?').unwrap();
    assert_eq!(pairs(query), [r#"filter={"field":"a&b","values":[1]}"#, r#"sort=["up"]"#]);
}

#[tokio::test]
async fn bodies() {
    use generated_client::bodies::{Client, models::Ids};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.optional_body().await.unwrap();
    let request = recorder.request();
    assert!(request.body().is_empty() && !request.headers().contains_key("content-type"), "{request:?}");
    client.delete_many(Ids::new(["1", "2"])).await.unwrap();
    client.form(Ids::new(["1"])).await.unwrap();
    client.bytes(vec![0, 255]).await.unwrap();
    client.text("é").await.unwrap();
    client.suffix(Ids::new(["1"])).await.unwrap();
    client.list([1, 2]).await.unwrap();
    client.scalar(true).await.unwrap();
    let seen = recorder.seen.lock().unwrap();
    let sent: Vec<(&str, &str, &[u8])> = seen
        .iter()
        .map(|request| {
            let media_type = request.headers()["content-type"].to_str().expect("is text");
            (request.method().as_str(), media_type, request.body().as_slice())
        })
        .collect();
    assert_eq!(sent[0], ("DELETE", "application/json", br#"{"ids":["1","2"]}"#.as_slice()));
    assert_eq!(sent[1], ("POST", "application/x-www-form-urlencoded", b"ids=1".as_slice()));
    assert_eq!(sent[2], ("PUT", "application/octet-stream", [0, 255].as_slice()));
    assert_eq!((sent[3].0, sent[3].2), ("PUT", "é".as_bytes()));
    assert!(sent[3].1.starts_with("text/plain"), "{}", sent[3].1);
    assert_eq!(sent[4], ("PATCH", "application/merge-patch+json", br#"{"ids":["1"]}"#.as_slice()));
    assert_eq!((sent[5].2, sent[6].2), (b"[1,2]".as_slice(), b"true".as_slice()));
}

#[tokio::test]
async fn a_body_is_what_the_caller_chooses() {
    use generated_client::several_bodies::{Client, models, operations};
    use operations::{JsonOrFormBody, JsonOrMarkupBody, PatchThingBody, TextOrBytesBody};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    let thing = || models::Thing::new("1");
    client.json_or_file(thing()).await.unwrap();
    client.json_or_file(models::JsonOrFileBodyForm::new(Part::text("x"))).await.unwrap();
    client.json_or_form().body(models::JsonOrFormBodyUrlEncoded::new().name("a b")).await.unwrap();
    client.json_or_form().body(JsonOrFormBody::Json(thing())).await.unwrap();
    client.json_or_markup(JsonOrMarkupBody::Xml("<id/>".to_owned())).await.unwrap();
    client.json_or_markup(JsonOrMarkupBody::Xml("<id/>".to_owned())).with_content_type("text/xml").await.unwrap();
    client.json_or_markup(thing()).await.unwrap();
    client.patch_thing(PatchThingBody::JsonPatchJson(Vec::new())).await.unwrap();
    client.text_or_bytes(TextOrBytesBody::Text("a,b".to_owned())).with_content_type("text/csv").await.unwrap();
    client.text_or_bytes(TextOrBytesBody::Bytes(vec![1].into())).with_content_type("image/png").await.unwrap();
    client.repeated(models::RepeatedBody::new(["x"])).await.unwrap();
    let sent: Vec<String> = recorder.seen.lock().unwrap().iter().map(sent).collect();
    assert_eq!(
        sent,
        [
            r#"application/json {"id":"1"}"#,
            "multipart/form-data",
            "application/x-www-form-urlencoded name=a+b",
            r#"application/json {"id":"1"}"#,
            "application/xml <id/>",
            "text/xml <id/>",
            r#"application/json {"id":"1"}"#,
            "application/json-patch+json []",
            "text/csv a,b",
            "image/png \u{1}",
            r#"application/json {"a":["x"]}"#,
        ]
    );
    let wrong = client.json_or_markup(thing()).with_content_type("application/xml").await.unwrap_err();
    assert!(wrong.to_string().contains("is not declared"), "{wrong}");
}

/// The media type and the body of a request; of a form, the type alone, as its boundary is random.
fn sent(request: &http::Request<Vec<u8>>) -> String {
    let media_type = request.headers()["content-type"].to_str().expect("is text");
    match media_type.split_once("; boundary") {
        Some((form, _)) => form.to_owned(),
        None => format!("{media_type} {}", String::from_utf8_lossy(request.body())),
    }
}

#[tokio::test]
async fn forms() {
    use generated_client::multipart::{Client, models};
    let recorder = Recorder::new(204, "");
    let body = models::UploadAllBody::new(Part::from(vec![1, 2]).file_name("a.png"), "A title")
        .attachments([Part::text("x"), Part::text("y")])
        .meta(models::Meta::new().author("me"))
        .default_value("d")
        .odd_part("o");
    Client::new(recorder.session()).upload_all(body).await.unwrap();
    let request = recorder.request();
    assert!(request.headers()["content-type"].to_str().expect("is text").starts_with("multipart/form-data; boundary="));
    let text = String::from_utf8_lossy(request.body()).into_owned();
    for (name, times) in [("image", 1), ("title", 1), ("attachments", 2), ("meta", 1), ("default", 1), ("Odd Part", 1)]
    {
        assert_eq!(text.matches(&format!("name=\"{name}\"")).count(), times, "{name} in {text}");
    }
    assert!(text.contains("filename=\"a.png\"") && text.contains(r#"{"author":"me"}"#), "{text}");
}

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
        AnyAnswer, FileAnswer, ListsAnswer, Problem, ProblemError, ReportAnswer, ShapesAnswer,
    };
    use generated_client::answers_by_media_type::{Client, models};
    let of = |status, media_type, body| Client::new(Recorder::of_type(status, media_type, body).session());
    let recorder = Recorder::of_type(200, "text/csv; charset=utf-8", "a,b");
    let report = Client::new(recorder.session()).report().await.unwrap();
    assert_eq!(report, ReportAnswer::Text("a,b".to_owned()));
    assert_eq!(recorder.request().headers()["accept"], "application/json, text/csv");
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
    assert_eq!((first.event.as_str(), first.data.text.as_deref(), first.id.as_deref()), ("delta", Some("a"), Some("7")));
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
    let sequence = client("application/json-seq", "\u{1e}{\"text\":\n\"a\"}\n\u{1e}{}\n").sequence().send_records().await;
    let mut sequence = sequence.unwrap().into_body();
    assert_eq!(sequence.next().await.unwrap().unwrap().text.as_deref(), Some("a"));
    assert_eq!(sequence.next().await.unwrap().unwrap().text, None);
    assert!(sequence.next().await.is_none());
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
async fn the_narrowest_status_decides() {
    use generated_client::errors::{Client, operations::*};
    for (status, is_failed) in [(404, true), (409, true), (410, false), (500, true)] {
        let client = Client::new(Recorder::new(status, r#"{"code":7}"#).session());
        let body = Merged::error_body(&client.merged().await.unwrap_err()).unwrap();
        assert_eq!(matches!(body, MergedError::Error(_)), is_failed, "{status}: {body:?}");
    }
}

#[tokio::test]
async fn read_only_members_are_not_sent() {
    use generated_client::read_and_write_only::{Client, models::User};
    let recorder = Recorder::new(200, r#"{"id":"1","name":"n","owner":{"id":"2"}}"#);
    let user: User = json::from_str(r#"{"id":"1","name":"n","owner":{"id":"2"},"new":true}"#).unwrap();
    let mut user = user;
    user.password = Some("p".to_owned());
    let answer = Client::new(recorder.session()).write_thing(user).await.unwrap();
    assert_eq!(recorder.json(), serde_json::json!({"name": "n", "password": "p", "new": true}));
    assert_eq!((answer.id.as_deref(), answer.password), (Some("1"), None));
}

#[tokio::test]
async fn servers() {
    use generated_client::servers::{Client, Server};
    let recorder = Recorder::new(200, "");
    let client = Client::new(recorder.session());
    assert_eq!(Server::Regional.url(), "https://{region}.example.com:{port}/v1");
    client.read_image().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://media.example.com/v1/image");
    client.read_other().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://eu.media.example.com/other");
    client.clone().with_server(Server::SandboxExampleCom).ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://sandbox.example.com/ping");
    client.ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://eu.example.com:8443/v1/ping");
    let near = client.clone().with_server_variable("region", "us").with_server_variable("port", "443");
    near.ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://us.example.com/v1/ping");
    let error = client.clone().with_server_variable("region", "mars").ping().await.unwrap_err();
    assert!(error.to_string().contains("it is one of eu, us"), "{error}");
    let relative = client.with_server(Server::Relative);
    assert!(relative.ping().await.unwrap_err().to_string().contains("with_document_url"));
    relative.with_document_url("https://docs.example.com/api/openapi.json").unwrap().ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://docs.example.com/relative/ping");
}

#[tokio::test]
async fn every_kind_of_scheme_has_a_provider() {
    use generated_client::auth::{ApiKey, Basic, Bearer, ByScheme, HttpScheme};
    use generated_client::security::Client;
    let recorder = Recorder::new(204, "");
    let of = |auth: ByScheme| Client::new(Session::builder().transport(recorder.clone()).auth(auth).build().unwrap());
    let header = |name: &str| recorder.seen.lock().unwrap()[0].headers()[name].to_str().unwrap().to_owned();
    of(ByScheme::new().with("oauth", Bearer::new("t"))).of_the_document().await.unwrap();
    assert_eq!(header("authorization"), "Bearer t");
    recorder.request();
    of(ByScheme::new().with("basic", Basic::new("u", "p"))).either_of().await.unwrap();
    assert_eq!(header("authorization"), "Basic dTpw");
    recorder.request();
    of(ByScheme::new().with("key", ApiKey::new("k")).with("bearer", Bearer::new("t"))).both_of().await.unwrap();
    assert_eq!((header("x-key"), header("authorization")), ("k".to_owned(), "Bearer t".to_owned()));
    recorder.request();
    of(ByScheme::new().with("query", ApiKey::new("k"))).the_rest().await.unwrap();
    assert_eq!(recorder.target(), "/v1/rest?key=k");
    of(ByScheme::new().with("digest", HttpScheme::new("Digest", "x=\"y\""))).the_rest().await.unwrap();
    assert_eq!(header("authorization"), "Digest x=\"y\"");
    recorder.request();
    of(ByScheme::new().with("oidc", Bearer::new("t"))).the_rest().await.unwrap();
    assert_eq!(header("authorization"), "Bearer t");
    recorder.request();
    of(ByScheme::new().with("cookie", ApiKey::new("c"))).maybe().await.unwrap();
    assert_eq!(header("cookie"), "session=c");
    recorder.request();
    of(ByScheme::new()).maybe().await.unwrap();
    assert!(!recorder.request().headers().contains_key("cookie"));
}

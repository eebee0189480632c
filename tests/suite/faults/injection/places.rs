//! Each place of a request where a caller's text goes.

use generated_client::codegen::BoxFuture;
use generated_client::{Method, Result};

use super::super::service::{Client, Shelf, client, client_of, session};
use super::super::success;
use super::{answering, arrived, decoded, hostile, is_no_header_value, named, pairs};
use crate::wire::server::Recorded;

/// A place, and what must come of a text there.
struct Place {
    name: &'static str,
    send: fn(&Client, &str) -> BoxFuture<'static, Result<Shelf>>,
    /// Whether the text cannot be there.
    refuses: fn(&str) -> bool,
    /// The text in the request that arrived.
    find: fn(&Recorded) -> String,
}

/// The longest URL that there is (`http::Uri`).
fn is_too_long(text: &str) -> bool {
    text.len() > 50_000
}

fn is_no_segment(text: &str) -> bool {
    ["", ".", ".."].contains(&text) || is_too_long(text)
}

/// RFC 9110, 5.6.2.
fn is_no_token(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    text.is_empty() || !text.bytes().all(is_token) || is_too_long(text)
}

/// The segment at a place of the path, which has the segments of its template.
fn segment(request: &Recorded, index: usize) -> String {
    let path = request.target.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').collect();
    let fixed = [segments[1], segments[3], segments[5]];
    assert_eq!((fixed, segments.len()), (["halls", "shelves", "books"], 6), "{path}");
    decoded(segments[index])
}

/// The only pair of the query, when its name is this.
fn only_pair(request: &Recorded, name: &str) -> String {
    assert_eq!(segment(request, 4), "7");
    let (_, query) = request.target.split_once('?').expect("a query");
    let pairs = pairs(query, "&");
    let [(arrived, value)] = pairs[..] else { panic!("one pair in {query}") };
    assert_eq!(arrived, name, "{query}");
    decoded(value)
}

fn header(request: &Recorded, name: &str) -> String {
    // RFC 9110, 5.5: white space around a value is none of it.
    request.header(name).expect("the header came").trim_matches([' ', '\t']).to_owned()
}

fn places() -> impl Iterator<Item = Place> {
    places_in_the_url().into_iter().chain(places_in_headers())
}

fn places_in_the_url() -> [Place; 5] {
    [
        Place {
            name: "a path parameter",
            send: |client, text| client.read_shelf(text).into_future(),
            refuses: is_no_segment,
            find: |request| segment(request, 4),
        },
        Place {
            name: "a path parameter with a default",
            send: |client, text| client.read_shelf("7").hall(text).into_future(),
            refuses: is_no_segment,
            find: |request| segment(request, 2),
        },
        Place {
            name: "a query parameter",
            send: |client, text| client.read_shelf("7").topic(text).into_future(),
            refuses: is_too_long,
            find: |request| only_pair(request, "topic"),
        },
        Place {
            name: "a value of with_query",
            send: |client, text| client.read_shelf("7").with_query("topic", text).into_future(),
            refuses: is_too_long,
            find: |request| only_pair(request, "topic"),
        },
        Place {
            name: "a name of with_query",
            send: |client, text| client.read_shelf("7").with_query(text, "v").into_future(),
            refuses: is_too_long,
            find: |request| {
                let (_, query) = request.target.split_once('?').expect("a query");
                let pairs = pairs(query, "&");
                assert_eq!((segment(request, 4).as_str(), pairs.len(), pairs[0].1), ("7", 1, "v"), "{query}");
                decoded(pairs[0].0)
            },
        },
    ]
}

fn places_in_headers() -> [Place; 5] {
    [
        Place {
            name: "a header parameter",
            send: |client, text| client.read_shelf("7").trace(text).into_future(),
            refuses: is_no_header_value,
            find: |request| header(request, "x-trace"),
        },
        Place {
            name: "a value of with_header",
            send: |client, text| client.make_shelf(Shelf::new("7")).with_header("X-Own", text).into_future(),
            refuses: is_no_header_value,
            find: |request| header(request, "x-own"),
        },
        Place {
            name: "a name of with_header",
            send: |client, text| client.make_shelf(Shelf::new("7")).with_header(text, "own").into_future(),
            refuses: is_no_token,
            find: |request| {
                let mut names = request.headers.iter().filter(|(_, value)| value == "own").map(|(name, _)| name);
                let name = names.next().expect("the header came").clone();
                assert_eq!(names.next(), None);
                name
            },
        },
        Place {
            name: "a cookie",
            send: |client, text| client.read_shelf("7").crumb(text).into_future(),
            refuses: |_| false,
            find: |request| {
                let cookie = request.header("cookie").expect("a cookie");
                let pairs = pairs(cookie, "; ");
                assert_eq!((pairs.len(), pairs[0].0), (1, "crumb"), "{cookie}");
                decoded(pairs[0].1)
            },
        },
        Place {
            name: "the cookies of with_header",
            send: |client, text| client.read_shelf("7").with_header("Cookie", text).into_future(),
            refuses: is_no_header_value,
            find: |request| header(request, "cookie"),
        },
    ]
}

#[tokio::test]
async fn a_text_arrives_as_it_is_or_nothing_is_sent() {
    let session = session().build().expect("a session");
    for place in places() {
        let server = answering(success());
        let client = client_of(&session, &server.url());
        let is_trimmed = place.name.contains("header");
        for text in hostile() {
            let (name, before) = (named(place.name, &text), server.seen().requests.len());
            let request = arrived(&server, before, (place.send)(&client, &text).await, &name);
            assert_eq!(request.is_none(), (place.refuses)(&text), "{name}");
            let expected = if is_trimmed { text.trim_matches([' ', '\t']) } else { &text };
            if let Some(request) = request {
                // Names of headers come in lower case (RFC 9110, 5.1).
                let expected =
                    if place.name == "a name of with_header" { text.to_lowercase() } else { expected.into() };
                assert_eq!((place.find)(&request), expected, "{name}");
                assert_eq!(request.header("x-evil"), None, "{name}");
            }
        }
        assert_eq!(server.lines().iter().filter(|line| line.contains("smuggled HTTP")).count(), 0);
    }
}

/// Reserved characters stay as they are there, so that a pair is all that can be told.
#[tokio::test]
async fn a_parameter_with_reserved_characters_is_one_pair() {
    let server = answering(success());
    let client = client(session(), &server.url());
    for text in hostile() {
        let (name, before) = (named("allowReserved", &text), server.seen().requests.len());
        let request = arrived(&server, before, client.read_shelf("7").plain(&text).await, &name);
        assert_eq!(request.is_none(), is_too_long(&text), "{name}");
        if let Some(request) = request {
            assert_eq!(only_pair(&request, "plain"), decoded(&text), "{name}");
        }
    }
}

#[tokio::test]
async fn a_path_that_no_document_names_stays_below_the_server() {
    let server = answering(success());
    let client = client(session(), &format!("{}/base", server.url()));
    let is_dots = |text: &str| text.split(['/', '?']).any(|segment| [".", ".."].contains(&&*decoded(segment)));
    for text in hostile() {
        let (name, before) = (named("a path", &text), server.seen().requests.len());
        let result = client.request(Method::Get, format!("/{text}")).send().await;
        let request = arrived(&server, before, result, &name);
        assert_eq!(request.is_none(), is_too_long(&text) || is_dots(&text), "{name}");
        if let Some(request) = request {
            assert_eq!(decoded(&request.target), decoded(&format!("/base/{text}")), "{name}");
        }
    }
    for path in ["", "a", "?a", "@evil.example/", ":80/", ".evil.example/", "\\a", "http://evil.example/"] {
        let before = server.seen().requests.len();
        let request = arrived(&server, before, client.request(Method::Get, path).send().await, path);
        assert!(request.is_none(), "{path}");
    }
}

#[tokio::test]
async fn the_query_of_a_path_is_sent_whole_or_not_at_all() {
    let server = answering(success());
    let client = client(session(), &server.url());
    let cases = [
        ("a=1", true),
        ("a=1&b=%20%26%2523", true),
        ("a=1;b/c?d:@!$()*,+", true),
        ("a=1#b", false),
        ("#", false),
        ("a=1 2", false),
        ("a=1\r\nx: y", false),
        ("a=\t", false),
        ("a=é", false),
        ("a=\"", false),
        ("a=<b>", false),
        ("a=\0", false),
    ];
    for (query, is_sent) in cases {
        let before = server.seen().requests.len();
        let request = client.request(Method::Get, format!("/a?{query}")).query("last", "1&2");
        let request = arrived(&server, before, request.send().await, query);
        let expected = is_sent.then(|| format!("/a?{query}&last=1%262"));
        assert_eq!(request.map(|request| request.target), expected, "{query:?}");
    }
}

#[tokio::test]
async fn the_caller_cannot_say_where_a_message_ends() {
    let server = answering(success());
    let client = client(session(), &server.url());
    for name in ["Content-Length", "content-length", "Transfer-Encoding", "TRANSFER-ENCODING"] {
        for value in ["0", "5", "chunked", "identity", ""] {
            let before = server.seen().requests.len();
            let call = client.make_shelf(Shelf::new("7")).with_header(name, value);
            assert!(arrived(&server, before, call.await, name).is_none(), "{name}: {value}");
            let request = client.request(Method::Post, "/a").header(name, value);
            assert!(arrived(&server, before, request.send().await, name).is_none(), "{name}: {value}");
        }
    }
}

#[tokio::test]
async fn the_callers_headers_take_the_place_of_the_calls_own() {
    let server = answering(success());
    let client = client(session(), &server.url());
    let own = [
        ("Host", "virtual.example.com"),
        ("Authorization", "Basic b3duOm93bg=="),
        ("User-Agent", "own"),
        ("Accept", "text/plain"),
        ("Content-Type", "application/merge-patch+json"),
        ("Accept-Encoding", "identity"),
    ];
    for (name, value) in own {
        let before = server.seen().requests.len();
        let call = client.make_shelf(Shelf::new("7")).with_header(name, value);
        let request = arrived(&server, before, call.await, name).expect("it is a header as any other");
        assert_eq!(request.header(name), Some(value), "once, and the caller's");
    }
}

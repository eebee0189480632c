//! Bodies that are cut, wrong, too large, or larger than they look.

use std::io::Write;
use std::time::Duration;

use bytes::Bytes;
use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};
use generated_client::ErrorKind::{Decode, Timeout, Transport};
use generated_client::{Error, ErrorKind, Method};

use super::server::{FaultServer, Plan, Step};
use super::service::{client, session};
use super::{Call, answer, assert_printable, head};

const JSON: (&str, &str) = ("content-type", "application/json");
const GZIP: (&str, &str) = ("content-encoding", "gzip");
const MEBIBYTE: usize = 1 << 20;

/// Sends a call that fails, once, at a server whose client takes a mebibyte at most.
async fn failure(call: Call, plan: Plan, name: &str) -> (Error, FaultServer) {
    let server = FaultServer::start([plan]);
    let error = call.send(&client(session().max_response_size(MEBIBYTE), &server.url())).await.expect_err(name);
    assert_printable(&error, name);
    (error, server)
}

#[tokio::test]
async fn json_that_is_not_what_was_declared_keeps_its_body_and_says_where() {
    let cases = [
        (r#"{"id":"7","books":[1,2"#, "$.books"),
        (r#"{"id":"7","books":[1,"#, "$.books[1]"),
        (r#"{"id":"7","boo"#, "$"),
        (r#"{"id":"7","books":[1,true]}"#, "$.books[1]"),
        (r#"{"books":[]}"#, "$.id"),
        (r#"{"id":7"#, "$"),
        ("", "$"),
        ("null", "$"),
        ("<html>Bad Gateway</html>", "$"),
        ("{\"id\":\"7\"} trailing", "$"),
    ];
    for (body, path) in cases {
        for call in Call::BOTH {
            let plan = vec![Step::Send(answer(200, &[JSON, ("x-request-id", "r-1")], body.as_bytes()))];
            let (error, server) = failure(call, plan, body).await;
            assert_eq!((error.kind(), error.attempts()), (Decode, 1), "{body}: {error}");
            assert_eq!(error.json_path().as_deref(), Some(path), "{body}: {error}");
            assert_eq!(error.body().map(|body| &body[..]), Some(body.as_bytes()), "{error}");
            assert_eq!((error.status().map(|status| status.as_u16()), error.request_id()), (Some(200), Some("r-1")));
            assert!(error.may_have_reached_server() && error.api().is_none(), "{body}: {error}");
            call.assert_seen(&server, 1, body);
        }
    }
}

#[tokio::test]
async fn a_large_body_that_does_not_decode_is_kept_in_part() {
    let body = answer(200, &[JSON], &b"[".repeat(3 * MEBIBYTE));
    let server = FaultServer::start([vec![Step::Send(body)]]);
    let error = Call::Get.send(&client(session(), &server.url())).await.expect_err("it is no object");
    assert_eq!((error.kind(), error.body().map(Bytes::len)), (Decode, Some(MEBIBYTE)), "{error}");
}

#[tokio::test]
async fn a_path_of_any_length_keeps_the_line_short() {
    let body = format!(r#"{{"id":"7","topics":{{"{}":true}}}}"#, "k".repeat(100_000));
    let (error, _server) = failure(Call::Get, vec![Step::Send(answer(200, &[JSON], body.as_bytes()))], "long").await;
    let path = error.json_path().expect("the body does not decode");
    assert_eq!(path.len(), "$.topics.".len() + 100_000, "it is all there for who asks");
}

#[tokio::test]
async fn a_wrong_content_type_is_no_reason_to_refuse_a_body_that_decodes() {
    for content_type in ["text/html", "application/octet-stream", "image/png", "", "nonsense"] {
        let body = answer(200, &[("content-type", content_type)], b"{\"id\":\"7\"}");
        let server = FaultServer::start([vec![Step::Send(body)]]);
        let shelf = Call::Get.send(&client(session(), &server.url())).await.expect(content_type);
        assert_eq!(shelf.id, "7", "{content_type}");
        let html = answer(200, &[("content-type", content_type)], b"<p>Log in");
        let (error, _server) = failure(Call::Get, vec![Step::Send(html)], content_type).await;
        assert_eq!((error.kind(), error.body().map(Bytes::len)), (Decode, Some(9)), "{content_type}: {error}");
    }
}

#[tokio::test]
async fn an_answer_that_can_have_no_body_has_none_and_the_next_is_not_read_from_it() {
    let nothing = answer(204, &[JSON], b"{\"id\":\"from the body of the one before\"}");
    let server = FaultServer::start([vec![Step::Send(nothing)], vec![Step::Send(super::success())]]);
    let client = client(session(), &server.url());
    let response = client.request(Method::Post, "/nothing").send().await.expect("a success");
    assert_eq!((response.status().as_u16(), response.body().len()), (204, 0));
    assert_eq!(client.read_shelf("7").await.expect("a success").id, "7");
}

#[tokio::test]
async fn a_refusal_keeps_what_came_of_its_body() {
    let whole = |body: &[u8]| vec![Step::Send(answer(500, &[], body))];
    let begin = |more: &[(&str, &str)], body: &[u8]| Step::Send([&head(500, more)[..], body].concat());
    let (length, chunked) = (&[("content-length", "100")], &[("transfer-encoding", "chunked")]);
    let most = vec![b'x'; MEBIBYTE];
    let more = vec![b'x'; MEBIBYTE + 1];
    let cases: [(&str, Plan, usize, bool); 8] = [
        ("nothing", whole(b""), 0, false),
        ("all", whole(b"all of it"), 9, false),
        ("as much as is kept", whole(&most), MEBIBYTE, false),
        ("a byte more", whole(&more), MEBIBYTE, true),
        ("a short one", vec![begin(length, b"a part"), Step::Close], 6, true),
        ("a reset one", vec![begin(length, b"a part"), Step::Reset], 6, true),
        ("too few chunks", vec![begin(chunked, b"6\r\na part\r\n"), Step::Close], 6, true),
        ("bad gzip", vec![Step::Send(answer(500, &[GZIP], b"no gzip"))], 0, true),
    ];
    for (name, plan, kept, is_cut) in cases {
        for (call, attempts) in [(Call::Get, 3), (Call::Post, 1)] {
            let (error, server) = failure(call, plan.clone(), name).await;
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, attempts), "{name}: {error}");
            let api = error.api().expect("the server answered");
            assert_eq!((api.body().len(), api.is_body_cut()), (kept, is_cut), "{name}");
            call.assert_seen(&server, attempts, name);
        }
    }
}

/// Content by a coding that breaks.
#[tokio::test]
async fn gzip_that_breaks_is_an_error() {
    let mut whole = GzEncoder::new(Vec::new(), Compression::fast());
    whole.write_all(br#"{"id":"7"}"#).expect("memory takes all");
    let whole = whole.finish().expect("memory takes all");
    let mut flipped = whole.clone();
    *flipped.last_mut().expect("it has bytes") ^= 1;
    for (name, body) in [("text", &b"{\"id\":\"7\"}"[..]), ("half", &whole[..15]), ("a wrong length", &flipped)] {
        let (error, server) = failure(Call::Post, vec![Step::Send(answer(200, &[JSON, GZIP], body))], name).await;
        assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (Transport, Some(200)), "{name}");
        assert!(error.may_have_reached_server(), "{name}: {error}");
        Call::Post.assert_seen(&server, 1, name);
    }
    let server = FaultServer::start([vec![Step::Send(answer(200, &[JSON, GZIP], &whole))]]);
    assert_eq!(Call::Get.send(&client(session(), &server.url())).await.expect("whole gzip").id, "7");
}

#[tokio::test]
async fn a_gibibyte_is_not_read_beyond_the_limit() {
    const GIBIBYTE: u64 = 1 << 30;
    let length = ("content-length", "1073741824");
    // A chunk of 64 KiB, over and over.
    let chunk = [b"10000\r\n".to_vec(), vec![b' '; 65_536], b"\r\n".to_vec()].concat();
    let framings = [(length, vec![b' '; 65_536]), (("transfer-encoding", "chunked"), chunk)];
    for (status, kind) in [(200, Decode), (500, ErrorKind::Api)] {
        for (framing, part) in &framings {
            let name = &format!("{status} {framing:?}");
            let plan = vec![Step::Send(head(status, &[JSON, *framing])), Step::Pour(part.clone(), GIBIBYTE)];
            let (error, server) = failure(Call::Post, plan, name).await;
            assert_refused(&error, kind, name);
            let poured = server.gone(1).await.poured;
            assert!(poured < 16 << 20, "{name}: {poured} bytes were taken");
        }
    }
}

#[tokio::test]
async fn a_bomb_of_gzip_is_not_inflated_beyond_the_limit() {
    let (begin, part) = bomb();
    let parts = 10_000_000 / part.len() as u64;
    assert!(parts * 10_000_000 >= 10_000_000_000, "about 10 MB inflate to 10 GB");
    for (status, kind) in [(200, Decode), (500, ErrorKind::Api)] {
        let name = &format!("{status}");
        let length = (begin.len() as u64 + parts * part.len() as u64).to_string();
        let start = [head(status, &[JSON, GZIP, ("content-length", &length)]), begin.clone()].concat();
        let plan = vec![Step::Send(start), Step::Pour(part.clone(), parts * part.len() as u64)];
        let (error, server) = failure(Call::Post, plan, name).await;
        assert_refused(&error, kind, name);
        let seen = server.gone(1).await;
        assert!(seen.poured < parts * part.len() as u64, "{name}: all {} bytes were taken", seen.poured);
    }
}

/// It never reaches a limit of size.
#[tokio::test]
async fn a_body_of_nothing_without_end_is_a_timeout() {
    let (begin, _) = bomb();
    // Blocks without content (RFC 1951, 3.2.4), and a chunk whose length goes on.
    let gzip = [head(200, &[JSON, GZIP, ("content-length", "1000000000000")]), begin].concat();
    let chunked = head(200, &[JSON, ("transfer-encoding", "chunked")]);
    for (name, begin, more) in [("gzip", gzip, &b"\0\0\0\xff\xff"[..]), ("chunked", chunked, b"0")] {
        let server = FaultServer::start([vec![Step::Send(begin), Step::Pour(more.repeat(10_000), u64::MAX)]]);
        let session = session().attempt_timeout(Duration::from_millis(150));
        let error = Call::Post.send(&client(session, &server.url())).await.expect_err(name);
        assert_eq!((error.kind(), error.attempts()), (Timeout, 1), "{name}: {error}");
        server.gone(1).await;
    }
}

/// Asserts what comes of an answer that is too large, by its status.
fn assert_refused(error: &Error, kind: ErrorKind, name: &str) {
    assert_eq!((error.kind(), error.attempts()), (kind, 1), "{name}: {error}");
    assert!(error.may_have_reached_server() && error.status().is_some(), "{name}: {error}");
    match error.api() {
        Some(api) => assert_eq!((api.body().len(), api.is_body_cut()), (MEBIBYTE, true), "{name}"),
        None => assert!(error.to_string().ends_with("answer is larger than 1048576 bytes"), "{name}: {error}"),
    }
}

/// The beginning of a gzip stream (RFC 1952), and a part that goes on for 10 MB and ends at a byte, so that it can be
/// repeated.
fn bomb() -> (Vec<u8>, Vec<u8>) {
    let mut deflate = Compress::new(Compression::best(), false);
    let mut part = Vec::with_capacity(100_000);
    deflate.compress_vec(&vec![b' '; 10_000_000], &mut part, FlushCompress::Full).expect("spaces compress");
    (b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec(), part)
}

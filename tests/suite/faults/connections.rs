//! Connections that fail before an answer is complete, and answers that are no HTTP.

use std::time::Duration;

use generated_client::ErrorKind::{self, Decode, Timeout, Transport};
use tokio::net::TcpListener;

use super::server::{FaultServer, Plan, Step};
use super::service::{client, session};
use super::{Call, answer, assert_printable, head, success};

/// A fault, and what comes of it.
struct Case {
    name: &'static str,
    plan: Plan,
    kind: ErrorKind,
    /// That of the answer, when its head was complete.
    status: Option<u16>,
    /// How often the idempotent call is sent, and the other one.
    attempts: [u32; 2],
}

/// A connection that is lost: once for a call that may have been acted on, three times for one that may be repeated.
fn lost(name: &'static str, status: Option<u16>, plan: Plan) -> Case {
    Case { name, plan, kind: Transport, status, attempts: [3, 1] }
}

fn send(text: &str) -> Step {
    Step::Send(text.as_bytes().to_vec())
}

fn part(text: &str) -> Step {
    Step::Send([head(200, &[("content-length", "100")]), text.as_bytes().to_vec()].concat())
}

fn chunks(text: &str) -> Step {
    Step::Send([head(200, &[("transfer-encoding", "chunked")]), text.as_bytes().to_vec()].concat())
}

fn lost_connections() -> Vec<Case> {
    vec![
        lost("reset after the request", None, vec![Step::Reset]),
        lost("closed after the request", None, vec![Step::Close]),
        lost("reset in the head", None, vec![send("HTTP/1.1 200 OK\r\ncontent-le"), Step::Reset]),
        lost("closed in the head", None, vec![send("HTTP/1.1 200 OK\r\ncontent-le"), Step::Close]),
        lost("reset in a body of known length", Some(200), vec![part("{\"id\":"), Step::Reset]),
        lost("a body shorter than its length", Some(200), vec![part("{\"id\":\"7\"}"), Step::Close]),
        lost("reset in a chunk", Some(200), vec![chunks("a\r\n{\"id\""), Step::Reset]),
        lost("closed between chunks", Some(200), vec![chunks("a\r\n{\"id\":\"7\"}\r\n"), Step::Close]),
        lost("a chunk of no length", Some(200), vec![chunks("zz\r\n{\"id\":\"7\"}\r\n"), Step::Close]),
    ]
}

fn garbage() -> Vec<Case> {
    let many: String = (0..10_000).map(|number| format!("x-{number}: {number}\r\n")).collect();
    vec![
        lost("another protocol", None, vec![send("SSH-2.0-OpenSSH_9.9\r\n"), Step::Stall]),
        lost("bytes", None, vec![Step::Send((0..=255).cycle().take(10_000).collect()), Step::Stall]),
        lost("a TLS alert", None, vec![Step::Send(b"\x15\x03\x03\0\x02\x02\x28".to_vec()), Step::Stall]),
        lost("a status of letters", None, vec![send("HTTP/1.1 OK OK\r\n\r\n"), Step::Stall]),
        lost("two lengths", None, vec![send("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab")]),
        lost("a length of letters", None, vec![send("HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\n{\"id\":\"7\"}")]),
        lost("a header without a name", None, vec![send("HTTP/1.1 200 OK\r\n: x\r\ncontent-length: 0\r\n\r\n")]),
        lost("10,000 headers", None, vec![send(&format!("HTTP/1.1 200 OK\r\n{many}\r\n"))]),
    ]
}

#[tokio::test]
async fn a_lost_connection_is_an_error_of_transport_and_only_idempotent_calls_are_repeated() {
    for case in lost_connections().into_iter().chain(garbage()) {
        check(&case, Duration::from_secs(20)).await;
    }
}

#[tokio::test]
async fn a_stalled_answer_is_a_timeout_and_only_idempotent_calls_are_repeated() {
    let stalled = |name, plan| Case { name, plan, kind: Timeout, status: None, attempts: [3, 1] };
    let cases = [
        stalled("before the head", vec![Step::Stall]),
        stalled("in the head", vec![send("HTTP/1.1 200 OK\r\ncontent-le"), Step::Stall]),
        stalled("in a body of known length", vec![part("{\"id\":"), Step::Stall]),
        stalled("in a chunk", vec![chunks("a\r\n{\"id\""), Step::Stall]),
    ];
    for case in cases {
        check(&case, Duration::from_millis(150)).await;
    }
}

#[tokio::test]
async fn headers_beyond_the_limit_end_the_call() {
    let value = "v".repeat(1024);
    let large: Vec<_> = std::iter::repeat_n(("x", value.as_str()), 70).collect();
    let plan = vec![Step::Send(answer(200, &large, b"{\"id\":\"7\"}"))];
    check(&Case { name: "70 KiB", plan, kind: Decode, status: None, attempts: [1, 1] }, Duration::from_secs(20)).await;
}

#[tokio::test]
async fn what_has_no_end_is_not_read_on() {
    let head = "HTTP/1.1 200 OK\r\nx: ";
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let cases = [
        ("a header", None, head.to_owned(), "v"),
        ("headers", None, head.to_owned(), "x: y\r\n"),
        ("a chunk extension", Some(200), format!("{chunked}5;"), "v"),
        ("a trailer", Some(200), format!("{chunked}a\r\n{{\"id\":\"7\"}}\r\n0\r\nx: "), "v"),
        ("trailers", Some(200), format!("{chunked}a\r\n{{\"id\":\"7\"}}\r\n0\r\n"), "x: y\r\n"),
    ];
    for (name, status, begin, more) in cases {
        let server = FaultServer::start([vec![send(&begin), Step::Pour(more.repeat(10_000).into(), 1 << 30)]]);
        let error = Call::Post.send(&client(session(), &server.url())).await.expect_err(name);
        assert_eq!((error.kind(), error.attempts()), (Transport, 1), "{name}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), status, "{name}: {error}");
        let poured = server.gone(1).await.poured;
        assert!(poured < 16 << 20, "{name}: {poured} bytes were taken");
    }
}

/// Sends both calls into the fault.
async fn check(case: &Case, attempt_timeout: Duration) {
    for (call, attempts) in Call::BOTH.into_iter().zip(case.attempts) {
        let name = &format!("{}, {call:?}", case.name);
        let server = FaultServer::start([case.plan.clone()]);
        let client = client(session().attempt_timeout(attempt_timeout), &server.url());
        let error = call.send(&client).await.expect_err(name);
        assert_eq!((error.kind(), error.attempts()), (case.kind, attempts), "{name}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), case.status, "{name}: {error}");
        assert!(error.may_have_reached_server() && error.api().is_none(), "{name}: {error}");
        assert_eq!(error.is_timeout(), case.kind == Timeout, "{name}: {error}");
        assert!(!error.is_auth() && !error.is_not_found() && !error.is_rate_limited(), "{name}: {error}");
        assert_printable(&error, name);
        call.assert_seen(&server, attempts, name);
    }
}

#[tokio::test]
async fn a_connection_that_is_reset_unread_may_have_brought_the_request() {
    for (call, attempts) in [(Call::Get, 3), (Call::Post, 1)] {
        let server = FaultServer::start([vec![Step::ResetUnread]]);
        let error = call.send(&client(session(), &server.url())).await.expect_err("the connection is reset");
        assert_eq!((error.kind(), error.attempts()), (Transport, attempts), "{error}");
        assert!(error.may_have_reached_server(), "{error}");
        assert_eq!((server.seen().connections, server.seen().requests.len()), (attempts as usize, 0));
    }
}

#[tokio::test]
async fn a_refused_connection_has_surely_not_brought_the_request_and_is_repeated_for_every_call() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    for call in Call::BOTH {
        let error = call.send(&client(session(), &url)).await.expect_err("nobody listens");
        assert_eq!((error.kind(), error.attempts(), error.status()), (Transport, 3, None), "{error}");
        assert!(!error.may_have_reached_server() && error.is_retryable(), "{error}");
        assert_printable(&error, "refused");
    }
}

#[tokio::test]
async fn a_call_succeeds_once_the_fault_is_over() {
    for fault in [vec![Step::ResetUnread], vec![Step::Reset], vec![part("{"), Step::Close], vec![send("?")]] {
        let server = FaultServer::start([fault, vec![Step::Send(success())]]);
        let response = client(session(), &server.url()).read_shelf("7").send().await.expect("the second is answered");
        assert_eq!((response.attempts(), &*response.body().id), (2, "7"));
    }
}

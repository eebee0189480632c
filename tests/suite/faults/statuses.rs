//! Answers that refuse a call, with each form of `Retry-After`.

use std::time::{Duration, SystemTime};

use generated_client::{DateTime, Error, ErrorKind};

use super::server::{FaultServer, Step};
use super::service::{client, client_of, session};
use super::{Call, answer, assert_printable};

/// A status, and what comes of it.
struct Case {
    status: u16,
    /// How often the idempotent call is sent, and the other one.
    attempts: [u32; 2],
    /// Which of `is_auth`, `is_not_found`, `is_rate_limited`, `is_timeout` and `is_retryable` hold.
    is: &'static str,
}

const fn case(status: u16, attempts: [u32; 2], is: &'static str) -> Case {
    Case { status, attempts, is }
}

const CASES: [Case; 15] = [
    case(304, [1, 1], ""),
    case(400, [1, 1], ""),
    case(401, [1, 1], "auth"),
    case(403, [1, 1], ""),
    case(404, [1, 1], "not found"),
    case(408, [3, 1], "timeout retryable"),
    case(409, [1, 1], ""),
    case(410, [1, 1], "not found"),
    case(429, [3, 3], "rate limited retryable"),
    case(500, [3, 1], "retryable"),
    case(501, [1, 1], ""),
    case(502, [3, 1], "retryable"),
    case(503, [3, 1], "retryable"),
    case(504, [3, 1], "timeout retryable"),
    case(599, [1, 1], ""),
];

/// What a server may write, and the seconds that it means; nothing is known of the others.
fn retry_after_forms() -> Vec<(String, Option<u64>)> {
    let past = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"];
    let past = past.into_iter().chain(["2021-05-06T07:08:09Z"]).map(|text| (text.to_owned(), Some(0)));
    let none = ["soon", "-1", "1.5", "", "Sun, 36 Nov 1994 08:49:37 GMT"].map(|text| (text.to_owned(), None));
    let other = [("0".to_owned(), Some(0))];
    past.chain(none).chain(other).collect()
}

#[tokio::test]
async fn each_status_is_told_apart_and_only_safe_calls_are_repeated() {
    let session = session().build().expect("a session");
    for Case { status, attempts, is } in CASES {
        for (call, attempts) in Call::BOTH.into_iter().zip(attempts) {
            for (retry_after, seconds) in retry_after_forms() {
                let name = &format!("{status} {call:?} {retry_after:?}");
                let headers = [("retry-after", &*retry_after), ("x-request-id", "r-1")];
                // RFC 9110, 15.4.5: this one has no content.
                let body = if status == 304 { "" } else { r#"{"code":77}"# };
                let server = FaultServer::start([vec![Step::Send(answer(status, &headers, body.as_bytes()))]]);
                let error = call.send(&client_of(&session, &server.url())).await.expect_err(name);
                assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, attempts), "{name}: {error}");
                let api = error.api().expect("the server answered");
                assert_eq!((api.status().as_u16(), &*api.body_text()), (status, body), "{name}");
                assert_eq!((api.is_body_cut(), error.request_id()), (false, Some("r-1")), "{name}");
                assert_eq!(error.retry_after(), seconds.map(Duration::from_secs), "{name}");
                assert!(error.may_have_reached_server(), "{name}");
                assert_eq!(predicates(&error), is, "{name}");
                assert!(error.to_string().contains(&format!("server answered {status}")), "{name}: {error}");
                assert_printable(&error, name);
                call.assert_seen(&server, attempts, name);
            }
        }
    }
}

/// The names of the predicates that hold.
fn predicates(error: &Error) -> String {
    let all = [
        (error.is_auth(), "auth"),
        (error.is_not_found(), "not found"),
        (error.is_rate_limited(), "rate limited"),
        (error.is_timeout(), "timeout"),
        (error.is_retryable(), "retryable"),
    ];
    all.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_time_beyond_the_policy_ends_the_call_and_the_error_says_when_to_come_back() {
    // 2222-02-22T22:22:22Z, in each form.
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(7_956_915_742);
    assert_eq!(DateTime::from("2222-02-22T22:22:22Z").to_system_time(), Some(then));
    let day = Duration::from_secs(86_400);
    let left = then.duration_since(SystemTime::now()).expect("it is not over");
    let century = day * 36_600;
    let cases = [
        ("86400", day),
        ("99999999999999999999999999", century),
        ("Fri, 22 Feb 2222 22:22:22 GMT", left),
        ("Fri Feb 22 22:22:22 2222", left),
        ("2222-02-22T22:22:22Z", left),
        ("2222-02-23T00:22:22+02:00", left),
    ];
    for status in [429, 503] {
        for (retry_after, expected) in cases {
            let name = &format!("{status} {retry_after}");
            let server = FaultServer::start([vec![Step::Send(answer(status, &[("retry-after", retry_after)], b""))]]);
            let error = Call::Get.send(&client(session(), &server.url())).await.expect_err(name);
            assert_eq!((error.attempts(), error.is_retryable()), (1, true), "{name}: {error}");
            let told = error.retry_after().expect(name);
            assert!(told <= expected && told + day > expected, "{name}: {told:?}, not {expected:?}");
            assert!(error.to_string().contains("asks to wait longer than the policy does"), "{name}: {error}");
            assert_printable(&error, name);
        }
    }
}

#[tokio::test]
async fn a_hostile_reason_or_request_id_stays_in_one_line() {
    let answers = [
        "HTTP/1.1 500 \x1b[31mred\x1b[0m\r\nx-request-id: a\tb\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 500 ok\r\nx-request-id: \u{202e}gnp.exe\u{2028}\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 500 ok\r\nrcrequestid: a\r\n b\r\ncontent-length: 0\r\n\r\n",
    ];
    for text in answers {
        let server = FaultServer::start([vec![Step::Send(text.as_bytes().to_vec())]]);
        let error = Call::Post.send(&client(session(), &server.url())).await.expect_err("no success");
        let line = error.to_string();
        assert!(!line.contains(['\t', '\u{202e}', '\u{2028}']), "{line:?}");
        assert_printable(&error, text);
    }
}

#[tokio::test]
async fn a_request_id_of_any_length_keeps_the_line_short() {
    let id = "7".repeat(50_000);
    let server = FaultServer::start([vec![Step::Send(answer(500, &[("x-request-id", &id)], b""))]]);
    let error = Call::Post.send(&client(session(), &server.url())).await.expect_err("no success");
    assert_eq!(error.request_id(), Some(&*id), "it is all there for who asks");
    assert_printable(&error, "a long request id");
}

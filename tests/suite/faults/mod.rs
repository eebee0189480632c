//! The client against servers that fail: what the caller gets, what the server saw, and how often.
//!
//! All are real servers on this machine, and all waiting is of milliseconds.

mod bodies;
mod confinement;
mod connections;
mod injection;
mod keep_alive;
mod proxy;
mod redirects;
pub(crate) mod server;
pub(crate) mod service;
mod statuses;
mod tls;

use generated_client::{Error, ErrorKind, Result};

use self::server::FaultServer;
use self::service::{Client, Shelf, TOKEN};

/// The calls that faults happen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    /// Idempotent.
    Get,
    /// Not idempotent, with a body.
    Post,
}

impl Call {
    const BOTH: [Self; 2] = [Self::Get, Self::Post];

    async fn send(self, client: &Client) -> Result<Shelf> {
        match self {
            Self::Get => client.read_shelf("7").await,
            Self::Post => client.make_shelf(Shelf::new("7")).await,
        }
    }

    /// Asserts that the server has seen the call so many times, complete each time, and nothing else.
    fn assert_seen(self, server: &FaultServer, times: u32, case: &str) {
        let (line, body) = match self {
            Self::Get => ("GET /halls/~/shelves/7/books", ""),
            Self::Post => ("POST /shelves", r#"{"id":"7"}"#),
        };
        let seen = server.seen().requests;
        assert_eq!(server.lines(), vec![line; times as usize], "{case}");
        for request in seen {
            assert_eq!(request.body, body.as_bytes(), "{case}");
            assert_eq!(request.header("authorization"), Some(&*format!("Bearer {TOKEN}")), "{case}");
        }
    }
}

/// Asserts what holds for every error: one line that names the operation, no secret in any output, and that lost
/// connections and time that ran out may go better the next time, but nothing else without an answer.
fn assert_printable(error: &Error, case: &str) {
    let (line, all) = (error.to_string(), format!("{error} {error:?}"));
    assert!(line.starts_with("readShelf: ") || line.starts_with("makeShelf: "), "{case}: {line}");
    assert!(!line.contains(['\r', '\n', '\0', '\u{1b}']) && line.len() < 1000, "{case}: {line}");
    assert!(!all.contains(TOKEN), "{case}: {all}");
    let is_transient = matches!(error.kind(), ErrorKind::Transport | ErrorKind::Timeout);
    assert!(error.kind() == ErrorKind::Api || error.is_retryable() == is_transient, "{case}: {error:?}");
}

/// An answer with a length.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    let head = head(status, &[headers, &[("content-length", &length)]].concat());
    [head, body.to_vec()].concat()
}

/// The head of an answer, with the empty line.
pub(crate) fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 {status} As told\r\n{lines}\r\n").into_bytes()
}

/// An answer that both calls read.
fn success() -> Vec<u8> {
    answer(200, &[("content-type", "application/json")], br#"{"id":"7"}"#)
}

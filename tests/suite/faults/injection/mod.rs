//! Text that would end a line, a segment or a pair: it arrives as the data it is, in one request, or nothing is sent.

mod credentials;
mod forms;
mod places;
mod servers;

use generated_client::ErrorKind::{Auth, Build};
use generated_client::Result;

use super::server::{FaultServer, Step};
use crate::wire::server::Recorded;

/// Texts that mean something to some part of a request.
fn hostile() -> Vec<String> {
    let lines = ["a\rb", "a\nb", "a\r\nx-evil: 1", "\r\n\r\nGET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n", "é\r\n\r\nb"];
    let controls = ["a\0b", "a\tb", "\t", "\u{1b}[2J", "\u{7f}", "\u{85}", "\u{2028}", "\u{202e}a", "\u{feff}"];
    let dots = [".", "..", "../..", "a/../b", "./a", "%2e%2e", "%2E.", ".%2e", "%2e%2e%2fb", "..\\..", "...", "..;"];
    let splits =
        ["a/b", "a%2fb", "a\\b", "a?b", "?a=b", "a#b", "#", "a;b=c", "a&b=c", "&", "=", "a+b", "//evil.example"];
    let others =
        ["", " ", " a ", "%", "a%b", "a%00b", "\"a\"", "'a'", "a,b", "a:b", "u:p@evil.example", "{hall}", "[a]"];
    let letters = ["~", "-._~!$'()*", "Bücher", "書", "🦀", "a\" ; filename=\"evil"];
    let long = ["a", "/", "é", "\r\n"].map(|text| text.repeat(100_000 / text.len()));
    let short = [&lines[..], &controls, &dots, &splits, &others, &letters].concat();
    short.into_iter().map(str::to_owned).chain(long).collect()
}

/// Whether a text can be in no header (RFC 9110, 5.5).
fn is_no_header_value(text: &str) -> bool {
    text.bytes().any(|byte| (byte < b' ' && byte != b'\t') || byte == 0x7f)
}

/// A server that answers every request with this.
fn answering(bytes: Vec<u8>) -> FaultServer {
    FaultServer::start([vec![Step::Send(bytes)]])
}

/// What came of a call: the one request that arrived, or none, and then the error is of the caller's making.
fn arrived<T>(server: &FaultServer, before: usize, result: Result<T>, name: &str) -> Option<Recorded> {
    let mut requests = server.seen().requests.split_off(before);
    match result {
        Ok(_) => assert_eq!(requests.len(), 1, "{name}"),
        Err(error) => {
            assert!(matches!(error.kind(), Build | Auth), "{name}: {error}");
            assert!(!error.may_have_reached_server() && error.attempts() == 0, "{name}: {error}");
            assert!(!error.to_string().contains(['\r', '\n', '\0', '\u{1b}']), "{name}: {error}");
            assert_eq!(requests.len(), 0, "{name}: {error}");
        }
    }
    requests.pop()
}

/// A case by place and text, which may be long.
fn named(place: &str, text: &str) -> String {
    let begin: String = text.chars().take(40).collect();
    format!("{place}: {begin:?}")
}

/// Undoes percent-encoding.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let byte = match after {
            [one, two, ..] if *first == b'%' => {
                std::str::from_utf8(&[*one, *two]).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok())
            }
            _ => None,
        };
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The pairs of a query or of cookies, as they arrived.
fn pairs<'a>(text: &'a str, separator: &str) -> Vec<(&'a str, &'a str)> {
    text.split(separator).map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect()
}

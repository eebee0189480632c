//! A request in the form in which what arrived and what the document wants are compared.

use serde_json::Value;

use super::expectation::sorted;
use super::server::Recorded;
use crate::calls::File;

/// A request, taken apart.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    pub(super) method: String,
    /// As on the wire, percent-encoding and all.
    pub(super) path: String,
    /// Pairs as on the wire, by name.
    pub(super) query: Vec<String>,
    pub(super) accept: Vec<String>,
    pub(super) authorization: Option<String>,
    pub(super) user_agent: String,
    /// Without the boundary of a form.
    pub(super) content_type: Option<String>,
    pub(super) content: Content,
    /// Names of headers that no rule asks for.
    pub(super) other_headers: Vec<String>,
}

/// A body.
#[derive(Debug, PartialEq)]
pub(super) enum Content {
    Absent,
    Json(Value),
    /// Pairs by name: their order is free, as that of an object's members.
    Pairs(Vec<(String, String)>),
    /// The head of each part, line by line, and its content.
    Parts(Vec<(Vec<String>, Vec<u8>)>),
}

/// What every request may have: those compared, and those that HTTP/1.1 needs.
const KNOWN_HEADERS: [&str; 7] =
    ["host", "content-length", "accept-encoding", "accept", "authorization", "user-agent", "content-type"];

impl Request {
    /// What arrived.
    pub(super) fn arrived(recorded: &Recorded) -> Self {
        let (path, query) = recorded.target.split_once('?').unwrap_or((&recorded.target, ""));
        let query = query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
        let header = |name: &str| recorded.header(name).map(str::to_owned);
        let (content_type, boundary) = media_type(recorded);
        let others = recorded.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
        Self {
            method: recorded.method.clone(),
            path: path.to_owned(),
            query: sorted(query),
            accept: header("accept").unwrap_or_default().split(", ").map(str::to_owned).collect(),
            authorization: header("authorization"),
            user_agent: header("user-agent").unwrap_or_default(),
            content: Content::read(content_type.as_deref(), boundary.as_deref(), &recorded.body),
            content_type,
            other_headers: others.filter(|name| !KNOWN_HEADERS.contains(&name.as_str())).collect(),
        }
    }
}

/// The content type, and the boundary that stands in it.
fn media_type(recorded: &Recorded) -> (Option<String>, Option<String>) {
    let Some(whole) = recorded.header("content-type") else { return (None, None) };
    match whole.split_once("; boundary=") {
        Some((media_type, boundary)) => (Some(media_type.to_owned()), Some(boundary.to_owned())),
        None => (Some(whole.to_owned()), None),
    }
}

impl Content {
    /// The parts that files make (RFC 7578, 4.2 and 4.4).
    pub(super) fn files(files: &[File]) -> Self {
        let part = |file: &File| {
            let disposition =
                format!("Content-Disposition: form-data; name=\"{}\"; filename=\"{}\"", file.part, file.name);
            (vec![disposition, format!("Content-Type: {}", file.content_type)], file.content.to_vec())
        };
        Self::Parts(files.iter().map(part).collect())
    }

    fn read(content_type: Option<&str>, boundary: Option<&str>, body: &[u8]) -> Self {
        match content_type {
            None if body.is_empty() => Self::Absent,
            Some("application/json") => Self::Json(serde_json::from_slice(body).expect("the body is JSON")),
            Some("application/x-www-form-urlencoded") => Self::Pairs(pairs(body)),
            Some("multipart/form-data") => Self::Parts(parts(boundary.expect("a form has a boundary"), body)),
            other => panic!("a body of type {other:?}: {:?}", String::from_utf8_lossy(body)),
        }
    }
}

/// The pairs of an URL-encoded form (WHATWG URL, 5.1).
fn pairs(body: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(body).expect("a form is text");
    let decode = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'+' => b' ',
                b'%' => {
                    let digits: Vec<u8> = rest.by_ref().take(2).collect();
                    let digits = std::str::from_utf8(&digits).expect("hexadecimal digits");
                    u8::from_str_radix(digits, 16).expect("hexadecimal digits")
                }
                other => other,
            });
        }
        String::from_utf8(bytes).expect("the form is UTF-8")
    };
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (decode(name), decode(value)));
    by_name(text.split('&').map(|text| pair(text).expect("a pair")).collect())
}

/// The pairs ordered by name; those of one name keep their order, which counts.
pub(super) fn by_name(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort_by(|one, other| one.0.cmp(&other.0));
    pairs
}

/// The parts of a multipart body (RFC 2046, 5.1.1): each begins behind a delimiter line and ends before the next.
fn parts(boundary: &str, body: &[u8]) -> Vec<(Vec<String>, Vec<u8>)> {
    let delimiter = format!("--{boundary}");
    let end = format!("{delimiter}--\r\n");
    let mut rest = body;
    let mut parts = Vec::new();
    while rest != end.as_bytes() {
        let line = format!("{delimiter}\r\n");
        let part = rest.strip_prefix(line.as_bytes()).expect("a part begins with a delimiter line");
        let head_end = find(part, b"\r\n\r\n").expect("the head of a part ends");
        let content = &part[head_end + 4..];
        let content_end = find(content, format!("\r\n{delimiter}").as_bytes()).expect("a part ends with a delimiter");
        let head = std::str::from_utf8(&part[..head_end]).expect("the head of a part is text");
        parts.push((head.split("\r\n").map(str::to_owned).collect(), content[..content_end].to_vec()));
        rest = &content[content_end + 2..];
    }
    parts
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

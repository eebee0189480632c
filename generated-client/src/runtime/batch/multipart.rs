//! `multipart/mixed` in memory, by RFC 2046 section 5.1.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// A part: its header and its content.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// The parts of a body. One whose end did not come is left out.
pub(super) fn parts(body: &Bytes, boundary: &str) -> Vec<Part> {
    let delimiters = delimiters(body, boundary);
    let between = delimiters.windows(2).filter_map(|pair| match pair {
        [before, after] => part(&body.slice(before.end..after.start.max(before.end))),
        _ => None,
    });
    between.collect()
}

/// A line that separates parts: from the end of the content before to the beginning of the content behind.
struct Delimiter {
    start: usize,
    end: usize,
}

/// The delimiters in order, up to the one that closes.
fn delimiters(body: &[u8], boundary: &str) -> Vec<Delimiter> {
    let dashed = format!("--{boundary}");
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let end = line_start + line.len();
        if let Some(rest) = line.strip_prefix(dashed.as_bytes()) {
            let (is_end, padding) = rest.strip_prefix(b"--").map_or((false, rest), |padding| (true, padding));
            if padding.trim_ascii().is_empty() {
                found.push(Delimiter { start: content_end(&body[..line_start]), end });
            }
            if is_end {
                break;
            }
        }
        line_start = end;
    }
    found
}

/// The end of a content whose last line break belongs to the delimiter behind it.
fn content_end(before: &[u8]) -> usize {
    let without = before.strip_suffix(b"\n").map(|before| before.strip_suffix(b"\r").unwrap_or(before));
    without.unwrap_or(before).len()
}

/// Header lines, an empty line, content. A part without an empty line has no content.
fn part(text: &Bytes) -> Option<Part> {
    let mut headers = HeaderMap::new();
    let mut at = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        let line = line.trim_ascii_end();
        if line.is_empty() {
            return Some(Part { headers, body: text.slice(at..) });
        }
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let name = HeaderName::from_bytes(name).ok()?;
        headers.append(name, HeaderValue::from_bytes(value.trim_ascii()).ok()?);
    }
    Some(Part { headers, body: Bytes::new() })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::parts;

    #[test]
    fn parts_are_what_stands_between_delimiters() {
        let cases: [(&str, &[&str]); 8] = [
            ("--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n", &["one", "two"]),
            ("preamble\r\n--b  \r\nA: 1\r\n\r\none\r\n\r\n--b--\r\nepilogue", &["one\r\n"]),
            ("--b\n\none\n--b--", &["one"]),
            ("--b\r\n\r\n--bb\r\n --b\r\n--b--", &["--bb\r\n --b"]),
            ("--b\r\n\r\none\r\n--b\r\n\r\ntw", &["one"]),
            ("--b\r\nA: 1\r\n--b--", &[""]),
            ("--b--", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let parts = parts(&Bytes::from_static(text.as_bytes()), "b");
            let bodies: Vec<_> = parts.iter().map(|part| String::from_utf8_lossy(&part.body)).collect();
            assert_eq!(bodies, expected, "{text:?}");
        }
    }

    #[test]
    fn a_header_is_read_and_one_that_is_none_is_no_part() {
        let text = "--b\r\nContent-Type:application/json\r\n\r\n{}\r\n--b\r\nno header\r\n\r\n--b--";
        let parts = parts(&Bytes::from_static(text.as_bytes()), "b");
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].headers["content-type"], "application/json");
    }
}

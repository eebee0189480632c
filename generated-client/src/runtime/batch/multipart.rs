//! `multipart/mixed` in memory, by RFC 2046 section 5.1.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use mime::Mime;

/// A part: its header and its content.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// The boundary that a media type has.
pub(super) fn boundary(media_type: &str) -> Option<String> {
    match media_type.parse::<Mime>() {
        Ok(media_type) => media_type.get_param(mime::BOUNDARY).map(|boundary| boundary.as_str().to_owned()),
        // Some servers leave out the quotes that characters such as `=` need.
        Err(_) => media_type.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().to_owned())
        }),
    }
}

/// The parts of a body, `most` of them. One whose end did not come is left out; every other one keeps its place.
pub(super) fn parts(body: &Bytes, boundary: &str, most: usize) -> Vec<Part> {
    let delimiters = delimiters(body, boundary, most);
    let between = delimiters.windows(2).filter_map(|pair| match pair {
        [before, after] => Some(part(&body.slice(before.end..after.start.max(before.end)))),
        _ => None,
    });
    between.collect()
}

/// A line that separates parts: from the end of the content before to the beginning of the content behind.
struct Delimiter {
    start: usize,
    end: usize,
}

/// The delimiters in order, up to the one that closes or those of `most` parts.
fn delimiters(body: &[u8], boundary: &str, most: usize) -> Vec<Delimiter> {
    let dashed = format!("--{boundary}");
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let end = line_start + line.len();
        if let Some(rest) = line.strip_prefix(dashed.as_bytes()) {
            let (is_end, padding) = rest.strip_prefix(b"--").map_or((false, rest), |padding| (true, padding));
            if padding.trim_ascii().is_empty() {
                found.push(Delimiter { start: content_end(&body[..line_start]), end });
                if is_end || found.len() > most {
                    break;
                }
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

/// Header lines, an empty line, content. A part without an empty line has no content. A line that is no header is
/// passed over: a part that went missing would give its place, and so its value, to the next one.
fn part(text: &Bytes) -> Part {
    let mut headers = HeaderMap::new();
    let mut at = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        let line = line.trim_ascii_end();
        if line.is_empty() {
            return Part { headers, body: text.slice(at..) };
        }
        if let Some((name, value)) = header(line) {
            // The map is full after some 20,000, which no server means.
            let _ = headers.try_append(name, value);
        }
    }
    Part { headers, body: Bytes::new() }
}

fn header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    Some((HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value.trim_ascii()).ok()?))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::parts;

    #[test]
    fn parts_are_what_stands_between_delimiters() {
        let cases: [(&str, &[&str]); 10] = [
            ("--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n", &["one", "two"]),
            ("preamble\r\n--b  \r\nA: 1\r\n\r\none\r\n\r\n--b--\r\nepilogue", &["one\r\n"]),
            ("--b\n\none\n--b--", &["one"]),
            ("--b\r\n\r\n--bb\r\n --b\r\n--b--", &["--bb\r\n --b"]),
            ("--b\r\n\r\n--b--b\r\n--b--\r\n", &["--b--b"]),
            ("--b\r\n\r\n1\r\n--b\r\n\r\n2\r\n--b\r\n\r\n3\r\n--b\r\n\r\n4\r\n--b--", &["1", "2", "3"]),
            ("--b\r\n\r\none\r\n--b\r\n\r\ntw", &["one"]),
            ("--b\r\nA: 1\r\n--b--", &[""]),
            ("--b--", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let parts = parts(&Bytes::from_static(text.as_bytes()), "b", 3);
            let bodies: Vec<_> = parts.iter().map(|part| String::from_utf8_lossy(&part.body)).collect();
            assert_eq!(bodies, expected, "{text:?}");
        }
    }

    #[test]
    fn a_header_is_read_and_a_line_that_is_none_is_passed_over() {
        let text =
            "--b\r\nContent-Type:application/json\r\n\r\n{}\r\n--b\r\nno header\r\n: \r\nA: 1\r\n\r\n[]\r\n--b--";
        let parts = parts(&Bytes::from_static(text.as_bytes()), "b", 2);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].headers["content-type"], "application/json");
        assert_eq!(
            (parts[1].headers.len(), &parts[1].headers["a"], &parts[1].body[..]),
            (1, &"1".parse().unwrap(), &b"[]"[..])
        );
    }

    #[test]
    fn headers_without_end_do_no_harm() {
        let lines: String = (0..100_000).map(|number| format!("a{number}: 1\r\n")).collect();
        let parts = parts(&Bytes::from(format!("--b\r\n{lines}\r\n{{}}\r\n--b--")), "b", 1);
        assert_eq!(parts[0].body, "{}");
    }
}

//! What no text may hold, as programs and people write it nevertheless: other characters of the same length are read in
//! its place, so that all places stay what they are.

use super::json;
use crate::source::Span;

/// A text that can be read, of the same length.
pub(super) struct Mended {
    pub(super) text: String,
    /// What was replaced.
    pub(super) places: Vec<Span>,
}

/// The length of `\uXXXX`.
const ESCAPE: usize = 6;

/// Writes U+FFFD for halves of surrogate pairs in a JSON text, which was cut in the middle of a character: the grammar
/// has them, and no text does (RFC 8259, section 8.2). None where there are none.
pub(super) fn surrogates(text: &str) -> Option<Mended> {
    replace(text, lone(text), |_| "\\ufffd")
}

/// Writes blanks for the comments of a JSON text, and for the commas behind the last element or member that often come
/// with them. None where there are no comments, or what is left is no JSON: in YAML, `//` is a text like another.
pub(super) fn comments(text: &str) -> Option<Mended> {
    if !json::looks_like_json(text) {
        return None;
    }
    let Blanks { comments, commas } = blanks(text);
    let mut places = [&comments[..], &commas].concat();
    places.sort_by_key(|span| span.start);
    let Mended { text, .. } = blanked(text, &places).filter(|_| !comments.is_empty())?;
    json::is_json(&text).then_some(Mended { text, places: comments })
}

/// What JSON does not know.
#[derive(Default)]
struct Blanks {
    comments: Vec<Span>,
    /// Commas that nothing follows.
    commas: Vec<Span>,
}

fn blanks(text: &str) -> Blanks {
    let (mut blanks, mut comma, mut at) = (Blanks::default(), None, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = match rest.as_bytes() {
            [b'"', ..] => json::quoted_length(rest),
            [b'/', b'/', ..] => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            [b'/', b'*', ..] => rest[2..].find("*/").map_or(rest.len(), |end| 2 + end + 2),
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        let span = Span::new(at, at + length);
        match rest.as_bytes()[0] {
            b'/' if length > 1 => blanks.comments.push(span),
            b',' => comma = Some(span),
            b'}' | b']' => blanks.commas.extend(comma.take()),
            byte if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
        at += length;
    }
    blanks
}

/// The text with blanks in these places, and its lines as they are.
fn blanked(text: &str, places: &[Span]) -> Option<Mended> {
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for span in places {
        mended.push_str(text.get(from..span.start)?);
        mended.extend(text.get(span.start..span.end)?.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = span.end;
    }
    mended.push_str(text.get(from..)?);
    Some(Mended { text: mended, places: places.to_vec() })
}

/// Writes blanks for the characters that YAML has only as escapes (YAML 1.2.2, section 5.1). None where there are none.
pub(super) fn unprintable(text: &str) -> Option<Mended> {
    let found = text.char_indices().filter(|(_, character)| !is_printable(*character));
    let places = found.map(|(at, character)| Span::new(at, at + character.len_utf8())).collect();
    replace(text, places, |old| match old.len() {
        1 => " ",
        2 => "\u{A0}",
        _ => "\u{FFFD}",
    })
}

/// `c-printable`; a byte order mark is none of these, and has its own rules.
fn is_printable(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
        || matches!(character, '\t' | '\n' | '\r' | '\u{85}')
}

fn replace(text: &str, places: Vec<Span>, by: impl Fn(&str) -> &'static str) -> Option<Mended> {
    if places.is_empty() {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for span in &places {
        mended.push_str(text.get(from..span.start)?);
        mended.push_str(by(text.get(span.start..span.end)?));
        from = span.end;
    }
    mended.push_str(text.get(from..)?);
    Some(Mended { text: mended, places })
}

fn lone(text: &str) -> Vec<Span> {
    let mut lone = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let start = at + next;
        at = match (unit(text, start), unit(text, start + ESCAPE)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => start + 2 * ESCAPE,
            (Some(0xD800..=0xDFFF), _) => {
                lone.push(Span::new(start, start + ESCAPE));
                start + ESCAPE
            }
            // The character behind a backslash is never the start of an escape.
            _ => start + 1 + text[start + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    lone
}

/// The code unit that is escaped here.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::{Mended, comments, surrogates, unprintable};

    #[test]
    fn only_lone_surrogates_are_replaced() {
        let table = [
            (r#""\ud83d\ude00""#, None),
            (r#""\\ud83d""#, None),
            (r#""é\ud83d...""#, Some(r#""é\ufffd...""#)),
            (r#""\ude00\ud83d""#, Some(r#""\ufffd\ufffd""#)),
            (r#""\uD83D\n\ud83d\ud83d\ude00""#, Some(r#""\ufffd\n\ufffd\ud83d\ude00""#)),
            (r#""\"#, None),
        ];
        for (text, expected) in table {
            let expected = expected.map(str::to_owned);
            assert_eq!(mended(surrogates(text)), expected, "{text}");
        }
    }

    #[test]
    fn only_comments_of_json_are_passed_over() {
        let table = [
            (r#"{"a": "//", "b": "/* */"}"#, None),
            ("{a: https://b.c, d: e}", None),
            (r#"{"a": 1,}"#, None),
            ("{\"a\": 1, // é\n\"b\": 2}", Some("{\"a\": 1,      \n\"b\": 2}")),
            ("// a\n[1, /* b\n */ 2, // c\n]", Some("    \n[1,     \n    2      \n]")),
        ];
        for (text, expected) in table {
            let expected = expected.map(str::to_owned);
            assert!(expected.as_ref().is_none_or(|mended| mended.len() == text.len()));
            assert_eq!(mended(comments(text)), expected, "{text}");
        }
    }

    #[test]
    fn only_what_yaml_cannot_hold_is_replaced() {
        let table = [
            ("a: \u{85}\u{2028}\u{FEFF}\t\r\n😀", None),
            ("a: \u{7}b\u{7F}", Some("a:  b ")),
            ("é\u{80}\u{FFFF}é", Some("é\u{A0}\u{FFFD}é")),
        ];
        for (text, expected) in table {
            let expected = expected.map(str::to_owned);
            assert!(expected.as_ref().is_none_or(|mended| mended.len() == text.len()));
            assert_eq!(mended(unprintable(text)), expected, "{text}");
        }
    }

    fn mended(mended: Option<Mended>) -> Option<String> {
        mended.map(|mended| mended.text)
    }
}

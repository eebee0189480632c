//! Characters that no text may hold, as programs write them nevertheless: others of the same length are read in their
//! place, so that all places stay what they are.

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
    use super::{Mended, surrogates, unprintable};

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

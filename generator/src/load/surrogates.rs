//! Halves of surrogate pairs in JSON, which programs write that cut a text in the middle of a character: the grammar
//! has them, and no text does (RFC 8259, section 8.2).

use crate::source::Span;

/// A text without lone surrogates: U+FFFD is in their place, by escapes of the same length.
pub(super) struct Mended {
    pub(super) text: String,
    /// The escapes that were replaced.
    pub(super) lone: Vec<Span>,
}

/// The length of `\uXXXX`.
const ESCAPE: usize = 6;

/// Replaces the lone surrogates of a JSON text; none where it has none.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let lone = lone(text);
    if lone.is_empty() {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for span in &lone {
        mended.push_str(text.get(from..span.start)?);
        mended.push_str("\\ufffd");
        from = span.end;
    }
    mended.push_str(text.get(from..)?);
    Some(Mended { text: mended, lone })
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
    use super::mend;

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
            assert_eq!(mend(text).map(|mended| mended.text).as_deref(), expected, "{text}");
        }
    }
}

//! Text of a document made safe to show: what a terminal or a reader would not see, or see elsewhere, is
//! written out as `\u{…}`.

use std::borrow::Cow;
use std::fmt;

/// Characters of a name that are shown; the rest is cut.
const NAME_CHARACTERS: usize = 80;

/// A name from a document, as messages show it: in backticks, on one line, cut where it is very long.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'name>(pub &'name str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.0.char_indices().nth(NAME_CHARACTERS).map_or(self.0.len(), |(at, _)| at);
        let cut = if end < self.0.len() { "…" } else { "" };
        write!(f, "`{}{cut}`", visible(&self.0[..end]).replace('\n', "\\n"))
    }
}

/// The text on one line, for what is listed line by line.
pub fn visible_line(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// The text with its invisible and reordering characters written out. Line breaks stay, as line feeds.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\r', Some('\n')) => {}
            _ if hides(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown.into()
}

/// Whether a character moves, hides or reorders the text around it.
///
/// The bidirectional controls are those of Unicode Standard Annex 9, section 2; the others are controls (tab and
/// line feed apart), separators, and format characters without a shape of their own.
fn hides(character: char) -> bool {
    match character {
        '\t' | '\n' => false,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => true,
        '\u{E0000}'..='\u{E007F}' => true,
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Quoted, visible, visible_line};

    #[test]
    fn writes_out_what_hides() {
        for (text, expected) in [
            ("plain ünïcode 日本", "plain ünïcode 日本"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("\u{1b}[31m", "\\u{1b}[31m"),
            ("a\r\nb\rc\td", "a\nb\\u{d}c\td"),
            ("\0\u{85}\u{200b}\u{e0041}", "\\u{0}\\u{85}\\u{200b}\\u{e0041}"),
        ] {
            assert_eq!(visible(text), expected);
        }
        assert_eq!(visible_line("a\nb\u{202e}\r\n"), "a b\\u{202e} ");
    }

    #[test]
    fn quotes_names() {
        assert_eq!(Quoted("a\nb").to_string(), "`a\\nb`");
        assert_eq!(Quoted(&"é".repeat(81)).to_string(), format!("`{}…`", "é".repeat(80)));
    }
}

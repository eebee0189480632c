//! Where the first sentence of a text ends.

/// The full stop that ends the first sentence where another one follows: not that of `e.g.`, nor one before a word in
/// small letters.
pub(crate) fn end_of_first(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at).find(|&at| {
        let word = text[..at].rsplit([' ', '(']).next().unwrap_or_default();
        let is_letter = |part: &str| part.chars().eq(part.chars().filter(|c| c.is_alphabetic()).take(1));
        let is_abbreviation = word.contains('.') && word.split('.').all(|part| !part.is_empty() && is_letter(part));
        !is_abbreviation && !text[at + 2..].trim_start().starts_with(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::end_of_first;

    #[test]
    fn sentences_end_at_full_stops() {
        for (text, first) in [
            ("One. Two.", Some("One")),
            ("Number (incl. integers). Or text.", Some("Number (incl. integers)")),
            ("A name, e.g. Tom. Or none.", Some("A name, e.g. Tom")),
            ("A State of the U.S. West. East.", Some("A State of the U.S. West")),
            ("Version 1.0. Next.", Some("Version 1.0")),
            ("Only one.", None),
        ] {
            assert_eq!(end_of_first(text).map(|end| &text[..end]), first, "{text}");
        }
    }
}

//! Acronyms: words in capitals that have small letters behind them.

use std::borrow::Cow;

/// The words with acronyms as words of one capital, where a plural or a version belongs to them: `userIds` for
/// `userIDs`, and `Ipv4` for `IPv4`.
pub(super) fn as_words(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    let (mut spelled, mut at) = (Cow::Borrowed(words), 0);
    while at < bytes.len() {
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        if end > at + 1 && ends_acronym(&bytes[at..end], &bytes[end..]) {
            spelled.to_mut()[at + 1..end].make_ascii_lowercase();
        }
        at = end + 1;
    }
    spelled
}

/// Whether what follows on capitals is the `s` of their plural, or the `v4` of their version. The second of two may
/// begin a word: `planBIsFree`.
fn ends_acronym(capitals: &[u8], rest: &[u8]) -> bool {
    let may_be_word = matches!(capitals, [_, b'A' | b'I' | b'U']);
    match rest {
        [b's'] => true,
        [b's', next, ..] if next.is_ascii_uppercase() => !may_be_word,
        [b's', next, ..] => !next.is_ascii_alphanumeric(),
        [b'v', next, ..] => next.is_ascii_digit(),
        _ => false,
    }
}

//! Acronyms: words in capitals that have small letters behind them.

use std::borrow::Cow;

/// The words with acronyms as words of one capital, where a plural or a version belongs to them: `userIds` for
/// `userIDs`, and `Ipv4` for `IPv4`.
pub(super) fn as_words(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    let (mut spelled, mut at) = (Cow::Borrowed(words), 0);
    while at < bytes.len() {
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        if end > at + 1 && ends_acronym(&bytes[end..]) {
            spelled.to_mut()[at + 1..end].make_ascii_lowercase();
        }
        at = end + 1;
    }
    spelled
}

/// Whether what follows on capitals is the `s` of their plural, or the `v4` of their version.
fn ends_acronym(rest: &[u8]) -> bool {
    match rest {
        [b's'] => true,
        [b's', next, ..] => !next.is_ascii_lowercase(),
        [b'v', next, ..] => next.is_ascii_digit(),
        _ => false,
    }
}

//! Which bytes stand for themselves in a JSON string: all but quotes, backslashes and control characters.

/// How many bytes at the start stand for themselves.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return index * 8 + marks.trailing_zeros() as usize / 8;
        }
    }
    let passed = words.len() * 8;
    let tail = bytes.get(passed..).unwrap_or_default();
    passed + tail.iter().take_while(|byte| is_plain(**byte)).count()
}

/// Whether a byte stands for itself.
pub(super) const fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

/// Eight bytes at once: the high bit of the first one that is not plain. Bits after that one mean nothing, as the
/// subtractions borrow.
fn marks(word: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = EACH * 0x80;
    let below = |word: u64, limit: u8| word.wrapping_sub(EACH * u64::from(limit)) & !word & HIGH;
    let equal = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    below(word, 0x20) | equal(b'"') | equal(b'\\')
}

#[cfg(test)]
mod tests {
    use super::{is_plain, plain_length};

    #[test]
    fn words_and_bytes_agree() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut bytes =
                    [0xE9, b' ', 0x7F, b'!', b'#', b'[', b']', 0x80, 0xFF, b'~', b'a', b'0', b'/'].repeat(2);
                bytes[at] = byte;
                bytes[at + 1] = b'"';
                assert_eq!(plain_length(&bytes), if is_plain(byte) { at + 1 } else { at }, "{byte} at {at}");
            }
        }
        assert_eq!((plain_length(b""), plain_length(&[b'a'; 19])), (0, 19));
    }
}

//! Short, stable hashes for names that would clash: each depends on a text of its own, never on how many come before.

/// So many digits and letters, at most 12, from a text (FNV-1a), the same wherever and whenever it is named.
pub(crate) fn short(text: &str, digits: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let start: u64 = 0xcbf2_9ce4_8422_2325;
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let mut rest = text.bytes().fold(start, step);
    let mut digit = || {
        let digit = char::from(DIGITS[(rest % 36) as usize]);
        rest /= 36;
        digit
    };
    (0..digits).map(|_| digit()).collect()
}

/// The first name that is free of those with the hash of a text, which grows until one is.
pub(crate) fn free_name<N>(
    text: &str,
    digits: usize,
    with_hash: impl Fn(&str) -> N,
    is_free: impl Fn(&N) -> bool,
) -> N {
    let mut hash = short(text, digits);
    loop {
        let name = with_hash(&hash);
        if is_free(&name) {
            return name;
        }
        hash += &short(&format!("{text} {hash}"), digits);
    }
}

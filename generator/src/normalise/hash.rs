//! A short, stable hash for names that would clash: it depends on its own text only, never on how many come before.

/// FNV-1a of a text, folded to 24 bits, as six hexadecimal digits.
pub(super) fn short_hash(text: &str) -> String {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = text.bytes().fold(0x811c_9dc5, step);
    format!("{:06x}", (hash >> 24) ^ (hash & 0x00ff_ffff))
}

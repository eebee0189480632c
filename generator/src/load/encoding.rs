//! From bytes to text: UTF-8, and the other encodings that every reader of YAML has to know (YAML 1.2.2, section 5.2).

/// The text of a file, by its byte order mark or by where the zeros of its first character are; U+FFFD stands for what
/// is in another encoding than UTF-8, UTF-16 and UTF-32.
pub fn decode(bytes: Vec<u8>) -> String {
    match bytes[..] {
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, _, ..] => utf_32(&bytes, u32::from_be_bytes),
        [0xFF, 0xFE, 0, 0, ..] | [_, 0, 0, 0, ..] => utf_32(&bytes, u32::from_le_bytes),
        [0xFE, 0xFF, ..] | [0, _, ..] => utf_16(&bytes, u16::from_be_bytes),
        [0xFF, 0xFE, ..] | [_, 0, ..] => utf_16(&bytes, u16::from_le_bytes),
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (units, rest) = bytes.as_chunks();
    let units: Vec<u16> = units.iter().map(|bytes| unit(*bytes)).collect();
    String::from_utf16_lossy(&units) + lost(rest)
}

fn utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> String {
    let (units, rest) = bytes.as_chunks();
    let character = |bytes: &[u8; 4]| char::from_u32(unit(*bytes)).unwrap_or(char::REPLACEMENT_CHARACTER);
    units.iter().map(character).collect::<String>() + lost(rest)
}

/// Stands for the bytes of a character that ends too soon.
fn lost(rest: &[u8]) -> &'static str {
    if rest.is_empty() { "" } else { "\u{FFFD}" }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn reads_each_encoding_with_a_mark_and_without() {
        for text in ["openapi: \u{1F600}", "\u{FEFF}openapi: é", "é"] {
            let utf_16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
            let utf_32 = |unit: fn(u32) -> [u8; 4]| text.chars().flat_map(|c| unit(c.into())).collect::<Vec<u8>>();
            for bytes in [
                text.as_bytes().to_vec(),
                utf_16(u16::to_le_bytes),
                utf_16(u16::to_be_bytes),
                utf_32(u32::to_le_bytes),
                utf_32(u32::to_be_bytes),
            ] {
                assert_eq!(decode(bytes), text);
            }
        }
    }

    #[test]
    fn what_is_in_none_of_them_is_lost() {
        for (bytes, text) in [
            (vec![0x61, 0xE9], "a\u{FFFD}"),
            (vec![0xFF, 0xFE, 0x61, 0, 0], "\u{FEFF}a\u{FFFD}"),
            (vec![0xFF, 0xFE, 0x00, 0xD8], "\u{FEFF}\u{FFFD}"),
            (vec![0, 0, 0, 0x61, 0, 0x11, 0, 0, 0], "a\u{FFFD}\u{FFFD}"),
        ] {
            assert_eq!(decode(bytes.clone()), text, "{bytes:?}");
        }
    }
}

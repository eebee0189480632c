//! Charsets of texts: which one a media type or the text itself names, how a text is read in it, and written.

use std::borrow::Cow;

use mime::Mime;

use super::codec::{DecodeError, DecodeResult, not_utf8};
use super::response::is_json;
use crate::{Error, Result};

/// What is known of a charset.
#[derive(Clone, Copy)]
enum Charset {
    Utf8,
    Ascii,
    Latin1,
    /// In this order of bytes, where no mark tells another.
    Utf16(Order),
    /// One whose other characters are written in those of ASCII.
    Shifted,
    Unknown,
}

/// How two bytes make a unit of UTF-16.
type Order = fn([u8; 2]) -> u16;

impl Charset {
    /// By its name (IANA, "Character Sets"; WHATWG Encoding, "Names and labels").
    fn of(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "unicode-1-1-utf-8" => Self::Utf8,
            "us-ascii" | "ascii" | "ansi_x3.4-1968" | "iso646-us" => Self::Ascii,
            "iso-8859-1" | "iso8859-1" | "iso88591" | "iso_8859-1" | "iso_8859-1:1987" | "iso-ir-100"
            | "csisolatin1" | "latin1" | "l1" | "ibm819" | "cp819" => Self::Latin1,
            // Without a mark, the first byte is the high one (RFC 2781, 4.3).
            "utf-16" | "utf-16be" => Self::Utf16(u16::from_be_bytes),
            "utf-16le" => Self::Utf16(u16::from_le_bytes),
            "utf-7" | "hz-gb-2312" => Self::Shifted,
            name if name.starts_with("iso-2022-") => Self::Shifted,
            _ => Self::Unknown,
        }
    }
}

/// The name of the charset that a media type has as a parameter.
fn named(media_type: &str) -> Option<String> {
    Some(media_type.parse::<Mime>().ok()?.get_param(mime::CHARSET)?.as_str().to_owned())
}

/// A text in the charset that its mark or else its media type names; without one it is UTF-8, unless the text itself
/// says that it is Latin-1 (XML 1.0, 4.3.3). In a charset that nothing is known of it is read where it is UTF-8, as
/// ASCII is, too. JSON is UTF-8 whatever is said of it (RFC 8259, 8.1 and 11), where it can
/// be. A byte order mark is none of the text.
///
/// # Errors
///
/// It is not in that charset, or the charset is none that can be read.
pub(crate) fn decode<'t>(text: &'t [u8], media_type: &str) -> DecodeResult<Cow<'t, str>> {
    let name = named(media_type);
    let charset = name.as_deref().map_or(Charset::Utf8, Charset::of);
    match (text, charset) {
        ([0xEF, 0xBB, 0xBF, text @ ..], _) => std::str::from_utf8(text).map(Cow::Borrowed).map_err(not_utf8),
        ([0xFF, 0xFE, units @ ..], _) => utf16(units, u16::from_le_bytes),
        ([0xFE, 0xFF, units @ ..], _) => utf16(units, u16::from_be_bytes),
        (text, charset) if is_json(media_type) || matches!(charset, Charset::Utf8 | Charset::Ascii) => {
            match std::str::from_utf8(text) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(_) if matches!(charset, Charset::Latin1) || declares_latin(text) => Ok(latin(text)),
                Err(error) => Err(not_utf8(error)),
            }
        }
        (text, Charset::Latin1) => Ok(latin(text)),
        (units, Charset::Utf16(order)) => utf16(units, order),
        (text, charset) => {
            let text = std::str::from_utf8(text).ok().filter(|_| !matches!(charset, Charset::Shifted));
            text.map(Cow::Borrowed).ok_or_else(|| {
                DecodeError::new(0, format!("charset `{}` is none that can be read", name.unwrap_or_default()))
            })
        }
    }
}

/// A text in the charset that its media type names; without one in UTF-8.
///
/// # Errors
///
/// The charset has not all of its characters, or is none that can be written; the kind is build.
pub(crate) fn encode(text: String, media_type: &str) -> Result<Vec<u8>> {
    let Some(name) = named(media_type) else { return Ok(text.into_bytes()) };
    let bytes: Option<Vec<u8>> = match Charset::of(&name) {
        Charset::Utf8 => Some(text.into_bytes()),
        Charset::Ascii => text.is_ascii().then(|| text.into_bytes()),
        Charset::Latin1 => text.chars().map(|character| u8::try_from(character).ok()).collect(),
        Charset::Utf16(_) | Charset::Shifted | Charset::Unknown => {
            return Err(Error::build(format!("a text cannot be written in the charset `{name}`: give it as bytes")));
        }
    };
    bytes.ok_or_else(|| Error::build(format!("charset `{name}` has not all characters of the text")))
}

pub(super) fn latin(text: &[u8]) -> Cow<'static, str> {
    text.iter().copied().map(char::from).collect()
}

fn utf16(units: &[u8], order: Order) -> DecodeResult<Cow<'static, str>> {
    let (units, rest) = units.as_chunks::<2>();
    let text = char::decode_utf16(units.iter().copied().map(order)).collect::<Result<_, _>>().ok();
    text.filter(|_| rest.is_empty()).map(Cow::Owned).ok_or_else(|| DecodeError::new(0, "not UTF-16"))
}

/// Whether a text of XML declares that it is in Latin-1 (XML 1.0, 4.3.3).
fn declares_latin(text: &[u8]) -> bool {
    const MOST: usize = 256;
    let start = String::from_utf8_lossy(&text[..text.len().min(MOST)]);
    let declaration = start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(inside, _)| inside);
    let named = declaration.and_then(|inside| inside.split_once("encoding")).map(|(_, named)| named);
    let name = named.and_then(|named| named.split(['"', '\'']).nth(1)).unwrap_or_default();
    matches!(Charset::of(name), Charset::Latin1)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn a_text_is_read_in_its_charset() {
        let cases: [(&str, &[u8], Option<&str>); 14] = [
            ("text/plain", b"t\xc3\xa9", Some("t\u{e9}")),
            ("text/plain", b"t\xe9", None),
            ("text/plain; charset=us-ascii", b"t", Some("t")),
            ("text/plain; charset=latin1", b"\xc3\xa9", Some("\u{c3}\u{a9}")),
            ("text/plain; charset=\"ISO-8859-1\"", b"t\xe9", Some("t\u{e9}")),
            ("text/plain; charset=iso-8859-1", b"\xef\xbb\xbft", Some("t")),
            ("text/plain; charset=utf-16be", b"\0h\0i", Some("hi")),
            ("text/plain; charset=utf-16", b"\xff\xfeh\0i\0", Some("hi")),
            ("text/plain; charset=utf-16", b"\0h\0", None),
            ("text/plain; charset=utf-7", b"+AOk-", None),
            ("text/plain; charset=windows-1252", b"ok", Some("ok")),
            ("text/plain; charset=windows-1252", b"\x80", None),
            ("application/json; charset=utf-7", b"{}", Some("{}")),
            ("application/json; charset=iso-8859-1", b"\"\xe9\"", Some("\"\u{e9}\"")),
        ];
        for (media_type, text, expected) in cases {
            assert_eq!(decode(text, media_type).ok().as_deref(), expected, "{media_type}: {text:?}");
        }
        let error = decode(b"+AOk-", "text/plain; charset=utf-7").expect_err("nothing is known of it");
        assert!(error.to_string().contains("charset `utf-7` is none that can be read"), "{error}");
    }

    #[test]
    fn a_text_is_written_in_its_charset() {
        let cases: [(&str, &str, Option<&[u8]>); 7] = [
            ("text/plain", "\u{e9}", Some(b"\xc3\xa9")),
            ("text/plain; charset=UTF-8", "\u{e9}", Some(b"\xc3\xa9")),
            ("text/xml;charset=iso-8859-1", "\u{e9}", Some(b"\xe9")),
            ("text/plain; charset=iso-8859-1", "\u{20ac}", None),
            ("text/plain; charset=us-ascii", "a", Some(b"a")),
            ("text/plain; charset=us-ascii", "\u{e9}", None),
            ("text/plain; charset=shift_jis", "a", None),
        ];
        for (media_type, text, expected) in cases {
            assert_eq!(encode(text.to_owned(), media_type).ok().as_deref(), expected, "{media_type}: {text}");
        }
    }
}

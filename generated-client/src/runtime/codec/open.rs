//! What open enums keep of a value that their document does not know.

use std::fmt;

use super::{DecodeResult, Encode, Reader, Writer};

/// The text of an enum value that the document does not name.
///
/// Opaque, so that a later version of the document may name it: make one by the enum's `From<&str>`, which gives the
/// named variant when there is one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// For the enums' own conversions.
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text as received.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// Reads the value of a text, and notes one that the document does not name.
///
/// # Errors
///
/// There is no text.
pub fn decode_text<T: for<'text> From<&'text str>>(json: &mut Reader<'_>, is_named: fn(&T) -> bool) -> DecodeResult<T> {
    let value = json.text().map(|text| T::from(&text))?;
    if !is_named(&value) {
        json.meet_unnamed();
    }
    Ok(value)
}

/// The value with this text among those that the document names, else the one that keeps the text.
pub fn value_of<T: AsRef<str> + Clone>(text: &str, named: &[T], unrecognized: fn(Unrecognized) -> T) -> T {
    let named = named.iter().find(|value| value.as_ref() == text);
    named.cloned().unwrap_or_else(|| unrecognized(Unrecognized::new(text)))
}

/// The number of an integer enum value that the document does not name. It may have a fraction, or more than 64 bits:
/// where a document names whole numbers, services may come to send others.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnrecognizedInteger(Exact);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Exact {
    Whole(i128),
    /// The bits of a number that is not whole, or larger yet.
    Float(u64),
}

impl UnrecognizedInteger {
    /// For the enums' own conversions.
    #[doc(hidden)]
    pub const fn new(value: i64) -> Self {
        Self(Exact::Whole(value as i128))
    }

    /// The number as received; of one that is not whole, the whole part; of one beyond 64 bits, the nearest to it.
    pub const fn as_i64(self) -> i64 {
        match self.0 {
            Exact::Whole(whole) if whole > i64::MAX as i128 => i64::MAX,
            Exact::Whole(whole) if whole < i64::MIN as i128 => i64::MIN,
            Exact::Whole(whole) => whole as i64,
            Exact::Float(bits) => f64::from_bits(bits) as i64,
        }
    }

    /// The number as received, or the nearest to it: beyond 53 bits not every whole number is there.
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Exact::Whole(whole) => whole as f64,
            Exact::Float(bits) => f64::from_bits(bits),
        }
    }
}

impl Encode for UnrecognizedInteger {
    fn encode(&self, json: &mut Writer) {
        match self.0 {
            Exact::Whole(whole) => json.integer(whole),
            Exact::Float(bits) => json.number(f64::from_bits(bits)),
        }
    }
}

/// Reads the value of a number, and notes one that the document does not name; one that is not whole or beyond 64 bits
/// is kept by `unrecognized`.
///
/// # Errors
///
/// There is no number.
pub fn decode_integer<T: From<i64>>(
    json: &mut Reader<'_>,
    is_named: fn(&T) -> bool,
    unrecognized: fn(UnrecognizedInteger) -> T,
) -> DecodeResult<T> {
    let value = match json.integer_or_number()? {
        Ok(integer) => match i64::try_from(integer) {
            Ok(integer) => T::from(integer),
            Err(_) => unrecognized(UnrecognizedInteger(Exact::Whole(integer))),
        },
        Err(number) => unrecognized(UnrecognizedInteger(Exact::Float(number.to_bits()))),
    };
    if !is_named(&value) {
        json.meet_unnamed();
    }
    Ok(value)
}

impl fmt::Display for UnrecognizedInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Exact::Whole(whole) => fmt::Display::fmt(&whole, formatter),
            Exact::Float(bits) => fmt::Display::fmt(&f64::from_bits(bits), formatter),
        }
    }
}

impl fmt::Debug for UnrecognizedInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

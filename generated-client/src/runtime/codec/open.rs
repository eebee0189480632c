//! What open enums keep of a value that their document does not know.

use std::fmt;

use super::{DecodeResult, Reader};

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

/// Reads the value of a text.
///
/// # Errors
///
/// There is no text.
pub fn decode_text<T: for<'text> From<&'text str>>(json: &mut Reader<'_>) -> DecodeResult<T> {
    json.text().map(|text| T::from(&text))
}

/// The value with this text among those that the document names, else the one that keeps the text.
pub fn value_of<T: AsRef<str> + Clone>(text: &str, named: &[T], unrecognized: fn(Unrecognized) -> T) -> T {
    let named = named.iter().find(|value| value.as_ref() == text);
    named.cloned().unwrap_or_else(|| unrecognized(Unrecognized::new(text)))
}

/// The number of an integer enum value that the document does not name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnrecognizedInteger(i64);

impl UnrecognizedInteger {
    /// For the enums' own conversions.
    #[doc(hidden)]
    pub const fn new(value: i64) -> Self {
        Self(value)
    }

    /// The number as received.
    pub const fn as_i64(self) -> i64 {
        self.0
    }
}

impl fmt::Display for UnrecognizedInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for UnrecognizedInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

//! A value of any kind, kept as its text: [`Json`].

use std::fmt;

use serde_json::Value;

use super::{Decode, DecodeResult, Encode, Reader, Writer};

/// Any JSON value, kept as the text it came as, so that writing it back changes nothing.
///
/// Two are equal when their values are: white space, escapes and the order of members do not count.
#[derive(Clone)]
pub struct Json(Box<str>);

impl Json {
    /// The value null.
    pub fn null() -> Self {
        Self("null".into())
    }

    /// For text that the reader passed over.
    pub(super) fn from_raw(raw: &str) -> Self {
        Self(raw.into())
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, parsed now. A value that serde_json cannot hold (a number beyond the range of `f64`, half of a
    /// surrogate pair) is null.
    pub fn value(&self) -> Value {
        self.parsed().unwrap_or_default()
    }

    fn parsed(&self) -> Option<Value> {
        serde_json::from_str(&self.0).ok()
    }
}

impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self(value.to_string().into())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.parsed().is_some_and(|value| other.parsed() == Some(value))
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Decode for Json {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.raw().map(Self::from_raw)
    }

    fn null() -> Option<Self> {
        Some(Self::null())
    }
}

impl Encode for Json {
    fn encode(&self, json: &mut Writer) {
        json.raw(&self.0);
    }
}

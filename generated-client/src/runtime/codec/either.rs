//! Scalars that are a string in one place and a number in another, and numbers of any size.

use std::fmt;

use super::{Decode, DecodeResult, Encode, Kind, Reader, Writer};
use crate::runtime::validate::Checker;

/// A value that is a string or an integer; which one it was is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StringOrInteger {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
}

/// A value that is a string or a number; which one it was, and the number's text, is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StringOrNumber {
    /// A string.
    String(String),
    /// A number.
    Number(Number),
}

/// A JSON number of any size and precision, kept as its text. Equal when the text is; made of a float that JSON has no
/// number for (NaN, the infinities), it cannot be written.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// The number's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, when it is an integer in range.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The number, rounded to what a float holds; infinite beyond its range.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        i64::from(value).into()
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(itoa::Buffer::new().format(value).into())
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self(zmij::Buffer::new().format(value).into())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Decode for Number {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.digits_of_number().map(|text| Self(text.into()))
    }
}

impl Encode for Number {
    fn encode(&self, json: &mut Writer) {
        match self.0.ends_with(|last: char| last.is_ascii_digit()) {
            true => json.raw(&self.0),
            false => json.number(f64::NAN),
        }
    }

    fn check(&self, checker: &mut Checker) {
        match self.as_i64() {
            Some(integer) => checker.integer(integer),
            None => checker.number(self.as_f64()),
        }
    }
}

impl From<&str> for StringOrInteger {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for StringOrInteger {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for StringOrInteger {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl fmt::Display for StringOrInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => formatter.write_str(text),
            Self::Integer(value) => fmt::Display::fmt(value, formatter),
        }
    }
}

impl Decode for StringOrInteger {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        match json.kind()? {
            Kind::Number => json.integer().map(Self::Integer),
            Kind::Null | Kind::Boolean | Kind::String | Kind::Array | Kind::Object => {
                json.text().map(|text| Self::String(text.into()))
            }
        }
    }
}

impl Encode for StringOrInteger {
    fn encode(&self, json: &mut Writer) {
        match self {
            Self::String(text) => json.string(text),
            Self::Integer(value) => json.integer(*value),
        }
    }

    fn check(&self, checker: &mut Checker) {
        match self {
            Self::String(text) => checker.text(text),
            Self::Integer(value) => checker.integer(*value),
        }
    }
}

impl From<&str> for StringOrNumber {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for StringOrNumber {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for StringOrNumber {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<f64> for StringOrNumber {
    /// What JSON has no number for (NaN, the infinities) is a string.
    fn from(value: f64) -> Self {
        let number = Number::from(value);
        if value.is_finite() { Self::Number(number) } else { Self::String(number.0.into()) }
    }
}

impl fmt::Display for StringOrNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => formatter.write_str(text),
            Self::Number(number) => fmt::Display::fmt(number, formatter),
        }
    }
}

impl Decode for StringOrNumber {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        match json.kind()? {
            Kind::Number => Number::decode(json).map(Self::Number),
            Kind::Null | Kind::Boolean | Kind::String | Kind::Array | Kind::Object => {
                json.text().map(|text| Self::String(text.into()))
            }
        }
    }
}

impl Encode for StringOrNumber {
    fn encode(&self, json: &mut Writer) {
        match self {
            Self::String(text) => json.string(text),
            Self::Number(number) => number.encode(json),
        }
    }

    fn check(&self, checker: &mut Checker) {
        match self {
            Self::String(text) => checker.text(text),
            Self::Number(number) => number.check(checker),
        }
    }
}

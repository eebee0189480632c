//! What all scalars that keep their text have in common: conversions, printing, and a place in JSON strings.

use std::fmt;

use super::{Base64, Date, DateTime, Decode, DecodeResult, Encode, Reader, Writer};
use crate::runtime::validate::Checker;

/// Implements the traits of a type around one `String`.
macro_rules! kept_text {
    ($($ty:ident),+) => {$(
        impl From<&str> for $ty {
            fn from(text: &str) -> Self {
                Self::from_text(text.to_owned())
            }
        }

        impl From<String> for $ty {
            fn from(text: String) -> Self {
                Self::from_text(text)
            }
        }

        impl AsRef<str> for $ty {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $ty {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $ty {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), formatter)
            }
        }

        impl Decode for $ty {
            fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
                String::decode(json).map(Self::from_text)
            }
        }

        impl Encode for $ty {
            fn encode(&self, json: &mut Writer) {
                json.string(self.as_str());
            }

            fn check(&self, checker: &mut Checker) {
                checker.text(self.as_str());
            }
        }
    )+};
}

kept_text!(Base64, Date, DateTime);

//! Entry points of the codec, and the bridge to serde's traits for the caller's own use.

use std::str::Utf8Error;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{Base64, Date, DateTime, Json, Number, StringOrInteger, StringOrNumber};
use super::{Decode, DecodeError, DecodeResult, Encode, Reader, Scope, Writer};

/// Reads a value from JSON text.
///
/// # Errors
///
/// The text is no JSON, not of the type, or goes on after the value; the error has the JSON path and the offset.
pub fn from_str<T: Decode>(text: &str) -> DecodeResult<T> {
    let mut json = Reader::new(text);
    let value = json.element()?;
    json.finish()?;
    Ok(value)
}

/// Reads a value from JSON text in UTF-8.
///
/// # Errors
///
/// As [`from_str`], and the bytes are no UTF-8.
pub fn from_slice<T: Decode>(bytes: &[u8]) -> DecodeResult<T> {
    match std::str::from_utf8(bytes) {
        Ok(text) => from_str(text),
        Err(error) => Err(not_utf8(error)),
    }
}

/// The error of bytes that are no text.
pub(crate) fn not_utf8(error: Utf8Error) -> DecodeError {
    DecodeError::new(error.valid_up_to(), "not UTF-8")
}

/// Writes a value as JSON text, read-only members included.
pub fn to_string<T: Encode + ?Sized>(value: &T) -> String {
    String::from_utf8(to_vec(value)).expect("invariant: the writer writes text only")
}

/// Writes a value as JSON text in UTF-8, read-only members included.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut json = Writer::new(Scope::Everything);
    value.encode(&mut json);
    json.into_bytes()
}

/// Implements serde's `Serialize` for a type that has [`Encode`]; called by the macros.
///
/// # Errors
///
/// Those of the serializer, and a number that JSON has no text for.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut json = Writer::new(Scope::Everything);
    value.encode(&mut json);
    if json.has_lost() {
        return Err(S::Error::custom("a number is not finite"));
    }
    let value: Value = serde_json::from_slice(&json.into_bytes()).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// Implements serde's `Deserialize` for a type that has [`Decode`]; called by the macros.
///
/// # Errors
///
/// Those of the deserializer, and as [`from_str`].
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    from_str(&value.to_string()).map_err(D::Error::custom)
}

crate::__serde_bridge! { Base64 Date DateTime Json Number StringOrInteger StringOrNumber }

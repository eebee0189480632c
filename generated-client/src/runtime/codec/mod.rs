//! The codec: JSON text to models and back.
//!
//! A model is a table of members ([`Member`]) and a list of slots; reading and writing happen here, once, and
//! are not generic, so that a generated struct costs little to compile. Decoding is tolerant where telephony services
//! are careless (numbers as strings, null for absent), keeps what it does not know, counts depth, and names the JSON
//! path of what it refuses.

mod base64;
mod bridge;
mod either;
mod error;
mod extra;
mod given;
mod json;
mod member;
mod nullable;
mod open;
mod plain;
mod reader;
mod scalar;
mod tagging;
mod text;
mod time;
mod traits;
mod tuple;
mod union;
mod writer;

pub use self::base64::Base64;
pub(crate) use bridge::not_utf8;
pub use bridge::{deserialize, from_slice, from_str, serialize, to_string, to_vec};
pub use either::{Number, StringOrInteger, StringOrNumber};
pub use error::{DecodeError, DecodeResult};
pub use extra::Extra;
pub use json::Json;
pub use member::Member;
pub use nullable::Nullable;
pub use open::{Unrecognized, UnrecognizedInteger, decode_integer, decode_text, value_of};
pub use reader::{Kind, Reader};
pub use tagging::encode_tagged;
pub use time::{Date, DateTime};
pub use traits::{Decode, Encode, Map, MapSink, Rest, Slot, Visitor, failed};
pub use tuple::OpenTuple;
pub use union::{Key, Shape, Tagged, Variant, Variants, decode_union, payload_of};
pub use writer::{Scope, Writer};

pub(crate) use error::{Step, json_path};
pub(crate) use given::json_of;
pub(crate) use union::{Outline, Rank};

#[cfg(test)]
mod tests;

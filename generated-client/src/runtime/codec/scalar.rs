//! The primitive types of JSON, and the strings that hold them.

use super::{Decode, DecodeResult, Encode, Reader, Writer};
use crate::runtime::validate::Checker;

impl Decode for String {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.text().map(Into::into)
    }

    fn from_plain_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Encode for String {
    fn encode(&self, json: &mut Writer) {
        json.string(self);
    }

    fn check(&self, checker: &mut Checker) {
        checker.text(self);
    }
}

impl Encode for &str {
    fn encode(&self, json: &mut Writer) {
        json.string(self);
    }

    fn check(&self, checker: &mut Checker) {
        checker.text(self);
    }
}

impl Decode for bool {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.boolean()
    }
}

impl Encode for bool {
    fn encode(&self, json: &mut Writer) {
        json.boolean(*self);
    }
}

impl Decode for i64 {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.integer()
    }
}

impl Encode for i64 {
    fn encode(&self, json: &mut Writer) {
        json.integer(*self);
    }

    fn check(&self, checker: &mut Checker) {
        checker.integer(*self);
    }
}

impl Decode for u64 {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.unsigned()
    }
}

impl Encode for u64 {
    fn encode(&self, json: &mut Writer) {
        json.integer(*self);
    }

    fn check(&self, checker: &mut Checker) {
        checker.integer(*self);
    }
}

impl Decode for f64 {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.number()
    }
}

impl Encode for f64 {
    fn encode(&self, json: &mut Writer) {
        json.number(*self);
    }

    fn check(&self, checker: &mut Checker) {
        checker.number(*self);
    }
}

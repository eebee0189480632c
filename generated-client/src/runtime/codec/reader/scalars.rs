//! Reading scalars, as tolerant as services are careless: quoted or not, a number is a number.

use jiter::{NumberInt, Peek};

use super::{Kind, Reader, syntax};
use crate::runtime::codec::{DecodeError, DecodeResult};

impl Reader<'_> {
    /// Reads a string; a number or a boolean reads as its text.
    ///
    /// # Errors
    ///
    /// The next value is null, an array or an object.
    pub fn text(&mut self) -> DecodeResult<&str> {
        match self.kind()? {
            Kind::String => self.jiter.known_str().map_err(|error| syntax(self.base, &error)),
            Kind::Number | Kind::Boolean => self.raw(),
            Kind::Null | Kind::Array | Kind::Object => Err(self.expected("a string")),
        }
    }

    /// Reads an integer of 64 bits with sign; an integral float and a string of digits read as one.
    ///
    /// # Errors
    ///
    /// The next value is none of these, or beyond the range.
    pub fn integer(&mut self) -> DecodeResult<i64> {
        match self.peek()? {
            peek if peek.is_num() => match self.jiter.known_int(peek) {
                Ok(NumberInt::Int(integer)) => Ok(integer),
                Err(_) => self.scalar("a 64-bit integer", integer_from_text),
            },
            _ => self.scalar("a 64-bit integer", integer_from_text),
        }
    }

    /// Reads an integer of 64 bits without sign, as tolerant as [`integer`](Self::integer).
    ///
    /// # Errors
    ///
    /// The next value is none of these, or beyond the range.
    pub fn unsigned(&mut self) -> DecodeResult<u64> {
        self.scalar("an unsigned 64-bit integer", unsigned_from_text)
    }

    /// Reads a number; a string that holds one reads as it.
    ///
    /// # Errors
    ///
    /// The next value is neither.
    pub fn number(&mut self) -> DecodeResult<f64> {
        self.scalar("a number", |text| text.parse().ok().filter(|number: &f64| number.is_finite()))
    }

    /// Reads a boolean; the strings `true` and `false` read as one.
    ///
    /// # Errors
    ///
    /// The next value is neither.
    pub fn boolean(&mut self) -> DecodeResult<bool> {
        let peek = self.peek()?;
        if matches!(peek, Peek::True | Peek::False) {
            return self.jiter.known_bool(peek).map_err(|error| syntax(self.base, &error));
        }
        self.scalar("a boolean", |text| text.parse().ok())
    }

    /// Reads a scalar from its text, whether it is quoted or not.
    fn scalar<T>(&mut self, what: &str, parse: fn(&str) -> Option<T>) -> DecodeResult<T> {
        if matches!(self.kind()?, Kind::Null | Kind::Array | Kind::Object) {
            return Err(self.expected(what));
        }
        let offset = self.offset();
        let text = self.text()?;
        // The text itself stays out of the message, which may be logged.
        parse(text).ok_or_else(|| DecodeError::new(offset, format!("expected {what}, found another scalar")))
    }
}

/// An integer's value from its text: digits with a sign, or a float without a fraction.
fn integer_from_text(text: &str) -> Option<i64> {
    text.parse().ok().or_else(|| {
        let float = integral_float(text)?;
        // Both ends are powers of two, so exact; the upper one is itself out of range.
        (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&float).then_some(float as i64)
    })
}

fn unsigned_from_text(text: &str) -> Option<u64> {
    text.parse().ok().or_else(|| {
        let float = integral_float(text)?;
        (0.0..18_446_744_073_709_551_616.0).contains(&float).then_some(float as u64)
    })
}

/// Only text with a point or an exponent: digits alone that did not parse are out of range, not rounded.
fn integral_float(text: &str) -> Option<f64> {
    let is_float = text.contains(['.', 'e', 'E']);
    let float = text.parse::<f64>().ok().filter(|_| is_float)?;
    (float.fract() == 0.0).then_some(float)
}

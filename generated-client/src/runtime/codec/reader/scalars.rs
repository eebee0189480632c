//! Reading scalars, as tolerant as services are careless: quoted or not, a number is a number.

use std::borrow::Cow;

use super::Reader;
use super::lexer::Lexer;
use crate::runtime::codec::{DecodeError, DecodeResult};

impl<'j> Reader<'j> {
    /// Reads a string; a number or a boolean reads as its text.
    ///
    /// # Errors
    ///
    /// The next value is null, an array or an object.
    pub fn text(&mut self) -> DecodeResult<Cow<'j, str>> {
        self.liberties += usize::from(self.lexer.peek() != Some(b'"'));
        self.scalar_text()
    }

    /// The text of a scalar, quoted or not.
    pub(super) fn scalar_text(&mut self) -> DecodeResult<Cow<'j, str>> {
        match self.lexer.peek() {
            Some(b'"') => self.lexer.string().map_err(|problem| self.malformed(problem)),
            Some(b'-' | b'0'..=b'9') => self.digits().map(Cow::Borrowed),
            Some(b't' | b'f') => self.raw().map(Cow::Borrowed),
            _ => Err(self.expected("a string")),
        }
    }

    /// Reads an integer of 64 bits with sign; an integral float and a string of digits read as one.
    ///
    /// # Errors
    ///
    /// The next value is none of these, or beyond the range.
    pub fn integer(&mut self) -> DecodeResult<i64> {
        self.scalar("a 64-bit integer", integer_from_text)
    }

    /// Reads an integer, as [`integer`](Self::integer) but of up to 128 bits, or, of a number that is none, the number.
    ///
    /// # Errors
    ///
    /// The next value is neither.
    pub fn integer_or_number(&mut self) -> DecodeResult<Result<i128, f64>> {
        let number = self.scalar("a number", |text| large_integer(text).map(Ok).or_else(|| finite(text).map(Err)))?;
        self.liberties += usize::from(number.is_err());
        Ok(number)
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
    /// The next value is neither, or beyond the range of 64 bits: infinity is another value, and could not be written.
    pub fn number(&mut self) -> DecodeResult<f64> {
        self.scalar("a number", finite)
    }

    /// Reads a number as its text, with all its digits; a string that holds one reads as it.
    ///
    /// # Errors
    ///
    /// The next value is neither.
    pub fn digits_of_number(&mut self) -> DecodeResult<String> {
        self.scalar("a number", |text| is_number(text).then(|| text.to_owned()))
    }

    /// Reads a boolean; the strings `true` and `false` read as one.
    ///
    /// # Errors
    ///
    /// The next value is neither.
    pub fn boolean(&mut self) -> DecodeResult<bool> {
        self.scalar("a boolean", |text| text.parse().ok())
    }

    /// Reads a scalar from its text, whether it is quoted or not.
    fn scalar<T>(&mut self, what: &str, parse: fn(&str) -> Option<T>) -> DecodeResult<T> {
        let (offset, text) = match self.lexer.peek() {
            Some(b'-' | b'0'..=b'9') => (self.offset(), Cow::Borrowed(self.digits()?)),
            Some(first @ (b'"' | b't' | b'f')) => {
                self.liberties += usize::from(first == b'"');
                (self.offset(), self.scalar_text()?)
            }
            _ => return Err(self.expected(what)),
        };
        // The text itself stays out of the message, which may be logged.
        parse(&text).ok_or_else(|| DecodeError::new(offset, format!("expected {what}, found another scalar")))
    }

    fn digits(&mut self) -> DecodeResult<&'j str> {
        self.lexer.number().map_err(|problem| self.malformed(problem))
    }
}

/// Whether a text is a number of JSON, and nothing else.
fn is_number(text: &str) -> bool {
    Lexer::new(text).number().is_ok_and(|digits| digits == text)
}

fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// An integer's value from its text: digits with a sign, or a float without a fraction.
fn integer_from_text(text: &str) -> Option<i64> {
    text.parse().ok().or_else(|| whole(text)?.try_into().ok())
}

/// The same of an integer that may be larger; digits alone have all of it.
fn large_integer(text: &str) -> Option<i128> {
    integer_from_text(text).map(i128::from).or_else(|| text.parse().ok())
}

fn unsigned_from_text(text: &str) -> Option<u64> {
    text.parse().ok().or_else(|| whole(text)?.try_into().ok())
}

/// A whole number that is written with a point, an exponent or a sign, with all of its digits: `12.50e1` is 125.
fn whole(text: &str) -> Option<i128> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let behind = behind.trim_end_matches('0');
    let digits: i128 = [before, behind].concat().parse().ok()?;
    let shift = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(behind.len()).ok()?)?;
    if digits == 0 {
        return Some(0);
    }
    let power = 10_i128.checked_pow(u32::try_from(shift.unsigned_abs()).ok()?)?;
    if shift < 0 { (digits % power == 0).then_some(digits / power) } else { digits.checked_mul(power) }
}

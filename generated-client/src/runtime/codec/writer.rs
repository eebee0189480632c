//! Writing: JSON text into a buffer, without white space.

use super::plain::plain_length;
use super::{Encode, Member, Rest, Visitor};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What a request may hold: read-only members are left out.
    Request,
    /// Every member.
    Everything,
}

/// Writes JSON text.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    scope: Scope,
    has_lost: bool,
}

impl Writer {
    /// An empty buffer, with room for a small object: growing to that took a tenth of writing one.
    pub fn new(scope: Scope) -> Self {
        const ROOM: usize = 256;
        Self { out: Vec::with_capacity(ROOM), scope, has_lost: false }
    }

    /// Whether a member is not written, whatever its value.
    pub(super) fn leaves_out(&self, member: &Member) -> bool {
        member.read_only && self.scope == Scope::Request
    }

    /// Whether a number was written as null that JSON has no text for.
    pub(crate) fn has_lost(&self) -> bool {
        self.has_lost
    }

    /// The text that was written: UTF-8, as only text was.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: impl itoa::Integer) {
        self.raw(itoa::Buffer::new().format(value));
    }

    /// Writes a float in its shortest form, an integral one as `5.0`; what JSON has no text for (NaN, the infinities)
    /// as null.
    pub fn number(&mut self, value: f64) {
        if value.is_finite() {
            self.raw(zmij::Buffer::new().format_finite(value));
        } else {
            self.has_lost = true;
            self.null();
        }
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.out.push(b'"');
        let mut rest = text.as_bytes();
        while let Some((plain, [escaped, after @ ..])) = rest.split_at_checked(plain_length(rest)) {
            self.out.extend_from_slice(plain);
            self.escape(*escaped);
            rest = after;
        }
        self.out.extend_from_slice(rest);
        self.out.push(b'"');
    }

    #[cold]
    fn escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0C => b'f',
            _ => {
                let [high, low] = [byte >> 4, byte & 15].map(|digit| HEX[usize::from(digit)]);
                return self.out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
            }
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }

    /// Writes text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    /// Writes an array, whose elements `elements` writes by [`element`](Self::element).
    pub fn array(&mut self, elements: impl FnOnce(&mut Self)) {
        self.out.push(b'[');
        elements(self);
        self.out.push(b']');
    }

    /// Writes an element of the array being written; an absent value as null.
    pub fn element(&mut self, value: &dyn Encode) {
        self.separate(b'[');
        self.value(value);
    }

    /// Writes an object, whose members `members` writes by [`member`](Self::member).
    pub fn map(&mut self, members: impl FnOnce(&mut Self)) {
        self.out.push(b'{');
        members(self);
        self.out.push(b'}');
    }

    /// Writes a member of the object being written; an absent value as null.
    pub fn member(&mut self, name: &str, value: &dyn Encode) {
        self.name(name);
        self.value(value);
    }

    /// Writes a member whose value is JSON text already.
    pub(super) fn raw_member(&mut self, name: &str, json: &str) {
        self.name(name);
        self.raw(json);
    }

    fn value(&mut self, value: &dyn Encode) {
        if value.is_absent() {
            self.null();
        } else {
            value.encode(self);
        }
    }

    fn name(&mut self, name: &str) {
        self.separate(b'{');
        self.string(name);
        self.out.push(b':');
    }

    /// Writes a declared name; one that is known to stand for itself is not searched for what to escape.
    fn declared_name(&mut self, member: &Member) {
        if !member.is_plain {
            return self.name(member.name);
        }
        self.separate(b'{');
        self.out.push(b'"');
        self.raw(member.name);
        self.raw("\":");
    }

    /// A comma, unless this is the first in the array or object. No value ends in an opening bracket, so the last byte
    /// tells.
    fn separate(&mut self, opening: u8) {
        if self.out.last() != Some(&opening) {
            self.out.push(b',');
        }
    }
}

impl Visitor for Writer {
    fn object(&mut self, members: &'static [Member], values: &[&dyn Encode], rest: &dyn Rest) {
        self.out.push(b'{');
        for (member, value) in members.iter().zip(values) {
            let is_absent = value.is_absent();
            if self.leaves_out(member) || is_absent && !member.required {
                continue;
            }
            self.declared_name(member);
            if is_absent {
                self.null();
            } else {
                value.encode(self);
            }
        }
        rest.write(self);
        self.out.push(b'}');
    }
}

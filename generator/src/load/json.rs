//! JSON: a fast way to the tree, and a slower one that knows places.

use std::borrow::Cow;
use std::fmt;

use memchr::{memchr2, memchr3};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::event::{Broken, Event, Item, Items, Reason, Style};
use super::{MAX_DEPTH, character_at};
use crate::source::Span;

/// Whether a text starts as a JSON object or array does, or as a comment before one.
pub(super) fn looks_like_json(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    start.starts_with(['{', '[']) || start.starts_with("//") || start.starts_with("/*")
}

/// Whether a text is JSON: a check in constant space, as deep as it may be.
pub(super) fn is_json(text: &str) -> bool {
    let json = text.trim_start_matches('\u{FEFF}');
    looks_like_json(text) && serde_json::from_str::<IgnoredAny>(json).is_ok()
}

/// Why a text gave no tree.
pub(super) enum Refusal {
    /// It is no JSON.
    Syntax { span: Span, reason: String },
    /// It is JSON, but repeats a key or is too deep; the slower way tells where.
    Rule,
}

/// The tree of a JSON text, in one pass.
pub(super) fn read(text: &str) -> Result<Value, Refusal> {
    let json = text.trim_start_matches('\u{FEFF}');
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.disable_recursion_limit(); // ours counts as YAML's does
    let value = Node { depth: 0 }.deserialize(&mut deserializer);
    value.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| refusal(text, &error))
}

fn refusal(text: &str, error: &serde_json::Error) -> Refusal {
    if error.is_data() {
        return Refusal::Rule;
    }
    let bom = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let lines = text[bom..].split_inclusive('\n').take(error.line().saturating_sub(1));
    let line_start = bom + lines.map(str::len).sum::<usize>();
    let span = character_at(text, line_start + error.column().saturating_sub(1));
    let full = error.to_string();
    let reason = full.rsplit_once(" at line ").map_or(full.as_str(), |(reason, _)| reason).to_owned();
    Refusal::Syntax { span, reason }
}

/// A value that stands in `depth` objects and arrays.
#[derive(Clone, Copy)]
struct Node {
    depth: usize,
}

impl Node {
    /// What stands in this value, if that is not too deep.
    fn inner<E: Error>(self) -> Result<Self, E> {
        if self.depth < MAX_DEPTH { Ok(Self { depth: self.depth + 1 }) } else { Err(E::custom("too deep")) }
    }
}

impl<'de> DeserializeSeed<'de> for Node {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(inner)? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut read: Vec<(String, Value)> = Vec::new();
        while let Some(key) = members.next_key()? {
            read.push((key, members.next_value_seed(inner)?));
        }
        // A mapping that grows has room for nearly twice of what it holds, and a tree is made of mappings.
        let mut object = Map::with_capacity(read.len());
        for (key, value) in read {
            if object.insert(key, value).is_some() {
                return Err(A::Error::custom("duplicate key"));
            }
        }
        Ok(Value::Object(object))
    }
}

/// The items of a JSON text.
///
/// It takes commas and colons for space: a text that [`read`] or [`is_json`] has found well-formed needs no second
/// check. What is no JSON is broken at the first thing that is neither a bracket, a text nor a literal.
pub(super) fn events(text: &str) -> JsonItems<'_> {
    JsonItems { text, at: text.len() - text.trim_start_matches('\u{FEFF}').len() }
}

/// The items of a JSON text; ends after the first error.
pub(super) struct JsonItems<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Iterator for JsonItems<'text> {
    type Item = Result<Item<'text>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':');
        let start = self.at + self.text.as_bytes()[self.at..].iter().position(|byte| !is_space(byte))?;
        let rest = &self.text[start..];
        let (event, length) = match rest.bytes().next()? {
            b'{' => (Event::Mapping, 1),
            b'[' => (Event::Sequence, 1),
            b'}' | b']' => (Event::End, 1),
            b'"' => quoted(rest),
            _ => match literal(rest) {
                Some(literal) => literal,
                None => return Some(Err(self.broken(start))),
            },
        };
        self.at = start + length;
        Some(Ok(Item::new(event, Span::new(start, self.at))))
    }
}

impl<'text> Items<'text> for JsonItems<'text> {
    fn skip_inside(&mut self) {
        // Brackets of the other kind come in pairs.
        let is_sequence = self.text[..self.at].ends_with('[');
        let (open, close) = if is_sequence { (b'[', b']') } else { (b'{', b'}') };
        let mut depth = 0_usize;
        while let Some(next) = memchr3(b'"', open, close, &self.text.as_bytes()[self.at..]) {
            self.at += next;
            match self.text.as_bytes()[self.at] {
                b'"' => self.at += quoted_length(&self.text[self.at..]) - 1,
                bracket if bracket == open => depth += 1,
                _ if depth == 0 => return,
                _ => depth -= 1,
            }
            self.at += 1;
        }
        self.at = self.text.len();
    }
}

impl JsonItems<'_> {
    fn broken(&mut self, start: usize) -> Broken {
        self.at = self.text.len();
        Broken { span: character_at(self.text, start), reason: Reason::Syntax("expected value".to_owned()) }
    }
}

/// The text that starts here, and its bytes with the quotes.
fn quoted(rest: &str) -> (Event<'_>, usize) {
    let raw = &rest[..quoted_length(rest)];
    let plain = || Cow::Borrowed(raw.trim_matches('"'));
    let text =
        if raw.contains('\\') { serde_json::from_str(raw).map_or_else(|_| plain(), Cow::Owned) } else { plain() };
    (Event::Scalar(text, Style::Quoted), raw.len())
}

/// The bytes of the text that starts here, with its quotes; without the second quote it goes to the end.
pub(super) fn quoted_length(rest: &str) -> usize {
    let mut behind = 1;
    while let Some(at) = rest.as_bytes().get(behind..).and_then(|bytes| memchr2(b'"', b'\\', bytes)) {
        behind += at + 1;
        if rest.as_bytes()[behind - 1] == b'"' {
            return behind;
        }
        behind += 1; // what is escaped
    }
    rest.len()
}

/// The number, boolean or null that starts here, and its bytes.
fn literal(rest: &str) -> Option<(Event<'_>, usize)> {
    let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && !matches!(it, '+' | '-' | '.')).unwrap_or(rest.len());
    let text = &rest[..end];
    let is_literal =
        matches!(text, "true" | "false" | "null") || text.starts_with(|it: char| it == '-' || it.is_ascii_digit());
    (end > 0 && is_literal).then_some((Event::Scalar(Cow::Borrowed(text), Style::Plain), end))
}

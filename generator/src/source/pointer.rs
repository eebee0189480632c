//! JSON pointers (RFC 6901): the name of a place in a tree that does not need the text.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::percent_decode;

/// A JSON pointer (RFC 6901), kept as it is written: `/paths/~1users/get`.
///
/// A clone shares the text; a child is one allocation. Pointers are made only for what a pass visits.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Arc<str>);

impl Pointer {
    /// The whole document, written as the empty text.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer a text writes.
    ///
    /// # Errors
    /// Where the text neither is empty nor starts with `/`, or has a `~` that is not `~0` or `~1`.
    pub fn parse(text: &str) -> Result<Self, PointerError> {
        if !text.is_empty() && !text.starts_with('/') {
            return Err(PointerError::NoSlash);
        }
        let well_escaped = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        if well_escaped { Ok(Self(text.into())) } else { Err(PointerError::Escape) }
    }

    /// The pointer in the fragment of a URI reference (RFC 6901, section 6): what follows the `#` of a `$ref`.
    ///
    /// # Errors
    /// As [`Pointer::parse`], and where the percent-encoding is broken.
    pub fn from_fragment(fragment: &str) -> Result<Self, PointerError> {
        Self::parse(&percent_decode(fragment).ok_or(PointerError::Percent)?)
    }

    /// The text of a reference to this place of its own document, which [`from_fragment`](Self::from_fragment) reads
    /// behind the `#`.
    pub fn to_fragment(&self) -> String {
        format!("#{}", self.0.replace('%', "%25"))
    }

    /// The member `key` of the object here.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        self.extend(&escape(key))
    }

    /// The element `index` of the array here, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.extend(&index.to_string())
    }

    /// The place that `below` names when it starts from here.
    #[must_use]
    pub fn join(&self, below: &Self) -> Self {
        if self.is_root() { below.clone() } else { Self([&*self.0, &*below.0].concat().into()) }
    }

    /// The object or array that holds this place; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.into()))
    }

    /// The key or index of this place in its parent, unescaped; `None` at the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rsplit_once('/').map(|(_, token)| unescape(token))
    }

    /// Keys and indices from the root down, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// Keys and indices behind the first `length` bytes, which name a place too; each with the bytes up to its end.
    pub(crate) fn tokens_behind(&self, length: usize) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
        self.0[length..].split('/').skip(1).scan(length, |end, token| {
            *end += 1 + token.len();
            Some((*end, unescape(token)))
        })
    }

    /// The bytes of the longest place that this one and another are in.
    pub(crate) fn common_length(&self, other: &Self) -> usize {
        let (one, other) = (self.0.as_bytes(), other.0.as_bytes());
        let equal = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        let is_end = |bytes: &[u8]| bytes.get(equal).is_none_or(|byte| *byte == b'/');
        let last_slash = || self.0.as_bytes()[..equal].iter().rposition(|byte| *byte == b'/');
        if is_end(one) && is_end(other) { equal } else { last_slash().unwrap_or(0) }
    }

    /// What stands here in a tree (RFC 6901, section 4).
    pub(crate) fn value_in<'tree>(&self, tree: &'tree Value) -> Option<&'tree Value> {
        self.tokens().try_fold(tree, |value, token| match value {
            Value::Object(members) => members.get(&*token),
            Value::Array(elements) => elements.get(element(&token)?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
    }

    /// Whether this is the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this place is `ancestor` or below it.
    pub fn starts_with(&self, ancestor: &Self) -> bool {
        self.0.strip_prefix(&*ancestor.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The pointer as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn extend(&self, escaped: &str) -> Self {
        Self([&*self.0, "/", escaped].concat().into())
    }
}

impl<Token: AsRef<str>> FromIterator<Token> for Pointer {
    /// The place that keys and indices lead to from the root.
    fn from_iter<Tokens: IntoIterator<Item = Token>>(tokens: Tokens) -> Self {
        let mut text = String::new();
        for token in tokens {
            text.push('/');
            text.push_str(&escape(token.as_ref()));
        }
        Self(text.into())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no JSON pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerError {
    /// It does not start with `/`.
    NoSlash,
    /// It has a `~` that is not part of `~0` or `~1`.
    Escape,
    /// Its percent-encoding is broken, or not that of a text.
    Percent,
}

impl PointerError {
    /// The same of the fragment of a reference, which may be the name of an anchor, too.
    pub(crate) fn of_reference(self) -> String {
        match self {
            Self::NoSlash => format!("nothing has this `$anchor`, and {self}"),
            Self::Escape | Self::Percent => self.to_string(),
        }
    }
}

impl fmt::Display for PointerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSlash => "a JSON pointer starts with `/`",
            Self::Escape => "`~` in a JSON pointer is written `~0`",
            Self::Percent => "`%` is followed by the two hexadecimal digits of a byte of UTF-8",
        })
    }
}

impl std::error::Error for PointerError {}

fn escape(key: &str) -> Cow<'_, str> {
    if !key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return key.into();
    }
    let mut escaped = String::with_capacity(key.len() + 8);
    for c in key.chars() {
        match c {
            '~' => escaped.push_str("~0"),
            '/' => escaped.push_str("~1"),
            _ => escaped.push(c),
        }
    }
    escaped.into()
}

/// The index of an element: digits, and no zero before others.
fn element(token: &str) -> Option<usize> {
    let is_index = token == "0" || token.starts_with(|c: char| matches!(c, '1'..='9'));
    token.parse().ok().filter(|_| is_index)
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') { token.replace("~1", "/").replace("~0", "~").into() } else { token.into() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Pointer, PointerError};

    #[test]
    fn escapes_and_unescapes() {
        let pointer = Pointer::root().child("paths").child("/users/{a~b}").child("").index(3);
        assert_eq!(pointer.to_string(), "/paths/~1users~1{a~0b}//3");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/users/{a~b}", "", "3"]);
        assert_eq!(pointer.last().as_deref(), Some("3"));
        assert_eq!(Pointer::parse(pointer.as_str()), Ok(pointer));
    }

    #[test]
    fn parses() {
        for (text, expected) in [
            ("", Ok("")),
            ("/a~1b/~01", Ok("/a~1b/~01")),
            ("a", Err(PointerError::NoSlash)),
            ("/a~", Err(PointerError::Escape)),
            ("/a~2", Err(PointerError::Escape)),
        ] {
            assert_eq!(Pointer::parse(text).as_ref().map(Pointer::as_str), expected.as_ref().copied(), "{text}");
        }
        assert_eq!(Pointer::from_fragment("/a%20%C3%A9").map(|it| it.to_string()), Ok("/a é".to_owned()));
        assert_eq!(Pointer::from_fragment("/%zz"), Err(PointerError::Percent));
    }

    #[test]
    fn lead_to_values() {
        let tree = json!({"a": {"b/c": [1, {"": 2}]}, "0": 3});
        let value = |text| Pointer::parse(text).ok()?.value_in(&tree)?.as_u64();
        assert_eq!(["/a/b~1c/0", "/a/b~1c/1/", "/0"].map(value), [Some(1), Some(2), Some(3)]);
        assert_eq!(["/a/b~1c/00", "/a/b~1c/+0", "/a/b~1c/-", "/0/0", "/a/b"].map(value), [None; 5]);
    }

    #[test]
    fn common_parts_end_between_tokens() {
        for (one, other, common) in [
            ("/a/b", "/a/b/c", "/a/b"),
            ("/a/bc", "/a/b", "/a"),
            ("/a/b", "/a/c", "/a"),
            ("/a", "/b", ""),
            ("", "/a", ""),
        ] {
            let (one, other) = (Pointer::parse(one).expect("a pointer"), Pointer::parse(other).expect("a pointer"));
            assert_eq!(&one.as_str()[..one.common_length(&other)], common);
            assert_eq!(other.common_length(&one), common.len());
            let behind = other.tokens_behind(common.len()).map(|(end, _)| end).last();
            assert_eq!(behind.unwrap_or(common.len()), other.as_str().len());
        }
    }

    #[test]
    fn relates_to_others() {
        let pointer = Pointer::root().child("a").child("b");
        assert_eq!(pointer.parent(), Some(Pointer::root().child("a")));
        assert_eq!(Pointer::root().parent(), None);
        assert!(pointer.starts_with(&Pointer::root().child("a")));
        assert!(!Pointer::root().child("ab").starts_with(&Pointer::root().child("a")));
        assert_eq!(Pointer::root().child("x").join(&pointer).as_str(), "/x/a/b");
    }
}

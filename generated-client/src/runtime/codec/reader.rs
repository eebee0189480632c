//! Reading: a pull parser with a depth limit, and objects read into slots.

mod scalars;

use jiter::{Jiter, JiterError, Peek};

use super::{Decode, DecodeError, DecodeResult, MapSink, Member, Slot};

/// How deep arrays and objects may nest, in values that are read and in values that are skipped.
///
/// The same as serde_json's, so that text kept here can be read there.
const DEPTH_LIMIT: usize = 128;

/// The kind of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    fn described(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// A member's name, and the text of its value when that is a scalar.
pub(super) type Sketch = (Box<str>, Option<Box<str>>);

/// Reads JSON text value by value.
#[derive(Debug)]
pub struct Reader<'j> {
    jiter: Jiter<'j>,
    text: &'j str,
    /// Where `text` starts in the whole document.
    base: usize,
    depth: usize,
    /// How many variants of unions were tried in vain so far.
    missed: u32,
}

impl<'j> Reader<'j> {
    /// A reader at the start of `text`.
    pub fn new(text: &'j str) -> Self {
        Self { jiter: Jiter::new(text.as_bytes()), text, base: 0, depth: 0, missed: 0 }
    }

    /// Reads `raw`, which [`raw`](Self::raw) gave just before, once more. A failure is counted.
    pub(super) fn again<T>(
        &mut self,
        raw: &'j str,
        read: impl FnOnce(&mut Reader<'j>) -> DecodeResult<T>,
    ) -> DecodeResult<T> {
        let base = self.offset() - raw.len();
        let mut reader =
            Self { jiter: Jiter::new(raw.as_bytes()), text: raw, base, depth: self.depth, missed: self.missed };
        let value = read(&mut reader);
        self.missed = reader.missed + u32::from(value.is_err());
        value
    }

    /// Whether another variant of a union may be tried. A hostile document could otherwise have the tries of nested
    /// unions multiply.
    pub(super) fn may_try(&self) -> bool {
        const MOST: u32 = 10_000;
        self.missed < MOST
    }

    /// Where the reader stands, in bytes from the start of the document.
    pub fn offset(&self) -> usize {
        self.base + self.jiter.current_index()
    }

    /// An error at the place where the reader stands.
    #[cold]
    pub fn error(&self, message: impl Into<Box<str>>) -> DecodeError {
        DecodeError::new(self.offset(), message)
    }

    /// The kind of the next value.
    ///
    /// # Errors
    ///
    /// No value starts here.
    pub fn kind(&mut self) -> DecodeResult<Kind> {
        let peek = self.peek()?;
        Ok(match peek {
            Peek::Null => Kind::Null,
            Peek::True | Peek::False => Kind::Boolean,
            Peek::String => Kind::String,
            Peek::Array => Kind::Array,
            Peek::Object => Kind::Object,
            Peek::Infinity | Peek::NaN => return Err(self.error("not a JSON value")),
            _ if peek.is_num() => Kind::Number,
            _ => return Err(self.error("not a JSON value")),
        })
    }

    /// Reads a value that may be null; null reads as [`Decode::null`] says.
    ///
    /// # Errors
    ///
    /// As [`Decode::decode`].
    pub fn optional<T: Decode>(&mut self) -> DecodeResult<Option<T>> {
        if self.peek()? == Peek::Null {
            self.skip_null()?;
            return Ok(T::null());
        }
        T::decode(self).map(Some)
    }

    /// Reads an element of an array, where null is refused unless the type takes it.
    ///
    /// # Errors
    ///
    /// As [`Decode::decode`].
    pub fn element<T: Decode>(&mut self) -> DecodeResult<T> {
        match self.optional()? {
            Some(value) => Ok(value),
            None => Err(self.error("null is no value of this type")),
        }
    }

    /// Passes over one value and gives its text, without the white space around it.
    ///
    /// # Errors
    ///
    /// The text is no JSON, or deeper than the limit.
    pub fn raw(&mut self) -> DecodeResult<&'j str> {
        let peek = self.peek()?;
        let start = self.jiter.current_index();
        self.jiter.known_skip(peek).map_err(|error| syntax(self.base, &error))?;
        let raw = self.text.get(start..self.jiter.current_index()).unwrap_or_default();
        if depth_of(raw) + self.depth > DEPTH_LIMIT {
            return Err(self.too_deep());
        }
        Ok(raw)
    }

    /// Reads an object: declared members into their slots, in the order of `members`; the others are given back.
    ///
    /// # Errors
    ///
    /// The next value is no object, a member does not fit, or a required one is missing.
    pub fn object<R: MapSink + Default>(
        &mut self,
        members: &'static [Member],
        slots: &mut [&mut dyn Slot],
    ) -> DecodeResult<R> {
        let mut rest = R::default();
        self.read_object(members, slots, &mut rest)?;
        Ok(rest)
    }

    /// The member expected next is tried first; of a member that is repeated the last one wins.
    fn read_object(
        &mut self,
        members: &'static [Member],
        slots: &mut [&mut dyn Slot],
        rest: &mut dyn MapSink,
    ) -> DecodeResult<()> {
        if self.kind()? != Kind::Object {
            return Err(self.expected("an object"));
        }
        self.enter()?;
        let mut expected = 0;
        let mut key = self.jiter.known_object().map_err(|error| syntax(self.base, &error))?;
        while let Some(name) = key {
            match position(members, name, expected) {
                Some((at, member)) => {
                    expected = at + 1;
                    if let Some(slot) = slots.get_mut(at) {
                        slot.fill(self).map_err(|error| error.in_member(member.name))?;
                    }
                }
                None => rest.keep(name.into(), self)?,
            }
            key = self.jiter.next_key().map_err(|error| syntax(self.base, &error))?;
        }
        self.depth -= 1;
        rest.finish();
        self.require(members, slots)
    }

    /// The members of an object: their names, and the text of those that are scalars.
    pub(super) fn outline(&mut self) -> DecodeResult<Vec<Sketch>> {
        let mut members = Vec::new();
        self.enter()?;
        let mut key = self.jiter.next_object().map_err(|error| syntax(self.base, &error))?;
        while let Some(name) = key {
            let name = Box::from(name);
            let text = match self.kind()? {
                Kind::Boolean | Kind::Number | Kind::String => Some(self.text()?.into()),
                Kind::Null | Kind::Array | Kind::Object => {
                    self.raw()?;
                    None
                }
            };
            members.push((name, text));
            key = self.jiter.next_key().map_err(|error| syntax(self.base, &error))?;
        }
        self.depth -= 1;
        Ok(members)
    }

    fn require(&self, members: &[Member], slots: &[&mut dyn Slot]) -> DecodeResult<()> {
        let absent = members.iter().zip(slots).find(|(member, slot)| member.required && slot.is_absent());
        match absent {
            Some((member, _)) => Err(self.error("required member is missing").in_member(member.name)),
            None => Ok(()),
        }
    }

    /// Starts an array; says whether it has an element, which is then next.
    ///
    /// # Errors
    ///
    /// The next value is no array.
    pub fn array_start(&mut self) -> DecodeResult<bool> {
        if self.kind()? != Kind::Array {
            return Err(self.expected("an array"));
        }
        self.enter()?;
        let first = self.jiter.known_array().map_err(|error| syntax(self.base, &error))?;
        self.depth -= usize::from(first.is_none());
        Ok(first.is_some())
    }

    /// Goes on in an array; says whether another element is next.
    ///
    /// # Errors
    ///
    /// The text is no JSON.
    pub fn array_step(&mut self) -> DecodeResult<bool> {
        let next = self.jiter.array_step().map_err(|error| syntax(self.base, &error))?;
        self.depth -= usize::from(next.is_none());
        Ok(next.is_some())
    }

    /// Makes sure that nothing follows the value.
    ///
    /// # Errors
    ///
    /// Something does.
    pub fn finish(&mut self) -> DecodeResult<()> {
        self.jiter.finish().map_err(|error| syntax(self.base, &error))
    }

    /// The error of a value of another kind than `what`.
    #[cold]
    pub fn expected(&mut self, what: &str) -> DecodeError {
        match self.kind() {
            Ok(kind) => self.error(format!("expected {what}, found {}", kind.described())),
            Err(error) => error,
        }
    }

    fn peek(&mut self) -> DecodeResult<Peek> {
        self.jiter.peek().map_err(|error| syntax(self.base, &error))
    }

    fn skip_null(&mut self) -> DecodeResult<()> {
        self.jiter.known_null().map_err(|error| syntax(self.base, &error))
    }

    fn enter(&mut self) -> DecodeResult<()> {
        if self.depth >= DEPTH_LIMIT {
            return Err(self.too_deep());
        }
        self.depth += 1;
        Ok(())
    }

    #[cold]
    fn too_deep(&self) -> DecodeError {
        self.error(format!("nested deeper than {DEPTH_LIMIT} levels"))
    }
}

/// Finds a member by name, beginning at the one that is expected.
fn position<'m>(members: &'m [Member], name: &str, expected: usize) -> Option<(usize, &'m Member)> {
    let (before, after) = members.split_at_checked(expected)?;
    let offset = before.len();
    let found = |(at, member): (usize, &'m Member)| (member.name == name).then_some((at, member));
    let later = after.iter().enumerate().find_map(found).map(|(at, member)| (at + offset, member));
    later.or_else(|| before.iter().enumerate().find_map(found))
}

/// How many levels of arrays and objects a value has. The text is JSON already.
fn depth_of(raw: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in raw.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cold]
fn syntax(base: usize, error: &JiterError) -> DecodeError {
    DecodeError::new(base + error.index, format!("invalid JSON: {}", error.error_type))
}

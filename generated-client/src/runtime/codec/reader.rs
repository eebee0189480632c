//! Reading: a pull parser with a depth limit, and objects read into slots.

mod lexer;
mod scalars;
mod sketch;

use std::borrow::Cow;

use lexer::{Lexer, TOO_DEEP};

use super::{Decode, DecodeError, DecodeResult, MapSink, Member, Slot};

pub(super) use sketch::{Sight, Sketch};

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

/// How true to a value it was read, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    /// All scalars as the kind that they are, and as values that the document names.
    Exact,
    /// With a value that an enum does not name, or that is of no variant of its union.
    Unnamed,
    /// Some as another kind.
    Tolerant,
    /// As none of the variants of a union: the value is only kept.
    Unrecognized,
}

/// Reads JSON text value by value.
#[derive(Debug)]
pub struct Reader<'j> {
    lexer: Lexer<'j>,
    depth: usize,
    /// How many bytes were read in vain so far, as variants of unions that they were not.
    missed: usize,
    /// How many scalars so far were read as another kind than they are, or as if they were not there.
    liberties: usize,
    /// How many values so far were none that their enum names, or of no variant of their union.
    unnamed: usize,
    /// Where the last value starts that was read as none of the variants of its union.
    unrecognized: Option<usize>,
}

impl<'j> Reader<'j> {
    /// A reader at the start of `text`.
    pub fn new(text: &'j str) -> Self {
        Self { lexer: Lexer::new(text), depth: 0, missed: 0, liberties: 0, unnamed: 0, unrecognized: None }
    }

    /// Reads the value that starts at `start`, and was passed over, once more. A failure is counted.
    pub(super) fn again<T>(
        &mut self,
        start: usize,
        read: impl FnOnce(&mut Self) -> DecodeResult<T>,
    ) -> DecodeResult<T> {
        let (end, depth) = (self.lexer.index(), self.depth);
        self.lexer.go_to(start);
        let value = read(self);
        self.lexer.go_to(end);
        self.depth = depth;
        self.missed += if value.is_err() { end - start } else { 0 };
        value
    }

    /// Reads the value once more, as [`again`](Self::again), and says how true to it that is. What is not exact counts
    /// as read in vain, as others are tried after it.
    pub(super) fn attempt<T>(
        &mut self,
        start: usize,
        read: impl FnOnce(&mut Self) -> DecodeResult<T>,
    ) -> DecodeResult<(T, Reading)> {
        let before = (self.liberties, self.unnamed);
        self.unrecognized = None;
        let value = self.again(start, read);
        let reading = match self.unrecognized.take() {
            Some(at) if at == start => Reading::Unrecognized,
            _ if self.liberties > before.0 => Reading::Tolerant,
            _ if self.unnamed > before.1 => Reading::Unnamed,
            _ => Reading::Exact,
        };
        (self.liberties, self.unnamed) = before;
        if value.is_ok() && reading != Reading::Exact {
            self.missed += self.offset() - start;
        }
        value.map(|value| (value, reading))
    }

    /// Notes that a scalar was read as another kind than it is, or null as if it were not there.
    pub(super) fn take_liberty(&mut self) {
        self.liberties += 1;
    }

    /// Notes that a value is none that its enum names.
    pub(super) fn meet_unnamed(&mut self) {
        self.unnamed += 1;
    }

    /// Notes how true to its value the variant of a union was read that was taken.
    pub(super) fn note(&mut self, reading: Reading) {
        match reading {
            Reading::Tolerant => self.take_liberty(),
            Reading::Unnamed => self.meet_unnamed(),
            Reading::Exact | Reading::Unrecognized => {}
        }
    }

    /// Notes that the value that starts at `start` was read as none of the variants of its union. Where that union is
    /// itself a variant of another, at the same place, it does not fit.
    pub(super) fn recognize_nothing(&mut self, start: usize) {
        self.meet_unnamed();
        self.unrecognized = Some(start);
    }

    /// Whether another variant of a union may be tried. In a hostile document the tries of nested unions would
    /// multiply.
    pub(super) fn may_try(&self) -> bool {
        const TIMES: usize = 32;
        self.missed / TIMES <= self.lexer.length()
    }

    /// Where the reader stands, in bytes from the start of the text.
    pub fn offset(&self) -> usize {
        self.lexer.index()
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
        Ok(match self.lexer.peek() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(_) => return Err(self.malformed("expected a value")),
            None => return Err(self.malformed("the text ends where a value is expected")),
        })
    }

    /// Reads a value that may be null; null reads as [`Decode::null`] says.
    ///
    /// # Errors
    ///
    /// As [`Decode::decode`].
    pub fn optional<T: Decode>(&mut self) -> DecodeResult<Option<T>> {
        if self.eat_null()? { Ok(T::null()) } else { T::decode(self).map(Some) }
    }

    /// Passes over null, when it is next. Not generic, as what calls it is compiled for each type.
    fn eat_null(&mut self) -> DecodeResult<bool> {
        if self.lexer.peek() != Some(b'n') {
            return Ok(false);
        }
        self.lexer.word("null").map_err(|problem| self.malformed(problem))?;
        Ok(true)
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
        self.lexer.peek();
        let start = self.offset();
        self.lexer.skip(DEPTH_LIMIT - self.depth).map_err(|problem| self.malformed(problem))?;
        Ok(self.lexer.since(start))
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
        let mut expected = 0;
        let mut nulls = Vec::new();
        let mut more = self.object_start()?;
        while more {
            match self.key(members, expected)? {
                Ok(at) => {
                    expected = at + 1;
                    if let (Some(member), Some(slot)) = (members.get(at), slots.get_mut(at)) {
                        let is_null = self.lexer.peek() == Some(b'n');
                        slot.fill(self).map_err(|error| error.in_member(member.name))?;
                        if is_null && member.required && slot.is_absent() {
                            nulls.push(at);
                        }
                        if is_null && !member.required && !slot.takes_null() {
                            self.take_liberty();
                        }
                    }
                }
                Err(name) => rest.keep(name.into(), self)?,
            }
            more = self.step(b'}')?;
        }
        rest.finish();
        self.require(members, slots, &nulls)
    }

    /// Reads the name of a member: its place among those that are declared, or the name itself.
    fn key(&mut self, members: &[Member], expected: usize) -> DecodeResult<Result<usize, Cow<'j, str>>> {
        let next = members.get(expected).filter(|member| member.is_plain);
        let is_next = next.map_or(Ok(false), |member| self.lexer.eat_name(member.name));
        if is_next.map_err(|problem| self.malformed(problem))? {
            return Ok(Ok(expected));
        }
        let name = self.lexer.name().map_err(|problem| self.malformed(problem))?;
        Ok(position(members, &name, expected).ok_or(name))
    }

    /// `nulls` are the places of those that came as null, which is no value of theirs.
    fn require(&self, members: &[Member], slots: &[&mut dyn Slot], nulls: &[usize]) -> DecodeResult<()> {
        let mut places = members.iter().zip(slots).enumerate();
        let Some((at, (member, _))) = places.find(|(_, (member, slot))| member.required && slot.is_absent()) else {
            return Ok(());
        };
        let problem = if nulls.contains(&at) { "required member is null" } else { "required member is missing" };
        Err(self.error(problem).in_member(member.name))
    }

    /// Starts an array; says whether it has an element, which is then next.
    ///
    /// # Errors
    ///
    /// The next value is no array.
    pub fn array_start(&mut self) -> DecodeResult<bool> {
        if self.lexer.peek() != Some(b'[') {
            return Err(self.expected("an array"));
        }
        self.enter(b']')
    }

    /// Goes on in an array; says whether another element is next.
    ///
    /// # Errors
    ///
    /// The text is no JSON.
    pub fn array_step(&mut self) -> DecodeResult<bool> {
        self.step(b']')
    }

    fn object_start(&mut self) -> DecodeResult<bool> {
        if self.lexer.peek() != Some(b'{') {
            return Err(self.expected("an object"));
        }
        self.enter(b'}')
    }

    /// Passes over the opening bracket; says whether something is inside.
    fn enter(&mut self, close: u8) -> DecodeResult<bool> {
        if self.depth >= DEPTH_LIMIT {
            return Err(self.malformed(TOO_DEEP));
        }
        let is_filled = self.lexer.open(close);
        self.depth += usize::from(is_filled);
        Ok(is_filled)
    }

    /// Passes over a comma or the closing bracket; says whether it was a comma.
    fn step(&mut self, close: u8) -> DecodeResult<bool> {
        let goes_on = self.lexer.step(close).map_err(|problem| self.malformed(problem))?;
        self.depth -= usize::from(!goes_on);
        Ok(goes_on)
    }

    /// Makes sure that nothing follows the value.
    ///
    /// # Errors
    ///
    /// Something does.
    pub fn finish(&mut self) -> DecodeResult<()> {
        match self.lexer.peek() {
            None => Ok(()),
            Some(_) => Err(self.malformed("the text goes on after the value")),
        }
    }

    /// The error of a value of another kind than `what`.
    #[cold]
    pub fn expected(&mut self, what: &str) -> DecodeError {
        match self.kind() {
            Ok(kind) => self.error(format!("expected {what}, found {}", kind.described())),
            Err(error) => error,
        }
    }

    /// An error of the text itself.
    #[cold]
    fn malformed(&self, problem: &str) -> DecodeError {
        self.error(format!("invalid JSON: {problem}"))
    }
}

/// The place of a member by name, looking from the one that is expected.
fn position(members: &[Member], name: &str, expected: usize) -> Option<usize> {
    let (before, after) = members.split_at_checked(expected)?;
    let is_meant = |member: &Member| member.name == name;
    let later = after.iter().position(is_meant).map(|at| at + before.len());
    later.or_else(|| before.iter().position(is_meant))
}

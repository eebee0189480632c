//! The traits between generated types and the codec, and the containers that implement them.

use std::collections::BTreeMap;

use super::{DecodeError, DecodeResult, Member, Outline, Rank, Reader, Variants, Writer};
use crate::runtime::validate::Checker;

/// An object with names that the document does not know, all of one type. Null where the type has none is an error when
/// it is read, as in a list: a name without a value has no place here, and would be lost.
pub type Map<T> = BTreeMap<String, T>;

/// A type that can be read from JSON.
pub trait Decode: Sized + 'static {
    /// The members of an object type; none for all else.
    const MEMBERS: &'static [Member] = &[];

    /// How a union is told apart.
    const VARIANTS: Variants<Self> = Variants::None;

    /// Reads one value, which is not null unless the type takes null itself.
    ///
    /// # Errors
    ///
    /// The text is no JSON, or not of this type; the error has the path below this value.
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self>;

    /// What null reads as; `None`, the default: as if the value were not there.
    fn null() -> Option<Self> {
        None
    }

    /// Whether null is a value of the type, and does not stand for one that is not there.
    fn takes_null() -> bool {
        Self::null().is_some()
    }

    /// What an element of a tuple reads as that is not there; as null, if this is not said otherwise.
    fn absent() -> Option<Self> {
        Self::null()
    }

    /// How well a union fits a value, as a variant of another union and so many deep; none for all else.
    fn fit(outline: &Outline, depth: usize) -> Option<Rank> {
        outline.fit(&Self::VARIANTS, depth)
    }

    /// What an answer of a media type other than JSON reads as; `None`, the default: it is read as JSON all the same.
    fn from_plain_text(_text: &str) -> Option<Self> {
        None
    }
}

/// A value that can be written as JSON, sent as a parameter, and checked against the rules of its document.
///
/// A struct with named members implements [`visit`](Self::visit), all else [`encode`](Self::encode).
pub trait Encode {
    /// Shows the visitor the values of [`Decode::MEMBERS`], in the same order, and the undeclared members.
    fn visit(&self, _visitor: &mut dyn Visitor) {}

    /// Writes the value.
    fn encode(&self, json: &mut Writer) {
        self.visit(json);
    }

    /// Checks the value and what it holds; most scalars have nothing to check.
    fn check(&self, checker: &mut Checker) {
        self.visit(checker);
    }

    /// Whether there is nothing to write: the member is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Who walks over a struct: the writer, and the checker of rules.
pub trait Visitor {
    /// Called once per struct. `values` are in the order of `members`.
    fn object(&mut self, members: &'static [Member], values: &[&dyn Encode], rest: &dyn Rest);
}

/// Where a member is read to. Object safe: an object is read through a list of these.
pub trait Slot {
    /// Reads one value, null included, over what was there.
    ///
    /// # Errors
    ///
    /// As [`Decode::decode`].
    fn fill(&mut self, json: &mut Reader<'_>) -> DecodeResult<()>;

    /// Whether nothing was read, or null where null means nothing.
    fn is_absent(&self) -> bool;

    /// As [`Decode::takes_null`].
    fn takes_null(&self) -> bool;
}

impl<T: Decode> Slot for Option<T> {
    fn fill(&mut self, json: &mut Reader<'_>) -> DecodeResult<()> {
        *self = json.optional()?;
        Ok(())
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn takes_null(&self) -> bool {
        T::takes_null()
    }
}

/// Where the members of an object go that its model does not declare.
pub trait MapSink {
    /// Keeps the member `name`, whose value is next.
    ///
    /// # Errors
    ///
    /// The value is no JSON, or not of the declared type of additional members.
    fn keep(&mut self, name: Box<str>, json: &mut Reader<'_>) -> DecodeResult<()>;

    /// Called when the object ends.
    fn finish(&mut self) {}
}

/// The members of an object that its model does not declare, to be written and checked.
pub trait Rest {
    /// How many there are.
    fn count(&self) -> usize;

    /// Whether one of them has this name.
    fn has(&self, name: &str) -> bool;

    /// Writes them all as members of the object being written.
    fn write(&self, json: &mut Writer);

    /// Checks what they hold.
    fn check(&self, _checker: &mut Checker) {}
}

/// Null is refused as it is in a list, unless the type takes it: without a value, the name would be lost.
impl<T: Decode> MapSink for Map<T> {
    fn keep(&mut self, name: Box<str>, json: &mut Reader<'_>) -> DecodeResult<()> {
        let value = json.element().map_err(|error| error.in_member(&name))?;
        self.insert(name.into(), value);
        Ok(())
    }
}

impl<T: Encode> Rest for Map<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn has(&self, name: &str) -> bool {
        self.contains_key(name)
    }

    fn write(&self, json: &mut Writer) {
        for (name, value) in self {
            json.member(name, value);
        }
    }

    fn check(&self, checker: &mut Checker) {
        for (name, value) in self {
            checker.member(name, &[], value);
        }
    }
}

/// The error of an object that was not read, or that lacks a required member.
///
/// `Reader::object` looks for required members by the table; the second case keeps generated code total.
#[cold]
pub fn failed<T>(read: DecodeResult<T>) -> DecodeError {
    read.err().unwrap_or_else(|| DecodeError::new(0, "required member is missing"))
}

impl<T: Decode> Decode for Box<T> {
    const MEMBERS: &'static [Member] = T::MEMBERS;

    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        T::decode(json).map(Self::new)
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }

    fn fit(outline: &Outline, depth: usize) -> Option<Rank> {
        T::fit(outline, depth)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        (**self).visit(visitor);
    }

    fn encode(&self, json: &mut Writer) {
        (**self).encode(json);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn check(&self, checker: &mut Checker) {
        (**self).check(checker);
    }
}

/// A value that may be null: a member, or an element of a list. Null stays one where it is a value of the type itself.
impl<T: Decode> Decode for Option<T> {
    const MEMBERS: &'static [Member] = T::MEMBERS;

    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        T::decode(json).map(Some)
    }

    fn null() -> Option<Self> {
        Some(T::null())
    }

    fn fit(outline: &Outline, depth: usize) -> Option<Rank> {
        T::fit(outline, depth)
    }

    fn takes_null() -> bool {
        T::takes_null()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, json: &mut Writer) {
        match self {
            Some(value) => value.encode(json),
            None => json.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Encode::is_absent)
    }

    fn check(&self, checker: &mut Checker) {
        if let Some(value) = self {
            value.check(checker);
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        let mut items = Self::new();
        let mut more = json.array_start()?;
        while more {
            items.push(json.element().map_err(|error| error.in_element(items.len()))?);
            more = json.array_step()?;
        }
        Ok(items)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, json: &mut Writer) {
        json.array(|json| self.iter().for_each(|item| json.element(item)));
    }

    fn check(&self, checker: &mut Checker) {
        checker.list(self.iter().map(|item| item as &dyn Encode));
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        json.object(&[], &mut [])
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, json: &mut Writer) {
        json.map(|json| {
            for (name, value) in self {
                json.member(name, value);
            }
        });
    }

    fn check(&self, checker: &mut Checker) {
        checker.map(self.iter().map(|(name, value)| (name.as_str(), value as &dyn Encode)));
    }
}

//! Unions: which variant a value is, decided from one pass over its text.
//!
//! The shapes of the variants are constant data. Of the objects that hold, the one that knows most of the value's
//! members is read first, and of those that know as many, one whose enums name all of its values; one that takes the
//! value's scalars for what they are goes before one that takes a number for a text; a union among the variants fits
//! where one of its own does. When none can be read the value is kept as it is, and so is a scalar that is of no
//! variant's kind: read as another one, it would be written back as that.

use super::reader::{Reading, Sketch};
use super::{Decode, DecodeResult, Json, Kind, Member, Reader};

/// What a value must look like to be a variant.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// An object that has all of these members.
    Object(&'static [Key]),
    /// A string.
    String,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// An array.
    Array,
    /// Anything.
    Any,
}

/// A member that tells an object.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    name: &'static str,
    value: KeyValue,
}

/// What the member has to be.
#[derive(Clone, Copy, Debug)]
enum KeyValue {
    /// Anything, as long as it is there.
    Any,
    /// One of these texts.
    Constant(&'static [&'static str]),
    /// This text, or not there.
    ConstantOrAbsent(&'static str),
}

impl Key {
    /// A member of any value.
    pub const fn new(name: &'static str) -> Self {
        Self { name, value: KeyValue::Any }
    }

    /// The texts of which its value must have one; quoted or not is one, as services are careless there.
    #[must_use]
    pub const fn equals(self, constants: &'static [&'static str]) -> Self {
        Self { value: KeyValue::Constant(constants), ..self }
    }

    /// The text that its value must have where it is there.
    #[must_use]
    pub const fn equals_if_present(self, constant: &'static str) -> Self {
        Self { value: KeyValue::ConstantOrAbsent(constant), ..self }
    }

    fn holds(&self, outline: &Outline) -> bool {
        let mut members = outline.members.iter().filter(|(name, _)| **name == *self.name);
        match self.value {
            KeyValue::Any => members.next().is_some(),
            KeyValue::Constant(constants) => {
                members.any(|(_, text)| text.as_deref().is_some_and(|text| constants.contains(&text)))
            }
            KeyValue::ConstantOrAbsent(constant) => outline.text(self.name).is_none_or(|text| text == constant),
        }
    }

    fn is_contradicted(&self, outline: &Outline) -> bool {
        match self.value {
            KeyValue::Constant(constants) => outline.text(self.name).is_some_and(|text| !constants.contains(&text)),
            // Whoever leaves a member out may as well give it a new value: the variant only comes last.
            KeyValue::Any | KeyValue::ConstantOrAbsent(_) => false,
        }
    }
}

/// A variant: its shape, the members its payload knows, and how it is read.
#[derive(Debug)]
pub struct Variant<T> {
    /// What the value must look like.
    pub shape: Shape,
    /// The members of the payload, to tell objects apart that hold together.
    pub members: &'static [Member],
    /// Reads the payload.
    pub decode: fn(&mut Reader<'_>) -> DecodeResult<T>,
}

/// A variant by the values of its tag, and how it is read.
pub type Tagged<'t, T> = (&'t [&'t str], fn(&mut Reader<'_>) -> DecodeResult<T>);

/// The members of the payload that a variant's constructor takes.
pub const fn members_of<P: Decode, T>(_constructor: fn(P) -> T) -> &'static [Member] {
    P::MEMBERS
}

/// Reads a union whose variants are told apart by shape; what fits none is kept by `unrecognized`.
///
/// # Errors
///
/// The text is no JSON, or nested too deep.
pub fn decode_union<T>(json: &mut Reader<'_>, variants: &[Variant<T>], unrecognized: fn(Json) -> T) -> DecodeResult<T> {
    let raw = json.raw()?;
    let start = json.offset() - raw.len();
    let outline = json.again(start, Outline::read)?;
    let rank = |variant: &'_ Variant<T>| outline.rank(variant.shape, variant.members);
    let mut order: Vec<(Rank, &Variant<T>)> =
        variants.iter().filter_map(|variant| Some((rank(variant)?, variant))).collect();
    order.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut best: Option<(Reading, Rank, T)> = None;
    for (rank, variant) in order {
        let is_settled = best.as_ref().is_some_and(|(reading, reached, _)| match reading {
            Reading::Exact => true,
            Reading::Unnamed => rank != *reached,
            Reading::Tolerant | Reading::Unrecognized => !matches!(rank, Rank::Holds(_)),
        });
        if is_settled || !json.may_try() {
            break;
        }
        match json.attempt(start, variant.decode) {
            Ok((_, Reading::Unrecognized)) | Err(_) => {}
            Ok((value, reading)) if best.as_ref().is_none_or(|(so_far, ..)| reading < *so_far) => {
                best = Some((reading, rank, value));
            }
            Ok(_) => {}
        }
    }
    Ok(match best {
        Some((reading, _, value)) => {
            json.note(reading);
            value
        }
        None => {
            json.recognize_nothing(start);
            unrecognized(Json::from_raw(raw))
        }
    })
}

/// Reads a union whose variants are told apart by the member `tag`; a value of it that no variant has is kept by
/// `unrecognized`.
///
/// # Errors
///
/// The text is no JSON, nested too deep, or not what its tag says.
pub fn decode_tagged<T>(
    json: &mut Reader<'_>,
    tag: &str,
    variants: &[Tagged<'_, T>],
    unrecognized: fn(Json) -> T,
) -> DecodeResult<T> {
    let raw = json.raw()?;
    let start = json.offset() - raw.len();
    let outline = json.again(start, Outline::read)?;
    let variant = outline.text(tag).and_then(|text| variants.iter().find(|(values, _)| values.contains(&text)));
    match variant {
        Some((_, decode)) => json.again(start, decode),
        None => {
            json.recognize_nothing(start);
            Ok(unrecognized(Json::from_raw(raw)))
        }
    }
}

/// What one pass over a value tells.
struct Outline {
    kind: Kind,
    integral: bool,
    members: Vec<Sketch>,
}

/// How well a variant fits, best first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The shape holds; the number of the value's members that the payload does not know.
    Holds(usize),
    /// Takes anything.
    TakesAnything,
    /// The shape does not hold, but a tolerant reading may.
    Unfit,
}

impl Outline {
    fn read(json: &mut Reader<'_>) -> DecodeResult<Self> {
        let kind = json.kind()?;
        let members = if kind == Kind::Object { json.sketch()? } else { Vec::new() };
        let integral = kind == Kind::Number && !json.raw()?.contains(['.', 'e', 'E']);
        Ok(Self { kind, integral, members })
    }

    /// None where the value is of another kind, or a constant has another value: the variant is ruled out, however
    /// tolerantly it is read.
    fn rank(&self, shape: Shape, known: &[Member]) -> Option<Rank> {
        let (kind, holds) = match shape {
            Shape::Any => return Some(Rank::TakesAnything),
            Shape::Object(keys) if keys.iter().any(|key| key.is_contradicted(self)) => return None,
            Shape::Object(keys) => (Kind::Object, keys.iter().all(|key| key.holds(self))),
            Shape::String => (Kind::String, true),
            Shape::Integer => (Kind::Number, self.integral),
            Shape::Number => (Kind::Number, true),
            Shape::Boolean => (Kind::Boolean, true),
            Shape::Array => (Kind::Array, true),
        };
        if kind != self.kind {
            return None;
        }
        let unknown = |(name, _): &&Sketch| !known.iter().any(|member| member.name == &**name);
        Some(if holds { Rank::Holds(self.members.iter().filter(unknown).count()) } else { Rank::Unfit })
    }

    /// The text of a scalar member; the last one when it is repeated.
    fn text(&self, name: &str) -> Option<&str> {
        let (_, text) = self.members.iter().rev().find(|(member, _)| **member == *name)?;
        text.as_deref()
    }
}

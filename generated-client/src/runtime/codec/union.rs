//! Unions: which variant a value is, decided from one pass over its text.
//!
//! The shapes of the variants are constant data. Of the objects that hold, the one that knows most of the value's
//! members is read first, and of those that know as many, one whose enums and unions name all of its values; one that
//! takes the value's scalars for what they are goes before one that takes a number for a text; one that takes any
//! members goes before one that knows none of them; one that takes anything goes before one that changes the value; a
//! union among the variants fits as well as the best of its own.
//! When none can be read the value is kept as it is, and so is a scalar that is of no variant's kind: read as another
//! one, it would be written back as that.

use super::reader::{Reading, Sight, Sketch};
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
    /// Null.
    Null,
    /// Null, or not there.
    NullOrAbsent,
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

    /// It must be null.
    #[must_use]
    pub const fn is_null(self) -> Self {
        Self { value: KeyValue::Null, ..self }
    }

    /// It must be null where it is there.
    #[must_use]
    pub const fn is_null_if_present(self) -> Self {
        Self { value: KeyValue::NullOrAbsent, ..self }
    }

    fn holds(&self, outline: &Outline) -> bool {
        let mut members = outline.members.iter().filter(|(name, _)| **name == *self.name);
        match self.value {
            KeyValue::Any => members.next().is_some(),
            KeyValue::Constant(constants) => {
                members.any(|(_, sight)| matches!(sight, Sight::Scalar(text) if constants.contains(&&**text)))
            }
            KeyValue::ConstantOrAbsent(constant) => outline.text(self.name).is_none_or(|text| text == constant),
            KeyValue::Null => matches!(outline.sight(self.name), Some(Sight::Null)),
            KeyValue::NullOrAbsent => matches!(outline.sight(self.name), Some(Sight::Null) | None),
        }
    }

    fn is_contradicted(&self, outline: &Outline) -> bool {
        match self.value {
            KeyValue::Constant(constants) => outline.text(self.name).is_some_and(|text| !constants.contains(&text)),
            KeyValue::Null => !matches!(outline.sight(self.name), Some(Sight::Null) | None),
            // Whoever leaves a member out may as well give it a new value: the variant only comes last.
            KeyValue::Any | KeyValue::ConstantOrAbsent(_) | KeyValue::NullOrAbsent => false,
        }
    }
}

/// A variant: its shape, what is known of its payload, and how it is read.
#[derive(Debug)]
pub struct Variant<T> {
    /// What the value must look like.
    pub shape: Shape,
    /// What the variant holds.
    pub payload: Payload,
    /// Reads the payload.
    pub decode: fn(&mut Reader<'_>) -> DecodeResult<T>,
}

/// A variant by the values of its tag.
#[derive(Debug)]
pub struct Tagged<T> {
    /// The texts of the tag that tell the variant.
    pub values: &'static [&'static str],
    /// What the variant holds.
    pub payload: Payload,
    /// Reads the payload.
    pub decode: fn(&mut Reader<'_>) -> DecodeResult<T>,
}

/// How a union is told apart.
#[derive(Debug)]
pub enum Variants<T: 'static> {
    /// Not at all: the type is none.
    None,
    /// By shape.
    Shaped(&'static [Variant<T>]),
    /// By the member of this name.
    Tagged(&'static str, &'static [Tagged<T>]),
}

/// What objects that hold together are told apart by.
#[derive(Clone, Copy, Debug)]
pub struct Payload {
    /// The members of a struct.
    members: &'static [Member],
    /// How well a union fits, which is so many unions deep.
    fit: fn(&Outline, usize) -> Option<Rank>,
}

/// How many unions inside of each other are looked into; they may go round in a circle.
const MOST_DEPTH: usize = 4;

/// What is known of the payload that a variant's constructor takes.
pub const fn payload_of<P: Decode, T>(_constructor: fn(P) -> T) -> Payload {
    Payload { members: P::MEMBERS, fit: P::fit }
}

/// Reads a union; what fits none of its variants is kept by `unrecognized`.
///
/// # Errors
///
/// The text is no JSON, nested too deep, or not what its tag says.
pub fn decode_union<T: Decode>(json: &mut Reader<'_>, unrecognized: fn(Json) -> T) -> DecodeResult<T> {
    let raw = json.raw()?;
    let start = json.offset() - raw.len();
    let outline = json.again(start, Outline::read)?;
    let read = match T::VARIANTS {
        Variants::None => None,
        Variants::Shaped(variants) => best(json, start, &outline, variants),
        Variants::Tagged(tag, variants) => match outline.tagged(tag, variants) {
            Some(variant) => Some(json.again(start, variant.decode)?),
            None => None,
        },
    };
    Ok(read.unwrap_or_else(|| {
        json.recognize_nothing(start);
        unrecognized(Json::from_raw(raw))
    }))
}

/// The variant that fits best, of those that can be read.
fn best<T>(json: &mut Reader<'_>, start: usize, outline: &Outline, variants: &[Variant<T>]) -> Option<T> {
    let mut order: Vec<(Rank, &Variant<T>)> =
        variants.iter().filter_map(|variant| Some((outline.rank(variant, 0)?, variant))).collect();
    order.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut best: Option<(Reading, Rank, T)> = None;
    for (rank, variant) in order {
        let is_settled = best.as_ref().is_some_and(|(reading, reached, _)| match reading {
            Reading::Exact => true,
            Reading::Unnamed => rank != *reached,
            // One that takes the value for what it is goes before it, but for objects without what tells them.
            Reading::Tolerant | Reading::Unrecognized => rank == Rank::Unfit && outline.kind == Kind::Object,
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
    let (reading, _, value) = best?;
    json.note(reading);
    Some(value)
}

/// What one pass over a value tells.
#[derive(Debug)]
pub struct Outline {
    kind: Kind,
    integral: bool,
    members: Vec<Sketch>,
}

/// How well a variant fits, best first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The shape holds; the number of the value's members that the payload does not know.
    Holds(usize),
    /// An object of any members.
    TakesMembers,
    /// The shape holds, but the payload knows none of the value's members.
    KnowsNone,
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
    fn rank<T>(&self, variant: &Variant<T>, depth: usize) -> Option<Rank> {
        let inner = || (variant.payload.fit)(self, depth + 1);
        let (kind, holds) = match variant.shape {
            Shape::Any => return inner().or(Some(Rank::TakesAnything)),
            Shape::Object(keys) if keys.iter().any(|key| key.is_contradicted(self)) => return None,
            Shape::Object(keys) if self.kind == Kind::Object && keys.iter().all(|key| key.holds(self)) => {
                return inner().or_else(|| Some(self.known(keys, variant.payload.members)));
            }
            Shape::Object(_) => (Kind::Object, false),
            Shape::String => (Kind::String, true),
            Shape::Integer => (Kind::Number, self.integral),
            Shape::Number => (Kind::Number, true),
            Shape::Boolean => (Kind::Boolean, true),
            Shape::Array => (Kind::Array, true),
        };
        (kind == self.kind).then_some(if holds { Rank::Holds(0) } else { Rank::Unfit })
    }

    /// How well an object fits of which so much is known.
    fn known(&self, keys: &[Key], members: &[Member]) -> Rank {
        let is_known =
            |name: &str| keys.iter().any(|key| key.name == name) || members.iter().any(|member| member.name == name);
        match self.members.iter().filter(|(name, _)| !is_known(name)).count() {
            unknown if unknown == 0 || unknown < self.members.len() => Rank::Holds(unknown),
            _ if keys.is_empty() && members.is_empty() => Rank::TakesMembers,
            _ => Rank::KnowsNone,
        }
    }

    /// How well a union fits among the variants of another one: as its best variant does. None where it is none.
    pub(super) fn fit<T>(&self, variants: &Variants<T>, depth: usize) -> Option<Rank> {
        match variants {
            _ if depth > MOST_DEPTH => None,
            Variants::None => None,
            Variants::Shaped(variants) => {
                variants.iter().filter_map(|variant| self.rank(variant, depth)).min().or(Some(Rank::Unfit))
            }
            Variants::Tagged(tag, variants) => Some(match self.tagged(tag, variants) {
                Some(Tagged { payload, .. }) => {
                    (payload.fit)(self, depth + 1).unwrap_or_else(|| self.known(&[Key::new(tag)], payload.members))
                }
                None => Rank::Unfit,
            }),
        }
    }

    /// The variant that the tag tells.
    fn tagged<'v, T>(&self, tag: &str, variants: &'v [Tagged<T>]) -> Option<&'v Tagged<T>> {
        let text = self.text(tag)?;
        variants.iter().find(|variant| variant.values.contains(&text))
    }

    /// The text of a scalar member.
    fn text(&self, name: &str) -> Option<&str> {
        match self.sight(name)? {
            Sight::Scalar(text) => Some(text),
            Sight::Null | Sight::Other => None,
        }
    }

    /// What is seen of a member; of the last one when it is repeated.
    fn sight(&self, name: &str) -> Option<&Sight> {
        self.members.iter().rev().find(|(member, _)| **member == *name).map(|(_, sight)| sight)
    }
}

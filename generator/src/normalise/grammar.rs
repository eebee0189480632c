//! How the OpenAPI Specification is written down here: objects with their keys, as tables that [`check`](super::check)
//! holds a document against.
//!
//! A key is in the table or it is unknown, so that nothing a document says is skipped by mistake.

pub(super) mod describe;
mod kind;
mod meanings;
pub(super) mod objects;
pub(super) mod schemes;
pub(super) mod vocabulary;
pub(super) mod walk;

use openapiv3::StatusCode;
use serde_json::Value;

pub(super) use kind::ObjectKind;

/// An object of the specification.
pub(super) struct Object {
    pub(super) kind: ObjectKind,
    /// The keys it may have, those of our own vocabulary included.
    pub(super) keys: &'static [Key],
    /// What stands under keys that the document chooses.
    pub(super) members: Members,
    /// Whether a `$ref` may stand in its place.
    pub(super) referable: Referable,
    /// What takes its place where something is wrong with it.
    pub(super) stand_in: StandIn,
}

/// What takes the place of an object that is refused.
#[derive(Clone, Copy)]
pub(super) enum StandIn {
    /// Nothing: it is left out.
    Nothing,
    /// An object without keys, which says less and nothing wrong.
    Empty,
    /// The same with a description, which may not be missing.
    Described,
    /// A body of any kind.
    AnyBody,
}

/// The keys of an object that are not names of the specification ("patterned fields").
pub(super) enum Members {
    /// There are none: any other key is unknown.
    None,
    /// Keys that start with `/`, up to [`LONGEST_PATH`].
    Paths(&'static Object),
    /// Status codes and ranges.
    Statuses(&'static Object),
    /// Any key that is no extension.
    Any(&'static Object),
}

/// How many bytes a path has at most: those of a URI that servers are asked to take (RFC 9110, section 4.1).
const LONGEST_PATH: usize = 8_000;

/// Whether an object may be given by reference (a "Reference Object").
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Referable {
    No,
    /// To a component of this section.
    Component(&'static str),
    /// To a path item, for which there is no section.
    PathItem,
}

/// A key of an object.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) role: Role,
}

/// What becomes of a key.
pub(super) enum Role {
    /// Read; an object without it is in error.
    Required,
    /// Read where it is there.
    Optional,
    /// Documentation that the client has no place for; a note, once for each name.
    Documentation,
    /// Not generated, for this reason; a warning, once for each name.
    Unused(&'static str),
    /// Generated as if it were not there, which takes from what the object says; a warning at each place.
    Degraded(&'static str),
    /// Operations that are refused, for this reason; an error at each place.
    Refused(&'static str),
}

/// What stands under a key.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Text,
    Flag,
    Number,
    /// An integer from 0 up.
    Count,
    /// An integer from 1 up, of 32 bits.
    Positive,
    /// One of these texts.
    Choice(&'static [&'static str]),
    Texts,
    TextMap,
    /// Any value: examples, defaults, the values of an enum are not looked into.
    Free,
    /// A list of any values.
    FreeList,
    One(&'static Object),
    List(&'static Object),
    Map(&'static Object),
    /// Lists by name.
    Lists(&'static Object),
    /// `additionalProperties`.
    FlagOr(&'static Object),
    /// `x-permissions`.
    TextsOr(&'static Object),
    /// Security requirements: a list of mappings from scheme to scopes.
    Requirements,
}

impl Object {
    /// The same with another stand-in.
    const fn replaced_by(self, stand_in: StandIn) -> Self {
        Self { stand_in, ..self }
    }

    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// What stands under a key that the document chooses.
    pub(super) fn member(&self, name: &str) -> Option<&'static Object> {
        match self.members {
            Members::None => None,
            Members::Paths(object) => (name.starts_with('/') && name.len() <= LONGEST_PATH).then_some(object),
            Members::Statuses(object) => status(name).map(|_| object),
            Members::Any(object) => (!is_extension(name)).then_some(object),
        }
    }

    /// What is meant by a key that the document chooses, be it written otherwise than the specification has it.
    pub(super) fn meant(&self, name: &str) -> Option<&'static Object> {
        match self.members {
            Members::Paths(object) => (!is_extension(name)).then_some(object),
            Members::None | Members::Statuses(_) | Members::Any(_) => self.member(name),
        }
    }

    /// What stands under a key of either kind.
    fn below(&self, name: &str) -> Option<Shape> {
        self.key(name).map(|key| key.shape).or_else(|| self.member(name).map(Shape::One))
    }

    /// The names of the specification's own keys.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).filter(|name| !is_extension(name)).collect()
    }
}

impl Shape {
    /// The object that stands there itself.
    pub(super) fn object(self) -> Option<&'static Object> {
        match self {
            Self::One(object) | Self::FlagOr(object) | Self::TextsOr(object) => Some(object),
            Self::Text
            | Self::Flag
            | Self::Number
            | Self::Count
            | Self::Positive
            | Self::Choice(_)
            | Self::Texts
            | Self::TextMap
            | Self::Free
            | Self::FreeList
            | Self::List(_)
            | Self::Map(_)
            | Self::Lists(_)
            | Self::Requirements => None,
        }
    }

    /// What stands under a key of it, or at an index; none for what the specification does not have, and for values
    /// that it leaves free.
    pub(super) fn below(self, token: &str) -> Option<Self> {
        match self {
            Self::One(object) | Self::FlagOr(object) => object.below(token),
            Self::TextsOr(object) => match token.parse::<usize>() {
                Ok(_) => Some(Self::Text),
                Err(_) => object.below(token),
            },
            Self::List(object) | Self::Map(object) => Some(Self::One(object)),
            Self::Lists(object) => Some(Self::List(object)),
            Self::Texts | Self::TextMap => Some(Self::Text),
            Self::Requirements
            | Self::Text
            | Self::Flag
            | Self::Number
            | Self::Count
            | Self::Positive
            | Self::Choice(_)
            | Self::Free
            | Self::FreeList => None,
        }
    }

    /// What diagnostics say is expected.
    pub(super) fn expected(self) -> String {
        match self {
            Self::Text => "a string".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Count => "an integer from 0 up".to_owned(),
            Self::Positive => format!("an integer from 1 to {}", u32::MAX),
            Self::Choice(choices) => format!("one of {}", crate::diagnostic::catalogue::list(choices.iter().copied())),
            Self::Texts => "a list of strings".to_owned(),
            Self::TextMap => "a mapping of strings".to_owned(),
            Self::Free => "any value".to_owned(),
            Self::FreeList => "a list".to_owned(),
            Self::One(object) => format!("a mapping ({})", object.kind.name()),
            Self::List(object) => format!("a list of mappings ({})", object.kind.name()),
            Self::Map(object) => format!("a mapping by name ({})", object.kind.name()),
            Self::Lists(object) => format!("a mapping by name to lists of mappings ({})", object.kind.name()),
            Self::FlagOr(object) => format!("`true`, `false` or a mapping ({})", object.kind.name()),
            Self::TextsOr(object) => format!("a list of strings or a mapping ({})", object.kind.name()),
            Self::Requirements => "a list of mappings from scheme to scopes".to_owned(),
        }
    }
}

/// Whether a key is an extension (OpenAPI 3.0.3, "Specification Extensions").
pub(super) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

/// The status code (`404`) or range of them (`4XX`) that a key of `responses` means.
pub(crate) fn status(key: &str) -> Option<StatusCode> {
    match key.as_bytes() {
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(StatusCode::Code),
        [hundred @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Some(StatusCode::Range(u16::from(hundred - b'0'))),
        _ => None,
    }
}

/// The reference that stands in the place of an object.
pub(super) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref").and_then(Value::as_str)
}

const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, role: Role::Optional }
}

const fn required(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, role: Role::Required }
}

const fn documentation(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, role: Role::Documentation }
}

const fn unused(name: &'static str, shape: Shape, reason: &'static str) -> Key {
    Key { name, shape, role: Role::Unused(reason) }
}

const fn degraded(name: &'static str, shape: Shape, reason: &'static str) -> Key {
    Key { name, shape, role: Role::Degraded(reason) }
}

const fn refused(name: &'static str, shape: Shape, reason: &'static str) -> Key {
    Key { name, shape, role: Role::Refused(reason) }
}

const fn object(kind: ObjectKind, keys: &'static [Key]) -> Object {
    Object { kind, keys, members: Members::None, referable: Referable::No, stand_in: StandIn::Nothing }
}

/// An object that can be a component; `section` is the key under `components`.
const fn component(kind: ObjectKind, section: &'static str, keys: &'static [Key]) -> Object {
    let referable = Referable::Component(section);
    Object { kind, keys, members: Members::None, referable, stand_in: StandIn::Nothing }
}

const fn patterned(kind: ObjectKind, keys: &'static [Key], members: Members) -> Object {
    Object { kind, keys, members, referable: Referable::No, stand_in: StandIn::Nothing }
}

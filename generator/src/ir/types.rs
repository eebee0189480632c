//! The declared types: structs, enums, unions and forms, and the types of their members.

use serde_json::Value;

use super::operations::Encoding;
use super::{Context, TypeId};
use crate::source::Origin;

/// A type that gets a name.
#[derive(Clone, Debug)]
pub(crate) struct TypeDeclaration {
    pub(crate) origin: Origin,
    pub(crate) context: Context,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) reach: Reach,
    pub(crate) shape: Shape,
    pub(crate) others: Others,
    pub(crate) example: Option<Value>,
}

/// What the document says of values that an enum does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Others {
    /// There are none; of what is no enum, nothing is said.
    #[default]
    Invalid,
    /// They are as good as those with names.
    Valid,
}

/// The directions in which values of a type travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reach {
    pub(crate) request: bool,
    pub(crate) answer: bool,
}

/// What a declared type is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Struct(Struct),
    StringEnum(Vec<Known<String>>),
    IntegerEnum(Vec<Known<i64>>),
    Union(Union),
    /// A `multipart/form-data` body.
    Form(Form),
}

impl Shape {
    /// The declared types that the shape names.
    pub(crate) fn mentioned(&self) -> Vec<TypeId> {
        match self {
            Self::Struct(structure) => {
                let rest = match &structure.rest {
                    Rest::Kept => Vec::new(),
                    Rest::Typed(ty) => ty.declared(),
                };
                structure.members.iter().flat_map(|member| member.ty.declared()).chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter().flat_map(|variant| variant.ty.declared()).collect(),
            Self::Form(Form { parts, further }) => {
                let value = |kind: &PartKind| if let PartKind::Value(ty) = kind { ty.declared() } else { Vec::new() };
                parts.iter().map(|part| &part.kind).chain([further]).flat_map(value).collect()
            }
            Self::StringEnum(_) | Self::IntegerEnum(_) => Vec::new(),
        }
    }
}

/// A value that an enum names, and what is said of it alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Known<T> {
    pub(crate) value: T,
    /// What it is called, where that is not documentation.
    pub(crate) name: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
}

impl<T> From<T> for Known<T> {
    fn from(value: T) -> Self {
        Self { value, name: None, title: None, description: None, deprecated: false }
    }
}

/// An object.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub(crate) members: Vec<Member>,
    pub(crate) rest: Rest,
}

/// What becomes of members that are not declared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// Kept as received.
    Kept,
    /// Values of one type.
    Typed(Type),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) origin: Origin,
    pub(crate) wire: String,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    pub(crate) access: Access,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<Value>,
    /// The scalar that `new` sets for a member that the service requires: its default, or the only value it can have;
    /// the tag that tells which variant a value is, in all unions of it, also of one that is optional.
    pub(crate) filled: Option<Value>,
    pub(crate) rules: Vec<Rule>,
    /// What each element of a list or map is, where that has no type to say so.
    pub(crate) element: Option<String>,
    pub(crate) example: Option<Value>,
    pub(crate) wish: Option<String>,
}

impl Member {
    /// Whether `new` asks for it: it is required, and nothing says what it is.
    pub(crate) fn is_argument(&self) -> bool {
        let is_required = matches!(self.presence, Presence::Required | Presence::RequiredNullable);
        (is_required || self.access == Access::WriteOnly { required: true }) && self.filled.is_none()
    }
}

/// Whether a member must be there, and whether it may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Presence {
    Required,
    RequiredNullable,
    Optional,
    OptionalNullable,
}

/// Which side writes a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Access {
    Both,
    ReadOnly,
    /// The caller, who has to where it is required.
    WriteOnly {
        required: bool,
    },
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Type {
    Text,
    Integer,
    Unsigned,
    Number,
    /// A number that keeps all of its digits: whole or not, and of any size.
    ExactNumber,
    Boolean,
    DateTime,
    Date,
    Base64,
    /// Any JSON value.
    Json,
    TextOrInteger,
    TextOrNumber,
    List(Box<Type>),
    /// A list whose elements have types by their position.
    Tuple(Vec<Type>),
    /// The same, with what may follow them.
    OpenTuple(Vec<Type>, Box<Type>),
    Map(Box<Type>),
    /// Null or a value, inside a list or a map.
    Nullable(Box<Type>),
    Declared(TypeId),
    /// A declared type behind a box, since it contains itself.
    Boxed(TypeId),
}

impl Rule {
    /// What it says of the items of a list.
    pub(crate) fn of_items(&self) -> Option<&[Self]> {
        if let Self::Items(rules) = self { Some(rules) } else { None }
    }

    /// What it says of the values of a map.
    pub(crate) fn of_values(&self) -> Option<&[Self]> {
        if let Self::Values(rules) = self { Some(rules) } else { None }
    }

    /// Whether `validate()` checks it.
    pub(crate) fn is_checked(&self) -> bool {
        match self {
            Self::Format(_) => false,
            Self::Items(rules) | Self::Values(rules) => rules.iter().any(Self::is_checked),
            Self::MinLength(_)
            | Self::MaxLength(_)
            | Self::Pattern(_)
            | Self::Minimum(_)
            | Self::Maximum(_)
            | Self::ExclusiveMinimum(_)
            | Self::ExclusiveMaximum(_)
            | Self::MultipleOf(_)
            | Self::MinItems(_)
            | Self::MaxItems(_)
            | Self::UniqueItems
            | Self::MinProperties(_)
            | Self::MaxProperties(_) => true,
        }
    }
}

impl Type {
    /// The type with others in place of the declared ones.
    pub(crate) fn mapped(&self, other: &impl Fn(TypeId) -> TypeId) -> Self {
        let inner = |ty: &Self| Box::new(ty.mapped(other));
        let all = |elements: &[Self]| elements.iter().map(|element| element.mapped(other)).collect();
        match self {
            Self::Declared(id) => Self::Declared(other(*id)),
            Self::Boxed(id) => Self::Boxed(other(*id)),
            Self::List(of) => Self::List(inner(of)),
            Self::Map(of) => Self::Map(inner(of)),
            Self::Nullable(of) => Self::Nullable(inner(of)),
            Self::Tuple(elements) => Self::Tuple(all(elements)),
            Self::OpenTuple(elements, further) => Self::OpenTuple(all(elements), inner(further)),
            scalar => scalar.clone(),
        }
    }

    /// The declared types that this one is or holds.
    pub(crate) fn declared(&self) -> Vec<TypeId> {
        match self {
            Self::Declared(id) | Self::Boxed(id) => vec![*id],
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.declared(),
            Self::Tuple(elements) => elements.iter().flat_map(Self::declared).collect(),
            Self::OpenTuple(elements, further) => {
                elements.iter().chain([&**further]).flat_map(Self::declared).collect()
            }
            Self::Text
            | Self::Integer
            | Self::Unsigned
            | Self::Number
            | Self::ExactNumber
            | Self::Boolean
            | Self::DateTime
            | Self::Date
            | Self::Base64
            | Self::Json
            | Self::TextOrInteger
            | Self::TextOrNumber => Vec::new(),
        }
    }
}

/// A bound that `validate()` checks, but for the format, which is documentation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    Format(String),
    MinLength(u64),
    MaxLength(u64),
    Pattern(String),
    Minimum(serde_json::Number),
    Maximum(serde_json::Number),
    ExclusiveMinimum(serde_json::Number),
    ExclusiveMaximum(serde_json::Number),
    MultipleOf(serde_json::Number),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    /// What holds for each element of a list.
    Items(Vec<Rule>),
    /// What holds for each value of a map.
    Values(Vec<Rule>),
}

/// One of several types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// The member that tells the variants apart; by shape where there is none.
    pub(crate) tag: Option<String>,
    pub(crate) variants: Vec<Variant>,
}

/// A possibility of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) origin: Origin,
    /// What it is, where it has no type to say so.
    pub(crate) description: Option<String>,
    pub(crate) ty: Type,
    pub(crate) context: Context,
    pub(crate) test: Test,
    /// The tag that the union writes where the value has none.
    pub(crate) tag: Option<Constant>,
}

/// How a variant is recognized.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// The tag has one of these values.
    Tag(Vec<String>),
    Object {
        /// The members that must be there, some of them with one of these values.
        needed: Vec<(String, Vec<Constant>)>,
        /// Members that may be missing, and have this value where they are there.
        fixed: Vec<(String, Constant)>,
    },
    Array,
    Text,
    Integer,
    Number,
    Boolean,
    Any,
}

/// A value that a member always has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    Text(String),
    Number(serde_json::Number),
    Boolean(bool),
    Null,
}

impl Constant {
    /// The value as text, which is how it is compared: services are careless with quotes.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(flag) => flag.to_string(),
            Self::Null => "null".to_owned(),
        }
    }
}

/// The parts of a body of `multipart/form-data`.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) parts: Vec<Part>,
    /// What a part carries that the document does not name.
    pub(crate) further: PartKind,
}

/// A part of a form.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) origin: Origin,
    pub(crate) wire: String,
    pub(crate) kind: PartKind,
    /// Whether the caller has to give it: what is filled in is none.
    pub(crate) required: bool,
    /// What is sent where the caller gives none, since the service requires some.
    pub(crate) filled: Option<Value>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<Value>,
    pub(crate) example: Option<Value>,
    /// What bounds it: documentation.
    pub(crate) rules: Vec<Rule>,
    /// The media types that the document allows.
    pub(crate) content_type: Option<String>,
    /// The media type that is sent, where the caller names none.
    pub(crate) sent_as: Option<String>,
    /// Whether a text is of that type by itself (JSON Schema 2020-12 validation, 8.4): it is not written as one.
    pub(crate) is_of_text: bool,
    /// How its values are written, where the document says so.
    pub(crate) encoding: Option<Encoding>,
    pub(crate) wish: Option<String>,
}

/// What a part carries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PartKind {
    File,
    Files,
    Value(Type),
}

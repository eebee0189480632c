//! Absent, null and value are three things: [`Nullable`].

use super::{Base64, Date, DateTime, Number, StringOrInteger, StringOrNumber};
use super::{Decode, DecodeResult, Encode, Member, Outline, Rank, Reader, Writer};
use crate::runtime::validate::Checker;

/// A member that may be absent, null, or have a value.
///
/// In a PATCH, absent leaves a field as it is and null clears it.
///
/// ```
/// use generated_client::Nullable;
///
/// let note: Nullable<String> = "on leave".into();
/// assert_eq!(note.as_option().map(String::as_str), Some("on leave"));
/// assert!(Nullable::<String>::from(None).is_null());
/// assert!(Nullable::<String>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// Not there; left out when written.
    #[default]
    Absent,
    /// There, and null.
    Null,
    /// There, with a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value by reference.
    pub fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The value by mutable reference.
    pub fn as_mut(&mut self) -> Nullable<&mut T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The value by reference, when there is one.
    pub fn as_option(&self) -> Option<&T> {
        self.as_ref().into_option()
    }

    /// The value, when there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Whether the member is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there and null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The same state, with the value changed by `change`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }
}

impl<T: Default> Nullable<T> {
    /// The value to change in place; the default one is put there first when there was none.
    pub fn get_or_insert_default(&mut self) -> &mut T {
        if !matches!(self, Self::Value(_)) {
            *self = Self::Value(T::default());
        }
        self.as_mut().into_option().expect("invariant: the value was put there above")
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    /// `None` is null, not absent.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// Implements the conversions of scalars for the nullable ones too, as setters take what converts.
macro_rules! nullable_from {
    ($($ty:ident: $($source:ty),+;)+) => {$($(
        impl From<$source> for Nullable<$ty> {
            fn from(value: $source) -> Self {
                Self::Value(value.into())
            }
        }
    )+)+};
}

nullable_from! {
    String: &str;
    Base64: &str, String;
    Date: &str, String;
    DateTime: &str, String;
    Number: i32, i64, f64;
    StringOrInteger: &str, String, i64;
    StringOrNumber: &str, String, i64, f64;
}

impl<T: Decode> Decode for Nullable<T> {
    const MEMBERS: &'static [Member] = T::MEMBERS;

    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        T::decode(json).map(Self::Value)
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }

    fn fit(outline: &Outline, depth: usize) -> Option<Rank> {
        T::fit(outline, depth)
    }

    fn absent() -> Option<Self> {
        Some(Self::Absent)
    }
}

impl<T: Encode> Encode for Nullable<T> {
    fn encode(&self, json: &mut Writer) {
        match self {
            Self::Absent | Self::Null => json.null(),
            Self::Value(value) => value.encode(json),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_absent()
    }

    fn check(&self, checker: &mut Checker) {
        if let Self::Value(value) = self {
            value.check(checker);
        }
    }
}

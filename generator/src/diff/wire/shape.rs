//! The type of a value, as all that holds for it says.

use super::literals::kind_of;
use super::nulls::is_null;
use crate::resolve::{Kind, Schema};

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Nothing is said.
    Any,
    Of(Kind),
    /// Two types are said at once, which no value has: it is read as one of either.
    Either(Kind, Kind),
    /// There is no value but null.
    Null,
    /// There is no value.
    Nothing,
    /// The variants say.
    Union,
}

impl Shape {
    /// The type without that of variants.
    pub(super) fn of(all: &[&Schema]) -> Self {
        let said: Vec<Kind> = all.iter().filter_map(|schema| schema.kind).collect();
        let narrowest = said.iter().find(|kind| **kind == Kind::Integer).or(said.first());
        let listed = all.iter().find_map(|schema| kind_of(schema.values.as_ref()?));
        let has = |says: fn(&Schema) -> bool| all.iter().any(|schema| says(schema));
        match narrowest {
            _ if has(is_null) => Self::Null,
            Some(&kind) => {
                contrary(&said, kind).map_or(Self::Of(kind), |other| Self::Either(kind.min(other), kind.max(other)))
            }
            None if has(|schema| !schema.properties.is_empty()) => Self::Of(Kind::Object),
            None if listed.is_some() => listed.map_or(Self::Any, Self::Of),
            None if has(|schema| schema.items.is_some() || !schema.prefix_items.is_empty()) => Self::Of(Kind::Array),
            None => Self::Any,
        }
    }

    /// As people say it.
    pub(super) fn said(self) -> String {
        match self {
            Self::Any => "any value".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Nothing => "no value".to_owned(),
            Self::Of(kind) => kind.word().to_owned(),
            Self::Either(one, other) => format!("{} or {}", one.word(), other.word()),
            Self::Union => "one of several".to_owned(),
        }
    }
}

/// A type that is said as well, and has no value of the first. What wraps a reference has to say a type in 3.0.3, and
/// is an object then, whatever it wraps.
fn contrary(said: &[Kind], first: Kind) -> Option<Kind> {
    let is_number = |kind: Kind| matches!(kind, Kind::Integer | Kind::Number);
    let is_contrary = |kind: Kind| kind != first && !(is_number(kind) && is_number(first));
    let contrary = said.iter().copied().find(|kind| is_contrary(*kind));
    contrary.filter(|contrary| first != Kind::Object && *contrary != Kind::Object)
}

//! Two schemas of another type for the same value: which kind of change that is, and what it means on the wire.

use super::super::Kind::{self, *};
use super::super::Wire;
use super::fingerprint::meaning;
use super::schemas::{DEPTH, Value};
use super::view::{Shape, View};
use super::{Pair, Position, Role, Sides};
use crate::resolve::{Constraints, Kind as Type, SchemaId};

impl Value<'_, '_> {
    /// The kind of the change where the types are not the same.
    pub(super) fn other_type(&self, pair: &Pair) -> Option<Kind> {
        let (was, is) = (self.base.shape, self.head.shape);
        if was == is {
            return None;
        }
        if let Some(kind) = self.widened(was, is) {
            return Some(kind);
        }
        Some(match (self.position, self.role) {
            (Position::Parameter, Role::Item) if [was, is].contains(&Shape::Of(Type::Array)) => ParamTypeChanged,
            (Position::Parameter, _) => self.parameter_type(was, is, pair),
            (Position::Response | Position::Error, Role::Header) => RespHeaderType,
            (position, Role::Item) => position.kind(ParamTypeChanged, ReqArrayItemType, ResItemType),
            (position, Role::MapValue) => position.kind(ParamTypeChanged, ReqMapValueType, ResAddPropsValueType),
            (Position::Request, _) => self.request_type(was, is, pair),
            (position, role) => {
                position.kind(ParamTypeChanged, ReqPropTypeChanged, self.response_type(was, is, role, pair))
            }
        })
    }

    /// The kind where one type holds all values of the other.
    fn widened(&self, was: Shape, is: Shape) -> Option<Kind> {
        let holds = |wide: Shape, narrow: Shape| {
            wide == Shape::Any || (wide, narrow) == (Shape::Of(Type::Number), Shape::Of(Type::Integer))
        };
        if self.role == Role::Header {
            return None;
        }
        if holds(is, was) {
            return Some(self.position.kind(ParamTypeWidened, ReqPropTypeWidened, ResTypeWidened));
        }
        holds(was, is).then(|| self.position.kind(ParamTypeNarrowed, ReqPropTypeNarrowed, ResTypeNarrowed))
    }

    fn parameter_type(&self, was: Shape, is: Shape, pair: &Pair) -> Kind {
        match (was, is) {
            (_, Shape::Union) if self.has_variant(&self.head, &pair.base, Side::Head) => ParamTypeWidened,
            (Shape::Union, _) if self.has_variant(&self.base, &pair.head, Side::Base) => ParamTypeNarrowed,
            _ if self.role == Role::Document => ParamTypeChanged,
            (Shape::Of(was), Shape::Of(Type::String)) if is_scalar(was) && takes_any_text(&self.head) => {
                ParamIntToString
            }
            (Shape::Of(Type::String), Shape::Of(is)) if is_scalar(is) => ParamTypeNarrowed,
            (Shape::Of(was), Shape::Of(Type::Array)) if is_scalar(was) => ParamScalarToArray,
            (Shape::Of(Type::Array), Shape::Of(is)) if is_scalar(is) => ParamArrayToScalar,
            _ => ParamTypeChanged,
        }
    }

    fn request_type(&self, was: Shape, is: Shape, pair: &Pair) -> Kind {
        match (was, is) {
            (_, Shape::Union) if self.has_variant(&self.head, &pair.base, Side::Head) => ReqSingleToOneOf,
            (Shape::Union, _) if self.has_variant(&self.base, &pair.head, Side::Base) => ReqOneOfToSingle,
            _ => ReqPropTypeChanged,
        }
    }

    fn response_type(&self, was: Shape, is: Shape, role: Role, pair: &Pair) -> Kind {
        match (was, is) {
            (_, Shape::Union) if self.has_variant(&self.head, &pair.base, Side::Head) => ResSingleToOneOf,
            (Shape::Union, _) if self.has_variant(&self.base, &pair.head, Side::Base) => ResOneOfToSingle,
            (Shape::Of(Type::Object), Shape::Of(Type::Array)) if role == Role::Whole => RespArrayWrap,
            (Shape::Of(Type::Array), Shape::Of(Type::Object)) if role == Role::Whole => RespArrayUnwrap,
            (Shape::Of(was), Shape::Of(Type::Array)) if is_scalar(was) => ResScalarToArray,
            (Shape::Of(Type::Array), Shape::Of(is)) if is_scalar(is) => ResArrayToScalar,
            (Shape::Of(was), Shape::Of(Type::Object)) if is_scalar(was) => ResScalarToObject,
            _ => ResTypeChanged,
        }
    }

    /// What another type means on the wire, where it is not what the kind means as a rule.
    pub(super) fn weight_of_type(&self, pair: &Pair, kind: Kind) -> Option<Wire> {
        let is_safe = if self.is_swapped(pair) { self.is_enough() } else { self.is_still_taken(pair) };
        match kind {
            _ if is_safe => Some(Wire::Safe),
            ParamScalarToArray if !self.is_taken_as_element(pair) => Some(Wire::Breaking),
            ReqPropTypeChanged if self.is_same_text(pair) => Some(Wire::Risky),
            _ => None,
        }
    }

    /// Whether a member of a form that is another type now is written as it was.
    fn is_same_text(&self, pair: &Pair) -> bool {
        let is_of_form = matches!(self.role, Role::Part | Role::Field);
        let was_scalar =
            matches!(self.base.shape, Shape::Of(was) if is_scalar(was)) && self.base.format != Some("binary");
        let is_alike = || match self.head.shape {
            Shape::Of(Type::String) => takes_any_text(&self.head),
            Shape::Of(Type::Array) => self.is_taken_as_element(pair),
            _ => false,
        };
        is_of_form && was_scalar && is_alike()
    }

    /// Whether a list takes the one value that was given instead.
    fn is_taken_as_element(&self, pair: &Pair) -> bool {
        let Sides { base, head } = self.documents();
        let is_alike = || meaning(base, &pair.base, DEPTH) == meaning(head, &self.head.items, DEPTH);
        let is_text = || takes_any_text(&View::new(head, &self.head.items));
        let least = self.head.constraints.min_items.unwrap_or_default();
        least <= 1 && (self.head.items.is_empty() || is_alike() || is_text())
    }

    /// Whether what was sent is one of several now, or what came is one of what came before.
    fn is_still_taken(&self, pair: &Pair) -> bool {
        match self.position {
            Position::Parameter => false,
            Position::Request => self.has_variant(&self.head, &pair.base, Side::Head),
            Position::Response | Position::Error => self.has_variant(&self.base, &pair.head, Side::Base),
        }
    }

    /// Whether a variant says what the schemas of the other side say.
    fn has_variant(&self, union: &View<'_>, single: &[SchemaId], side: Side) -> bool {
        let Sides { base, head } = self.comparison.documents;
        let (union_in, single_in) = match side {
            Side::Base => (base, head),
            Side::Head => (head, base),
        };
        let wanted = meaning(single_in, single, DEPTH);
        let mut variants = union.unions.iter().flat_map(|union| &union.variants);
        variants.any(|&variant| meaning(union_in, &[variant], DEPTH) == wanted)
    }
}

/// Which of the two sides has the union.
#[derive(Clone, Copy)]
enum Side {
    Base,
    Head,
}

/// Whether a value can be any text that is written for a number or a flag.
fn takes_any_text(view: &View<'_>) -> bool {
    view.shape == Shape::Of(Type::String)
        && view.values.is_none()
        && *view.constraints == Constraints::default()
        && !view.format.is_some_and(is_of_its_own)
}

/// The formats of texts of which none is a text of another.
const OF_THEIR_OWN: &[&str] = &["date", "date-time", "time", "duration", "uuid", "email", "uri", "ipv4", "ipv6"];

/// Whether a format has texts that are of no other.
pub(super) fn is_of_its_own(format: &str) -> bool {
    OF_THEIR_OWN.contains(&format)
}

pub(super) fn is_scalar(kind: Type) -> bool {
    matches!(kind, Type::String | Type::Number | Type::Integer | Type::Boolean)
}

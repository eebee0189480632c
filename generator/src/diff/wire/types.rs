//! Two schemas of another type for the same value: which kind of change that is, and what it means on the wire.

use super::super::Kind::{self, *};
use super::super::Wire;
use super::fingerprint::meaning;
use super::literals::Listed;
use super::names::names;
use super::schemas::{DEPTH, Value};
use super::view::{Shape, View};
use super::{Pair, Position, Role, Sides, heirs};
use crate::resolve::{Bound, Constraints, Kind as Type, SchemaId};

impl Value<'_, '_> {
    /// The kind of the change where the types are not the same.
    pub(super) fn other_type(&self, pair: &Pair) -> Option<Kind> {
        let (was, is) = (self.base.shape, self.head.shape);
        if was == is {
            return None;
        }
        if let Some(kind) = self.widened().or_else(|| self.of_variants(pair)) {
            return Some(kind);
        }
        Some(match (self.position, self.role) {
            (Position::Parameter, Role::Item) if [was, is].contains(&Shape::Of(Type::Array)) => ParamTypeChanged,
            (Position::Parameter, _) => self.parameter_type(was, is),
            (Position::Response | Position::Error, Role::Header) => RespHeaderType,
            (position, Role::Item | Role::FieldItem) => position.kind(ParamTypeChanged, ReqArrayItemType, ResItemType),
            (position, Role::MapValue) => position.kind(ParamTypeChanged, ReqMapValueType, ResAddPropsValueType),
            (position, role) => position.kind(ParamTypeChanged, ReqPropTypeChanged, Self::response_type(was, is, role)),
        })
    }

    /// The kind where one type holds all values of the other.
    fn widened(&self) -> Option<Kind> {
        if self.role == Role::Header {
            return None;
        }
        let (was, is) = (&self.base, &self.head);
        if holds(is, was) {
            return Some(self.position.kind(ParamTypeWidened, ReqPropTypeWidened, ResTypeWidened));
        }
        holds(was, is).then(|| self.position.kind(ParamTypeNarrowed, ReqPropTypeNarrowed, ResTypeNarrowed))
    }

    /// The kind where the value is one of several now that it was alone, or the other way round, wherever it stands.
    pub(super) fn of_variants(&self, pair: &Pair) -> Option<Kind> {
        match (self.base.shape, self.head.shape) {
            _ if self.role == Role::Header => None,
            (_, Shape::Union) if self.has_variant(&self.head, &pair.base, Side::Head) || self.is_apart(pair) => {
                Some(self.position.kind(ParamTypeWidened, ReqSingleToOneOf, ResSingleToOneOf))
            }
            (Shape::Union, _) if self.has_variant(&self.base, &pair.head, Side::Base) || self.is_apart(pair) => {
                Some(self.position.kind(ParamTypeNarrowed, ReqOneOfToSingle, ResOneOfToSingle))
            }
            _ => None,
        }
    }

    /// Whether one side lists the objects of several kinds that the other side has one schema for.
    fn is_apart(&self, pair: &Pair) -> bool {
        self.split().is_some() || self.of_heirs(pair).is_some()
    }

    /// What it means on the wire that a union lists heirs where the other side has their base, which further ones may
    /// build on.
    fn of_heirs(&self, pair: &Pair) -> Option<Wire> {
        let is_answer = matches!(self.position, Position::Response | Position::Error);
        let lists_fewer = self.head.shape == Shape::Union;
        let listed = heirs::listed(self, pair)?;
        Some(match (is_answer, lists_fewer) {
            (true, true) | (false, false) => Wire::Safe,
            (true, false) => Wire::Risky,
            // What is sent may be an heir that is not listed.
            (false, true) if listed.len() < heirs::count(self, pair) => Wire::Breaking,
            (false, true) => Wire::Risky,
        })
    }

    fn parameter_type(&self, was: Shape, is: Shape) -> Kind {
        match (was, is) {
            _ if self.role == Role::Document => ParamTypeChanged,
            (Shape::Of(was), Shape::Of(Type::String)) if is_scalar(was) && takes_text_of(&self.head, &self.base) => {
                ParamIntToString
            }
            (Shape::Of(Type::String), Shape::Of(is)) if is_scalar(is) => ParamTypeNarrowed,
            (Shape::Of(was), Shape::Of(Type::Array)) if is_scalar(was) => ParamScalarToArray,
            (Shape::Of(Type::Array), Shape::Of(is)) if is_scalar(is) => ParamArrayToScalar,
            _ => ParamTypeChanged,
        }
    }

    fn response_type(was: Shape, is: Shape, role: Role) -> Kind {
        match (was, is) {
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
        match kind {
            _ if self.is_still_taken(pair) => Some(Wire::Safe),
            ReqSingleToOneOf | ReqOneOfToSingle | ResSingleToOneOf | ResOneOfToSingle => {
                self.split().or_else(|| self.of_heirs(pair))
            }
            RespHeaderType if holds(&self.base, &self.head) => Some(Wire::Safe),
            ParamScalarToArray if !self.is_taken_as_element(pair) => Some(Wire::Breaking),
            ParamArrayToScalar if self.role == Role::Joined && is_any_text(&self.head) => Some(Wire::Risky),
            // What is taken is what was: all of it is listed.
            ParamIntToString if self.head.values.is_some() => Some(Wire::Safe),
            ParamTypeNarrowed if are_texts_of(&self.base, &self.head) => Some(Wire::Risky),
            ReqPropTypeChanged | ReqArrayItemType if self.is_same_text(pair) => Some(Wire::Risky),
            _ => None,
        }
    }

    /// Whether a member of a form that is another type now is written as it was.
    fn is_same_text(&self, pair: &Pair) -> bool {
        let is_of_form = matches!(self.role, Role::Part | Role::Field | Role::FieldItem);
        // Each element of a list is a part of the same name.
        if self.role == Role::Part && self.base.format == Some("binary") && self.head.shape == Shape::Of(Type::Array) {
            return self.is_element(pair, Role::Part);
        }
        let is_file = [&self.base, &self.head].iter().any(|view| view.format == Some("binary"));
        let was_scalar = matches!(self.base.shape, Shape::Of(was) if is_scalar(was)) && !is_file;
        let is_alike = || match self.head.shape {
            Shape::Of(Type::String) => takes_text_of(&self.head, &self.base),
            Shape::Of(Type::Array) => self.is_taken_as_element(pair),
            _ => false,
        };
        is_of_form && was_scalar && is_alike()
    }

    /// Whether a list takes the one value that was given instead.
    fn is_taken_as_element(&self, pair: &Pair) -> bool {
        let items = &self.head.items;
        let is_text = || takes_text_of(&View::new(self.documents().head, items), &self.base);
        self.takes_one() && (items.is_empty() || is_text()) || self.is_element(pair, Role::Whole)
    }

    /// Whether the value is one of the list, to what holds it as before.
    fn is_element(&self, pair: &Pair, role: Role) -> bool {
        let items = &self.head.items;
        let element = Pair { head: items.clone(), role, ..pair.clone() };
        self.takes_one() && !items.is_empty() && self.comparison.is_safe(&element)
    }

    /// Whether the list may be of one element.
    fn takes_one(&self) -> bool {
        self.head.constraints.min_items.unwrap_or_default() <= 1
    }

    /// Whether what was sent is one of several now, or what came is one of what came before.
    fn is_still_taken(&self, pair: &Pair) -> bool {
        match self.position {
            Position::Parameter => false,
            Position::Request => self.has_variant(&self.head, &pair.base, Side::Head),
            Position::Response | Position::Error => self.has_variant(&self.base, &pair.head, Side::Base),
        }
    }

    /// Whether a variant is the component that the other side uses, or says what it says, or takes it in.
    fn has_variant(&self, union: &View<'_>, single: &[SchemaId], side: Side) -> bool {
        let Sides { base, head } = self.comparison.documents;
        let (union_in, single_in) = match side {
            Side::Base => (base, head),
            Side::Head => (head, base),
        };
        let wanted = meaning(single_in, single, DEPTH);
        let view = View::new(single_in, single);
        let names = names(single_in, &view);
        let is_it = |variant: SchemaId| {
            let name = union_in.schemas[variant].component.as_ref();
            name.is_some_and(|name| names.contains(name)) || meaning(union_in, &[variant], DEPTH) == wanted
        };
        let variants = || union.unions.iter().flat_map(|union| &union.variants).copied();
        let is_scalar = |view: &View<'_>| matches!(view.shape, Shape::Of(kind) if is_scalar(kind));
        variants().any(is_it)
            || is_scalar(&view)
                && variants()
                    .any(|variant| is_scalar(&View::new(union_in, &[variant])) && self.takes_in(variant, single, side))
    }

    /// Whether a variant takes all values of a schema: of it as it was, in requests, or of it as it is, in answers.
    fn takes_in(&self, variant: SchemaId, single: &[SchemaId], side: Side) -> bool {
        let (schemas, position) = match side {
            Side::Base => ((vec![variant], single.to_vec()), Position::Response),
            Side::Head => ((single.to_vec(), vec![variant]), Position::Request),
        };
        self.comparison.is_safe(&Pair { role: Role::Variant, ..Pair::of(schemas, position, self.place.clone()) })
    }
}

/// Whether one type holds all values of the other.
fn holds(wide: &View<'_>, narrow: &View<'_>) -> bool {
    match (wide.shape, narrow.shape) {
        (Shape::Any, _) | (_, Shape::Nothing) | (Shape::Of(Type::Number), Shape::Of(Type::Integer)) => true,
        (_, Shape::Null) => wide.may_be_null(),
        _ => false,
    }
}

/// Which of the two sides has the union.
#[derive(Clone, Copy)]
enum Side {
    Base,
    Head,
}

/// Whether a text can be whatever is written for a number or a flag.
fn takes_text_of(text: &View<'_>, scalar: &View<'_>) -> bool {
    let Constraints { min_length, max_length, pattern, .. } = &*text.constraints;
    text.shape == Shape::Of(Type::String)
        && text.values.as_ref().is_none_or(|texts| are_listed(texts, scalar))
        && !text.format.is_some_and(is_of_its_own)
        && min_length.is_none_or(|least| least <= 1)
        && max_length.is_none_or(|most| longest(scalar).is_some_and(|length| length <= most))
        && pattern.as_ref().is_none_or(|pattern| is_of_digits(pattern, scalar))
}

/// Whether a text can be whatever is written for a list.
fn is_any_text(text: &View<'_>) -> bool {
    let is_free = text.values.is_none() && *text.constraints == Constraints::default();
    text.shape == Shape::Of(Type::String) && is_free && !text.format.is_some_and(is_of_its_own)
}

/// Whether texts are listed for all values that there are.
fn are_listed(texts: &Listed<'_>, scalar: &View<'_>) -> bool {
    let is_listed = |text: &str| texts.iter().any(|listed| listed.as_str() == Some(text));
    match &scalar.values {
        Some(values) => values.iter().all(|value| is_listed(&value.to_string())),
        None => scalar.shape == Shape::Of(Type::Boolean) && ["true", "false"].into_iter().all(is_listed),
    }
}

/// Whether each text that is listed is one that is written for a number or a flag.
fn are_texts_of(texts: &View<'_>, scalar: &View<'_>) -> bool {
    let is_of = |text: &str| match scalar.shape {
        _ if scalar.values.is_some() || *scalar.constraints != Constraints::default() => false,
        Shape::Of(Type::Boolean) => ["true", "false"].contains(&text),
        Shape::Of(Type::Integer) => text.parse::<i64>().is_ok_and(|number| number.to_string() == text),
        _ => false,
    };
    let listed = texts.values.as_ref();
    listed.is_some_and(|texts| texts.iter().all(|text| text.as_str().is_some_and(is_of)))
}

/// The length of the longest text that is written for a number or a flag, where one is.
fn longest(scalar: &View<'_>) -> Option<u64> {
    const OF_FLAG: u64 = "false".len() as u64;
    const OF_INTEGER: u64 = "-9223372036854775808".len() as u64;
    let length = |bound: &Option<Bound>| Some(bound.as_ref()?.value.as_i64()?.to_string().len() as u64);
    match scalar.shape {
        Shape::Of(Type::Boolean) => Some(OF_FLAG),
        Shape::Of(Type::Integer) => {
            let both = length(&scalar.constraints.minimum).zip(length(&scalar.constraints.maximum));
            Some(both.map_or(OF_INTEGER, |(least, most)| least.max(most)))
        }
        _ => None,
    }
}

/// Whether a pattern is one of digits, and a number has no other characters.
fn is_of_digits(pattern: &str, scalar: &View<'_>) -> bool {
    let least = scalar.constraints.minimum.as_ref().and_then(|bound| bound.value.as_i64());
    let is_integer = scalar.shape == Shape::Of(Type::Integer);
    match pattern {
        "^[0-9]+$" | "^\\d+$" => is_integer && least.is_some_and(|least| least >= 0),
        "^-?[0-9]+$" | "^-?\\d+$" => is_integer,
        _ => false,
    }
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

//! Two schemas for the same value: first the type, and where that is the same, what else they say.

use super::super::Kind::{self, *};
use super::super::finding::{Draft, Values};
use super::view::{Rest, Schemas, Shape, View, fingerprint};
use super::{Comparison, Holder, Pair, Position, Role, Sides, bounds, members, scalars, unions};
use crate::resolve::{Kind as Type, SchemaId};
use crate::source::Origin;

/// How far two schemas are looked into when they are held to be the same.
pub(super) const DEPTH: usize = 4;

/// Two views of the same value, and where its differences are noted.
pub(super) struct Value<'c, 'd> {
    comparison: &'c mut Comparison<'d>,
    pub(super) base: View<'d>,
    pub(super) head: View<'d>,
    pub(super) position: Position,
    pub(super) role: Role,
    number: usize,
    found: usize,
}

/// Compares the two schemas of a pair.
pub(super) fn compare(comparison: &mut Comparison<'_>, pair: &Pair, number: usize) {
    let Sides { base, head } = comparison.documents;
    let (base, head) = (View::new(base, &pair.base), View::new(head, &pair.head));
    let (position, role) = (pair.position, pair.role);
    let mut value = Value { comparison, base, head, position, role, number, found: 0 };
    if value.is_swapped(pair) {
        value
            .say(("type", value.position.kind(ParamTypeChanged, ReqPropTypeChanged, RespSchemaSwapped)), value.names());
        return;
    }
    if let Some(kind) = value.other_type(pair) {
        value.say(("type", kind), (Some(value.base.said()), Some(value.head.said())));
        return;
    }
    scalars::compare(&mut value);
    bounds::compare(&mut value);
    members::compare(&mut value);
    unions::compare(&mut value);
    elements(&mut value);
    said_otherwise(&mut value);
}

impl<'d> Value<'_, 'd> {
    /// Notes a difference of the value itself.
    pub(super) fn say(&mut self, change: (&'static str, Kind), values: Values) {
        let (base, head) = (self.base.origin(), self.head.origin());
        self.say_at(change, (Some(base), Some(head)), values);
    }

    /// Notes a difference between two places in it.
    pub(super) fn say_at(
        &mut self,
        (topic, kind): (&'static str, Kind),
        (base, head): (Option<&Origin>, Option<&Origin>),
        values: Values,
    ) {
        let subject = head.or(base).map(said).unwrap_or_default();
        self.draft(Draft::new(kind, (topic, subject), base, head).values(values));
    }

    pub(super) fn draft(&mut self, draft: Draft) {
        self.found += 1;
        self.comparison.drafts.push((Some(Holder::Pair(self.number)), draft));
    }

    /// Has something inside compared.
    pub(super) fn inside(&mut self, base: &[SchemaId], head: &[SchemaId], role: Role) {
        let position = if role == Role::Item { self.position } else { self.position.inside() };
        let pair = Pair { base: base.to_vec(), head: head.to_vec(), position, role };
        self.comparison.hold(Holder::Pair(self.number), pair);
    }

    /// Whether two lists of schemas say the same.
    pub(super) fn is_same(&self, base: &[SchemaId], head: &[SchemaId]) -> bool {
        let documents = self.comparison.documents;
        fingerprint(documents.base, base, DEPTH) == fingerprint(documents.head, head, DEPTH)
    }

    pub(super) fn documents(&self) -> Sides<&'d crate::resolve::Document> {
        self.comparison.documents
    }

    fn names(&self) -> Values {
        let name = |view: &View<'_>| view.all.first().and_then(|schema| schema.component.clone());
        (name(&self.base), name(&self.head))
    }

    /// Whether another component is used in place of one that is still there, or was there before.
    fn is_swapped(&self, pair: &Pair) -> bool {
        let Sides { base, head } = self.comparison.documents;
        match self.names() {
            (Some(was), Some(is)) if was != is => {
                let both_there = head.components.contains_key(&was) || base.components.contains_key(&is);
                both_there && !self.is_same(&pair.base, &pair.head)
            }
            _ => false,
        }
    }

    /// The kind of the change where the types are not the same.
    fn other_type(&self, pair: &Pair) -> Option<Kind> {
        let (was, is) = (self.base.shape, self.head.shape);
        if was == is {
            return None;
        }
        if let Some(kind) = self.widened(was, is) {
            return Some(kind);
        }
        Some(match (self.position, self.role) {
            (Position::Parameter, _) => self.parameter_type(was, is),
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
        let holds = |wide: Shape, narrow: Shape| match (wide, narrow) {
            (Shape::Any, _) => true,
            (Shape::Of(Type::Number), Shape::Of(Type::Integer)) => true,
            _ => false,
        };
        if self.role == Role::Header {
            return None;
        }
        if holds(is, was) {
            return Some(self.position.kind(ParamTypeWidened, ReqPropTypeWidened, ResTypeWidened));
        }
        holds(was, is).then(|| self.position.kind(ParamTypeNarrowed, ReqPropTypeNarrowed, ResTypeNarrowed))
    }

    fn parameter_type(&self, was: Shape, is: Shape) -> Kind {
        match (was, is) {
            (Shape::Of(was), Shape::Of(Type::String)) if is_scalar(was) => ParamIntToString,
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

    /// Whether a variant says what the schemas of the other side say.
    fn has_variant(&self, union: &View<'_>, single: &[SchemaId], side: Side) -> bool {
        let Sides { base, head } = self.comparison.documents;
        let (union_in, single_in) = match side {
            Side::Base => (base, head),
            Side::Head => (head, base),
        };
        let wanted = fingerprint(single_in, single, DEPTH);
        let mut variants = union.unions.iter().flat_map(|union| union.variants);
        variants.any(|&variant| fingerprint(union_in, &[variant], DEPTH) == wanted)
    }
}

/// Which of the two sides has the union.
enum Side {
    Base,
    Head,
}

pub(super) fn is_scalar(kind: Type) -> bool {
    matches!(kind, Type::String | Type::Number | Type::Integer | Type::Boolean)
}

/// Elements, values of maps, and what may stand beside the declared members.
fn elements(value: &mut Value<'_, '_>) {
    let (base, head) = (value.base.items.clone(), value.head.items.clone());
    value.inside(&base, &head, Role::Item);
    let positions: Vec<(Schemas, Schemas)> =
        value.base.positions.iter().cloned().zip(value.head.positions.iter().cloned()).collect();
    for (base, head) in positions {
        value.inside(&base, &head, Role::Item);
    }
    let position = value.position.inside();
    let kind = match (&value.base.rest, &value.head.rest) {
        (Rest::Of(base), Rest::Of(head)) => {
            let (base, head) = (base.clone(), head.clone());
            value.inside(&base, &head, Role::MapValue);
            return;
        }
        (Rest::Open, Rest::Open) | (Rest::Closed, Rest::Closed) => return,
        (_, Rest::Closed) => position.kind(ParamTypeChanged, ReqAddPropsClosed, ResAddPropsClosed),
        (Rest::Closed, _) => position.kind(ParamTypeChanged, ReqAddPropsOpened, ResAddPropsOpened),
        (Rest::Open, Rest::Of(_)) => position.kind(ParamTypeChanged, ReqMapValueType, ResAddPropsClosed),
        (Rest::Of(_), Rest::Open) => position.kind(ParamTypeChanged, ReqAddPropsOpened, ResAddPropsValueType),
    };
    value.say(("rest", kind), (None, None));
}

/// The same meaning, put together otherwise.
fn said_otherwise(value: &mut Value<'_, '_>) {
    let parts = |view: &View<'_>| view.all.len();
    if value.found == 0 && parts(&value.base) != parts(&value.head) {
        value.say(("words", value.position.kind(ReqAllOfRefactor, ReqAllOfRefactor, ResAllOfFlatten)), (None, None));
    }
}

/// A place as people speak of it: `Call.status`.
pub(super) fn said(origin: &Origin) -> String {
    let segments: Vec<_> = origin.pointer.tokens().collect();
    let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    let (mut text, below) = match &segments[..] {
        ["components", "schemas", name, below @ ..] => ((*name).to_owned(), below),
        ["paths", _, _, "requestBody", "content", _, "schema", below @ ..] => ("the body".to_owned(), below),
        ["paths", _, _, "responses", status, "content", _, "schema", below @ ..] => (format!("answer {status}"), below),
        [.., last] => ((*last).to_owned(), &[][..]),
        [] => (String::new(), &[][..]),
    };
    let mut below = below.iter();
    while let Some(&segment) = below.next() {
        match segment {
            "properties" => text.extend(below.next().map(|name| format!(".{name}"))),
            "items" => text.push_str("[]"),
            "additionalProperties" => text.push_str("{}"),
            "allOf" | "oneOf" | "anyOf" | "prefixItems" => {
                text.extend(below.next().map(|index| format!(" {segment} {index}")))
            }
            other => text.push_str(&format!(" {other}")),
        }
    }
    text
}

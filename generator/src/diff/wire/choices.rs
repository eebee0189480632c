//! Unions that say what other keywords say as well: values of one type, or which members there must be.

use std::collections::BTreeSet;

use serde_json::Value;

use super::literals::{Listed, listed};
use super::types::is_scalar;
use super::variants::{Keyword, Union};
use super::view::{Shape, View, has_no_shape};
use crate::resolve::{Additional, Constraints, Document, Kind, Schema, SchemaId};

/// What a union comes to, where it is none to those who read and write values.
pub(super) enum Choice<'d> {
    /// Values of this type: some, or any where a variant takes any.
    Values(Values<'d>),
    /// One of these demands of what members there are.
    Demanded(Alternatives<'d>),
}

/// What is taken for one type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Variants of the very same type, without names.
    Strict,
    /// Variants with names, and integers among numbers, too: where the other side says one type.
    Loose,
}

/// Demands of which one must be met.
pub(super) type Alternatives<'d> = BTreeSet<Demand<'d>>;

/// Members that must be there, and sets of members that may not be there all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Demand<'d> {
    required: BTreeSet<&'d str>,
    refused: BTreeSet<BTreeSet<&'d str>>,
}

impl<'d> Demand<'d> {
    /// Both at once.
    fn and(&self, other: &Self) -> Self {
        Self { required: &self.required | &other.required, refused: &self.refused | &other.refused }
    }

    /// Whether what meets the other one meets this.
    pub(super) fn is_met_with(&self, other: &Self) -> bool {
        self.required.is_subset(&other.required) && self.refused.is_subset(&other.refused)
    }

    /// What a view always demands.
    pub(super) fn always(view: &View<'d>) -> Self {
        let required = view.members.iter().filter(|(_, member)| member.required).map(|(name, _)| *name);
        Self { required: required.collect(), ..Self::default() }
    }

    fn said(&self) -> String {
        let all = |set: &BTreeSet<&str>| set.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
        let required = (!self.required.is_empty()).then(|| all(&self.required));
        let refused = self.refused.iter().map(|set| format!("no {}", all(set)));
        let said: Vec<String> = required.into_iter().chain(refused).collect();
        if said.is_empty() { "nothing".to_owned() } else { said.join(" and ") }
    }
}

impl<'d> Choice<'d> {
    /// What the union of a value comes to that is of this shape without it.
    pub(super) fn of(document: &'d Document, union: &Union<'d>, shape: Shape) -> Option<Self> {
        if union.discriminator.is_some() {
            return None;
        }
        let variants = || union.variants.iter().map(|&variant| &document.schemas[variant]);
        match shape {
            Shape::Of(Kind::Object) => demanded(document, variants()),
            Shape::Any | Shape::Of(_) => values(document, union, shape, Reading::Strict).map(Self::Values),
            Shape::Either(..) | Shape::Union | Shape::Null | Shape::Nothing => None,
        }
    }
}

/// The one type that all variants of a union are of, and the values of it where they list some.
pub(super) fn one_type<'d>(document: &'d Document, union: &Union<'d>) -> Option<Values<'d>> {
    if union.discriminator.is_some() { None } else { values(document, union, Shape::Any, Reading::Loose) }
}

/// A type, and its values.
pub(super) struct Values<'d> {
    pub(super) shape: Shape,
    pub(super) nullable: bool,
    /// Where not all are allowed.
    pub(super) listed: Option<Listed<'d>>,
    /// Those that are named where all are.
    pub(super) known: Listed<'d>,
}

/// What holds where both do.
pub(super) fn both<'d>(one: Option<Alternatives<'d>>, other: Alternatives<'d>) -> Alternatives<'d> {
    match one {
        Some(one) => one.iter().flat_map(|demand| other.iter().map(move |more| demand.and(more))).collect(),
        None => other,
    }
}

/// Whether an object meets one of the demands wherever it is as a view demands; without any, always.
pub(super) fn hold(demands: Option<&Alternatives<'_>>, view: &View<'_>) -> bool {
    let Some(demands) = demands else { return true };
    let always = Demand::always(view);
    let none = BTreeSet::from([Demand::default()]);
    let mut met = view.alternatives.as_ref().unwrap_or(&none).iter().map(|demand| demand.and(&always));
    met.all(|met| demands.iter().any(|demand| demand.is_met_with(&met)))
}

/// The demands as people say them.
pub(super) fn said(demands: &Alternatives<'_>) -> String {
    demands.iter().map(Demand::said).collect::<Vec<_>>().join(" or ")
}

/// Values of one type, which variants list.
fn values<'d>(document: &'d Document, union: &Union<'d>, whole: Shape, reading: Reading) -> Option<Values<'d>> {
    let variants: Vec<&Schema> = union.variants.iter().map(|&variant| &document.schemas[variant]).collect();
    let (mut shape, mut known, mut are_listed) = (whole, Listed::new(), true);
    for variant in &variants {
        let kind = kind(variant).filter(|&kind| is_scalar(kind))?;
        let is_named = reading == Reading::Strict && variant.component.is_some();
        // What is narrower than another one of which any may hold says nothing.
        let is_narrower = || union.keyword == Keyword::AnyOf && variants.iter().any(|all| takes_all(all, kind));
        if is_named || !has_no_parts(variant) || !(says_only_values(variant) || is_narrower()) {
            return None;
        }
        shape = joined(shape, kind, reading)?;
        are_listed &= variant.values.is_some();
        let new = listed(variant.values.as_deref().unwrap_or_default());
        known.extend(new.into_iter().filter(|value| !known.contains(value)).collect::<Listed<'d>>());
    }
    let nullable = union.has_null || variants.iter().any(|variant| variant.nullable);
    let (listed, known) = if are_listed { (Some(known), Listed::new()) } else { (None, known) };
    Some(Values { shape, nullable, listed, known })
}

/// Whether another variant of a union takes all values of the type that one lists, or bounds.
pub(super) fn is_taken_anyway(document: &Document, union: &Union<'_>, variant: usize) -> bool {
    let view = View::new(document, &[union.variants[variant]]);
    let Shape::Of(kind) = view.shape else { return false };
    let mut others = union.variants.iter().enumerate().filter(|(at, _)| *at != variant);
    is_scalar(kind) && !view.may_be_null() && others.any(|(_, &other)| takes_all(&document.schemas[other], kind))
}

/// Whether a variant takes all values of a type.
fn takes_all(variant: &Schema, of: Kind) -> bool {
    variant.kind == Some(of) && variant.values.is_none() && has_no_parts(variant) && says_only_values(variant)
}

/// The type that takes in another one.
fn joined(shape: Shape, kind: Kind, reading: Reading) -> Option<Shape> {
    match (shape, kind) {
        (Shape::Any, kind) => Some(Shape::Of(kind)),
        (Shape::Of(Kind::Integer), Kind::Number) | (Shape::Of(Kind::Number), Kind::Integer) => {
            (reading == Reading::Loose).then_some(Shape::Of(Kind::Number))
        }
        (shape, kind) => (shape == Shape::Of(kind)).then_some(shape),
    }
}

/// The type that is said, or that all values are of.
fn kind(schema: &Schema) -> Option<Kind> {
    let texts = || schema.values.as_ref().filter(|values| !values.is_empty() && values.iter().all(Value::is_string));
    schema.kind.or_else(|| texts().map(|_| Kind::String))
}

fn says_only_values(schema: &Schema) -> bool {
    schema.format.is_none() && *schema.constraints == Constraints::default()
}

/// Demands of which one must be met, where variants say no more.
fn demanded<'d>(document: &'d Document, variants: impl Iterator<Item = &'d Schema>) -> Option<Choice<'d>> {
    let demand = |variant: &'d Schema| {
        let refused = match variant.not {
            Some(not) => refused(document, &document.schemas[not])?,
            None => BTreeSet::new(),
        };
        demands_only(variant).then(|| Demand { required: names(&variant.required), refused })
    };
    variants.map(demand).collect::<Option<_>>().map(Choice::Demanded)
}

/// The sets of members that may not be there all, where that is all that is refused.
fn refused<'d>(document: &'d Document, not: &'d Schema) -> Option<BTreeSet<BTreeSet<&'d str>>> {
    let set = |schema: &'d Schema| {
        let says_more = schema.not.is_some() || schema.required.is_empty() || !demands_only(schema);
        (!says_more).then(|| names(&schema.required))
    };
    let is_any_of = has_no_shape(not) && not.required.is_empty() && !not.any_of.is_empty() && not.one_of.is_empty();
    if is_any_of && not.all_of.is_empty() && not.not.is_none() {
        return not.any_of.iter().map(|&variant| set(&document.schemas[variant])).collect();
    }
    set(not).map(|set| BTreeSet::from([set]))
}

fn names(names: &[String]) -> BTreeSet<&str> {
    names.iter().map(String::as_str).collect()
}

/// Whether a schema says no more of an object than which members there are, whatever it refuses.
fn demands_only(schema: &Schema) -> bool {
    has_no_members(schema)
        && schema.values.is_none()
        && matches!(schema.kind, None | Some(Kind::Object))
        && *schema.constraints == Constraints::default()
}

/// Whether a schema says nothing of what is inside its values, nor that they are others, too.
pub(super) fn has_no_parts(schema: &Schema) -> bool {
    schema.not.is_none() && has_no_members(schema)
}

/// The same, whatever it refuses.
fn has_no_members(schema: &Schema) -> bool {
    let parts: [&[SchemaId]; 4] = [&schema.all_of, &schema.one_of, &schema.any_of, &schema.prefix_items];
    schema.properties.is_empty()
        && schema.items.is_none()
        && parts.iter().all(|parts| parts.is_empty())
        && matches!(schema.additional, Additional::Open)
}

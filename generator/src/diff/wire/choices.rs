//! Unions that say what other keywords say as well: values of one type, or which members there must be.

use std::collections::BTreeSet;

use serde_json::Value;

use super::literals::{Listed, listed};
use super::types::is_scalar;
use super::variants::{Keyword, Union};
use super::view::{Shape, View};
use crate::resolve::{Additional, Constraints, Document, Kind, Schema, SchemaId};

/// What a union comes to, where it is none to those who read and write values.
pub(super) enum Choice<'d> {
    /// Values of this type: some, or any where a variant takes any.
    Values(Values<'d>),
    /// The members of one of these sets.
    Required(Alternatives<'d>),
}

/// What is taken for one type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Variants of the very same type, without names.
    Strict,
    /// Variants with names, and integers among numbers, too: where the other side says one type.
    Loose,
}

/// Sets of members of which one must be there.
pub(super) type Alternatives<'d> = BTreeSet<BTreeSet<&'d str>>;

impl<'d> Choice<'d> {
    /// What the union of a value comes to that is of this shape without it.
    pub(super) fn of(document: &'d Document, union: &Union<'d>, shape: Shape) -> Option<Self> {
        if union.discriminator.is_some() {
            return None;
        }
        let variants = || union.variants.iter().map(|&variant| &document.schemas[variant]);
        match shape {
            Shape::Of(Kind::Object) => required(variants()),
            Shape::Any | Shape::Of(_) => values(document, union, shape, Reading::Strict).map(Self::Values),
            Shape::Either(..) | Shape::Union | Shape::Null => None,
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
        Some(one) => one.iter().flat_map(|set| other.iter().map(move |more| set | more)).collect(),
        None => other,
    }
}

/// Whether an object has one of the sets wherever it is as a view demands; without sets, always.
pub(super) fn hold(sets: Option<&Alternatives<'_>>, view: &View<'_>) -> bool {
    let Some(sets) = sets else { return true };
    let always: BTreeSet<&str> =
        view.members.iter().filter(|(_, member)| member.required).map(|(name, _)| *name).collect();
    let none = BTreeSet::from([BTreeSet::new()]);
    let mut demanded = view.alternatives.as_ref().unwrap_or(&none).iter().map(|set| set | &always);
    demanded.all(|demanded| sets.iter().any(|set| set.is_subset(&demanded)))
}

/// The sets as people say them.
pub(super) fn said(sets: &Alternatives<'_>) -> String {
    let set = |set: &BTreeSet<&str>| match set.is_empty() {
        true => "nothing".to_owned(),
        false => set.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and "),
    };
    sets.iter().map(set).collect::<Vec<_>>().join(" or ")
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

/// Sets of members, of which one must be there.
fn required<'d>(variants: impl Iterator<Item = &'d Schema>) -> Option<Choice<'d>> {
    let set = |variant: &'d Schema| {
        let says_no_more = has_no_parts(variant)
            && variant.values.is_none()
            && matches!(variant.kind, None | Some(Kind::Object))
            && *variant.constraints == Constraints::default();
        says_no_more.then(|| variant.required.iter().map(String::as_str).collect())
    };
    variants.map(set).collect::<Option<_>>().map(Choice::Required)
}

/// Whether a schema says nothing of what is inside its values, nor that they are others, too.
pub(super) fn has_no_parts(schema: &Schema) -> bool {
    let parts: [&[SchemaId]; 4] = [&schema.all_of, &schema.one_of, &schema.any_of, &schema.prefix_items];
    schema.properties.is_empty()
        && schema.items.is_none()
        && schema.not.is_none()
        && parts.iter().all(|parts| parts.is_empty())
        && matches!(schema.additional, Additional::Open)
}

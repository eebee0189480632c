//! Variants that are all scalars, or all of them that are of one kind: one enum, or one type of the runtime.

use std::hash::Hash;

use indexmap::IndexMap;

use super::shapes::{leaves, scalar_kind, shape_test};
use crate::diagnostic::catalogue;
use crate::ir::{Context, Known, Others, Shape, Test, Type};
use crate::lower::annotated::described;
use crate::lower::budget::Crowded;
use crate::lower::enumeration::{known_integers, known_texts};
use crate::lower::scalars::is_unsigned;
use crate::lower::{Lowering, enumeration, rules};
use crate::resolve::{Document, Kind, Schema, SchemaId};

/// One type of several scalars.
pub(super) enum Joint {
    /// The enum of this component, beside any text.
    Component(SchemaId),
    /// The enum of all that they name, whose others are valid where a variant takes any.
    Enum(Shape, Others),
    /// A type of the runtime.
    Plain(Type),
}

impl Joint {
    /// None where they are not all scalars, or no type takes them all.
    fn of(document: &Document, id: SchemaId, variants: &[SchemaId]) -> Option<Self> {
        let leaves = leaves(document, variants.iter().copied());
        let plain = || scalars(document, id, &leaves).map(Self::Plain);
        component(document, id, variants).or_else(|| one_enum(document, id, &leaves)).or_else(plain)
    }

    /// The same, or where the enums of the document name too many values, those without names.
    fn within_budget(self, lowering: &mut Lowering<'_>, id: SchemaId) -> Self {
        let Self::Enum(shape, others) = self else { return self };
        let (values, plain) = match &shape {
            Shape::StringEnum(known) => (known.len(), Type::Text),
            Shape::IntegerEnum(known) => (known.len(), Type::Integer),
            Shape::Struct(_) | Shape::Union(_) | Shape::Form(_) => (0, Type::Json),
        };
        lowering.budget.make(|| Self::Enum(shape, others), |_| values).unwrap_or_else(|Crowded| {
            let schema = &lowering.document.schemas[id];
            let keyword = if schema.one_of.is_empty() { "anyOf" } else { "oneOf" };
            let reason = "the enums of the document name too many values; those of this one have no names";
            lowering.diagnostics.push(catalogue::lower::degraded(&schema.origin.child(keyword), keyword, reason));
            Self::Plain(plain)
        })
    }
}

/// The type of variants that are all scalars; none where they are not, or no type takes them all.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    id: SchemaId,
    variants: &[SchemaId],
    context: &Context,
) -> Option<Type> {
    let document = lowering.document;
    let Some(joint) = Joint::of(document, id, variants) else {
        rules::report_unchecked(lowering, &super::variants(document, id));
        return None;
    };
    let leaves = leaves(document, variants.iter().copied());
    rules::report_unchecked(lowering, &leaves);
    Some(match joint.within_budget(lowering, id) {
        Joint::Component(component) => {
            lowering.reached.extend(variants);
            lowering.schema(component, context).ty
        }
        Joint::Enum(shape, others) => {
            lowering.reached.extend(variants.iter().chain(&leaves));
            let declared = lowering.declare(id, context, shape);
            lowering.types[declared].others = others;
            Type::Declared(declared)
        }
        Joint::Plain(ty) => {
            report_unnamed(lowering, id, &leaves);
            lowering.reached.extend(leaves.iter().filter(|&&leaf| document.schemas[leaf].component.is_none()));
            ty
        }
    })
}

/// Reports values that some variants list, and the type of all of them does not name: flags have no others.
pub(super) fn report_unnamed(lowering: &mut Lowering<'_>, id: SchemaId, variants: &[SchemaId]) {
    let document = lowering.document;
    let leaves = leaves(document, variants.iter().copied());
    let is_listed = |&&leaf: &&SchemaId| {
        scalar_kind(document, leaf).is_some_and(|kind| kind != Kind::Boolean) && document.schemas[leaf].values.is_some()
    };
    let Some(&listed) = leaves.iter().find(is_listed) else { return };
    let reason = "the type of all variants has no names for the values that one of them lists; any other is taken too";
    if document.schemas[listed].component.is_none() {
        return enumeration::report(lowering, &document.schemas[listed], reason);
    }
    let schema = &document.schemas[id];
    let keyword = if schema.one_of.is_empty() { "anyOf" } else { "oneOf" };
    lowering.diagnostics.push(catalogue::lower::degraded(&schema.origin.child(keyword), keyword, reason));
}

/// Variants of a schema that are one in its type.
pub(super) enum Choice {
    /// The variant at this place.
    Single(usize),
    /// Those that are scalars of one kind.
    Several { variants: Vec<SchemaId>, test: Test, joint: Joint },
}

/// The variants, those that are scalars of one kind together where one type takes them all.
pub(super) fn choices(document: &Document, id: SchemaId, variants: &[SchemaId]) -> Vec<Choice> {
    let mut kinds: IndexMap<Result<Kind, usize>, Vec<usize>> = IndexMap::new();
    let tests: Vec<Test> = variants.iter().map(|&variant| shape_test(document, variant)).collect();
    for (at, test) in tests.iter().enumerate() {
        let kind = match test {
            Test::Text => Ok(Kind::String),
            Test::Integer | Test::Number => Ok(Kind::Number),
            Test::Boolean => Ok(Kind::Boolean),
            Test::Tag(_) | Test::Object { .. } | Test::Array | Test::Any => Err(at),
        };
        kinds.entry(kind).or_default().push(at);
    }
    let several = |places: &[usize]| {
        let variants: Vec<SchemaId> = places.iter().map(|&at| variants[at]).collect();
        let of_all =
            if places.iter().any(|&at| tests[at] == Test::Number) { Test::Number } else { tests[places[0]].clone() };
        let joint = Joint::of(document, id, &variants).filter(|_| variants.len() > 1)?;
        Some(Choice::Several { variants, test: of_all, joint })
    };
    let choices = |places: Vec<usize>| match several(&places) {
        Some(several) => vec![several],
        None => places.into_iter().map(Choice::Single).collect(),
    };
    kinds.into_values().flat_map(choices).collect()
}

/// The component that is an enum of text, where any other text is all that the other variants take: the enum does, too.
/// What is a component itself has a type of its own, and the one value of an enum is a constant elsewhere.
fn component(document: &Document, id: SchemaId, variants: &[SchemaId]) -> Option<Joint> {
    if document.schemas[id].component.is_some() {
        return None;
    }
    let is_any = |variant: &SchemaId| {
        let Schema { kind, format, values, constraints, .. } = &document.schemas[*variant];
        *kind == Some(Kind::String) && format.is_none() && values.is_none() && constraints.first().is_none()
    };
    let mut others = variants.iter().filter(|variant| !is_any(variant)).map(|&variant| described(document, variant));
    let only = others.next().filter(|_| others.next().is_none())?;
    let has_choice = known_texts(document, only).is_some_and(|known| known.len() > 1);
    let is_named = document.schemas[only].component.is_some() && has_choice;
    is_named.then_some(Joint::Component(only))
}

/// Several enums of text, or of whole numbers, are one, open as each of them.
fn one_enum(document: &Document, id: SchemaId, variants: &[SchemaId]) -> Option<Joint> {
    let is_free = |kind: Kind| {
        move |variant: SchemaId| {
            let Schema { kind: own, format, values, .. } = &document.schemas[variant];
            own.or(document.schemas[id].kind) == Some(kind) && format.is_none() && values.is_none()
        }
    };
    let others = |kind| match variants.iter().copied().any(is_free(kind)) {
        true => Others::Valid,
        false => Others::Invalid,
    };
    let texts = values(document, variants, known_texts, is_free(Kind::String));
    let texts = texts.map(|texts| Joint::Enum(Shape::StringEnum(texts), others(Kind::String)));
    let integers = || values(document, variants, known_integers, is_free(Kind::Integer));
    let integers = || integers().map(|integers| Joint::Enum(Shape::IntegerEnum(integers), others(Kind::Integer)));
    texts.or_else(integers)
}

/// The values of all variants, each once, with what its variant says of it. A variant that takes any value of the kind
/// adds none, as an enum takes what it does not name. None where a variant is neither.
fn values<T: Clone + Eq + Hash>(
    document: &Document,
    variants: &[SchemaId],
    values_of: fn(&Document, SchemaId) -> Option<Vec<Known<T>>>,
    is_free: impl Fn(SchemaId) -> bool,
) -> Option<Vec<Known<T>>> {
    let mut known: IndexMap<T, Known<T>> = IndexMap::new();
    for &variant in variants {
        let Schema { title, description, deprecated, .. } = &document.schemas[variant];
        match values_of(document, variant).as_deref() {
            // What a constant says of itself, it says of its value.
            Some([only]) => {
                let only = Known {
                    title: title.clone(),
                    description: only.description.clone().or_else(|| description.clone()),
                    deprecated: *deprecated,
                    ..only.clone()
                };
                known.entry(only.value.clone()).or_insert(only);
            }
            Some(values) => {
                for value in values {
                    let told = || Known { deprecated: *deprecated, ..value.clone() };
                    known.entry(value.value.clone()).or_insert_with(told);
                }
            }
            None if is_free(variant) => {}
            None => return None,
        }
    }
    Some(known.into_values().collect()).filter(|known: &Vec<Known<T>>| !known.is_empty())
}

/// Unions of plain scalars that have a type in the runtime.
fn scalars(document: &Document, id: SchemaId, variants: &[SchemaId]) -> Option<Type> {
    let mut kinds = Vec::new();
    for &variant in variants {
        let schema = &document.schemas[variant];
        let kind = scalar_kind(document, variant).or(document.schemas[id].kind)?;
        kinds.push((kind, schema.values.is_some()));
    }
    let is_whole = |variant: &&SchemaId| scalar_kind(document, **variant) == Some(Kind::Integer);
    let unsigned = variants.iter().filter(is_whole).filter(|&&variant| is_unsigned(&document.schemas[variant])).count();
    let has = |kind| kinds.contains(&(kind, false));
    let only = |allowed: &[Kind]| kinds.iter().all(|(kind, _)| allowed.contains(kind));
    let text = has(Kind::String);
    // A list of known values beside free text is free text; one of numbers beside text is a type of its own.
    let are_free = kinds.iter().all(|&(kind, is_listed)| kind == Kind::String || !is_listed);
    match () {
        () if text && only(&[Kind::String]) => Some(Type::Text),
        () if text && are_free && unsigned == 0 && only(&[Kind::String, Kind::Integer]) => Some(Type::TextOrInteger),
        () if text && are_free && only(&[Kind::String, Kind::Integer, Kind::Number]) => Some(Type::TextOrNumber),
        () if unsigned == 0 && only(&[Kind::Integer]) => Some(Type::Integer),
        () if unsigned == kinds.len() && only(&[Kind::Integer]) => Some(Type::Unsigned),
        () if only(&[Kind::Number]) => Some(Type::Number),
        // A float holds not all that a whole number has.
        () if only(&[Kind::Integer, Kind::Number]) => Some(Type::ExactNumber),
        () if only(&[Kind::Boolean]) => Some(Type::Boolean),
        () => None,
    }
}

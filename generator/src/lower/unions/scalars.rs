//! Variants that are all scalars: one enum, or one type of the runtime.

use std::hash::Hash;

use indexmap::IndexMap;

use crate::ir::{Context, Known, Shape, Type};
use crate::lower::enumeration::{known_integers, known_texts};
use crate::lower::scalars::is_unsigned;
use crate::lower::{Lowering, rules};
use crate::resolve::{Document, Kind, Schema, SchemaId};

/// The type of variants that are all scalars; none where they are not, or no type takes them all.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    id: SchemaId,
    variants: &[SchemaId],
    context: &Context,
) -> Option<Type> {
    let document = lowering.document;
    match one_enum(document, id, variants) {
        Some(shape) => {
            lowering.reached.extend(variants);
            Some(Type::Declared(lowering.declare(id, context, shape)))
        }
        None => {
            rules::report_unchecked(lowering, variants);
            scalars(document, id, variants)
        }
    }
}

/// Several enums of text, or of whole numbers, are one, open as each of them.
fn one_enum(document: &Document, id: SchemaId, variants: &[SchemaId]) -> Option<Shape> {
    let is_free = |kind: Kind| {
        move |variant: SchemaId| {
            let Schema { kind: own, format, values, .. } = &document.schemas[variant];
            own.or(document.schemas[id].kind) == Some(kind) && format.is_none() && values.is_none()
        }
    };
    let texts = values(document, variants, known_texts, is_free(Kind::String)).map(Shape::StringEnum);
    let integers = || values(document, variants, known_integers, is_free(Kind::Integer)).map(Shape::IntegerEnum);
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
        let Schema { title, description, .. } = &document.schemas[variant];
        match values_of(document, variant).as_deref() {
            // What a constant says of itself, it says of its value.
            Some([only]) => {
                let only = Known {
                    title: title.clone(),
                    description: only.description.clone().or_else(|| description.clone()),
                    ..only.clone()
                };
                known.entry(only.value.clone()).or_insert(only);
            }
            Some(values) => {
                for value in values {
                    known.entry(value.value.clone()).or_insert_with(|| value.clone());
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
        let kind = schema.kind.or(document.schemas[id].kind)?;
        // A list of known values beside free text is free text.
        if schema.values.is_some() && kind != Kind::String {
            return None;
        }
        let kind = if kind == Kind::Integer && is_unsigned(schema) { Kind::Number } else { kind };
        kinds.push((kind, schema.values.is_some()));
    }
    let has = |kind| kinds.contains(&(kind, false));
    let only = |allowed: &[Kind]| kinds.iter().all(|(kind, _)| allowed.contains(kind));
    let text = has(Kind::String);
    match () {
        () if text && only(&[Kind::String]) => Some(Type::Text),
        () if text && only(&[Kind::String, Kind::Integer]) => Some(Type::TextOrInteger),
        () if text && only(&[Kind::String, Kind::Integer, Kind::Number]) => Some(Type::TextOrNumber),
        () if only(&[Kind::Integer]) => Some(Type::Integer),
        () if only(&[Kind::Integer, Kind::Number]) => Some(Type::Number),
        () if only(&[Kind::Boolean]) => Some(Type::Boolean),
        () => None,
    }
}

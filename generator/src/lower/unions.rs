//! `oneOf` and `anyOf`: which of them need a type of their own, and how its variants are told apart.

use std::collections::BTreeSet;
use std::hash::Hash;

use indexmap::{IndexMap, IndexSet};

use super::annotated::has_no_shape;
use super::called::called;
use super::enumeration::{known_integers, known_texts};
use super::scalars::is_unsigned;
use super::tagging::Tagging;
use super::{Lowering, inheritance, members, one_or_many, rules};
use crate::diagnostic::catalogue;
use crate::ir::{Constant, Context, Known, Segment, Shape, Test, Type, Union, Variant};
use crate::resolve::{Additional, Discriminator, Document, Kind, Schema, SchemaId};

/// The type of a schema with variants; none where it has none, or where they only refine an object that has members.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Option<Type> {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let listed: Vec<SchemaId> = schema.one_of.iter().chain(&schema.any_of).copied().collect();
    if listed.is_empty() || refines(document, id) {
        return None;
    }
    if only_bounds(document, id) {
        lowering.reached.extend(&listed);
        rules::report_unchecked(lowering, &listed);
        report_alternatives(lowering, id);
        return None;
    }
    report_both(lowering, id);
    // A component has a type of its own, whatever is made of it here.
    lowering.reached.extend(listed.iter().filter(|&&variant| document.schemas[variant].component.is_none()));
    let variants = variants(document, id);
    report_unlisted(lowering, schema, &[listed, variants.clone()].concat());
    Some(match variants[..] {
        [] => Type::Json,
        [only] => lowering.schema(only, context).ty,
        _ => match one_enum(document, id, &variants) {
            Some(shape) => {
                lowering.reached.extend(&variants);
                Type::Declared(lowering.declare(id, context, shape))
            }
            None => {
                rules::report_unchecked(lowering, &variants);
                scalars(document, id, &variants).unwrap_or_else(|| union(lowering, id, &variants, context))
            }
        },
    })
}

/// Variants that say which members a map must have, which is no struct that would be told them.
fn report_alternatives(lowering: &mut Lowering<'_>, id: SchemaId) {
    let schema = &lowering.document.schemas[id];
    let is_struct = schema.component.is_some() && !matches!(schema.additional, Additional::Of(_));
    for (keyword, listed) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
        if !is_struct && listed.iter().any(|&variant| !lowering.document.schemas[variant].required.is_empty()) {
            let origin = schema.origin.child(keyword);
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword, members::ALTERNATIVES));
        }
    }
}

/// A value of a schema with `oneOf` and `anyOf` is one of each, and a union is only one of all.
fn report_both(lowering: &mut Lowering<'_>, id: SchemaId) {
    let schema = &lowering.document.schemas[id];
    let listed = |ids: &[SchemaId]| ids.iter().copied().collect::<BTreeSet<SchemaId>>();
    if schema.one_of.is_empty() || schema.any_of.is_empty() || listed(&schema.one_of) == listed(&schema.any_of) {
        return;
    }
    let reason = "beside `oneOf`, its schemas are further variants; a value is read as one of all, not as one of each";
    let origin = schema.origin.child("anyOf");
    lowering.diagnostics.push(catalogue::lower::degraded(&origin, "anyOf", reason));
}

/// What a schema is one of, each once, without null.
pub(super) fn variants(document: &Document, id: SchemaId) -> Vec<SchemaId> {
    let schema = &document.schemas[id];
    let listed = schema.one_of.iter().chain(&schema.any_of).copied();
    let named: IndexSet<SchemaId> = listed.filter(|&it| !is_null(&document.schemas[it])).collect();
    // A base whose values are told apart stands for all that is built on it.
    let tells = |&&it: &&SchemaId| inheritance::of_base(&document.schemas[it]).is_some();
    let bases: Vec<SchemaId> = named.iter().filter(tells).copied().collect();
    let is_told = |it| bases.iter().any(|&base| base != it && inheritance::line(document, it).contains(&base));
    if bases.is_empty() || schema.discriminator.is_some() || named.iter().all(|&it| is_told(it)) {
        return named.into_iter().collect();
    }
    named.into_iter().filter(|&it| !is_told(it)).collect()
}

/// A value of the discriminator for a schema that is none of the variants: such a value fits no variant either.
fn report_unlisted(lowering: &mut Lowering<'_>, schema: &Schema, variants: &[SchemaId]) {
    let mapping = schema.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    for (value, _) in mapping.filter(|(_, target)| !variants.contains(target)) {
        let reason = "the schema that it stands for is none of the variants";
        let origin = schema.origin.child("discriminator").child("mapping").child(value);
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, value, reason));
    }
}

/// The variants of a schema, each with the context that it is lowered in: where there is only one, or where they refine
/// an object, that is the one of the schema.
pub(super) fn contexts(document: &Document, id: SchemaId, context: &Context) -> Vec<(SchemaId, Context)> {
    let variants = variants(document, id);
    if variants.len() < 2 || refines(document, id) {
        return variants.into_iter().map(|variant| (variant, context.clone())).collect();
    }
    let called = called(document, &variants).into_iter().map(|called| context.child(Segment::Variant(called)));
    variants.into_iter().zip(called).collect()
}

/// Variants beside members of the object itself (`required` alternatives, or further members) make no union: the struct
/// holds the members of all of them, those of the variants as optional. Variants that build on the object do make one.
fn refines(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let own = !schema.properties.is_empty() || schema.all_of.iter().any(|&member| document.schemas[member].has_members);
    let variants = || schema.one_of.iter().chain(&schema.any_of).map(|&variant| &document.schemas[variant]);
    let builds = variants().all(|variant| variant.all_of.contains(&id));
    own && !builds && variants().all(|variant| matches!(variant.kind, None | Some(Kind::Object)))
}

/// Whether variants say no more of a value than what it must keep to beside what the schema says of it: bounds, a
/// format, which members it must have. The value is of the type of the schema then.
fn only_bounds(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let tells = schema.kind.is_some() || schema.values.is_some();
    let bounds = |&variant: &SchemaId| {
        let variant = &document.schemas[variant];
        let is_same = variant.kind.is_none() || variant.kind == schema.kind;
        is_same && variant.all_of.is_empty() && has_no_shape(variant) && variant.component.is_none()
    };
    tells && schema.one_of.iter().chain(&schema.any_of).all(bounds)
}

/// A variant that is nothing but null.
fn is_null(schema: &Schema) -> bool {
    schema.nullable && schema.values.as_ref().is_some_and(Vec::is_empty)
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
fn values<T: Eq + Hash>(
    document: &Document,
    variants: &[SchemaId],
    values_of: fn(&Document, SchemaId) -> Option<Vec<T>>,
    is_free: impl Fn(SchemaId) -> bool,
) -> Option<Vec<Known<T>>> {
    let mut known: IndexMap<T, &Schema> = IndexMap::new();
    for &variant in variants {
        match values_of(document, variant) {
            Some(values) => {
                for value in values {
                    known.entry(value).or_insert(&document.schemas[variant]);
                }
            }
            None if is_free(variant) => {}
            None => return None,
        }
    }
    if known.is_empty() {
        return None;
    }
    let told = |(value, schema): (T, &Schema)| {
        let Schema { title, description, values, .. } = schema;
        let is_constant = values.as_ref().is_some_and(|values| values.len() == 1);
        let said = |words: &Option<String>| words.clone().filter(|_| is_constant);
        Known { value, title: said(title), description: said(description) }
    };
    Some(known.into_iter().map(told).collect())
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

fn union(lowering: &mut Lowering<'_>, id: SchemaId, variants: &[SchemaId], context: &Context) -> Type {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let declared = lowering.declare(id, context, Shape::Union(Union { tag: None, variants: Vec::new() }));
    let tagged = tagged(lowering, schema, variants);
    let called = called(document, variants);
    let variants = variants
        .iter()
        .zip(called)
        .enumerate()
        .map(|(at, (&variant, called))| {
            let inline = context.child(Segment::Variant(called));
            let context = lowering.named(variant, &inline);
            let ty = lowering.schema(variant, &context).ty;
            let by_tag = tagged.as_ref().and_then(|tagged| tagged.values.get(at)).cloned();
            let test = by_tag.map_or_else(|| shape_test(document, variant), Test::Tag);
            let schema = &document.schemas[variant];
            let described = schema.description.clone().or_else(|| schema.title.clone());
            let description = described.filter(|_| ty.declared().is_empty());
            Variant { origin: schema.origin.clone(), description, ty, context, test }
        })
        .collect();
    let tag = tagged.map(|tagged| tagged.property);
    lowering.types[declared].shape = Shape::Union(Union { tag, variants });
    Type::Declared(declared)
}

/// A tag that tells variants apart.
pub(super) struct Tagged {
    pub(super) property: String,
    /// The values that stand for each variant.
    pub(super) values: Vec<Vec<String>>,
}

/// The tag of a schema's variants: by its discriminator, or by the one that all of them inherit.
fn tagged<'a>(lowering: &mut Lowering<'a>, schema: &'a Schema, variants: &[SchemaId]) -> Option<Tagged> {
    let Some(discriminator) = &schema.discriminator else { return inheritance::tagged(lowering, variants) };
    let tags = tags(lowering, discriminator, variants);
    if tags.is_none() {
        let reason = "it has no value for some variants; they are told apart by their shape";
        let origin = schema.origin.child("discriminator");
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "discriminator", reason));
    }
    tags.map(|values| Tagged { property: discriminator.property.clone(), values })
}

/// The values of the tag that stand for each variant; none where some variant has no value, or no members at all.
fn tags<'a>(
    lowering: &mut Lowering<'a>,
    discriminator: &'a Discriminator,
    variants: &[SchemaId],
) -> Option<Vec<Vec<String>>> {
    let document = lowering.document;
    let has_members = |variant| matches!(shape_test(document, variant), Test::Object { .. } | Test::Any);
    let tags = Tagging::of(discriminator).values_of_variants(lowering, variants);
    let is_told = tags.iter().zip(variants).all(|(tags, &variant)| !tags.is_empty() && has_members(variant));
    is_told.then_some(tags)
}

/// What a value must look like to be of a variant: the schema tells it, or the first of those that it is all of.
pub(super) fn shape_test(document: &Document, id: SchemaId) -> Test {
    let (mut open, mut seen) = (vec![id], BTreeSet::new());
    while let Some(id) = open.pop() {
        if let Some(test) = own_test(document, id) {
            return test;
        }
        open.extend(document.schemas[id].all_of.iter().rev().copied().filter(|&part| seen.insert(part)));
    }
    Test::Any
}

fn own_test(document: &Document, id: SchemaId) -> Option<Test> {
    let schema = &document.schemas[id];
    Some(match schema.kind {
        Some(Kind::String) => Test::Text,
        Some(Kind::Integer) => Test::Integer,
        Some(Kind::Number) => Test::Number,
        Some(Kind::Boolean) => Test::Boolean,
        Some(Kind::Array) => Test::Array,
        Some(Kind::Object) => object_test(document, id),
        None if is_of_several_kinds(document, schema) => Test::Any,
        None if document.schemas[id].has_members || matches!(schema.additional, Additional::Of(_)) => {
            object_test(document, id)
        }
        None if one_or_many::alternatives(document, id).is_some() => Test::Any,
        None if schema.items.is_some() || !schema.prefix_items.is_empty() => Test::Array,
        None if known_texts(document, id).is_some_and(|known| !known.is_empty()) => Test::Text,
        None if known_integers(document, id).is_some_and(|known| !known.is_empty()) => Test::Integer,
        None => return None,
    })
}

/// Whether a schema is one of others, some of them objects and some not.
fn is_of_several_kinds(document: &Document, schema: &Schema) -> bool {
    let is_object =
        |id: &SchemaId| document.schemas[*id].has_members || document.schemas[*id].kind == Some(Kind::Object);
    schema.properties.is_empty() && !schema.one_of.iter().chain(&schema.any_of).all(is_object)
}

fn object_test(document: &Document, id: SchemaId) -> Test {
    let mut told = Told::default();
    told.take(document, id, &mut BTreeSet::new());
    let Told { required, mut constants } = told;
    let needed = required.into_iter().map(|name| (name.to_owned(), constants.shift_remove(name))).collect();
    let fixed = constants.into_iter().map(|(name, constant)| (name.to_owned(), constant)).collect();
    Test::Object { needed, fixed }
}

/// What a schema and its parts say of an object.
#[derive(Default)]
struct Told<'a> {
    required: IndexSet<&'a str>,
    constants: IndexMap<&'a str, Constant>,
}

impl<'a> Told<'a> {
    fn take(&mut self, document: &'a Document, id: SchemaId, seen: &mut BTreeSet<SchemaId>) {
        if !seen.insert(id) {
            return;
        }
        let schema = &document.schemas[id];
        self.required.extend(schema.required.iter().map(String::as_str));
        for &member in &schema.all_of {
            self.take(document, member, seen);
        }
        for (name, &property) in &schema.properties {
            if let Some(constant) = fixed(&document.schemas[property]) {
                self.constants.entry(name).or_insert(constant);
            }
        }
    }
}

/// The only value of a property, where it has just one.
fn fixed(schema: &Schema) -> Option<Constant> {
    let [value] = schema.values.as_deref()? else { return None };
    match value {
        serde_json::Value::String(text) => Some(Constant::Text(text.clone())),
        serde_json::Value::Bool(flag) => Some(Constant::Boolean(*flag)),
        serde_json::Value::Number(number) => number.as_i64().map(Constant::Integer),
        serde_json::Value::Null | serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    }
}

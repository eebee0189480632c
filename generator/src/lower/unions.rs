//! `oneOf` and `anyOf`: which of them need a type of their own, and how its variants are told apart.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};

use super::enumeration::known_texts;
use super::members::Collected;
use super::schemas::Lowered;
use super::{Lowering, one_or_many};
use crate::diagnostic::catalogue;
use crate::ir::{Constant, Context, Segment, Shape, Test, Type, TypeId, Union, Variant};
use crate::resolve::{Additional, Discriminator, Document, Kind, Schema, SchemaId};

/// The type of a schema with variants; none where it has none, or where they only refine an object that has members.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Option<Lowered> {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let listed: Vec<SchemaId> = schema.one_of.iter().chain(&schema.any_of).copied().collect();
    if listed.is_empty() || refines(document, id) {
        return None;
    }
    let nullable = listed.iter().any(|&variant| document.schemas[variant].nullable);
    // A component has a type of its own, whatever is made of it here.
    lowering.reached.extend(listed.iter().filter(|&&variant| document.schemas[variant].component.is_none()));
    let variants = variants(document, schema);
    report_unlisted(lowering, schema, &variants);
    let ty = match variants[..] {
        [] => Type::Json,
        [only] => lowering.schema(only, context).ty,
        _ if variants.iter().all(|&variant| known_texts(document, variant).is_some()) => {
            Type::Declared(one_enum(lowering, id, &variants, context))
        }
        _ => match scalars(document, &variants) {
            Some(ty) => ty,
            None => union(lowering, id, &variants, context),
        },
    };
    Some(Lowered { ty, nullable })
}

/// What a schema is one of, each once, without null.
fn variants(document: &Document, schema: &Schema) -> Vec<SchemaId> {
    let listed = schema.one_of.iter().chain(&schema.any_of).copied();
    let named: IndexSet<SchemaId> = listed.filter(|&it| !is_null(&document.schemas[it])).collect();
    named.into_iter().collect()
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
    let variants = variants(document, &document.schemas[id]);
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

/// A variant that is nothing but null.
fn is_null(schema: &Schema) -> bool {
    schema.nullable && schema.values.as_ref().is_some_and(Vec::is_empty)
}

/// Several enums of text are one, open as each of them.
fn one_enum(lowering: &mut Lowering<'_>, id: SchemaId, variants: &[SchemaId], context: &Context) -> TypeId {
    let document = lowering.document;
    let values: IndexSet<String> =
        variants.iter().filter_map(|&variant| known_texts(document, variant)).flatten().collect();
    lowering.reached.extend(variants);
    lowering.declare(id, context, Shape::StringEnum(values.into_iter().collect()))
}

/// Unions of plain scalars that have a type in the runtime.
fn scalars(document: &Document, variants: &[SchemaId]) -> Option<Type> {
    let mut kinds = Vec::new();
    for &variant in variants {
        let schema = &document.schemas[variant];
        let kind = schema.kind?;
        // A list of known values beside free text is free text.
        if schema.values.is_some() && kind != Kind::String {
            return None;
        }
        kinds.push((kind, schema.values.is_some()));
    }
    let has = |kind| kinds.contains(&(kind, false));
    let only = |allowed: &[Kind]| kinds.iter().all(|(kind, _)| allowed.contains(kind));
    let text = has(Kind::String);
    match () {
        () if text && only(&[Kind::String]) => Some(Type::Text),
        () if text && only(&[Kind::String, Kind::Integer]) => Some(Type::TextOrInteger),
        () if text && only(&[Kind::String, Kind::Integer, Kind::Number]) => Some(Type::TextOrNumber),
        () if only(&[Kind::Integer, Kind::Number]) => Some(Type::Number),
        () => None,
    }
}

fn union(lowering: &mut Lowering<'_>, id: SchemaId, variants: &[SchemaId], context: &Context) -> Type {
    let document = lowering.document;
    let schema = &document.schemas[id];
    let declared = lowering.declare(id, context, Shape::Union(Union { tag: None, variants: Vec::new() }));
    let tags = schema.discriminator.as_ref().and_then(|discriminator| tags(document, discriminator, variants));
    if schema.discriminator.is_some() && tags.is_none() {
        let reason = "it has no value for some variants; they are told apart by their shape";
        lowering.diagnostics.push(catalogue::lower::degraded(
            &schema.origin.child("discriminator"),
            "discriminator",
            reason,
        ));
    }
    let tag = schema.discriminator.as_ref().filter(|_| tags.is_some()).map(|found| found.property.clone());
    let called = called(document, variants);
    let variants = variants
        .iter()
        .zip(called)
        .enumerate()
        .map(|(at, (&variant, called))| {
            let inline = context.child(Segment::Variant(called));
            let context = lowering.named(variant, &inline);
            let ty = lowering.schema(variant, &context).ty;
            let by_tag = tags.as_ref().and_then(|tags| tags.get(at)).cloned();
            let test = by_tag.map_or_else(|| shape_test(document, variant), Test::Tag);
            Variant { origin: document.schemas[variant].origin.clone(), ty, context, test }
        })
        .collect();
    lowering.types[declared].shape = Shape::Union(Union { tag, variants });
    Type::Declared(declared)
}

/// The values of the tag that stand for each variant; none where some variant has no value, or no members at all.
fn tags(document: &Document, discriminator: &Discriminator, variants: &[SchemaId]) -> Option<Vec<Vec<String>>> {
    let has_members = |variant| matches!(shape_test(document, variant), Test::Object(_) | Test::Any);
    let tagging = Tagging::of(discriminator);
    let tags = |&variant: &SchemaId| {
        let tags = tagging.values_of(document, variant);
        Some(tags).filter(|tags| !tags.is_empty() && has_members(variant))
    };
    variants.iter().map(tags).collect()
}

/// The only text that a member of a schema can have.
fn fixed_text(document: &Document, id: SchemaId, member: &str) -> Option<String> {
    let collected = Collected::new(document, &[id]);
    let declarations = collected.properties.get(member)?;
    let text = |&id: &SchemaId| match fixed(&document.schemas[id])? {
        Constant::Text(text) => Some(text),
        Constant::Integer(_) | Constant::Boolean(_) => None,
    };
    declarations.always.iter().rev().find_map(text)
}

/// What the values of a discriminator stand for.
pub(super) struct Tagging<'d> {
    property: &'d str,
    mapped: BTreeMap<SchemaId, Vec<&'d String>>,
    values: BTreeSet<&'d String>,
}

impl<'d> Tagging<'d> {
    pub(super) fn of(discriminator: &'d Discriminator) -> Self {
        let mut mapped: BTreeMap<SchemaId, Vec<&String>> = BTreeMap::new();
        for (value, target) in &discriminator.mapping {
            mapped.entry(*target).or_default().push(value);
        }
        let values = discriminator.mapping.iter().map(|(value, _)| value).collect();
        Self { property: &discriminator.property, mapped, values }
    }

    /// The values that stand for a schema: those of the mapping, and what the schema says of itself, where that stands
    /// for no other.
    pub(super) fn values_of(&self, document: &Document, id: SchemaId) -> Vec<String> {
        let mapped = self.mapped.get(&id).into_iter().flatten().map(|value| (*value).clone());
        let named = document.schemas[id].discriminator_value.clone();
        let own = named.or_else(|| fixed_text(document, id, self.property));
        own.filter(|own| !self.values.contains(own)).into_iter().chain(mapped).collect()
    }
}

/// What a value must look like to be of a variant: the schema tells it, or the first of those that it is all of.
fn shape_test(document: &Document, id: SchemaId) -> Test {
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
        None if document.schemas[id].has_members || matches!(schema.additional, Additional::Of(_)) => {
            object_test(document, id)
        }
        None if one_or_many::alternatives(document, id).is_some() => Test::Any,
        None if schema.items.is_some() || !schema.prefix_items.is_empty() => Test::Array,
        None => return None,
    })
}

/// What each inline variant is called: what tells it apart, and more of it where others are called so too.
fn called(document: &Document, variants: &[SchemaId]) -> Vec<String> {
    let short: Vec<String> = variants.iter().map(|&variant| apart(document, variant)).collect();
    let mut sharing: BTreeMap<&String, usize> = BTreeMap::new();
    for name in &short {
        *sharing.entry(name).or_default() += 1;
    }
    let more = |(name, &variant): (&String, &SchemaId)| {
        Some(name).filter(|name| sharing[name] > 1).and_then(|_| content(document, variant))
    };
    short.iter().zip(variants).map(|it| more(it).unwrap_or_else(|| it.0.clone())).collect()
}

/// The first member of an object, or what a list is one of.
fn content(document: &Document, id: SchemaId) -> Option<String> {
    let element = |id: SchemaId| {
        let schema = &document.schemas[id];
        let named = schema.component.as_deref().or(schema.title.as_deref());
        named.unwrap_or_else(|| kind(&shape_test(document, id)))
    };
    match document.schemas[id].items {
        Some(items) => Some(format!("list of {}", element(items))),
        None => Collected::new(document, &[id]).properties.keys().next().map(|&name| name.to_owned()),
    }
}

/// What tells an inline variant apart: its title, else the value that it always has, else the first member that it must
/// have, else the kind of its values.
fn apart(document: &Document, id: SchemaId) -> String {
    let schema = &document.schemas[id];
    let test = shape_test(document, id);
    let called = kind(&test);
    let needed = match test {
        Test::Object(needed) => {
            let fixed = needed.iter().find_map(|(_, constant)| match constant {
                Some(Constant::Text(text)) => Some(text.clone()),
                Some(Constant::Integer(_) | Constant::Boolean(_)) | None => None,
            });
            fixed.or_else(|| needed.into_iter().next().map(|(name, _)| name))
        }
        Test::Tag(_) | Test::Array | Test::Text | Test::Integer | Test::Number | Test::Boolean | Test::Any => None,
    };
    schema.title.clone().or(needed).unwrap_or_else(|| called.to_owned())
}

fn kind(test: &Test) -> &'static str {
    match test {
        Test::Text => "text",
        Test::Integer => "integer",
        Test::Number => "number",
        Test::Boolean => "boolean",
        Test::Array => "list",
        Test::Object(_) | Test::Tag(_) => "object",
        Test::Any => "any",
    }
}

fn object_test(document: &Document, id: SchemaId) -> Test {
    let mut needed = IndexMap::new();
    collect_needed(document, id, &mut needed, &mut BTreeSet::new());
    Test::Object(needed.into_iter().collect())
}

fn collect_needed(
    document: &Document,
    id: SchemaId,
    needed: &mut IndexMap<String, Option<Constant>>,
    seen: &mut BTreeSet<SchemaId>,
) {
    if !seen.insert(id) {
        return;
    }
    let schema = &document.schemas[id];
    for name in &schema.required {
        needed.entry(name.clone()).or_insert(None);
    }
    for &member in &schema.all_of {
        collect_needed(document, member, needed, seen);
    }
    for (name, constant) in needed.iter_mut() {
        if constant.is_none() {
            *constant = schema.properties.get(name.as_str()).and_then(|&property| fixed(&document.schemas[property]));
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

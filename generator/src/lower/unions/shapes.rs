//! What a value must look like to be of a variant.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::variants::{self, variants};
use crate::ir::{Constant, Test};
use crate::lower::enumeration::{known_integers, known_texts};
use crate::lower::one_or_many;
use crate::resolve::{Additional, Document, Kind, Schema, SchemaId};

/// What a value must look like to be of a variant: the schema tells it, or the first of those that it is all of.
pub(in crate::lower) fn shape_test(document: &Document, id: SchemaId) -> Test {
    parts(document, id).find_map(|part| own_test(document, part)).unwrap_or(Test::Any)
}

/// A schema and all that it is all of, each once, before what comes after it.
fn parts(document: &Document, id: SchemaId) -> impl Iterator<Item = SchemaId> {
    let (mut open, mut seen) = (vec![id], BTreeSet::new());
    std::iter::from_fn(move || {
        let part = std::iter::from_fn(|| open.pop()).find(|&part| seen.insert(part))?;
        open.extend(document.schemas[part].all_of.iter().rev());
        Some(part)
    })
}

/// A schema with all that it is all of, or one of, however deep: what shapes its values.
pub(in crate::lower) fn shaping(document: &Document, id: SchemaId) -> impl Iterator<Item = &Schema> {
    let (mut open, mut seen) = (vec![id], BTreeSet::new());
    std::iter::from_fn(move || {
        let part = std::iter::from_fn(|| open.pop()).find(|&part| seen.insert(part))?;
        open.extend(document.schemas[part].all_of.iter().copied().chain(variants(document, part)));
        Some(&document.schemas[part])
    })
}

/// Whether values are lists or objects, by what a schema says itself, be it without a type.
pub(in crate::lower) fn holds_others(schema: &Schema) -> bool {
    match schema.kind {
        Some(Kind::Array | Kind::Object) => true,
        Some(Kind::String | Kind::Number | Kind::Integer | Kind::Boolean) => false,
        None => {
            let is_list = schema.items.is_some() || !schema.prefix_items.is_empty();
            is_list || !schema.properties.is_empty() || matches!(schema.additional, Additional::Of(_))
        }
    }
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
        None => return of_one_kind(document, id),
    })
}

/// The test of scalars of one kind, which a schema may be one of.
fn of_one_kind(document: &Document, id: SchemaId) -> Option<Test> {
    let leaves = leaves(document, [id]).into_iter();
    let kinds: Option<BTreeSet<Kind>> = leaves.map(|leaf| scalar_kind(document, leaf)).collect();
    let kinds: Vec<Kind> = kinds?.into_iter().collect();
    match kinds[..] {
        [Kind::String] => Some(Test::Text),
        [Kind::Integer] => Some(Test::Integer),
        [Kind::Number] | [Kind::Number, Kind::Integer] => Some(Test::Number),
        [Kind::Boolean] => Some(Test::Boolean),
        _ => None,
    }
}

/// How many schemas of others are looked into, so that a chain of them is not gone along for each of its links.
const MOST_INNER: usize = 32;

/// What values are one of in the end, where they are one of others that are so again.
pub(super) fn leaves(document: &Document, ids: impl IntoIterator<Item = SchemaId>) -> Vec<SchemaId> {
    let (mut leaves, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open: Vec<SchemaId> = ids.into_iter().collect();
    open.reverse();
    let mut inner = 0;
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = &document.schemas[id];
        let is_told = schema.kind.is_some() || schema.values.is_some() || !schema.all_of.is_empty();
        let is_looked_into = !is_told && inner < MOST_INNER;
        match variants(document, id)[..] {
            ref variants @ [_, ..] if is_looked_into => {
                inner += 1;
                open.extend(variants.iter().rev());
            }
            _ => leaves.push(id),
        }
    }
    leaves
}

/// The kind of the scalars that a schema is of by what it says itself.
pub(super) fn scalar_kind(document: &Document, id: SchemaId) -> Option<Kind> {
    let Schema { kind, values, .. } = &document.schemas[id];
    let all = |fits: fn(&Value) -> bool| values.as_ref().is_some_and(|values| values.iter().all(fits));
    match kind {
        Some(Kind::String | Kind::Integer | Kind::Number | Kind::Boolean) => *kind,
        Some(Kind::Array | Kind::Object) => None,
        None if values.as_ref().is_none_or(Vec::is_empty) => None,
        None if known_texts(document, id).is_some() => Some(Kind::String),
        None if known_integers(document, id).is_some() => Some(Kind::Integer),
        None if all(Value::is_boolean) => Some(Kind::Boolean),
        None if all(Value::is_number) => Some(Kind::Number),
        None => None,
    }
}

/// Whether a schema is one of others, however deep, some of them objects and some not.
fn is_of_several_kinds(document: &Document, schema: &Schema) -> bool {
    let says_object = |part: SchemaId| {
        let part = &document.schemas[part];
        part.kind == Some(Kind::Object) || !part.properties.is_empty()
    };
    let is_object = |leaf: SchemaId| parts(document, leaf).any(says_object);
    schema.properties.is_empty()
        && !leaves(document, schema.one_of.iter().chain(&schema.any_of).copied()).into_iter().all(is_object)
}

/// The test of an object that has one of these values as its tag, too.
pub(super) fn tagged_test(test: Test, tag: &str, values: &[String]) -> Test {
    let Test::Object { mut needed, fixed } = test else { return test };
    needed.retain(|(name, _)| name != tag);
    needed.insert(0, (tag.to_owned(), values.iter().cloned().map(Constant::Text).collect()));
    Test::Object { needed, fixed }
}

fn object_test(document: &Document, id: SchemaId) -> Test {
    let parts = || parts(document, id).map(|part| &document.schemas[part]);
    let mut constants: IndexMap<&String, Constant> = IndexMap::new();
    for (name, &property) in parts().flat_map(|part| &part.properties) {
        if let Some(constant) = constant(document, property) {
            constants.entry(name).or_insert(constant);
        }
    }
    let required: IndexSet<&String> = parts().flat_map(|part| &part.required).collect();
    let needed = required.into_iter().map(|name| (name.clone(), constants.shift_remove(name).into_iter().collect()));
    let needed = needed.collect();
    let fixed = constants.into_iter().map(|(name, constant)| (name.clone(), constant)).collect();
    Test::Object { needed, fixed }
}

/// The only value of a property, which may be said by a part of it.
fn constant(document: &Document, property: SchemaId) -> Option<Constant> {
    let own = &document.schemas[property];
    let may_be_null = own.nullable && own.values.is_none();
    parts(document, property).filter(|_| !may_be_null).find_map(|part| fixed(&document.schemas[part]))
}

/// The only value of a schema, where it has just one.
fn fixed(schema: &Schema) -> Option<Constant> {
    if variants::is_null(schema) {
        return Some(Constant::Null);
    }
    let [value] = schema.values.as_deref()? else { return None };
    match value {
        Value::String(text) => Some(Constant::Text(text.clone())),
        Value::Bool(flag) => Some(Constant::Boolean(*flag)),
        Value::Number(number) => Some(Constant::Number(number.clone())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

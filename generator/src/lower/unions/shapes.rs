//! What a value must look like to be of a variant.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

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
    let parts = || parts(document, id).map(|part| &document.schemas[part]);
    let mut constants: IndexMap<&String, Constant> = IndexMap::new();
    for (name, &property) in parts().flat_map(|part| &part.properties) {
        if let Some(constant) = fixed(&document.schemas[property]) {
            constants.entry(name).or_insert(constant);
        }
    }
    let required: IndexSet<&String> = parts().flat_map(|part| &part.required).collect();
    let needed = required.into_iter().map(|name| (name.clone(), constants.shift_remove(name))).collect();
    let fixed = constants.into_iter().map(|(name, constant)| (name.clone(), constant)).collect();
    Test::Object { needed, fixed }
}

/// The only value of a property, where it has just one.
fn fixed(schema: &Schema) -> Option<Constant> {
    let [value] = schema.values.as_deref()? else { return None };
    match value {
        serde_json::Value::String(text) => Some(Constant::Text(text.clone())),
        serde_json::Value::Bool(flag) => Some(Constant::Boolean(*flag)),
        serde_json::Value::Number(number) => Some(Constant::Number(number.clone())),
        serde_json::Value::Null | serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    }
}

//! What variants are called: by their names, or else by what they say.

use std::collections::BTreeMap;

use super::super::told::some;
use super::variants::Union;
use super::view::{Rest, Shape, View};
use crate::resolve::{Document, Kind as Type, SchemaId};

/// How far types are told that are made of others.
const DEPTH: usize = 2;

/// The variants as people speak of them, in their order; a number tells those apart that read alike.
pub(super) fn called(document: &Document, union: &Union<'_>) -> Vec<String> {
    let names: Vec<String> = union.variants.iter().map(|&variant| said(document, &[variant], DEPTH)).collect();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    names.iter().for_each(|name| *known.entry(name).or_default() += 1);
    let told = |(index, name): (usize, &String)| match known.get(name.as_str()) {
        Some(1) | None => name.clone(),
        Some(_) => format!("{name} (variant {})", index + 1),
    };
    names.iter().enumerate().map(told).collect()
}

/// A name, or what is said.
fn said(document: &Document, schemas: &[SchemaId], depth: usize) -> String {
    let view = View::new(document, schemas);
    let name = view.all.first().and_then(|schema| schema.component.as_ref().or(schema.title.as_ref()));
    name.cloned().unwrap_or_else(|| in_words(document, &view, depth))
}

/// The type, with what it is made of.
fn in_words(document: &Document, view: &View<'_>, depth: usize) -> String {
    if let Some(values) = view.values.as_ref().filter(|values| !values.is_empty()) {
        return some(&values.iter().map(ToString::to_string).collect::<Vec<_>>(), ", ");
    }
    let below = |schemas: &[SchemaId]| said(document, schemas, depth - 1);
    match view.shape {
        _ if depth == 0 => view.said(),
        Shape::Of(Type::Array) if !view.items.is_empty() => format!("{} of {}", view.said(), below(&view.items)),
        Shape::Of(Type::Object) if !view.members.is_empty() => {
            let members: Vec<String> = view
                .members
                .iter()
                .map(|(name, member)| {
                    // What tells the variant from others is a member of one value.
                    let value = View::new(document, &member.schemas).values.filter(|values| values.len() == 1);
                    let value = value.map_or(String::new(), |values| format!(" {}", values[0]));
                    format!("`{name}`{value}")
                })
                .collect();
            format!("{} with {}", view.said(), some(&members, ", "))
        }
        Shape::Of(Type::Object) => match &view.rest {
            Rest::Of(schemas) => format!("{} of {}", view.said(), below(schemas)),
            Rest::Open | Rest::Closed => view.said(),
        },
        Shape::Any | Shape::Of(_) | Shape::Either(..) | Shape::Null | Shape::Nothing | Shape::Union => view.said(),
    }
}

//! What schemas say as a text, by which those of two documents are held to be the same.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::names;
use super::types::is_scalar;
use super::view::{Rest, Shape, View};
use crate::resolve::{Document, Kind, SchemaId};

/// What schemas say and what components they refer to, which is the same where components are.
pub(super) fn names(document: &Document, schemas: &[SchemaId]) -> String {
    let view = View::new(document, schemas);
    let below = |schemas: &[SchemaId]| -> Vec<String> {
        let view = |&schema: &SchemaId| View::new(document, &[schema]);
        schemas
            .iter()
            .map(view)
            .map(|view| view.first(|it| it.component.clone()).unwrap_or_else(|| view.said()))
            .collect()
    };
    let members: BTreeMap<&str, Vec<String>> =
        view.members.iter().map(|(name, member)| (*name, below(&member.schemas))).collect();
    let rest = if let Rest::Of(schemas) = &view.rest { below(schemas) } else { Vec::new() };
    let said = (view.said(), &view.values, &view.constraints);
    format!("{said:?} {members:?} {rest:?} {:?}", below(&view.items))
}

/// The type that schemas name: a component, a scalar, by the first of its values where they are listed, or a list of
/// such.
pub(super) fn type_name(document: &Document, schemas: &[SchemaId]) -> Option<String> {
    if schemas.is_empty() {
        return None;
    }
    let view = View::new(document, schemas);
    match (names::name(document, &view), view.shape) {
        (Some(name), _) => Some(name),
        (None, Shape::Of(Kind::Array)) => type_name(document, &view.items).map(|items| format!("[{items}]")),
        (None, Shape::Of(kind)) if is_scalar(kind) => {
            Some(format!("{} {:?}", view.said(), view.values.as_ref().and_then(|values| values.first())))
        }
        _ => None,
    }
}

/// What schemas say, in a form that two documents have in common: equal where a value of one is a value of the other.
/// What is looked into is limited in depth; deeper, types and names of members stand for what they say.
pub(super) fn fingerprint(document: &Document, schemas: &[SchemaId], depth: usize) -> String {
    format!("{}?{}", View::new(document, schemas).may_be_null(), meaning(document, schemas, depth))
}

/// The same, whether or not it may be null.
pub(super) fn meaning(document: &Document, schemas: &[SchemaId], depth: usize) -> String {
    let view = View::new(document, schemas);
    if depth == 0 {
        let names: BTreeSet<&&str> = view.members.keys().collect();
        return format!("{} {names:?}", view.said());
    }
    let below = |schemas: &[SchemaId]| fingerprint(document, schemas, depth - 1);
    let members: BTreeMap<&str, (bool, String)> =
        view.members.iter().map(|(name, member)| (*name, (member.required, below(&member.schemas)))).collect();
    let rest = match &view.rest {
        Rest::Open => "open".to_owned(),
        Rest::Closed => "closed".to_owned(),
        Rest::Of(schemas) => below(schemas),
    };
    let positions: Vec<String> = view.positions.iter().map(|schemas| below(schemas)).collect();
    let items = if view.items.is_empty() { String::new() } else { below(&view.items) };
    let values: Option<IndexSet<String>> =
        view.values.as_ref().map(|values| values.iter().map(ToString::to_string).collect());
    let variant = |&id: &SchemaId| match document.schemas[id].component {
        Some(_) => below(&[id]),
        // Null is a matter of the whole.
        None => meaning(document, &[id], depth - 1),
    };
    let variants: Vec<BTreeSet<String>> =
        view.unions.iter().map(|union| union.variants.iter().map(variant).collect()).collect();
    format!(
        "{} {values:?} {:?} {members:?} {:?} {rest} {positions:?} [{items}] {variants:?}",
        view.said(),
        view.constraints,
        view.alternatives,
    )
}

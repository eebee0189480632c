//! The tags of variants: a struct that is told apart by one is made with it, be it optional, or nobody who reads the
//! union could tell which variant it is. Where there is no tag, a constant is one that other variants have another of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::arena::Arena;
use crate::ir::{Constant, Presence, Shape, Test, Type, TypeDeclaration, TypeId, Union};

/// Fills in the optional tags that can have one value only.
pub(super) fn fill(types: &mut Arena<TypeId, TypeDeclaration>) {
    let found: Vec<(TypeId, usize, Value)> = types
        .values()
        .filter_map(|declaration| if let Shape::Union(union) = &declaration.shape { Some(union) } else { None })
        .flat_map(|union| tags(types, union))
        .collect();
    for (id, at, value) in found {
        if let Shape::Struct(structure) = &mut types[id].shape {
            structure.members[at].filled = Some(value);
        }
    }
}

/// The optional members of a union's variants that are its tags, and their only value.
fn tags(types: &Arena<TypeId, TypeDeclaration>, union: &Union) -> Vec<(TypeId, usize, Value)> {
    let contested = contested(union);
    let mut found = Vec::new();
    for variant in &union.variants {
        let Type::Declared(id) = variant.ty else { continue };
        let Shape::Struct(structure) = &types[id].shape else { continue };
        for (name, values) in telling(union, &contested, &variant.test) {
            let Some(at) = structure.members.iter().position(|member| member.wire == name) else { continue };
            let member = &structure.members[at];
            if let Some(value) = only_of(types, &member.ty, &values).filter(|_| member.presence == Presence::Optional) {
                found.push((id, at, value));
            }
        }
    }
    found
}

/// The members that tell a variant apart, each with the values that it may have.
fn telling<'u>(union: &'u Union, contested: &BTreeSet<&str>, test: &'u Test) -> Vec<(&'u str, Vec<String>)> {
    match (&union.tag, test) {
        (Some(tag), Test::Tag(values)) => vec![(tag, values.clone())],
        (_, Test::Object { needed: _, fixed }) => {
            let telling = fixed.iter().filter(|(name, _)| contested.contains(name.as_str()));
            telling.map(|(name, constant)| (name.as_str(), vec![constant.text()])).collect()
        }
        _ => Vec::new(),
    }
}

/// The members of which variants have different constants.
fn contested(union: &Union) -> BTreeSet<&str> {
    let mut first: BTreeMap<&str, &Constant> = BTreeMap::new();
    let mut contested = BTreeSet::new();
    for variant in &union.variants {
        let Test::Object { needed, fixed } = &variant.test else { continue };
        let needed = needed.iter().filter_map(|(name, constant)| Some((name, constant.as_ref()?)));
        for (name, constant) in needed.chain(fixed.iter().map(|(name, constant)| (name, constant))) {
            if *first.entry(name).or_insert(constant) != constant {
                contested.insert(name.as_str());
            }
        }
    }
    contested
}

/// The only one of these values that a type has; of a flag or a number, which may have others, the only one that is
/// one.
fn only_of(types: &Arena<TypeId, TypeDeclaration>, ty: &Type, values: &[String]) -> Option<Value> {
    match ty {
        Type::Boolean => only(values.iter().filter_map(|value| value.parse::<bool>().ok())).map(Value::from),
        Type::Number => only(values.iter().filter_map(|value| value.parse::<f64>().ok())).map(Value::from),
        _ => only_value(types, ty).filter(|value| match value {
            Value::String(text) => values.contains(text),
            value => values.contains(&value.to_string()),
        }),
    }
}

fn only<T>(mut values: impl Iterator<Item = T>) -> Option<T> {
    values.next().filter(|_| values.next().is_none())
}

/// The value of a type that has no other.
pub(super) fn only_value(types: &Arena<TypeId, TypeDeclaration>, ty: &Type) -> Option<Value> {
    let Type::Declared(id) = ty else { return None };
    match &types[*id].shape {
        Shape::StringEnum(values) => Some(values.first().filter(|_| values.len() == 1)?.value.as_str().into()),
        Shape::IntegerEnum(values) => values.first().filter(|_| values.len() == 1).map(|known| known.value.into()),
        Shape::Struct(_) | Shape::Union(_) | Shape::Form(_) => None,
    }
}

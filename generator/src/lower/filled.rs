//! The tags of variants: a struct that is told apart by one is made with it, be it optional, or nobody who reads the
//! union could tell which variant it is.

use serde_json::Value;

use crate::arena::Arena;
use crate::ir::{Presence, Shape, Test, Type, TypeDeclaration, TypeId, Union};

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

/// The optional members of a union's variants that are its tag, and their only value.
fn tags(types: &Arena<TypeId, TypeDeclaration>, union: &Union) -> Vec<(TypeId, usize, Value)> {
    let Some(tag) = &union.tag else { return Vec::new() };
    let found = union.variants.iter().filter_map(|variant| {
        let (Type::Declared(id), Test::Tag(values)) = (&variant.ty, &variant.test) else { return None };
        let Shape::Struct(structure) = &types[*id].shape else { return None };
        let at = structure.members.iter().position(|member| member.wire == *tag)?;
        let member = &structure.members[at];
        let value = only_text(types, &member.ty).filter(|value| values.contains(value))?;
        (member.presence == Presence::Optional).then(|| (*id, at, value.into()))
    });
    found.collect()
}

fn only_text(types: &Arena<TypeId, TypeDeclaration>, ty: &Type) -> Option<String> {
    let Type::Declared(id) = ty else { return None };
    let Shape::StringEnum(values) = &types[*id].shape else { return None };
    values.first().filter(|_| values.len() == 1).map(|known| known.value.clone())
}

//! The tags of variants: who reads a union must learn which variant a value is, whoever made it.
//!
//! A struct is made with its tag where that can be one thing only, the same in all unions of it: of one that is
//! optional its type has to say so, as one that is required would be asked for else. Else each union writes its own
//! where a value has none, as a scalar of the kind that the struct has there. Where there is no tag, a constant that
//! other variants have another of is one.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use serde_json::{Number, Value};

use crate::arena::Arena;
use crate::ir::{
    Access, Constant, Member, Others, Presence, Shape, Struct, Test, Type, TypeDeclaration, TypeId, Union, Variant,
};

/// A variant of a union, or a member of a struct.
type Place = (TypeId, usize);

/// A tag that a value of a variant may lack, or that the caller would have to write.
struct Tag {
    /// The variant that is told by it; none where the union has no tag to write.
    variant: Option<Place>,
    /// The member that can have no other value in this union.
    member: Option<Place>,
    value: Constant,
}

/// Decides who writes the tag of each variant: the struct that it is, or the union.
pub(super) fn decide(types: &mut Arena<TypeId, TypeDeclaration>) {
    let of_type = |(id, declaration): (TypeId, &TypeDeclaration)| match &declaration.shape {
        Shape::Union(union) => of_union(types, id, union),
        Shape::Struct(_) | Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Form(_) => Vec::new(),
    };
    let tags: Vec<Tag> = types.iter().flat_map(of_type).collect();
    let agreed = agreed(&tags);
    for Tag { variant, member, value } in tags {
        match (member.filter(|member| agreed.contains(member)), variant) {
            (Some((id, at)), _) => {
                if let Shape::Struct(structure) = &mut types[id].shape {
                    structure.members[at].filled = Some(scalar(value));
                }
            }
            (None, Some((id, at))) => {
                if let Shape::Union(union) = &mut types[id].shape {
                    union.variants[at].tag = Some(value);
                }
            }
            (None, None) => {}
        }
    }
}

/// The members that have the same value in all unions.
fn agreed(tags: &[Tag]) -> BTreeSet<Place> {
    let mut values: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
    for tag in tags {
        if let Some(member) = tag.member {
            values.entry(member).or_default().insert(tag.value.text());
        }
    }
    values.into_iter().filter(|(_, values)| values.len() == 1).map(|(member, _)| member).collect()
}

/// The tags of the variants that are structs.
fn of_union(types: &Arena<TypeId, TypeDeclaration>, id: TypeId, union: &Union) -> Vec<Tag> {
    let contested = contested(union);
    let of_variant = |(at, variant): (usize, &Variant)| {
        let Type::Declared(held) = variant.ty else { return Vec::new() };
        let Shape::Struct(structure) = &types[held].shape else { return Vec::new() };
        let tag = |variant, name: &str, values: &[String]| {
            let (member, value) = told(types, structure, name, values)?;
            Some(Tag { variant, member: member.map(|at| (held, at)), value })
        };
        match (&union.tag, &variant.test) {
            (Some(name), Test::Tag(values)) => {
                // A base that is a variant beside its heirs is what none of them is: its tag may be any.
                let is_heir = variant.origin != types[id].origin;
                let required = is_heir.then(|| required(types, held, structure, (name, values)));
                tag(Some((id, at)), name, values).into_iter().chain(required.into_iter().flatten()).collect()
            }
            (_, Test::Object { needed: _, fixed }) => {
                let telling = fixed.iter().filter(|(name, _)| contested.contains(name.as_str()));
                telling.filter_map(|(name, constant)| tag(None, name, &[constant.text()])).collect()
            }
            _ => Vec::new(),
        }
    };
    union.variants.iter().enumerate().flat_map(of_variant).collect()
}

/// What a value of a struct lacks as the member `name` that has one of these values: the first that it can have, and
/// the place of the member where it is the only one.
fn told(
    types: &Arena<TypeId, TypeDeclaration>,
    structure: &Struct,
    name: &str,
    values: &[String],
) -> Option<(Option<usize>, Constant)> {
    let Some(at) = structure.members.iter().position(|member| member.wire == name) else {
        return Some((None, Constant::Text(values.first()?.clone())));
    };
    let member = &structure.members[at];
    if !may_lack(member) {
        return None;
    }
    let constants = constants(types, &member.ty, values);
    let is_filled = match constants[..] {
        [ref only] if member.access != Access::ReadOnly => {
            member.presence == Presence::Optional && is_only(types, &member.ty, only)
        }
        _ => false,
    };
    Some((is_filled.then_some(at), constants.into_iter().next()?))
}

/// The tags that the member `name`, which must be there, can be: where they are several, unions do not agree on one.
fn required(
    types: &Arena<TypeId, TypeDeclaration>,
    held: TypeId,
    structure: &Struct,
    (name, values): (&str, &[String]),
) -> Vec<Tag> {
    let is_told = |member: &Member| {
        member.wire == name && matches!(member.presence, Presence::Required | Presence::RequiredNullable)
    };
    let Some(at) = structure.members.iter().position(is_told) else { return Vec::new() };
    let ty = &structure.members[at].ty;
    let written = constants(types, ty, values).into_iter().filter(|constant| is_written_so(ty, constant));
    written.map(|value| Tag { variant: None, member: Some((held, at)), value }).collect()
}

/// Whether a value may be sent without the member: one that is read only is, and who receives the union must be told
/// all the same.
fn may_lack(member: &Member) -> bool {
    matches!(member.presence, Presence::Optional | Presence::OptionalNullable) || member.access == Access::ReadOnly
}

/// Those of the values that a type has, as it has them.
fn constants(types: &Arena<TypeId, TypeDeclaration>, ty: &Type, values: &[String]) -> Vec<Constant> {
    let whole = |value: &String| value.parse::<i64>().ok().map(Number::from);
    let constant = |value: &String| match ty {
        Type::Text | Type::TextOrInteger | Type::TextOrNumber => Some(Constant::Text(value.clone())),
        Type::Boolean => value.parse().ok().map(Constant::Boolean),
        Type::Integer => whole(value).map(Constant::Number),
        Type::Unsigned => value.parse::<u64>().ok().map(Number::from).map(Constant::Number),
        Type::Number => value.parse().ok().map(Constant::Number),
        Type::Declared(id) => match &types[*id].shape {
            Shape::StringEnum(known) if known.iter().any(|known| known.value == *value) => {
                Some(Constant::Text(value.clone()))
            }
            Shape::IntegerEnum(known) if known.iter().any(|known| known.value.to_string() == *value) => {
                whole(value).map(Constant::Number)
            }
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Struct(_) | Shape::Union(_) | Shape::Form(_) => None,
        },
        Type::ExactNumber
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::List(_)
        | Type::Tuple(_)
        | Type::OpenTuple(..)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Boxed(_) => None,
    };
    values.iter().filter_map(constant).collect()
}

/// Whether a member that is to have this value can be made with it: of an enum, where that lists no other.
fn is_only(types: &Arena<TypeId, TypeDeclaration>, ty: &Type, constant: &Constant) -> bool {
    match (ty, constant) {
        (Type::Number, constant) => is_written_so(ty, constant),
        (Type::Boolean | Type::Integer | Type::Unsigned, _) => true,
        (ty, _) => only_value(types, ty).is_some(),
    }
}

/// Whether a value of the type is written as its tag: a whole number of a type with fractions would be `1.0`, and tags
/// are compared as text.
fn is_written_so(ty: &Type, constant: &Constant) -> bool {
    match (ty, constant) {
        (Type::Number, Constant::Number(number)) => number.is_f64(),
        _ => true,
    }
}

/// The members of which variants have different constants.
fn contested(union: &Union) -> BTreeSet<&str> {
    let mut first: BTreeMap<&str, &[Constant]> = BTreeMap::new();
    let mut contested = BTreeSet::new();
    for variant in &union.variants {
        let Test::Object { needed, fixed } = &variant.test else { continue };
        let needed = needed.iter().filter(|(_, constants)| !constants.is_empty());
        let needed = needed.map(|(name, constants)| (name, constants.as_slice()));
        for (name, constants) in needed.chain(fixed.iter().map(|(name, constant)| (name, slice::from_ref(constant)))) {
            if *first.entry(name).or_insert(constants) != constants {
                contested.insert(name.as_str());
            }
        }
    }
    contested
}

fn scalar(constant: Constant) -> Value {
    match constant {
        Constant::Text(text) => text.into(),
        Constant::Number(number) => number.into(),
        Constant::Boolean(flag) => flag.into(),
        Constant::Null => Value::Null,
    }
}

/// The value of a type that has no other: the one name of an enum may stand beside any text.
pub(super) fn only_value(types: &Arena<TypeId, TypeDeclaration>, ty: &Type) -> Option<Value> {
    let Type::Declared(id) = ty else { return None };
    let declared = &types[*id];
    match &declared.shape {
        _ if declared.others == Others::Valid => None,
        Shape::StringEnum(values) => Some(values.first().filter(|_| values.len() == 1)?.value.as_str().into()),
        Shape::IntegerEnum(values) => values.first().filter(|_| values.len() == 1).map(|known| known.value.into()),
        Shape::Struct(_) | Shape::Union(_) | Shape::Form(_) => None,
    }
}

//! The items of a model: what it is, what it holds, how a request makes it.

use super::super::Context;
use super::super::types::{Place, declared, field, ty};
use super::{DEPRECATED, Item, Mark, Taken, plain, wire};
use crate::ir::{Form, Member, PartKind, Presence, Rest, Shape, Struct, Test, Type, TypeDeclaration, TypeId, Union};
use crate::name::{Ident, TypeNames};

/// The items of a model.
pub(super) fn model(ctx: &Context<'_>, id: TypeId) -> Vec<Item> {
    let declaration = &ctx.api.types[id];
    let names = ctx.names.ty(id);
    let (kind, items) = match &declaration.shape {
        Shape::Struct(structure) => ("struct".to_owned(), self::structure(ctx, declaration, structure, names)),
        Shape::StringEnum(values) => {
            let values = values.iter().map(|known| (format!("{:?}", known.value), known.deprecated));
            ("enum of text".to_owned(), open_enum(values, "Unrecognized", names))
        }
        Shape::IntegerEnum(values) => {
            let values = values.iter().map(|known| (known.value.to_string(), known.deprecated));
            ("enum of integers".to_owned(), open_enum(values, "UnrecognizedInteger", names))
        }
        Shape::Union(union) => (union_kind(union), self::union(ctx, union, names)),
        Shape::Form(shape) => ("form".to_owned(), form(ctx, declaration, shape, names)),
    };
    let name = format!("models::{}", names.ident.as_str());
    let deprecated = if declaration.deprecated { DEPRECATED } else { "" };
    let whole = Item::new(String::new(), format!(": {kind}{deprecated}"));
    items.into_iter().chain([whole]).map(|item| item.within(&name).declared_at(&declaration.origin)).collect()
}

fn structure(ctx: &Context<'_>, declaration: &TypeDeclaration, structure: &Struct, names: &TypeNames) -> Vec<Item> {
    let members = structure.members.iter().zip(&names.members);
    let mut items: Vec<Item> = members
        .map(|(member, name)| {
            let (ty, wire) = (plain(&field(ctx, member)), wire(name, &member.wire));
            let deprecated = if member.deprecated { DEPRECATED } else { "" };
            let says = format!(": {ty}{wire}{deprecated}");
            Item::new(format!(".{}", name.as_str()), says).declared_at(&member.origin)
        })
        .collect();
    items.push(match &structure.rest {
        Rest::Kept => Item::new(".extra".to_owned(), ": Extra".to_owned()),
        Rest::Typed(value) => {
            Item::new(".additional_properties".to_owned(), format!(": Map<{}>", model_type(ctx, value)))
        }
    });
    if declaration.reach.request {
        items.extend(constructors(written(ctx, structure, names)));
        items.push(Item::new("validate".to_owned(), "() -> Result<(), Violations>".to_owned()));
    }
    items
}

/// What a struct is made from.
fn written(ctx: &Context<'_>, structure: &Struct, names: &TypeNames) -> Taken {
    let mut taken = Taken::default();
    let members = structure.members.iter().zip(names.members.iter().zip(&names.setters));
    for (member, (name, setter)) in members {
        let given = given(ctx, member);
        if member.is_argument() {
            taken.argument(name, given, &member.wire, &member.origin);
        } else {
            taken.setter(&setter.as_str(), format!("({given})"), &member.origin);
        }
    }
    taken
}

fn given(ctx: &Context<'_>, member: &Member) -> String {
    let inner = model_type(ctx, &member.ty);
    match (member.presence, &member.ty) {
        (Presence::RequiredNullable, _) => format!("Option<{inner}>"),
        (Presence::OptionalNullable, _) => format!("Nullable<{inner}>"),
        // The box is made of what is given.
        (Presence::Required | Presence::Optional, Type::Boxed(id)) => declared(ctx, *id, Place::Models).to_string(),
        (Presence::Required | Presence::Optional, _) => inner,
    }
}

fn form(
    ctx: &Context<'_>,
    declaration: &TypeDeclaration,
    Form { parts, further }: &Form,
    names: &TypeNames,
) -> Vec<Item> {
    let given = |kind: &PartKind| match kind {
        PartKind::File => "Part".to_owned(),
        PartKind::Files => "Vec<Part>".to_owned(),
        PartKind::Value(value) => model_type(ctx, value),
    };
    let mut taken = Taken::default();
    for (part, (name, setter)) in parts.iter().zip(names.members.iter().zip(&names.setters)) {
        let given = given(&part.kind);
        let wire = wire(name, &part.wire);
        let origin = declaration.origin.child("properties").child(&part.wire);
        if part.required {
            taken.argument(name, format!("{given}{wire}"), &part.wire, &origin);
        } else {
            taken.setter(&setter.as_str(), format!("({given}){wire}"), &origin);
        }
    }
    taken.setter("with_part", format!("(&str, {})", given(further)), &declaration.origin);
    constructors(taken)
}

/// `new`, `Default` where it takes nothing, and the setters.
fn constructors(taken: Taken) -> Vec<Item> {
    let default = taken.arguments.is_empty().then(|| Item::new(String::new(), ": Default".to_owned()));
    let new = Item::call("new".to_owned(), taken.arguments, String::new());
    taken.setters.into_iter().chain(default).chain([new]).collect()
}

/// The values in JSON, each with whether it is deprecated.
fn open_enum(values: impl Iterator<Item = (String, bool)>, unrecognized: &str, names: &TypeNames) -> Vec<Item> {
    let item = |(variant, (value, is_deprecated)): (&Ident, (String, bool))| {
        let deprecated = if is_deprecated { DEPRECATED } else { "" };
        Item::new(variant.as_str().into_owned(), format!(" = {value}{deprecated}")).marked(Mark::Value(value))
    };
    let own = [("UnrecognizedValue", format!("({unrecognized})")), ("VALUES", ": &'static [Self]".to_owned())];
    let own = own.map(|(path, says)| Item::new(path.to_owned(), says));
    names.members.iter().zip(values).map(item).chain(own).collect()
}

fn union(ctx: &Context<'_>, union: &Union, names: &TypeNames) -> Vec<Item> {
    let variants = names.members.iter().zip(&union.variants).map(|(name, variant)| {
        let tags = match &variant.test {
            Test::Tag(values) => {
                let values: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
                format!(" = {}", values.join(" | "))
            }
            Test::Object { .. }
            | Test::Array
            | Test::Text
            | Test::Integer
            | Test::Number
            | Test::Boolean
            | Test::Any => String::new(),
        };
        Item::new(name.as_str().into_owned(), format!("({}){tags}", model_type(ctx, &variant.ty)))
            .marked(Mark::Place(variant.origin.clone()))
    });
    variants.chain([Item::new("UnrecognizedValue".to_owned(), "(Json)".to_owned())]).collect()
}

fn union_kind(union: &Union) -> String {
    match &union.tag {
        Some(tag) => format!("union by {tag:?}"),
        None => "union".to_owned(),
    }
}

fn model_type(ctx: &Context<'_>, value: &Type) -> String {
    plain(&ty(ctx, value, Place::Models))
}

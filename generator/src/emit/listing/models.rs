//! The lines of a model: what it is, what it holds, how a request makes it.

use std::fmt::Display;

use super::super::Context;
use super::super::types::{Place, field, ty};
use super::{DEPRECATED, Taken, plain, wire};
use crate::ir::{
    Access, Member, Part, PartKind, Presence, Rest, Shape, Struct, Test, Type, TypeDeclaration, TypeId, Union,
};
use crate::name::{Ident, TypeNames};

/// The lines, each with the full name of the model.
pub(super) fn model(ctx: &Context<'_>, id: TypeId) -> Vec<String> {
    let declaration = &ctx.api.types[id];
    let names = ctx.names.ty(id);
    let items = match &declaration.shape {
        Shape::Struct(structure) => self::structure(ctx, declaration, structure, names),
        Shape::StringEnum(values) => {
            let values = values.iter().map(|value| format!("{value:?}"));
            open_enum("enum of text", values, "Unrecognized", names)
        }
        Shape::IntegerEnum(values) => open_enum("enum of integers", values.iter(), "UnrecognizedInteger", names),
        Shape::Union(union) => self::union(ctx, union, names),
        Shape::Form(parts) => form(ctx, parts, names),
    };
    let name = format!("{}::models::{}", ctx.home.name(), names.ident.as_str());
    let deprecated = if declaration.deprecated { DEPRECATED } else { "" };
    let kind = format!("{name}: {}{deprecated}", items.kind);
    items.lines.into_iter().map(|line| format!("{name}{line}")).chain([kind]).collect()
}

/// What a model is, and its items without its name.
struct Items {
    kind: String,
    lines: Vec<String>,
}

fn structure(ctx: &Context<'_>, declaration: &TypeDeclaration, structure: &Struct, names: &TypeNames) -> Items {
    let members = structure.members.iter().zip(&names.members);
    let mut lines: Vec<String> = members
        .map(|(member, name)| {
            let (ty, wire) = (plain(&field(ctx, member)), wire(name, &member.wire));
            let deprecated = if member.deprecated { DEPRECATED } else { "" };
            format!(".{}: {ty}{wire}{deprecated}", name.as_str())
        })
        .collect();
    lines.push(match &structure.rest {
        Rest::Kept => ".extra: Extra".to_owned(),
        Rest::Typed(value) => format!(".additional_properties: Map<{}>", model_type(ctx, value)),
    });
    if declaration.reach.request {
        lines.extend(constructors(&written(ctx, structure, names)));
        lines.push("::validate() -> Result<(), Violations>".to_owned());
    }
    Items { kind: "struct".to_owned(), lines }
}

/// What a request gives of a struct.
fn written(ctx: &Context<'_>, structure: &Struct, names: &TypeNames) -> Taken {
    let mut taken = Taken::default();
    let members = structure.members.iter().zip(names.members.iter().zip(&names.setters));
    for (member, (name, setter)) in members.filter(|(member, _)| member.access != Access::ReadOnly) {
        let given = given(ctx, member);
        if member.is_argument() {
            taken.arguments.push(format!("{}: {given}", name.as_str()));
        } else {
            taken.setters.push(format!("{}({given})", setter.as_str()));
        }
    }
    taken
}

fn given(ctx: &Context<'_>, member: &Member) -> String {
    let inner = model_type(ctx, &member.ty);
    match member.presence {
        Presence::RequiredNullable => format!("Option<{inner}>"),
        Presence::OptionalNullable => format!("Nullable<{inner}>"),
        Presence::Required | Presence::Optional => inner,
    }
}

fn form(ctx: &Context<'_>, parts: &[Part], names: &TypeNames) -> Items {
    let mut taken = Taken::default();
    for (part, (name, setter)) in parts.iter().zip(names.members.iter().zip(&names.setters)) {
        let given = match &part.kind {
            PartKind::File => "Part".to_owned(),
            PartKind::Files => "Vec<Part>".to_owned(),
            PartKind::Value(value) => model_type(ctx, value),
        };
        let wire = wire(name, &part.wire);
        if part.required {
            taken.arguments.push(format!("{}: {given}{wire}", name.as_str()));
        } else {
            taken.setters.push(format!("{}({given}){wire}", setter.as_str()));
        }
    }
    Items { kind: "form".to_owned(), lines: constructors(&taken) }
}

/// `new`, `Default` where it takes nothing, and the setters.
fn constructors(taken: &Taken) -> Vec<String> {
    let default = taken.arguments.is_empty().then(|| ": Default".to_owned());
    let new = format!("::new({})", taken.arguments.join(", "));
    taken.setters.iter().map(|setter| format!("::{setter}")).chain(default).chain([new]).collect()
}

fn open_enum(kind: &str, values: impl Iterator<Item = impl Display>, unrecognized: &str, names: &TypeNames) -> Items {
    let line = |(variant, value): (&Ident, _)| format!("::{} = {value}", variant.as_str());
    let own = [format!("::UnrecognizedValue({unrecognized})"), "::VALUES: &'static [Self]".to_owned()];
    Items { kind: kind.to_owned(), lines: names.members.iter().zip(values).map(line).chain(own).collect() }
}

fn union(ctx: &Context<'_>, union: &Union, names: &TypeNames) -> Items {
    let variants = names.members.iter().zip(&union.variants).map(|(name, variant)| {
        let tags = match &variant.test {
            Test::Tag(values) => {
                let values: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
                format!(" = {}", values.join(" | "))
            }
            Test::Object(_) | Test::Array | Test::Text | Test::Integer | Test::Number | Test::Boolean | Test::Any => {
                String::new()
            }
        };
        format!("::{}({}){tags}", name.as_str(), model_type(ctx, &variant.ty))
    });
    let kind = match &union.tag {
        Some(tag) => format!("union by {tag:?}"),
        None => "union".to_owned(),
    };
    Items { kind, lines: variants.chain(["::UnrecognizedValue(Json)".to_owned()]).collect() }
}

fn model_type(ctx: &Context<'_>, value: &Type) -> String {
    plain(&ty(ctx, value, Place::Models))
}

//! How each operation is called, as data: the types as they are written, the rest as it is named.

use super::Context;
use super::listing::plain;
use super::types::{Place, declared, ty};
use crate::calls::{Body, Call, Choice, Content, Kind, Taken, Way};
use crate::ir::{self, BodyKind, OperationId, Parameter, PartKind, Shape, Type, TypeId};
use crate::name::{ChoiceNames, Ident};

/// An operation, as a caller sees it.
pub(super) fn call(ctx: &Context<'_>, id: OperationId) -> Call {
    let (operation, names) = (&ctx.api.operations[id], ctx.names.operation(id));
    let parameters = operation.parameters.iter().zip(&names.parameters);
    Call {
        origin: operation.origin.clone(),
        method: names.method.as_str().into_owned(),
        parameters: parameters.map(|(parameter, name)| taken(ctx, parameter, name)).collect(),
        body: operation.body.as_ref().map(|declared| body(ctx, declared, &names.body)),
    }
}

fn taken(ctx: &Context<'_>, parameter: &Parameter, name: &Ident) -> Taken {
    let way = if parameter.is_argument() { Way::Argument } else { Way::Setter(name.as_str().into_owned()) };
    Taken {
        place: parameter.location.word(),
        wire: parameter.wire.clone(),
        kind: Kind::Value(written(ctx, &parameter.ty)),
        way,
    }
}

fn body(ctx: &Context<'_>, body: &ir::Body, names: &ChoiceNames) -> Body {
    let way = if body.required { Way::Argument } else { Way::Setter("body".to_owned()) };
    let choices = match &body.kind {
        BodyKind::Several(choices) => {
            let variants = choices.iter().zip(&names.variants);
            let choice = |(choice, variant): (&ir::BodyChoice, &Ident)| Choice {
                media_types: choice.media_types.clone(),
                variant: Some(format!("operations::{}::{}", names.ident.as_str(), variant.as_str())),
                content: content(ctx, &choice.kind),
            };
            variants.map(choice).collect()
        }
        kind => vec![Choice { media_types: body.media_types.clone(), variant: None, content: content(ctx, kind) }],
    };
    Body { way, choices }
}

fn content(ctx: &Context<'_>, kind: &BodyKind) -> Content {
    match kind {
        BodyKind::Value(value) => Content::Value(written(ctx, value)),
        BodyKind::Form(id) => {
            Content::Form { name: plain(&declared(ctx, *id, Place::Service)), parts: parts(ctx, *id) }
        }
        BodyKind::OpenForm => Content::OpenForm,
        BodyKind::Bytes | BodyKind::Several(_) => Content::Bytes,
        BodyKind::Text => Content::Text,
    }
}

fn parts(ctx: &Context<'_>, id: TypeId) -> Vec<Taken> {
    let Shape::Form(ir::Form { parts, .. }) = &ctx.api.types[id].shape else { return Vec::new() };
    let setters = &ctx.names.ty(id).setters;
    let part = |(part, setter): (&ir::Part, &Ident)| Taken {
        place: "form",
        wire: part.wire.clone(),
        kind: match &part.kind {
            PartKind::File => Kind::File,
            PartKind::Files => Kind::Files,
            PartKind::Value(value) => Kind::Value(written(ctx, value)),
        },
        way: if part.required { Way::Argument } else { Way::Setter(setter.as_str().into_owned()) },
    };
    parts.iter().zip(setters).map(part).collect()
}

fn written(ctx: &Context<'_>, value: &Type) -> String {
    plain(&ty(ctx, value, Place::Service))
}

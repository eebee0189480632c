//! Constructors and setters of what requests carry, structs and forms alike.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::super::Context;
use super::super::types::{Place, ident, ty};
use super::type_docs;
use crate::ir::{Encoding, Form, Member, PartKind, Presence, Rest, Struct, Style, Type, TypeDeclaration};
use crate::media_type::is_json;
use crate::name::TypeNames;

/// The constructor and the setters. What the service alone writes has one too, so that nothing breaks where a member
/// becomes so.
pub(super) fn builder(ctx: &Context<'_>, structure: &Struct, names: &TypeNames) -> TokenStream {
    let name = ident(&names.ident);
    let (mut arguments, mut setters) = (Vec::new(), Vec::new());
    for (at, member) in structure.members.iter().enumerate() {
        let field = ident(&names.members[at]);
        let kind = setter_kind(ctx, member);
        match member.is_argument() {
            true => arguments.push(quote!(#field: #kind)),
            false => {
                let setter = &names.setters[at];
                let renamed = (*setter != names.members[at]).then(|| {
                    let setter = ident(setter);
                    quote!(as #setter)
                });
                let filled = member.filled.as_ref().and_then(|value| literal(&member.ty, value));
                let filled = filled.map(|value| match member.presence {
                    Presence::Required => quote!(= #value),
                    Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => quote!(=> #value),
                });
                setters.push(quote!(#field #renamed: #kind #filled));
            }
        }
    }
    let arguments = (!arguments.is_empty()).then(|| quote!((#(#arguments),*)));
    let defaulted = match structure.rest {
        Rest::Kept => None,
        Rest::Typed(_) => Some(quote!([additional_properties])),
    };
    quote!(builder!(#name #arguments { #(#setters),* } #defaulted);)
}

/// A default as a literal of the type that the member's is made from.
fn literal(ty: &Type, value: &Value) -> Option<TokenStream> {
    let literal = match (value, ty) {
        (Value::String(text), _) => Literal::string(text),
        (Value::Bool(flag), _) => return Some(quote!(#flag)),
        (Value::Number(number), Type::Number) => Literal::f64_suffixed(number.as_f64()?),
        (Value::Number(number), Type::Unsigned) => Literal::u64_suffixed(number.as_u64()?),
        (Value::Number(number), Type::ExactNumber | Type::TextOrNumber) if !number.is_i64() => {
            Literal::f64_suffixed(number.as_f64()?)
        }
        (Value::Number(number), _) => Literal::i64_suffixed(number.as_i64()?),
        (Value::Null | Value::Array(_) | Value::Object(_), _) => return None,
    };
    Some(quote!(#literal))
}

fn setter_kind(ctx: &Context<'_>, member: &Member) -> TokenStream {
    let inner = ty(ctx, &member.ty, Place::Models);
    match member.presence {
        Presence::RequiredNullable => quote!(into(Option<#inner>)),
        Presence::OptionalNullable => quote!(nullable(#inner)),
        Presence::Required | Presence::Optional => value_kind(ctx, &member.ty),
    }
}

/// How a value is taken: text and structs converted, numbers as they are, lists from anything that gives their items.
fn value_kind(ctx: &Context<'_>, value: &Type) -> TokenStream {
    let own = ty(ctx, value, Place::Models);
    match value {
        Type::Text => quote!(text),
        Type::Integer | Type::Unsigned | Type::Number | Type::Boolean => quote!(value(#own)),
        Type::List(item) => {
            let item = ty(ctx, item, Place::Models);
            quote!(list(#item))
        }
        Type::Map(value) => {
            let value = ty(ctx, value, Place::Models);
            quote!(map(#value))
        }
        Type::Boxed(id) => {
            let inner = ident(&ctx.names.ty(*id).ident);
            quote!(boxed(#inner))
        }
        Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::ExactNumber
        | Type::TextOrInteger
        | Type::TextOrNumber
        | Type::Tuple(_)
        | Type::OpenTuple(..)
        | Type::Nullable(_)
        | Type::Declared(_) => quote!(into(#own)),
    }
}

/// A form: a new type over the runtime's, with a constructor and setters for its parts.
pub(super) fn form(
    ctx: &Context<'_>,
    declaration: &TypeDeclaration,
    Form { parts, further }: &Form,
    names: &TypeNames,
) -> Vec<TokenStream> {
    let docs = type_docs(declaration);
    let name = ident(&names.ident);
    let entry = |at: usize| {
        let part = &parts[at];
        let field = ident(&names.members[at]);
        // An argument of `new` is in the way of no method.
        let renamed = (!part.required && names.setters[at] != names.members[at]).then(|| {
            let setter = ident(&names.setters[at]);
            quote!(as #setter)
        });
        let wire = (part.wire != names.members[at].plain()).then(|| {
            let wire = &part.wire;
            quote!(= #wire)
        });
        let kind = part_kind(ctx, &part.kind);
        let sent_as = part.sent_as.as_ref().map(|media_type| match part.kind {
            // Of all types but JSON, a text is written as it is.
            PartKind::Value(_) if part.is_of_text && is_json(media_type) => quote!(of #media_type),
            PartKind::Value(_) | PartKind::File | PartKind::Files => quote!(as #media_type),
        });
        let style = part.encoding.as_ref().map(part_style);
        let filled = part.filled.as_ref().and_then(|value| literal(part_type(&part.kind)?, value));
        let filled = filled.map(|value| quote!(=> #value));
        quote!(#field #renamed #wire: #kind #sent_as #style #filled)
    };
    let further = match further {
        // Any part, as the caller makes it, is what there is without a word.
        PartKind::File => None,
        further @ (PartKind::Files | PartKind::Value(_)) => Some(part_kind(ctx, further)),
    };
    let required = (0..parts.len()).filter(|&at| parts[at].required).map(entry);
    let optional = (0..parts.len()).filter(|&at| !parts[at].required).map(entry);
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #name(Form);
        },
        quote!(form!(#name (#(#required),*) { #(#optional),* } #further);),
    ]
}

fn part_style(Encoding { style, explode, allow_reserved: _ }: &Encoding) -> TokenStream {
    let style = match style {
        Style::Matrix => quote!(Matrix),
        Style::Label => quote!(Label),
        Style::Simple => quote!(Simple),
        Style::Form => quote!(Form),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
        Style::Json => quote!(Json),
    };
    if *explode { quote!(in #style Yes) } else { quote!(in #style No) }
}

/// The type of a part that is a value.
fn part_type(kind: &PartKind) -> Option<&Type> {
    match kind {
        PartKind::Value(value) => Some(value),
        PartKind::File | PartKind::Files => None,
    }
}

fn part_kind(ctx: &Context<'_>, kind: &PartKind) -> TokenStream {
    match kind {
        PartKind::File => quote!(part),
        PartKind::Files => quote!(parts),
        PartKind::Value(value) => value_kind(ctx, value),
    }
}

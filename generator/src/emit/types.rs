//! Identifiers and types as tokens.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::Context;
use crate::ir::{Member, Presence, Type};
use crate::name::Ident;

/// An identifier as a token.
#[expect(clippy::disallowed_methods, reason = "`name` made the identifier; this is its token")]
pub(super) fn ident(ident: &Ident) -> proc_macro2::Ident {
    if ident.is_raw() {
        proc_macro2::Ident::new_raw(ident.plain(), Span::call_site())
    } else {
        proc_macro2::Ident::new(ident.plain(), Span::call_site())
    }
}

/// From where a type is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Inside `models`: by its name.
    Models,
    /// Elsewhere in the service: through `models`.
    Service,
}

/// A type as it is written.
pub(super) fn ty(ctx: &Context<'_>, ty: &Type, place: Place) -> TokenStream {
    match ty {
        Type::Text => quote!(String),
        Type::Integer => quote!(i64),
        Type::Unsigned => quote!(u64),
        Type::Number => quote!(f64),
        // By its path: schemas are called so, too.
        Type::ExactNumber => quote!(crate::codegen::Number),
        Type::Boolean => quote!(bool),
        Type::DateTime => quote!(DateTime),
        Type::Date => quote!(Date),
        Type::Base64 => quote!(Base64),
        Type::Json => quote!(Json),
        Type::TextOrInteger => quote!(StringOrInteger),
        Type::TextOrNumber => quote!(StringOrNumber),
        Type::List(inner) => {
            let inner = self::ty(ctx, inner, place);
            quote!(Vec<#inner>)
        }
        Type::Tuple(elements) => tuple(ctx, elements, place),
        Type::OpenTuple(elements, further) => {
            let elements = tuple(ctx, elements, place);
            match &**further {
                Type::Json => quote!(OpenTuple<#elements>),
                further => {
                    let further = self::ty(ctx, further, place);
                    quote!(OpenTuple<#elements, #further>)
                }
            }
        }
        Type::Map(inner) => {
            let inner = self::ty(ctx, inner, place);
            quote!(Map<#inner>)
        }
        Type::Nullable(inner) => {
            let inner = self::ty(ctx, inner, place);
            quote!(Nullable<#inner>)
        }
        Type::Declared(id) => declared(ctx, *id, place),
        Type::Boxed(id) => {
            let inner = declared(ctx, *id, place);
            quote!(Box<#inner>)
        }
    }
}

fn tuple(ctx: &Context<'_>, elements: &[Type], place: Place) -> TokenStream {
    let elements = elements.iter().map(|element| ty(ctx, element, place));
    quote!((#(#elements,)*))
}

/// A declared type by its name.
pub(super) fn declared(ctx: &Context<'_>, id: crate::ir::TypeId, place: Place) -> TokenStream {
    let name = ident(&ctx.names.ty(id).ident);
    match place {
        Place::Models => quote!(#name),
        Place::Service => quote!(models::#name),
    }
}

/// The type of a struct's field.
pub(super) fn field(ctx: &Context<'_>, member: &Member) -> TokenStream {
    let inner = ty(ctx, &member.ty, Place::Models);
    match member.presence {
        Presence::Required => inner,
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#inner>),
        Presence::OptionalNullable => quote!(Nullable<#inner>),
    }
}

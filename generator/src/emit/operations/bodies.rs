//! Bodies of calls: what is taken for one, how it is put into the call, and the enum where the caller chooses.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Context;
use super::super::docs::{attributes, code};
use super::super::types::{Place, declared, ident, ty};
use super::arguments;
use crate::ir::{BodyChoice, BodyKind, Operation};
use crate::name::{ChoiceNames, Ident, OperationNames};

/// The type of a body.
pub(in crate::emit) fn body(ctx: &Context<'_>, kind: &BodyKind, choice: &ChoiceNames) -> TokenStream {
    match kind {
        BodyKind::Value(value) => ty(ctx, value, Place::Service),
        BodyKind::Form(id) => declared(ctx, *id, Place::Service),
        // By its way: a call may be named like it.
        BodyKind::OpenForm => quote!(crate::codegen::Form),
        BodyKind::Bytes => quote!(Upload),
        BodyKind::Text => quote!(String),
        BodyKind::Several(_) => {
            let name = ident(&choice.ident);
            quote!(#name)
        }
    }
}

/// The type of an argument for a body.
pub(super) fn taken(ctx: &Context<'_>, kind: &BodyKind, choice: &ChoiceNames) -> TokenStream {
    let own = body(ctx, kind, choice);
    match kind {
        BodyKind::Value(value) => arguments::taken(ctx, value),
        BodyKind::Form(_) => own,
        BodyKind::OpenForm | BodyKind::Bytes | BodyKind::Text | BodyKind::Several(_) => quote!(impl Into<#own>),
    }
}

/// The statement that puts a body into a call.
pub(super) fn set(ctx: &Context<'_>, kind: &BodyKind, choice: &ChoiceNames, call: &TokenStream) -> TokenStream {
    match kind {
        BodyKind::Value(value) => {
            let value = arguments::given(ctx, value, &quote!(body));
            quote!(#call.json(#value);)
        }
        BodyKind::Form(_) | BodyKind::OpenForm => quote!(#call.form(body);),
        BodyKind::Bytes => quote!(#call.upload(body);),
        BodyKind::Text => quote!(#call.text(body);),
        BodyKind::Several(_) => {
            let own = body(ctx, kind, choice);
            quote!(#call.choose(into::<#own>(body));)
        }
    }
}

/// The enum of the bodies and its table; nothing where there is one kind only.
pub(super) fn choice(ctx: &Context<'_>, operation: &Operation, names: &OperationNames) -> Vec<TokenStream> {
    let Some(BodyKind::Several(choices)) = operation.body.as_ref().map(|body| &body.kind) else { return Vec::new() };
    let name = ident(&names.body.ident);
    let docs = attributes("What the body can be.");
    let variants = choices.iter().zip(&names.body.variants).map(|(choice, variant)| {
        let sent: Vec<String> = choice.media_types.iter().map(|media_type| code(media_type)).collect();
        let chosen = if sent.len() > 1 { "; `with_content_type` chooses" } else { "" };
        let docs = attributes(&format!("Sent as {}{chosen}.", sent.join(" or ")));
        let (variant, held) = (ident(variant), body(ctx, &choice.kind, &names.body));
        quote!(#docs #variant(#held))
    });
    let table = choices.iter().zip(&names.body.variants).map(|(choice, variant)| {
        let (variant, media_types) = (ident(variant), &choice.media_types);
        let setter = setter(&choice.kind);
        quote!(#variant: #setter [#(#media_types),*])
    });
    let conversions = conversions(ctx, choices, &names.body);
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub enum #name { #(#variants),* }
        },
        quote!(bodies!(#name { #(#table),* } from { #(#conversions),* });),
    ]
}

/// How the call takes what a variant holds.
fn setter(kind: &BodyKind) -> TokenStream {
    match kind {
        BodyKind::Value(_) | BodyKind::Several(_) => quote!(json),
        BodyKind::Form(_) | BodyKind::OpenForm => quote!(form),
        BodyKind::Bytes => quote!(upload),
        BodyKind::Text => quote!(text),
    }
}

/// What a type alone tells: values and forms. Text and bytes can be meant as anything, so they are chosen by name.
fn conversions(ctx: &Context<'_>, choices: &[BodyChoice], names: &ChoiceNames) -> Vec<TokenStream> {
    let mut taken: Vec<String> = Vec::new();
    let mut conversions = Vec::new();
    for (choice, variant) in choices.iter().zip(&names.variants) {
        let held = body(ctx, &choice.kind, names);
        let told = match &choice.kind {
            BodyKind::Value(value) => ty(ctx, &value.mapped(&|id| ctx.names.declared(id)), Place::Service).to_string(),
            BodyKind::Form(_) | BodyKind::OpenForm => held.to_string(),
            BodyKind::Bytes | BodyKind::Text | BodyKind::Several(_) => continue,
        };
        if !taken.contains(&told) {
            conversions.push(conversion(&held, variant));
            taken.push(told);
        }
    }
    conversions
}

fn conversion(held: &TokenStream, variant: &Ident) -> TokenStream {
    let variant = ident(variant);
    quote!(#variant(#held))
}

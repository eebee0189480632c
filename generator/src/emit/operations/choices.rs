//! Enums of what a call gives by status: where several answers succeed, or errors differ.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::Context;
use super::super::docs::attributes;
use super::super::types::ident;
use super::answer;
use crate::ir::AnswerKind;
use crate::name::ChoiceNames;

/// What an enum tells apart.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Answers,
    Errors,
}

/// The enum and its table; nothing where there is one kind only.
pub(super) fn choice(ctx: &Context<'_>, kind: &AnswerKind, names: &ChoiceNames, side: Side) -> Vec<TokenStream> {
    let AnswerKind::Several(choices) = kind else { return Vec::new() };
    let name = ident(&names.ident);
    let docs = attributes(match side {
        Side::Answers => "The answers that succeed, by status.",
        Side::Errors => "The bodies of errors, by status.",
    });
    let variants = choices.iter().zip(&names.variants).map(|(choice, variant)| {
        let docs = attributes(&format!("Status {}.", choice.statuses.join(", ")));
        let (variant, payload) = (ident(variant), answer(ctx, &choice.kind, names));
        quote!(#docs #variant(#payload))
    });
    let table = choices.iter().zip(&names.variants).map(|(choice, variant)| {
        let variant = ident(variant);
        let patterns = choice.statuses.iter().map(|status| pattern(status));
        quote!(#variant = #(#patterns)|*)
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name { #(#variants),* }
        },
        quote!(responses! { #name { #(#table),* } }),
    ]
}

/// The statuses that a key of `responses` stands for.
fn pattern(status: &str) -> TokenStream {
    let class = status.strip_suffix("XX").and_then(|class| class.parse::<u16>().ok());
    match (class, status.parse::<u16>()) {
        (Some(class), _) => {
            let (first, last) = (Literal::u16_unsuffixed(class * 100), Literal::u16_unsuffixed(class * 100 + 99));
            quote!(#first..=#last)
        }
        (None, Ok(code)) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        (None, Err(_)) => quote!(_),
    }
}

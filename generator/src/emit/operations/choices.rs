//! Enums of what a call gives by status: where several answers succeed, or errors differ.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::Context;
use super::super::docs::attributes;
use super::super::types::ident;
use super::answer;
use crate::ir::{AnswerKind, Choice};
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
    let table = arms(choices).into_iter().map(|(at, statuses)| {
        let variant = ident(&names.variants[at]);
        let patterns = statuses.into_iter().map(pattern);
        quote!(#variant = #(#patterns)|*)
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name { #(#variants),* }
        },
        quote!(responses!(#name { #(#table),* });),
    ]
}

/// The statuses from the narrow to the wide, so that the first that fits decides: each with the place of its choice,
/// those of one choice and width together. A choice may come twice.
fn arms(choices: &[Choice]) -> Vec<(usize, Vec<&str>)> {
    let mut arms: Vec<(usize, Vec<&str>)> = Vec::new();
    for width in [Width::Code, Width::Range, Width::Default] {
        for (at, choice) in choices.iter().enumerate() {
            let fitting = choice.statuses.iter().map(String::as_str).filter(|status| Width::of(status) == width);
            let statuses: Vec<&str> = fitting.collect();
            if !statuses.is_empty() {
                arms.push((at, statuses));
            }
        }
    }
    arms
}

/// How many statuses a key of `responses` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Code,
    Range,
    Default,
}

impl Width {
    fn of(status: &str) -> Self {
        match status {
            "default" => Self::Default,
            range if range.ends_with("XX") => Self::Range,
            _ => Self::Code,
        }
    }
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

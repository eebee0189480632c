//! Enums of what a call gives, by status and media type: where several answers succeed, or errors differ.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::Context;
use super::super::docs::{attributes, code};
use super::super::types::ident;
use super::answer;
use crate::ir::{AnswerKind, Case, Choice};
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
        let cases: Vec<String> = choice.cases.iter().map(case_words).collect();
        let docs = attributes(&format!("Status {}.", cases.join(", ")));
        let (variant, payload) = (ident(variant), answer(ctx, &choice.kind, names));
        quote!(#docs #variant(#payload))
    });
    let table = arms(choices).into_iter().map(|arm| {
        let (variant, media_types) = (ident(&names.variants[arm.choice]), arm.media_types);
        let patterns = arm.statuses.into_iter().map(pattern);
        let told = (!media_types.is_empty()).then(|| quote!(in [#(#media_types),*]));
        quote!(#variant = #(#patterns)|* #told)
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

fn case_words(case: &Case) -> String {
    let media_types: Vec<String> = case.media_types.iter().map(|media_type| code(media_type)).collect();
    match media_types.as_slice() {
        [] => case.status.clone(),
        _ => format!("{} as {}", case.status, media_types.join(" or ")),
    }
}

/// A line of the table: which choice an answer with these statuses is, where its media type is one of these.
struct Arm<'a> {
    choice: usize,
    statuses: Vec<&'a str>,
    media_types: &'a [String],
}

/// The cases from the narrow to the wide, so that the first that fits decides: those of one choice, width and set of
/// media types together. A choice may come again.
fn arms(choices: &[Choice]) -> Vec<Arm<'_>> {
    let mut arms: Vec<Arm<'_>> = Vec::new();
    for width in [Width::Code, Width::Range, Width::Default] {
        for told in [Told::MediaType, Told::Range, Told::Status] {
            for (at, choice) in choices.iter().enumerate() {
                let is_meant = |case: &&Case| Width::of(&case.status) == width && Told::of(case) == told;
                for case in choice.cases.iter().filter(is_meant) {
                    add(&mut arms, at, case);
                }
            }
        }
    }
    arms
}

/// Adds a case to the arm before it, where it says the same of another status.
fn add<'a>(arms: &mut Vec<Arm<'a>>, choice: usize, case: &'a Case) {
    match arms.last_mut() {
        Some(arm) if arm.choice == choice && arm.media_types == case.media_types && same_width(arm, case) => {
            arm.statuses.push(&case.status);
        }
        _ => arms.push(Arm { choice, statuses: vec![&case.status], media_types: &case.media_types }),
    }
}

fn same_width(arm: &Arm<'_>, case: &Case) -> bool {
    arm.statuses.iter().all(|status| Width::of(status) == Width::of(&case.status))
}

/// What tells a case from the others of its status.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    MediaType,
    Range,
    Status,
}

impl Told {
    fn of(case: &Case) -> Self {
        match case.media_types.as_slice() {
            [] => Self::Status,
            ranges if ranges.iter().any(|range| range.contains('*')) => Self::Range,
            _ => Self::MediaType,
        }
    }
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

//! Enums of what a call gives, by status and media type: where several answers succeed, or errors differ.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::super::Context;
use super::super::docs::{attributes, code};
use super::super::types::ident;
use super::answer;
use crate::http::Status;
use crate::ir::{AnswerKind, Case, Choice, Operation};
use crate::media_type::{essence, without_parameters};
use crate::name::ChoiceNames;

/// What an enum tells apart.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// With the status as which others are read that the document does not name.
    Answers {
        standing: Option<Status>,
    },
    Errors,
}

/// The enum and its table; nothing where there is one kind only.
pub(super) fn choice(ctx: &Context<'_>, kind: &AnswerKind, names: &ChoiceNames, side: Side) -> Vec<TokenStream> {
    let AnswerKind::Several(choices) = kind else { return Vec::new() };
    let name = ident(&names.ident);
    let (standing, docs) = match side {
        Side::Answers { standing: Some(status) } => (
            Some(status),
            format!("The answers that succeed, by status; one that the document does not name is read as {status}."),
        ),
        Side::Answers { standing: None } => (None, "The answers that succeed, by status.".to_owned()),
        Side::Errors => (None, "The bodies of errors, by status.".to_owned()),
    };
    let docs = attributes(&docs);
    let variants = choices.iter().zip(&names.variants).map(|(choice, variant)| {
        let cases: Vec<String> = shown(choice).map(case_words).collect();
        let docs = attributes(&format!("Status {}.", cases.join(", ")));
        let (variant, payload) = (ident(variant), answer(ctx, &choice.kind, names));
        quote!(#docs #variant(#payload))
    });
    let table = arms(choices, standing).into_iter().map(|arm| {
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

/// The cases that a reader needs.
pub(in crate::emit) fn shown(choice: &Choice) -> impl Iterator<Item = &Case> {
    choice.cases.iter().filter(|case| !is_within(case, choice))
}

/// Whether a case by media type is of a choice that its status gives anyway.
fn is_within(case: &Case, choice: &Choice) -> bool {
    let is_whole = |other: &Case| other.status == case.status && other.media_types.is_empty();
    !case.media_types.is_empty() && choice.cases.iter().any(is_whole)
}

fn case_words(case: &Case) -> String {
    let media_types: Vec<String> = case.media_types.iter().map(|media_type| code(media_type)).collect();
    match media_types.as_slice() {
        [] => case.status.to_string(),
        _ => format!("{} as {}", case.status, media_types.join(" or ")),
    }
}

/// A line of the table: which choice an answer with these statuses is, where its media type is one of these.
struct Arm<'a> {
    choice: usize,
    statuses: Vec<Status>,
    width: Width,
    told: Told,
    media_types: Vec<&'a str>,
}

/// The status of a success as which others are read that the document does not name: the lowest that has a body, where
/// no wider key says what they are. The service has done what was asked, and an error would hide that.
pub(super) fn standing(operation: &Operation) -> Option<Status> {
    let is_wider = |status: Status| matches!(status, Status::Default | Status::Range(2));
    let has_wider = operation.statuses.iter().any(|line| is_wider(line.status));
    let with_body = operation.statuses.iter().filter(|line| line.is_given && !line.bodies.is_empty());
    with_body.map(|line| line.status).min().filter(|_| !has_wider)
}

/// The cases from the narrow to the wide, so that the first that fits decides: those of one choice, width and set of
/// media types together. A choice may come again, and those of a `standing` status are of all that have no others.
fn arms<'a>(choices: &'a [Choice], standing: Option<Status>) -> Vec<Arm<'a>> {
    let cases = || {
        let cases = choices.iter().enumerate().flat_map(|(at, choice)| choice.cases.iter().map(move |case| (at, case)));
        cases.map(|(choice, case)| {
            (choice, if standing == Some(case.status) { Status::Default } else { case.status }, case)
        })
    };
    let mut speakers: BTreeMap<(Status, String), BTreeSet<usize>> = BTreeMap::new();
    for (choice, status, case) in cases() {
        for media_type in &case.media_types {
            speakers.entry((status, essence(media_type))).or_default().insert(choice);
        }
    }
    let mut arms: Vec<Arm<'_>> = Vec::new();
    for (choice, status, case) in cases() {
        let mut told: BTreeMap<Told, Vec<&str>> = BTreeMap::new();
        if case.media_types.is_empty() {
            told.insert(Told::Status, Vec::new());
        }
        for media_type in &case.media_types {
            // Its parameters tell it from another only where that is the same but for these.
            let is_alone = speakers[&(status, essence(media_type))].len() == 1;
            let media_type = if is_alone { without_parameters(media_type) } else { media_type };
            told.entry(Told::by(media_type)).or_default().push(media_type);
        }
        let (statuses, width) = (vec![status], Width::of(status));
        let arm = |(told, media_types)| Arm { choice, statuses: statuses.clone(), width, told, media_types };
        arms.extend(told.into_iter().map(arm));
    }
    arms.sort_by_key(|arm| (arm.width, arm.told));
    arms.dedup_by(joins);
    arms
}

/// Adds the statuses of an arm to the one before it, where that says the same of them.
fn joins<'a>(arm: &mut Arm<'a>, before: &mut Arm<'a>) -> bool {
    let is_same = arm.choice == before.choice && arm.media_types == before.media_types && arm.width == before.width;
    if is_same {
        before.statuses.append(&mut arm.statuses);
    }
    is_same
}

/// What tells a case from the others of its status, from the narrow to the wide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// `application/json;version=2`, by so many parameters.
    Parameters(Reverse<usize>),
    MediaType,
    /// `application/*+json`, a range that documents invent.
    Suffix,
    /// `image/*`.
    Type,
    /// `*/*`.
    Any,
    Status,
}

impl Told {
    fn by(media_type: &str) -> Self {
        let parameters = media_type.split(';').skip(1).count();
        match without_parameters(media_type).split_once('*') {
            None if parameters > 0 => Self::Parameters(Reverse(parameters)),
            None => Self::MediaType,
            Some(("", "/*")) => Self::Any,
            Some((_, "")) => Self::Type,
            Some(_) => Self::Suffix,
        }
    }
}

/// How many statuses a key of `responses` stands for, from the narrow to the wide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Width {
    Code,
    Range,
    Default,
}

impl Width {
    fn of(status: Status) -> Self {
        match status {
            Status::Code(_) => Self::Code,
            Status::Range(_) => Self::Range,
            Status::Default => Self::Default,
        }
    }
}

/// The statuses that a key of `responses` stands for.
fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => Literal::u16_unsuffixed(code).into_token_stream(),
        Status::Range(class) => {
            let first = u16::from(class) * 100;
            let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(first + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

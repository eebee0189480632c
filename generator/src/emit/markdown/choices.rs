//! The enums that an operation has of its own: what each variant holds, and what tells it.

use crate::emit::Context;
use crate::emit::docs::code;
use crate::emit::listing::plain;
use crate::emit::operations::{self, answer, shown};
use crate::ir::{AnswerKind, BodyChoice, BodyKind, Case, Choice};
use crate::name::{ChoiceNames, Ident};

/// A line for each variant of an enum of answers; none of another answer.
pub(super) fn of_answers(ctx: &Context<'_>, kind: &AnswerKind, names: &ChoiceNames) -> String {
    let AnswerKind::Several(choices) = kind else { return String::new() };
    let told = |choice: &Choice| (plain(&answer(ctx, &choice.kind, names)), shown(choice).map(case).collect());
    lines(names, choices.iter().map(told))
}

/// A line for each variant of an enum of bodies; none of another body.
pub(super) fn of_bodies(ctx: &Context<'_>, kind: &BodyKind, names: &ChoiceNames) -> String {
    let BodyKind::Several(choices) = kind else { return String::new() };
    let told = |BodyChoice { kind, media_types }: &BodyChoice| {
        (plain(&operations::body(ctx, kind, names)), media_types.iter().map(|media_type| code(media_type)).collect())
    };
    lines(names, choices.iter().map(told))
}

fn lines(names: &ChoiceNames, told: impl Iterator<Item = (String, Vec<String>)>) -> String {
    let line = |(variant, (held, cases)): (&Ident, (String, Vec<String>))| {
        let variant = format!("operations::{}::{}({held})", names.ident.as_str(), variant.as_str());
        format!("- {}: {}", code(&variant), cases.join(", "))
    };
    names.variants.iter().zip(told).map(line).collect::<Vec<_>>().join("\n")
}

/// A status, with the media types that tell the answer from others of it.
fn case(case: &Case) -> String {
    let media_types: Vec<String> = case.media_types.iter().map(|media_type| code(media_type)).collect();
    if media_types.is_empty() {
        code(&case.status.to_string())
    } else {
        format!("{} as {}", code(&case.status.to_string()), media_types.join(" or "))
    }
}

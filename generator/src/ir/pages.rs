//! Lists that come in pages: which parameter asks for a page, and the way to what an answer says of the next one.

use std::num::NonZeroU32;

use super::{Presence, Type, TypeId};

/// How a list is paged. Parameters are those of the query.
#[derive(Clone, Debug)]
pub(crate) struct Pages {
    pub(crate) page_parameter: String,
    pub(crate) size_parameter: Option<String>,
    /// The list, with the type of its elements.
    pub(crate) items: AnswerPath<Type>,
    pub(crate) by: PagesBy,
}

impl Pages {
    /// The members that are read.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Step> {
        let ways: Vec<&[Step]> = match &self.by {
            PagesBy::Token { next, lifetime: _ } => vec![&next.steps],
            PagesBy::Number { page, total, more } => {
                let total = total.iter().map(|total| total.steps.as_slice());
                let more = more.iter().map(|more| more.steps.as_slice());
                std::iter::once(page.steps.as_slice()).chain(total).chain(more).collect()
            }
        };
        self.items.steps.iter().chain(ways.into_iter().flatten())
    }
}

/// What names a page.
#[derive(Clone, Debug)]
pub(crate) enum PagesBy {
    Token {
        /// The token of the next page, with its type: text, or something that is written as text.
        next: AnswerPath<Type>,
        /// Seconds for which a token is good.
        lifetime: Option<NonZeroU32>,
    },
    Number {
        /// The number of the current page.
        page: AnswerPath<Integral>,
        /// The number of pages.
        total: Option<AnswerPath<Integral>>,
        /// What tells that there are further pages.
        more: Option<AnswerPath<More>>,
    },
}

/// A way into an answer, through the members of structs; none where the answer itself is meant.
#[derive(Clone, Debug)]
pub(crate) struct AnswerPath<End> {
    /// The way as a JSON pointer: documentation.
    pub(crate) pointer: String,
    pub(crate) steps: Vec<Step>,
    /// What is found there.
    pub(crate) end: End,
}

/// One step of the way: into a member of a struct, by its place among the members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) structure: TypeId,
    pub(crate) member: usize,
    pub(crate) presence: Presence,
}

/// How an integer is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integral {
    Signed,
    Unsigned,
}

/// How a member tells that there are further pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum More {
    /// By being there: the last step is one that may be missing.
    Presence,
    /// By being true.
    Flag,
}

//! The names of the types that operations have of their own: calls, and the enums of answers, errors and bodies.

use super::unique::{Claim, Item, Scope, unique};
use super::{Ident, spelling};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::name::Naming;
use crate::ir::{AnswerKind, Api, BodyKind, Operation};
use crate::source::Origin;

/// What the types of an operation are called.
pub(super) struct CallNames {
    pub(super) builder: Ident,
    pub(super) answer: Ident,
    pub(super) error: Ident,
    pub(super) body: Ident,
}

/// Names the types of each operation after its method. Enums that it does not need are in nobody's way.
pub(super) fn calls(api: &Api, methods: &[Ident], diagnostics: &mut Diagnostics) -> Vec<CallNames> {
    let wanted: Vec<[Wanted<'_>; 4]> = api.operations.values().zip(methods).map(wanted).collect();
    let needed = wanted.iter().flatten().filter(|wanted| wanted.is_needed);
    let items: Vec<Item<'_>> = needed.map(Wanted::item).collect();
    let mut unique = unique(Scope::new("the operations", Naming::RustName), &items, &[], diagnostics).into_iter();
    let mut ident = |wanted: Wanted<'_>| {
        let unique = if wanted.is_needed { unique.next() } else { None };
        unique.unwrap_or_else(|| spelling::call(&wanted.words))
    };
    let named = |types: [Wanted<'_>; 4]| {
        let [builder, answer, error, body] = types.map(&mut ident);
        CallNames { builder, answer, error, body }
    };
    wanted.into_iter().map(named).collect()
}

/// A type that an operation may have.
struct Wanted<'a> {
    words: String,
    is_needed: bool,
    origin: &'a Origin,
}

impl<'a> Wanted<'a> {
    fn item(&self) -> Item<'a> {
        let wanted = vec![spelling::call(&self.words)];
        Item { wire: self.words.clone(), wanted, claim: Claim::Named, origin: self.origin }
    }
}

fn wanted<'a>((operation, method): (&'a Operation, &Ident)) -> [Wanted<'a>; 4] {
    let several = |answer: &AnswerKind| matches!(answer, AnswerKind::Several(_));
    let bodies = operation.body.as_ref().map(|body| &body.kind);
    [
        ("", true),
        (" answer", several(&operation.answer.kind)),
        (" error", operation.error.as_ref().is_some_and(several)),
        (" body", matches!(bodies, Some(BodyKind::Several(_)))),
    ]
    .map(|(kind, is_needed)| Wanted {
        words: [method.plain(), kind].concat(),
        is_needed,
        origin: &operation.origin,
    })
}

//! The names of the types that operations have of their own: calls, and the enums of answers, errors and bodies.

use super::unique::{Claim, Item, Scope, unique_beside};
use super::{Ident, spelling};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::name::Naming;
use crate::ir::{Api, OwnEnums};
use crate::source::Origin;

/// What the types of an operation are called.
pub(super) struct CallNames {
    pub(super) builder: Ident,
    pub(super) answer: Ident,
    pub(super) error: Ident,
    pub(super) body: Ident,
}

/// Names the types of each operation after its method, which those that were not asked for have too. Enums that it does
/// not need are in nobody's way.
pub(super) fn calls(
    api: &Api,
    (methods, of_others): (&[Ident], &[Ident]),
    diagnostics: &mut Diagnostics,
) -> Vec<CallNames> {
    let asked = api.operations.values().zip(methods);
    let asked: Vec<_> = asked.map(|(it, method)| wanted(method, it.enums(), &it.origin)).collect();
    let others = api.unasked.iter().zip(of_others);
    let others: Vec<_> = others.map(|(it, method)| wanted(method, it.enums, &it.origin)).collect();
    let scope = Scope::new("the operations", Naming::RustName);
    let mut unique = unique_beside(scope, (needed(&asked), needed(&others)), &[], diagnostics).into_iter();
    let mut ident = |wanted: Wanted<'_>| {
        let unique = if wanted.is_needed { unique.next() } else { None };
        unique.unwrap_or_else(|| spelling::call(&wanted.words))
    };
    let named = |types: [Wanted<'_>; 4]| {
        let [builder, answer, error, body] = types.map(&mut ident);
        CallNames { builder, answer, error, body }
    };
    asked.into_iter().map(named).collect()
}

fn needed<'a>(wanted: &[[Wanted<'a>; 4]]) -> Vec<Item<'a>> {
    wanted.iter().flatten().filter(|wanted| wanted.is_needed).map(Wanted::item).collect()
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

fn wanted<'a>(method: &Ident, enums: OwnEnums, origin: &'a Origin) -> [Wanted<'a>; 4] {
    let OwnEnums { answer, error, body } = enums;
    [("", true), (" answer", answer), (" error", error), (" body", body)].map(|(kind, is_needed)| Wanted {
        words: [method.plain(), kind].concat(),
        is_needed,
        origin,
    })
}

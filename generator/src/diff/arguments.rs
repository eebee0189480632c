//! How the arguments of a method differ: which come, go, are of another type, or stand where another stood.

use std::ptr;

use super::Rust;
use super::accepts::Accepts;
use super::rust::{Sort, sort};
use super::wire::Counterparts;
use crate::emit::Argument;
use crate::source::Origin;

/// An argument that differs: how much, and where it is declared.
pub(super) type Differing<'i> = (Rust, Sort, Option<&'i Origin>, Option<&'i Origin>);

/// Names of arguments are no API, but who gives arguments in the old order gives the wrong ones.
pub(super) fn arguments<'i>(
    (base, head): (&'i [Argument], &'i [Argument]),
    accepts: &Accepts<'_>,
    paired: &Counterparts,
) -> Vec<Differing<'i>> {
    let same = same(base, head, paired);
    let kept: Vec<_> = base.iter().zip(&same).filter_map(|(one, others)| Some((one, *others.first()?))).collect();
    let stays = |argument: &Argument| same.iter().flatten().any(|other| ptr::eq(*other, argument));
    let (stays, new): (Vec<&Argument>, Vec<&Argument>) = head.iter().partition(|argument| stays(argument));
    // Where what was given in each place is taken there still, nothing else tells.
    let are_taken = base.len() == head.len() && base.iter().zip(head).all(|both| accepts.given(both));
    let moved = if are_taken { Sort::Swapped } else { Sort::Permuted };
    let permuted = are_permuted(&kept, &stays).then_some((Rust::Major, moved, None, None));
    let types = |arguments: &'i [Argument]| arguments.iter().map(|it| it.ty.as_str()).collect::<Vec<_>>();
    let are_alike = permuted.is_none() && types(base) == types(head);
    let lone = if permuted.is_none() && are_taken { Sort::Swapped } else { Sort::Other };
    let gone = base.iter().zip(&same).filter(|(_, others)| others.is_empty());
    let gone = gone.map(|(argument, _)| (Rust::Major, lone, argument.origin.as_ref(), None));
    let new = new.into_iter().map(|argument| (Rust::Major, lone, None, argument.origin.as_ref()));
    let lonely: Vec<Differing<'i>> = gone.chain(new).collect();
    if are_alike {
        return match replaced(base, head, paired) {
            Some(replaced) if lonely.is_empty() => vec![replaced],
            Some(_) => lonely,
            None => Vec::new(),
        };
    }
    let change = |(one, other): (&'i Argument, &'i Argument)| {
        let rust = if accepts.takes(&one.ty, &other.ty) { Rust::Minor } else { Rust::Major };
        let is_other = one.ty != other.ty;
        is_other.then(|| (rust, sort(&one.ty, &other.ty), one.origin.as_ref(), other.origin.as_ref()))
    };
    permuted.into_iter().chain(lonely).chain(kept.into_iter().filter_map(change)).collect()
}

/// What each of the arguments is among the others: what is in the place of its own, or has its name where neither has a
/// counterpart; a placeholder may have the name that another had, or has in another place.
fn same<'i>(base: &[Argument], head: &'i [Argument], paired: &Counterparts) -> Vec<Vec<&'i Argument>> {
    let is_paired = |one: &Argument, other: &Argument| {
        let places = one.origin.as_ref().zip(other.origin.as_ref());
        places.is_some_and(|(one, other)| paired.get(one).is_some_and(|others| others.contains(other)))
    };
    let lone: Vec<&Argument> = head.iter().filter(|other| !base.iter().any(|one| is_paired(one, other))).collect();
    let same = |one: &Argument| {
        let paired: Vec<&Argument> = head.iter().filter(|other| is_paired(one, other)).collect();
        let is_named = |other: &&&Argument| one.wire == other.wire;
        if paired.is_empty() { lone.iter().filter(is_named).copied().collect() } else { paired }
    };
    base.iter().map(same).collect()
}

/// An argument in the place of another of the same type: callers give what was meant for that one.
fn replaced<'i>(base: &'i [Argument], head: &'i [Argument], paired: &Counterparts) -> Option<Differing<'i>> {
    let is_same = |(one, other): &(&Argument, &Argument)| match (&one.origin, &other.origin) {
        (Some(base), Some(head)) => paired.get(base).is_some_and(|others| others.contains(head)),
        _ => true,
    };
    let (one, other) = base.iter().zip(head).find(|both| both.0.wire != both.1.wire && !is_same(both))?;
    Some((Rust::Major, Sort::Swapped, one.origin.as_ref(), other.origin.as_ref()))
}

/// Whether arguments that stay have other places among each other.
fn are_permuted(kept: &[(&Argument, &Argument)], stays: &[&Argument]) -> bool {
    !kept.iter().map(|(_, other)| &other.wire).eq(stays.iter().map(|it| &it.wire))
}

//! Unions that are variants of each other, with nothing around them that is read first: a reader would never come to an
//! end. Such a variant says that a value may be what it may be anyway.

use crate::arena::{Arena, Id};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::ir::{Shape, Type, TypeDeclaration, TypeId};

/// How far the search has come with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    Open,
    Done,
}

/// Takes out each variant that closes a circle, and reports it.
pub(super) fn cut(types: &mut Arena<TypeId, TypeDeclaration>, diagnostics: &mut Diagnostics) {
    let mut states = vec![State::Unseen; types.len()];
    let mut closing = Vec::new();
    for start in types.ids() {
        if states[start.index()] == State::Unseen {
            search(start, types, &mut states, &mut closing);
        }
    }
    // The last first, so that the numbers of those before it stay right.
    for (id, variant) in closing.into_iter().rev() {
        if let Shape::Union(union) = &mut types[id].shape {
            match union.variants.as_mut_slice() {
                // A union of nothing but itself may be anything.
                [only] => only.ty = Type::Json,
                _ => drop(union.variants.remove(variant)),
            }
            let reason = "one of its variants leads back to it with nothing between, and adds nothing";
            diagnostics.push(catalogue::lower::degraded(&types[id].origin, "oneOf", reason));
        }
    }
}

/// Notes the variants that close circles, with their unions, in the order of the variants of each.
fn search(
    start: TypeId,
    types: &Arena<TypeId, TypeDeclaration>,
    states: &mut [State],
    closing: &mut Vec<(TypeId, usize)>,
) {
    // Each type under way with the number of its variants that were entered.
    let mut way = vec![(start, 0)];
    states[start.index()] = State::Open;
    while let Some((id, entered)) = way.last_mut() {
        let variants = if let Shape::Union(union) = &types[*id].shape { union.variants.as_slice() } else { &[] };
        let Some(variant) = variants.get(*entered) else {
            states[id.index()] = State::Done;
            way.pop();
            continue;
        };
        *entered += 1;
        let Some(next) = itself(&variant.ty) else { continue };
        match states[next.index()] {
            State::Unseen => {
                states[next.index()] = State::Open;
                way.push((next, 0));
            }
            State::Open => closing.push((*id, *entered - 1)),
            State::Done => {}
        }
    }
}

/// The declared type that a value is of at once: nothing stands around it.
fn itself(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Declared(id) | Type::Boxed(id) => Some(*id),
        Type::Nullable(inner) => itself(inner),
        Type::Text
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Integer
        | Type::Unsigned
        | Type::Number
        | Type::ExactNumber
        | Type::Boolean
        | Type::Json
        | Type::TextOrInteger
        | Type::TextOrNumber
        | Type::List(_)
        | Type::Tuple(_)
        | Type::OpenTuple(..)
        | Type::Map(_) => None,
    }
}

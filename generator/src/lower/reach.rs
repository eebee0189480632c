//! Marks in which directions each type travels: only what requests carry gets constructors and setters.

use crate::arena::Arena;
use crate::ir::{Operation, OperationId, Reach, Type, TypeDeclaration, TypeId};

/// Fills in [`Reach`] from the operations down; what webhooks bring is read as an answer is.
pub(super) fn mark(
    types: &mut Arena<TypeId, TypeDeclaration>,
    operations: &Arena<OperationId, Operation>,
    webhooks: &[Type],
) {
    for operation in operations.values() {
        spread(types, operation.sent(), Direction::Request);
        spread(types, operation.received(), Direction::Answer);
    }
    spread(types, webhooks.iter().flat_map(Type::declared).collect(), Direction::Answer);
}

#[derive(Clone, Copy)]
enum Direction {
    Request,
    Answer,
}

fn spread(types: &mut Arena<TypeId, TypeDeclaration>, roots: Vec<TypeId>, direction: Direction) {
    let mut open = roots;
    while let Some(id) = open.pop() {
        let declaration = &mut types[id];
        let mark = mark_of(&mut declaration.reach, direction);
        if !*mark {
            *mark = true;
            open.extend(declaration.shape.mentioned());
        }
    }
}

fn mark_of(reach: &mut Reach, direction: Direction) -> &mut bool {
    match direction {
        Direction::Request => &mut reach.request,
        Direction::Answer => &mut reach.answer,
    }
}

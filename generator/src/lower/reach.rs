//! Marks in which directions each type travels: only what requests carry gets constructors and setters, and what
//! nothing carries is left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::arena::Arena;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::ir::{Operation, OperationId, Reach, Type, TypeDeclaration, TypeId};
use crate::resolve::{Document, SchemaId};

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

/// The types that no call, no webhook and no component needs: those of what became text or bytes, or any JSON, after
/// all.
pub(super) fn unused(types: &Arena<TypeId, TypeDeclaration>, of_components: Vec<TypeId>) -> BTreeSet<TypeId> {
    let is_needed = |declaration: &TypeDeclaration| {
        let Reach { request, answer } = declaration.reach;
        request || answer || declaration.context.path.is_empty()
    };
    let needed = types.iter().filter(|(_, it)| is_needed(it)).map(|(id, _)| id);
    let mut open: Vec<TypeId> = needed.chain(of_components).collect();
    let mut unused: BTreeSet<TypeId> = types.ids().collect();
    while let Some(id) = open.pop() {
        if unused.remove(&id) {
            open.extend(types[id].shape.mentioned());
        }
    }
    unused
}

/// Reports the examples of types that no call sends: calls are shown with what they send.
pub(super) fn report_examples(
    document: &Document,
    (types, declared): (&Arena<TypeId, TypeDeclaration>, &BTreeMap<SchemaId, TypeId>),
    diagnostics: &mut Diagnostics,
) {
    for (&schema, &id) in declared {
        let schema = &document.schemas[schema];
        if schema.example.is_some() && schema.component.is_some() && !types[id].reach.request {
            let reason = "no call sends it, and calls are shown with what they send";
            diagnostics.push(catalogue::normalise::not_shown(&schema.place("example"), "this example", reason));
        }
    }
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

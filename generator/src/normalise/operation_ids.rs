//! Gives every operation an `operationId` of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::operations::{Operation, operations};
use super::{HASH_DIGITS, Moved};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::hash;
use crate::source::{Origin, Pointer, percent_decode};

/// Makes ids from method and path, for operations without one and for those that share one.
pub(super) fn complete(tree: &mut Value, moved: &Moved, diagnostics: &mut Diagnostics) {
    for (pointer, id) in made(tree, moved, diagnostics) {
        let Some(Value::Object(members)) = tree.pointer_mut(pointer.as_str()) else { continue };
        let origin = moved.origin(&pointer);
        let given = members.insert("operationId".to_owned(), Value::String(id.clone()));
        diagnostics.push(match given.as_ref().and_then(Value::as_str).filter(|given| !given.is_empty()) {
            Some(given) => catalogue::normalise::shared_operation_id(&origin.child("operationId"), given, &id),
            None => catalogue::normalise::missing_operation_id(&origin, &id),
        });
    }
}

/// The operations without an id of their own, with the one that each gets.
fn made(tree: &Value, moved: &Moved, diagnostics: &mut Diagnostics) -> Vec<(Pointer, String)> {
    let mut given: BTreeMap<&str, Vec<Operation<'_>>> = BTreeMap::new();
    let mut nameless: Vec<Operation<'_>> = Vec::new();
    for operation in operations(tree) {
        match id(&operation) {
            Some(id) => given.entry(id).or_default().push(operation),
            None => nameless.push(operation),
        }
    }
    for (id, sharing) in &mut given {
        let origin = |operation: &Operation<'_>| moved.origin(&operation.pointer().child("operationId"));
        let first = origin(&sharing[0]);
        // One path item that stands for several paths has one id for all of them, and the first keeps it.
        let others: BTreeSet<Origin> = sharing.iter().map(origin).filter(|origin| *origin != first).collect();
        for again in &others {
            diagnostics.push(catalogue::normalise::duplicate_operation_id(id, &first, again));
        }
        match others.is_empty() {
            true => nameless.extend(sharing.drain(1..)),
            false => nameless.append(sharing),
        }
    }
    given.retain(|_, keeping| !keeping.is_empty());
    let nameless: Vec<(Pointer, String, String)> =
        nameless.iter().map(|operation| (operation.pointer(), make_id(operation), unlike_others(operation))).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, id, _) in &nameless {
        *times.entry(id).or_default() += 1;
    }
    let taken = |id: &str| given.contains_key(id) || times.get(id).is_some_and(|&times| times > 1);
    nameless.iter().map(|(pointer, id, other)| (pointer.clone(), if taken(id) { other } else { id }.clone())).collect()
}

fn id<'n>(operation: &Operation<'n>) -> Option<&'n str> {
    operation.members.get("operationId").and_then(Value::as_str).filter(|id| !id.is_empty())
}

/// `GET /users/{id}/cars` is `getUsersByIdCars`; what is percent-encoded is called by what it stands for.
fn make_id(operation: &Operation<'_>) -> String {
    let mut id = operation.method.to_owned();
    let path = percent_decode(operation.path).unwrap_or(operation.path.into());
    for segment in path.replace('{', "/By/").split(|character: char| !character.is_alphanumeric()) {
        let mut characters = segment.chars();
        id.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        id.push_str(characters.as_str());
    }
    id
}

/// The same with a hash, for paths that differ in punctuation only.
fn unlike_others(operation: &Operation<'_>) -> String {
    let place = [operation.method, " ", operation.path].concat();
    [&make_id(operation), "_", &hash::short(&place, HASH_DIGITS)].concat()
}

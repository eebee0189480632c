//! Gives every operation an `operationId` of its own.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Moved;
use super::hash::short_hash;
use super::operations::{Operation, operations};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::{Origin, Pointer};

/// Makes the missing ids from method and path, and reports the ones that occur twice.
pub(super) fn complete(tree: &mut Value, moved: &Moved, diagnostics: &mut Diagnostics) {
    for (pointer, id) in made(tree, moved, diagnostics) {
        diagnostics.push(catalogue::normalise::missing_operation_id(&moved.origin(&pointer), &id));
        if let Some(Value::Object(members)) = tree.pointer_mut(pointer.as_str()) {
            members.insert("operationId".to_owned(), Value::String(id));
        }
    }
}

/// The operations without an id of their own, with the one that each gets.
fn made(tree: &Value, moved: &Moved, diagnostics: &mut Diagnostics) -> Vec<(Pointer, String)> {
    let mut given: BTreeMap<String, Origin> = BTreeMap::new();
    let mut nameless: Vec<(Pointer, String, String)> = Vec::new();
    for operation in operations(tree) {
        let origin = moved.origin(&operation.pointer().child("operationId"));
        match id(&operation).map(|id| (id, given.get(id))) {
            Some((id, None)) => {
                given.insert(id.to_owned(), origin);
            }
            Some((id, Some(first))) if *first != origin => {
                diagnostics.push(catalogue::normalise::duplicate_operation_id(id, first, &origin));
            }
            // One path item that stands for several paths has one id for all of them.
            Some((_, Some(_))) | None => {
                nameless.push((operation.pointer(), make_id(&operation), unlike_others(&operation)));
            }
        }
    }
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

/// `GET /users/{id}/cars` is `getUsersByIdCars`.
fn make_id(operation: &Operation<'_>) -> String {
    let mut id = operation.method.to_owned();
    for segment in operation.path.replace('{', "/By/").split(|character: char| !character.is_alphanumeric()) {
        let mut characters = segment.chars();
        id.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        id.push_str(characters.as_str());
    }
    id
}

/// The same with a hash, for paths that differ in punctuation only.
fn unlike_others(operation: &Operation<'_>) -> String {
    let place = [operation.method, " ", operation.path].concat();
    [&make_id(operation), "_", &short_hash(&place)].concat()
}

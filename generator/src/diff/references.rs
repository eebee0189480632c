//! Where a change stands that is none of a component: it comes or goes at calls which refer to it, and says itself what
//! it said.

use super::finding::Found;
use super::joined::Joined;
use super::trees::Trees;
use super::wire::{Sides, path_item};
use crate::resolve::{Document, Operation, Response};
use crate::source::Origin;

/// Gives what comes or goes by reference the places of the references.
pub(super) fn at_calls(all: &mut [Joined], documents: Sides<&Document>, trees: Sides<&Trees<'_>>) {
    for Joined { found, .. } in all {
        let places = match (&found.draft.base, &found.draft.head) {
            (Some(component), None) => references(component, found, documents.base, trees.base),
            (None, Some(component)) => references(component, found, documents.head, trees.head),
            _ => continue,
        };
        let at = |place: Origin| {
            let mut draft = found.draft.clone();
            [&mut draft.base, &mut draft.head].into_iter().flatten().for_each(|there| there.clone_from(&place));
            draft
        };
        let mut drafts = places.into_iter().map(at).collect::<Vec<_>>().into_iter();
        if let Some(first) = drafts.next() {
            found.draft = first;
            found.alike.extend(drafts);
        }
    }
}

/// Where the calls that a change reaches refer to a component.
fn references(component: &Origin, found: &Found, document: &Document, trees: &Trees<'_>) -> Vec<Origin> {
    let is_part = |list: &str| matches!(list, "parameters" | "headers" | "requestBodies" | "responses");
    let keys: Vec<_> = component.pointer.tokens().collect();
    if !matches!(&keys[..], [first, list, _] if *first == "components" && is_part(list)) {
        return Vec::new();
    }
    let reached = document.operations.iter().filter(|operation| found.reached.steps(&operation.id).is_some());
    let mut places: Vec<Origin> = reached.flat_map(|operation| parts(operation, trees)).collect();
    places.retain(|place| {
        let target = trees.get(place).and_then(|value| trees.target(place.file, value));
        target.as_ref() == Some(component)
    });
    places.sort();
    places.dedup();
    places
}

/// Where the parts of an operation are written, or referred to.
fn parts(operation: &Operation, trees: &Trees<'_>) -> Vec<Origin> {
    let lists = [operation.origin.clone(), path_item(operation)].map(|holder| holder.child("parameters"));
    let listed = lists.iter().flat_map(|list| {
        let length = trees.get(list).and_then(|list| list.as_array()).map_or(0, Vec::len);
        (0..length).map(|index| list.index(index))
    });
    let answers = operation.origin.child("responses");
    let headers = |response: &Response| members(&response.origin.child("headers"), trees);
    let headers = operation.responses.iter().flat_map(headers);
    listed.chain([operation.origin.child("requestBody")]).chain(members(&answers, trees)).chain(headers).collect()
}

fn members(object: &Origin, trees: &Trees<'_>) -> Vec<Origin> {
    let members = trees.get(object).and_then(|object| object.as_object());
    members.into_iter().flat_map(|members| members.keys()).map(|key| object.child(key)).collect()
}

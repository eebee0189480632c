//! What operations say, by which one is known that has gone to another path while another came to its own.

use std::collections::{BTreeMap, BTreeSet};

use super::fingerprint::names;
use super::operations::path_item;
use super::parameters;
use crate::resolve::{Document, MediaType, Operation};

/// What operations of both documents say.
pub(super) struct Moved {
    said: BTreeMap<*const Operation, String>,
    /// The paths where an operation says the same on both sides, with what it says.
    kept: BTreeSet<(String, String)>,
}

impl Moved {
    /// Of the operations of each document.
    pub(super) fn of((base, were): (&Document, &[&Operation]), (head, are): (&Document, &[&Operation])) -> Self {
        let said = |document, operations: &[&Operation]| -> Vec<(*const Operation, String)> {
            let said = |operation: &&Operation| (std::ptr::from_ref(*operation), said(document, operation));
            operations.iter().map(said).collect()
        };
        let mut moved =
            Self { said: said(base, were).into_iter().chain(said(head, are)).collect(), kept: BTreeSet::new() };
        let were: BTreeSet<_> = were.iter().map(|operation| moved.place(operation)).collect();
        moved.kept = are.iter().map(|operation| moved.place(operation)).filter(|place| were.contains(place)).collect();
        moved
    }

    /// What is the same for an operation on both sides: its path, where it says the same as before, or else its
    /// operationId with what it says.
    pub(super) fn key(&self, operation: &Operation) -> String {
        let place = self.place(operation);
        if self.kept.contains(&place) { place.0 } else { format!("{} {}", operation.id, place.1) }
    }

    fn place(&self, operation: &Operation) -> (String, String) {
        let said = self.said.get(&std::ptr::from_ref(operation)).cloned().unwrap_or_default();
        (path_item(operation).pointer.to_string(), said)
    }
}

fn said(document: &Document, operation: &Operation) -> String {
    format!("{:?} {}", (&operation.summary, &operation.description), shape(document, operation))
}

/// What an operation takes and gives.
pub(super) fn shape(document: &Document, operation: &Operation) -> String {
    let content = |content: &[MediaType]| -> Vec<(String, Option<String>)> {
        let said = |media: &MediaType| media.schema.map(|schema| names(document, &[schema]));
        content.iter().map(|media| (media.media_type.clone(), said(media))).collect()
    };
    let parameters = operation.parameters.iter().map(|parameter| {
        let schema = parameters::schema(parameter).map(|schema| names(document, &[schema]));
        (parameter.location, &parameter.name, parameter.required, schema)
    });
    let body = operation.body.iter().map(|body| (body.required, content(&body.content)));
    let answers = operation.responses.iter().map(|response| (response.status, content(&response.content)));
    let parts = (parameters.collect::<Vec<_>>(), body.collect::<Vec<_>>(), answers.collect::<Vec<_>>());
    format!("{} {parts:?}", operation.method.as_str())
}

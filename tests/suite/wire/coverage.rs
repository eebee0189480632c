//! Every operation of every document is called, with everything and with only the required.

use std::collections::BTreeSet;

use crate::calls::{Body, Call, Extent, Service, services};
use crate::document::{Described, Document};

#[test]
fn every_operation_has_its_calls() {
    for Service { document: name, operations } in services() {
        let document = Document::read(name);
        let documented: BTreeSet<&str> = document.operations().iter().map(Described::id).collect();
        let called: BTreeSet<&str> = operations.iter().map(|operation| operation.id).collect();
        assert_eq!(called, documented, "{name}");
        assert_eq!(called.len(), operations.len(), "{name} has an operation twice");
        for operation in &operations {
            for extent in [Extent::All, Extent::Required] {
                let has_one = operation.calls.iter().any(|call| call.extent == extent);
                assert!(has_one, "{}: no call of {extent:?}", operation.id);
            }
        }
    }
}

#[test]
fn every_call_gives_what_its_extent_says() {
    for Service { document: name, operations } in services() {
        let document = Document::read(name);
        for operation in &operations {
            let described = document.operation(operation.id);
            for call in &operation.calls {
                let given: BTreeSet<&str> = call.parameters.iter().map(|(name, _)| *name).collect();
                assert_eq!(given, wanted(described, call.extent), "{}: {:?}", operation.id, call.extent);
                assert_body(described, call);
            }
        }
    }
}

/// The parameters to give: all, or those that are required and have no default.
fn wanted(operation: Described<'_>, extent: Extent) -> BTreeSet<&str> {
    let parameters = operation.parameters().into_iter().filter(|parameter| match extent {
        Extent::All => true,
        Extent::Required => parameter["required"] == true && operation.default_of(parameter).is_none(),
    });
    parameters.map(|parameter| parameter["name"].as_str().expect("name")).collect()
}

/// A body is given wherever all is, and otherwise where it must be.
fn assert_body(operation: Described<'_>, call: &Call) {
    let must_be = operation.body().is_some_and(|body| call.extent == Extent::All || body["required"] == true);
    let is = !matches!(call.body, Body::Absent);
    assert_eq!(is, must_be, "{}: a body in {:?}", operation.id(), call.extent);
}

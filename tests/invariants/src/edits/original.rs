//! A document as it is before an edit: its operations, and which way the values of each schema go.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::pointer::{answers, child, children, decoded, object, resolved};
use super::uses::{Uses, is_success};

/// The members of a path item that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// A document, looked through.
pub(super) struct Original<'d> {
    pub(super) document: &'d Value,
    pub(super) operations: Vec<Operation>,
    pub(super) uses: Uses,
    /// What callbacks and webhooks refer to: it is told of them, too, when it changes.
    pub(super) called_back: BTreeSet<String>,
}

/// An operation below `paths`.
pub(super) struct Operation {
    pub(super) pointer: String,
    /// The pointer of its path item.
    pub(super) item: String,
    /// The pointers of its parameters, references followed.
    pub(super) parameters: Vec<String>,
}

impl<'d> Original<'d> {
    pub(super) fn of(document: &'d Value) -> Self {
        let operations = operations(document);
        let uses = Uses::of(document, &operations);
        Self { document, operations, uses, called_back: called_back(document) }
    }

    /// Whether the document says so.
    pub(super) fn has(&self, pointer: &str) -> bool {
        self.document.pointer(pointer).is_some()
    }

    /// Whether a reference that led somewhere leads nowhere after an edit: then more than one thing changes.
    pub(super) fn is_cut(&self, head: &Value) -> bool {
        let leads = |target: &str, document: &Value| {
            target.strip_prefix('#').is_none_or(|fragment| document.pointer(&decoded(fragment)).is_some())
        };
        let mut places = Vec::new();
        references(head, "", &mut places);
        let mut targets = places.iter().filter_map(|place| head.pointer(place)?.get("$ref")?.as_str());
        targets.any(|target| leads(target, self.document) && !leads(target, head))
    }

    /// How many operations are on a path.
    pub(super) fn on_path(&self, item: &str) -> usize {
        self.operations.iter().filter(|operation| operation.item == item).count()
    }

    /// How many operations have the parameter.
    pub(super) fn with_parameter(&self, parameter: &str) -> usize {
        let has = |operation: &&Operation| operation.parameters.iter().any(|it| it == parameter);
        self.operations.iter().filter(has).count()
    }

    /// The answers of operations, each with the number of operations that give it as a success, and as an error.
    pub(super) fn answers(&self) -> BTreeMap<String, [usize; 2]> {
        let mut given: BTreeMap<String, [BTreeSet<&String>; 2]> = BTreeMap::new();
        for operation in &self.operations {
            for place in answers(self.document, &operation.pointer) {
                if let Some(answer) = resolved(self.document, &place) {
                    let [successes, errors] = given.entry(answer).or_default();
                    if is_success(self.document, &place) { successes } else { errors }.insert(&operation.pointer);
                }
            }
        }
        given.into_iter().map(|(answer, given)| (answer, given.map(|operations| operations.len()))).collect()
    }
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for item in children(document, "/paths") {
        let is_path = document.pointer(&item).is_some_and(|item| item.get("$ref").is_none());
        let is_extension = item.starts_with("/paths/x-");
        for method in METHODS.iter().filter(|_| is_path && !is_extension) {
            let pointer = child(&item, method);
            if object(document, &pointer).is_some() {
                let parameters = parameters(document, &item, &pointer);
                operations.push(Operation { pointer, item: item.clone(), parameters });
            }
        }
    }
    operations
}

/// Those of the operation, then those of its path that it does not declare anew.
fn parameters(document: &Value, item: &str, operation: &str) -> Vec<String> {
    let declared = |holder: &str| -> Vec<String> {
        let places = children(document, &child(holder, "parameters"));
        places.iter().filter_map(|place| resolved(document, place)).collect()
    };
    let key = |pointer: &String| {
        let text = |key: &str| document.pointer(&child(pointer, key)).and_then(Value::as_str).unwrap_or_default();
        let name = text("name");
        (if text("in") == "header" { name.to_lowercase() } else { name.to_owned() }, text("in").to_owned())
    };
    let own = declared(operation);
    let keys: BTreeSet<_> = own.iter().map(key).collect();
    let of_path = declared(item).into_iter().filter(|parameter| !keys.contains(&key(parameter)));
    own.iter().cloned().chain(of_path).collect()
}

/// All that callbacks and webhooks refer to, directly or not.
fn called_back(document: &Value) -> BTreeSet<String> {
    let operations = children(document, "/paths").into_iter().flat_map(|item| children(document, &item));
    let callbacks = operations.map(|operation| child(&operation, "callbacks"));
    let mut open: Vec<String> = callbacks.chain(["/webhooks".to_owned()]).collect();
    let mut found = BTreeSet::new();
    while let Some(pointer) = open.pop() {
        let Some(value) = document.pointer(&pointer) else { continue };
        let mut places = Vec::new();
        references(value, &pointer, &mut places);
        for target in places.iter().filter_map(|place| resolved(document, place)) {
            if found.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    found
}

/// The places of references in a value.
pub(super) fn references(value: &Value, pointer: &str, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if members.get("$ref").is_some_and(Value::is_string) {
                places.push(pointer.to_owned());
            }
            members.iter().for_each(|(key, member)| references(member, &child(pointer, key), places));
        }
        Value::Array(elements) => {
            let elements = elements.iter().enumerate();
            elements.for_each(|(index, element)| references(element, &child(pointer, index.to_string()), places));
        }
        _ => {}
    }
}

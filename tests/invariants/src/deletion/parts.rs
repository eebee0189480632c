//! The parts that a document can lose: operations and components, and which of them refer to which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The members of a path item that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The parts of a document by their pointers.
pub(super) struct Parts {
    /// Below `paths`, in the order of the document.
    pub(super) operations: Vec<String>,
    /// Below `components/schemas`, in the order of the document.
    pub(super) schemas: Vec<String>,
    /// All other components, and the path items.
    shared: Vec<String>,
    users: Users,
}

/// Who refers to whom: the parts by the part that they refer to. Those of a path item are its operations, too.
#[derive(Default)]
struct Users {
    /// Those that refer to the part, or to something in it.
    all: BTreeMap<String, BTreeSet<String>>,
    /// Those that refer to the part itself.
    of_whole: BTreeMap<String, BTreeSet<String>>,
}

/// How much of a part is referred to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    Piece,
}

impl Parts {
    pub(super) fn of(document: &Value) -> Self {
        let mut parts =
            Self { operations: Vec::new(), schemas: Vec::new(), shared: Vec::new(), users: Users::default() };
        for path in children(document, "/paths") {
            for member in children(document, &path) {
                if is_operation(&member) {
                    parts.users.add((&path, Extent::Whole), &member);
                    parts.users.add_all(document, &member, &member);
                    parts.operations.push(member);
                } else {
                    parts.users.add_all(document, &member, &path);
                }
            }
            parts.shared.push(path);
        }
        for webhook in children(document, "/webhooks") {
            parts.users.add_all(document, &webhook, &webhook);
        }
        for section in children(document, "/components") {
            let components = children(document, &section);
            components.iter().for_each(|component| parts.users.add_all(document, component, component));
            if section == "/components/schemas" {
                parts.schemas = components;
            } else {
                parts.shared.extend(components);
            }
        }
        parts
    }

    /// The part, and all that could not be without it.
    pub(super) fn closure(&self, part: &str) -> BTreeSet<String> {
        let mut closure = BTreeSet::new();
        let mut open = vec![part.to_owned()];
        while let Some(part) = open.pop() {
            if closure.insert(part.clone()) {
                open.extend(self.users.all.get(&part).into_iter().flatten().cloned());
            }
        }
        closure
    }

    /// The components but schemas that, as a whole, only these parts refer to, or others like them, and the path items
    /// of which they are all operations.
    pub(super) fn needed_only_by(&self, deleted: &BTreeSet<String>) -> BTreeSet<String> {
        let mut unneeded: BTreeSet<String> = BTreeSet::new();
        loop {
            let is_gone = |user: &String| deleted.contains(user) || unneeded.contains(user);
            let is_unneeded = |part: &&String| self.users.of_whole.get(*part).into_iter().flatten().all(is_gone);
            let found: BTreeSet<String> = self.shared.iter().filter(is_unneeded).cloned().collect();
            if found == unneeded {
                return unneeded;
            }
            unneeded = found;
        }
    }
}

impl Users {
    /// Adds the part `user` to the users of all that a place refers to.
    fn add_all(&mut self, document: &Value, place: &str, user: &str) {
        let mut texts = BTreeSet::new();
        if let Some(value) = document.pointer(place) {
            references(value, &mut texts);
        }
        for (part, extent) in texts.into_iter().filter_map(referred).filter(|(part, _)| part != user) {
            self.add((&part, extent), user);
        }
    }

    fn add(&mut self, (part, extent): (&str, Extent), user: &str) {
        self.all.entry(part.to_owned()).or_default().insert(user.to_owned());
        if extent == Extent::Whole {
            self.of_whole.entry(part.to_owned()).or_default().insert(user.to_owned());
        }
    }
}

/// The part that a place is or belongs to.
pub(super) fn part_of(pointer: &str) -> Option<String> {
    let mut tokens = pointer.split('/').skip(1);
    let (root, name) = (tokens.next()?, tokens.next()?);
    let part = |tokens: &[&str]| tokens.iter().flat_map(|token| ["/", token]).collect::<String>();
    match root {
        "components" => Some(part(&[root, name, tokens.next()?])),
        "paths" => Some(match tokens.next().filter(|member| METHODS.contains(member)) {
            Some(method) => part(&[root, name, method]),
            None => part(&[root, name]),
        }),
        "webhooks" => Some(part(&[root, name])),
        _ => None,
    }
}

fn is_operation(pointer: &str) -> bool {
    pointer.rsplit_once('/').is_some_and(|(_, member)| METHODS.contains(&member))
}

/// The part that a reference within the document leads to, or into.
fn referred(reference: &str) -> Option<(String, Extent)> {
    match reference.strip_prefix('#') {
        Some(pointer) => {
            let pointer = percent_decoded(pointer);
            let part = part_of(&pointer)?;
            let extent = if part == pointer { Extent::Whole } else { Extent::Piece };
            Some((part, extent))
        }
        // The value of a mapping may be the plain name of a schema.
        None => Some((format!("/components/schemas/{}", escaped(reference)), Extent::Whole)),
    }
}

/// The texts of `$ref` and of mappings of discriminators, wherever they stand.
fn references<'d>(value: &'d Value, texts: &mut BTreeSet<&'d str>) {
    match value {
        Value::Object(members) => {
            texts.extend(members.get("$ref").and_then(Value::as_str));
            let mapping = members.get("discriminator").and_then(|discriminator| discriminator.get("mapping"));
            let targets = mapping.and_then(Value::as_object).into_iter().flat_map(|mapping| mapping.values());
            texts.extend(targets.filter_map(Value::as_str));
            members.values().for_each(|member| references(member, texts));
        }
        Value::Array(elements) => elements.iter().for_each(|element| references(element, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The pointers of the members of an object.
fn children(document: &Value, pointer: &str) -> Vec<String> {
    let members = document.pointer(pointer).and_then(Value::as_object);
    members.into_iter().flatten().map(|(name, _)| format!("{pointer}/{}", escaped(name))).collect()
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The text without percent-encoding (RFC 3986, section 2.1); what is none stays.
fn percent_decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes: Vec<u8> = parts.next().unwrap_or_default().bytes().collect();
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(b"%".iter().chain(part.as_bytes().get(..2).unwrap_or(part.as_bytes()))),
        }
        bytes.extend(part.bytes().skip(2));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

//! Holds the tree against the tables of the [`grammar`](super::grammar): at its exit every key was known, is an
//! extension or has a diagnostic, and every value has the shape that the specification wants or is among the places
//! found wrong, which [`refuse`](super::refuse) takes out.

mod conditions;
mod examples;
mod findings;
mod pagination;
mod superseded;

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::grammar::objects::{DOCUMENT, TYPES, TYPES_OF_3_1};
use super::grammar::vocabulary::{EXTENSIONS, FOREIGN};
use super::grammar::{Key, Members, Object, ObjectKind, Referable, Role, Shape, is_extension};
use super::moved::{Brought, Moved};
use super::trail::Trail;
use super::value_notes;
use crate::diagnostic::{Diagnostic, Diagnostics, Known, catalogue};
use crate::dialect::Dialect;
use crate::source::{Origin, Pointer};
use findings::Findings;

/// Checks the whole document; gives the places of what is wrong.
pub(super) fn check(tree: &Value, dialect: Dialect, moved: &Moved, diagnostics: &mut Diagnostics) -> Vec<Pointer> {
    let mut check = Check { dialect, findings: Findings::new(diagnostics), reported: BTreeMap::new() };
    check.value(Shape::One(&DOCUMENT), tree, &Trail::Root(moved));
    check.findings.into_wrong()
}

struct Check<'a> {
    dialect: Dialect,
    findings: Findings<'a>,
    /// The keys that are reported once for each name.
    reported: BTreeMap<String, Known>,
}

impl Check<'_> {
    fn object(&mut self, object: &'static Object, members: &Map<String, Value>, trail: &Trail<'_>) {
        if matches!(object.referable, Referable::Component(_)) && members.contains_key("$ref") {
            return self.reference(object, members, trail);
        }
        for (name, value) in members {
            let trail = trail.child(name);
            match (object.key(name), object.member(name)) {
                (Some(key), _) => self.key(object, key, value, &trail),
                (None, Some(_)) if value.is_null() => {
                    self.findings.push(&trail, catalogue::normalise::null_is_absent(&trail.origin()));
                }
                (None, Some(member)) => self.value(Shape::One(member), value, &trail),
                // What stands beside the reference of a path item holds, also where that leads nowhere.
                (None, None) if name == "$ref" && object.referable == Referable::PathItem => {}
                (None, None) if is_extension(name) => self.extension(object, (name, members), &trail),
                (None, None) => self.unknown_key(object, &trail),
            }
        }
        self.required(object, members, trail);
        self.superseded(object, members, trail);
    }

    /// A reference has nothing beside it but a summary and a description (OpenAPI 3.1.1, "Reference Object"); what a
    /// schema has beside it is `allOf` by now.
    fn reference(&mut self, object: &'static Object, members: &Map<String, Value>, trail: &Trail<'_>) {
        let is_schema = object.kind == ObjectKind::Schema;
        for (name, value) in members {
            let trail = trail.child(name);
            if name == "$ref" || !is_schema && matches!(name.as_str(), "summary" | "description") {
                self.value(Shape::Text, value, &trail);
            } else if !is_extension(name) {
                let diagnostic = if is_schema {
                    catalogue::normalise::beside_reference_to_schema(&trail.origin())
                } else {
                    catalogue::normalise::beside_reference(&trail.origin(), object.kind.name(), self.dialect)
                };
                self.findings.push(&trail, diagnostic);
            }
        }
    }

    fn key(&mut self, object: &Object, key: &Key, value: &Value, trail: &Trail<'_>) {
        if EXTENSIONS.contains(&key.name) && is_of_others(key.shape, value) {
            let expected = key.shape.expected();
            let diagnostic = catalogue::normalise::foreign_form(&trail.origin(), key.name, &expected, &found(value));
            return self.findings.push(trail, diagnostic);
        }
        match key.role {
            Role::Required => {}
            Role::Optional | Role::Documentation | Role::Unused(_) | Role::Degraded(_) | Role::Refused(_)
                if is_empty(key.shape, value) =>
            {
                return self.findings.push(trail, catalogue::normalise::null_is_absent(&trail.origin()));
            }
            Role::Unused(_) | Role::Degraded(_) if holds_nothing(key.shape, value) => return,
            Role::Optional if is_example_of_answer(object, key, trail) => {
                self.once("example of an answer", trail, |origin| catalogue::normalise::not_carried(origin, "answer"));
            }
            Role::Optional => {}
            Role::Documentation => {
                let name = [object.kind.name(), key.name].join(" ");
                self.once(&name, trail, |origin| catalogue::normalise::not_carried(origin, object.kind.name()));
            }
            Role::Degraded(reason) => {
                self.findings.push(trail, catalogue::lower::degraded(&trail.origin(), key.name, reason));
            }
            Role::Refused(reason) => {
                let instead = "give it a method of OpenAPI 3.1, or leave it out";
                let refused = catalogue::lower::refused(&trail.origin(), &format!("`{}`", key.name), reason, instead);
                return self.findings.push(trail, refused);
            }
            Role::Unused(reason) => {
                self.once(key.name, trail, |origin| catalogue::lower::degraded(origin, key.name, reason));
            }
        }
        self.value(key.shape, value, trail);
    }

    /// An extension is kept; that it has no meaning is said once for each name.
    fn extension(&mut self, object: &Object, (name, members): (&str, &Map<String, Value>), trail: &Trail<'_>) {
        // What is read of it has its diagnostics there.
        if trail.moved().brought(&members[name], &trail.origin()) != Brought::Nothing {
            return;
        }
        let foreign = FOREIGN.iter().find(|(key, _)| *key == name);
        match foreign {
            _ if EXTENSIONS.contains(&name) => {
                self.once(name, trail, |origin| catalogue::normalise::misplaced_extension(origin, object.kind.name()));
            }
            Some((_, meaning)) if object.kind != ObjectKind::Schema || !value_notes::is_read(members, name) => {
                self.once(name, trail, |origin| catalogue::normalise::unread_extension(origin, name, meaning));
            }
            Some(_) => {}
            None => self.once(name, trail, |origin| catalogue::normalise::unknown_extension(origin, name, EXTENSIONS)),
        }
    }

    /// Reports what is said once for each name; the places after the first are only noted.
    fn once(&mut self, name: &str, trail: &Trail<'_>, diagnostic: impl FnOnce(&Origin) -> Diagnostic) {
        let origin = trail.origin();
        match self.reported.get(name) {
            Some(known) => self.findings.again(*known, origin),
            None => {
                let known = self.findings.push_first(diagnostic(&origin));
                self.reported.insert(name.to_owned(), known);
            }
        }
    }

    fn unknown_key(&mut self, object: &Object, trail: &Trail<'_>) {
        let origin = trail.origin();
        let diagnostic = match object.members {
            // Repair has taken out all that are only unknown.
            Members::None | Members::Any(_) => {
                catalogue::normalise::malformed_key(&origin, object.kind.name(), "there is no such key")
            }
            Members::Paths(_) => {
                let form = "a path starts with `/`, and has no more bytes than servers take of a URL, 8,000";
                catalogue::normalise::malformed_key(&origin, object.kind.name(), form)
            }
            Members::Statuses(_) => {
                let form = "a status has three digits, or is a range such as `4XX`, or `default`";
                catalogue::normalise::malformed_key(&origin, object.kind.name(), form)
            }
        };
        self.findings.push(trail, diagnostic);
    }

    fn required(&mut self, object: &'static Object, members: &Map<String, Value>, trail: &Trail<'_>) {
        for key in object.keys {
            if matches!(key.role, Role::Required) && !members.contains_key(key.name) {
                let missing = catalogue::normalise::missing_key(&trail.origin(), object.kind.name(), key.name);
                self.findings.push(trail, missing);
            }
        }
        conditions::check(object, members, trail, &mut self.findings);
    }

    fn value(&mut self, shape: Shape, value: &Value, trail: &Trail<'_>) {
        match (shape, value) {
            (Shape::Free, _)
            | (Shape::Text, Value::String(_))
            | (Shape::Flag | Shape::FlagOr(_), Value::Bool(_))
            | (Shape::Number, Value::Number(_))
            | (Shape::FreeList, Value::Array(_)) => {}
            (Shape::Count, Value::Number(number)) if number.is_u64() => {}
            (Shape::Positive, Value::Number(number)) if is_positive(number) => {}
            (Shape::Choice(choices), Value::String(text)) if choices.contains(&text.as_str()) => {}
            (Shape::Texts | Shape::TextsOr(_), Value::Array(elements)) => self.list(Shape::Text, elements, trail),
            (Shape::TextMap, Value::Object(members)) => self.map(Shape::Text, members, trail),
            (Shape::One(object) | Shape::FlagOr(object) | Shape::TextsOr(object), Value::Object(members)) => {
                self.object(object, members, trail);
            }
            (Shape::List(object), Value::Array(elements)) => self.list(Shape::One(object), elements, trail),
            (Shape::Map(object), Value::Object(members)) => self.map(Shape::One(object), members, trail),
            (Shape::Lists(object), Value::Object(members)) => self.map(Shape::List(object), members, trail),
            (Shape::Requirements, Value::Array(elements)) => self.requirements(elements, trail),
            (shape, value) => self.wrong_shape(shape, value, trail),
        }
    }

    fn list(&mut self, shape: Shape, elements: &[Value], trail: &Trail<'_>) {
        for (index, element) in elements.iter().enumerate() {
            self.value(shape, element, &trail.index(index));
        }
    }

    fn map(&mut self, shape: Shape, members: &Map<String, Value>, trail: &Trail<'_>) {
        for (name, member) in members {
            self.value(shape, member, &trail.child(name));
        }
    }

    fn requirements(&mut self, elements: &[Value], trail: &Trail<'_>) {
        for (index, element) in elements.iter().enumerate() {
            let trail = trail.index(index);
            match element {
                Value::Object(schemes) => self.map(Shape::Texts, schemes, &trail),
                other => self.wrong_shape(Shape::Requirements, other, &trail),
            }
        }
    }

    fn wrong_shape(&mut self, shape: Shape, value: &Value, trail: &Trail<'_>) {
        let wanted = match shape {
            Shape::Choice(TYPES) if self.dialect == Dialect::V3_1 => Shape::Choice(TYPES_OF_3_1),
            shape => shape,
        };
        let diagnostic = catalogue::normalise::wrong_shape(&trail.origin(), &wanted.expected(), &found(value));
        self.findings.push(trail, diagnostic);
    }
}

/// Whether a key shows what comes back: examples are of calls.
fn is_example_of_answer(object: &Object, key: &Key, trail: &Trail<'_>) -> bool {
    let is_example = object.kind == ObjectKind::MediaType && matches!(key.name, "example" | "examples");
    is_example && trail.is_of_answer()
}

/// Whether the value of an extension is of another kind than ours: then it is of a tool that calls a key of its own so.
fn is_of_others(shape: Shape, value: &Value) -> bool {
    match shape {
        Shape::Text | Shape::Choice(_) => value.is_array() || value.is_object(),
        Shape::One(_) | Shape::Map(_) | Shape::TextMap | Shape::Lists(_) => !value.is_object() && !value.is_null(),
        Shape::Texts | Shape::FreeList | Shape::List(_) | Shape::Requirements => !value.is_array() && !value.is_null(),
        Shape::Flag | Shape::Number | Shape::Count | Shape::Positive => value.is_array() || value.is_object(),
        Shape::TextsOr(_) => !matches!(value, Value::Array(_) | Value::Object(_) | Value::Null),
        Shape::FlagOr(_) => !matches!(value, Value::Bool(_) | Value::Object(_) | Value::Null),
        Shape::Free => false,
    }
}

/// Whether a key is written without a value.
fn is_empty(shape: Shape, value: &Value) -> bool {
    value.is_null() && !matches!(shape, Shape::Free)
}

/// Whether a key could hold several things and has none, so that nothing is lost with it.
fn holds_nothing(shape: Shape, value: &Value) -> bool {
    matches!(shape, Shape::Map(_)) && value.as_object().is_some_and(Map::is_empty)
}

fn is_positive(number: &Number) -> bool {
    number.as_u64().is_some_and(|number| (1..=u64::from(u32::MAX)).contains(&number))
}

/// What diagnostics say was found.
fn found(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string {}", catalogue::Quoted(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}

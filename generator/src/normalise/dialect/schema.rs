//! A schema while it is rewritten.

use serde_json::{Map, Value};

use super::Rewriting;
use crate::diagnostic::catalogue;
use crate::dialect::Dialect;
use crate::normalise::trail::Trail;
use crate::source::{Origin, Pointer};

/// A schema, the way to it, and what the rewritings share.
pub(super) struct Schema<'s, 'r> {
    pub(super) members: &'s mut Map<String, Value>,
    pub(super) trail: &'s Trail<'s>,
    pub(super) rewriting: &'s mut Rewriting<'r>,
}

impl Schema<'_, '_> {
    pub(super) fn dialect(&self) -> Dialect {
        self.rewriting.dialect
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.members.get(key)?.as_str()
    }

    /// Where a key of the schema is in the tree.
    pub(super) fn pointer(&self, key: &str) -> Pointer {
        self.trail.child(key).pointer()
    }

    /// Where a key of the schema stands in the sources.
    pub(super) fn origin(&self, key: &str) -> Origin {
        self.rewriting.origin(&self.pointer(key))
    }

    /// Takes a key away, with its place.
    pub(super) fn take(&mut self, key: &str) -> Option<(Value, Origin)> {
        let origin = self.origin(key);
        Some((self.members.shift_remove(key)?, origin))
    }

    /// Writes a key whose value stands at `origin` in the sources.
    pub(super) fn set(&mut self, key: &str, value: Value, origin: Origin) {
        let pointer = self.pointer(key);
        self.rewriting.moved.insert(&pointer, origin);
        self.members.insert(key.to_owned(), value);
    }

    /// Adds a schema that holds too, and stands at `origin` in the sources. What is no list stays for `check` to
    /// report.
    pub(super) fn add_all_of(&mut self, member: Value, origin: Origin) -> Option<Pointer> {
        let all_of = self.members.entry("allOf").or_insert_with(|| Value::Array(Vec::new())).as_array_mut()?;
        let index = all_of.len();
        all_of.push(member);
        let pointer = self.pointer("allOf").index(index);
        self.rewriting.moved.insert(&pointer, origin);
        Some(pointer)
    }

    /// Lets null be a value; the reason stands at `origin`.
    pub(super) fn set_nullable(&mut self, origin: Origin) {
        self.set("nullable", Value::Bool(true), origin);
    }

    /// Reports a keyword whose meaning is lost in part.
    pub(super) fn degraded(&mut self, key: &str, reason: &str) {
        let origin = self.origin(key);
        self.rewriting.diagnostics.push(catalogue::lower::degraded(&origin, key, reason));
    }

    /// Reports a keyword that is written as in no dialect of OpenAPI, and how it is read.
    pub(super) fn repaired(&mut self, key: &str, reading: &str) {
        let origin = self.origin(key);
        self.rewriting.diagnostics.push(catalogue::normalise::repaired(&origin, reading));
    }

    /// Says which forms of the other dialect the schema has.
    pub(super) fn report_forms(&mut self) {
        for (key, value) in &*self.members {
            match form(key, value) {
                Form::Both => {}
                Form::Later(form) => self.rewriting.later(&form, &self.trail.child(key)),
                Form::Earlier(form) => self.rewriting.earlier(&form, &self.trail.child(key)),
            }
        }
    }
}

/// Which dialect a key with this value is of.
enum Form {
    Both,
    Later(String),
    Earlier(String),
}

fn form(key: &str, value: &Value) -> Form {
    match (key, value) {
        ("type", Value::Array(_)) => Form::Later("a list as `type`".to_owned()),
        ("type", Value::String(name)) if name == "null" => Form::Later("the type `null`".to_owned()),
        ("exclusiveMinimum" | "exclusiveMaximum", Value::Number(_)) => Form::Later(format!("a number as `{key}`")),
        ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(_)) => Form::Earlier(format!("a flag as `{key}`")),
        ("nullable", _) => Form::Earlier(format!("`{key}`")),
        _ if is_later_key(key) => Form::Later(format!("`{key}`")),
        _ => Form::Both,
    }
}

/// Whether a schema has nothing to be rewritten or reported: most have not, and are passed by with one look at each
/// key.
pub(super) fn is_plain(members: &Map<String, Value>, dialect: Dialect) -> bool {
    members.iter().all(|(key, value)| match key.as_str() {
        "$ref" => members.len() == 1,
        "type" => value.as_str().is_some_and(|name| name != "null"),
        "items" => !value.is_array(),
        "exclusiveMinimum" | "exclusiveMaximum" => value.is_boolean() && dialect == Dialect::V3_0,
        "nullable" => dialect == Dialect::V3_0,
        "anyOf" | "oneOf" | "definitions" => false,
        key => !is_later_key(key),
    })
}

/// The keys that JSON Schema 2020-12 has and the schemas of OpenAPI 3.0 have not.
fn is_later_key(key: &str) -> bool {
    matches!(
        key,
        "$anchor"
            | "$comment"
            | "$defs"
            | "$dynamicAnchor"
            | "$dynamicRef"
            | "$id"
            | "$recursiveAnchor"
            | "$recursiveRef"
            | "$schema"
            | "$vocabulary"
            | "const"
            | "contains"
            | "contentEncoding"
            | "contentMediaType"
            | "contentSchema"
            | "dependentRequired"
            | "dependentSchemas"
            | "else"
            | "examples"
            | "if"
            | "maxContains"
            | "minContains"
            | "patternProperties"
            | "prefixItems"
            | "propertyNames"
            | "then"
            | "unevaluatedItems"
            | "unevaluatedProperties"
    )
}

//! `$id`, `$anchor` and the references that go by them, in mappings too: each becomes a pointer into the document,
//! before other files are looked for (JSON Schema 2020-12 core, section 8.2).
//!
//! `$dynamicRef` means the `$dynamicAnchor` of its name that is outermost while a value is validated; of a name that is
//! there once, that is known beforehand. `$recursiveRef`, its forerunner, means the schema around it that is open to
//! that (JSON Schema 2019-09 core, section 8.2.4.2).

use std::collections::BTreeMap;

use serde_json::Value;

use super::uri;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Moved;
use crate::normalise::external::is_component;
use crate::normalise::grammar::objects::DOCUMENT;
use crate::normalise::grammar::walk::children;
use crate::normalise::grammar::{Object, ObjectKind};
use crate::normalise::trail::Trail;
use crate::source::{Origin, Pointer};

/// Makes pointers of the references that go by identifiers.
pub(in super::super) fn follow(tree: &mut Value, moved: &Moved, diagnostics: &mut Diagnostics) {
    let mut found = Found::default();
    let scope = Scope { base: String::new(), resource: Pointer::root(), recursive: None };
    found.object(&DOCUMENT, tree, &Trail::Root(moved), &scope);
    for reference in std::mem::take(&mut found.references) {
        let Some(target) = found.target(&reference, tree) else { continue };
        let origin = Origin::new(moved.file(), reference.holder.child(reference.key.text()));
        match target {
            Meant::Place(_) => {}
            Meant::FromSchema(_) => {
                diagnostics.push(catalogue::normalise::misrooted_reference(&origin, &reference.text));
            }
            Meant::Around(_) => {
                let reading = "is read as the reference to the schema around it that has `$recursiveAnchor`";
                diagnostics.push(catalogue::normalise::repaired(&origin, reading));
            }
        }
        let (Meant::Place(pointer) | Meant::FromSchema(pointer) | Meant::Around(pointer)) = target;
        if let Some(Value::Object(holder)) = tree.pointer_mut(reference.holder.as_str()) {
            let text = Value::String(pointer.to_fragment());
            match reference.key {
                Key::Keyword(keyword) => {
                    holder.shift_remove(keyword);
                    holder.insert("$ref".to_owned(), text);
                }
                Key::Mapped(value) => drop(holder.insert(value, text)),
            }
        }
    }
}

/// What a reference is relative to.
#[derive(Clone)]
struct Scope {
    base: String,
    /// Where the schema stands that has the base as its `$id`; the root, where none has.
    resource: Pointer,
    /// The nearest schema around that has `$recursiveAnchor`.
    recursive: Option<Pointer>,
}

/// A reference that may be more than a pointer into the document.
struct Reference {
    holder: Pointer,
    key: Key,
    text: String,
    scope: Scope,
}

/// What a reference stands under.
enum Key {
    /// `$ref`, or another that means the like.
    Keyword(&'static str),
    /// A value in the mapping of a discriminator.
    Mapped(String),
}

impl Key {
    fn text(&self) -> &str {
        match self {
            Self::Keyword(keyword) => keyword,
            Self::Mapped(value) => value,
        }
    }
}

/// What a reference means.
enum Meant {
    Place(Pointer),
    /// A place below the schema that holds it, although it is written as one of the document.
    FromSchema(Pointer),
    /// The schema around the reference that is recursive.
    Around(Pointer),
}

/// The identifiers of a document, and the references that may go by them.
#[derive(Default)]
struct Found {
    resources: BTreeMap<String, Pointer>,
    /// By resource and name.
    anchors: BTreeMap<(Pointer, String), Pointer>,
    dynamic_anchors: BTreeMap<String, Vec<Pointer>>,
    references: Vec<Reference>,
}

impl Found {
    fn object(&mut self, object: &'static Object, value: &Value, trail: &Trail<'_>, scope: &Scope) {
        let inner = if object.kind == ObjectKind::Schema { self.schema(value, trail, scope) } else { None };
        let scope = inner.as_ref().unwrap_or(scope);
        if object.kind == ObjectKind::Discriminator {
            self.mapping(value, trail, scope);
        }
        children(object, value, trail, &mut |object, value, trail| self.object(object, value, trail, scope));
    }

    /// Notes what a schema is called and what it names; gives the scope that it opens.
    fn schema(&mut self, value: &Value, trail: &Trail<'_>, scope: &Scope) -> Option<Scope> {
        let members = value.as_object().filter(|members| members.keys().any(|key| key.starts_with('$')))?;
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let mut opened = None;
        if let Some(id) = text("$id").filter(|id| !uri::without_fragment(id).is_empty()) {
            let base = uri::join(&scope.base, id);
            let inner = Scope { base, resource: trail.pointer(), recursive: scope.recursive.clone() };
            self.resources.entry(inner.base.clone()).or_insert_with(|| inner.resource.clone());
            opened = Some(inner);
        }
        if members.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
            opened.get_or_insert_with(|| scope.clone()).recursive = Some(trail.pointer());
        }
        let scope = opened.as_ref().unwrap_or(scope);
        for anchor in [text("$anchor"), text("$dynamicAnchor")].into_iter().flatten() {
            self.anchors.entry((scope.resource.clone(), anchor.to_owned())).or_insert_with(|| trail.pointer());
        }
        if let Some(anchor) = text("$dynamicAnchor") {
            self.dynamic_anchors.entry(anchor.to_owned()).or_default().push(trail.pointer());
        }
        for key in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(text) = text(key).filter(|text| !is_plain(text, scope)) {
                self.refer((trail.pointer(), Key::Keyword(key)), text, scope);
            }
        }
        opened
    }

    /// Notes what the values of a discriminator stand for.
    fn mapping(&mut self, discriminator: &Value, trail: &Trail<'_>, scope: &Scope) {
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        for (value, text) in mapping.into_iter().flatten() {
            if let Some(text) = text.as_str().filter(|text| !is_plain(text, scope)) {
                self.refer((trail.child("mapping").pointer(), Key::Mapped(value.clone())), text, scope);
            }
        }
    }

    fn refer(&mut self, (holder, key): (Pointer, Key), text: &str, scope: &Scope) {
        self.references.push(Reference { holder, key, text: text.to_owned(), scope: scope.clone() });
    }

    /// What a reference means; none where it stays as it is.
    fn target(&self, reference: &Reference, tree: &Value) -> Option<Meant> {
        let Reference { holder, key, text, scope } = reference;
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let is_free = || holder.value_in(tree).is_some_and(|holder| holder.get("$ref").is_none());
        match key {
            Key::Keyword("$recursiveRef") => {
                return scope.recursive.clone().filter(|_| text == "#" && is_free()).map(Meant::Around);
            }
            Key::Keyword("$dynamicRef") => match self.dynamic_anchors.get(fragment).map(Vec::as_slice) {
                _ if !is_free() => return None,
                Some([only]) => return Some(Meant::Place(only.clone())),
                Some(_) => return None,
                None => {}
            },
            Key::Mapped(_) if is_component(tree, text) => return None,
            Key::Keyword(_) | Key::Mapped(_) => {}
        }
        let resource =
            if file.is_empty() { &scope.resource } else { self.resources.get(&uri::join(&scope.base, file))? };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return self.anchor(resource, fragment).map(Meant::Place);
        }
        let below = Pointer::from_fragment(fragment).ok()?;
        let exists = |pointer: &Pointer| pointer.value_in(tree).is_some();
        let target = resource.join(&below);
        // The document is no schema.
        if exists(&target) && !target.is_root() {
            return Some(Meant::Place(target));
        }
        let is_definition = fragment.starts_with("/$defs/") || fragment.starts_with("/definitions/");
        let is_whole = |schema: &Pointer| schema.child("$schema").value_in(tree).is_some_and(Value::is_string);
        let is_meant = |schema: &Pointer| is_definition || below.is_root() && !schema.is_root() && is_whole(schema);
        if exists(&below) && !below.is_root() {
            return None;
        }
        let around = std::iter::successors(Some(holder.clone()), Pointer::parent).filter(is_meant);
        around.map(|schema| schema.join(&below)).find(exists).map(Meant::FromSchema)
    }

    /// The place of an anchor: of the resource, or the only one of the document.
    fn anchor(&self, resource: &Pointer, name: &str) -> Option<Pointer> {
        if let Some(pointer) = self.anchors.get(&(resource.clone(), name.to_owned())) {
            return Some(pointer.clone());
        }
        let mut named = self.anchors.iter().filter(|((_, other), _)| other == name).map(|(_, pointer)| pointer);
        named.next().filter(|_| named.next().is_none()).cloned()
    }
}

/// Whether a reference is a pointer from the root of the document, as most are.
fn is_plain(text: &str, scope: &Scope) -> bool {
    scope.resource.is_root() && (text.starts_with("#/components/") || text.starts_with("#/paths/"))
}

//! What the client does not show of a document, as something else stands in its place or it has none: noted, so that it
//! does not count as shown.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Check;
use crate::diagnostic::catalogue::normalise::{fragment_in_path, not_shown};
use crate::normalise::grammar::{Object, ObjectKind};
use crate::normalise::operations::{METHODS, UNTAGGED, folded_tag};
use crate::normalise::paths::{SHARED, is_said};
use crate::normalise::trail::Trail;
use crate::sentence::end_of_first;
use crate::source::Pointer;
use crate::template::without_fragment;

impl Check<'_> {
    /// Notes what of an object is not shown, as something else is.
    pub(super) fn superseded(&mut self, object: &'static Object, members: &Map<String, Value>, trail: &Trail<'_>) {
        match object.kind {
            ObjectKind::Schema => {
                self.title(members, trail);
                self.component_without_type(members, trail);
                self.long_values(&["default", "pattern"], members, trail);
                self.examples_of_schema(members, trail);
                self.default_of_elements(members, trail);
            }
            ObjectKind::Parameter => {
                self.schema_of_parameter(members, trail);
                self.example_of_setter(members, trail);
                self.example_of_content(members, trail);
                self.further_examples(members, trail);
            }
            ObjectKind::MediaType => self.further_examples(members, trail),
            ObjectKind::Operation => self.further_tags(members, trail),
            ObjectKind::PathItem => {
                self.of_all_operations(members, trail);
                self.fragment(trail);
            }
            ObjectKind::Document => self.tags_without_operations(members, trail),
            _ => {}
        }
    }

    /// A title is documentation where there is no description, and the name of one of several, or of a component.
    fn title(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let (Some(title), Some(description)) = (text(members, "title"), text(members, "description")) else { return };
        let is_name = trail.is_element_of(&["oneOf", "anyOf"]) || trail.is_key(title);
        if title != description && !is_name {
            let reason = "its `description` stands in its place";
            self.once("title", &trail.child("title"), |origin| not_shown(origin, "the title of a schema", reason));
        }
    }

    /// What is of a component without a type of its own repeats the first sentence of its description.
    fn component_without_type(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let has_more = |text: &str| end_of_first(text).is_some();
        if trail.is_component_of("schemas") && is_plain(members) && text(members, "description").is_some_and(has_more) {
            let (what, reason) = ("the rest of this description", "its schema has no type of its own");
            self.once(what, &trail.child("description"), |origin| not_shown(origin, what, reason));
        }
    }

    /// An element is there or not: what stands for one that is not given is nothing that a call has.
    fn default_of_elements(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        for key in ["items", "additionalProperties"] {
            if members.get(key).is_some_and(|element| element.get("default").is_some()) {
                let (what, reason) =
                    ("the default of an element", "lists and maps have the elements that the caller gives");
                let element = trail.child(key);
                self.once(what, &element.child("default"), |origin| not_shown(origin, what, reason));
            }
        }
    }

    /// What the schema of a parameter says in other words than the parameter itself.
    fn schema_of_parameter(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let schema = members.get("schema").and_then(Value::as_object).filter(|schema| is_plain(schema));
        let (Some(shown), Some(schema)) = (text(members, "description"), schema) else { return };
        let said = ["description", "title"].into_iter().find_map(|key| Some((key, text(schema, key)?)));
        if let Some((key, _)) = said.filter(|(_, said)| *said != shown) {
            let what = format!("the {key} of this schema");
            let reason = "the description of the parameter stands in its place";
            let schema = trail.child("schema");
            self.once(&what, &schema.child(key), |origin| not_shown(origin, &what, reason));
        }
    }

    /// An operation is in the module of its first tag.
    fn further_tags(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let Some(Value::Array(names)) = members.get("tags") else { return };
        let tags = trail.child("tags");
        for index in 1..names.len() {
            let reason = "the operation is in the module of its first tag";
            self.once("further tag", &tags.index(index), |origin| not_shown(origin, "this tag", reason));
        }
    }

    /// What a path item says for its operations is shown where one of them does not say it itself.
    fn of_all_operations(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let operations = || METHODS.iter().filter_map(|method| members.get(*method)?.as_object());
        for key in SHARED {
            if members.get(key).is_some_and(is_said) && operations().all(|own| own.get(key).is_some_and(is_said)) {
                let what = format!("`{key}` of a path");
                let reason = "no operation is without its own";
                self.once(&what, &trail.child(key), |origin| not_shown(origin, &what, reason));
            }
        }
    }

    /// What is behind a `#` in a path is for readers of the document alone (RFC 9110, 7.1).
    fn fragment(&mut self, trail: &Trail<'_>) {
        let path = trail.pointer();
        let is_path = path.parent() == Some(Pointer::root().child("paths"));
        if is_path && path.last().is_some_and(|path| without_fragment(&path) != path) {
            self.once("fragment", trail, fragment_in_path);
        }
    }

    /// A tag is the module of the operations that have it as their first.
    fn tags_without_operations(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let Some(Value::Array(declared)) = members.get("tags") else { return };
        let (first, mut seen) = (first_tags(members), BTreeSet::new());
        let tags = trail.child("tags");
        for (index, tag) in declared.iter().enumerate() {
            let Some(name) = tag.get("name").and_then(Value::as_str) else { continue };
            let folded = folded_tag(name);
            let reason = match (first.contains(&folded), seen.insert(folded)) {
                (true, true) => continue,
                (true, false) => "it is declared before",
                (false, _) => "no operation has it as its first",
            };
            self.once(reason, &tags.index(index), |origin| not_shown(origin, "this tag", reason));
        }
    }
}

/// A text that says something.
fn text<'m>(members: &'m Map<String, Value>, key: &str) -> Option<&'m str> {
    members.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// Whether no type is declared for a schema, which would have its documentation.
fn is_plain(schema: &Map<String, Value>) -> bool {
    const DECLARING: [&str; 6] = ["$ref", "enum", "properties", "allOf", "oneOf", "anyOf"];
    DECLARING.iter().all(|key| !schema.contains_key(*key))
}

/// The tags that have operations, folded.
fn first_tags(document: &Map<String, Value>) -> BTreeSet<String> {
    let items = document.get("paths").and_then(Value::as_object).into_iter().flat_map(Map::values);
    let operations = items.flat_map(|item| METHODS.iter().filter_map(|method| item.get(*method)));
    let first = |operation| Value::pointer(operation, "/tags/0").and_then(Value::as_str);
    operations.map(|operation| folded_tag(first(operation).unwrap_or(UNTAGGED))).collect()
}

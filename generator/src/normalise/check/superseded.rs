//! Documentation that has a place in the client, which something else takes: noted, so that it does not count as shown.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Check;
use crate::diagnostic::catalogue::normalise::not_shown;
use crate::normalise::grammar::Object;
use crate::normalise::grammar::objects::{DOCUMENT, MEDIA_TYPE, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY, SCHEMA};
use crate::normalise::operations::METHODS;
use crate::normalise::trail::Trail;
use crate::repeated::is_long;

impl Check<'_> {
    /// Notes what of an object is not shown, as something else is.
    pub(super) fn superseded(&mut self, object: &'static Object, members: &Map<String, Value>, trail: &Trail<'_>) {
        if std::ptr::eq(object, &SCHEMA) {
            self.title(members, trail);
            self.long_values(&["default", "pattern"], members, trail);
            self.values_of_answer(members, trail);
        } else if std::ptr::eq(object, &PARAMETER) {
            self.example_of_setter(members, trail);
            self.further_examples(members, trail);
        } else if std::ptr::eq(object, &MEDIA_TYPE) {
            self.further_examples(members, trail);
        } else if std::ptr::eq(object, &REQUEST_BODY) {
            self.examples_of_optional(members, trail);
        } else if std::ptr::eq(object, &OPERATION) {
            self.further_tags(members, trail);
        } else if std::ptr::eq(object, &PATH_ITEM) {
            self.of_all_operations(members, trail);
        } else if std::ptr::eq(object, &DOCUMENT) {
            self.tags_without_operations(members, trail);
        }
    }

    /// A title is documentation where there is no description, and the name of one of several.
    fn title(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let is_described = || members.get("description").and_then(Value::as_str).is_some_and(|text| !text.is_empty());
        if members.get("title").is_some_and(Value::is_string)
            && is_described()
            && !trail.is_element_of(&["oneOf", "anyOf"])
        {
            let reason = "its `description` stands in its place";
            self.once("title", &trail.child("title"), |origin| not_shown(origin, "the title of a schema", reason));
        }
    }

    /// A setter shows no number or flag, as its type tells as much, and of what is long the beginning.
    fn example_of_setter(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let is_argument = members.get("required").and_then(Value::as_bool).unwrap_or(false)
            && members.get("schema").is_none_or(|schema| schema.get("default").is_none());
        let Some(example) = members.get("example").filter(|_| !is_argument) else { return };
        if example.is_number() || example.is_boolean() {
            let (what, reason) = ("an example that is a number or flag", "the type of the setter says so");
            self.once(what, &trail.child("example"), |origin| not_shown(origin, what, reason));
        }
        self.long_values(&["example"], members, trail);
    }

    /// Of long values the beginning is shown.
    fn long_values(&mut self, keys: &[&str], members: &Map<String, Value>, trail: &Trail<'_>) {
        let is_long = |value: &Value| match value {
            Value::String(text) => is_long(text),
            Value::Array(_) | Value::Object(_) => is_long(&value.to_string()),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        };
        for &key in keys.iter().filter(|key| members.get(**key).is_some_and(is_long)) {
            let what = format!("the end of this `{key}`");
            self.once(&what, &trail.child(key), |origin| not_shown(origin, &what, "it is too long to read"));
        }
    }

    /// The example of a call has what must be given.
    fn examples_of_optional(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        if members.get("required").and_then(Value::as_bool).unwrap_or(false) {
            return;
        }
        let (content, what) = (trail.child("content"), "the example of an optional body");
        for (media_type, media) in members.get("content").and_then(Value::as_object).into_iter().flatten() {
            let media_type = content.child(media_type);
            for key in ["example", "examples"].into_iter().filter(|key| media.get(*key).is_some()) {
                let reason = "the example of the call has no more than it must";
                self.once(what, &media_type.child(key), |origin| not_shown(origin, what, reason));
            }
        }
    }

    /// Examples are of what is sent. Components may be both sent and received.
    fn values_of_answer(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let given = || ["example", "examples"].into_iter().filter(|key| members.contains_key(*key));
        if given().next().is_none() {
            return;
        }
        if trail.is_of_answer() {
            let (what, reason) = ("an example in an answer", "calls are shown with what they send");
            given().for_each(|key| self.once(what, &trail.child(key), |origin| not_shown(origin, what, reason)));
        } else {
            self.further_values(members, trail);
        }
    }

    /// Of the values in the `examples` of a schema, the first is shown.
    fn further_values(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let Some(Value::Array(values)) = members.get("examples") else { return };
        let examples = trail.child("examples");
        (1..values.len()).for_each(|index| self.further_example(&examples.index(index)));
    }

    /// Of the examples of a value that is sent, the first is shown that has a value; those of answers are none.
    fn further_examples(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let Some(Value::Object(named)) = members.get("examples").filter(|_| !trail.is_of_answer()) else {
            return;
        };
        let examples = trail.child("examples");
        let is_shown = |example: &Value| example.get("value").is_some() || example.get("$ref").is_some();
        let shown = named.values().position(is_shown).filter(|_| !members.contains_key("example"));
        let further = named.keys().enumerate().filter(|(index, _)| Some(*index) != shown);
        further.for_each(|(_, name)| self.further_example(&examples.child(name)));
    }

    fn further_example(&mut self, trail: &Trail<'_>) {
        self.once("further example", trail, |origin| not_shown(origin, "this example", "another stands in its place"));
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
        // An empty list of servers is none that an operation has of its own.
        let is_said = |said: &Value| said.as_array().is_none_or(|list| !list.is_empty());
        for key in ["summary", "description", "servers"] {
            if members.get(key).is_some_and(is_said) && operations().all(|own| own.get(key).is_some_and(is_said)) {
                let what = format!("`{key}` of a path");
                let reason = "no operation is without its own";
                self.once(&what, &trail.child(key), |origin| not_shown(origin, &what, reason));
            }
        }
    }

    /// A tag is the module of the operations that have it as their first.
    fn tags_without_operations(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let Some(Value::Array(declared)) = members.get("tags") else { return };
        let mut open = first_tags(members);
        let tags = trail.child("tags");
        for (index, tag) in declared.iter().enumerate() {
            let name = tag.get("name").and_then(Value::as_str);
            if name.is_some_and(|name| !open.remove(name)) {
                let reason = "no operation has it as its first";
                self.once("unused tag", &tags.index(index), |origin| not_shown(origin, "this tag", reason));
            }
        }
    }
}

/// The tags that have operations; those without a tag are in the module of `Default`.
fn first_tags(document: &Map<String, Value>) -> BTreeSet<&str> {
    let items = document.get("paths").and_then(Value::as_object).into_iter().flat_map(Map::values);
    let operations = items.flat_map(|item| METHODS.iter().filter_map(|method| item.get(*method)));
    let first = |operation| Value::pointer(operation, "/tags/0").and_then(Value::as_str);
    operations.map(|operation| first(operation).unwrap_or("Default")).collect()
}

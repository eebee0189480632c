//! Examples that no call shows: they are noted, so that they do not count as shown.

use serde_json::{Map, Value};

use super::Check;
use crate::diagnostic::catalogue::normalise::not_shown;
use crate::normalise::trail::Trail;
use crate::repeated::is_long;

impl Check<'_> {
    /// A setter shows no number or flag, as its type tells as much, and of what is long the beginning.
    pub(super) fn example_of_setter(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let schema = members.get("schema");
        let has_default = schema.is_some_and(|schema| schema.get("default").is_some());
        if is_required(members) && !has_default {
            return;
        }
        self.scalar_example(members, trail);
        self.long_values(&["example"], members, trail);
        if let Some(schema) = schema.and_then(Value::as_object).filter(|_| !members.contains_key("example")) {
            self.long_values(&["example"], schema, &trail.child("schema"));
        }
        let named = members.get("examples").and_then(Value::as_object);
        if let Some((name, Value::Object(example))) = named.and_then(|named| named.iter().next()) {
            self.long_values(&["value"], example, &trail.child("examples").child(name));
        }
    }

    /// A parameter that is a document shows the example of that, unless it has one of its own.
    pub(super) fn example_of_content(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let content = trail.child("content");
        let has_own = members.contains_key("example") || members.contains_key("examples");
        for (media_type, media) in members.get("content").and_then(Value::as_object).into_iter().flatten() {
            let (media_type, Some(media)) = (content.child(media_type), media.as_object()) else { continue };
            if has_own && media.contains_key("example") {
                self.further_example(&media_type.child("example"));
            } else if !is_required(members) {
                self.scalar_example(media, &media_type);
            }
        }
    }

    fn scalar_example(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        if members.get("example").is_some_and(|example| example.is_number() || example.is_boolean()) {
            let (what, reason) = ("an example that is a number or flag", "the type of the setter says so");
            self.once(what, &trail.child("example"), |origin| not_shown(origin, what, reason));
        }
    }

    /// Of long values the beginning is shown.
    pub(super) fn long_values(&mut self, keys: &[&str], members: &Map<String, Value>, trail: &Trail<'_>) {
        let is_long = |key: &str| match members.get(key) {
            Some(Value::String(text)) if key == "pattern" => is_long(text),
            Some(value @ (Value::String(_) | Value::Array(_) | Value::Object(_))) => is_long(&value.to_string()),
            Some(Value::Null | Value::Bool(_) | Value::Number(_)) | None => false,
        };
        for &key in keys.iter().filter(|key| is_long(key)) {
            let what = format!("the end of this `{key}`");
            self.once(&what, &trail.child(key), |origin| not_shown(origin, &what, "it is too long to read"));
        }
    }

    /// Examples are of members, or of what is sent, the first of them: components may be both sent and received.
    pub(super) fn examples_of_schema(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        if trail.is_property() {
            self.long_values(&["example"], members, trail);
        }
        let given = ["example", "examples"].into_iter().filter(|key| members.contains_key(*key));
        for key in given {
            let here = trail.child(key);
            if here.is_of_answer() && !trail.is_property() {
                let (what, reason) = ("an example in an answer", "calls are shown with what they send");
                self.once(what, &here, |origin| not_shown(origin, what, reason));
            } else if let (Some(Value::Array(values)), "examples") = (members.get(key), key) {
                (1..values.len()).for_each(|index| self.further_example(&here.index(index)));
            }
        }
    }

    /// Of the examples of a value that is sent, the first is shown that has a value; those of answers are none.
    pub(super) fn further_examples(&mut self, members: &Map<String, Value>, trail: &Trail<'_>) {
        let Some(Value::Object(named)) = members.get("examples").filter(|_| !trail.is_of_answer()) else { return };
        let examples = trail.child("examples");
        let is_shown = |example: &Value| example.get("value").is_some() || example.get("$ref").is_some();
        let shown = named.values().position(is_shown).filter(|_| !members.contains_key("example"));
        let further = named.keys().enumerate().filter(|(index, _)| Some(*index) != shown);
        further.for_each(|(_, name)| self.further_example(&examples.child(name)));
    }

    fn further_example(&mut self, trail: &Trail<'_>) {
        self.once("further example", trail, |origin| not_shown(origin, "this example", "another stands in its place"));
    }
}

fn is_required(members: &Map<String, Value>) -> bool {
    members.get("required").and_then(Value::as_bool).unwrap_or(false)
}

//! Parameters that are bodies, or parts of them, as Swagger 2.0 has them: `in: body` and `in: formData`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::objects::Done;
use super::references::JSON;
use super::styles;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Moved;
use crate::normalise::grammar::objects::MEDIA_TYPE;
use crate::normalise::operations::{Operation, operations};
use crate::normalise::paths::list;
use crate::normalise::refuse::remove;
use crate::source::{Origin, Pointer};

/// Makes request bodies of the parameters that stand at an operation itself, where it has no other body.
pub(super) fn mend(tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
    let found: Vec<Found> = operations(tree).filter_map(|operation| Found::of(&operation, tree)).collect();
    let consumed: BTreeSet<Pointer> = found.iter().filter_map(|found| found.consumed.clone()).collect();
    for found in found {
        found.put(tree, moved, diagnostics);
    }
    for consumed in consumed {
        diagnostics
            .push(catalogue::normalise::repaired(&moved.origin(&consumed), "is read for the media type of bodies"));
        remove(tree, moved, &consumed);
    }
}

/// The body of one operation.
struct Found {
    operation: Pointer,
    /// The places of its parameters in the list.
    taken: Vec<usize>,
    /// Where it says what media types it has.
    consumed: Option<Pointer>,
    body: Value,
    /// The nodes of the body, each with the parameter, and the way in it, that it is made of.
    nodes: Vec<(Pointer, usize, Pointer)>,
    reading: &'static str,
}

impl Found {
    /// None where there is no such parameter, or what they say together is no body.
    fn of(operation: &Operation<'_>, tree: &Value) -> Option<Self> {
        if operation.members.contains_key("requestBody") {
            return None;
        }
        let parameters = list(operation.members.get("parameters")).iter().enumerate();
        let is_in = |place: &str, parameter: &Value| {
            parameter.get("in").and_then(Value::as_str).is_some_and(|given| given.eq_ignore_ascii_case(place))
        };
        let given = |place| parameters.clone().filter(move |(_, parameter)| is_in(place, parameter));
        let objects = |place| given(place).filter_map(|(at, parameter)| Some((at, parameter.as_object()?)));
        let (bodies, parts): (Vec<_>, Vec<_>) = (objects("body").collect(), objects("formData").collect());
        let said = [operation.pointer(), Pointer::root()].map(|holder| holder.child("consumes"));
        let said = said
            .into_iter()
            .find_map(|place| Some((list(tree.pointer(place.as_str())), place)).filter(|(list, _)| !list.is_empty()));
        let (consumed, place) = said.unzip();
        let consumed: Vec<&str> = consumed.unwrap_or_default().iter().filter_map(Value::as_str).collect();
        let found = match (&bodies[..], &parts[..]) {
            ([(at, parameter)], []) => Self::body(operation.pointer(), *at, parameter, &consumed),
            ([], [_, ..]) => Self::form(operation.pointer(), &parts, &consumed),
            _ => return None,
        };
        Some(Self { consumed: place, ..found })
    }

    /// A body is of JSON, unless only other media types are consumed.
    fn body(operation: Pointer, at: usize, parameter: &Map<String, Value>, consumed: &[&str]) -> Self {
        let media_type = consumed.iter().find(|media_type| media_type.contains("json")).or(consumed.first());
        let media_type = media_type.copied().unwrap_or(JSON);
        let (mut body, mut content) = (Map::new(), Map::new());
        let content_pointer = Pointer::root().child("content").child(media_type);
        let mut nodes = vec![(Pointer::root(), at, Pointer::root())];
        for (key, value) in parameter.iter().filter(|(key, _)| !matches!(key.as_str(), "name" | "in")) {
            if MEDIA_TYPE.key(key).is_some() {
                nodes.push((content_pointer.child(key), at, Pointer::root().child(key)));
                content.insert(key.clone(), value.clone());
            } else {
                body.insert(key.clone(), value.clone());
            }
        }
        body.insert("content".to_owned(), json!({ media_type: content }));
        let reading = "is read as the body of the request";
        Self { operation, taken: vec![at], consumed: None, body: body.into(), nodes, reading }
    }

    /// A form that has files, or is said to be of several parts, is sent as such; any other in the way of URLs.
    fn form(operation: Pointer, parts: &[(usize, &Map<String, Value>)], consumed: &[&str]) -> Self {
        const URL_ENCODED: &str = "application/x-www-form-urlencoded";
        const MULTIPART: &str = "multipart/form-data";
        let has_file = parts.iter().any(|(_, part)| part.get("type").is_some_and(|ty| ty == "file"));
        let is_multipart = has_file || consumed.first() == Some(&MULTIPART);
        let media_type = if is_multipart { MULTIPART } else { URL_ENCODED };
        let content_pointer = Pointer::root().child("content").child(media_type);
        let (mut properties, mut encoding, mut required) = (Map::new(), Map::new(), Vec::new());
        let mut nodes: Vec<(Pointer, usize, Pointer)> = Vec::new();
        for (at, part) in parts {
            let Some(name) = part.get("name").and_then(Value::as_str) else { continue };
            let (schema, style) = schema_and_style(part);
            properties.insert(name.to_owned(), schema.into());
            if !style.is_empty() {
                encoding.insert(name.to_owned(), style.into());
            }
            if part.get("required") == Some(&Value::Bool(true)) {
                required.push(name);
            }
            let way = if part.contains_key("schema") { Pointer::root().child("schema") } else { Pointer::root() };
            nodes.push((content_pointer.child("schema").child("properties").child(name), *at, way));
            nodes.push((content_pointer.child("encoding").child(name), *at, Pointer::root()));
        }
        let is_required = !required.is_empty();
        let mut schema = json!({ "type": "object", "properties": properties });
        if let (Value::Object(schema), true) = (&mut schema, is_required) {
            schema.insert("required".to_owned(), json!(required));
        }
        let content = if encoding.is_empty() {
            json!({ "schema": schema })
        } else {
            json!({ "schema": schema, "encoding": encoding })
        };
        let body = json!({ "required": is_required, "content": { media_type: content } });
        let taken: Vec<usize> = parts.iter().map(|(at, _)| *at).collect();
        nodes.insert(0, (Pointer::root(), taken[0], Pointer::root()));
        let reading = "is read as a part of the form that is the body of the request";
        Self { operation, taken, consumed: None, body, nodes, reading }
    }

    fn put(self, tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
        let Self { operation, taken, consumed: _, body, nodes, reading } = self;
        let parameters = operation.child("parameters");
        let origin = |at: usize, way: &Pointer| moved.origin(&parameters.index(at).join(way));
        let placed: Vec<(Pointer, Origin)> =
            nodes.into_iter().map(|(node, at, way)| (node, origin(at, &way))).collect();
        for at in &taken {
            diagnostics.push(catalogue::normalise::repaired(&origin(*at, &Pointer::root()), reading));
        }
        for at in taken.iter().rev() {
            remove(tree, moved, &parameters.index(*at));
        }
        for (node, origin) in placed {
            moved.insert(&operation.child("requestBody").join(&node), origin);
        }
        if let Some(Value::Object(members)) = tree.pointer_mut(operation.as_str()) {
            members.insert("requestBody".to_owned(), body);
        }
    }
}

/// What a parameter says of the values of a part, and how lists are written.
fn schema_and_style(part: &Map<String, Value>) -> (Map<String, Value>, Map<String, Value>) {
    let own = part.iter().filter(|(key, _)| !matches!(key.as_str(), "name" | "in" | "required"));
    let mut schema: Map<String, Value> = own.map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some(Value::Object(inner)) = schema.shift_remove("schema") {
        schema.extend(inner);
    }
    let format = schema.shift_remove("collectionFormat").map(|format| ("collectionFormat".to_owned(), format));
    let mut style: Map<String, Value> = format.into_iter().collect();
    // A part of a form is written as a parameter of a query.
    style.insert("in".to_owned(), "query".into());
    styles::of_collection(&mut style, &mut Done::default());
    style.shift_remove("in");
    (schema, style)
}

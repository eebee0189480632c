//! Parameters that are bodies, or parts of them, as Swagger 2.0 has them: `in: body` and `in: formData`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::objects::Done;
use super::produced::Said;
use super::{produced, styles};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Moved;
use crate::normalise::grammar::objects::MEDIA_TYPE;
use crate::normalise::grammar::reference;
use crate::normalise::operations::{Operation, operations};
use crate::normalise::paths::{followed, list, local_target};
use crate::normalise::refuse::remove;
use crate::source::Pointer;

/// Makes request bodies of the parameters of operations that have no other body, be they shared by reference or by all
/// operations of a path.
pub(super) fn mend(tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
    let found: Vec<Found> = operations(tree).filter_map(|operation| Found::of(&operation, tree)).collect();
    let consumed: BTreeSet<Pointer> = found.iter().filter_map(|found| found.consumed.clone()).collect();
    let mut taken: BTreeSet<(Pointer, Option<usize>)> = BTreeSet::new();
    for found in found {
        taken.extend(found.taken.iter().flat_map(|taken| [&taken.listed, &taken.place]).map(place_in_order));
        found.put(tree, moved, diagnostics);
    }
    let aliases = shared(tree).filter(|place| {
        followed(tree, place.clone()).is_some_and(|target| target != *place && taken.contains(&place_in_order(&target)))
    });
    let aliases: Vec<Pointer> = aliases.collect();
    taken.extend(aliases.iter().map(place_in_order));
    // What stands behind another one in a list goes first, which keeps its place so.
    for (holder, index) in taken.into_iter().rev() {
        remove(tree, moved, &index.map_or(holder.clone(), |index| holder.index(index)));
    }
    for consumed in consumed {
        diagnostics
            .push(catalogue::normalise::repaired(&moved.origin(&consumed), "is read for the media type of bodies"));
        remove(tree, moved, &consumed);
    }
}

/// Takes out such components that nothing refers to: of what they would be the body, no operation says.
pub(super) fn take_unused(tree: &mut Value, moved: &mut Moved) {
    loop {
        let is_of_body = |place: &Pointer| {
            let parameter = followed(tree, place.clone()).and_then(|place| place.value_in(tree));
            parameter.and_then(Value::as_object).and_then(kind).is_some()
        };
        let mut unused: BTreeSet<Pointer> = shared(tree).filter(is_of_body).collect();
        if !unused.is_empty() {
            take_referred(tree, &mut unused);
        }
        if unused.is_empty() {
            return;
        }
        // What only these referred to has nothing that refers to it now.
        for place in unused {
            remove(tree, moved, &place);
        }
    }
}

/// The parameters among the components.
fn shared(tree: &Value) -> impl Iterator<Item = Pointer> {
    let components = Pointer::root().child("components").child("parameters");
    let members = components.value_in(tree).and_then(Value::as_object).into_iter().flatten();
    members.map(move |(name, _)| components.child(name))
}

/// Takes the places out that references in a value name.
fn take_referred(value: &Value, places: &mut BTreeSet<Pointer>) {
    if let Some(place) = reference(value).and_then(local_target) {
        places.remove(&place);
    }
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| take_referred(element, places)),
        Value::Object(members) => members.values().for_each(|member| take_referred(member, places)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What a parameter of a body is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Body,
    Part,
}

/// The kind of a parameter; none where it is no such one.
fn kind(members: &Map<String, Value>) -> Option<Kind> {
    let location = members.get("in").and_then(Value::as_str)?;
    let is = |name: &str| location.eq_ignore_ascii_case(name);
    if is("formData") { Some(Kind::Part) } else { is("body").then_some(Kind::Body) }
}

/// An element by its list and its index there, a component by itself.
fn place_in_order(place: &Pointer) -> (Pointer, Option<usize>) {
    let index = place.last().and_then(|last| last.parse().ok());
    match (place.parent(), index) {
        (Some(list), Some(index)) if list.last().is_some_and(|key| key == "parameters") => (list, Some(index)),
        _ => (place.clone(), None),
    }
}

/// A parameter that is the body, or a part of it.
struct Given<'n> {
    taken: Taken,
    is_part: bool,
    members: &'n Map<String, Value>,
}

/// Where such a parameter stands in a list, and where what it may be a reference to stands.
#[derive(Clone)]
struct Taken {
    listed: Pointer,
    place: Pointer,
}

impl<'n> Given<'n> {
    /// Those of an operation, and those of its path that it does not have itself.
    fn all(operation: &Operation<'n>, tree: &'n Value) -> Vec<Self> {
        let listed = |holder: Pointer, members: &Map<String, Value>| {
            let parameters = holder.child("parameters");
            let places = (0..list(members.get("parameters")).len()).map(|index| parameters.index(index));
            places.filter_map(|listed| Self::of(listed, tree)).collect::<Vec<_>>()
        };
        let mut given = listed(operation.pointer(), operation.members);
        // The others have no body by what HTTP says (OpenAPI 3.0.3, "Operation Object", `requestBody`).
        if matches!(operation.method, "post" | "put" | "patch") {
            let shared = listed(operation.item_pointer(), operation.item).into_iter();
            let further: Vec<Self> = shared.filter(|it| !given.iter().any(|own| own.stands_for(it))).collect();
            given.extend(further);
        }
        given
    }

    fn of(listed: Pointer, tree: &'n Value) -> Option<Self> {
        let place = followed(tree, listed.clone())?;
        let members = place.value_in(tree)?.as_object()?;
        Some(Self { taken: Taken { listed, place }, is_part: kind(members)? == Kind::Part, members })
    }

    /// Whether another one is of the same place of a request: there is one body, and one part of a name.
    fn stands_for(&self, other: &Self) -> bool {
        !self.is_part || !other.is_part || self.members.get("name") == other.members.get("name")
    }
}

/// The body of one operation.
struct Found {
    operation: Pointer,
    /// Its parameters.
    taken: Vec<Taken>,
    /// Where it says what media types it has.
    consumed: Option<Pointer>,
    body: Value,
    /// The nodes of the body, each with the place that it is made of.
    nodes: Vec<(Pointer, Pointer)>,
    reading: &'static str,
}

impl Found {
    /// None where there is no such parameter, or what they say together is no body.
    fn of(operation: &Operation<'_>, tree: &Value) -> Option<Self> {
        if operation.members.contains_key("requestBody") {
            return None;
        }
        let (parts, bodies): (Vec<_>, Vec<_>) =
            Given::all(operation, tree).into_iter().partition(|given| given.is_part);
        let consumed = Said::of(tree, operation.pointer(), "consumes");
        let media_types = consumed.as_ref().map_or(&[][..], |said| &said.media_types);
        let found = match (&bodies[..], &parts[..]) {
            ([body], []) => Self::body(operation.pointer(), body, media_types),
            ([], [_, ..]) => Self::form(operation.pointer(), &parts, media_types),
            _ => return None,
        };
        Some(Self { consumed: consumed.map(|said| said.place), ..found })
    }

    fn body(operation: Pointer, Given { taken, members, .. }: &Given<'_>, consumed: &[&str]) -> Self {
        let media_type = produced::meant(consumed);
        let (mut body, mut content) = (Map::new(), Map::new());
        let content_pointer = Pointer::root().child("content").child(media_type);
        let mut nodes = vec![(Pointer::root(), taken.place.clone())];
        for (key, value) in members.iter().filter(|(key, _)| !matches!(key.as_str(), "name" | "in")) {
            if MEDIA_TYPE.key(key).is_some() {
                nodes.push((content_pointer.child(key), taken.place.child(key)));
                content.insert(key.clone(), value.clone());
            } else {
                body.insert(key.clone(), value.clone());
            }
        }
        body.insert("content".to_owned(), json!({ media_type: content }));
        let reading = "is read as the body of the request";
        Self { operation, taken: vec![taken.clone()], consumed: None, body: body.into(), nodes, reading }
    }

    /// A form that has files, or is said to be of several parts, is sent as such; any other in the way of URLs.
    fn form(operation: Pointer, parts: &[Given<'_>], consumed: &[&str]) -> Self {
        const URL_ENCODED: &str = "application/x-www-form-urlencoded";
        const MULTIPART: &str = "multipart/form-data";
        let has_file = parts.iter().any(|part| part.members.get("type").is_some_and(|ty| ty == "file"));
        let is_multipart = has_file || consumed.first() == Some(&MULTIPART);
        let media_type = if is_multipart { MULTIPART } else { URL_ENCODED };
        let content_pointer = Pointer::root().child("content").child(media_type);
        let (mut properties, mut encoding, mut required) = (Map::new(), Map::new(), Vec::new());
        let mut nodes: Vec<(Pointer, Pointer)> = Vec::new();
        for Given { taken, members: part, .. } in parts {
            let Some(name) = part.get("name").and_then(Value::as_str) else { continue };
            let (schema, style) = schema_and_style(part);
            properties.insert(name.to_owned(), schema.into());
            if !style.is_empty() {
                encoding.insert(name.to_owned(), style.into());
            }
            if part.get("required") == Some(&Value::Bool(true)) {
                required.push(name);
            }
            let schema = if part.contains_key("schema") { taken.place.child("schema") } else { taken.place.clone() };
            nodes.push((content_pointer.child("schema").child("properties").child(name), schema));
            nodes.push((content_pointer.child("encoding").child(name), taken.place.clone()));
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
        let taken: Vec<Taken> = parts.iter().map(|part| part.taken.clone()).collect();
        nodes.insert(0, (Pointer::root(), taken[0].place.clone()));
        let reading = "is read as a part of the form that is the body of the request";
        Self { operation, taken, consumed: None, body, nodes, reading }
    }

    fn put(self, tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
        let Self { operation, taken, consumed: _, body, nodes, reading } = self;
        for Taken { place, .. } in taken {
            diagnostics.push(catalogue::normalise::repaired(&moved.origin(&place), reading));
        }
        for (node, place) in nodes {
            moved.insert(&operation.child("requestBody").join(&node), moved.origin(&place));
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

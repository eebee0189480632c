//! Lists in the place of mappings, mappings in the place of lists, and single values in the place of both.

use serde_json::{Map, Value, json};

use super::Mended;
use crate::normalise::grammar::{ObjectKind, Shape, is_extension};

/// Whether a mapping may stand there.
fn wants_map(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::One(_) | Shape::Map(_) | Shape::Lists(_) | Shape::TextMap | Shape::FlagOr(_) | Shape::TextsOr(_)
    )
}

fn wants_list(shape: Shape) -> bool {
    matches!(shape, Shape::List(_) | Shape::Texts | Shape::FreeList | Shape::Requirements)
}

/// `properties: []`: PHP writes an empty mapping so.
pub(super) fn map_of_empty_list(shape: Shape, value: &Value) -> Option<Mended> {
    let is_empty = value.as_array().is_some_and(Vec::is_empty);
    let wants_map = wants_map(shape) && !matches!(shape, Shape::TextsOr(_));
    (is_empty && wants_map).then(|| Mended::new(json!({}), "is read as an empty mapping")).flatten()
}

/// `parameters: {}`, the other way round.
pub(super) fn list_of_empty_map(shape: Shape, value: &Value) -> Option<Mended> {
    let is_empty = value.as_object().is_some_and(Map::is_empty);
    (is_empty && wants_list(shape)).then(|| Mended::new(json!([]), "is read as an empty list")).flatten()
}

/// `nullable: []`: to PHP, what is empty is false.
pub(super) fn flag_of_empty_list(shape: Shape, value: &Value) -> Option<Mended> {
    let is_empty = value.as_array().is_some_and(Vec::is_empty);
    (is_empty && matches!(shape, Shape::Flag)).then(|| Mended::new(false, "is read as `false`")).flatten()
}

/// `enum: {"0": a, "2": b}`: PHP writes a list so of which elements were taken out.
pub(super) fn list_of_numbered(shape: Shape, value: &Value) -> Option<Mended> {
    let Value::Object(members) = value else { return None };
    let numbers: Option<Vec<u64>> = members.keys().map(|key| key.parse().ok()).collect();
    let is_ascending = numbers.is_some_and(|numbers| numbers.is_sorted_by(|one, next| one < next));
    if members.is_empty() || !is_ascending || !(wants_list(shape) || matches!(shape, Shape::Choice(_))) {
        return None;
    }
    Mended::list(members.values().cloned().collect(), members.keys(), "is read as a list: its keys count the elements")
}

/// `parameters: {limit: {in: query, …}}`: the elements of a list by their names. One element has no such keys.
pub(super) fn list_of_map(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::List(object), Value::Object(members)) = (shape, value) else { return None };
    let is_name = |key: &String| object.key(key).is_none() && key != "$ref" && !is_extension(key);
    let are_elements = members.iter().all(|(key, value)| is_name(key) && value.is_object());
    if object.key("name").is_none() || members.is_empty() || !are_elements {
        return None;
    }
    let named = |(name, element): (&String, &Value)| {
        let mut element = element.clone();
        if let Value::Object(members) = &mut element {
            let is_whole = members.contains_key("name") || members.contains_key("$ref");
            (!is_whole).then(|| members.insert("name".to_owned(), name.as_str().into()));
        }
        element
    };
    Mended::list(members.iter().map(named).collect(), members.keys(), "is read as a list of what it has by name")
}

/// `content: application/json`, `content: [text/html, text/plain]`: media types alone.
pub(super) fn map_of_names(shape: Shape, value: &Value) -> Option<Mended> {
    let names = match (shape, value) {
        (Shape::Map(object), Value::Array(names)) if object.kind == ObjectKind::MediaType => names.as_slice(),
        (Shape::Map(object), name) if object.kind == ObjectKind::MediaType => std::slice::from_ref(name),
        _ => return None,
    };
    let named = |name: &Value| Some((name.as_str().filter(|name| name.contains('/'))?.to_owned(), json!({})));
    let content: Map<String, Value> = names.iter().map(named).collect::<Option<_>>()?;
    Mended::new(content, "is read as media types of which nothing is said")
}

/// `tags: pets`, `servers: {url: …}`, `security: {key: []}`, `allOf: {$ref: …}`: a list of one without its brackets.
pub(super) fn list_of_one(shape: Shape, value: &Value) -> Option<Mended> {
    let fits = match shape {
        Shape::Texts => value.is_string(),
        Shape::FreeList => value.is_string() || value.is_number() || value.is_boolean(),
        Shape::List(_) | Shape::Requirements => value.is_object(),
        _ => false,
    };
    fits.then(|| Mended::new(json!([value]), "is read as a list of one")).flatten()
}

/// `required: [null]`, `allOf: [null, …]`: what says nothing is no element. The elements of `enum` may be null.
pub(super) fn list_of_null(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::List(_) | Shape::Texts | Shape::Requirements, Value::Array(elements)) = (shape, value) else {
        return None;
    };
    if !elements.iter().any(Value::is_null) {
        return None;
    }
    let kept: Vec<Value> = elements.iter().filter(|element| !element.is_null()).cloned().collect();
    Mended::new(kept, "is read without the elements that are null")
}

/// `tags: [{name: pets}]` at an operation, as the document itself has its tags.
pub(super) fn names_of_objects(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::Texts, Value::Array(elements)) = (shape, value) else { return None };
    if !elements.iter().any(Value::is_object) {
        return None;
    }
    let name = |element: &Value| match element {
        Value::Object(members) => members.get("name").cloned(),
        other => Some(other.clone()),
    };
    let names: Option<Vec<Value>> = elements.iter().map(name).collect();
    names.and_then(|names| Mended::new(names, "is read as the list of the names"))
}

/// `license: MIT`, `discriminator: kind`, `externalDocs: https://…`, `tags: [pets]`, `'204': Done`, `port: 443` among
/// the variables of a server: the one key that tells what such an object is.
pub(super) fn object_of_name(shape: Shape, value: &Value) -> Option<Mended> {
    let Shape::One(object) = shape else { return None };
    let name = match value.as_u64().filter(|_| object.kind == ObjectKind::ServerVariable) {
        Some(number) => number.to_string(),
        None => value.as_str()?.to_owned(),
    };
    let reading = "is read as the name, URL, value or description of such an object";
    Mended::new(json!({ named_by(object.kind)?: name }), reading)
}

/// The key that a text in the place of such an object can only be the value of.
fn named_by(object: ObjectKind) -> Option<&'static str> {
    match object {
        ObjectKind::Discriminator => Some("propertyName"),
        ObjectKind::License | ObjectKind::Tag | ObjectKind::Contact => Some("name"),
        ObjectKind::ExternalDocumentation | ObjectKind::Server => Some("url"),
        ObjectKind::Encoding => Some("contentType"),
        ObjectKind::Response => Some("description"),
        ObjectKind::ServerVariable => Some("default"),
        _ => None,
    }
}

/// `servers: https://…`: the same in the place of the list of such objects.
pub(super) fn list_of_name(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::List(object), Value::String(text)) = (shape, value) else { return None };
    Mended::new(json!([{ named_by(object.kind)?: text }]), "is read as a list of one, of this name or URL")
}

/// `security: [key]`, `security: key`, `security: [{key: }]`: the names of schemes, each of which is enough, without
/// scopes.
pub(super) fn requirements_of_names(shape: Shape, value: &Value) -> Option<Mended> {
    let elements = match (shape, value) {
        (Shape::Requirements, Value::Array(elements)) => elements.as_slice(),
        (Shape::Requirements, name) => std::slice::from_ref(name),
        _ => return None,
    };
    let requirements: Vec<Option<Value>> = elements.iter().map(requirement_of_names).collect();
    if requirements.iter().all(Option::is_none) {
        return None;
    }
    let requirements =
        requirements.into_iter().zip(elements).map(|(mended, element)| mended.unwrap_or(element.clone()));
    let requirements: Vec<Value> = requirements.collect();
    Mended::new(requirements, "has names of schemes, which are read as requirements without scopes")
}

/// `key`, `[key]`, `{key: null}`: a requirement that has names where it should have scopes.
fn requirement_of_names(element: &Value) -> Option<Value> {
    match element {
        Value::String(name) => Some(json!({ name: [] })),
        Value::Array(names) => match names.as_slice() {
            [name @ Value::String(_)] => requirement_of_names(name),
            _ => None,
        },
        Value::Object(schemes) if schemes.values().any(Value::is_null) => {
            let scopes = |scopes: &Value| if scopes.is_null() { json!([]) } else { scopes.clone() };
            Some(schemes.iter().map(|(name, given)| (name.clone(), scopes(given))).collect())
        }
        _ => None,
    }
}

/// `variables: [{name: …}]`, `examples: [{…}, {…}]` at a media type: the elements by their `name`, and examples, whose
/// names tell nothing, by number.
pub(super) fn map_of_list(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::Map(object), Value::Array(elements)) = (shape, value) else { return None };
    let is_of_examples = object.kind == ObjectKind::Example;
    let mut members = Map::new();
    let mut places = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        let name = element.get("name").and_then(Value::as_str).map(str::to_owned);
        let name = name.or_else(|| is_of_examples.then(|| index.to_string()))?;
        let element =
            if is_of_examples { json!({ "value": element.get("value").unwrap_or(element) }) } else { element.clone() };
        places.push((index.to_string(), name.clone()));
        members.entry(name).or_insert(element);
    }
    let is_whole = members.len() == elements.len() && !members.is_empty();
    is_whole.then(|| Mended { value: members.into(), reading: "is read as a mapping by name", places })
}

/// `schema: [{…}]`, `content: [{application/json: {…}}]`: an object in brackets.
pub(super) fn only_element(shape: Shape, value: &Value) -> Option<Mended> {
    let Value::Array(elements) = value else { return None };
    let [only @ Value::Object(members)] = elements.as_slice() else { return None };
    let is_meant = match shape {
        Shape::One(_) => true,
        Shape::Map(_) => members.values().all(Value::is_object),
        _ => false,
    };
    is_meant.then(|| Mended::new(only.clone(), "is read as its only element")).flatten()
}

/// `properties: {id: null}`: a schema that says nothing, as YAML has it where the value is left out.
pub(super) fn anything_of_null(shape: Shape, value: &Value) -> Option<Mended> {
    let says_nothing =
        matches!(shape, Shape::One(object) if matches!(object.kind, ObjectKind::Schema | ObjectKind::MediaType));
    (value.is_null() && says_nothing).then(|| Mended::new(json!({}), "has no value and is read as any")).flatten()
}

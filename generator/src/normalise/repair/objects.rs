//! Objects that lack what they must have, or have it in another place.

use serde_json::{Map, Value, json};

use super::keys::{in_other_letters, respelled};
use super::{bodies, patterns, schemes, styles, swagger, types, variants, words};
use crate::normalise::grammar::objects::SCHEMA;
use crate::normalise::grammar::{Object, ObjectKind, Role, Shape, is_extension, status};

/// What was done to the keys of an object.
#[derive(Default)]
pub(super) struct Done {
    /// Keys, each with what is said about its value.
    pub(super) said: Vec<(String, &'static str)>,
    /// Keys that are spelled in another way, each with what it is read as: nothing is said about their values.
    pub(super) misspelled: Vec<(String, &'static str)>,
    /// Keys that stand elsewhere in the object now: the old one, and the way to the new one.
    pub(super) renamed: Vec<(String, Vec<String>)>,
}

impl Done {
    pub(super) fn say(&mut self, key: &str, reading: &'static str) {
        self.said.push((key.to_owned(), reading));
    }

    pub(super) fn say_spelling(&mut self, key: &str, reading: &'static str) {
        self.misspelled.push((key.to_owned(), reading));
    }
}

/// Mends the keys of an object.
pub(super) fn mend(object: &'static Object, members: &mut Map<String, Value>) -> Done {
    let mut done = Done::default();
    in_other_letters(object, members, &mut done);
    match object.kind {
        ObjectKind::Parameter => {
            keys_beside_schema(members, &mut done);
            schema_of_keys(members, &mut done);
            types::of_keywords(members, &mut done);
            styles::of_collection(members, &mut done);
            let location = members.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
            styles::of_another_place(&location, members, &mut done);
        }
        ObjectKind::Header => {
            keys_beside_schema(members, &mut done);
            schema_of_keys(members, &mut done);
            styles::of_another_place("header", members, &mut done);
        }
        ObjectKind::Encoding => {
            bodies::content_types_in_list(members, &mut done);
            styles::of_another_place("query", members, &mut done);
        }
        ObjectKind::Document => {
            swagger::server_of_host(members, &mut done);
            swagger::schemes_of_definitions(members, &mut done);
        }
        ObjectKind::Response | ObjectKind::RequestBody => {
            bodies::content_of_media_types(members, &mut done);
            bodies::schema_of_body(members, &mut done);
        }
        ObjectKind::MediaType => bodies::keys_of_schema(members, &mut done),
        ObjectKind::Responses => {
            status_in_blanks(members, &mut done);
            status_with_reason(members, &mut done);
            range_in_small_letters(members, &mut done);
        }
        ObjectKind::Schema => mend_schema(members, &mut done),
        ObjectKind::SecurityScheme => {
            schemes::type_of_keys(members, &mut done);
            schemes::scheme_in_type(members, &mut done);
            schemes::scheme_in_blanks(members, &mut done);
            swagger::flow_of_scheme(members, &mut done);
            schemes::keys_of_other_types(members, &mut done);
        }
        ObjectKind::Flows => swagger::flows_in_other_words(members, &mut done),
        ObjectKind::Flow => schemes::scopes_of_names(members, &mut done),
        ObjectKind::Example => value_itself(members, &mut done),
        _ => {}
    }
    flags_of_numbers(object, members, &mut done);
    fill(object, members, &mut done);
    done
}

fn mend_schema(members: &mut Map<String, Value>, done: &mut Done) {
    words::mend(members, done);
    nothing_to_discriminate(members, done);
    variants::null(members, done);
    variants::nullable(members, done);
    variants::none(members, done);
    bounds_below_zero(members, done);
    patterns::between_slashes(members, done);
    flag_for_required(members, done);
    enum_of_elements(members, done);
}

/// Whether an object says that its values are text: a schema by its type, and what has such a schema.
pub(super) fn says_text(members: &Map<String, Value>) -> bool {
    let is = |ty: &Value, name: &str| match ty {
        Value::Array(types) => types.iter().any(|ty| ty == name),
        ty => ty == name,
    };
    let ty = members.get("type").or_else(|| members.get("schema")?.get("type"));
    ty.is_some_and(|ty| is(ty, "string") && !is(ty, "number") && !is(ty, "integer"))
}

/// The values that an object gives of itself, be it in a list.
pub(super) fn values_of(members: &mut Map<String, Value>) -> impl Iterator<Item = (&String, &mut Value)> {
    let is_value = |key: &str| matches!(key, "const" | "default" | "enum" | "example" | "examples");
    members.iter_mut().filter(move |(key, _)| is_value(key))
}

/// Mends the names in a mapping of objects.
pub(super) fn mend_names(object: &'static Object, members: &mut Map<String, Value>) -> Done {
    let mut done = Done::default();
    if object.kind == ObjectKind::MediaType {
        bodies::keys_of_media_type(members, &mut done);
        bodies::words_for_media_types(members, &mut done);
        bodies::media_types_with_escapes(members, &mut done);
    }
    done
}

/// A key that an object must have.
struct Missing {
    object: ObjectKind,
    key: &'static str,
    /// What it is taken to be, in JSON.
    value: &'static str,
}

const fn missing(object: ObjectKind, key: &'static str, value: &'static str) -> Missing {
    Missing { object, key, value }
}

const MISSING: &[Missing] = &[
    missing(ObjectKind::Document, "info", r#"{"title": "API", "version": "0"}"#),
    missing(ObjectKind::Document, "paths", "{}"),
    missing(ObjectKind::Info, "title", r#""API""#),
    missing(ObjectKind::Info, "version", r#""0""#),
    missing(ObjectKind::Response, "description", r#""""#),
    missing(ObjectKind::ServerVariable, "default", r#""""#),
    missing(ObjectKind::Flow, "scopes", "{}"),
];

fn fill(object: &Object, members: &mut Map<String, Value>, done: &mut Done) {
    for Missing { key, value, .. } in MISSING.iter().filter(|missing| missing.object == object.kind) {
        let is_required = object.key(key).is_some_and(|key| matches!(key.role, Role::Required));
        let is_missing = is_required && members.get(*key).is_none_or(Value::is_null);
        if is_missing {
            let (chosen, reading) = match first_of_enum(members).filter(|_| *key == "default") {
                Some(first) => (first, "is missing, and taken to be the first of `enum`"),
                None => (serde_json::from_str(value).unwrap_or_default(), "is missing, and taken to say nothing"),
            };
            members.insert((*key).to_owned(), chosen);
            done.say(key, reading);
        }
    }
}

/// The first value of a server variable that has no default.
fn first_of_enum(members: &Map<String, Value>) -> Option<Value> {
    members.get("enum")?.as_array()?.first().cloned()
}

/// The keys of a schema that Swagger 2.0 has in parameters themselves.
const KEYS_OF_SCHEMA: &[&str] = &[
    "type",
    "format",
    "items",
    "enum",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "multipleOf",
    "nullable",
];

/// `{name: id, in: query, type: integer}`: Swagger 2.0 has the keywords of the schema in the parameter itself.
fn schema_of_keys(members: &mut Map<String, Value>, done: &mut Done) {
    if members.contains_key("schema") || members.contains_key("content") || !members.contains_key("type") {
        return;
    }
    let keys: Vec<String> = members.keys().filter(|key| KEYS_OF_SCHEMA.contains(&key.as_str())).cloned().collect();
    let schema: Map<String, Value> =
        keys.into_iter().filter_map(|key| members.shift_remove(&key).map(|value| (key, value))).collect();
    members.insert("schema".to_owned(), schema.into());
    done.say("schema", "is made of the keys that stand in the parameter itself");
}

/// `{name: sort, in: query, enum: [up, down], schema: {type: string}}`: the same beside the schema, which does not say
/// it.
fn keys_beside_schema(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(Value::Object(schema)) = members.get("schema") else { return };
    const SHAPES: [&str; 8] = ["$ref", "allOf", "oneOf", "anyOf", "items", "properties", "enum", "const"];
    let is_of_another = match (schema.get("type"), members.get("type")) {
        (Some(own), Some(beside)) => own != beside,
        (None, Some(_)) => SHAPES.iter().any(|key| schema.contains_key(*key)),
        (Some(_) | None, None) => schema.contains_key("$ref"),
    };
    if is_of_another {
        return;
    }
    let is_new = |key: &&&str| members.contains_key(**key) && !schema.contains_key(**key);
    let keys: Vec<&str> = KEYS_OF_SCHEMA.iter().filter(is_new).copied().collect();
    for key in keys {
        let value = members.shift_remove(key);
        if let (Some(Value::Object(schema)), Some(value)) = (members.get_mut("schema"), value) {
            schema.insert(key.to_owned(), value);
            done.say(key, "is read as that of the schema");
            done.renamed.push((key.to_owned(), vec!["schema".to_owned(), key.to_owned()]));
        }
    }
}

/// `' 404'`: a status with blanks around it.
fn status_in_blanks(members: &mut Map<String, Value>, done: &mut Done) {
    let is_meant = |key: &str| status(key).is_some() || key == "default";
    let meant = |key: &str| Some(key.trim()).filter(|meant| *meant != key && is_meant(meant)).map(str::to_owned);
    respelled(members, done, meant, "is read without the blanks around it");
}

/// `200 OK`: a status with its reason (RFC 9112, section 4).
fn status_with_reason(members: &mut Map<String, Value>, done: &mut Done) {
    let is_reason = |reason: &str| reason.chars().all(|c| c.is_ascii_alphabetic() || " -'".contains(c));
    let meant = |key: &str| {
        let (meant, reason) = key.split_once(' ')?;
        (status(meant).is_some() && is_reason(reason)).then(|| meant.to_owned())
    };
    respelled(members, done, meant, "is read as the status without its reason");
}

/// `2xx`: a range of statuses has the uppercase wildcard X (OpenAPI 3.0.3, "Responses Object"), and is read as one with
/// the other.
fn range_in_small_letters(members: &mut Map<String, Value>, done: &mut Done) {
    for status in members.keys().filter(|status| status.len() == 3 && status.contains('x') && !is_extension(status)) {
        done.say_spelling(status, "is read as a range, which is written with capitals");
    }
}

/// `required: true` inside of a property, as JSON Schema 3 and Swagger 1.2 had it, says nothing of the schema itself.
fn flag_for_required(members: &mut Map<String, Value>, done: &mut Done) {
    let is_flag = match members.get("required") {
        Some(Value::Bool(_)) => true,
        Some(Value::String(text)) => matches!(text.as_str(), "true" | "false"),
        _ => false,
    };
    if is_flag {
        members.shift_remove("required");
        done.say("required", "is ignored: whether a property is required, the schema around it says");
    }
}

/// `discriminator: []`, `discriminator: {}`, by what writes a key for each thing that it has none of.
fn nothing_to_discriminate(members: &mut Map<String, Value>, done: &mut Done) {
    let is_empty = match members.get("discriminator") {
        Some(Value::Array(elements)) => elements.is_empty(),
        Some(Value::Object(keys)) => keys.is_empty(),
        _ => false,
    };
    if is_empty {
        members.shift_remove("discriminator");
        done.say("discriminator", "is ignored: it names no property");
    }
}

/// `deprecated: 1`, by languages and stores that have no flags. What excludes a bound is the bound in 3.1.
fn flags_of_numbers(object: &Object, members: &mut Map<String, Value>, done: &mut Done) {
    let is_bound = |key: &str| matches!(key, "exclusiveMinimum" | "exclusiveMaximum");
    let is_flag = |key: &str| matches!(object.key(key).map(|key| key.shape), Some(Shape::Flag)) && !is_bound(key);
    for (key, value) in members.iter_mut().filter(|(_, value)| value.is_number()) {
        let (flag, reading) = match value.as_u64() {
            Some(1) if is_flag(key) => (true, "is read as `true`"),
            Some(0) if is_flag(key) => (false, "is read as `false`"),
            _ => continue,
        };
        *value = flag.into();
        done.say(key, reading);
    }
}

/// `maxLength: -1`, by languages that have no other word for no bound; a least one below zero says nothing either.
fn bounds_below_zero(members: &mut Map<String, Value>, done: &mut Done) {
    let is_count = |key: &str| matches!(SCHEMA.key(key).map(|key| key.shape), Some(Shape::Count));
    let is_below = |value: &Value| value.as_i64().is_some_and(|number| number < 0);
    members.retain(|key, value| {
        let is_bound = is_count(key) && is_below(value);
        if is_bound {
            done.say(key, "is ignored: nothing counts less than zero, so that it bounds nothing");
        }
        !is_bound
    });
}

/// `{type: array, items: {type: string}, enum: [a, b]}`: no list is one of these values, but each of its elements is.
fn enum_of_elements(members: &mut Map<String, Value>, done: &mut Done) {
    let is_list = match members.get("type") {
        Some(Value::Array(types)) => types.iter().filter(|ty| **ty != "null").eq(["array"]),
        Some(ty) => ty.as_str().is_some_and(|ty| ty.eq_ignore_ascii_case("array")),
        None => false,
    };
    let is_scalar = |value: &Value| value.is_string() || value.is_number() || value.is_boolean();
    let are_scalars = |values: &Vec<Value>| !values.is_empty() && values.iter().all(is_scalar);
    if !is_list || !members.get("enum").and_then(Value::as_array).is_some_and(are_scalars) {
        return;
    }
    let Value::Object(items) = members.entry("items").or_insert_with(|| json!({})) else { return };
    if items.contains_key("enum") || items.contains_key("$ref") {
        return;
    }
    let values = members.shift_remove("enum");
    if let (Some(Value::Object(items)), Some(values)) = (members.get_mut("items"), values) {
        items.insert("enum".to_owned(), values);
        done.say("enum", "is read as that of the elements: its values are no lists");
        done.renamed.push(("enum".to_owned(), vec!["items".to_owned(), "enum".to_owned()]));
    }
}

/// `examples: {cat: {name: Tom}}`: the value itself in the place of the object that holds it.
fn value_itself(members: &mut Map<String, Value>, done: &mut Done) {
    const KEYS: &[&str] = &["summary", "description", "value", "externalValue"];
    let is_example =
        members.is_empty() || members.keys().any(|key| KEYS.contains(&key.as_str()) || key.starts_with("x-"));
    if !is_example {
        let value = std::mem::take(members);
        members.insert("value".to_owned(), value.into());
        done.say("value", "is the example itself, without an object around it");
    }
}

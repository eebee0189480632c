//! Objects that lack what they must have, or have it in another place.

use serde_json::{Map, Value, json};

use super::references::JSON;
use super::{styles, types, variants};
use crate::normalise::grammar::objects::SCHEMA;
use crate::normalise::grammar::{Object, Role, is_extension, status};

/// What was done to the keys of an object.
#[derive(Default)]
pub(super) struct Done {
    /// Keys, each with what is said about it.
    pub(super) said: Vec<(String, &'static str)>,
    /// Keys that stand elsewhere in the object now: the old one, and the way to the new one.
    pub(super) renamed: Vec<(String, Vec<String>)>,
}

impl Done {
    pub(super) fn say(&mut self, key: &str, reading: &'static str) {
        self.said.push((key.to_owned(), reading));
    }
}

/// Mends the keys of an object.
pub(super) fn mend(object: &'static Object, members: &mut Map<String, Value>) -> Done {
    let mut done = Done::default();
    match object.name {
        "parameter" => {
            schema_of_keys(members, &mut done);
            types::of_keywords(members, &mut done);
            styles::of_collection(members, &mut done);
            let location = members.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
            styles::of_another_place(&location, members, &mut done);
        }
        "header" => {
            schema_of_keys(members, &mut done);
            styles::of_another_place("header", members, &mut done);
        }
        "encoding" => styles::of_another_place("query", members, &mut done),
        "response" => schema_of_response(members, &mut done),
        "media type" => keys_of_schema(members, &mut done),
        "path item" => method_in_capitals(members, &mut done),
        "responses object" => {
            status_in_blanks(members, &mut done);
            range_in_small_letters(members, &mut done);
        }
        "schema" => {
            format_in_type(members, &mut done);
            any_type(members, &mut done);
            null_in_type(members, &mut done);
            variants::null(members, &mut done);
            variants::none(members, &mut done);
            flag_for_required(members, &mut done);
            enum_of_elements(members, &mut done);
        }
        "security scheme" => scheme_in_type(members, &mut done),
        "example" => value_itself(members, &mut done),
        _ => {}
    }
    fill(object, members, &mut done);
    done
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
    if object.name == "media type" {
        words_for_media_types(members, &mut done);
    }
    done
}

/// `json:` in the place of `application/json:`; no name at all, for whatever there is.
fn words_for_media_types(members: &mut Map<String, Value>, done: &mut Done) {
    const WORDS: &[(&str, &str)] = &[
        ("", "*/*"),
        ("csv", "text/csv"),
        ("html", "text/html"),
        ("json", "application/json"),
        ("pdf", "application/pdf"),
        ("text", "text/plain"),
        ("xml", "application/xml"),
    ];
    let meant = |word: &str| WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word.trim()));
    if !members.keys().any(|key| meant(key).is_some()) {
        return;
    }
    let named: Vec<String> = members.keys().cloned().collect();
    for (key, value) in std::mem::take(members) {
        let is_free = |media_type: &str| !named.iter().any(|name| name == media_type);
        match meant(&key).filter(|(_, media_type)| is_free(media_type)) {
            Some((_, media_type)) => {
                done.say(
                    &key,
                    match key.trim() {
                        "" => "is read as `*/*`, whatever there is",
                        _ => "is read as the media type that is called so in short",
                    },
                );
                done.renamed.push((key, vec![(*media_type).to_owned()]));
                members.insert((*media_type).to_owned(), value);
            }
            None => _ = members.insert(key, value),
        }
    }
}

/// A key that an object must have.
struct Missing {
    object: &'static str,
    key: &'static str,
    /// What it is taken to be, in JSON.
    value: &'static str,
}

const fn missing(object: &'static str, key: &'static str, value: &'static str) -> Missing {
    Missing { object, key, value }
}

const MISSING: &[Missing] = &[
    missing("document", "info", r#"{"title": "API", "version": "0"}"#),
    missing("document", "paths", "{}"),
    missing("info object", "title", r#""API""#),
    missing("info object", "version", r#""0""#),
    missing("response", "description", r#""""#),
    missing("server variable", "default", r#""""#),
    missing("flow", "scopes", "{}"),
];

fn fill(object: &Object, members: &mut Map<String, Value>, done: &mut Done) {
    for Missing { key, value, .. } in MISSING.iter().filter(|missing| missing.object == object.name) {
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

/// `{name: id, in: query, type: integer}`: Swagger 2.0 has the keywords of the schema in the parameter itself.
fn schema_of_keys(members: &mut Map<String, Value>, done: &mut Done) {
    const KEYS: &[&str] = &[
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
    if members.contains_key("schema") || members.contains_key("content") || !members.contains_key("type") {
        return;
    }
    let keys: Vec<String> = members.keys().filter(|key| KEYS.contains(&key.as_str())).cloned().collect();
    let schema: Map<String, Value> =
        keys.into_iter().filter_map(|key| members.shift_remove(&key).map(|value| (key, value))).collect();
    members.insert("schema".to_owned(), schema.into());
    done.say("schema", "is made of the keys that stand in the parameter itself");
}

/// `{description: OK, schema: {…}}`: Swagger 2.0 has the schema in the response itself.
fn schema_of_response(members: &mut Map<String, Value>, done: &mut Done) {
    if members.contains_key("content") || !members.get("schema").is_some_and(Value::is_object) {
        return;
    }
    let schema = members.shift_remove("schema");
    members.insert("content".to_owned(), json!({ JSON: { "schema": schema } }));
    done.say("schema", "is read as that of a body in JSON");
    done.renamed.push(("schema".to_owned(), ["content", JSON, "schema"].map(str::to_owned).to_vec()));
}

/// `application/json: {type: object, …}`: the schema in the place of the object that holds it.
fn keys_of_schema(members: &mut Map<String, Value>, done: &mut Done) {
    const TELLING: &[&str] = &["$ref", "type", "properties", "items", "allOf", "oneOf", "anyOf"];
    if members.contains_key("schema") || !members.keys().any(|key| TELLING.contains(&key.as_str())) {
        return;
    }
    let is_of_schema = |key: &str| {
        let is_of_media_type = matches!(key, "example" | "examples" | "encoding");
        key == "$ref" || SCHEMA.key(key).is_some() && !is_of_media_type
    };
    let keys: Vec<String> = members.keys().filter(|key| is_of_schema(key)).cloned().collect();
    let mut schema = Map::new();
    for key in keys {
        schema.extend(members.shift_remove(&key).map(|value| (key.clone(), value)));
        done.renamed.push((key.clone(), vec!["schema".to_owned(), key]));
    }
    members.insert("schema".to_owned(), schema.into());
    done.say("schema", "is made of the keys that stand in the media type itself");
}

/// Words for strings of a format, `file` of Swagger 2.0 among them.
const FORMATS: &[(&str, &str, &str)] = &[
    ("base64", "byte", "is read as a string of the format `byte`"),
    ("binary", "binary", "is read as a string of the format `binary`"),
    ("byte", "byte", "is read as a string of the format `byte`"),
    ("date", "date", "is read as a string of the format `date`"),
    ("date-time", "date-time", "is read as a string of the format `date-time`"),
    ("datetime", "date-time", "is read as a string of the format `date-time`"),
    ("email", "email", "is read as a string of the format `email`"),
    ("file", "binary", "is read as a string of the format `binary`"),
    ("guid", "uuid", "is read as a string of the format `uuid`"),
    ("password", "password", "is read as a string of the format `password`"),
    ("uri", "uri", "is read as a string of the format `uri`"),
    ("url", "uri", "is read as a string of the format `uri`"),
    ("uuid", "uuid", "is read as a string of the format `uuid`"),
];

/// `type: file`, `type: date`: the format of a string in the place of its type.
fn format_in_type(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(word) = members.get("type").and_then(Value::as_str) else { return };
    let word = word.trim();
    let known = FORMATS.iter().find(|(other, ..)| other.eq_ignore_ascii_case(word));
    let Some((_, format, reading)) = known else { return };
    members.insert("type".to_owned(), json!("string"));
    members.insert("format".to_owned(), json!(format));
    done.say("type", reading);
}

/// `type: any`, by languages that have such a word: a schema without `type` says so.
fn any_type(members: &mut Map<String, Value>, done: &mut Done) {
    let is_any = |word: &str| ["any", "json", "mixed", "*"].iter().any(|any| any.eq_ignore_ascii_case(word.trim()));
    if members.get("type").and_then(Value::as_str).is_some_and(is_any) {
        members.shift_remove("type");
        done.say("type", "is ignored: any value has some type");
    }
}

/// `type: [string, null]`, `type: null`: YAML has a value of its own for the word without quotes. A schema that says
/// more of its values than words do has no value for `type` by mistake.
fn null_in_type(members: &mut Map<String, Value>, done: &mut Done) {
    const WORDS: &[&str] = &["type", "nullable", "title", "description", "deprecated", "readOnly", "writeOnly"];
    let is_all = members.keys().all(|key| WORDS.contains(&key.as_str()) || is_extension(key));
    match members.get_mut("type") {
        Some(Value::Array(types)) if types.iter().any(Value::is_null) => {
            types.iter_mut().filter(|name| name.is_null()).for_each(|name| *name = json!("null"));
        }
        Some(name @ Value::Null) if is_all => *name = json!("null"),
        _ => return,
    }
    done.say("type", "has null without quotes, which is read as the type `null`");
}

/// `' 404'`: a status with blanks around it.
fn status_in_blanks(members: &mut Map<String, Value>, done: &mut Done) {
    let is_meant = |key: &str| status(key).is_some() || key == "default";
    let meant = |key: &str| Some(key.trim()).filter(|meant| *meant != key && is_meant(meant)).map(str::to_owned);
    respelled(members, done, meant, "is read without the blanks around it");
}

/// `2xx`: a range of statuses has the uppercase wildcard X (OpenAPI 3.0.3, "Responses Object"), and is read as one with
/// the other.
fn range_in_small_letters(members: &mut Map<String, Value>, done: &mut Done) {
    for status in members.keys().filter(|status| status.len() == 3 && status.contains('x') && !is_extension(status)) {
        done.say(status, "is read as a range, which is written with capitals");
    }
}

/// `GET:`: the method as it is sent.
fn method_in_capitals(members: &mut Map<String, Value>, done: &mut Done) {
    const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let meant = |key: &str| {
        let method = METHODS.iter().find(|method| method.eq_ignore_ascii_case(key))?;
        (*method != key).then(|| (*method).to_owned())
    };
    respelled(members, done, meant, "is read as the method in lower case");
}

/// Gives keys the spelling that is meant, where no other has it.
fn respelled(
    members: &mut Map<String, Value>,
    done: &mut Done,
    meant: impl Fn(&str) -> Option<String>,
    reading: &'static str,
) {
    if !members.keys().any(|key| meant(key).is_some()) {
        return;
    }
    let named: Vec<String> = members.keys().cloned().collect();
    for (key, value) in std::mem::take(members) {
        let free = meant(&key).filter(|meant| !named.contains(meant) && !members.contains_key(meant));
        let name = free.unwrap_or_else(|| key.clone());
        if name != key {
            done.say(&key, reading);
            done.renamed.push((key, vec![name.clone()]));
        }
        members.insert(name, value);
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

/// `{type: bearer}`, `{type: basic}`: the HTTP scheme in the place of `http`.
fn scheme_in_type(members: &mut Map<String, Value>, done: &mut Done) {
    let scheme = match members.get("type").and_then(Value::as_str).map(str::to_ascii_lowercase).as_deref() {
        Some("bearer") => "bearer",
        Some("basic") => "basic",
        _ => return,
    };
    members.insert("type".to_owned(), json!("http"));
    members.insert("scheme".to_owned(), json!(scheme));
    done.say("type", "is read as the scheme of the type `http`");
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

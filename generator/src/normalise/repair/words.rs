//! Words for types that the specification does not have, and types in the place of schemas.

use serde_json::{Map, Value, json};

use super::objects::Done;
use super::{Mended, scalars};
use crate::normalise::grammar::{ObjectKind, Shape, is_extension};

/// Words for strings of a format, `file` of Swagger 2.0 among them.
const FORMATS: &[(&str, &str, &str)] = &[
    ("base64", "byte", "is read as a string of the format `byte`"),
    ("binary", "binary", "is read as a string of the format `binary`"),
    ("byte", "byte", "is read as a string of the format `byte`"),
    ("bytes", "byte", "is read as a string of the format `byte`"),
    ("date", "date", "is read as a string of the format `date`"),
    ("date-time", "date-time", "is read as a string of the format `date-time`"),
    ("datetime", "date-time", "is read as a string of the format `date-time`"),
    ("email", "email", "is read as a string of the format `email`"),
    ("file", "binary", "is read as a string of the format `binary`"),
    ("guid", "uuid", "is read as a string of the format `uuid`"),
    ("password", "password", "is read as a string of the format `password`"),
    ("timestamp", "date-time", "is read as a string of the format `date-time`"),
    ("uri", "uri", "is read as a string of the format `uri`"),
    ("url", "uri", "is read as a string of the format `uri`"),
    ("uuid", "uuid", "is read as a string of the format `uuid`"),
];

/// Mends the word for the type of a schema that has one which the specification does not have.
pub(super) fn mend(members: &mut Map<String, Value>, done: &mut Done) {
    if members.get("type").is_none_or(|ty| ty.as_str().is_some_and(is_name)) {
        return;
    }
    list_in_type(members, done);
    several_in_type(members, done);
    format_in_type(members, done);
    any_type(members, done);
    no_type(members, done);
    null_in_type(members, done);
}

/// Whether a word is the name of a type (JSON Schema 2020-12 validation, 6.1.1).
pub(super) fn is_name(word: &str) -> bool {
    matches!(word, "array" | "boolean" | "integer" | "null" | "number" | "object" | "string")
}

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

/// `type: any`, by languages that have such a word, and `type: ''`: a schema without `type` says so.
fn any_type(members: &mut Map<String, Value>, done: &mut Done) {
    if members.get("type").and_then(Value::as_str).is_some_and(is_any) {
        members.shift_remove("type");
        done.say("type", "is ignored: any value has some type");
    }
}

/// `type: []`, which names none.
fn no_type(members: &mut Map<String, Value>, done: &mut Done) {
    if members.get("type").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        members.shift_remove("type");
        done.say("type", "is ignored: it names no type");
    }
}

fn is_any(word: &str) -> bool {
    ["any", "json", "mixed", "*", ""].iter().any(|any| any.eq_ignore_ascii_case(word.trim()))
}

/// `type: string[]`, `type: array[string]`, `type: Array<string>`: a list, and what its elements are.
fn list_in_type(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(element) = members.get("type").and_then(Value::as_str).and_then(element) else { return };
    let items = json!({ "type": element });
    members.insert("type".to_owned(), json!("array"));
    members.entry("items").or_insert(items);
    done.say("type", "is read as a list of what it names");
}

/// The word for the elements in one for a list of a type.
fn element(word: &str) -> Option<&str> {
    listed(word).filter(|element| is_type(element) && !element.eq_ignore_ascii_case("array"))
}

/// What stands for the elements in a word for a list.
pub(super) fn listed(word: &str) -> Option<&str> {
    let word = word.trim();
    let in_brackets = || {
        let (list, element) = word.strip_suffix(['>', ']'])?.split_once(['<', '['])?;
        ["array", "list"].iter().any(|known| known.eq_ignore_ascii_case(list)).then_some(element)
    };
    in_brackets().or_else(|| word.strip_suffix("[]"))
}

/// `type: string|null`, `type: string, integer`: the words of a list without its brackets.
fn several_in_type(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(text) = members.get("type").and_then(Value::as_str) else { return };
    let words: Vec<&str> = text.split(['|', ',']).map(str::trim).collect();
    let is_listed = |word: &&str| scalars::names_type(word) || word.eq_ignore_ascii_case("null");
    if words.len() < 2 || !words.iter().all(is_listed) {
        return;
    }
    let words = json!(words);
    members.insert("type".to_owned(), words);
    done.say("type", "is read as the list of the types that it names");
}

/// `items: string`, `anyOf: [string, integer]`: the type in the place of the schema that has it.
pub(super) fn schema_of_word(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::One(object) | Shape::FlagOr(object), Value::String(word)) = (shape, value) else { return None };
    let is_meant = object.kind == ObjectKind::Schema && !word.trim().is_empty() && is_type(word);
    is_meant.then(|| Mended::new(json!({ "type": word }), "is read as a schema of the type that it names")).flatten()
}

/// Whether a word means a type, be it that of strings of a format, of lists, or of anything.
pub(super) fn is_type(word: &str) -> bool {
    let is_format = FORMATS.iter().any(|(format, ..)| format.eq_ignore_ascii_case(word.trim()));
    is_format || is_any(word) || scalars::names_type(word) || element(word).is_some()
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

//! What the keys of other generators say of the values of an `enum`: what each is called, and what it means.
//!
//! A key is read where it leaves no question: names, where each value has one of its own. Else it is as any other key
//! that is not ours.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// What is said of a value of an `enum`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ValueNote {
    /// What it is called.
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
}

/// What a key says of each value, if it says anything.
type Told<'s> = Option<Vec<Option<&'s str>>>;
/// A way to read what a key says.
type Read = for<'s> fn(&'s Map<String, Value>, &str) -> Told<'s>;

/// The keys that name values, the first of them before the others.
const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-ms-enum"];
/// The keys that describe them.
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions", "x-enum-comments", "x-ms-enum"];

/// What a schema says of the values of its `enum`, in their order; nothing where it says nothing of any.
pub(crate) fn value_notes(schema: &Map<String, Value>) -> Vec<ValueNote> {
    let names = NAMES.iter().find_map(|key| names(schema, key));
    let descriptions = DESCRIPTIONS.iter().find_map(|key| descriptions(schema, key));
    let at = |texts: &Told<'_>, at: usize| -> Option<String> {
        texts.as_ref()?.get(at).copied().flatten().map(str::to_owned)
    };
    let count = names.as_ref().or(descriptions.as_ref()).map_or(0, Vec::len);
    (0..count).map(|index| ValueNote { name: at(&names, index), description: at(&descriptions, index) }).collect()
}

/// Whether what a schema says by a key of [`FOREIGN`](super::grammar::vocabulary::FOREIGN) is taken.
pub(super) fn is_read(schema: &Map<String, Value>, key: &str) -> bool {
    if key == "x-ms-discriminator-value" {
        return schema.get(key).is_some_and(Value::is_string);
    }
    let is_taken = |keys: &[&str], read: Read| {
        let told = read(schema, key).filter(|_| keys.contains(&key));
        told.is_some() && told == keys.iter().find_map(|key| read(schema, key))
    };
    is_taken(NAMES, names) || is_taken(DESCRIPTIONS, descriptions)
}

/// The name that a key gives to each value but null.
fn names<'s>(schema: &'s Map<String, Value>, key: &str) -> Told<'s> {
    let values = values(schema)?;
    let names = texts(schema, key, "name")?;
    let mut known = BTreeSet::new();
    let is_name = |name: &str| name.contains(char::is_alphanumeric);
    let mut named = values.iter().zip(&names).filter(|(value, _)| !value.is_null());
    named.all(|(_, name)| name.is_some_and(|name| is_name(name) && known.insert(name))).then_some(names)
}

/// What a key says of some of the values.
fn descriptions<'s>(schema: &'s Map<String, Value>, key: &str) -> Told<'s> {
    let told = texts(schema, key, "description").filter(|told| told.iter().any(Option::is_some));
    let told = told.or_else(|| by_name(schema, key))?.into_iter();
    Some(told.map(|text| text.filter(|text| !text.trim().is_empty())).collect())
        .filter(|told: &Vec<Option<&str>>| told.iter().any(Option::is_some))
}

/// What a key says of the values by the names that they have, as the comments of constants have it.
fn by_name<'s>(schema: &'s Map<String, Value>, key: &str) -> Told<'s> {
    let told = schema.get(key)?.as_object()?;
    let names = NAMES.iter().find_map(|key| names(schema, key))?;
    Some(names.into_iter().map(|name| told.get(name?)?.as_str()).collect())
}

/// The values of an `enum` that becomes one in Rust: texts, with quotes or without, or numbers.
fn values(schema: &Map<String, Value>) -> Option<&Vec<Value>> {
    let values = schema.get("enum")?.as_array()?;
    let all = |fits: fn(&Value) -> bool| values.iter().all(|value| value.is_null() || fits(value));
    let are_texts = schema.get("type").is_some_and(|ty| ty == "string") && all(|it| !it.is_array() && !it.is_object());
    Some(values).filter(|_| are_texts || all(Value::is_string) || all(Value::is_number))
}

/// The texts that a key gives to the values: by a list in their order, where null may be left out, by value, or, as
/// `x-ms-enum` has it, by a `field` of what is listed beside the value.
fn texts<'s>(schema: &'s Map<String, Value>, key: &str, field: &str) -> Told<'s> {
    let values = values(schema)?;
    let told = schema.get(key)?;
    let by_value: BTreeMap<String, &Value> = match told {
        Value::Array(texts) => return in_order(values, texts),
        Value::Object(told) if key == "x-ms-enum" => {
            let listed = told.get("values")?.as_array()?.iter();
            listed.filter_map(|it| Some((written(it.get("value")?), it.get(field)?))).collect()
        }
        Value::Object(texts) => texts.iter().map(|(value, text)| (value.clone(), text)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
    };
    Some(values.iter().map(|value| by_value.get(&written(value))?.as_str()).collect())
}

fn in_order<'s>(values: &[Value], texts: &'s [Value]) -> Told<'s> {
    if texts.len() == values.len() {
        return Some(texts.iter().map(Value::as_str).collect());
    }
    let mut texts = texts.iter();
    let mut next = |value: &Value| if value.is_null() { Some(None) } else { Some(texts.next()?.as_str()) };
    let told = values.iter().map(&mut next).collect::<Option<_>>()?;
    texts.next().is_none().then_some(told)
}

/// A value as text: what is listed beside it is careless with quotes.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

//! The documents that are read and written: the examples of the specifications, without white space.
//!
//! The example of ODIN names some services; here it has all of them, filled by their schemas.

use serde_json::{Map, Value};

/// An extension of RingCentral.
pub fn ringcentral_extension() -> String {
    parsed(include_str!("../documents/ringcentral_extension.json")).to_string()
}

/// All settings of a user of ODIN.
pub fn odin_settings() -> String {
    parsed(include_str!("../documents/odin_settings.json")).to_string()
}

/// The phone settings of a user of Zoom.
pub fn zoom_settings() -> String {
    parsed(include_str!("../documents/zoom_settings.json")).to_string()
}

/// A page of 100 users of Zoom, each with an id and a name of their own.
pub fn zoom_users() -> String {
    let mut page = parsed(include_str!("../documents/zoom_users.json"));
    let user = page["users"][0].clone();
    let users = (0..100).map(|number| {
        let mut user = user.clone();
        user["id"] = format!("qK3vT8sXRfWm1ZpYdL{number:04}").into();
        user["email"] = format!("ada.{number}@example.com").into();
        user["name"] = format!("Ada Example {number}").into();
        user
    });
    page["users"] = users.collect();
    page.to_string()
}

/// The same document with the members of each object in the opposite order.
pub fn reversed(text: &str) -> String {
    each_object(&parsed(text), &|members| members.into_iter().rev().collect()).to_string()
}

/// The same document with a member in each object that no specification names.
pub fn with_unknown_members(text: &str) -> String {
    let with_another = |mut members: Map<String, Value>| {
        members.insert("x-added".to_owned(), serde_json::json!({"since": "2030-01-01", "by": [1, 2]}));
        members
    };
    each_object(&parsed(text), &with_another).to_string()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("invariant: the documents are JSON")
}

fn each_object(value: &Value, change: &dyn Fn(Map<String, Value>) -> Map<String, Value>) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), each_object(value, change)));
            Value::Object(change(members.collect()))
        }
        Value::Array(elements) => elements.iter().map(|element| each_object(element, change)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

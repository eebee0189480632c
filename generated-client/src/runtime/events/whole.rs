//! Events that the document describes as a whole: objects of their fields.

use super::super::codec::{Decode, DecodeResult, Json, from_str};
use super::parser::RawEvent;

/// The value of an event that is made of these of its fields. Data that is JSON is read as such, unless only a text is
/// what the document says.
pub(super) fn value<T: Decode>(event: &RawEvent, members: &[&str]) -> DecodeResult<T> {
    let text = quoted(&event.data);
    let object = |data: &str| object(event, members, data);
    match from_str::<Json>(&event.data) {
        Ok(_) => from_str(&object(&event.data)).or_else(|error| from_str(&object(&text)).map_err(|_| error)),
        Err(_) => from_str(&object(&text)),
    }
}

/// The event as JSON, with the fields that it has.
fn object(event: &RawEvent, members: &[&str], data: &str) -> String {
    let field = |member: &&str| match *member {
        "id" => event.id.as_deref().map(quoted),
        "event" => Some(quoted(&event.name)),
        "data" => Some(data.to_owned()),
        "retry" => event.retry.map(|retry| retry.as_millis().to_string()),
        _ => None,
    };
    let fields = members.iter().filter_map(|member| Some([&quoted(member), ":", &field(member)?].concat()));
    ["{", &fields.collect::<Vec<_>>().join(","), "}"].concat()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

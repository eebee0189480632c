//! How lists and objects are written in parameters, said in the words of another place or of Swagger 2.0.

use serde_json::{Map, Value, json};

use super::objects::Done;

/// `style: form` in a header, `style: simple` in a query: the plain style under the name that it has in other places
/// (OpenAPI 3.0.3, "Style Values"). Without the name of the value before it, `form` is `simple`; with it, `simple` is
/// `form` whose elements stand one after the other.
pub(super) fn of_another_place(location: &str, members: &mut Map<String, Value>, done: &mut Done) {
    let style = members.get("style").and_then(Value::as_str);
    let reading = match (location.to_ascii_lowercase().as_str(), style) {
        ("path" | "header", Some("form")) => {
            members.insert("style".to_owned(), json!("simple"));
            "is read as `simple`, which `form` is called where no name stands before the value"
        }
        ("query" | "cookie", Some("simple")) if members.get("explode").is_none_or(|explode| *explode == false) => {
            members.insert("style".to_owned(), json!("form"));
            members.insert("explode".to_owned(), json!(false));
            "is read as `form` without `explode`, which `simple` is called where the name stands before the value"
        }
        _ => return,
    };
    done.say("style", reading);
}

/// `collectionFormat: csv`, which Swagger 2.0 has in the place of `style` and `explode`.
pub(super) fn of_collection(members: &mut Map<String, Value>, done: &mut Done) {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let is_said = ["style", "explode"].iter().any(|key| members.contains_key(*key));
    let (Some(location), Some(format), false) = (text("in"), text("collectionFormat"), is_said) else { return };
    let (style, explode, reading) = match (location.to_ascii_lowercase().as_str(), format) {
        ("path" | "header", "csv") => ("simple", false, "is read as `style: simple`"),
        ("query" | "cookie", "csv") => ("form", false, "is read as `style: form` and `explode: false`"),
        ("query", "multi") => ("form", true, "is read as `style: form` and `explode: true`"),
        ("query", "ssv") => ("spaceDelimited", false, "is read as `style: spaceDelimited` and `explode: false`"),
        ("query", "pipes") => ("pipeDelimited", false, "is read as `style: pipeDelimited` and `explode: false`"),
        _ => return,
    };
    members.shift_remove("collectionFormat");
    members.insert("style".to_owned(), json!(style));
    members.insert("explode".to_owned(), json!(explode));
    done.say("collectionFormat", reading);
    done.renamed.push(("collectionFormat".to_owned(), vec!["style".to_owned()]));
}

//! Bodies whose media types are left out or called otherwise.

use serde_json::{Map, Value, json};

use super::keys::respelled;
use super::objects::Done;
use super::references::JSON;
use crate::normalise::grammar::is_extension;
use crate::normalise::grammar::objects::{MEDIA_TYPE, SCHEMA};

/// `application/json: {type: object, …}`: the schema in the place of the object that holds it.
pub(super) fn keys_of_schema(members: &mut Map<String, Value>, done: &mut Done) {
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

/// `requestBody: {schema: {…}}`, `{description: OK, schema: {…}}`: Swagger 2.0 has the schema in the response itself.
pub(super) fn schema_of_body(members: &mut Map<String, Value>, done: &mut Done) {
    if members.contains_key("content") || !members.get("schema").is_some_and(Value::is_object) {
        return;
    }
    let schema = members.shift_remove("schema");
    members.insert("content".to_owned(), json!({ JSON: { "schema": schema } }));
    done.say("schema", "is read as that of a body in JSON");
    done.renamed.push(("schema".to_owned(), ["content", JSON, "schema"].map(str::to_owned).to_vec()));
}

/// `requestBody: {application/json: {schema: …}}`: media types without the `content` around them.
pub(super) fn content_of_media_types(members: &mut Map<String, Value>, done: &mut Done) {
    let is_media_type = |(key, value): &(&String, &Value)| key.contains('/') && !is_extension(key) && value.is_object();
    let media_types: Vec<String> = members.iter().filter(is_media_type).map(|(key, _)| key.clone()).collect();
    if members.contains_key("content") || members.contains_key("schema") || media_types.is_empty() {
        return;
    }
    let mut content = Map::new();
    for media_type in media_types {
        content.extend(members.shift_remove(&media_type).map(|value| (media_type.clone(), value)));
        done.say_spelling(&media_type, "is read as a media type of `content`");
        done.renamed.push((media_type.clone(), vec!["content".to_owned(), media_type]));
    }
    members.insert("content".to_owned(), content.into());
}

/// `content: {schema: {…}}`: the keys of a media type in the place of media types, none of which is called so.
pub(super) fn keys_of_media_type(members: &mut Map<String, Value>, done: &mut Done) {
    let is_key = |key: &str| MEDIA_TYPE.key(key).is_some();
    let are_keys = members.keys().all(|key| is_key(key) || is_extension(key));
    if !are_keys || !members.contains_key("schema") {
        return;
    }
    let media_type = std::mem::take(members);
    for key in media_type.keys().filter(|key| is_key(key)) {
        done.renamed.push((key.clone(), vec![JSON.to_owned(), key.clone()]));
    }
    members.insert(JSON.to_owned(), media_type.into());
    done.say("schema", "is no media type, and is read as the schema of one, JSON");
}

/// `json:` in the place of `application/json:`; no name at all, for whatever there is.
pub(super) fn words_for_media_types(members: &mut Map<String, Value>, done: &mut Done) {
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
                done.say_spelling(
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

/// `application\/json`: with the escape that a slash has in patterns and may have in JSON.
pub(super) fn media_types_with_escapes(members: &mut Map<String, Value>, done: &mut Done) {
    let meant = |key: &str| key.contains("\\/").then(|| key.replace('\\', ""));
    respelled(members, done, meant, "is read without the backslash, which no media type has");
}

/// `contentType: [image/png, image/jpeg]`: a list of media types is a text with commas (OpenAPI 3.0.3, "Encoding
/// Object").
pub(super) fn content_types_in_list(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(Value::Array(media_types)) = members.get("contentType") else { return };
    let media_types: Option<Vec<&str>> = media_types.iter().map(Value::as_str).collect();
    if let Some(media_types) = media_types.filter(|media_types| !media_types.is_empty()) {
        let text = media_types.join(", ");
        members.insert("contentType".to_owned(), text.into());
        done.say("contentType", "is read as a text with commas between the media types");
    }
}

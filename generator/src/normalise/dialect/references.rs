//! What stands beside the `$ref` of a schema.

use serde_json::{Map, Value};

use super::schema::Schema;
use crate::diagnostic::catalogue;
use crate::dialect::Dialect;
use crate::normalise::grammar::is_extension;

/// Keys beside `$ref` hold too (JSON Schema 2020-12 core, section 8.2.3.1): `allOf` of the reference beside them says
/// the same.
///
/// OpenAPI 3.0 ignores them. The ones that only describe are read there as well, since whoever writes them means them;
/// `check` reports the others.
pub(super) fn beside(schema: &mut Schema<'_, '_>) {
    if schema.text("$ref").is_none() {
        return;
    }
    let dialect = schema.dialect();
    let read: Vec<String> = schema.members.keys().filter(|key| is_read(key, dialect)).cloned().collect();
    if read.is_empty() {
        return;
    }
    for key in &read {
        let diagnostic = match key.as_str() {
            "nullable" => catalogue::normalise::nullable_beside_reference,
            _ => catalogue::normalise::form_of_3_1,
        };
        schema.rewriting.later_as(&format!("`{key}` beside `$ref`"), &schema.trail.child(key), diagnostic);
    }
    let others: Vec<String> = schema.members.keys().filter(|key| !read.contains(key)).cloned().collect();
    let origin = schema.origin("$ref");
    if !schema.members.contains_key("allOf") {
        schema.rewriting.moved.insert(&schema.pointer("allOf"), origin.clone());
    }
    let taken: Vec<_> = others
        .into_iter()
        .filter_map(|key| {
            let (value, origin) = schema.take(&key)?;
            Some((key, value, origin))
        })
        .collect();
    let Some(pointer) = schema.add_all_of(Value::Object(Map::new()), origin) else { return };
    let mut reference = Map::new();
    for (key, value, origin) in taken {
        schema.rewriting.moved.insert(&pointer.child(&key), origin);
        reference.insert(key, value);
    }
    if let Some(Value::Array(all_of)) = schema.members.get_mut("allOf")
        && let Some(place) = all_of.last_mut()
    {
        *place = Value::Object(reference);
    }
}

fn is_read(key: &str, dialect: Dialect) -> bool {
    match dialect {
        _ if key == "$ref" || is_extension(key) => false,
        Dialect::V3_1 => true,
        Dialect::V3_0 => matches!(
            key,
            "title"
                | "description"
                | "deprecated"
                | "nullable"
                | "readOnly"
                | "writeOnly"
                | "default"
                | "example"
                | "examples"
        ),
    }
}

//! Keywords of JSON Schema that no type comes of, and that refuse values all the same.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::trees::Trees;
use super::schemas::DEPTH;
use super::view::View;

/// The keywords, of those that say something together the first.
pub(super) const KEYWORDS: [&str; 7] = [
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "patternProperties",
    "propertyNames",
    "unevaluatedItems",
];

/// What says more to the first keyword, and says nothing alone.
const WITH: [(&str, &[&str]); 2] = [("contains", &["minContains", "maxContains"]), ("if", &["then", "else"])];

/// What is written for these keywords in the schemas of a value.
pub(super) fn written(trees: &Trees<'_>, view: &View<'_>) -> BTreeMap<&'static str, String> {
    let mut written = BTreeMap::new();
    for origin in view.all.iter().map(|schema| &schema.origin) {
        let Some(schema) = trees.get(origin).and_then(Value::as_object) else { continue };
        for keyword in KEYWORDS {
            if let Some(said) = said(schema, keyword) {
                let followed = || trees.followed(origin.file, &said, DEPTH).to_string();
                written.entry(keyword).or_insert_with(followed);
            }
        }
    }
    written
}

/// What a keyword says with those that belong to it, where it says anything.
fn said(schema: &Map<String, Value>, keyword: &str) -> Option<Value> {
    let own = schema.get(keyword)?;
    let with = WITH.iter().find(|(first, _)| *first == keyword).map_or(&[][..], |(_, with)| with);
    let more: Vec<Value> = with.iter().filter_map(|key| Some(serde_json::json!({ *key: schema.get(*key)? }))).collect();
    match keyword {
        "if" if more.is_empty() => None,
        // As few as none are enough.
        "contains"
            if schema.get("minContains").is_some_and(|least| least == 0) && !schema.contains_key("maxContains") =>
        {
            None
        }
        "dependentRequired" => demands(own),
        _ => Some(Value::Array([vec![own.clone()], more].concat())),
    }
}

/// The members of which each demands others, where any does.
fn demands(said: &Value) -> Option<Value> {
    let is_demand = |demanded: &Value| demanded.as_array().is_none_or(|names| !names.is_empty());
    let demands = said.as_object()?.iter().filter(|(_, demanded)| is_demand(demanded));
    let demands: Map<String, Value> = demands.map(|(name, demanded)| (name.clone(), demanded.clone())).collect();
    (!demands.is_empty()).then_some(Value::Object(demands))
}

//! What an array or an object holds beside what it names: tuples, members by pattern, and the rest.

use serde_json::{Map, Value};

use super::schema::Schema;

/// Elements by position are `prefixItems`; before 2020-12 they were a list under `items`, and what follows them
/// `additionalItems`. `items: false` says that nothing follows (JSON Schema 2020-12 core, section 10.3.1): that is a
/// bound of their number.
pub(super) fn positions(schema: &mut Schema<'_, '_>) {
    if schema.members.get("items").is_some_and(Value::is_array) {
        schema.repaired("items", "is a list, as before JSON Schema 2020-12, and is read as `prefixItems`");
    }
    if schema.members.get("items").is_some_and(Value::is_array)
        && let Some((positions, origin)) = schema.take("items")
    {
        schema.set("prefixItems", positions, origin);
        if let Some((rest, origin)) = schema.take("additionalItems") {
            schema.set("items", rest, origin);
        }
    }
    if let Some(count) = schema.members.get("prefixItems").and_then(Value::as_array).map(Vec::len)
        && schema.members.get("items") == Some(&Value::Bool(false))
        && let Some((_, origin)) = schema.take("items")
    {
        let bound = schema.members.get("maxItems").and_then(Value::as_u64);
        if bound.is_none_or(|bound| bound > count as u64) {
            schema.set("maxItems", Value::from(count), origin);
        }
    }
    if schema.members.contains_key("prefixItems") && !schema.members.contains_key("type") {
        let origin = schema.origin("prefixItems");
        schema.set("type", Value::from("array"), origin);
    }
}

/// `patternProperties` (JSON Schema 2020-12 core, section 10.3.2.2) with one schema is `additionalProperties` of it
/// where no other member may follow, or only such as are of the same schema. The pattern is not checked. Elsewhere the
/// members are any JSON, since they are not told apart by pattern: those that none fits may be anything.
pub(super) fn patterns(schema: &mut Schema<'_, '_>) {
    let Some(Value::Object(patterns)) = schema.members.get("patternProperties").cloned() else { return };
    if patterns.is_empty() {
        return;
    }
    let Some((_, origin)) = schema.take("patternProperties") else { return };
    let rest = ["additionalProperties", "unevaluatedProperties"].iter().find_map(|key| schema.members.get(*key));
    let takes_all = patterns.keys().any(|pattern| takes_any_name(pattern));
    let only = only_schema(&patterns).filter(|(_, value)| match rest {
        Some(Value::Bool(false)) => true,
        Some(rest) if rest == *value => true,
        Some(_) | None => takes_all,
    });
    let is_said = only.is_some_and(|(_, value)| schema.members.get("additionalProperties") == Some(value));
    let declares = schema.members.contains_key("properties");
    let reason = match &only {
        Some(_) if takes_all && !declares => None,
        Some(_) if takes_all => Some("the members that are not declared are of its schema; the others are as declared"),
        Some(_) => {
            Some("the members that are not declared are of its schema; their names are not held against the pattern")
        }
        None => Some("members are not told apart by the pattern of their names; they are read as any JSON"),
    };
    if let Some(reason) = reason {
        schema.degraded("patternProperties", reason);
    }
    match only {
        Some(_) if is_said => {}
        Some((pattern, value)) => schema.set("additionalProperties", value.clone(), origin.child(pattern)),
        None => schema.set("additionalProperties", Value::Bool(true), origin),
    }
}

/// Whether a pattern is one of those that are written for any name of one line.
pub(crate) fn takes_any_name(pattern: &str) -> bool {
    matches!(pattern, "" | "^" | "$" | ".*" | "^.*" | ".*$" | "^.*$")
}

/// The schema that all patterns have.
fn only_schema(patterns: &Map<String, Value>) -> Option<(&String, &Value)> {
    let (pattern, first) = patterns.iter().next()?;
    patterns.values().all(|value| value == first).then_some((pattern, first))
}

/// What no other keyword speaks of (JSON Schema 2020-12 core, section 11): a struct has all members that the schema and
/// what it takes in by `allOf` declare, so that `additionalProperties` says the same. Beside that keyword, or `items`,
/// nothing is left for these.
pub(super) fn unevaluated(schema: &mut Schema<'_, '_>) {
    if !schema.members.contains_key("additionalProperties")
        && let Some((rest, origin)) = schema.take("unevaluatedProperties")
    {
        schema.set("additionalProperties", rest, origin);
    }
    let spoken_of = ["items", "prefixItems", "contains", "allOf", "anyOf", "oneOf"];
    if !spoken_of.iter().any(|key| schema.members.contains_key(*key))
        && let Some((rest, origin)) = schema.take("unevaluatedItems")
    {
        schema.set("items", rest, origin);
    }
}

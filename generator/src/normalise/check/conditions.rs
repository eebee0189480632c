//! What the keys of an object demand of each other, which the tables cannot say.

use serde_json::{Map, Value};

use super::findings::Findings;
use super::pagination;
use crate::diagnostic::catalogue;
use crate::normalise::grammar::objects::{HEADER, PARAMETER, SCHEMA, SECURITY_SCHEME, STYLES};
use crate::normalise::grammar::schemes::KEYS_OF_SCHEMES;
use crate::normalise::grammar::vocabulary::PAGINATION;
use crate::normalise::grammar::{Object, Shape};
use crate::normalise::trail::Trail;

/// Checks the keys of one object.
pub(super) fn check(
    object: &'static Object,
    members: &Map<String, Value>,
    trail: &Trail<'_>,
    findings: &mut Findings<'_>,
) {
    if is(object, &PARAMETER) {
        style(members, trail, findings);
    }
    if is(object, &PARAMETER) || is(object, &HEADER) {
        schema_or_content(object, members, trail, findings);
    }
    if is(object, &SECURITY_SCHEME) {
        scheme(object, members, trail, findings);
    }
    if is(object, &SCHEMA) {
        multiple(members, trail, findings);
    }
    if is(object, &PAGINATION) {
        pagination::check(members, trail, findings);
    }
}

fn is(object: &'static Object, table: &'static Object) -> bool {
    std::ptr::eq(object, table)
}

/// What values are multiples of is above zero (JSON Schema 2020-12 validation, section 6.2.1).
fn multiple(members: &Map<String, Value>, trail: &Trail<'_>, findings: &mut Findings<'_>) {
    let step = members.get("multipleOf").and_then(Value::as_number);
    if let Some(step) = step.filter(|step| step.as_f64().is_some_and(|step| step <= 0.0)) {
        let here = trail.child("multipleOf");
        let found = format!("the number {step}");
        findings.push(&here, catalogue::normalise::wrong_shape(&here.origin(), "a number above 0", &found));
    }
}

/// A parameter has the styles of its location (OpenAPI 3.0.3, "Style Values"); the table tells what is no style at all.
fn style(members: &Map<String, Value>, trail: &Trail<'_>, findings: &mut Findings<'_>) {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let (Some(location), Some(style)) = (text("in"), text("style")) else { return };
    let styles: &[&str] = match location {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return,
    };
    if STYLES.contains(&style) && !styles.contains(&style) {
        let expected = [&Shape::Choice(styles).expected(), " in ", location].concat();
        let found = format!("the string {}", catalogue::Quoted(style));
        let origin = trail.child("style").origin();
        findings.push(&trail.child("style"), catalogue::normalise::wrong_shape(&origin, &expected, &found));
    }
}

/// A parameter has either a schema or content (OpenAPI 3.0.3, "Parameter Object").
fn schema_or_content(object: &Object, members: &Map<String, Value>, trail: &Trail<'_>, findings: &mut Findings<'_>) {
    let origin = |key| trail.child(key).origin();
    findings.push(
        trail,
        match (members.contains_key("schema"), members.contains_key("content")) {
            (true, true) => catalogue::normalise::excluding_keys(&origin("schema"), &origin("content")),
            (false, false) => catalogue::normalise::missing_schema(&trail.origin(), object.kind.name()),
            (true, false) | (false, true) => return,
        },
    );
}

/// What a security scheme needs depends on its type (OpenAPI 3.0.3, "Security Scheme Object").
fn scheme(object: &Object, members: &Map<String, Value>, trail: &Trail<'_>, findings: &mut Findings<'_>) {
    let ty = members.get("type").and_then(Value::as_str);
    let Some((_, needed)) = KEYS_OF_SCHEMES.iter().find(|(name, _)| ty == Some(name)) else { return };
    for missing in needed.iter().filter(|key| !members.contains_key(**key)) {
        findings.push(trail, catalogue::normalise::missing_key(&trail.origin(), object.kind.name(), missing));
    }
}

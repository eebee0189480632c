//! What the keys of `x-pagination` demand of each other: each style has its own way to the next page.

use serde_json::{Map, Value};

use super::findings::Findings;
use crate::diagnostic::catalogue;
use crate::normalise::grammar::vocabulary::{PAGINATION_REQUEST, PAGINATION_RESPONSE};
use crate::normalise::trail::Trail;

/// A way of paging.
struct Style {
    name: &'static str,
    request: Part,
    response: Part,
}

/// The keys of one part.
struct Part {
    known: &'static [&'static str],
    /// It has one of each of these at least, or nobody knows the way to the next page or the end of the list.
    needed: &'static [&'static [&'static str]],
}

const STYLES: [Style; 2] = [
    Style {
        name: "token",
        request: Part { known: &["page", "size", "lifetime"], needed: &[] },
        response: Part { known: &["items", "next"], needed: &[&["next"]] },
    },
    Style {
        name: "page",
        request: Part { known: &["page", "size"], needed: &[] },
        response: Part {
            known: &["items", "page", "total_pages", "more"],
            needed: &[&["page"], &["total_pages", "more"]],
        },
    },
];

/// Checks `x-pagination`.
pub(super) fn check(members: &Map<String, Value>, trail: &Trail<'_>, findings: &mut Findings<'_>) {
    let Some(name) = members.get("style").and_then(Value::as_str) else { return };
    let Some(style) = STYLES.iter().find(|style| style.name == name) else { return };
    for (key, object, part) in
        [("request", &PAGINATION_REQUEST, &style.request), ("response", &PAGINATION_RESPONSE, &style.response)]
    {
        let Some(members) = members.get(key).and_then(Value::as_object) else { continue };
        let (trail, name) = (trail.child(key), [object.kind.name(), " of style ", style.name].concat());
        // What no style has is reported along with the unknown keys of other objects.
        for other in members.keys().filter(|key| object.key(key).is_some() && !part.known.contains(&key.as_str())) {
            let origin = trail.child(other).origin();
            findings.push(&trail, catalogue::normalise::unknown_key(&origin, &name, part.known));
        }
        for missing in part.needed.iter().filter(|keys| !keys.iter().any(|key| members.contains_key(*key))) {
            findings.push(&trail, catalogue::normalise::missing_any(&trail.origin(), &name, missing));
        }
    }
}

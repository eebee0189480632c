//! Edits of what a document says of the service as a whole.

use generator::diff::Wire;
use serde_json::{Value, json};

use super::Edit;
use super::choice::Choice;
use super::expected::Finding;
use super::original::{Operation, Original};
use super::pointer::{child, children, object, split};
use super::uses::is_reserved;

/// The name of a scheme that no document has.
const SCHEME: &str = "EditedKey";

/// Changes the version of the API.
pub(super) fn version(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    text(original, "/info/version", "0.0.0-edited", "info-version")
}

/// Changes the description of the API.
pub(super) fn description(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    text(original, "/info/description", "It is something else.", "info-description")
}

fn text(original: &Original<'_>, place: &str, text: &str, kind: &str) -> Option<Edit> {
    let mut head = original.document.clone();
    *head.pointer_mut(place)? = json!(text);
    Some(Edit::new("text changed", place, head).one(kind, kind, 0))
}

/// Adds an extension to the document, an operation or a schema.
pub(super) fn extension(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let operations = original.operations.iter().map(|operation| operation.pointer.clone());
    let schemas = original.uses.schemas().into_iter().cloned();
    let schemas = schemas.filter(|schema| super::keywords::is_plain(original, schema));
    let places: Vec<String> = operations.chain(schemas).chain([String::new(), "/info".to_owned()]).collect();
    choice.of_all(&places, |place| {
        let mut head = original.document.clone();
        head.pointer_mut(place)?.as_object_mut()?.insert("x-edited".to_owned(), json!({"by": "hand"}));
        let mut operations = original.operations.iter();
        let is_inside = operations.any(|operation| format!("{place}/").starts_with(&format!("{}/", operation.pointer)));
        Some(Edit::new("extension added", place, head).one("ext-changed", "ext-changed", usize::from(is_inside)))
    })
}

/// Puts the members of components and what is required in another order, which means nothing.
pub(super) fn reordered(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    let mut head = original.document.clone();
    for section in children(original.document, "/components") {
        if let Some(components) = head.pointer_mut(&section).and_then(Value::as_object_mut) {
            *components = std::mem::take(components).into_iter().rev().collect();
        }
    }
    for schema in original.uses.schemas() {
        if let Some(required) = head.pointer_mut(&child(schema, "required")).and_then(Value::as_array_mut) {
            required.reverse();
        }
    }
    Some(Edit::new("components reversed", "/components", head))
}

/// Moves the first server to another host.
pub(super) fn host(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    server(original, "server-url-changed", |url| {
        let (scheme, rest) = url.split_once("://")?;
        let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default();
        Some(format!("{scheme}://edited.example.com{path}"))
    })
}

/// Gives the first server another base path.
pub(super) fn base_path(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    server(original, "server-base-path", |url| {
        url.contains("://").then(|| format!("{}/edited", url.trim_end_matches('/')))
    })
}

fn server(original: &Original<'_>, kind: &str, edit: impl Fn(&str) -> Option<String>) -> Option<Edit> {
    let place = "/servers/0/url";
    let url = original.document.pointer(place)?.as_str().filter(|url| !url.contains('{'))?;
    let servers = original.document.get("servers")?.as_array()?;
    let is_there_twice = servers.iter().filter(|server| server.get("url").is_some_and(|it| it == url)).count() > 1;
    if is_there_twice || original.operations.is_empty() {
        return None;
    }
    let mut head = original.document.clone();
    *head.pointer_mut(place)? = json!(edit(url)?);
    let edit = Edit::new("server moved", place, head);
    let finding = || Some(of_servers(original, kind));
    Some(edit.finding(finding(), finding()))
}

/// What is found of the servers of all operations: no call goes there where each has servers of its own.
fn of_servers(original: &Original<'_>, kind: &str) -> Finding {
    let has_own = |operation: &Operation| {
        [&operation.pointer, &operation.item].into_iter().any(|place| original.has(&child(place, "servers")))
    };
    let finding = Finding::new(kind, 0);
    let operations = &original.operations;
    if !operations.is_empty() && operations.iter().all(has_own) { finding.at_most(Wire::Safe) } else { finding }
}

/// Adds a server.
pub(super) fn server_added(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    let mut head = original.document.clone();
    let servers = head.pointer_mut("/servers")?.as_array_mut().filter(|servers| !servers.is_empty())?;
    servers.push(json!({"url": "https://edited.example.com/edited"}));
    let [there, back] = ["server-added", "server-removed"].map(|kind| Some(of_servers(original, kind)));
    Some(Edit::new("server added", "/servers", head).finding(there, back))
}

/// How what is asked of all operations is edited, and what that is.
pub(super) struct Security {
    pub(super) name: &'static str,
    /// Makes the edit; none where it cannot be made.
    edit: fn(&mut Vec<Value>) -> Option<()>,
    there: &'static str,
    back: &'static str,
}

/// Edits of what is asked of all operations that ask nothing of their own.
pub(super) const SECURITY: &[Security] = &[
    Security {
        name: "way in added",
        edit: |it| {
            it.push(json!({SCHEME: []}));
            Some(())
        },
        there: "sec-global-added",
        back: "sec-global-replaced",
    },
    Security {
        name: "way in replaced",
        edit: |it| {
            *it = vec![json!({SCHEME: []})];
            Some(())
        },
        there: "sec-global-replaced",
        back: "sec-global-replaced",
    },
    Security {
        name: "further credentials asked for",
        edit: |it| {
            let [only] = &mut it[..] else { return None };
            only.as_object_mut()?.insert(SCHEME.to_owned(), json!([]));
            Some(())
        },
        there: "sec-and-added",
        back: "sec-and-removed",
    },
    Security {
        name: "no credentials asked for",
        edit: |it| {
            it.clear();
            Some(())
        },
        there: "sec-global-removed",
        back: "sec-op-added",
    },
];

/// Edits what is asked of all operations.
pub(super) fn security(original: &Original<'_>, _: &mut Choice, security: &Security) -> Option<Edit> {
    let mut asked = object(original.document, "")?.get("security")?.as_array()?.clone();
    let has_own = |operation: &&Operation| original.has(&child(&operation.pointer, "security"));
    let count = original.operations.iter().filter(|operation| !has_own(operation)).count();
    if count == 0 || !is_clear(original, &asked) {
        return None;
    }
    (security.edit)(&mut asked)?;
    let mut head = with_scheme(original)?;
    *head.pointer_mut("/security")? = Value::Array(asked);
    Some(Edit::new(security.name, "/security", head).one(security.there, security.back, count))
}

/// Whether credentials are asked for, by schemes that are declared.
fn is_clear(original: &Original<'_>, asked: &[Value]) -> bool {
    let is_declared = |scheme: &String| original.has(&child("/components/securitySchemes", scheme));
    let asks = |alternative: &Value| {
        alternative.as_object().is_some_and(|schemes| !schemes.is_empty() && schemes.keys().all(is_declared))
    };
    !asked.is_empty() && asked.iter().all(asks)
}

/// Has one operation ask for credentials where none are asked for.
pub(super) fn own_security(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let asks =
            |place: &str| original.document.pointer(place).and_then(Value::as_array).is_some_and(|it| !it.is_empty());
        // Where nothing else is asked for, the header is a parameter like others.
        let is_header = |parameter: &String| is_reserved(original.document, parameter);
        let has_header = operation.parameters.iter().any(is_header);
        if has_header || asks("/security") || asks(&child(&operation.pointer, "security")) {
            return None;
        }
        let mut head = with_scheme(original)?;
        let edited = head.pointer_mut(&operation.pointer)?.as_object_mut()?;
        edited.insert("security".to_owned(), json!([{SCHEME: []}]));
        Some(Edit::new("credentials asked for", &operation.pointer, head).one("sec-op-added", "sec-op-removed", 1))
    })
}

/// Has one operation ask for no credentials.
pub(super) fn no_security(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let asked = object(original.document, "")?.get("security")?.as_array()?;
    choice.of_all(&original.operations, |operation| {
        if !is_clear(original, asked) || original.has(&child(&operation.pointer, "security")) {
            return None;
        }
        let mut head = original.document.clone();
        let edited = head.pointer_mut(&operation.pointer)?.as_object_mut()?;
        edited.insert("security".to_owned(), json!([]));
        Some(Edit::new("opened", &operation.pointer, head).one("sec-op-removed", "sec-op-added", 1))
    })
}

fn with_scheme(original: &Original<'_>) -> Option<Value> {
    let mut head = original.document.clone();
    let components = head.as_object_mut()?.entry("components").or_insert_with(|| json!({})).as_object_mut()?;
    let schemes = components.entry("securitySchemes").or_insert_with(|| json!({})).as_object_mut()?;
    schemes.insert(SCHEME.to_owned(), json!({"type": "apiKey", "in": "header", "name": "X-Edited"}));
    Some(head)
}

/// Changes how a security scheme works.
pub(super) fn scheme(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let schemes = children(original.document, "/components/securitySchemes");
    choice.of_all(&schemes, |place| {
        let mut head = original.document.clone();
        let scheme = head.pointer_mut(place)?.as_object_mut()?;
        let kind = match scheme.get("type")?.as_str()? {
            "apiKey" => {
                scheme.insert("name".to_owned(), json!("X-Edited"));
                "sec-apikey-header-name"
            }
            "http" => {
                let is_basic = scheme.get("scheme")? == "basic";
                scheme.insert("scheme".to_owned(), json!(if is_basic { "bearer" } else { "basic" }));
                "sec-scheme-type"
            }
            "oauth2" => {
                let flows = scheme.get_mut("flows")?.as_object_mut().filter(|flows| flows.len() == 1)?;
                *flows.values_mut().next()?.get_mut("tokenUrl")? = json!("https://edited.example.com/token");
                "sec-token-url"
            }
            _ => return None,
        };
        let count = asking(original, place).filter(|count| *count > 0)?;
        Some(Edit::new("scheme changed", place, head).one(kind, kind, count))
    })
}

/// The number of operations that ask for what a scheme says.
fn asking(original: &Original<'_>, scheme: &str) -> Option<usize> {
    let (_, name) = split(scheme)?;
    let asks = |place: &str| {
        let alternatives = original.document.pointer(place).and_then(Value::as_array);
        alternatives.is_some_and(|all| all.iter().any(|alternative| alternative.get(&name).is_some()))
    };
    let of = |operation: &Operation| child(&operation.pointer, "security");
    let asks = |operation: &&Operation| {
        if original.has(&of(operation)) { asks(&of(operation)) } else { asks("/security") }
    };
    Some(original.operations.iter().filter(asks).count())
}

/// Has an operation ask for a scope more.
pub(super) fn scope_added(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let place = child(&operation.pointer, "security");
        let asked = original.document.pointer(&place)?.as_array()?;
        let [only] = &asked[..] else { return None };
        let (scheme, scopes) = only.as_object()?.iter().next()?;
        let ty = original.document.pointer(&format!("{}/type", child("/components/securitySchemes", scheme)))?;
        if !is_clear(original, asked) || ty != "oauth2" || scopes.as_array()?.is_empty() {
            return None;
        }
        let mut head = original.document.clone();
        let scopes = head.pointer_mut(&child(&format!("{place}/0"), scheme))?.as_array_mut()?;
        scopes.push(json!("edited"));
        Some(Edit::new("scope added", &place, head).one("sec-scope-added", "sec-scope-removed", 1))
    })
}

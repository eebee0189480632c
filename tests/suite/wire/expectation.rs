//! The request that a document wants for a call: worked out from the document by the rules of OpenAPI 3.0, RFC 6570
//! and RFC 3986.

use serde_json::Value;

use super::request::{Content, Request, by_name};
use crate::calls::{Body, Call};
use crate::document::{Declared, Described};

/// The token of the tests' sessions.
pub(super) const TOKEN: &str = "t0ken-._~+/=";

/// The request of a call at a base URL whose path is `base_path`.
pub(super) fn expected(operation: Described<'_>, call: &Call, base_path: &str) -> Request {
    let (path, query) = target(operation, call);
    let (content_type, content) = content(operation, call);
    Request {
        method: operation.method(),
        path: format!("{base_path}{path}"),
        query: sorted(query),
        accept: accept(&operation.answers()),
        authorization: operation.is_secured().then(|| format!("Bearer {TOKEN}")),
        user_agent: concat!("generated-client/", env!("CARGO_PKG_VERSION")).to_owned(),
        content_type,
        content,
        other_headers: Vec::new(),
    }
}

/// Path and query pairs, percent-encoded.
fn target(operation: Described<'_>, call: &Call) -> (String, Vec<String>) {
    let mut path = operation.path.to_owned();
    let mut query = Vec::new();
    for parameter in operation.parameters() {
        let name = parameter["name"].as_str().expect("name");
        let Some(value) = value(operation, call, parameter) else { continue };
        match (parameter["in"].as_str(), style(parameter)) {
            (Some("path"), "simple") => path = path.replace(&format!("{{{name}}}"), &simple(value)),
            (Some("query"), "form") => query.extend(form(name, value, parameter["explode"] != false)),
            (location, style) => panic!("no rule here for `{name}` in {location:?} with style {style}"),
        }
    }
    (path, query)
}

/// The style of a parameter, or the default of its location (Parameter Object, `style`).
fn style(parameter: &Value) -> &str {
    let default = if parameter["in"] == "query" { "form" } else { "simple" };
    parameter["style"].as_str().unwrap_or(default)
}

/// What the call gives for a parameter, or the default of a required one.
fn value<'v>(operation: Described<'v>, call: &'v Call, parameter: &'v Value) -> Option<&'v Value> {
    let given = call.parameters.iter().find(|(name, _)| parameter["name"] == *name).map(|(_, value)| value);
    let is_required = parameter["required"] == true;
    given.or_else(|| operation.default_of(parameter).filter(|_| is_required))
}

/// RFC 6570, 3.2.2: the elements of a list are joined by commas, which no element holds bare.
fn simple(value: &Value) -> String {
    texts(value).iter().map(|text| encoded(text)).collect::<Vec<_>>().join(",")
}

/// RFC 6570, 3.2.8: a pair for each element, or one pair with all of them.
fn form(name: &str, value: &Value, explode: bool) -> Vec<String> {
    let pair = |text: String| format!("{}={text}", encoded(name));
    if explode { texts(value).iter().map(|text| pair(encoded(text))).collect() } else { vec![pair(simple(value))] }
}

/// A list as its elements, anything else as one.
fn texts(value: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    value.as_array().map_or_else(|| vec![text(value)], |list| list.iter().map(text).collect())
}

/// All but the unreserved characters of RFC 3986, 2.3, as UTF-8 in percent-encoding with capitals.
pub(super) fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// The order of parameters is free, that of the values of one is not.
pub(super) fn sorted(mut pairs: Vec<String>) -> Vec<String> {
    pairs.sort_by(|one, other| one.split('=').next().cmp(&other.split('=').next()));
    pairs
}

/// The media types of success: the JSON ones where there are some, since what they carry is what the operation
/// gives. Where success has no body the errors' count.
fn accept(answers: &[Declared<'_>]) -> Vec<String> {
    let of_success = answers.iter().filter(|answer| answer.is_success());
    let types = |answers: Vec<&Declared<'_>>| {
        let mut types: Vec<String> = answers.iter().filter_map(|answer| answer.media_type).map(str::to_owned).collect();
        types.dedup();
        types
    };
    let json = types(of_success.clone().filter(|answer| answer.is_json()).collect());
    let choices = [json, types(of_success.collect()), types(answers.iter().collect())];
    choices.into_iter().find(|types| !types.is_empty()).expect("some answer has a body")
}

/// Media type and body; the media type must be one that the document declares.
fn content(operation: Described<'_>, call: &Call) -> (Option<String>, Content) {
    let (media_type, content) = match &call.body {
        Body::Absent => return (None, Content::Absent),
        Body::Json(value) => ("application/json", Content::Json(value.clone())),
        Body::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            ("application/x-www-form-urlencoded", Content::Pairs(by_name(pairs)))
        }
        Body::Files(files) => ("multipart/form-data", Content::files(files)),
    };
    let body = operation.body().expect("the operation takes a body");
    assert!(body["content"].get(media_type).is_some(), "`{}` does not declare {media_type}", operation.id());
    (Some(media_type.to_owned()), content)
}

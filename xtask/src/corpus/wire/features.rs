//! What of a document shows on the wire: each feature in a few words, `query form exploded array`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::job::declared;

/// References are followed so far: one that leads further leads in a circle.
const STEPS: usize = 32;

/// The features of a document.
pub(super) fn features(document: &Value) -> BTreeSet<String> {
    let mut found = Found { document, features: BTreeSet::new() };
    found.dialect();
    found.paths();
    found.schemes();
    found.features
}

struct Found<'d> {
    document: &'d Value,
    features: BTreeSet<String>,
}

impl<'d> Found<'d> {
    fn add(&mut self, feature: impl Into<String>) {
        self.features.insert(feature.into());
    }

    fn dialect(&mut self) {
        if let Some(version) = text(self.document, "openapi").and_then(|version| version.get(..3)) {
            self.add(format!("OpenAPI {version}"));
        }
        if items(self.document, "servers").any(|server| !members(server, "variables").is_empty()) {
            self.add("server variables");
        }
    }

    fn paths(&mut self) {
        for (_, item) in members(self.document, "paths") {
            items(item, "parameters").for_each(|parameter| self.parameter(parameter));
        }
        for operation in declared(self.document) {
            items(operation, "parameters").for_each(|parameter| self.parameter(parameter));
            operation.get("requestBody").into_iter().for_each(|body| self.body(body));
            self.answers(operation);
        }
    }

    /// Place, style, explode (where it makes a difference), and the kind of the value.
    fn parameter(&mut self, parameter: &Value) {
        let parameter = self.followed(parameter);
        let Some(place) = text(parameter, "in") else { return };
        if parameter.get("content").is_some() {
            return self.add(format!("{place} content"));
        }
        let usual = if matches!(place, "query" | "cookie") { "form" } else { "simple" };
        let style = text(parameter, "style").unwrap_or(usual);
        let explodes = parameter.get("explode").and_then(Value::as_bool).unwrap_or(style == "form");
        let kind = self.kind(parameter.get("schema").unwrap_or(&Value::Null));
        let is_scalar = matches!(kind, "string" | "number" | "integer" | "boolean");
        let exploded = if explodes && !is_scalar { " exploded" } else { "" };
        self.add(format!("{place} {style}{exploded} {kind}"));
    }

    /// The kind of value that a schema is of.
    fn kind(&self, schema: &'d Value) -> &'d str {
        let schema = self.followed(schema);
        let first = |kinds: &'d Value| kinds.as_str().or_else(|| kinds.get(0).and_then(Value::as_str));
        let combined = || ["oneOf", "anyOf", "allOf"].into_iter().find(|key| schema.get(key).is_some());
        schema.get("type").and_then(first).or_else(combined).unwrap_or("any")
    }

    fn body(&mut self, body: &Value) {
        let content = members(self.followed(body), "content");
        if content.len() > 1 {
            self.add("body of several kinds");
        }
        for (media_type, media) in content {
            let encoded = if members(media, "encoding").is_empty() { "" } else { ", encoded" };
            self.add(format!("body {}{encoded}", class(media_type)));
        }
    }

    fn answers(&mut self, operation: &Value) {
        let responses = members(operation, "responses");
        if responses.iter().filter(|(status, _)| status.starts_with('2')).count() > 1 {
            self.add("several successes");
        }
        for (status, response) in responses {
            if status == "default" || status.ends_with("XX") {
                self.add(format!("answer {status}"));
            }
            let response = self.followed(response);
            if !members(response, "headers").is_empty() {
                self.add("answer headers");
            }
            for (media_type, _) in members(response, "content") {
                self.add(format!("answer {}", class(media_type)));
            }
        }
    }

    fn schemes(&mut self) {
        let components = self.document.get("components").unwrap_or(&Value::Null);
        for (_, scheme) in members(components, "securitySchemes") {
            let scheme = self.followed(scheme);
            let kind = text(scheme, "type").unwrap_or_default();
            let detail = text(scheme, "in").or_else(|| text(scheme, "scheme")).unwrap_or_default();
            self.add(format!("scheme {kind} {}", detail.to_ascii_lowercase()).trim_end());
        }
    }

    /// What a reference leads to; the value itself, where it is none.
    fn followed<'v>(&self, value: &'v Value) -> &'v Value
    where
        'd: 'v,
    {
        let mut value = value;
        for _ in 0..STEPS {
            let Some(pointer) = text(value, "$ref").and_then(|reference| reference.strip_prefix('#')) else { break };
            value = self.document.pointer(pointer).unwrap_or(&Value::Null);
        }
        value
    }
}

/// The class of a media type, as far as it matters for how a body is written or read.
fn class(media_type: &str) -> &'static str {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "text/json" => "JSON",
        "application/x-www-form-urlencoded" => "form",
        "multipart/form-data" => "multipart",
        "application/octet-stream" => "octet stream",
        "text/event-stream" => "events",
        "application/x-ndjson" | "application/jsonl" => "JSON lines",
        other if other.ends_with("+json") => "+json",
        other if other.ends_with("/xml") || other.ends_with("+xml") => "XML",
        other if other.ends_with("/*") => "any type",
        other if other.starts_with("text/") => "text",
        _ => "other type",
    }
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn items<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// The members of an object; none, where it is not there.
fn members<'v>(value: &'v Value, key: &str) -> Vec<(&'v String, &'v Value)> {
    value.get(key).and_then(Value::as_object).into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn features_are_what_shows_on_the_wire() {
        let document = json!({
            "openapi": "3.1.0",
            "servers": [{"url": "https://{at}.example", "variables": {"at": {"default": "a"}}}],
            "paths": {"/things": {
                "parameters": [{"$ref": "#/components/parameters/Ids"}],
                "put": {
                    "parameters": [
                        {"name": "x", "in": "header", "schema": {"type": "integer"}},
                        {"name": "y", "in": "cookie", "content": {"application/json": {}}},
                    ],
                    "requestBody": {"content": {
                        "application/merge-patch+json": {},
                        "multipart/form-data": {"encoding": {"a": {"contentType": "image/png"}}},
                    }},
                    "responses": {
                        "200": {"headers": {"X": {}}},
                        "202": {"content": {"text/event-stream": {}}},
                        "4XX": {},
                    },
                },
            }},
            "components": {
                "parameters": {"Ids": {"name": "ids", "in": "query", "schema": {"$ref": "#/components/schemas/Ids"}}},
                "schemas": {"Ids": {"type": ["array", "null"]}},
                "securitySchemes": {"user": {"type": "http", "scheme": "Basic"}, "app": {"type": "oauth2"}},
            },
        });
        let expected = [
            "OpenAPI 3.1",
            "answer 4XX",
            "answer events",
            "answer headers",
            "body +json",
            "body multipart, encoded",
            "body of several kinds",
            "cookie content",
            "header simple integer",
            "query form exploded array",
            "scheme http basic",
            "scheme oauth2",
            "server variables",
            "several successes",
        ];
        assert_eq!(features(&document), expected.map(str::to_owned).into());
    }

    #[test]
    fn a_circle_of_references_ends() {
        let document = json!({
            "paths": {"/": {"get": {"parameters": [{"$ref": "#/components/parameters/A"}]}}},
            "components": {"parameters": {"A": {"$ref": "#/components/parameters/A"}}},
        });
        assert_eq!(features(&document), BTreeSet::new());
    }
}

//! What `cargo xtask diff --format json` prints, as a JSON Schema.

use serde_json::{Value, json};

use crate::diff::Kind;

/// The schema, with the kinds that there are.
pub(super) fn schema() -> Value {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": super::WRITTEN,
        "title": "What a change of a document means",
        "description": "Fields may be added while `schema` stays the same.",
        "type": "object",
        "required": ["schema", "version", "changes", "stale"],
        "properties": {
            "schema": {"const": 1},
            "version": {"$ref": "#/$defs/rust"},
            "release": {"$ref": "#/$defs/release"},
            "changes": list(&reference("change")),
            "stale": list(&text()),
            "refusals": list(&reference("refusal")),
        },
        "$defs": {
            "kind": {"enum": kinds},
            "wire": {"enum": ["safe", "risky", "breaking"]},
            "rust": {"enum": ["none", "patch", "minor", "major"]},
            "release": release(),
            "change": change(),
            "position": object(&["kind", "wire", "operations"], &json!({
                "kind": reference("kind"), "wire": reference("wire"), "operations": list(&text()),
            })),
            "place": object(&["base", "head"], &json!({"base": reference("spot"), "head": reference("spot")})),
            "spot": spot(),
            "rustItem": object(&["item", "rust"], &json!({
                "item": text(), "was": text(), "is": text(), "rust": reference("rust"),
            })),
            "refusal": object(&["side", "code", "message", "place"], &json!({
                "side": {"enum": ["base", "head"]}, "code": text(), "message": text(), "place": reference("spot"),
            })),
        },
    })
}

fn change() -> Value {
    let required = ["id", "kind", "wire", "rust", "silent", "operations", "base", "head", "message", "rust_items"];
    object(
        &required,
        &json!({
            "id": text(),
            "kind": reference("kind"),
            "service": text(),
            "accepted": text(),
            "wire": reference("wire"),
            "rust": reference("rust"),
            "positions": list(&reference("position")),
            "silent": {"type": "boolean"},
            "operations": list(&text()),
            "base": reference("spot"),
            "head": reference("spot"),
            "elsewhere": list(&reference("place")),
            "message": text(),
            "advice": text(),
            "rust_items": list(&reference("rustItem")),
        }),
    )
}

fn release() -> Value {
    let version = json!({"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"});
    object(
        &["base", "head", "needed", "in_manifest", "in_changelog"],
        &json!({
            "base": version,
            "head": version,
            "needed": version,
            "in_manifest": {"type": "boolean"},
            "in_changelog": {"type": "boolean"},
        }),
    )
}

fn spot() -> Value {
    let number = json!({"type": "integer", "minimum": 1});
    let mut spot = object(
        &["file", "line", "column", "pointer"],
        &json!({"file": text(), "line": number, "column": number, "pointer": text()}),
    );
    spot["type"] = json!(["object", "null"]);
    spot
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({"type": "object", "required": required, "properties": properties})
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn text() -> Value {
    json!({"type": "string"})
}

//! Which OpenAPI a document is written in.

use serde_json::Value;

use crate::diagnostic::{Diagnostics, catalogue};
use crate::dialect::Dialect;
use crate::source::{FileId, Origin};

/// The dialect of a document; none, with a diagnostic, where it is not one of ours.
pub(super) fn version(tree: &Value, file: FileId, diagnostics: &mut Diagnostics) -> Option<Dialect> {
    let origin = Origin::root(file);
    let diagnostic = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(Value::String(text)), _) => match Dialect::of(text) {
            Some(dialect) => {
                if text.starts_with("3.2") {
                    diagnostics.push(catalogue::normalise::newer_version(&origin.child("openapi"), text));
                }
                return Some(dialect);
            }
            None => catalogue::normalise::unsupported_version(&origin.child("openapi"), text),
        },
        // `openapi: 3.0`, which YAML reads as a number; what it is read as, repair says.
        (Some(Value::Number(number)), _) => match Dialect::of(&number.to_string()) {
            Some(dialect) => return Some(dialect),
            None => catalogue::normalise::unsupported_version(&origin.child("openapi"), &number.to_string()),
        },
        (Some(other), _) => {
            let found = format!("`{other}`");
            catalogue::normalise::wrong_shape(&origin.child("openapi"), "a string such as `3.0.3`", &found)
        }
        (None, Some(_)) => catalogue::normalise::swagger_2(&origin.child("swagger")),
        (None, None) => catalogue::normalise::not_openapi(file),
    };
    diagnostics.push(diagnostic);
    None
}

/// The dialect that a part of a document says it is written in.
pub(super) fn of_part(tree: &Value) -> Option<Dialect> {
    tree.get("openapi")?.as_str().and_then(Dialect::of)
}

//! Where the service is.

use openapiv3::{Server as TypedServer, ServerVariable as TypedVariable};
use serde_json::Value;

use super::model::{Server, ServerVariable};
use crate::source::Origin;

/// The servers of a document or of an operation. `origin` is that of `servers`.
pub(super) fn read(typed: &[TypedServer], origin: &Origin) -> Vec<Server> {
    typed.iter().enumerate().map(|(index, typed)| server(typed, origin.index(index))).collect()
}

fn server(typed: &TypedServer, origin: Origin) -> Server {
    let variables = typed.variables.iter().flatten();
    Server {
        origin,
        url: typed.url.clone(),
        description: typed.description.clone(),
        name: typed.extensions.get("x-server-name").and_then(Value::as_str).map(str::to_owned),
        variables: variables.map(|(name, typed)| (name.clone(), variable(typed))).collect(),
    }
}

fn variable(typed: &TypedVariable) -> ServerVariable {
    let TypedVariable { enumeration, default, description, extensions: _ } = typed;
    ServerVariable { default: default.clone(), values: enumeration.clone(), description: description.clone() }
}

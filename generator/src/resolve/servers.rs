//! Where the service is.

use openapiv3::{Server as TypedServer, ServerVariable as TypedVariable};
use serde_json::Value;

use super::model::{Server, ServerVariable};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Origin;

/// The servers of a document or of an operation. `origin` is that of `servers`.
pub(super) fn read(typed: &[TypedServer], origin: &Origin, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let servers: Vec<Server> =
        typed.iter().enumerate().map(|(index, typed)| server(typed, origin.index(index))).collect();
    servers.iter().for_each(|server| report_uncallable(server, diagnostics));
    servers
}

/// Reports what keeps calls from a server, which is that of a client only where it is named.
fn report_uncallable(server: &Server, diagnostics: &mut Diagnostics) {
    let url = server.origin.child("url");
    for name in template_names(&server.url).filter(|name| !server.variables.contains_key(*name)) {
        let reason = format!("`{name}` is no variable of the server; give it by `with_server_variable`");
        diagnostics.push(catalogue::lower::degraded(&url, "url", &reason));
    }
    if let Some(part) = unsendable(&expanded(server)) {
        let reason = format!("{part}; calls of this one fail: name another by `with_base_url`");
        diagnostics.push(catalogue::lower::degraded(&url, "url", &reason));
    }
    for (name, ServerVariable { default, values, .. }) in &server.variables {
        if !values.is_empty() && !values.contains(default) {
            let reason = "it is none of the values of `enum`, and sent all the same where the caller names no other";
            let origin = server.origin.child("variables").child(name).child("default");
            diagnostics.push(catalogue::lower::degraded(&origin, "default", reason));
        }
    }
}

/// The names in braces.
fn template_names(url: &str) -> impl Iterator<Item = &str> {
    url.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// The URL with the defaults of its variables, and the names of those that it does not have, or that have a default in
/// braces for whoever calls to replace.
fn expanded(server: &Server) -> String {
    let put = |url: String, name: &str| {
        let value = server.variables.get(name).map_or(name, |variable| variable.default.trim_matches(['{', '}']));
        url.replace(&["{", name, "}"].concat(), value)
    };
    template_names(&server.url).fold(server.url.clone(), put)
}

/// What a URL has that no server is called by.
fn unsendable(url: &str) -> Option<&'static str> {
    // Blanks around it are no part of a URL; what stands before a colon is a scheme, be there no slashes behind it.
    let url = url.trim();
    let (scheme, rest) = url.split_once(':').filter(|(scheme, _)| !scheme.contains('/')).unwrap_or(("https", url));
    let authority = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    match () {
        () if url.contains(['?', '#']) => Some("a server has no query and no fragment"),
        () if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") => {
            Some("calls are sent by http and https only")
        }
        () if authority.is_some_and(|authority| authority.contains('@')) => {
            Some("user information is no part of a server")
        }
        () if authority.is_some_and(|authority| authority.contains([' ', '{', '}', '<', '>', '|', '\\', '^'])) => {
            Some("its host has characters that no host has")
        }
        () => None,
    }
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

//! What the page of a service says of credentials: how each scheme sends them, and what its scopes are for.

use super::super::Context;
use super::super::docs::{code, paragraphs, safe_line};
use super::table;
use crate::ir::{Operation, Scheme, SchemeKind};

/// The section; nothing where the document declares no schemes.
pub(super) fn section(ctx: &Context<'_>) -> String {
    let rows: Vec<_> = ctx.api.schemes.iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    paragraphs(["## Credentials", &table(["Scheme", "Credentials", "Scopes"], &rows)])
}

fn row(scheme: &Scheme) -> Vec<String> {
    let told = |(scope, meaning): &(String, String)| {
        let told = format!("{}: {}", code(scope), safe_line(meaning));
        told.trim_end_matches(['.', ':', ' ']).to_owned()
    };
    let scopes: Vec<String> = scheme.scopes.iter().map(told).collect();
    vec![code(&scheme.name), sent(&scheme.kind), scopes.join("; ")]
}

/// What is sent, and where.
fn sent(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Header { name } => format!("a key in the header {}", code(name)),
        SchemeKind::Query { name } => format!("a key in the query, as {}", code(name)),
        SchemeKind::Cookie { name } => format!("a key in the cookie {}", code(name)),
        SchemeKind::Basic => "a name and a password (HTTP Basic)".to_owned(),
        SchemeKind::Bearer => "a token (HTTP Bearer)".to_owned(),
        SchemeKind::OAuth2 { token: Some(token), .. } => format!("a token of OAuth 2, from {}", code(token)),
        SchemeKind::OAuth2 { authorization: Some(url), .. } => format!("a token of OAuth 2, from {}", code(url)),
        SchemeKind::OAuth2 { .. } => "a token of OAuth 2".to_owned(),
        SchemeKind::OpenIdConnect { url } => format!("a token of OpenID Connect, as {} says", code(url)),
        SchemeKind::Http { scheme } => format!("credentials of the HTTP scheme {}", code(scheme)),
    }
}

/// Which schemes an operation takes; nothing where the document has one only.
pub(super) fn taken(ctx: &Context<'_>, operation: &Operation) -> Option<String> {
    let together = |schemes: &Vec<(String, Vec<String>)>| {
        let names: Vec<String> = schemes.iter().map(|(name, _)| code(name)).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(" with ") }
    };
    let taken: Vec<String> = operation.security.iter().map(together).collect();
    let tells = ctx.api.schemes.len() > 1 && !taken.is_empty();
    tells.then(|| format!("Credentials: {}.", taken.join(" or ")))
}

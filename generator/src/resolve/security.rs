//! Who may call: the declared schemes and what an operation requires of them.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement as TypedRequirement, SecurityScheme as TypedScheme};

use super::index::component;
use super::model::{ParameterLocation, SecurityRequirement, SecurityScheme};
use super::references::References;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Normal;
use crate::source::Origin;

/// The schemes of a document by name.
pub(super) fn schemes(normal: &Normal, references: &References<'_>) -> IndexMap<String, SecurityScheme> {
    let components = normal.document().components.as_ref();
    let names = components.into_iter().flat_map(|components| components.security_schemes.keys());
    names
        .filter_map(|name| {
            let item = references.security_schemes.get(&component(normal, "securitySchemes", name).origin)?;
            Some((name.clone(), scheme(item.typed)))
        })
        .collect()
}

fn scheme(typed: &TypedScheme) -> SecurityScheme {
    match typed {
        TypedScheme::APIKey { location, name, .. } => SecurityScheme::ApiKey {
            location: match location {
                APIKeyLocation::Query => ParameterLocation::Query,
                APIKeyLocation::Header => ParameterLocation::Header,
                APIKeyLocation::Cookie => ParameterLocation::Cookie,
            },
            name: name.clone(),
        },
        TypedScheme::HTTP { scheme, .. } => SecurityScheme::Http { scheme: scheme.to_ascii_lowercase() },
        TypedScheme::OAuth2 { flows, .. } => SecurityScheme::OAuth2 { token_url: token_url(flows) },
        TypedScheme::OpenIDConnect { open_id_connect_url, .. } => {
            SecurityScheme::OpenIdConnect { url: open_id_connect_url.clone() }
        }
    }
}

fn token_url(flows: &OAuth2Flows) -> Option<String> {
    let OAuth2Flows { implicit: _, password, client_credentials, authorization_code, extensions: _ } = flows;
    let password = password.as_ref().map(|flow| &flow.token_url);
    let client_credentials = client_credentials.as_ref().map(|flow| &flow.token_url);
    let authorization_code = authorization_code.as_ref().map(|flow| &flow.token_url);
    authorization_code.or(client_credentials).or(password).cloned()
}

/// The requirements of the document or of an operation, of which one is to be met. `origin` is that of `security`.
pub(super) fn requirements(
    typed: &[TypedRequirement],
    origin: &Origin,
    schemes: &IndexMap<String, SecurityScheme>,
    diagnostics: &mut Diagnostics,
) -> Vec<SecurityRequirement> {
    for (index, requirement) in typed.iter().enumerate() {
        for name in requirement.keys().filter(|name| !schemes.contains_key(*name)) {
            let declared = schemes.keys().map(String::as_str);
            let origin = origin.index(index).child(name);
            diagnostics.push(catalogue::lower::unknown_security_scheme(&origin, name, declared));
        }
    }
    let schemes = |requirement: &TypedRequirement| {
        requirement.iter().map(|(name, scopes)| (name.clone(), scopes.clone())).collect()
    };
    typed.iter().map(|requirement| SecurityRequirement { schemes: schemes(requirement) }).collect()
}

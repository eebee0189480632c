//! Who may call: the declared schemes and what an operation requires of them.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement as TypedRequirement, SecurityScheme as TypedScheme};

use super::COMPARED;
use super::index::component;
use super::model::{OAuth2Urls, ParameterLocation, SecurityRequirement, SecurityScheme};
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
        TypedScheme::OAuth2 { flows, .. } => SecurityScheme::OAuth2(urls(flows)),
        TypedScheme::OpenIDConnect { open_id_connect_url, .. } => {
            SecurityScheme::OpenIdConnect { url: open_id_connect_url.clone() }
        }
    }
}

/// The URLs of the flows, those of the authorization code first: it is the flow of most clients.
fn urls(flows: &OAuth2Flows) -> OAuth2Urls {
    let OAuth2Flows { implicit, password, client_credentials, authorization_code, extensions: _ } = flows;
    let mut urls = OAuth2Urls::default();
    let scopes = [
        authorization_code.as_ref().map(|flow| &flow.scopes),
        client_credentials.as_ref().map(|flow| &flow.scopes),
        password.as_ref().map(|flow| &flow.scopes),
        implicit.as_ref().map(|flow| &flow.scopes),
    ];
    for (scope, meaning) in scopes.into_iter().flatten().flatten() {
        urls.scopes.entry(scope.clone()).or_insert_with(|| meaning.clone());
    }
    if let Some(flow) = authorization_code {
        urls.authorization = Some(flow.authorization_url.clone());
        urls.token = Some(flow.token_url.clone());
        urls.refresh.clone_from(&flow.refresh_url);
    }
    if let Some(flow) = client_credentials {
        urls.token.get_or_insert_with(|| flow.token_url.clone());
        urls.refresh = urls.refresh.or_else(|| flow.refresh_url.clone());
    }
    if let Some(flow) = password {
        urls.token.get_or_insert_with(|| flow.token_url.clone());
        urls.refresh = urls.refresh.or_else(|| flow.refresh_url.clone());
    }
    if let Some(flow) = implicit {
        urls.authorization.get_or_insert_with(|| flow.authorization_url.clone());
        urls.refresh = urls.refresh.or_else(|| flow.refresh_url.clone());
    }
    urls
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
            let declared = schemes.keys().map(String::as_str).take(COMPARED);
            let origin = origin.index(index).child(name);
            diagnostics.push(catalogue::lower::unknown_security_scheme(&origin, name, declared));
        }
    }
    read(typed)
}

/// The requirements as they are written, whichever schemes there are.
pub(super) fn read(typed: &[TypedRequirement]) -> Vec<SecurityRequirement> {
    let schemes = |requirement: &TypedRequirement| {
        requirement.iter().map(|(name, scopes)| (name.clone(), scopes.clone())).collect()
    };
    typed.iter().map(|requirement| SecurityRequirement { schemes: schemes(requirement) }).collect()
}

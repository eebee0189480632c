//! Who may call: the declared schemes and what an operation requires of them.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement as TypedRequirement, SecurityScheme as TypedScheme};

use super::COMPARED;
use super::index::component;
use super::is_token;
use super::model::{OAuth2Urls, ParameterLocation, SecurityRequirement, SecurityScheme};
use super::references::References;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::Normal;
use crate::source::Origin;

/// The schemes of a document by name.
pub(super) fn schemes(
    normal: &Normal,
    references: &References<'_>,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, SecurityScheme> {
    let components = normal.document().components.as_ref();
    let names = components.into_iter().flat_map(|components| components.security_schemes.keys());
    names
        .filter_map(|name| {
            let item = references.security_schemes.get(&component(normal, "securitySchemes", name).origin)?;
            Some((name.clone(), scheme(item.typed, &item.place.origin, diagnostics)))
        })
        .collect()
}

fn scheme(typed: &TypedScheme, origin: &Origin, diagnostics: &mut Diagnostics) -> SecurityScheme {
    if let TypedScheme::APIKey { location: APIKeyLocation::Header, name, .. } = typed
        && !is_token(name)
    {
        let reason = "no message can have a header of this name";
        diagnostics.push(catalogue::lower::degraded(&origin.child("name"), "name", reason));
    }
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
        TypedScheme::OAuth2 { flows, .. } => SecurityScheme::OAuth2(urls(flows, &origin.child("flows"), diagnostics)),
        TypedScheme::OpenIDConnect { open_id_connect_url, .. } => {
            SecurityScheme::OpenIdConnect { url: open_id_connect_url.clone() }
        }
    }
}

/// What the declared flows have in common.
struct Flow<'n> {
    name: &'static str,
    authorization: Option<&'n String>,
    token: Option<&'n String>,
    refresh: Option<&'n String>,
    scopes: &'n IndexMap<String, String>,
}

/// The URLs of one flow, as those of two may be of different servers: of the authorization code, as it is the flow of
/// most clients, else of the first that follows here. The scopes are those of all. `origin` is that of `flows`.
fn urls(flows: &OAuth2Flows, origin: &Origin, diagnostics: &mut Diagnostics) -> OAuth2Urls {
    let mut flows = declared(flows);
    let mut urls = OAuth2Urls::default();
    let Some(chosen) = flows.next() else { return urls };
    urls.authorization = chosen.authorization.cloned();
    urls.token = chosen.token.cloned();
    urls.refresh = chosen.refresh.cloned();
    urls.scopes.clone_from(chosen.scopes);
    for other in flows {
        let reason = format!("the client has the URLs of `{}`, and of this flow the scopes", chosen.name);
        diagnostics.push(catalogue::lower::simplified(&origin.child(other.name), &reason));
        for (scope, meaning) in other.scopes {
            urls.scopes.entry(scope.clone()).or_insert_with(|| meaning.clone());
        }
    }
    urls
}

/// The flows that there are, the one whose URLs the client has first.
fn declared(flows: &OAuth2Flows) -> impl Iterator<Item = Flow<'_>> {
    let OAuth2Flows { implicit, password, client_credentials, authorization_code, extensions: _ } = flows;
    let authorization_code = authorization_code.as_ref().map(|flow| Flow {
        name: "authorizationCode",
        authorization: Some(&flow.authorization_url),
        token: Some(&flow.token_url),
        refresh: flow.refresh_url.as_ref(),
        scopes: &flow.scopes,
    });
    let client_credentials = client_credentials.as_ref().map(|flow| Flow {
        name: "clientCredentials",
        authorization: None,
        token: Some(&flow.token_url),
        refresh: flow.refresh_url.as_ref(),
        scopes: &flow.scopes,
    });
    let password = password.as_ref().map(|flow| Flow {
        name: "password",
        authorization: None,
        token: Some(&flow.token_url),
        refresh: flow.refresh_url.as_ref(),
        scopes: &flow.scopes,
    });
    let implicit = implicit.as_ref().map(|flow| Flow {
        name: "implicit",
        authorization: Some(&flow.authorization_url),
        token: None,
        refresh: flow.refresh_url.as_ref(),
        scopes: &flow.scopes,
    });
    [authorization_code, client_credentials, password, implicit].into_iter().flatten()
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

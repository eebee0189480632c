//! What a caller proves, and where the service is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::super::kind::Effect;
use super::super::{Rust, Wire};
use super::document::followed;
use super::schemas::DEPTH;
use super::{Comparison, Sides, declares, subjects};
use crate::load::Tree;
use crate::resolve::{
    Document, OAuth2Urls, Operation, ParameterLocation, SecurityRequirement, SecurityScheme, Server, ServerVariable,
};
use crate::source::Origin;

/// Compares what an operation asks for.
pub(super) fn of_operation(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let same = Renamed::of(comparison.documents);
    let (was, is) = (alternatives(&base.security, |name| same.name(name)), alternatives(&head.security, str::to_owned));
    let Some(kind) = changed(&was, &is) else { return };
    let Sides { base: one, head: other } = comparison.documents;
    let is_alike = proved(one, base) == proved(other, head);
    let is_own = declares(comparison.trees.base, base, "security") || declares(comparison.trees.head, head, "security");
    let (kind, subject, places) = if is_own {
        (own(kind), subjects::operation(head), (base.origin.child("security"), head.origin.child("security")))
    } else {
        let root = |operation: &Operation| Origin::root(operation.origin.file).child("security");
        (kind, "every operation".to_owned(), (root(base), root(head)))
    };
    let (was, is) = (said(&base.security), said(&head.security));
    let draft = Draft::new(kind, ("security", subject), Some(&places.0), Some(&places.1));
    let draft = draft.values((was, is)).effect(Effect::Text);
    comparison.say_of(operation, if is_alike { draft.wire(Wire::Safe) } else { draft });
}

/// The kind for an operation that says itself what it asks for.
fn own(kind: Kind) -> Kind {
    match kind {
        SecGlobalReplaced => SecOpReplaced,
        SecGlobalRemoved => SecOpRemoved,
        kind => kind,
    }
}

/// What an operation asks for, by what the schemes say, whatever they are called.
fn proved(document: &Document, operation: &Operation) -> BTreeSet<Alternative> {
    alternatives(&operation.security, |name| {
        document.security_schemes.get(name).map_or_else(|| name.to_owned(), |scheme| format!("{scheme:?}"))
    })
}

/// Whether there is nothing to prove: no alternative, or only the empty one.
fn asks_nothing(alternatives: &BTreeSet<Alternative>) -> bool {
    alternatives.iter().all(BTreeSet::is_empty)
}

/// The kind of the change between two lists of alternatives.
fn changed(was: &BTreeSet<Alternative>, is: &BTreeSet<Alternative>) -> Option<Kind> {
    if was == is || asks_nothing(was) && asks_nothing(is) {
        return None;
    }
    let is_open = |all: &BTreeSet<Alternative>| all.is_empty() || all.iter().any(BTreeSet::is_empty);
    let schemes = |alternative: &Alternative| -> BTreeSet<String> {
        alternative.iter().map(|(scheme, _)| scheme.clone()).collect()
    };
    let all = |alternatives: &BTreeSet<Alternative>| -> BTreeSet<BTreeSet<String>> {
        alternatives.iter().map(schemes).collect()
    };
    Some(match (is_open(was), is_open(is)) {
        (true, true) => SecGlobalAdded,
        (true, false) => SecOpAdded,
        (false, true) => SecGlobalRemoved,
        (false, false) if was.is_subset(is) => SecGlobalAdded,
        (false, false) => match (was.iter().next(), is.iter().next()) {
            (Some(one), Some(other)) if was.len() == 1 && is.len() == 1 => match (schemes(one), schemes(other)) {
                (one_schemes, others) if one_schemes == others && one.is_subset(other) => SecScopeAdded,
                (one_schemes, others) if one_schemes == others && other.is_subset(one) => SecScopeRemoved,
                (one_schemes, others) if one_schemes == others => SecScopeAdded,
                (one_schemes, others) if one_schemes.is_subset(&others) => SecAndAdded,
                (one_schemes, others) if others.is_subset(&one_schemes) => SecAndRemoved,
                _ => SecGlobalReplaced,
            },
            // Whatever was proved, something that is asked for now is in it.
            _ if was.iter().all(|one| is.iter().any(|other| other.is_subset(one))) => {
                if all(was) == all(is) {
                    SecScopeRemoved
                } else {
                    SecAndRemoved
                }
            }
            _ if all(was) == all(is) => SecScopeAdded,
            // Each way in is one of before, with more.
            _ if all(is).is_disjoint(&all(was))
                && is.iter().all(|other| was.iter().any(|one| one.is_subset(other))) =>
            {
                SecAndAdded
            }
            _ => SecGlobalReplaced,
        },
    })
}

/// Schemes and scopes that are needed together; a scheme without scopes stands once.
type Alternative = BTreeSet<(String, Option<String>)>;

/// Schemes of the base whose names the head has no more, and that say what one of the head says.
struct Renamed<'d>(BTreeMap<&'d str, &'d str>);

impl<'d> Renamed<'d> {
    fn of(documents: Sides<&'d Document>) -> Self {
        let Sides { base, head } = documents;
        let gone = base.security_schemes.iter().filter(|(name, _)| !head.security_schemes.contains_key(*name));
        let renamed = gone.filter_map(|(name, scheme)| {
            let new = head.security_schemes.iter().filter(|(name, _)| !base.security_schemes.contains_key(*name));
            let (same, _) = new.into_iter().find(|(_, other)| self::scheme(scheme, other).is_none())?;
            Some((name.as_str(), same.as_str()))
        });
        Self(renamed.collect())
    }

    fn name(&self, name: &str) -> String {
        self.0.get(name).copied().unwrap_or(name).to_owned()
    }
}

fn alternatives(requirements: &[SecurityRequirement], name: impl Fn(&str) -> String) -> BTreeSet<Alternative> {
    let alternative = |requirement: &SecurityRequirement| {
        let scopes = |(scheme, scopes): &(String, Vec<String>)| {
            let scheme = name(scheme);
            let scopes = scopes.iter().map(|scope| (scheme.clone(), Some(scope.clone())));
            scopes.chain([(scheme.clone(), None)]).collect::<Vec<_>>()
        };
        requirement.schemes.iter().flat_map(scopes).collect()
    };
    let all: BTreeSet<Alternative> = requirements.iter().map(alternative).collect();
    // Who proves what one asks for proves what another asks for that is in it.
    let is_implied =
        |one: &Alternative| all.iter().any(|other| !other.is_empty() && other != one && other.is_subset(one));
    all.iter().filter(|one| !is_implied(one)).cloned().collect()
}

fn said(requirements: &[SecurityRequirement]) -> Option<String> {
    let scheme = |(name, scopes): &(String, Vec<String>)| match &scopes[..] {
        [] => name.clone(),
        scopes => format!("{name} ({})", scopes.join(", ")),
    };
    let together = |requirement: &SecurityRequirement| match &requirement.schemes[..] {
        [] => "nothing".to_owned(),
        schemes => schemes.iter().map(scheme).collect::<Vec<_>>().join(" and "),
    };
    let all: Vec<String> = requirements.iter().map(together).collect();
    Some(if all.is_empty() { "nothing".to_owned() } else { all.join(" or ") })
}

/// Compares the declared schemes.
pub(super) fn schemes(comparison: &mut Comparison<'_>, root: Sides<&Origin>) {
    let Sides { base, head } = comparison.documents;
    let place = |root: &Origin, name: &str| root.child("components").child("securitySchemes").child(name);
    for (name, one) in &base.security_schemes {
        let Some(other) = head.security_schemes.get(name) else { continue };
        let ways = Sides {
            base: Ways::of(comparison.trees.base, &place(root.base, name)),
            head: Ways::of(comparison.trees.head, &place(root.head, name)),
        };
        let found = scheme(one, other);
        let is_same_type = matches!(found, None | Some((SecTokenUrl, ..)));
        if let Some((kind, was, is)) = ways.changed().filter(|_| is_same_type).or(found) {
            let (from, to) = (place(root.base, name), place(root.head, name));
            let subject = ("scheme", format!("the security scheme `{name}`"));
            let draft = Draft::new(kind, subject, Some(&from), Some(&to)).values((was, is));
            let draft =
                if kind == SecTokenUrl && ways.base.are_kept(&ways.head) { draft.wire(Wire::Safe) } else { draft };
            let users: Vec<usize> = comparison.asking(name).collect();
            if users.is_empty() {
                comparison.say(draft.wire(Wire::Safe).least(Rust::None));
                continue;
            }
            for operation in users {
                comparison.say_of(operation, draft.clone());
            }
        }
    }
}

impl Comparison<'_> {
    /// The operations that ask for what a scheme says, on either side.
    fn asking(&self, scheme: &str) -> impl Iterator<Item = usize> {
        let asks = |operation: &&Operation| {
            operation.security.iter().flat_map(|requirement| &requirement.schemes).any(|(name, _)| name == scheme)
        };
        let Sides { base, head } = self.documents;
        let all = base.operations.iter().chain(&head.operations).filter(asks);
        let asking: BTreeSet<&str> = all.map(|operation| operation.id.as_str()).collect();
        self.operations.iter().enumerate().filter(move |(_, id)| asking.contains(id.as_str())).map(|(index, _)| index)
    }
}

/// The ways to get tokens, with where each leads.
#[derive(PartialEq, Eq)]
struct Ways(BTreeMap<String, BTreeMap<&'static str, String>>);

impl Ways {
    /// Those of the security scheme at a place.
    fn of(tree: &Tree, place: &Origin) -> Self {
        let scheme = tree.get(&place.pointer).map(|scheme| followed(tree, scheme, DEPTH));
        let flows = scheme.as_ref().and_then(|scheme| scheme.get("flows")?.as_object());
        let urls = |flow: &Value| {
            let url = |key: &'static str| Some((key, flow.get(key)?.as_str()?.to_owned()));
            ["authorizationUrl", "tokenUrl", "refreshUrl"].into_iter().filter_map(url).collect()
        };
        let own = flows.into_iter().flatten().filter(|(flow, _)| !flow.starts_with("x-"));
        Self(own.map(|(name, flow)| (name.clone(), urls(flow))).collect())
    }

    /// Whether all of them are there as they were.
    fn are_kept(&self, head: &Self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|(name, urls)| head.0.get(name) == Some(urls))
    }

    fn said(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.keys().cloned().collect::<Vec<_>>().join(", "))
    }
}

impl Sides<Ways> {
    /// How it is told that there are other ways.
    fn changed(&self) -> Option<(Kind, Option<String>, Option<String>)> {
        let is_same = self.base.0.keys().eq(self.head.0.keys());
        (!is_same).then(|| (SecTokenUrl, self.base.said(), self.head.said()))
    }
}

fn urls(urls: &OAuth2Urls) -> [Option<&String>; 3] {
    [urls.authorization.as_ref(), urls.token.as_ref(), urls.refresh.as_ref()]
}

fn scheme(base: &SecurityScheme, head: &SecurityScheme) -> Option<(Kind, Option<String>, Option<String>)> {
    let both = |was: &str, is: &str| (Some(was.to_owned()), Some(is.to_owned()));
    match (base, head) {
        (SecurityScheme::ApiKey { location: was, name: one }, SecurityScheme::ApiKey { location: is, name: other }) => {
            let place = |location: &ParameterLocation| format!("{location:?}").to_lowercase();
            let said = |name: &str, location| Some(format!("{name} ({})", place(location)));
            let (old, new) = if was == is { both(one, other) } else { (said(one, was), said(other, is)) };
            // Names of headers have no case (RFC 9110, section 5.1).
            let is_same_name = one == other || *is == ParameterLocation::Header && one.eq_ignore_ascii_case(other);
            (was != is || !is_same_name).then_some((SecApiKeyHeaderName, old, new))
        }
        (SecurityScheme::Http { scheme: was }, SecurityScheme::Http { scheme: is }) => {
            let (old, new) = both(was, is);
            (was != is).then_some((SecSchemeType, old, new))
        }
        (SecurityScheme::OAuth2(was), SecurityScheme::OAuth2(is)) => {
            let (old, new) =
                if was.token == is.token { (&was.authorization, &is.authorization) } else { (&was.token, &is.token) };
            (urls(was) != urls(is)).then(|| (SecTokenUrl, old.clone(), new.clone()))
        }
        (SecurityScheme::OpenIdConnect { url: was }, SecurityScheme::OpenIdConnect { url: is }) => {
            let (old, new) = both(was, is);
            (was != is).then_some((SecTokenUrl, old, new))
        }
        _ => {
            let (old, new) = both(type_name(base), type_name(head));
            Some((SecSchemeType, old, new))
        }
    }
}

fn type_name(scheme: &SecurityScheme) -> &'static str {
    match scheme {
        SecurityScheme::ApiKey { .. } => "apiKey",
        SecurityScheme::Http { .. } => "http",
        SecurityScheme::OAuth2(_) => "oauth2",
        SecurityScheme::OpenIdConnect { .. } => "openIdConnect",
    }
}

/// Compares the servers: each by its place in the list, unless it is elsewhere in the other.
pub(super) fn servers(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.documents;
    let described = base.servers.iter().filter_map(|was| {
        let is = head.servers.iter().find(|is| is.url == was.url)?;
        let subject = ("docs", format!("the server {}", is.url));
        let draft = Draft::new(InfoDescription, subject, Some(&was.origin), Some(&is.origin));
        (described(was) != described(is)).then_some(draft)
    });
    // Where all operations say a server themselves, they are where they were.
    let is_said = |place: Option<&Origin>| {
        let server = base.servers.iter().find(|server| Some(&server.origin) == place);
        let says = |operation: &Operation| {
            server.is_some_and(|server| operation.servers.iter().any(|own| is_same_server(own, server)))
        };
        !head.operations.is_empty() && head.operations.iter().all(says)
    };
    for draft in moved(&base.servers, &head.servers).into_iter().chain(described) {
        let is_kept = draft.kind == ServerRemoved && is_said(draft.base.as_ref());
        comparison.say(if is_kept { draft.wire(Wire::Safe) } else { draft });
    }
}

/// What people read of a server.
fn described(server: &Server) -> (Option<&String>, Vec<Option<&String>>) {
    let variables = server.variables.values().map(|variable| variable.description.as_ref());
    (server.description.as_ref(), variables.collect())
}

/// Compares the servers that an operation has of its own.
pub(super) fn servers_of(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let documents = comparison.documents;
    let of = |own: &'_ Operation, document: &'_ Document| {
        if own.servers.is_empty() { document.servers.clone() } else { own.servers.clone() }
    };
    if base.servers.is_empty() && head.servers.is_empty() {
        return;
    }
    let (was, is) = (of(base, documents.base), of(head, documents.head));
    // Where no server is said, all operations are where the document is (OpenAPI, "OpenAPI Object").
    if let ([], [only]) | ([only], []) = (&was[..], &is[..])
        && only.url != "/"
    {
        let places = (was.first().map(|server| &server.origin), is.first().map(|server| &server.origin));
        let urls = (was.first().map(|server| server.url.clone()), is.first().map(|server| server.url.clone()));
        let subject = ("server", format!("the server of {}", subjects::operation(head)));
        let draft = Draft::new(ServerUrlChanged, subject, places.0, places.1);
        return comparison.say_of(operation, draft.values(urls));
    }
    for draft in moved(&was, &is) {
        comparison.say_of(operation, draft);
    }
}

/// What became of the servers of a list.
fn moved(base: &[Server], head: &[Server]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let is_unsaid = |all: &[Server], other: &[Server]| all.is_empty() && matches!(other, [only] if only.url == "/");
    if is_unsaid(base, head) || is_unsaid(head, base) {
        return drafts;
    }
    let has = |all: &[Server], server: &Server| all.iter().any(|other| is_same_server(other, server));
    let gone: Vec<&Server> = base.iter().filter(|server| !has(head, server)).collect();
    let new: Vec<&Server> = head.iter().filter(|server| !has(base, server)).collect();
    for (was, is) in gone.iter().zip(&new) {
        let kind = if host(&was.url) == host(&is.url) { ServerBasePath } else { ServerUrlChanged };
        let draft = Draft::new(kind, ("server", "a server"), Some(&was.origin), Some(&is.origin));
        drafts.push(draft.values((Some(was.url.clone()), Some(is.url.clone()))));
    }
    for was in gone.iter().skip(new.len()) {
        drafts.push(Draft::new(ServerRemoved, ("server", format!("the server {}", was.url)), Some(&was.origin), None));
    }
    for is in new.iter().skip(gone.len()) {
        drafts.push(Draft::new(ServerAdded, ("server", format!("the server {}", is.url)), None, Some(&is.origin)));
    }
    drafts.extend(variables(base, head));
    drafts.extend(values(base, head));
    drafts.extend(variables_renamed(base, head));
    drafts.extend(first(base, head));
    drafts
}

/// Servers with variables that are called otherwise: who gives one a value gives none now.
fn variables_renamed(base: &[Server], head: &[Server]) -> Vec<Draft> {
    let renamed = base.iter().filter_map(|was| {
        let is = head.iter().find(|is| is_same_server(was, is))?;
        let lacks = |one: &Server, other: &Server| one.variables.keys().any(|name| !other.variables.contains_key(name));
        let draft = Draft::new(ServerUrlChanged, ("server", "a server"), Some(&was.origin), Some(&is.origin));
        let urls = (Some(was.url.clone()), Some(is.url.clone()));
        (lacks(was, is) && lacks(is, was)).then(|| draft.values(urls).wire(Wire::Risky))
    });
    renamed.collect()
}

/// Another of the servers that both have as the first, which is the one that calls go to.
fn first(base: &[Server], head: &[Server]) -> Option<Draft> {
    let was = base.iter().find(|server| head.iter().any(|other| is_same_server(server, other)))?;
    let is = head.iter().find(|server| base.iter().any(|other| is_same_server(other, server)))?;
    let draft = Draft::new(ServerUrlChanged, ("first server", "the first server"), Some(&was.origin), Some(&is.origin));
    let urls = (Some(was.url.clone()), Some(is.url.clone()));
    (!is_same_server(was, is)).then(|| draft.values(urls).wire(Wire::Safe))
}

fn is_same_server(one: &Server, other: &Server) -> bool {
    one.url == other.url || address(&filled(one)) == address(&filled(other))
}

/// Values that a variable of a server may have, or no longer may.
fn values(base: &[Server], head: &[Server]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for was in base {
        let Some(is) = head.iter().find(|is| is.url == was.url) else { continue };
        for (name, variable) in &was.variables {
            let Some(other) = is.variables.get(name) else { continue };
            let draft = |kind, value: &str| {
                let subject = ("server variable", format!("`{value}` of the server's variable `{name}`"));
                Draft::new(kind, subject, Some(&was.origin), Some(&is.origin)).about(value)
            };
            let gone = variable.values.iter().filter(|value| !other.values.contains(value));
            let new = other.values.iter().filter(|value| !variable.values.contains(value));
            // Without a list, any value is allowed.
            if !variable.values.is_empty() && !other.values.is_empty() {
                drafts.extend(gone.map(|value| draft(ServerRemoved, value).least(Rust::Patch)));
                drafts.extend(new.map(|value| draft(ServerAdded, value)));
            }
        }
    }
    drafts
}

/// Servers whose URL is another by a default of a variable.
fn variables<'s>(base: &'s [Server], head: &'s [Server]) -> impl Iterator<Item = Draft> + use<'s> {
    let url = filled;
    base.iter().filter_map(move |was| {
        let is = head.iter().find(|is| is.url == was.url).filter(|is| address(&url(is)) != address(&url(was)))?;
        let kind = if host(&url(was)) == host(&url(is)) { ServerBasePath } else { ServerUrlChanged };
        let draft = Draft::new(kind, ("server", "a server"), Some(&was.origin), Some(&is.origin));
        Some(draft.values((Some(url(was)), Some(url(is)))))
    })
}

/// The URL with the defaults of its variables.
fn filled(server: &Server) -> String {
    let filled = |url: String, (name, variable): (&String, &ServerVariable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    };
    server.variables.iter().fold(server.url.clone(), filled)
}

/// The URL that paths are added to, which a slash at its end does not change.
fn address(url: &str) -> &str {
    url.trim_end_matches('/')
}

/// Scheme and host of a URL.
fn host(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    &url[..end]
}

#[cfg(test)]
mod tests;

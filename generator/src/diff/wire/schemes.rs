//! The declared security schemes: what proves who calls, and where tokens come from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::super::trees::Trees;
use super::super::{Rust, Wire};
use super::schemas::DEPTH;
use super::security::Renamed;
use super::{Comparison, Sides};
use crate::resolve::{Document, OAuth2Urls, Operation, ParameterLocation, SecurityScheme};
use crate::source::Origin;

/// Compares the declared schemes.
pub(super) fn compare(comparison: &mut Comparison<'_>, root: Sides<&Origin>) {
    let Sides { base, head } = comparison.documents;
    let place = |root: &Origin, name: &str| root.child("components").child("securitySchemes").child(name);
    // Who gives credentials by the name of their scheme, as callers of several do, gives none any more.
    let renamed = Renamed::of(comparison.documents).names().filter(|_| base.security_schemes.len() > 1);
    for (was, is) in renamed {
        let (from, to) = (place(root.base, was), place(root.head, is));
        let subject = ("scheme", format!("the security scheme `{is}`"));
        let values = (Some(was.to_owned()), Some(is.to_owned()));
        let draft = Draft::new(NameChanged, subject, Some(&from), Some(&to)).values(values).least(Rust::Patch);
        for operation in comparison.asking(Sides { base: was, head: is }) {
            comparison.say_of(operation, draft.clone());
        }
    }
    for (name, one) in &base.security_schemes {
        let Some(other) = head.security_schemes.get(name) else { continue };
        described(comparison, name, Sides { base: &place(root.base, name), head: &place(root.head, name) });
        let ways = Sides {
            base: Ways::of(comparison.trees.base, &place(root.base, name)),
            head: Ways::of(comparison.trees.head, &place(root.head, name)),
        };
        let of_client = scheme(one, other);
        let found = of_client.clone().or_else(|| ways.moved());
        let is_same_type = matches!(found, None | Some((SecTokenUrl, ..)));
        if let Some((kind, was, is)) = ways.changed().filter(|_| is_same_type).or(found) {
            let (from, to) = (place(root.base, name), place(root.head, name));
            let subject = ("scheme", format!("the security scheme `{name}`"));
            let draft = Draft::new(kind, subject, Some(&from), Some(&to)).values((was, is));
            let draft = match ways.base.kept(&ways.head) {
                Some(wire) if kind == SecTokenUrl => draft.wire(wire),
                _ => draft,
            };
            // The client has the URLs of one flow, whatever the others say.
            let draft = if of_client.is_none() { draft.least(Rust::None) } else { draft };
            let users = comparison.asking(Sides { base: name, head: name });
            if users.is_empty() {
                let draft = draft.wire(Wire::Safe);
                let is_asked_for = comparison.is_asked_for(Sides { base: name, head: name });
                comparison.say(if is_asked_for { draft } else { draft.least(Rust::None) });
                continue;
            }
            for operation in users {
                comparison.say_of(operation, draft.clone());
            }
        }
    }
}

/// What people read of a scheme, and the scopes that it has, whether or not any is asked for.
fn described(comparison: &mut Comparison<'_>, name: &str, place: Sides<&Origin>) {
    let scheme = |trees: &Trees<'_>, place: &Origin| trees.found(place).cloned().unwrap_or_default();
    let words = |scheme: &Value| scheme.get("description").cloned();
    let scopes = |scheme: &Value| -> BTreeMap<String, Value> {
        let flows = scheme.get("flows").and_then(Value::as_object).into_iter().flat_map(|flows| flows.values());
        let scopes = flows.filter_map(|flow| flow.get("scopes")?.as_object());
        scopes.flatten().map(|(scope, words)| (scope.clone(), words.clone())).collect()
    };
    let (was, is) = (scheme(comparison.trees.base, place.base), scheme(comparison.trees.head, place.head));
    let (were, are) = (scopes(&was), scopes(&is));
    if words(&was) == words(&is) && were == are {
        return;
    }
    let beside = |all: &BTreeMap<String, Value>, others: &BTreeMap<String, Value>, says: &str| -> Vec<String> {
        let own = all.keys().filter(|scope| !others.contains_key(*scope));
        own.map(|scope| format!("the scope `{scope}` is {says}")).collect()
    };
    let details = [beside(&were, &are, "gone"), beside(&are, &were, "new")].concat();
    let subject = ("docs", format!("the security scheme `{name}`"));
    let draft = Draft::new(InfoDescription, subject, Some(place.base), Some(place.head)).details(details);
    // Documentation has the scopes of a scheme, and no more words for it.
    comparison.say(if were == are { draft.least(Rust::None) } else { draft });
}

impl Comparison<'_> {
    /// The operations that ask for what a scheme says on both sides: who calls one that asks for it on one side alone
    /// proves something else there, which is told of the operation.
    fn asking(&self, scheme: Sides<&str>) -> Vec<usize> {
        let Sides { base, head } = self.documents;
        let (were, are) = (asking(base, scheme.base), asking(head, scheme.head));
        let both = self.same.iter().filter(|same| were.contains_key(&same.base));
        let asking: BTreeSet<&str> = both.filter_map(|same| are.get(&same.head).copied()).collect();
        self.operations.iter().enumerate().filter(|(_, id)| asking.contains(&***id)).map(|(index, _)| index).collect()
    }

    /// Whether any operation asks for it, on both sides: who has credentials for it needs others.
    fn is_asked_for(&self, scheme: Sides<&str>) -> bool {
        let Sides { base, head } = self.documents;
        !asking(base, scheme.base).is_empty() && !asking(head, scheme.head).is_empty()
    }
}

/// The operations that ask for a scheme, with their ids.
fn asking<'d>(document: &'d Document, scheme: &str) -> BTreeMap<&'d Origin, &'d str> {
    let asks = |operation: &&Operation| {
        let schemes = operation.security.iter().flat_map(|requirement| &requirement.schemes);
        schemes.into_iter().any(|(name, _)| name == scheme)
    };
    let all = document.operations.iter().filter(asks);
    all.map(|operation| (&operation.origin, operation.id.as_str())).collect()
}

/// The ways to get tokens, with where each leads.
#[derive(PartialEq, Eq)]
struct Ways(BTreeMap<String, BTreeMap<&'static str, String>>);

impl Ways {
    /// Those of the security scheme at a place.
    fn of(trees: &Trees<'_>, place: &Origin) -> Self {
        let scheme = trees.get(place).map(|scheme| trees.followed(place.file, scheme, DEPTH));
        let flows = scheme.as_ref().and_then(|scheme| scheme.get("flows")?.as_object());
        let urls = |flow: &Value| {
            let url = |key: &'static str| Some((key, flow.get(key)?.as_str()?.to_owned()));
            ["authorizationUrl", "tokenUrl", "refreshUrl"].into_iter().filter_map(url).collect()
        };
        let own = flows.into_iter().flatten().filter(|(flow, _)| !flow.starts_with("x-"));
        Self(own.map(|(name, flow)| (name.clone(), urls(flow))).collect())
    }

    /// What it means that there are others, where all of them are there as they were, or one is gone.
    fn kept(&self, head: &Self) -> Option<Wire> {
        let is_gone = |name: &String| !head.0.contains_key(name);
        match self.0.iter().all(|(name, urls)| head.0.get(name) == Some(urls)) {
            _ if self.0.is_empty() => None,
            true => Some(Wire::Safe),
            false => self.0.keys().any(is_gone).then_some(Wire::Breaking),
        }
    }

    fn said(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.keys().cloned().collect::<Vec<_>>().join(", "))
    }
}

impl Sides<Ways> {
    /// How it is told that there are other ways.
    fn changed(&self) -> Option<(Kind, Option<String>, Option<String>)> {
        let is_same = self.base.0.keys().eq(self.head.0.keys());
        // Who got tokens in one way has to get them in another where none is left.
        let is_left = self.base.0.is_empty() || self.base.0.keys().any(|name| self.head.0.contains_key(name));
        let kind = if is_left { SecTokenUrl } else { SecSchemeType };
        (!is_same).then(|| (kind, self.base.said(), self.head.said()))
    }

    /// How it is told that a way leads elsewhere.
    fn moved(&self) -> Option<(Kind, Option<String>, Option<String>)> {
        let both = self.base.0.iter().filter_map(|(name, was)| Some((was, self.head.0.get(name)?)));
        let (was, is) = both.into_iter().find(|(was, is)| was != is)?;
        let moved = was.keys().chain(is.keys()).find(|key| was.get(*key) != is.get(*key))?;
        Some((SecTokenUrl, was.get(moved).cloned(), is.get(moved).cloned()))
    }
}

fn urls(urls: &OAuth2Urls) -> [Option<&String>; 3] {
    [urls.authorization.as_ref(), urls.token.as_ref(), urls.refresh.as_ref()]
}

/// How it is told that two schemes ask for something else.
pub(super) fn scheme(base: &SecurityScheme, head: &SecurityScheme) -> Option<(Kind, Option<String>, Option<String>)> {
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

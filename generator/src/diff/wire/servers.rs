//! Where the service is.

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::super::{Rust, Wire};
use super::{Comparison, Sides, subjects};
use crate::resolve::{Document, Operation, Server, ServerVariable};

/// Compares the servers: each by its place in the list, unless it is elsewhere in the other.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.documents;
    // Where all operations say their servers themselves, the changes are theirs.
    let are_said = !head.operations.is_empty() && head.operations.iter().all(|it| !it.servers.is_empty());
    for draft in moved(&base.servers, &head.servers) {
        let is_alike = draft.kind == ServerBasePath && comparison.are_sent_alike;
        // Where none is left, whoever called the one that was has to say another.
        let is_last = draft.kind == ServerRemoved && head.servers.is_empty();
        comparison.say(match is_last {
            _ if are_said || is_alike => draft.wire(Wire::Safe),
            true => draft.least(Rust::Major),
            false => by_default(draft, &base.servers, &head.servers),
        });
    }
    documentation(&base.servers, &head.servers).into_iter().for_each(|draft| comparison.say(draft));
}

/// Servers of which people read something else now, be they elsewhere or not.
fn documentation(base: &[Server], head: &[Server]) -> Vec<Draft> {
    let Matched { moved, .. } = Matched::of(base, head);
    let told = base.iter().filter_map(|was| {
        let elsewhere = moved.iter().filter(|(one, _)| one.origin == was.origin).map(|(_, is)| *is);
        let mut here = head.iter().filter(|is| is_same_server(was, is)).chain(elsewhere);
        let is = here.clone().next()?;
        let subject = ("docs", format!("the server {}", is.url));
        let draft = Draft::new(InfoDescription, subject, Some(&was.origin), Some(&is.origin));
        here.all(|is| !is_described_alike(was, is)).then_some(draft)
    });
    told.collect()
}

/// Whether people read the same of two servers, and of the variables that both have.
fn is_described_alike(was: &Server, is: &Server) -> bool {
    let is_alike = |(name, variable): (&String, &ServerVariable)| {
        is.variables.get(name).is_none_or(|other| other.description == variable.description)
    };
    was.description == is.description && was.variables.iter().all(is_alike)
}

/// The servers of two lists.
struct Matched<'s> {
    /// Those in whose place another stands that is new.
    moved: Vec<(&'s Server, &'s Server)>,
    gone: Vec<&'s Server>,
    new: Vec<&'s Server>,
}

impl<'s> Matched<'s> {
    fn of(base: &'s [Server], head: &'s [Server]) -> Self {
        let has = |all: &[Server], server: &Server| all.iter().any(|other| is_same_server(other, server));
        let mut gone: Vec<&Server> = base.iter().filter(|server| !has(head, server)).collect();
        let mut new: Vec<&Server> = head.iter().filter(|server| !has(base, server)).collect();
        let both = gone.len().min(new.len());
        let moved = gone.drain(..both).zip(new.drain(..both)).collect();
        Self { moved, gone, new }
    }
}

/// Compares the servers that an operation has of its own.
pub(super) fn of_operation(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
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
    let mut drafts = moved(&was, &is);
    // Where those of the document take the place of those of its own, that is one move, whatever else they list.
    let is_of_first = |draft: &Draft| {
        draft.base.as_ref() == was.first().map(|server| &server.origin)
            && draft.head.as_ref() == is.first().map(|server| &server.origin)
    };
    if base.servers.is_empty() != head.servers.is_empty()
        && let Some(at) = drafts.iter().position(is_of_first)
    {
        drafts = vec![drafts.swap_remove(at)];
    }
    for draft in drafts {
        comparison.say_of(operation, by_default(draft, &was, &is));
    }
}

/// What became of the servers of a list.
fn moved(base: &[Server], head: &[Server]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let is_unsaid = |all: &[Server], other: &[Server]| all.is_empty() && matches!(other, [only] if only.url == "/");
    if is_unsaid(base, head) || is_unsaid(head, base) {
        return drafts;
    }
    let Matched { moved, gone, new } = Matched::of(base, head);
    for (was, is) in moved {
        let kind = if host(&was.url) == host(&is.url) { ServerBasePath } else { ServerUrlChanged };
        let draft = Draft::new(kind, ("server", "a server"), Some(&was.origin), Some(&is.origin));
        drafts.push(draft.values((Some(was.url.clone()), Some(is.url.clone()))));
    }
    for was in gone {
        drafts.push(Draft::new(ServerRemoved, ("server", format!("the server {}", was.url)), Some(&was.origin), None));
    }
    for is in new {
        drafts.push(Draft::new(ServerAdded, ("server", format!("the server {}", is.url)), None, Some(&is.origin)));
    }
    drafts.extend(variables(base, head));
    drafts.extend(values(base, head));
    drafts.extend(fixed(base, head).into_iter().map(|(value, was, is)| value.draft(ServerRemoved, (was, is))));
    drafts.extend(fixed(head, base).into_iter().map(|(value, is, was)| value.draft(ServerAdded, (was, is))));
    drafts.extend(variables_renamed(base, head));
    drafts.extend(first(base, head));
    drafts
}

/// A change of a server, with the server that is the first after it where that is another one: code that names none
/// compiles, and calls that one.
fn by_default(draft: Draft, base: &[Server], head: &[Server]) -> Draft {
    let ([was, ..], [is, ..]) = (base, head) else { return draft };
    let places = (draft.base.as_ref() == Some(&was.origin), draft.head.as_ref() == Some(&is.origin));
    // Values of variables have names.
    let is_of_first = draft.name.is_none() && !is_same_server(was, is);
    if !is_of_first || places == (false, false) {
        return draft;
    }
    let is_told = places == (true, true);
    if is_told { draft } else { draft.details(vec![format!("code that names no server calls {} now", is.url)]) }
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

/// Values that a variable of a server may have, or no longer may: the server is called after what is written around it.
fn values(base: &[Server], head: &[Server]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for was in base {
        let Some(is) = head.iter().find(|is| is.url == was.url) else { continue };
        for (name, variable) in &was.variables {
            let Some(other) = is.variables.get(name) else { continue };
            let draft = |kind, value| Served { variable: name, value }.draft(kind, (was, is)).without_types();
            let gone = variable.values.iter().filter(|value| !other.values.contains(value));
            let new = other.values.iter().filter(|value| !variable.values.contains(value));
            match (variable.values.is_empty(), other.values.is_empty()) {
                (true, true) => {}
                (true, false) => drafts.push(draft(ServerRemoved, None)),
                (false, true) => drafts.push(draft(ServerAdded, None)),
                (false, false) => {
                    drafts.extend(gone.map(|value| draft(ServerRemoved, Some(value))));
                    drafts.extend(new.map(|value| draft(ServerAdded, Some(value))));
                }
            }
        }
    }
    drafts
}

/// A value that a variable of a server may have.
struct Served<'s> {
    variable: &'s str,
    /// None stands for any other: without a list, any value is allowed, and the crate gives none that is not listed.
    value: Option<&'s String>,
}

impl Served<'_> {
    fn draft(&self, kind: Kind, (was, is): (&Server, &Server)) -> Draft {
        let (about, subject) = match self.value {
            Some(value) => (value.as_str(), format!("`{value}` of the server's variable `{}`", self.variable)),
            None => ("any", format!("any other value of the server's variable `{}`", self.variable)),
        };
        let draft = Draft::new(kind, ("server variable", subject), Some(&was.origin), Some(&is.origin));
        draft.about(about).least(Rust::Patch)
    }
}

/// What variables of servers may hold that the same servers of the other side do not have any more: the values beside
/// the one that is written out there, unless the URLs with them are servers, too.
fn fixed<'s>(these: &'s [Server], others: &'s [Server]) -> Vec<(Served<'s>, &'s Server, &'s Server)> {
    let mut found = Vec::new();
    for server in these {
        let Some(other) = others.iter().find(|other| is_same_server(server, other)) else { continue };
        let lacks = |one: &Server, other: &Server| one.variables.keys().any(|name| !other.variables.contains_key(name));
        // A variable with another name is told as that.
        if lacks(other, server) {
            continue;
        }
        for (name, variable) in server.variables.iter().filter(|(name, _)| !other.variables.contains_key(*name)) {
            let is_served = |value: &String| {
                let with = ServerVariable { default: value.clone(), ..variable.clone() };
                let mut server = server.clone();
                server.variables.insert(name.clone(), with);
                others.iter().any(|other| address(&filled(other)) == address(&filled(&server)))
            };
            let listed = variable.values.iter().filter(|value| !is_served(value)).map(Some);
            let gone = listed.chain(variable.values.is_empty().then_some(None));
            found.extend(gone.map(|value| (Served { variable: name, value }, server, other)));
        }
    }
    found
}

/// The URLs that the path of an operation is added to, by the servers that it has or the document.
pub(super) fn addresses<'d>(
    document: &'d Document,
    operation: &'d Operation,
) -> impl Iterator<Item = String> + use<'d> {
    let servers = if operation.servers.is_empty() { &document.servers } else { &operation.servers };
    let none = servers.is_empty().then(String::new);
    servers.iter().map(|server| address(&filled(server))).chain(none)
}

/// Servers whose URL is another by a default of a variable, which they are not called after.
fn variables<'s>(base: &'s [Server], head: &'s [Server]) -> impl Iterator<Item = Draft> + use<'s> {
    let url = filled;
    base.iter().filter_map(move |was| {
        let is = head.iter().find(|is| is.url == was.url).filter(|is| address(&url(is)) != address(&url(was)))?;
        let kind = if host(&url(was)) == host(&url(is)) { ServerBasePath } else { ServerUrlChanged };
        let draft = Draft::new(kind, ("server", "a server"), Some(&was.origin), Some(&is.origin));
        Some(draft.values((Some(url(was)), Some(url(is)))).without_types())
    })
}

/// The URL with the defaults of its variables.
fn filled(server: &Server) -> String {
    let filled = |url: String, (name, variable): (&String, &ServerVariable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    };
    server.variables.iter().fold(server.url.clone(), filled)
}

/// The URL that paths are added to, which a slash at its end does not change, nor how its host is spelt, nor the port
/// that its scheme has anyway (RFC 3986, section 6.2).
fn address(url: &str) -> String {
    let url = url.trim_end_matches('/');
    let (start, path) = url.split_at(host(url).len());
    let start = start.to_lowercase();
    let without_port = match start.split_once("://") {
        Some(("http", _)) => start.strip_suffix(":80"),
        Some(("https", _)) => start.strip_suffix(":443"),
        _ => None,
    };
    [without_port.unwrap_or(&start), path].concat()
}

/// Scheme and host of a URL.
fn host(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    &url[..end]
}

#[cfg(test)]
mod tests;

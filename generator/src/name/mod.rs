//! Gives everything that Rust code names its identifier.
//!
//! Holds at its exit: every name is there, legal Rust and unique in its scope. A name depends only on its own item, so
//! that a document can grow without renaming what it had; only items that clash get their context or a hash, and each
//! is reported. Words become identifiers in `spelling`.
#![warn(clippy::use_debug)] // how we are shown a value, the number of a type among it, is nothing to call things after

mod calls;
mod listing;
mod media;
mod members;
mod twins;
mod unique;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::arena::{Arena, Id};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::name::Naming;
use crate::http::Status;
use crate::ir::{Api, Context, GroupId, Operation, OperationId, Owner, Segment, TypeDeclaration, TypeId, Unasked};
use crate::source::Origin;
use crate::spelling;
use unique::{Claim, Item, Scope, unique, unique_beside, unique_of_both};

pub(crate) use crate::spelling::Ident;
pub(crate) use listing::listing;
pub use listing::{Item as NamedItem, Named, Role};

/// The names of an [`Api`], found by the ids of what they name.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    types: Vec<TypeNames>,
    operations: Vec<OperationNames>,
    groups: Vec<Ident>,
    servers: Vec<Ident>,
    headers: Vec<Ident>,
    /// Which type each one is declared as.
    twins: Vec<TypeId>,
}

/// The names of a declared type.
#[derive(Clone, Debug)]
pub(crate) struct TypeNames {
    pub(crate) ident: Ident,
    /// Of the members, values, variants or parts, in their order.
    pub(crate) members: Vec<Ident>,
    /// Of the setters, in the same order; empty for types without setters.
    pub(crate) setters: Vec<Ident>,
}

/// The names of an operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationNames {
    /// The method of the client.
    pub(crate) method: Ident,
    /// The type of the call.
    pub(crate) builder: Ident,
    /// The constant that describes it.
    pub(crate) constant: Ident,
    /// The arguments and setters of the parameters, in their order.
    pub(crate) parameters: Vec<Ident>,
    /// The enum of its answers, where several succeed.
    pub(crate) answer: ChoiceNames,
    /// The enum of its errors, where they differ by status.
    pub(crate) error: ChoiceNames,
    /// The enum of its bodies, where the caller chooses.
    pub(crate) body: ChoiceNames,
}

/// The names of an enum of bodies or answers; where none is needed it has no variants, and its name may be another's.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceNames {
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<Ident>,
}

impl Names {
    /// The names of a type.
    pub(crate) fn ty(&self, id: TypeId) -> &TypeNames {
        &self.types[id.index()]
    }

    /// The type that a type is declared as: itself, or one that is the same but for its name.
    pub(crate) fn declared(&self, id: TypeId) -> TypeId {
        self.twins[id.index()]
    }

    /// The names of an operation.
    pub(crate) fn operation(&self, id: OperationId) -> &OperationNames {
        &self.operations[id.index()]
    }

    /// The module of a group.
    pub(crate) fn group(&self, id: GroupId) -> &Ident {
        &self.groups[id.index()]
    }

    /// The variants of `Server`, in the order of the document.
    pub(crate) fn servers(&self) -> &[Ident] {
        &self.servers
    }
}

impl Names {
    /// The constants of the declared headers, in their order.
    pub(crate) fn headers(&self) -> &[Ident] {
        &self.headers
    }
}

/// Names an API; clashes are reported in `diagnostics`.
pub(crate) fn name(api: &Api, diagnostics: &mut Diagnostics) -> Names {
    let types = types(&api.types, diagnostics);
    let headers = media::headers(api, &types, diagnostics);
    Names {
        operations: operations(api, &types, diagnostics),
        twins: twins::twins(api, &types),
        types,
        groups: groups(api, diagnostics),
        servers: servers(api, diagnostics),
        headers,
    }
}

fn types(types: &Arena<TypeId, TypeDeclaration>, diagnostics: &mut Diagnostics) -> Vec<TypeNames> {
    let items: Vec<Item<'_>> = types
        .values()
        .map(|declaration| Item {
            wire: wire_of(&declaration.context),
            wanted: [full_name, long_name].map(|words| spelling::model(&words(&declaration.context))).into(),
            claim: claim(&declaration.context),
            origin: &declaration.origin,
        })
        .collect::<Vec<_>>();
    let idents = unique(Scope::new("the models", Naming::RustName), &items, &[], diagnostics);
    let renamed = items.iter().zip(&idents).filter(|(item, ident)| item.wanted[0] != **ident);
    let renamed: BTreeSet<&Origin> = renamed.map(|(item, _)| item.origin).collect();
    let mut found = Diagnostics::new();
    let names = types
        .values()
        .zip(idents)
        .map(|(declaration, ident)| {
            let members = members::members(declaration, &ident, &renamed, &mut found);
            let setters = members.iter().map(spelling::setter).collect();
            TypeNames { ident, members, setters }
        })
        .collect();
    members::tell_once(&found, diagnostics);
    names
}

/// The component that a type is, and not only a part of.
fn component(context: &Context) -> Option<&String> {
    let Owner::Component(name) = &context.owner else { return None };
    Some(name).filter(|_| context.path.is_empty())
}

/// The name in the document that comes nearest: the component's or operation's own.
fn wire_of(context: &Context) -> String {
    component(context).cloned().unwrap_or_else(|| full_name(context))
}

/// Types and variants are named by their component; what has none is called after its surroundings.
fn claim(context: &Context) -> Claim {
    match component(context) {
        _ if context.wish.is_some() => Claim::Asked,
        Some(_) => Claim::Named,
        None => Claim::Made,
    }
}

/// The owner's name and the way from it, as words. What the owner is, a name that ends with it has said.
fn full_name(context: &Context) -> String {
    let (name, kind) = owner(&context.owner);
    let is_said = kind.is_some_and(|kind| spelling::ends_with(&name, kind));
    words(context, &name, kind.filter(|_| !is_said), segment_words)
}

/// The same with what the owner is, and what is a parameter, where something else has the name.
fn long_name(context: &Context) -> String {
    let (name, kind) = owner(&context.owner);
    words(context, &name, kind, |segment| match segment {
        Segment::Parameter(name) => format!("{name} parameter"),
        _ => segment_words(segment),
    })
}

fn words(context: &Context, name: &str, kind: Option<&str>, said: fn(&Segment) -> String) -> String {
    let way = || context.path.iter().map(said);
    let all = || std::iter::once(name.to_owned()).chain(kind.map(str::to_owned)).chain(way());
    context.wish.clone().unwrap_or_else(|| all().collect::<Vec<_>>().join(" "))
}

/// The name of an owner, and what it is where that is neither a schema nor an operation.
fn owner(owner: &Owner) -> (Cow<'_, str>, Option<&'static str>) {
    match owner {
        Owner::Component(name) | Owner::Operation(name) => (name.into(), None),
        Owner::Response(name) => (name.into(), Some("response")),
        Owner::Parameter(name) => (name.into(), Some("parameter")),
        Owner::RequestBody(name) => (name.into(), Some("body")),
        Owner::Header(name) => (name.into(), Some("header")),
        Owner::Path(path) => (path_words(path).into(), None),
        Owner::Webhook(name) => (name.into(), Some("webhook")),
    }
}

/// `/users/{id}/cars` is `users by id cars`.
fn path_words(path: &str) -> String {
    let path = path.replace('{', " by ");
    let words: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn segment_words(segment: &Segment) -> String {
    match segment {
        Segment::Member(name) | Segment::Parameter(name) | Segment::Variant(name) => name.clone(),
        Segment::Media(media_type) => media::words(media_type),
        Segment::Part(Some(member)) => format!("part {member}"),
        Segment::Part(None) => "part".to_owned(),
        Segment::Item => "item".to_owned(),
        Segment::Position(position) => format!("item {position}"),
        Segment::MapValue => "value".to_owned(),
        Segment::Body => "body".to_owned(),
        Segment::Form => "form".to_owned(),
        Segment::Answer(Status::Code(200)) => "response".to_owned(),
        Segment::Answer(status) => format!("response {status}"),
    }
}

fn operations(api: &Api, types: &[TypeNames], diagnostics: &mut Diagnostics) -> Vec<OperationNames> {
    let asked = api.operations.values().map(|operation| {
        let Operation { id, wish, group, origin, .. } = operation;
        method(id, wish.as_ref(), &api.groups[*group].tag, origin)
    });
    let others = api.unasked.iter();
    let others = others.map(|Unasked { id, wish, tag, origin, .. }| method(id, wish.as_ref(), tag, origin));
    let scope = Scope::new("the client", Naming::RustName);
    let (methods, of_others) = unique_of_both(scope, (asked.collect(), others.collect()), &[], diagnostics);
    let calls = calls::calls(api, (&methods, &of_others), diagnostics);
    api.operations
        .values()
        .zip(methods)
        .zip(calls)
        .map(|((operation, method), calls)| OperationNames {
            builder: calls.builder,
            answer: media::answers(types, calls.answer, Some(&operation.answer.kind)),
            error: media::answers(types, calls.error, operation.error.as_ref()),
            body: media::bodies(calls.body, operation.body.as_ref()),
            constant: spelling::constant(method.plain()),
            parameters: parameters(operation, &method, diagnostics),
            method,
        })
        .collect()
}

/// An operation as one that wants a name for its method.
fn method<'a>(id: &str, wish: Option<&String>, tag: &str, origin: &'a Origin) -> Item<'a> {
    let words = wish.map_or(id, String::as_str);
    let wanted = vec![spelling::method(words), spelling::method(&format!("{words} {tag}"))];
    Item { wire: id.to_owned(), wanted, claim: Claim::of(wish), origin }
}

fn parameters(operation: &Operation, method: &Ident, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let of_pages = operation.pages.iter().flat_map(|_| spelling::TAKEN_BY_PAGES);
    let of_batch = operation.batch.iter().flat_map(|_| spelling::TAKEN_BY_BATCH);
    let methods: &[&str] = &of_pages.chain(of_batch).copied().collect::<Vec<_>>();
    let items: Vec<Item<'_>> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let words = parameter.wish.as_deref().unwrap_or(&parameter.wire);
            let placed = format!("{words} {}", parameter.location.word());
            Item {
                wire: parameter.wire.clone(),
                wanted: vec![
                    spelling::parameter(words, methods),
                    spelling::parameter(&placed, methods),
                    spelling::signed_parameter(words, methods),
                ],
                claim: Claim::of(parameter.wish.as_ref()),
                origin: &parameter.origin,
            }
        })
        .collect();
    let body: &[&str] = if operation.body.is_some() { &["body"] } else { &[] };
    unique(Scope::new(&format!("`{}`", method.as_str()), Naming::RustName), &items, body, diagnostics)
}

fn groups(api: &Api, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let item = |tag: &str, origin| Item {
        wire: tag.to_owned(),
        wanted: vec![spelling::module(tag)],
        claim: Claim::Named,
        origin,
    };
    let items = api.groups.values().map(|group| item(&group.tag, &group.origin)).collect();
    let known: BTreeSet<&str> = api.groups.values().map(|group| group.tag.as_str()).collect();
    let others = api.unasked.iter().filter(|unasked| !known.contains(unasked.tag.as_str()));
    let others: BTreeMap<&str, &Origin> = others.map(|unasked| (unasked.tag.as_str(), &unasked.origin)).collect();
    let others = others.into_iter().map(|(tag, origin)| item(tag, origin)).collect();
    unique_beside(Scope::new("the modules", Naming::Tag), (items, others), &["shared", "unreached"], diagnostics)
}

fn servers(api: &Api, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let items: Vec<Item<'_>> = api
        .servers
        .iter()
        .enumerate()
        .map(|(index, server)| {
            // The first is the one that is called by default: its name stays where its URL does not.
            let unnamed = || if index == 0 { "default".to_owned() } else { host_and_path(&server.url) };
            let words = server.name.clone().unwrap_or_else(unnamed);
            Item {
                wire: server.url.clone(),
                wanted: vec![spelling::variant(&words)],
                claim: Claim::of(server.name.as_ref()),
                origin: &server.origin,
            }
        })
        .collect();
    unique(Scope::new("`Server`", Naming::ServerName), &items, &[], diagnostics)
}

/// What distinguishes a URL, as words.
fn host_and_path(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let words: String = rest.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    if words.trim().is_empty() { "relative".to_owned() } else { words }
}

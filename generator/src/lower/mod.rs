//! Decides the Rust shapes: the document's graph in, [`ir::Api`](crate::ir::Api) out.
//!
//! Holds at its exit: every type is finite, `Option` stands at most once around a member, every union knows how it is
//! decoded, every parameter and body how it is encoded. What a schema says and Rust can't is degraded with a warning,
//! never dropped.

mod alike;
mod annotated;
mod answers;
mod bodies;
mod budget;
mod circles;
mod enumeration;
mod forms;
mod groups;
mod headers;
mod homes;
mod inheritance;
mod joined;
mod media;
mod member;
mod members;
mod nulls;
mod one_or_many;
mod operations;
mod pages;
mod parameters;
mod rate_limits;
mod reach;
mod recursion;
mod rules;
mod scalars;
mod schemas;
mod streams;
mod styles;
mod tags;
mod tuples;
mod unasked;
mod undeclared;
mod unions;
mod webhooks;
mod whole;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::arena::Arena;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::ir::{Api, Context, Owner, Scheme, SchemeKind, Server, ServerVariable, TypeDeclaration, TypeId};
use crate::repeated::Repeated;
use crate::resolve::{Document, Extent, ParameterLocation, Schema, SchemaId, SecurityScheme};
use crate::source::Origin;
use budget::Budget;
use groups::Groups;
use members::{Collected, Part};
use unions::Unions;

/// Lowers a document; what it can't express faithfully is reported in `diagnostics`. Tells beside the API which schemas
/// it is made of.
pub(crate) fn lower(document: &Document, diagnostics: &mut Diagnostics) -> (Api, BTreeSet<SchemaId>) {
    let unions = Unions::of(document);
    let mut lowering = Lowering {
        document,
        diagnostics,
        types: Arena::new(),
        declared: BTreeMap::new(),
        forms: BTreeMap::new(),
        merged: BTreeMap::new(),
        telling: RefCell::default(),
        holders: OnceCell::new(),
        budget: Budget::of(document),
        listed: Budget::of_operations(document),
        repeated: Repeated::new(),
        pending: VecDeque::new(),
        open: BTreeSet::new(),
        joining: BTreeSet::new(),
        heirs: inheritance::heirs(document),
        homes: homes::homes(&unions),
        unions,
        nullable: nulls::nullable(document),
        reached: BTreeSet::new(),
        unheld: BTreeSet::new(),
    };
    let groups = Groups::of(document);
    let mut operations = operations::lower(&mut lowering, &groups);
    let sent = webhooks::lower(&mut lowering);
    let of_components = lowering.unreached();
    lowering.complete();
    let headers = headers::all(&operations);
    let unasked = unasked::lower(&mut lowering, &groups, &headers);
    let (mut types, declared, reached) = (lowering.types, lowering.declared, lowering.reached);
    tags::decide(&mut types);
    circles::cut(&mut types, diagnostics);
    recursion::place_boxes(&mut types);
    pages::find(document, &types, &mut operations, diagnostics);
    reach::mark(&mut types, &operations, &sent);
    reach::report_examples(document, (&types, &declared), diagnostics);
    let api = Api {
        title: document.title.clone(),
        description: document.description.clone(),
        version: document.version.clone(),
        servers: servers(document),
        schemes: schemes(document),
        rate_limits: document.rate_limits.as_ref().map(rate_limits::lower),
        groups: groups.all,
        unused: reach::unused(&types, of_components),
        types,
        headers,
        operations,
        unasked,
    };
    (api, reached)
}

/// What the steps of this pass share.
struct Lowering<'a> {
    document: &'a Document,
    diagnostics: &'a mut Diagnostics,
    types: Arena<TypeId, TypeDeclaration>,
    /// The declared type of each schema that has one.
    declared: BTreeMap<SchemaId, TypeId>,
    /// The form of each schema that is sent as one.
    forms: BTreeMap<SchemaId, TypeId>,
    /// The declared type of each set of schemas that values are made of, one for each owner that names it: which of
    /// them is met first must not matter.
    merged: BTreeMap<(Vec<Part>, Owner), TypeId>,
    /// The enum of scalars that a member of a schema is one of, where it has been asked for.
    telling: RefCell<BTreeMap<(SchemaId, &'a str), Option<SchemaId>>>,
    /// The objects that hold each union with a discriminator, where they have been asked for.
    holders: OnceCell<BTreeMap<SchemaId, Vec<SchemaId>>>,
    /// What the types may still come to.
    budget: Budget,
    /// The scopes and headers that operations may still list.
    listed: Budget,
    repeated: Repeated,
    /// The declared structs whose members are still to come: a list, not recursion, as documents chain by the thousand.
    pending: VecDeque<Pending<'a>>,
    /// The schemas that are being lowered and have no declared type: meeting one again is a cycle without a name.
    open: BTreeSet<SchemaId>,
    /// The sets of schemas whose elements are being joined: meeting one again is a list or a map of itself.
    joining: BTreeSet<Vec<SchemaId>>,
    /// The components that are built on each schema.
    heirs: inheritance::Heirs,
    /// The schemas whose type is a union.
    unions: Unions<'a>,
    /// What names the schemas below components.
    homes: homes::Homes,
    /// The schemas that null is a value of.
    nullable: BTreeSet<SchemaId>,
    /// The schemas that were read: those that operations reach, then all.
    reached: BTreeSet<SchemaId>,
    /// The constraints that were reported as those of values that nothing checks.
    unheld: BTreeSet<Origin>,
}

/// A struct without its members.
struct Pending<'a> {
    ty: TypeId,
    parts: Vec<Part>,
    context: Context,
    /// What the parts declare together, where that was asked for before.
    collected: Option<Collected<'a>>,
}

impl Pending<'_> {
    fn new(ty: TypeId, parts: Vec<Part>, context: Context) -> Self {
        Self { ty, parts, context, collected: None }
    }
}

impl Lowering<'_> {
    /// The components that no operation reaches, or reaches only as a part of others: callers may need them, for what
    /// reaches them by other ways, unless they asked for what operations need. Gives the types that all of them are.
    fn unreached(&mut self) -> Vec<TypeId> {
        self.complete();
        for (name, id) in &self.document.components {
            if !self.reached.contains(id) {
                let Schema { origin, component, .. } = &self.document.schemas[*id];
                // What became a component may be called otherwise where it stands.
                let written = origin.pointer.last().filter(|_| component.as_ref() == Some(name));
                let name = written.as_deref().unwrap_or(name);
                self.diagnostics.push(catalogue::lower::unused_schema(origin, name));
            }
        }
        let mut types = Vec::new();
        if self.document.extent == Extent::Whole {
            let components = self.document.components.iter();
            let (links, others): (Vec<_>, Vec<_>) = components.partition(|(_, id)| self.is_link(**id));
            for (name, id) in others {
                types.extend(self.schema(*id, &Context::component(name.clone())).ty.declared());
            }
            self.complete();
            self.report_untyped(links.into_iter().map(|(_, id)| *id));
        }
        types
    }

    /// What is said of the values of a schema, which may be said of others just so.
    fn said(&mut self, text: Option<String>, schema: &Schema) -> Option<String> {
        text.map(|text| self.repeated.text(text, &schema.place("description"), self.diagnostics))
    }

    /// Whether a component is in the middle of a long line of bases: a type for each link, with the members of all
    /// before it, is more than anybody uses.
    fn is_link(&self, id: SchemaId) -> bool {
        let is_part = self.reached.contains(&id) || self.heirs.contains_key(&id);
        is_part && inheritance::is_deep(self.document, id)
    }

    /// Reports the links that nothing needed a type of.
    fn report_untyped(&mut self, links: impl Iterator<Item = SchemaId>) {
        for id in links.filter(|id| !self.declared.contains_key(id)) {
            let origin = self.document.schemas[id].place("allOf");
            let reason = "it is built on a long line of others, and more is built on it: its members are only there";
            self.diagnostics.push(catalogue::lower::simplified(&origin, reason));
        }
    }
}

/// The servers; a document that names none is served where it was found (OpenAPI 3.0, "OpenAPI Object"), which only the
/// caller knows.
fn servers(document: &Document) -> Vec<Server> {
    if !document.servers.is_empty() {
        return document.servers.iter().map(server).collect();
    }
    let origin = document.operations.first().map(|operation| operation.origin.clone());
    let relative =
        |origin| Server { origin, url: "/".to_owned(), description: None, name: None, variables: Vec::new() };
    origin.map(relative).into_iter().collect()
}

fn server(server: &crate::resolve::Server) -> Server {
    Server {
        origin: server.origin.clone(),
        url: server.url.clone(),
        description: server.description.clone(),
        name: server.name.clone(),
        variables: server
            .variables
            .iter()
            .map(|(name, variable)| ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.values.clone(),
                description: variable.description.clone(),
            })
            .collect(),
    }
}

/// The schemes that calls can meet.
fn schemes(document: &Document) -> Vec<Scheme> {
    let schemes = document.security_schemes.iter().filter(|(_, scheme)| !scheme.is_below_calls());
    schemes.map(|(name, scheme)| self::scheme(name, scheme)).collect()
}

fn scheme(name: &str, scheme: &SecurityScheme) -> Scheme {
    let kind = match scheme {
        SecurityScheme::ApiKey { location, name } => match location {
            ParameterLocation::Query => SchemeKind::Query { name: name.clone() },
            ParameterLocation::Cookie => SchemeKind::Cookie { name: name.clone() },
            ParameterLocation::Header | ParameterLocation::Path => SchemeKind::Header { name: name.clone() },
        },
        SecurityScheme::Http { scheme } => match scheme.as_str() {
            "basic" => SchemeKind::Basic,
            "bearer" => SchemeKind::Bearer,
            other => SchemeKind::Http { scheme: other.to_owned() },
        },
        SecurityScheme::OAuth2(urls) => SchemeKind::OAuth2 {
            authorization: urls.authorization.clone(),
            token: urls.token.clone(),
            refresh: urls.refresh.clone(),
        },
        SecurityScheme::OpenIdConnect { url } => SchemeKind::OpenIdConnect { url: url.clone() },
    };
    let scopes = match scheme {
        SecurityScheme::OAuth2(urls) => urls.scopes.clone().into_iter().collect(),
        SecurityScheme::ApiKey { .. } | SecurityScheme::Http { .. } | SecurityScheme::OpenIdConnect { .. } => {
            Vec::new()
        }
    };
    Scheme { name: name.to_owned(), kind, scopes }
}

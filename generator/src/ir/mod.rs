//! The API as Rust will say it: shapes, not spellings. Data only; it knows no OpenAPI, no `quote` and no identifiers.
//!
//! Holds: every type is finite (boxes are placed), `Option` stands at most once around a member, the decoding of every
//! union and the encoding of every parameter and body are decided. Each item keeps its origin and its wire facts.

mod operations;
mod pages;
mod rate_limits;
mod types;

use std::collections::BTreeSet;

use crate::arena::{Arena, id};
use crate::http::Status;
use crate::source::Origin;

pub(crate) use operations::*;
pub(crate) use pages::*;
pub(crate) use rate_limits::*;
pub(crate) use types::*;

id! {
    /// A declared type: a struct, an enum, a union or a form.
    TypeId
}
id! {
    /// An operation.
    OperationId
}
id! {
    /// A group of operations: a tag.
    GroupId
}

/// One service.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) version: String,
    pub(crate) servers: Vec<Server>,
    pub(crate) schemes: Vec<Scheme>,
    /// How often it may be called, where the document says so.
    pub(crate) rate_limits: Option<RateLimits>,
    pub(crate) groups: Arena<GroupId, Group>,
    pub(crate) types: Arena<TypeId, TypeDeclaration>,
    /// Those of them that nothing needs.
    pub(crate) unused: BTreeSet<TypeId>,
    pub(crate) operations: Arena<OperationId, Operation>,
    /// The operations of the document that are not generated, whose names are theirs all the same.
    pub(crate) unasked: Vec<Unasked>,
    /// The declared headers of all answers, each once by its names and its type.
    pub(crate) headers: Vec<HeaderLine>,
}

impl Api {
    /// The types that are declared in Rust.
    pub(crate) fn models(&self) -> impl Iterator<Item = (TypeId, &TypeDeclaration)> {
        self.types.iter().filter(|(id, _)| !self.unused.contains(id))
    }
}

/// A host that serves the API.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) origin: Origin,
    pub(crate) url: String,
    pub(crate) description: Option<String>,
    /// What the document calls it, if it does.
    pub(crate) name: Option<String>,
    pub(crate) variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) default: String,
    /// The values it can have, where the document limits them.
    pub(crate) values: Vec<String>,
    pub(crate) description: Option<String>,
}

/// A way to prove who calls, by the name the operations use.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) kind: SchemeKind,
    /// What tokens can be asked for, each with its meaning.
    pub(crate) scopes: Vec<(String, String)>,
}

/// Where a scheme puts its credential.
#[derive(Clone, Debug)]
pub(crate) enum SchemeKind {
    Header {
        name: String,
    },
    Query {
        name: String,
    },
    Cookie {
        name: String,
    },
    Basic,
    Bearer,
    OAuth2 {
        authorization: Option<String>,
        token: Option<String>,
        refresh: Option<String>,
    },
    OpenIdConnect {
        url: String,
    },
    /// Another HTTP authentication scheme.
    Http {
        scheme: String,
    },
}

/// Operations that a reader looks for in one place.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Where the tag stands; of operations without one, the first of them.
    pub(crate) origin: Origin,
    pub(crate) tag: String,
    pub(crate) description: Option<String>,
}

/// Where an item stands, told from what names it: the nearest component or operation, and the way from there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Context {
    pub(crate) owner: Owner,
    pub(crate) path: Vec<Segment>,
    /// The name that the document asks for with `x-rust-name`.
    pub(crate) wish: Option<String>,
}

/// What gives its name to everything inline below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// A schema of the components.
    Component(String),
    /// A response of the components.
    Response(String),
    /// A parameter of the components.
    Parameter(String),
    /// A body of the components.
    RequestBody(String),
    /// A header of the components.
    Header(String),
    /// A path, for the parameters that its operations share.
    Path(String),
    Operation(String),
    Webhook(String),
}

/// One step from an owner to an inline item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Segment {
    Member(String),
    Item,
    /// An element by its position, counted from 1.
    Position(usize),
    MapValue,
    Body,
    /// The body or answer of this media type, beside the preferred one.
    Media(String),
    /// The form that a component is, beside its values.
    Form,
    /// The answer with this status (`200`, `4XX`, `default`).
    Answer(Status),
    Parameter(String),
    /// A variant of a union, by what tells it apart.
    Variant(String),
    /// A part of a struct that is a type of its own as well, by its first member.
    Part(Option<String>),
}

impl Context {
    /// The context of a schema of the components.
    pub(crate) fn component(name: impl Into<String>) -> Self {
        Self { owner: Owner::Component(name.into()), path: Vec::new(), wish: None }
    }

    /// The context of a response that operations share.
    pub(crate) fn response(name: impl Into<String>) -> Self {
        Self { owner: Owner::Response(name.into()), path: Vec::new(), wish: None }
    }

    /// The context of a parameter that operations share.
    pub(crate) fn parameter(name: impl Into<String>) -> Self {
        Self { owner: Owner::Parameter(name.into()), path: Vec::new(), wish: None }
    }

    /// The context of a body that operations share.
    pub(crate) fn request_body(name: impl Into<String>) -> Self {
        Self { owner: Owner::RequestBody(name.into()), path: Vec::new(), wish: None }
    }

    /// The context of a header that answers share.
    pub(crate) fn header(name: impl Into<String>) -> Self {
        Self { owner: Owner::Header(name.into()), path: Vec::new(), wish: None }
    }

    /// The context of what the operations of a path share.
    pub(crate) fn path(path: impl Into<String>) -> Self {
        Self { owner: Owner::Path(path.into()), path: Vec::new(), wish: None }
    }

    /// The context of what a webhook sends.
    pub(crate) fn webhook(name: impl Into<String>) -> Self {
        Self { owner: Owner::Webhook(name.into()), path: Vec::new(), wish: None }
    }

    /// The context of an operation.
    pub(crate) fn operation(id: impl Into<String>) -> Self {
        Self { owner: Owner::Operation(id.into()), path: Vec::new(), wish: None }
    }

    /// One step further.
    pub(crate) fn child(&self, segment: Segment) -> Self {
        let mut path = self.path.clone();
        path.push(segment);
        Self { owner: self.owner.clone(), path, wish: None }
    }
}

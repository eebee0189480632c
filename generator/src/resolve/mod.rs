//! One graph: the normal form in, a [`Document`] out, in which every reference is an id.
//!
//! Holds at its exit: no `$ref` is left, every id is valid, parameters, bodies and answers stand where they are used;
//! paths and path parameters agree; no schema is made of itself. What leads nowhere has an error: as a schema it is any
//! value, else it is left out.

mod bodies;
mod cycles;
mod defaults;
mod enumeration;
mod extensions;
mod formats;
mod index;
mod model;
mod operations;
mod parameters;
mod parts;
mod patterns;
mod place;
mod rate_limits;
mod references;
mod schemas;
mod security;
mod selection;
mod servers;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use model::*;
pub(crate) use parameters::is_token;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::normalise::Normal;
use crate::package::Selection;
use crate::source::{Origin, Pointer};
use crate::template;
use operations::{OperationNode, callbacks, operations, webhooks};
use place::Place;
use references::References;

/// Follows the references of a document and puts it together, with the operations of the selection.
pub(crate) fn resolve(normal: &Normal, selection: &Selection, diagnostics: &mut Diagnostics) -> Document {
    let references = References::follow(normal, diagnostics);
    let mut document = document(normal, &references, selection, diagnostics);
    cycles::cut(&mut document.schemas, diagnostics);
    document
}

fn document(
    normal: &Normal,
    references: &References<'_>,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Document {
    let typed = normal.document();
    let root = Origin::root(normal.file());
    let security_schemes = security::schemes(normal, references, diagnostics);
    let requirements = typed.security.as_deref().unwrap_or_default();
    let security = security::requirements(requirements, &root.child("security"), &security_schemes, diagnostics);
    let rate_limits = rate_limits::read(&Place::of(normal, &Pointer::root()), diagnostics);
    let shared = Shared {
        references,
        security_schemes: &security_schemes,
        security: &security,
        rate_limits: rate_limits.as_ref(),
    };
    let received: Vec<&str> = webhooks(normal).filter_map(|node| node.typed.operation_id.as_deref()).collect();
    let nodes = operations(normal).collect();
    let (nodes, others) = selection::select(nodes, (selection, &received), &root, diagnostics);
    let operations: Vec<Operation> = nodes.iter().filter_map(|node| operation(&shared, node, diagnostics)).collect();
    // What is wrong with the others is nothing to who did not ask for them.
    let unasked = others.iter().filter_map(|node| operation(&shared, node, &mut Diagnostics::new()));
    Document {
        dialect: normal.dialect(),
        title: said_or(&typed.info.title, "API"),
        description: typed.info.description.clone(),
        version: said_or(&typed.info.version, "0"),
        servers: servers::read(&typed.servers, &root.child("servers"), diagnostics),
        tags: tags(normal, &operations),
        operations,
        asked: nodes.iter().map(|node| node.place.origin.clone()).collect(),
        unasked: unasked.collect(),
        webhooks: match selection {
            Selection::Whole | Selection::Operations => {
                webhooks(normal).map(|node| webhook(references, &node, diagnostics)).collect()
            }
            Selection::Some { .. } => Vec::new(),
        },
        extent: Extent::of(selection),
        schemas: schemas::read(references, &root, diagnostics),
        components: components(normal, references),
        security_schemes,
        rate_limits,
    }
}

/// Words of the document or, where it has nothing but blanks, as frameworks write that nobody told a title, those that
/// stand for what is missing.
fn said_or(words: &str, missing: &str) -> String {
    if words.trim().is_empty() { missing } else { words }.to_owned()
}

/// The component schemas by name; one that is only a reference has the id of its target.
fn components(normal: &Normal, references: &References<'_>) -> IndexMap<String, SchemaId> {
    let components = normal.document().components.as_ref();
    let names = components.into_iter().flat_map(|components| components.schemas.keys());
    let id = |name: &String| references.schema(&index::component(normal, "schemas", name).origin);
    names.filter_map(|name| Some((name.clone(), id(name)?))).collect()
}

/// What the operations of a document have in common.
struct Shared<'r, 'n> {
    references: &'r References<'n>,
    security_schemes: &'r IndexMap<String, SecurityScheme>,
    /// The requirements of operations that have none of their own.
    security: &'r [SecurityRequirement],
    rate_limits: Option<&'r RateLimits>,
}

/// How many declared names an unknown one is compared with; in a hostile document both are many.
const COMPARED: usize = 100;

/// An operation; none where its path is no template.
fn operation(shared: &Shared<'_, '_>, node: &OperationNode<'_>, diagnostics: &mut Diagnostics) -> Option<Operation> {
    let Shared { references, security_schemes, security, rate_limits } = *shared;
    let origin = &node.place.origin;
    let typed = node.typed;
    let security = match &typed.security {
        Some(own) => security::requirements(own, &origin.child("security"), security_schemes, diagnostics),
        None => security.to_vec(),
    };
    let parameters = parameters::read(references, node, &security, diagnostics)?;
    if let Some(rate_limits) = rate_limits {
        rate_limits::report_unknown_group(&node.place, rate_limits, diagnostics);
    }
    let mut said = |key: &str, text: &Option<String>| {
        text.clone().map(|text| references.repeated.text(text, &node.place.child(key).origin, diagnostics))
    };
    let (summary, description) = (said("summary", &typed.summary), said("description", &typed.description));
    Some(Operation {
        origin: origin.clone(),
        id: typed.operation_id.clone().expect("invariant: normalise gives every operation an id"),
        method: node.method,
        path: template::path(node.path).to_owned(),
        tags: typed.tags.clone(),
        summary,
        description,
        deprecated: typed.deprecated,
        extensions: extensions::read(&node.place, &parameters, diagnostics),
        parameters,
        body: bodies::request(references, node, diagnostics),
        responses: bodies::responses(references, node, diagnostics),
        callbacks: sent(references, node, diagnostics),
        security,
        servers: servers::read(&typed.servers, &node.servers().origin, diagnostics),
    })
}

/// What the service sends for the callbacks of an operation.
fn sent(references: &References<'_>, node: &OperationNode<'_>, diagnostics: &mut Diagnostics) -> Vec<Webhook> {
    let requests = callbacks(references.normal(), &node.pointer);
    requests
        .map(|(callback, request)| Webhook {
            name: callback.name.clone(),
            place: node.place.child("callbacks").child(&callback.name).origin,
            ..webhook(references, &request, diagnostics)
        })
        .collect()
}

fn webhook(references: &References<'_>, node: &OperationNode<'_>, diagnostics: &mut Diagnostics) -> Webhook {
    Webhook {
        origin: node.place.origin.clone(),
        place: node.item.clone(),
        name: node.path.to_owned(),
        path: node.path.to_owned(),
        method: node.method,
        summary: node.typed.summary.clone(),
        description: node.typed.description.clone(),
        deprecated: node.typed.deprecated,
        security: security::read(node.typed.security.as_deref().unwrap_or_default()),
        parameters: parameters::received(references, node),
        body: bodies::request(references, node, diagnostics),
        // What is wrong with answers that others give is nothing to a client.
        responses: bodies::responses(references, node, &mut Diagnostics::new()),
    }
}

/// The declared tags, then the ones that only operations have.
fn tags(normal: &Normal, operations: &[Operation]) -> Vec<Tag> {
    let list = Place::of(normal, &Pointer::root().child("tags"));
    let declared = normal.document().tags.iter().enumerate().map(|(index, tag)| Tag {
        origin: list.index(index).origin,
        name: tag.name.clone(),
        description: tag.description.clone(),
    });
    let mut tags: Vec<Tag> = declared.collect();
    let mut seen: BTreeSet<String> = tags.iter().map(|tag| tag.name.clone()).collect();
    for operation in operations {
        for (index, name) in operation.tags.iter().enumerate().filter(|(_, name)| seen.insert((*name).clone())) {
            let origin = operation.origin.child("tags").index(index);
            tags.push(Tag { origin, name: name.clone(), description: None });
        }
    }
    tags
}

//! From the tree to openapiv3's types, object by object: each is read on its own with nothing below it, and what stands
//! below is read next and put in its place.
//!
//! Reading the whole in one go would not do. openapiv3 reads a reference by trying, so that an error deep down takes
//! time exponential in the depth and loses its place, and a document as deep as `load` allows overflows the stack.

mod reading;
mod schema;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{
    Components, Encoding, Header, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem, Paths,
    ReferenceOr, RequestBody, Response, Responses, Schema,
};
use serde_json::{Map, Value};

use super::Moved;
use super::grammar::{is_extension, status};
use super::trail::Trail;
use crate::diagnostic::Diagnostics;
use crate::source::{Origin, Pointer};
use reading::{NO_MEMBERS, Node, extensions, shallow};

/// The typed document, or the places of the objects that do not fit, each with a diagnostic.
pub(super) fn assemble(
    tree: &Value,
    moved: &Moved,
    diagnostics: &mut Diagnostics,
) -> Result<(OpenAPI, Beside), Vec<Pointer>> {
    let mut assembly = Assembly { diagnostics, wrong: Vec::new(), beside: Beside::default() };
    match assembly.document(Node { value: tree, trail: &Trail::Root(moved) }) {
        Some(document) if assembly.wrong.is_empty() => Ok((document, assembly.beside)),
        Some(_) | None => Err(assembly.wrong),
    }
}

/// The path item of a callback, without what does not fit, and what it has beside it.
pub(super) fn callback_item(tree: &Value, pointer: &Pointer, moved: &Moved) -> Option<(PathItem, Beside)> {
    let mut diagnostics = Diagnostics::new();
    let mut assembly = Assembly { diagnostics: &mut diagnostics, wrong: Vec::new(), beside: Beside::default() };
    let way: Vec<_> = pointer.tokens().collect();
    let item = assembly.below(Node { value: tree, trail: &Trail::Root(moved) }, &way, Assembly::path_item)?;
    Some((item, assembly.beside))
}

/// What a document has that openapiv3 has no place for.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// `prefixItems`, by the place of the schema.
    pub(super) prefix_items: BTreeMap<Origin, Vec<ReferenceOr<Schema>>>,
    pub(super) webhooks: IndexMap<String, PathItem>,
}

struct Assembly<'a> {
    diagnostics: &'a mut Diagnostics,
    /// The places of the objects that did not fit so far.
    wrong: Vec<Pointer>,
    beside: Beside,
}

impl Assembly<'_> {
    fn document(&mut self, node: Node<'_>) -> Option<OpenAPI> {
        let document: OpenAPI = self.object(node, &["paths", "components"])?;
        self.beside.webhooks = self.plain_map(node, "webhooks", Self::path_item);
        Some(OpenAPI {
            paths: self.child(node, "paths", Self::paths).unwrap_or_default(),
            components: self.child(node, "components", Self::components),
            ..document
        })
    }

    fn components(&mut self, node: Node<'_>) -> Option<Components> {
        let components: Components = self.object(node, &COMPONENT_SECTIONS)?;
        Some(Components {
            schemas: self.map(node, "schemas", Self::schema),
            responses: self.map(node, "responses", Self::response),
            parameters: self.map(node, "parameters", Self::parameter),
            examples: self.map(node, "examples", Self::whole),
            request_bodies: self.map(node, "requestBodies", Self::request_body),
            headers: self.map(node, "headers", Self::header),
            security_schemes: self.map(node, "securitySchemes", Self::whole),
            ..components
        })
    }

    fn paths(&mut self, node: Node<'_>) -> Option<Paths> {
        let mut paths = Paths::default();
        for (key, value) in node.value.as_object().into_iter().flatten() {
            if is_extension(key) {
                paths.extensions.insert(key.clone(), value.clone());
            } else if let Some(item) = self.child(node, key, Self::path_item) {
                paths.paths.insert(key.clone(), ReferenceOr::Item(item));
            }
        }
        Some(paths)
    }

    /// A path item, without what was pushed down into its operations but the parameters, which may be referred to.
    fn path_item(&mut self, node: Node<'_>) -> Option<PathItem> {
        Some(PathItem {
            get: self.child(node, "get", Self::operation),
            put: self.child(node, "put", Self::operation),
            post: self.child(node, "post", Self::operation),
            delete: self.child(node, "delete", Self::operation),
            options: self.child(node, "options", Self::operation),
            head: self.child(node, "head", Self::operation),
            patch: self.child(node, "patch", Self::operation),
            trace: self.child(node, "trace", Self::operation),
            parameters: self.list(node, "parameters", Self::parameter),
            extensions: extensions(node),
            ..PathItem::default()
        })
    }

    fn operation(&mut self, node: Node<'_>) -> Option<Operation> {
        let mut members = shallow(node, &["parameters", "requestBody", "callbacks"]);
        members.retain(|(key, _)| *key != "responses");
        members.push(("responses", &NO_MEMBERS));
        let operation: Operation = self.members(members, node.trail)?;
        Some(Operation {
            parameters: self.list(node, "parameters", Self::parameter),
            request_body: self.child(node, "requestBody", |this, node| this.or_reference(node, Self::request_body)),
            responses: self.child(node, "responses", Self::responses).unwrap_or_default(),
            ..operation
        })
    }

    fn responses(&mut self, node: Node<'_>) -> Option<Responses> {
        let response = |this: &mut Self, node: Node<'_>| this.or_reference(node, Self::response);
        let mut responses = Responses { extensions: extensions(node), ..Responses::default() };
        responses.default = self.child(node, "default", response);
        for key in node.value.as_object().into_iter().flat_map(Map::keys).filter(|key| *key != "default") {
            // An extension is none, whatever it holds.
            let Some(status) = status(key) else { continue };
            responses.responses.extend(self.child(node, key, response).map(|response| (status, response)));
        }
        Some(responses)
    }

    fn parameter(&mut self, node: Node<'_>) -> Option<Parameter> {
        let mut parameter: Parameter = self.valued(node)?;
        let (Parameter::Query { parameter_data, .. }
        | Parameter::Header { parameter_data, .. }
        | Parameter::Path { parameter_data, .. }
        | Parameter::Cookie { parameter_data, .. }) = &mut parameter;
        self.schema_or_content(node, &mut parameter_data.format);
        Some(parameter)
    }

    fn header(&mut self, node: Node<'_>) -> Option<Header> {
        let mut header: Header = self.valued(node)?;
        self.schema_or_content(node, &mut header.format);
        Some(header)
    }

    fn schema_or_content(&mut self, node: Node<'_>, format: &mut ParameterSchemaOrContent) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.fill_schema(node, "schema", schema),
            ParameterSchemaOrContent::Content(content) => *content = self.plain_map(node, "content", Self::media_type),
        }
    }

    fn request_body(&mut self, node: Node<'_>) -> Option<RequestBody> {
        let body: RequestBody = self.object(node, &["content"])?;
        Some(RequestBody { content: self.plain_map(node, "content", Self::media_type), ..body })
    }

    fn response(&mut self, node: Node<'_>) -> Option<Response> {
        let response: Response = self.object(node, &["headers", "content", "links"])?;
        Some(Response {
            headers: self.map(node, "headers", Self::header),
            content: self.plain_map(node, "content", Self::media_type),
            ..response
        })
    }

    fn media_type(&mut self, node: Node<'_>) -> Option<MediaType> {
        let media_type: MediaType = self.object(node, &["schema", "encoding"])?;
        Some(MediaType {
            schema: self.child(node, "schema", Self::schema_or_reference),
            encoding: self.plain_map(node, "encoding", Self::encoding),
            ..media_type
        })
    }

    fn encoding(&mut self, node: Node<'_>) -> Option<Encoding> {
        self.object(node, &["headers"])
    }
}

/// The keys of `components` that are read apart, or (links and callbacks) not at all.
const COMPONENT_SECTIONS: [&str; 9] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
];

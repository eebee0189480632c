//! From the tree to openapiv3's types, object by object: each is read on its own with nothing below it, and what stands below
//! is read next and put in its place.
//!
//! Reading the whole in one go would not do. openapiv3 reads a reference by trying, so that an error deep down takes time
//! exponential in the depth and loses its place, and a document as deep as `load` allows overflows the stack.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, Components, Encoding, Header, MediaType, OpenAPI, Operation, Parameter,
    ParameterSchemaOrContent, PathItem, Paths, ReferenceOr, RequestBody, Response, Responses, Schema, SchemaKind,
    StatusCode, Type,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::Segment;

use super::Moved;
use super::grammar::{is_extension, is_status, reference};
use super::trail::Trail;
use crate::diagnostic::{Diagnostics, catalogue};

/// The typed document; none, with a diagnostic for each object that does not fit, where one does not.
pub(super) fn assemble(tree: &Value, moved: &Moved, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let mut assembly = Assembly { diagnostics, complete: true };
    let document = assembly.document(Node { value: tree, trail: &Trail::Root(moved) });
    document.filter(|_| assembly.complete)
}

struct Assembly<'a> {
    diagnostics: &'a mut Diagnostics,
    /// Whether every object fitted so far.
    complete: bool,
}

/// An object of the tree and the way to it.
#[derive(Clone, Copy)]
struct Node<'t> {
    value: &'t Value,
    trail: &'t Trail<'t>,
}

impl Assembly<'_> {
    fn document(&mut self, node: Node<'_>) -> Option<OpenAPI> {
        let document: OpenAPI = self.object(node, &["paths", "components"])?;
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

    /// A path item, without what was pushed down into its operations.
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
            extensions: extensions(node),
            ..PathItem::default()
        })
    }

    fn operation(&mut self, node: Node<'_>) -> Option<Operation> {
        let mut object = shallow(node, &["parameters", "requestBody", "responses", "callbacks"]);
        object["responses"] = Value::Object(Map::new());
        let operation: Operation = self.read(&object, node.trail)?;
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
        for key in node.value.as_object().into_iter().flat_map(Map::keys).filter(|key| is_status(key)) {
            let status = match key.parse() {
                Ok(code) => StatusCode::Code(code),
                Err(_) => StatusCode::Range(u16::from(key.as_bytes()[0] - b'0')),
            };
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

    fn schema_or_reference(&mut self, node: Node<'_>) -> Option<ReferenceOr<Schema>> {
        self.or_reference(node, Self::schema)
    }

    fn schema(&mut self, node: Node<'_>) -> Option<Schema> {
        let mut schema: Schema = self.object(node, &SCHEMA_HOLDERS)?;
        match &mut schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                object.properties = self.map(node, "properties", Self::boxed_schema);
                self.fill_additional(node, &mut object.additional_properties);
            }
            SchemaKind::Type(Type::Array(array)) => array.items = self.items(node),
            SchemaKind::Type(Type::String(_) | Type::Number(_) | Type::Integer(_) | Type::Boolean(_)) => {}
            SchemaKind::OneOf { one_of } => *one_of = self.list(node, "oneOf", Self::schema),
            SchemaKind::AllOf { all_of } => *all_of = self.list(node, "allOf", Self::schema),
            SchemaKind::AnyOf { any_of } => *any_of = self.list(node, "anyOf", Self::schema),
            SchemaKind::Not { not } => self.fill_schema(node, "not", not),
            SchemaKind::Any(any) => self.any_schema(node, any),
        }
        Some(schema)
    }

    fn any_schema(&mut self, node: Node<'_>, schema: &mut AnySchema) {
        schema.properties = self.map(node, "properties", Self::boxed_schema);
        schema.one_of = self.list(node, "oneOf", Self::schema);
        schema.all_of = self.list(node, "allOf", Self::schema);
        schema.any_of = self.list(node, "anyOf", Self::schema);
        self.fill_additional(node, &mut schema.additional_properties);
        schema.items = self.items(node);
        if let Some(not) = &mut schema.not {
            self.fill_schema(node, "not", not);
        }
    }

    fn boxed_schema(&mut self, node: Node<'_>) -> Option<Box<Schema>> {
        self.schema(node).map(Box::new)
    }

    fn fill_schema(&mut self, node: Node<'_>, key: &str, slot: &mut ReferenceOr<Schema>) {
        if let Some(schema) = self.child(node, key, Self::schema_or_reference) {
            *slot = schema;
        }
    }

    fn items(&mut self, node: Node<'_>) -> Option<ReferenceOr<Box<Schema>>> {
        self.child(node, "items", |this, node| this.or_reference(node, Self::boxed_schema))
    }

    fn fill_additional(&mut self, node: Node<'_>, slot: &mut Option<AdditionalProperties>) {
        if let Some(AdditionalProperties::Schema(schema)) = slot {
            self.fill_schema(node, "additionalProperties", schema);
        }
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

/// The keys of a schema that hold schemas.
const SCHEMA_HOLDERS: [&str; 7] = ["properties", "additionalProperties", "items", "allOf", "oneOf", "anyOf", "not"];

/// Reading one object, and the ones below it.
impl Assembly<'_> {
    /// Reads an object with nothing under the keys `below`: they are only there, or not.
    fn object<T: DeserializeOwned>(&mut self, node: Node<'_>, below: &[&str]) -> Option<T> {
        self.read(&shallow(node, below), node.trail)
    }

    /// Reads a parameter or a header, which openapiv3 wants to have a schema or content.
    fn valued<T: DeserializeOwned>(&mut self, node: Node<'_>) -> Option<T> {
        let mut object = shallow(node, &["schema", "content"]);
        if object.get("schema").or(object.get("content")).is_none() {
            object["schema"] = Value::Object(Map::new());
        }
        self.read(&object, node.trail)
    }

    /// Reads an object that holds no schemas.
    fn whole<T: DeserializeOwned>(&mut self, node: Node<'_>) -> Option<T> {
        self.read(node.value, node.trail)
    }

    fn read<T: DeserializeOwned>(&mut self, value: &Value, trail: &Trail<'_>) -> Option<T> {
        match serde_path_to_error::deserialize(value) {
            Ok(object) => Some(object),
            Err(error) => {
                let origin = error.path().iter().fold(trail.origin(), |origin, segment| match segment {
                    Segment::Seq { index } => origin.index(*index),
                    Segment::Map { key } => origin.child(key),
                    Segment::Enum { .. } | Segment::Unknown => origin,
                });
                self.diagnostics.push(catalogue::normalise::unreadable(&origin, error.inner()));
                self.complete = false;
                None
            }
        }
    }

    fn or_reference<T>(
        &mut self,
        node: Node<'_>,
        read: impl FnOnce(&mut Self, Node<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match reference(node.value) {
            Some(reference) => Some(ReferenceOr::ref_(reference)),
            None => read(self, node).map(ReferenceOr::Item),
        }
    }

    fn child<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, Node<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = node.value.get(key).filter(|value| !value.is_null())?;
        read(self, Node { value, trail: &node.trail.child(key) })
    }

    fn list<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: fn(&mut Self, Node<'_>) -> Option<T>,
    ) -> Vec<ReferenceOr<T>> {
        let list = self.child(node, key, |this, node| {
            let elements = node.value.as_array()?.iter().enumerate();
            let read = |(index, value)| this.or_reference(Node { value, trail: &node.trail.index(index) }, read);
            Some(elements.filter_map(read).collect())
        });
        list.unwrap_or_default()
    }

    fn map<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: fn(&mut Self, Node<'_>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        self.plain_map(node, key, |this, node| this.or_reference(node, read))
    }

    fn plain_map<T>(
        &mut self,
        node: Node<'_>,
        key: &str,
        read: impl Fn(&mut Self, Node<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let map = self.child(node, key, |this, node| {
            let members = node.value.as_object()?.iter();
            let read = |(name, value): (&String, &_)| {
                Some((name.clone(), read(this, Node { value, trail: &node.trail.child(name) })?))
            };
            Some(members.filter_map(read).collect())
        });
        map.unwrap_or_default()
    }
}

/// An object with nothing under the keys `below`. As a schema says by its keys which variant of openapiv3 it is, they stay.
fn shallow(node: Node<'_>, below: &[&str]) -> Value {
    let members = node.value.as_object().into_iter().flatten();
    let cut = |(key, value): (&String, &Value)| {
        let value = match value {
            Value::Array(_) if below.contains(&key.as_str()) => Value::Array(Vec::new()),
            Value::Object(_) if below.contains(&key.as_str()) => Value::Object(Map::new()),
            other => other.clone(),
        };
        (key.clone(), value)
    };
    Value::Object(members.filter(|(_, value)| !value.is_null()).map(cut).collect())
}

fn extensions(node: Node<'_>) -> IndexMap<String, Value> {
    let members = node.value.as_object().into_iter().flatten();
    members.filter(|(key, _)| is_extension(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

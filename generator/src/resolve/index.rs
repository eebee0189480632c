//! Visits the whole document once and notes every place that a reference may name.

use std::borrow::Borrow;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, Content, Example, Header, Parameter, ParameterSchemaOrContent, ReferenceOr, RequestBody,
    Response, Schema, SecurityScheme,
};

use super::operations::{OperationNode, callbacks, operations, path_items, webhooks};
use super::parts::Parts;
use super::place::Place;
use super::table::Table;
use crate::normalise::Normal;
use crate::source::Pointer;

/// Every place of every kind.
pub(super) struct Index<'n> {
    pub(super) normal: &'n Normal,
    pub(super) schemas: Table<'n, Schema>,
    pub(super) parameters: Table<'n, Parameter>,
    pub(super) bodies: Table<'n, RequestBody>,
    pub(super) responses: Table<'n, Response>,
    pub(super) headers: Table<'n, Header>,
    pub(super) examples: Table<'n, Example>,
    pub(super) security_schemes: Table<'n, SecurityScheme>,
}

impl<'n> Index<'n> {
    /// The places of a document, components first.
    pub(super) fn new(normal: &'n Normal) -> Self {
        let mut index = Self {
            normal,
            schemas: Table::new(),
            parameters: Table::new(),
            bodies: Table::new(),
            responses: Table::new(),
            headers: Table::new(),
            examples: Table::new(),
            security_schemes: Table::new(),
        };
        index.components(normal);
        for node in operations(normal).chain(webhooks(normal)) {
            index.operation(&node);
            callbacks(normal, &node.pointer).for_each(|(_, node)| index.operation(&node));
        }
        index.path_parameters(normal);
        index
    }

    fn components(&mut self, normal: &'n Normal) {
        let Some(components) = &normal.document().components else { return };
        let place = |section, name| component(normal, section, name);
        for (name, schema) in &components.schemas {
            self.schema(schema, &place("schemas", name), Some(name));
        }
        for (name, response) in &components.responses {
            self.response(response, &place("responses", name), Some(name));
        }
        for (name, parameter) in &components.parameters {
            self.parameter(parameter, &place("parameters", name), Some(name));
        }
        for (name, example) in &components.examples {
            self.examples.insert(example, &place("examples", name), Some(name));
        }
        for (name, body) in &components.request_bodies {
            self.body(body, &place("requestBodies", name), Some(name));
        }
        for (name, header) in &components.headers {
            self.header(header, &place("headers", name), Some(name));
        }
        for (name, scheme) in &components.security_schemes {
            self.security_schemes.insert(scheme, &place("securitySchemes", name), Some(name));
        }
    }

    /// The parameters of path items that every operation replaces: another parameter may refer to them.
    fn path_parameters(&mut self, normal: &'n Normal) {
        for (path, item) in path_items(normal).filter(|(_, item)| !item.parameters.is_empty()) {
            let place = Place::of(normal, &Pointer::root().child("paths").child(path)).child("parameters");
            for (index, parameter) in item.parameters.iter().enumerate() {
                self.parameter(parameter, &place.index(index), None);
            }
        }
    }

    fn operation(&mut self, node: &OperationNode<'n>) {
        for (index, parameter) in node.typed.parameters.iter().enumerate() {
            self.parameter(parameter, &node.parameter(index), None);
        }
        if let Some(body) = &node.typed.request_body {
            self.body(body, &node.place.child("requestBody"), None);
        }
        for (key, response) in node.responses() {
            self.response(response, &node.place.child("responses").child(key), None);
        }
    }

    fn parameter(&mut self, node: &'n ReferenceOr<Parameter>, place: &Place<'n>, component: Option<&'n str>) {
        if let Some(parameter) = self.parameters.insert(node, place, component) {
            let data = parameter.parameter_data_ref();
            self.schema_or_content(&data.format, place);
            self.example_map(&data.examples, place);
        }
    }

    fn header(&mut self, node: &'n ReferenceOr<Header>, place: &Place<'n>, component: Option<&'n str>) {
        if let Some(header) = self.headers.insert(node, place, component) {
            self.schema_or_content(&header.format, place);
        }
    }

    fn body(&mut self, node: &'n ReferenceOr<RequestBody>, place: &Place<'n>, component: Option<&'n str>) {
        if let Some(body) = self.bodies.insert(node, place, component) {
            self.content(&body.content, place);
        }
    }

    fn response(&mut self, node: &'n ReferenceOr<Response>, place: &Place<'n>, component: Option<&'n str>) {
        if let Some(response) = self.responses.insert(node, place, component) {
            let headers = place.child("headers");
            for (name, header) in &response.headers {
                self.header(header, &headers.child(name), None);
            }
            self.content(&response.content, place);
        }
    }

    fn schema_or_content(&mut self, format: &'n ParameterSchemaOrContent, place: &Place<'n>) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(schema, &place.child("schema"), None),
            ParameterSchemaOrContent::Content(content) => self.content(content, place),
        }
    }

    fn content(&mut self, content: &'n Content, place: &Place<'n>) {
        let place = place.child("content");
        for (name, media_type) in content {
            let place = place.child(name);
            if let Some(schema) = &media_type.schema {
                self.schema(schema, &place.child("schema"), None);
            }
            self.example_map(&media_type.examples, &place);
        }
    }

    fn example_map(&mut self, examples: &'n IndexMap<String, ReferenceOr<Example>>, place: &Place<'n>) {
        if examples.is_empty() {
            return;
        }
        let place = place.child("examples");
        for (name, example) in examples {
            self.examples.insert(example, &place.child(name), None);
        }
    }

    fn schema<S: Borrow<Schema>>(&mut self, node: &'n ReferenceOr<S>, place: &Place<'n>, component: Option<&'n str>) {
        let Some(schema) = self.schemas.insert(node, place, component) else { return };
        let parts = Parts::of(&schema.schema_kind);
        if let Some(members) = parts.properties.filter(|members| !members.is_empty()) {
            let properties = place.child("properties");
            for (name, property) in members {
                self.schema(property, &properties.child(name), None);
            }
        }
        if let Some(AdditionalProperties::Schema(values)) = parts.additional {
            self.schema(values, &place.child("additionalProperties"), None);
        }
        if let Some(items) = parts.items {
            self.schema(items, &place.child("items"), None);
        }
        if place.get("prefixItems").is_some() {
            let (normal, positions) = (self.normal, place.child("prefixItems"));
            for (index, position) in normal.prefix_items(&place.origin).iter().enumerate() {
                self.schema(position, &positions.index(index), None);
            }
        }
        let lists = [("allOf", parts.all_of), ("oneOf", parts.one_of), ("anyOf", parts.any_of)];
        for (key, members) in lists.into_iter().filter(|(_, members)| !members.is_empty()) {
            let place = place.child(key);
            for (index, member) in members.iter().enumerate() {
                self.schema(member, &place.index(index), None);
            }
        }
        if let Some(not) = parts.not {
            self.schema(not, &place.child("not"), None);
        }
        if let Some(discriminator) = &schema.schema_data.discriminator {
            let mapping = place.child("discriminator").child("mapping");
            for (value, target) in &discriminator.mapping {
                self.schemas.insert_bare(target, &mapping.child(value));
            }
        }
    }
}

/// The place of a component.
pub(super) fn component<'n>(normal: &'n Normal, section: &str, name: &str) -> Place<'n> {
    Place::of(normal, &Pointer::root().child("components").child(section).child(name))
}

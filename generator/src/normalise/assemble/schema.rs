//! Schemas: what a schema holds depends on which variant of openapiv3 its keys make it.

use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, Type};

use super::Assembly;
use super::reading::Node;

/// The keys of a schema that hold schemas.
const SCHEMA_HOLDERS: [&str; 7] = ["properties", "additionalProperties", "items", "allOf", "oneOf", "anyOf", "not"];

impl Assembly<'_> {
    pub(super) fn schema_or_reference(&mut self, node: Node<'_>) -> Option<ReferenceOr<Schema>> {
        self.or_reference(node, Self::schema)
    }

    pub(super) fn schema(&mut self, node: Node<'_>) -> Option<Schema> {
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
        if node.value.get("prefixItems").is_some() {
            let positions = self.list(node, "prefixItems", Self::schema);
            self.beside.prefix_items.insert(node.trail.origin(), positions);
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

    pub(super) fn fill_schema(&mut self, node: Node<'_>, key: &str, slot: &mut ReferenceOr<Schema>) {
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

//! The schemas that a schema holds, whichever variant of openapiv3 it is.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type};

use super::model::Kind;

/// What a schema says about its structure.
#[derive(Default)]
pub(super) struct Parts<'n> {
    pub(super) kind: Option<Kind>,
    pub(super) properties: Option<&'n IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub(super) required: &'n [String],
    pub(super) additional: Option<&'n AdditionalProperties>,
    pub(super) items: Option<&'n ReferenceOr<Box<Schema>>>,
    pub(super) all_of: &'n [ReferenceOr<Schema>],
    pub(super) one_of: &'n [ReferenceOr<Schema>],
    pub(super) any_of: &'n [ReferenceOr<Schema>],
    pub(super) not: Option<&'n ReferenceOr<Schema>>,
}

impl<'n> Parts<'n> {
    pub(super) fn of(kind: &'n SchemaKind) -> Self {
        match kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { not } => Self { not: Some(not), ..Self::default() },
            SchemaKind::Any(any) => Self {
                kind: any.typ.as_deref().and_then(kind_named),
                properties: Some(&any.properties),
                required: &any.required,
                additional: any.additional_properties.as_ref(),
                items: any.items.as_ref(),
                all_of: &any.all_of,
                one_of: &any.one_of,
                any_of: &any.any_of,
                not: any.not.as_deref(),
            },
        }
    }

    fn of_type(ty: &'n Type) -> Self {
        let plain = |kind| Self { kind: Some(kind), ..Self::default() };
        match ty {
            Type::String(_) => plain(Kind::String),
            Type::Number(_) => plain(Kind::Number),
            Type::Integer(_) => plain(Kind::Integer),
            Type::Boolean(_) => plain(Kind::Boolean),
            Type::Array(array) => Self { items: array.items.as_ref(), ..plain(Kind::Array) },
            Type::Object(object) => Self {
                properties: Some(&object.properties),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                ..plain(Kind::Object)
            },
        }
    }
}

fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "string" => Kind::String,
        "number" => Kind::Number,
        "integer" => Kind::Integer,
        "boolean" => Kind::Boolean,
        "array" => Kind::Array,
        "object" => Kind::Object,
        _ => return None,
    })
}

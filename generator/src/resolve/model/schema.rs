//! Schemas: what a document says of values.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::{Constraints, SchemaId};
use crate::arena::Arena;
use crate::normalise::ValueNote;
use crate::source::{FileId, Origin};

/// A schema with everything it says itself; what its members say is behind their ids.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub(crate) origin: Origin,
    /// The name under `components.schemas`.
    pub(crate) component: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) example: Option<Box<Value>>,
    pub(crate) default: Option<Box<Value>>,
    pub(crate) deprecated: bool,
    pub(crate) nullable: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    /// `type`; none where the schema names none.
    pub(crate) kind: Option<Kind>,
    pub(crate) format: Option<String>,
    /// `enum`, without null (which is `nullable`); none where there is no such keyword.
    pub(crate) values: Option<Vec<Value>>,
    /// What is said of each of the values, in their order; nothing where nothing is said of any.
    pub(crate) value_notes: Vec<ValueNote>,
    /// Most schemas have none, and share these.
    pub(crate) constraints: Arc<Constraints>,
    /// In document order.
    pub(crate) properties: IndexMap<String, SchemaId>,
    pub(crate) required: Vec<String>,
    pub(crate) additional: Additional,
    /// The elements that have a schema by their position.
    pub(crate) prefix_items: Vec<SchemaId>,
    /// The elements, or those behind the ones by position.
    pub(crate) items: Option<SchemaId>,
    pub(crate) all_of: Vec<SchemaId>,
    pub(crate) one_of: Vec<SchemaId>,
    pub(crate) any_of: Vec<SchemaId>,
    pub(crate) not: Option<SchemaId>,
    /// Whether there are `properties`, here or in what `allOf`, `oneOf` and `anyOf` bring.
    pub(crate) has_members: bool,
    /// What tells apart the variants or, without any, what is built on the schema: then it may stand in a part.
    pub(crate) discriminator: Option<Discriminator>,
    /// `x-ms-discriminator-value`: the value that stands for this schema in the discriminator of what it builds on.
    pub(crate) discriminator_value: Option<String>,
    /// The keys that the document writes otherwise (`const`, a null in `type`), with where it does.
    pub(in crate::resolve) written: Vec<(&'static str, Origin)>,
    /// `x-rust-name`.
    pub(crate) rust_name: Option<String>,
    /// `x-rust-type`.
    pub(crate) rust_type: Option<String>,
}

impl Schema {
    /// Where the document says what a key says, be it by another key.
    pub(crate) fn place(&self, key: &str) -> Origin {
        let written = self.written.iter().find(|(written, _)| *written == key);
        written.map_or_else(|| self.origin.child(key), |(_, origin)| origin.clone())
    }

    /// Whether it is one of others.
    pub(crate) fn has_variants(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// Whether it says by itself that its values are no objects. Where it has members, its type is a mistake.
    pub(crate) fn is_no_object(&self) -> bool {
        let is_other = |values: &Vec<Value>| !values.is_empty() && !values.iter().any(Value::is_object);
        let is_said = self.kind.map_or_else(|| self.values.as_ref().is_some_and(is_other), |kind| kind != Kind::Object);
        is_said && self.properties.is_empty()
    }

    /// The first keyword that holds for the values of one type alone.
    pub(crate) fn keyword_of_a_type(&self) -> Option<&'static str> {
        // What is binary is no JSON, and read as such elsewhere.
        let format = self.format.as_ref().filter(|format| *format != "binary").map(|_| "format");
        format.or_else(|| self.constraints.first())
    }

    /// The schema of any value.
    pub(in crate::resolve) fn any(origin: Origin) -> Self {
        Self {
            origin,
            component: None,
            title: None,
            description: None,
            example: None,
            default: None,
            deprecated: false,
            nullable: false,
            read_only: false,
            write_only: false,
            kind: None,
            format: None,
            values: None,
            value_notes: Vec::new(),
            constraints: Arc::default(),
            properties: IndexMap::new(),
            required: Vec::new(),
            additional: Additional::Open,
            prefix_items: Vec::new(),
            items: None,
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            not: None,
            has_members: false,
            discriminator: None,
            discriminator_value: None,
            written: Vec::new(),
            rust_name: None,
            rust_type: None,
        }
    }
}

/// The schemas that stand in the `allOf` of a schema, and in theirs.
pub(crate) fn inline_parts(schemas: &Arena<SchemaId, Schema>, id: SchemaId) -> Vec<SchemaId> {
    let (mut parts, mut at) = (IndexSet::from([id]), 0);
    while let Some(&whole) = parts.get_index(at) {
        let Schema { origin, all_of, .. } = &schemas[whole];
        let is_inline = |part: &SchemaId| schemas[*part].component.is_none() && schemas[*part].origin.is_within(origin);
        parts.extend(all_of.iter().copied().filter(is_inline));
        at += 1;
    }
    parts.into_iter().skip(1).collect()
}

/// The name that a component has for the schemas of a file, which stands for it in a tag (OpenAPI 3.0.3, "Discriminator
/// Object"): in its own file, the one it has there; in others the one that it has in this document, without what may
/// stand behind it because another component has the name.
pub(crate) fn name_for(file: FileId, component: Option<&str>, origin: &Origin) -> Option<String> {
    let name = component?;
    let is_behind = |there: &str| name.strip_prefix(there).is_some_and(|behind| behind.starts_with('_'));
    let there = origin.pointer.last().filter(|there| origin.file == file || is_behind(there));
    Some(there.map_or(name.to_owned(), Cow::into_owned))
}

/// The types of JSON that OpenAPI 3.0 knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

impl Kind {
    /// The value of `type`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// What may stand beside the declared properties.
#[derive(Clone, Debug)]
pub(crate) enum Additional {
    /// The schema says nothing, or `true`.
    Open,
    /// `false`.
    Closed,
    /// Members of this schema.
    Of(SchemaId),
}

/// How the variants of a union are told apart by a member.
#[derive(Clone, Debug)]
pub(crate) struct Discriminator {
    pub(crate) origin: Origin,
    pub(crate) property: String,
    /// Values and the schemas they choose; the implicit values (component names) are added where the mapping lacks
    /// them.
    pub(crate) mapping: Vec<(String, SchemaId)>,
    /// Whether the document says any of them.
    pub(crate) is_mapped: bool,
}

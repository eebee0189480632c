//! The members of an object, its own and those that `allOf` brings.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::{Lowering, rules, schemas};
use crate::diagnostic::catalogue;
use crate::ir::{Access, Context, Member, Presence, Rest, Segment, Shape, Struct, Type};
use crate::resolve::{Additional, Document, Schema, SchemaId};

/// Whether an object has declared members, through `allOf` too.
pub(super) fn has_members(document: &Document, id: SchemaId) -> bool {
    !Collected::new(document, id).properties.is_empty()
}

/// Lowers the members of an object.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Struct {
    let collected = Collected::new(lowering.document, id);
    lowering.reached.extend(&collected.seen);
    for (name, first, again) in &collected.conflicts {
        let (first, again) = (&lowering.document.schemas[*first], &lowering.document.schemas[*again]);
        let reason = format!(
            "`{name}` is declared again with another type; the later declaration holds, the first stands at {}",
            first.origin.pointer
        );
        lowering.diagnostics.push(catalogue::lower::degraded(&again.origin, "allOf", &reason));
    }
    let members = collected
        .properties
        .iter()
        .map(|(&name, &property)| member(lowering, context, &collected, (name, property)))
        .collect();
    let rest = match collected.additional {
        Some(value) => {
            let lowered = lowering.schema(value, &context.child(Segment::MapValue));
            let ty = if lowered.nullable { Type::Nullable(Box::new(lowered.ty)) } else { lowered.ty };
            if ty == Type::Json { Rest::Kept } else { Rest::Typed(ty) }
        }
        None => Rest::Kept,
    };
    Struct { members, rest }
}

/// What an object and everything it takes in by `allOf` declare.
struct Collected<'a> {
    properties: IndexMap<&'a str, SchemaId>,
    required: BTreeSet<&'a str>,
    additional: Option<SchemaId>,
    /// Name, first and later declaration of members whose types differ.
    conflicts: Vec<(&'a str, SchemaId, SchemaId)>,
    seen: BTreeSet<SchemaId>,
}

impl<'a> Collected<'a> {
    fn new(document: &'a Document, id: SchemaId) -> Self {
        let mut collected = Self {
            properties: IndexMap::new(),
            required: BTreeSet::new(),
            additional: None,
            conflicts: Vec::new(),
            seen: BTreeSet::new(),
        };
        collected.take(document, id, Holds::Always);
        collected
    }

    fn take(&mut self, document: &'a Document, id: SchemaId, holds: Holds) {
        if !self.seen.insert(id) {
            return;
        }
        let schema = &document.schemas[id];
        for &member in &schema.all_of {
            self.take(document, member, holds);
        }
        for (name, &property) in &schema.properties {
            self.property(document, name, property);
        }
        if let Holds::Always = holds {
            self.required.extend(schema.required.iter().map(String::as_str));
        }
        if let Additional::Of(value) = schema.additional {
            self.additional = Some(value);
        }
        for &variant in schema.one_of.iter().chain(&schema.any_of) {
            self.take(document, variant, Holds::Sometimes);
        }
    }

    fn property(&mut self, document: &Document, name: &'a str, property: SchemaId) {
        let Some(&first) = self.properties.get(name) else {
            self.properties.insert(name, property);
            return;
        };
        if first == property || says_nothing(&document.schemas[property]) {
            return;
        }
        let (one, other) = (&document.schemas[first], &document.schemas[property]);
        if one.kind.is_some() && other.kind.is_some() && one.kind != other.kind {
            self.conflicts.push((name, first, property));
        }
        self.properties.insert(name, property);
    }
}

/// Whether what a schema requires holds for every value, or only where one variant does.
#[derive(Clone, Copy)]
enum Holds {
    Always,
    Sometimes,
}

/// A property that is only mentioned: its type stands elsewhere.
fn says_nothing(schema: &Schema) -> bool {
    schema.kind.is_none()
        && schema.properties.is_empty()
        && schema.all_of.is_empty()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && schema.values.is_none()
}

fn member(
    lowering: &mut Lowering<'_>,
    context: &Context,
    collected: &Collected<'_>,
    (name, id): (&str, SchemaId),
) -> Member {
    let lowered = lowering.schema(id, &context.child(Segment::Member(name.to_owned())));
    let facts = Facts::new(lowering.document, id);
    let schema = &lowering.document.schemas[id];
    let access = match (facts.read_only, facts.write_only) {
        (true, _) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        (false, false) => Access::Both,
    };
    // One side never sees a read-only or write-only member: it may be missing. What has a default is no argument: `new` sets it.
    let required = collected.required.contains(name) && access == Access::Both;
    let filled = facts
        .default
        .clone()
        .filter(|default| required && !lowered.nullable && can_fill(lowering, &lowered.ty, default));
    let always = required && filled.is_none();
    let presence = match (always, lowered.nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::RequiredNullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    };
    Member {
        origin: schema.origin.clone(),
        wire: name.to_owned(),
        ty: lowered.ty,
        presence,
        access,
        description: facts.description,
        deprecated: facts.deprecated,
        default: facts.default,
        filled,
        rules: facts.rules,
        wish: if schema.component.is_some() { None } else { schema.rust_name.clone() },
    }
}

/// Whether a default can be written as a value of the type.
fn can_fill(lowering: &Lowering<'_>, ty: &Type, default: &Value) -> bool {
    match ty {
        Type::Text | Type::DateTime | Type::Date | Type::Base64 => default.is_string(),
        Type::Integer => default.is_i64(),
        Type::Unsigned => default.is_u64(),
        Type::Number => default.is_number(),
        Type::Boolean => default.is_boolean(),
        Type::Declared(id) => match lowering.types[*id].shape {
            Shape::StringEnum(_) => default.is_string(),
            Shape::IntegerEnum(_) => default.is_i64(),
            Shape::Struct(_) | Shape::Union(_) | Shape::Form(_) => false,
        },
        Type::Boxed(_)
        | Type::Json
        | Type::TextOrInteger
        | Type::TextOrNumber
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => false,
    }
}

/// What a property says of itself, or leaves to the schema that it wraps.
struct Facts {
    description: Option<String>,
    deprecated: bool,
    read_only: bool,
    write_only: bool,
    default: Option<Value>,
    rules: Vec<crate::ir::Rule>,
}

impl Facts {
    fn new(document: &Document, id: SchemaId) -> Self {
        let schema = &document.schemas[id];
        let inner = schemas::wrapped(schema).map(|target| Self::new(document, target));
        let own_description = schema.description.clone().or_else(|| schema.title.clone());
        let own_rules = rules::rules(&schema.constraints);
        let mut facts = Self {
            description: if schema.component.is_some() {
                own_description.as_deref().map(first_sentence)
            } else {
                own_description
            },
            deprecated: schema.deprecated,
            read_only: schema.read_only,
            write_only: schema.write_only,
            default: schema.default.clone(),
            rules: own_rules,
        };
        if let Some(inner) = inner {
            facts.description = facts.description.or(inner.description);
            facts.read_only |= inner.read_only;
            facts.write_only |= inner.write_only;
            facts.default = facts.default.or(inner.default);
            facts.rules.extend(inner.rules);
        }
        facts
    }
}

/// A member of a declared type repeats only what that type is, not all that it says.
fn first_sentence(text: &str) -> String {
    text.split_once(". ").map_or_else(|| text.to_owned(), |(first, _)| format!("{first}."))
}

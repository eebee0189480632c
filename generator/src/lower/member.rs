//! One member of an object, from all its declarations.

use serde_json::Value;

use super::annotated::Annotated;
use super::members::{Collected, Declarations};
use super::tags::only_value;
use super::{Lowering, joined, rules, unions};
use crate::diagnostic::catalogue;
use crate::ir::{Access, Context, Member, Presence, Rule, Segment, Shape, Type};
use crate::resolve::{Additional, Document, Schema, SchemaId};
use crate::sentence::end_of_first;
use crate::source::Origin;

/// Lowers the member of this name.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    context: &Context,
    collected: &Collected<'_>,
    (name, declarations): (&str, &Declarations),
) -> Member {
    let context = context.child(Segment::Member(name.to_owned()));
    let lowered = joined::lower(lowering, declarations, &context);
    let rules = held(lowering, declarations);
    let all = declarations.all();
    let facts = Facts::of_all(lowering.document, declarations);
    let last = &lowering.document.schemas[*all.last().expect("invariant: `Collected` has a declaration of each name")];
    let required = collected.required.contains_key(name);
    let access = facts.access(collected, name);
    // One side never sees a read-only or write-only member: it may be missing.
    let presence = match (required && access == Access::Both, lowered.nullable) {
        (true, false) => Presence::Required,
        // Any JSON is null by itself.
        (true, true) if lowered.ty == Type::Json => Presence::Required,
        (true, true) => Presence::RequiredNullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    };
    let defaults = Defaults::new(lowering.document, declarations);
    let is_nullable = presence == Presence::RequiredNullable;
    let is_asked_for = is_nullable || presence == Presence::Required || access == Access::WriteOnly { required: true };
    // What one variant has is not what all of them have, and null is another value.
    let is_only = is_asked_for && !is_nullable && declarations.sometimes.is_empty();
    let can_be = |default: &Value| (is_nullable && default.is_null()) || can_fill(lowering, &lowered.ty, default);
    let certain = defaults.certain.filter(|default| is_asked_for && can_be(default));
    // By other declarations the type may be one that has no such value.
    let is_of_type = |value: &Value| match value {
        Value::Null => lowered.ty == Type::Json,
        _ => can_fill(lowering, &lowered.ty, value),
    };
    let only = || only_value(&lowering.types, &lowered.ty).or_else(|| only_of_schema(last).filter(is_of_type));
    let filled = certain.or_else(|| only().filter(|_| is_only));
    if let Some(origin) = defaults.differing {
        let reason = "another variant has another default, or none that is the same; none is that of the member";
        lowering.diagnostics.push(catalogue::lower::degraded(&origin, "default", reason));
    }
    let element = element(lowering.document, last, &lowered.ty);
    let example = facts.example.or_else(|| example_of_element(lowering.document, last));
    Member {
        origin: declarations.place.clone().unwrap_or_else(|| last.origin.clone()),
        wire: name.to_owned(),
        presence,
        access,
        description: lowering.said(facts.description, last),
        deprecated: facts.deprecated,
        filled,
        default: defaults.told,
        rules,
        element: lowering.said(element, last),
        example,
        wish: wish(lowering.document, &all),
        ty: lowered.ty,
    }
}

/// What the member is to be called: the last that asks for a name has it. That of a component is the one of its type.
fn wish(document: &Document, all: &[SchemaId]) -> Option<String> {
    let own = all.iter().rev().map(|&id| &document.schemas[id]).filter(|schema| schema.component.is_none());
    own.filter_map(|schema| schema.rust_name.clone()).next()
}

/// The rules of a member: those that always hold, and those that each variant has which declares it.
fn held(lowering: &mut Lowering<'_>, declarations: &Declarations) -> Vec<Rule> {
    let document = lowering.document;
    let of = |id: &SchemaId| rules::of(document, *id);
    let mut told = declarations.sometimes.iter().map(of);
    let first = told.next().unwrap_or_default();
    let common = told.fold(first, |common, rules| rules::shared(common, &rules));
    let held = rules::merged(declarations.always.iter().flat_map(of).chain(common).collect());
    for &id in &declarations.sometimes {
        let reason = "another variant does not say so: `validate` checks what all of them say";
        rules::report_left(lowering, id, &held, reason);
    }
    held
}

/// The value that has no other, where the type does not tell: of a flag, and null.
fn only_of_schema(schema: &Schema) -> Option<Value> {
    if unions::is_null(schema) {
        return Some(Value::Null);
    }
    schema.values.as_deref().filter(|values| values.len() == 1)?.first().filter(|value| value.is_boolean()).cloned()
}

/// Whether a default can be written as a value of the type.
fn can_fill(lowering: &Lowering<'_>, ty: &Type, default: &Value) -> bool {
    match ty {
        Type::Text | Type::DateTime | Type::Date | Type::Base64 => default.is_string(),
        Type::Integer => default.is_i64(),
        Type::Unsigned => default.is_u64(),
        Type::Number => default.is_number(),
        Type::ExactNumber => default.is_i64() || default.is_f64(),
        Type::Boolean => default.is_boolean(),
        Type::Declared(id) => match lowering.types[*id].shape {
            Shape::StringEnum(_) => default.is_string(),
            Shape::IntegerEnum(_) => default.is_i64(),
            Shape::Struct(_) | Shape::Union(_) | Shape::Form(_) => false,
        },
        Type::TextOrInteger => default.is_string() || default.is_i64(),
        Type::TextOrNumber => default.is_string() || default.is_number(),
        Type::Boxed(_)
        | Type::Json
        | Type::List(_)
        | Type::Tuple(_)
        | Type::OpenTuple(..)
        | Type::Map(_)
        | Type::Nullable(_) => false,
    }
}

/// What is said of each element of a list or map of this type.
pub(super) fn element(document: &Document, schema: &Schema, ty: &Type) -> Option<String> {
    let (Type::List(of) | Type::Map(of)) = ty else { return None };
    let value = match schema.additional {
        Additional::Of(value) => Some(value),
        Additional::Open | Additional::Closed => None,
    };
    let element = schema.items.or(value).filter(|_| of.declared().is_empty())?;
    Facts::own(document, element).description
}

/// A list with the example of its elements.
fn example_of_element(document: &Document, schema: &Schema) -> Option<Value> {
    let example = Facts::own(document, schema.items?).example?;
    Some(Value::Array(vec![example]))
}

/// What a property or parameter says of itself, or leaves to the schema that it wraps.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
    pub(super) read_only: bool,
    write_only: bool,
    pub(super) default: Option<Value>,
    example: Option<Value>,
}

/// What a service takes for a member that is not given.
struct Defaults {
    /// Whichever variant a value is.
    certain: Option<Value>,
    /// As far as variants agree.
    told: Option<Value>,
    /// Where a variant says another one than others do.
    differing: Option<Origin>,
}

impl Defaults {
    fn new(document: &Document, declarations: &Declarations) -> Self {
        let of = |&id: &SchemaId| Some((id, Facts::new(document, id).default?));
        let certain = declarations.always.iter().filter_map(of).next_back().map(|(_, default)| default);
        let sometimes: Vec<(SchemaId, Value)> = declarations.sometimes.iter().filter_map(of).collect();
        let told = certain.clone().or_else(|| sometimes.first().map(|(_, default)| default.clone()));
        let differing = sometimes.iter().find(|(_, default)| Some(default) != told.as_ref());
        let differing = differing.map(|(id, _)| document.schemas[*id].origin.child("default"));
        Self { told: told.filter(|_| certain.is_some() || differing.is_none()), certain, differing }
    }
}

impl Facts {
    /// What all declarations of a member say: that of every value is nearer than what a variant says.
    pub(super) fn of_all(document: &Document, declarations: &Declarations) -> Self {
        let Declarations { always, sometimes, whole, place: _ } = declarations;
        let facts = sometimes.iter().chain(always).chain(whole).map(|&id| Self::new(document, id));
        facts.reduce(Self::and).unwrap_or_default()
    }

    pub(super) fn new(document: &Document, id: SchemaId) -> Self {
        let schema = &document.schemas[id];
        let own = Self::own(document, id);
        match Annotated::new(document, schema) {
            Some(Annotated { target, notes }) => {
                let target = Self::new(document, target);
                notes.iter().map(|&note| Self::own(document, note)).fold(target, Self::and).and(own)
            }
            None if schema.all_of.is_empty() || document.schemas[id].has_members => own,
            // What is no object is all that its parts say of it, a description among them.
            None => {
                let parts = schema.all_of.iter().map(|&part| Self::own(document, part));
                parts.chain([own]).reduce(Self::and).unwrap_or_default()
            }
        }
    }

    /// What a schema says in words, without those that it is made of.
    fn own(document: &Document, id: SchemaId) -> Self {
        let schema = &document.schemas[id];
        let described = schema.description.clone().or_else(|| schema.title.clone());
        let named = schema.component.is_some();
        Self {
            description: if named { described.as_deref().map(first_sentence) } else { described },
            deprecated: schema.deprecated,
            read_only: schema.read_only,
            write_only: schema.write_only,
            default: schema.default.as_deref().cloned(),
            example: schema.example.as_deref().filter(|_| !(named && has_own_type(schema))).cloned(),
        }
    }

    /// Who writes and reads the member of this name.
    fn access(&self, collected: &Collected<'_>, name: &str) -> Access {
        match (self.read_only, self.write_only) {
            (true, _) => Access::ReadOnly,
            (false, true) => Access::WriteOnly { required: collected.required.contains_key(name) },
            (false, false) => Access::Both,
        }
    }

    /// Both; where they differ, the later one is the nearer.
    fn and(self, later: Self) -> Self {
        Self {
            description: later.description.or(self.description),
            deprecated: self.deprecated || later.deprecated,
            read_only: self.read_only || later.read_only,
            write_only: self.write_only || later.write_only,
            default: later.default.or(self.default),
            example: later.example.or(self.example),
        }
    }
}

/// Whether a component has a type, whose examples are no words of what refers to it.
fn has_own_type(schema: &Schema) -> bool {
    schema.has_members || schema.has_variants() || schema.values.is_some() || !schema.all_of.is_empty()
}

/// A member of a declared type repeats only what that type is, not all that it says.
fn first_sentence(text: &str) -> String {
    end_of_first(text).map_or(text, |end| &text[..=end]).to_owned()
}

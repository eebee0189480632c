//! Schemas that are another one, described anew: `allOf` is where a document writes what it cannot write beside `$ref`.

use super::inheritance;
use super::unions::{self, Unions};
use crate::resolve::{Additional, Document, Kind, Schema, SchemaId};

/// A schema that only adds words to another one.
pub(super) struct Annotated {
    /// The schema that has the shape.
    pub(super) target: SchemaId,
    /// What else is in `allOf`: descriptions, defaults, and the like.
    pub(super) notes: Vec<SchemaId>,
}

/// How often one schema describes another anew, at most: less than types are deep.
const MOST_STEPS: usize = 50;

impl Annotated {
    /// What a schema describes anew where that has members, so that it is a struct or a union of some by its own name.
    pub(super) fn of_struct(document: &Document, schema: &Schema) -> Option<Self> {
        Self::new(document, schema).filter(|annotated| document.schemas[annotated.target].has_members)
    }

    /// What a schema describes anew; none where it shapes anything itself, or is all of several shapes.
    pub(super) fn new(document: &Document, schema: &Schema) -> Option<Self> {
        if schema.component.is_some() { None } else { Self::of_any(document, schema) }
    }

    /// The union of objects that a component describes anew, which it is by another name; none where it is itself among
    /// what that is one of. Of what has members without being a union, a component has a struct of its own.
    pub(super) fn of_union(unions: &Unions<'_>, id: SchemaId) -> Option<Self> {
        let document = unions.document;
        let schema = &document.schemas[id];
        let is_union = |it: &Self| {
            let union = Self::union_of(unions, it.target);
            union.is_some_and(|union| document.schemas[union].has_members && !unions.is_part(union, id))
        };
        schema.component.as_ref().and_then(|_| Self::of_any(document, schema)).filter(is_union)
    }

    /// What a schema takes in beside members that it declares, where values of that need be no objects: the members say
    /// nothing of those. None where it is itself among what that is one of, or what is built on it tells its values.
    pub(super) fn of_any_values(unions: &Unions<'_>, id: SchemaId) -> Option<Self> {
        let document = unions.document;
        let schema = &document.schemas[id];
        let [target] = schema.all_of[..] else { return None };
        let says_members = schema.kind.is_none() && has_at_most_members(schema) && !adds_nothing(schema);
        if !says_members || inheritance::of_base(schema).is_some() {
            return None;
        }
        let union = Self::union_of(unions, target).filter(|&union| !unions.is_part(union, id))?;
        let is_no_object = |&it: &SchemaId| document.schemas[it].kind.is_some_and(|kind| kind != Kind::Object);
        let are_objects = Self::steps(document, target).any(|step| document.schemas[step].kind == Some(Kind::Object));
        let need_be_none = !are_objects && unions::variants(document, union).iter().any(is_no_object);
        need_be_none.then_some(Self { target, notes: Vec::new() })
    }

    /// The union that a schema is, or describes anew, by however many steps; a base is told by what builds on it.
    fn union_of(unions: &Unions<'_>, id: SchemaId) -> Option<SchemaId> {
        let document = unions.document;
        let is_base = |step: &SchemaId| inheritance::of_base(&document.schemas[*step]).is_some();
        Self::steps(document, id).take_while(|step| !is_base(step)).find(|&step| unions.has(step))
    }

    /// A schema, what it describes anew, what that does, and so on.
    fn steps(document: &Document, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        let next = |id: &SchemaId| Self::of_any(document, &document.schemas[*id]).map(|step| step.target);
        std::iter::successors(Some(id), next).take(MOST_STEPS)
    }

    fn of_any(document: &Document, schema: &Schema) -> Option<Self> {
        if !adds_nothing(schema) {
            return None;
        }
        let shapes = |part: &&SchemaId| !is_bare(&document.schemas[**part]);
        let target = match schema.all_of[..] {
            [only] => only,
            _ => {
                let mut shaping = schema.all_of.iter().filter(shapes);
                shaping.next().copied().filter(|_| shaping.next().is_none())?
            }
        };
        let notes: Vec<SchemaId> = schema.all_of.iter().copied().filter(|&part| part != target).collect();
        let agrees = |&note: &SchemaId| match document.schemas[note].kind {
            None => true,
            Some(Kind::Object) => document.schemas[target].has_members,
            kind @ Some(_) => kind == document.schemas[target].kind,
        };
        notes.iter().all(agrees).then_some(Self { target, notes })
    }
}

/// The component that a schema only describes anew, else the schema itself.
pub(super) fn described(document: &Document, id: SchemaId) -> SchemaId {
    let annotated = Annotated::new(document, &document.schemas[id]);
    let component = annotated.filter(|it| it.notes.is_empty() && document.schemas[it.target].component.is_some());
    component.map_or(id, |it| it.target)
}

/// Whether a schema tells nothing of a value but what it is called, and at most what kind it is of.
fn is_bare(schema: &Schema) -> bool {
    adds_nothing(schema) && schema.all_of.is_empty() && schema.not.is_none()
}

/// Whether a schema and all of its parts shape no value: a declaration that only adds to what stands elsewhere.
pub(super) fn says_nothing(document: &Document, id: SchemaId) -> bool {
    let schema = &document.schemas[id];
    let is_silent = |schema: &Schema| schema.kind.is_none() && has_no_shape(schema);
    let line = || inheritance::line(document, id);
    is_silent(schema) && (schema.all_of.is_empty() || line().iter().all(|&part| is_silent(&document.schemas[part])))
}

/// Whether a schema says nothing at all of a value.
pub(super) fn takes_anything(schema: &Schema) -> bool {
    let is_silent = is_bare(schema) && schema.kind.is_none() && matches!(schema.additional, Additional::Open);
    is_silent && schema.keyword_of_a_type().is_none() && schema.format.is_none()
}

/// A declaration that takes any object.
pub(super) fn is_any_object(schema: &Schema) -> bool {
    let is_open = matches!(schema.additional, Additional::Open);
    schema.kind == Some(Kind::Object) && schema.all_of.is_empty() && has_no_shape(schema) && is_open
}

/// Whether a schema has no shape but that of its `allOf`, and its kind, and requires nothing.
fn adds_nothing(schema: &Schema) -> bool {
    has_no_shape(schema) && schema.required.is_empty()
}

/// Whether a schema has no shape but that of its `allOf`, and its kind.
pub(super) fn has_no_shape(schema: &Schema) -> bool {
    schema.properties.is_empty() && has_at_most_members(schema)
}

/// Whether a schema has no shape of its own but the members of an object.
pub(super) fn has_at_most_members(schema: &Schema) -> bool {
    schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && schema.values.is_none()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && matches!(schema.additional, Additional::Open | Additional::Closed)
}

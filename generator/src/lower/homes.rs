//! Where inline schemas are at home: a schema below a component or an operation is named from there, whoever else takes
//! it in (by `allOf`, or by a reference into it) and is met first.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use super::annotated::Annotated;
use super::unions::{self, Unions};
use super::{media, members, schemas, streams};
use crate::ir::{Context, Segment};
use crate::resolve::{
    Additional, Document, MediaType, Operation, Parameter, ParameterValue, RequestBody, Response, Schema, SchemaId,
};
use crate::source::{Origin, Pointer};

/// The contexts of the schemas below components and operations.
pub(super) type Homes = BTreeMap<SchemaId, Context>;

/// An inline schema with its context.
type Home = (SchemaId, Context);

/// A schema in another one.
struct Child {
    id: SchemaId,
    /// Where it stands if it is written there.
    place: Pointer,
    /// The context that it is lowered in there.
    context: Context,
    /// The context of what is in it: that of the whole where it is a part.
    inner: Context,
}

impl Child {
    fn new(id: SchemaId, place: Pointer, context: Context) -> Self {
        Self { id, place, inner: context.clone(), context }
    }
}

/// Finds them.
pub(super) fn homes(unions: &Unions<'_>) -> Homes {
    let document = unions.document;
    let mut homes = Homes::new();
    for (id, context) in document.operations.iter().flat_map(|operation| of_operation(document, operation)) {
        homes.entry(id).or_insert(context);
    }
    let mut open: Vec<Home> = homes.clone().into_iter().collect();
    let components = document.components.iter();
    let is_own = |(name, id): &(&String, &SchemaId)| document.schemas[**id].component.as_ref() == Some(*name);
    open.extend(components.filter(is_own).map(|(name, id)| (*id, Context::component(name.clone()))));
    // What is below a schema, but not where it would be written: the target of a reference, or moved there.
    let mut elsewhere: VecDeque<Child> = VecDeque::new();
    loop {
        while let Some((id, context)) = open.pop() {
            let origin = &document.schemas[id].origin;
            for child in children(unions, id, &context) {
                // What a reference leads to is at home where it stands.
                if !stands_in(document, child.id, origin) || homes.contains_key(&child.id) {
                    continue;
                }
                if document.schemas[child.id].origin.pointer == child.place {
                    homes.insert(child.id, child.context);
                    open.push((child.id, child.inner));
                } else {
                    elsewhere.push_back(child);
                }
            }
        }
        let Some(child) = elsewhere.pop_front() else { return homes };
        if let Entry::Vacant(home) = homes.entry(child.id) {
            home.insert(child.context);
            open.push((child.id, child.inner));
        }
    }
}

/// Whether an inline schema stands below a place.
fn stands_in(document: &Document, id: SchemaId, place: &Origin) -> bool {
    let Schema { origin, component, .. } = &document.schemas[id];
    component.is_none() && origin.is_within(place)
}

/// The inline schemas of an operation, of what it shares with others, and of the parameters that its path has for all.
fn of_operation(document: &Document, operation: &Operation) -> Vec<Home> {
    let context = Context::operation(operation.id.clone());
    let parameters = operation.parameters.iter();
    let mut homes: Vec<Home> =
        parameters.filter_map(|parameter| of_parameter(document, operation, parameter)).collect();
    let is_own = |media: &&MediaType| media.origin.is_within(&operation.origin);
    if let Some(RequestBody { component, content, .. }) = &operation.body {
        homes.extend(match component {
            Some(name) => of_content(document, content.iter().collect(), &Context::request_body(name.clone())),
            None => of_content(document, content.iter().filter(is_own).collect(), &context.child(Segment::Body)),
        });
    }
    for Response { component, content, status, .. } in &operation.responses {
        homes.extend(match component {
            Some(name) => of_answer(document, content.iter().collect(), &Context::response(name.clone())),
            None => {
                let context = context.child(Segment::Answer(*status));
                of_answer(document, content.iter().filter(is_own).collect(), &context)
            }
        });
    }
    homes
}

fn of_parameter(document: &Document, operation: &Operation, parameter: &Parameter) -> Option<Home> {
    let Parameter { origin, component, name, value, .. } = parameter;
    let is_of_path = || origin.pointer.parent().and_then(|list| list.parent()) == operation.origin.pointer.parent();
    let segment = Segment::Parameter(name.clone());
    let context = match component {
        Some(name) => Context::parameter(name.clone()),
        None if origin.is_within(&operation.origin) => Context::operation(operation.id.clone()).child(segment),
        None => Some(Context::path(operation.path.clone()).child(segment)).filter(|_| is_of_path())?,
    };
    let schema = match *value {
        ParameterValue::Styled { schema, .. } => Some(schema),
        ParameterValue::Content { schema, .. } => schema,
    };
    Some((schema.filter(|&schema| stands_in(document, schema, origin))?, context))
}

/// The schemas of an answer: what comes value by value is never the preferred representation.
fn of_answer(document: &Document, content: Vec<&MediaType>, context: &Context) -> Vec<Home> {
    let (streams, others): (Vec<_>, Vec<_>) = content.into_iter().partition(|media| streams::is_stream(media));
    let streams = streams.into_iter().filter_map(|media| beside(document, media, context));
    of_content(document, others, context).into_iter().chain(streams).collect()
}

/// The schemas of the representations of one body: that of the preferred one is named as the body is.
fn of_content(document: &Document, content: Vec<&MediaType>, context: &Context) -> Vec<Home> {
    let (content, _) = media::divided(content);
    if content.is_empty() {
        return Vec::new();
    }
    let preferred = media::preferred(document, &content);
    let of_body = preferred.schema.filter(|&schema| stands_in(document, schema, &preferred.origin));
    let others = content.into_iter().filter(|media| media.media_type != preferred.media_type);
    let others = others.filter_map(|media| beside(document, media, context));
    of_body.map(|schema| (schema, context.clone())).into_iter().chain(others).collect()
}

/// The schema of a representation beside the preferred one.
fn beside(document: &Document, media: &MediaType, context: &Context) -> Option<Home> {
    let schema = media.schema.filter(|&schema| stands_in(document, schema, &media.origin))?;
    Some((schema, context.child(Segment::Media(media.media_type.clone()))))
}

/// The inline schemas in a schema, each with the context that it is lowered in there. What a component is called,
/// it says itself.
fn children(unions: &Unions<'_>, id: SchemaId, context: &Context) -> Vec<Child> {
    let document = unions.document;
    let schema: &Schema = &document.schemas[id];
    let at = |keyword: &str| schema.origin.pointer.child(keyword);
    let is_inline = |id: &SchemaId| document.schemas[*id].component.is_none();
    let mut children: Vec<Child> = Vec::new();
    let properties = at("properties");
    let member = |(name, &it): (&String, &SchemaId)| {
        Child::new(it, properties.child(name), context.child(Segment::Member(name.clone())))
    };
    children.extend(schema.properties.iter().filter(|(_, it)| is_inline(it)).map(member));
    children.extend(
        schema.items.filter(is_inline).map(|items| Child::new(items, at("items"), context.child(Segment::Item))),
    );
    let position = |(index, &it): (usize, &SchemaId)| {
        Child::new(it, at("prefixItems").index(index), context.child(Segment::Position(index + 1)))
    };
    children.extend(schema.prefix_items.iter().enumerate().map(position));
    if let Additional::Of(value) = schema.additional {
        children.push(Child::new(value, at("additionalProperties"), context.child(Segment::MapValue)));
    }
    let is_merged = is_merged(unions, id);
    let part = |(index, &part): (usize, &SchemaId)| {
        let place = at("allOf").index(index);
        if is_merged { part_of(document, part, place, context) } else { Child::new(part, place, context.clone()) }
    };
    children.extend(schema.all_of.iter().enumerate().map(part));
    let listed = |variant: SchemaId| {
        let lists = [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)];
        let place = lists
            .into_iter()
            .find_map(|(keyword, list)| Some(at(keyword).index(list.iter().position(|&it| it == variant)?)));
        place.unwrap_or_else(|| schema.origin.pointer.clone())
    };
    let variants = unions::contexts(unions, id, context).into_iter();
    children.extend(variants.map(|(variant, of_variant)| match of_variant == *context && is_merged {
        true => part_of(document, variant, listed(variant), context),
        false => Child::new(variant, listed(variant), of_variant),
    }));
    children
}

/// Whether a schema is a struct, with what its parts declare as members: none of them is its type, then.
fn is_merged(unions: &Unions<'_>, id: SchemaId) -> bool {
    let document = unions.document;
    let schema = &document.schemas[id];
    let union = || Annotated::of_union(unions, id).or_else(|| Annotated::of_any_values(unions, id));
    let annotated = || Annotated::of_struct(document, schema).or_else(union);
    schemas::is_struct(schema) && !unions::is_of_variants(document, id) && annotated().is_none()
}

/// A part of a struct, whose name is that of the whole: the members of both are called alike.
fn part_of(document: &Document, id: SchemaId, place: Pointer, context: &Context) -> Child {
    let member = members::names(document, id).first().map(|&name| name.to_owned());
    Child { id, place, context: context.child(Segment::Part(member)), inner: context.clone() }
}

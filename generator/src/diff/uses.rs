//! Who uses what: from any place of a document the way to the operations that send or receive what is declared there.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::reached::Reached;
use super::wire::{Counterparts, heirs, webhook_name};
use crate::resolve::{Additional, Document, Operation, ParameterValue, Schema, SchemaId};
use crate::source::{Origin, Pointer};

/// The places where a document refers to what stands elsewhere.
pub(super) struct Uses {
    /// From what is referred to.
    users: BTreeMap<Origin, Vec<Origin>>,
    /// From where it is referred to.
    used: BTreeMap<Origin, Vec<Origin>>,
    operations: BTreeMap<Origin, Rc<str>>,
}

impl Uses {
    /// The uses in a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut uses = Self { users: BTreeMap::new(), used: BTreeMap::new(), operations: BTreeMap::new() };
        for schema in document.schemas.values() {
            for (place, id) in held(schema) {
                uses.add(&document.schemas[id].origin, place);
            }
        }
        // What a mapping names stands where the schema does, and so does an heir of it.
        for schema in document.schemas.values() {
            for (_, target) in schema.discriminator.iter().flat_map(|discriminator| &discriminator.mapping) {
                uses.add(&document.schemas[*target].origin, schema.origin.clone());
            }
        }
        for &id in document.components.values() {
            let bases = heirs::ancestors(document, id).into_iter();
            for base in bases.filter(|&base| document.schemas[base].discriminator.is_some()) {
                uses.add(&document.schemas[id].origin, document.schemas[base].origin.clone());
            }
        }
        for operation in &document.operations {
            uses.operations.insert(operation.origin.clone(), operation.id.as_str().into());
            uses.operation(document, operation);
        }
        for webhook in &document.webhooks {
            uses.operations.insert(webhook.origin.clone(), webhook_name(webhook).into());
            for (media, id) in
                webhook.body.iter().flat_map(|body| &body.content).filter_map(|media| Some((media, media.schema?)))
            {
                uses.add(&document.schemas[id].origin, media.origin.child("schema"));
            }
        }
        uses
    }

    /// The uses in a document that is another now: operations are called as they are there.
    pub(super) fn before(document: &Document, head: &Self, paired: &Counterparts) -> Self {
        let mut uses = Self::of(document);
        for (place, name) in &mut uses.operations {
            let others = paired.get(place).into_iter().flatten();
            if let Some(is) = others.filter_map(|other| head.operations.get(other)).next() {
                *name = Rc::clone(is);
            }
        }
        uses
    }

    fn operation(&mut self, document: &Document, operation: &Operation) {
        let schema = |place: Origin, schema: Option<SchemaId>, uses: &mut Self| {
            if let Some(id) = schema {
                uses.add(&document.schemas[id].origin, place);
            }
        };
        for parameter in &operation.parameters {
            self.add(&parameter.origin, operation.origin.child("parameters"));
            let (ParameterValue::Styled { schema: held, .. } | ParameterValue::Content { schema: Some(held), .. }) =
                parameter.value
            else {
                continue;
            };
            schema(parameter.origin.child("schema"), Some(held), self);
        }
        if let Some(body) = &operation.body {
            self.add(&body.origin, operation.origin.child("requestBody"));
            body.content.iter().for_each(|media| schema(media.origin.child("schema"), media.schema, self));
        }
        for response in &operation.responses {
            self.add(&response.origin, operation.origin.child("responses").child(&response.status.to_string()));
            response.content.iter().for_each(|media| schema(media.origin.child("schema"), media.schema, self));
            for header in &response.headers {
                self.add(&header.origin, response.origin.child("headers"));
                schema(header.origin.child("schema"), header.schema, self);
            }
        }
    }

    /// Notes a use, unless what is used stands there itself.
    fn add(&mut self, used: &Origin, place: Origin) {
        let stands_there = used.file == place.file && used.pointer.starts_with(&place.pointer);
        if !stands_there {
            self.used.entry(place.clone()).or_default().push(used.clone());
            let users = self.users.entry(used.clone()).or_default();
            if !users.contains(&place) {
                users.push(place);
            }
        }
    }

    /// The place, then those that use what stands around it, and so on, with the number of steps to each.
    pub(super) fn way_up(&self, place: &Origin) -> impl Iterator<Item = (usize, Origin)> {
        let mut seen = BTreeSet::from([place.clone()]);
        let mut open = std::collections::VecDeque::from([(0, place.clone())]);
        std::iter::from_fn(move || {
            let (steps, place) = open.pop_front()?;
            for user in around(&place).filter_map(|around| self.users.get(&around)).flatten() {
                if seen.insert(user.clone()) {
                    open.push_back((steps + 1, user.clone()));
                }
            }
            Some((steps, place))
        })
    }

    /// The places that refer to what stands at this one.
    pub(super) fn users(&self, place: &Origin) -> &[Origin] {
        self.users.get(place).map_or(&[], Vec::as_slice)
    }

    /// What a place, and what is in it, refers to.
    pub(super) fn referred(&self, place: &Origin) -> impl Iterator<Item = &Origin> {
        let inside = self.used.range(place.clone()..);
        let inside = inside.take_while(|(from, _)| {
            from.file == place.file && from.pointer.as_str().starts_with(place.pointer.as_str())
        });
        inside.filter(|(from, _)| from.pointer.starts_with(&place.pointer)).flat_map(|(_, used)| used)
    }

    /// The place, then what it and what is in it refers to, and so on, the nearest first.
    pub(super) fn way_down<'u>(&'u self, place: &'u Origin) -> impl Iterator<Item = &'u Origin> {
        let mut seen = BTreeSet::from([place]);
        let mut open = std::collections::VecDeque::from([place]);
        std::iter::from_fn(move || {
            let place = open.pop_front()?;
            open.extend(self.referred(place).filter(|used| seen.insert(*used)));
            Some(place)
        })
    }

    /// The operation that stands at a place.
    pub(super) fn operation_at(&self, place: &Origin) -> Option<&str> {
        self.operations.get(place).map(AsRef::as_ref)
    }

    /// The operations that a place belongs to.
    pub(super) fn reached(&self, place: &Origin) -> Reached {
        let mut reached = Reached::default();
        for (steps, place) in self.way_up(place) {
            for operation in around(&place).filter_map(|around| self.operations.get(&around)) {
                reached.add(operation, steps);
            }
        }
        reached
    }
}

/// A place, and those that it is in, the nearest first.
pub(super) fn around(place: &Origin) -> impl Iterator<Item = Origin> + use<> {
    let file = place.file;
    std::iter::successors(Some(place.pointer.clone()), Pointer::parent).map(move |pointer| Origin::new(file, pointer))
}

/// What a schema is made of, each with the place in it.
fn held(schema: &Schema) -> Vec<(Origin, SchemaId)> {
    let lists = [
        ("allOf", &schema.all_of),
        ("oneOf", &schema.one_of),
        ("anyOf", &schema.any_of),
        ("prefixItems", &schema.prefix_items),
    ];
    let listed = lists.into_iter().flat_map(|(keyword, list)| {
        let place = schema.origin.child(keyword);
        list.iter().enumerate().map(move |(index, &id)| (place.index(index), id))
    });
    let properties = schema.origin.child("properties");
    let members = schema.properties.iter().map(|(name, &id)| (properties.child(name), id));
    let additional = if let Additional::Of(id) = schema.additional { Some(("additionalProperties", id)) } else { None };
    let single = [schema.items.map(|id| ("items", id)), schema.not.map(|id| ("not", id)), additional];
    let single = single.into_iter().flatten().map(|(keyword, id)| (schema.origin.child(keyword), id));
    listed.chain(members).chain(single).collect()
}

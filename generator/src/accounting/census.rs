//! The places of a document as it is written, in the order of its text: what they are, and the way to each.
//!
//! Small, since it is kept while the passes run: a place is a few numbers, and its pointer is put together only when
//! somebody asks for it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::Unit;
use crate::arena::{Arena, Id, id};
use crate::source::{FileId, Origin, Pointer};

id! {
    /// A place of a document.
    PlaceId
}
id! {
    /// The text of a key.
    NameId
}

/// All places that are units, and the ones on the way to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Census {
    names: IndexSet<Box<str>>,
    /// In the order of the text, so that what stands below a place follows it.
    places: Arena<PlaceId, Place>,
    /// The places whose key the document chooses, or that stand in a list: these may be many in one object.
    chosen: BTreeMap<(PlaceId, NameId), PlaceId>,
    /// Where each part begins: the document itself, and what was merged in from other files.
    parts: BTreeMap<Origin, PlaceId>,
    /// What becomes a fact of what holds it, and nothing of its own.
    forms: Vec<PlaceId>,
    /// What `normalise` took out of the document.
    taken_out: Vec<Origin>,
    /// The operations among that.
    taken_operations: Vec<TakenOperation>,
    /// What was not asked for.
    left_out: BTreeSet<PlaceId>,
}

/// An operation that was taken out, with what it would be asked for by.
#[derive(Clone, Debug)]
pub(crate) struct TakenOperation {
    pub(crate) origin: Origin,
    pub(crate) id: Option<String>,
    pub(crate) tags: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    /// None at the beginning of a part.
    parent: Option<PlaceId>,
    /// The number of its key, or of its index as text.
    name: NameId,
    /// The first place behind all that stands below this one.
    end: PlaceId,
    unit: Option<Unit>,
    key: Key,
}

/// Who chooses a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The specification.
    Fixed,
    /// The document: a path, a status, the name of a property or a component, the index in a list.
    Chosen,
}

/// What was found of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The place itself.
    Here(PlaceId),
    /// The nearest place that holds it: what stands below is a value.
    Within(PlaceId),
}

impl Census {
    /// Adds a part of a document, and what `below` adds to it. A key that is a unit there is it no more.
    pub(crate) fn part(&mut self, origin: &Origin, unit: Option<Unit>, below: impl FnOnce(&mut Self, PlaceId)) {
        if let (Some(_), Some(Found::Here(id))) = (unit, self.find(origin)) {
            self.places[id].unit = None;
        }
        let name = self.name("");
        let id = self.add((None, name, Key::Chosen), unit, below);
        self.parts.insert(origin.clone(), id);
    }

    /// Adds a place below another one, and what `below` adds to it.
    pub(crate) fn place(
        &mut self,
        (parent, key, name): (PlaceId, Key, &str),
        unit: Option<Unit>,
        below: impl FnOnce(&mut Self, PlaceId),
    ) {
        let name = self.name(name);
        let id = self.add((Some(parent), name, key), unit, below);
        if key == Key::Chosen {
            self.chosen.insert((parent, name), id);
        }
    }

    fn add(
        &mut self,
        (parent, name, key): (Option<PlaceId>, NameId, Key),
        unit: Option<Unit>,
        below: impl FnOnce(&mut Self, PlaceId),
    ) -> PlaceId {
        let id = PlaceId::from_index(self.places.len());
        self.places.push(Place { parent, name, end: id, unit, key });
        below(self, id);
        self.places[id].end = PlaceId::from_index(self.places.len());
        id
    }

    fn name(&mut self, name: &str) -> NameId {
        let known = self.names.get_index_of(name);
        NameId::from_index(known.unwrap_or_else(|| self.names.insert_full(name.into()).0))
    }

    /// Whether the object at a place is counted: of a key that the specification does not know, only the key is.
    pub(crate) fn has(&self, origin: &Origin) -> bool {
        let is_bare = |id| self.unit(id).is_some_and(|unit| !unit.is_object()) && self.children(id).next().is_none();
        matches!(self.find(origin), Some(Found::Here(id)) if !is_bare(id))
    }

    /// Notes a schema that becomes a fact of what holds it.
    pub(crate) fn note_form(&mut self, id: PlaceId) {
        self.forms.push(id);
    }

    /// Notes a schema that is only another one, which is read in its place.
    pub(crate) fn note_wrapper(&mut self, origin: &Origin) {
        if let Some(Found::Here(id)) = self.find(origin) {
            self.note_form(id);
        }
    }

    /// Notes that all that stands here has done its part before a pass could read it.
    pub(crate) fn note_settled(&mut self, origin: &Origin) {
        if let Some(Found::Here(id)) = self.find(origin) {
            self.forms.extend(self.within(id));
        }
    }

    pub(super) fn forms(&self) -> &[PlaceId] {
        &self.forms
    }

    /// Notes that what stands here was taken out of the document.
    pub(crate) fn take_out(&mut self, origin: Origin) {
        self.taken_out.push(origin);
    }

    pub(super) fn taken_out(&self) -> &[Origin] {
        &self.taken_out
    }

    /// Notes an operation that was taken out.
    pub(crate) fn take_operation(&mut self, operation: TakenOperation) {
        self.taken_operations.push(operation);
    }

    pub(super) fn taken_operations(&self) -> &[TakenOperation] {
        &self.taken_operations
    }

    /// Notes that what stands here was not asked for.
    pub(super) fn leave_out(&mut self, id: PlaceId) {
        self.left_out.insert(id);
    }

    pub(super) fn left_out(&self) -> &BTreeSet<PlaceId> {
        &self.left_out
    }

    /// Whether a place was not asked for, or stands below one.
    pub(super) fn is_left_out(&self, id: PlaceId) -> bool {
        std::iter::once(id).chain(self.above(id)).any(|id| self.left_out.contains(&id))
    }

    /// All places, in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = PlaceId> + use<> {
        self.places.ids()
    }

    pub(super) fn unit(&self, id: PlaceId) -> Option<Unit> {
        self.places[id].unit
    }

    /// Whether a part begins here.
    pub(super) fn is_start(&self, id: PlaceId) -> bool {
        self.places[id].parent.is_none()
    }

    pub(super) fn key(&self, id: PlaceId) -> Key {
        self.places[id].key
    }

    /// Whether `id` stands below `above`, or is that place.
    pub(super) fn is_within(&self, id: PlaceId, above: PlaceId) -> bool {
        above <= id && id < self.places[above].end
    }

    /// A place, and all that stand below it.
    pub(super) fn within(&self, id: PlaceId) -> impl DoubleEndedIterator<Item = PlaceId> + use<> {
        (id.index()..self.places[id].end.index()).map(PlaceId::from_index)
    }

    /// The places that hold this one, the nearest first.
    pub(super) fn above(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        std::iter::successors(self.places[id].parent, |id| self.places[*id].parent)
    }

    /// Where a place stands in the sources; none for one that stands nowhere.
    pub(super) fn origin(&self, id: PlaceId) -> Option<Origin> {
        let mut way: Vec<PlaceId> = std::iter::once(id).chain(self.above(id)).collect();
        let first = way.pop()?;
        let (part, _) = self.parts.iter().find(|(_, place)| **place == first)?;
        let name = |id: PlaceId| self.names.get_index(self.places[id].name.index()).map_or("", |name| name);
        Some(way.into_iter().rev().fold(part.clone(), |origin, id| origin.child(name(id))))
    }

    /// The place of an origin, or the nearest that holds it; none for what is in no part.
    pub(super) fn find(&self, origin: &Origin) -> Option<Found> {
        self.finder().find(origin)
    }

    /// Finds many places, those fast that are near the one before.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder { census: self, last: None, way: Vec::new() }
    }

    /// The innermost part that an origin is in.
    fn part_of(&self, origin: &Origin) -> Option<(Pointer, PlaceId)> {
        if self.parts.len() == 1 {
            let (part, id) = self.parts.first_key_value()?;
            return (part.file == origin.file).then(|| (part.pointer.clone(), *id));
        }
        let mut above = std::iter::successors(Some(origin.pointer.clone()), Pointer::parent);
        above.find_map(|pointer| {
            let id = *self.parts.get(&Origin::new(origin.file, pointer.clone()))?;
            Some((pointer, id))
        })
    }

    fn child(&self, parent: PlaceId, name: &str) -> Option<PlaceId> {
        let name = NameId::from_index(self.names.get_index_of(name)?);
        self.chosen.get(&(parent, name)).copied().or_else(|| {
            let mut children = self.children(parent);
            children.find(|id| self.places[*id].name == name && self.places[*id].key == Key::Fixed)
        })
    }

    fn children(&self, parent: PlaceId) -> impl Iterator<Item = PlaceId> {
        let end = self.places[parent].end;
        let is_below = move |id: &PlaceId| *id < end;
        let first = Some(PlaceId::from_index(parent.index() + 1)).filter(is_below);
        std::iter::successors(first, move |id| Some(self.places[*id].end).filter(is_below))
    }

    /// The file of the document itself; none where nothing was counted.
    pub(super) fn file(&self) -> Option<FileId> {
        self.parts.iter().find(|(_, id)| id.index() == 0).map(|(origin, _)| origin.file)
    }
}

/// Goes from place to place: the way to one is gone only from where it parts from the way to the one before.
pub(super) struct Finder<'c> {
    census: &'c Census,
    last: Option<Origin>,
    /// The places on the way to the last one, each with the bytes of its pointer.
    way: Vec<(usize, PlaceId)>,
}

impl Finder<'_> {
    /// As [`Census::find`].
    pub(super) fn find(&mut self, origin: &Origin) -> Option<Found> {
        let last = self.last.replace(origin.clone()).filter(|last| last.file == origin.file);
        // Of several parts one may begin on the common way that the last one was not in.
        let common =
            last.filter(|_| self.census.parts.len() == 1).map(|last| last.pointer.common_length(&origin.pointer));
        while self.way.pop_if(|(length, _)| common.is_none_or(|common| *length > common)).is_some() {}
        if self.way.is_empty() {
            let (part, start) = self.census.part_of(origin)?;
            self.way.push((part.as_str().len(), start));
        }
        let (length, mut here) = *self.way.last()?;
        for (length, token) in origin.pointer.tokens_behind(length) {
            match self.census.child(here, &token) {
                Some(child) => here = child,
                None => return Some(Found::Within(here)),
            }
            self.way.push((length, here));
        }
        Some(Found::Here(here))
    }
}

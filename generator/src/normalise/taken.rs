//! What a document takes from elsewhere: from other files, and from where the specification has no place for it. The
//! steps that take share it, so that each file is read once, and each part counted once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::components::Intake;
use super::copies::Copies;
use super::grammar::Shape;
use super::version;
use super::{Moved, census, refuse};
use crate::accounting::Census;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::load::load_part;
use crate::source::{FileId, Origin, Pointer, Sources};

pub(super) struct Taken<'s> {
    pub(super) sources: &'s Sources,
    pub(super) intake: Intake,
    pub(super) copies: Copies,
    /// The trees of the other files; none for one that cannot be read.
    files: BTreeMap<FileId, Option<Value>>,
    /// What was taken, with its kind; what holds something comes before it.
    parts: BTreeMap<Origin, Shape>,
    /// Whether the references of other files were made local.
    pub(super) is_merged: bool,
    /// The places of the references that lead nowhere.
    pub(super) lost: Vec<Pointer>,
}

impl<'s> Taken<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        let (files, parts) = (BTreeMap::new(), BTreeMap::new());
        let (intake, copies) = (Intake::default(), Copies::new());
        Self { sources, intake, copies, files, parts, is_merged: false, lost: Vec::new() }
    }

    /// The tree of another file.
    pub(super) fn file(&mut self, file: FileId, moved: &mut Moved, diagnostics: &mut Diagnostics) -> Option<&Value> {
        let sources = self.sources;
        let read = || Some(moved.open(load_part(sources, file, diagnostics)?));
        self.files.entry(file).or_insert_with(read).as_ref()
    }

    /// The trees of the other files that were read.
    pub(super) fn files(&self) -> impl Iterator<Item = (FileId, &Value)> {
        self.files.iter().filter_map(|(file, tree)| Some((*file, tree.as_ref()?)))
    }

    /// What those of the other files are written in that say so.
    pub(super) fn dialects(&self) -> BTreeMap<FileId, Dialect> {
        let said = |(file, tree): (&FileId, &Option<Value>)| Some((*file, version::of_part(tree.as_ref()?)?));
        self.files.iter().filter_map(said).collect()
    }

    /// Notes what was taken.
    pub(super) fn note(&mut self, origin: Origin, shape: Shape) {
        self.parts.entry(origin).or_insert(shape);
    }

    /// Whether something was taken from this place.
    pub(super) fn has(&self, origin: &Origin) -> bool {
        self.parts.contains_key(origin)
    }

    /// Whether something was taken from this place, from around it or from inside.
    pub(super) fn touches(&self, Origin { file, pointer }: &Origin) -> bool {
        let mut around = std::iter::successors(Some(pointer.clone()), Pointer::parent);
        let is_inside = |other: &Origin| other.file == *file && other.pointer.starts_with(pointer);
        around.any(|around| self.has(&Origin::new(*file, around)))
            || self.parts.range(Origin::new(*file, pointer.child(""))..).next().is_some_and(|(next, _)| is_inside(next))
    }

    /// Takes out what holds references that lead nowhere.
    pub(super) fn refuse_lost(&mut self, tree: &mut Value, (moved, census): (&mut Moved, &mut Census)) {
        let lost = std::mem::take(&mut self.lost);
        if !lost.is_empty() {
            refuse::refuse(tree, (moved, census), &lost);
        }
    }

    /// Counts what was taken as it is written; what stands in something else that was is counted there.
    pub(super) fn count(&self, tree: &Value, moved: &Moved, census: &mut Census) {
        for (origin, shape) in &self.parts {
            let is_own = origin.file == moved.file();
            let file = if is_own { Some(tree) } else { self.files.get(&origin.file).and_then(Option::as_ref) };
            if let Some(value) = file.and_then(|file| origin.pointer.value_in(file))
                && !census.has(origin)
            {
                census::count(census, *shape, value, origin);
            }
        }
    }
}

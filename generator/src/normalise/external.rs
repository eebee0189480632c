//! Merges in what a document takes from other files: each place that an external `$ref` names becomes a component of
//! the document, and the reference local. What the mapping of a discriminator names goes the same way.
//!
//! Path items have no place among the components of OpenAPI 3.0 and take the place of their reference.

use std::collections::BTreeMap;

use serde_json::Value;

use super::components::{self, Newcomer};
use super::embed::embed;
use super::grammar::objects::SCHEMA;
use super::grammar::walk::walk;
use super::grammar::{Object, Referable, Shape, reference};
use super::paths::put_item;
use super::taken::Taken;
use super::trail::Trail;
use super::{Moved, Place, called, dialect, heirs, repair, resources, through};
use crate::accounting::Census;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::dialect::Dialect;
use crate::source::{FileId, Origin, Pointer, Sources};

/// Makes every reference in these places local. The ones to files that were not given are reported.
pub(super) fn merge(
    tree: &mut Value,
    (places, dialect): (&[Place], Dialect),
    (moved, taken, census): (&mut Moved, &mut Taken<'_>, &mut Census),
    diagnostics: &mut Diagnostics,
) {
    let sources = taken.sources;
    let all = places.iter().flat_map(|place| external(tree, place, moved, sources)).collect();
    let mut open = components::before_others(all, tree, Reference::place);
    let mut merge = Merge { moved, taken, diagnostics, resources: None, anchors: BTreeMap::new() };
    loop {
        let copied: Vec<Place> = match open.pop_front() {
            Some(reference) => merge.follow(tree, &reference).into_iter().collect(),
            None => match merge.heirs(tree) {
                heirs if heirs.is_empty() => break,
                heirs => heirs,
            },
        };
        for copied in copied {
            embed(tree, &copied, (merge.moved, merge.taken), merge.diagnostics);
            repair::mend_part(tree, &copied, dialect, merge.moved, merge.diagnostics);
            open.extend(external(tree, &copied, merge.moved, sources));
        }
    }
    merge.taken.is_merged = true;
    merge.taken.count(tree, merge.moved, census);
}

/// A reference that is to become local.
struct Reference {
    /// Where in the tree its text stands.
    pointer: Pointer,
    /// What it is to name.
    object: &'static Object,
    /// What it says, or means where that is a name.
    text: String,
    written: String,
    /// The file that it is relative to.
    base: FileId,
}

impl Reference {
    /// Where what it stands for is to stand: the object that holds the `$ref`, or the value in a mapping.
    fn place(&self) -> Pointer {
        match self.pointer.last().as_deref() {
            Some("$ref") => self.pointer.parent().unwrap_or_default(),
            _ => self.pointer.clone(),
        }
    }
}

/// The references in a place that are not to the document itself.
fn external(tree: &Value, place: &Place, moved: &Moved, sources: &Sources) -> Vec<Reference> {
    let Some(value) = place.pointer.value_in(tree) else { return Vec::new() };
    let mut found = Vec::new();
    let root = moved.file();
    walk(place.object, value, &Trail::Root(&Moved::none(root)), &mut |object, text, trail| {
        let pointer = place.pointer.join(&trail.pointer());
        // What stands beside the reference of a path item is from another file than the item.
        let base = moved.origin(&pointer).file;
        let is_external = base != root || !text.starts_with('#');
        let is_bare = || is_bare(text, sources, base) && (is_component(tree, text) || !is_file_name(text));
        let is_name = || {
            let is_mapped = pointer.last().is_none_or(|key| key != "$ref");
            is_mapped && (is_component(tree, text) || base == root && is_bare())
        };
        if is_external && !is_name() {
            let written = text.to_owned();
            let text = if is_bare() { of_component(text) } else { written.clone() };
            found.push(Reference { pointer, object, text, written, base });
        }
    });
    found
}

/// Whether a name is that of a component of the document, which is asked before the file that it stands in (OpenAPI
/// 3.1.1, "Resolving Implicit Connections").
pub(super) fn is_component(tree: &Value, name: &str) -> bool {
    let schemas = tree.get("components").and_then(|components| components.get("schemas"));
    schemas.is_some_and(|schemas| schemas.get(name).is_some())
}

/// Whether the value of a mapping is a name. What does not look like a reference may be one where there is such a file
/// (OpenAPI 3.0.3, "Discriminator Object": names or references).
fn is_bare(text: &str, sources: &Sources, base: FileId) -> bool {
    !text.contains(['#', '/']) && sources.relative(base, text).is_none()
}

/// Whether a text is called like the files that descriptions are split into.
pub(super) fn is_file_name(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(_, extension)| matches!(extension, "json" | "yaml" | "yml"))
}

/// The reference to a component that a name stands for.
fn of_component(name: &str) -> String {
    Pointer::root().child("components").child("schemas").child(name).to_fragment()
}

/// Whether what a reference says is told by the name that it has there: as a component of the document, or as a variant
/// that a discriminator may tell by it.
fn tells_by_name(tree: &Value, reference: &Reference) -> bool {
    let place = reference.place();
    let is_variant = |list: &Pointer| list.last().is_some_and(|key| matches!(&*key, "oneOf" | "anyOf"));
    let holder = place.parent().filter(is_variant).and_then(|list| list.parent());
    let is_tagged = |holder: Pointer| holder.value_in(tree).is_some_and(|it| it.get("discriminator").is_some());
    components::is_reference(tree, &place) || holder.is_some_and(is_tagged)
}

/// The reference that a value is and nothing more.
fn only_reference(value: &Value) -> Option<&str> {
    reference(value).filter(|_| value.as_object().is_some_and(|members| members.len() == 1))
}

struct Merge<'a, 's> {
    moved: &'a mut Moved,
    taken: &'a mut Taken<'s>,
    diagnostics: &'a mut Diagnostics,
    /// The schemas that have an `$id`, once one is asked for.
    resources: Option<BTreeMap<String, Origin>>,
    /// Where the names that other files give their schemas stand.
    anchors: BTreeMap<FileId, BTreeMap<String, Pointer>>,
}

impl Merge<'_, '_> {
    /// Makes a reference local; gives what had to be copied for it.
    fn follow(&mut self, tree: &mut Value, reference: &Reference) -> Option<Place> {
        let found = self.identified(tree, reference).or_else(|| self.definition(reference));
        let target = found.or_else(|| self.target(reference))?;
        let target = self.through(&target, reference).unwrap_or(target);
        let behind = self.behind(&target, reference);
        let is_alike = |place: &Origin| self.name(place) == self.name(&target);
        let target = behind.filter(|place| is_alike(place) || !tells_by_name(tree, reference)).unwrap_or(target);
        if target.file == self.moved.file() {
            components::rewrite(tree, &reference.pointer, &target.pointer);
            return None;
        }
        match reference.object.referable {
            Referable::Component(section) => self.component(tree, reference, target, section),
            Referable::PathItem => self.path_item(tree, reference, target),
            Referable::No => None,
        }
    }

    fn component(
        &mut self,
        tree: &mut Value,
        reference: &Reference,
        target: Origin,
        section: &'static str,
    ) -> Option<Place> {
        if self.taken.intake.refer(tree, &reference.pointer, &target, section) {
            return None;
        }
        let value = self.value(&target, reference)?;
        let place = [self.taken.sources.name(target.file), target.pointer.as_str()].concat();
        let name = self.name(&target);
        let newcomer = Newcomer { section, name: &name, origin: target, place: &place, value };
        let tree = (tree, &mut *self.moved, &mut *self.diagnostics);
        let pointer = self.taken.intake.take(tree, newcomer, Some(&reference.pointer))?;
        Some(Place { object: reference.object, pointer })
    }

    /// Takes in what no reference names, being built on a base that tells it apart.
    fn heirs(&mut self, tree: &mut Value) -> Vec<Place> {
        let missing = heirs::missing(tree, self.taken, self.moved).into_iter();
        missing.filter_map(|origin| self.heir(tree, origin)).collect()
    }

    fn heir(&mut self, tree: &mut Value, origin: Origin) -> Option<Place> {
        let value = origin.pointer.value_in(self.file(origin.file)?)?.clone();
        if !self.taken.copies.allow(&value) {
            return None;
        }
        self.taken.note(origin.clone(), Shape::One(&SCHEMA));
        let place = [self.taken.sources.name(origin.file), origin.pointer.as_str()].concat();
        let name = self.name(&origin);
        let newcomer = Newcomer { section: "schemas", name: &name, origin, place: &place, value };
        let tree = (tree, &mut *self.moved, &mut *self.diagnostics);
        let pointer = self.taken.intake.take(tree, newcomer, None)?;
        Some(Place { object: &SCHEMA, pointer })
    }

    fn path_item(&mut self, tree: &mut Value, reference: &Reference, target: Origin) -> Option<Place> {
        let item = self.value(&target, reference)?;
        if !self.taken.copies.allow(&item) {
            let origin = self.moved.origin(&reference.place());
            self.diagnostics.push(catalogue::normalise::too_many_copies(&origin));
            self.taken.lost.push(reference.place());
            return None;
        }
        let copied = Place { object: reference.object, pointer: reference.place() };
        put_item(tree, &copied.pointer, item, target, self.moved);
        Some(copied)
    }

    /// The place that a reference names by the `$id` of a schema, which is asked before the files (JSON Schema 2020-12
    /// core, section 8.2.1).
    fn identified(&mut self, tree: &Value, reference: &Reference) -> Option<Origin> {
        let (resource, fragment) = reference.written.split_once('#').unwrap_or((&reference.written, ""));
        let origin = self.moved.origin(&reference.pointer);
        let base = if reference.base == self.moved.file() {
            resources::base(tree, &reference.pointer)
        } else {
            self.file(reference.base).map(|file| resources::base(file, &origin.pointer)).unwrap_or_default()
        };
        if resource.is_empty() || base.is_empty() && !dialect::uri::has_scheme(resource) {
            return None;
        }
        let sources = self.taken.sources;
        let known = self.resources.get_or_insert_with(|| resources::identified(sources));
        let Origin { file, pointer } = known.get(&dialect::uri::join(&base, resource))?.clone();
        let pointer = match Pointer::from_fragment(fragment) {
            Ok(below) => pointer.join(&below),
            Err(_) => self.anchor(file, fragment)?,
        };
        Some(Origin::new(file, pointer))
    }

    /// The place that a name of a mapping means in a file of schemas that has no components.
    fn definition(&mut self, reference: &Reference) -> Option<Origin> {
        let name = Some(&reference.written).filter(|written| **written != reference.text)?;
        let file = self.file(reference.base).filter(|file| file.get("components").is_none())?;
        let holders = [Pointer::root(), Pointer::root().child("$defs"), Pointer::root().child("definitions")];
        let mut places = holders.into_iter().map(|holder| holder.child(name));
        let place = places.find(|place| place.value_in(file).is_some_and(Value::is_object))?;
        Some(Origin::new(reference.base, place))
    }

    /// The place that a reference names.
    fn target(&mut self, reference: &Reference) -> Option<Origin> {
        let (file, fragment) = reference.text.split_once('#').unwrap_or((&reference.text, ""));
        let file = match file {
            "" => Some(reference.base),
            file => self.taken.sources.relative(reference.base, file),
        };
        let origin = self.moved.origin(&reference.pointer);
        let diagnostic = match (file, Pointer::from_fragment(fragment)) {
            (Some(file), Ok(pointer)) if reference.text.starts_with('#') => {
                return Some(self.in_resource(Origin::new(file, pointer), &origin));
            }
            (Some(file), Ok(pointer)) => return Some(self.whole(Origin::new(file, pointer), &origin)),
            (None, _) => catalogue::normalise::missing_file(&origin, &reference.text, self.taken.sources),
            // Resolve reports the ones of the document itself.
            (Some(file), Err(_)) if file == self.moved.file() => return None,
            (Some(file), Err(error)) => match self.anchor(file, fragment) {
                Some(pointer) => return Some(Origin::new(file, pointer)),
                None => catalogue::resolve::malformed_reference(&origin, &reference.text, &error.of_reference()),
            },
        };
        self.diagnostics.push(diagnostic);
        self.taken.lost.push(reference.place());
        None
    }

    /// The place that a pointer leads to through the references of other files; none where it goes through none.
    fn through(&mut self, target: &Origin, reference: &Reference) -> Option<Origin> {
        let (sources, document) = (self.taken.sources, self.moved.file());
        let mut place = target.clone();
        for _ in 0..through::MOST {
            let is_there = |tree: &Value| place.pointer.value_in(tree).is_some();
            if place.file == document || is_there(self.file(place.file)?) {
                break;
            }
            let (text, way) = through::turn(self.file(place.file)?, &place.pointer)?;
            let turned = sources.place(place.file, text)?;
            place = Origin::new(turned.file, turned.pointer.join(&way));
        }
        if place == *target {
            return None;
        }
        let origin = self.moved.origin(&reference.pointer);
        self.diagnostics.push(catalogue::normalise::repaired(&origin, through::READING));
        Some(place)
    }

    /// The place behind one of another file that only refers to it: one component has one name, that of what it is.
    fn behind(&mut self, target: &Origin, reference: &Reference) -> Option<Origin> {
        if !matches!(reference.object.referable, Referable::Component(_)) {
            return None;
        }
        let (sources, document) = (self.taken.sources, self.moved.file());
        let (mut place, mut passed) = (target.clone(), Vec::new());
        while place.file != document {
            let file = self.file(place.file)?;
            let Some(text) = only_reference(place.pointer.value_in(file)?) else { break };
            // What an `$id` around it makes of the reference, `identified` knows.
            if !resources::base(file, &place.pointer).is_empty() {
                break;
            }
            let next = sources.place(place.file, text).filter(|_| passed.len() < through::MOST)?;
            passed.push(std::mem::replace(&mut place, next));
        }
        passed.into_iter().for_each(|alias| self.taken.note(alias, Shape::One(reference.object)));
        Some(place)
    }

    /// The place in the nearest schema around the reference that has an `$id`, which is what a fragment alone is
    /// relative to (JSON Schema 2020-12 core, section 8.2.1); in the file, where there is none, or no such place.
    fn in_resource(&mut self, target: Origin, reference: &Origin) -> Origin {
        let Some(file) = self.file(target.file) else { return target };
        let node = |pointer: &Pointer| pointer.value_in(file);
        let is_resource =
            |pointer: &Pointer| node(pointer).and_then(|node| node.get("$id")).is_some_and(Value::is_string);
        let mut around = std::iter::successors(reference.pointer.parent(), Pointer::parent);
        let place = around.find(is_resource).map(|resource| resource.join(&target.pointer));
        let place = place.filter(|place| node(place).is_some());
        place.map_or(target.clone(), |pointer| Origin::new(target.file, pointer))
    }

    /// The whole file for `file.yaml#/`, which is the member without a name, and none has one.
    fn whole(&mut self, target: Origin, reference: &Origin) -> Origin {
        let is_empty_name = target.pointer.as_str() == "/";
        if !is_empty_name || self.file(target.file).is_none_or(|file| file.get("").is_some()) {
            return target;
        }
        self.diagnostics.push(catalogue::normalise::repaired(reference, "is read as the reference to the whole file"));
        Origin::root(target.file)
    }

    /// The place of the schema that has this name in another file.
    fn anchor(&mut self, file: FileId, name: &str) -> Option<Pointer> {
        if !self.anchors.contains_key(&file) {
            let found = self.file(file).map(resources::anchors).unwrap_or_default();
            self.anchors.insert(file, found);
        }
        self.anchors.get(&file)?.get(name).cloned()
    }

    /// The tree of another file.
    fn file(&mut self, file: FileId) -> Option<&Value> {
        self.taken.file(file, self.moved, self.diagnostics)
    }

    /// What stands at the place in its own file.
    fn value(&mut self, target: &Origin, reference: &Reference) -> Option<Value> {
        let file = self.file(target.file);
        let is_read = file.is_some();
        let value = file.and_then(|file| target.pointer.value_in(file)).cloned();
        if value.is_some() {
            self.taken.note(target.clone(), Shape::One(reference.object));
        } else {
            let origin = self.moved.origin(&reference.pointer);
            self.diagnostics.push(match is_read {
                true => catalogue::resolve::dangling_reference(&origin, &reference.text, []),
                false => catalogue::resolve::reference_into_nothing(&origin, &reference.text),
            });
            self.taken.lost.push(reference.place());
        }
        value
    }

    fn name(&self, origin: &Origin) -> String {
        called::name(self.taken.sources.name(origin.file), &origin.pointer)
    }
}

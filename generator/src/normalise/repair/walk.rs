//! Goes through a document by the grammar and mends what has another shape than it should: from the outside in, so
//! that what was mended is looked into as well.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Mended, body_parameters, locations, objects, produced, references, scalars, shapes, templates, words};
use crate::diagnostic::{Diagnostic, Diagnostics, Known, catalogue};
use crate::dialect::Dialect;
use crate::normalise::Place;
use crate::normalise::grammar::objects::DOCUMENT;
use crate::normalise::grammar::{Members, Object, ObjectKind, Referable, Role, Shape, is_extension};
use crate::normalise::moved::{Brought, Moved};
use crate::normalise::trail::Trail;
use crate::source::{Origin, Pointer};

/// What becomes of keys that the specification does not know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// They stay: a reference may yet name what is in them.
    Kept,
    TakenOut,
}

/// Mends a document.
pub(crate) fn mend(
    tree: &mut Value,
    (dialect, unknown): (Dialect, Unknown),
    moved: &mut Moved,
    diagnostics: &mut Diagnostics,
) {
    locations::mend(tree, moved, diagnostics);
    templates::mend(tree, moved, diagnostics);
    body_parameters::mend(tree, moved, diagnostics);
    produced::mend(tree, moved, diagnostics);
    if unknown == Unknown::TakenOut {
        body_parameters::take_unused(tree, moved);
    }
    let mut walk = Walk::new(references::Components::of(tree), dialect, unknown);
    walk.value(Shape::One(&DOCUMENT), tree, &Trail::Root(moved));
    walk.end(moved, diagnostics);
}

/// Mends what was brought in from another file, before its references are looked for: they are those of its file.
pub(crate) fn mend_part(
    tree: &mut Value,
    part: &Place,
    dialect: Dialect,
    moved: &mut Moved,
    diagnostics: &mut Diagnostics,
) {
    let mut walk = Walk::new(references::Components::default(), dialect, Unknown::Kept);
    let tokens: Vec<_> = part.pointer.tokens().collect();
    walk.below(&tokens, part.object, tree, &Trail::Root(moved));
    walk.end(moved, diagnostics);
}

/// A repair of a value that has another shape than the one wanted; none where the value is right, or is not the fault
/// that the repair is for.
type Repair = fn(Shape, &Value) -> Option<Mended>;

const REPAIRS: &[Repair] = &[
    references::sign_left_out,
    scalars::text_of_number,
    scalars::flag_of_text,
    scalars::number_of_text,
    scalars::countless,
    scalars::whole_number,
    scalars::choice_in_other_words,
    shapes::map_of_empty_list,
    shapes::list_of_empty_map,
    shapes::flag_of_empty_list,
    shapes::list_of_numbered,
    shapes::list_of_map,
    shapes::list_of_one,
    shapes::list_of_null,
    shapes::names_of_objects,
    shapes::object_of_name,
    shapes::list_of_name,
    shapes::requirements_of_names,
    shapes::map_of_names,
    shapes::map_of_list,
    words::schema_of_word,
    shapes::only_element,
    shapes::anything_of_null,
];

/// Says what was done at a place.
type Say = Box<dyn FnOnce(&Origin) -> Diagnostic>;

/// What is said of a place in the tree.
struct Said {
    pointer: Pointer,
    /// The object whose keys of this name are told of once.
    of_keys: Option<&'static str>,
    say: Say,
}

struct Walk {
    components: references::Components,
    dialect: Dialect,
    unknown: Unknown,
    /// What is said of places, which are known to stand elsewhere only when all is done.
    said: Vec<Said>,
    /// The places of keys that have another name now, before and after.
    renamed: Vec<(Pointer, Pointer)>,
}

impl Walk {
    fn new(components: references::Components, dialect: Dialect, unknown: Unknown) -> Self {
        Self { components, dialect, unknown, said: Vec::new(), renamed: Vec::new() }
    }

    /// Mends the object that these keys and indices lead to.
    fn below(&mut self, tokens: &[Cow<'_, str>], object: &'static Object, value: &mut Value, trail: &Trail<'_>) {
        let Some((token, tokens)) = tokens.split_first() else { return self.value(Shape::One(object), value, trail) };
        let Some(child) = value.pointer_mut(Pointer::root().child(token).as_str()) else { return };
        self.below(tokens, object, child, &trail.child(token));
    }

    /// Says what was done, and where what has another place now comes from.
    fn end(self, moved: &mut Moved, diagnostics: &mut Diagnostics) {
        for (before, after) in self.renamed {
            moved.insert(&after, moved.origin(&before));
        }
        let mut reported: BTreeMap<(&str, String), Known> = BTreeMap::new();
        for Said { pointer, of_keys, say } in self.said {
            let origin = moved.origin(&pointer);
            let name = of_keys.map(|object| (object, pointer.last().unwrap_or_default().into_owned()));
            match (name.as_ref().and_then(|name| reported.get(name)), name) {
                (Some(known), _) => diagnostics.again(*known, origin),
                (None, Some(name)) => _ = reported.insert(name, diagnostics.push_first(say(&origin))),
                (None, None) => diagnostics.push(say(&origin)),
            }
        }
    }

    fn value(&mut self, shape: Shape, value: &mut Value, trail: &Trail<'_>) {
        if scalars::is_text(shape) {
            self.text_as_written(value, trail);
        }
        if let Some(mended) = self.components.in_place(shape, value) {
            self.put(mended, value, trail);
        }
        // A value may have several faults, one inside the other.
        for repair in REPAIRS {
            if let Some(mended) = repair(shape, value) {
                self.put(mended, value, trail);
            }
        }
        match (shape, value) {
            (Shape::One(object) | Shape::FlagOr(object) | Shape::TextsOr(object), Value::Object(members)) => {
                self.object(object, members, trail);
            }
            (Shape::List(object), Value::Array(elements)) => self.list(Shape::One(object), elements, trail),
            (Shape::Map(object), Value::Object(members)) => {
                let done = objects::mend_names(object, members);
                self.done(done, trail);
                self.map(Shape::One(object), members, trail);
            }
            (Shape::Lists(object), Value::Object(members)) => self.map(Shape::List(object), members, trail),
            (Shape::Requirements, Value::Array(elements)) => {
                for (index, schemes) in elements.iter_mut().enumerate() {
                    schemes.as_object_mut().into_iter().for_each(|it| self.map(Shape::Texts, it, &trail.index(index)));
                }
            }
            (Shape::Texts | Shape::TextsOr(_), Value::Array(elements)) => self.list(Shape::Text, elements, trail),
            (Shape::TextMap, Value::Object(members)) => self.map(Shape::Text, members, trail),
            _ => {}
        }
    }

    fn text_as_written(&mut self, value: &mut Value, trail: &Trail<'_>) {
        if let Some(mended) = scalars::text_as_written(value, trail) {
            self.put(mended, value, trail);
        }
    }

    fn put(&mut self, mended: Mended, place: &mut Value, trail: &Trail<'_>) {
        let Mended { value, reading, places } = mended;
        *place = value;
        let pointer = |key: &String| trail.child(key).pointer();
        self.renamed.extend(places.iter().map(|(before, after)| (pointer(before), pointer(after))));
        self.report(trail, reading);
    }

    fn list(&mut self, shape: Shape, elements: &mut [Value], trail: &Trail<'_>) {
        for (index, element) in elements.iter_mut().enumerate() {
            self.value(shape, element, &trail.index(index));
        }
    }

    fn map(&mut self, shape: Shape, members: &mut Map<String, Value>, trail: &Trail<'_>) {
        for (name, member) in members {
            self.value(shape, member, &trail.child(name));
        }
    }
}

impl Walk {
    fn object(&mut self, object: &'static Object, members: &mut Map<String, Value>, trail: &Trail<'_>) {
        let done = references::schema_of_parameter(object, members);
        self.done(done, trail);
        if object.referable != Referable::No && members.contains_key("$ref") {
            self.reference(object, members, trail);
            // Beside the reference of a schema of 3.1 stands what may stand in any other one.
            if self.dialect == Dialect::V3_0 || object.kind != ObjectKind::Schema || members.len() == 1 {
                return;
            }
        }
        let done = self.components.in_type(object, members);
        self.done(done, trail);
        let done = objects::mend(object, members);
        self.done(done, trail);
        if objects::says_text(members) {
            for (name, value) in objects::values_of(members) {
                let here = trail.child(name);
                match value {
                    Value::Array(values) => {
                        let values = values.iter_mut().enumerate();
                        values.for_each(|(index, value)| self.text_as_written(value, &here.index(index)));
                    }
                    value => self.text_as_written(value, &here),
                }
            }
        }
        let mut ignored = Vec::new();
        for (name, value) in members.iter_mut() {
            let here = trail.child(name);
            match (object.key(name), object.member(name)) {
                (Some(key), _) if matters(&key.role) || !is_other(key.shape, value) => {
                    self.value(key.shape, value, &here);
                }
                (Some(_), _) => {
                    self.report(&here, "is ignored: it is no documentation of the form that belongs there");
                    ignored.push(name.clone());
                }
                (None, Some(member)) => self.value(Shape::One(member), value, &here),
                (None, None) if name == "$ref" && object.referable != Referable::No => {}
                (None, None)
                    if is_extension(name) || matches!(object.members, Members::Paths(_) | Members::Statuses(_)) => {}
                (None, None) if self.unknown == Unknown::Kept => {}
                (None, None) => {
                    self.unknown(object, value, &here);
                    ignored.push(name.clone());
                }
            }
        }
        for name in ignored {
            members.shift_remove(&name);
        }
    }

    /// Says what was done to the keys of an object or a mapping.
    fn done(&mut self, done: objects::Done, trail: &Trail<'_>) {
        for (key, reading) in done.said {
            self.report(&trail.child(&key), reading);
        }
        for (key, reading) in done.misspelled {
            let say = move |origin: &Origin| catalogue::normalise::repaired_key(origin, reading);
            let pointer = trail.child(&key).pointer();
            self.said.push(Said { pointer, of_keys: None, say: Box::new(say) });
        }
        for (before, after) in done.renamed {
            let place = after.iter().fold(trail.pointer(), |pointer, key| pointer.child(key));
            self.renamed.push((trail.child(&before).pointer(), place));
        }
    }

    /// Says what is not read of what stands under a key that the specification does not know.
    fn unknown(&mut self, object: &'static Object, value: &Value, trail: &Trail<'_>) {
        let brought = trail.moved().brought(value, &trail.origin());
        let (of_keys, say): (_, Say) = match brought {
            Brought::Whole => return,
            Brought::Part => {
                (None, Box::new(|origin| catalogue::normalise::unknown_key_in_part(origin, object.kind.name())))
            }
            Brought::Nothing => (
                Some(object.kind.name()),
                Box::new(|origin| catalogue::normalise::unknown_key(origin, object.kind.name(), &object.names())),
            ),
        };
        self.said.push(Said { pointer: trail.pointer(), of_keys, say });
    }

    fn reference(&mut self, object: &'static Object, members: &mut Map<String, Value>, trail: &Trail<'_>) {
        let Some(Value::String(text)) = members.get_mut("$ref") else { return };
        let Referable::Component(section) = object.referable else { return };
        // What is yet to be merged in speaks of its own file.
        if self.unknown == Unknown::Kept && trail.origin().file != trail.moved().file() {
            return;
        }
        if let Some((mended, reading)) = self.components.mend(section, text) {
            *text = mended;
            self.report(&trail.child("$ref"), reading);
        } else if references::is_body_of_schema(section, text) {
            *members = references::body_of_schema(text);
            let schema = trail.child("content").child(references::JSON).child("schema").pointer();
            self.renamed.push((trail.pointer(), schema));
            self.report(trail, "is read as a body of the schema that it refers to, in JSON");
        }
    }

    fn report(&mut self, trail: &Trail<'_>, reading: &'static str) {
        let say = move |origin: &Origin| catalogue::normalise::repaired(origin, reading);
        self.said.push(Said { pointer: trail.pointer(), of_keys: None, say: Box::new(say) });
    }
}

/// Whether what stands under a key decides anything of the client.
fn matters(role: &Role) -> bool {
    match role {
        Role::Required | Role::Optional | Role::Degraded(_) | Role::Refused(_) => true,
        Role::Documentation | Role::Unused(_) => false,
    }
}

/// Whether a value is of another kind than the shape wants, whatever it holds.
pub(super) fn is_other(shape: Shape, value: &Value) -> bool {
    let (is_object, is_array) = (value.is_object(), value.is_array());
    match shape {
        _ if value.is_null() => false,
        Shape::Text | Shape::Choice(_) => is_object || is_array,
        Shape::Flag | Shape::Number | Shape::Count | Shape::Positive => is_object || is_array,
        Shape::Free | Shape::FlagOr(_) | Shape::TextsOr(_) => false,
        Shape::Texts | Shape::FreeList | Shape::List(_) | Shape::Requirements => !is_array,
        Shape::TextMap | Shape::One(_) | Shape::Map(_) | Shape::Lists(_) => !is_object,
    }
}

//! Puts what references lead to in their place where the specification has none: OpenAPI lets path items, schemas and
//! other components be given by `$ref` (OpenAPI 3.0.3, "Reference Object"), and tools that put documents in many files
//! together follow every one. What a file has of paths, of a section of components, of an operation or of a text can
//! mean one thing only there.
//!
//! What stands beside such a reference holds too, and wins, as beside that of a path item.

use serde_json::{Map, Value};

use super::external::is_file_name;
use super::grammar::walk::shapes;
use super::grammar::{Object, ObjectKind, Referable, Shape, is_extension, reference};
use super::paths::from_first;
use super::taken::Taken;
use super::trail::Trail;
use super::{Moved, Place};
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::load::MAX_DEPTH;
use crate::source::{Origin, Pointer, PointerError};

/// Embeds what references in a place lead to.
pub(super) fn embed(
    tree: &mut Value,
    place: &Place,
    (moved, taken): (&mut Moved, &mut Taken<'_>),
    diagnostics: &mut Diagnostics,
) {
    let whole = Gap { shape: Shape::One(place.object), pointer: place.pointer.clone() };
    let mut open = gaps(tree, whole, moved);
    if open.is_empty() {
        return;
    }
    let mut embedding = Embedding { moved, taken, diagnostics };
    while let Some(gap) = open.pop() {
        if embedding.fill(tree, &gap) {
            if gap.holds_components() {
                embedding.taken.intake.know(tree, embedding.moved);
            }
            open.extend(gaps(tree, gap, embedding.moved));
        }
    }
}

/// A place that holds a reference and may not.
struct Gap {
    shape: Shape,
    pointer: Pointer,
}

impl Gap {
    fn holds_components(&self) -> bool {
        let mut tokens = self.pointer.tokens();
        tokens.next().is_none_or(|first| first == "components") && tokens.count() <= 1
    }
}

/// Those in a place, the last first: the outermost ones.
fn gaps(tree: &Value, Gap { shape, pointer }: Gap, moved: &Moved) -> Vec<Gap> {
    let Some(value) = pointer.value_in(tree) else { return Vec::new() };
    let mut found = Vec::new();
    shapes(shape, value, &Trail::Root(&Moved::none(moved.file())), &mut |shape, value, trail| {
        let is_gap = is_gap(shape, value);
        if is_gap {
            found.push(Gap { shape, pointer: pointer.join(&trail.pointer()) });
        }
        !is_gap
    });
    found.reverse();
    found
}

/// Whether a reference stands where there is no place for one.
fn is_gap(shape: Shape, value: &Value) -> bool {
    let is_referable = shape.object().is_some_and(|object| object.referable != Referable::No);
    !is_referable && reference(value).is_some()
}

/// How sure it is that a reference is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Nothing else can be.
    Reference,
    /// It is, where it leads to what belongs there; else there is another reading, or what is wrong is said of the
    /// value.
    ReferenceIfFit,
    /// Only one to a file that is there: the value is one that users choose.
    ReferenceToFile,
}

fn meaning(shape: Shape) -> Meaning {
    match shape {
        // Repair reads such a one as that of the schema.
        Shape::One(object) if object.kind == ObjectKind::MediaType => Meaning::ReferenceIfFit,
        Shape::One(_) | Shape::FlagOr(_) | Shape::TextsOr(_) | Shape::Map(_) | Shape::Lists(_) => Meaning::Reference,
        Shape::List(object) if object.referable == Referable::No => Meaning::Reference,
        Shape::List(_) | Shape::Texts | Shape::FreeList | Shape::Requirements => Meaning::ReferenceIfFit,
        Shape::Text | Shape::Flag | Shape::Number | Shape::Count | Shape::Positive | Shape::Choice(_) => {
            Meaning::ReferenceIfFit
        }
        Shape::Free | Shape::TextMap => Meaning::ReferenceToFile,
    }
}

/// Whether a value may stand there, as far as its kind goes.
fn fits(shape: Shape, value: &Value) -> bool {
    match shape {
        Shape::One(object) if object.kind == ObjectKind::MediaType => is_of(object, value),
        Shape::One(_) | Shape::FlagOr(_) | Shape::TextsOr(_) | Shape::TextMap | Shape::Lists(_) => value.is_object(),
        Shape::Map(_) => value.as_object().is_some_and(is_by_name),
        Shape::List(object) if object.referable == Referable::No => value.is_array() || value.is_object(),
        Shape::List(_) | Shape::Texts | Shape::FreeList | Shape::Requirements => value.is_array(),
        Shape::Text | Shape::Flag | Shape::Number | Shape::Count | Shape::Positive | Shape::Choice(_) => {
            !value.is_array() && !value.is_object()
        }
        Shape::Free => true,
    }
}

/// Whether all keys of a value are those of an object.
fn is_of(object: &Object, value: &Value) -> bool {
    let is_known = |key: &String| object.key(key).is_some() || is_extension(key) || key == "$ref";
    value.as_object().is_some_and(|members| members.keys().all(is_known))
}

/// Whether these are objects by name: a schema may be `true`, too.
fn is_by_name(members: &Map<String, Value>) -> bool {
    members.iter().all(|(name, value)| value.is_object() || value.is_boolean() || name == "$ref" || is_extension(name))
}

struct Embedding<'a, 's> {
    moved: &'a mut Moved,
    taken: &'a mut Taken<'s>,
    diagnostics: &'a mut Diagnostics,
}

/// A step on the way that references lead.
struct Step {
    origin: Origin,
    value: Value,
}

impl Embedding<'_, '_> {
    /// Puts what a reference leads to in its place; tells whether it did.
    fn fill(&mut self, tree: &mut Value, gap: &Gap) -> bool {
        let meaning = meaning(gap.shape);
        let Some(start) = self.start(tree, gap, meaning) else { return false };
        let origin = start.origin.child("$ref");
        let mut way = vec![start];
        if let Err(diagnostic) = self.follow(tree, gap, &mut way) {
            if meaning == Meaning::Reference {
                let fitting = way.iter().skip(1).filter(|step| fits(gap.shape, &step.value));
                fitting.for_each(|step| self.taken.note(step.origin.clone(), gap.shape));
                self.diagnostics.push(diagnostic);
                self.taken.lost.push(gap.pointer.clone());
            }
            return false;
        }
        let reading = "is followed, although only path items, schemas and other components are given by reference";
        self.diagnostics.push(catalogue::normalise::repaired(&origin, reading));
        self.put(tree, gap, way);
        true
    }

    /// The place of a reference; none where there is another reading of it.
    fn start(&self, tree: &Value, gap: &Gap, meaning: Meaning) -> Option<Step> {
        let value = gap.pointer.value_in(tree)?.clone();
        let start = Step { origin: self.moved.origin(&gap.pointer), value };
        let text = reference(&start.value)?;
        let is_alone = start.value.as_object().is_some_and(|members| members.len() == 1);
        let is_read = match meaning {
            Meaning::Reference => true,
            Meaning::ReferenceIfFit => is_alone,
            Meaning::ReferenceToFile => {
                let file = text.split('#').next().filter(|file| is_file_name(file));
                is_alone && file.is_some_and(|file| self.taken.sources.relative(start.origin.file, file).is_some())
            }
        };
        is_read.then_some(start)
    }

    /// Goes from a reference to what it leads to, be it through others.
    fn follow(&mut self, tree: &Value, gap: &Gap, way: &mut Vec<Step>) -> Result<(), Diagnostic> {
        let mut passed: Vec<Origin> = Vec::new();
        while let Some(Step { origin, value }) = way.last()
            && let Some(text) = reference(value).filter(|_| is_gap(gap.shape, value))
        {
            let (place, text) = (origin.child("$ref"), text.to_owned());
            let circle = passed.iter().position(|before| *before == place);
            passed.push(place.clone());
            if let Some(start) = circle {
                let circle = from_first(&passed[start + 1..]);
                return Err(match start {
                    0 => catalogue::resolve::cyclic_reference(&circle),
                    _ => catalogue::resolve::reference_into_circle(&passed[0], &circle),
                });
            }
            let target = self.target(&place, &text)?;
            if self.is_around(gap, &target) {
                return Err(catalogue::resolve::cyclic_reference(&[place]));
            }
            let value = self.value(tree, (&place, &text), &target)?;
            way.push(Step { origin: target, value });
        }
        self.check(gap, &passed, way)
    }

    /// Whether what a reference leads to would be put into itself.
    fn is_around(&self, gap: &Gap, target: &Origin) -> bool {
        let mut around = std::iter::successors(Some(gap.pointer.clone()), Pointer::parent);
        around.any(|holder| self.moved.origin(&holder) == *target)
    }

    fn target(&mut self, place: &Origin, text: &str) -> Result<Origin, Diagnostic> {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let sources = self.taken.sources;
        let found = if file.is_empty() { Some(place.file) } else { sources.relative(place.file, file) };
        let file = found.ok_or_else(|| catalogue::normalise::missing_file(place, text, sources))?;
        let fragment = if fragment == "/" { "" } else { fragment };
        let malformed =
            |error: PointerError| catalogue::resolve::malformed_reference(place, text, &error.of_reference());
        Ok(Origin::new(file, Pointer::from_fragment(fragment).map_err(malformed)?))
    }

    fn value(&mut self, tree: &Value, (place, text): (&Origin, &str), target: &Origin) -> Result<Value, Diagnostic> {
        let is_own = target.file == self.moved.file();
        let file = if is_own { Some(tree) } else { self.taken.file(target.file, self.moved, self.diagnostics) };
        let Some(file) = file else { return Err(catalogue::resolve::reference_into_nothing(place, text)) };
        let value = target.pointer.value_in(file).cloned();
        value.ok_or_else(|| catalogue::resolve::dangling_reference(place, text, []))
    }

    /// What a way ends at must be of the kind that belongs to its place, and not too much.
    fn check(&mut self, gap: &Gap, passed: &[Origin], way: &[Step]) -> Result<(), Diagnostic> {
        let ([.., before, last], Some(place)) = (way, passed.last()) else { return Ok(()) };
        let is_alone = |step: &Step| step.value.as_object().is_none_or(|members| members.len() == 1);
        let (_, others) = way.split_last().unwrap_or((last, &[]));
        if !fits(gap.shape, &last.value) || !last.value.is_object() && !others.iter().all(is_alone) {
            let text = reference(&before.value).unwrap_or_default();
            let found = "nothing of the kind";
            return Err(catalogue::resolve::mistargeted_reference(place, text, &gap.shape.expected(), found));
        }
        let is_deep = gap.pointer.tokens().count() + depth(&last.value) > MAX_DEPTH;
        // What is embedded once is not more than its file has.
        if is_deep || self.taken.touches(&last.origin) && !self.taken.copies.allow(&last.value) {
            return Err(catalogue::normalise::too_many_copies(&passed[0]));
        }
        Ok(())
    }

    /// Puts the end of a way in the place of its start, below what stands beside the references.
    fn put(&mut self, tree: &mut Value, gap: &Gap, mut way: Vec<Step>) {
        let (Some(end), Some(place)) = (way.pop(), tree.pointer_mut(gap.pointer.as_str())) else { return };
        for step in &way[1..] {
            self.note(gap.shape, &step.origin);
        }
        self.note(gap.shape, &end.origin);
        *place = end.value;
        self.moved.bring(&gap.pointer, end.origin);
        let Value::Object(members) = place else { return };
        for Step { origin, value } in way.into_iter().rev() {
            let Value::Object(beside) = value else { continue };
            for (key, value) in beside.into_iter().filter(|(key, _)| key != "$ref") {
                self.moved.insert(&gap.pointer.child(&key), origin.child(&key));
                members.insert(key, value);
            }
        }
    }

    fn note(&mut self, shape: Shape, origin: &Origin) {
        self.moved.read(origin.clone());
        self.taken.note(origin.clone(), shape);
    }
}

/// Levels of mappings and lists in each other.
fn depth(value: &Value) -> usize {
    let below = match value {
        Value::Array(elements) => elements.iter().map(depth).max(),
        Value::Object(members) => members.values().map(depth).max(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return 0,
    };
    below.unwrap_or(0) + 1
}

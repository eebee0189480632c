//! Schemas that values are held against, and that no type comes of: the passes leave out what stands below the keywords
//! that only JSON Schema has. They are read from a copy of the document that has them among its components.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::trees::Trees;
use crate::Run;
use crate::load::Tree;
use crate::resolve::{Document, SchemaId};
use crate::source::{Origin, Pointer};

/// What a keyword holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Schema,
    SchemasByName,
}

/// The keywords.
const KEYWORDS: [(&str, Holds); 8] = [
    ("contains", Holds::Schema),
    ("dependentSchemas", Holds::SchemasByName),
    ("else", Holds::Schema),
    ("if", Holds::Schema),
    ("patternProperties", Holds::SchemasByName),
    ("propertyNames", Holds::Schema),
    ("then", Holds::Schema),
    ("unevaluatedItems", Holds::Schema),
];

/// How often the document is read, for schemas below keywords in schemas below keywords.
const ROUNDS: usize = 4;

/// The schemas below keywords, by their places.
#[derive(Default)]
pub(super) struct Checks(BTreeMap<Origin, SchemaId>);

/// A schema below a keyword.
pub(super) struct Check<'t> {
    pub(super) keyword: &'static str,
    /// The pattern, or the member; nothing where the keyword holds one schema.
    pub(super) name: &'t str,
    pub(super) place: Origin,
    pub(super) written: &'t Value,
}

/// The schemas below the keywords of a schema.
pub(super) fn written<'t>(place: &Origin, schema: &'t Map<String, Value>) -> Vec<Check<'t>> {
    let mut found = Vec::new();
    for (keyword, holds) in KEYWORDS {
        let Some(value) = schema.get(keyword) else { continue };
        let place = place.child(keyword);
        match (holds, value) {
            (Holds::Schema, written) => found.push(Check { keyword, name: "", place, written }),
            (Holds::SchemasByName, Value::Object(named)) => {
                let check =
                    |(name, written): (&'t String, _)| Check { keyword, name, place: place.child(name), written };
                found.extend(named.iter().map(check));
            }
            (Holds::SchemasByName, _) => {}
        }
    }
    found
}

impl Checks {
    /// Reads the schemas below keywords into a document, which has all others already.
    pub(super) fn read(run: &Run<'_>, trees: &Trees<'_>, document: Document) -> (Document, Self) {
        let (mut document, mut checks) = (document, Self::default());
        let mut places = BTreeSet::new();
        for _ in 0..ROUNDS {
            let known = places.len();
            places.extend(document.schemas.values().flat_map(|schema| places_in(trees, &schema.origin)));
            if places.len() == known {
                break;
            }
            let copy = trees.document().map(|tree| Copy::of(tree, trees, &places));
            let Some(read) = copy.and_then(|copy| copy.read(run)) else { break };
            (document, checks) = read;
        }
        (document, checks)
    }

    /// The schema at a place.
    pub(super) fn get(&self, place: &Origin) -> Option<SchemaId> {
        self.0.get(place).copied()
    }

    /// All of them.
    pub(super) fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        self.0.values().copied()
    }
}

/// The places of the schemas below the keywords of one.
fn places_in(trees: &Trees<'_>, schema: &Origin) -> Vec<Origin> {
    let Some(members) = trees.get(schema).and_then(Value::as_object) else { return Vec::new() };
    let checks = written(schema, members).into_iter().filter(|check| check.written.is_object());
    checks.map(|check| check.place).collect()
}

/// A document with components for the schemas below keywords.
struct Copy {
    tree: Tree,
    /// The places of the schemas, by the components.
    names: BTreeMap<String, Origin>,
}

impl Copy {
    fn of(tree: &Tree, trees: &Trees<'_>, places: &BTreeSet<Origin>) -> Self {
        let mut copy = Self { tree: tree.clone(), names: BTreeMap::new() };
        let Some(schemas) = schemas(copy.tree.value_mut()) else { return copy };
        let mut prefix = "Check".to_owned();
        while schemas.keys().any(|name| name.starts_with(&prefix)) {
            prefix.push('_');
        }
        for (index, place) in places.iter().enumerate() {
            let name = format!("{prefix}{index}");
            let value = match trees.file_beside(place.file) {
                // What stands in another file refers to what is in that file.
                Some(file) => Some(json!({ "$ref": format!("{file}{}", place.pointer.to_fragment()) })),
                None => trees.get(place).cloned(),
            };
            schemas.extend(value.map(|value| (name.clone(), value)));
            copy.names.insert(name, place.clone());
        }
        copy
    }

    /// The document with all schemas where they stand.
    fn read(self, run: &Run<'_>) -> Option<(Document, Checks)> {
        let Self { tree, names } = self;
        let section = Origin::root(tree.file()).child("components").child("schemas");
        let mut run = Run::new(run.sources, run.home);
        let normal = run.normal(tree)?.with_callbacks();
        let mut document = run.graph(&normal);
        let mut checks = BTreeMap::new();
        for (name, place) in &names {
            checks.extend(document.components.shift_remove(name).map(|schema| (place.clone(), schema)));
        }
        let copied = |origin: &Origin| {
            let below = origin.pointer.as_str().strip_prefix(section.pointer.as_str())?.strip_prefix('/')?;
            let (name, below) = below.split_once('/').map_or((below, None), |(name, below)| (name, Some(below)));
            let place = names.get(name).filter(|_| origin.file == section.file)?;
            let below = below.map_or(Some(Pointer::root()), |below| Pointer::parse(&format!("/{below}")).ok())?;
            Some(Origin::new(place.file, place.pointer.join(&below)))
        };
        for id in document.schemas.ids() {
            let schema = &mut document.schemas[id];
            if let Some(origin) = copied(&schema.origin) {
                schema.origin = origin;
            }
            schema.component.take_if(|name| names.contains_key(name));
        }
        Some((document, Checks(checks)))
    }
}

/// The component schemas, where the document can have any.
fn schemas(document: &mut Value) -> Option<&mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let components = document.as_object_mut()?.entry("components").or_insert_with(empty);
    components.as_object_mut()?.entry("schemas").or_insert_with(empty).as_object_mut()
}

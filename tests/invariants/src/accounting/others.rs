//! What a document takes from others without a reference to just that place.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::count::Units;

/// A file and a pointer in it.
type Place = (String, String);

/// The place that a pointer means, be it through references on its way.
pub(super) fn through(files: &BTreeMap<String, Value>, mut place: Place) -> Place {
    for _ in 0..32 {
        let (file, pointer) = &place;
        let Some(tree) = files.get(file).filter(|tree| tree.pointer(pointer).is_none()) else { break };
        let ends = pointer.match_indices('/').map(|(at, _)| at).rev();
        let nearest = ends.map(|at| pointer.split_at(at)).find(|(around, _)| tree.pointer(around).is_some());
        let Some((around, way)) = nearest else { break };
        let reference = tree.pointer(around).and_then(|around| around.get("$ref")).and_then(Value::as_str);
        let Some((file, pointer)) = reference.map(|reference| target(file, reference)) else { break };
        place = (file, pointer + way);
    }
    place
}

/// The schemas that are built on a base with a discriminator which was counted, in the files that something was taken
/// from, and were not counted themselves.
pub(super) fn heirs(files: &BTreeMap<String, Value>, main: &str, units: &Units) -> Vec<Place> {
    let is_base = |place: &Place| {
        let schema = files.get(&place.0).and_then(|file| file.pointer(&place.1)).filter(|_| units.contains_key(place));
        let has = |key: &str| schema.is_some_and(|schema| schema.get(key).is_some());
        has("discriminator") && !has("oneOf") && !has("anyOf")
    };
    let read: BTreeSet<&String> = units.keys().map(|(file, _)| file).filter(|file| *file != main).collect();
    let built: Vec<(Place, Vec<Place>)> = read.into_iter().flat_map(|file| built(file, &files[file])).collect();
    let mut line: BTreeSet<&Place> = BTreeSet::new();
    loop {
        let is_next = |bases: &Vec<Place>| bases.iter().any(|base| is_base(base) || line.contains(base));
        let next: BTreeSet<&Place> = built.iter().filter(|(_, bases)| is_next(bases)).map(|(place, _)| place).collect();
        if next.len() == line.len() {
            return next.into_iter().filter(|place| !units.contains_key(*place)).cloned().collect();
        }
        line = next;
    }
}

/// The schemas that a file has by name, with what each is all of.
fn built(file: &str, tree: &Value) -> Vec<(Place, Vec<Place>)> {
    let holders = ["", "/components/schemas", "/$defs", "/definitions"];
    let schemas = holders.into_iter().flat_map(|holder| {
        let members = tree.pointer(holder).and_then(Value::as_object).into_iter().flatten();
        members.map(move |(name, schema)| {
            let pointer = format!("{holder}/{}", name.replace('~', "~0").replace('/', "~1"));
            let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
            let bases = parts.filter_map(|part| Some(target(file, part.get("$ref")?.as_str()?)));
            ((file.to_owned(), pointer), bases.collect())
        })
    });
    schemas.collect()
}

/// What a reference in a file names.
fn target(file: &str, reference: &str) -> Place {
    let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let file = if name.is_empty() { file.to_owned() } else { beside(file, name) };
    (file, pointer.to_owned())
}

/// The name of the file that a relative path in another one means.
pub(super) fn beside(file: &str, path: &str) -> String {
    let mut folders: Vec<&str> = file.split('/').collect();
    folders.pop();
    for step in path.split('/').filter(|step| *step != ".") {
        match step {
            ".." => _ = folders.pop(),
            step => folders.push(step),
        }
    }
    folders.join("/")
}

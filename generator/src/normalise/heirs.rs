//! Schemas of other files that only their base names, by being one: where the discriminator of a base tells its values
//! apart, what is built on it is part of what it is (OpenAPI 3.0.3, "Discriminator Object"), though no reference leads
//! there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Moved;
use super::grammar::reference;
use super::taken::Taken;
use crate::source::{FileId, Origin, Pointer};

/// Where files keep schemas by name: some are nothing else.
const HOLDERS: &[&str] = &["", "/components/schemas", "/$defs", "/definitions"];

/// The schemas of the files that were read which are built on a base that the document has, and that it has not.
pub(super) fn missing(tree: &Value, taken: &Taken<'_>, moved: &Moved) -> Vec<Origin> {
    let mut line: BTreeSet<Origin> = bases(tree, taken, moved);
    if line.is_empty() {
        return Vec::new();
    }
    let files = taken.files().filter(|(file, _)| *file != moved.file());
    let mut others: Vec<(Origin, Vec<Origin>)> =
        files.flat_map(|(file, tree)| built_on_others(tree, file, taken)).collect();
    let mut heirs = Vec::new();
    loop {
        let (next, rest): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|(_, bases)| bases.iter().any(|base| line.contains(base)));
        if next.is_empty() {
            return heirs;
        }
        line.extend(next.iter().map(|(origin, _)| origin.clone()));
        heirs.extend(next.into_iter().map(|(origin, _)| origin).filter(|origin| !taken.intake.has_schema(origin)));
        others = rest;
    }
}

/// The components whose discriminator tells apart what is built on them.
fn bases(tree: &Value, taken: &Taken<'_>, moved: &Moved) -> BTreeSet<Origin> {
    let schemas = Pointer::root().child("components").child("schemas");
    let components = schemas.value_in(tree).and_then(Value::as_object).into_iter().flatten();
    let own = components.filter(|(_, schema)| is_base(schema)).map(|(name, _)| schemas.child(name));
    let own = own.map(|pointer| Origin::new(moved.file(), pointer));
    let brought = taken.intake.schemas().filter(|(_, place)| place.value_in(tree).is_some_and(is_base));
    own.chain(brought.map(|(origin, _)| origin.clone())).collect()
}

/// Whether a schema has a discriminator, be it in a part, that is not about variants.
fn is_base(schema: &Value) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    let parts = || schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    !has("oneOf") && !has("anyOf") && (has("discriminator") || parts().any(is_base))
}

/// The schemas of a file that name others in `allOf`, with the places of those.
fn built_on_others(tree: &Value, file: FileId, taken: &Taken<'_>) -> Vec<(Origin, Vec<Origin>)> {
    let bases = |schema: &Value| -> Vec<Origin> {
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        parts.filter_map(reference).filter_map(|text| taken.sources.place(file, text)).collect()
    };
    let holders = HOLDERS.iter().filter_map(|holder| Pointer::parse(holder).ok());
    let schemas = holders.flat_map(|holder| {
        let members = holder.value_in(tree).and_then(Value::as_object).into_iter().flatten();
        members.map(move |(name, schema)| (Origin::new(file, holder.child(name)), bases(schema)))
    });
    schemas.filter(|(_, bases)| !bases.is_empty()).collect()
}

//! `$defs`: schemas that a schema keeps for others to name. They become components, which is what they are for; what
//! names them finds them by their place in the sources.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Rewriting;
use super::schema::Schema;
use crate::diagnostic::catalogue::name::Rival;
use crate::hash::free_name;
use crate::normalise::HASH_DIGITS;
use crate::normalise::components::report_renamed;
use crate::normalise::grammar::objects::SCHEMA;
use crate::normalise::trail::Trail;
use crate::source::{Origin, Pointer};

/// A schema that is to become a component.
pub(super) struct Definition {
    name: String,
    /// The component that holds it.
    owner: Option<String>,
    origin: Origin,
    value: Value,
}

/// Takes the definitions out of a schema; `definitions` is how JSON Schema called them before 2019-09.
pub(super) fn take(schema: &mut Schema<'_, '_>) {
    for key in ["$defs", "definitions"] {
        if !schema.members.get(key).is_some_and(Value::is_object) {
            continue;
        }
        let owner = owner(&schema.pointer(key));
        let Some((Value::Object(definitions), origin)) = schema.take(key) else { continue };
        for (name, value) in definitions {
            let origin = origin.child(&name);
            schema.rewriting.definitions.push(Definition { name, owner: owner.clone(), origin, value });
        }
    }
}

/// The name of the component that a place is below.
fn owner(pointer: &Pointer) -> Option<String> {
    let mut tokens = pointer.tokens();
    let (first, _, name) = (tokens.next()?, tokens.next()?, tokens.next()?);
    (first == "components").then(|| name.into_owned())
}

/// Puts the definitions among the components, and rewrites them there: they may hold further ones.
pub(super) fn place(rewriting: &mut Rewriting<'_>, tree: &mut Value, root: &Trail<'_>) {
    let (components, schemas) = ("components", "schemas");
    let section = root.child(components);
    let section = section.child(schemas);
    let mut placed = components_there(rewriting, tree, &section);
    while !rewriting.definitions.is_empty() {
        let mut definitions = std::mem::take(&mut rewriting.definitions);
        // A path item that stands for several paths brings its definitions as often.
        definitions.retain(|definition| placed.insert(definition.origin.clone()));
        let Some(members) = member(tree, components).and_then(|components| member(components, schemas)) else { return };
        let Value::Object(members) = members else { return };
        let wanted: Vec<(String, Origin)> = definitions.iter().map(|it| (it.name.clone(), it.origin.clone())).collect();
        for (name, definition) in named(definitions, members) {
            let trail = section.child(&name);
            let Definition { name: own, origin, mut value, .. } = definition;
            if name != own {
                let keeper = members.contains_key(&own).then(|| rewriting.origin(&section.child(&own).pointer()));
                let keeper = keeper.as_ref().map(|keeper| Rival::Item(keeper, "keeps the name"));
                let other = || wanted.iter().find(|(name, place)| *name == own && *place != origin);
                let other = || other().map(|(_, other)| Rival::Item(other, "wants the same name"));
                let rival = keeper.or_else(other).unwrap_or(Rival::Unplaced);
                report_renamed(&name, (&own, &value, &origin), rival, rewriting.diagnostics);
            }
            rewriting.moved.insert(&trail.pointer(), origin);
            rewriting.object(&SCHEMA, &mut value, &trail);
            members.insert(name, value);
        }
    }
}

/// Where the components stand: what references from other files name is one of them already.
fn components_there(rewriting: &Rewriting<'_>, tree: &Value, section: &Trail<'_>) -> BTreeSet<Origin> {
    let section = section.pointer();
    let members = section.value_in(tree).and_then(Value::as_object).filter(|_| !rewriting.definitions.is_empty());
    members.into_iter().flatten().map(|(name, _)| rewriting.origin(&section.child(name))).collect()
}

/// Each definition with a name of its own: the one it has, unless that is taken or several have it; then the
/// component's before it; then with a hash of its place.
fn named(definitions: Vec<Definition>, taken: &Map<String, Value>) -> Vec<(String, Definition)> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for definition in &definitions {
        *times.entry(&definition.name).or_default() += 1;
    }
    let mut used: BTreeSet<String> = taken.keys().cloned().collect();
    let names: Vec<String> = definitions
        .iter()
        .map(|definition| {
            let Definition { name, owner, origin, .. } = definition;
            let own = (times.get(name.as_str()) == Some(&1)).then(|| name.clone());
            let owned = owner.as_ref().map(|owner| [owner, "_", name].concat());
            let free = own.into_iter().chain(owned).find(|name| !used.contains(name));
            let name = free.unwrap_or_else(|| {
                let with_hash = |hash: &str| [name, "_", hash].concat();
                free_name(origin.pointer.as_str(), HASH_DIGITS, with_hash, |name| !used.contains(name))
            });
            used.insert(name.clone());
            name
        })
        .collect();
    names.into_iter().zip(definitions).collect()
}

/// The value under a key, an object where there is none.
fn member<'t>(value: &'t mut Value, key: &str) -> Option<&'t mut Value> {
    Some(value.as_object_mut()?.entry(key).or_insert_with(|| Value::Object(Map::new())))
}

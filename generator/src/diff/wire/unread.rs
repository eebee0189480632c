//! Keywords of JSON Schema that no type comes of, and that refuse values all the same.
//!
//! The schemas below them are compared as any others of the value. What is left is which there are, what they count,
//! and what says nothing without the rest.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::super::checks::{self, Check};
use super::super::trees::Trees;
use super::bounds::Direction;
use super::schemas::{DEPTH, Value};
use super::view::{Rest, Schemas, View};
use super::{Pair, Role, Sides};
use crate::normalise::takes_any_name;
use crate::resolve::{Additional, Schema};
use crate::source::Origin;

/// What is said below a keyword, by the keyword and the name.
type Said<'d> = BTreeMap<(&'static str, &'d str), Held<'d>>;

/// The schemas that hold below a keyword.
struct Held<'d> {
    place: Origin,
    schemas: Schemas,
    /// What the first of them stands in.
    around: &'d Map<String, Json>,
    /// Whether there is no value that they allow.
    is_none: bool,
}

/// A keyword that refuses more than before, or less.
type Moved = (&'static str, Direction);

/// Has what is below the keywords compared; gives those that refuse more, or less, by what there is of them.
pub(super) fn compare(value: &mut Value<'_, '_>) -> Vec<Moved> {
    let Sides { base, head } = value.comparison.trees;
    let mut both = [said(base, &value.base), said(head, &value.head)];
    let mut moved: Vec<Moved> = demands(value, &both).into_iter().collect();
    if both.iter().all(Said::is_empty) {
        return moved;
    }
    if value.has_other_rest() && (is_read_as_rest(base, &value.base) || is_read_as_rest(head, &value.head)) {
        // The values of the map tell it.
        without(&mut both, &["patternProperties"]);
    }
    moved.extend(conditions(value, &mut both));
    moved.extend(counted(value, &mut both));
    let [was, is] = both;
    let keys: BTreeSet<_> = was.keys().chain(is.keys()).copied().collect();
    for (keyword, name) in keys {
        let direction = match (was.get(&(keyword, name)), is.get(&(keyword, name))) {
            (Some(was), Some(is)) => kept(value, keyword, (was, is)),
            (None, _) => Some(new(keyword, base, &value.base)),
            (_, None) => Some(new(keyword, head, &value.head).reversed()),
        };
        moved.extend(direction.map(|direction| (keyword, direction)));
    }
    once(moved)
}

/// Takes keywords away that are told already.
fn without(both: &mut [Said<'_>; 2], keywords: &[&str]) {
    for said in both {
        said.retain(|(keyword, _), _| !keywords.contains(keyword));
    }
}

/// Each keyword once.
fn once(moved: Vec<Moved>) -> Vec<Moved> {
    let mut by_keyword: BTreeMap<&'static str, Direction> = BTreeMap::new();
    for (keyword, direction) in moved {
        by_keyword.entry(keyword).and_modify(|all| *all = all.and(direction)).or_insert(direction);
    }
    by_keyword.into_iter().collect()
}

/// What the schemas of a value say.
fn said<'d>(trees: &'d Trees<'_>, view: &View<'d>) -> Said<'d> {
    let mut said = Said::new();
    for schema in &view.all {
        let Some(around) = trees.get(&schema.origin).and_then(Json::as_object) else { continue };
        let is_rest = |check: &Check<'_>| check.keyword == "patternProperties" && is_rest(check.name, around);
        let says = |check: &Check<'_>| says(check, around) && !is_rest(check);
        for check in checks::written(&schema.origin, around).into_iter().filter(says) {
            let Check { keyword, name, place, written } = check;
            let schema = trees.check(&place);
            let new = || Held { place, schemas: Schemas::new(), around, is_none: false };
            let held = said.entry((keyword, name)).or_insert_with(new);
            held.schemas.extend(schema);
            held.is_none |= *written == Json::Bool(false);
        }
    }
    said
}

/// Whether a pattern is one of all names where nothing else speaks of members: it is what `additionalProperties` says.
fn is_rest(pattern: &str, around: &Map<String, Json>) -> bool {
    let is_said = ["properties", "additionalProperties"].iter().any(|key| around.contains_key(*key));
    takes_any_name(pattern) && !is_said
}

/// Whether a schema below a keyword refuses anything, by itself or with the keywords around it.
fn says(check: &Check<'_>, around: &Map<String, Json>) -> bool {
    let is_any = *check.written == Json::Bool(true) || check.written.as_object().is_some_and(Map::is_empty);
    match check.keyword {
        "if" => around.contains_key("then") || around.contains_key("else"),
        "then" | "else" => around.contains_key("if") && !is_any,
        "contains" => least(around) > 0 || around.contains_key("maxContains"),
        // It is what `dependentRequired` says.
        "dependentSchemas" => !is_any && !demands_only(check.written),
        // What is named is taken where nothing else is.
        "patternProperties" => !is_any || is_closed(around),
        "unevaluatedItems" => !is_any && !are_all_items(around),
        _ => !is_any,
    }
}

/// Whether nothing else speaks of the elements: then these are the elements.
fn are_all_items(around: &Map<String, Json>) -> bool {
    let spoken_of = ["items", "prefixItems", "contains", "allOf", "anyOf", "oneOf"];
    !spoken_of.iter().any(|key| around.contains_key(*key))
}

/// Whether members are refused that nothing names.
fn is_closed(around: &Map<String, Json>) -> bool {
    ["additionalProperties", "unevaluatedProperties"].iter().any(|key| around.get(*key) == Some(&Json::Bool(false)))
}

/// How many elements must be of the schema.
fn least(around: &Map<String, Json>) -> u64 {
    around.get("minContains").and_then(Json::as_u64).unwrap_or(1)
}

/// How many elements may be of the schema.
fn most(around: &Map<String, Json>) -> u64 {
    around.get("maxContains").and_then(Json::as_u64).unwrap_or(u64::MAX)
}

/// Whether the schemas of patterns are read as those of all members that are not declared.
fn is_read_as_rest(trees: &Trees<'_>, view: &View<'_>) -> bool {
    view.any(|schema: &Schema| {
        let written = trees.get(&schema.origin).and_then(Json::as_object);
        let is_typed = |around: &Map<String, Json>| around.get("additionalProperties").is_some_and(Json::is_object);
        let is_by_pattern = written.is_some_and(|around| around.contains_key("patternProperties") && !is_typed(around));
        is_by_pattern && matches!(schema.additional, Additional::Of(_))
    })
}

/// What follows from another condition; of the same one, what holds with it and without it is compared.
fn conditions(value: &Value<'_, '_>, both: &mut [Said<'_>; 2]) -> Option<Moved> {
    const ALL: [&str; 3] = ["if", "then", "else"];
    let (told, direction) = match both.each_ref().map(|said| said.get(&("if", ""))) {
        [None, None] => return None,
        [None, Some(_)] => (&ALL[..], Some(Direction::Tighter)),
        [Some(_), None] => (&ALL[..], Some(Direction::Looser)),
        [Some(was), Some(is)] if are_equal(value, "if", (was, is)) => (&["if"][..], None),
        [Some(was), Some(is)] => (&ALL[..], (!are_written_alike(value, &ALL, (was, is))).then_some(Direction::Both)),
    };
    without(both, told);
    direction.map(|direction| ("if", direction))
}

/// How many elements must be of a schema; where they may be no more than some, one that takes more refuses more.
fn counted(value: &Value<'_, '_>, both: &mut [Said<'_>; 2]) -> Option<Moved> {
    let [Some(was), Some(is)] = both.each_ref().map(|said| said.get(&("contains", ""))) else { return None };
    let tighter = |ordering: Ordering| match ordering {
        Ordering::Equal => None,
        Ordering::Greater => Some(Direction::Tighter),
        Ordering::Less => Some(Direction::Looser),
    };
    let counts =
        [tighter(least(is.around).cmp(&least(was.around))), tighter(most(is.around).cmp(&most(was.around)).reverse())];
    let is_limited = [was, is].iter().any(|held| most(held.around) < u64::MAX);
    let is_other = is_limited && !are_equal(value, "contains", (was, is));
    if is_other {
        without(both, &["contains"]);
    }
    let direction = counts.into_iter().chain([is_other.then_some(Direction::Both)]).flatten().reduce(Direction::and);
    direction.map(|direction| ("contains", direction))
}

/// Whether two schemas below a keyword say the same, be it in other words.
fn are_equal(value: &Value<'_, '_>, keyword: &str, (one, other): (&Held<'_>, &Held<'_>)) -> bool {
    let place = Sides { base: one.place.clone(), head: other.place.clone() };
    let pair = Pair::of((one.schemas.clone(), other.schemas.clone()), value.position, place);
    let is_known = !one.schemas.is_empty() && !other.schemas.is_empty();
    are_written_alike(value, &[keyword], (one, other))
        || is_known && value.comparison.is_same(&Pair { role: Role::Variant, ..pair })
}

/// Whether some keywords around two schemas are the same in all that they refer to.
fn are_written_alike(value: &Value<'_, '_>, keys: &[&str], (one, other): (&Held<'_>, &Held<'_>)) -> bool {
    let Sides { base, head } = value.comparison.trees;
    let text = |trees: &Trees<'_>, held: &Held<'_>, key: &str| {
        held.around.get(key).map(|said| trees.followed(held.place.file, said, DEPTH))
    };
    keys.iter().all(|key| text(base, one, key) == text(head, other, key))
}

/// Has what both sides hold below a keyword compared; gives where one of them allows nothing.
fn kept(value: &mut Value<'_, '_>, keyword: &str, (was, is): (&Held<'_>, &Held<'_>)) -> Option<Direction> {
    match (was.is_none, is.is_none) {
        (true, true) => None,
        (false, true) => Some(Direction::Tighter),
        (true, false) => Some(Direction::Looser),
        (false, false) => {
            let role = match keyword {
                "contains" | "unevaluatedItems" => Role::Item,
                "patternProperties" => Role::MapValue,
                "propertyNames" => Role::Member,
                // It is the value itself, once more.
                _ => Role::Variant,
            };
            let place = Sides { base: was.place.clone(), head: is.place.clone() };
            value.inside(&was.schemas, &is.schemas, role, place);
            None
        }
    }
}

/// What one more below a keyword means for what there was: most refuse more, and a pattern lets in what was refused.
fn new(keyword: &str, trees: &Trees<'_>, was: &View<'_>) -> Direction {
    let around = |schema: &Schema| trees.get(&schema.origin).and_then(Json::as_object);
    match was.rest {
        _ if keyword != "patternProperties" => Direction::Tighter,
        _ if was.any(|schema| around(schema).is_some_and(is_closed)) => Direction::Looser,
        Rest::Of(_) => Direction::Both,
        Rest::Open | Rest::Closed => Direction::Tighter,
    }
}

/// Which members demand others, compared one by one; by a schema that says more on either side, all is compared there.
fn demands(value: &Value<'_, '_>, both: &[Said<'_>; 2]) -> Option<Moved> {
    let Sides { base, head } = value.comparison.trees;
    let is_compared = |name: &str| both.iter().any(|said| said.contains_key(&("dependentSchemas", name)));
    let (was, is) = (demanded(base, &value.base, is_compared), demanded(head, &value.head, is_compared));
    Some(("dependentRequired", Direction::of_demands(&was, &is)?))
}

/// The members with those that each demands, be it by a schema that is not compared.
fn demanded<'d>(
    trees: &'d Trees<'_>,
    view: &View<'d>,
    is_compared: impl Fn(&str) -> bool,
) -> BTreeSet<(&'d str, &'d str)> {
    let by_member = |schema: &&Schema, keyword: &str| trees.get(&schema.origin)?.get(keyword)?.as_object();
    let lists = view.all.iter().filter_map(|schema| by_member(schema, "dependentRequired")).flatten();
    let schemas = view.all.iter().filter_map(|schema| by_member(schema, "dependentSchemas")).flatten();
    let by_schemas = schemas
        .filter(|(name, _)| !is_compared(name))
        .filter_map(|(name, schema)| Some((name, schema.get("required")?)));
    let demands = |(name, names): (&'d String, &'d Json)| {
        let names = names.as_array().into_iter().flatten().filter_map(Json::as_str);
        names.map(|demanded| (name.as_str(), demanded)).collect::<Vec<_>>()
    };
    lists.chain(by_schemas).flat_map(demands).collect()
}

/// Whether a schema says no more of an object than which members must be there.
fn demands_only(written: &Json) -> bool {
    let is_demand = |(key, said): (&String, &Json)| match key.as_str() {
        "type" => said == "object",
        key => ["required", "title", "description", "$comment"].contains(&key),
    };
    written.as_object().is_some_and(|members| members.iter().all(is_demand))
}

/// Null is no value where the types list it and the values do not. Many documents leave it out and mean it, so that it
/// says something only beside one that has it.
pub(super) fn null_among_values(trees: Sides<&Trees<'_>>, (base, head): (&mut View<'_>, &mut View<'_>)) {
    if let (Some(was), Some(is)) = (lists_null(trees.base, base), lists_null(trees.head, head))
        && was != is
    {
        base.nullable &= was;
        head.nullable &= is;
    }
}

/// Whether the values that are listed have null, where the types that are listed with them have.
fn lists_null(trees: &Trees<'_>, view: &View<'_>) -> Option<bool> {
    let written = view.all.iter().filter_map(|schema| trees.get(&schema.origin));
    let has_null = |schema: &&Json| schema["type"].as_array().is_some_and(|types| types.iter().any(|it| it == "null"));
    let values = written.filter(has_null).filter_map(|schema| schema["enum"].as_array());
    values.map(|values| values.contains(&Json::Null)).reduce(|one, other| one && other)
}

/// Whether there is no value: `false`, which is the same as `not: {}` (JSON Schema 2020-12 core, 4.3.2).
pub(super) fn refuses_all(trees: &Trees<'_>, view: &View<'_>) -> bool {
    let is_any = |written: &Json| *written == Json::Bool(true) || written.as_object().is_some_and(Map::is_empty);
    let refuses = |written: &Json| *written == Json::Bool(false) || written.get("not").is_some_and(is_any);
    view.all.iter().filter_map(|schema| trees.get(&schema.origin)).any(refuses)
}

/// Whether a value that has any type but null is written so.
pub(super) fn refuses_null(trees: &Trees<'_>, view: &View<'_>) -> bool {
    let types = |origin| trees.get(origin)?.get("type")?.as_array();
    let mut lists = view.all.iter().filter_map(|schema| types(&schema.origin));
    lists.any(|types| !types.is_empty() && !types.iter().any(|name| name == "null"))
}

//! Edits of one keyword of a schema.

use serde_json::{Map, Value, json};

use super::Edit;
use super::choice::Choice;
use super::expected::{Finding, Kinds, at};
use super::members::requires;
use super::original::Original;
use super::pointer::{child, object, split};
use super::uses::{Node, Part};

/// A schema.
pub(super) type Schema = Map<String, Value>;

/// How one keyword is edited, and what that is.
pub(super) struct Keyword {
    pub(super) name: &'static str,
    /// What only the schema itself may say of its values, so that it is the one that counts.
    pub(super) alone: &'static [&'static str],
    /// Makes the edit; none where it cannot be made.
    pub(super) edit: fn(&mut Schema) -> Option<()>,
    pub(super) there: Kinds,
    pub(super) back: Kinds,
}

/// Edits a keyword of any schema.
pub(super) fn edited(original: &Original<'_>, choice: &mut Choice, keyword: &Keyword) -> Option<Edit> {
    let schemas = original.uses.schemas();
    choice.of_all(&schemas, |place| {
        let place = place.as_str();
        let mut schema = object(original.document, place)?.clone();
        // Values of several variants may be listed as if there was one.
        let is_variant = original.uses.at(place).iter().any(|node| node.part == Part::Variant);
        // What must be there is more than written or not.
        let is_access = keyword.alone.contains(&"readOnly");
        let is_clear = is_plain(original, place) && is_alone(original, place, keyword);
        let is_clear = is_clear && !(is_access && is_required(original, place));
        if !is_clear || is_variant && schema.contains_key("enum") {
            return None;
        }
        let was_enum = schema.contains_key("enum");
        (keyword.edit)(&mut schema)?;
        // A type more or less takes or leaves a name that another one has.
        let is_type = was_enum != schema.contains_key("enum");
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = Value::Object(schema);
        let is_seen = |node: &Node| !(node.part == Part::Header && keyword.alone == ["title"]);
        let nodes: Vec<&Node> = original.uses.at(place).into_iter().filter(|node| is_seen(node)).collect();
        let finding = |kinds: Kinds| {
            let says = |node: &Node| is_seen(node) && !at(node, kinds).0.is_empty();
            Finding::of(nodes.iter().map(|node| at(node, kinds)), original.uses.reach(place, says))
        };
        let edit = Edit::new(keyword.name, place, head).finding(finding(keyword.there), finding(keyword.back));
        Some(if is_type { edit.moving() } else { edit })
    })
}

/// Whether a schema is written where it is looked for, and told of nowhere else.
pub(super) fn is_plain(original: &Original<'_>, place: &str) -> bool {
    let is_called_back = original.called_back.iter().any(|pointer| place.starts_with(pointer.as_str()));
    let has_reference = original.has(&child(place, "$ref"));
    // What several parts of an `allOf` declare is merged.
    let is_merged = original.uses.at(place).iter().any(|node| node.is_merged());
    !is_called_back && !has_reference && !is_merged
}

/// Whether a schema is that of a member which must be there.
fn is_required(original: &Original<'_>, place: &str) -> bool {
    let member = split(place).and_then(|(properties, name)| Some((split(properties)?.0, name)));
    member.is_none_or(|(object, name)| requires(original.document, object, &name))
}

fn is_alone(original: &Original<'_>, place: &str, keyword: &Keyword) -> bool {
    if matches!(*keyword.alone, ["description" | "example" | "title" | "deprecated"]) {
        // Each schema has its own.
        return true;
    }
    let says = |schema: &String| keyword.alone.iter().any(|word| original.has(&child(schema, word)));
    original.uses.at(place).iter().all(|node| !node.all.iter().filter(|schema| *schema != place).any(says))
}

/// The type, where it is one.
pub(super) fn ty(schema: &Schema) -> Option<&str> {
    let has_union = schema.contains_key("oneOf") || schema.contains_key("anyOf");
    schema.get("type").filter(|_| !has_union)?.as_str()
}

/// Whether the schema is of a type, and all values of it are allowed.
fn is_free(schema: &Schema, types: &[&str]) -> Option<()> {
    let says = |keyword: &str| schema.contains_key(keyword);
    (types.contains(&ty(schema)?) && !says("enum") && !says("const") && !says("format")).then_some(())
}

/// The same, for a format: a default could be none of it.
fn is_without_default(schema: &Schema, types: &[&str]) -> Option<()> {
    is_free(schema, types).filter(|()| !schema.contains_key("default"))
}

fn is_of(schema: &Schema, types: &[&str]) -> Option<()> {
    types.contains(&ty(schema)?).then_some(())
}

fn set(schema: &mut Schema, keyword: &str, value: Value) -> Option<()> {
    (schema.insert(keyword.to_owned(), value.clone()) != Some(value)).then_some(())
}

/// Sets what was not set.
fn add(schema: &mut Schema, keyword: &str, value: Value) -> Option<()> {
    if schema.contains_key(keyword) { None } else { set(schema, keyword, value) }
}

/// Makes a count another one that says something, as it did, and as no list of values does.
fn count(schema: &mut Schema, keyword: &str, by: i64) -> Option<()> {
    if schema.contains_key("enum") {
        return None;
    }
    let says = |count: &i64| *count > 0;
    let count = schema.get(keyword)?.as_i64().filter(says)?.checked_add(by).filter(says)?;
    set(schema, keyword, json!(count))
}

/// Sets a text to another one.
fn say(schema: &mut Schema, keyword: &str) -> Option<()> {
    set(schema, keyword, json!("Something else is said here."))
}

/// Negates what is not set.
fn flag(schema: &mut Schema, keyword: &str) -> Option<()> {
    if schema.get(keyword).and_then(Value::as_bool) == Some(true) { None } else { set(schema, keyword, json!(true)) }
}

const TIGHTER: Kinds = ["param-bound-tightened", "req-bound-tightened", "res-bound-tightened"];
const LOOSER: Kinds = ["param-bound-loosened", "req-bound-loosened", "res-bound-loosened"];
const LOWER: Kinds = ["param-max-decreased", "req-bound-tightened", "res-bound-tightened"];
const HIGHER: Kinds = ["param-max-increased", "req-bound-loosened", "res-bound-loosened"];
const PATTERN: Kinds = ["param-pattern-added", "req-pattern-added", "res-bound-tightened"];
const OTHER_PATTERN: Kinds = ["param-pattern-added", "req-pattern-added", "res-bound-loosened"];
const FEWER: Kinds = ["param-maxitems-decreased", "req-maxitems-decreased", "res-bound-tightened"];
const MORE: Kinds = ["param-bound-tightened", "req-minitems-increased", "res-bound-tightened"];
const DEFAULT: Kinds = ["param-default-changed", "req-default-changed", "res-default-changed"];
const NUMBERS: &[&str] = &["integer", "number"];
const TEXT: &[&str] = &["string"];

macro_rules! keywords {
    ($($name:literal, $alone:expr, $edit:expr, $there:expr, $back:expr;)*) => {
        &[$(Keyword { name: $name, alone: &$alone, edit: $edit, there: $there, back: $back },)*]
    };
}

/// Bounds.
pub(super) const BOUNDS: &[Keyword] = keywords![
    "maximum lowered", ["maximum", "exclusiveMaximum"], |it| {
        it.get("maximum").filter(|maximum| maximum.as_i64().is_some_and(|it| it != i64::from(i32::MAX) + 1))?;
        count(it, "maximum", -1)
    }, LOWER, HIGHER;
    "maximum added", ["maximum", "exclusiveMaximum"], |it| {
        is_of(it, NUMBERS)?;
        if it.contains_key("enum") || it.contains_key("exclusiveMaximum") { return None }
        add(it, "maximum", json!(1_000_000))
    }, LOWER, HIGHER;
    "minimum raised", ["minimum", "exclusiveMinimum"], |it| count(it, "minimum", 1), TIGHTER, LOOSER;
    "minimum added", ["minimum", "exclusiveMinimum"], |it| {
        is_of(it, NUMBERS)?;
        if it.contains_key("enum") || it.contains_key("exclusiveMinimum") { return None }
        add(it, "minimum", json!(-1_000))
    }, TIGHTER, LOOSER;
    "multipleOf added", ["multipleOf"], |it| { is_free(it, &["integer"])?; add(it, "multipleOf", json!(2)) },
        ["param-bound-tightened", "req-multipleof-added", "res-bound-tightened"], LOOSER;
    "maxLength lowered", ["maxLength"], |it| count(it, "maxLength", -1),
        ["param-maxlength-decreased", "req-bound-tightened", "res-bound-tightened"], LOOSER;
    "maxLength added", ["maxLength"], |it| { is_free(it, TEXT)?; add(it, "maxLength", json!(1_000)) },
        ["param-maxlength-decreased", "req-maxlength-added", "res-bound-tightened"],
        ["param-bound-loosened", "req-bound-loosened", "res-maxlength-unset"];
    "minLength raised", ["minLength"], |it| count(it, "minLength", 1), TIGHTER, LOOSER;
    "minLength added", ["minLength"], |it| { is_free(it, TEXT)?; add(it, "minLength", json!(1)) }, TIGHTER, LOOSER;
    "pattern added", ["pattern"], |it| { is_free(it, TEXT)?; add(it, "pattern", json!("^[a-z]+$")) }, PATTERN, LOOSER;
    "pattern changed", ["pattern"], |it| {
        it.get("pattern")?;
        set(it, "pattern", json!("^[a-z]+$"))
    }, OTHER_PATTERN, OTHER_PATTERN;
    "maxItems lowered", ["maxItems"], |it| count(it, "maxItems", -1), FEWER, LOOSER;
    "maxItems added", ["maxItems"], |it| { is_of(it, &["array"])?; add(it, "maxItems", json!(100)) }, FEWER, LOOSER;
    "minItems raised", ["minItems"], |it| count(it, "minItems", 1), MORE, LOOSER;
    "minItems added", ["minItems"], |it| { is_of(it, &["array"])?; add(it, "minItems", json!(1)) }, MORE,
        ["param-bound-loosened", "req-bound-loosened", "res-minitems-unset"];
    "uniqueItems set", ["uniqueItems"], |it| { is_of(it, &["array"])?; flag(it, "uniqueItems") },
        ["param-bound-tightened", "req-uniqueitems-added", "res-bound-tightened"], LOOSER;
    "minProperties added", ["minProperties"], |it| {
        is_of(it, &["object"])?;
        // What must be there is one member already.
        if it.contains_key("required") { return None }
        add(it, "minProperties", json!(1))
    },
        ["param-bound-tightened", "req-minprops-added", "res-bound-tightened"], LOOSER;
];

/// Texts for people, defaults and formats.
pub(super) const NOTES: &[Keyword] = keywords![
    "description changed", ["description"], |it| say(it, "description"),
        ["param-doc-changed", "req-doc-changed", "res-doc-changed"],
        ["param-doc-changed", "req-doc-changed", "res-doc-changed"];
    "example changed", ["example"], |it| { is_free(it, TEXT)?; say(it, "example") },
        ["param-doc-changed", "req-example-changed", "res-example-changed"],
        ["param-doc-changed", "req-example-changed", "res-example-changed"];
    "title changed", ["title"], |it| { ty(it)?; say(it, "title") },
        ["schema-title-changed"; 3], ["schema-title-changed"; 3];
    "deprecated set", ["deprecated"], |it| { ty(it)?; flag(it, "deprecated") },
        ["param-deprecated", "req-prop-deprecated", "res-prop-deprecated"],
        ["param-undeprecated", "req-prop-undeprecated", "res-prop-undeprecated"];
    "default of a text changed", ["default"], |it| { is_free(it, TEXT)?; set(it, "default", json!("edited")) },
        DEFAULT, DEFAULT;
    "default of a flag changed", ["default"], |it| {
        is_free(it, &["boolean"])?;
        let is = it.get("default").and_then(Value::as_bool).unwrap_or_default();
        set(it, "default", json!(!is))
    }, DEFAULT, DEFAULT;
    "format added", ["format"], |it| { is_without_default(it, TEXT)?; add(it, "format", json!("uuid")) },
        ["param-format-added", "req-prop-format-added", "res-format-added"],
        ["param-format-removed", "req-prop-format-removed", "res-format-removed"];
    "format of a date added", ["format"], |it| { is_without_default(it, TEXT)?; add(it, "format", json!("date-time")) },
        ["param-format-added", "req-prop-format-added", "res-format-added-date"],
        ["param-format-removed", "req-prop-format-removed", "res-format-removed-date"];
    "int32 made int64", ["format"], |it| {
        is_of(it, &["integer"])?;
        it.get("format").filter(|format| *format == "int32")?;
        // Bounds may leave no number that 32 bits do not hold.
        if it.contains_key("maximum") { return None }
        set(it, "format", json!("int64"))
    }, ["param-format-int32-int64", "req-prop-int32-int64", "res-int32-int64"],
        ["param-format-int64-int32", "req-prop-int64-int32", "res-int64-int32"];
    "made read-only", ["readOnly", "writeOnly"], |it| {
        ty(it)?;
        if it.contains_key("writeOnly") { return None }
        flag(it, "readOnly")
    }, ["req-prop-readonly"; 3], ["res-readonly-removed"; 3];
    "made write-only", ["readOnly", "writeOnly"], |it| {
        ty(it)?;
        if it.contains_key("readOnly") { return None }
        flag(it, "writeOnly")
    }, ["", "res-writeonly-set", "res-writeonly-set"], ["", "res-writeonly-removed", "res-writeonly-removed"];
    "null allowed", ["nullable", "type", "enum", "properties", "items"], |it| {
        ty(it)?;
        if it.contains_key("enum") { return None }
        flag(it, "nullable")
    }, ["param-became-nullable", "req-prop-became-nullable", "res-prop-became-nullable"],
        ["param-became-not-nullable", "req-prop-became-not-nullable", "res-prop-became-not-nullable"];
];

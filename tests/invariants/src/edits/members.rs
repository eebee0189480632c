//! Edits of the members of an object.

use generator::diff::Wire;
use serde_json::{Map, Value, json};

use super::Edit;
use super::choice::Choice;
use super::expected::{Finding, inside};
use super::keywords::{Schema, is_plain, ty};
use super::original::Original;
use super::pointer::{child, object};
use super::uses::{Node, Part, Way, is_moot, members, taken_in};

/// The name of a member that no document has.
const NEW: &str = "edited_member";

/// Kinds for requests and answers.
type Kinds = [&'static str; 2];

/// How the members of an object are edited, and what that is.
pub(super) struct Members {
    pub(super) name: &'static str,
    which: Which,
    /// Makes the edit with a member; none where it cannot be made.
    edit: fn(&mut Schema, &str) -> Option<()>,
    there: Kinds,
    back: Kinds,
}

/// The members that an edit is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    New,
    Required,
    Optional,
}

macro_rules! members {
    ($($name:literal, $which:ident, $edit:expr, $there:expr, $back:expr;)*) => {
        &[$(Members { name: $name, which: Which::$which, edit: $edit, there: $there, back: $back },)*]
    };
}

/// All edits of members.
pub(super) const MEMBERS: &[Members] = members![
    "optional member added", New, |it, name| add(it, name, json!({"type": "string"})),
        ["req-prop-added-optional", "res-prop-added-optional"],
        ["req-prop-removed-optional", "res-prop-removed-optional"];
    "required member added", New, |it, name| {
        require(it, name)?;
        add(it, name, json!({"type": "string"}))
    }, ["req-prop-added-required", "res-prop-added-required"],
        ["req-prop-removed-required", "res-prop-removed-required"];
    "required member with a default added", New, |it, name| {
        require(it, name)?;
        add(it, name, json!({"type": "string", "default": "edited"}))
    }, ["req-prop-added-required-default", "res-prop-added-required"],
        ["req-prop-removed-required", "res-prop-removed-required"];
    "optional member removed", Optional, remove,
        ["req-prop-removed-optional", "res-prop-removed-optional"],
        ["req-prop-added-optional", "res-prop-added-optional"];
    "required member removed", Required, |it, name| {
        // What has one value or a default, and what may have them elsewhere, the client gives by itself.
        let member = it.get("properties")?.get(name)?;
        let is_only = |values: &Value| values.as_array().is_some_and(|values| values.len() == 1);
        if ["default", "$ref", "const"].iter().any(|key| member.get(*key).is_some()) { return None }
        if member.get("enum").is_some_and(is_only) { return None }
        free(it, name)?;
        remove(it, name)
    }, ["req-prop-removed-required", "res-prop-removed-required"],
        ["req-prop-added-required", "res-prop-added-required"];
    "optional member renamed", Optional, rename,
        ["req-prop-renamed", "res-prop-renamed"], ["req-prop-renamed", "res-prop-renamed"];
    "required member renamed", Required, |it, name| {
        free(it, name)?;
        require(it, NEW)?;
        rename(it, name)
    }, ["req-prop-renamed", "res-prop-renamed"], ["req-prop-renamed", "res-prop-renamed"];
    "member made required", Optional, require,
        ["req-prop-became-required", "res-prop-became-required"],
        ["req-prop-became-optional", "res-prop-became-optional"];
    "member made optional", Required, free,
        ["req-prop-became-optional", "res-prop-became-optional"],
        ["req-prop-became-required", "res-prop-became-required"];
    "member put last", Optional, |it, name| {
        let properties = properties(it)?;
        let member = properties.shift_remove(name)?;
        properties.insert(name.to_owned(), member);
        (properties.keys().next_back() != properties.keys().next()).then_some(())
    }, ["req-prop-reordered", "res-prop-reordered"], ["req-prop-reordered", "res-prop-reordered"];
];

/// Edits the members of any object.
pub(super) fn edited(original: &Original<'_>, choice: &mut Choice, members: &Members) -> Option<Edit> {
    let document = original.document;
    let mut places = Vec::new();
    for schema in original.uses.schemas() {
        // The first member of all makes another type.
        let declared = object(document, schema).and_then(|schema| schema.get("properties")?.as_object());
        let is_object = declared.is_some_and(|declared| !declared.is_empty());
        if is_object && is_plain(original, schema) && !(members.are_other() && says_of_others(original, schema)) {
            places.extend(candidates(original, schema, members.which).into_iter().map(|name| (schema.clone(), name)));
        }
    }
    choice.of_all(&places, |(place, name)| {
        let base = object(document, place)?;
        let mut schema = base.clone();
        (members.edit)(&mut schema, name)?;
        if schema == *base
            && schema.get("properties").map(Value::to_string) == base.get("properties").map(Value::to_string)
        {
            return None;
        }
        let mut head = document.clone();
        *head.pointer_mut(place)? = Value::Object(schema);
        let is_seen = |node: &Node| members.which == Which::New || is_seen(original, place, name, node);
        let finding = |kinds: Kinds| {
            let nodes = original.uses.at(place).into_iter().filter(|node| is_seen(node));
            let mut reach = original.uses.reach(place, is_seen);
            let is_required = kinds[0] == "req-prop-became-required";
            // What a form must have is an argument, which has a name in the documentation alone.
            reach.is_typed &= !(kinds[0] == "req-prop-renamed" && nodes.clone().all(|node| node.part == Part::Form));
            let finding = Finding::of(nodes.map(|node| inside(node, kinds)), reach)?;
            Some(if is_required && has_default(document, place, name) { finding.at_most(Wire::Risky) } else { finding })
        };
        let what = format!("{} (`{name}`)", members.name);
        Some(Edit::new(&what, place, head).finding(finding(members.there), finding(members.back)))
    })
}

impl Members {
    /// Whether a member comes or goes.
    fn are_other(&self) -> bool {
        ["-added", "-removed"].iter().any(|change| self.there[0].contains(change))
    }
}

/// Whether values are refused that have other members than the declared ones, or not any others: what one means that
/// comes or goes hangs on that.
pub(super) fn says_of_others(original: &Original<'_>, place: &str) -> bool {
    let says = |schema: &String| {
        let others = original.document.pointer(&child(schema, "additionalProperties"));
        others.is_some_and(|others| *others != json!(true) && *others != json!({}))
    };
    original.uses.at(place).iter().any(|node| node.all.iter().any(says))
}

/// The members of an object that its values have from it alone.
fn candidates(original: &Original<'_>, place: &str, which: Which) -> Vec<String> {
    let document = original.document;
    let schema = object(document, place);
    let names = schema.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
    let others = |node: &Node| -> Vec<String> { node.all.iter().filter(|other| *other != place).cloned().collect() };
    let nodes = original.uses.at(place);
    let is_alone = |name: &str| {
        nodes.iter().all(|node| {
            let others = others(node);
            let requires = |other: &String| requires(document, other, name);
            !members(document, &others).contains_key(name)
                && !others.iter().any(requires)
                && !tells(document, node, name)
        })
    };
    if which == Which::New {
        return if is_alone(NEW) { vec![NEW.to_owned()] } else { Vec::new() };
    }
    let is_required = |name: &str| requires(document, place, name);
    // What neither side has a part in is there for Rust alone.
    let is_seen = |name: &str| nodes.is_empty() || nodes.iter().any(|node| is_seen(original, place, name, node));
    let fits = |name: &&String| is_required(name) == (which == Which::Required) && is_alone(name) && is_seen(name);
    names.into_iter().flat_map(Map::keys).filter(fits).cloned().collect()
}

/// Whether something stands for a member that is not given.
fn has_default(document: &Value, object: &str, name: &str) -> bool {
    let schemas = taken_in(document, &[child(&child(object, "properties"), name)]);
    schemas.iter().any(|schema| document.pointer(&child(schema, "default")).is_some())
}

/// Whether a schema asks for a member.
pub(super) fn requires(document: &Value, schema: &str, name: &str) -> bool {
    let required = object(document, schema).and_then(|schema| schema.get("required")?.as_array());
    required.is_some_and(|required| required.iter().any(|it| it == name))
}

/// Whether a member tells of which variant the value is.
fn tells(document: &Value, node: &Node, name: &str) -> bool {
    let tag = |schema: &String| document.pointer(&child(&child(schema, "discriminator"), "propertyName"));
    node.all.iter().filter_map(tag).any(|tag| tag == name)
}

/// Whether the side that a value is for has a part in a member of it.
fn is_seen(original: &Original<'_>, place: &str, name: &str, node: &Node) -> bool {
    let member = child(&child(place, "properties"), name);
    let way = if node.way == Way::Parameter { Way::Request } else { node.way };
    !is_moot(original.document, way, &taken_in(original.document, &[member]))
}

fn properties(schema: &mut Schema) -> Option<&mut Schema> {
    schema.get_mut("properties")?.as_object_mut()
}

fn add(schema: &mut Schema, name: &str, member: Value) -> Option<()> {
    if !schema.contains_key("type") || ty(schema) != Some("object") {
        return None;
    }
    properties(schema)?.insert(name.to_owned(), member);
    Some(())
}

/// Removes a member that is not the only one.
fn remove(schema: &mut Schema, name: &str) -> Option<()> {
    let properties = properties(schema)?;
    properties.shift_remove(name)?;
    (!properties.is_empty()).then_some(())
}

fn rename(schema: &mut Schema, name: &str) -> Option<()> {
    let properties = properties(schema)?;
    let is = |key: &String| if key == name { NEW.to_owned() } else { key.clone() };
    *properties = properties.iter().map(|(key, member)| (is(key), member.clone())).collect();
    Some(())
}

fn require(schema: &mut Schema, name: &str) -> Option<()> {
    let required = schema.entry("required").or_insert_with(|| json!([])).as_array_mut()?;
    required.push(json!(name));
    Some(())
}

fn free(schema: &mut Schema, name: &str) -> Option<()> {
    let required = schema.get_mut("required")?.as_array_mut()?;
    required.retain(|it| it != name);
    if required.is_empty() {
        schema.shift_remove("required");
    }
    Some(())
}

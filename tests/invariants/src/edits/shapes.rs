//! Edits of what values a schema allows: its enum, its type, its variants, what it is all of.

use generator::diff::Wire;
use serde_json::{Value, json};

use super::Edit;
use super::choice::Choice;
use super::expected::{Finding, at, inside};
use super::keywords::{Keyword, Schema, is_plain, ty};
use super::members::says_of_others;
use super::original::Original;
use super::pointer::{child, children, object, resolved};
use super::uses::{Node, Part, Way};
use super::words::is_referred_into;

/// What makes a type, or narrows it.
const SHAPE: &[&str] =
    &["type", "enum", "const", "properties", "items", "oneOf", "anyOf", "format", "additionalProperties", "default"];

/// Edits of enums.
pub(super) const ENUMS: &[Keyword] = &[
    Keyword {
        name: "enum value added",
        alone: &["enum"],
        edit: |it| {
            let values = texts(it)?;
            values.push(json!("edited value"));
            // One value alone is a constant.
            (values.len() > 2).then_some(())
        },
        there: ["param-enum-added-value", "req-prop-enum-added", "res-enum-added"],
        back: ["param-enum-removed-value", "req-prop-enum-removed", "res-enum-removed"],
    },
    Keyword {
        name: "enum value removed",
        alone: &["enum"],
        edit: |it| {
            let default = it.get("default").cloned();
            let values = texts(it)?;
            let last = values.pop()?;
            (values.len() > 1 && Some(last) != default).then_some(())
        },
        there: ["param-enum-removed-value", "req-prop-enum-removed", "res-enum-removed"],
        back: ["param-enum-added-value", "req-prop-enum-added", "res-enum-added"],
    },
    Keyword {
        name: "enum value in another case",
        alone: &["enum"],
        edit: |it| {
            let default = it.get("default").cloned();
            let values = texts(it)?;
            let last = values.pop()?;
            let other = json!(last.as_str()?.to_uppercase());
            let is_new = last != other && !values.contains(&other) && Some(last) != default;
            values.push(other);
            is_new.then_some(())
        },
        there: ["param-enum-case", "req-prop-enum-case", "res-enum-case"],
        back: ["param-enum-case", "req-prop-enum-case", "res-enum-case"],
    },
    Keyword {
        name: "enum reordered",
        alone: &["enum"],
        edit: |it| {
            let values = texts(it)?;
            values.reverse();
            (values.len() > 1).then_some(())
        },
        there: ["param-enum-reordered", "req-prop-enum-reordered", "res-enum-reordered"],
        back: ["param-enum-reordered", "req-prop-enum-reordered", "res-enum-reordered"],
    },
    Keyword {
        name: "enum dropped",
        alone: &["enum"],
        edit: |it| {
            texts(it)?;
            it.shift_remove("enum").map(drop)
        },
        there: ["param-enum-dropped", "req-prop-enum-dropped", "res-enum-dropped"],
        back: ["param-became-enum", "req-prop-became-enum", "res-became-enum"],
    },
];

/// The values of an enum of texts, each there once.
fn texts(schema: &mut Schema) -> Option<&mut Vec<Value>> {
    if ty(schema)? != "string" || schema.contains_key("format") || schema.contains_key("nullable") {
        return None;
    }
    let values = schema.get_mut("enum")?.as_array_mut()?;
    let lower = |value: &Value| value.as_str().map(str::to_lowercase);
    let is_twice = |(index, value): (usize, &Value)| values[..index].iter().any(|it| lower(it) == lower(value));
    let is_clear = values.iter().all(Value::is_string) && !values.iter().enumerate().any(is_twice);
    is_clear.then_some(values)
}

/// How the type of a value is made another one.
pub(super) struct Retyped {
    pub(super) name: &'static str,
    was: &'static str,
    is: fn() -> Value,
    there: fn(&Node) -> &'static str,
    back: fn(&Node) -> &'static str,
}

/// Edits of types.
pub(super) const TYPES: &[Retyped] = &[
    Retyped {
        name: "integer made number",
        was: "integer",
        is: || json!({"type": "number"}),
        there: |node| widened(node, ["param-type-widened", "req-prop-type-widened", "res-type-widened"]),
        back: |node| widened(node, ["param-type-narrowed", "req-prop-type-narrowed", "res-type-narrowed"]),
    },
    Retyped {
        name: "text made integer",
        was: "string",
        is: || json!({"type": "integer"}),
        there: |node| changed(node, ["param-type-narrowed", "req-prop-type-changed", "res-type-changed"]),
        back: |node| changed(node, ["param-int-to-string", "req-prop-type-changed", "res-type-changed"]),
    },
    Retyped {
        name: "flag made text",
        was: "boolean",
        is: || json!({"type": "string"}),
        there: |node| changed(node, ["param-int-to-string", "req-prop-type-changed", "res-type-changed"]),
        back: |node| changed(node, ["param-type-narrowed", "req-prop-type-changed", "res-type-changed"]),
    },
    Retyped {
        name: "text made a list",
        was: "string",
        is: || json!({"type": "array", "items": {"type": "string"}}),
        there: |node| changed(node, ["param-scalar-to-array", "req-prop-type-changed", "res-scalar-to-array"]),
        back: |node| changed(node, ["param-array-to-scalar", "req-prop-type-changed", "res-array-to-scalar"]),
    },
    Retyped {
        name: "text made an object",
        was: "string",
        is: || json!({"type": "object", "properties": {"edited": {"type": "string"}}}),
        there: |node| changed(node, ["param-type-changed", "req-prop-type-changed", "res-scalar-to-object"]),
        back: |node| changed(node, ["param-type-changed", "req-prop-type-changed", "res-type-changed"]),
    },
];

/// The kind where one type holds all values of the other.
fn widened(node: &Node, kinds: [&'static str; 3]) -> &'static str {
    if node.part == Part::Header { "resp-header-type" } else { at(node, kinds).0 }
}

/// The kind where the types have nothing in common, by what the value is to what holds it.
fn changed(node: &Node, kinds: [&'static str; 3]) -> &'static str {
    match (node.part, node.way) {
        (Part::Header, _) => "resp-header-type",
        (Part::Item, Way::Request) => "req-array-item-type",
        (Part::Item, Way::Response | Way::Error) => "res-item-type",
        (Part::MapValue, Way::Request) => "req-map-value-type",
        (Part::MapValue, Way::Response | Way::Error) => "res-addprops-value-type",
        (Part::Item, Way::Parameter) if kinds[0].contains("array") => "param-type-changed",
        _ => at(node, kinds).0,
    }
}

/// Edits the type of any schema that says nothing but its type, its format and what it is for.
pub(super) fn retyped(original: &Original<'_>, choice: &mut Choice, retyped: &Retyped) -> Option<Edit> {
    choice.of_all(&original.uses.schemas(), |place| {
        let place = place.as_str();
        let schema = object(original.document, place)?;
        let says_more = |key: &String| !["type", "description", "format", "title"].contains(&key.as_str());
        let says_shape = |other: &String| SHAPE.iter().any(|word| original.has(&child(other, word)));
        let is_alone = |node: &&Node| !node.all.iter().filter(|other| *other != place).any(says_shape);
        let nodes = original.uses.at(place);
        // A form writes some other types alike.
        let is_variant = nodes.iter().any(|node| matches!(node.part, Part::Variant | Part::Field));
        let fits = ty(schema)? == retyped.was && !schema.keys().any(says_more);
        // What texts a parameter takes depends on their format, and on whether it is written as JSON.
        let is_refined = schema.contains_key("format") || place.contains("/content/");
        let is_refined = is_refined && nodes.iter().any(|node| node.way == Way::Parameter);
        if !fits || is_variant || is_refined || !is_plain(original, place) || !nodes.iter().all(is_alone) {
            return None;
        }
        let mut edited = schema.clone();
        edited.shift_remove("format");
        edited.extend((retyped.is)().as_object()?.clone());
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = Value::Object(edited);
        let finding = |kind: fn(&Node) -> &'static str| {
            Finding::of(nodes.iter().map(|node| (kind(node), *node)), original.uses.reach(place, |_| true))
        };
        Some(Edit::new(retyped.name, place, head).finding(finding(retyped.there), finding(retyped.back)))
    })
}

/// Closes an object that says nothing of other members.
pub(super) fn closed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    objects(original, choice, "object closed", |schema| {
        if ["additionalProperties", "allOf", "discriminator"].iter().any(|word| schema.contains_key(*word)) {
            return None;
        }
        schema.insert("additionalProperties".to_owned(), json!(false));
        Some([["req-addprops-closed", "res-addprops-closed"], ["req-addprops-opened", "res-addprops-opened"]])
    })
}

/// Splits an object into two parts of an `allOf`.
pub(super) fn split(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    objects(original, choice, "object split into allOf", |schema| {
        if ["additionalProperties", "allOf", "discriminator"].iter().any(|word| schema.contains_key(*word)) {
            return None;
        }
        let properties = schema.shift_remove("properties")?;
        let required = schema.shift_remove("required").unwrap_or_else(|| json!([]));
        schema.shift_remove("type");
        let is_described = |name: &Value| name.as_str().is_some_and(|name| properties.get(name).is_some());
        required.as_array()?.iter().all(is_described).then_some(())?;
        let part = |members: Vec<(&String, &Value)>| {
            let required: Vec<&Value> = required
                .as_array()
                .into_iter()
                .flatten()
                .filter(|it| members.iter().any(|(name, _)| *it == *name))
                .collect();
            let mut part = json!({"type": "object", "properties": {}, "required": required});
            if required.is_empty() {
                part.as_object_mut()?.shift_remove("required");
            }
            let own = part.get_mut("properties")?.as_object_mut()?;
            own.extend(members.into_iter().map(|(name, member)| (name.clone(), member.clone())));
            Some(part)
        };
        let all: Vec<(&String, &Value)> = properties.as_object()?.iter().collect();
        let (one, other) = all.split_at_checked(all.len() / 2).filter(|(one, _)| !one.is_empty())?;
        schema.insert("allOf".to_owned(), json!([part(one.to_vec())?, part(other.to_vec())?]));
        Some([["req-allof-refactor", "res-allof-flatten"]; 2])
    })
}

/// Edits an object that is all there is to its values.
fn objects(
    original: &Original<'_>,
    choice: &mut Choice,
    name: &str,
    edit: impl Fn(&mut Schema) -> Option<[[&'static str; 2]; 2]>,
) -> Option<Edit> {
    choice.of_all(&original.uses.schemas(), |place| {
        let place = place.as_str();
        let mut schema = object(original.document, place)?.clone();
        let nodes = original.uses.at(place);
        let is_alone = nodes.iter().all(|node| node.all.len() == 1);
        let is_object =
            ty(&schema)? == "object" && schema.contains_key("properties") && !schema.contains_key("nullable");
        if !is_alone || !is_object || !is_plain(original, place) || is_referred_into(original, place) {
            return None;
        }
        let [there, back] = edit(&mut schema)?;
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = Value::Object(schema);
        let finding = |kinds: [&'static str; 2]| {
            Finding::of(nodes.iter().map(|node| inside(node, kinds)), original.uses.reach(place, |_| true))
        };
        Some(Edit::new(name, place, head).finding(finding(there), finding(back)))
    })
}

/// Gives an `allOf` another part, with an optional member.
pub(super) fn part_added(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.uses.schemas(), |place| {
        let place = place.as_str();
        let mut head = original.document.clone();
        let nodes = original.uses.at(place);
        if !is_plain(original, place) || original.uses.has_heirs(original.document, place) {
            return None;
        }
        if says_of_others(original, place) {
            return None;
        }
        let parts = head.pointer_mut(&child(place, "allOf"))?.as_array_mut()?;
        parts.push(json!({"type": "object", "properties": {"edited_member": {"type": "string"}}}));
        let is_object = |node: &&Node| {
            node.all.iter().any(|schema| original.has(&child(schema, "properties")))
                && !node
                    .all
                    .iter()
                    .any(|schema| original.has(&child(schema, "oneOf")) || original.has(&child(schema, "anyOf")))
        };
        if !nodes.iter().all(is_object) {
            return None;
        }
        let finding = |kinds: [&'static str; 2], wire| {
            let of = nodes.iter().map(|node| inside(node, kinds));
            Finding::of(of, original.uses.reach(place, |_| true)).map(|finding| finding.with_wire(wire))
        };
        let there = finding(["req-allof-added", "res-allof-added"], Wire::Safe);
        let back = finding(["req-allof-removed", "res-allof-removed"], Wire::Risky);
        Some(Edit::new("part of allOf added", place, head).finding(there, back))
    })
}

/// Gives a union of objects another variant.
pub(super) fn variant_added(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    unions(original, choice, "variant added", |variants| {
        variants.push(json!({
            "type": "object", "required": ["edited_member"], "properties": {"edited_member": {"type": "string"}}
        }));
        Some([Gain::Variant, Gain::Loss])
    })
}

/// Puts the last variant first.
pub(super) fn variants_reordered(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    unions(original, choice, "variants reordered", |variants| {
        variants.rotate_right(1);
        Some([Gain::Order, Gain::Order])
    })
}

/// What becomes of the variants.
#[derive(Clone, Copy)]
enum Gain {
    Variant,
    Loss,
    Order,
}

fn unions(
    original: &Original<'_>,
    choice: &mut Choice,
    name: &str,
    edit: fn(&mut Vec<Value>) -> Option<[Gain; 2]>,
) -> Option<Edit> {
    let document = original.document;
    let keywords = ["oneOf", "anyOf"];
    let places: Vec<(&String, &str)> =
        original.uses.schemas().into_iter().flat_map(|schema| keywords.map(|keyword| (schema, keyword))).collect();
    choice.of_all(&places, |(place, keyword)| {
        let list = child(place, keyword);
        let variants = children(document, &list);
        let targets: Vec<String> = variants.iter().filter_map(|variant| resolved(document, variant)).collect();
        let is_object = |target: &String| object(document, target).and_then(ty) == Some("object");
        let is_twice = |(index, target): (usize, &String)| targets[..index].contains(target);
        let is_plain = is_plain(original, place) && !original.has(&child(place, "discriminator"));
        let is_clear = variants.len() > 1 && targets.iter().all(is_object) && !targets.iter().enumerate().any(is_twice);
        if !is_plain || !is_clear || targets.len() != variants.len() {
            return None;
        }
        let mut head = document.clone();
        let [there, back] = edit(head.pointer_mut(&list)?.as_array_mut()?)?;
        let nodes = original.uses.at(place);
        let finding = |gain: Gain| {
            let kinds = match (gain, *keyword) {
                (Gain::Variant, "oneOf") => ["req-oneof-added", "req-oneof-added", "res-oneof-added"],
                (Gain::Variant, _) => ["req-anyof-added", "req-anyof-added", "res-anyof-added"],
                (Gain::Loss, "oneOf") => ["req-oneof-removed", "req-oneof-removed", "res-oneof-removed"],
                (Gain::Loss, _) => ["req-anyof-removed", "req-anyof-removed", "res-anyof-removed"],
                (Gain::Order, _) => ["req-oneof-reordered", "req-oneof-reordered", "res-oneof-reordered"],
            };
            Finding::of(nodes.iter().map(|node| at(node, kinds)), original.uses.reach(place, |_| true))
        };
        Some(Edit::new(name, place, head).finding(finding(there), finding(back)).moving())
    })
}

/// Has a variant be told by another value.
pub(super) fn mapping_changed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.uses.schemas(), |place| {
        let place = place.as_str();
        let has_union = ["oneOf", "anyOf"].iter().any(|keyword| original.has(&child(place, keyword)));
        if !is_plain(original, place) || !has_union && !original.uses.has_heirs(original.document, place) {
            return None;
        }
        let mut head = original.document.clone();
        let mapping = head.pointer_mut(&format!("{place}/discriminator/mapping"))?.as_object_mut()?;
        let (value, target) = mapping.iter().next().map(|(value, target)| (value.clone(), target.clone()))?;
        let variants = ["oneOf", "anyOf"].map(|keyword| children(original.document, &child(place, keyword)));
        let is_variant = |variant: &String| original.document.pointer(&child(variant, "$ref")) == Some(&target);
        if has_union && !variants.iter().flatten().any(is_variant) {
            return None;
        }
        mapping.shift_remove(&value);
        mapping.insert("edited value".to_owned(), target);
        let nodes = original.uses.at(place);
        let kinds = ["req-discriminator-mapping", "res-discriminator-mapping"];
        let finding = Finding::of(nodes.iter().map(|node| inside(node, kinds)), original.uses.reach(place, |_| true));
        Some(Edit::new("variant told by another value", place, head).finding(finding.clone(), finding))
    })
}

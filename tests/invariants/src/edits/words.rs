//! Edits that say the same in other words, or of what nothing uses.

use serde_json::{Value, json};

use super::Edit;
use super::choice::Choice;
use super::expected::Finding;
use super::keywords::{is_plain, ty};
use super::operations::{renamed, without};
use super::original::{Original, references};
use super::pointer::{child, children, decoded, object, resolved, split};
use super::uses::Part;

/// The name of a component that no document has.
const NEW: &str = "EditedComponent";

/// A text that leads to it.
const TO_NEW: &str = "#/components/schemas/EditedComponent";

/// Gives a component another name, wherever it is referred to.
pub(super) fn component_renamed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let components = children(original.document, "/components/schemas");
    choice.of_all(&components, |place| {
        let (parent, was) = split(place)?;
        object(original.document, place)?;
        if original.called_back.contains(place)
            || is_told_by_name(original, place)
            || original.has(&child(place, "$ref"))
        {
            return None;
        }
        let mut head = renamed(original, parent, &was, NEW)?;
        refer_to_new(&mut head, &format!("#{place}"));
        let nodes = original.uses.at(place);
        let there =
            Finding::of(nodes.iter().map(|node| ("schema-renamed", *node)), original.uses.reach(place, |_| true));
        let edit = Edit::new("component renamed", place, head);
        Some(match there {
            Some(there) => edit.finding(Some(there.clone()), Some(there)),
            // Those that refer to what is unused are unused, and say the same as before.
            None if is_referred_to(original, place) => return None,
            None => edit.one("schema-unused-removed", "schema-unused-added", 0).one(
                "schema-unused-added",
                "schema-unused-removed",
                0,
            ),
        })
    })
}

/// Whether the name of a component can be a value of a discriminator.
fn is_told_by_name(original: &Original<'_>, place: &str) -> bool {
    let is_variant = original.uses.at(place).iter().any(|node| node.part == Part::Variant);
    let tells = |schema: &String| original.has(&child(schema, "discriminator"));
    is_variant || original.uses.at(place).iter().any(|node| node.all.iter().any(tells))
}

/// Has all references to a component lead to the new one.
fn refer_to_new(value: &mut Value, was: &str) {
    match value {
        Value::Object(members) => {
            let reference = members.get_mut("$ref");
            if let Some(Value::String(text)) = reference
                && let Some(rest) = text.strip_prefix(was).filter(|rest| rest.is_empty() || rest.starts_with('/'))
            {
                *text = format!("{TO_NEW}{rest}");
            }
            members.values_mut().for_each(|member| refer_to_new(member, was));
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| refer_to_new(element, was)),
        _ => {}
    }
}

/// Makes an inline object or enum a component.
pub(super) fn extracted(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.uses.schemas(), |place| {
        let place = place.as_str();
        let schema = object(original.document, place)?;
        let is_named = split(place)?.0 == "/components/schemas";
        let is_type = ty(schema)? == "object" && schema.contains_key("properties") || schema.contains_key("enum");
        let is_alone = original.uses.at(place).iter().all(|node| node.all.len() == 1 && node.part != Part::Variant);
        if is_named || !is_type || !is_alone || !is_plain(original, place) || is_referred_to(original, place) {
            return None;
        }
        let mut head = original.document.clone();
        let schema = std::mem::replace(head.pointer_mut(place)?, json!({"$ref": TO_NEW}));
        add_component(&mut head, schema)?;
        let count = original.uses.reach(place, |_| true).operations;
        let edit = Edit::new("component extracted", place, head);
        Some(edit.one("schema-inline-to-component", "body-inline-vs-ref", count))
    })
}

/// Whether a reference leads to a place itself, or into it.
fn is_referred_to(original: &Original<'_>, place: &str) -> bool {
    let mut places = Vec::new();
    references(original.document, "", &mut places);
    let targets = places.iter().filter_map(|place| original.document.pointer(place)?.get("$ref")?.as_str());
    targets.filter_map(|target| target.strip_prefix('#')).any(|target| decoded(target).starts_with(place))
}

/// Whether a reference leads into a place.
pub(super) fn is_referred_into(original: &Original<'_>, place: &str) -> bool {
    is_referred_to(original, &format!("{place}/"))
}

fn add_component(head: &mut Value, schema: Value) -> Option<()> {
    let components = head.as_object_mut()?.entry("components").or_insert_with(|| json!({})).as_object_mut()?;
    let schemas = components.entry("schemas").or_insert_with(|| json!({})).as_object_mut()?;
    schemas.insert(NEW.to_owned(), schema).is_none().then_some(())
}

/// Has a reference to an object lead to a copy of it.
pub(super) fn swapped(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let mut places = Vec::new();
    for holder in original.uses.schemas() {
        for keyword in ["properties", "items"] {
            let place = child(holder, keyword);
            let inside = if keyword == "items" { vec![place] } else { children(original.document, &place) };
            places.extend(inside.into_iter().map(|place| (holder, place)));
        }
    }
    choice.of_all(&places, |(holder, place)| {
        let target = only_reference(original, place)?;
        let schema = object(original.document, &target)?;
        let is_told = original.uses.at(&target).is_empty() || is_told_by_name(original, &target);
        let is_clear = original.uses.at(holder).iter().all(|node| node.all.len() == 1);
        let is_object = ty(schema)? == "object" && schema.contains_key("properties");
        let is_component = target.starts_with("/components/schemas/");
        if is_told
            || !is_component
            || !is_clear
            || !is_object
            || !is_plain(original, holder)
            || !is_plain(original, &target)
        {
            return None;
        }
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = json!({"$ref": TO_NEW});
        add_component(&mut head, Value::Object(schema.clone()))?;
        let nodes = original.uses.at(holder);
        let finding = Finding::of(
            nodes.iter().map(|node| ("body-schema-ref-swapped", *node)),
            original.uses.reach(holder, |_| true),
        );
        Some(Edit::new("reference to a copy", place, head).finding(finding.clone(), finding))
    })
}

/// What a place refers to that says nothing beside it.
fn only_reference(original: &Original<'_>, place: &str) -> Option<String> {
    let says_more = object(original.document, place)?.len() > 1;
    resolved(original.document, place).filter(|target| target != place && !says_more)
}

/// Adds a component that nothing uses.
pub(super) fn unused_added(original: &Original<'_>, _: &mut Choice) -> Option<Edit> {
    let mut head = original.document.clone();
    add_component(&mut head, json!({"type": "object", "properties": {"edited": {"type": "string"}}}))?;
    Some(Edit::new("unused component added", "/components", head).one(
        "schema-unused-added",
        "schema-unused-removed",
        0,
    ))
}

/// Removes a component that nothing uses.
pub(super) fn unused_removed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&children(original.document, "/components/schemas"), |place| {
        let is_alias = original.has(&child(place, "$ref"));
        if is_alias || is_referred_to(original, place) || is_told_by_name(original, place) || has_base(original, place)
        {
            return None;
        }
        let head = without(original, place)?;
        Some(Edit::new("unused component removed", place, head).one("schema-unused-removed", "schema-unused-added", 0))
    })
}

/// Whether a schema builds on others, and could stand in for them.
fn has_base(original: &Original<'_>, place: &str) -> bool {
    original.has(&child(place, "allOf"))
}

/// Has a reference be the only part of an `allOf`.
pub(super) fn wrapped(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let holders = original.uses.schemas();
    let places: Vec<(&String, String)> = holders
        .into_iter()
        .flat_map(|holder| {
            children(original.document, &child(holder, "properties")).into_iter().map(move |it| (holder, it))
        })
        .collect();
    choice.of_all(&places, |(holder, place)| {
        let target = only_reference(original, place)?;
        let nodes = original.uses.at(holder);
        let schema = object(original.document, &target)?;
        let is_alone = nodes.iter().all(|node| node.all.len() == 1);
        let is_clear = is_alone && original.uses.at(&target).iter().all(|node| node.all.len() == 1);
        let is_object =
            ty(schema)? == "object" && schema.contains_key("properties") && !schema.contains_key("readOnly");
        if !is_clear || !is_object || !is_plain(original, holder) || is_told_by_name(original, &target) {
            return None;
        }
        let mut head = original.document.clone();
        let reference = head.pointer(place)?.clone();
        *head.pointer_mut(place)? = json!({"allOf": [reference]});
        let kinds = ["req-allof-refactor", "res-allof-flatten"];
        let of = nodes.iter().map(|node| super::expected::inside(node, kinds));
        let finding = Finding::of(of, original.uses.reach(holder, |_| true));
        Some(Edit::new("reference wrapped in allOf", place, head).finding(finding.clone(), finding))
    })
}

/// Makes components of an operation's first parameter, its body and its answers, which means nothing.
pub(super) fn shared(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    const SECTIONS: [(&str, &str); 3] =
        [("parameters/0", "parameters"), ("requestBody", "requestBodies"), ("responses/200", "responses")];
    let places: Vec<(String, &str)> = original
        .operations
        .iter()
        .flat_map(|operation| SECTIONS.map(|(key, section)| (format!("{}/{key}", operation.pointer), section)))
        .collect();
    choice.of_all(&places, |(place, section)| {
        let value = original.document.pointer(place).filter(|value| value.get("$ref").is_none())?.clone();
        if has_names(&value) || is_referred_to(original, place) || value.get("in").is_some_and(|it| it == "path") {
            return None;
        }
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = json!({"$ref": format!("#/components/{section}/{NEW}")});
        let components = head.as_object_mut()?.entry("components").or_insert_with(|| json!({})).as_object_mut()?;
        let shared = components.entry(*section).or_insert_with(|| json!({})).as_object_mut()?;
        shared.insert(NEW.to_owned(), value);
        Some(Edit::new("part made a component", place, head))
    })
}

/// Whether types are declared in it, which would be called after another place.
fn has_names(value: &Value) -> bool {
    const NAMED: [&str; 6] = ["properties", "enum", "allOf", "oneOf", "anyOf", "additionalProperties"];
    match value {
        Value::Object(members) => {
            NAMED.iter().any(|keyword| members.contains_key(*keyword)) || members.values().any(has_names)
        }
        Value::Array(elements) => elements.iter().any(has_names),
        _ => false,
    }
}

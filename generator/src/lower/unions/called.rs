//! What the inline variants of a union are called: words for `name`, each of what a variant says of itself.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::shape_test;
use crate::ir::{Constant, Test};
use crate::lower::annotated::{Annotated, described};
use crate::lower::members::{self, names};
use crate::resolve::{Additional, Document, SchemaId};

/// What each variant is called: what tells it apart, and more of it where others are called so too.
pub(super) fn called(document: &Document, variants: &[SchemaId]) -> Vec<String> {
    let mut called: Vec<String> = variants.iter().map(|&variant| apart(document, variant)).collect();
    for more in [constants, content, own, needed, differing, all] {
        let shared = shared(&called);
        if shared.is_empty() {
            break;
        }
        let words = more(document, variants, &called);
        for at in shared {
            if let Some(Some(words)) = words.get(at) {
                called[at].clone_from(words);
            }
        }
    }
    called
}

/// The places of the words that are there more than once.
fn shared(called: &[String]) -> Vec<usize> {
    let counted = counted(called.iter().map(String::as_str));
    called.iter().enumerate().filter(|(_, words)| counted[words.as_str()] > 1).map(|(at, _)| at).collect()
}

fn counted<'w>(words: impl Iterator<Item = &'w str>) -> BTreeMap<&'w str, usize> {
    let mut counted = BTreeMap::new();
    for word in words {
        *counted.entry(word).or_default() += 1;
    }
    counted
}

/// What tells an inline variant apart: its title, else the component that it describes anew, else the value that it
/// always has, else the first member that it must have, else the value that it has of a member if any, else the kind of
/// its values.
fn apart(document: &Document, id: SchemaId) -> String {
    let schema = &document.schemas[id];
    let test = shape_test(document, id);
    let called = kind(&test);
    let told = match test {
        Test::Object { needed, fixed } => {
            let always = needed.iter().find_map(|(name, constants)| match &constants[..] {
                [only] => Some(of_constant(document, id, name, only)),
                _ => None,
            });
            let first = || needed.first().map(|(name, _)| name.clone());
            let if_any = || fixed.first().map(|(name, only)| of_constant(document, id, name, only));
            always.or_else(first).or_else(if_any)
        }
        Test::Tag(_) | Test::Array | Test::Text | Test::Integer | Test::Number | Test::Boolean | Test::Any => None,
    };
    let described = || document.schemas[Annotated::new(document, schema)?.target].component.clone();
    schema.title.clone().or_else(described).or(told).unwrap_or_else(|| called.to_owned())
}

/// What the only value of a member is called: as in an `enum`; a flag by its member, too.
fn of_constant(document: &Document, id: SchemaId, member: &str, constant: &Constant) -> String {
    let declared = members::always(document, id, member).into_iter();
    let mut named = declared.filter_map(|it| document.schemas[it].value_notes.first()?.name.clone());
    named.next().unwrap_or_else(|| match constant {
        Constant::Text(text) => text.clone(),
        Constant::Number(number) => number.to_string().replace('-', "minus ").replace('.', " point "),
        Constant::Boolean(flag) => format!("{member} {flag}"),
        Constant::Null => format!("{member} null"),
    })
}

/// The values of all members of an object that always have the same one.
fn constants(document: &Document, variants: &[SchemaId], _: &[String]) -> Vec<Option<String>> {
    let constants = |&id: &SchemaId| {
        let Test::Object { needed, .. } = shape_test(document, id) else { return None };
        let constants = needed.iter().filter_map(|(name, constants)| match &constants[..] {
            [only] => Some(of_constant(document, id, name, only)),
            _ => None,
        });
        constants.reduce(|all, constant| format!("{all} {constant}"))
    };
    variants.iter().map(constants).collect()
}

/// The first member of an object, or what a list or a map is one of.
fn content(document: &Document, variants: &[SchemaId], _: &[String]) -> Vec<Option<String>> {
    variants.iter().map(|&variant| content_of(document, variant)).collect()
}

fn content_of(document: &Document, id: SchemaId) -> Option<String> {
    let element = |id: &SchemaId| named(document, *id).unwrap_or_else(|| kind(&shape_test(document, *id)));
    let schema = &document.schemas[id];
    let first = || names(document, id).first().map(|&name| name.to_owned());
    match (&schema.items, &schema.additional) {
        _ if !schema.prefix_items.is_empty() => {
            let positions: Vec<&str> = schema.prefix_items.iter().map(element).collect();
            Some(format!("list of {}", positions.join(" and ")))
        }
        (Some(items), _) => Some(format!("list of {}", element(items))),
        (None, Additional::Of(value)) if !schema.has_members => Some(format!("map of {}", element(value))),
        (None, Additional::Open | Additional::Closed | Additional::Of(_)) => first(),
    }
}

/// What a document calls a schema.
fn named(document: &Document, id: SchemaId) -> Option<&str> {
    let schema = &document.schemas[id];
    schema.component.as_deref().or(schema.title.as_deref())
}

/// All members that an object must have.
fn needed(document: &Document, variants: &[SchemaId], _: &[String]) -> Vec<Option<String>> {
    let needed = |&id: &SchemaId| match shape_test(document, id) {
        Test::Object { needed, .. } if !needed.is_empty() => {
            Some(needed.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" and "))
        }
        Test::Object { .. }
        | Test::Tag(_)
        | Test::Array
        | Test::Text
        | Test::Integer
        | Test::Number
        | Test::Boolean
        | Test::Any => None,
    };
    variants.iter().map(needed).collect()
}

/// What it is called, and the first member that no other variant has.
fn own(document: &Document, variants: &[SchemaId], called: &[String]) -> Vec<Option<String>> {
    let named: Vec<IndexSet<&str>> = variants.iter().map(|&variant| names(document, variant)).collect();
    let counted = counted(named.iter().flatten().copied());
    let own = |(names, called): (&IndexSet<&str>, &String)| {
        let name = names.iter().find(|&&name| counted[name] == 1)?;
        Some(format!("{called} and {name}"))
    };
    named.iter().zip(called).map(own).collect()
}

/// What it is called, and what it has as a member that all of this name have: the first that they have as different
/// things, as many as there are.
fn differing(document: &Document, variants: &[SchemaId], called: &[String]) -> Vec<Option<String>> {
    let mut words = vec![None; variants.len()];
    for (called, group) in groups(called) {
        let declared: Vec<_> = group.iter().map(|&at| members::declared(document, variants[at])).collect();
        let of_all = declared[0].keys().filter_map(|&name| {
            let members = declared.iter().map(|members| Some(content_or_kind(document, *members.get(name)?)));
            Some((name, members.collect::<Option<Vec<String>>>()?))
        });
        // Of several with as many, `max_by_key` takes the last.
        let of_all: Vec<_> = of_all.collect();
        let most = of_all.into_iter().rev().max_by_key(|(_, members)| different(members));
        let Some((name, members)) = most.filter(|(_, members)| different(members) > 1) else { continue };
        let is_last = called.split(" and ").last() == Some(name);
        let before = if is_last { called.to_owned() } else { format!("{called} and {name}") };
        for (at, member) in group.into_iter().zip(members) {
            words[at] = Some(format!("{before} {member}"));
        }
    }
    words
}

/// How many of these are not the same.
fn different(words: &[impl Ord]) -> usize {
    words.iter().collect::<BTreeSet<_>>().len()
}

/// The places of the words that are there more than once, by the word.
fn groups(called: &[String]) -> BTreeMap<&str, Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in shared(called) {
        groups.entry(&called[at]).or_default().push(at);
    }
    groups
}

/// What tells a member apart.
fn content_or_kind(document: &Document, id: SchemaId) -> String {
    let named = named(document, described(document, id)).map(str::to_owned);
    named.or_else(|| content_of(document, id)).unwrap_or_else(|| kind(&shape_test(document, id)).to_owned())
}

/// How many members are named at most.
const MOST_NAMED: usize = 4;

/// All members of an object, where they are few, and not those of all others of its name.
fn all(document: &Document, variants: &[SchemaId], called: &[String]) -> Vec<Option<String>> {
    let mut words = vec![None; variants.len()];
    for group in groups(called).into_values() {
        let members: Vec<IndexSet<&str>> = group.iter().map(|&at| names(document, variants[at])).collect();
        let all: Vec<Vec<&str>> = members.into_iter().map(|names| names.into_iter().collect()).collect();
        if different(&all) > 1 {
            let few = group.into_iter().zip(all).filter(|(_, names)| (1..=MOST_NAMED).contains(&names.len()));
            few.for_each(|(at, names)| words[at] = Some(names.join(" and ")));
        }
    }
    words
}

pub(super) fn kind(test: &Test) -> &'static str {
    match test {
        Test::Text => "text",
        Test::Integer => "integer",
        Test::Number => "number",
        Test::Boolean => "boolean",
        Test::Array => "list",
        Test::Object { .. } | Test::Tag(_) => "object",
        Test::Any => "any",
    }
}

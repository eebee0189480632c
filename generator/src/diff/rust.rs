//! What changes in the Rust API: the items of both sides, with what is only called otherwise taken for the same.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Rust;
use crate::emit::{Argument, DEPRECATED, Item};
use crate::source::Origin;

/// An item that is not what it was.
#[derive(Clone, Debug, Serialize)]
pub struct ItemChange {
    /// The item as the head has it, or the base where it is gone.
    pub item: String,
    /// What the listing of the base says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What the listing of the head says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
    /// What that does to callers.
    pub rust: Rust,
    #[serde(skip)]
    pub(super) sort: Sort,
    #[serde(skip)]
    pub(super) base: Option<Origin>,
    #[serde(skip)]
    pub(super) head: Option<Origin>,
}

/// How an item differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Other,
    /// It is called otherwise.
    Renamed,
    /// It is the same but for a pointer.
    Boxed,
    /// A trait is lost.
    Trait,
    /// Arguments of one type have swapped places.
    Swapped,
}

/// Compares the items of two sides; `paired` says which places of the base are which of the head.
pub(super) fn compare(base: &[Item], head: &[Item], paired: &BTreeMap<Origin, Vec<Origin>>) -> Vec<ItemChange> {
    let renames = Renames::of(base, head, paired);
    let mut changes = renames.changes.clone();
    let base: BTreeMap<String, (Item, &Item)> =
        base.iter().map(|item| (renames.applied(item), item)).map(|(now, was)| (key(&now), (now, was))).collect();
    let head: BTreeMap<String, &Item> = head.iter().map(|item| (key(item), item)).collect();
    let texts: BTreeSet<&str> =
        head.values().filter(|item| item.says.starts_with(": enum of text")).map(|item| item.path.as_str()).collect();
    for (key, (now, was)) in &base {
        match head.get(key) {
            Some(item) => changes.extend(kept(now, was, item, &texts)),
            None => changes.push(gone(was)),
        }
    }
    changes.extend(head.iter().filter(|(key, _)| !base.contains_key(*key)).map(|(_, item)| new(item)));
    changes
}

/// What tells an item from others.
fn key(item: &Item) -> String {
    if item.says == ": Default" { [&item.path, ": Default"].concat() } else { item.path.clone() }
}

fn gone(item: &Item) -> ItemChange {
    ItemChange {
        item: item.path.clone(),
        was: Some(item.to_string()),
        is: None,
        rust: Rust::Major,
        sort: if item.says == ": Default" { Sort::Trait } else { Sort::Other },
        base: item.origin.clone(),
        head: None,
    }
}

fn new(item: &Item) -> ItemChange {
    ItemChange {
        item: item.path.clone(),
        was: None,
        is: Some(item.to_string()),
        rust: Rust::Minor,
        sort: Sort::Other,
        base: None,
        head: item.origin.clone(),
    }
}

/// What differs in an item that both sides have; `now` is that of the base with the names of the head.
fn kept(now: &Item, was: &Item, is: &Item, texts: &BTreeSet<&str>) -> Vec<ItemChange> {
    let change = |rust, sort, origins: (Option<&Origin>, Option<&Origin>)| ItemChange {
        item: is.path.clone(),
        was: Some(was.to_string()),
        is: Some(is.to_string()),
        rust,
        sort,
        base: origins.0.cloned(),
        head: origins.1.cloned(),
    };
    let origins = (was.origin.as_ref(), is.origin.as_ref());
    let mut changes = Vec::new();
    if let (Some(one), Some(other)) = (&now.arguments, &is.arguments) {
        changes.extend(arguments(one, other, texts).into_iter().map(|(rust, sort, base, head)| {
            let (base, head) = (base.or(origins.0), head.or(origins.1));
            change(rust, sort, (base, head))
        }));
    }
    if now.says != is.says {
        let (one, other) = (Says::of(&now.says), Says::of(&is.says));
        let (rust, sort) = one.against(&other, texts);
        changes.push(change(rust, sort, origins));
    }
    changes
}

/// An argument that differs: how much, and where it is declared.
type Differing<'i> = (Rust, Sort, Option<&'i Origin>, Option<&'i Origin>);

fn arguments<'i>(base: &'i [Argument], head: &'i [Argument], texts: &BTreeSet<&str>) -> Vec<Differing<'i>> {
    let types = |arguments: &[Argument]| -> Vec<String> { arguments.iter().map(|it| it.ty.clone()).collect() };
    let wires = |arguments: &'i [Argument]| -> Vec<&'i str> { arguments.iter().map(|it| it.wire.as_str()).collect() };
    let (was, is): (BTreeSet<&str>, BTreeSet<&str>) =
        (wires(base).into_iter().collect(), wires(head).into_iter().collect());
    let is_permuted = was == is && wires(base) != wires(head);
    if types(base) == types(head) {
        // Names of arguments are no API, but who gives them in the old order gives the wrong ones.
        return if is_permuted { vec![(Rust::Major, Sort::Swapped, None, None)] } else { Vec::new() };
    }
    if base.len() == head.len() && was != is || is_permuted {
        let differing = base.iter().zip(head).filter(|(one, other)| one.ty != other.ty);
        return differing
            .map(|(one, other)| (Rust::Major, Sort::Other, one.origin.as_ref(), other.origin.as_ref()))
            .collect();
    }
    let find = |all: &'i [Argument], argument: &Argument| all.iter().find(|other| other.wire == argument.wire);
    let gone = base.iter().filter(|argument| find(head, argument).is_none());
    let gone = gone.map(|argument| (Rust::Major, Sort::Other, argument.origin.as_ref(), None));
    let both = head.iter().filter_map(|argument| match find(base, argument) {
        None => Some((Rust::Major, Sort::Other, None, argument.origin.as_ref())),
        Some(one) if one.ty == argument.ty => None,
        Some(one) => {
            let rust = if takes_text(&one.ty, &argument.ty, texts) { Rust::Minor } else { Rust::Major };
            Some((rust, sort(&one.ty, &argument.ty), one.origin.as_ref(), argument.origin.as_ref()))
        }
    });
    gone.chain(both).collect()
}

/// Whether what took a text takes one still: an open enum is made of any.
fn takes_text(was: &str, is: &str, texts: &BTreeSet<&str>) -> bool {
    was == "String" && texts.iter().any(|path| path.ends_with(&["::", is].concat()))
}

/// How two types differ.
fn sort(was: &str, is: &str) -> Sort {
    let bare = |ty: &str| ty.replace("Box<", "").replace('>', "");
    if was != is && bare(was) == bare(is) { Sort::Boxed } else { Sort::Other }
}

/// What a line says behind its path and arguments.
struct Says<'i> {
    core: &'i str,
    /// What it is on the wire.
    wire: &'i str,
    is_deprecated: bool,
}

impl<'i> Says<'i> {
    fn of(says: &'i str) -> Self {
        let (says, is_deprecated) = match says.strip_suffix(DEPRECATED) {
            Some(says) => (says, true),
            None => (says, false),
        };
        // A union goes by its tag, which is on the wire only.
        let (core, wire) = match says.split_once(": union by ") {
            Some((_, wire)) => (": union", wire),
            None => says.split_once(" = ").unwrap_or((says, "")),
        };
        Self { core, wire, is_deprecated }
    }

    fn against(&self, head: &Self, texts: &BTreeSet<&str>) -> (Rust, Sort) {
        if self.core != head.core {
            let inner = |core: &'i str| core.strip_prefix('(').and_then(|core| core.strip_suffix(')'));
            let takes = |core: &str| core.trim_matches(['(', ')']).to_owned();
            let is_setter = inner(self.core).is_some();
            let takes_text = is_setter && takes_text(&takes(self.core), &takes(head.core), texts);
            return (if takes_text { Rust::Minor } else { Rust::Major }, sort(self.core, head.core));
        }
        let rust = if !self.is_deprecated && head.is_deprecated { Rust::Minor } else { Rust::Patch };
        (rust, Sort::Other)
    }
}

/// What is only called otherwise: types and calls of the base by the names that the head has for them.
struct Renames {
    names: BTreeMap<String, String>,
    changes: Vec<ItemChange>,
}

impl Renames {
    fn of(base: &[Item], head: &[Item], paired: &BTreeMap<Origin, Vec<Origin>>) -> Self {
        let declared: BTreeMap<(Role, &Origin), &Item> =
            head.iter().filter_map(|item| Some(((Role::of(item)?, item.origin.as_ref()?), item))).collect();
        let (mut names, mut changes) = (BTreeMap::new(), Vec::new());
        for item in base {
            let (Some(role), Some(origin)) = (Role::of(item), &item.origin) else { continue };
            let mut others = paired.get(origin).into_iter().flatten();
            let Some(other) = others.find_map(|origin| declared.get(&(role, origin))) else { continue };
            if item.path != other.path {
                names.insert(item.path.clone(), other.path.clone());
                changes.push(ItemChange {
                    item: other.path.clone(),
                    was: Some(item.path.clone()),
                    is: Some(other.path.clone()),
                    rust: Rust::Major,
                    sort: Sort::Renamed,
                    base: Some(origin.clone()),
                    head: other.origin.clone(),
                });
            }
        }
        Self { names, changes }
    }

    /// An item of the base with the names of the head.
    fn applied(&self, item: &Item) -> Item {
        let mut item = item.clone();
        if self.names.is_empty() {
            return item;
        }
        item.path = self.path(&item.path);
        item.says = self.text(&item.says);
        for argument in item.arguments.iter_mut().flatten() {
            argument.ty = self.text(&argument.ty);
        }
        item
    }

    /// The path, where it or what it is in has another name.
    fn path(&self, path: &str) -> String {
        let ends = path.char_indices().filter(|(_, c)| matches!(c, '.' | ':')).map(|(at, _)| at).chain([path.len()]);
        let mut parents: Vec<usize> = ends.collect();
        parents.reverse();
        let renamed = parents.into_iter().find_map(|end| Some((end, self.names.get(&path[..end])?)));
        renamed.map_or_else(|| path.to_owned(), |(end, name)| [name, &path[end..]].concat())
    }

    /// A text with the last segments of the names in place of the old ones.
    fn text(&self, text: &str) -> String {
        let last = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
        let names: BTreeMap<String, String> = self.names.iter().map(|(was, is)| (last(was), last(is))).collect();
        let mut words = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end.max(rest.chars().next().map_or(0, char::len_utf8)));
            words.push_str(names.get(word).map_or(word, String::as_str));
            rest = after;
        }
        words
    }
}

/// What an item is that others are called after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Model,
    Call,
    Method,
}

impl Role {
    fn of(item: &Item) -> Option<Self> {
        let (_, inside) = item.path.split_once("::")?;
        let is_whole = |name: &str| !name.contains(['.', ':']);
        match inside.split_once("::")? {
            ("models", name) if is_whole(name) && item.says != ": Default" => Some(Self::Model),
            ("operations", name) if is_whole(name) && item.says.starts_with(": call") => Some(Self::Call),
            ("Client", _) if item.arguments.is_some() => Some(Self::Method),
            _ => None,
        }
    }
}

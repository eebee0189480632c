//! Items that are only called otherwise, by where the documents declare them.

use std::collections::{BTreeMap, BTreeSet};

use super::Rust;
use super::rust::{DEFAULT, ItemChange, Says, Sort};
use super::wire::Counterparts;
use crate::emit::Item;
use crate::source::Origin;

/// What is only called otherwise: types and calls of the base by the names that the head has for them.
pub(super) struct Renames {
    /// By the whole path.
    names: BTreeMap<String, String>,
    /// Models by the last segment, as types are written.
    models: BTreeMap<String, String>,
    /// Calls by the last segment.
    calls: BTreeMap<String, String>,
    /// The enums of calls by the last segment, which stand among calls by their names alone.
    choices: BTreeMap<String, String>,
    pub(super) changes: Vec<ItemChange>,
}

impl Renames {
    pub(super) fn of(base: &[Item], head: &[Item], paired: &Counterparts) -> Self {
        let mut declared: BTreeMap<(Role, &Origin), Vec<&Item>> = BTreeMap::new();
        for item in head {
            if let (Some(role), Some(origin)) = (Role::of(item), &item.origin) {
                declared.entry((role, origin)).or_default().push(item);
            }
        }
        let (were, are) = (calls(base), calls(head));
        let counterparts = |role: Role, origin: &Origin| -> Vec<&Item> {
            let others = paired.get(origin).into_iter().flatten();
            others.filter_map(|origin| declared.get(&(role, origin))).flatten().copied().collect()
        };
        let all = base.iter().filter_map(|item| Some((item, Role::of(item)?, item.origin.as_ref()?)));
        let all: Vec<_> = all.map(|(item, role, origin)| (item, role, counterparts(role, origin))).collect();
        let is_kept = |item: &Item, others: &[&Item]| others.iter().any(|other| other.path == item.path);
        let kept: BTreeSet<&str> = all
            .iter()
            .filter(|(item, .., others)| is_kept(item, others))
            .map(|(item, ..)| item.path.as_str())
            .collect();
        // What has its name as before is no other under a new one.
        let left: Vec<_> = all.iter().filter(|(item, ..)| !kept.contains(item.path.as_str())).collect();
        let taken: BTreeSet<&str> = left
            .iter()
            .filter(|(item, ..)| is_component(item))
            .flat_map(|(.., others)| others.iter().filter(|other| is_component(other)))
            .map(|other| other.path.as_str())
            .collect();
        let (mut names, mut changes) = (BTreeMap::new(), Vec::new());
        for (item, role, others) in left {
            // A component that is called otherwise is that, and nothing that was written out.
            let is_free = |other: &Item| is_component(item) || !taken.contains(other.path.as_str());
            let others = others.iter().filter(|other| !kept.contains(other.path.as_str()) && can_be(item, other));
            let rank = |other: &&&Item| (is_component(other) != is_component(item), sort(other) != sort(item));
            if let Some(other) = others.filter(|other| is_free(other)).min_by_key(rank) {
                names.insert(item.path.clone(), other.path.clone());
                let path = item.path.as_str();
                let is_taken_over = *role == Role::Method && are.contains_key(path) && were.get(path) == are.get(path);
                let sort = if is_taken_over { Sort::TakenOver } else { Sort::Renamed };
                changes.push(called(item, other, sort));
            }
        }
        let words = |module: &str| -> BTreeMap<String, String> {
            let own = names.iter().filter(|(was, _)| was.contains(module));
            own.map(|(was, is)| (last(was).to_owned(), last(is).to_owned())).collect()
        };
        let (models, calls) = (words("::models::"), words("::operations::"));
        let choices = calls.clone().into_iter().filter(|(was, _)| choice_in(was).is_some());
        Self { choices: choices.collect(), models, calls, names, changes }
    }

    /// An item of the base with the names of the head.
    pub(super) fn applied(&self, item: &Item) -> Item {
        let mut item = item.clone();
        if self.names.is_empty() {
            return item;
        }
        let written = if item.path.contains("::models::") { Written::Bare } else { Written::Qualified };
        item.path = self.path(&item.path);
        item.says = self.text(&item.says, written);
        for argument in item.arguments.iter_mut().flatten() {
            argument.ty = self.text(&argument.ty, written);
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
    fn text(&self, text: &str, written: Written) -> String {
        let mut words = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end.max(rest.chars().next().map_or(0, char::len_utf8)));
            let renamed = match written {
                _ if words.ends_with("operations::") => self.calls.get(word),
                _ if words.ends_with("models::") => self.models.get(word),
                Written::Bare if !words.ends_with("::") => self.models.get(word),
                Written::Qualified if !words.ends_with("::") => self.choices.get(word),
                Written::Bare | Written::Qualified => None,
            };
            words.push_str(renamed.map_or(word, String::as_str));
            rest = after;
        }
        words
    }
}

/// An item that is called otherwise.
fn called(was: &Item, is: &Item, sort: Sort) -> ItemChange {
    ItemChange {
        item: is.path.clone(),
        was: Some(was.path.clone()),
        is: Some(is.path.clone()),
        now: None,
        rust: Rust::Major,
        sort,
        base: was.origin.clone(),
        head: is.origin.clone(),
        mark: None,
        whole: None,
        operation: is.operation.clone(),
    }
}

/// How generated types are written in an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Among models, by their names alone.
    Bare,
    /// Elsewhere in their modules, beside the types of the runtime.
    Qualified,
}

/// What an item is that others are called after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Model,
    Call,
    Method,
    /// The enum of what a call sends or gives, by what its name says behind that of the call.
    Choice(&'static str),
}

/// What the names of the enums of calls say behind those of the calls.
const CHOICES: [&str; 3] = ["Answer", "Body", "Error"];

/// What the name of the enum of a call says behind that of the call.
pub(super) fn choice(name: &str) -> Option<&'static str> {
    CHOICES.into_iter().find(|choice| name.ends_with(choice))
}

/// The same of an enum of a call, behind which stands what tells it from something else of that name.
fn choice_in(name: &str) -> Option<&'static str> {
    let places = CHOICES.into_iter().filter_map(|choice| Some((name.rfind(choice)?, choice)));
    places.max().map(|(_, choice)| choice)
}

impl Role {
    fn of(item: &Item) -> Option<Self> {
        let (_, inside) = item.path.split_once("::")?;
        let is_whole = |name: &str| !name.contains(['.', ':']);
        match inside.split_once("::")? {
            ("models", name) if is_whole(name) && item.says != DEFAULT => Some(Self::Model),
            ("operations", name) if is_whole(name) && item.says.starts_with(": call") => Some(Self::Call),
            ("operations", name) if is_whole(name) && item.says.starts_with(": enum") => {
                choice_in(name).map(Self::Choice)
            }
            ("Client", _) if item.arguments.is_some() => Some(Self::Method),
            _ => None,
        }
    }
}

/// Whether it is declared among the schemas that have names.
fn is_component(item: &Item) -> bool {
    let parent = item.origin.as_ref().and_then(|origin| origin.pointer.parent());
    parent.is_some_and(|parent| parent.as_str() == "/components/schemas")
}

/// What a model is: a struct, a union.
fn sort(item: &Item) -> Option<&str> {
    item.says.split_whitespace().nth(1)
}

/// Whether one model can be another under its name: a form is filled in part by part, and is never read.
fn can_be(item: &Item, other: &Item) -> bool {
    let is_form = |item: &Item| sort(item) == Some("form");
    is_form(item) == is_form(other)
}

/// What callers see of each method that makes a call: the types of its arguments, and what it gives.
fn calls(items: &[Item]) -> BTreeMap<&str, Vec<&str>> {
    let called = items.iter().filter(|item| Role::of(item) == Some(Role::Call));
    let given: BTreeMap<&str, &str> = called.map(|item| (item.path.as_str(), item.says.as_str())).collect();
    let given = |item: &Item| {
        let ((module, _), (_, call)) = item.path.split_once("::").zip(item.says.rsplit_once(' '))?;
        given.get(format!("{module}::{call}").as_str()).copied()
    };
    let methods = items.iter().filter_map(|item| Some((item, given(item)?)));
    methods.map(|(item, given)| (item.path.as_str(), types(item).chain([given]).collect())).collect()
}

fn types(method: &Item) -> impl Iterator<Item = &str> {
    method.arguments.iter().flatten().map(|argument| argument.ty.as_str())
}

/// Members and setters that are gone under one name and new under another: their names clashed, or no longer do.
pub(super) fn respelled(changes: Vec<ItemChange>, paired: &Counterparts) -> Vec<ItemChange> {
    let (gone, mut rest): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| change.sort == Sort::Other && change.is.is_none());
    let mut by_parent: BTreeMap<String, Vec<ItemChange>> = BTreeMap::new();
    for change in gone {
        by_parent.entry(parent(&change.item).to_owned()).or_default().push(change);
    }
    for change in rest.iter_mut().filter(|change| change.sort == Sort::Other && change.was.is_none()) {
        let Some(gone) = by_parent.get_mut(parent(&change.item)) else { continue };
        if let Some(at) = gone.iter().position(|gone| is_respelled(gone, change, paired)) {
            let gone = gone.remove(at);
            (change.was, change.base) = (gone.was, gone.base);
            (change.rust, change.sort) = (Rust::Major, Sort::Renamed);
        }
    }
    by_parent.into_values().flatten().chain(rest).collect()
}

/// Whether an item is the same in all but its own name, with which what it is called on the wire is said or not.
fn is_respelled(gone: &ItemChange, new: &ItemChange, paired: &Counterparts) -> bool {
    let (Some(base), Some(head), Some(was), Some(is)) = (&gone.base, &new.head, &gone.was, &new.is) else {
        return false;
    };
    let is_same_place = paired.get(base).is_some_and(|others| others.contains(head));
    // The names of headers are the same in any case.
    let is_header = gone.item.contains("::headers::");
    let is_same_name = |was: &str, is: &str| was == is || is_header && was.eq_ignore_ascii_case(is);
    let is_same_wire = |was: &str, is: &str| {
        was.split_once(" = ").zip(is.split_once(" = ")).is_none_or(|((_, was), (_, is))| is_same_name(was, is))
    };
    let says = (was.strip_prefix(gone.item.as_str()), is.strip_prefix(new.item.as_str()));
    is_same_place && matches!(says, (Some(was), Some(is)) if Says::of(was) == Says::of(is) && is_same_wire(was, is))
}

/// What a path is in.
pub(super) fn parent(path: &str) -> &str {
    path.rfind(['.', ':']).map_or("", |end| &path[..end])
}

/// The last segment of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or_default()
}

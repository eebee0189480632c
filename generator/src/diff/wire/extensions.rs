//! Extensions of what both documents have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::Kind::ExtChanged;
use super::super::Rust;
use super::super::finding::Draft;
use super::super::kind::Effect;
use super::super::trees::Trees;
use super::{Comparison, Sides};
use crate::normalise::{EXTENSIONS, FOREIGN};
use crate::source::Origin;

/// What an object is, which says what its keys are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Object {
    /// Its keys are keywords, and extensions.
    Keywords,
    /// The components: its keys are keywords, and name lists of names.
    Components,
    /// The answers of an operation: its keys are statuses, `default` among them, and extensions.
    Answers,
    /// Its keys are names that the document gives, whatever they begin with.
    Names,
}

/// What stands at the same place in both documents.
struct Both<'t> {
    values: Sides<&'t Value>,
    at: Sides<Origin>,
    object: Object,
}

/// Compares the extensions of objects that both documents have.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.trees;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<Both<'_>> = Both::at(comparison.trees, (base.root(), head.root())).into_iter().collect();
    while let Some(both) = open.pop() {
        let elsewhere = both.elsewhere(comparison.trees).filter(|both| seen.insert(both.at.base.clone()));
        open.extend(elsewhere);
        match (both.values.base, both.values.head) {
            (Value::Object(one), Value::Object(other)) => both.members((one, other), &mut open, &mut found),
            (Value::Array(one), Value::Array(other)) => both.elements((one, other), &mut open),
            _ => {}
        }
    }
    found.sort_by(|one, other| (&one.at.head, &one.at.base).cmp(&(&other.at.head, &other.at.base)));
    // What is referred to is compared where it is used.
    let used = Sides { base: referred_to(base), head: referred_to(head) };
    let is_used = |it: &Changed| holds(&used.head, &it.at.head) || holds(&used.base, &it.at.base);
    for Changed { at: Sides { base: from, head: to }, is_there } in found.into_iter().filter(|it| !is_used(it)) {
        if is_of_values(comparison.trees, &from, &to) {
            continue;
        }
        let name = to.pointer.last().unwrap_or_default();
        let places = (Some(&from).filter(|_| is_there.base), Some(&to).filter(|_| is_there.head));
        let draft = Draft::new(ExtChanged, ("extension", comparison.subjects.head.said_of(&to)), places.0, places.1);
        let is_read = EXTENSIONS.contains(&&*name) || FOREIGN.iter().any(|(key, _)| *key == name);
        // The crate does something else, whether or not an item shows it.
        let draft = match is_read {
            true => draft.effect(Effect::Name).least(Rust::Patch),
            // The same wherever it stands is one cause.
            false => draft.replacing(&written_at(base, &name, &from), &written_at(head, &name, &to)),
        };
        match comparison.operation_at(&to) {
            Some(operation) => comparison.say_of(operation, draft),
            None => comparison.say(draft),
        }
    }
}

impl Comparison<'_> {
    /// The operation that a place of the head is in.
    fn operation_at(&self, place: &Origin) -> Option<usize> {
        let is_in = |holder: &Origin| place.file == holder.file && place.pointer.starts_with(&holder.pointer);
        let holder = self.documents.head.operations.iter().find(|operation| is_in(&operation.origin))?;
        self.operations.iter().position(|id| **id == *holder.id)
    }
}

/// Whether an extension says something of each value of an `enum`, and something else only of those that one side has
/// alone: it comes or goes with these.
fn is_of_values(trees: Sides<&Trees<'_>>, from: &Origin, to: &Origin) -> bool {
    let both = of_each_value(trees.base, from).zip(of_each_value(trees.head, to));
    both.is_some_and(|(was, is)| {
        let is_kept = |(value, said)| is.get(value).is_none_or(|other| other == said);
        was.keys().ne(is.keys()) && was.iter().all(is_kept)
    })
}

/// What an extension says of each value of the `enum` beside it: by a list of as many, by the value, or by a name that
/// another one gives it.
fn of_each_value<'t>(trees: &'t Trees<'_>, place: &Origin) -> Option<BTreeMap<String, Option<&'t Value>>> {
    let schema = trees.get(&Origin::new(place.file, place.pointer.parent()?))?;
    let values: Vec<String> = schema.get("enum")?.as_array()?.iter().map(written).collect();
    let listed = |key: &str| schema.get(key)?.as_array().filter(|list| list.len() == values.len());
    let names = NAMES.iter().find_map(|key| listed(key));
    let name = |index: usize| names.and_then(|names| names[index].as_str());
    let said: Vec<Option<&Value>> = match schema.get(&*place.pointer.last()?)? {
        Value::Array(list) if list.len() == values.len() => list.iter().map(Some).collect(),
        Value::Object(said) => {
            let is_of_value = |key: &String| values.contains(key) || (0..values.len()).any(|at| name(at) == Some(key));
            if !said.keys().all(is_of_value) {
                return None;
            }
            let by_name = |at| name(at).and_then(|name| said.get(name));
            values.iter().enumerate().map(|(at, value)| said.get(value).or_else(|| by_name(at))).collect()
        }
        _ => return None,
    };
    Some(values.into_iter().zip(said).collect())
}

/// An extension with what it says at a place.
fn written_at(trees: &Trees<'_>, name: &str, place: &Origin) -> String {
    format!("{name}: {}", trees.get(place).map_or_else(String::new, Value::to_string))
}

/// The extensions that name the values of an `enum`.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// A value as the key of an object.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What references name in extensions.
fn referred_to(trees: &Trees<'_>) -> BTreeSet<Origin> {
    let mut found = BTreeSet::new();
    trees.references(trees.get(&trees.root()), |target| {
        found.extend(target.pointer.as_str().contains("/x-").then(|| target.clone()));
        true
    });
    found
}

/// Whether one of these places is another one, or stands in it.
fn holds(places: &BTreeSet<Origin>, place: &Origin) -> bool {
    places.iter().any(|it| it.file == place.file && it.pointer.starts_with(&place.pointer))
}

/// An extension that is not what it was.
struct Changed {
    /// Where it stands or would stand.
    at: Sides<Origin>,
    is_there: Sides<bool>,
}

impl<'t> Both<'t> {
    /// What stands at two places.
    fn at(trees: Sides<&'t Trees<'_>>, (base, head): (Origin, Origin)) -> Option<Self> {
        let values = Sides { base: trees.base.get(&base)?, head: trees.head.get(&head)? };
        Some(Self { values, at: Sides { base, head }, object: Object::Keywords })
    }

    /// What both name in another file, which is not met on the way.
    fn elsewhere(&self, trees: Sides<&'t Trees<'_>>) -> Option<Self> {
        let target = |trees: &Trees<'_>, at: &Origin, value| {
            trees.target(at.file, value).filter(|target| target.file != trees.root().file)
        };
        let base = target(trees.base, &self.at.base, self.values.base)?;
        Self::at(trees, (base, target(trees.head, &self.at.head, self.values.head)?))
    }

    fn members(
        &self,
        (one, other): (&'t Map<String, Value>, &'t Map<String, Value>),
        open: &mut Vec<Both<'t>>,
        found: &mut Vec<Changed>,
    ) {
        if one.contains_key("$ref") != other.contains_key("$ref") {
            // What stood here stands elsewhere, or the other way round.
            return;
        }
        let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for key in keys {
            let is_extension = key.starts_with("x-") && self.object != Object::Names;
            let at = Sides { base: self.at.base.child(key), head: self.at.head.child(key) };
            match (one.get(key), other.get(key)) {
                (was, is) if is_extension && was == is => {}
                (was, is) if is_extension => {
                    found.push(Changed { at, is_there: Sides { base: was.is_some(), head: is.is_some() } });
                }
                (Some(base), Some(head)) => {
                    let values = Sides { base, head };
                    open.extend(self.object.member(key).map(|object| Both { values, at, object }));
                }
                _ => {}
            }
        }
    }

    /// Elements go by what names them, others by their place where there are as many.
    fn elements(&self, (one, other): (&'t [Value], &'t [Value]), open: &mut Vec<Both<'t>>) {
        for (index, base) in one.iter().enumerate() {
            let named = other.iter().position(|head| name(base).is_some() && name(head) == name(base));
            let place = named.or_else(|| (name(base).is_none() && one.len() == other.len()).then_some(index));
            if let Some((to, head)) = place.and_then(|to| Some((to, other.get(to)?))) {
                let at = Sides { base: self.at.base.index(index), head: self.at.head.index(to) };
                open.push(Both { values: Sides { base, head }, at, object: self.object });
            }
        }
    }
}

/// What tells an element from others: a parameter and a tag have names, a server has an address.
fn name(element: &Value) -> Option<[Option<&Value>; 4]> {
    let keys = ["$ref", "name", "in", "url"].map(|key| element.get(key));
    keys.iter().any(Option::is_some).then_some(keys)
}

impl Object {
    /// What the member with a key is; none where it is data.
    fn member(self, key: &str) -> Option<Self> {
        match self {
            Self::Names | Self::Answers => Some(Self::Keywords),
            Self::Components => Some(Self::Names),
            Self::Keywords => match key {
                "example" | "examples" | "default" | "enum" | "const" | "security" | "mapping" | "scopes" => None,
                "components" => Some(Self::Components),
                "responses" => Some(Self::Answers),
                "properties" | "patternProperties" | "headers" | "content" | "encoding" | "links" | "callbacks"
                | "variables" | "definitions" | "$defs" | "dependentSchemas" | "webhooks" => Some(Self::Names),
                _ => Some(Self::Keywords),
            },
        }
    }
}

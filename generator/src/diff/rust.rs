//! What changes in the Rust API: the items of both sides, with what is only called otherwise taken for the same.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Rust;
use super::accepts::Accepts;
use super::arguments::arguments;
use super::listed::Listed;
use super::renamed::{Renames, last, respelled};
use super::wire::Counterparts;
use crate::emit::{DEPRECATED, Item, Mark};
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
    /// What the listing of the base says, in the names of the head, where both sides have it.
    #[serde(skip)]
    pub(super) now: Option<String>,
    /// What that does to callers.
    pub rust: Rust,
    #[serde(skip)]
    pub(super) sort: Sort,
    #[serde(skip)]
    pub(super) base: Option<Origin>,
    #[serde(skip)]
    pub(super) head: Option<Origin>,
    #[serde(skip)]
    pub(super) mark: Option<Mark>,
    /// Where all of it is declared, if it is but an argument that differs.
    #[serde(skip)]
    pub(super) whole: Option<(Option<Origin>, Option<Origin>)>,
    /// The operation that it is of, in the head, or in the base where it is gone.
    #[serde(skip)]
    pub(super) operation: Option<Origin>,
}

impl ItemChange {
    /// Whether it is what a type implements, under the name of the type.
    pub fn is_trait(&self) -> bool {
        let is_trait = |text: &String| text.ends_with(DEFAULT);
        self.was.as_ref().or(self.is.as_ref()).is_some_and(is_trait)
    }

    /// Whether it is called otherwise.
    pub(super) fn is_renamed(&self) -> bool {
        matches!(self.sort, Sort::Renamed | Sort::TakenOver)
    }

    /// Whether code compiles as before and means something else.
    pub(super) fn swaps(&self) -> bool {
        matches!(self.sort, Sort::Swapped | Sort::TakenOver)
    }

    /// Whether another says the same of the same item.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (&self.item, &self.was, &self.is) == (&other.item, &other.was, &other.is)
    }

    /// Whether the value need not be there any more, or has to be.
    pub(super) fn changes_presence(&self) -> bool {
        self.differ(|says| [": Option<", ": Nullable<"].iter().any(|wrapper| says.contains(wrapper)))
    }

    /// Whether its integers may be negative now, or no longer.
    pub(super) fn changes_sign(&self) -> bool {
        self.differ(|says| says.contains("u64"))
    }

    /// Whether it holds a map now, or no longer.
    pub(super) fn changes_map(&self) -> bool {
        self.differ(|says| says.contains("Map<"))
    }

    /// Whether it is deprecated, or no longer, whatever else.
    pub(super) fn is_deprecation(&self) -> bool {
        self.differ(|says| says.ends_with(DEPRECATED))
    }

    /// Whether the listing of one side alone says so of it.
    fn differ(&self, says: impl Fn(&str) -> bool) -> bool {
        self.was.as_deref().is_some_and(&says) != self.is.as_deref().is_some_and(&says)
    }
}

/// What the listing says of a type that implements `Default`.
pub(super) const DEFAULT: &str = ": Default";

/// How an item differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Other,
    /// It is called otherwise.
    Renamed,
    /// The same, and what it was called is something else that is called and gives alike.
    TakenOver,
    /// It is the same but for a pointer.
    Boxed,
    /// It is the same to callers, and something else on the wire.
    OnWire,
    /// It is deprecated, or no longer.
    Deprecated,
    /// A trait.
    Trait,
    /// What goes or comes with its type.
    Carried,
    /// What makes values of a type, which only types of requests have.
    Making,
    /// Arguments have swapped places, and calls compile as before.
    Swapped,
    /// Arguments have swapped places, and calls do not compile: not all are of one type, some come or go, or what is
    /// called has another name.
    Permuted,
}

/// Compares the items of two sides; `paired` says which places of the base are which of the head.
pub(super) fn compare(base: &[Item], head: &[Item], paired: &Counterparts) -> Vec<ItemChange> {
    let renames = Renames::of(base, head, paired);
    let mut changes = renames.changes.clone();
    // Of types that became one, each has its own items under the names of that one.
    let mut all: Vec<(Item, &Item)> = base.iter().map(|item| (renames.applied(item), item)).collect();
    all.sort_by_cached_key(|(now, _)| key(now));
    let base: BTreeMap<String, &(Item, &Item)> = all.iter().map(|both| (key(&both.0), both)).collect();
    let head: BTreeMap<String, &Item> = head.iter().map(|item| (key(item), item)).collect();
    let accepts = Accepts::of(base.values().map(|(now, _)| now), &head);
    let (were, are) = (
        Models::of(base.values().map(|(now, was)| (now.path.as_str(), *was))),
        Models::of(head.values().map(|item| (item.path.as_str(), *item))),
    );
    let listed = Listed { base: &base, head: &head, paired };
    for (now, was) in &all {
        match head.get(&key(now)) {
            Some(item) if listed.is_taken(was, item) => changes.extend([gone(was), self::new(item)]),
            Some(item) if listed.is_left(was, item) => {
                let kept = kept((now, was, item), &head, &accepts, paired).into_iter();
                changes.extend(kept.map(|change| ItemChange { rust: Rust::Major, sort: Sort::Swapped, ..change }));
            }
            Some(item) => changes.extend(kept((now, was, item), &head, &accepts, paired)),
            None => changes.push(were.lonely(&now.path, &are, gone(was))),
        }
    }
    let new = head.iter().filter(|(key, _)| !base.contains_key(*key));
    changes.extend(new.map(|(_, item)| are.lonely(&item.path, &were, self::new(item))));
    let mut changes = respelled(changes, paired);
    for change in changes.iter_mut().filter(|change| change.sort == Sort::Renamed) {
        if let Some(mark) = listed.clashing(change) {
            (change.mark, change.sort) = (Some(mark), Sort::TakenOver);
        } else if listed.is_taken_over(change) {
            change.sort = Sort::TakenOver;
        }
    }
    changes
}

/// What tells an item from others.
fn key(item: &Item) -> String {
    if item.says == DEFAULT { [&item.path, DEFAULT].concat() } else { item.path.clone() }
}

/// The models of a side by their paths.
struct Models<'i> {
    origins: BTreeMap<&'i str, Option<&'i Origin>>,
    /// Those that requests hold.
    made: BTreeSet<&'i str>,
    /// The enums of what calls send and give, with what they are made of.
    choices: BTreeMap<&'i str, Option<&'i Mark>>,
}

impl<'i> Models<'i> {
    /// The items, each by the path that the head has for it.
    fn of(items: impl Iterator<Item = (&'i str, &'i Item)> + Clone) -> Self {
        let is_whole = |path: &str, item: &Item| match item.says.as_str() {
            DEFAULT => false,
            says => model(path) == Some(path) || call(path) == Some(path) && says.starts_with(": call"),
        };
        let whole = items.clone().filter(|(path, item)| is_whole(path, item));
        let choices = items.clone().filter(|(_, item)| item.says.starts_with(": enum by"));
        let choices = choices.map(|(path, item)| (path, item.mark.as_ref())).collect();
        let made = items.filter_map(|(path, _)| path.strip_suffix("::new").filter(|path| model(path) == Some(path)));
        let origins = whole.map(|(path, item)| (path, item.origin.as_ref())).collect();
        Self { origins, made: made.collect(), choices }
    }

    /// An item that only this side has: it may come with its type, or with what makes values of it.
    fn lonely(&self, path: &str, other: &Self, mut change: ItemChange) -> ItemChange {
        let whole = model(path).or(call(path).filter(|call| self.origins.contains_key(call)));
        let Some(model) = whole else {
            // A variant goes with its enum, or comes with it, and is a matter of all that makes the enum.
            let choice = call(path).filter(|choice| !other.choices.contains_key(choice));
            let all = choice.and_then(|choice| self.choices.get(choice).copied().flatten());
            change.mark = all.cloned().or(change.mark);
            return change;
        };
        let is_making = self.made.contains(model) && !other.made.contains(model);
        change.sort = match other.origins.contains_key(model) {
            false => Sort::Carried,
            true if is_making && !path.contains('.') => Sort::Making,
            true if call(path).is_some() => return change,
            true => {
                // The type itself is on both sides.
                let counterpart = other.origins.get(model).copied().flatten().cloned();
                let missing = if change.base.is_some() { &mut change.head } else { &mut change.base };
                *missing = missing.take().or(counterpart.filter(|_| path == model));
                return change;
            }
        };
        let own = if change.base.is_some() { &mut change.base } else { &mut change.head };
        *own = self.origins.get(model).copied().flatten().cloned();
        change
    }
}

/// The path of the model that an item is, or is in.
pub(super) fn model(path: &str) -> Option<&str> {
    whole(path, "::models::")
}

/// The path of the call that an item is, or is in.
pub(super) fn call(path: &str) -> Option<&str> {
    whole(path, "::operations::")
}

fn whole<'p>(path: &'p str, module: &str) -> Option<&'p str> {
    let start = path.find(module)? + module.len();
    let end = path[start..].find(['.', ':']).map_or(path.len(), |at| start + at);
    Some(&path[..end])
}

fn gone(item: &Item) -> ItemChange {
    ItemChange {
        item: item.path.clone(),
        was: Some(item.to_string()),
        is: None,
        now: None,
        rust: Rust::Major,
        sort: if item.says == DEFAULT { Sort::Trait } else { Sort::Other },
        base: item.origin.clone(),
        head: None,
        mark: item.mark.clone(),
        whole: None,
        operation: item.operation.clone(),
    }
}

fn new(item: &Item) -> ItemChange {
    ItemChange {
        item: item.path.clone(),
        was: None,
        is: Some(item.to_string()),
        now: None,
        rust: Rust::Minor,
        sort: Sort::Other,
        base: None,
        head: item.origin.clone(),
        mark: item.mark.clone(),
        whole: None,
        operation: item.operation.clone(),
    }
}

/// What differs in an item that both sides have; `now` is that of the base with the names of the head.
fn kept(
    (now, was, is): (&Item, &Item, &Item),
    items: &BTreeMap<String, &Item>,
    accepts: &Accepts<'_>,
    paired: &Counterparts,
) -> Vec<ItemChange> {
    let change = |rust, sort, origins: (Option<&Origin>, Option<&Origin>)| ItemChange {
        item: is.path.clone(),
        was: Some(was.to_string()),
        is: Some(is.to_string()),
        now: Some(now.to_string()),
        rust,
        sort,
        base: origins.0.cloned(),
        head: origins.1.cloned(),
        mark: both(was.mark.as_ref(), is.mark.as_ref()),
        whole: None,
        operation: is.operation.clone(),
    };
    let origins = (was.origin.as_ref(), is.origin.as_ref());
    let mut changes = Vec::new();
    let pair = origins.0.zip(origins.1);
    let is_same_call = pair.is_some_and(|(one, other)| paired.get(one).is_some_and(|others| others.contains(other)));
    if let (Some(one), Some(other)) = (&now.arguments, &is.arguments) {
        let whole = Some((origins.0.cloned(), origins.1.cloned()));
        changes.extend(arguments((one, other), accepts, paired).into_iter().map(|(rust, sort, base, head)| {
            let is_known = is_same_call && (base.is_some() || head.is_some());
            // The body is one of several, or no longer, where a media type comes or goes.
            let places: Vec<Origin> = [base, head].into_iter().flatten().cloned().collect();
            let origins = if is_known { (base, head) } else { (base.or(origins.0), head.or(origins.1)) };
            let mark = Some(Mark::Parts(vec![places]));
            // What is called otherwise as well is told by the compiler, unless another thing has the name.
            let is_other = was.path != is.path && !items.contains_key(&key(was));
            let sort = if sort == Sort::Swapped && is_other { Sort::Permuted } else { sort };
            ItemChange { mark, whole: whole.clone(), ..change(rust, sort, origins) }
        }));
    }
    if now.says != is.says {
        let (one, other) = (Says::of(&now.says), Says::of(&is.says));
        let (rust, sort) = one.against(&other, &is.path, accepts);
        changes.push(change(rust, sort, origins));
    }
    changes
}

/// What an item of both sides is marked with: parts that come, or go, are its matter too.
fn both(was: Option<&Mark>, is: Option<&Mark>) -> Option<Mark> {
    match (was, is) {
        (Some(Mark::Parts(were)), Some(Mark::Parts(are))) => {
            let others = were.iter().filter(|parts| !are.contains(parts));
            Some(Mark::Parts(are.iter().chain(others).cloned().collect()))
        }
        _ => is.cloned(),
    }
}

/// How two types differ.
pub(super) fn sort(was: &str, is: &str) -> Sort {
    let bare = |ty: &str| ty.replace("Box<", "").replace('>', "");
    if was != is && bare(was) == bare(is) { Sort::Boxed } else { Sort::Other }
}

/// What a line says behind its path and arguments.
#[derive(PartialEq, Eq)]
pub(super) struct Says<'i> {
    core: &'i str,
    is_deprecated: bool,
}

impl<'i> Says<'i> {
    pub(super) fn of(says: &'i str) -> Self {
        let (says, is_deprecated) = match says.strip_suffix(DEPRECATED) {
            Some(says) => (says, true),
            None => (says, false),
        };
        // What it is called on the wire is no API, nor is the tag that a union goes by.
        let core = if says.starts_with(": union by ") { ": union" } else { says.split(" = ").next().unwrap_or(says) };
        Self { core, is_deprecated }
    }

    /// How the item at a path differs that says this now. A setter converts what it is given; a variant, which has
    /// another case, is matched on.
    fn against(&self, head: &Self, path: &str, accepts: &Accepts<'_>) -> (Rust, Sort) {
        if self.core != head.core {
            let given = |says: &Self| says.core.strip_prefix('(').and_then(|core| core.strip_suffix(')'));
            let is_setter = !last(path).starts_with(char::is_uppercase);
            let given = given(self).zip(given(head)).filter(|_| is_setter);
            let takes = given.is_some_and(|(was, is)| accepts.takes(was, is));
            return (if takes { Rust::Minor } else { Rust::Major }, sort(self.core, head.core));
        }
        match (self.is_deprecated, head.is_deprecated) {
            (false, true) => (Rust::Minor, Sort::Deprecated),
            (true, false) => (Rust::Patch, Sort::Deprecated),
            _ => (Rust::Patch, Sort::OnWire),
        }
    }
}

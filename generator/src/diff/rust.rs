//! What changes in the Rust API: the items of both sides, with what is only called otherwise taken for the same.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Rust;
use super::accepts::Accepts;
use super::listed::Listed;
use super::renamed::{Renames, last, respelled};
use super::wire::Counterparts;
use crate::emit::{Argument, DEPRECATED, Item, Mark};
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
    #[serde(skip)]
    pub(super) mark: Option<Mark>,
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
        let is_wrapped = |says: &str| [": Option<", ": Nullable<"].iter().any(|wrapper| says.contains(wrapper));
        let is_optional = |says: &Option<String>| says.as_ref().is_some_and(|says| is_wrapped(says));
        is_optional(&self.was) != is_optional(&self.is)
    }

    /// Whether its integers may be negative now, or no longer.
    pub(super) fn changes_sign(&self) -> bool {
        let is_unsigned = |text: &Option<String>| text.as_ref().is_some_and(|text| text.contains("u64"));
        is_unsigned(&self.was) != is_unsigned(&self.is)
    }

    /// Whether it is deprecated, or no longer, whatever else.
    pub(super) fn is_deprecation(&self) -> bool {
        let is_deprecated = |text: &Option<String>| text.as_ref().is_some_and(|text| text.ends_with(DEPRECATED));
        is_deprecated(&self.was) != is_deprecated(&self.is)
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
    /// Arguments of one type have swapped places.
    Swapped,
    /// Arguments have swapped places, and not all are of one type.
    Permuted,
}

/// Compares the items of two sides; `paired` says which places of the base are which of the head.
pub(super) fn compare(base: &[Item], head: &[Item], paired: &Counterparts) -> Vec<ItemChange> {
    let renames = Renames::of(base, head, paired);
    let mut changes = renames.changes.clone();
    let base: BTreeMap<String, (Item, &Item)> =
        base.iter().map(|item| (renames.applied(item), item)).map(|(now, was)| (key(&now), (now, was))).collect();
    let head: BTreeMap<String, &Item> = head.iter().map(|item| (key(item), item)).collect();
    let accepts = Accepts::of(base.values().map(|(now, _)| now), &head);
    let (were, are) = (
        Models::of(base.values().map(|(now, was)| (now.path.as_str(), *was))),
        Models::of(head.values().map(|item| (item.path.as_str(), *item))),
    );
    let listed = Listed { base: &base, head: &head, paired };
    for (key, (now, was)) in &base {
        match head.get(key) {
            Some(item) if listed.is_taken(was, item) => changes.extend([gone(was), self::new(item)]),
            Some(item) if listed.is_left(was, item) => {
                let kept = kept(now, was, item, &accepts, paired).into_iter();
                changes.extend(kept.map(|change| ItemChange { rust: Rust::Major, sort: Sort::Swapped, ..change }));
            }
            Some(item) => changes.extend(kept(now, was, item, &accepts, paired)),
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
        rust: Rust::Major,
        sort: if item.says == DEFAULT { Sort::Trait } else { Sort::Other },
        base: item.origin.clone(),
        head: None,
        mark: item.mark.clone(),
        operation: item.operation.clone(),
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
        mark: item.mark.clone(),
        operation: item.operation.clone(),
    }
}

/// What differs in an item that both sides have; `now` is that of the base with the names of the head.
fn kept(now: &Item, was: &Item, is: &Item, accepts: &Accepts<'_>, paired: &Counterparts) -> Vec<ItemChange> {
    let change = |rust, sort, origins: (Option<&Origin>, Option<&Origin>)| ItemChange {
        item: is.path.clone(),
        was: Some(was.to_string()),
        is: Some(is.to_string()),
        rust,
        sort,
        base: origins.0.cloned(),
        head: origins.1.cloned(),
        mark: both(was.mark.as_ref(), is.mark.as_ref()),
        operation: is.operation.clone(),
    };
    let origins = (was.origin.as_ref(), is.origin.as_ref());
    let mut changes = Vec::new();
    let pair = origins.0.zip(origins.1);
    let is_same_call = pair.is_some_and(|(one, other)| paired.get(one).is_some_and(|others| others.contains(other)));
    if let (Some(one), Some(other)) = (&now.arguments, &is.arguments) {
        changes.extend(arguments((one, other), accepts, paired).into_iter().map(|(rust, sort, base, head)| {
            let is_known = is_same_call && (base.is_some() || head.is_some());
            // The body is one of several, or no longer, where a media type comes or goes.
            let places: Vec<Origin> = [base, head].into_iter().flatten().cloned().collect();
            let origins = if is_known { (base, head) } else { (base.or(origins.0), head.or(origins.1)) };
            ItemChange { mark: Some(Mark::Parts(vec![places])), ..change(rust, sort, origins) }
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

/// An argument that differs: how much, and where it is declared.
type Differing<'i> = (Rust, Sort, Option<&'i Origin>, Option<&'i Origin>);

/// Names of arguments are no API, but who gives arguments in the old order gives the wrong ones.
fn arguments<'i>(
    (base, head): (&'i [Argument], &'i [Argument]),
    accepts: &Accepts<'_>,
    paired: &Counterparts,
) -> Vec<Differing<'i>> {
    let is_paired = |one: &Argument, other: &Argument| {
        let places = one.origin.as_ref().zip(other.origin.as_ref());
        places.is_some_and(|(one, other)| paired.get(one).is_some_and(|others| others.contains(other)))
    };
    let has_pair = |one: &Argument| head.iter().any(|other| is_paired(one, other));
    // A placeholder may have the name that another had.
    let is_same = |one: &Argument, other: &Argument| {
        if has_pair(one) { is_paired(one, other) } else { one.wire == other.wire }
    };
    let counterpart = |one: &Argument| head.iter().find(|other| is_same(one, other));
    let origin = |other: &Argument| base.iter().find(|one| is_same(one, other));
    let kept: Vec<_> = base.iter().filter_map(|one| Some((one, counterpart(one)?))).collect();
    let stays: Vec<&Argument> = head.iter().filter(|argument| origin(argument).is_some()).collect();
    let permuted = permuted(&kept, &stays, accepts).map(|sort| (Rust::Major, sort, None, None));
    let types = |arguments: &'i [Argument]| arguments.iter().map(|it| it.ty.as_str()).collect::<Vec<_>>();
    let are_alike = permuted.is_none() && types(base) == types(head);
    let are_taken = base.len() == head.len() && base.iter().zip(head).all(|both| accepts.given(both));
    let lone = if permuted.is_none() && are_taken { Sort::Swapped } else { Sort::Other };
    let gone = base.iter().filter(|argument| counterpart(argument).is_none());
    let gone = gone.map(|argument| (Rust::Major, lone, argument.origin.as_ref(), None));
    let new = head.iter().filter(|argument| origin(argument).is_none());
    let new = new.map(|argument| (Rust::Major, lone, None, argument.origin.as_ref()));
    let lonely: Vec<Differing<'i>> = gone.chain(new).collect();
    if are_alike {
        return match replaced(base, head, paired) {
            Some(replaced) if lonely.is_empty() => vec![replaced],
            Some(_) => lonely,
            None => Vec::new(),
        };
    }
    let change = |(one, other): (&'i Argument, &'i Argument)| {
        let rust = if accepts.takes(&one.ty, &other.ty) { Rust::Minor } else { Rust::Major };
        let is_other = one.ty != other.ty;
        is_other.then(|| (rust, sort(&one.ty, &other.ty), one.origin.as_ref(), other.origin.as_ref()))
    };
    permuted.into_iter().chain(lonely).chain(kept.into_iter().filter_map(change)).collect()
}

/// An argument in the place of another of the same type: callers give what was meant for that one.
fn replaced<'i>(base: &'i [Argument], head: &'i [Argument], paired: &Counterparts) -> Option<Differing<'i>> {
    let is_same = |(one, other): &(&Argument, &Argument)| match (&one.origin, &other.origin) {
        (Some(base), Some(head)) => paired.get(base).is_some_and(|others| others.contains(head)),
        _ => true,
    };
    let (one, other) = base.iter().zip(head).find(|both| both.0.wire != both.1.wire && !is_same(both))?;
    Some((Rust::Major, Sort::Swapped, one.origin.as_ref(), other.origin.as_ref()))
}

/// Whether arguments that stay have other places among each other; where what was given in each is taken there still,
/// nothing else tells.
fn permuted(kept: &[(&Argument, &Argument)], stays: &[&Argument], accepts: &Accepts<'_>) -> Option<Sort> {
    let is_same = kept.iter().map(|(_, other)| &other.wire).eq(stays.iter().map(|it| &it.wire));
    let are_alike = kept.iter().zip(stays).all(|((one, _), other)| accepts.given((one, other)));
    (!is_same).then_some(if are_alike { Sort::Swapped } else { Sort::Permuted })
}

/// How two types differ.
fn sort(was: &str, is: &str) -> Sort {
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

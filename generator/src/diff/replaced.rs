//! Places whose Rust type is another now: code that has to do with what is there does not compile, whichever finding
//! has the item that says so.
//!
//! A value is of another type where its field, setter, argument or answer is; what is inside of a type is so where that
//! type goes, or where all that hold it hold something else, as far as they matter to the operations that are reached.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::causes::Causes;
use super::finding::{Draft, Found};
use super::kind::{Effect, Touches};
use super::rust::{ItemChange, Sort, model};
use super::sharing::is_choice;
use super::uses::{Uses, around};
use super::wire::Sides;
use super::{Kind, Rust};
use crate::emit::{Item, Mark};
use crate::source::Origin;

/// Where models are declared.
pub(super) type Declared = BTreeSet<Origin>;

/// Where the models of a side are declared.
pub(super) fn declared(items: &[Item]) -> Declared {
    let models = items.iter().filter(|item| model(&item.path) == Some(&item.path));
    models.filter_map(|item| item.origin.clone()).collect()
}

/// The items that say that something is of another type, by the places of what is.
pub(super) struct Replaced<'i> {
    at: Sides<Places<'i>>,
    /// Those of calls that both sides have, by their operations.
    calls: BTreeMap<&'i str, &'i ItemChange>,
    declared: Sides<&'i Declared>,
    causes: &'i Causes<'i>,
}

type Places<'i> = BTreeMap<&'i Origin, Vec<&'i ItemChange>>;

impl<'i> Replaced<'i> {
    /// Those of all items.
    pub(super) fn of(items: &'i [ItemChange], declared: Sides<&'i Declared>, causes: &'i Causes<'i>) -> Self {
        let mut at = Sides { base: Places::new(), head: Places::new() };
        for item in items.iter().filter(|item| is_gone(item) || is_lost(item) || is_held_otherwise(item)) {
            let own = |place: &'i Option<Origin>, uses: &Uses| {
                place.as_ref().filter(|place| uses.operation_at(place).is_none())
            };
            let (base, head) = (own(&item.base, &causes.uses.base), own(&item.head, &causes.uses.head));
            // What an operation declares as a whole is of the parts that it is marked with.
            let parts: Vec<&Origin> = match &item.mark {
                Some(Mark::Parts(parts)) if base.is_none() && head.is_none() => parts.iter().flatten().collect(),
                _ => Vec::new(),
            };
            base.into_iter()
                .chain(parts.iter().copied())
                .for_each(|place| at.base.entry(place).or_default().push(item));
            head.into_iter().chain(parts).for_each(|place| at.head.entry(place).or_default().push(item));
        }
        let is_other = |item: &&ItemChange| is_call(item) && item.rust == Rust::Major && item.was.is_some();
        let calls = items.iter().filter(is_other).filter_map(|item| Some((causes.operation(item)?, item)));
        Self { at, calls: calls.collect(), declared, causes }
    }

    /// The item for which code does not compile that has to do with what differs, if there is one.
    pub(super) fn item(&self, found: &Found) -> Option<&'i ItemChange> {
        self.call(found).or_else(|| self.value(found))
    }

    /// The call that takes or gives something else, of an operation that is sent by another method now.
    fn call(&self, found: &Found) -> Option<&'i ItemChange> {
        if !matches!(found.draft.kind, Kind::OpRemoved | Kind::OpRemovedAfterDeprecation) {
            return None;
        }
        found.reached.operations().find_map(|(operation, _)| self.calls.get(&**operation).copied())
    }

    /// The same of a value.
    fn value(&self, found: &Found) -> Option<&'i ItemChange> {
        let Self { at, declared, causes, .. } = self;
        let way = |at, declared, uses| Way { at, declared, uses, causes, found, known: RefCell::default() };
        let base = way(&at.base, declared.base, &causes.uses.base);
        let head = way(&at.head, declared.head, &causes.uses.head);
        let Draft { base: from, head: to, kind, .. } = &found.draft;
        // No types come of what is sent to others.
        let sides = [(base, from), (head, to)].into_iter().filter(|_| *kind != Kind::CallbackPayloadChanged);
        sides.filter_map(|(way, place)| way.item(place.as_ref()?)).next()
    }
}

/// The way up from the place of a finding, on one side.
struct Way<'r, 'i> {
    at: &'r Places<'i>,
    declared: &'r Declared,
    uses: &'r Uses,
    causes: &'r Causes<'i>,
    found: &'r Found,
    /// What was found already: places that use each other are come to by many ways.
    known: RefCell<BTreeMap<(Origin, Step), Option<&'i ItemChange>>>,
}

/// How far the way up went.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    /// Whether the type of the value matters, and not only of what holds it.
    matters: bool,
    /// Whether the type that the value is in was left.
    is_left: bool,
    /// How many references may be followed yet.
    references: usize,
}

impl<'i> Way<'_, 'i> {
    fn item(&self, place: &Origin) -> Option<&'i ItemChange> {
        const MOST_REFERENCES: usize = 8;
        let matters = makes_types(&self.found.draft);
        let mut here = self.at.get(place).into_iter().flatten().filter(|_| matters);
        let lost = here.find(|item| is_lost(item) && self.concerns(item)).copied();
        lost.or_else(|| self.above(place, Step { matters, is_left: false, references: MOST_REFERENCES }))
    }

    /// The nearest item at a place and around it, up to what holds the type that the place is in.
    fn above(&self, start: &Origin, mut step: Step) -> Option<&'i ItemChange> {
        for place in around(start) {
            let is_type = self.declared.contains(&place);
            if is_type && step.is_left {
                return None;
            }
            step.matters |= is_type && place != *start;
            // What is written where it is used is declared there, and held there.
            let is_held = |item: &ItemChange| step.matters || is_type && !is_gone(item);
            let is_meant = |item: &ItemChange| is_held(item) && !is_lost(item);
            let mut here = self.at.get(&place).into_iter().flatten();
            if let Some(item) = here.find(|item| self.concerns(item) && is_meant(item)) {
                return Some(item);
            }
            step.is_left |= is_type;
            step.matters |= is_type;
            match self.uses.users(&place) {
                [] => {}
                users => {
                    let references = step.references.checked_sub(1)?;
                    return self.above_all(users, Step { references, ..step });
                }
            }
        }
        None
    }

    /// The same from a place that refers to something.
    fn above_user(&self, user: &Origin, step: Step) -> Option<&'i ItemChange> {
        let key = (user.clone(), step);
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let item = self.above(user, step);
        self.known.borrow_mut().insert(key, item);
        item
    }

    /// The same of what refers to it, if all do that matter.
    fn above_all(&self, users: &[Origin], step: Step) -> Option<&'i ItemChange> {
        let mut first = None;
        for user in users {
            // What a type is all of stands in that type.
            let list = user.pointer.parent();
            let is_part = list.is_some_and(|list| list.last().is_some_and(|keyword| keyword == "allOf"));
            match self.above_user(user, Step { is_left: step.is_left && !is_part, ..step }) {
                Some(item) => first = first.or(Some(item)),
                None if self.is_reached(user) => return None,
                None => {}
            }
        }
        first
    }

    /// Whether an item is of an operation that is reached, or of none. Where only what wraps the type differs
    /// (`Option`, `Nullable`), that is the finding's if it is about null.
    fn concerns(&self, item: &ItemChange) -> bool {
        let is_of_null = self.found.draft.judged_as.touches() == Touches::Null;
        let is_reached = |operation| self.found.reached.concerns(operation);
        (is_of_null || is_gone(item) || is_of_another(item)) && self.causes.operation(item).is_none_or(is_reached)
    }

    /// Whether a place belongs to an operation that is reached.
    fn is_reached(&self, place: &Origin) -> bool {
        let reached = self.uses.reached(place);
        reached.operations().any(|(operation, _)| self.found.reached.concerns(operation))
    }
}

/// Whether a difference is one of what the value is, and not of what it may be, or how it is sent.
fn makes_types(draft: &Draft) -> bool {
    let touches = draft.judged_as.touches();
    let is_beside = matches!(touches, Touches::OtherMembers | Touches::Union | Touches::Answer);
    let is_of_value = !touches.keeps_types() && !is_beside;
    draft.effect == Effect::Type && is_of_value && !draft.is_of_access()
}

/// Whether a model goes.
fn is_gone(item: &ItemChange) -> bool {
    let is_model = model(&item.item) == Some(&item.item) && matches!(item.sort, Sort::Carried | Sort::Other);
    is_model && !item.is_trait() && item.is.is_none()
}

/// Whether what holds, takes or gives a value goes, by which no other type is made of what is inside of it.
fn is_lost(item: &ItemChange) -> bool {
    item.is.is_none() && is_of_value(item)
}

/// Whether what holds, takes or gives a value does so with another type.
fn is_held_otherwise(item: &ItemChange) -> bool {
    let both = item.was.as_deref().zip(item.is.as_deref());
    both.is_some_and(|(was, is)| is_choice(was) == is_choice(is)) && is_of_value(item)
}

/// Whether it is what holds, takes or gives one value, for which code does not compile; a server is none.
fn is_of_value(item: &ItemChange) -> bool {
    let is_of_value = match &item.mark {
        None => true,
        // An argument that comes or goes has one place alone, and makes no other type of what is around it.
        Some(Mark::Parts(parts)) => !is_call(item) || parts.iter().flatten().count() > 1,
        Some(Mark::Value(_) | Mark::Place(_)) => false,
    };
    let is_of_whole = ["::new", ".additional_properties", ".extra"].iter().any(|name| item.item.ends_with(name));
    let is_server = item.item.contains("::Server::");
    item.rust == Rust::Major && item.sort == Sort::Other && is_of_value && !is_of_whole && !is_server
}

/// Whether that is so whether or not the value need be there, or may be null; a type that is called otherwise is the
/// same.
fn is_of_another(item: &ItemChange) -> bool {
    item.now.as_deref().or(item.was.as_deref()).map(bare) != item.is.as_deref().map(bare)
}

/// Whether it is how an operation is called.
fn is_call(item: &ItemChange) -> bool {
    item.item.contains("::Client::")
}

/// What the listing says of an item, without its path and what wraps a value.
fn bare(listed: &str) -> String {
    let start = [": ", "("].iter().filter_map(|sign| listed.find(sign)).min().unwrap_or_default();
    let says = listed[start..].split(" = ").next().unwrap_or_default();
    ["Option<", "Nullable<", "Box<", ">"].iter().fold(says.to_owned(), |says, wrapper| says.replace(wrapper, ""))
}

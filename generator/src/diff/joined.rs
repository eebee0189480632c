//! Brings both verdicts together: each item that changes is owed to what changes in the document where it is declared,
//! or, where a type comes or goes, to what brings it or takes it away.

use std::collections::BTreeSet;

use super::causes::{Causes, Places};
use super::finding::{Draft, Found, Weight};
use super::hints::{Hints, is_in};
use super::kind::Effect;
use super::nearest::{Near, is_part};
use super::own::Own;
use super::reached::Reached;
use super::renamed::last;
use super::replaced::{Declared, Replaced};
use super::rust::{ItemChange, Sort};
use super::sharing::{is_choice, share_between_media_types, share_with_names};
use super::uses::{Uses, around};
use super::wire::{Compared, Sides};
use super::{Kind, Rust, Wire};
use crate::emit::Mark;
use crate::resolve::Document;
use crate::source::Origin;

/// A cause with the items of the Rust API that it changes.
pub(super) struct Joined {
    pub(super) found: Found,
    pub(super) items: Vec<ItemChange>,
}

impl Joined {
    /// What it does to callers.
    pub(super) fn rust(&self) -> Rust {
        let items = self.items.iter().map(|item| item.rust).max().unwrap_or(Rust::None);
        items.max(self.found.draft.least)
    }

    /// With what the items mean that are the same but on the wire: that is for the cause to say.
    fn agreeing(mut self) -> Self {
        let least = self.found.draft.least;
        self.items
            .iter_mut()
            .filter(|item| item.sort == Sort::OnWire)
            .for_each(|item| item.rust = item.rust.max(least));
        self
    }

    /// All of it in a sentence, with whose arguments mean something else.
    pub(super) fn sentence(&self) -> String {
        let said = self.found.sentence();
        let swapped = self.items.iter().find(|item| item.sort == Sort::Swapped);
        match swapped.and_then(|item| item.item.rsplit("::").nth(1).zip(item.item.rsplit("::").next())) {
            Some((of, name)) => {
                format!("{said}; `{of}::{name}` compiles as before, and its arguments mean something else")
            }
            None => said,
        }
    }

    /// Whether code compiles as before and gives values for what they are not.
    pub(super) fn swaps(&self) -> bool {
        self.found.draft.is_taken_over || self.items.iter().any(ItemChange::swaps)
    }
}

/// Gives each item to its cause; what has none is a cause itself.
pub(super) fn join(
    Compared { found, paired }: Compared,
    items: &[ItemChange],
    documents: Sides<&Document>,
    declared: Sides<&Declared>,
) -> Vec<Joined> {
    let Sides { base, head } = documents;
    let head = Uses::of(head);
    let causes = Causes::of(&found, Sides { base: Uses::before(base, &head, &paired), head });
    let mut given: Vec<Vec<ItemChange>> = found.iter().map(|_| Vec::new()).collect();
    let mut own = Own::default();
    for item in items {
        match causes.of_item(item) {
            Some(index) => {
                for (sharing, item) in causes.sharing(index, item) {
                    give(&mut given[sharing], item);
                }
                give(&mut given[index], item.clone());
            }
            // Nothing on the wire changes: it is written otherwise.
            None if item.sort == Sort::OnWire => {}
            None => own.add(causes.reached(item), item.clone()),
        }
    }
    leave_swaps(&mut given);
    share_between_media_types(&found, &mut given);
    share_with_names(&found, &mut given);
    let replaced = Replaced::of(items, declared, &causes);
    for (found, given) in found.iter().zip(&mut given) {
        // That code compiles as before is said of all that has to do with it, not of the items that are left for it.
        let is_loud = found.draft.wire == Wire::Safe || given.iter().any(|item| item.rust == Rust::Major);
        if !is_loud && found.draft.weight == Weight::Full {
            given.extend(replaced.item(found).cloned());
        }
    }
    let caused = found.into_iter().zip(given).map(|(found, items)| Joined { found, items }.agreeing());
    let caused = caused.filter(|joined| joined.found.draft.weight == Weight::Full || !joined.items.is_empty());
    caused.chain(own.folded()).collect()
}

/// Leaves arguments that swap their places to what comes: who reads the field that goes is told by the compiler.
fn leave_swaps(given: &mut [Vec<ItemChange>]) {
    let is_swap = |item: &ItemChange| item.sort == Sort::Swapped;
    let goes = |item: &ItemChange| item.sort == Sort::Other && item.item.contains('.') && item.is.is_none();
    let (others, left): (Vec<_>, Vec<_>) = given.iter_mut().partition(|items| items.iter().any(goes));
    let kept: BTreeSet<&String> =
        left.iter().flat_map(|items| &**items).filter(|it| is_swap(it)).map(|it| &it.item).collect();
    others.into_iter().for_each(|items| items.retain(|item| !(is_swap(item) && kept.contains(&item.item))));
}

/// Gives an item to a cause, once: a call changes by each of its arguments, one after the other.
pub(super) fn give(items: &mut Vec<ItemChange>, item: ItemChange) {
    match items.last_mut().filter(|other| other.is_same(&item)) {
        // An argument that swapped its place is worse than one that only came.
        Some(other) if item.sort == Sort::Swapped || item.rust > other.rust => *other = item,
        Some(_) => {}
        None => items.push(item),
    }
}

/// What becomes of a server.
const SERVERS: [Kind; 4] = [Kind::ServerAdded, Kind::ServerRemoved, Kind::ServerUrlChanged, Kind::ServerBasePath];

impl<'f> Causes<'f> {
    /// The operations that an item belongs to.
    pub(super) fn reached(&self, item: &ItemChange) -> Reached {
        match (&item.head, &item.base) {
            (Some(head), _) => self.uses.head.reached(head),
            (None, Some(base)) => self.uses.base.reached(base),
            (None, None) => Reached::default(),
        }
    }

    /// The operation that an item is of.
    pub(super) fn operation(&self, item: &ItemChange) -> Option<&str> {
        let base = item.base.as_ref().and_then(|place| self.uses.base.operation_at(place));
        let head = item.head.as_ref().and_then(|place| self.uses.head.operation_at(place));
        let uses = if item.is.is_some() { &self.uses.head } else { &self.uses.base };
        let called = || uses.operation_at(item.operation.as_ref()?).filter(|name| self.reaching(name).next().is_some());
        head.or(base).or_else(called)
    }

    fn of_item(&self, item: &ItemChange) -> Option<usize> {
        let hints = Hints { operation: self.operation(item), ..Hints::of(item) };
        let weak = Hints { is_rest_allowed: true, ..Hints::of(item) };
        let near = self.with(&hints).or_else(|| self.with(&weak)).or_else(|| self.of_whole(item));
        // What is told at no place of the item is what is left; another name, or a box, has its own reason.
        let is_of_types = !item.is_renamed() && item.sort != Sort::Boxed;
        let left = || self.beside(&hints).or_else(|| self.beside(&weak));
        near.or_else(|| is_of_types.then(left).flatten())
    }

    /// The cause of an argument that nothing is told of: it comes or goes for what becomes of the whole.
    fn of_whole(&self, argument: &ItemChange) -> Option<usize> {
        let (base, head) = argument.whole.clone()?;
        let whole = ItemChange { base, head, ..argument.clone() };
        self.with(&Hints { is_rest_allowed: true, ..Hints::of(&whole) })
    }

    fn with(&self, hints: &Hints<'_>) -> Option<usize> {
        let item = hints.item;
        match item.sort {
            Sort::Renamed | Sort::TakenOver => {
                let near = self.written(hints).or_else(|| self.direct(hints, Effect::Name));
                near.or_else(|| self.used(hints)).or_else(|| self.saying(hints)).or_else(|| self.clashing(hints))
            }
            Sort::Boxed => self.exact(hints),
            Sort::Carried | Sort::Making => {
                let near = self.kept(hints).or_else(|| self.within(hints)).or_else(|| self.carrying(hints));
                let near = near.or_else(|| self.direct(hints, Effect::Type));
                // A type that is written anew may be so for what it refers to.
                near.or_else(|| self.below(hints, Effect::Type))
            }
            Sort::Swapped | Sort::Permuted => self.moved(hints).or_else(|| self.valued(hints)),
            Sort::Trait | Sort::Other | Sort::OnWire | Sort::Deprecated => self.valued(hints),
        }
    }

    /// The cause inside of a type that is written in an answer or a body which several operations refer to: what is
    /// compared is there on both sides, whichever of them refers to something else now.
    fn kept(&self, hints: &Hints<'_>) -> Option<usize> {
        let mut shared = self.sides(hints.item).filter(|(_, _, place)| around(place).any(|place| is_part(&place)));
        shared.find_map(|(at, _, place)| Some(self.inside(at, place, Effect::Type, hints)?.1))
    }

    /// The cause of an item that comes of what a value is.
    pub(super) fn valued(&self, hints: &Hints<'_>) -> Option<usize> {
        let near = self.server(hints).or_else(|| self.named(hints)).or_else(|| self.rewritten(hints));
        let near = near.or_else(|| self.part(hints));
        let near = near.or_else(|| self.direct(hints, Effect::Value));
        // What comes or goes does so where it is used, whatever changes in what its type is.
        let near = near.or_else(|| hints.is_one_sided().then(|| self.carrying(hints)).flatten());
        let near = near.or_else(|| self.referred(hints));
        let near = near.or_else(|| self.below(hints, Effect::Value)).or_else(|| self.carrying(hints));
        near.or_else(|| self.held(hints)).or_else(|| self.header(hints))
    }

    /// The cause in a type that comes or goes, if none is at its place: what it is one of is of one type now.
    fn within(&self, hints: &Hints<'_>) -> Option<usize> {
        let is_whole = hints.item.sort == Sort::Carried && self.exact(hints).is_none();
        let inside = |(at, _, place): (&Places<'f>, &Uses, &Origin)| self.inside(at, place, Effect::Type, hints);
        is_whole.then(|| self.sides(hints.item).find_map(inside))?.map(|(_, index)| index)
    }

    /// The cause that what a type stands in is written elsewhere, if none is nearer: whatever changes around that, the
    /// type is called after it no more, or is now.
    fn written(&self, hints: &Hints<'_>) -> Option<usize> {
        let all = Hints { is_rest_allowed: true, ..*hints };
        let nearest = |(at, _, place): (&Places<'f>, &Uses, &Origin)| self.around(at, place, Effect::Name, &all);
        let mut nearest = self.sides(hints.item).map(|side| nearest(side).map(|(_, index)| index));
        let (base, head) = (nearest.next()??, nearest.next()??);
        (base == head && self.found[base].draft.weight == Weight::OfItemsLeft).then_some(base)
    }

    /// The cause at a place that uses it, which another name there can be owed to.
    fn used(&self, hints: &Hints<'_>) -> Option<usize> {
        self.sides(hints.item).find_map(|(at, uses, place)| {
            let users = uses.way_up(place).take_while(|(steps, _)| *steps <= 1).skip(1);
            users.map(|(_, user)| user).find_map(|user| self.having(at.get(&user)?, Effect::Name, hints))
        })
    }

    /// The nearest cause in a type without a name in the document, which may be called after what it says.
    fn saying(&self, hints: &Hints<'_>) -> Option<usize> {
        let is_named = |place: &Origin| place.pointer.parent().is_some_and(|it| it.as_str() == "/components/schemas");
        // A call is called after itself, whatever it sends and gives.
        let is_other =
            |(_, uses, place): (&Places<'f>, &Uses, &Origin)| is_named(place) || uses.operation_at(place).is_some();
        // What stands in another component has its name from that one.
        let part = |place: &Option<Origin>| around(place.as_ref()?).find(is_part);
        let is_moved = part(&hints.item.base) != part(&hints.item.head);
        let is_inline = !is_moved && !self.sides(hints.item).any(is_other);
        is_inline.then(|| self.direct(hints, Effect::Type))?
    }

    /// The cause in the list that a value is in, of which another has, or had, its name.
    fn clashing(&self, hints: &Hints<'_>) -> Option<usize> {
        let is_value = matches!(hints.item.mark, Some(Mark::Value(_)));
        is_value.then(|| self.direct(hints, Effect::Value))?
    }

    /// The cause for which a variant is called otherwise that is declared elsewhere.
    fn named(&self, hints: &Hints<'_>) -> Option<usize> {
        let Some(Mark::Place(part)) = &hints.item.mark else { return None };
        let is_elsewhere = !self.sides(hints.item).any(|(_, _, place)| is_in(part, place));
        let called = |(at, ..): (&Places<'f>, &Uses, &Origin)| self.having(at.get(part)?, Effect::Name, hints);
        // Where the name is also what the variant is told by, that is worse.
        let told = |(at, _, place): (&Places<'f>, &Uses, &Origin)| {
            self.having(at.get(place)?, Effect::Name, hints).filter(|&index| hints.speak_for(&self.found[index].draft))
        };
        let sides = || self.sides(hints.item);
        is_elsewhere.then(|| sides().find_map(told).or_else(|| sides().find_map(called)))?
    }

    /// The cause that an answer is written elsewhere, where a variant comes or goes that has its name from the type.
    fn rewritten(&self, hints: &Hints<'_>) -> Option<usize> {
        let Some(Mark::Parts(types)) = hints.item.mark.as_ref().filter(|_| hints.is_one_sided()) else { return None };
        // What comes or goes as a whole is of several types, and an accessor has no name from any.
        let is_variant = last(&hints.item.item).starts_with(char::is_uppercase);
        let ([parts], true) = (&types[..], is_variant) else { return None };
        let all = Hints { is_rest_allowed: true, ..*hints };
        let written = |at: &Places<'f>, place: &Origin| {
            let index = self.having(at.get(place)?, Effect::Name, &all)?;
            (self.found[index].draft.weight == Weight::OfItemsLeft).then_some(index)
        };
        self.sides(hints.item).find_map(|(at, uses, _)| {
            let shared = |part| uses.referred(part).filter(|used| is_part(used));
            parts.iter().flat_map(|part| std::iter::once(part).chain(shared(part))).find_map(|place| written(at, place))
        })
    }

    /// The cause in a part of its place that an item is made of: an answer of its operation.
    fn part(&self, hints: &Hints<'_>) -> Option<usize> {
        let parts: Vec<&Origin> = match &hints.item.mark {
            Some(Mark::Place(part)) => vec![part],
            Some(Mark::Parts(parts)) => parts.iter().flatten().collect(),
            Some(Mark::Value(_)) | None => return None,
        };
        // What comes or goes does so with an answer, and so does what makes one of several of it.
        let both = hints.item.was.as_ref().zip(hints.item.is.as_ref());
        let is_kept = both.is_some_and(|(was, is)| is_choice(was) == is_choice(is));
        let coming = || {
            let (new, known) = self.coming(hints.item);
            new.into_iter().chain(known).next()
        };
        if let Some(index) = (!is_kept).then(coming).flatten() {
            return Some(index);
        }
        let of_schemas = Hints { is_of_schemas: true, ..*hints };
        let sides = || {
            let parts = |(at, uses, place)| parts.iter().map(move |&part| (at, uses, place, part));
            self.sides(hints.item).flat_map(parts).filter(|(_, _, place, part)| part != place && is_in(part, place))
        };
        let inside = |hints: &Hints<'_>| {
            sides().find_map(|(at, _, _, part)| {
                let inside = || self.inside(at, part, Effect::Type, hints).map(|(_, index)| index);
                let here = || at.get(part).and_then(|causes| self.having(causes, Effect::Type, hints));
                // What comes or goes does so with the part, whatever is in it.
                if hints.is_one_sided() { here().or_else(inside) } else { inside().or_else(here) }
            })
        };
        // A variant comes or goes for what becomes of the whole, if anything does, whatever is in it.
        let is_variant = hints.is_one_sided() && last(&hints.item.item).starts_with(char::is_uppercase);
        let is_of_whole = is_variant && self.exact(hints).is_some();
        let mut below = sides().filter(|_| !is_of_whole);
        let below = || below.find_map(|(at, uses, _, part)| self.down((at, uses), part, Effect::Value, &of_schemas));
        inside(&of_schemas).or_else(|| inside(hints)).or_else(below)
    }

    /// The nearest cause around the place of an item, else the nearest inside; what is gone before what is new.
    fn direct(&self, hints: &Hints<'_>, least: Effect) -> Option<usize> {
        let is_move = |index: usize| self.found[index].draft.kind.touches().keeps_types();
        // What stays is of another type where that is said, whatever changes around it.
        let is_of_value = least == Effect::Value && !hints.is_one_sided();
        let nearest = self.sides(hints.item).filter_map(|(at, uses, place)| {
            let here = |place: &Origin| Some(((0, 0), self.having(at.get(place)?, least, hints)?));
            let inside = |place: &Origin| self.inside(at, place, least, hints);
            // What is shared stands, with all that is in it, where it is referred to.
            let parts = || uses.referred(place).filter(|used| is_part(used));
            let shared = || parts().find_map(here).or_else(|| inside(place)).or_else(|| parts().find_map(inside));
            let held = || {
                let held = self.held_in(at, uses, place, hints).filter(|_| is_of_value)?;
                // A component that is called otherwise is the type that it was.
                (self.found[held].draft.kind != Kind::SchemaRenamed).then_some(((1, 0), held))
            };
            // What is sent elsewhere, or as something else, is of the type that it was, unless that is said inside.
            let near = [here(place), shared()].into_iter().flatten();
            let (moved, near): (Vec<Near>, Vec<Near>) = near.partition(|(_, it)| is_move(*it));
            let near = near.first().copied().or_else(held).or(moved.first().copied());
            near.or_else(|| self.around(at, place, least, hints))
        });
        let nearest: Vec<Near> = nearest.collect();
        let draft = |index: usize| &self.found[index].draft;
        match nearest[..] {
            [(near, was), (other, is)]
                if near.0 <= other.0 && draft(was).head.is_none() && draft(is).base.is_none() =>
            {
                Some(was)
            }
            _ => {
                let rank = |&(near, index): &Near| (near, std::cmp::Reverse(hints.fit(draft(index))), index);
                nearest.into_iter().min_by_key(rank).map(|(_, index)| index)
            }
        }
    }

    /// A parameter that is sent elsewhere, for which arguments stand in another order.
    fn moved(&self, hints: &Hints<'_>) -> Option<usize> {
        self.reaching(hints.operation?).find(|&index| self.found[index].draft.kind == Kind::ParamMovedIn)
    }

    /// A header of another answer, of which the constant is shared, or no longer.
    fn header(&self, hints: &Hints<'_>) -> Option<usize> {
        let causes = self.by_header.get(&hints.header()?.to_ascii_lowercase())?;
        causes.iter().copied().find(|&index| hints.allow(&self.found[index].draft))
    }

    /// A server of the same list that comes, goes or is elsewhere, which gives others other names.
    fn server(&self, hints: &Hints<'_>) -> Option<usize> {
        let ItemChange { item, base, head, was, is, .. } = hints.item;
        let list = |place: &Option<Origin>| place.as_ref().and_then(|place| place.pointer.parent());
        let lists = [list(base), list(head)];
        let is_beside = |place: &Option<Origin>| list(place).is_some_and(|list| lists.contains(&Some(list)));
        let rank = |index: &usize| {
            let Draft { kind, base: gone, head: new, .. } = &self.found[*index].draft;
            let is_one_sided =
                *kind == Kind::ServerRemoved && is.is_none() || *kind == Kind::ServerAdded && was.is_none();
            let is_here = gone.is_some() && gone == base || new.is_some() && new == head;
            (is_one_sided, is_here, std::cmp::Reverse(*index))
        };
        let servers = self.found.iter().enumerate().filter(|(_, Found { draft, .. })| {
            let is_listed = is_beside(&draft.base) || is_beside(&draft.head);
            is_listed && draft.has_types && SERVERS.contains(&draft.kind)
        });
        let is_of_servers = item.contains("::Server::");
        is_of_servers.then(|| servers.map(|(index, _)| index).max_by_key(rank)).flatten()
    }

    /// The cause in a component that an item has its type from.
    fn referred(&self, hints: &Hints<'_>) -> Option<usize> {
        self.sides(hints.item).find_map(|(at, uses, place)| self.held_in(at, uses, place, hints))
    }

    /// The nearest cause in what an item refers to, by however many steps.
    fn below(&self, hints: &Hints<'_>, least: Effect) -> Option<usize> {
        self.sides(hints.item).find_map(|(at, uses, place)| self.down((at, uses), place, least, hints))
    }

    /// The nearest cause in what the operation of an item sends or receives itself, which may be among the components.
    fn held(&self, hints: &Hints<'_>) -> Option<usize> {
        let operation = self.sides(hints.item).find_map(|(_, uses, place)| uses.operation_at(place))?;
        self.near(operation, hints).filter(|(steps, _)| *steps <= 1).map(|(_, index)| index)
    }
}

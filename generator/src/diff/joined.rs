//! Brings both verdicts together: each item that changes is owed to what changes in the document where it is declared,
//! or, where a type comes or goes, to what brings it or takes it away.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

use super::finding::{Draft, Found};
use super::kind::Effect;
use super::rust::{ItemChange, Sort};
use super::uses::{Uses, around};
use super::wire::Sides;
use super::{Kind, Rust};
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

    /// How to keep what callers write, where only a name is another.
    pub(super) fn advice(&self) -> Option<String> {
        let renamed = self.items.iter().find(|item| item.sort == Sort::Renamed)?;
        let name = renamed.was.as_ref()?.rsplit("::").next()?;
        Some(format!("`x-rust-name: {name}` keeps the old name"))
    }

    /// Whether code compiles as before and gives values for what they are not.
    pub(super) fn swaps(&self) -> bool {
        self.items.iter().any(|item| item.sort == Sort::Swapped)
    }
}

/// Gives each item to its cause; what has none is a cause itself.
pub(super) fn join(found: Vec<Found>, items: Vec<ItemChange>, documents: Sides<&Document>) -> Vec<Joined> {
    let Sides { base, head } = documents;
    let causes = Causes::of(&found, Sides { base: Uses::of(base), head: Uses::of(head) });
    let mut given: Vec<Vec<ItemChange>> = found.iter().map(|_| Vec::new()).collect();
    let mut own: BTreeMap<Own, Joined> = BTreeMap::new();
    for item in items {
        match causes.of_item(&item) {
            Some(index) => given[index].push(item),
            // Nothing on the wire changes: it is written otherwise.
            None if item.sort == Sort::OnWire => {}
            None => {
                let draft = itself(&item);
                let key = (draft.kind, item.base.clone(), item.head.clone());
                let new = || Joined { found: Found::new(&draft, causes.reached(&item)), items: Vec::new() };
                own.entry(key).or_insert_with(new).items.push(item);
            }
        }
    }
    let caused = found.into_iter().zip(given).map(|(found, items)| Joined { found, items });
    caused.chain(folded(own)).collect()
}

/// What an item is that nothing else causes: its kind, and its places.
type Own = (Kind, Option<Origin>, Option<Origin>);

/// Types that are called after the one that they stand in have their new names from it.
fn folded(own: BTreeMap<Own, Joined>) -> Vec<Joined> {
    let mut renamed: BTreeMap<Origin, usize> = BTreeMap::new();
    let mut all: Vec<Joined> = Vec::new();
    for ((kind, base, _), joined) in own {
        let place = base.filter(|_| kind == Kind::NameChanged);
        let whole = place.iter().flat_map(around).filter_map(|place| renamed.get(&place)).last();
        if let Some(&index) = whole {
            all[index].items.extend(joined.items);
            continue;
        }
        renamed.extend(place.map(|place| (place, all.len())));
        all.push(joined);
    }
    all
}

/// The causes by the places where they are.
struct Causes<'f> {
    found: &'f [Found],
    at: Sides<Places<'f>>,
    uses: Sides<Uses>,
}

/// The causes by their places in a document.
type Places<'f> = BTreeMap<&'f Origin, Vec<usize>>;

/// A side of the comparison.
type Side = for<'s> fn(&'s Draft) -> Option<&'s Origin>;

/// How near a cause is: what is around a place before what is in it, the nearer before the farther.
type Nearness = (usize, usize);

impl<'f> Causes<'f> {
    fn of(found: &'f [Found], uses: Sides<Uses>) -> Self {
        let at = |side: Side| {
            let mut at = Places::new();
            for (index, found) in found.iter().enumerate() {
                if let Some(origin) = side(&found.draft).filter(|_| found.draft.effect > Effect::Text) {
                    at.entry(origin).or_default().push(index);
                }
            }
            at
        };
        Self { found, at: Sides { base: at(|draft| draft.base.as_ref()), head: at(|draft| draft.head.as_ref()) }, uses }
    }

    /// The operations that an item belongs to.
    fn reached(&self, item: &ItemChange) -> super::finding::Reached {
        match (&item.head, &item.base) {
            (Some(head), _) => self.uses.head.reached(head),
            (None, Some(base)) => self.uses.base.reached(base),
            (None, None) => super::finding::Reached::default(),
        }
    }

    fn of_item(&self, item: &ItemChange) -> Option<usize> {
        match item.sort {
            Sort::Renamed => self.direct(item, Effect::Name).or_else(|| self.used(item)),
            Sort::Boxed => self.exact(item),
            Sort::Carried | Sort::Making => self.carrying(item).or_else(|| self.direct(item, Effect::Type)),
            Sort::Trait | Sort::Other | Sort::OnWire | Sort::Swapped => {
                let near = self.direct(item, Effect::Value).or_else(|| self.referred(item));
                near.or_else(|| self.carrying(item)).or_else(|| self.held(item)).or_else(|| self.below(item))
            }
        }
    }

    fn sides<'i>(&'i self, item: &'i ItemChange) -> impl Iterator<Item = (&'i Places<'f>, &'i Uses, &'i Origin)> {
        let base = item.base.as_ref().map(|place| (&self.at.base, &self.uses.base, place));
        let head = item.head.as_ref().map(|place| (&self.at.head, &self.uses.head, place));
        base.into_iter().chain(head)
    }

    /// The cause at the place itself.
    fn exact(&self, item: &ItemChange) -> Option<usize> {
        self.sides(item).find_map(|(at, _, place)| self.having(at.get(place)?, Effect::Type, &Hints::of(item)))
    }

    /// The cause at a place that uses it, which another name there can be owed to.
    fn used(&self, item: &ItemChange) -> Option<usize> {
        self.sides(item).find_map(|(at, uses, place)| {
            let users = uses.way_up(place).take_while(|(steps, _)| *steps <= 1).skip(1);
            users.map(|(_, user)| user).find_map(|user| self.having(at.get(&user)?, Effect::Name, &Hints::of(item)))
        })
    }

    /// The nearest cause around the place of an item, else the nearest inside.
    fn direct(&self, item: &ItemChange, least: Effect) -> Option<usize> {
        let hints = Hints::of(item);
        let nearest = self.sides(item).filter_map(|(at, _, place)| {
            self.around(at, place, least, &hints).or_else(|| self.inside(at, place, least, &hints))
        });
        nearest.min().map(|(_, index)| index)
    }

    /// The cause in a component that an item has its type from.
    fn referred(&self, item: &ItemChange) -> Option<usize> {
        self.sides(item).find_map(|(at, uses, place)| {
            uses.referred(place).find_map(|used| self.having(at.get(used)?, Effect::Type, &Hints::of(item)))
        })
    }

    /// The nearest cause in what an item refers to, by however many steps.
    fn below(&self, item: &ItemChange) -> Option<usize> {
        const MOST: usize = 1_000;
        let hints = Hints::of(item);
        self.sides(item).find_map(|(at, uses, place)| {
            let below = uses.way_down(place).take(MOST);
            let causes = |place: &Origin| self.having(at.get(place)?, Effect::Value, &hints);
            let inside = |place: &Origin| Some(self.inside(at, place, Effect::Value, &hints)?.1);
            below.into_iter().find_map(|place| causes(place).or_else(|| inside(place)))
        })
    }

    /// The nearest cause on the way from a place to the operations.
    fn carrying(&self, item: &ItemChange) -> Option<usize> {
        let nearest = self.sides(item).filter_map(|(at, uses, place)| {
            uses.way_up(place).find_map(|(steps, place)| {
                let hints = Hints { way: Some(&place), ..Hints::of(item) };
                let ((_, distance), index) = self.around(at, &place, Effect::Type, &hints)?;
                Some((steps, distance, index))
            })
        });
        nearest.min().map(|(_, _, index)| index)
    }

    /// The nearest cause in what the operation of an item sends or receives itself, which may be among the components.
    fn held(&self, item: &ItemChange) -> Option<usize> {
        let operation = self.sides(item).find_map(|(_, uses, place)| uses.operation_at(place))?;
        let near = |(index, found): (usize, &Found)| {
            let steps = found.reached.steps(operation).filter(|steps| *steps <= 1)?;
            (found.draft.effect >= Effect::Value).then_some((steps, index))
        };
        self.found.iter().enumerate().filter_map(near).min().map(|(_, index)| index)
    }

    fn around(&self, at: &Places<'_>, place: &Origin, least: Effect, hints: &Hints<'_>) -> Option<(Nearness, usize)> {
        around(place)
            .enumerate()
            .find_map(|(distance, place)| Some(((0, distance), self.having(at.get(&place)?, least, hints)?)))
    }

    fn inside(&self, at: &Places<'_>, place: &Origin, least: Effect, hints: &Hints<'_>) -> Option<(Nearness, usize)> {
        let depth = |origin: &Origin| origin.pointer.tokens().count();
        let below = at.range::<Origin, _>((Excluded(place), Unbounded));
        let inside = below.take_while(|(origin, _)| {
            origin.file == place.file && origin.pointer.as_str().starts_with(place.pointer.as_str())
        });
        let inside = inside.filter(|(origin, _)| origin.pointer.starts_with(&place.pointer));
        inside
            .filter_map(|(origin, causes)| {
                Some(((1, depth(origin) - depth(place)), self.having(causes, least, hints)?))
            })
            .min()
    }

    /// Of several causes that can have such items, the one that the hints speak for, or else the first.
    fn having(&self, causes: &[usize], least: Effect, hints: &Hints<'_>) -> Option<usize> {
        let draft = |index: &usize| &self.found[*index].draft;
        let rank = |index: &usize| (hints.speak_for(draft(index)), draft(index).effect, std::cmp::Reverse(*index));
        causes.iter().copied().filter(|index| draft(index).effect >= least).max_by_key(rank)
    }
}

/// What tells to which of several causes at one place an item belongs.
#[derive(Clone, Copy)]
struct Hints<'i> {
    item: &'i ItemChange,
    /// A place that uses the item.
    way: Option<&'i Origin>,
}

impl<'i> Hints<'i> {
    fn of(item: &'i ItemChange) -> Self {
        Self { item, way: None }
    }

    fn speak_for(&self, draft: &Draft) -> bool {
        let places = [self.way, self.item.base.as_ref(), self.item.head.as_ref()].into_iter().flatten();
        let is_in = |whole: &Origin| {
            places.clone().any(|place| place.file == whole.file && place.pointer.starts_with(&whole.pointer))
        };
        draft.marks.iter().any(|mark| match mark {
            mark if self.item.mark.as_ref() == Some(mark) => true,
            Mark::Place(whole) => is_in(whole),
            Mark::Value(_) => false,
        })
    }
}

/// The cause that an item is where the document says the same.
fn itself(item: &ItemChange) -> Draft {
    let kind = match item.sort {
        Sort::Boxed => Kind::TypeBoxed,
        Sort::Swapped => Kind::ArgumentsSwapped,
        Sort::Renamed => Kind::NameChanged,
        Sort::Trait | Sort::Making if item.is.is_none() => Kind::TraitLost,
        Sort::Trait | Sort::Making | Sort::Carried | Sort::OnWire | Sort::Other => Kind::ItemChanged,
    };
    let draft = Draft::new(kind, ("item", format!("`{}`", item.item)), item.base.as_ref(), item.head.as_ref());
    draft.values((item.was.clone(), item.is.clone()))
}

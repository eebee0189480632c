//! The bounds of a value: which became tighter, and which looser.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use regex_lite::Regex;
use serde_json::{Number, Value as Json};

use super::super::Kind::{self, *};
use super::super::kind::{Effect, Touches};
use super::super::trees::Trees;
use super::fingerprint::fingerprint;
use super::schemas::{DEPTH, Value};
use super::view::View;
use super::{Position, Sides, choices, implied, unread};
use crate::resolve::{Bound, Constraints, Schema};
use crate::source::Origin;

/// The largest number that 32 bits hold, for clients that read numbers so.
const I32_MAX: f64 = i32::MAX as f64;

/// A bound that is not what it was.
struct Moved {
    keyword: &'static str,
    was: Option<String>,
    is: Option<String>,
    direction: Direction,
}

impl Moved {
    /// Where it is said: what is no constraint is compared as it is written.
    fn place(&self, value: &Value<'_, '_>) -> Sides<Origin> {
        let Sides { base, head } = value.comparison.trees;
        let said = |trees: &Trees<'_>, schema: &Schema| {
            let keywords = said_with(self.keyword).iter();
            keywords.map(|key| trees.get(&schema.origin)?.get(key).cloned()).collect::<Vec<_>>()
        };
        value.differing(|one, other| one.constraints == other.constraints && said(base, one) == said(head, other))
    }
}

/// The keywords that say together what is told by the name of one.
fn said_with(keyword: &str) -> &[&'static str] {
    match keyword {
        "contains" => &["contains", "minContains", "maxContains"],
        "dependentRequired" => &["dependentRequired", "dependentSchemas"],
        "dependentSchemas" => &["dependentSchemas"],
        "if" => &["if", "then", "else"],
        "not" => &["not"],
        "patternProperties" => &["patternProperties"],
        "propertyNames" => &["propertyNames"],
        "required" => &["required"],
        "unevaluatedItems" => &["unevaluatedItems"],
        _ => &[],
    }
}

/// What a bound does to the values that there were.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Tighter,
    Looser,
    Both,
}

impl Direction {
    /// That of what is demanded now, by what was; none where it is the same.
    pub(super) fn of_demands<T: Ord>(was: &BTreeSet<T>, is: &BTreeSet<T>) -> Option<Self> {
        match (was.is_subset(is), is.is_subset(was)) {
            (true, true) => None,
            (true, false) => Some(Self::Tighter),
            (false, true) => Some(Self::Looser),
            (false, false) => Some(Self::Both),
        }
    }

    /// That of two bounds together.
    pub(super) fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }

    /// That of the opposite.
    pub(super) fn reversed(self) -> Self {
        match self {
            Self::Tighter => Self::Looser,
            Self::Looser => Self::Tighter,
            Self::Both => Self::Both,
        }
    }
}

/// Compares the bounds of two schemas of one type.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    let unread = unread::compare(value);
    let unread = unread.into_iter().map(|(keyword, direction)| Moved { keyword, was: None, is: None, direction });
    let (base, head) = (implied::said(&value.base, &value.head), implied::said(&value.head, &value.base));
    let more = [required(&value.base, &value.head), undeclared(&value.base, &value.head), refused(value)];
    let more = more.into_iter().flatten().chain(unread);
    let are_other_elements = value.has_other_positions();
    let is_tuple = [&value.base, &value.head].iter().all(|view| !view.positions.is_empty());
    let is_told =
        |moved: &Moved| are_other_elements && is_of_elements(moved) || is_kept(moved, &value.base, &value.head);
    for moved in moved(&base, &head).into_iter().chain(more).filter(|moved| !is_told(moved)).collect::<Vec<_>>() {
        let kind = match kind(value.position, &moved) {
            ResBoundLoosened
                if moved.keyword == "maximum" && passes_i32(&value.base.constraints, &value.head.constraints) =>
            {
                ResBoundBeyondI32
            }
            kind => kind,
        };
        let Sides { base, head } = moved.place(value);
        // Which elements of a tuple are always there, and whether others follow, is a matter of its type.
        let is_of_type = is_tuple && is_of_elements(&moved);
        let draft = value.draft((moved.keyword, kind), (Some(&base), Some(&head)));
        let draft = draft.values((moved.was, moved.is));
        // There can be several of one kind.
        let draft = if kind.touches() == Touches::Bound { draft.about(moved.keyword) } else { draft };
        value.note(if draft.bounds_numbers() || is_of_type { draft.effect(Effect::Value) } else { draft });
    }
}

fn is_of_elements(moved: &Moved) -> bool {
    matches!(moved.keyword, "minItems" | "maxItems")
}

/// Whether a bound refuses, or lets in, nothing: all values that there were, or are, keep to it.
fn is_kept(moved: &Moved, base: &View<'_>, head: &View<'_>) -> bool {
    let (values, bounds) = match (&base.values, &head.values) {
        (Some(values), _) if moved.direction == Direction::Tighter => (values, &head.constraints),
        (_, Some(values)) if moved.direction == Direction::Looser => (values, &base.constraints),
        _ => return false,
    };
    let is_long = |value: &Json, fits: fn(u64, u64) -> bool, bound: Option<u64>| {
        value.as_str().zip(bound).is_some_and(|(text, bound)| fits(text.chars().count() as u64, bound))
    };
    let is_large = |value: &Json, tighter: Ordering, bound: &Option<Bound>| {
        let bound = bound.as_ref();
        let number = value.as_number().map(|value| Bound { value: value.clone(), exclusive: false });
        let ordering = number.zip(bound).and_then(|(number, bound)| number.compare(bound));
        ordering.is_some_and(|it| it == tighter || it == Ordering::Equal && !bound.is_some_and(|it| it.exclusive))
    };
    // Patterns are those of ECMA-262; of one that says more than this engine knows, nothing is known.
    let pattern = bounds.pattern.as_deref().and_then(|pattern| Regex::new(pattern).ok());
    values.iter().all(|value| match moved.keyword {
        "pattern" => value.as_str().zip(pattern.as_ref()).is_some_and(|(text, pattern)| pattern.is_match(text)),
        "maxLength" => is_long(value, |length, most| length <= most, bounds.max_length),
        "minLength" => is_long(value, |length, least| length >= least, bounds.min_length),
        "maximum" => is_large(value, Ordering::Less, &bounds.maximum),
        "minimum" => is_large(value, Ordering::Greater, &bounds.minimum),
        _ => false,
    })
}

fn moved(base: &Constraints, head: &Constraints) -> Vec<Moved> {
    let upper = |keyword, was: Option<u64>, is: Option<u64>| counted(keyword, was, is, Direction::Tighter);
    let lower = |keyword, was: Option<u64>, is: Option<u64>| counted(keyword, was, is, Direction::Looser);
    let all = [
        bound("maximum", base.maximum.as_ref(), head.maximum.as_ref(), Ordering::Less),
        bound("minimum", base.minimum.as_ref(), head.minimum.as_ref(), Ordering::Greater),
        multiple(base.multiple_of.as_ref(), head.multiple_of.as_ref()),
        upper("maxLength", base.max_length, head.max_length),
        lower("minLength", base.min_length, head.min_length),
        set("pattern", base.pattern.clone(), head.pattern.clone()),
        upper("maxItems", base.max_items, head.max_items),
        lower("minItems", base.min_items, head.min_items),
        set("uniqueItems", base.unique_items.then(|| "true".to_owned()), head.unique_items.then(|| "true".to_owned())),
        upper("maxProperties", base.max_properties, head.max_properties),
        lower("minProperties", base.min_properties, head.min_properties),
    ];
    all.into_iter().flatten().collect()
}

/// A bound of numbers, which is tighter where it compares so.
fn bound(keyword: &'static str, was: Option<&Bound>, is: Option<&Bound>, tighter: Ordering) -> Option<Moved> {
    let text = |bound: &Bound| format!("{}{}", bound.value, if bound.exclusive { ", exclusive" } else { "" });
    let direction = match (was, is) {
        _ if was == is => return None,
        (None, _) => Direction::Tighter,
        (_, None) => Direction::Looser,
        (Some(was), Some(is)) => match is.compare(was) {
            Some(Ordering::Equal) if is.exclusive == was.exclusive => return None,
            Some(Ordering::Equal) if is.exclusive => Direction::Tighter,
            Some(Ordering::Equal) => Direction::Looser,
            Some(ordering) if ordering == tighter => Direction::Tighter,
            _ => Direction::Looser,
        },
    };
    Some(Moved { keyword, was: was.map(text), is: is.map(text), direction })
}

/// A number that values are multiples of: those of a multiple are fewer.
fn multiple(was: Option<&Number>, is: Option<&Number>) -> Option<Moved> {
    let is_multiple = |one: &Number, of: &Number| {
        one.as_f64().zip(of.as_f64()).is_some_and(|(one, of)| (one / of).fract().abs() < f64::EPSILON)
    };
    let text = |number: Option<&Number>| number.map(ToString::to_string);
    let moved = set("multipleOf", text(was), text(is))?;
    let direction = match was.zip(is) {
        Some((was, is)) if is_multiple(is, was) => Direction::Tighter,
        Some((was, is)) if is_multiple(was, is) => Direction::Looser,
        _ => moved.direction,
    };
    Some(Moved { direction, ..moved })
}

/// A bound of counts; `smaller` is what a smaller one means.
fn counted(keyword: &'static str, was: Option<u64>, is: Option<u64>, smaller: Direction) -> Option<Moved> {
    let direction = match (was, is) {
        _ if was == is => return None,
        (None, _) => Direction::Tighter,
        (_, None) => Direction::Looser,
        (Some(was), Some(is)) => {
            if is < was {
                smaller
            } else {
                smaller.reversed()
            }
        }
    };
    Some(Moved { keyword, was: was.map(|it| it.to_string()), is: is.map(|it| it.to_string()), direction })
}

/// Members of which some must be there.
fn required(base: &View<'_>, head: &View<'_>) -> Option<Moved> {
    let (was, is) = (base.alternatives.as_ref(), head.alternatives.as_ref());
    let direction = match (choices::hold(is, base), choices::hold(was, head)) {
        (true, true) => return None,
        (true, false) => Direction::Looser,
        (false, true) => Direction::Tighter,
        (false, false) => Direction::Both,
    };
    Some(Moved { keyword: "required", was: was.map(choices::said), is: is.map(choices::said), direction })
}

/// Members that must be there, and that nothing describes.
fn undeclared(base: &View<'_>, head: &View<'_>) -> Option<Moved> {
    let names = |view: &View<'_>| -> BTreeSet<String> {
        let all = view.all.iter().flat_map(|schema| &schema.required);
        all.filter(|name| !view.members.contains_key(name.as_str())).cloned().collect()
    };
    // A member that is described on one side is compared as a member.
    let (was, is) = (names(base), names(head));
    let of = |names: &BTreeSet<String>, other: &View<'_>| -> BTreeSet<String> {
        names.iter().filter(|name| !other.members.contains_key(name.as_str())).cloned().collect()
    };
    let (was, is) = (of(&was, head), of(&is, base));
    let direction = Direction::of_demands(&was, &is)?;
    let said = |names: BTreeSet<String>| (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(", "));
    Some(Moved { keyword: "required", was: said(was), is: said(is), direction })
}

/// Values that are refused, whatever else they are.
fn refused(value: &Value<'_, '_>) -> Option<Moved> {
    let Sides { base, head } = value.documents();
    let said = |document, view: &View<'_>| -> BTreeSet<String> {
        view.all.iter().filter_map(|schema| schema.not).map(|not| fingerprint(document, &[not], DEPTH)).collect()
    };
    let (was, is) = (said(base, &value.base), said(head, &value.head));
    let direction = Direction::of_demands(&was, &is)?;
    Some(Moved { keyword: "not", was: None, is: None, direction })
}

/// A demand that is there or not; another one can refuse what the first allowed, and allow what it refused.
fn set(keyword: &'static str, was: Option<String>, is: Option<String>) -> Option<Moved> {
    let direction = match (&was, &is) {
        (Some(_), Some(_)) => Direction::Both,
        (None, _) => Direction::Tighter,
        (_, None) => Direction::Looser,
    };
    (was != is).then_some(Moved { keyword, was, is, direction })
}

fn kind(position: Position, moved: &Moved) -> Kind {
    let is_new = moved.was.is_none();
    let is_sent = matches!(position, Position::Parameter | Position::Request);
    match moved.direction {
        Direction::Both if !is_sent => ResBoundLoosened,
        Direction::Tighter | Direction::Both => position.kind(
            match moved.keyword {
                "maximum" => ParamMaxDecreased,
                "maxLength" => ParamMaxLengthDecreased,
                "pattern" => ParamPatternAdded,
                "maxItems" => ParamMaxItemsDecreased,
                _ => ParamBoundTightened,
            },
            match moved.keyword {
                "maxLength" if is_new => ReqMaxLengthAdded,
                "pattern" => ReqPatternAdded,
                "maxItems" => ReqMaxItemsDecreased,
                "minItems" => ReqMinItemsIncreased,
                "uniqueItems" => ReqUniqueItemsAdded,
                "multipleOf" => ReqMultipleOfAdded,
                "minProperties" => ReqMinPropsAdded,
                _ => ReqBoundTightened,
            },
            ResBoundTightened,
        ),
        Direction::Looser => position.kind(
            if moved.keyword == "maximum" { ParamMaxIncreased } else { ParamBoundLoosened },
            ReqBoundLoosened,
            match moved.keyword {
                "maxLength" if moved.is.is_none() => ResMaxLengthUnset,
                "minItems" if moved.is.is_none() => ResMinItemsUnset,
                _ => ResBoundLoosened,
            },
        ),
    }
}

/// Whether numbers may come that 32 bits do not hold, where none could before.
fn passes_i32(base: &Constraints, head: &Constraints) -> bool {
    let maximum = |constraints: &Constraints| constraints.maximum.as_ref().and_then(|bound| bound.value.as_f64());
    matches!((maximum(base), maximum(head)), (Some(was), Some(is)) if was <= I32_MAX && is > I32_MAX)
}

#[cfg(test)]
mod tests;

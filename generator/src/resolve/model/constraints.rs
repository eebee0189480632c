//! What a schema demands of a value beside its type.

use std::cmp::Ordering;

use crate::numbers::compare;

/// The bounds of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Constraints {
    pub(crate) minimum: Option<Bound>,
    pub(crate) maximum: Option<Bound>,
    pub(crate) multiple_of: Option<serde_json::Number>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<String>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

/// A lower or upper bound of a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bound {
    pub(crate) value: serde_json::Number,
    pub(crate) exclusive: bool,
}

impl Constraints {
    /// The keyword of the first of them.
    pub(crate) fn first(&self) -> Option<&'static str> {
        let all = [
            ("pattern", self.pattern.is_some()),
            ("minLength", self.min_length.is_some()),
            ("maxLength", self.max_length.is_some()),
            ("minimum", self.minimum.is_some()),
            ("maximum", self.maximum.is_some()),
            ("multipleOf", self.multiple_of.is_some()),
            ("minItems", self.min_items.is_some()),
            ("maxItems", self.max_items.is_some()),
            ("uniqueItems", self.unique_items),
            ("minProperties", self.min_properties.is_some()),
            ("maxProperties", self.max_properties.is_some()),
        ];
        all.into_iter().find_map(|(keyword, is_there)| is_there.then_some(keyword))
    }

    /// What both demand.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self {
            minimum: tighter(self.minimum.as_ref(), other.minimum.as_ref(), Ordering::Greater),
            maximum: tighter(self.maximum.as_ref(), other.maximum.as_ref(), Ordering::Less),
            multiple_of: self.multiple_of.clone().or_else(|| other.multiple_of.clone()),
            min_length: self.min_length.max(other.min_length),
            max_length: least(self.max_length, other.max_length),
            pattern: self.pattern.clone().or_else(|| other.pattern.clone()),
            min_items: self.min_items.max(other.min_items),
            max_items: least(self.max_items, other.max_items),
            unique_items: self.unique_items || other.unique_items,
            min_properties: self.min_properties.max(other.min_properties),
            max_properties: least(self.max_properties, other.max_properties),
        }
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

/// The one of two bounds that `wins` over the other.
fn tighter(one: Option<&Bound>, other: Option<&Bound>, wins: Ordering) -> Option<Bound> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if one.compare(other) == Some(wins) { one } else { other }.clone()),
        (one, other) => one.or(other).cloned(),
    }
}

impl Bound {
    /// Which bound is the greater; none where a number is beyond what can be compared.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        compare(&self.value, &other.value)
    }
}

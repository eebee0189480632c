//! Constraints as rules that `validate()` checks.

use crate::ir::Rule;
use crate::resolve::Constraints;

/// The rules of a value.
pub(super) fn rules(constraints: &Constraints) -> Vec<Rule> {
    let Constraints {
        minimum,
        maximum,
        multiple_of,
        min_length,
        max_length,
        pattern,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
    } = constraints;
    let lower = minimum.clone().map(|bound| match bound.exclusive {
        true => Rule::ExclusiveMinimum(bound.value),
        false => Rule::Minimum(bound.value),
    });
    let upper = maximum.clone().map(|bound| match bound.exclusive {
        true => Rule::ExclusiveMaximum(bound.value),
        false => Rule::Maximum(bound.value),
    });
    [
        min_length.map(Rule::MinLength),
        max_length.map(Rule::MaxLength),
        pattern.clone().map(Rule::Pattern),
        lower,
        upper,
        multiple_of.clone().map(Rule::MultipleOf),
        min_items.map(Rule::MinItems),
        max_items.map(Rule::MaxItems),
        unique_items.then_some(Rule::UniqueItems),
        min_properties.map(Rule::MinProperties),
        max_properties.map(Rule::MaxProperties),
    ]
    .into_iter()
    .flatten()
    .collect()
}

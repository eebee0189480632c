//! Constraints as rules that `validate()` checks.

use std::collections::BTreeSet;

use super::{Lowering, inheritance, scalars, unions};
use crate::diagnostic::catalogue;
use crate::ir::{Rule, Type};
use crate::resolve::{Additional, Constraints, Document, Kind, Schema, SchemaId};

/// The rules of a schema's values, those of its parts and variants among them: each of a variant is about values of one
/// kind, so that it says nothing of the values of other variants.
pub(super) fn of(document: &Document, id: SchemaId) -> Vec<Rule> {
    within(document, id, MOST_NESTED)
}

/// How deep the lists and maps are whose elements are checked. A list may be one of itself.
const MOST_NESTED: usize = 4;

fn within(document: &Document, id: SchemaId, most: usize) -> Vec<Rule> {
    let (parts, whole) = parts(document, id);
    let rules = parts.into_iter().flat_map(|part| {
        let schema = &document.schemas[part];
        let own = rules(&schema.constraints).into_iter().filter(|rule| speaks_of(rule, schema.kind.or(whole.kind)));
        format(schema, &whole).into_iter().chain(own).chain(of_elements(document, schema, most))
    });
    merged(rules.collect())
}

/// The schemas whose constraints are those of a schema's values.
fn parts(document: &Document, id: SchemaId) -> (Vec<SchemaId>, Whole) {
    let line = inheritance::line(document, id);
    let all = || line.iter().map(|&part| &document.schemas[part]);
    let whole = Whole { kind: all().find_map(|part| part.kind), is_listed: all().any(|part| part.values.is_some()) };
    let parts = line.iter().copied().skip(1).chain([id]);
    let of_variants = |part| checked(document, &unions::variants(document, part)).into_iter();
    let of_variants = |part| of_variants(part).flat_map(|variant| inheritance::line(document, variant));
    let parts = parts.flat_map(|part| [part].into_iter().chain(of_variants(part)));
    (parts.collect(), whole)
}

/// What the parts of a schema say of its values together.
struct Whole {
    kind: Option<Kind>,
    /// Whether an enum lists them.
    is_listed: bool,
}

/// Whether a rule says anything of values of this kind (JSON Schema 2020-12 validation, section 6: each is for one).
fn speaks_of(rule: &Rule, kind: Option<Kind>) -> bool {
    let Some(kind) = kind else { return true };
    match rule {
        Rule::Format(_) | Rule::MinLength(_) | Rule::MaxLength(_) | Rule::Pattern(_) => kind == Kind::String,
        Rule::Minimum(_)
        | Rule::Maximum(_)
        | Rule::ExclusiveMinimum(_)
        | Rule::ExclusiveMaximum(_)
        | Rule::MultipleOf(_) => matches!(kind, Kind::Integer | Kind::Number),
        Rule::Items(_) | Rule::MinItems(_) | Rule::MaxItems(_) | Rule::UniqueItems => kind == Kind::Array,
        Rule::Values(_) | Rule::MinProperties(_) | Rule::MaxProperties(_) => kind == Kind::Object,
    }
}

/// The format of a text, where no type has it.
fn format(schema: &Schema, whole: &Whole) -> Option<Rule> {
    let is_text = schema.kind.or(whole.kind) == Some(Kind::String);
    let format = schema.format.as_ref().filter(|_| is_text && schema.values.is_none() && !whole.is_listed)?;
    (scalars::text(Some(format)) == Type::Text && format != "binary").then(|| Rule::Format(format.clone()))
}

/// The rules of each element of a list or map. An object has those of its members itself.
fn of_elements(document: &Document, schema: &Schema, most: usize) -> Vec<Rule> {
    let Some(most) = most.checked_sub(1) else { return Vec::new() };
    let rules = |element| Some(within(document, element, most)).filter(|rules| !rules.is_empty());
    let (items, values) = elements(schema);
    let (items, values) = (items.and_then(rules), values.and_then(rules));
    items.map(Rule::Items).into_iter().chain(values.map(Rule::Values)).collect()
}

/// What the elements of a list are, and the values of a map.
fn elements(schema: &Schema) -> (Option<SchemaId>, Option<SchemaId>) {
    let values = match schema.additional {
        Additional::Of(value) if !schema.has_members => Some(value),
        Additional::Of(_) | Additional::Open | Additional::Closed => None,
    };
    (schema.items.filter(|_| schema.prefix_items.is_empty()), values)
}

/// Reports the constraints of values that nothing checks: no struct has a member that they are.
pub(super) fn report_unheld(lowering: &mut Lowering<'_>, id: SchemaId, reason: &str) {
    report_left(lowering, id, &[], reason);
}

/// Reports the constraints of values but for those that are held.
pub(super) fn report_left(lowering: &mut Lowering<'_>, id: SchemaId, held: &[Rule], reason: &str) {
    let document = lowering.document;
    let mut open = vec![(id, held, MOST_NESTED)];
    while let Some((id, held, most)) = open.pop() {
        let (parts, whole) = parts(document, id);
        for schema in parts.into_iter().map(|part| &document.schemas[part]) {
            let written = rules(&schema.constraints).into_iter().zip(keywords(&schema.constraints));
            let speaks = |rule: &Rule| speaks_of(rule, schema.kind.or(whole.kind));
            let is_left = |(rule, keyword): &(Rule, &'static str)| {
                !is_in_type(schema, keyword) && speaks(rule) && !held.contains(rule)
            };
            for (_, keyword) in written.filter(is_left) {
                let origin = schema.origin.child(keyword);
                if lowering.unheld.insert(origin.clone()) {
                    lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword, reason));
                }
            }
            let (items, values) = elements(schema);
            let items = items.map(|items| (items, held.iter().find_map(Rule::of_items)));
            let values = values.map(|values| (values, held.iter().find_map(Rule::of_values)));
            let below = items.into_iter().chain(values);
            let below = below.map(|(element, held)| (element, held.unwrap_or_default(), most - 1));
            open.extend(below.filter(|_| most > 1));
        }
    }
}

/// The rules that are among others, too; of elements, those that both have.
pub(super) fn shared(rules: Vec<Rule>, others: &[Rule]) -> Vec<Rule> {
    let each = |rules, others: Option<&[Rule]>| Some(shared(rules, others?)).filter(|rules| !rules.is_empty());
    let kept = rules.into_iter().filter_map(|rule| match rule {
        Rule::Items(rules) => each(rules, others.iter().find_map(Rule::of_items)).map(Rule::Items),
        Rule::Values(rules) => each(rules, others.iter().find_map(Rule::of_values)).map(Rule::Values),
        rule => others.contains(&rule).then_some(rule),
    });
    kept.collect()
}

/// The rules with one for all elements, behind the others.
pub(super) fn merged(rules: Vec<Rule>) -> Vec<Rule> {
    let (mut merged, mut items, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for rule in rules {
        match rule {
            Rule::Items(rules) => items.extend(rules),
            Rule::Values(rules) => values.extend(rules),
            rule if merged.contains(&rule) => {}
            rule => merged.push(rule),
        }
    }
    let each = |rules: Vec<Rule>| (!rules.is_empty()).then(|| self::merged(rules));
    merged.extend(each(items).map(Rule::Items));
    merged.extend(each(values).map(Rule::Values));
    merged
}

/// Reports the constraints of what a tuple has at its positions.
pub(super) fn report_positions(lowering: &mut Lowering<'_>, positions: &[SchemaId]) {
    for position in positions {
        let schema = &lowering.document.schemas[*position];
        for keyword in keywords(&schema.constraints).into_iter().filter(|keyword| !is_in_type(schema, keyword)) {
            let reason = "`validate` does not check what stands at a position of a list";
            let origin = schema.origin.child(keyword);
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword, reason));
        }
    }
}

/// Reports the constraints of variants that [`of`] leaves out.
pub(super) fn report_unchecked(lowering: &mut Lowering<'_>, variants: &[SchemaId]) {
    let document = lowering.document;
    let checked: BTreeSet<SchemaId> = checked(document, variants).into_iter().collect();
    let unchecked = variants.iter().copied().filter(|variant| !checked.contains(variant));
    for part in inheritance::lines(document, unchecked) {
        let schema = &document.schemas[part];
        for keyword in keywords(&schema.constraints).into_iter().filter(|keyword| !is_in_type(schema, keyword)) {
            let reason = "values of another variant may be of the same kind; `validate` does not check it";
            let origin = schema.origin.child(keyword);
            lowering.diagnostics.push(catalogue::lower::degraded(&origin, keyword, reason));
        }
    }
}

/// Whether the type keeps to a constraint: how many elements a tuple has.
fn is_in_type(schema: &Schema, keyword: &str) -> bool {
    !schema.prefix_items.is_empty() && matches!(keyword, "minItems" | "maxItems")
}

/// The variants whose values are of a kind that those of no other are of; the only one in any case.
fn checked(document: &Document, variants: &[SchemaId]) -> Vec<SchemaId> {
    if let [only] = *variants {
        return vec![only];
    }
    let mut of_kind: Vec<(Kind, Option<SchemaId>)> = Vec::new();
    for &variant in variants {
        let kind = |part| document.schemas[part].kind;
        let inherited = || inheritance::line(document, variant).into_iter().find_map(kind);
        let kind = match kind(variant).or_else(inherited) {
            Some(Kind::Integer) => Kind::Number,
            Some(kind) => kind,
            None => return Vec::new(),
        };
        match of_kind.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, only)) => *only = None,
            None => of_kind.push((kind, Some(variant))),
        }
    }
    of_kind.into_iter().filter_map(|(_, only)| only).collect()
}

/// The keywords of constraints, as they are written.
fn keywords(constraints: &Constraints) -> Vec<&'static str> {
    let keyword = |rule: &Rule| match rule {
        Rule::Format(_) => "format",
        Rule::Items(_) => "items",
        Rule::Values(_) => "additionalProperties",
        Rule::MinLength(_) => "minLength",
        Rule::MaxLength(_) => "maxLength",
        Rule::Pattern(_) => "pattern",
        Rule::Minimum(_) => "minimum",
        Rule::Maximum(_) => "maximum",
        Rule::ExclusiveMinimum(_) => "exclusiveMinimum",
        Rule::ExclusiveMaximum(_) => "exclusiveMaximum",
        Rule::MultipleOf(_) => "multipleOf",
        Rule::MinItems(_) => "minItems",
        Rule::MaxItems(_) => "maxItems",
        Rule::UniqueItems => "uniqueItems",
        Rule::MinProperties(_) => "minProperties",
        Rule::MaxProperties(_) => "maxProperties",
    };
    rules(constraints).iter().map(keyword).collect()
}

/// What constraints demand.
fn rules(constraints: &Constraints) -> Vec<Rule> {
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
